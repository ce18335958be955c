//! Communities, their people and the versions of their registers.

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
    "CREATE TABLE communities (
        community_id {uuid} NOT NULL PRIMARY KEY,
        name {text} NOT NULL,
        time_zone {text} NOT NULL,
        origin {text} NOT NULL UNIQUE,
        created_at {bigint} NOT NULL
    ) {strict}",
    // The only table with personal data.
    "CREATE TABLE people (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        owner_id {text} NOT NULL,
        kind {text} NOT NULL CHECK (kind IN ('natural', 'legal', 'developer')),
        sealed {bytes} NOT NULL CHECK (length(sealed) > 28),
        sealed_by {text} NOT NULL CHECK (length(sealed_by) = 16),
        name_hash {bytes} NOT NULL CHECK (length(name_hash) = 32),
        phone_hash {bytes} CHECK (length(phone_hash) = 32),
        email_hash {bytes} CHECK (length(email_hash) = 32),
        id_number_hash {bytes} CHECK (length(id_number_hash) = 32),
        PRIMARY KEY (community_id, owner_id)
    ) {strict}",
    "CREATE TABLE register_versions (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        version integer NOT NULL CHECK (version >= 1),
        digest {bytes} NOT NULL CHECK (length(digest) = 32),
        document {bytes} NOT NULL,
        imported_at {bigint} NOT NULL,
        imported_by {uuid} NOT NULL REFERENCES accounts (id),
        PRIMARY KEY (community_id, version)
    ) {strict}",
];
