//! The only place that knows the database: rows in, rows out, no decisions.
//!
//! One file per noun with narrow functions over any connection: [`Store::read`] for what is
//! committed, a transaction of [`Store::begin`] for what is written together. Rows are plain structs
//! that carry their whole key; bytes that were signed or hashed go in and out unchanged; a text that
//! stands for a state, role or kind is checked by the database and given meaning by the caller.
//!
//! A function that changes a row only if it is still as expected answers whether it did.

mod arrays;
mod connection;
mod entity;
mod error;
mod rows;
mod values;

pub mod acting;
pub mod acts;
pub mod amendments;
pub mod archive;
pub mod ballots;
pub mod broadcasts;
pub mod calendar_links;
pub mod certificates;
pub mod claims;
pub mod communities;
pub mod cosignatures;
pub mod deliveries;
pub mod documents;
pub mod identity;
pub mod inbox_lists;
pub mod mandates;
pub mod meetings;
pub mod message_settings;
pub mod messages;
pub mod notices;
pub mod objections;
pub mod paper;
pub mod people;
pub mod rates;
pub mod record;
pub mod register;
pub mod representation;
pub mod requests;
pub mod retention;
pub mod roll;
pub mod rules;
pub mod service;
pub mod service_keys;
pub mod services;
pub mod trail;
pub mod turnouts;
pub mod witness_policies;

pub use connection::{Backend, Store};
pub use error::StoreError;
pub use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction};
