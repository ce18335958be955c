//! Rules a community states it is under, version by version; append-only.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &[TABLE]).await?;
        let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        dialect::run(manager, if is_sqlite { &SQLITE } else { &POSTGRES }).await
    }
}

// One row a statement; the latest is in force.
const TABLE: &str = "CREATE TABLE rules_versions (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        version integer NOT NULL CHECK (version >= 1),
        digest {bytes} NOT NULL CHECK (length(digest) = 32),
        document {bytes} NOT NULL,
        set_at {bigint} NOT NULL,
        set_by {uuid} NOT NULL REFERENCES accounts (id),
        PRIMARY KEY (community_id, version)
    ) {strict}";

const SQLITE: [&str; 2] = [
    "CREATE TRIGGER rules_versions_refuses_update BEFORE UPDATE ON rules_versions
     BEGIN SELECT RAISE(ABORT, 'rules_versions is append-only'); END",
    "CREATE TRIGGER rules_versions_refuses_delete BEFORE DELETE ON rules_versions
     BEGIN SELECT RAISE(ABORT, 'rules_versions is append-only'); END",
];

const POSTGRES: [&str; 1] =
    ["CREATE TRIGGER rules_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rules_versions
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"];
