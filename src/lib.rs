//! Quorate: owners' assembly voting whose legal outcome anyone can recompute.
//!
//! `domain` says what is true, `evidence` what was published and can be proved, `verify`
//! recomputes all of it and believes nothing; these three are pure and always compiled. The
//! server stands on them behind the feature of that name: `store`, `actions`, `http`, `jobs`; and
//! so do `inbox` and `witness`, which others run beside it. `boot` starts them all.

#[cfg(feature = "server")]
mod actions;
#[cfg(feature = "server")]
pub mod boot;
#[cfg(feature = "server")]
mod demo;
pub mod domain;
pub mod evidence;
#[cfg(feature = "server")]
pub mod http;
#[cfg(feature = "server")]
mod inbox;
#[cfg(feature = "server")]
mod jobs;
#[cfg(feature = "server")]
pub mod store;
pub mod verify;
#[cfg(feature = "server")]
mod witness;
