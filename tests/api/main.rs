//! The API as its callers meet it: a real server, a fresh database for each test, JSON over HTTP.
//!
//! [`app::App`] has one method for each operation and [`estate::Estate`] a community with its
//! officers. Every test runs on SQLite, and on a real PostgreSQL where `QUORATE_TEST_DATABASE` is
//! `postgres`.

#![expect(clippy::indexing_slicing, reason = "a test that indexes wrongly fails, as it should")]
#![expect(clippy::disallowed_methods, reason = "tests read files and their environment")]
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test may fail by panicking")]

#[path = "../support/acts.rs"]
mod acts;
#[path = "../support/annals.rs"]
mod annals;
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
mod hands;
mod host;
#[path = "../support/phones.rs"]
mod phones;
#[path = "../support/postgres.rs"]
mod postgres;
#[path = "../support/proofs.rs"]
mod proofs;
mod proxy;
#[path = "../support/sitting.rs"]
mod sitting;
#[path = "../support/tables.rs"]
mod tables;
mod witness;

mod access;
mod acting;
mod activations;
mod addresses;
mod archive;
mod ballots;
mod calendar;
mod candidacies;
mod client;
mod clock;
mod communities;
mod competence;
mod confusion;
mod contests;
mod contracts;
mod cookies;
mod coowners;
mod damage;
mod deadlines;
mod delegates;
mod deliveries;
mod document;
mod door;
mod elections;
mod enrolments;
mod enumeration;
mod evaluations;
mod filings;
mod formations;
mod inboxes;
mod invitations;
mod keys;
mod letters;
mod limits;
mod lives;
mod lots;
mod mail;
mod mandates;
mod marks;
mod meetings;
mod messages;
mod mixed;
mod notices;
mod objections;
mod outcomes;
mod packages;
mod pages;
mod paper;
mod participation;
mod people;
mod petitions;
mod postings;
mod privacy;
mod processes;
mod reading;
mod record;
mod register;
mod reminders;
mod repetitions;
mod retention;
mod roles;
mod rotation;
mod rules;
mod schema;
mod seal_uses;
mod second_factors;
mod services;
mod sessions;
mod sign_in;
mod silence;
mod simulation;
mod sittings;
mod states;
mod table_previews;
mod terms;
mod tokens;
mod voices;
mod whole;
mod witnessing;
