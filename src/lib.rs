//! Quorate: owners' assembly voting whose legal outcome anyone can recompute.

pub mod domain;
pub mod evidence;
pub mod verify;
