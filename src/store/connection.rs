//! Opening the database and its transactions.

use std::time::Duration;

use sea_orm::sqlx::postgres::PgPoolOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sea_orm::sqlx::{Connection as _, query};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode,
    TransactionOptions, TransactionTrait as _,
};

use crate::store::error::StoreError;
use crate::store::trail;

/// Connections to PostgreSQL, where eight saturate two cores, and readers of SQLite.
const CONNECTIONS_MAX: u32 = 8;
/// How long SQLite waits for another process's write lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a connection must have been idle before it is asked whether it still stands; a round
/// trip before every transaction would tell no more.
const TESTED_AFTER: Duration = Duration::from_secs(1);
/// How long PostgreSQL keeps a transaction of which it hears nothing; longer than any turn computes.
const IDLE_IN_TRANSACTION: &str = "SET idle_in_transaction_session_timeout = '60s'";
/// How long a caller waits for a free connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);

/// The two databases behind the store.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Backend {
    /// Embedded: one writer at a time for all communities.
    Sqlite,
    /// A server: one writer at a time per community, by the lock on its tree head.
    Postgres,
}

/// An open database, migrated to the present schema; clones share its connections.
#[derive(Clone, Debug)]
pub struct Store {
    backend: Backend,
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

impl Store {
    /// Opens `sqlite:<file>` (created if missing) or `postgres://…` and applies pending migrations.
    ///
    /// SQLite runs with a write-ahead log that is flushed at every commit, one writing connection
    /// and a pool of connections that cannot write; in-memory databases are refused because these
    /// could not share them.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let (backend, reader, writer) =
            if address.starts_with("postgres:") || address.starts_with("postgresql:") {
                let pool = Database::connect(postgres(address)).await?;
                (Backend::Postgres, pool.clone(), pool)
            } else if address.starts_with("sqlite:") && !is_in_memory(address) {
                let writer = Database::connect(sqlite(address, 1, "OFF")).await?;
                let reader = Database::connect(sqlite(address, CONNECTIONS_MAX, "ON")).await?;
                (Backend::Sqlite, reader, writer)
            } else {
                return Err(StoreError::UnknownAddress);
            };
        migrations::migrate(&writer).await?;
        Ok(Self { backend, reader, writer })
    }

    /// Which database this is.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        self.backend
    }

    /// Connections for reading what is committed.
    #[must_use]
    pub const fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Begins a transaction that writes; dropped without [`Store::commit`] it never happened. Where an officer
    /// or an operator acts, the first it writes is their row in the audit trail.
    ///
    /// On SQLite it takes the write lock at once (`BEGIN IMMEDIATE`): what it loads cannot change
    /// under it. On PostgreSQL the lock is the community's tree head, see `record::lock_head`.
    pub async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = match self.backend {
            Backend::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            },
            Backend::Postgres => TransactionOptions::default(),
        };
        let transaction = self.writer.begin_with_options(options).await?;
        trail::note(&transaction).await?;
        Ok(transaction)
    }

    /// Begins a transaction of the service's own bookkeeping: nobody's act, whoever is being answered.
    pub async fn begin_aside(&self) -> Result<DatabaseTransaction, StoreError> {
        trail::aside(self.begin()).await
    }

    /// Commits; after [`StoreError::Unavailable`] the outcome is unknown until it is read again.
    pub async fn commit(transaction: DatabaseTransaction) -> Result<(), StoreError> {
        Ok(transaction.commit().await?)
    }

    /// Closes every connection, on SQLite folding the write-ahead log into the file.
    pub async fn close(self) -> Result<(), StoreError> {
        self.reader.close().await?;
        Ok(self.writer.close().await?)
    }
}

fn is_in_memory(address: &str) -> bool {
    address.contains(":memory:") || address.contains("mode=memory")
}

fn options(address: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(address);
    options.max_connections(connections).acquire_timeout(ACQUIRE_TIMEOUT).sqlx_logging(false);
    options.test_before_acquire_if_idle_for(TESTED_AFTER);
    options
}

fn postgres(address: &str) -> ConnectOptions {
    let mut options = options(address, CONNECTIONS_MAX);
    // Otherwise a machine that is lost within a turn, and with it its process, would hold the lock on a
    // tree head until the network gives the connection up, which takes hours.
    options.map_sqlx_postgres_pool_opts(|pool: PgPoolOptions| {
        pool.after_connect(|connection, _| {
            Box::pin(async move { query(IDLE_IN_TRANSACTION).execute(connection).await.map(|_| ()) })
        })
    });
    options
}

fn sqlite(address: &str, connections: u32, query_only: &'static str) -> ConnectOptions {
    let mut options = options(address, connections);
    options.map_sqlx_sqlite_opts(move |sqlite: SqliteConnectOptions| {
        sqlite
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            // Otherwise `INSERT OR REPLACE` would slip past the append-only guards.
            .pragma("recursive_triggers", "ON")
            .pragma("query_only", query_only)
    });
    // A transaction that SQLite ends by itself, as it does on a full disk, still counts as open on its
    // connection, and the next one there would be a savepoint within it, which commits nothing.
    options.map_sqlx_sqlite_pool_opts(|pool: SqlitePoolOptions| {
        pool.before_acquire(|connection, _| {
            let is_free = !connection.is_in_transaction();
            Box::pin(async move { Ok(is_free) })
        })
    });
    options
}
