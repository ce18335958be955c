//! What a bundle holds once it is read: nothing of it is believed yet.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::bundle::{BundleKind, DocumentKind};
use crate::evidence::certificate::SignedCertificate;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::merkle::TreeHead;
use crate::evidence::trust::ServiceKeysDocument;

/// The first line.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) kind: BundleKind,
    pub(super) community: Uuid,
    pub(super) meeting: Uuid,
    pub(super) from: u64,
    pub(super) to: u64,
    pub(super) keys: ServiceKeysDocument,
}

/// An entry from before the range.
#[derive(Clone, Debug)]
pub(super) struct Earlier {
    pub(super) index: u64,
    pub(super) leaf: Digest,
    pub(super) proof: Vec<Digest>,
    pub(super) entry: Option<Entry>,
}

/// One published fact at its place in the record.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) index: u64,
    pub(super) at: Instant,
    pub(super) fact: Fact,
}

/// A document as it came.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) kind: DocumentKind,
    pub(super) text: String,
}

/// Everything between the first line and the last.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) header: Header,
    /// Entries from before the range, in the order shown.
    pub(super) earlier: Vec<Earlier>,
    /// The entries of the range that are about keys, the register or this meeting, in order.
    pub(super) steps: Vec<Step>,
    /// The root of the tree as each close of this meeting left it, by the index of the entry.
    pub(super) closes: BTreeMap<u64, Digest>,
    /// The tree that peaks and entries make.
    pub(super) head: TreeHead,
    /// The time of the last entry that could be read.
    pub(super) until: Option<Instant>,
    /// Cosigned tree heads as they came, each with the tree that the entries before it make.
    pub(super) cosigned: Vec<(TreeHead, String)>,
    /// Documents by the SHA-256 they really have.
    pub(super) documents: BTreeMap<Digest, Document>,
    pub(super) certificate: Option<SignedCertificate>,
    pub(super) note: String,
}

impl Contents {
    /// The text of a document, if it is there.
    pub(super) fn text(&self, digest: &Digest) -> Option<&str> {
        self.documents.get(digest).map(|document| document.text.as_str())
    }

    /// The facts about keys and the register, earlier ones first.
    pub(super) fn standing_facts(&self) -> impl Iterator<Item = (u64, &Fact)> {
        let earlier = self.earlier.iter();
        let earlier = earlier.filter_map(|own| own.entry.as_ref().map(|entry| (own.index, entry.fact())));
        let steps = self.steps.iter().map(|step| (step.index, &step.fact));
        earlier.chain(steps).filter(|(_, fact)| fact.meeting().is_none())
    }

    /// The steps of this meeting.
    pub(super) fn meeting_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.fact.meeting().is_some())
    }
}
