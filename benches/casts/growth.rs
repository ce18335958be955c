//! What a cast costs in a record that holds much already: a community of its own for each size, so that
//! everything but the size is the same.

use std::time::Instant;

use anyhow::Context as _;

use crate::assembly;
use crate::figures::milliseconds;
use crate::load;
use crate::options::Options;
use crate::site::Ground;

/// Ballots cast at each size, and the owners who cast them.
const BALLOTS: usize = 900;

/// Connections that cast.
const CONNECTIONS: usize = 64;

/// Measures and prints.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
pub async fn measure(ground: &Ground, options: &Options) -> anyhow::Result<()> {
    println!("| entries before | casts/s | µs per cast | p50 ms | p99 ms | filled in s |");
    println!("|---|---|---|---|---|---|");
    let site = ground.site("growth").await?;
    let operator = assembly::operator(&site).await?;
    let mut convened = Vec::new();
    for size in options.sizes() {
        let start = Instant::now();
        let one = assembly::convene(&site, &operator, BALLOTS).await?;
        one.ledger(&site).await?.fill(*size).await?;
        convened.push((one, start.elapsed()));
    }
    assembly::open(&site, convened.len()).await;
    for (one, filled) in convened {
        let entries = one.ledger(&site).await?.size();
        let mut assembly = one.assembly(&site).await?;
        let (address, casts) = (site.running.address(), assembly.take(BALLOTS));
        let casting = move || load::cast_all(address, casts, CONNECTIONS);
        let achieved = tokio::task::spawn_blocking(casting).await.context("the voters broke down")??;
        println!(
            "| {entries} | {} | {} | {} | {} | {} |",
            achieved.rate,
            1_000_000 / achieved.rate.max(1),
            milliseconds(achieved.median),
            milliseconds(achieved.slowest),
            filled.as_secs()
        );
    }
    site.stop().await
}
