//! Process start: settings, keys, clock and telemetry, wired together.
//!
//! Only here does the program look at its environment; everything below is given what it needs.

#![expect(clippy::disallowed_methods, reason = "boot is where files, the clock and randomness come from")]

mod clock;
mod commands;
mod demonstration;
mod keys;
mod marks;
mod server;
mod settings;
pub mod telemetry;
mod witness;

pub use clock::{SimulatedSurroundings, SystemSurroundings};
pub use commands::{check_marks, migrate, operator_invitation, public_keys};
pub use demonstration::{Demonstration, demonstrate};
pub use keys::Keys;
pub use server::{DEMONSTRATION, Running, start, start_simulated};
pub use settings::{LogFormat, Settings};
pub use witness::{RunningWitness, WitnessSettings, start_witness, witness_key};
