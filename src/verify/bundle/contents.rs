//! What is kept of a bundle while it is read: nothing of it is believed yet.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::bundle::{BundleKind, COSIGNED_MAX, DocumentKind};
use crate::evidence::certificate::SignedCertificate;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::key_chain::KeyChain;
use crate::evidence::trust::ServiceKeysDocument;
use crate::verify::record::cosigned::Cosigned;
use crate::verify::record::documents::{hashed, shown_twice};
use crate::verify::record::keys::Signers;
use crate::verify::record::range::Earlier;
use crate::verify::report::{Ledger, Sentence, told};

/// The first line.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) kind: BundleKind,
    pub(super) community: Uuid,
    pub(super) meeting: Uuid,
    pub(super) from: u64,
    pub(super) to: u64,
    pub(super) keys: ServiceKeysDocument,
    /// The keys at each place, as the list says; the listed ones alone where it contradicts itself.
    pub(super) chain: KeyChain,
}

impl Header {
    /// Whose signatures the bundle shows, and over which entries.
    pub(super) const fn signers(&self) -> Signers<'_> {
        Signers { keys: &self.keys, chain: &self.chain, entries: self.from..self.to }
    }
}

/// One published fact at its place in the record.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) index: u64,
    pub(super) at: Instant,
    pub(super) fact: Fact,
}

/// A ballot of this meeting at its place in the record; there may be a million.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recorded {
    pub(super) index: u64,
    pub(super) at: Instant,
    pub(super) received_at: Instant,
    pub(super) statement: Digest,
}

/// A document as it came.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) kind: DocumentKind,
    pub(super) text: String,
}

/// Everything between the first line and the last that is looked at again.
#[derive(Clone, Debug)]
pub(super) struct Contents {
    pub(super) header: Header,
    /// Entries from before the range, in the order shown.
    pub(super) earlier: Vec<Earlier>,
    /// The entries of the range that are about keys, the register or this meeting, in order; ballots
    /// stand apart.
    pub(super) steps: Vec<Step>,
    /// The ballots of this meeting in the order of the record.
    pub(super) ballots: Vec<Recorded>,
    /// What the inboxes signed for forwarded ballots, by the index of the entry.
    pub(super) forwardings: BTreeMap<u64, Digest>,
    /// The root of the tree as each close of this meeting left it, by the index of the entry.
    pub(super) closes: BTreeMap<u64, Digest>,
    /// The root of the tree as each hand count of papers left it, by the index of the entry.
    pub(super) paper_roots: BTreeMap<u64, Digest>,
    /// Cosigned tree heads in the order of their sizes.
    pub(super) cosigned: Vec<Cosigned>,
    /// Documents that are not ballots, by the SHA-256 they really have.
    pub(super) documents: BTreeMap<Digest, Document>,
    pub(super) certificate: Option<SignedCertificate>,
    pub(super) note: String,
}

impl Contents {
    /// Nothing yet but the header.
    pub(super) const fn new(header: Header) -> Self {
        Self {
            header,
            earlier: Vec::new(),
            steps: Vec::new(),
            ballots: Vec::new(),
            forwardings: BTreeMap::new(),
            closes: BTreeMap::new(),
            paper_roots: BTreeMap::new(),
            cosigned: Vec::new(),
            documents: BTreeMap::new(),
            certificate: None,
            note: String::new(),
        }
    }

    /// Keeps a cosigned tree head, as long as there is room for it.
    pub(super) fn take_cosigned(&mut self, cosigned: Cosigned) -> Result<(), Sentence> {
        if self.cosigned.len() < COSIGNED_MAX {
            self.cosigned.push(cosigned);
            return Ok(());
        }
        let size = cosigned.head.size();
        Err(told!(
            "There are more than {COSIGNED_MAX} cosigned tree heads; the one of {size} entries was not kept.",
            "共同签名的树头超过 {COSIGNED_MAX} 个；第 {size} 条记录处的树头未予保留。"
        ))
    }

    /// Keeps what is about keys, the register and this meeting; `root` is that of the tree with the entry.
    pub(super) fn keep(&mut self, index: u64, entry: &Entry, root: impl FnOnce() -> Digest) {
        let meeting = entry.fact().meeting();
        if meeting.is_some_and(|meeting| meeting != self.header.meeting) {
            return;
        }
        if let Fact::BallotReceived { statement, received_at, forwarding, .. } = *entry.fact() {
            self.ballots.push(Recorded { index, at: entry.at(), received_at, statement });
            self.forwardings.extend(forwarding.map(|forwarding| (index, forwarding)));
            return;
        }
        if let Fact::MeetingClosed { .. } = entry.fact() {
            self.closes.insert(index, root());
        } else if let Fact::PapersCounted { .. } = entry.fact() {
            self.paper_roots.insert(index, root());
        }
        self.steps.push(Step { index, at: entry.at(), fact: entry.fact().clone() });
    }

    /// Puts a document under the hash it really has.
    pub(super) fn file(&mut self, claimed: Digest, document: Document, ledger: &mut Ledger) {
        let digest = hashed(claimed, &document.text, ledger);
        if self.documents.insert(digest, document).is_some() {
            shown_twice(digest, ledger);
        }
    }

    /// The text of a document, if it is there.
    pub(super) fn text(&self, digest: &Digest) -> Option<&str> {
        self.documents.get(digest).map(|document| document.text.as_str())
    }

    /// The facts about keys and the register, earlier ones first.
    pub(super) fn standing_facts(&self) -> impl Iterator<Item = (u64, Instant, &Fact)> {
        let earlier = self.earlier.iter().filter_map(|own| Some((own.index, own.entry.as_ref()?)));
        let earlier = earlier.map(|(index, entry)| (index, entry.at(), entry.fact()));
        let steps = self.steps.iter().map(|step| (step.index, step.at, &step.fact));
        earlier.chain(steps).filter(|(_, _, fact)| fact.meeting().is_none())
    }

    /// The steps of this meeting; ballots stand apart.
    pub(super) fn meeting_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.fact.meeting().is_some())
    }
}
