//! Logging in at a provider of `OpenID` Connect: a certified one of another hand, and one that cheats.
//!
//! The service is a real one, and so are both providers: [`genuine`] runs the npm package `oidc-provider` with
//! the browser of whoever logs in, [`hostile`] answers every question wrongly in one way at a time.

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

mod genuine;
mod hostile;
mod logins;
mod owners;

mod enrolling;
mod refusals;
mod settings;
