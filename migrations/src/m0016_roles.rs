//! Separation of powers: which key acts in which role, amendments that wait for a second signature, and the
//! trail of what officers and operators did.

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
        if is_sqlite { dialect::run(manager, &SQLITE).await } else { dialect::run(manager, &POSTGRES).await }
    }
}

const TABLES: [&str; 5] = [
    // A key acts in a role from the entry that says so.
    "CREATE TABLE grant_keys (
        community_id {uuid} NOT NULL,
        enrolment_id {uuid} NOT NULL,
        grant_id {uuid} NOT NULL,
        entry_index {bigint} NOT NULL CHECK (entry_index >= 0),
        PRIMARY KEY (community_id, enrolment_id, grant_id),
        FOREIGN KEY (community_id, enrolment_id) REFERENCES enrolments (community_id, enrolment_id),
        FOREIGN KEY (community_id, grant_id) REFERENCES grants (community_id, grant_id)
    ) {strict}",
    "CREATE INDEX grant_keys_by_grant ON grant_keys (community_id, grant_id)",
    // Whoever settles an amendment is never who signed it.
    "CREATE TABLE roll_amendments (
        community_id {uuid} NOT NULL,
        meeting_id {uuid} NOT NULL,
        amendment {bytes} NOT NULL CHECK (length(amendment) = 32),
        statement {bytes} NOT NULL,
        role {text} NOT NULL CHECK (role IN ('secretary', 'supervisor')),
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        proposed_at {bigint} NOT NULL,
        state {text} NOT NULL CHECK (state IN ('pending', 'confirmed', 'refused')),
        settled_by {uuid} REFERENCES accounts (id),
        settled_role {text} CHECK (settled_role IN ('scrutineer', 'supervisor', 'residents_committee')),
        settled_at {bigint},
        refusal {text},
        PRIMARY KEY (community_id, meeting_id, amendment),
        FOREIGN KEY (community_id, meeting_id) REFERENCES meetings (community_id, meeting_id),
        CHECK ((state = 'pending') = (settled_by IS NULL)),
        CHECK ((settled_by IS NULL) = (settled_role IS NULL) AND (settled_by IS NULL) = (settled_at IS NULL)),
        CHECK ((state = 'refused') = (refusal IS NOT NULL)),
        CHECK (settled_by <> account_id),
        CHECK (settled_role <> role)
    ) {strict}",
    // `trail_id` is the community, or nil for what touches none.
    "CREATE TABLE audit_trail (
        trail_id {uuid} NOT NULL,
        sequence {bigint} NOT NULL CHECK (sequence >= 1),
        at {bigint} NOT NULL,
        account_id {uuid} REFERENCES accounts (id),
        roles {text} NOT NULL,
        operation {text} NOT NULL CHECK (length(operation) > 0),
        subject {text} NOT NULL,
        outcome {text} NOT NULL CHECK (outcome IN ('done', 'refused')),
        PRIMARY KEY (trail_id, sequence)
    ) {strict}",
    "CREATE INDEX audit_trail_of_refusals ON audit_trail (account_id, trail_id, at) WHERE outcome = 'refused'",
];

const SQLITE: [&str; 5] = [
    "CREATE TRIGGER audit_trail_refuses_update BEFORE UPDATE ON audit_trail
     BEGIN SELECT RAISE(ABORT, 'audit_trail is append-only'); END",
    "CREATE TRIGGER audit_trail_refuses_delete BEFORE DELETE ON audit_trail
     BEGIN SELECT RAISE(ABORT, 'audit_trail is append-only'); END",
    "CREATE TRIGGER roll_amendments_settle_once BEFORE UPDATE ON roll_amendments WHEN OLD.state <> 'pending'
     BEGIN SELECT RAISE(ABORT, 'an amendment is settled once'); END",
    "CREATE TRIGGER grants_exclude BEFORE INSERT ON grants
     WHEN EXISTS (SELECT 1 FROM operators WHERE account_id = NEW.account_id AND revoked_at IS NULL)
       OR EXISTS (SELECT 1 FROM grants AS held
            WHERE held.community_id = NEW.community_id AND held.account_id = NEW.account_id
              AND held.revoked_at IS NULL AND (held.until IS NULL OR held.until > NEW.granted_at)
              AND held.role <> NEW.role
              AND (held.role IN ('supervisor', 'residents_committee')
                OR NEW.role IN ('supervisor', 'residents_committee')
                OR (held.role = 'scrutineer' AND NEW.role IN ('secretary', 'convener', 'member', 'chair'))
                OR (NEW.role = 'scrutineer' AND held.role IN ('secretary', 'convener', 'member', 'chair'))))
     BEGIN SELECT RAISE(ABORT, 'these roles exclude each other'); END",
    "CREATE TRIGGER operators_hold_no_office BEFORE INSERT ON operators
     WHEN EXISTS (SELECT 1 FROM grants AS held WHERE held.account_id = NEW.account_id
        AND held.revoked_at IS NULL AND (held.until IS NULL OR held.until > NEW.granted_at))
     BEGIN SELECT RAISE(ABORT, 'these roles exclude each other'); END",
];

const POSTGRES: [&str; 7] = [
    "CREATE TRIGGER audit_trail_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_trail
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()",
    "CREATE FUNCTION refuse_settling_again() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION 'an amendment is settled once'; END $$",
    "CREATE TRIGGER roll_amendments_settle_once BEFORE UPDATE ON roll_amendments
     FOR EACH ROW WHEN (OLD.state <> 'pending') EXECUTE FUNCTION refuse_settling_again()",
    "CREATE FUNCTION refuse_excluded_role() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
        IF EXISTS (SELECT 1 FROM operators WHERE account_id = NEW.account_id AND revoked_at IS NULL)
          OR EXISTS (SELECT 1 FROM grants AS held
            WHERE held.community_id = NEW.community_id AND held.account_id = NEW.account_id
              AND held.revoked_at IS NULL AND (held.until IS NULL OR held.until > NEW.granted_at)
              AND held.role <> NEW.role
              AND (held.role IN ('supervisor', 'residents_committee')
                OR NEW.role IN ('supervisor', 'residents_committee')
                OR (held.role = 'scrutineer' AND NEW.role IN ('secretary', 'convener', 'member', 'chair'))
                OR (NEW.role = 'scrutineer' AND held.role IN ('secretary', 'convener', 'member', 'chair'))))
        THEN RAISE EXCEPTION 'these roles exclude each other';
        END IF;
        RETURN NEW;
     END $$",
    "CREATE TRIGGER grants_exclude BEFORE INSERT ON grants
     FOR EACH ROW EXECUTE FUNCTION refuse_excluded_role()",
    "CREATE FUNCTION refuse_operator_in_office() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
        IF EXISTS (SELECT 1 FROM grants AS held WHERE held.account_id = NEW.account_id
            AND held.revoked_at IS NULL AND (held.until IS NULL OR held.until > NEW.granted_at))
        THEN RAISE EXCEPTION 'these roles exclude each other';
        END IF;
        RETURN NEW;
     END $$",
    "CREATE TRIGGER operators_hold_no_office BEFORE INSERT ON operators
     FOR EACH ROW EXECUTE FUNCTION refuse_operator_in_office()",
];
