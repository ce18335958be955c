//! Annals while they are read: the tree, the documents of one entry, and what was found so far.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::days::Days;
use super::pending::Pending;
use super::replay::Replay;
use super::stated::Stated;
use crate::domain::instants::Instant;
use crate::evidence::bundle::{BundleKind, DocumentKind, Line};
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::key_chain::KeyChain;
use crate::evidence::trust::ServiceKeysDocument;
use crate::evidence::witnesses::WitnessPolicy;
use crate::verify::bundle::Unreadable;
use crate::verify::record::documents::{hashed, shown_twice};
use crate::verify::record::keys::Signers;
use crate::verify::record::range::Range;
use crate::verify::record::replacements::Replacements;
use crate::verify::report::{Code, DueReport, Ledger, told};

/// The first line.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) kind: BundleKind,
    pub(super) community: Uuid,
    pub(super) from: u64,
    pub(super) to: u64,
    pub(super) keys: ServiceKeysDocument,
    /// The keys at each place, as the list says; the listed ones alone where it contradicts itself.
    pub(super) chain: KeyChain,
}

/// Annals whose header was read.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) header: Header,
    pub(super) range: Range,
    pub(super) replacements: Replacements,
    pub(super) note: String,
    /// How many deeds the record has.
    pub(super) deeds: u64,
    pub(super) ledger: Ledger,
    replay: Replay,
    pending: Option<Pending>,
    /// The time of the first entry that could be read.
    since: Option<Instant>,
    stated: Stated,
    /// The hashes of what was shown.
    shown: BTreeSet<Digest>,
    /// The hash of each version of the register.
    registers: BTreeMap<u32, Digest>,
}

impl Header {
    /// Whose signatures the annals show, and over which entries.
    pub(super) const fn signers(&self) -> Signers<'_> {
        Signers { keys: &self.keys, chain: &self.chain, entries: self.from..self.to }
    }
}

impl Reading {
    /// Nothing yet but the header.
    pub(super) fn new(header: Header) -> Self {
        let mut ledger = Ledger::default();
        let contents = [Code::AnnalsWhole, Code::DocumentsComplete, Code::DocumentsNamed, Code::RolesSound];
        for code in contents.into_iter().chain([Code::RulesStated, Code::RegistersOrdered]) {
            ledger.checked(code);
        }
        if header.from != 0 {
            let from = header.from;
            let sentence = told!(
                "The annals begin with entry {from}, not with the first of the record.",
                "年鉴自记录 {from} 开始，而非自首条记录开始。"
            );
            ledger.finding(Code::AnnalsWhole, sentence);
        }
        Self {
            range: Range::from(0),
            replacements: Replacements::default(),
            note: String::new(),
            deeds: 0,
            replay: Replay::new(header.kind, &mut ledger),
            ledger,
            header,
            pending: None,
            since: None,
            stated: Stated::default(),
            shown: BTreeSet::new(),
            registers: BTreeMap::new(),
        }
    }

    /// Takes a line that can stand where it stands; `number` is its own, from 1.
    pub(super) fn take(&mut self, line: Line, number: u64) -> Result<(), Unreadable> {
        match line {
            Line::Calendar { time_zone, holidays } => {
                let read = Days::read(&time_zone, &holidays).map(|days| self.replay.set_days(days));
                self.ledger.settle(Code::AnnalsCalendar, read);
            }
            Line::Entry { index, entry } => {
                self.settle();
                let full = |reason| Unreadable::TreeFull { line: number, reason };
                let entry = self.range.take_entry(index, &entry, &mut self.ledger).map_err(full)?;
                self.since = self.since.or(entry.as_ref().map(Entry::at));
                self.pending = entry.map(|own| Pending::new(index, own.at(), own.fact().clone()));
            }
            Line::Document { kind, sha256, text } => self.file(kind, sha256, text),
            Line::Certificate { jws } => match &mut self.pending {
                Some(own) if matches!(own.fact, Fact::MeetingCounted { .. }) && own.certificate.is_none() => {
                    own.certificate = Some(jws);
                }
                Some(_) | None => {
                    let sentence = told!(
                        "Line {number} is a certificate of no count.",
                        "第 {number} 行的证书不属于任何计票。"
                    );
                    self.ledger.finding(Code::CertificatesSound, sentence);
                }
            },
            Line::Checkpoint { note } => {
                self.settle();
                self.note = note;
            }
            Line::Header { .. }
            | Line::Peaks { .. }
            | Line::Earlier { .. }
            | Line::Cosigned { .. }
            | Line::End { .. } => {}
        }
        Ok(())
    }

    /// Notes what was expected behind the last entry, and how days were counted up to it.
    pub(super) fn close(&mut self) {
        let span = self.since.zip(self.range.until());
        self.replay.close(span, &mut self.ledger);
    }

    /// Whose cosignatures count under the tree head at the end.
    pub(super) const fn witnesses(&self) -> Option<&WitnessPolicy> {
        self.replay.witnesses()
    }

    /// What was due by the last entry, or still is.
    pub(super) fn dues(&self, until: Option<Instant>) -> Vec<DueReport> {
        self.replay.dues(until)
    }

    /// Puts a document beside the entry above it.
    fn file(&mut self, kind: DocumentKind, claimed: Digest, text: String) {
        let digest = hashed(claimed, &text, &mut self.ledger);
        let Some(pending) = &mut self.pending else { return };
        let act = pending.act().and_then(|own| own.deed().register());
        let register = act.and_then(|version| self.registers.get(&version));
        let named = pending.named().contains(&(digest, kind))
            || (kind == DocumentKind::Register && register == Some(&digest));
        let may_show = self.header.kind == BundleKind::Audit || kind.is_public();
        if !named || !may_show {
            let index = pending.index;
            let sentence = told!(
                "Entry {index} does not name the document {digest} behind it, or these annals may not show it.",
                "记录 {index} 未引用其后的文件 {digest}，或本文件不得出示该文件。"
            );
            self.ledger.finding(Code::DocumentsNamed, sentence);
            return;
        }
        if self.shown.insert(digest) {
            pending.texts.insert(digest, text);
        } else {
            shown_twice(digest, &mut self.ledger);
        }
    }

    /// Judges the entry whose documents were read.
    fn settle(&mut self) {
        let Some(own) = self.pending.take() else { return };
        let (index, kind) = (own.index, self.header.kind);
        if let Fact::RegisterImported { version, document } = own.fact {
            self.ledger.settle(Code::RegistersOrdered, self.stated.register(index, version));
            self.registers.insert(version, document);
        }
        let rules = self.stated.rules(&self.header, &own, &mut self.ledger);
        let register = own.act().and_then(|act| act.deed().register());
        let register = register.and_then(|version| self.registers.get(&version));
        let register = register.map(|digest| (*digest, DocumentKind::Register));
        for (digest, document) in own.named().into_iter().chain(register) {
            let may_show = kind == BundleKind::Audit || document.is_public();
            if may_show && !self.shown.contains(&digest) {
                let what = document.as_str();
                let sentence = told!(
                    "Entry {index} names the {what} {digest}, which is not behind it.",
                    "记录 {index} 引用的文件（{what}）{digest} 不在其后。"
                );
                self.ledger.finding(Code::DocumentsComplete, sentence);
            }
        }
        self.deeds += u64::from(matches!(own.fact, Fact::ActRecorded { .. }));
        let place = (own.index, own.at, &own.fact);
        self.replacements.hear(&self.header.keys.replaced, place, &mut self.ledger);
        self.replay.judge(&self.header, (&own, rules.as_ref()), &mut self.ledger);
    }
}
