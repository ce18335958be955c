//! The law as data: packs of thresholds, matter kinds, and the switches of a meeting.
//!
//! A [`Pack`] is one regime's rules, written in TOML beside this module and read in
//! `evidence::rules`. A [`Rule`] is what a pack asks of one matter; it is all a verdict needs.
//! [`Switches`] settle before opening what the law leaves open. Nothing here decides a vote:
//! that is [`super::tally`].

mod identifiers;
mod pack;
pub mod switches;
mod thresholds;

pub use identifiers::{IDENTIFIER_MAX, IdentifierError, MatterKind, PackId};
pub use pack::{
    Decides, MatterClass, MatterRule, Notice, Pack, PackError, PackParts, Rule, ShareUnit, Titles,
    UnknownMatter, VotingPeriod,
};
pub use switches::{SwitchNotSupportedYet, Switches};
pub use thresholds::{
    Base, Comparison, Measure, Measures, MeasuresError, Relation, Source, Threshold, ThresholdError,
    UnknownWord,
};
