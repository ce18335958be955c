//! The directory of a witness: whose it is, what it cosigned last of each log, and one user at a time.
//!
//! | file | holds |
//! |---|---|
//! | `lock` | nothing; locked by the witness that runs |
//! | `witness.vkey` | the verifier key that this memory belongs to |
//! | `logs/<SHA-256 of the origin>.checkpoint` | the last checkpoint cosigned, with the cosignature |

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use jiff::Timestamp;

use crate::boot::files::{Lock, files, finished, read_short, write_whole};
use crate::boot::keys;
use crate::evidence::add_checkpoint::decision::Cosigner;
use crate::evidence::checkpoint::Checkpoint;
use crate::evidence::cosignature::WitnessTime;
use crate::evidence::note::{KeyName, VerifierKey};
use crate::witness::kept::{self, EXTENSION, KEPT_MAX_BYTES};
use crate::witness::ledger::Machine;

/// The file that says whose memory a directory is.
const OWNER: &str = "witness.vkey";

/// What to do when the memory of a witness is lost or damaged: it must not sign under its name again.
const BEGIN_ANEW: &str = "A witness that forgets could cosign a fork. Unless you can put the very file back that \
    the witness wrote last, begin anew: an empty directory, a new key and a new name, and tell those who named the \
    old one";

/// The directory of a running witness; its lock ends with the process or with this value.
#[derive(Debug)]
pub struct Folder {
    logs: PathBuf,
    _lock: Lock,
}

impl Folder {
    /// Opens or makes a directory and takes its lock.
    pub fn open(state: &Path) -> anyhow::Result<Self> {
        let logs = state.join("logs");
        fs::create_dir_all(&logs).with_context(|| format!("cannot create {}", logs.display()))?;
        Ok(Self { logs, _lock: Lock::of(state, "witness")? })
    }

    /// The witness of this directory: reads its key and checks that the directory is its own, or makes
    /// both.
    ///
    /// A key without its directory is refused, and so is a directory without its key.
    pub fn cosigner(&self, name: &KeyName, key: &Path) -> anyhow::Result<Cosigner> {
        let owner = self.logs.with_file_name(OWNER);
        let signing = match (owner.exists(), key.exists()) {
            (false, false) => {
                ensure!(files(&self.logs)?.is_empty(), "{} is missing. {BEGIN_ANEW}", owner.display());
                keys::create(key)
            }
            (true, true) => keys::load(key),
            (true, false) => bail!(
                "the key {} is missing, but {} is the memory of a witness that had one: put the key back",
                key.display(),
                owner.display()
            ),
            (false, true) => bail!(
                "the key {} exists, but {} does not: the memory of this witness is elsewhere or lost. {BEGIN_ANEW}. \
                 If this witness has never run, remove the key",
                key.display(),
                owner.display()
            ),
        };
        let signing = signing.with_context(|| format!("key file {}", key.display()))?;
        let cosigner = Cosigner::new(name.clone(), signing);
        let vkey = cosigner.verifier_key();
        if !owner.exists() {
            write_whole(&owner, format!("{vkey}\n").as_bytes())
                .with_context(|| format!("cannot write {}", owner.display()))?;
        }
        let found = fs::read_to_string(&owner).with_context(|| format!("cannot read {}", owner.display()))?;
        ensure!(
            found.trim() == vkey.to_string(),
            "{} is the memory of {}, not of {vkey}: give the name and the key it was made with",
            owner.display(),
            found.trim()
        );
        Ok(cosigner)
    }

    /// What the witness cosigned last of each log. A file that is damaged or does not belong here is refused.
    pub fn cosigned(&self, witness: &VerifierKey) -> anyhow::Result<Vec<Checkpoint>> {
        let mut cosigned = Vec::new();
        for (name, path) in finished(&self.logs, EXTENSION, "witness")? {
            let text = read_short(&path, KEPT_MAX_BYTES)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let checkpoint = kept::read(&name, &text, witness);
            cosigned
                .push(checkpoint.with_context(|| format!("{} is damaged. {BEGIN_ANEW}", path.display()))?);
        }
        Ok(cosigned)
    }
}

impl Machine for Folder {
    fn now(&self) -> Option<WitnessTime> {
        // Zero would say that there is no time.
        let seconds = u64::try_from(Timestamp::now().as_second()).ok().filter(|seconds| *seconds > 0);
        WitnessTime::from_seconds(seconds?).ok()
    }

    fn keep(&self, name: &str, text: &str) -> io::Result<()> {
        write_whole(&self.logs.join(name), text.as_bytes())
    }
}

/// The verifier key that a directory belongs to, while its witness runs or not; none before the first start.
pub fn owner(state: &Path) -> anyhow::Result<Option<String>> {
    let path = state.join(OWNER);
    match fs::read_to_string(&path) {
        Ok(vkey) => Ok(Some(vkey.trim().to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}
