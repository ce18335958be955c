//! Thresholds as statutes write them, compared in exact integers.
//!
//! A threshold such as "at least 2/3 of all" holds for `have` out of `of` when
//! `3 × have >= 2 × of`. Percentages are never compared.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::domain::quantities::Fraction;

/// A word that is none of those known at its place.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("is {word:?}, which is none of {known}")]
pub struct UnknownWord {
    /// The word that was met.
    pub word: String,
    /// The words that are known there.
    pub known: &'static str,
}

/// What is wrong with a threshold.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ThresholdError {
    /// The text is not relation, fraction and base.
    #[error("is not a threshold such as \">= 2/3 of all\"")]
    NotAThreshold,
    /// More than the whole is asked for.
    #[error("asks for more than the whole, which can never hold")]
    NeverHolds,
    /// Nothing is asked for.
    #[error("asks for at least 0, which always holds")]
    AlwaysHolds,
    /// The article that sets the threshold is not named.
    #[error("names no article; write \"unverified\" where it is not known")]
    NoArticle,
}

/// What votes are weighed by.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Measure {
    /// Floor area, or whatever share the pack weighs by.
    Area,
    /// Electors, each counted once.
    Heads,
}

impl Measure {
    /// Both measures, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::Area, Self::Heads];

    /// The measure as packs and results write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Heads => "heads",
        }
    }
}

impl FromStr for Measure {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let found = Self::ALL.into_iter().find(|measure| measure.as_str() == text);
        found.ok_or_else(|| UnknownWord { word: text.to_owned(), known: "area, heads" })
    }
}

/// A pack without measures, or with one named twice.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("must name area, heads or both, each once")]
pub struct MeasuresError;

/// The measures on which every threshold of a pack must hold; at least one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Measures {
    area: bool,
    heads: bool,
}

impl Measures {
    /// These measures, each named once.
    pub fn new(named: &[Measure]) -> Result<Self, MeasuresError> {
        let times = |measure| named.iter().filter(|named| **named == measure).count();
        let (area, heads) = (times(Measure::Area), times(Measure::Heads));
        if area > 1 || heads > 1 || area + heads == 0 {
            return Err(MeasuresError);
        }
        Ok(Self { area: area == 1, heads: heads == 1 })
    }

    /// Whether thresholds must hold on this measure.
    #[must_use]
    pub const fn contains(self, measure: Measure) -> bool {
        match measure {
            Measure::Area => self.area,
            Measure::Heads => self.heads,
        }
    }

    /// The measures, area first.
    pub fn iter(self) -> impl Iterator<Item = Measure> {
        Measure::ALL.into_iter().filter(move |measure| self.contains(*measure))
    }
}

/// How a part must stand to its fraction of the base.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Relation {
    /// 以上: the number itself suffices (Civil Code art 1259).
    AtLeast,
    /// 过半数: strictly more.
    MoreThan,
}

impl Relation {
    /// The sign: `>=` or `>`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
        }
    }

    const fn holds(self, left: u128, right: u128) -> bool {
        match self {
            Self::AtLeast => left >= right,
            Self::MoreThan => left > right,
        }
    }
}

/// What a fraction is taken of.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Base {
    /// The electorate of the matter.
    All,
    /// Every ballot that carries the matter.
    Participating,
}

impl Base {
    /// The base as packs write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Participating => "participating",
        }
    }
}

/// Where a value comes from, and whether it was read in the statute's own text.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Source {
    article: String,
    verified: bool,
}

impl Source {
    /// A value of this article that was read in its text.
    pub fn verified(article: &str) -> Result<Self, ThresholdError> {
        Self::unverified(article).map(|source| Self { verified: true, ..source })
    }

    /// A value that is said to come from this article and was not read there.
    pub fn unverified(article: &str) -> Result<Self, ThresholdError> {
        if article.trim().is_empty() {
            return Err(ThresholdError::NoArticle);
        }
        Ok(Self { article: article.trim().to_owned(), verified: false })
    }

    /// The article, for example `Civil Code (民法典) art 278(2)`.
    #[must_use]
    pub fn article(&self) -> &str {
        &self.article
    }

    /// Whether the value was read in the statute's own text.
    #[must_use]
    pub const fn is_verified(&self) -> bool {
        self.verified
    }
}

/// A share of a base that must be reached, and the article that asks for it.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Threshold {
    relation: Relation,
    fraction: Fraction,
    base: Base,
    source: Source,
}

impl Threshold {
    /// A threshold that some votes reach and some do not.
    pub fn new(
        relation: Relation,
        fraction: Fraction,
        base: Base,
        source: Source,
    ) -> Result<Self, ThresholdError> {
        match relation {
            Relation::AtLeast if fraction.numerator() == 0 => Err(ThresholdError::AlwaysHolds),
            Relation::MoreThan if fraction.numerator() == fraction.denominator().get() => {
                Err(ThresholdError::NeverHolds)
            }
            Relation::AtLeast | Relation::MoreThan => Ok(Self { relation, fraction, base, source }),
        }
    }

