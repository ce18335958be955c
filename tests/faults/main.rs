//! Faults as tests: the service runs as a process of its own, which fails, is killed and is started
//! again, and no ballot that was acknowledged may be lost by it, and none may count twice.
//!
//! A [`host::Host`] is that process and [`child`] what runs in it. `QUORATE_TEST_KILLS` says how often
//! a process is killed under load in each story of [`load`], and `QUORATE_TEST_SEED` when.

#![expect(clippy::indexing_slicing, reason = "a test that indexes wrongly fails, as it should")]
#![expect(clippy::disallowed_methods, reason = "tests read files and their environment")]
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test may fail by panicking")]

mod agenda;
#[path = "../support/answer.rs"]
mod answer;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/app.rs"]
mod app;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/assembly.rs"]
mod assembly;
mod attempts;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/calls.rs"]
mod calls;
mod child;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/estate.rs"]
mod estate;
mod host;
mod kept;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/phones.rs"]
mod phones;
#[path = "../support/postgres.rs"]
mod postgres;
#[path = "../support/proofs.rs"]
mod proofs;
#[expect(dead_code, reason = "tests/api uses all of it")]
#[path = "../support/tables.rs"]
mod tables;

mod clients;
mod clocks;
mod damage;
mod load;
mod outage;
mod space;
mod steps;
