//! Second inboxes: which of them a community names, every decision of it; append-only.

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

// One row a decision; the latest is in force.
const TABLE: &str = "CREATE TABLE inbox_lists (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        revision integer NOT NULL CHECK (revision >= 1),
        inboxes {bytes} NOT NULL,
        decided_by {uuid} NOT NULL REFERENCES accounts (id),
        decided_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, revision)
    ) {strict}";

const SQLITE: [&str; 2] = [
    "CREATE TRIGGER inbox_lists_refuses_update BEFORE UPDATE ON inbox_lists
     BEGIN SELECT RAISE(ABORT, 'inbox_lists is append-only'); END",
    "CREATE TRIGGER inbox_lists_refuses_delete BEFORE DELETE ON inbox_lists
     BEGIN SELECT RAISE(ABORT, 'inbox_lists is append-only'); END",
];

const POSTGRES: [&str; 1] =
    ["CREATE TRIGGER inbox_lists_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON inbox_lists
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"];
