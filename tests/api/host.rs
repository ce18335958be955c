//! The service under test, in this process, and what only such a service can be made to do.

use std::fs;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use quorate::boot::{
    LogFormat, MessageSettings, RateLimiting, Running, Settings, SimulatedSurroundings, start_simulated,
};
use quorate::domain::instants::Instant;
use tempfile::TempDir;

use crate::app::{App, BEGINNING, Database, HOST};
use crate::assembly::Assembly;
use crate::estate::Estate;
use crate::phones::{self, Phones};
use crate::postgres;

/// A service over a fresh database.
pub struct Host {
    running: Running,
    clock: Arc<SimulatedSurroundings>,
    folder: Arc<TempDir>,
    database: String,
    phones: Arc<Phones>,
}

impl Host {
    /// Starts it.
    pub async fn start(database: Database) -> Self {
        Self::start_with(database, "").await
    }

    async fn start_with(database: Database, witnesses: &str) -> Self {
        let folder = Arc::new(TempDir::new().expect("a temporary folder"));
        if !witnesses.is_empty() {
            fs::write(witnesses_in(&folder), witnesses).expect("the file of witnesses can be written");
        }
        let database = match database {
            Database::Postgres => postgres::fresh_database().await,
            Database::Sqlite => format!("sqlite:{}", folder.path().join("quorate.db").display()),
        };
        Self::start_at(database, folder).await
    }

    async fn start_at(database: String, folder: Arc<TempDir>) -> Self {
        let clock = Arc::new(SimulatedSurroundings::new(BEGINNING.parse().expect("an instant")));
        let phones = Arc::new(Phones::start());
        fs::write(webhook_in(&folder), phones.url()).expect("the address of telephones can be written");
        let running = run(&folder, &database, &clock).await;
        Self { running, clock, folder, database, phones }
    }

    /// Stops it and starts it again over the same database and keys.
    pub async fn restart(self) -> Self {
        let database = self.database.clone();
        self.restart_on(database).await
    }

    async fn restart_on(self, database: String) -> Self {
        self.running.stop().await.expect("the service stops");
        let running = run(&self.folder, &database, &self.clock).await;
        Self { running, database, ..self }
    }

    async fn beside(&self, database: &str) -> Self {
        let (folder, clock) = (Arc::clone(&self.folder), Arc::clone(&self.clock));
        let running = run(&folder, database, &clock).await;
        let phones = Arc::clone(&self.phones);
        Self { running, clock, folder, database: database.to_owned(), phones }
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

    /// The telephones to which it sends messages.
    pub fn phones(&self) -> &Phones {
        &self.phones
    }

    /// The one-time code of a new operator.
    pub async fn invite_operator(&self) -> String {
        self.running.invite_operator().await.expect("a code")
    }
}

impl App {
    /// Starts a service over a database that is there already, with keys and marks in a folder.
    pub async fn start_at(database: String, folder: Arc<TempDir>) -> Self {
        Self::over(Host::start_at(database, folder).await)
    }

    /// Stops the service and starts it over another database with the same keys and marks.
    pub async fn restart_on(self, database: String) -> Self {
        Self::over(self.host.restart_on(database).await)
    }

    /// Starts another service on the same database and by the same clock, with the same keys and marks.
    pub async fn beside(&self, database: &str) -> Self {
        Self::over(self.host.beside(database).await)
    }

    /// The settings with which it runs, over another database.
    pub fn settings_on(&self, database: &str) -> Settings {
        settings(&self.host.folder, database)
    }

    /// The address of the database.
    pub fn database(&self) -> &str {
        &self.host.database
    }

    /// The folder with the keys, the marks and, on SQLite, the database.
    pub fn folder(&self) -> &Path {
        self.host.folder.path()
    }

