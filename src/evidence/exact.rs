//! Exact numbers as texts: decimals, and fractions where a cut weight leaves no decimal.

use crate::domain::quantities::{Scale, ShareTotal};
use crate::domain::rules::Measure;

/// Most digits of a number before a decimal point, or of either part of a fraction.
const DIGITS_MAX: usize = 18;

/// Largest common denominator of totals.
const DENOMINATOR_MAX: u128 = 1_000_000;

/// A number of smallest units (thousandths of an area, units) over a denominator, in lowest terms.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Exact {
    value: u128,
    denominator: u128,
}

impl Exact {
    fn new(value: u128, denominator: u128) -> Option<Self> {
        let common = greatest_common_divisor(value, denominator);
        Some(Self { value: value.checked_div(common)?, denominator: denominator.checked_div(common)? })
    }

    /// An area as [`area`] writes it.
    pub(super) fn of_area(text: &str) -> Option<Self> {
        if let Some((numerator, denominator)) = text.split_once('/') {
            return Self::new(number(numerator)?.checked_mul(1_000)?, number(denominator)?);
        }
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let fits = decimals.len() <= usize::from(Scale::MAX.decimals());
        let (whole, decimals) = (number(whole)?, fits.then(|| number(&format!("{decimals:0<3}")))??);
        // Only digits that were written are filled up.
        if text.ends_with('.') {
            return None;
        }
        Self::new(whole.checked_mul(1_000)?.checked_add(decimals)?, 1)
    }

    /// A number of units as [`units`] writes it.
    pub(super) fn of_units(text: &str) -> Option<Self> {
        match text.split_once('/') {
            Some((numerator, denominator)) => Self::new(number(numerator)?, number(denominator)?),
            None => Self::new(number(text)?, 1),
        }
    }

    /// The number over another one, as numerator and denominator in lowest terms; none over nothing.
    pub(super) fn over(self, other: Self) -> Option<(u128, u128)> {
        let numerator = self.value.checked_mul(other.denominator)?;
        let denominator = other.value.checked_mul(self.denominator).filter(|own| *own > 0)?;
        let common = greatest_common_divisor(numerator, denominator);
        Some((numerator.checked_div(common)?, denominator.checked_div(common)?))
    }

    /// The number times a denominator, if that is an integer.
    pub(super) fn times(self, denominator: u64) -> Option<u128> {
        let whole = self.value.checked_mul(denominator.into())?;
        (whole.checked_rem(self.denominator)? == 0).then(|| whole / self.denominator)
    }
}

/// The smallest denominator that makes integers of all of them.
pub(super) fn common_denominator(numbers: impl Iterator<Item = Exact>) -> Option<u64> {
    let mut common = 1_u128;
    for number in numbers {
        common = common / greatest_common_divisor(common, number.denominator) * number.denominator;
        if common > DENOMINATOR_MAX {
            return None;
        }
    }
    u64::try_from(common).ok()
}

/// An area of so many thousandths over a denominator: a decimal, or a fraction such as `1000/3`.
pub(super) fn area(value: u128, scale: Scale, denominator: u64) -> String {
    let denominator = u128::from(denominator.max(1));
    if value.is_multiple_of(denominator) {
        return ShareTotal::from_thousandths(value / denominator).to_decimal(scale);
    }
    fraction(value, denominator.saturating_mul(1_000))
}

/// So many units over a denominator: a number, or a fraction.
pub(super) fn units(value: u128, denominator: u64) -> String {
    let denominator = u128::from(denominator.max(1));
    if value.is_multiple_of(denominator) {
        return (value / denominator).to_string();
    }
    fraction(value, denominator)
}

/// A quantity on a measure.
pub(super) fn quantity(value: u128, measure: Measure, scale: Scale, denominator: u64) -> String {
    match measure {
        Measure::Area => area(value, scale, denominator),
        Measure::Heads => value.to_string(),
        Measure::Units => units(value, denominator),
    }
}

fn fraction(numerator: u128, denominator: u128) -> String {
    let common = greatest_common_divisor(numerator, denominator).max(1);
    format!("{}/{}", numerator / common, denominator / common)
}

fn number(text: &str) -> Option<u128> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits && text.len() <= DIGITS_MAX).then(|| text.parse().ok())?
}

const fn greatest_common_divisor(mut one: u128, mut two: u128) -> u128 {
    while two != 0 {
        (one, two) = (two, one % two);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_read_exactly_or_refused() {
        let read = |text| Exact::of_area(text).and_then(|exact| exact.times(1));
        assert_eq!(read("191619.21"), Some(191_619_210));
        assert_eq!(read("0"), Some(0));
        for text in
            ["", ".", "1.", ".5", "-1", "1.2345", "1e3", "1234567890123456789", "１", "1/", "/3", "1/0"]
        {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_no_decimal_shows_is_a_fraction_and_survives() {
        let scale = Scale::of_text("0.00");
        assert_eq!(area(1_000_000, scale, 3), "1000/3");
        assert_eq!(area(3_000_000, scale, 3), "1000.00");
        assert_eq!((units(9, 5).as_str(), units(10, 5).as_str()), ("9/5", "2"));
        let read = Exact::of_area("1000/3").unwrap();
        assert_eq!((common_denominator([read].into_iter()), read.times(3)), (Some(3), Some(1_000_000)));
        assert_eq!(read.times(2), None);
        assert_eq!(common_denominator([Exact::of_units("1/999999999").unwrap()].into_iter()), None);
    }
}
