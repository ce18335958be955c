//! Links under which programs read a community's calendar: of each only the hash of its token.

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

const STATEMENTS: [&str; 1] = ["CREATE TABLE calendar_links (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        link_id {uuid} NOT NULL,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        language {text} NOT NULL CHECK (language IN ('zh', 'en', 'both')),
        token_digest {bytes} NOT NULL CHECK (length(token_digest) = 32),
        made_at {bigint} NOT NULL,
        rotated_at {bigint} CHECK (rotated_at >= made_at),
        revoked_at {bigint} CHECK (revoked_at >= made_at),
        PRIMARY KEY (community_id, link_id),
        UNIQUE (community_id, token_digest)
    ) {strict}"];