    /// Submits to witnesses what is due.
    pub async fn witness(&self) {
        self.host.running.witness().await;
    }
}

impl App {
    /// Starts a service that limits requests, behind a proxy on this machine that says whom it asks for.
    pub async fn start_limited(database: Database) -> Self {
        let host = Host::start(database).await;
        host.running.stop().await.expect("the service stops");
        Self::over(Host::limited(host.database, host.folder, host.clock, host.phones).await)
    }

    /// Starts another such service on the same database and by the same clock.
    pub async fn limited_beside(&self) -> Self {
        let Host { database, folder, clock, phones, .. } = &self.host;
        let (folder, clock, phones) = (Arc::clone(folder), Arc::clone(clock), Arc::clone(phones));
        Self::over(Host::limited(database.clone(), folder, clock, phones).await)
    }
}

impl Host {
    async fn limited(
        database: String,
        folder: Arc<TempDir>,
        clock: Arc<SimulatedSurroundings>,
        phones: Arc<Phones>,
    ) -> Self {
        let settings = Settings {
            rate_limits: RateLimiting::On,
            trusted_proxies: vec!["127.0.0.1".parse().expect("an address")],
            ..settings(&folder, &database)
        };
        let running = start_simulated(&settings, Arc::clone(&clock)).await.expect("the service starts");
        Self { running, clock, folder, database, phones }
    }
}

impl Assembly {
    /// The estate of a service over a fresh database that talks to these witnesses.
    pub async fn gather_with(database: Database, witnesses: &str) -> Self {
        Self::gather_in(App::over(Host::start_with(database, witnesses).await)).await
    }

    /// Stops the service and starts it over another database with the same keys and marks.
    pub async fn restart_on(self, database: String) -> Self {
        let app = self.estate.app.restart_on(database).await;
        Self { estate: Estate { app, ..self.estate }, ..self }
    }
}

async fn run(folder: &TempDir, database: &str, clock: &Arc<SimulatedSurroundings>) -> Running {
    start_simulated(&settings(folder, database), Arc::clone(clock)).await.expect("the service starts")
}

/// The settings of a service whose files are in a folder.
pub fn settings(folder: &TempDir, database: &str) -> Settings {
    Settings {
        database: database.to_owned().into(),
        listen: "127.0.0.1:0".parse().expect("an address"),
        host: HOST.to_owned(),
        keys: folder.path().join("keys"),
        personal_keys: None,
        marks: folder.path().join("marks"),
        allowed_origins: Vec::new(),
        trusted_proxies: Vec::new(),
        rate_limits: RateLimiting::Off,
        witnesses: Some(witnesses_in(folder)).filter(|file| file.exists()),
        providers: Some(folder.path().join("providers.toml")).filter(|file| file.exists()),
        holidays: Some(folder.path().join("holidays.toml")).filter(|file| file.exists()),
        client: Some(folder.path().join("client")),
        messages: messages(folder),
        log_format: LogFormat::Text,
    }
}

/// Text messages go to the telephones that were started with the service, if any were, and mail to the server
/// whose address stands in a file `smtp`.
fn messages(folder: &TempDir) -> MessageSettings {
    let url = fs::read_to_string(webhook_in(folder)).ok();
    let smtp_url = fs::read_to_string(folder.path().join("smtp")).ok();
    MessageSettings {
        sms_webhook_secret: url.as_ref().map(|_| phones::SECRET.to_owned().into()),
        sms_webhook: url.map(Into::into),
        mail_from: smtp_url.as_ref().map(|_| "Quorate <vote@example.org>".to_owned()),
        smtp_url: smtp_url.map(Into::into),
        community_messages_per_minute: pace_in(folder),
        ..MessageSettings::default()
    }
}

/// How many messages a community gets in a minute, if a file `pace` says so.
fn pace_in(folder: &TempDir) -> Option<NonZeroU32> {
    fs::read_to_string(folder.path().join("pace")).ok()?.parse().ok()
}

fn webhook_in(folder: &TempDir) -> PathBuf {
    folder.path().join("webhook")
}

fn witnesses_in(folder: &TempDir) -> PathBuf {
    folder.path().join("witnesses.toml")
}
