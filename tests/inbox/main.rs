//! A second inbox beside a real service: what it takes, keeps, forwards and believes.
//!
//! Service and inbox are real servers, each by a clock of its own; between them stands a
//! [`door::Door`] that can be shut or lie.

#![expect(clippy::indexing_slicing, reason = "a test that indexes wrongly fails, as it should")]
#![expect(clippy::disallowed_methods, reason = "tests read files and their environment")]
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test may fail by panicking")]
#![expect(dead_code, reason = "the service under test comes with every operation; not all are asked here")]

#[path = "../support/answer.rs"]
mod answer;
#[path = "../support/app.rs"]
mod app;
#[path = "../support/assembly.rs"]
mod assembly;
#[path = "../support/calls.rs"]
mod calls;
#[path = "../support/estate.rs"]
mod estate;
#[path = "../api/host.rs"]
mod host;
#[path = "../support/phones.rs"]
mod phones;
#[path = "../support/postgres.rs"]
mod postgres;
#[path = "../support/tables.rs"]
mod tables;

mod door;
mod office;

mod forwarding;
mod keeping;
mod taking;
mod whole;
