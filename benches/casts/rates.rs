//! Casts in a second beside what the same database gives whoever only writes, and how long a ballot
//! waits at half of that.

use anyhow::Context as _;
use quorate::store::Backend;

use crate::figures::milliseconds;
use crate::load::{self, Achieved};
use crate::options::Options;
use crate::site::Ground;
use crate::{assembly, ceilings};

/// How many connections cast how many ballots.
const LOADS: [(usize, usize); 4] = [(1, 1_000), (8, 4_000), (64, 12_000), (256, 12_000)];

/// The load whose half is the steady one.
const STEADY: usize = 64;

/// Ballots cast at a steady rate.
const STEADILY: usize = 12_000;

/// Rows written one by one for the ceiling.
const ROWS: u64 = 4_000;

/// Measures and prints.
pub async fn measure(ground: &Ground, options: &Options) -> anyhow::Result<()> {
    let site = ground.site("rates").await?;
    let loads = LOADS.map(|(connections, ballots)| (connections, options.thorough(ballots)));
    let steadily = options.thorough(STEADILY);
    let owners = steadily + loads.iter().map(|(_, ballots)| ballots).sum::<usize>();
    let mut assembly = assembly::assemble(&site, owners).await?;
    ceilings::prepare(&site.store).await?;
    if ground.backend() == Backend::Postgres {
        ceilings::prepare_pgbench(&site.store).await?;
    }
    println!("| connections | casts/s | p50 ms | p99 ms | one row/s | in % | `pgbench`/s | in % |");
    println!("|---|---|---|---|---|---|---|---|");
    let (address, mut steady) = (site.running.address(), 0);
    for (connections, ballots) in loads {
        let casts = assembly.take(ballots);
        let casting = move || load::cast_all(address, casts, connections);
        let achieved = tokio::task::spawn_blocking(casting).await.context("the voters broke down")??;
        let rows = ceilings::through_store(&site.store, connections as u64, ROWS).await?;
        let pgbench = match ground.backend() {
            Backend::Sqlite => None,
            Backend::Postgres => {
                Some(ceilings::pgbench(&site.database, ground.folder(), connections.min(150))?)
            }
        };
        print_line(connections, &achieved, rows, pgbench);
        if connections == STEADY {
            steady = achieved.rate / 2;
        }
    }
    let casts = assembly.take(steadily);
    let casting = move || load::cast_at(address, casts, STEADY, steady);
    let achieved = tokio::task::spawn_blocking(casting).await.context("the voters broke down")??;
    println!(
        "\n{steady} casts/s, half of that with {STEADY} connections: {} reached, p50 {} ms, p99 {} ms",
        achieved.rate,
        milliseconds(achieved.median),
        milliseconds(achieved.slowest)
    );
    site.stop().await
}

fn print_line(connections: usize, achieved: &Achieved, rows: u128, pgbench: Option<u128>) {
    let percent = |ceiling: u128| achieved.rate * 100 / ceiling.max(1);
    let beside = match pgbench {
        Some(pgbench) => format!("{pgbench} | {}", percent(pgbench)),
        None => "– | –".to_owned(),
    };
    println!(
        "| {connections} | {} | {} | {} | {rows} | {} | {beside} |",
        achieved.rate,
        milliseconds(achieved.median),
        milliseconds(achieved.slowest),
        percent(rows),
    );
}
