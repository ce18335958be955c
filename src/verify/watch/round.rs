//! One look at a record: its checkpoint, what is new under it, and some of what is old.

use std::fmt;

use serde::Serialize;

use super::cosigners::Look;
use super::evidence::Evidence;
use super::fetch::{Fetch, Unread};
use super::findings::{Finding, FindingCode, Stop};
use super::growth::{self, Growth};
use super::keys;
use super::recheck::{self, Recheck};
use super::relation::{Fork, Relation, forked, relate};
use super::shelf::Shelf;
use super::{Reading, State};
use crate::evidence::checkpoint::{CheckpointError, SignedCheckpoint};
use crate::evidence::merkle::TreeHead;
use crate::evidence::note::{NoteError, VerifierKey};
use crate::evidence::witnesses::WitnessPolicy;
use crate::verify::report::{Sentence, told};

/// What a round looks at besides the growth of the record.
#[derive(Clone, Debug, Default)]
pub struct Attention {
    /// Who must cosign; nobody if not given.
    pub policy: Option<WitnessPolicy>,
    /// Which older entries are read again.
    pub recheck: Recheck,
    /// Seconds since 1970-01-01T00:00:00Z by the reader's clock; only the wait for witnesses uses them.
    pub now: u64,
}

/// What a round brought.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Round {
    /// Entries of the tree that is remembered after it.
    pub size: u64,
    /// How many of them are new.
    pub grown: u64,
    /// How many older ones were read again.
    pub rechecked: u64,
    /// What is wrong: found now, or proved in an earlier round.
    pub findings: Vec<Finding>,
    /// What could not be checked, in English.
    pub open: Vec<String>,
    /// What could not be checked, in Chinese.
    pub open_zh: Vec<String>,
    /// The proof of a fork that was found now.
    pub evidence: Option<Box<Evidence>>,
}

impl fmt::Display for Round {
    /// One line of numbers, then every finding and what is open.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { size, grown, rechecked, .. } = self;
        match self.findings.len() {
            0 => write!(f, "sound: ")?,
            number => write!(f, "NOT sound, findings: {number}; sound so far: ")?,
        }
        writeln!(f, "{size} entries, {grown} new, {rechecked} read again")?;
        for finding in &self.findings {
            writeln!(f, "{finding}")?;
        }
        for (en, zh) in self.open.iter().zip(&self.open_zh) {
            writeln!(f, "open    {en}\n        {zh}")?;
        }
        Ok(())
    }
}

impl State {
    /// Looks at the record once, and remembers what was sound. If anything could not be read,
    /// nothing is remembered.
    pub fn look(
        &mut self,
        fetch: &dyn Fetch,
        attention: &Attention,
        progress: &mut dyn FnMut(Reading),
    ) -> Result<Round, Unread> {
        let mut next = self.clone();
        let mut seen = Seen::default();
        match next.advance(Shelf(fetch), attention, &mut seen, progress) {
            Ok(()) => *self = next,
            Err(Stop::Found(finding)) => {
                seen.findings.push(finding);
                (seen.grown, seen.rechecked) = (0, 0);
                // The tree stays as it was; the wait for witnesses goes on.
                self.cosigners = next.cosigners;
            }
            Err(Stop::Unread(unread)) => return Err(unread),
        }
        self.keep(&seen.findings);
        let mut findings = seen.findings;
        findings.extend(
            self.standing.iter().filter(|kept| !findings.contains(kept)).cloned().collect::<Vec<_>>(),
        );
        findings.sort_by_key(|finding| finding.code);
        Ok(Round {
            size: self.size(),
            grown: seen.grown,
            rechecked: seen.rechecked,
            findings,
            open: seen.open.iter().map(|told| told.en.clone()).collect(),
            open_zh: seen.open.into_iter().map(|told| told.zh).collect(),
            evidence: seen.evidence.map(Box::new),
        })
    }

