//! The schema of Quorate, one file per step.
//!
//! Steps are frozen once released: a change is a new step. Each is SQL with the few type names in
//! which SQLite and PostgreSQL differ left open (see `dialect`). Constraints repeat what the code
//! already guarantees, as a second witness.

mod dialect;
mod m0001_deployment;
mod m0002_communities;
mod m0003_identity;
mod m0004_meetings;
mod m0005_ballots;
mod m0006_record;
mod m0007_guards;
mod m0008_witnessing;
mod m0009_inboxes;
mod m0010_rules;
mod m0011_sign_in;
mod m0012_ways;
mod m0013_messages;
mod m0014_service_keys;
mod m0015_coowners;
mod m0016_roles;
mod m0017_abuse;
mod m0019_privacy;
mod m0020_provider;
mod m0022_mandates;
mod m0023_paper;
mod m0024_acting;
mod m0025_notice;
mod m0026_outbox;
mod m0029_acts;
mod m0030_archive;
mod m0031_calendar;

pub use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// The key of the PostgreSQL advisory lock held while migrating: `quorate` in ASCII.
const ADVISORY_LOCK: i64 = 0x0071_756f_7261_7465;

/// All steps, oldest first.
#[derive(Clone, Copy, Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_deployment::Migration),
            Box::new(m0002_communities::Migration),
            Box::new(m0003_identity::Migration),
            Box::new(m0004_meetings::Migration),
            Box::new(m0005_ballots::Migration),
            Box::new(m0006_record::Migration),
            Box::new(m0007_guards::Migration),
            Box::new(m0008_witnessing::Migration),
            Box::new(m0009_inboxes::Migration),
            Box::new(m0010_rules::Migration),
            Box::new(m0011_sign_in::Migration),
            Box::new(m0012_ways::Migration),
            Box::new(m0013_messages::Migration),
            Box::new(m0014_service_keys::Migration),
            Box::new(m0015_coowners::Migration),
            Box::new(m0016_roles::Migration),
            Box::new(m0017_abuse::Migration),
            Box::new(m0019_privacy::Migration),
            Box::new(m0020_provider::Migration),
            Box::new(m0022_mandates::Migration),
            Box::new(m0023_paper::Migration),
            Box::new(m0024_acting::Migration),
            Box::new(m0025_notice::Migration),
            Box::new(m0026_outbox::Migration),
            Box::new(m0029_acts::Migration),
            Box::new(m0030_archive::Migration),
            Box::new(m0031_calendar::Migration),
        ]
    }
}

/// Applies every pending step in one transaction, or none.
///
/// Several nodes may start at once: the migrator itself takes no lock, so they queue on an advisory
/// lock (PostgreSQL) or on the write lock (SQLite), and the late ones find nothing left to do.
pub async fn migrate(connection: &DatabaseConnection) -> Result<(), DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = connection.begin_with_options(options).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")).await?;
    }
    Migrator::up(&transaction, None).await?;
    transaction.commit().await
}
