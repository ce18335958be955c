//! What a watcher remembers between rounds, as a file that notices when it was damaged.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::cosigners::Cosigners;
use super::findings::Finding;
use crate::domain::instants::Instant;
use crate::evidence::checkpoint::{CheckpointError, SignedCheckpoint};
use crate::evidence::digest::{CanonicalError, Digest, canonical};
use crate::evidence::key_chain::KeyChain;
use crate::evidence::merkle::{EdgeError, RightEdge};
use crate::evidence::note::VerifierKey;
use crate::evidence::text;
use crate::evidence::trust::{ServiceKeysDocument, TrustError};

/// Largest state that is read, in bytes.
pub const STATE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Most findings that are kept; what comes after them is told once, when it is found.
const STANDING_MAX: usize = 200;

const VERSION: u8 = 1;

/// Why some bytes are not the state of a watcher.
#[derive(Debug, Error)]
pub enum StateError {
    /// More than [`STATE_BYTES_MAX`].
    #[error("the state has {0} bytes, more than {STATE_BYTES_MAX}")]
    TooLong(usize),
    /// Not JSON of this shape.
    #[error("is not the state of a watcher: {0}")]
    Shape(#[from] serde_json::Error),
    /// Written by another version of this program.
    #[error("the state has version {0}, which is not known here")]
    UnknownVersion(u8),
    /// The digest at its end is not that of the rest.
    #[error("the state was damaged: its digest is not the one written in it")]
    Damaged,
    /// The remembered checkpoint is not one, or not signed with the remembered key.
    #[error("the remembered checkpoint does not stand: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The remembered edge is not that of the remembered checkpoint.
    #[error("the remembered edge does not stand: {0}")]
    Edge(#[from] EdgeError),
    /// The remembered or given keys contradict themselves.
    #[error("the keys contradict themselves: {0}")]
    Keys(#[from] TrustError),
    /// The given keys are not those that were followed.
    #[error("it was begun under other keys than those of --trust, and one of them is wrong")]
    OtherKeys,
    /// It has no canonical JSON.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// How the key of a record came to be believed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Belief {
    /// It was given by whoever started the watch.
    Pinned,
    /// The service was asked for it when the watch began.
    FirstUse,
}

/// What a watcher remembers of one record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct State {
    record: String,
    /// The keys as far as the record was read.
    pub(super) keys: ServiceKeysDocument,
    pub(super) chain: KeyChain,
    pub(super) belief: Belief,
    /// The last checkpoint under which everything was sound.
    pub(super) checkpoint: Option<SignedCheckpoint>,
    /// The edge of its tree.
    pub(super) edge: RightEdge,
    pub(super) last_at: Option<Instant>,
    pub(super) cosigners: Cosigners,
    pub(super) recheck_next: u64,
    pub(super) standing: Vec<Finding>,
}

impl State {
    /// The beginning of a watch on the record at this address, which these keys are named for.
    pub fn new(record: &str, keys: ServiceKeysDocument, belief: Belief) -> Result<Self, StateError> {
        Ok(Self {
            record: record.to_owned(),
            chain: keys.check()?,
            keys: ServiceKeysDocument { coming: Vec::new(), ..keys },
            belief,
            checkpoint: None,
            edge: RightEdge::empty(),
            last_at: None,
            cosigners: Cosigners::default(),
            recheck_next: 0,
            standing: Vec::new(),
        })
    }

    /// Reads a state, which must be whole and agree with itself.
    pub fn read(bytes: &[u8]) -> Result<Self, StateError> {
        if bytes.len() > STATE_BYTES_MAX {
            return Err(StateError::TooLong(bytes.len()));
        }
        let sealed: Sealed = serde_json::from_slice(bytes)?;
        let form = sealed.state;
        if Digest::of(&canonical(&form)?) != sealed.sha256 {
            return Err(StateError::Damaged);
        }
        if form.v != VERSION {
            return Err(StateError::UnknownVersion(form.v));
        }
        let checkpoint = form.checkpoint.map(|note| SignedCheckpoint::parse(note.as_bytes())).transpose()?;
        let chain = form.keys.check()?;
        let edge = match &checkpoint {
            Some(note) => RightEdge::from_peaks(chain.verify(note)?.head(), form.peaks)?,
            None => RightEdge::claimed(0, form.peaks)?,
        };
        Ok(Self {
            record: form.record,
            keys: form.keys,
            chain,
            belief: form.belief,
            checkpoint,
            edge,
            last_at: form.last_at,
            cosigners: form.cosigners,
            recheck_next: form.recheck_next,
            standing: form.standing,
        })
    }

    /// The bytes of the state: readable JSON, sealed with a digest.
    pub fn to_bytes(&self) -> Result<Vec<u8>, StateError> {
        let state = Form {
            v: VERSION,
            record: self.record.clone(),
            keys: self.keys.clone(),
            belief: self.belief,
            checkpoint: self.checkpoint.as_ref().map(SignedCheckpoint::to_string),
            peaks: self.edge.peaks().to_vec(),
            last_at: self.last_at,
            cosigners: self.cosigners.clone(),
            recheck_next: self.recheck_next,
            standing: self.standing.clone(),
        };
        let sha256 = Digest::of(&canonical(&state)?);
        let mut bytes = serde_json::to_vec_pretty(&Sealed { state, sha256 })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The address it is read at.
    #[must_use]
    pub fn record(&self) -> &str {
        &self.record
    }

    /// The key that the record's checkpoints must be signed with now; its name is the record's origin.
    #[must_use]
    pub const fn key(&self) -> &VerifierKey {
        &self.keys.checkpoint_key
    }

    /// How that key came to be believed.
    #[must_use]
    pub const fn belief(&self) -> Belief {
        self.belief
    }

    /// Takes the keys that whoever runs the watch has given; they must agree with those that were followed.
    pub fn pin(&mut self, keys: &ServiceKeysDocument) -> Result<(), StateError> {
        let chain = keys.check()?;
        if keys.origin != self.keys.origin || !chain.agrees(&self.chain) {
            return Err(StateError::OtherKeys);
        }
        self.belief = Belief::Pinned;
        self.keys.revoked.clone_from(&keys.revoked);
        Ok(())
    }

    /// Entries of the tree that was last found sound.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.edge.size()
    }

    /// What was proved to be wrong in earlier rounds.
    #[must_use]
    pub fn standing(&self) -> &[Finding] {
        &self.standing
    }

    /// Keeps what is proved for good, once.
    pub(super) fn keep(&mut self, findings: &[Finding]) {
        for finding in findings.iter().filter(|finding| finding.code.stands()) {
            if self.standing.len() < STANDING_MAX && !self.standing.contains(finding) {
                self.standing.push(finding.clone());
            }
        }
    }
}

impl fmt::Display for Belief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pinned => "pinned",
            Self::FirstUse => "first_use",
        })
    }
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    state: Form,
    sha256: Digest,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Form {
    v: u8,
    record: String,
    keys: ServiceKeysDocument,
    belief: Belief,
    checkpoint: Option<String>,
    peaks: Vec<Digest>,
    #[serde(with = "text::option")]
    last_at: Option<Instant>,
    cosigners: Cosigners,
    recheck_next: u64,
    standing: Vec<Finding>,
}
