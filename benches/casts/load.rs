//! Ballots cast over a number of connections at the same time.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
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

/// A ballot and where it is sent.
pub struct Cast {
    /// From `/api/v1` on.
    pub path: Arc<str>,
    /// The signed ballot.
    pub ballot: String,
}

/// A ballot and when it is sent at the earliest, counted from the beginning.
type Due = (Cast, Duration);

/// Casts all of these ballots over so many connections as fast as they go; every one must be accepted.
pub fn cast_all(address: SocketAddr, casts: Vec<Cast>, connections: usize) -> anyhow::Result<Achieved> {
    let due = casts.into_iter().map(|cast| (cast, Duration::ZERO));
    cast_when_due(address, due.collect(), connections)
}

/// Casts so many ballots in a second, whether earlier ones are answered or not, as long as one of the
/// connections is free. A ballot waits from when it was due, so that a service that halts is not excused.
pub fn cast_at(
    address: SocketAddr,
    casts: Vec<Cast>,
    connections: usize,
    rate: u128,
) -> anyhow::Result<Achieved> {
    let step = Duration::from_nanos(u64::try_from(1_000_000_000 / rate.max(1))?);
    let due = (0..).zip(casts).map(|(place, cast)| (cast, step * place));
    cast_when_due(address, due.collect(), connections)
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn cast_when_due(address: SocketAddr, due: VecDeque<Due>, connections: usize) -> anyhow::Result<Achieved> {
    let count = due.len();
    let open = (0..connections).map(|_| Connection::open(address)).collect::<anyhow::Result<Vec<_>>>()?;
    let queue = Mutex::new(due);
    let start = Instant::now();
    let waits = thread::scope(|scope| {
        let voters: Vec<_> = open
            .into_iter()
            .map(|connection| scope.spawn(|| cast_until_empty(connection, start, &queue)))
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
    start: Instant,
    queue: &Mutex<VecDeque<Due>>,
) -> anyhow::Result<Vec<Duration>> {
    let mut waits = Vec::new();
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let Some((cast, due)) = next else { return Ok(waits) };
        let due = if due.is_zero() { Instant::now() } else { start + due };
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let request = Request {
            method: "POST",
            path: &cast.path,
            media_type: "application/jose",
            token: None,
            body: cast.ballot.as_bytes(),
        };
        let answer = connection.send(&request)?;
        waits.push(due.elapsed());
        ensure!(answer.status == 201, "a ballot was refused: {}", String::from_utf8_lossy(&answer.body));
    }
}
