//! When the whole committee is elected anew because too few of its members are left.

use std::num::NonZeroU32;

use super::values::WholeReelection;

impl WholeReelection {
    /// Whether a committee of so many seats with so many members left is elected anew, where the law allows so few
    /// members at the least.
    #[must_use]
    pub fn is_due(self, left: usize, seats: usize, fewest: Option<NonZeroU32>) -> bool {
        let (twice, all) = (left as u128 * 2, seats as u128);
        match self {
            Self::FewerThanHalf => twice < all,
            Self::NotMoreThanHalf => {
                twice <= all || fewest.is_some_and(|fewest| (left as u128) < u128::from(fewest.get()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_committee_is_elected_anew_at_the_edge_that_the_law_names() {
        for (left, seats, fewer, not_more) in
            [(2, 5, true, true), (3, 5, false, false), (3, 6, false, true), (2, 6, true, true)]
        {
            assert_eq!(WholeReelection::FewerThanHalf.is_due(left, seats, None), fewer);
            assert_eq!(WholeReelection::NotMoreThanHalf.is_due(left, seats, None), not_more);
        }
        let five = NonZeroU32::new(5);
        for (left, due) in [(4, true), (5, false)] {
            let told = format!("{left} of seven, of which the law asks five");
            assert_eq!(WholeReelection::NotMoreThanHalf.is_due(left, 7, five), due, "{told}");
            assert!(!WholeReelection::FewerThanHalf.is_due(left, 7, five), "that rule has no such limit");
        }
    }
}
