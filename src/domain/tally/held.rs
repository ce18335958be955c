//! A requirement held against totals.

use super::totals::{Totals, Weighed};
use crate::domain::rules::{Combine, Comparison, Measure, Relation, Requirement, Rounding, Threshold};

/// A requirement applied to every measure it names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Held {
    /// What is asked.
    pub requirement: Requirement,
    /// By area, if it is weighed by it.
    pub area: Option<Comparison>,
    /// By heads, if it is weighed by them.
    pub heads: Option<Comparison>,
    /// By units, if it is weighed by them.
    pub units: Option<Comparison>,
    /// Whether it holds: on each measure, or on one where that is enough. Unknown only where missing
    /// data leaves it open.
    pub holds: Option<bool>,
}

impl Held {
    /// Holds what the requirement weighs against its mark.
    pub(super) fn of(requirement: &Requirement, totals: &Totals) -> Self {
        Self::with(requirement, totals, totals.subject(requirement.subject))
    }

    /// Holds this weight against its mark.
    pub(super) fn with(requirement: &Requirement, totals: &Totals, have: Weighed) -> Self {
        let base = requirement.threshold.base().map(|base| totals.base(base));
        let compare = |measure| {
            let of = base.and_then(|base| base.on(measure));
            let grid = || totals.grid_of(measure, [have.on(measure), of]);
            let compare = || requirement.threshold.compare(have.on(measure), of, grid());
            requirement.measures.contains(measure).then(compare)
        };
        let [area, heads, units] = Measure::ALL.map(compare);
        let each = [area, heads, units].into_iter().flatten().map(|comparison| comparison.holds);
        let holds = combined(requirement.combine, each);
        Self { requirement: requirement.clone(), area, heads, units, holds }
    }

    /// The comparison on one measure, if it is weighed by it.
    #[must_use]
    pub const fn on(&self, measure: Measure) -> Option<&Comparison> {
        match measure {
            Measure::Area => self.area.as_ref(),
            Measure::Heads => self.heads.as_ref(),
            Measure::Units => self.units.as_ref(),
        }
    }

    /// Each comparison with its measure.
    pub fn comparisons(&self) -> impl Iterator<Item = (Measure, &Comparison)> {
        Measure::ALL.into_iter().filter_map(|measure| Some((measure, self.on(measure)?)))
    }

    /// Whether it would hold if percentages were rounded first.
    pub(super) fn rounded(&self, rounding: &Rounding) -> Option<bool> {
        let threshold = &self.requirement.threshold;
        let each = self.comparisons().map(|(_, on)| match threshold.base() {
            Some(_) => rounded(threshold, on, rounding.percent_decimals),
            None => on.holds,
        });
        combined(self.requirement.combine, each)
    }
}

/// The percentage rounded to the nearest, half up, against the fraction.
fn rounded(threshold: &Threshold, on: &Comparison, decimals: u8) -> Option<bool> {
    let hundred = 100 * 10_u128.pow(decimals.into());
    let (have, of) = (on.have?, on.of?);
    let percent = match of {
        0 => 0,
        _ => have.checked_mul(2 * hundred)?.checked_add(of)? / of.checked_mul(2)?,
    };
    let (numerator, denominator) = threshold.ratio();
    let left = percent.checked_mul(denominator.into())?;
    let relation: Relation = threshold.relation();
    Some(relation.holds(left, hundred * u128::from(numerator)))
}

pub(super) fn combined(combine: Combine, parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    match combine {
        Combine::Each => all_hold(parts),
        Combine::Any => any_holds(parts),
    }
}

/// Three-valued "and": false as soon as one is false, unknown as soon as one is unknown.
pub(super) fn all_hold(parts: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            Some(true) => {}
            None => all = None,
        }
    }
    all
}

/// Three-valued "or": true as soon as one is true, unknown as soon as one is unknown.
pub(super) fn any_holds(parts: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    all_hold(parts.into_iter().map(not)).map(|none| !none)
}

/// Three-valued "not".
pub(super) fn not(part: Option<bool>) -> Option<bool> {
    part.map(|part| !part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::{Grid, Source};

    #[test]
    fn what_is_unknown_stays_open_only_where_it_matters() {
        let (yes, no, open) = (Some(true), Some(false), None);
        assert_eq!(all_hold([yes, open, no]), no);
        assert_eq!(all_hold([yes, open]), open);
        assert_eq!(any_holds([no, open, yes]), yes);
        assert_eq!(any_holds([no, open]), open);
        assert_eq!((all_hold([]), any_holds([])), (yes, no));
    }

    #[test]
    fn a_rounded_percentage_may_reach_what_the_exact_one_does_not() {
        let threshold = Threshold::parse(">= 2/3 of all", Source::unverified("x").unwrap()).unwrap();
        let at = |have, decimals| {
            let on = threshold.compare(Some(have), Some(100_000), Grid::WHOLE);
            (on.holds, rounded(&threshold, &on, decimals))
        };
        assert_eq!(at(66_700, 1), (Some(true), Some(true)));
        assert_eq!(at(66_660, 1), (Some(false), Some(true)), "66.66 % is 66.7 %, more than 66.66…");
        assert_eq!(at(66_600, 1), (Some(false), Some(false)));
    }
}
