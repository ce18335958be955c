//! Deliveries of notices, what carriers say of them, news of meetings to all their owners, and who wants what how.

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

const STATEMENTS: [&str; 11] = [
    // What a community decided; without a row, the usual.
    "CREATE TABLE message_rules (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        quiet_from integer NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
        quiet_until integer NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),
        reminder_hours {text} NOT NULL CHECK (length(reminder_hours) BETWEEN 2 AND 64),
        decided_by {uuid} NOT NULL REFERENCES accounts (id),
        decided_at {bigint} NOT NULL,
        PRIMARY KEY (community_id)
    ) {strict}",
    // What an owner decided; without a row, everything in both languages.
    "CREATE TABLE message_settings (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        owner_id {text} NOT NULL CHECK (length(owner_id) BETWEEN 1 AND 64),
        language {text} NOT NULL CHECK (language IN ('zh', 'en', 'both')),
        reminders {boolean} NOT NULL,
        results {boolean} NOT NULL,
        decided_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, owner_id)
    ) {strict}",
    // One version of a notice by one channel for one unit: served once, whatever is sent and reported.
    "CREATE TABLE deliveries (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        unit {text} NOT NULL CHECK (length(unit) BETWEEN 1 AND 64),
        channel {text} NOT NULL CHECK (channel IN ('email', 'message')),
        version integer NOT NULL CHECK (version >= 1),
        by_role {text} NOT NULL CHECK (length(by_role) BETWEEN 1 AND 32),
        requested_at {bigint} NOT NULL,
        attempts integer NOT NULL CHECK (attempts >= 1),
        failed_at {bigint},
        served_at {bigint},
        evidence {bytes} CHECK (length(evidence) = 32),
        entry_index {bigint} CHECK (entry_index >= 0),
        lapsed_at {bigint},
        PRIMARY KEY (community_id, meeting_id, unit, channel, version),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id),
        CHECK ((served_at IS NULL) = (evidence IS NULL)),
        CHECK (entry_index IS NULL OR (served_at IS NOT NULL AND lapsed_at IS NULL))
    ) {strict}",
    "CREATE INDEX deliveries_to_record ON deliveries (served_at)
        WHERE served_at IS NOT NULL AND entry_index IS NULL AND lapsed_at IS NULL",
    "CREATE TABLE delivery_messages (
        community_id {uuid} NOT NULL,
        message_id {uuid} NOT NULL,
        unit {text} NOT NULL,
        meeting_id {uuid} NOT NULL,
        channel {text} NOT NULL,
        version integer NOT NULL,
        PRIMARY KEY (community_id, message_id, unit),
        FOREIGN KEY (community_id, meeting_id, unit, channel, version)
            REFERENCES deliveries (community_id, meeting_id, unit, channel, version)
    ) {strict}",
    "CREATE INDEX delivery_messages_of_unit
        ON delivery_messages (community_id, meeting_id, unit, channel, version)",
    // What a carrier says of a message, once for each state: a report that comes again changes nothing.
    "CREATE TABLE delivery_reports (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        message_id {uuid} NOT NULL,
        state {text} NOT NULL CHECK (state IN ('accepted', 'delivered', 'failed')),
        reported_at {bigint} NOT NULL,
        digest {bytes} NOT NULL CHECK (length(digest) = 32),
        document {bytes} NOT NULL,
        PRIMARY KEY (community_id, message_id, state)
    ) {strict}",
    // News of a meeting to everybody whom it concerns, owner by owner.
    "CREATE TABLE broadcasts (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        kind {text} NOT NULL CHECK (length(kind) BETWEEN 1 AND 32),
        mark {bigint} NOT NULL,
        hours integer NOT NULL CHECK (hours >= 0),
        begun_at {bigint} NOT NULL,
        cursor {text} NOT NULL,
        queued integer NOT NULL CHECK (queued >= 0),
        declined integer NOT NULL CHECK (declined >= 0),
        unreachable integer NOT NULL CHECK (unreachable >= 0),
        done_at {bigint},
        PRIMARY KEY (community_id, meeting_id, kind, mark, hours),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id)
    ) {strict}",
    "CREATE INDEX broadcasts_under_way ON broadcasts (begun_at) WHERE done_at IS NULL",
    // A short address names a meeting and no community.
    "CREATE UNIQUE INDEX meetings_by_id ON meetings (meeting_id)",
    "CREATE INDEX messages_of_meeting ON messages (community_id, meeting_id) WHERE meeting_id IS NOT NULL",
];
