//! Laws of the count: what holds for every electorate and every ballot.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]

mod boundaries;
mod drawn;
mod laws;
mod lots;
mod naive;
mod simulation;
mod sizes;
mod switches;
mod voices;
mod world;
