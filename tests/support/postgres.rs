//! A real PostgreSQL for tests: one throw-away cluster per test process, a fresh database per test.
//!
//! `QUORATE_TEST_POSTGRES_URL` names a server to use instead, without a database name, for example
//! `postgres://postgres@127.0.0.1:5432`; the databases made there stay.

use std::env;
use std::process;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait as _, Database};

#[path = "cluster.rs"]
pub mod cluster;

use cluster::Cluster;

/// Tests lose nothing when the machine stops, so nothing waits for the disk.
const OPTIONS: &str = "-c fsync=off -c full_page_writes=off -c max_connections=400";

/// The address of a new, empty database.
///
/// # Panics
/// Where no PostgreSQL is installed or it does not start: these tests are never skipped.
pub async fn fresh_database() -> String {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    let name = format!("quorate_test_{}_{number}", process::id());
    let server = server_address();
    let created = async {
        let administrator = Database::connect(format!("{server}/postgres")).await?;
        administrator.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
        administrator.close().await
    };
    match created.await {
        Ok(()) => format!("{server}/{name}"),
        Err(error) => panic!("PostgreSQL at {server} gives no database: {error}"),
    }
}

fn server_address() -> String {
    static CLUSTER: OnceLock<Result<Cluster, String>> = OnceLock::new();
    if let Ok(address) = env::var("QUORATE_TEST_POSTGRES_URL") {
        return address.trim_end_matches('/').to_owned();
    }
    match CLUSTER.get_or_init(|| Cluster::start(OPTIONS)) {
        Ok(cluster) => cluster.address.clone(),
        Err(reason) => panic!("{reason}"),
    }
}
