//! One file per table: its columns in the order of the migration.

pub mod account;
pub mod activation;
pub mod ballot;
pub mod certificate;
pub mod certificate_signature;
pub mod community;
pub mod device_key;
pub mod document;
pub mod elector;
pub mod elector_owner;
pub mod enrolment;
pub mod grant;
pub mod idempotency;
pub mod inbox_list;
pub mod meeting;
pub mod objection;
pub mod operator;
pub mod person;
pub mod record_checkpoint;
pub mod record_entry;
pub mod record_head;
pub mod record_node;
pub mod register_version;
pub mod service_state;
pub mod session;
pub mod turnout;
