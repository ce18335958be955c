//! A ZIP file that is written while it is sent: nothing of it is kept but what stands in its index.
//!
//! The same contents make the same bytes: times come from the record, and nothing of the machine goes in.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::contents::{About, Listed};
use crate::actions::error::ActionError;
use crate::domain::instants::{Instant, Zone};
use crate::evidence::digest::Digest;

/// How many bytes are sent at a time, at least.
const CHUNK: usize = 64 * 1024;

/// A ZIP file on its way to somebody.
pub(super) struct Archive<W> {
    zip: ZipWriter<StreamWriter<Pipe>>,
    pipe: Pipe,
    at: DateTime,
    write: W,
    listed: Vec<Listed>,
    open: Option<Open>,
}

/// The file that is being written.
struct Open {
    path: String,
    hash: Sha256,
    bytes: u64,
}

/// Where compressed bytes wait until they are sent.
#[derive(Clone, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl<W: AsyncFnMut(Vec<u8>) -> Result<(), ActionError>> Archive<W> {
    /// An archive whose files all bear this time.
    pub(super) fn new(at: Instant, write: W) -> Result<Self, ActionError> {
        let pipe = Pipe::default();
        let zip = ZipWriter::new_stream(pipe.clone());
        Ok(Self { zip, pipe, at: time(at)?, write, listed: Vec::new(), open: None })
    }

    /// Begins a file, whose bytes are then appended.
    pub(super) fn begin(&mut self, path: &str) -> Result<(), ActionError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .unix_permissions(0o644)
            .last_modified_time(self.at);
        self.zip.start_file(path, options).map_err(ActionError::damaged)?;
        self.open = Some(Open { path: path.to_owned(), hash: Sha256::new(), bytes: 0 });
        Ok(())
    }

    /// Appends to the file that was begun.
    pub(super) async fn append(&mut self, bytes: &[u8]) -> Result<(), ActionError> {
        self.zip.write_all(bytes).map_err(ActionError::damaged)?;
        if let Some(open) = &mut self.open {
            open.hash.update(bytes);
            open.bytes += bytes.len() as u64;
        }
        self.send(CHUNK).await
    }

    /// Ends the file that was begun, and lists it.
    pub(super) fn end(&mut self, about: About, entry: Option<u64>) -> Result<(), ActionError> {
        let open = self.open.take().ok_or_else(|| ActionError::damaged("no file was begun"))?;
        let sha256 = Digest::from_bytes(open.hash.finalize().into());
        self.listed.push(Listed { path: open.path, bytes: open.bytes, sha256, entry, about });
        Ok(())
    }

    /// Adds a whole file, and lists it.
    pub(super) async fn add(
        &mut self,
        path: &str,
        bytes: &[u8],
        (about, entry): (About, Option<u64>),
    ) -> Result<(), ActionError> {
        self.begin(path)?;
        self.append(bytes).await?;
        self.end(about, entry)
    }

    /// What was listed so far.
    pub(super) fn listed(&self) -> &[Listed] {
        &self.listed
    }

    /// Ends the archive.
    pub(super) async fn finish(mut self) -> Result<(), ActionError> {
        let Self { zip, pipe, write, .. } = &mut self;
        let zip = std::mem::replace(zip, ZipWriter::new_stream(Pipe::default()));
        zip.finish().map_err(ActionError::damaged)?;
        let rest = pipe.take(0);
        if rest.is_empty() { Ok(()) } else { write(rest).await }
    }

    async fn send(&mut self, at_least: usize) -> Result<(), ActionError> {
        let waiting = self.pipe.take(at_least);
        if waiting.is_empty() { Ok(()) } else { (self.write)(waiting).await }
    }
}

impl Pipe {
    /// What waits, if it is so much.
    fn take(&self, at_least: usize) -> Vec<u8> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < at_least { Vec::new() } else { std::mem::take(&mut *waiting) }
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An instant as archives tell it, in UTC and to two seconds.
fn time(at: Instant) -> Result<DateTime, ActionError> {
    let utc = Zone::new("UTC").map_err(ActionError::damaged)?;
    let civil = at.civil_in(&utc);
    let part = |number: i8| u8::try_from(number).map_err(ActionError::damaged);
    let year = u16::try_from(civil.year()).map_err(ActionError::damaged)?;
    let (month, day) = (part(civil.month())?, part(civil.day())?);
    let (hour, minute) = (part(civil.hour())?, part(civil.minute())?);
    // Only even seconds can be told.
    let second = part(civil.second() / 2 * 2)?;
    DateTime::from_date_and_time(year, month, day, hour, minute, second).map_err(ActionError::damaged)
}
