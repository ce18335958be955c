//! Totals on both measures, and what makes them consistent.

use std::collections::BTreeSet;
use std::ops::Add;

use thiserror::Error;

use super::choices::CandidateName;
use crate::domain::quantities::{Heads, Scale, Share, ShareTotal};
use crate::domain::rules::Measure;
use crate::domain::rules::switches::SpoiledCountsAsParticipating;

/// Totals that cannot come from any ballots.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum TotalsError {
    /// Participating and silent are not all.
    #[error("participating and silent do not add up to all")]
    NotAll,
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

/// A weight on both measures; the area is unknown as soon as one elector's is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Weighed {
    /// Area, in thousandths.
    pub area: Option<ShareTotal>,
    /// Heads.
    pub heads: Heads,
}

impl Weighed {
    /// Nobody, with no area.
    pub const ZERO: Self = Self { area: Some(ShareTotal::ZERO), heads: Heads::ZERO };

    /// The weight on one measure, in thousandths or heads.
    #[must_use]
    pub fn on(self, measure: Measure) -> Option<u128> {
        match measure {
            Measure::Area => self.area.map(ShareTotal::thousandths),
            Measure::Heads => Some(u128::from(self.heads.count())),
        }
    }

    pub(super) fn add_area(&mut self, area: Option<Share>) {
        self.area = self.area.zip(area).map(|(sum, area)| sum + area.into());
    }

    pub(super) fn add_heads(&mut self, heads: Heads) {
        self.heads = self.heads + heads;
    }

    /// Whether this weight is larger than another on some measure where both are known.
    fn exceeds(self, other: Self) -> bool {
        self.heads > other.heads || self.area.zip(other.area).is_some_and(|(own, other)| own > other)
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
        Self { area, heads: self.heads + other.heads }
    }
}

/// What the ballots on one matter add up to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Totals {
    /// The decimals the areas came with.
    pub scale: Scale,
    /// The electorate.
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
    /// Everybody else.
    pub silent: Weighed,
}

impl Totals {
    /// The weight of spoiled ballots among those participating.
    #[must_use]
    pub const fn invalid_participating(&self, spoiled: SpoiledCountsAsParticipating) -> Weighed {
        match spoiled {
            SpoiledCountsAsParticipating::Yes => self.invalid,
            SpoiledCountsAsParticipating::No => Weighed::ZERO,
        }
    }

    /// Refuses totals that no ballots could have made. Unknown areas are not compared.
    pub fn check(
        &self,
        candidates: &[CandidateTotals],
        spoiled: SpoiledCountsAsParticipating,
    ) -> Result<(), TotalsError> {
        if !(self.participating + self.silent).agrees(self.all) {
            return Err(TotalsError::NotAll);
        }
        let invalid = self.invalid_participating(spoiled);
        if !(self.in_favour + self.against + self.abstain + invalid).agrees(self.participating) {
            return Err(TotalsError::NotParticipating);
        }
        let mut names = BTreeSet::new();
        for candidate in candidates {
            if candidate.votes.exceeds(self.participating) {
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