    fn advance(
        &mut self,
        tiles: Shelf<'_>,
        attention: &Attention,
        seen: &mut Seen,
        progress: &mut dyn FnMut(Reading),
    ) -> Result<(), Stop> {
        let note = read_note(&tiles.checkpoint()?)?;
        let signed = note.unverified().head();
        if let Err(finding) = verified(&note, self.chain.checkpoints_at(signed.size())) {
            // A key that is not known yet may be one that the record itself leads to.
            let followed = (finding.code == FindingCode::KeyChanged && signed.size() > self.size())
                .then(|| self.followed(tiles, &note, progress));
            match followed.transpose()? {
                Some(true) => {}
                Some(false) | None => return Err(finding.into()),
            }
        }
        if let Some(policy) = &attention.policy {
            let Look { findings, notes } = self.cosigners.look(&note, policy, attention.now);
            seen.findings.extend(findings);
            seen.open.extend(notes);
        }
        let known = self.size();
        self.grow(tiles, &note, signed, seen, progress)?;
        self.checkpoint = Some(note);
        let rechecked = recheck::read(tiles, attention.recheck, known, self.recheck_next, signed, progress)?;
        self.recheck_next = rechecked.next;
        seen.rechecked = rechecked.entries;
        Ok(())
    }

    /// Whether what is new in the record leads to the key that its checkpoint is signed with.
    fn followed(
        &self,
        tiles: Shelf<'_>,
        note: &SignedCheckpoint,
        progress: &mut dyn FnMut(Reading),
    ) -> Result<bool, Stop> {
        let signed = note.unverified().head();
        let grown = match growth::read(tiles, &self.edge, self.last_at, signed, progress) {
            Ok(Growth::Sound(grown)) => grown,
            Ok(Growth::Unsound(..)) | Err(Stop::Found(_)) => return Ok(false),
            Err(unread @ Stop::Unread(_)) => return Err(unread),
        };
        let mut keys = self.keys.clone();
        let chain = keys::follow(&mut keys, &self.chain, &grown.replaced);
        Ok(chain.is_ok_and(|chain| chain.verify(note).is_ok()))
    }

    /// Holds the signed tree against the remembered one, and reads what is new.
    fn grow(
        &mut self,
        tiles: Shelf<'_>,
        note: &SignedCheckpoint,
        signed: TreeHead,
        seen: &mut Seen,
        progress: &mut dyn FnMut(Reading),
    ) -> Result<(), Stop> {
        let head = self.edge.head();
        if signed.size() < head.size() {
            return Err(self.shrunk(tiles, note, signed, seen)?.into());
        }
        if signed == head {
            return Ok(());
        }
        if signed.size() == head.size() {
            let fork = Fork { beginning: signed.root(), proof: Vec::new() };
            return Err(self.fork(note, fork, seen).into());
        }
        let growth = growth::read(tiles, &self.edge, self.last_at, signed, progress);
        match growth.map_err(|stop| self.stopped(tiles, note, stop, seen))? {
            Growth::Sound(grown) => {
                seen.grown = signed.size() - head.size();
                seen.findings.extend(grown.findings);
                self.chain = keys::follow(&mut self.keys, &self.chain, &grown.replaced)?;
                // Behind a replacement the old key's signature is no longer enough.
                verified(note, self.chain.checkpoints_at(signed.size()))?;
                seen.findings.extend(keys::revoked(&self.keys, &self.chain, signed.size()));
                self.edge = grown.edge;
                self.last_at = grown.last_at;
                Ok(())
            }
            Growth::Unsound(Relation::Forked(fork), _) => Err(self.fork(note, fork, seen).into()),
            Growth::Unsound(_, finding) => Err(finding.unwrap_or_else(unsound).into()),
        }
    }

    /// Entries that are withheld may hide a fork, which the hash tiles can still show.
    fn stopped(&self, tiles: Shelf<'_>, note: &SignedCheckpoint, stop: Stop, seen: &mut Seen) -> Stop {
        let larger = note.unverified().head();
        if let (Stop::Found(_), Ok(Relation::Forked(fork))) = (&stop, relate(tiles, self.edge.head(), larger))
        {
            let finding = self.fork(note, fork, seen);
            seen.findings.push(finding);
        }
        stop
    }

