//! Ballots cast over a number of connections at the same time.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{anyhow, ensure};

use crate::connection::{Connection, Request};
use crate::figures::per_second;

/// What a load achieved.
pub struct Achieved {
    /// Ballots acknowledged in a second.
    pub rate: u128,
    /// What half of the ballots waited at most.
    pub median: Duration,
    /// What 99 of 100 ballots waited at most.
    pub slowest: Duration,
}

/// Casts all of these ballots over so many connections; every one must be accepted.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
pub fn cast_all(
    address: SocketAddr,
    path: &str,
    ballots: Vec<String>,
    connections: usize,
) -> anyhow::Result<Achieved> {
    let count = ballots.len();
    let open = (0..connections).map(|_| Connection::open(address)).collect::<anyhow::Result<Vec<_>>>()?;
    let queue = Mutex::new(VecDeque::from(ballots));
    let start = Instant::now();
    let waits = thread::scope(|scope| {
        let voters: Vec<_> = open
            .into_iter()
            .map(|connection| scope.spawn(|| cast_until_empty(connection, path, &queue)))
            .collect();
        let joined = voters.into_iter().map(|voter| voter.join().map_err(|_| anyhow!("a voter panicked"))?);
        joined.collect::<anyhow::Result<Vec<_>>>()
    })?;
    let elapsed = start.elapsed();
    let mut waits: Vec<Duration> = waits.into_iter().flatten().collect();
    waits.sort_unstable();
    let at = |part: usize| waits.get(count * part / 100).copied().unwrap_or_default();
    Ok(Achieved { rate: per_second(count, elapsed), median: at(50), slowest: at(99) })
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn cast_until_empty(
    mut connection: Connection,
    path: &str,
    queue: &Mutex<VecDeque<String>>,
) -> anyhow::Result<Vec<Duration>> {
    let mut waits = Vec::new();
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let Some(ballot) = next else { return Ok(waits) };
        let request = Request {
            method: "POST",
            path,
            media_type: "application/jose",
            token: None,
            body: ballot.as_bytes(),
        };
        let start = Instant::now();
        let answer = connection.send(&request)?;
        waits.push(start.elapsed());
        ensure!(answer.status == 201, "a ballot was refused: {}", String::from_utf8_lossy(&answer.body));
    }
}
