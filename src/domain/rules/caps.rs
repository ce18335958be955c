//! Cuts of a large elector's weight, exact to the last fraction.
//!
//! A cut weight counts as cut in every sum and every base. It need not fall on a thousandth, so
//! cut totals are kept in fractions of a thousandth: everything times [`Cap::denominator`].

use thiserror::Error;

use super::measures::{Measure, Measures};
use super::sources::Source;
use crate::domain::quantities::Fraction;

/// A cut that makes no sense.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum CapError {
    /// Heads would be cut.
    #[error("cuts heads, of which there are no fractions")]
    Heads,
    /// Cut to nothing, to everything, or by nothing.
    #[error("has a fraction that is 0 or 1, so it cuts everything or nothing")]
    NoCut,
}

/// How a weight is cut.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Cut {
    /// Nobody has more than this fraction of all.
    FractionOfAll(Fraction),
    /// Nobody has more than all others together.
    SumOfOthers,
    /// Who has at least `from` of all loses the fraction `by`.
    ReducedBy {
        /// What is lost.
        by: Fraction,
        /// Where it begins.
        from: Fraction,
    },
}

/// A cut, the measures it is made on, and where it comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cap {
    cut: Cut,
    measures: Measures,
    source: Source,
}

impl Cap {
    /// This cut on these measures.
    pub fn new(cut: Cut, measures: Measures, source: Source) -> Result<Self, CapError> {
        if measures.contains(Measure::Heads) {
            return Err(CapError::Heads);
        }
        let proper = |fraction: Fraction| {
            fraction.numerator() > 0 && fraction.numerator() < fraction.denominator().get()
        };
        let cuts = match cut {
            Cut::FractionOfAll(fraction) => proper(fraction),
            Cut::SumOfOthers => true,
            Cut::ReducedBy { by, from } => proper(by) && proper(from),
        };
        if cuts { Ok(Self { cut, measures, source }) } else { Err(CapError::NoCut) }
    }

    /// How it cuts.
    #[must_use]
    pub const fn cut(&self) -> Cut {
        self.cut
    }

    /// The measures it cuts.
    #[must_use]
    pub const fn measures(&self) -> Measures {
        self.measures
    }

    /// Where it comes from.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// What every weight is multiplied by so that a cut one is an integer.
    #[must_use]
    pub const fn denominator(&self) -> u64 {
        match self.cut {
            Cut::FractionOfAll(fraction) => fraction.denominator().get(),
            Cut::SumOfOthers => 1,
            Cut::ReducedBy { by, .. } => by.denominator().get(),
        }
    }

    /// A weight after the cut, times the denominator. `known` is the sum of all weights that are
    /// known, `all` the sum of all, if it is. None where what is missing decides whether it is cut.
    #[must_use]
    pub fn apply(&self, own: u128, known: u128, all: Option<u128>) -> Option<u128> {
        let denominator = u128::from(self.denominator());
        let cut = |all: u128| match self.cut {
            Cut::FractionOfAll(fraction) => {
                let most = all.saturating_mul(fraction.numerator().into());
                own.saturating_mul(denominator).min(most)
            }
            Cut::SumOfOthers => own.min(all.saturating_sub(own)),
            Cut::ReducedBy { by, from } => {
                let reaches = own.saturating_mul(from.denominator().get().into())
                    >= all.saturating_mul(from.numerator().into());
                let kept = by.denominator().get() - by.numerator();
                own.saturating_mul(if reaches { kept.into() } else { denominator })
            }
        };
        let whole = own.saturating_mul(denominator);
        match all {
            Some(all) => Some(cut(all)),
            // More weight elsewhere only makes a cut less likely.
            None if cut(known) == whole => Some(whole),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cap(cut: Cut) -> Cap {
        let measures = Measures::new(&[Measure::Area]).unwrap();
        Cap::new(cut, measures, Source::unverified("x").unwrap()).unwrap()
    }

    fn fraction(text: &str) -> Fraction {
        text.parse().unwrap()
    }

    #[test]
    fn each_cut_is_exact() {
        let fifth = cap(Cut::FractionOfAll(fraction("1/5")));
        assert_eq!(fifth.apply(400, 1_001, Some(1_001)), Some(1_001), "200.2, in fifths");
        assert_eq!(fifth.apply(200, 1_001, Some(1_001)), Some(1_000), "200 is below 200.2");
        let others = cap(Cut::SumOfOthers);
        assert_eq!(others.apply(600, 1_000, Some(1_000)), Some(400));
        assert_eq!(others.apply(500, 1_000, Some(1_000)), Some(500));
        let thirds = cap(Cut::ReducedBy { by: fraction("2/3"), from: fraction("1/2") });
        assert_eq!(thirds.apply(500, 1_000, Some(1_000)), Some(500), "166 2/3, in thirds");
        assert_eq!(thirds.apply(499, 1_000, Some(1_000)), Some(1_497));
    }

    #[test]
    fn a_cut_that_what_is_missing_decides_is_unknown() {
        let fifth = cap(Cut::FractionOfAll(fraction("1/5")));
        assert_eq!(fifth.apply(100, 1_000, None), Some(500));
        assert_eq!(fifth.apply(300, 1_000, None), None);
    }

    #[test]
    fn a_cut_of_heads_or_of_nothing_is_refused() {
        let source = || Source::unverified("x").unwrap();
        let heads = Measures::new(&[Measure::Heads]).unwrap();
        assert_eq!(Cap::new(Cut::SumOfOthers, heads, source()), Err(CapError::Heads));
        let area = Measures::new(&[Measure::Area]).unwrap();
        for text in ["0/1", "1/1"] {
            let cut = Cut::FractionOfAll(fraction(text));
            assert_eq!(Cap::new(cut, area, source()), Err(CapError::NoCut));
        }
    }
}
