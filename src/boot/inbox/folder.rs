//! The directory of an inbox: the ballots it took, and one user at a time.
//!
//! | file | holds |
//! |---|---|
//! | `lock` | nothing; locked by the inbox that runs |
//! | `ballots/<SHA-256 of the ballot>.json` | the inbox's word on a ballot, with the ballot until the service answered |

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;

use crate::actions::surroundings::Surroundings;
use crate::boot::files::{Lock, finished, read_short, write_whole};
use crate::domain::instants::Instant;
use crate::evidence::jws::PublicKey;
use crate::inbox::held::{EXTENSION, HELD_MAX_BYTES, Held};
use crate::inbox::ledger::Machine;

/// The directory of a running inbox, and its clock; its lock ends with the process or with this value.
pub struct Folder {
    ballots: PathBuf,
    surroundings: Arc<dyn Surroundings>,
    _lock: Lock,
}

impl Folder {
    /// Opens or makes a directory and takes its lock.
    pub fn open(state: &Path, surroundings: Arc<dyn Surroundings>) -> anyhow::Result<Self> {
        let ballots = state.join("ballots");
        fs::create_dir_all(&ballots).with_context(|| format!("cannot create {}", ballots.display()))?;
        Ok(Self { ballots, surroundings, _lock: Lock::of(state, "inbox")? })
    }

    /// What the inbox took. A file that is damaged or does not belong here is refused.
    pub fn taken(&self, inbox: &PublicKey) -> anyhow::Result<Vec<Held>> {
        let mut taken = Vec::new();
        for (name, path) in finished(&self.ballots, EXTENSION, "inbox")? {
            let bytes = read_short(&path, HELD_MAX_BYTES);
            let bytes = bytes.with_context(|| format!("cannot read {}", path.display()))?;
            let held = Held::read(&name, &bytes, inbox).with_context(|| {
                format!(
                    "{} is damaged or another inbox's. Put back the key or the file that was here; a file that \
                     is lost takes the ballot with it, so move it elsewhere and tell the supervising office",
                    path.display()
                )
            });
            taken.push(held?);
        }
        Ok(taken)
    }
}

impl Machine for Folder {
    fn now(&self) -> Instant {
        self.surroundings.now()
    }

    fn keep(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        write_whole(&self.ballots.join(name), bytes)
    }
}
