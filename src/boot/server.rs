//! A running service: opened, listening, and stopped again.

use std::net::SocketAddr;
use std::sync::Arc;

use actix_web::dev::ServerHandle;
use anyhow::{Context as _, ensure};
use secrecy::ExposeSecret as _;
use tokio::task::JoinHandle;

use super::carrying;
use super::client;
use super::clock::SystemSurroundings;
use super::holidays;
use super::keys::Keys;
use super::marks::MarkFiles;
use super::providers;
use super::settings::Settings;
use super::witnesses;
use crate::actions::identity::invitations;
use crate::actions::service_keys::{self, ServiceKeys};
use crate::actions::surroundings::Surroundings;
use crate::actions::{Outside, Service, marks};
use crate::http;
use crate::jobs::{self, Ticker};
use crate::store::Store;

/// How the host of every service under a simulated clock begins, for the verifier to note.
pub const DEMONSTRATION: &str = "demonstration.";

/// A service that listens.
pub struct Running {
    address: SocketAddr,
    service: Service,
    handle: ServerHandle,
    server: JoinHandle<std::io::Result<()>>,
    ticker: Option<Ticker>,
    shows_client: bool,
}

/// Opens the database and the keys, for a service or for one command.
pub(super) async fn open(
    settings: &Settings,
    surroundings: Arc<dyn Surroundings>,
) -> anyhow::Result<(Service, Keys)> {
    let store = Store::open(settings.database.expose_secret()).await.context("cannot open the database")?;
    let keys = Keys::of(settings)?;
    let (source, personal) = (Arc::new(keys.files.clone()), Arc::clone(&keys.personal));
    let service_keys = ServiceKeys::new(keys.rings.clone(), source, personal);
    let outside = Outside {
        marks: Arc::new(MarkFiles::open(&settings.marks)?),
        witnesses: witnesses::read(settings.witnesses.as_deref())?,
        carriers: carrying::carriers(&settings.messages, &settings.host)?,
        holidays: holidays::read(settings.holidays.as_deref())?,
        providers: providers::read(settings.providers.as_deref())?,
    };
    let host = settings.host.clone();
    Ok((Service::new(store, service_keys, surroundings, outside, host), keys))
}

/// Starts a service by the machine's clock; what is due happens by itself.
pub async fn start(settings: &Settings) -> anyhow::Result<Running> {
    ensure!(
        !settings.host.starts_with(DEMONSTRATION),
        "a host that begins with {DEMONSTRATION} is for demonstrations: choose another"
    );
    let (service, _) = open(settings, Arc::new(SystemSurroundings)).await?;
    check(&service).await?;
    let ticker = Ticker::start(service.clone()).context("cannot start the jobs")?;
    listen(settings, service, Some(ticker))
}

/// Starts a demonstration by a clock that somebody sets; what is due happens at [`Running::tick`].
pub async fn start_simulated(
    settings: &Settings,
    clock: Arc<impl Surroundings + 'static>,
) -> anyhow::Result<Running> {
    ensure!(
        settings.host.starts_with(DEMONSTRATION),
        "a simulated clock needs a host that begins with {DEMONSTRATION}"
    );
    let (service, _) = open(settings, clock).await?;
    check(&service).await?;
    listen(settings, service, None)
}

/// Refuses to start without keys that are needed, and suspends records that went backwards.
async fn check(service: &Service) -> anyhow::Result<()> {
    let missing =
        service_keys::missing(service).await.context("cannot compare the keys with the database")?;
    ensure!(missing.is_empty(), "keys are missing:\n{}", missing.join("\n"));
    marks::check_all(service).await.context("cannot compare the marks with the database")?;
    Ok(())
}

fn listen(settings: &Settings, service: Service, ticker: Option<Ticker>) -> anyhow::Result<Running> {
    let client = client::client(settings);
    let interior = http::Interior::new(service.clone(), settings.allowed_origins.clone())
        .behind(settings.trusted_proxies.clone())
        .limited(settings.rate_limits.into())
        .showing(client.clone());
    let server = http::server(interior, settings.listen)
        .with_context(|| format!("cannot listen on {}", settings.listen))?;
    let http::Listening { address, server } = server;
    let handle = server.handle();
    tracing::info!(%address, host = %settings.host, "listening");
    let (server, shows_client) = (tokio::spawn(server), client.is_there());
    Ok(Running { address, service, handle, server, ticker, shows_client })
}

impl Running {
    /// The address it listens on, with the port that was free if 0 was asked for.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether it delivers the web client.
    #[must_use]
    pub const fn shows_client(&self) -> bool {
        self.shows_client
    }

    /// Whether the server ended, by a signal.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.server.is_finished()
    }

    /// The one-time code of a new operator, as the command line would print it within a link.
    pub async fn invite_operator(&self) -> anyhow::Result<String> {
        Ok(invitations::invite_operator(&self.service).await?.code.reveal())
    }

    /// Does everything that is due by now, and delivers the messages that are due then.
    pub async fn tick(&self) {
        jobs::tick(&self.service).await;
        jobs::deliver(&self.service).await;
    }

    /// Submits to witnesses what is due by now, and waits for them.
    pub async fn witness(&self) {
        jobs::witness(&self.service).await;
    }

    /// Waits until the server ends, by a signal or by [`Self::stop`].
    pub async fn wait(self) -> anyhow::Result<()> {
        self.server.await.context("the server broke down")??;
        if let Some(ticker) = self.ticker {
            ticker.stop().await;
        }
        Ok(())
    }

    /// Answers what has begun, then stops.
    pub async fn stop(self) -> anyhow::Result<()> {
        self.handle.stop(true).await;
        self.wait().await
    }
}
