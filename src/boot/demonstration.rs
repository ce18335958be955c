//! `quorate demo`: a service of its own for a simulated estate, under a clock that jumps.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use secrecy::SecretString;

use super::clock::SimulatedSurroundings;
use super::server::{DEMONSTRATION, Running, start_simulated};
use super::settings::{LogFormat, MessageSettings, RateLimiting, Settings};
use super::telephones::Telephones;
use crate::demo::{self, Calendar, File, Guest, HEADS, Language, Script, World};
use crate::domain::instants::Instant;

/// The host of the service, which begins the origin of its record.
const HOST: &str = "quorate.example";

/// How long the clock of a story that is over takes for a second.
const SECOND: Duration = Duration::from_secs(1);

/// What whoever watches the demonstration decides.
#[derive(Args, Clone, Debug)]
pub struct Demonstration {
    /// How many heads the estate has.
    #[arg(long, default_value_t = 1_500, value_parser = clap::value_parser!(u32).range(HEADS))]
    heads: u32,
    /// What the estate is made from: the same seed, the same estate.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The database, `sqlite:<file>` or `postgres://…`; a temporary file unless it is given.
    #[arg(long, hide_env_values = true)]
    database: Option<SecretString>,
    /// The language it is told in.
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// Ends when the story is over instead of serving on.
    #[arg(long)]
    exit: bool,
    /// Writes the audit bundle of the meeting that owners petitioned for to this file.
    #[arg(long, value_name = "FILE")]
    bundle: Option<PathBuf>,
    /// Writes the audit annals, the whole record, to this file.
    #[arg(long, value_name = "FILE")]
    annals: Option<PathBuf>,
}

/// Plays the demonstration; it succeeds only if everything in it was verified.
pub async fn demonstrate(watched: &Demonstration) -> anyhow::Result<()> {
    let directory = std::env::temp_dir().join(format!("quorate-demo-{:08x}", rand::random::<u32>()));
    fs::create_dir_all(&directory).with_context(|| format!("cannot create {}", directory.display()))?;
    let own = || format!("sqlite:{}", directory.join("quorate.db").display()).into();
    let telephones = Telephones::start().context("cannot receive text messages")?;
    let settings = Settings {
        database: watched.database.clone().unwrap_or_else(own),
        listen: watched.listen,
        host: format!("{DEMONSTRATION}{HOST}"),
        keys: directory.join("keys"),
        personal_keys: None,
        marks: directory.join("marks"),
        allowed_origins: Vec::new(),
        trusted_proxies: Vec::new(),
        rate_limits: RateLimiting::Off,
        witnesses: None,
        providers: None,
        holidays: None,
        client: None,
        messages: MessageSettings {
            sms_webhook: Some(telephones.url().into()),
            sms_webhook_secret: Some(format!("{:032x}", rand::random::<u128>()).into()),
            ..MessageSettings::default()
        },
        log_format: LogFormat::Text,
    };
    let clock = Arc::new(SimulatedSurroundings::new(Calendar::new()?.begins()));
    let running = start_simulated(&settings, Arc::clone(&clock)).await?;
    let machine = Machine {
        address: format!("http://{}", running.address()),
        invitation: running.invite_operator().await?,
        running: &running,
        telephones,
        clock,
        directory: &directory,
        bundle: watched.bundle.as_deref(),
        annals: watched.annals.as_deref(),
    };
    let script = Script { heads: watched.heads, seed: watched.seed, language: watched.lang };
    let played = demo::play(&machine, script).await;
    let guest = match played {
        Ok(guest) if !watched.exit => guest,
        ended => {
            running.stop().await?;
            return ended.map(drop);
        }
    };
    demo::invite(&machine, watched.lang, guest.as_ref())?;
    machine.go_on(watched.lang, guest.as_ref()).await?;
    running.wait().await
}

/// This machine, as the demonstration sees it.
struct Machine<'a> {
    address: String,
    invitation: String,
    running: &'a Running,
    telephones: Telephones,
    clock: Arc<SimulatedSurroundings>,
    directory: &'a Path,
    bundle: Option<&'a Path>,
    annals: Option<&'a Path>,
}

impl Machine<'_> {
    /// Lets the clock go on and what is due happen, until the service ends; shows what comes to the guest's telephone.
    async fn go_on(&self, language: Language, guest: Option<&Guest>) -> anyhow::Result<()> {
        let latest = || guest.and_then(|guest| self.texted(&guest.phone));
        let mut shown = latest();
        while !self.running.has_ended() {
            tokio::time::sleep(SECOND).await;
            self.clock.advance(1);
            self.running.tick().await;
            let came = latest();
            if let Some(text) = came.as_deref().filter(|_| came != shown) {
                demo::show_message(language, text)?;
            }
            shown = came;
        }
        Ok(())
    }
}

impl World for Machine<'_> {
    fn address(&self) -> &str {
        &self.address
    }

    fn shows_client(&self) -> bool {
        self.running.shows_client()
    }

    fn invitation(&self) -> &str {
        &self.invitation
    }

    fn random(&self) -> [u8; 32] {
        rand::random()
    }

    fn texted(&self, number: &str) -> Option<String> {
        self.telephones.latest(number)
    }

    async fn wait_until(&self, now: Instant) {
        self.clock.set(now);
        self.running.tick().await;
    }

    fn keep(&self, file: File, bytes: &[u8]) -> anyhow::Result<PathBuf> {
        let wanted = match file {
            File::AuditBundle => self.bundle,
            File::AuditAnnals => self.annals,
            File::Register
            | File::Keys
            | File::PublicBundle
            | File::PublicAnnals
            | File::FalseAnnals
            | File::Feed
            | File::Receipt
            | File::Refusal => None,
        };
        let path = wanted.map_or_else(|| self.directory.join(file.name()), Path::to_owned);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }
}
