//! A running witness: its directory opened, its memory verified, listening, and stopped again.

mod folder;
mod settings;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use actix_web::dev::ServerHandle;
use anyhow::{Context as _, bail};
use tokio::task::JoinHandle;

use self::folder::Folder;
use crate::evidence::note::VerifierKey;
use crate::witness::ledger::Ledger;
use crate::witness::logs::Logs;
use crate::witness::server::{Listening, server};

pub use settings::WitnessSettings;

/// A witness that listens.
pub struct RunningWitness {
    address: SocketAddr,
    ledger: Arc<Ledger>,
    handle: ServerHandle,
    server: JoinHandle<std::io::Result<()>>,
}

/// The verifier key of a witness, for the policies of others; its key and directory are made if neither
/// is there.
pub fn witness_key(settings: &WitnessSettings) -> anyhow::Result<String> {
    // A witness that runs holds its directory; whose it is can be read all the same.
    if let Some(vkey) = folder::owner(&settings.state)? {
        return Ok(vkey);
    }
    let cosigner = Folder::open(&settings.state)?.cosigner(&settings.name, &settings.key)?;
    Ok(cosigner.verifier_key().to_string())
}

/// Starts a witness on what it remembers; memory that is damaged or another's is refused.
pub fn start_witness(settings: &WitnessSettings) -> anyhow::Result<RunningWitness> {
    let logs = settings.logs.as_deref().context("name the logs to follow with --logs")?;
    let logs = followed(logs)?;
    let folder = Folder::open(&settings.state)?;
    let cosigner = folder.cosigner(&settings.name, &settings.key)?;
    let key = cosigner.verifier_key();
    let last = folder.cosigned(&key)?;
    let known = last.len();
    let ledger = Arc::new(Ledger::new(cosigner, logs, Box::new(folder), last));
    let Listening { address, server } = server(Arc::clone(&ledger), settings.listen)
        .with_context(|| format!("cannot listen on {}", settings.listen))?;
    let handle = server.handle();
    tracing::info!(%address, %key, known, "witnessing");
    Ok(RunningWitness { address, ledger, handle, server: tokio::spawn(server) })
}

/// Reads the list of logs to follow.
fn followed(path: &Path) -> anyhow::Result<Logs> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    match Logs::parse(&text) {
        Ok(logs) => Ok(logs),
        Err(mistakes) => {
            let mistakes: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
            bail!("{} cannot be used:\n{}", path.display(), mistakes.join("\n"))
        }
    }
}

impl RunningWitness {
    /// The address it listens on, with the port that was free if 0 was asked for.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its verifier key, of type 0x04.
    #[must_use]
    pub fn verifier_key(&self) -> VerifierKey {
        self.ledger.verifier_key()
    }

    /// Waits until the server ends, by a signal or by [`Self::stop`].
    pub async fn wait(self) -> anyhow::Result<()> {
        let ended = self.server.await;
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
