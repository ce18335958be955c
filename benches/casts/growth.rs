//! What a cast costs in a record that holds much already: a community of its own for each size, so that
//! everything but the size is the same.
//!
//! A server that has just begun gets faster for a while, and a machine that does something else slower, so
//! the sizes take turns: many short rounds, forwards and backwards, of which the middle one counts.

use std::net::SocketAddr;
use std::time::Instant;

use anyhow::Context as _;
use quorate::store::{Backend, ConnectionTrait as _};

use crate::assembly::{self, Assembly};
use crate::load;
use crate::options::Options;
use crate::site::{Ground, Site};

/// Ballots cast in a round.
const BALLOTS: usize = 400;

/// Rounds that count, for each size.
const ROUNDS: usize = 7;

/// Most rounds before, in a community of their own, until two in a row differ by less than a tenth.
const WARMING_MAX: usize = 20;

/// Connections that cast.
const CONNECTIONS: usize = 64;

/// A record of one size and the ballots that are still to be cast.
struct Sized {
    entries: u64,
    filled_in: u64,
    assembly: Assembly,
    /// What a cast took in each round, in microseconds.
    rounds: Vec<u128>,
}

/// Measures and prints.
pub async fn measure(ground: &Ground, options: &Options) -> anyhow::Result<()> {
    let site = ground.site("growth").await?;
    let (mut warming, mut sizes) = prepare(&site, options).await?;
    settle(&site).await?;
    let address = site.running.address();
    let measuring = move || {
        let warmed = warm_up(address, &mut warming)?;
        // The first round of a community reads what later ones remember.
        for sized in &mut sizes {
            round(address, &mut sized.assembly)?;
        }
        for number in 0..ROUNDS {
            let forwards = sizes.iter_mut();
            let mut turns: Vec<&mut Sized> =
                if number % 2 == 0 { forwards.collect() } else { forwards.rev().collect() };
            for sized in &mut turns {
                let taken = round(address, &mut sized.assembly)?;
                sized.rounds.push(taken);
            }
        }
        anyhow::Ok((warmed, sizes))
    };
    let measured = tokio::task::spawn_blocking(measuring).await.context("the voters broke down")?;
    let (warmed, sizes) = measured?;
    print(warmed, sizes);
    site.stop().await
}

/// A community to warm up with, and one for each size, all of them open.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
async fn prepare(site: &Site, options: &Options) -> anyhow::Result<(Assembly, Vec<Sized>)> {
    let operator = assembly::operator(site).await?;
    let warming = assembly::convene(site, &operator, BALLOTS * WARMING_MAX).await?;
    let mut convened = Vec::new();
    for size in options.sizes() {
        let one = assembly::convene(site, &operator, BALLOTS * (ROUNDS + 1)).await?;
        let start = Instant::now();
        let mut ledger = one.ledger(site).await?;
        ledger.fill(*size).await?;
        convened.push((one, ledger.size(), start.elapsed().as_secs()));
    }
    assembly::open(site, convened.len() + 1).await;
    let mut sizes = Vec::new();
    for (one, entries, filled_in) in convened {
        sizes.push(Sized { entries, filled_in, assembly: one.assembly(site).await?, rounds: Vec::new() });
    }
    Ok((warming.assembly(site).await?, sizes))
}

/// Lets the database do now what it would do in the background while it is measured: a record of millions
/// of entries grew over years and was looked after long ago.
async fn settle(site: &Site) -> anyhow::Result<()> {
    if site.store.backend() == Backend::Postgres {
        for work in ["VACUUM (ANALYZE) record_entries", "CHECKPOINT"] {
            site.store.read().execute_unprepared(work).await?;
        }
    }
    Ok(())
}

/// Casts until it goes no faster; answers how many rounds that took.
fn warm_up(address: SocketAddr, assembly: &mut Assembly) -> anyhow::Result<usize> {
    let mut before = 0;
    for number in 1..=WARMING_MAX {
        let taken = round(address, assembly)?;
        if taken.abs_diff(before) * 10 < taken {
            return Ok(number);
        }
        before = taken;
    }
    Ok(WARMING_MAX)
}

/// One round: the microseconds of a cast.
fn round(address: SocketAddr, assembly: &mut Assembly) -> anyhow::Result<u128> {
    let achieved = load::cast_all(address, assembly.take(BALLOTS), CONNECTIONS)?;
    Ok(1_000_000 / achieved.rate.max(1))
}

fn print(warmed: usize, sizes: Vec<Sized>) {
    println!(
        "Warm after {warmed} rounds of {BALLOTS} ballots; then {ROUNDS} rounds at each size, in turns.\n"
    );
    println!(
        "| entries before | µs per cast, middle round | fastest | slowest | middle in % of the first | filled in s |"
    );
    println!("|---|---|---|---|---|---|");
    let mut first = 0;
    for Sized { entries, filled_in, mut rounds, .. } in sizes {
        rounds.sort_unstable();
        let at = |place: usize| rounds.get(place).copied().unwrap_or_default();
        let middle = at(ROUNDS / 2);
        if first == 0 {
            first = middle;
        }
        let part = middle * 100 / first.max(1);
        println!("| {entries} | {middle} | {} | {} | {part} | {filled_in} |", at(0), at(ROUNDS - 1));
    }
}
