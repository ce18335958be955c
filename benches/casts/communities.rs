//! Many communities that cast at the same time, a few ballots each.

use anyhow::Context as _;

use crate::assembly;
use crate::figures::milliseconds;
use crate::load;
use crate::options::Options;
use crate::site::Ground;

/// Communities.
const COMMUNITIES: usize = 1_000;

/// Owners of each.
const OWNERS: usize = 8;

/// Measures and prints.
pub async fn measure(ground: &Ground, options: &Options) -> anyhow::Result<()> {
    let site = ground.site("communities").await?;
    let operator = assembly::operator(&site).await?;
    let count = options.thorough(COMMUNITIES);
    let mut convened = Vec::with_capacity(count);
    for _ in 0..count {
        convened.push(assembly::convene(&site, &operator, OWNERS).await?);
    }
    assembly::open(&site, count).await;
    let mut boxes = Vec::with_capacity(count);
    for one in &convened {
        boxes.push(one.assembly(&site).await?);
    }
    println!("| communities | connections | casts/s | p50 ms | p99 ms |");
    println!("|---|---|---|---|---|");
    for connections in [64, 256] {
        // Round after round, so that neighbours in time are never of one community.
        let rounds = 0..OWNERS / 2;
        let casts: Vec<_> =
            rounds.flat_map(|_| boxes.iter_mut().flat_map(|one| one.take(1)).collect::<Vec<_>>()).collect();
        let address = site.running.address();
        let casting = move || load::cast_all(address, casts, connections);
        let achieved = tokio::task::spawn_blocking(casting).await.context("the voters broke down")??;
        println!(
            "| {count} | {connections} | {} | {} | {} |",
            achieved.rate,
            milliseconds(achieved.median),
            milliseconds(achieved.slowest)
        );
    }
    site.stop().await
}
