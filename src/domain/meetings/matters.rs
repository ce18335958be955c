//! Matters: what the assembly is asked to decide.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::domain::roll::Electorate;
use crate::domain::rules::MatterKind;

/// Most matters on one agenda.
pub const MATTERS_MAX: usize = 50;
/// Most candidates in one election.
pub const CANDIDATES_MAX: usize = 200;
/// Longest title, in characters.
pub const TITLE_MAX: usize = 200;
/// Longest text of a matter, in characters.
pub const TEXT_MAX: usize = 10_000;

/// What is wrong with a matter.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum MatterError {
    /// Not 1 to 32 lower-case letters, digits and hyphens.
    #[error("{0:?} is not an identifier of 1 to 32 lower-case letters, digits and hyphens")]
    NotAnIdentifier(String),
    /// A title or a name that is empty or longer than [`TITLE_MAX`].
    #[error("a title or name must have 1 to {TITLE_MAX} characters")]
    TitleLength,
    /// A proposer that is empty, longer than [`TITLE_MAX`] or more than a line.
    #[error(
        "who proposed it must have 1 to {TITLE_MAX} characters in one line; leave it out if nobody said so"
    )]
    ProposerLength,
    /// A text that is empty or longer than [`TEXT_MAX`].
    #[error("the text of a matter must have 1 to {TEXT_MAX} characters")]
    TextLength,
    /// The same candidate twice.
    #[error("candidate {0} stands twice")]
    CandidateTwice(CandidateId),
    /// No candidate, or more than [`CANDIDATES_MAX`].
    #[error("an election needs 1 to {CANDIDATES_MAX} candidates")]
    CandidateCount,
    /// No seat to fill.
    #[error("an election needs at least one seat")]
    NoSeats,
}

fn identifier(text: &str) -> Result<String, MatterError> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if text.is_empty() || text.len() > 32 || !text.bytes().all(fits) {
        return Err(MatterError::NotAnIdentifier(text.chars().take(64).collect()));
    }
    Ok(text.to_owned())
}

fn title(text: &str) -> Result<String, MatterError> {
    let length = text.trim().chars().count();
    if length == 0 || length > TITLE_MAX { Err(MatterError::TitleLength) } else { Ok(text.to_owned()) }
}

/// Refuses words for who proposed a matter that are none, too many or more than a line.
pub fn proposer(text: &str) -> Result<(), MatterError> {
    match title(text) {
        Ok(text) if !text.chars().any(char::is_control) => Ok(()),
        Ok(_) | Err(_) => Err(MatterError::ProposerLength),
    }
}

macro_rules! identifier {
    ($name:ident, $what:literal) => {
        #[doc = concat!("The identity of a ", $what, " within its meeting.")]
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(String);

        impl $name {
            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = MatterError;

            fn from_str(text: &str) -> Result<Self, MatterError> {
                identifier(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier!(MatterId, "matter");
identifier!(CandidateId, "candidate");

/// Somebody who stands for election.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Candidate {
    id: CandidateId,
    name: String,
}

impl Candidate {
    /// A candidate as posted.
    pub fn new(id: CandidateId, name: &str) -> Result<Self, MatterError> {
        Ok(Self { id, name: title(name)? })
    }

    /// The identity on the ballot.
    #[must_use]
    pub const fn id(&self) -> &CandidateId {
        &self.id
    }

    /// The name on the ballot.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// The seats to fill and those who stand for them, in ballot order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Election {
    seats: u32,
    candidates: Vec<Candidate>,
}

impl Election {
    /// An election with distinct candidates and at least one seat.
    pub fn new(seats: u32, candidates: Vec<Candidate>) -> Result<Self, MatterError> {
        if seats == 0 {
            return Err(MatterError::NoSeats);
        }
        if candidates.is_empty() || candidates.len() > CANDIDATES_MAX {
            return Err(MatterError::CandidateCount);
        }
        let mut seen = BTreeSet::new();
        if let Some(again) = candidates.iter().find(|candidate| !seen.insert(candidate.id())) {
            return Err(MatterError::CandidateTwice(again.id().clone()));
        }
        Ok(Self { seats, candidates })
    }

    /// Seats to fill.
    #[must_use]
    pub const fn seats(&self) -> u32 {
        self.seats
    }

    /// Candidates in ballot order.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }
}

/// One question put to the assembly, or to those of its owners whom it concerns.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Matter {
    id: MatterId,
    kind: MatterKind,
    title: String,
    text: String,
    electorate: Electorate,
    election: Option<Election>,
}

impl Matter {
    /// A matter with its full text.
    pub fn new(
        id: MatterId,
        kind: MatterKind,
        title_text: &str,
        text: &str,
        electorate: Electorate,
        election: Option<Election>,
    ) -> Result<Self, MatterError> {
        let length = text.trim().chars().count();
        if length == 0 || length > TEXT_MAX {
            return Err(MatterError::TextLength);
        }
        Ok(Self { id, kind, title: title(title_text)?, text: text.to_owned(), electorate, election })
    }

    /// Its identity within the meeting.
    #[must_use]
    pub const fn id(&self) -> &MatterId {
        &self.id
    }

    /// What kind of decision it is (Civil Code art 278), which sets its thresholds.
    #[must_use]
    pub const fn kind(&self) -> &MatterKind {
        &self.kind
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its full text, on which owners decide.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whose matter it is.
    #[must_use]
    pub const fn electorate(&self) -> &Electorate {
        &self.electorate
    }

    /// Seats and candidates, for an election.
    #[must_use]
    pub const fn election(&self) -> Option<&Election> {
        self.election.as_ref()
    }
}
