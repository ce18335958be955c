//! The file that names the providers owners may log in at.
//!
//! ```toml
//! [[provider]]
//! id = "city"                          # in addresses: lower-case letters, digits, hyphens
//! title = { zh = "城市统一身份认证", en = "City login" }
//! issuer = "https://id.city.example"   # exactly as the provider writes it
//! client_id = "quorate"
//! client_secret_env = "CITY_SECRET"    # or client_secret_file; neither for a public client
//! calling_code = "86"                  # numbers of the register are written without it
//! max_age_seconds = 300                # asks for a login of the last five minutes
//! matches = [
//!     { field = "phone", claim = "phone_number", verified_by = "phone_number_verified" },
//!     { field = "name", claim = "name" },
//! ]
//! ```

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use secrecy::SecretString;
use serde::Deserialize;
use toml::Spanned;

use super::asking::ProviderClient;
use super::files::read_short;
use super::keys::refuse_if_shared;
use crate::actions::identity::providers::{Field, KnownProvider, Match, Providers, Verified, Written};

/// Largest file of providers, in bytes.
const FILE_MAX_BYTES: u64 = 256 * 1024;

/// Largest file of a secret, in bytes.
const SECRET_MAX_BYTES: u64 = 4096;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    provider: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    title: Title,
    issuer: String,
    client_id: String,
    client_secret_env: Option<String>,
    client_secret_file: Option<PathBuf>,
    calling_code: Option<String>,
    max_age_seconds: Option<u32>,
    scopes: Option<Vec<String>>,
    matches: Vec<MatchEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Title {
    zh: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MatchEntry {
    field: FieldName,
    claim: String,
    verified_by: Option<String>,
    #[serde(default)]
    always_verified: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum FieldName {
    Name,
    Phone,
    Email,
}

/// The providers in a file, none without one. What is wrong with it is told with its line.
pub(super) fn read(file: Option<&Path>) -> anyhow::Result<Providers> {
    let refused = || match file {
        Some(path) => format!("{} does not name providers as it should", path.display()),
        None => "no providers".to_owned(),
    };
    let known = match file {
        Some(path) => {
            let bytes = read_short(path, FILE_MAX_BYTES)
                .with_context(|| format!("cannot read the providers in {}", path.display()))?;
            ensure!(
                bytes.len() as u64 <= FILE_MAX_BYTES,
                "{} is too large for a list of providers",
                path.display()
            );
            let folder = path.parent().unwrap_or(Path::new(""));
            String::from_utf8(bytes)
                .context("it is not UTF-8")
                .and_then(|text| parse(&text, folder))
                .with_context(refused)?
        }
        None => Vec::new(),
    };
    Providers::new(known, Arc::new(ProviderClient::new())).with_context(refused)
}

/// Reads a list; files that it names stand beside it.
fn parse(text: &str, folder: &Path) -> anyhow::Result<Vec<KnownProvider>> {
    let file: File = toml::from_str(text)?;
    ensure!(!file.provider.is_empty(), "it names no [[provider]]: add one, or start without the file");
    let read = |entry: Spanned<Entry>| {
        let before = text.get(..entry.span().start).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        entry.into_inner().known(folder).with_context(|| format!("the [[provider]] of line {line}"))
    };
    file.provider.into_iter().map(read).collect()
}

impl Entry {
    fn known(self, folder: &Path) -> anyhow::Result<KnownProvider> {
        let client_secret = self.secret(folder)?;
        let matches = self.matches.into_iter().map(MatchEntry::read).collect::<anyhow::Result<_>>()?;
        Ok(KnownProvider::new(Written {
            id: self.id,
            title_zh: self.title.zh,
            title_en: self.title.en,
            issuer: self.issuer,
            client_id: self.client_id,
            client_secret,
            calling_code: self.calling_code,
            max_age: self.max_age_seconds,
            scopes: self.scopes,
            matches,
        })?)
    }

    /// The secret, which stands in the environment or in a file of its own and never in the list.
    fn secret(&self, folder: &Path) -> anyhow::Result<Option<SecretString>> {
        let secret = match (&self.client_secret_env, &self.client_secret_file) {
            (None, None) => return Ok(None),
            (Some(_), Some(_)) => bail!("client_secret_env and client_secret_file exclude each other"),
            (Some(name), None) => {
                std::env::var(name).with_context(|| format!("the variable {name} of client_secret_env"))?
            }
            (None, Some(file)) => {
                let path = folder.join(file);
                let read = refuse_if_shared(&path).and_then(|()| Ok(read_short(&path, SECRET_MAX_BYTES)?));
                let bytes = read.with_context(|| format!("client_secret_file {}", path.display()))?;
                String::from_utf8(bytes).ok().context("client_secret_file is not UTF-8")?
            }
        };
        let secret = secret.trim().to_owned();
        let fits = !secret.is_empty() && secret.len() as u64 <= SECRET_MAX_BYTES;
        ensure!(fits, "the client secret must have 1 to {SECRET_MAX_BYTES} bytes");
        Ok(Some(secret.into()))
    }
}

impl MatchEntry {
    fn read(self) -> anyhow::Result<Match> {
        let verified = match (self.verified_by, self.always_verified) {
            (Some(_), true) => bail!("verified_by and always_verified exclude each other"),
            (Some(claim), false) => Verified::By(claim),
            (None, true) => Verified::Always,
            (None, false) => Verified::Unsaid,
        };
        let field = match self.field {
            FieldName::Name => Field::Name,
            FieldName::Phone => Field::Phone,
            FieldName::Email => Field::Email,
        };
        Ok(Match { field, claim: self.claim, verified })
    }
}
