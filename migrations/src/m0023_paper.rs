//! Paper ballots: lists that wait to be signed, papers where they are, and what was signed about them.

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

const TABLES: [&str; 5] = [
    "CREATE TABLE paper_lists (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        list {bytes} NOT NULL CHECK (length(list) = 32),
        account_id {uuid} NOT NULL,
        made_at {bigint} NOT NULL,
        papers {bigint} NOT NULL CHECK (papers >= 1),
        document {bytes} NOT NULL,
        PRIMARY KEY (community_id, meeting_id, list),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id)
    ) {strict}",
    "CREATE TABLE papers (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        serial integer NOT NULL CHECK (serial BETWEEN 1 AND 999999),
        elector {text} NOT NULL,
        list {bytes} NOT NULL CHECK (length(list) = 32),
        issued_at {bigint} NOT NULL,
        state {text} NOT NULL CHECK (state IN ('issued', 'returned', 'late', 'spoiled', 'void')),
        returned_index {bigint} CHECK (returned_index >= 0),
        received_at {bigint},
        way {text} CHECK (way IN ('desk', 'door', 'mail', 'box')),
        scan {bytes} CHECK (length(scan) = 32),
        PRIMARY KEY (community_id, meeting_id, serial),
        FOREIGN KEY (community_id, meeting_id, elector)
            REFERENCES electors (community_id, meeting_id, elector),
        CHECK ((returned_index IS NULL) = (received_at IS NULL)),
        CHECK ((returned_index IS NULL) = (way IS NULL)),
        CHECK ((returned_index IS NULL) = (scan IS NULL)),
        CHECK (state NOT IN ('returned', 'late') OR returned_index IS NOT NULL),
        CHECK (state <> 'issued' OR returned_index IS NULL)
    ) {strict}",
    "CREATE UNIQUE INDEX papers_live ON papers (community_id, meeting_id, elector)
        WHERE state IN ('issued', 'returned', 'late')",
    "CREATE TABLE paper_acts (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        kind {text} NOT NULL CHECK (kind IN ('issued', 'returned', 'withdrawn', 'entered', 'counted', 'sampled')),
        serial integer CHECK (serial BETWEEN 1 AND 999999),
        account_id {uuid} NOT NULL,
        role {text} NOT NULL,
        statement_digest {bytes} NOT NULL CHECK (length(statement_digest) = 32),
        at {bigint} NOT NULL,
        PRIMARY KEY (community_id, meeting_id, entry_index),
        UNIQUE (community_id, meeting_id, statement_digest),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id),
        CHECK ((serial IS NULL) = (kind IN ('issued', 'counted', 'sampled')))
    ) {strict}",
    "CREATE INDEX paper_acts_serial ON paper_acts (community_id, meeting_id, serial)",
];

const SQLITE: [&str; 2] = [
    "CREATE TRIGGER paper_acts_refuses_update BEFORE UPDATE ON paper_acts
     BEGIN SELECT RAISE(ABORT, 'paper_acts is append-only'); END",
    "CREATE TRIGGER paper_acts_refuses_delete BEFORE DELETE ON paper_acts
     BEGIN SELECT RAISE(ABORT, 'paper_acts is append-only'); END",
];

const POSTGRES: [&str; 1] =
    ["CREATE TRIGGER paper_acts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON paper_acts
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"];
