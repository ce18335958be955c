//! Ballots as received; the index grows at its right edge.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &STATEMENTS).await
    }
}

const STATEMENTS: [&str; 1] = [
    // `entry_index` has no foreign key: it would make PostgreSQL lock and rewrite every entry.
    "CREATE TABLE ballots (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        elector {text} NOT NULL,
        sequence integer NOT NULL CHECK (sequence >= 1),
        statement {bytes} NOT NULL,
        statement_digest {bytes} NOT NULL CHECK (length(statement_digest) = 32),
        supersedes {bytes} CHECK (length(supersedes) = 32),
        mandate_digest {bytes} CHECK (length(mandate_digest) = 32),
        thumbprint {text} NOT NULL CHECK (length(thumbprint) = 43),
        received_at {bigint} NOT NULL,
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        tree_size {bigint} NOT NULL,
        PRIMARY KEY (community_id, meeting_id, elector, sequence),
        FOREIGN KEY (community_id, meeting_id, elector)
            REFERENCES electors (community_id, meeting_id, elector),
        CHECK (sequence > 1 OR supersedes IS NULL),
        CHECK (entry_index < tree_size)
    ) {strict}",
];
