//! Who was helped to vote, and who acts for electors that passed to others: what one signed until a second confirms.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &TABLE).await?;
        let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        dialect::run(manager, if is_sqlite { &SQLITE } else { &POSTGRES }).await
    }
}

// Somebody signs and somebody else confirms, which is when it becomes an entry.
const TABLE: [&str; 2] = [
    "CREATE TABLE acting_statements (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        statement_digest {bytes} NOT NULL CHECK (length(statement_digest) = 32),
        kind {text} NOT NULL CHECK (kind IN ('assistance', 'succession')),
        elector {text} NOT NULL CHECK (length(elector) = 32),
        statement {bytes} NOT NULL,
        role {text} NOT NULL CHECK (role IN ('secretary', 'convener')),
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        proposed_at {bigint} NOT NULL,
        thumbprint {text} CHECK (length(thumbprint) = 43),
        owners_before {bytes},
        owners_after {bytes},
        confirmed_role {text},
        confirmed_by {uuid} REFERENCES accounts (id),
        confirmation_digest {bytes} CHECK (length(confirmation_digest) = 32),
        entry_index {bigint} CHECK (entry_index >= 0),
        at {bigint},
        PRIMARY KEY (community_id, meeting_id, statement_digest),
        UNIQUE (community_id, entry_index),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id),
        CHECK ((thumbprint IS NULL) = (kind = 'succession')),
        CHECK ((owners_before IS NULL) = (owners_after IS NULL)),
        CHECK (owners_after IS NULL OR (kind = 'succession' AND entry_index IS NOT NULL)),
        CHECK (confirmed_by <> account_id),
        CHECK ((entry_index IS NULL) = (at IS NULL) AND (entry_index IS NULL) = (confirmed_by IS NULL)
           AND (entry_index IS NULL) = (confirmed_role IS NULL)
           AND (entry_index IS NULL) = (confirmation_digest IS NULL))
    ) {strict}",
    "CREATE INDEX acting_statements_by_elector ON acting_statements (community_id, meeting_id, elector)
        WHERE entry_index IS NOT NULL",
];

const SQLITE: [&str; 2] = [
    "CREATE TRIGGER acting_statements_confirm_once BEFORE UPDATE ON acting_statements
     WHEN OLD.entry_index IS NOT NULL
     BEGIN SELECT RAISE(ABORT, 'acting_statements is append-only'); END",
    "CREATE TRIGGER acting_statements_refuses_delete BEFORE DELETE ON acting_statements
     WHEN NOT EXISTS (SELECT 1 FROM erasures AS e
        WHERE e.community_id = OLD.community_id AND e.meeting_id = OLD.meeting_id)
     BEGIN SELECT RAISE(ABORT, 'acting_statements is append-only'); END",
];

const POSTGRES: [&str; 4] = [
    "CREATE TRIGGER acting_statements_confirm_once BEFORE UPDATE ON acting_statements
     FOR EACH ROW WHEN (OLD.entry_index IS NOT NULL) EXECUTE FUNCTION refuse_rewriting()",
    "CREATE TRIGGER acting_statements_append_only BEFORE TRUNCATE ON acting_statements
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()",
    "CREATE FUNCTION acting_statements_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN IF EXISTS (SELECT 1 FROM erasures AS e
        WHERE e.community_id = OLD.community_id AND e.meeting_id = OLD.meeting_id) THEN RETURN OLD; END IF;
     RAISE EXCEPTION 'acting_statements is append-only'; END $$",
    "CREATE TRIGGER acting_statements_refuses_delete BEFORE DELETE ON acting_statements
     FOR EACH ROW EXECUTE FUNCTION acting_statements_refuse_delete()",
];
