//! What officers and owners did in the life of a community, append-only.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &TABLES).await?;
        let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        dialect::run(manager, if is_sqlite { &SQLITE } else { &POSTGRES }).await
    }
}

const TABLES: [&str; 1] = ["CREATE TABLE acts (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        subject {text} NOT NULL CHECK (length(subject) BETWEEN 1 AND 32),
        process_id {uuid} NOT NULL,
        role {text} NOT NULL CHECK (length(role) BETWEEN 1 AND 32),
        owner_id {text} CHECK (length(owner_id) BETWEEN 1 AND 64),
        enrolment_id {uuid} NOT NULL,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        statement {bytes} NOT NULL,
        statement_digest {bytes} NOT NULL CHECK (length(statement_digest) = 32),
        at {bigint} NOT NULL,
        PRIMARY KEY (community_id, entry_index),
        UNIQUE (community_id, statement_digest),
        CHECK ((owner_id IS NULL) = (role <> 'owner'))
    ) {strict}"];

const SQLITE: [&str; 2] = [
    "CREATE TRIGGER acts_refuses_update BEFORE UPDATE ON acts
     BEGIN SELECT RAISE(ABORT, 'acts is append-only'); END",
    "CREATE TRIGGER acts_refuses_delete BEFORE DELETE ON acts
     BEGIN SELECT RAISE(ABORT, 'acts is append-only'); END",
];

const POSTGRES: [&str; 1] = ["CREATE TRIGGER acts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON acts
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"];
