//! Who somebody is: how they come to hold a key, stay signed in, and what they may do.
//!
//! Nobody has a password. A person is handed a one-time code, proves possession of a key with a
//! signed statement, and is signed in from then on by rotating refresh tokens.

pub mod activations;
pub mod codes;
pub mod invitations;
pub mod keys;
pub mod letters;
mod offers;
pub mod profile;
pub mod sessions;
