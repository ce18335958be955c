//! Which keys of the service are in force in each record, from which tree on; append-only.

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

// A replacement at one entry is in force from the tree that holds it on; the first keys begin at 0.
const TABLE: &str = "CREATE TABLE service_keys (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        purpose {text} NOT NULL CHECK (purpose IN ('checkpoints', 'statements')),
        begins {bigint} NOT NULL CHECK (begins >= 0),
        public_key {bytes} NOT NULL CHECK (length(public_key) = 32),
        PRIMARY KEY (community_id, purpose, begins),
        UNIQUE (community_id, purpose, public_key)
    ) {strict}";

const SQLITE: [&str; 2] = [
    "CREATE TRIGGER service_keys_refuses_update BEFORE UPDATE ON service_keys
     BEGIN SELECT RAISE(ABORT, 'service_keys is append-only'); END",
    "CREATE TRIGGER service_keys_refuses_delete BEFORE DELETE ON service_keys
     BEGIN SELECT RAISE(ABORT, 'service_keys is append-only'); END",
];

const POSTGRES: [&str; 1] =
    ["CREATE TRIGGER service_keys_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON service_keys
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"];
