//! Messages to owners that wait to be delivered, and what became of those that do not wait any more.

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

// What is sealed, recipient and text, goes as soon as a message is sent; of one that was given up, as soon as nobody
// can queue it again.
const STATEMENTS: [&str; 6] = [
    "CREATE TABLE messages (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        message_id {uuid} NOT NULL,
        owner_id {text} NOT NULL CHECK (length(owner_id) BETWEEN 1 AND 64),
        channel {text} NOT NULL CHECK (channel IN ('phone', 'email')),
        kind {text} NOT NULL CHECK (length(kind) BETWEEN 1 AND 32),
        sealed {bytes},
        sealed_by {text},
        created_at {bigint} NOT NULL,
        due_at {bigint} NOT NULL,
        expires_at {bigint},
        attempts integer NOT NULL CHECK (attempts >= 0),
        leased_until {bigint},
        leased_by {uuid},
        sent_at {bigint},
        dead_at {bigint},
        failure {text} CHECK (length(failure) BETWEEN 1 AND 32),
        meeting_id {uuid},
        deadline_at {bigint},
        PRIMARY KEY (community_id, message_id),
        CHECK ((sealed IS NULL) = (sealed_by IS NULL)),
        CHECK (sealed IS NULL OR sent_at IS NULL),
        CHECK (sealed IS NOT NULL OR sent_at IS NOT NULL OR dead_at IS NOT NULL),
        CHECK (sent_at IS NULL OR dead_at IS NULL),
        CHECK (dead_at IS NULL OR failure IS NOT NULL),
        CHECK ((leased_until IS NULL) = (leased_by IS NULL))
    ) {strict}",
    "CREATE INDEX messages_due ON messages (due_at) WHERE sealed IS NOT NULL AND dead_at IS NULL",
    "CREATE UNIQUE INDEX messages_by_id ON messages (message_id)",
    "CREATE INDEX messages_of_dead ON messages (dead_at) WHERE sealed IS NOT NULL AND dead_at IS NOT NULL",
    "CREATE INDEX messages_dead ON messages (dead_at) WHERE dead_at IS NOT NULL",
    "CREATE INDEX messages_dead_of ON messages (community_id, message_id) WHERE dead_at IS NOT NULL",
];
