//! Append-only tables refuse to be rewritten, whoever asks; tree heads never shrink or vanish.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        let statements = if is_sqlite { sqlite() } else { postgres() };
        let statements: Vec<&str> = statements.iter().map(String::as_str).collect();
        dialect::run(manager, &statements).await
    }
}

const APPEND_ONLY: [&str; 6] =
    ["record_entries", "record_nodes", "record_checkpoints", "ballots", "documents", "register_versions"];

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
    statements.push(
        "CREATE TRIGGER record_heads_only_grow BEFORE UPDATE ON record_heads WHEN NEW.size <= OLD.size
         BEGIN SELECT RAISE(ABORT, 'record_heads only grow'); END"
            .to_owned(),
    );
    statements.push(
        "CREATE TRIGGER record_heads_refuse_delete BEFORE DELETE ON record_heads
         BEGIN SELECT RAISE(ABORT, 'record_heads only grow'); END"
            .to_owned(),
    );
    statements
}

fn postgres() -> Vec<String> {
    let mut statements = vec![
        "CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
            .to_owned(),
        "CREATE FUNCTION refuse_shrinking() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION '% only grow', TG_TABLE_NAME; END $$"
            .to_owned(),
        "CREATE TRIGGER record_heads_only_grow BEFORE UPDATE ON record_heads
         FOR EACH ROW WHEN (NEW.size <= OLD.size) EXECUTE FUNCTION refuse_shrinking()"
            .to_owned(),
        "CREATE TRIGGER record_heads_refuse_delete BEFORE DELETE OR TRUNCATE ON record_heads
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_shrinking()"
            .to_owned(),
    ];
    for table in APPEND_ONLY {
        statements.push(format!(
            "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        ));
    }
    statements
}
