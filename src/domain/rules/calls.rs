//! First and second calls of a meeting, and when the second one opens.

use std::fmt;
use std::str::FromStr;

use super::requirements::Requirement;
use super::sources::Source;
use super::words::UnknownWord;

/// Which call of a meeting.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Call {
    /// The first one.
    #[default]
    First,
    /// The one convened again.
    Second,
}

impl Call {
    /// The call as packs and results write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Call {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let found = [Self::First, Self::Second].into_iter().find(|call| call.as_str() == text);
        found.ok_or_else(|| UnknownWord { word: text.to_owned(), known: "first, second" })
    }
}

/// What a first call must have come to for a second one to open.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Opening {
    /// Too few came.
    Inquorate,
    /// Enough came and the motion did not pass.
    Undecided,
}

impl Opening {
    /// The word packs write.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inquorate => "inquorate",
            Self::Undecided => "undecided",
        }
    }
}

impl FromStr for Opening {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let found = [Self::Inquorate, Self::Undecided].into_iter().find(|when| when.as_str() == text);
        found.ok_or_else(|| UnknownWord { word: text.to_owned(), known: "inquorate, undecided" })
    }
}

/// A meeting that may be convened again.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SecondCall {
    /// What opens it; at least one.
    pub when: Vec<Opening>,
    /// Its quorum; empty where the law asks for none.
    pub quorum: Vec<Requirement>,
    /// Where the second call comes from.
    pub source: Source,
}
