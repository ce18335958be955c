//! What mandates in a meeting are judged by: its rules, its times and its roll.

use std::collections::BTreeSet;

use super::Location;
use crate::domain::instants::{Instant, Zone};
use crate::domain::meetings::{Matter, MatterId};
use crate::domain::quantities::{Fraction, ShareTotal};
use crate::domain::register::OwnerId;
use crate::domain::roll::{Elector, ElectorId, Roll, RollAnnex};
use crate::domain::rules::switches::CandidateBallot;
use crate::domain::rules::{Discretion, Holders, Measure, Overlaid};

/// What an elector weighs where a holder's part of all is capped.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Load {
    /// Electors.
    pub heads: u64,
    /// Area, in thousandths.
    pub area: ShareTotal,
    /// Units.
    pub units: u64,
}

impl Load {
    /// That of one elector.
    #[must_use]
    pub fn of(elector: &Elector) -> Self {
        let area = elector.units.iter().map(|unit| unit.area.share()).sum();
        Self { heads: 1, area, units: elector.units.len() as u64 }
    }

    /// That of a whole roll.
    #[must_use]
    pub fn of_all(roll: &Roll) -> Self {
        roll.electors().iter().map(Self::of).fold(Self::default(), Self::and)
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            heads: self.heads + other.heads,
            area: self.area + other.area,
            units: self.units + other.units,
        }
    }

    fn by(self, measure: Measure) -> u128 {
        match measure {
            Measure::Area => self.area.thousandths(),
            Measure::Heads => u128::from(self.heads),
            Measure::Units => u128::from(self.units),
        }
    }

    /// Whether it is no more than this part of all.
    pub(super) fn within(self, all: Self, (share, measure): (Fraction, Measure)) -> bool {
        let (part, whole) = (self.by(measure), all.by(measure));
        part * u128::from(share.denominator().get()) <= whole * u128::from(share.numerator())
    }
}

/// The rules of a meeting about mandates.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Terms {
    /// Who may hold one.
    pub holders: Holders,
    /// Whether a holder decides what they were not told.
    pub discretion: Discretion,
    /// The most principals of one holder.
    pub principals_max: Option<u32>,
    /// The largest part of all that one holder may stand for. Where the most principals are named too, one of
    /// the two limits is enough.
    pub share_max: Option<(Fraction, Measure)>,
    /// How many hours before the opening a mandate is in.
    pub hours_before: Option<u16>,
    /// The zone by whose days the terms of delegates run; none where no rule of procedure lets delegates act.
    pub delegates: Option<Zone>,
    /// The form of a ballot for candidates.
    pub candidate_ballot: CandidateBallot,
    /// The agenda.
    pub agenda: Vec<Matter>,
    /// Everybody on the roll.
    pub all: Load,
}

impl Terms {
    /// Those of a meeting under these rules, on this roll, without delegates.
    #[must_use]
    pub fn of(rules: &Overlaid, candidate_ballot: CandidateBallot, agenda: &[Matter], roll: &Roll) -> Self {
        let proxies = rules.pack().parts().proxies.as_ref();
        Self {
            holders: rules.holders(),
            discretion: rules.discretion(),
            principals_max: rules.principals_max(),
            share_max: proxies.and_then(|proxies| proxies.share_max),
            hours_before: proxies.and_then(|proxies| proxies.hours_before),
            delegates: None,
            candidate_ballot,
            agenda: agenda.to_vec(),
            all: Load::of_all(roll),
        }
    }
}

/// When something is said, against the voting period.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// When.
    pub at: Instant,
    /// The opening.
    pub opens_at: Instant,
    /// The close, extensions included.
    pub closes_at: Instant,
}

/// What the roll says of the elector that a mandate is for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Seat {
    /// The owners any of whom may act for it.
    pub owners: BTreeSet<OwnerId>,
    /// The matters it decides.
    pub matters: Vec<MatterId>,
    /// What it weighs.
    pub load: Load,
    /// Where its units are.
    pub locations: Vec<Location>,
}

impl Seat {
    /// That of an elector of this roll; none if it is not on it.
    #[must_use]
    pub fn of((roll, annex): (&Roll, &RollAnnex), agenda: &[Matter], elector: ElectorId) -> Option<Self> {
        let own = roll.position(elector).and_then(|place| roll.electors().get(place))?;
        let decides = |matter: &&Matter| matter.electorate().weight(own).is_some();
        Some(Self {
            owners: annex.get(&elector)?.owners().clone(),
            matters: agenda.iter().filter(decides).map(|matter| matter.id().clone()).collect(),
            load: Load::of(own),
            locations: own.units.iter().map(|unit| (unit.building.clone(), unit.entrance.clone())).collect(),
        })
    }
}
