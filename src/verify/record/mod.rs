//! A record as a file shows it: its tree, its keys, and who may sign as what.
//!
//! What a meeting's bundle and a community's annals are held to alike. Everything here takes one thing at a
//! time and keeps only what later ones are held against.

pub(super) mod certificates;
pub(super) mod confirmations;
pub(super) mod cosigned;
pub(super) mod documents;
pub(super) mod enrolments;
pub(super) mod heads;
pub(super) mod keys;
pub(super) mod notices;
pub(super) mod offices;
pub(super) mod range;
pub(super) mod replacements;
pub(super) mod steps;
