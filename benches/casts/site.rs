//! A database of its own with a service over it, under a clock that is set.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use quorate::boot::{
    DEMONSTRATION, Keys, LogFormat, MessageSettings, RateLimiting, Running, Settings, SimulatedSurroundings,
    start_simulated,
};
use quorate::store::{Backend, ConnectionTrait as _, Store};
use secrecy::SecretString;
use tempfile::TempDir;

use crate::assembly::Times;
use crate::cluster::Cluster;

/// What PostgreSQL is told besides its defaults, which wait for the disk at every commit.
const POSTGRES_OPTIONS: &str = "-c max_connections=200 -c fsync=on -c synchronous_commit=on";

/// Where databases are made.
pub struct Ground {
    backend: Backend,
    folder: TempDir,
    cluster: Option<Cluster>,
}

/// A service and what it stands on.
pub struct Site {
    /// The service.
    pub running: Running,
    /// Its clock.
    pub clock: Arc<SimulatedSurroundings>,
    /// Its database, by connections of the bench's own.
    pub store: Store,
    /// Its keys.
    pub keys: Keys,
    /// When the meetings of its communities are.
    pub times: Times,
    /// The address of the database.
    pub database: String,
    /// The folder of the keys.
    pub key_folder: PathBuf,
    /// The folder of the marks.
    pub marks: PathBuf,
}

impl Ground {
    /// Ground for databases of this kind.
    pub fn new(backend: Backend) -> anyhow::Result<Self> {
        let cluster = match backend {
            Backend::Sqlite => None,
            Backend::Postgres => Some(Cluster::start(POSTGRES_OPTIONS).map_err(anyhow::Error::msg)?),
        };
        Ok(Self { backend, folder: TempDir::new()?, cluster })
    }

    /// Which kind it is.
    pub const fn backend(&self) -> Backend {
        self.backend
    }

    /// What it is called, with how it waits for the disk.
    pub const fn title(&self) -> &'static str {
        match self.backend {
            Backend::Sqlite => "SQLite, WAL, synchronous = FULL",
            Backend::Postgres => "PostgreSQL, fsync = on, synchronous_commit = on",
        }
    }

    /// A folder that goes away with the ground.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A service over a new database. No statistics are gathered for it: a new installation has none.
    pub async fn site(&self, name: &str) -> anyhow::Result<Site> {
        let database = match &self.cluster {
            None => format!("sqlite:{}", self.folder().join(format!("{name}.db")).display()),
            Some(cluster) => {
                let first = Store::open(&format!("{}/postgres", cluster.address)).await?;
                first.read().execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
                first.close().await?;
                format!("{}/{name}", cluster.address)
            }
        };
        let key_folder = self.folder().join("keys");
        let marks = self.folder().join(format!("marks-{name}"));
        let settings = Settings {
            database: SecretString::from(database.clone()),
            listen: "127.0.0.1:0".parse()?,
            host: format!("{DEMONSTRATION}localhost"),
            keys: key_folder.clone(),
            personal_keys: None,
            marks: marks.clone(),
            allowed_origins: Vec::new(),
            trusted_proxies: Vec::new(),
            rate_limits: RateLimiting::Off,
            witnesses: None,
            providers: None,
            holidays: None,
            client: None,
            messages: MessageSettings::default(),
            log_format: LogFormat::Text,
        };
        let times = Times::around_now()?;
        let clock = Arc::new(SimulatedSurroundings::new(times.founded));
        let running = start_simulated(&settings, Arc::clone(&clock)).await?;
        let store = Store::open(&database).await?;
        let keys = Keys::load_or_create(&key_folder, None)?;
        Ok(Site { running, clock, store, keys, times, database, key_folder, marks })
    }
}

impl Site {
    /// Ends the service and leaves the database.
    pub async fn stop(self) -> anyhow::Result<()> {
        self.store.close().await?;
        self.running.stop().await
    }
}
