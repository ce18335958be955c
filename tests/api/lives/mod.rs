//! Five lives of a community, each told to its end over HTTP and by the test's clock.
//!
//! Each is the same on either database. At its end stand the annals of the community: they hold before the verifier,
//! public ones and those for audit, and do not hold any more once anything in them is changed.

pub mod electing;
mod formation;
mod handover;
mod lapse;
pub mod recall;
mod year;
