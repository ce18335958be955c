//! Who acts for co-owned electors: what co-owners and conveners said, each word of it; append-only.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &TABLE).await?;
        let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        dialect::run(manager, if is_sqlite { &SQLITE } else { &POSTGRES }).await
    }
}

// The elector may be one of a provisional roll, which is no row of `electors` yet.
const TABLE: [&str; 1] = ["CREATE TABLE representation_acts (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        elector {text} NOT NULL CHECK (length(elector) = 32),
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        kind {text} NOT NULL CHECK (kind IN ('nominated', 'objected', 'withdrawn', 'decided')),
        owner_id {text} CHECK (length(owner_id) BETWEEN 1 AND 64),
        representative {text} CHECK (length(representative) BETWEEN 1 AND 64),
        outcome {text} CHECK (outcome IN ('stands', 'set_aside')),
        statement_digest {bytes} NOT NULL CHECK (length(statement_digest) = 32),
        at {bigint} NOT NULL,
        PRIMARY KEY (community_id, meeting_id, elector, entry_index),
        UNIQUE (community_id, meeting_id, statement_digest),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id),
        CHECK ((owner_id IS NULL) = (kind = 'decided')),
        CHECK ((outcome IS NULL) = (kind <> 'decided')),
        CHECK ((representative IS NULL) = (kind IN ('withdrawn', 'decided')))
    ) {strict}"];

const SQLITE: [&str; 2] = [
    "CREATE TRIGGER representation_acts_refuses_update BEFORE UPDATE ON representation_acts
     BEGIN SELECT RAISE(ABORT, 'representation_acts is append-only'); END",
    "CREATE TRIGGER representation_acts_refuses_delete BEFORE DELETE ON representation_acts
     BEGIN SELECT RAISE(ABORT, 'representation_acts is append-only'); END",
];

const POSTGRES: [&str; 1] = [
    "CREATE TRIGGER representation_acts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON representation_acts
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()",
];
