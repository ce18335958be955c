//! A witness as logs meet it: a real one on a free port, its memory in a directory of its own.
//!
//! [`host::Host`] is the machine it runs on, [`log::Log`] a log that grows, forks and proves by
//! definitions written a second time.

#![expect(clippy::indexing_slicing, reason = "a test that indexes wrongly fails, as it should")]
#![expect(clippy::disallowed_methods, reason = "tests read and damage files")]
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test may fail by panicking")]

mod host;
mod log;

mod command;
mod growth;
mod memory;
mod statuses;
