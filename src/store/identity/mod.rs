//! Who somebody is and what they may do: accounts, activations, sessions, grants and keys.

pub mod accounts;
pub mod activations;
pub mod challenges;
pub mod contact_codes;
pub mod device_keys;
pub mod enrolment_requests;
pub mod enrolments;
pub mod grants;
pub mod provider_accounts;
pub mod provider_logins;
pub mod second_factors;
pub mod sessions;
pub mod sign_in_codes;
