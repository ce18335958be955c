//! Exact quantities: shares, heads, fractions.
//!
//! A *share* is what a vote is weighed by besides heads: floor area in square metres, a
//! tantième, a unit entitlement. It is an integer of thousandths of its unit. Nothing here
//! rounds and nothing here is a float; sums are `u128` and cannot overflow within the limits.

use std::fmt;
use std::iter::Sum;
use std::num::NonZeroU64;
use std::ops::Add;
use std::str::FromStr;

use thiserror::Error;

/// Largest share of one unit, in whole units: a thousand million square metres.
pub const SHARE_MAX_UNITS: u64 = 1_000_000_000;

const THOUSANDTHS: u64 = 1_000;

/// What is wrong with a text that should be a share.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ShareError {
    /// The text is not digits with at most one decimal point.
    #[error("is not a decimal number such as 88.12")]
    NotADecimal,
    /// More than three decimals were given; nothing is rounded.
    #[error("has more than 3 decimals")]
    TooManyDecimals,
    /// The share is above [`SHARE_MAX_UNITS`].
    #[error("is larger than {SHARE_MAX_UNITS}")]
    TooLarge,
}

/// The weight of one unit or elector, in thousandths (0.001 m² for areas).
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Share(u64);

impl Share {
    /// No weight at all; counted as zero, which is not the same as unknown.
    pub const ZERO: Self = Self(0);

    /// A share of so many thousandths.
    pub const fn from_thousandths(thousandths: u64) -> Result<Self, ShareError> {
        if thousandths > SHARE_MAX_UNITS * THOUSANDTHS {
            return Err(ShareError::TooLarge);
        }
        Ok(Self(thousandths))
    }

    /// The share in thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u64 {
        self.0
    }

    /// The share as an exact decimal, for example `88.120` at three decimals.
    #[must_use]
    pub fn to_decimal(self, scale: Scale) -> String {
        ShareTotal::from(self).to_decimal(scale)
    }
}

impl FromStr for Share {
    type Err = ShareError;

    fn from_str(text: &str) -> Result<Self, ShareError> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(decimals) {
            return Err(ShareError::NotADecimal);
        }
        if decimals.len() > usize::from(Scale::MAX.0) {
            return Err(ShareError::TooManyDecimals);
        }
        let whole: u64 = whole.parse().map_err(|_| ShareError::TooLarge)?;
        let decimals: u64 = format!("{decimals:0<3}").parse().map_err(|_| ShareError::NotADecimal)?;
        let thousandths = whole.checked_mul(THOUSANDTHS).and_then(|w| w.checked_add(decimals));
        Self::from_thousandths(thousandths.ok_or(ShareError::TooLarge)?)
    }
}

/// A sum of shares, in thousandths.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ShareTotal(u128);

impl ShareTotal {
    /// The empty sum.
    pub const ZERO: Self = Self(0);

    /// A total of so many thousandths.
    #[must_use]
    pub const fn from_thousandths(thousandths: u128) -> Self {
        Self(thousandths)
    }

    /// The total in thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u128 {
        self.0
    }

    /// The total as an exact decimal at this scale, or at the smallest scale that loses nothing.
    #[must_use]
    pub fn to_decimal(self, scale: Scale) -> String {
        let scale = scale.max(Scale::of_thousandths(self.0));
        let whole = self.0 / u128::from(THOUSANDTHS);
        if scale == Scale::WHOLE {
            return whole.to_string();
        }
        let decimals = self.0 % u128::from(THOUSANDTHS) / scale.step();
        format!("{whole}.{decimals:0width$}", width = usize::from(scale.0))
    }
}

impl From<Share> for ShareTotal {
    fn from(share: Share) -> Self {
        Self(u128::from(share.0))
    }
}

impl Add for ShareTotal {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for ShareTotal {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl Sum<Share> for ShareTotal {
    fn sum<I: Iterator<Item = Share>>(iter: I) -> Self {
        iter.map(Self::from).sum()
    }
}

/// How many decimals a share came with, 0 to 3; figures are shown at the input's largest scale.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Scale(u8);

impl Scale {
    /// Whole units.
    pub const WHOLE: Self = Self(0);
    /// Thousandths, the finest there is.
    pub const MAX: Self = Self(3);

    /// The scale a decimal text was written with: 2 for `88.10`.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        Self(u8::try_from(decimals).unwrap_or(u8::MAX).min(Self::MAX.0))
    }

