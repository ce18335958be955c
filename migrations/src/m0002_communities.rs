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
        name {text} NOT NULL,
        phone {text},
        email {text},
        acting_role {text} CHECK (acting_role IN ('guardian', 'representative')),
        acting_name {text},
        acting_phone {text},
        PRIMARY KEY (community_id, owner_id),
        CHECK ((acting_role IS NULL) = (acting_name IS NULL)),
        CHECK (acting_name IS NOT NULL OR acting_phone IS NULL)
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
