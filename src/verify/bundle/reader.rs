//! Reads a bundle line by line: framing, order of the lines, and the tree that the entries grow.
//!
//! What is wrong with the framing makes a bundle unreadable. What is wrong with its content is a
//! finding, and reading goes on.

use std::collections::BTreeMap;

use thiserror::Error;

use super::contents::{Contents, Document, Earlier, Header, Step};
use crate::domain::instants::Instant;
use crate::evidence::bundle::{BUNDLE_VERSION, LINE_MAX_BYTES, Line, LineError};
use crate::evidence::certificate::SignedCertificate;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, EntryError, Fact};
use crate::evidence::merkle::{EdgeError, RightEdge, TreeFull, TreeHead, leaf_hash};
use crate::verify::report::{Code, Ledger, told};

/// Why a bundle cannot be read.
#[derive(Debug, Error)]
pub enum Unreadable {
    /// A line that is not canonical JSON of a known line.
    #[error("line {line}: {reason}")]
    Line {
        /// Which line, from 1.
        line: u64,
        /// Why.
        reason: LineError,
    },
    /// The last line has no newline.
    #[error("line {line}: does not end with a newline; the file was cut off")]
    Unterminated {
        /// Which line, from 1.
        line: u64,
    },
    /// A line that cannot stand where it stands.
    #[error("line {line}: {found} cannot stand here; expected {expected}")]
    OutOfOrder {
        /// Which line, from 1.
        line: u64,
        /// What it is.
        found: &'static str,
        /// What could stand there.
        expected: &'static str,
    },
    /// A version this software does not know.
    #[error("line 1: the bundle has version {0}, which is not known here")]
    UnknownVersion(u32),
    /// The peaks cannot be those of a tree before the first entry.
    #[error("line 2: {0}")]
    Peaks(#[from] EdgeError),
    /// More entries than any tree holds.
    #[error("line {line}: {reason}")]
    TreeFull {
        /// Which line, from 1.
        line: u64,
        /// Why.
        reason: TreeFull,
    },
    /// The last line counts other lines than there are.
    #[error("line {found}: says there are {said} lines")]
    WrongCount {
        /// The count in the last line.
        said: u64,
        /// The lines there are.
        found: u64,
    },
    /// The file ends before the last line of a bundle.
    #[error("ends after line {line}; expected {expected}")]
    Incomplete {
        /// How many lines there are.
        line: u64,
        /// What could stand there.
        expected: &'static str,
    },
}

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
enum Stage {
    #[default]
    Start,
    Header,
    Peaks,
    Earlier,
    Entries,
    Documents,
    Certificate,
    Checkpoint,
    End,
}

impl Stage {
    const fn expected(self) -> &'static str {
        match self {
            Self::Start => "the header",
            Self::Header => "the peaks",
            Self::Peaks | Self::Earlier => "an earlier entry or an entry",
            Self::Entries => "an entry, a cosigned tree head, a document, the certificate or the checkpoint",
            Self::Documents => "a document, the certificate or the checkpoint",
            Self::Certificate => "the checkpoint",
            Self::Checkpoint => "the end",
            Self::End => "nothing after the end",
        }
    }

    /// The stage that a line leads to, if it can stand here.
    fn after(self, line: &Line) -> Option<Self> {
        let (from, next) = match line {
            Line::Header { .. } => (Self::Start..=Self::Start, Self::Header),
            Line::Peaks { .. } => (Self::Header..=Self::Header, Self::Peaks),
            Line::Earlier { .. } => (Self::Peaks..=Self::Earlier, Self::Earlier),
            Line::Entry { .. } => (Self::Peaks..=Self::Entries, Self::Entries),
            Line::Cosigned { .. } => (Self::Entries..=Self::Entries, Self::Entries),
            Line::Document { .. } => (Self::Entries..=Self::Documents, Self::Documents),
            Line::Certificate { .. } => (Self::Entries..=Self::Documents, Self::Certificate),
            Line::Checkpoint { .. } => (Self::Entries..=Self::Certificate, Self::Checkpoint),
            Line::End { .. } => (Self::Checkpoint..=Self::Checkpoint, Self::End),
        };
        from.contains(&self).then_some(next)
    }
}

