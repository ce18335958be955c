//! What things are called for people, and what a share measures.

use std::str::FromStr;

use super::words::UnknownWord;

/// A title, or another short text, in the languages of the service.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Titles {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// What a share measures.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum ShareUnit {
    /// Square metres of floor area.
    SquareMetre,
    /// Shares of ownership without a unit.
    Share,
}

impl ShareUnit {
    /// The unit as packs and results write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SquareMetre => "m2",
            Self::Share => "share",
        }
    }
}

impl FromStr for ShareUnit {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let found = [Self::SquareMetre, Self::Share].into_iter().find(|unit| unit.as_str() == text);
        found.ok_or_else(|| UnknownWord { word: text.to_owned(), known: "m2, share" })
    }
}