    /// The smallest scale that shows this many thousandths exactly.
    #[must_use]
    pub const fn of_thousandths(thousandths: u128) -> Self {
        if thousandths.is_multiple_of(1_000) {
            Self(0)
        } else if thousandths.is_multiple_of(100) {
            Self(1)
        } else if thousandths.is_multiple_of(10) {
            Self(2)
        } else {
            Self::MAX
        }
    }

    /// Number of decimals.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        self.0
    }

    /// Thousandths in one step of the last decimal: 10 at two decimals.
    #[must_use]
    pub const fn step(self) -> u128 {
        match self.0 {
            0 => 1_000,
            1 => 100,
            2 => 10,
            _ => 1,
        }
    }
}

/// A number of heads: electors, each counted once whatever they own.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Heads(u64);

impl Heads {
    /// Nobody.
    pub const ZERO: Self = Self(0);
    /// One elector.
    pub const ONE: Self = Self(1);

    /// So many heads.
    #[must_use]
    pub const fn new(count: u64) -> Self {
        Self(count)
    }

    /// The count.
    #[must_use]
    pub const fn count(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Heads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Add for Heads {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Heads {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// What is wrong with a text that should be a fraction.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is not a fraction between 0 and 1 such as 2/3")]
pub struct FractionError;

/// An exact fraction between 0 and 1, as statutes write thresholds.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Fraction {
    numerator: u64,
    denominator: NonZeroU64,
}

impl Fraction {
    /// The fraction `numerator / denominator`, which must lie between 0 and 1.
    pub fn new(numerator: u64, denominator: u64) -> Result<Self, FractionError> {
        let denominator = NonZeroU64::new(denominator).ok_or(FractionError)?;
        if numerator > denominator.get() || denominator.get() > 1_000_000 {
            return Err(FractionError);
        }
        Ok(Self { numerator, denominator })
    }

    /// A fraction in the program's own text; one that is none does not compile.
    #[must_use]
    pub(crate) const fn literal<const NUMERATOR: u64, const DENOMINATOR: u64>() -> Self {
        let denominator = const {
            assert!(NUMERATOR <= DENOMINATOR && DENOMINATOR <= 1_000_000, "is no fraction between 0 and 1");
            match NonZeroU64::new(DENOMINATOR) {
                Some(denominator) => denominator,
                None => panic!("divides by zero"),
            }
        };
        Self { numerator: NUMERATOR, denominator }
    }

    /// The part above the line.
    #[must_use]
    pub const fn numerator(self) -> u64 {
        self.numerator
    }

    /// The part below the line.
    #[must_use]
    pub const fn denominator(self) -> NonZeroU64 {
        self.denominator
    }
}

impl FromStr for Fraction {
    type Err = FractionError;

    fn from_str(text: &str) -> Result<Self, FractionError> {
        let (numerator, denominator) = text.split_once('/').ok_or(FractionError)?;
        let part = |text: &str| text.trim().parse::<u64>().map_err(|_| FractionError);
        Self::new(part(numerator)?, part(denominator)?)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_exactly_or_refused() {
        assert_eq!("88.12".parse(), Share::from_thousandths(88_120));
        assert_eq!("0".parse(), Ok(Share::ZERO));
        assert_eq!("1.2345".parse::<Share>(), Err(ShareError::TooManyDecimals));
        for text in ["", ".", "1.", ".5", "-1", "+1", "1e3", "1,000", "１", " 1"] {
            assert_eq!(text.parse::<Share>(), Err(ShareError::NotADecimal), "{text:?}");
        }
        assert_eq!("1000000000.001".parse::<Share>(), Err(ShareError::TooLarge));
        assert_eq!("99999999999999999999".parse::<Share>(), Err(ShareError::TooLarge));
    }

    #[test]
    fn a_total_is_shown_at_its_scale_and_never_loses_a_digit() {
        let total = ShareTotal::from_thousandths(191_619_210);
        assert_eq!(total.to_decimal(Scale::of_text("88.12")), "191619.21");
        assert_eq!(total.to_decimal(Scale::WHOLE), "191619.21");
        assert_eq!(ShareTotal::from_thousandths(5_000).to_decimal(Scale::WHOLE), "5");
        assert_eq!(ShareTotal::from_thousandths(5_000).to_decimal(Scale::MAX), "5.000");
    }

    #[test]
    fn a_fraction_above_one_or_over_zero_is_refused() {
        assert!(Fraction::new(3, 2).is_err());
        assert!(Fraction::new(0, 0).is_err());
        assert_eq!("2/3".parse::<Fraction>().map(|f| f.to_string()), Ok("2/3".to_owned()));
    }
}
