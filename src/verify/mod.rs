//! Recompute everything, believe nothing: bytes in, findings out.
//!
//! Nothing here reads a file, a socket or a clock; the command line hands over what it read, or a
//! [`watch::Fetch`] to read with.

pub mod annals;
pub mod bundle;
pub mod count;
pub mod receipts;
mod record;
pub mod report;
pub mod sheet;
pub mod watch;
