//! Who somebody is: how they come to hold a key, stay signed in, and what they may do.
//!
//! Nobody has a password. A person is handed a one-time code, proves possession of a key with a
//! signed statement, and is signed in from then on by rotating refresh tokens. Afterwards their device key signs
//! them in again, and a one-time code opens a session for reading.

pub mod activations;
pub mod challenges;
pub mod codes;
pub mod invitations;
pub mod keys;
mod offers;
pub mod profile;
pub mod reading;
pub mod second_factors;
pub mod sessions;
pub mod sign_in;
