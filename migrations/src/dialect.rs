//! The words in which SQLite and PostgreSQL differ.

use sea_orm_migration::SchemaManager;
use sea_orm_migration::sea_orm::{ConnectionTrait as _, DbBackend, DbErr};

/// The open words with what SQLite and PostgreSQL say for them.
///
/// `STRICT` makes SQLite check types as PostgreSQL does; the collation makes PostgreSQL compare bytes
/// as SQLite does, so that an order is the same everywhere.
const WORDS: [(&str, &str, &str); 6] = [
    ("{text}", "TEXT", "text COLLATE \"C\""),
    ("{uuid}", "BLOB", "uuid"),
    ("{bytes}", "BLOB", "bytea"),
    ("{bigint}", "INTEGER", "bigint"),
    ("{boolean}", "INTEGER", "boolean"),
    ("{strict}", "STRICT", ""),
];

/// Runs statements in order, in the dialect of the database at hand.
pub(crate) async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    for statement in statements {
        let sql = translate(statement, manager.get_database_backend());
        connection.execute_unprepared(&sql).await?;
    }
    Ok(())
}

fn translate(statement: &str, backend: DbBackend) -> String {
    WORDS.iter().fold(statement.to_owned(), |sql, (word, sqlite, postgres)| {
        sql.replace(word, if backend == DbBackend::Sqlite { sqlite } else { postgres })
    })
}
