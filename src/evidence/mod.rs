//! What was published and can be proved: pure functions over bytes.
//!
//! A published fact has one wire form, here, shared by record, bundle, API and command line.
//! Keys, time and randomness are arguments; nothing here reads a file or a socket.

pub mod digest;
pub mod rules;
mod sentences;
pub mod switches;
pub mod totals;
pub mod verdict;