    /// A fork of the remembered tree and one at least as large: told, with its proof.
    fn fork(&self, note: &SignedCheckpoint, fork: Fork, seen: &mut Seen) -> Finding {
        if let Some(remembered) = &self.checkpoint {
            let key = self.chain.checkpoints_at(self.size());
            seen.evidence = Some(Evidence::new(key, remembered, note, fork));
        }
        forked(self.edge.head(), note.unverified().head())
    }

    /// A signed tree that is smaller than the remembered one: an older one again, or a fork.
    fn shrunk(
        &self,
        tiles: Shelf<'_>,
        note: &SignedCheckpoint,
        signed: TreeHead,
        seen: &mut Seen,
    ) -> Result<Finding, Stop> {
        let (new, old) = (signed.size(), self.size());
        match relate(tiles, signed, self.edge.head()) {
            Ok(Relation::Forked(fork)) => {
                if let Some(remembered) = &self.checkpoint {
                    let key = self.chain.checkpoints_at(signed.size());
                    seen.evidence = Some(Evidence::new(key, note, remembered, fork));
                }
                Ok(forked(signed, self.edge.head()))
            }
            // Tiles that the larger tree had are gone with it, as they must be.
            Ok(Relation::Continues | Relation::Unproved(_)) | Err(Stop::Found(_)) => {
                let sentence = told!(
                    "The signed tree has {new} entries, fewer than the {old} that were signed before: the record was \
                     rolled back, or an old copy of it is served.",
                    "所签名的树含 {new} 条记录，少于此前所签名的 {old} 条：记录遭回退，或所提供的是旧副本。"
                );
                Ok(Finding::new(FindingCode::SmallerTree, sentence))
            }
            Err(unread @ Stop::Unread(_)) => Err(unread),
        }
    }
}

/// What is gathered during a round.
#[derive(Default)]
struct Seen {
    findings: Vec<Finding>,
    open: Vec<Sentence>,
    grown: u64,
    rechecked: u64,
    evidence: Option<Evidence>,
}

/// The note that is served as checkpoint.
pub(in crate::verify) fn read_note(bytes: &[u8]) -> Result<SignedCheckpoint, Finding> {
    SignedCheckpoint::parse(bytes).map_err(|reason| {
        let sentence =
            told!("What is served as checkpoint is none: {reason}.", "所提供的检查点无效：{reason}。");
        Finding::new(FindingCode::UnreadableCheckpoint, sentence)
    })
}

/// The tree that the record's key signed.
pub(in crate::verify) fn verified(note: &SignedCheckpoint, key: &VerifierKey) -> Result<TreeHead, Finding> {
    let reason = match note.verify(key) {
        Ok(checkpoint) => return Ok(checkpoint.head()),
        Err(reason) => reason,
    };
    let finding = |code, told| Err(Finding::new(code, told));
    if let CheckpointError::WrongOrigin { origin, key } = &reason {
        let sentence =
            told!("The checkpoint is of {origin}, not of {key}.", "检查点属于 {origin}，而非 {key}。");
        return finding(FindingCode::OtherRecord, sentence);
    }
    let missing = matches!(reason, CheckpointError::Note(NoteError::NotSignedBy { .. }));
    let other = note.note().signatures().iter().find(|signature| signature.name() == key.name());
    if let Some(other) = other.filter(|_| missing) {
        let (found, expected) = (other.id(), key.id());
        let sentence = told!(
            "The checkpoint is signed under the record's name with the key {found}, not with {expected}.",
            "检查点以本记录之名由密钥 {found} 签名，而非 {expected}。"
        );
        return finding(FindingCode::KeyChanged, sentence);
    }
    let sentence = told!(
        "The checkpoint is not signed with the key of this record: {reason}.",
        "检查点并非由本记录的密钥签名：{reason}。"
    );
    finding(FindingCode::BadSignature, sentence)
}

fn unsound() -> Finding {
    let sentence = told!("The entries do not make up the signed tree.", "各条记录无法构成所签名的树。");
    Finding::new(FindingCode::DamagedTile, sentence)
}
