//! The files of the service's signing keys: a ring each, read again while the service runs.
//!
//! A ring is replaced as a whole, under a lock on the directory: whoever is interrupted leaves the old
//! ring or the new one, and two who write at once do it one after the other.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::ValueEnum;
use ed25519_dalek::SigningKey;

use super::files::move_into_place;
use super::keys::{refuse_if_shared, write_seed};
use crate::actions::rings::{Ring, Rings};
use crate::actions::service_keys::RingSource;

/// Which of the service's signing keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum KeyPurpose {
    /// Those that sign session tokens.
    Sessions,
    /// Those that sign checkpoints.
    Checkpoints,
    /// Those that sign notices, refusals and certificates.
    Statements,
}

impl KeyPurpose {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sessions, Self::Checkpoints, Self::Statements];

    /// The name of its file, without the ending.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::Checkpoints => "checkpoints",
            Self::Statements => "statements",
        }
    }
}

/// A directory with the rings.
#[derive(Clone, Debug)]
pub struct RingFiles {
    directory: PathBuf,
}

impl RingFiles {
    /// The rings of a directory; those that are missing are made, with one key each.
    pub fn open(directory: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(directory)
            .with_context(|| format!("cannot create the key directory {}", directory.display()))?;
        let files = Self { directory: directory.to_owned() };
        for purpose in KeyPurpose::ALL {
            let path = files.path(purpose);
            if !path.exists() {
                write_seed(&path).with_context(|| format!("key file {}", path.display()))?;
            }
        }
        Ok(files)
    }

    /// Reads all rings.
    pub fn rings(&self) -> anyhow::Result<Rings> {
        Ok(Rings {
            sessions: self.ring(KeyPurpose::Sessions)?,
            checkpoints: self.ring(KeyPurpose::Checkpoints)?,
            statements: self.ring(KeyPurpose::Statements)?,
        })
    }

    /// Reads one ring.
    pub fn ring(&self, purpose: KeyPurpose) -> anyhow::Result<Ring> {
        let path = self.path(purpose);
        let text = refuse_if_shared(&path).and_then(|()| Ok(fs::read_to_string(&path)?));
        text.and_then(|text| Ok(Ring::parse(&text)?)).with_context(|| format!("key file {}", path.display()))
    }

    /// Replaces one ring by what `change` makes of it, while nobody else does.
    pub fn change(
        &self,
        purpose: KeyPurpose,
        change: impl FnOnce(&Ring) -> anyhow::Result<Ring>,
    ) -> anyhow::Result<Ring> {
        let path = self.directory.join("lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let lock = lock.with_context(|| format!("cannot open {}", path.display()))?;
        lock.lock().with_context(|| format!("cannot lock {}", path.display()))?;
        let path = self.path(purpose);
        let ring = change(&self.ring(purpose)?)?;
        write_private(&path, ring.to_text().as_bytes())
            .with_context(|| format!("cannot write {}", path.display()))?;
        lock.unlock()?;
        Ok(ring)
    }

    fn path(&self, purpose: KeyPurpose) -> PathBuf {
        self.directory.join(format!("{}.key", purpose.as_str()))
    }
}

impl RingSource for RingFiles {
    fn read(&self) -> Result<Rings, String> {
        self.rings().map_err(|error| format!("{error:#}"))
    }
}

/// A new key.
pub fn new_key() -> SigningKey {
    SigningKey::from_bytes(&rand::random())
}

/// Writes a file that only its owner may read beside its place, flushes it and moves it there.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let unfinished = path.with_extension("key.unfinished");
    // What an interrupted writer left may have other rights.
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file: File = options.open(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    move_into_place(&unfinished, path)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::domain::instants::Instant;

    fn now() -> Instant {
        "2026-11-22T16:00:00Z".parse().unwrap()
    }

    fn rotated(files: &RingFiles, from: Instant) -> anyhow::Result<Ring> {
        files.change(KeyPurpose::Statements, |ring| Ok(ring.with(new_key(), from, now())?))
    }

    #[test]
    fn a_file_of_one_seed_is_a_ring_and_a_rotation_keeps_its_rights() {
        let directory = tempfile::tempdir().unwrap();
        let files = RingFiles::open(directory.path()).unwrap();
        let before = files.ring(KeyPurpose::Statements).unwrap();
        let path = directory.path().join("statements.key");
        assert_eq!(fs::read_to_string(&path).unwrap(), before.to_text());
        rotated(&files, now().plus_seconds(900)).unwrap();
        let after = files.ring(KeyPurpose::Statements).unwrap();
        assert_eq!(after.keys().count(), 2);
        assert_eq!(after.at(now()).unwrap().public(), before.at(now()).unwrap().public());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn of_two_rotations_at_once_one_is_refused_and_nothing_is_lost() {
        let directory = tempfile::tempdir().unwrap();
        let files = RingFiles::open(directory.path()).unwrap();
        let outcomes: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..4).map(|_| scope.spawn(|| rotated(&files, now().plus_seconds(900)))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        assert_eq!(files.ring(KeyPurpose::Statements).unwrap().keys().count(), 2);
    }

    #[test]
    fn a_rotation_that_was_interrupted_leaves_the_old_ring_and_is_made_again() {
        let directory = tempfile::tempdir().unwrap();
        let files = RingFiles::open(directory.path()).unwrap();
        let before = files.ring(KeyPurpose::Statements).unwrap().to_text();
        fs::write(directory.path().join("statements.key.unfinished"), "half of").unwrap();
        assert_eq!(files.ring(KeyPurpose::Statements).unwrap().to_text(), before);
        rotated(&files, now().plus_seconds(900)).unwrap();
        assert!(!directory.path().join("statements.key.unfinished").exists());
        assert!(files.ring(KeyPurpose::Statements).unwrap().to_text().starts_with(&before));
    }
}
