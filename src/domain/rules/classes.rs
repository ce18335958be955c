//! Classes of matters: what each asks, and what may follow from its result.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use super::calls::Call;
use super::identifiers::{IdentifierError, identifier};
use super::requirements::Requirement;
use super::sources::Source;
use super::titles::Titles;
use super::words::UnknownWord;

/// The name of a class, for example `special` or `art_25`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ClassName(String);

impl ClassName {
    /// The class of this name.
    pub fn new(text: &str) -> Result<Self, IdentifierError> {
        identifier(text).map(Self)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClassName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How an election finds who is elected.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Method {
    /// Each candidate must reach the threshold; those who do are ranked.
    #[default]
    Threshold,
    /// Those with most votes have the seats.
    Plurality,
    /// As [`Self::Plurality`]; a ballot may give all its votes, one for each seat, to one candidate.
    Cumulative,
}

impl Method {
    /// The word packs write.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Threshold => "threshold",
            Self::Plurality => "plurality",
            Self::Cumulative => "cumulative",
        }
    }
}

impl FromStr for Method {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let methods = [Self::Threshold, Self::Plurality, Self::Cumulative];
        let found = methods.into_iter().find(|method| method.as_str() == text);
        let known = "threshold, plurality, cumulative";
        found.ok_or_else(|| UnknownWord { word: text.to_owned(), known })
    }
}

/// A vote on the same matter by another class's rule, which the result of the first may open.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SecondVote {
    /// The class that decides it.
    pub class: ClassName,
    /// What the first vote must have come to; all must hold.
    pub conditions: Vec<Requirement>,
    /// Where it comes from.
    pub source: Source,
}

/// Silence that counts as agreement after a term: of who was absent, and informed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Silence {
    /// Days in which an absent elector may still disagree.
    pub days: u16,
    /// Where it comes from.
    pub source: Source,
}

/// Written objections under which a motion that passed falls.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Objection {
    /// Days in which they are made, from the service of the result.
    pub days: u16,
    /// What their weight must reach for the motion to fall.
    pub requirement: Requirement,
}

/// Something that follows from the votes and is no part of whether the motion is valid.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Consequence {
    /// Its name in results.
    pub id: ClassName,
    /// What follows, for people.
    pub titles: Titles,
    /// What the votes must reach; all must hold.
    pub requires: Vec<Requirement>,
}

/// A class of matters.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: ClassName,
    /// What is asked; all must hold.
    pub requires: Vec<Requirement>,
    /// How its elections go.
    pub method: Method,
    /// The vote that may follow.
    pub second_vote: Option<SecondVote>,
    /// Whether silence agrees.
    pub silence: Option<Silence>,
    /// Under which objections a motion falls.
    pub objection: Option<Objection>,
    /// What else follows.
    pub consequences: Vec<Consequence>,
}

impl Class {
    /// What is asked at this call.
    pub fn asked_at(&self, call: Call) -> impl Iterator<Item = &Requirement> {
        self.requires.iter().filter(move |requirement| requirement.applies_at(call))
    }
}

/// Which numbers of seats the law allows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sizes {
    /// The fewest.
    pub min: NonZeroU32,
    /// The most, if there is a limit.
    pub max: Option<NonZeroU32>,
    /// Whether it must be odd.
    pub parity: Parity,
    /// Where the sizes come from.
    pub source: Source,
}

/// Whether a number must be odd.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Parity {
    /// It may be even.
    #[default]
    Free,
    /// It must be odd.
    Odd,
}

impl Sizes {
    /// Whether so many seats are lawful.
    #[must_use]
    pub fn allow(&self, seats: NonZeroU32) -> bool {
        let odd = match self.parity {
            Parity::Free => true,
            Parity::Odd => seats.get() % 2 == 1,
        };
        seats >= self.min && self.max.is_none_or(|max| seats <= max) && odd
    }
}

impl fmt::Display for Sizes {
    /// For example `5 to 11, odd`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.max {
            Some(max) => write!(f, "{} to {max}", self.min)?,
            None => write!(f, "at least {}", self.min)?,
        }
        match self.parity {
            Parity::Free => Ok(()),
            Parity::Odd => f.write_str(", odd"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_limits_and_may_ask_for_an_odd_number() {
        let number = |number| NonZeroU32::new(number).unwrap();
        let source = Source::unverified("x").unwrap();
        let sizes = Sizes { min: number(5), max: Some(number(11)), parity: Parity::Odd, source };
        assert_eq!([3, 5, 6, 11, 13].map(|n| sizes.allow(number(n))), [false, true, false, true, false]);
        assert_eq!(sizes.to_string(), "5 to 11, odd");
    }
}
