//! Thresholds as statutes write them, compared in exact integers.
//!
//! A threshold such as "at least 2/3 of all" holds for `have` out of `of` when
//! `3 × have >= 2 × of`. Percentages are never compared.

use std::fmt;

use thiserror::Error;

use super::sources::Source;
use crate::domain::quantities::Fraction;

/// Largest number a threshold may ask for.
pub const NUMBER_MAX: u64 = 1_000_000_000;

/// What is wrong with a threshold.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ThresholdError {
    /// The text is neither relation, fraction and base, nor relation and number.
    #[error("is not a threshold such as \">= 2/3 of all\" or \">= 3\"")]
    NotAThreshold,
    /// More than the whole is asked for, or less than nothing.
    #[error("asks for more than the whole or less than nothing, which can never hold")]
    NeverHolds,
    /// Nothing is asked for.
    #[error("asks for at least 0 or at most the whole, which always holds")]
    AlwaysHolds,
}

/// How a part must stand to its mark.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Relation {
    /// 以上: the number itself suffices (Civil Code art 1259).
    AtLeast,
    /// 过半数: strictly more.
    MoreThan,
    /// The number itself is still allowed.
    AtMost,
    /// Strictly less.
    LessThan,
}

impl Relation {
    const ALL: [Self; 4] = [Self::AtLeast, Self::MoreThan, Self::AtMost, Self::LessThan];

    /// The sign: `>=`, `>`, `<=` or `<`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
            Self::AtMost => "<=",
            Self::LessThan => "<",
        }
    }

    /// Whether it asks for much rather than for little.
    #[must_use]
    pub const fn asks_for_more(self) -> bool {
        match self {
            Self::AtLeast | Self::MoreThan => true,
            Self::AtMost | Self::LessThan => false,
        }
    }

    /// Whether left stands to right as asked.
    #[must_use]
    pub const fn holds(self, left: u128, right: u128) -> bool {
        match self {
            Self::AtLeast => left >= right,
            Self::MoreThan => left > right,
            Self::AtMost => left <= right,
            Self::LessThan => left < right,
        }
    }
}

/// What a fraction is taken of.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Base {
    /// The electorate of the matter, without those excluded from it.
    All,
    /// Who attends or is represented, even if silent on the matter.
    Present,
    /// Every ballot that carries the matter.
    Participating,
    /// Those for and those against.
    Cast,
}

impl Base {
    const ALL: [Self; 4] = [Self::All, Self::Present, Self::Participating, Self::Cast];

    /// The base as packs write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Present => "present",
            Self::Participating => "participating",
            Self::Cast => "cast",
        }
    }
}

/// What a part is held against.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Mark {
    /// A fraction of a base.
    Part(Fraction, Base),
    /// A number, in heads, units, or whole units of the share.
    Number(u64),
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(fraction, base) => write!(f, "{fraction} of {}", base.as_str()),
            Self::Number(number) => number.fmt(f),
        }
    }
}

/// The smallest units of a measure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Grid {
    /// How many make a whole: 1000 for a share counted in thousandths.
    pub one: u128,
    /// The step on which what is needed is rounded so that it can be reached.
    pub step: u128,
}

impl Grid {
    /// Whole numbers.
    pub const WHOLE: Self = Self { one: 1, step: 1 };
}

/// A mark that must be reached or kept, and the article that asks for it.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Threshold {
    relation: Relation,
    mark: Mark,
    source: Source,
}

impl Threshold {
    /// A threshold that some votes reach and some do not.
    pub fn new(relation: Relation, mark: Mark, source: Source) -> Result<Self, ThresholdError> {
        let (nothing, whole) = match mark {
            Mark::Part(fraction, _) => {
                (fraction.numerator() == 0, fraction.numerator() == fraction.denominator().get())
            }
            Mark::Number(number) if number > NUMBER_MAX => return Err(ThresholdError::NotAThreshold),
            Mark::Number(number) => (number == 0, false),
        };
        match relation {
            Relation::AtLeast if nothing => Err(ThresholdError::AlwaysHolds),
            Relation::AtMost if whole => Err(ThresholdError::AlwaysHolds),
            Relation::MoreThan if whole => Err(ThresholdError::NeverHolds),
            Relation::LessThan if nothing => Err(ThresholdError::NeverHolds),
            Relation::AtLeast | Relation::MoreThan | Relation::AtMost | Relation::LessThan => {
                Ok(Self { relation, mark, source })
            }
        }
    }

