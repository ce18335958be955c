//! Quorate: owners' assembly voting whose legal outcome anyone can recompute.

pub mod domain;
pub mod evidence;
#[cfg(feature = "server")]
pub mod http;
