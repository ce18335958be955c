//! Logins at providers in the course of an enrolment, and which accounts of theirs have enrolled.

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

const STATEMENTS: [&str; 3] = [
    // One of each letter at a time, for minutes.
    "CREATE TABLE provider_logins (
        login_id {uuid} NOT NULL PRIMARY KEY,
        activation_id {uuid} NOT NULL UNIQUE REFERENCES activations (id),
        provider {text} NOT NULL,
        secret_digest {bytes} NOT NULL CHECK (length(secret_digest) = 32),
        created_at {bigint} NOT NULL,
        expires_at {bigint} NOT NULL,
        returned_at {bigint},
        subject_hash {bytes} CHECK (length(subject_hash) = 32),
        person_digest {bytes} CHECK (length(person_digest) = 32),
        CHECK (created_at < expires_at),
        CHECK ((subject_hash IS NULL) = (person_digest IS NULL)),
        CHECK (subject_hash IS NULL OR returned_at IS NOT NULL)
    ) {strict}",
    "CREATE INDEX provider_logins_by_end ON provider_logins (expires_at)",
    // By a keyed hash; what the provider calls the account is not kept.
    "CREATE TABLE provider_accounts (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        subject_hash {bytes} NOT NULL CHECK (length(subject_hash) = 32),
        owner_id {text} NOT NULL,
        first_used_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, subject_hash, owner_id)
    ) {strict}",
];
