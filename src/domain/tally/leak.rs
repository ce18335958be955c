//! How far published totals would give single choices away.
//!
//! An estimate, not a proof. Everybody knows what each elector weighs, because the roll is public. If
//! only one set of electors weighs exactly what voted for, the totals name everybody in it.

use super::totals::Weighed;
use crate::domain::quantities::ShareTotal;

/// Largest electorate of which every set of electors is tried.
pub const TRIED_MAX: usize = 20;

/// How likely it is that choices can be worked out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Likelihood {
    /// Of all ways to vote at least half have totals of their own.
    Certain,
    /// Some have, besides unanimity; or there are more different totals than ways to vote.
    Possible,
    /// Neither.
    Unlikely,
}

/// How far totals of area and heads would give choices away.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Leak {
    /// How likely.
    pub likelihood: Likelihood,
    /// The electors.
    pub electors: usize,
    /// The sets of electors that could be for the matter, and how many of them weigh what no other
    /// set weighs; only where all were tried.
    pub patterns: Option<Patterns>,
}

/// Sets of electors, by what they weigh.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Patterns {
    /// All of them, nobody and everybody among them.
    pub all: u64,
    /// Those that weigh what no other weighs.
    pub unique: u64,
}

impl Leak {
    /// The estimate for electors of these weights, areas published in such steps.
    pub(super) fn estimate(weights: &[Weighed], step: u128) -> Self {
        let electors = weights.len();
        if electors <= TRIED_MAX {
            let patterns = Patterns::of(weights);
            let likelihood = if patterns.unique * 2 >= patterns.all {
                Likelihood::Certain
            } else if patterns.unique > 2 {
                Likelihood::Possible
            } else {
                Likelihood::Unlikely
            };
            return Self { likelihood, electors, patterns: Some(patterns) };
        }
        let area: u128 = weights.iter().filter_map(|own| own.area).map(ShareTotal::thousandths).sum();
        let heads: u128 = weights.iter().map(|own| u128::from(own.heads.count())).sum();
        let areas = area.checked_div(step).map_or(u128::MAX, |areas| areas.saturating_add(1));
        let totals = areas.saturating_mul(heads.saturating_add(1));
        // More ways to vote than totals: most totals stand for many of them.
        let ways = u32::try_from(electors).ok().and_then(|electors| 1_u128.checked_shl(electors));
        let likelihood =
            if ways.is_some_and(|ways| ways <= totals) { Likelihood::Possible } else { Likelihood::Unlikely };
        Self { likelihood, electors, patterns: None }
    }
}

impl Patterns {
    /// Tries every set of these electors, of whom there are at most [`TRIED_MAX`].
    fn of(weights: &[Weighed]) -> Self {
        let mut sums = vec![(0_u128, 0_u64)];
        for weight in weights.iter().take(TRIED_MAX) {
            let (area, heads) = (weight.area.unwrap_or_default().thousandths(), weight.heads.count());
            let with = sums.iter().map(|(a, h)| (a.saturating_add(area), h.saturating_add(heads)));
            let with: Vec<_> = with.collect();
            sums.extend(with);
        }
        sums.sort_unstable();
        let unique = sums.chunk_by(|one, other| one == other).filter(|same| same.len() == 1).count();
        Self { all: sums.len() as u64, unique: unique as u64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::quantities::Heads;

    fn weights(areas: impl IntoIterator<Item = u128>) -> Vec<Weighed> {
        let weight = |area| {
            let area = Some(ShareTotal::from_thousandths(area));
            Weighed { area, heads: Heads::ONE, units: 0 }
        };
        areas.into_iter().map(weight).collect()
    }

    fn leak(areas: impl IntoIterator<Item = u128>) -> (Likelihood, Option<Patterns>) {
        let leak = Leak::estimate(&weights(areas), 10);
        (leak.likelihood, leak.patterns)
    }

    #[test]
    fn different_areas_in_a_small_electorate_give_every_choice_away() {
        let patterns = Patterns { all: 16, unique: 16 };
        assert_eq!(leak([10, 20, 40, 80]), (Likelihood::Certain, Some(patterns)));
        assert_eq!(leak([88_120]), (Likelihood::Certain, Some(Patterns { all: 2, unique: 2 })));
    }

    #[test]
    fn equal_areas_give_away_only_what_is_unanimous() {
        let patterns = Patterns { all: 1 << 6, unique: 2 };
        assert_eq!(leak([50_000; 6]), (Likelihood::Unlikely, Some(patterns)));
        let (likelihood, patterns) = leak([50_000, 50_000, 50_000, 50_000, 50_000, 60_000]);
        // The odd one is known, and of the others only whether all or none of them agree.
        assert_eq!((likelihood, patterns.unwrap().unique), (Likelihood::Possible, 4));
    }

    #[test]
    fn beyond_what_can_be_tried_totals_are_held_against_ways_to_vote() {
        assert_eq!(leak((0..21).map(|n| 80_000 + 10 * n)), (Likelihood::Possible, None));
        assert_eq!(leak((0..200).map(|n| 80_000 + 10 * n)), (Likelihood::Unlikely, None));
        assert_eq!(leak((0..1_000).map(|n| 80_000 + 10 * n)), (Likelihood::Unlikely, None));
    }
}
