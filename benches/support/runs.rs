//! Repeated runs and how they compare, in integers.

use std::time::{Duration, Instant};

/// How long something takes: the median of some runs.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
pub fn median_of(runs: usize, mut act: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            act();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(runs / 2).copied().unwrap_or_default()
}

/// How many times as long something takes as something else, with two decimals.
pub fn times(time: Duration, other: Duration) -> String {
    let hundredths = time.as_nanos() * 100 / other.as_nanos().max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
