//! The service's private keys in their files, and the ring of keys for personal data.
//!
//! Each of the three files of signing keys holds a ring ([`super::rings`]) and is readable by its owner
//! alone. That for personal data, `personal.key`, holds a key a line, the one that seals first. Back them up as
//! the database is, and apart from it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::SigningKey;
use secrecy::ExposeSecret;

use super::rings::RingFiles;
use super::settings::Settings;
use crate::actions::rings::Rings;
use crate::actions::sealing::PersonalKeys;

/// The keys of a service.
#[derive(Clone)]
pub struct Keys {
    /// Sign tokens, checkpoints and statements.
    pub rings: Rings,
    /// Where the rings are.
    pub files: RingFiles,
    /// Seals personal data; those behind the first only open.
    pub personal: Arc<PersonalKeys>,
}

impl Keys {
    /// Reads the keys of a directory and makes those that are missing.
    ///
    /// A file that others may read is refused, and so is one that is no ring. The ring for personal data is
    /// `personal` where it is given, base64 keys between commas, else its file.
    pub fn load_or_create(directory: &Path, personal: Option<&str>) -> anyhow::Result<Self> {
        let files = RingFiles::open(directory)?;
        Ok(Self { rings: files.rings()?, files, personal: Arc::new(ring(directory, personal)?) })
    }

    /// Those that the settings name.
    pub fn of(settings: &Settings) -> anyhow::Result<Self> {
        let personal = settings.personal_keys.as_ref().map(ExposeSecret::expose_secret);
        Self::load_or_create(&settings.keys, personal)
    }
}

/// The keys for personal data, from the settings or from their file.
fn ring(directory: &Path, given: Option<&str>) -> anyhow::Result<PersonalKeys> {
    let read = |text: &str| {
        let lines = text.split([',', '\n']).map(str::trim).filter(|line| !line.is_empty());
        let secrets = lines.map(seed).collect::<anyhow::Result<Vec<_>>>()?;
        Ok::<_, anyhow::Error>(PersonalKeys::new(&secrets)?)
    };
    if let Some(given) = given {
        return read(given).context("the keys for personal data in QUORATE_PERSONAL_KEYS");
    }
    let path = directory.join("personal.key");
    if !path.exists() {
        write_seed(&path).with_context(|| format!("key file {}", path.display()))?;
    }
    let text = refuse_if_shared(&path).and_then(|()| Ok(fs::read_to_string(&path)?));
    text.and_then(|text| read(&text)).with_context(|| format!("key file {}", path.display()))
}

/// Reads a key from a file that nobody else may read; makes both where there is no file.
pub(super) fn load_or_create(path: &Path) -> anyhow::Result<SigningKey> {
    if path.exists() { load(path) } else { create(path) }
}

/// Reads a key from a file that nobody else may read.
pub(super) fn load(path: &Path) -> anyhow::Result<SigningKey> {
    refuse_if_shared(path)?;
    Ok(SigningKey::from_bytes(&seed(fs::read_to_string(path)?.trim())?))
}

fn seed(text: &str) -> anyhow::Result<[u8; 32]> {
    let seed = STANDARD.decode(text).context("is not base64")?;
    seed.try_into().ok().context("is not 32 bytes long")
}

/// Makes a key in a file of its own, which must not be there yet.
pub(super) fn create(path: &Path) -> anyhow::Result<SigningKey> {
    Ok(SigningKey::from_bytes(&write_seed(path)?))
}

pub(super) fn write_seed(path: &Path) -> anyhow::Result<[u8; 32]> {
    let seed: [u8; 32] = rand::random();
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{}", STANDARD.encode(seed))?;
    file.sync_all()?;
    Ok(seed)
}

/// Refuses a file that others may read.
#[cfg(unix)]
pub(super) fn refuse_if_shared(path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = fs::metadata(path)?.permissions().mode();
    // The lowest six bits are those of the group and of everybody else.
    ensure!(mode.trailing_zeros() >= 6, "others may read it: run chmod 600 on it");
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn refuse_if_shared(_: &Path) -> anyhow::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn keys_are_made_once_and_read_again() {
        let directory = tempfile::tempdir().unwrap();
        let made = Keys::load_or_create(directory.path(), None).unwrap();
        let read = Keys::load_or_create(directory.path(), None).unwrap();
        assert_eq!(made.rings.sessions.to_text(), read.rings.sessions.to_text());
        assert_ne!(made.rings.sessions.to_text(), made.rings.statements.to_text());
        let permissions = fs::metadata(directory.path().join("sessions.key")).unwrap().permissions();
        assert_eq!(permissions.mode() & 0o777, 0o600);
    }

    #[test]
    fn a_key_that_others_may_read_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        Keys::load_or_create(directory.path(), None).unwrap();
        let path = directory.path().join("checkpoints.key");
        for mode in [0o640, 0o604, 0o660] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert!(Keys::load_or_create(directory.path(), None).is_err(), "{mode:o}");
        }
    }

    #[test]
    fn a_file_that_is_no_key_is_refused_and_not_replaced() {
        let directory = tempfile::tempdir().unwrap();
        Keys::load_or_create(directory.path(), None).unwrap();
        let path = directory.path().join("statements.key");
        fs::write(&path, "c2hvcnQ=").unwrap();
        assert!(Keys::load_or_create(directory.path(), None).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "c2hvcnQ=");
    }

    #[test]
    fn the_ring_for_personal_data_is_made_once_and_takes_new_keys_in_front() {
        let directory = tempfile::tempdir().unwrap();
        let tag = |given: Option<&str>| {
            let keys = Keys::load_or_create(directory.path(), given);
            keys.map(|keys| keys.personal.current().to_string()).map_err(|error| format!("{error:#}"))
        };
        let first = tag(None).unwrap();
        assert_eq!(tag(None).unwrap(), first);
        let path = directory.path().join("personal.key");
        let old = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{}\n{old}", STANDARD.encode([7; 32]))).unwrap();
        let second = tag(None).unwrap();
        assert_ne!(second, first);
        assert_eq!(tag(Some(&STANDARD.encode([7; 32]))).unwrap(), second);
        fs::write(&path, "").unwrap();
        assert!(tag(None).unwrap_err().contains("there is no key"));
        assert!(tag(Some("short")).unwrap_err().contains("QUORATE_PERSONAL_KEYS"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(tag(None).unwrap_err().contains("others may read it"));
    }
}
