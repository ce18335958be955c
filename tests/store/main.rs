//! The store on both databases: every test runs on SQLite and on a real PostgreSQL.

#![expect(clippy::indexing_slicing, reason = "a test that indexes wrongly fails, as it should")]
#![expect(clippy::disallowed_methods, reason = "a cluster of its own needs files and the environment")]

mod databases;
mod estate;
#[path = "../support/postgres.rs"]
mod postgres;

mod ballots;
mod claims;
mod connection;
mod guards;
mod identity;
mod inboxes;
mod meetings;
mod providers;
mod publications;
mod record;
mod register;
mod rules;
mod sign_in;
mod witnesses;
