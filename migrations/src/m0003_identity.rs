//! Who may do what: grants, activations and enrolled keys.

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

const STATEMENTS: [&str; 7] = [
    "CREATE TABLE grants (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        grant_id {uuid} NOT NULL,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        role {text} NOT NULL CHECK (role IN ('secretary', 'convener', 'member', 'chair', 'scrutineer',
            'supervisor', 'residents_committee', 'trustee')),
        granted_at {bigint} NOT NULL,
        until {bigint},
        revoked_at {bigint},
        PRIMARY KEY (community_id, grant_id),
        CHECK (granted_at < until)
    ) {strict}",
    "CREATE INDEX grants_by_account ON grants (account_id, community_id)",
    "CREATE TABLE activations (
        id {uuid} NOT NULL PRIMARY KEY,
        community_id {uuid} REFERENCES communities (community_id),
        kind {text} NOT NULL,
        role {text} CHECK (role IN ('secretary', 'convener', 'member', 'chair', 'scrutineer',
            'supervisor', 'residents_committee', 'trustee')),
        owner_id {text},
        grant_until {bigint},
        secret_digest {bytes} NOT NULL UNIQUE CHECK (length(secret_digest) = 32),
        method {text} NOT NULL,
        confirmed_by {text} NOT NULL,
        created_by {uuid} REFERENCES accounts (id),
        created_at {bigint} NOT NULL,
        expires_at {bigint} NOT NULL,
        used_at {bigint},
        attempts integer NOT NULL CHECK (attempts >= 0),
        CHECK (created_at < expires_at),
        CHECK (CASE kind
            WHEN 'operator' THEN community_id IS NULL AND role IS NULL AND owner_id IS NULL AND grant_until IS NULL
            WHEN 'officer' THEN community_id IS NOT NULL AND role IS NOT NULL AND owner_id IS NULL
            WHEN 'owner' THEN community_id IS NOT NULL AND role IS NULL AND owner_id IS NOT NULL
                AND grant_until IS NULL
            ELSE 1 = 0 END)
    ) {strict}",
    "CREATE INDEX activations_by_owner ON activations (community_id, owner_id)",
    "CREATE TABLE enrolments (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        enrolment_id {uuid} NOT NULL,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        owner_id {text},
        thumbprint {text} NOT NULL CHECK (length(thumbprint) = 43),
        public_key {bytes} NOT NULL CHECK (length(public_key) = 32),
        statement {bytes} NOT NULL,
        statement_digest {bytes} NOT NULL CHECK (length(statement_digest) = 32),
        method {text} NOT NULL,
        confirmed_by {text} NOT NULL,
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        enrolled_at {bigint} NOT NULL,
        label {text} CHECK (length(label) BETWEEN 1 AND 40),
        revoked_at {bigint},
        revoked_index {bigint} CHECK (revoked_index > entry_index),
        PRIMARY KEY (community_id, enrolment_id),
        UNIQUE (community_id, thumbprint),
        UNIQUE (community_id, entry_index),
        CHECK ((revoked_at IS NULL) = (revoked_index IS NULL))
    ) {strict}",
    "CREATE INDEX enrolments_by_owner ON enrolments (community_id, owner_id)",
    "CREATE INDEX enrolments_by_account ON enrolments (account_id, community_id)",
];
