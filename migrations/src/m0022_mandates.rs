//! Mandates: what was said about them, each word of it, append-only; and papers that one officer read, until
//! another reads them too.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &TABLES).await?;
        let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        dialect::run(manager, if is_sqlite { &SQLITE } else { &POSTGRES }).await
    }
}

// The elector may be one of a provisional roll, which is no row of `electors` yet.
const TABLES: [&str; 2] = [
    "CREATE TABLE mandate_acts (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        kind {text} NOT NULL CHECK (kind IN ('given', 'revoked', 'excluded', 'appointed', 'opinion')),
        mandate {bytes} CHECK (length(mandate) = 32),
        elector {text} CHECK (length(elector) = 32),
        principal {text} CHECK (length(principal) BETWEEN 1 AND 64),
        holder {text} CHECK (length(holder) BETWEEN 1 AND 80),
        instructions {bytes},
        appointment {bytes},
        paper {bytes} CHECK (length(paper) = 32),
        statement_digest {bytes} NOT NULL CHECK (length(statement_digest) = 32),
        confirmation_digest {bytes} CHECK (length(confirmation_digest) = 32),
        at {bigint} NOT NULL,
        PRIMARY KEY (community_id, meeting_id, entry_index),
        UNIQUE (community_id, meeting_id, statement_digest),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id),
        CHECK ((mandate IS NULL) = (kind IN ('excluded', 'appointed'))),
        CHECK ((elector IS NULL) = (kind <> 'given')),
        CHECK ((instructions IS NULL) = (kind NOT IN ('given', 'opinion'))),
        CHECK ((appointment IS NULL) = (kind <> 'appointed')),
        CHECK ((holder IS NULL) = (kind = 'revoked')),
        CHECK (kind = 'opinion' OR (paper IS NULL) = (confirmation_digest IS NULL))
    ) {strict}",
    "CREATE TABLE mandate_readings (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        reading {bytes} NOT NULL CHECK (length(reading) = 32),
        kind {text} NOT NULL CHECK (kind IN ('mandate', 'revocation', 'appointment')),
        statement {bytes} NOT NULL,
        paper {bytes} NOT NULL CHECK (length(paper) = 32),
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        read_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, meeting_id, reading),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id)
    ) {strict}",
];

const SQLITE: [&str; 2] = [
    "CREATE TRIGGER mandate_acts_refuses_update BEFORE UPDATE ON mandate_acts
     BEGIN SELECT RAISE(ABORT, 'mandate_acts is append-only'); END",
    "CREATE TRIGGER mandate_acts_refuses_delete BEFORE DELETE ON mandate_acts
     WHEN NOT (EXISTS (SELECT 1 FROM erasures AS e
        WHERE e.community_id = OLD.community_id AND e.meeting_id = OLD.meeting_id))
     BEGIN SELECT RAISE(ABORT, 'mandate_acts is append-only'); END",
];

const POSTGRES: [&str; 3] = [
    "CREATE TRIGGER mandate_acts_append_only BEFORE UPDATE OR TRUNCATE ON mandate_acts
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()",
    "CREATE FUNCTION mandate_acts_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN IF EXISTS (SELECT 1 FROM erasures AS e
        WHERE e.community_id = OLD.community_id AND e.meeting_id = OLD.meeting_id) THEN RETURN OLD; END IF;
     RAISE EXCEPTION 'mandate_acts is append-only'; END $$",
    "CREATE TRIGGER mandate_acts_refuses_delete BEFORE DELETE ON mandate_acts
     FOR EACH ROW EXECUTE FUNCTION mandate_acts_refuse_delete()",
];
