//! What a package holds, and what it lacks: its index.

use serde::Serialize;
use uuid::Uuid;

use crate::actions::headings::Heading;
use crate::evidence::digest::Digest;

/// A sentence in both languages.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct About {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// A file of a package.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// Where it is in the package.
    pub path: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Their SHA-256.
    pub sha256: Digest,
    /// The entry of the record that names this hash; none where no entry does.
    pub entry: Option<u64>,
    /// What it is.
    pub about: About,
}

/// What belongs into a package and is not in it.
#[derive(Clone, Debug, Serialize)]
pub struct Missing {
    /// What.
    pub what: About,
    /// Why, or where it is to be had.
    pub why: About,
}

/// A file that whoever asked for the package made of what they read, such as a page.
#[derive(Clone, Debug)]
pub struct Extra {
    /// Where it goes.
    pub path: &'static str,
    /// What it is.
    pub about: About,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The index of a package.
#[derive(Clone, Debug)]
pub struct Contents {
    /// What stands above it.
    pub heading: Heading,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// How many entries the record had that the package tells of.
    pub size: u64,
    /// The time of the latest of them that is of this meeting.
    pub as_of: String,
    /// The files.
    pub files: Vec<Listed>,
    /// What is missing.
    pub missing: Vec<Missing>,
}

/// The same for programs.
#[derive(Serialize)]
struct Index<'a> {
    v: u8,
    community: Uuid,
    meeting: Uuid,
    definition: Digest,
    size: u64,
    files: &'a [Listed],
    missing: &'a [Missing],
}

impl Contents {
    /// For programs, as JSON.
    pub(super) fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec_pretty(&Index {
            v: 1,
            community: self.community,
            meeting: self.meeting,
            definition: self.heading.definition,
            size: self.size,
            files: &self.files,
            missing: &self.missing,
        })
    }

    /// For `sha256sum --check`.
    pub(super) fn to_sums(&self) -> String {
        let line = |file: &Listed| format!("{}  {}", file.sha256, file.path);
        let lines: Vec<_> = self.files.iter().map(line).collect();
        lines.join("\n") + "\n"
    }
}
