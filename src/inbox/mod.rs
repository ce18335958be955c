//! A second inbox: takes ballots that the service does not take, signs when it did, and forwards them.
//!
//! It knows no register and no roll, so it cannot tell whether a ballot is good: [`records`] says
//! whose ballots it takes, [`held`] what of a ballot is kept, [`ledger`] keeps before it answers,
//! [`courier`] hands in what waits, [`answers`] believes the service only what is proved,
//! [`server`] listens. Files and the clock are the [`ledger::Machine`]'s.

pub mod answers;
pub mod courier;
pub mod held;
pub mod ledger;
mod problem;
pub mod records;
pub mod server;
