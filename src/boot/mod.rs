//! Process start: settings, keys, clock and telemetry, wired together.
//!
//! Only here does the program look at its environment; everything below is given what it needs.

#![expect(clippy::disallowed_methods, reason = "boot is where files, the clock and randomness come from")]

mod asking;
mod carrying;
mod client;
mod clock;
mod commands;
mod demonstration;
mod files;
mod holidays;
mod inbox;
mod keys;
mod marks;
mod providers;
mod rings;
mod rotation;
mod server;
mod settings;
mod submitting;
pub mod telemetry;
mod telephones;
mod web;
mod witness;
mod witnesses;

pub use clock::{SimulatedSurroundings, SystemSurroundings};
pub use commands::{
    check_marks, migrate, operator_invitation, operators, reseal, revoke_operator, second_factor_reset,
};
pub use demonstration::{Demonstration, demonstrate};
pub use holidays::holidays;
pub use inbox::{InboxSettings, RunningInbox, inbox_entry, start_inbox, start_inbox_simulated};
pub use keys::Keys;
pub use rings::KeyPurpose;
pub use rotation::{Haste, KeysArgs, drop_former, keys, rotate};
pub use server::{DEMONSTRATION, Running, start, start_simulated};
pub use settings::{HolidaySettings, LogFormat, MessageSettings, RateLimiting, Settings};
pub use witness::{RunningWitness, WitnessSettings, start_witness, witness_key};

pub use crate::actions::rings::RingKey;
pub use crate::actions::surroundings::{Step, Surroundings};
pub use crate::inbox::ledger::Limits as InboxLimits;
