//! Somebody with access to the machine: copies the database, drops its guards, changes what is stored.

use sea_orm::{
    ConnectionTrait as _, Database, DatabaseConnection, DatabaseTransaction, DbBackend, Statement,
    TransactionTrait as _,
};

use crate::app::App;

/// A connection of somebody who may do anything.
pub struct Hands(DatabaseConnection);

impl Hands {
    /// Reaches into the database of a service.
    pub async fn into(app: &App) -> Self {
        Self(Database::connect(app.database()).await.expect("a connection"))
    }

    /// Drops what keeps appended rows as they are.
    pub async fn unguard(&self) {
        if self.is_sqlite() {
            for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'").await {
                let name: String = row.try_get("", "name").expect("a name");
                self.run(&format!("DROP TRIGGER {name}")).await;
            }
        } else {
            for table in ["documents", "record_entries", "record_nodes", "record_checkpoints", "record_heads"]
            {
                self.run(&format!("ALTER TABLE {table} DISABLE TRIGGER USER")).await;
            }
        }
    }

    /// Runs a statement.
    pub async fn run(&self, sql: &str) {
        self.0.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// Flips one bit of the only value of bytes that a condition names.
    pub async fn flip(&self, table: &str, column: &str, condition: &str) {
        let rows = self.rows(&format!("SELECT {column} FROM {table} WHERE {condition}")).await;
        assert_eq!(rows.len(), 1, "{table}.{column} where {condition}");
        let mut bytes: Vec<u8> = rows[0].try_get("", column).expect("bytes");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        let literal = self.literal(&bytes);
        self.run(&format!("UPDATE {table} SET {column} = {literal} WHERE {condition}")).await;
    }

    /// Some bytes, as a statement writes them.
    pub fn literal(&self, bytes: &[u8]) -> String {
        let hex = bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        if self.is_sqlite() { format!("x'{hex}'") } else { format!("'\\x{hex}'::bytea") }
    }

    /// An identifier, as a statement writes it.
    pub fn literal_id(&self, bytes: [u8; 16]) -> String {
        let uuid = uuid::Uuid::from_bytes(bytes);
        if self.is_sqlite() { self.literal(&bytes) } else { format!("'{uuid}'::uuid") }
    }

    /// How many rows of a table a condition names.
    pub async fn count(&self, table: &str, condition: &str) -> i64 {
        let rows = self.rows(&format!("SELECT count(*) AS rows FROM {table} WHERE {condition}")).await;
        rows[0].try_get("", "rows").expect("a number")
    }

    /// Holds the lock under which a community's record is written, until the transaction ends.
    pub async fn hold(&self) -> DatabaseTransaction {
        let transaction = self.0.begin().await.expect("a transaction");
        let sql = if self.is_sqlite() {
            "UPDATE communities SET name = name"
        } else {
            "SELECT 1 FROM record_heads FOR UPDATE"
        };
        transaction.execute_unprepared(sql).await.expect("the lock");
        transaction
    }

    /// Lets go of the database.
    pub async fn off(self) {
        self.0.close().await.expect("it closes");
    }

    fn is_sqlite(&self) -> bool {
        self.0.get_database_backend() == DbBackend::Sqlite
    }

    async fn rows(&self, sql: &str) -> Vec<sea_orm::QueryResult> {
        let statement = Statement::from_string(self.0.get_database_backend(), sql);
        self.0.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
    }
}

/// How many connections a service may have.
const POOL: u32 = 8;

/// The address of a copy of a service's database as it is now, such as a backup leaves it.
pub async fn copy(app: &App) -> String {
    let address = app.database();
    if address.starts_with("sqlite:") {
        let path = app.folder().join("copy.db");
        let hands = Hands::into(app).await;
        hands.run(&format!("VACUUM INTO '{}'", path.display())).await;
        hands.off().await;
        return format!("sqlite:{}", path.display());
    }
    let (server, name) = address.rsplit_once('/').expect("a database name");
    let administrator = Hands(Database::connect(format!("{server}/postgres")).await.expect("a connection"));
    // A template may have nobody connected; the service connects again by itself.
    let sql = format!("CREATE DATABASE {name}_copy TEMPLATE {name}");
    for _ in 0..50 {
        let end = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        administrator.run(&end).await;
        if administrator.0.execute_unprepared(&sql).await.is_ok() {
            administrator.off().await;
            // Of each connection that was ended the service learns when it uses it next.
            for _ in 0..2 * POOL {
                app.ready().await;
            }
            return format!("{address}_copy");
        }
    }
    panic!("{name} cannot be copied");
}
