//! Witnesses: which of them a community requires, and what they cosigned; append-only both.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &STATEMENTS).await?;
        let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        let guards: Vec<String> = APPEND_ONLY
            .iter()
            .flat_map(|table| if is_sqlite { sqlite(table) } else { postgres(table) })
            .collect();
        let guards: Vec<&str> = guards.iter().map(String::as_str).collect();
        dialect::run(manager, &guards).await
    }
}

const STATEMENTS: [&str; 3] = [
    // One row a decision; a policy that is removed is a row without one.
    "CREATE TABLE witness_policies (
        community_id {uuid} NOT NULL REFERENCES communities (community_id),
        revision integer NOT NULL CHECK (revision >= 1),
        policy {bytes},
        decided_by {uuid} NOT NULL REFERENCES accounts (id),
        decided_at {bigint} NOT NULL,
        PRIMARY KEY (community_id, revision)
    ) {strict}",
    "CREATE TABLE cosignatures (
        community_id {uuid} NOT NULL,
        size {bigint} NOT NULL CHECK (size >= 1),
        witness {text} NOT NULL,
        line {text} NOT NULL,
        witnessed_at {bigint} NOT NULL CHECK (witnessed_at >= 0),
        PRIMARY KEY (community_id, size, witness),
        FOREIGN KEY (community_id, size) REFERENCES record_checkpoints (community_id, size)
    ) {strict}",
    "CREATE INDEX cosignatures_by_witness ON cosignatures (community_id, witness, size)",
];

const APPEND_ONLY: [&str; 2] = ["witness_policies", "cosignatures"];

fn sqlite(table: &str) -> Vec<String> {
    let guard = |(verb, name): (&str, &str)| {
        format!(
            "CREATE TRIGGER {table}_refuses_{name} BEFORE {verb} ON {table}
             BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    };
    [("UPDATE", "update"), ("DELETE", "delete")].into_iter().map(guard).collect()
}

fn postgres(table: &str) -> Vec<String> {
    vec![format!(
        "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    )]
}
