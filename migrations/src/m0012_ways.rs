//! Ways to a key: codes sent to contacts of the register, and enrolments that wait for confirmations.

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

// Of a code of six digits only a hash under a key outside the database is kept: a plain one is soon guessed.
const STATEMENTS: [&str; 7] = [
    "CREATE TABLE contact_codes (
        activation_id {uuid} NOT NULL REFERENCES activations (id),
        code_id {uuid} NOT NULL,
        channel {text} NOT NULL CHECK (channel IN ('phone', 'email')),
        code_hash {bytes} NOT NULL CHECK (length(code_hash) = 32),
        sent_at {bigint} NOT NULL,
        expires_at {bigint} NOT NULL,
        attempts integer NOT NULL CHECK (attempts >= 0),
        PRIMARY KEY (activation_id, code_id),
        CHECK (sent_at < expires_at)
    ) {strict}",
    "CREATE TABLE enrolment_requests (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        request_id {uuid} NOT NULL,
        activation_id {uuid} NOT NULL UNIQUE REFERENCES activations (id),
        method {text} NOT NULL CHECK (method IN ('desk', 'recovery', 'device')),
        owner_id {text} NOT NULL,
        account_id {uuid} REFERENCES accounts (id),
        thumbprint {text} NOT NULL CHECK (length(thumbprint) = 43),
        statement {bytes} NOT NULL,
        label {text} CHECK (length(label) BETWEEN 1 AND 40),
        requested_at {bigint} NOT NULL,
        expires_at {bigint} NOT NULL,
        enrolled_at {bigint},
        refused_at {bigint},
        refused_by {uuid} REFERENCES accounts (id),
        PRIMARY KEY (community_id, request_id),
        CHECK (requested_at < expires_at),
        CHECK (enrolled_at IS NULL OR refused_at IS NULL),
        CHECK (refused_by IS NULL OR refused_at IS NOT NULL)
    ) {strict}",
    "CREATE INDEX enrolment_requests_by_owner ON enrolment_requests (community_id, owner_id)",
    "CREATE INDEX enrolment_requests_open ON enrolment_requests (community_id, expires_at)
        WHERE enrolled_at IS NULL AND refused_at IS NULL",
    "CREATE TABLE enrolment_confirmations (
        community_id {uuid} NOT NULL,
        request_id {uuid} NOT NULL,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        role {text} NOT NULL CHECK (role IN ('owner', 'secretary', 'member', 'chair', 'scrutineer', 'supervisor',
            'residents_committee')),
        thumbprint {text} NOT NULL CHECK (length(thumbprint) = 43),
        statement {bytes} NOT NULL,
        confirmed_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, request_id, account_id),
        UNIQUE (community_id, request_id, role),
        UNIQUE (community_id, request_id, thumbprint),
        FOREIGN KEY (community_id, request_id) REFERENCES enrolment_requests (community_id, request_id)
    ) {strict}",
    "CREATE INDEX contact_codes_by_time ON contact_codes (activation_id, sent_at)",
    "CREATE INDEX activations_by_way ON activations (community_id, owner_id, method)",
];
