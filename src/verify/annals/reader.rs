//! Reads annals line by line: header, calendar, entries each with its documents, checkpoint, end.

use super::reading::{Header, Reading};
use crate::evidence::bundle::{BUNDLE_VERSION, LINE_MAX_BYTES, Line, LineError};
use crate::evidence::key_chain::KeyChain;
use crate::verify::bundle::{Unreadable, name};

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Stage {
    #[default]
    Start,
    Header,
    Calendar,
    Entries,
    Checkpoint,
    End,
}

impl Stage {
    const fn expected(self) -> &'static str {
        match self {
            Self::Start => "the header",
            Self::Header => "the calendar",
            Self::Calendar => "an entry",
            Self::Entries => "an entry, a document or the certificate of the entry above, or the checkpoint",
            Self::Checkpoint => "the end",
            Self::End => "nothing after the end",
        }
    }

    const fn after(self, line: &Line) -> Option<Self> {
        match (self, line) {
            (Self::Start, Line::Header { .. }) => Some(Self::Header),
            (Self::Header, Line::Calendar { .. }) => Some(Self::Calendar),
            (Self::Calendar | Self::Entries, Line::Entry { .. })
            | (Self::Entries, Line::Document { .. } | Line::Certificate { .. }) => Some(Self::Entries),
            (Self::Entries, Line::Checkpoint { .. }) => Some(Self::Checkpoint),
            (Self::Checkpoint, Line::End { .. }) => Some(Self::End),
            (
                Self::Start | Self::Header | Self::Calendar | Self::Entries | Self::Checkpoint | Self::End,
                Line::Header { .. }
                | Line::Calendar { .. }
                | Line::Peaks { .. }
                | Line::Earlier { .. }
                | Line::Entry { .. }
                | Line::Cosigned { .. }
                | Line::Document { .. }
                | Line::Certificate { .. }
                | Line::Checkpoint { .. }
                | Line::End { .. },
            ) => None,
        }
    }
}

/// Reads the annals of one community; hand it every line in order, then [`AnnalsReader::verify`].
#[derive(Debug, Default)]
pub struct AnnalsReader {
    stage: Stage,
    lines: u64,
    reading: Option<Reading>,
}

impl AnnalsReader {
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
        let misplaced = |found| Unreadable::OutOfOrder { line, found, expected: self.stage.expected() };
        self.stage = self.stage.after(&parsed).ok_or_else(|| misplaced(name(&parsed)))?;
        self.take(parsed)
    }

    /// Everything that was read, once the end was.
    pub(super) fn finish(self) -> Result<Reading, Unreadable> {
        match (self.reading, self.stage) {
            (Some(reading), Stage::End) => Ok(reading),
            (_, stage) => Err(Unreadable::Incomplete { line: self.lines, expected: stage.expected() }),
        }
    }

    fn take(&mut self, line: Line) -> Result<(), Unreadable> {
        if let Line::Header { v, bundle: kind, community, meeting, from, to, keys } = line {
            if v != BUNDLE_VERSION {
                return Err(Unreadable::UnknownVersion(v));
            }
            if meeting.is_some() {
                return Err(Unreadable::OtherFile { is: "the bundle of a meeting", command: "bundle" });
            }
            let alone = |_| KeyChain::founded(keys.checkpoint_key.clone(), keys.statements_key.x, 0);
            let chain = keys.check().unwrap_or_else(alone);
            self.reading = Some(Reading::new(Header { kind, community, from, to, keys: *keys, chain }));
            return Ok(());
        }
        if let Line::End { lines } = line {
            let found = self.lines;
            return if lines == found { Ok(()) } else { Err(Unreadable::WrongCount { said: lines, found }) };
        }
        match &mut self.reading {
            Some(reading) => reading.take(line, self.lines),
            None => Ok(()),
        }
    }
}
