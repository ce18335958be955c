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
use crate::domain::quantities::ShareTotal;

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
    /// A lower minimum for small estates, where the law has one.
    pub small: Option<SmallEstate>,
    /// Where the sizes come from.
    pub source: Source,
}

/// A lower minimum for estates that have few homes *or* little area.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SmallEstate {
    /// The fewest seats there.
    pub min: NonZeroU32,
    /// The most homes of a small estate.
    pub households_max: u32,
    /// The largest area of a small estate, in whole units of the share.
    pub area_max: u32,
    /// Where the exception comes from.
    pub source: Source,
}

/// How large an estate is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Estate {
    /// Its homes.
    pub households: u64,
    /// The area of everything in it.
    pub area: ShareTotal,
}

impl SmallEstate {
    /// Whether an estate is small in this sense.
    #[must_use]
    pub fn includes(&self, estate: Estate) -> bool {
        let area_max = ShareTotal::from_thousandths(u128::from(self.area_max) * 1_000);
        estate.households <= u64::from(self.households_max) || estate.area <= area_max
    }
}

impl fmt::Display for SmallEstate {
    /// For example `from 3 with 100 homes or 10000 at most`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "from {} with {} homes or {} at most", self.min, self.households_max, self.area_max)
    }
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

    /// Whether everything lawful by these sizes is lawful by others.
    #[must_use]
    pub fn lie_within(&self, other: &Self) -> bool {
        let most = other.max.is_none_or(|old| self.max.is_some_and(|own| own <= old));
        let exception = match (&self.small, &other.small) {
            (None, _) => true,
            (Some(own), None) => own.min >= other.min,
            (Some(own), Some(old)) => {
                let smaller = own.households_max <= old.households_max && own.area_max <= old.area_max;
                own.min >= old.min && smaller
            }
        };
        let parity = other.parity == Parity::Free || self.parity == other.parity;
        self.min >= other.min && most && parity && exception
    }

    /// Whether some number is lawful, and the exception makes one lawful that is not without it.
    #[must_use]
    pub fn make_sense(&self) -> bool {
        let exception = self.small.as_ref().is_none_or(|small| {
            let fits = Self { min: small.min, small: None, ..self.clone() }.allow(small.min);
            fits && small.min < self.min
        });
        self.allow(self.min) && exception
    }

    /// The sizes lawful in an estate, without the exception: it is used or it is not.
    #[must_use]
    pub fn in_estate(&self, estate: Estate) -> Self {
        let small = self.small.as_ref().filter(|small| small.includes(estate));
        let (min, source) = small.map_or((self.min, &self.source), |small| (small.min, &small.source));
        Self { min, max: self.max, parity: self.parity, small: None, source: source.clone() }
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
            Parity::Free => {}
            Parity::Odd => f.write_str(", odd")?,
        }
        self.small.as_ref().map_or(Ok(()), |small| write!(f, ", {small}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_limits_and_may_ask_for_an_odd_number() {
        let number = |number| NonZeroU32::new(number).unwrap();
        let source = Source::unverified("x").unwrap();
        let sizes = Sizes { min: number(5), max: Some(number(11)), parity: Parity::Odd, small: None, source };
        assert_eq!([3, 5, 6, 11, 13].map(|n| sizes.allow(number(n))), [false, true, false, true, false]);
        assert_eq!(sizes.to_string(), "5 to 11, odd");
        assert!(sizes.make_sense());
    }

    #[test]
    fn a_small_estate_has_few_homes_or_little_area() {
        let number = |number| NonZeroU32::new(number).unwrap();
        let source = Source::unverified("x").unwrap();
        let small = SmallEstate {
            min: number(3),
            households_max: 100,
            area_max: 10_000,
            source: Source::unverified("y").unwrap(),
        };
        let sizes =
            Sizes { min: number(5), max: None, parity: Parity::Odd, small: Some(small.clone()), source };
        let estate =
            |households, thousandths| Estate { households, area: ShareTotal::from_thousandths(thousandths) };
        for (estate, min) in
            [(estate(100, 99_000_000), 3), (estate(101, 10_000_000), 3), (estate(101, 10_000_001), 5)]
        {
            assert_eq!(sizes.in_estate(estate).min, number(min), "{estate:?}");
        }
        assert_eq!(sizes.to_string(), "at least 5, odd, from 3 with 100 homes or 10000 at most");
        let with =
            |min| Sizes { small: Some(SmallEstate { min: number(min), ..small.clone() }), ..sizes.clone() };
        assert_eq!([3, 4, 5, 7].map(|min| with(min).make_sense()), [true, false, false, false]);
    }
}
