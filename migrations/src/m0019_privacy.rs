//! Periods of retention, legal holds, and erasures: the only way in which audit material leaves the database.

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

const TABLES: [&str; 6] = [
    // One row a decision; the latest is in force.
    "CREATE TABLE retention_rules (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        revision integer NOT NULL CHECK (revision >= 1),
        audit_material_days integer NOT NULL CHECK (audit_material_days BETWEEN 366 AND 3653),
        messages_days integer NOT NULL CHECK (messages_days BETWEEN 30 AND 731),
        decided_by {uuid} NOT NULL REFERENCES accounts (id),
        decided_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, revision)
    ) {strict}",
    "CREATE TABLE legal_holds (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        hold_id {uuid} NOT NULL,
        reason {text} NOT NULL,
        placed_by {uuid} NOT NULL REFERENCES accounts (id),
        placed_at {bigint} NOT NULL,
        lift_reason {text},
        lifted_by {uuid} REFERENCES accounts (id),
        lifted_at {bigint},
        PRIMARY KEY (community_id, meeting_id, hold_id),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id),
        CHECK ((lifted_at IS NULL) = (lift_reason IS NULL) AND (lifted_at IS NULL) = (lifted_by IS NULL))
    ) {strict}",
    "CREATE TABLE erasures (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        begun_at {bigint} NOT NULL,
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        done_at {bigint} CHECK (done_at >= begun_at),
        PRIMARY KEY (community_id, meeting_id),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id)
    ) {strict}",
    "CREATE INDEX erasures_under_way ON erasures (begun_at) WHERE done_at IS NULL",
    // What of the documents may go; a register belongs to no meeting.
    "CREATE TABLE erased_documents (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        digest {bytes} NOT NULL CHECK (length(digest) = 32),
        meeting_id {uuid},
        erased_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, digest)
    ) {strict}",
    "CREATE INDEX erased_documents_by_meeting ON erased_documents (community_id, meeting_id)",
];

/// A table, and when a row of it may be deleted after all; `OLD` is the row.
const ERASABLE: [(&str, &str); 4] = [
    (
        "representation_acts",
        "EXISTS (SELECT 1 FROM erasures AS e
            WHERE e.community_id = OLD.community_id AND e.meeting_id = OLD.meeting_id)",
    ),
    (
        "ballots",
        "EXISTS (SELECT 1 FROM erasures AS e
            WHERE e.community_id = OLD.community_id AND e.meeting_id = OLD.meeting_id)",
    ),
    (
        "documents",
        "OLD.visibility = 'audit' AND EXISTS (SELECT 1 FROM erased_documents AS e
            WHERE e.community_id = OLD.community_id AND e.digest = OLD.digest)",
    ),
    (
        "register_versions",
        "EXISTS (SELECT 1 FROM erased_documents AS e
            WHERE e.community_id = OLD.community_id AND e.digest = OLD.digest)
         AND EXISTS (SELECT 1 FROM register_versions AS later
            WHERE later.community_id = OLD.community_id AND later.version > OLD.version)",
    ),
];

/// When an erasure may not begin; `NEW` is its row.
const KEPT: &str = "EXISTS (SELECT 1 FROM legal_holds AS h
        WHERE h.community_id = NEW.community_id AND h.meeting_id = NEW.meeting_id AND h.lifted_at IS NULL)
     OR NOT EXISTS (SELECT 1 FROM meetings AS m
        WHERE m.community_id = NEW.community_id AND m.meeting_id = NEW.meeting_id
            AND m.state IN ('announced', 'cancelled', 'annulled'))";

/// Tables that are never rewritten.
const APPEND_ONLY: [&str; 2] = ["retention_rules", "erased_documents"];

/// Tables of which a row is completed once: by the column that is null until then.
const COMPLETED_ONCE: [(&str, &str); 2] = [("legal_holds", "lifted_at"), ("erasures", "done_at")];

fn sqlite() -> Vec<String> {
    let mut statements = Vec::new();
    for (table, erasable) in ERASABLE {
        statements.push(format!("DROP TRIGGER {table}_refuses_delete"));
        statements.push(format!(
            "CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table} WHEN NOT ({erasable})
             BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        ));
    }
    for table in APPEND_ONLY {
        for (verb, name) in [("UPDATE", "update"), ("DELETE", "delete")] {
            statements.push(format!(
                "CREATE TRIGGER {table}_refuses_{name} BEFORE {verb} ON {table}
                 BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            ));
        }
    }
    for (table, column) in COMPLETED_ONCE {
        statements.push(format!(
            "CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table} WHEN OLD.{column} IS NOT NULL
             BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        ));
        statements.push(format!(
            "CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table}
             BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        ));
    }
    statements.push(format!(
        "CREATE TRIGGER erasures_of_what_is_kept BEFORE INSERT ON erasures WHEN {KEPT}
         BEGIN SELECT RAISE(ABORT, 'the meeting has not ended or is held'); END"
    ));
    statements
}

fn postgres() -> Vec<String> {
    let mut statements = Vec::new();
    for (table, erasable) in ERASABLE {
        statements.push(format!("DROP TRIGGER {table}_append_only ON {table}"));
        statements.push(format!(
            "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR TRUNCATE ON {table}
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        ));
        statements.push(format!(
            "CREATE FUNCTION {table}_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN IF {erasable} THEN RETURN OLD; END IF;
             RAISE EXCEPTION '{table} is append-only'; END $$"
        ));
        statements.push(format!(
            "CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table}
             FOR EACH ROW EXECUTE FUNCTION {table}_refuse_delete()"
        ));
    }
    for table in APPEND_ONLY {
        statements.push(format!(
            "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        ));
    }
    for (table, column) in COMPLETED_ONCE {
        statements.push(format!(
            "CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table}
             FOR EACH ROW WHEN (OLD.{column} IS NOT NULL) EXECUTE FUNCTION refuse_rewriting()"
        ));
        statements.push(format!(
            "CREATE TRIGGER {table}_append_only BEFORE DELETE OR TRUNCATE ON {table}
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        ));
    }
    statements.push(format!(
        "CREATE FUNCTION refuse_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN IF {KEPT} THEN RAISE EXCEPTION 'the meeting has not ended or is held'; END IF; RETURN NEW; END $$"
    ));
    statements.push(
        "CREATE TRIGGER erasures_of_what_is_kept BEFORE INSERT ON erasures
         FOR EACH ROW EXECUTE FUNCTION refuse_erasing()"
            .to_owned(),
    );
    statements
}
