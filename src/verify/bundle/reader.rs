//! Reads a bundle line by line.
//!
//! What is wrong with the framing makes a bundle unreadable. What is wrong with its content is a
//! finding, and reading goes on.

use super::contents::Header;
use super::framing::{Stage, Unreadable, name};
use super::reading::Reading;
use crate::evidence::bundle::{BUNDLE_VERSION, LINE_MAX_BYTES, Line, LineError};
use crate::evidence::key_chain::KeyChain;

/// Reads one bundle; hand it every line in order, then [`BundleReader::verify`].
///
/// Entries and ballots are checked as they come and not kept: of an entry of another meeting nothing,
/// of a ballot's entry a few words, of an elector's ballots what the latest one says.
#[derive(Clone, Debug, Default)]
pub struct BundleReader {
    stage: Stage,
    lines: u64,
    reading: Option<Reading>,
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
        let stage = self.stage.after(&parsed).ok_or_else(|| self.misplaced(&parsed))?;
        self.stage = stage;
        self.take(parsed)
    }

    /// Whether something was found wrong already; whoever only asks for validity can stop here.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        self.reading.as_ref().is_some_and(Reading::has_findings)
    }

    /// Everything that was read, once the end was.
    pub(super) fn finish(self) -> Result<Reading, Unreadable> {
        match (self.reading, self.stage) {
            (Some(reading), Stage::End) => Ok(reading),
            (_, stage) => Err(Unreadable::Incomplete { line: self.lines, expected: stage.expected() }),
        }
    }

    fn take(&mut self, line: Line) -> Result<(), Unreadable> {
        match line {
            Line::Header { v, .. } if v != BUNDLE_VERSION => return Err(Unreadable::UnknownVersion(v)),
            Line::Header { meeting: None, .. } => {
                return Err(Unreadable::OtherFile { is: "the annals of a community", command: "annals" });
            }
            Line::Header { v: _, bundle: kind, community, meeting: Some(meeting), from, to, keys } => {
                let alone = |_| KeyChain::founded(keys.checkpoint_key.clone(), keys.statements_key.x, 0);
                let chain = keys.check().unwrap_or_else(alone);
                let header = Header { kind, community, meeting, from, to, keys: *keys, chain };
                self.reading = Some(Reading::new(header));
            }
            Line::End { lines } if lines != self.lines => {
                return Err(Unreadable::WrongCount { said: lines, found: self.lines });
            }
            line @ (Line::Calendar { .. }
            | Line::Peaks { .. }
            | Line::Earlier { .. }
            | Line::Entry { .. }
            | Line::Cosigned { .. }
            | Line::Document { .. }
            | Line::Certificate { .. }
            | Line::Checkpoint { .. }
            | Line::End { .. }) => match &mut self.reading {
                Some(reading) => reading.take(line, self.lines)?,
                None => return Err(self.misplaced(&line)),
            },
        }
        Ok(())
    }

    const fn misplaced(&self, line: &Line) -> Unreadable {
        Unreadable::OutOfOrder { line: self.lines, found: name(line), expected: self.stage.expected() }
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
