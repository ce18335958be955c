//! What the same database gives whoever only writes: one row of 200 bytes in a transaction.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::{Context as _, ensure};
use quorate::store::{Backend, ConnectionTrait as _, Store};

use crate::figures::per_second;

const TABLE: &str = "CREATE TABLE ceiling (id BIGINT PRIMARY KEY, content TEXT NOT NULL)";

/// How long pgbench runs, in seconds.
const PGBENCH_SECONDS: &str = "5";

/// Makes the table that the ceilings are measured on.
pub async fn prepare(store: &Store) -> anyhow::Result<()> {
    let transaction = store.begin().await?;
    transaction.execute_unprepared(TABLE).await?;
    Ok(Store::commit(transaction).await?)
}

/// Rows in a second through the service's own connections, so many tasks at once.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
pub async fn through_store(store: &Store, tasks: u64, rows: u64) -> anyhow::Result<u128> {
    static NEXT: AtomicU64 = AtomicU64::new(1_000_000_000);
    let content = Arc::new("x".repeat(200));
    let start = Instant::now();
    let mut running = Vec::new();
    for _ in 0..tasks {
        let (store, content) = (store.clone(), Arc::clone(&content));
        running.push(tokio::spawn(async move {
            for _ in 0..rows / tasks {
                let id = NEXT.fetch_add(1, Ordering::Relaxed);
                let transaction = store.begin().await?;
                let row = format!("INSERT INTO ceiling (id, content) VALUES ({id}, '{content}')");
                transaction.execute_unprepared(&row).await?;
                Store::commit(transaction).await?;
            }
            anyhow::Ok(())
        }));
    }
    for task in running {
        task.await??;
    }
    Ok(per_second(usize::try_from(rows / tasks * tasks)?, start.elapsed()))
}

/// Transactions in a second that pgbench makes of one INSERT, prepared, with so many clients.
#[expect(clippy::disallowed_methods, reason = "a bench writes the script that pgbench reads")]
pub fn pgbench(address: &str, folder: &Path, clients: usize) -> anyhow::Result<u128> {
    let script = folder.join("insert.sql");
    let row = "INSERT INTO pgbench_ceiling (content) VALUES (repeat('x', 200));\n";
    std::fs::write(&script, row)?;
    let jobs = clients.min(2).to_string();
    let output = Command::new("pgbench")
        .args(["--no-vacuum", "--protocol=prepared", "--jobs", &jobs, "--time", PGBENCH_SECONDS])
        .args(["--client", &clients.to_string(), "--file"])
        .arg(&script)
        .arg(address)
        .output()
        .context("pgbench cannot run")?;
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure!(output.status.success(), "pgbench failed: {}", String::from_utf8_lossy(&output.stderr));
    let rate = report.lines().find_map(|line| line.strip_prefix("tps = "));
    let whole = rate.and_then(|rate| rate.split('.').next()).context("pgbench shows no rate")?;
    Ok(whole.parse()?)
}

/// Makes the table that pgbench fills.
pub async fn prepare_pgbench(store: &Store) -> anyhow::Result<()> {
    ensure!(store.backend() == Backend::Postgres, "pgbench is for PostgreSQL");
    let transaction = store.begin().await?;
    let table = "CREATE TABLE pgbench_ceiling (id BIGSERIAL PRIMARY KEY, content TEXT NOT NULL)";
    transaction.execute_unprepared(table).await?;
    Ok(Store::commit(transaction).await?)
}