    /// A threshold in the words of a pack: `>= 2/3 of all`, `> 1/2 of participating`, `>= 3`.
    pub fn parse(text: &str, source: Source) -> Result<Self, ThresholdError> {
        let words: Vec<&str> = text.split(' ').collect();
        let (relation, mark) = words.split_first().ok_or(ThresholdError::NotAThreshold)?;
        let relation = Relation::ALL.into_iter().find(|known| known.as_str() == *relation);
        let mark = match mark {
            [number] if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                Mark::Number(number.parse().map_err(|_| ThresholdError::NotAThreshold)?)
            }
            [fraction, "of", base] => {
                let base = Base::ALL.into_iter().find(|known| known.as_str() == *base);
                let fraction = fraction.parse().map_err(|_| ThresholdError::NotAThreshold)?;
                Mark::Part(fraction, base.ok_or(ThresholdError::NotAThreshold)?)
            }
            _ => return Err(ThresholdError::NotAThreshold),
        };
        Self::new(relation.ok_or(ThresholdError::NotAThreshold)?, mark, source)
    }

    /// How the part must stand to the mark.
    #[must_use]
    pub const fn relation(&self) -> Relation {
        self.relation
    }

    /// What the part is held against.
    #[must_use]
    pub const fn mark(&self) -> Mark {
        self.mark
    }

    /// The base of the fraction; a number has none.
    #[must_use]
    pub const fn base(&self) -> Option<Base> {
        match self.mark {
            Mark::Part(_, base) => Some(base),
            Mark::Number(_) => None,
        }
    }

    /// Numerator and denominator of the fraction; 1 and 1 for a number.
    #[must_use]
    pub const fn ratio(&self) -> (u64, u64) {
        match self.mark {
            Mark::Part(fraction, _) => (fraction.numerator(), fraction.denominator().get()),
            Mark::Number(_) => (1, 1),
        }
    }

    /// Where the threshold comes from.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// The same threshold with another source.
    #[must_use]
    pub fn with_source(self, source: Source) -> Self {
        Self { source, ..self }
    }

    /// Whether this threshold asks for less than the other; unknown where their bases differ.
    #[must_use]
    pub fn is_easier_than(&self, other: &Self) -> Option<bool> {
        let comparable =
            self.base() == other.base() && self.relation.asks_for_more() == other.relation.asks_for_more();
        if !comparable {
            return None;
        }
        let (left, right) = match (self.mark, other.mark) {
            (Mark::Part(..), Mark::Part(..)) => {
                let ((n, d), (m, e)) = (self.ratio(), other.ratio());
                (u128::from(n) * u128::from(e), u128::from(m) * u128::from(d))
            }
            (Mark::Number(one), Mark::Number(two)) => (u128::from(one), u128::from(two)),
            (Mark::Part(..), Mark::Number(_)) | (Mark::Number(_), Mark::Part(..)) => return None,
        };
        Some(match (self.relation, other.relation) {
            (Relation::AtLeast, Relation::MoreThan) => left <= right,
            (Relation::AtMost, Relation::LessThan) => left >= right,
            (Relation::AtLeast | Relation::MoreThan, _) => left < right,
            (Relation::AtMost | Relation::LessThan, _) => left > right,
        })
    }

    /// Both sides of the inequality for `have` out of `of`, in the same smallest units of this grid.
    /// What is not known stays unknown. Nothing overflows below 10^30.
    #[must_use]
    pub fn compare(&self, have: Option<u128>, of: Option<u128>, grid: Grid) -> Comparison {
        let of = match self.mark {
            Mark::Part(..) => of,
            Mark::Number(number) => u128::from(number).checked_mul(grid.one),
        };
        let (numerator, denominator) = self.ratio();
        let left = have.and_then(|have| have.checked_mul(denominator.into()));
        let right = of.and_then(|of| of.checked_mul(numerator.into()));
        let needed = right.and_then(|right| self.needed(right, u128::from(denominator), grid.step));
        let holds = left.zip(right).map(|(left, right)| self.relation.holds(left, right));
        Comparison { have, of, left, right, needed, holds }
    }

    /// The value nearest to the mark on the grid that satisfies: the smallest, or the largest where
    /// little is asked for. None where even nothing is too much.
    fn needed(&self, right: u128, denominator: u128, step: u128) -> Option<u128> {
        let grid = denominator.checked_mul(step)?;
        let steps = match self.relation {
            Relation::AtLeast => right.checked_add(grid - 1)? / grid,
            Relation::MoreThan => right / grid + 1,
            Relation::AtMost => right / grid,
            Relation::LessThan => (right.checked_add(grid - 1)? / grid).checked_sub(1)?,
        };
        steps.checked_mul(step)
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.relation.as_str(), self.mark)
    }
}

