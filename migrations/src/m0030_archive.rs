//! Files of the archive: kept by their hash, open or sealed, never removed.

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

const TABLES: [&str; 2] = [
    "CREATE TABLE archive_files (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        digest {bytes} NOT NULL CHECK (length(digest) = 32),
        access {text} NOT NULL CHECK (access IN ('open', 'sealed')),
        media_type {text} NOT NULL,
        size {bigint} NOT NULL CHECK (size BETWEEN 1 AND 10485760),
        sealed_with {text} CHECK (length(sealed_with) = 16),
        content {bytes} NOT NULL CHECK (length(content) BETWEEN 1 AND 10486000),
        uploaded_by {uuid} NOT NULL REFERENCES accounts (id),
        uploaded_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, digest, access),
        CHECK ((sealed_with IS NULL) = (access = 'open'))
    ) {strict}",
    "CREATE INDEX archive_files_by_key ON archive_files (sealed_with)",
];

// What is sealed is sealed anew when the key changes; nothing else of it does.
const SQLITE: [&str; 2] = [
    "CREATE TRIGGER archive_files_refuses_update BEFORE UPDATE ON archive_files
     WHEN OLD.access = 'open' OR NEW.access <> OLD.access OR NEW.digest <> OLD.digest
     BEGIN SELECT RAISE(ABORT, 'archive_files is append-only'); END",
    "CREATE TRIGGER archive_files_refuses_delete BEFORE DELETE ON archive_files
     BEGIN SELECT RAISE(ABORT, 'archive_files is append-only'); END",
];

const POSTGRES: [&str; 2] = [
    "CREATE TRIGGER archive_files_append_only BEFORE DELETE OR TRUNCATE ON archive_files
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()",
    "CREATE TRIGGER archive_files_refuses_update BEFORE UPDATE ON archive_files
     FOR EACH ROW WHEN (OLD.access = 'open' OR NEW.access <> OLD.access OR NEW.digest <> OLD.digest)
     EXECUTE FUNCTION refuse_rewriting()",
];
