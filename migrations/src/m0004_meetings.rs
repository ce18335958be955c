//! Meetings, their electors and what is published about them.

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
    "CREATE TABLE meetings (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        meeting_id {uuid} NOT NULL,
        state {text} NOT NULL CHECK (state IN ('draft', 'noticed', 'open', 'closed', 'counted',
            'announced', 'cancelled', 'annulled')),
        draft {bytes} NOT NULL,
        revision integer NOT NULL CHECK (revision >= 1),
        definition_digest {bytes} CHECK (length(definition_digest) = 32),
        roll_digest {bytes} CHECK (length(roll_digest) = 32),
        annex_digest {bytes} CHECK (length(annex_digest) = 32),
        opens_at {bigint} NOT NULL,
        closes_at {bigint} NOT NULL,
        created_by {uuid} NOT NULL REFERENCES accounts (id),
        created_at {bigint} NOT NULL,
        notice_index {bigint} CHECK (notice_index >= 0),
        close_index {bigint} CHECK (close_index > notice_index),
        PRIMARY KEY (community_id, meeting_id),
        CHECK (opens_at < closes_at),
        CHECK (state IN ('draft', 'cancelled')
            OR (definition_digest IS NOT NULL AND roll_digest IS NOT NULL))
    ) {strict}",
    "CREATE INDEX meetings_to_open ON meetings (opens_at) WHERE state = 'noticed'",
    "CREATE INDEX meetings_to_close ON meetings (closes_at) WHERE state = 'open'",
    "CREATE TABLE electors (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        elector {text} NOT NULL CHECK (length(elector) BETWEEN 1 AND 32),
        kind {text} NOT NULL CHECK (kind IN ('owner', 'developer')),
        unit {text} NOT NULL CHECK (length(unit) >= 1),
        owners {bytes} NOT NULL,
        matters {bytes} NOT NULL,
        area_thousandths {bigint} NOT NULL CHECK (area_thousandths >= 0),
        PRIMARY KEY (community_id, meeting_id, elector),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id)
    ) {strict}",
    "CREATE TABLE elector_owners (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        owner_id {text} NOT NULL CHECK (length(owner_id) BETWEEN 1 AND 64),
        elector {text} NOT NULL,
        PRIMARY KEY (community_id, meeting_id, owner_id, elector),
        FOREIGN KEY (community_id, meeting_id, elector)
            REFERENCES electors (community_id, meeting_id, elector)
    ) {strict}",
    "CREATE TABLE turnouts (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        step integer NOT NULL CHECK (step >= 1),
        at {bigint} NOT NULL,
        heads {bigint} NOT NULL CHECK (heads >= 0),
        area_thousandths {bigint} NOT NULL CHECK (area_thousandths >= 0),
        PRIMARY KEY (community_id, meeting_id, step),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id)
    ) {strict}",
    "CREATE TABLE certificates (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        payload {bytes} NOT NULL,
        payload_digest {bytes} NOT NULL CHECK (length(payload_digest) = 32),
        counted_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, meeting_id),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id)
    ) {strict}",
    "CREATE TABLE certificate_signatures (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        position integer NOT NULL CHECK (position >= 0),
        role {text} NOT NULL,
        protected {text} NOT NULL,
        signature {text} NOT NULL,
        thumbprint {text} NOT NULL CHECK (length(thumbprint) = 43),
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        PRIMARY KEY (community_id, meeting_id, position),
        UNIQUE (community_id, meeting_id, thumbprint),
        FOREIGN KEY (community_id, meeting_id) REFERENCES certificates (community_id, meeting_id)
    ) {strict}",
    "CREATE TABLE objections (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        objection_id {uuid} NOT NULL,
        stage {text} NOT NULL CHECK (stage IN ('roll', 'candidates', 'competence', 'result')),
        matter {text} CHECK ((matter IS NULL) = (stage IN ('roll', 'result'))),
        raised_by {uuid} NOT NULL REFERENCES accounts (id),
        owner_id {text} CHECK (length(owner_id) BETWEEN 1 AND 64),
        text_digest {bytes} NOT NULL CHECK (length(text_digest) = 32),
        raised_at {bigint} NOT NULL,
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        PRIMARY KEY (community_id, meeting_id, objection_id),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id)
    ) {strict}",
    "CREATE TABLE documents (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        digest {bytes} NOT NULL CHECK (length(digest) = 32),
        kind {text} NOT NULL,
        visibility {text} NOT NULL CHECK (visibility IN ('public', 'audit')),
        bytes {bytes} NOT NULL,
        PRIMARY KEY (community_id, digest)
    ) {strict}",
];
