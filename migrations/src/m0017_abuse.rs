//! Deployment: what was handed out of a limit on requests, window by window.

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

// The key is a keyed hash: an address is personal data.
const STATEMENTS: [&str; 2] = [
    "CREATE TABLE rate_windows (
        key {bytes} NOT NULL CHECK (length(key) = 32),
        begins_at {bigint} NOT NULL,
        ends_at {bigint} NOT NULL,
        leased {bigint} NOT NULL CHECK (leased >= 1),
        PRIMARY KEY (key, begins_at),
        CHECK (begins_at < ends_at)
    ) {strict}",
    "CREATE INDEX rate_windows_by_end ON rate_windows (ends_at)",
];
