//! Totals on every measure, and what makes them consistent.

use std::collections::BTreeSet;
use std::ops::Add;

use thiserror::Error;

use super::choices::CandidateName;
use crate::domain::quantities::{Heads, Scale, ShareTotal};
use crate::domain::rules::switches::SpoiledCountsAsParticipating;
use crate::domain::rules::{Base, Grid, Measure, Measures, Subject};

/// Totals that cannot come from any ballots.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum TotalsError {
    /// Participating, silent and excluded are not all.
    #[error("participating, silent and excluded do not add up to all")]
    NotAll,
    /// More were informed than are silent.
    #[error("more silent electors were informed than there are")]
    InformedAbove,
    /// The ballots that take part are not those participating.
    #[error("for, against, abstain and invalid do not add up to participating")]
    NotParticipating,
    /// A candidate has more votes than took part.
    #[error("{0} has more votes than took part")]
    CandidateAbove(CandidateName),
    /// A candidate is listed twice.
    #[error("{0} is listed twice")]
    CandidateTwice(CandidateName),
}

/// A weight on every measure; the area is unknown as soon as one elector's is.
///
/// Areas and units are counted in fractions of themselves where a cut leaves no integer: times
/// [`Totals::denominator`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Weighed {
    /// Area, in thousandths.
    pub area: Option<ShareTotal>,
    /// Heads.
    pub heads: Heads,
    /// Units.
    pub units: u128,
}

impl Weighed {
    /// Nobody, with no area.
    pub const ZERO: Self = Self { area: Some(ShareTotal::ZERO), heads: Heads::ZERO, units: 0 };

    /// The weight on one measure, in thousandths, heads or units.
    #[must_use]
    pub fn on(self, measure: Measure) -> Option<u128> {
        match measure {
            Measure::Area => self.area.map(ShareTotal::thousandths),
            Measure::Heads => Some(u128::from(self.heads.count())),
            Measure::Units => Some(self.units),
        }
    }

    /// Whether there is nothing of it on every one of these measures; false where that is unknown.
    #[must_use]
    pub fn is_nothing(self, measures: Measures) -> bool {
        measures.iter().all(|measure| self.on(measure) == Some(0))
    }

    /// This weight without another that is part of it.
    #[must_use]
    pub fn without(self, part: Self) -> Self {
        let area = self.area.zip(part.area).map(|(own, part)| {
            ShareTotal::from_thousandths(own.thousandths().saturating_sub(part.thousandths()))
        });
        let heads = Heads::new(self.heads.count().saturating_sub(part.heads.count()));
        Self { area, heads, units: self.units.saturating_sub(part.units) }
    }

    pub(super) fn add_part(&mut self, part: Part) {
        self.area = self.area.zip(part.area).map(|(sum, area)| sum + ShareTotal::from_thousandths(area));
        self.units += part.units;
    }

    pub(super) fn add_heads(&mut self, heads: Heads) {
        self.heads = self.heads + heads;
    }

    /// So many times this weight.
    fn times(self, factor: u64) -> Self {
        let times = |value: u128| value.saturating_mul(factor.into());
        Self {
            area: self.area.map(|area| ShareTotal::from_thousandths(times(area.thousandths()))),
            heads: Heads::new(self.heads.count().saturating_mul(factor)),
            units: times(self.units),
        }
    }

    /// Whether this weight is larger than another on some measure where both are known.
    fn exceeds(self, other: Self) -> bool {
        self.heads > other.heads
            || self.units > other.units
            || self.area.zip(other.area).is_some_and(|(own, other)| own > other)
    }

    /// Whether the weights agree on every measure where both are known.
    fn agrees(self, other: Self) -> bool {
        !self.exceeds(other) && !other.exceeds(self)
    }
}

impl Add for Weighed {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let area = self.area.zip(other.area).map(|(own, other)| own + other);
        Self { area, heads: self.heads + other.heads, units: self.units + other.units }
    }
}

/// What one ballot weighs besides heads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Part {
    /// Area, in thousandths times the denominator.
    pub(super) area: Option<u128>,
    /// Units, times the denominator.
    pub(super) units: u128,
}

impl Part {
    /// So many times this weight.
    pub(super) fn times(self, factor: u32) -> Self {
        let times = |value: u128| value.saturating_mul(factor.into());
        Self { area: self.area.map(times), units: times(self.units) }
    }
}

