//! Files that survive a loss of power, and directories with one user at a time.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};

/// How the name of a file ends that is being written.
const UNFINISHED: &str = "unfinished";

/// Writes a file beside its place, flushes it, moves it there and flushes the directory, so that after
/// a loss of power the place holds the old bytes or the new ones, and the new ones if this has returned.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = path.with_extension(UNFINISHED);
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    move_into_place(&unfinished, path)
}

/// Moves a flushed file over another one and flushes the directory.
pub fn move_into_place(unfinished: &Path, path: &Path) -> io::Result<()> {
    fs::rename(unfinished, path)?;
    path.parent().map_or(Ok(()), flush_directory)
}

/// Reads a file, a byte more than `bytes_max` at most.
pub fn read_short(path: &Path, bytes_max: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(bytes_max.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The files of a directory, in the order of their names.
pub fn files(directory: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.with_context(|| format!("cannot read {}", directory.display()))?;
    let mut paths: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    Ok(paths)
}

/// The files of a directory that were finished, with their names. One that was never finished is removed,
/// since nothing was answered on it; one with another extension is refused, as it is not the owner's.
pub fn finished(directory: &Path, extension: &str, owner: &str) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let mut finished = Vec::new();
    for path in files(directory)? {
        let found = path.extension().and_then(OsStr::to_str);
        if found == Some(UNFINISHED) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            continue;
        }
        ensure!(
            found == Some(extension),
            "{} does not belong to this {owner}: move it elsewhere",
            path.display()
        );
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default().to_owned();
        finished.push((name, path));
    }
    Ok(finished)
}

/// The lock of a directory; it ends with the process or with this value.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    /// Takes the lock of a directory for a witness or an inbox.
    pub fn of(directory: &Path, who: &str) -> anyhow::Result<Self> {
        let path = directory.join("lock");
        let lock = File::options().create(true).truncate(false).write(true).open(&path);
        let lock = lock.with_context(|| format!("cannot open {}", path.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self(lock)),
            Err(TryLockError::WouldBlock) => {
                bail!("another {who} runs on {}: stop it first", directory.display())
            }
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("cannot lock {}", path.display()))
            }
        }
    }
}

impl Drop for Lock {
    /// Releases the lock at once, also where a process that is just being started holds the same file.
    fn drop(&mut self) {
        if let Err(error) = self.0.unlock() {
            tracing::warn!(%error, "the lock of a directory could not be released");
        }
    }
}

#[cfg(unix)]
fn flush_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Elsewhere a directory cannot be opened; renaming is as durable as the system makes it.
#[cfg(not(unix))]
fn flush_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        write_whole(&path, b"longer than the second").unwrap();
        write_whole(&path, b"second").unwrap();
        assert_eq!(read_short(&path, 6).unwrap(), b"second");
        assert_eq!(read_short(&path, 3).unwrap(), b"seco");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_was_never_finished_is_removed_and_what_is_foreign_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.json", "a.json", "c.unfinished"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let found = finished(folder.path(), "json", "inbox").unwrap();
        assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["a.json", "b.json"]);
        assert_eq!(files(folder.path()).unwrap().len(), 2);
        fs::write(folder.path().join("notes.txt"), "").unwrap();
        let refused = finished(folder.path(), "json", "inbox").unwrap_err().to_string();
        assert!(refused.ends_with("notes.txt does not belong to this inbox: move it elsewhere"), "{refused}");
    }

    #[test]
    fn a_directory_has_one_user_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::of(folder.path(), "witness").unwrap();
        let refused = Lock::of(folder.path(), "witness").unwrap_err().to_string();
        assert!(refused.starts_with("another witness runs on"), "{refused}");
        drop(first);
        assert!(Lock::of(folder.path(), "witness").is_ok());
    }
}
