//! Notices and their service: versions, attachments, services by unit, and what services left behind.

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
        let statements = if is_sqlite { sqlite() } else { postgres() };
        let statements: Vec<&str> = statements.iter().map(String::as_str).collect();
        dialect::run(manager, &statements).await
    }
}

const TABLES: [&str; 5] = [
    "CREATE TABLE notice_versions (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        version integer NOT NULL CHECK (version >= 1),
        digest {bytes} NOT NULL CHECK (length(digest) = 32),
        reason {text},
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        given_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, meeting_id, version),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id),
        CHECK ((reason IS NULL) = (version = 1))
    ) {strict}",
    // Of a draft they are its officers'; a version of the notice that names one makes it public.
    "CREATE TABLE attachments (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        digest {bytes} NOT NULL CHECK (length(digest) = 32),
        media_type {text} NOT NULL,
        content {bytes} NOT NULL CHECK (length(content) BETWEEN 1 AND 10485760),
        uploaded_by {uuid} NOT NULL REFERENCES accounts (id),
        uploaded_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, meeting_id, digest),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id)
    ) {strict}",
    // What the entries of the record say, to be read by unit.
    "CREATE TABLE services (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        unit {text} NOT NULL,
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        kind {text} NOT NULL CHECK (kind IN ('served', 'attempted')),
        channel {text} NOT NULL,
        served_at {bigint} NOT NULL,
        by_role {text} NOT NULL,
        version integer NOT NULL CHECK (version >= 1),
        evidence {bytes} CHECK (length(evidence) = 32),
        details {bytes} CHECK (length(details) = 32),
        PRIMARY KEY (community_id, meeting_id, unit, entry_index),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id)
    ) {strict}",
    // Sealed: a photo of a door shows more than that a letter hung there.
    "CREATE TABLE evidence_files (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        digest {bytes} NOT NULL CHECK (length(digest) = 32),
        media_type {text} NOT NULL,
        sealed_with {text} NOT NULL CHECK (length(sealed_with) = 16),
        sealed {bytes} NOT NULL CHECK (length(sealed) BETWEEN 28 AND 5243000),
        uploaded_by {uuid} NOT NULL REFERENCES accounts (id),
        uploaded_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, meeting_id, digest),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id)
    ) {strict}",
    "CREATE INDEX evidence_files_by_key ON evidence_files (sealed_with)",
];

/// Tables that are never rewritten.
const APPEND_ONLY: [&str; 3] = ["notice_versions", "attachments", "services"];

/// Evidence goes with the audit material of its meeting, and never before.
const ERASABLE: &str = "EXISTS (SELECT 1 FROM erasures AS e
        WHERE e.community_id = OLD.community_id AND e.meeting_id = OLD.meeting_id)";

fn sqlite() -> Vec<String> {
    let mut statements = Vec::new();
    for table in APPEND_ONLY {
        for (verb, name) in [("UPDATE", "update"), ("DELETE", "delete")] {
            statements.push(format!(
                "CREATE TRIGGER {table}_refuses_{name} BEFORE {verb} ON {table}
                 BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            ));
        }
    }
    statements.push(format!(
        "CREATE TRIGGER evidence_files_refuses_delete BEFORE DELETE ON evidence_files WHEN NOT ({ERASABLE})
         BEGIN SELECT RAISE(ABORT, 'evidence_files is append-only'); END"
    ));
    statements
}

fn postgres() -> Vec<String> {
    let mut statements = Vec::new();
    for table in APPEND_ONLY {
        statements.push(format!(
            "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        ));
    }
    statements.push(
        "CREATE TRIGGER evidence_files_append_only BEFORE TRUNCATE ON evidence_files
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
            .to_owned(),
    );
    statements.push(format!(
        "CREATE FUNCTION evidence_files_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN IF {ERASABLE} THEN RETURN OLD; END IF;
         RAISE EXCEPTION 'evidence_files is append-only'; END $$"
    ));
    statements.push(
        "CREATE TRIGGER evidence_files_refuses_delete BEFORE DELETE ON evidence_files
         FOR EACH ROW EXECUTE FUNCTION evidence_files_refuse_delete()"
            .to_owned(),
    );
    statements
}
