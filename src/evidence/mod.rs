//! What was published and can be proved: pure functions over bytes.
//!
//! A published fact has one wire form, here, shared by record, bundle, API and command line.
//! Keys, time and randomness are arguments; nothing here reads a file or a socket.

pub mod add_checkpoint;
pub mod amendments;
pub mod ballots;
pub mod bundle;
pub mod certificate;
pub mod checkpoint;
pub mod competence;
pub mod consent;
pub mod cosignature;
pub mod deadlines;
pub mod decision;
pub mod definition;
pub mod deliveries;
pub mod digest;
pub mod document;
pub mod electorate;
pub mod entries;
mod exact;
pub mod explained;
mod facts;
pub mod follow_ups;
pub mod forwarding;
pub mod holidays;
pub mod inequalities;
pub mod jws;
pub mod key_chain;
pub mod lots;
pub mod merkle;
pub mod needed;
pub mod non_voter;
pub mod note;
mod objections;
pub mod receipt;
pub mod register;
pub mod rendered;
pub mod replacements;
pub mod representation;
pub mod roll;
pub mod rules;
pub mod salt;
mod sentences;
pub mod sign_in;
mod simulated;
pub mod simulation;
pub mod statements;
pub mod switches;
pub mod text;
pub mod tiles;
pub mod totals;
pub mod trust;
pub mod verdict;
mod votes;
pub mod witnesses;
