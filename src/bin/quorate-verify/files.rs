//! Files that are whole or not there: written beside, flushed, and moved into place.

use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Replaces a file by these bytes, so that a crash leaves the old or the new one; the error is what to tell.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let told = |reason: Error| format!("{}: {reason}", path.display());
    let beside = beside(path, "new");
    let write = || {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        flush_folder(path)
    };
    write().map_err(told)
}

/// A file's bytes, at most so many; none if there is no such file.
pub(crate) fn read(path: &Path, bytes_max: usize) -> Result<Option<Vec<u8>>, String> {
    let told = |reason: Error| format!("{}: {reason}", path.display());
    let file = match File::open(path) {
        Ok(file) => file,
        Err(reason) if reason.kind() == ErrorKind::NotFound => return Ok(None),
        Err(reason) => return Err(told(reason)),
    };
    let mut bytes = Vec::new();
    file.take(bytes_max as u64 + 1).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() > bytes_max {
        return Err(format!("{}: has more than {bytes_max} bytes", path.display()));
    }
    Ok(Some(bytes))
}

/// The path of a file with the same name and another ending after it.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Flushes the folder of a file, in which it was renamed.
#[cfg(unix)]
fn flush_folder(path: &Path) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or_else(|| Path::new(".")))?.sync_all()
}

/// Where folders cannot be opened the rename is as safe as the system makes it.
#[cfg(not(unix))]
fn flush_folder(_: &Path) -> Result<(), Error> {
    Ok(())
}