const fn name(line: &Line) -> &'static str {
    match line {
        Line::Header { .. } => "a header",
        Line::Peaks { .. } => "peaks",
        Line::Earlier { .. } => "an earlier entry",
        Line::Entry { .. } => "an entry",
        Line::Cosigned { .. } => "a cosigned tree head",
        Line::Document { .. } => "a document",
        Line::Certificate { .. } => "a certificate",
        Line::Checkpoint { .. } => "a checkpoint",
        Line::End { .. } => "the end",
    }
}

/// Reads one bundle; hand it every line in order, then [`BundleReader::verify`].
#[derive(Clone, Debug)]
pub struct BundleReader {
    stage: Stage,
    lines: u64,
    header: Option<Header>,
    edge: RightEdge,
    earlier: Vec<Earlier>,
    next: u64,
    steps: Vec<Step>,
    closes: BTreeMap<u64, Digest>,
    until: Option<Instant>,
    cosigned: Vec<(TreeHead, String)>,
    documents: BTreeMap<Digest, Document>,
    certificate: Option<SignedCertificate>,
    note: String,
    ledger: Ledger,
}

impl Default for BundleReader {
    fn default() -> Self {
        Self {
            stage: Stage::default(),
            lines: 0,
            header: None,
            edge: RightEdge::empty(),
            earlier: Vec::new(),
            next: 0,
            steps: Vec::new(),
            closes: BTreeMap::new(),
            until: None,
            cosigned: Vec::new(),
            documents: BTreeMap::new(),
            certificate: None,
            note: String::new(),
            ledger: Ledger::default(),
        }
    }
}

impl BundleReader {
    /// Takes the next line, with its newline.
    pub fn line(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.lines += 1;
        let line = self.lines;
        let Some((b'\n', bytes)) = bytes.split_last() else {
            if bytes.len() > LINE_MAX_BYTES {
                return Err(Unreadable::Line { line, reason: LineError::TooLong });
            }
            return Err(Unreadable::Unterminated { line });
        };
        let parsed = Line::parse(bytes).map_err(|reason| Unreadable::Line { line, reason })?;
        let stage = self.stage.after(&parsed).ok_or_else(|| Unreadable::OutOfOrder {
            line,
            found: name(&parsed),
            expected: self.stage.expected(),
        })?;
        self.stage = stage;
        self.take(parsed)
    }

