//! Signing in again: challenges that were used, one-time codes for reading, second factors.

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

const STATEMENTS: [&str; 8] = [
    "CREATE TABLE used_challenges (
        digest {bytes} NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
        expires_at {bigint} NOT NULL
    ) {strict}",
    "CREATE INDEX used_challenges_by_expiry ON used_challenges (expires_at)",
    "CREATE TABLE sign_in_codes (
        id {uuid} NOT NULL PRIMARY KEY,
        community_id {uuid} NOT NULL,
        channel {text} NOT NULL CHECK (channel IN ('phone', 'email')),
        contact_hashes {bytes} NOT NULL CHECK (length(contact_hashes) >= 32 AND length(contact_hashes) % 32 = 0),
        contact_hash {bytes} NOT NULL CHECK (length(contact_hash) = 32),
        asked_at {bigint} NOT NULL,
        handled_at {bigint},
        code_hash {bytes} CHECK (length(code_hash) = 32),
        tries integer NOT NULL CHECK (tries >= 0),
        used_at {bigint},
        CHECK (code_hash IS NULL OR handled_at IS NOT NULL)
    ) {strict}",
    "CREATE INDEX sign_in_codes_by_time ON sign_in_codes (asked_at)",
    "CREATE TABLE second_factors (
        account_id {uuid} NOT NULL PRIMARY KEY REFERENCES accounts (id),
        sealed {bytes} NOT NULL,
        sealed_by {text} NOT NULL,
        made_at {bigint} NOT NULL,
        confirmed_at {bigint},
        last_step {bigint} NOT NULL CHECK (last_step >= 0)
    ) {strict}",
    "CREATE TABLE recovery_codes (
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        digest {bytes} NOT NULL CHECK (length(digest) = 32),
        used_at {bigint},
        PRIMARY KEY (account_id, digest)
    ) {strict}",
    // A key is looked for where no community is named: by whoever signs in with it.
    "CREATE INDEX enrolments_by_thumbprint ON enrolments (thumbprint)",
    "CREATE INDEX sessions_by_thumbprint ON sessions (thumbprint)",
];
