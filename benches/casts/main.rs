//! Durable casts in a second over the whole HTTP path, on SQLite and PostgreSQL.
//!
//! Real service, real databases that wait for the disk, one owner and one signed ballot for each
//! cast; server, voters and database share the machine. Beside every figure stands the ceiling of
//! the same database: one row in a transaction, at the same number of connections.
//!
//! `cargo bench --bench casts -- sqlite` measures one database only.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot be set up has nothing to measure"
)]
#![expect(clippy::disallowed_methods, reason = "a cluster of its own needs files and the environment")]

#[path = "../support/agenda.rs"]
mod agenda;
mod assembly;
mod ceilings;
#[path = "../../tests/support/cluster.rs"]
mod cluster;
mod connection;
#[path = "../support/figures.rs"]
mod figures;
mod load;

use std::sync::Arc;

use anyhow::Context as _;
use quorate::boot::{DEMONSTRATION, LogFormat, Settings, SimulatedSurroundings, start_simulated};
use quorate::store::{Backend, ConnectionTrait as _, Store};
use secrecy::SecretString;
use tempfile::TempDir;

use cluster::Cluster;
use figures::milliseconds;

/// How many connections cast how many ballots.
const LOADS: [(usize, usize); 3] = [(1, 1_000), (8, 3_000), (64, 8_000)];

/// What PostgreSQL is told besides its defaults, which wait for the disk at every commit.
const POSTGRES_OPTIONS: &str = "-c max_connections=200 -c fsync=on -c synchronous_commit=on";

fn main() -> anyhow::Result<()> {
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let folder = TempDir::new()?;
        if wanted("sqlite") {
            println!("SQLite, WAL, synchronous = FULL");
            measure_on(&format!("sqlite:{}", folder.path().join("casts.db").display()), &folder).await?;
        }
        if wanted("postgres") {
            let cluster = Cluster::start(POSTGRES_OPTIONS).map_err(anyhow::Error::msg)?;
            println!("PostgreSQL, fsync = on, synchronous_commit = on");
            measure_on(&format!("{}/postgres", cluster.address), &folder).await?;
        }
        Ok(())
    })
}

async fn measure_on(database: &str, folder: &TempDir) -> anyhow::Result<()> {
    let settings = Settings {
        database: SecretString::from(database.to_owned()),
        listen: "127.0.0.1:0".parse()?,
        host: format!("{DEMONSTRATION}localhost"),
        keys: folder.path().join("keys"),
        marks: folder.path().join("marks"),
        allowed_origins: Vec::new(),
        witnesses: None,
        log_format: LogFormat::Text,
    };
    let clock = Arc::new(SimulatedSurroundings::new(assembly::instant(assembly::FOUNDED_AT)?));
    let running = start_simulated(&settings, Arc::clone(&clock)).await?;
    let store = Store::open(database).await?;
    let owners = LOADS.iter().map(|(_, ballots)| ballots).sum();
    let mut assembly = assembly::convene(&running, &clock, &store, owners).await?;
    ceilings::prepare(&store).await?;
    if store.backend() == Backend::Postgres {
        ceilings::prepare_pgbench(&store).await?;
        // Autovacuum does this within a minute; until then plans are those of the empty tables.
        store.read().execute_unprepared("ANALYZE").await?;
    }
    println!(
        "{:>12}{:>10}{:>10}{:>10}{:>12}{:>10}{:>12}{:>10}",
        "connections", "casts/s", "p50 ms", "p99 ms", "one row/s", "casts %", "pgbench/s", "casts %"
    );
    for (connections, ballots) in LOADS {
        let rest = assembly.ballots.split_off(ballots);
        let ballots = std::mem::replace(&mut assembly.ballots, rest);
        let (address, path) = (running.address(), assembly.path.clone());
        let casting = move || load::cast_all(address, &path, ballots, connections);
        let achieved = tokio::task::spawn_blocking(casting).await.context("the voters broke down")??;
        let rows = ceilings::through_store(&store, connections as u64, 4_000).await?;
        let pgbench = match store.backend() {
            Backend::Sqlite => None,
            Backend::Postgres => Some(ceilings::pgbench(database, folder.path(), connections)?),
        };
        print_line(connections, &achieved, rows, pgbench);
    }
    store.close().await?;
    running.stop().await
}

fn print_line(connections: usize, achieved: &load::Achieved, rows: u128, pgbench: Option<u128>) {
    let percent = |ceiling: u128| achieved.rate * 100 / ceiling.max(1);
    print!(
        "{connections:>12}{:>10}{:>10}{:>10}{rows:>12}{:>10}",
        achieved.rate,
        milliseconds(achieved.median),
        milliseconds(achieved.slowest),
        percent(rows),
    );
    match pgbench {
        Some(pgbench) => println!("{pgbench:>12}{:>10}", percent(pgbench)),
        None => println!("{:>12}{:>10}", "-", "-"),
    }
}
