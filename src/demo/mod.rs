//! A simulated estate living through one meeting over the real API.

mod agenda;
mod answers;
mod ballot;
mod client;
mod dice;
mod estate;
mod expectation;
mod opinions;
mod people;
mod premises;
mod session;
mod sheet;
mod signer;