/// What the ballots on one matter add up to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Totals {
    /// The decimals the areas came with.
    pub scale: Scale,
    /// What areas and units are multiplied by, so that cut weights are integers; 1 without a cut.
    pub denominator: u64,
    /// Everybody on the roll of the matter, the excluded among them.
    pub all: Weighed,
    /// Every ballot that takes part.
    pub participating: Weighed,
    /// Those that agree; in an election, those that name somebody.
    pub in_favour: Weighed,
    /// Those that disagree.
    pub against: Weighed,
    /// Those that say neither, blanks and split heads among them.
    pub abstain: Weighed,
    /// Spoiled ballots; they take part or not as the switch says.
    pub invalid: Weighed,
    /// Everybody else who may vote.
    pub silent: Weighed,
    /// Who attends or is represented, whether on this matter or not.
    pub present: Weighed,
    /// Who may not vote and counts in no base.
    pub excluded: Weighed,
    /// The silent who cast nothing and were served.
    pub informed: Weighed,
    /// Who objected in writing; none before the term has run.
    pub objections: Option<Weighed>,
}

impl Totals {
    /// Whether the silent who were served can be those of `nobody`, which is the same count before
    /// anybody voted: no more than all who were served, and no fewer than those who cannot all have
    /// taken part.
    #[must_use]
    pub fn informed_among(&self, nobody: &Self) -> bool {
        let informed = self.informed.times(nobody.denominator);
        let (all, voted) =
            (nobody.informed.times(self.denominator), self.participating.times(nobody.denominator));
        !informed.exceeds(all) && !all.without(voted).exceeds(informed)
    }

    /// Nobody.
    pub const NOBODY: Self = Self {
        scale: Scale::WHOLE,
        denominator: 1,
        all: Weighed::ZERO,
        participating: Weighed::ZERO,
        in_favour: Weighed::ZERO,
        against: Weighed::ZERO,
        abstain: Weighed::ZERO,
        invalid: Weighed::ZERO,
        silent: Weighed::ZERO,
        present: Weighed::ZERO,
        excluded: Weighed::ZERO,
        informed: Weighed::ZERO,
        objections: None,
    };

    /// What a fraction is taken of.
    #[must_use]
    pub fn base(&self, base: Base) -> Weighed {
        match base {
            Base::All => self.participating + self.silent,
            Base::Present => self.present,
            Base::Participating => self.participating,
            Base::Cast => self.in_favour + self.against,
        }
    }

    /// What a requirement on the totals weighs.
    #[must_use]
    pub const fn subject(&self, subject: Subject) -> Weighed {
        match subject {
            Subject::Participation => self.participating,
            Subject::Presence => self.present,
            Subject::Approval => self.in_favour,
            Subject::Opposition => self.against,
        }
    }

    /// The smallest units of a measure.
    #[must_use]
    pub fn grid(&self, measure: Measure) -> Grid {
        let denominator = u128::from(self.denominator);
        match measure {
            Measure::Area => Grid { one: 1_000 * denominator, step: self.scale.step() * denominator },
            Measure::Heads => Grid::WHOLE,
            Measure::Units => Grid { one: denominator, step: denominator },
        }
    }

    /// The smallest units of a measure on which these quantities lie: what a cut left without a decimal lies on
    /// no decimal.
    pub(super) fn grid_of(&self, measure: Measure, quantities: [Option<u128>; 2]) -> Grid {
        let grid = self.grid(measure);
        if quantities.into_iter().flatten().all(|quantity| quantity % grid.step == 0) {
            return grid;
        }
        Grid { step: (grid.step / u128::from(self.denominator)).max(1), ..grid }
    }

    /// The weight of spoiled ballots among those participating.
    #[must_use]
    pub const fn invalid_participating(&self, spoiled: SpoiledCountsAsParticipating) -> Weighed {
        match spoiled {
            SpoiledCountsAsParticipating::Yes => self.invalid,
            SpoiledCountsAsParticipating::No => Weighed::ZERO,
        }
    }

    /// Refuses totals that no ballots could have made, of `votes_each` for one candidate at most.
    /// Unknown areas are not compared.
    pub fn check(
        &self,
        candidates: &[CandidateTotals],
        spoiled: SpoiledCountsAsParticipating,
        votes_each: u32,
    ) -> Result<(), TotalsError> {
        if !(self.participating + self.silent + self.excluded).agrees(self.all) {
            return Err(TotalsError::NotAll);
        }
        if self.informed.exceeds(self.silent) {
            return Err(TotalsError::InformedAbove);
        }
        let invalid = self.invalid_participating(spoiled);
        if !(self.in_favour + self.against + self.abstain + invalid).agrees(self.participating) {
            return Err(TotalsError::NotParticipating);
        }
        let mut names = BTreeSet::new();
        for candidate in candidates {
            if candidate.votes.exceeds(self.participating.times(votes_each.into())) {
                return Err(TotalsError::CandidateAbove(candidate.name.clone()));
            }
            if !names.insert(&candidate.name) {
                return Err(TotalsError::CandidateTwice(candidate.name.clone()));
            }
        }
        Ok(())
    }
}

/// The votes for one candidate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CandidateTotals {
    /// The candidate.
    pub name: CandidateName,
    /// The ballots that are for this candidate.
    pub votes: Weighed,
}
