//! Deployment tables: accounts, operators, sessions, device keys, answered requests, small facts.

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

const STATEMENTS: [&str; 10] = [
    "CREATE TABLE accounts (
        id {uuid} NOT NULL PRIMARY KEY,
        created_at {bigint} NOT NULL
    ) {strict}",
    "CREATE TABLE operators (
        account_id {uuid} NOT NULL PRIMARY KEY REFERENCES accounts (id),
        granted_at {bigint} NOT NULL,
        revoked_at {bigint}
    ) {strict}",
    "CREATE TABLE sessions (
        id {uuid} NOT NULL PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        refresh_digest {bytes} NOT NULL UNIQUE CHECK (length(refresh_digest) = 32),
        previous_digest {bytes} CHECK (length(previous_digest) = 32),
        issued_at {bigint} NOT NULL,
        expires_at {bigint} NOT NULL,
        ended_at {bigint},
        scope {text} NOT NULL CHECK (scope IN ('full', 'read_only')),
        community_id {uuid},
        thumbprint {text} CHECK (length(thumbprint) = 43),
        used_at {bigint} NOT NULL,
        factor_shown_at {bigint},
        factor_failures integer NOT NULL CHECK (factor_failures >= 0),
        CHECK (issued_at < expires_at),
        CHECK ((scope = 'full') = (thumbprint IS NOT NULL)),
        CHECK ((scope = 'full') = (community_id IS NULL)),
        CHECK (scope = 'full' OR factor_shown_at IS NULL)
    ) {strict}",
    "CREATE INDEX sessions_by_account ON sessions (account_id)",
    "CREATE INDEX sessions_by_expiry ON sessions (expires_at)",
    "CREATE INDEX sessions_by_previous_digest ON sessions (previous_digest)",
    "CREATE TABLE device_keys (
        thumbprint {text} NOT NULL PRIMARY KEY CHECK (length(thumbprint) = 43),
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        public_key {bytes} NOT NULL CHECK (length(public_key) = 32),
        added_at {bigint} NOT NULL,
        revoked_at {bigint}
    ) {strict}",
    "CREATE INDEX device_keys_by_account ON device_keys (account_id)",
    "CREATE TABLE service_state (
        name {text} NOT NULL PRIMARY KEY,
        value {bytes} NOT NULL
    ) {strict}",
    "CREATE TABLE idempotency (
        account_id {uuid} NOT NULL,
        key {text} NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
        operation {text} NOT NULL,
        request_digest {bytes} NOT NULL CHECK (length(request_digest) = 32),
        status integer NOT NULL CHECK (status BETWEEN 100 AND 599),
        body {bytes} NOT NULL,
        created_at {bigint} NOT NULL,
        PRIMARY KEY (account_id, key)
    ) {strict}",
];
