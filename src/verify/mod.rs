//! Recompute everything, believe nothing: bytes in, findings out.
//!
//! Nothing here reads a file or knows a clock; the command line hands over what it read.

pub mod bundle;
pub mod count;
pub mod report;
pub mod sheet;
