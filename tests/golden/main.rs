//! Published results and the command line: what real notices say must come out.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
#![expect(clippy::disallowed_methods, reason = "the command line is given files")]

mod boundaries;
mod command_line;
mod edges;
mod estate;
mod mutations;
mod published;
mod regimes;
mod sources;
