//! The framing of a bundle: which line can follow which, and why a bundle cannot be read.

use thiserror::Error;

use crate::evidence::bundle::{DocumentKind, Line, LineError};
use crate::evidence::merkle::{EdgeError, TreeFull};

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
    /// The other kind of file.
    #[error("line 1: this is {is}; check it with quorate-verify {command}")]
    OtherFile {
        /// What it is.
        is: &'static str,
        /// The command that checks such files.
        command: &'static str,
    },
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
pub(super) enum Stage {
    #[default]
    Start,
    Header,
    Peaks,
    Earlier,
    Entries,
    Documents,
    Ballots,
    Certificate,
    Checkpoint,
    End,
}

impl Stage {
    pub(super) const fn expected(self) -> &'static str {
        match self {
            Self::Start => "the header",
            Self::Header => "the peaks",
            Self::Peaks | Self::Earlier => "an earlier entry or an entry",
            Self::Entries => "an entry, a cosigned tree head, a document, the certificate or the checkpoint",
            Self::Documents => "a document, the certificate or the checkpoint",
            Self::Ballots => "a ballot, the certificate or the checkpoint",
            Self::Certificate => "the checkpoint",
            Self::Checkpoint => "the end",
            Self::End => "nothing after the end",
        }
    }

    /// The stage that a line leads to, if it can stand here.
    pub(super) fn after(self, line: &Line) -> Option<Self> {
        let (from, next) = match line {
            Line::Header { .. } => (Self::Start..=Self::Start, Self::Header),
            // How days are counted between meetings stands in annals only.
            Line::Calendar { .. } => return None,
            Line::Peaks { .. } => (Self::Header..=Self::Header, Self::Peaks),
            Line::Earlier { .. } => (Self::Peaks..=Self::Earlier, Self::Earlier),
            Line::Entry { .. } => (Self::Peaks..=Self::Entries, Self::Entries),
            Line::Cosigned { .. } => (Self::Entries..=Self::Entries, Self::Entries),
            // Ballots are checked as they come, so everything they are held against comes before them.
            Line::Document { kind: DocumentKind::Ballot, .. } => {
                (Self::Entries..=Self::Ballots, Self::Ballots)
            }
            Line::Document { .. } => (Self::Entries..=Self::Documents, Self::Documents),
            Line::Certificate { .. } => (Self::Entries..=Self::Ballots, Self::Certificate),
            Line::Checkpoint { .. } => (Self::Entries..=Self::Certificate, Self::Checkpoint),
            Line::End { .. } => (Self::Checkpoint..=Self::Checkpoint, Self::End),
        };
        from.contains(&self).then_some(next)
    }
}

/// What a line is, in words.
pub(in crate::verify) const fn name(line: &Line) -> &'static str {
    match line {
        Line::Header { .. } => "a header",
        Line::Calendar { .. } => "a calendar",
        Line::Peaks { .. } => "peaks",
        Line::Earlier { .. } => "an earlier entry",
        Line::Entry { .. } => "an entry",
        Line::Cosigned { .. } => "a cosigned tree head",
        Line::Document { kind: DocumentKind::Ballot, .. } => "a ballot",
        Line::Document { .. } => "a document",
        Line::Certificate { .. } => "a certificate",
        Line::Checkpoint { .. } => "a checkpoint",
        Line::End { .. } => "the end",
    }
}
