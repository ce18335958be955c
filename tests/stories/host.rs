//! The service that a browser talks to, in this process.

use std::env;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use quorate::boot::{
    LogFormat, MessageSettings, RateLimiting, Running, Settings, SimulatedSurroundings, start_simulated,
};
use quorate::domain::instants::Instant;
use tempfile::TempDir;

use crate::app::{BEGINNING, Database};
use crate::phones::{self, Phones};

/// The name of the service: one that browsers take to this machine, and trust as they trust TLS.
pub const HOST: &str = "demonstration.localhost";

/// A service over a fresh database.
pub struct Host {
    running: Running,
    clock: Arc<SimulatedSurroundings>,
    folder: TempDir,
    phones: Phones,
}

impl Host {
    /// Starts it.
    pub async fn start(database: Database) -> Self {
        assert_eq!(database, Database::Sqlite, "stories are told over SQLite");
        let clock = Arc::new(SimulatedSurroundings::new(BEGINNING.parse().expect("an instant")));
        let (folder, phones) = (TempDir::new().expect("a temporary folder"), Phones::start());
        let running = run(&folder, &phones, &clock).await;
        Self { running, clock, folder, phones }
    }

    /// Stops it and starts it again over the same database and keys.
    pub async fn restart(self) -> Self {
        self.running.stop().await.expect("the service stops");
        let running = run(&self.folder, &self.phones, &self.clock).await;
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

    /// Where its settings can be laid before it starts again.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The telephones to which it sends messages.
    pub fn phones(&self) -> &Phones {
        &self.phones
    }

    /// The one-time code of a new operator.
    pub async fn invite_operator(&self) -> String {
        self.running.invite_operator().await.expect("a code")
    }
}

async fn run(folder: &TempDir, phones: &Phones, clock: &Arc<SimulatedSurroundings>) -> Running {
    let settings = Settings {
        database: format!("sqlite:{}", folder.path().join("quorate.db").display()).into(),
        listen: "127.0.0.1:0".parse().expect("an address"),
        host: HOST.to_owned(),
        keys: folder.path().join("keys"),
        personal_keys: None,
        marks: folder.path().join("marks"),
        allowed_origins: Vec::new(),
        trusted_proxies: Vec::new(),
        rate_limits: RateLimiting::Off,
        witnesses: None,
        providers: Some(folder.path().join("providers.toml")).filter(|file| file.exists()),
        holidays: None,
        client: env::var_os("QUORATE_CLIENT").map(PathBuf::from),
        messages: MessageSettings {
            sms_webhook: Some(phones.url().into()),
            sms_webhook_secret: Some(phones::SECRET.to_owned().into()),
            ..MessageSettings::default()
        },
        log_format: LogFormat::Text,
    };
    start_simulated(&settings, Arc::clone(clock)).await.expect("the service starts")
}
