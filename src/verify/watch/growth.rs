//! The entries between a remembered tree and the signed one: hashed, read and held against it.

use super::Reading;
use super::findings::{Finding, FindingCode, Stop};
use super::holdings::Holdings;
use super::relation::{Fork, Relation, relate};
use super::shelf::{FULL, Shelf};
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::merkle::{RightEdge, TreeFull, TreeHead, leaf_hash};
use crate::evidence::trust::{REPLACEMENTS_MAX, Replaced};
use crate::verify::report::told;

/// Findings told of one kind in one reading; of further ones only the number is.
const TOLD_MAX: usize = 20;

/// The record as far as it was read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Grown {
    /// The edge of its tree.
    pub(super) edge: RightEdge,
    /// The time of the last entry that could be read.
    pub(super) last_at: Option<Instant>,
    /// The replacements of the service's keys, unchecked.
    pub(super) replaced: Vec<Replaced>,
    /// What is wrong with entries that are nevertheless signed.
    pub(super) findings: Vec<Finding>,
}

/// How reading the entries ended.
pub(super) enum Growth {
    /// They continue what is remembered and make up the signed tree.
    Sound(Grown),
    /// They do not: how the two trees stand to each other, and what is wrong.
    Unsound(Relation, Option<Finding>),
}

/// Reads the entries from the remembered edge to a signed tree that is larger.
pub(super) fn read(
    shelf: Shelf<'_>,
    remembered: &RightEdge,
    last_at: Option<Instant>,
    signed: TreeHead,
    progress: &mut dyn FnMut(Reading),
) -> Result<Growth, Stop> {
    let from = remembered.size();
    // The last tile is read again from its beginning: its entries must still be those remembered.
    let mut edge = before_last_tile(remembered);
    let mut reader = Reader {
        last_at,
        replaced: Vec::new(),
        unreadable: Counted::default(),
        backwards: Counted::default(),
    };
    let mut beginning = edge.head();
    while edge.size() < signed.size() {
        for entry in shelf.entries(edge.size() / FULL, signed.size())? {
            let index = edge.size();
            if index >= from {
                reader.read(index, &entry);
            }
            edge.append(leaf_hash(&entry)).map_err(full)?;
            if edge.size() == from {
                beginning = edge.head();
            }
        }
        progress(Reading { done: edge.size().saturating_sub(from), all: signed.size() - from });
    }
    let relation = match (edge.head() == signed, beginning == remembered.head()) {
        (true, true) => return Ok(Growth::Sound(reader.finish(edge))),
        (true, false) => forked(shelf, remembered.head(), beginning, signed),
        (false, _) => relate(shelf, remembered.head(), signed)?,
    };
    let finding = match &relation {
        Relation::Continues => Some(at_fault(shelf, from, signed)?),
        Relation::Unproved(finding) => Some(finding.clone()),
        Relation::Forked(_) => None,
    };
    Ok(Growth::Unsound(relation, finding))
}

/// The entries themselves make up both trees and show the fork; the hash tiles should give its short proof.
fn forked(shelf: Shelf<'_>, remembered: TreeHead, beginning: TreeHead, signed: TreeHead) -> Relation {
    match relate(shelf, remembered, signed) {
        Ok(forked @ Relation::Forked(_)) => forked,
        Ok(Relation::Continues | Relation::Unproved(_)) | Err(_) => {
            Relation::Forked(Fork { beginning: beginning.root(), proof: Vec::new() })
        }
    }
}

/// The edge at the start of the tile that the next entry belongs to.
fn before_last_tile(edge: &RightEdge) -> RightEdge {
    let size = edge.size() - edge.size() % FULL;
    let peaks = edge.peaks().iter().take(size.count_ones() as usize).copied().collect();
    RightEdge::claimed(size, peaks).unwrap_or_else(|_| RightEdge::empty())
}

/// The first entry, from the tile with this place on, that is not the one in the signed tree.
fn at_fault(shelf: Shelf<'_>, from: u64, signed: TreeHead) -> Result<Finding, Stop> {
    let mut holdings = Holdings::new(shelf, signed);
    for index in from / FULL..signed.size().div_ceil(FULL) {
        let entries = shelf.entries(index, signed.size())?;
        let leaves: Vec<Digest> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        if !holdings.hold(index, &leaves)? {
            return holdings.blame(index, &leaves);
        }
    }
    let sentence = told!(
        "Among the entries from {from} on, something else was served first than what was signed; asked again, the \
         service gave what was signed.",
        "自第 {from} 条起，服务方首次提供的内容与所签名的不符；再次请求时方与所签名的相符。"
    );
    Ok(Finding::new(FindingCode::RewrittenEntry, sentence))
}

fn full(_: TreeFull) -> Stop {
    let sentence = told!("The tree is full.", "树已满。");
    Finding::new(FindingCode::DamagedTile, sentence).into()
}

/// What the entries say, as far as a watcher looks.
struct Reader {
    last_at: Option<Instant>,
    replaced: Vec<Replaced>,
    unreadable: Counted,
    backwards: Counted,
}

impl Reader {
    fn read(&mut self, index: u64, bytes: &[u8]) {
        let at = match Entry::parse(bytes) {
            Ok(entry) => {
                if let Fact::ServiceKeyReplaced { statement, .. } = entry.fact()
                    && self.replaced.len() <= REPLACEMENTS_MAX
                {
                    let (at, statement) = (entry.at(), statement.clone());
                    self.replaced.push(Replaced { entry: index, at, statement });
                }
                entry.at()
            }
            Err(reason) => {
                let sentence =
                    told!("Entry {index} cannot be read: {reason}.", "第 {index} 条记录无法读取：{reason}。");
                return self.unreadable.note(Finding::new(FindingCode::UnreadableEntry, sentence));
            }
        };
        if let Some(last) = self.last_at.filter(|last| at < *last) {
            let sentence = told!(
                "Entry {index} is dated {at}, before {last}, the time of an entry in front of it.",
                "第 {index} 条记录的时间为 {at}，早于其前一条记录的 {last}。"
            );
            self.backwards.note(Finding::new(FindingCode::TimeBackwards, sentence));
        }
        self.last_at = self.last_at.max(Some(at));
    }

    fn finish(self, edge: RightEdge) -> Grown {
        let findings = self.backwards.finish(FindingCode::TimeBackwards);
        let findings = findings.chain(self.unreadable.finish(FindingCode::UnreadableEntry)).collect();
        Grown { edge, last_at: self.last_at, replaced: self.replaced, findings }
    }
}

/// Findings of one kind, the first of them told.
#[derive(Default)]
struct Counted {
    told: Vec<Finding>,
    untold: u64,
}

impl Counted {
    fn note(&mut self, finding: Finding) {
        if self.told.len() < TOLD_MAX { self.told.push(finding) } else { self.untold += 1 }
    }

    fn finish(self, code: FindingCode) -> impl Iterator<Item = Finding> {
        let untold = self.untold;
        let more = (untold > 0).then(|| {
            let sentence =
                told!("And {untold} more findings of this kind.", "此外还有 {untold} 处同类问题。");
            Finding::new(code, sentence)
        });
        self.told.into_iter().chain(more)
    }
}