    /// A threshold in the words of a pack: `>= 2/3 of all`, `> 1/2 of participating`.
    pub fn parse(text: &str, source: Source) -> Result<Self, ThresholdError> {
        let mut words = text.split(' ');
        let mut word = || words.next().ok_or(ThresholdError::NotAThreshold);
        let relation = match word()? {
            ">=" => Relation::AtLeast,
            ">" => Relation::MoreThan,
            _ => return Err(ThresholdError::NotAThreshold),
        };
        let fraction = word()?.parse().map_err(|_| ThresholdError::NotAThreshold)?;
        let base = match (word()?, word()?) {
            ("of", "all") => Base::All,
            ("of", "participating") => Base::Participating,
            _ => return Err(ThresholdError::NotAThreshold),
        };
        match words.next() {
            Some(_) => Err(ThresholdError::NotAThreshold),
            None => Self::new(relation, fraction, base, source),
        }
    }

    /// At least, or more than.
    #[must_use]
    pub const fn relation(&self) -> Relation {
        self.relation
    }

    /// The fraction of the base.
    #[must_use]
    pub const fn fraction(&self) -> Fraction {
        self.fraction
    }

    /// What the fraction is taken of.
    #[must_use]
    pub const fn base(&self) -> Base {
        self.base
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

    /// Whether this threshold asks for a smaller fraction of the same base.
    #[must_use]
    pub fn is_easier_than(&self, other: &Self) -> bool {
        let scaled =
            |one: Fraction, two: Fraction| u128::from(one.numerator()) * u128::from(two.denominator().get());
        self.base == other.base
            && scaled(self.fraction, other.fraction) < scaled(other.fraction, self.fraction)
    }

    /// Both sides of the inequality for `have` out of `of`, in the same smallest unit (heads, or
    /// thousandths of a share); `step` is the grid on which `needed` is rounded up to be reachable.
    /// What is not known stays unknown.
    #[must_use]
    pub fn compare(&self, have: Option<u128>, of: Option<u128>, step: u128) -> Comparison {
        let numerator = u128::from(self.fraction.numerator());
        let denominator = u128::from(self.fraction.denominator().get());
        let (left, right) = (have.map(|have| have * denominator), of.map(|of| of * numerator));
        let grid = denominator * step;
        let needed = right.map(|right| match self.relation {
            Relation::AtLeast => right.div_ceil(grid) * step,
            Relation::MoreThan => (right / grid + 1) * step,
        });
        let holds = left.zip(right).map(|(left, right)| self.relation.holds(left, right));
        Comparison { have, of, left, right, needed, holds }
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} of {}", self.relation.as_str(), self.fraction, self.base.as_str())
    }
}

/// One threshold applied to one measure. All quantities are in heads or in thousandths.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Comparison {
    /// What there is.
    pub have: Option<u128>,
    /// The base.
    pub of: Option<u128>,
    /// `have` times the denominator.
    pub left: Option<u128>,
    /// `of` times the numerator.
    pub right: Option<u128>,
    /// The smallest quantity on the input's grid that would satisfy.
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

    #[test]
    fn a_threshold_survives_its_words() {
        for text in [">= 2/3 of all", "> 1/2 of participating", ">= 1/1 of all"] {
            assert_eq!(threshold(text).to_string(), text);
        }
    }

    #[test]
    fn a_threshold_that_means_nothing_is_refused() {
        let parse = |text| Threshold::parse(text, Source::unverified("x").unwrap()).unwrap_err();
        assert_eq!(parse("> 1/1 of all"), ThresholdError::NeverHolds);
        assert_eq!(parse(">= 0/1 of all"), ThresholdError::AlwaysHolds);
        for text in ["", ">= 2/3", ">= 2/3 of", "=> 2/3 of all", ">= 3/2 of all", ">= 2/3 of all x"] {
            assert_eq!(parse(text), ThresholdError::NotAThreshold, "{text:?}");
        }
        assert_eq!(Source::verified(" "), Err(ThresholdError::NoArticle));
    }

    #[test]
    fn at_least_includes_the_number_and_more_than_does_not() {
        let holds = |text, have| threshold(text).compare(Some(have), Some(36), 1).holds;
        assert_eq!([23, 24, 25].map(|have| holds(">= 2/3 of all", have)), [false, true, true].map(Some));
        assert_eq!([17, 18, 19].map(|have| holds("> 1/2 of all", have)), [false, false, true].map(Some));
    }

    #[test]
    fn needed_is_the_smallest_value_on_the_grid_that_satisfies() {
        for text in [">= 2/3 of all", "> 1/2 of all", ">= 3/4 of all", "> 2/3 of all"] {
            for step in [1, 10, 100] {
                for of in 0..500 {
                    let compare = |have| threshold(text).compare(Some(have), Some(of), step);
                    let needed = compare(0).needed.unwrap();
                    assert!(needed % step == 0 && compare(needed).holds == Some(true));
                    assert!(needed == 0 || compare(needed - step).holds == Some(false));
                }
            }
        }
    }

    #[test]
    fn what_is_not_known_stays_unknown() {
        let comparison = threshold("> 1/2 of all").compare(None, Some(10), 1);
        assert_eq!((comparison.holds, comparison.needed), (None, Some(6)));
        assert_eq!(threshold("> 1/2 of all").compare(Some(3), None, 1).needed, None);
    }

    #[test]
    fn measures_are_one_or_both() {
        assert!(Measures::new(&[]).is_err());
        assert!(Measures::new(&[Measure::Area, Measure::Area]).is_err());
        assert!(Measures::new(&[Measure::Heads]).is_ok_and(|m| m.iter().eq([Measure::Heads])));
    }
}
