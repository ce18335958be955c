//! A running inbox: its directory opened, what it holds verified, listening, forwarding, and stopped again.

mod folder;
mod settings;

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle as Thread};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use anyhow::{Context as _, ensure};
use ed25519_dalek::SigningKey;
use tokio::task::JoinHandle;

use self::folder::Folder;
use super::clock::{SimulatedSurroundings, SystemSurroundings};
use super::keys;
use super::server::DEMONSTRATION;
use crate::actions::surroundings::Surroundings;
use crate::evidence::jws::PublicKey;
use crate::evidence::trust::ServiceKeysDocument;
use crate::evidence::witnesses::{Inbox, check_inboxes};
use crate::inbox::courier::Courier;
use crate::inbox::ledger::{Ledger, Limits};
use crate::inbox::records::Records;
use crate::inbox::server::{Listening, server};

pub use settings::InboxSettings;

/// How often the courier looks for what is due.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// An inbox that listens.
pub struct RunningInbox {
    address: SocketAddr,
    ledger: Arc<Ledger>,
    handle: ServerHandle,
    server: JoinHandle<std::io::Result<()>>,
    courier: Arc<Mutex<Courier>>,
    /// Ends the courier's thread; none under a simulated clock.
    forwarding: Option<(Sender<()>, Thread<()>)>,
}

/// How the supervising office names an inbox that is reached at this address, as JSON; its key is made if
/// it is not there.
pub fn inbox_entry(settings: &InboxSettings, url: &str) -> anyhow::Result<String> {
    let key = PublicKey::of(&key(settings)?);
    let entry = Inbox { name: settings.name.clone(), url: url.to_owned(), key };
    check_inboxes(std::slice::from_ref(&entry))?;
    Ok(serde_json::to_string_pretty(&entry)?)
}

/// Starts an inbox by the machine's clock; what waits is forwarded by itself.
pub fn start_inbox(settings: &InboxSettings) -> anyhow::Result<RunningInbox> {
    let mut running = listen(settings, Arc::new(SystemSurroundings), Limits::USUAL)?;
    let courier = Arc::clone(&running.courier);
    let (stop, stopped) = mpsc::channel();
    let work = move || {
        while stopped.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
            round(&courier);
        }
    };
    let thread = thread::Builder::new().name("courier".to_owned()).spawn(work);
    running.forwarding = Some((stop, thread.context("cannot start the courier")?));
    Ok(running)
}

/// Starts an inbox of a demonstration by a clock that somebody sets; what waits is forwarded at
/// [`RunningInbox::forward`].
pub fn start_inbox_simulated(
    settings: &InboxSettings,
    clock: Arc<SimulatedSurroundings>,
    limits: Limits,
) -> anyhow::Result<RunningInbox> {
    let records = records(settings)?;
    ensure!(
        records.origins().all(|origin| origin.starts_with(DEMONSTRATION)),
        "a simulated clock needs records whose origins begin with {DEMONSTRATION}"
    );
    listen(settings, clock, limits)
}

fn listen(
    settings: &InboxSettings,
    surroundings: Arc<dyn Surroundings>,
    limits: Limits,
) -> anyhow::Result<RunningInbox> {
    let service = settings.service.as_deref().context("name the service to forward to with --service")?;
    let is_address = service.starts_with("https://") || service.starts_with("http://");
    ensure!(is_address, "the service is an address such as https://vote.example.org, not {service}");
    let records = records(settings)?;
    let folder = Folder::open(&settings.state, surroundings)?;
    let key = key(settings)?;
    let taken = folder.taken(&PublicKey::of(&key))?;
    let (public, held) = (PublicKey::of(&key), taken.len());
    let inbox = (settings.name.clone(), key);
    let ledger = Arc::new(Ledger::new(inbox, (records, limits), Box::new(folder), taken));
    let courier = Courier::new(Arc::clone(&ledger), service.trim_end_matches('/').to_owned());
    let Listening { address, server } = server(Arc::clone(&ledger), settings.listen)
        .with_context(|| format!("cannot listen on {}", settings.listen))?;
    let handle = server.handle();
    tracing::info!(%address, key = %public, held, "taking ballots");
    let courier = Arc::new(Mutex::new(courier));
    Ok(RunningInbox { address, ledger, handle, server: tokio::spawn(server), courier, forwarding: None })
}

fn key(settings: &InboxSettings) -> anyhow::Result<SigningKey> {
    keys::load_or_create(&settings.key).with_context(|| format!("key file {}", settings.key.display()))
}

fn records(settings: &InboxSettings) -> anyhow::Result<Records> {
    let read = |path: &Path| -> anyhow::Result<ServiceKeysDocument> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_slice(&bytes).with_context(|| format!("{} is no document of keys", path.display()))
    };
    let documents = settings.trust.iter().map(|path| read(path)).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Records::new(documents)?)
}

/// One round; a courier that panicked goes on with what is on disk.
fn round(courier: &Mutex<Courier>) {
    courier.lock().unwrap_or_else(PoisonError::into_inner).round();
}

impl RunningInbox {
    /// The address it listens on, with the port that was free if 0 was asked for.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Forwards everything that is due by now.
    pub async fn forward(&self) -> anyhow::Result<()> {
        let courier = Arc::clone(&self.courier);
        Ok(tokio::task::spawn_blocking(move || round(&courier)).await?)
    }

    /// Waits until the server ends, by a signal or by [`Self::stop`].
    pub async fn wait(self) -> anyhow::Result<()> {
        let ended = self.server.await;
        if let Some((stop, thread)) = self.forwarding {
            // Without a sender the courier ends after the ballot it is carrying.
            drop(stop);
            let _ended = tokio::task::spawn_blocking(|| thread.join()).await;
        }
        // Threads of the server may outlive it for a moment; the directory is free all the same.
        self.ledger.close();
        Ok(ended.context("the server broke down")??)
    }

    /// Answers what has begun, then stops.
    pub async fn stop(self) -> anyhow::Result<()> {
        self.handle.stop(true).await;
        self.wait().await
    }
}
