//! What is true about an assembly: pure values and functions.
//!
//! Nothing here knows a clock, a database, a wire format or a network. Time, randomness and
//! keys are arguments; errors name what is the case.

pub mod annals;
pub mod archive;
pub mod assistance;
pub mod ballots;
pub mod calendar;
pub mod candidacies;
pub mod committees;
pub mod communities;
pub mod contests;
pub mod contracts;
pub mod deadlines;
pub mod evaluations;
pub mod formations;
pub mod groups;
pub mod identity;
pub mod instants;
pub mod mandates;
pub mod meetings;
pub mod messages;
pub mod objections;
pub mod paper;
pub mod petitions;
pub mod quantities;
pub mod quiet_hours;
pub mod register;
pub mod representation;
pub mod retention;
pub mod roll;
pub mod rules;
pub mod seal_uses;
pub mod services;
pub mod sittings;
pub mod successions;
pub mod tally;
pub mod terms;
pub mod words;
