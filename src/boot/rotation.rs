//! Rotating the service's signing keys from the command line.

use std::sync::Arc;

use anyhow::{bail, ensure};
use clap::{Args, Subcommand};
use jiff::SignedDuration;
use serde::Serialize;

use super::clock::SystemSurroundings;
use super::rings::{KeyPurpose, RingFiles, new_key};
use super::server::open;
use super::settings::Settings;
use crate::actions::rings::{Ring, RingKey};
use crate::actions::service_keys;
use crate::actions::surroundings::Surroundings as _;
use crate::domain::instants::Instant;
use crate::evidence::replacements::ServiceKey;
use crate::evidence::text;
use crate::evidence::trust::Jwk;
use crate::http::LONGEST_TOKEN_SECONDS;

/// How long checkpoints bear the replaced key's signature too, at least, in seconds: so long have witnesses
/// and everybody else who keeps keys to take the new one.
const OVERLAP_SECONDS: i64 = 7 * 86_400;

/// Longest until a new key begins, in seconds.
const AHEAD_SECONDS_MAX: i64 = 90 * 86_400;

/// What to do with the signing keys; without a word they are shown.
#[derive(Args, Debug)]
pub struct KeysArgs {
    #[command(subcommand)]
    command: Option<KeysCommand>,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// Print the public keys as JSON, each with the time in which it signs, making missing keys.
    Show(Settings),
    /// Add a key that begins to sign in a while; running processes find it within a minute.
    Rotate {
        /// Which key.
        purpose: KeyPurpose,
        /// In how long it begins. Until then copy the file to every machine of the service.
        #[arg(long = "in", default_value = "15m")]
        ahead: SignedDuration,
        #[command(flatten)]
        settings: Settings,
    },
    /// Remove the keys that signed before the present one, once nobody needs them any more.
    Drop {
        /// Which keys.
        purpose: KeyPurpose,
        /// Do not wait for those who may still need them: the key is compromised.
        #[arg(long)]
        now: bool,
        #[command(flatten)]
        settings: Settings,
    },
}

/// A key as it is shown.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    key: Jwk,
    /// From when on it signs; `null` from the beginning.
    #[serde(with = "text::option")]
    from: Option<Instant>,
    /// When the next one begins; `null` if there is none.
    #[serde(with = "text::option")]
    until: Option<Instant>,
    /// Whether its seed is here.
    seed: bool,
}

#[derive(Serialize)]
struct Everything {
    sessions: Vec<Shown>,
    checkpoints: Vec<Shown>,
    statements: Vec<Shown>,
}

/// Does it, and says what was done.
pub async fn keys(args: &KeysArgs) -> anyhow::Result<String> {
    let at = SystemSurroundings.now();
    match &args.command {
        None => show(&args.settings),
        Some(KeysCommand::Show(settings)) => show(settings),
        Some(KeysCommand::Rotate { purpose, ahead, settings }) => rotate(settings, *purpose, *ahead, at),
        Some(KeysCommand::Drop { purpose, now, settings }) => {
            drop_former(settings, *purpose, if *now { Haste::AtOnce } else { Haste::InTime }, at).await
        }
    }
}

/// Whether those who may still need a key are waited for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Haste {
    /// They are.
    InTime,
    /// They are not, since the key is compromised.
    AtOnce,
}

fn show(settings: &Settings) -> anyhow::Result<String> {
    let rings = RingFiles::open(&settings.keys)?.rings()?;
    let everything = Everything {
        sessions: shown(&rings.sessions),
        checkpoints: shown(&rings.checkpoints),
        statements: shown(&rings.statements),
    };
    Ok(serde_json::to_string_pretty(&everything)?)
}

fn shown(ring: &Ring) -> Vec<Shown> {
    let keys = ring.keys().enumerate();
    let shown = keys.map(|(place, key)| Shown {
        key: Jwk::of(key.public()),
        from: key.from(),
        until: ring.replaced_at(place),
        seed: key.secret().is_some(),
    });
    shown.collect()
}

/// Adds a key to a ring, that begins after a while.
pub fn rotate(
    settings: &Settings,
    purpose: KeyPurpose,
    ahead: SignedDuration,
    now: Instant,
) -> anyhow::Result<String> {
    let seconds = ahead.as_secs();
    ensure!(
        (0..=AHEAD_SECONDS_MAX).contains(&seconds),
        "--in {ahead:#}: a key begins between now and in 90 days"
    );
    let from = now.plus_seconds(seconds);
    let ring =
        RingFiles::open(&settings.keys)?.change(purpose, |ring| Ok(ring.with(new_key(), from, now)?))?;
    let Some(key) = ring.keys().next_back() else { bail!("the ring is empty") };
    let (name, id) = (purpose.as_str(), key.public().id());
    Ok(format!(
        "the key {id} signs {name} from {from} on\ncopy {name}.key to every other machine of the service before \
         that, and into the backup"
    ))
}

/// Removes the keys that signed before the present one.
pub async fn drop_former(
    settings: &Settings,
    purpose: KeyPurpose,
    haste: Haste,
    now: Instant,
) -> anyhow::Result<String> {
    let files = RingFiles::open(&settings.keys)?;
    let ring = files.ring(purpose)?;
    let former = former(&ring, now);
    ensure!(!former.is_empty(), "no key of {} signed before the present one", purpose.as_str());
    let evidence = match purpose {
        KeyPurpose::Sessions => None,
        KeyPurpose::Checkpoints => Some(ServiceKey::Checkpoints),
        KeyPurpose::Statements => Some(ServiceKey::Statements),
    };
    let needed_seconds = match purpose {
        KeyPurpose::Sessions => LONGEST_TOKEN_SECONDS,
        KeyPurpose::Checkpoints => OVERLAP_SECONDS,
        KeyPurpose::Statements => 0,
    };
    for (place, key) in &former {
        let until = ring.replaced_at(*place).map(|at| at.plus_seconds(needed_seconds));
        if let Some(until) = until.filter(|until| haste == Haste::InTime && *until > now) {
            bail!("the key {} may still be needed until {until}: drop it then", key.public().id());
        }
    }
    if let Some(purpose) = evidence {
        let (service, _) = open(settings, Arc::new(SystemSurroundings)).await?;
        for (_, key) in &former {
            let origins = service_keys::in_use(&service, purpose, key.public()).await?;
            ensure!(
                origins.is_empty(),
                "the key {} still signs {}: a running service replaces it within a minute",
                key.public().id(),
                origins.join(", ")
            );
        }
    }
    let ids: Vec<String> = former.iter().map(|(_, key)| key.public().id().to_string()).collect();
    let until = former.last().map_or(0, |(place, _)| place + 1);
    files.change(purpose, |ring| {
        Ok(if evidence.is_some() { ring.without_seeds(until) } else { ring.without(until) })
    })?;
    let (name, ids) = (purpose.as_str(), ids.join(", "));
    Ok(format!("dropped {ids}\ncopy {name}.key to every other machine of the service"))
}

/// The keys with a seed that signed before the present one, with their places.
fn former(ring: &Ring, now: Instant) -> Vec<(usize, RingKey)> {
    let present = ring.at(now).and_then(|key| ring.find(key.public())).map_or(0, |(place, _)| place);
    let former = ring.keys().cloned().enumerate().take(present);
    former.filter(|(_, key)| key.secret().is_some()).collect()
}
