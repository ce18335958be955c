//! A witness: follows the logs it was told to, cosigns what grew, and forgets nothing that it
//! cosigned (C2SP tlog-witness v1.0.0).
//!
//! It knows no community and no meeting, only trees. [`logs`] says whom it follows, [`kept`] what of
//! a log is kept, [`ledger`] decides and keeps before it answers, [`server`] listens. Files and the
//! clock are the [`ledger::Machine`]'s.

pub mod kept;
pub mod ledger;
pub mod logs;
pub mod server;
