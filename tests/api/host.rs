//! The service under test, in this process.

use std::net::SocketAddr;
use std::sync::Arc;

use quorate::boot::{LogFormat, Running, Settings, SimulatedSurroundings, start_simulated};
use quorate::domain::instants::Instant;
use tempfile::TempDir;

use crate::app::{BEGINNING, Database, HOST};
use crate::postgres;

/// A service over a fresh database.
pub struct Host {
    running: Running,
    clock: Arc<SimulatedSurroundings>,
    folder: TempDir,
    database: String,
}

impl Host {
    /// Starts it.
    pub async fn start(database: Database) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let database = match database {
            Database::Postgres => postgres::fresh_database().await,
            Database::Sqlite => format!("sqlite:{}", folder.path().join("quorate.db").display()),
        };
        let clock = Arc::new(SimulatedSurroundings::new(BEGINNING.parse().expect("an instant")));
        let running = run(&folder, &database, &clock).await;
        Self { running, clock, folder, database }
    }

    /// Stops it and starts it again over the same database and keys.
    pub async fn restart(self) -> Self {
        self.running.stop().await.expect("the service stops");
        let running = run(&self.folder, &self.database, &self.clock).await;
        Self { running, ..self }
    }

    /// Stops it.
    pub async fn stop(self) {
        self.running.stop().await.expect("the service stops");
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.running.address()
    }

    /// What its clock shows.
    pub fn now(&self) -> Instant {
        self.clock.shows()
    }

    /// Sets its clock.
    pub fn set(&self, now: Instant) {
        self.clock.set(now);
    }

    /// Lets happen what is due.
    pub async fn tick(&self) {
        self.running.tick().await;
    }

    /// The one-time code of a new operator.
    pub async fn invite_operator(&self) -> String {
        self.running.invite_operator().await.expect("a code")
    }
}

async fn run(folder: &TempDir, database: &str, clock: &Arc<SimulatedSurroundings>) -> Running {
    let settings = Settings {
        database: database.to_owned().into(),
        listen: "127.0.0.1:0".parse().expect("an address"),
        host: HOST.to_owned(),
        keys: folder.path().join("keys"),
        allowed_origins: Vec::new(),
        log_format: LogFormat::Text,
    };
    start_simulated(&settings, Arc::clone(clock)).await.expect("the service starts")
}