/// One threshold applied to one measure, all quantities in the smallest units of that measure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Comparison {
    /// What there is.
    pub have: Option<u128>,
    /// The base, or the number that is asked for.
    pub of: Option<u128>,
    /// `have` times the denominator.
    pub left: Option<u128>,
    /// `of` times the numerator.
    pub right: Option<u128>,
    /// The smallest quantity on the input's grid that would satisfy; the largest where at most so
    /// much may be.
    pub needed: Option<u128>,
    /// Whether left stands to right as asked; unknown where a quantity is missing.
    pub holds: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn threshold(text: &str) -> Threshold {
        Threshold::parse(text, Source::verified("art 1").unwrap()).unwrap()
    }

    fn grid(step: u128) -> Grid {
        Grid { one: 1, step }
    }

    #[test]
    fn a_threshold_survives_its_words() {
        for text in [">= 2/3 of all", "> 1/2 of participating", "<= 1/4 of cast", "< 1/3 of present", ">= 3"]
        {
            assert_eq!(threshold(text).to_string(), text);
        }
    }

    #[test]
    fn a_threshold_that_means_nothing_is_refused() {
        let parse = |text| Threshold::parse(text, Source::unverified("x").unwrap()).unwrap_err();
        assert_eq!(parse("> 1/1 of all"), ThresholdError::NeverHolds);
        assert_eq!(parse("< 0/1 of all"), ThresholdError::NeverHolds);
        assert_eq!(parse(">= 0/1 of all"), ThresholdError::AlwaysHolds);
        assert_eq!(parse("<= 1/1 of cast"), ThresholdError::AlwaysHolds);
        assert_eq!(parse(">= 0"), ThresholdError::AlwaysHolds);
        let words = ["", ">= 2/3", ">= 2/3 of", "=> 2/3 of all", ">= 3/2 of all", ">= 2/3 of all x"];
        for text in words.into_iter().chain([">=", ">= ", ">= -3", ">= 3 of all", ">= 1000000001"]) {
            assert_eq!(parse(text), ThresholdError::NotAThreshold, "{text:?}");
        }
    }

    #[test]
    fn each_relation_includes_its_number_or_does_not() {
        let holds = |text, have| threshold(text).compare(Some(have), Some(36), Grid::WHOLE).holds;
        assert_eq!([23, 24, 25].map(|have| holds(">= 2/3 of all", have)), [false, true, true].map(Some));
        assert_eq!([17, 18, 19].map(|have| holds("> 1/2 of all", have)), [false, false, true].map(Some));
        assert_eq!([8, 9, 10].map(|have| holds("<= 1/4 of cast", have)), [true, true, false].map(Some));
        assert_eq!([8, 9, 10].map(|have| holds("< 1/4 of cast", have)), [true, false, false].map(Some));
        assert_eq!([2, 3, 4].map(|have| holds(">= 3", have)), [false, true, true].map(Some));
    }

    #[test]
    fn needed_is_the_nearest_value_on_the_grid_that_satisfies() {
        for text in [">= 2/3 of all", "> 1/2 of all", ">= 3/4 of all", "> 2/3 of all", ">= 3"] {
            for step in [1, 10, 100] {
                for of in 0..500 {
                    let compare = |have| threshold(text).compare(Some(have), Some(of), grid(step));
                    let needed = compare(0).needed.unwrap();
                    assert!(needed % step == 0 && compare(needed).holds == Some(true));
                    assert!(needed == 0 || compare(needed - step).holds == Some(false));
                }
            }
        }
        for text in ["<= 1/4 of cast", "< 1/3 of cast"] {
            for of in 1..500 {
                let compare = |have| threshold(text).compare(Some(have), Some(of), grid(10));
                let needed = compare(0).needed.unwrap();
                assert!(needed % 10 == 0 && compare(needed).holds == Some(true));
                assert_eq!(compare(needed + 10).holds, Some(false));
            }
        }
        assert_eq!(threshold("< 1/3 of cast").compare(Some(0), Some(0), Grid::WHOLE).needed, None);
    }

    #[test]
    fn what_is_not_known_stays_unknown() {
        let comparison = threshold("> 1/2 of all").compare(None, Some(10), Grid::WHOLE);
        assert_eq!((comparison.holds, comparison.needed), (None, Some(6)));
        assert_eq!(threshold("> 1/2 of all").compare(Some(3), None, Grid::WHOLE).needed, None);
        assert_eq!(threshold(">= 3").compare(Some(3), None, Grid::WHOLE).holds, Some(true));
    }

    #[test]
    fn nothing_overflows_and_absurd_quantities_are_unknown() {
        let threshold = threshold(">= 2/3 of all");
        assert_eq!(threshold.compare(Some(u128::MAX), Some(u128::MAX), Grid::WHOLE).holds, None);
    }

    #[test]
    fn ease_is_told_where_bases_agree() {
        let easier = |one, two| threshold(one).is_easier_than(&threshold(two));
        assert_eq!(easier("> 1/2 of all", ">= 2/3 of all"), Some(true));
        assert_eq!(easier(">= 1/2 of all", "> 1/2 of all"), Some(true));
        assert_eq!(easier("> 1/2 of all", "> 1/2 of all"), Some(false));
        assert_eq!(easier("<= 1/4 of cast", "<= 1/5 of cast"), Some(true));
        assert_eq!(easier("> 1/2 of all", "> 1/2 of cast"), None);
        assert_eq!(easier(">= 2", ">= 3"), Some(true));
    }
}
