//! Having the record witnessed: checkpoints go out, cosignatures come back and are stored.
//!
//! The supervising office decides which witnesses a community requires ([`policies`]). The latest
//! checkpoint goes to all of them whenever it has changed, at once and again within seconds where a
//! meeting opened, closed, was counted or ended ([`submit_due`]). What is returned is verified before
//! it is kept. Nothing waits for a witness: a meeting opens and closes by the clock, and what is missing
//! is told in [`status`] and by alarms.
//!
//! Before the first turn of a process the witnesses are asked what they saw ([`ask_first`]), so that a
//! database that went backwards is found by those who remember.

mod asking;
mod known;
mod line;
pub mod policies;
mod rounds;
mod situation;
pub mod status;
mod submission;
mod watch;

pub use asking::ask_first;
pub use known::{KnownWitness, Witnesses};
pub use line::{Answer, NoAnswer, WitnessLine};
pub use rounds::submit_due;
