//! Shares of published totals as percentages: cut to two decimals, never rounded up, beside the exact fraction.
//!
//! A percentage decides nothing and is for reading. Cut as it is, it never shows a threshold as reached that is not:
//! 66.6666 % is shown as 66.66 and never as 66.67.

use serde::{Deserialize, Serialize};

use super::exact::Exact;

/// A part of a whole, exactly and as a percentage.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Percentage {
    /// The part over the whole, both as whole numbers in lowest terms.
    #[cfg_attr(feature = "server", schema(example = "2/3"))]
    pub exact: String,
    /// The same of a hundred with two decimals; what lies behind them is cut off.
    #[cfg_attr(feature = "server", schema(example = "66.66"))]
    pub cut: String,
}

impl Percentage {
    /// The share of one published area in another; none of nothing, and none of what cannot be read.
    #[must_use]
    pub fn of_areas(part: &str, whole: &str) -> Option<Self> {
        Self::of(Exact::of_area(part)?, Exact::of_area(whole)?)
    }

    /// The share of some heads in others; none of nothing.
    #[must_use]
    pub fn of_heads(part: u64, whole: u64) -> Option<Self> {
        let number = |heads: u64| Exact::of_units(&heads.to_string());
        Self::of(number(part)?, number(whole)?)
    }

    fn of(part: Exact, whole: Exact) -> Option<Self> {
        let (numerator, denominator) = part.over(whole)?;
        let hundredths = numerator.checked_mul(10_000)?.checked_div(denominator)?;
        Some(Self {
            exact: format!("{numerator}/{denominator}"),
            cut: format!("{}.{:02}", hundredths / 100, hundredths % 100),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(part: &str, whole: &str) -> Option<(String, String)> {
        Percentage::of_areas(part, whole).map(|own| (own.exact, own.cut))
    }

    #[test]
    fn what_lies_behind_two_decimals_is_cut_and_never_carries_over_a_threshold() {
        assert_eq!(of("2", "3"), Some(("2/3".to_owned(), "66.66".to_owned())));
        assert_eq!(of("199.999", "200"), Some(("199999/200000".to_owned(), "99.99".to_owned())));
        assert_eq!(of("49.9999", "100"), None, "an area has three decimals");
        assert_eq!(of("49.999", "100"), Some(("49999/100000".to_owned(), "49.99".to_owned())));
        assert_eq!(of("100.00", "200.0"), Some(("1/2".to_owned(), "50.00".to_owned())));
    }

    #[test]
    fn fractions_are_taken_as_they_are_and_nothing_is_divided_by_nothing() {
        assert_eq!(of("1000/3", "1000"), Some(("1/3".to_owned(), "33.33".to_owned())));
        assert_eq!(of("0", "5"), Some(("0/1".to_owned(), "0.00".to_owned())));
        assert_eq!((of("1", "0"), of("x", "1")), (None, None));
        let heads = Percentage::of_heads(1, 1505).unwrap();
        assert_eq!((heads.exact.as_str(), heads.cut.as_str()), ("1/1505", "0.06"));
    }

    #[test]
    fn the_largest_totals_still_have_a_percentage() {
        let most = "999999999999999999.999";
        assert_eq!(of(most, most), Some(("1/1".to_owned(), "100.00".to_owned())));
    }
}
