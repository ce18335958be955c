//! Who somebody is: how they come to hold a key, stay signed in, and what they may do.
//!
//! Nobody has a password. A person proves possession of a key with a signed statement, and two parties or two
//! channels stand for whose it is: whoever could enrol a key for a silent owner alone could vote for them. Afterwards
//! their device key signs them in again, and a one-time code opens a session for reading.

pub mod activations;
pub mod challenges;
pub mod checks;
pub mod codes;
pub mod contact_codes;
mod enrolling;
pub mod enrolment_requests;
pub mod invitations;
pub mod keys;
pub mod letters;
mod offers;
pub mod profile;
pub mod providers;
pub mod reading;
pub mod second_factors;
pub mod sessions;
pub mod sign_in;

pub(super) use enrolling::{end_keys, tell};
