//! A bundle while it is read: what was kept of it, and what was found so far.

use super::contents::{Contents, Document, Header};
use super::framing::Unreadable;
use super::trial::Trial;
use crate::evidence::bundle::{DocumentKind, Line};
use crate::verify::record::cosigned::Cosigned;
use crate::verify::record::heads;
use crate::verify::record::range::Range;
use crate::verify::report::{Code, Ledger};

/// A bundle whose header was read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) contents: Contents,
    pub(super) range: Range,
    /// Begins when every document that is not a ballot was read.
    trial: Option<Trial>,
    pub(super) ledger: Ledger,
}

impl Reading {
    /// Nothing yet but the header.
    pub(super) fn new(header: Header) -> Self {
        let range = Range::from(header.from);
        Self { contents: Contents::new(header), range, trial: None, ledger: Ledger::default() }
    }

    /// Whether something was found wrong already.
    pub(super) fn has_findings(&self) -> bool {
        self.ledger.has_findings()
    }

    /// Takes a line that can stand where it stands; `number` is its own, from 1.
    pub(super) fn take(&mut self, line: Line, number: u64) -> Result<(), Unreadable> {
        let Self { contents, range, ledger, .. } = self;
        match line {
            // The first and the last line are the reader's own, and a calendar stands in annals only.
            Line::Header { .. } | Line::Calendar { .. } | Line::End { .. } => {}
            Line::Peaks { hashes } => range.take_peaks(hashes)?,
            Line::Earlier { index, entry, proof } => {
                let place = (contents.earlier.last().map(|own| own.index), contents.header.to);
                contents.earlier.push(range.take_earlier(place, (index, &entry), proof, ledger));
            }
            Line::Entry { index, entry } => {
                let full = |reason| Unreadable::TreeFull { line: number, reason };
                if let Some(entry) = range.take_entry(index, &entry, ledger).map_err(full)? {
                    contents.keep(index, &entry, || range.head().root());
                }
            }
            Line::Cosigned { note } => {
                let head = range.head();
                let proven = heads::proven(head, &note, &contents.header.chain);
                let proven = proven.map(|note| Cosigned { head, at: range.until(), note });
                let kept = proven.and_then(|own| contents.take_cosigned(own));
                ledger.settle(Code::RecordCosigned, kept);
            }
            Line::Document { kind: DocumentKind::Ballot, sha256, text } => {
                let (trial, contents, ledger) = self.hear();
                trial.take_ballot(contents, (sha256, text), ledger);
            }
            Line::Document { kind, sha256, text } => {
                contents.file(sha256, Document { kind, text }, ledger);
            }
            Line::Certificate { jws } => contents.certificate = Some(jws),
            Line::Checkpoint { note } => {
                contents.note = note;
                let (trial, contents, ledger) = self.hear();
                trial.close_ballots(contents, ledger);
            }
        }
        Ok(())
    }

    /// The trial, opened now if it was not yet, with what it goes over.
    pub(super) fn hear(&mut self) -> (&mut Trial, &Contents, &mut Ledger) {
        let Self { contents, trial, ledger, .. } = self;
        let trial = trial.get_or_insert_with(|| {
            let trial = Trial::open(contents, ledger);
            // What is needed of them later was read out of them.
            contents.documents.clear();
            trial
        });
        (trial, contents, ledger)
    }
}