    /// Whether something was found wrong already; whoever only asks for validity can stop here.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        self.ledger.has_findings()
    }

    /// Everything that was read, once the end was.
    pub(super) fn finish(self) -> Result<(Contents, Ledger), Unreadable> {
        let (Some(header), Stage::End) = (self.header, self.stage) else {
            return Err(Unreadable::Incomplete { line: self.lines, expected: self.stage.expected() });
        };
        let contents = Contents {
            header,
            earlier: self.earlier,
            steps: self.steps,
            closes: self.closes,
            head: self.edge.head(),
            until: self.until,
            cosigned: self.cosigned,
            documents: self.documents,
            certificate: self.certificate,
            note: self.note,
        };
        Ok((contents, self.ledger))
    }

    fn take(&mut self, line: Line) -> Result<(), Unreadable> {
        match line {
            Line::Header { v, .. } if v != BUNDLE_VERSION => return Err(Unreadable::UnknownVersion(v)),
            Line::Header { v: _, bundle: kind, community, meeting, from, to, keys } => {
                self.next = from;
                self.header = Some(Header { kind, community, meeting, from, to, keys: *keys });
            }
            Line::Peaks { hashes } => self.edge = RightEdge::claimed(self.next, hashes)?,
            Line::Earlier { index, entry, proof } => self.take_earlier(index, &entry, proof),
            Line::Entry { index, entry } => self.take_entry(index, &entry)?,
            Line::Cosigned { note } => self.cosigned.push((self.edge.head(), note)),
            Line::Document { kind, sha256, text } => self.take_document(sha256, Document { kind, text }),
            Line::Certificate { jws } => self.certificate = Some(jws),
            Line::Checkpoint { note } => self.note = note,
            Line::End { lines } if lines != self.lines => {
                return Err(Unreadable::WrongCount { said: lines, found: self.lines });
            }
            Line::End { .. } => {}
        }
        Ok(())
    }

    fn take_earlier(&mut self, index: u64, text: &str, proof: Vec<Digest>) {
        self.ledger.checked(Code::RecordEarlier);
        let last = self.earlier.last().map(|earlier| earlier.index);
        if index >= self.next || last.is_some_and(|last| last >= index) {
            let sentence = told!(
                "Earlier entry {index} is not before the notice or not after the earlier entry above it.",
                "更早记录 {index} 不在通知之前，或不在上一条更早记录之后。"
            );
            self.ledger.finding(Code::RecordEarlier, sentence);
        }
        let entry = Entry::parse(text.as_bytes());
        let entry = self.readable(index, entry);
        let leaf = leaf_hash(text.as_bytes());
        self.earlier.push(Earlier { index, leaf, proof, entry });
    }

    fn take_entry(&mut self, index: u64, text: &str) -> Result<(), Unreadable> {
        self.ledger.checked(Code::RecordRange);
        if index != self.next {
            let next = self.next;
            let sentence = told!(
                "Entry {index} stands where entry {next} belongs.",
                "记录 {index} 出现在应为记录 {next} 的位置。"
            );
            self.ledger.finding(Code::RecordRange, sentence);
        }
        let full = |reason| Unreadable::TreeFull { line: self.lines, reason };
        self.edge.append(leaf_hash(text.as_bytes())).map_err(full)?;
        self.next = index.checked_add(1).ok_or_else(|| full(TreeFull))?;
        if let Some(entry) = self.readable(index, Entry::parse(text.as_bytes())) {
            self.keep(index, &entry);
        }
        Ok(())
    }

    fn readable(&mut self, index: u64, entry: Result<Entry, EntryError>) -> Option<Entry> {
        self.ledger.checked(Code::RecordEntries);
        match entry {
            Ok(entry) => {
                self.notice_time(index, entry.at());
                Some(entry)
            }
            Err(reason) => {
                let sentence =
                    told!("Entry {index} cannot be read: {reason}.", "记录 {index} 无法读取：{reason}。");
                self.ledger.finding(Code::RecordEntries, sentence);
                None
            }
        }
    }

    fn notice_time(&mut self, index: u64, at: Instant) {
        self.ledger.checked(Code::RecordTime);
        if let Some(until) = self.until.filter(|until| *until > at) {
            let sentence = told!(
                "Entry {index} is from {at}, before the entry ahead of it ({until}).",
                "记录 {index} 的时间 {at} 早于其前一条记录（{until}）。"
            );
            self.ledger.finding(Code::RecordTime, sentence);
        }
        self.until = Some(at);
    }

    /// Keeps what is about keys, the register and this meeting; other meetings only grow the tree.
    fn keep(&mut self, index: u64, entry: &Entry) {
        let own = self.header.as_ref().map(|header| header.meeting);
        let meeting = entry.fact().meeting();
        if meeting.is_some() && meeting != own {
            return;
        }
        if let Fact::MeetingClosed { .. } = entry.fact() {
            self.closes.insert(index, self.edge.root());
        }
        self.steps.push(Step { index, at: entry.at(), fact: entry.fact().clone() });
    }

    fn take_document(&mut self, claimed: Digest, document: Document) {
        self.ledger.checked(Code::DocumentsHashed);
        let digest = Digest::of(document.text.as_bytes());
        if digest != claimed {
            let sentence = told!(
                "The document listed as {claimed} has the hash {digest}.",
                "列为 {claimed} 的文件，其哈希实为 {digest}。"
            );
            self.ledger.finding(Code::DocumentsHashed, sentence);
        }
        if self.documents.insert(digest, document).is_some() {
            let sentence = told!("The document {digest} is there twice.", "文件 {digest} 出现两次。");
            self.ledger.finding(Code::DocumentsHashed, sentence);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Unreadable {
        let mut reader = BundleReader::default();
        for line in lines {
            if let Err(reason) = reader.line(line.as_bytes()) {
                return reason;
            }
        }
        reader.finish().unwrap_err()
    }

    #[test]
    fn what_is_not_a_bundle_is_refused_with_its_line() {
        assert!(matches!(read(&[]), Unreadable::Incomplete { line: 0, .. }));
        assert!(matches!(read(&["hello\n"]), Unreadable::Line { line: 1, .. }));
        assert!(matches!(read(&["{\"line\":\"end\",\"lines\":1}"]), Unreadable::Unterminated { line: 1 }));
        let early = read(&["{\"line\":\"end\",\"lines\":1}\n"]);
        assert_eq!(early.to_string(), "line 1: the end cannot stand here; expected the header");
        let spaced = read(&["{\"line\": \"end\",\"lines\":1}\n"]);
        assert_eq!(spaced.to_string(), "line 1: is not written canonically");
    }
}
