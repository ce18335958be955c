//! Times and rates as they are printed, in integers.

use std::time::Duration;

/// How many of something happen in a second.
pub fn per_second(count: usize, time: Duration) -> u128 {
    count as u128 * 1_000_000 / time.as_micros().max(1)
}

/// A time in milliseconds, with two decimals.
pub fn milliseconds(time: Duration) -> String {
    let hundredths = time.as_micros() / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
