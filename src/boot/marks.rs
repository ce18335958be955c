//! Marks as files: one for each community, in a directory that is not restored with the database.
//!
//! A standing mark is replaced by one write in its place, shorter than a sector of any disk: renaming a new
//! file over it makes some file systems flush it at once, which takes longer than the commit itself.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;
use uuid::Uuid;

use crate::actions::marks::Marks;
use crate::boot::files::write_whole;
use crate::domain::communities::CommunityId;
use crate::evidence::checkpoint::SignedCheckpoint;

/// How the name of a mark ends; it begins with the community.
const ENDING: &str = ".checkpoint";

/// Locked while a mark is compared and replaced, so that processes may share the directory.
const LOCK: &str = "lock";

/// A directory of marks.
#[derive(Debug)]
pub struct MarkFiles {
    directory: PathBuf,
    lock: File,
    /// What was written and may not be on disk yet.
    unflushed: Mutex<BTreeSet<CommunityId>>,
}

impl MarkFiles {
    /// The marks of a directory, which is made if it is missing.
    pub fn open(directory: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(directory)
            .with_context(|| format!("cannot create the directory of marks {}", directory.display()))?;
        let path = directory.join(LOCK);
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let lock =
            lock.with_context(|| format!("cannot write to the directory of marks: {}", path.display()))?;
        Ok(Self { directory: directory.to_owned(), lock, unflushed: Mutex::default() })
    }

    fn path(&self, community: CommunityId) -> PathBuf {
        self.directory.join(format!("{}{ENDING}", community.uuid()))
    }

    /// Runs something while no other thread or process touches the marks.
    fn alone<T>(&self, act: impl FnOnce(&mut BTreeSet<CommunityId>) -> io::Result<T>) -> io::Result<T> {
        let mut unflushed = self.unflushed.lock().unwrap_or_else(PoisonError::into_inner);
        self.lock.lock()?;
        let done = act(&mut unflushed);
        self.lock.unlock()?;
        done
    }

    fn replace_if_larger(&self, community: CommunityId, new: &SignedCheckpoint) -> io::Result<()> {
        let path = self.path(community);
        let note = new.to_string().into_bytes();
        if let Some(bytes) = read(&path)? {
            let standing = SignedCheckpoint::parse(&bytes)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
            if standing.unverified().head().size() >= new.unverified().head().size() {
                return Ok(());
            }
            // A larger tree has no fewer digits, so nothing of the old note is left behind the new one.
            if note.len() >= bytes.len() {
                return OpenOptions::new().write(true).open(&path)?.write_all(&note);
            }
        }
        // A first mark is whole on disk before it has its name: a loss of power that left it empty would
        // suspend the community at the next start.
        write_whole(&path, &note)
    }
}

impl Marks for MarkFiles {
    fn place(&self, community: CommunityId) -> String {
        self.path(community).display().to_string()
    }

    fn communities(&self) -> io::Result<Vec<CommunityId>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.directory)? {
            let name = entry?.file_name();
            let id = name.to_str().and_then(|name| name.strip_suffix(ENDING));
            found.extend(id.and_then(|id| Uuid::parse_str(id).ok()).map(CommunityId::new));
        }
        found.sort();
        Ok(found)
    }

    fn read(&self, community: CommunityId) -> io::Result<Option<Vec<u8>>> {
        self.alone(|_| read(&self.path(community)))
    }

    fn raise(&self, community: CommunityId, checkpoint: &SignedCheckpoint) -> io::Result<()> {
        self.alone(|unflushed| {
            unflushed.insert(community);
            self.replace_if_larger(community, checkpoint)
        })
    }

    fn flush(&self) -> io::Result<()> {
        let unflushed = {
            let mut unflushed = self.unflushed.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *unflushed)
        };
        if unflushed.is_empty() {
            return Ok(());
        }
        for community in unflushed {
            File::open(self.path(community))?.sync_all()?;
        }
        // The names are the directory's.
        File::open(&self.directory)?.sync_all()
    }
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::*;
    use crate::evidence::checkpoint::Checkpoint;
    use crate::evidence::digest::Digest;
    use crate::evidence::merkle::TreeHead;
    use crate::evidence::note::KeyName;

    fn checkpoint(size: u64) -> SignedCheckpoint {
        let head = TreeHead::new(size, Digest::of(&size.to_be_bytes())).unwrap();
        let checkpoint = Checkpoint::new(KeyName::new("vote.example/record/1").unwrap(), head);
        checkpoint.sign(&SigningKey::from_bytes(&[1; 32])).unwrap()
    }

    fn community() -> CommunityId {
        CommunityId::new(Uuid::from_u128(1))
    }

    #[test]
    fn a_mark_is_never_lowered() {
        let folder = tempfile::tempdir().unwrap();
        let marks = MarkFiles::open(&folder.path().join("marks")).unwrap();
        assert_eq!(marks.read(community()).unwrap(), None);
        for size in [3, 7, 5] {
            marks.raise(community(), &checkpoint(size)).unwrap();
        }
        marks.flush().unwrap();
        assert_eq!(marks.read(community()).unwrap(), Some(checkpoint(7).to_string().into_bytes()));
        assert_eq!(marks.communities().unwrap(), [community()]);
    }

    #[test]
    fn a_mark_is_not_lowered_by_another_process_either() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = [(); 2].map(|()| MarkFiles::open(folder.path()).unwrap());
        std::thread::scope(|scope| {
            scope.spawn(|| (1..200).for_each(|size| one.raise(community(), &checkpoint(2 * size)).unwrap()));
            scope.spawn(|| (1..200).for_each(|size| other.raise(community(), &checkpoint(size)).unwrap()));
        });
        assert_eq!(other.read(community()).unwrap(), Some(checkpoint(398).to_string().into_bytes()));
    }

    #[test]
    fn a_damaged_mark_is_told_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let marks = MarkFiles::open(folder.path()).unwrap();
        fs::write(marks.place(community()), "half a no").unwrap();
        let refused = marks.raise(community(), &checkpoint(9)).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::InvalidData);
        assert_eq!(fs::read(marks.place(community())).unwrap(), b"half a no");
    }
}
