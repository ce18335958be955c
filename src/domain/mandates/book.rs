//! The mandates of one meeting, folded from what happened in the order of the record.
//!
//! Everything is judged by the roll that the book was made for. Before the opening that roll may change:
//! the book is then folded again, and a mandate that does not fit any more is none. So the final roll, which
//! everybody can check, decides.

use std::collections::{BTreeMap, BTreeSet};

use super::{Capacity, Holder, Mandate, MandateRefusal};
use crate::domain::ballots::{Fingerprint, fits};
use crate::domain::instants::Instant;
use crate::domain::meetings::{Matter, MatterId};
use crate::domain::quantities::{Fraction, ShareTotal};
use crate::domain::register::OwnerId;
use crate::domain::representation::{Admission, Representation};
use crate::domain::roll::{Elector, ElectorId, Roll};
use crate::domain::rules::switches::CandidateBallot;
use crate::domain::rules::{Discretion, Holders, Measure, Overlaid};

const HOUR_SECONDS: i64 = 3_600;

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

    fn and(self, other: Self) -> Self {
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
    fn within(self, all: Self, (share, measure): (Fraction, Measure)) -> bool {
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
    /// The form of a ballot for candidates.
    pub candidate_ballot: CandidateBallot,
    /// The agenda.
    pub agenda: Vec<Matter>,
    /// Everybody on the roll.
    pub all: Load,
}

impl Terms {
    /// Those of a meeting under these rules, on this roll.
    #[must_use]
    pub fn of(rules: &Overlaid, candidate_ballot: CandidateBallot, agenda: &[Matter], roll: &Roll) -> Self {
        let proxies = rules.pack().parts().proxies.as_ref();
        Self {
            holders: rules.holders(),
            discretion: rules.discretion(),
            principals_max: rules.principals_max(),
            share_max: proxies.and_then(|proxies| proxies.share_max),
            hours_before: proxies.and_then(|proxies| proxies.hours_before),
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
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The owners any of whom may act for it.
    pub owners: &'a BTreeSet<OwnerId>,
    /// The matters it decides.
    pub matters: &'a [MatterId],
    /// What it weighs.
    pub load: Load,
    /// Who acts for co-owners; none where one owner, or the developer, is the elector, and where that is
    /// judged with each ballot only.
    pub representation: Option<&'a Representation>,
}

/// The mandates of one meeting.
#[derive(Clone, Debug)]
pub struct Book {
    terms: Terms,
    /// Every owner on the roll.
    owners: BTreeSet<OwnerId>,
    mandates: BTreeMap<Fingerprint, (Mandate, Load)>,
    excluded: BTreeMap<Holder, u64>,
}

impl Book {
    /// No mandates yet.
    #[must_use]
    pub const fn new(terms: Terms, owners: BTreeSet<OwnerId>) -> Self {
        Self { terms, owners, mandates: BTreeMap::new(), excluded: BTreeMap::new() }
    }

    /// A mandate that was ever given, by the hash of what was signed.
    #[must_use]
    pub fn get(&self, mandate: &Fingerprint) -> Option<&Mandate> {
        self.mandates.get(mandate).map(|(mandate, _)| mandate)
    }

    /// Every mandate that was given, in the order of the record.
    #[must_use]
    pub fn mandates(&self) -> Vec<&Mandate> {
        let mut all: Vec<_> = self.mandates.values().map(|(mandate, _)| mandate).collect();
        all.sort_by_key(|mandate| mandate.given);
        all
    }

    /// The mandate of an elector that is in force.
    #[must_use]
    pub fn in_force(&self, elector: ElectorId) -> Option<&Mandate> {
        self.standing().find(|(mandate, _)| mandate.elector == elector).map(|(mandate, _)| mandate)
    }

    /// Whether a holder was excluded.
    #[must_use]
    pub fn is_excluded(&self, holder: &Holder) -> bool {
        self.excluded.contains_key(holder)
    }

    /// Takes a mandate, or says why it cannot be given.
    pub fn give(
        &mut self,
        mandate: Mandate,
        given: Option<Given<'_>>,
        moment: &Moment,
    ) -> Result<(), MandateRefusal> {
        self.in_time(moment)?;
        let given = given.ok_or(MandateRefusal::UnknownElector)?;
        principal(&mandate, given)?;
        self.holder(&mandate, given)?;
        self.instructed(&mandate, given)?;
        if self.in_force(mandate.elector).is_some() {
            return Err(MandateRefusal::InForce);
        }
        self.capped(&mandate.holder, given.load)?;
        self.mandates.insert(mandate.fingerprint, (mandate, given.load));
        Ok(())
    }

    /// Ends a mandate at an entry, by the word of whoever gave it.
    pub fn revoke(
        &mut self,
        mandate: &Fingerprint,
        (by, index): (&OwnerId, u64),
        moment: &Moment,
    ) -> Result<(), MandateRefusal> {
        if moment.at >= moment.closes_at {
            return Err(MandateRefusal::TooLate { until: moment.closes_at });
        }
        let (own, _) = self.mandates.get_mut(mandate).ok_or(MandateRefusal::Unknown)?;
        if own.principal != *by {
            return Err(MandateRefusal::NotGiver);
        }
        if own.revoked.is_some() {
            return Err(MandateRefusal::Ended);
        }
        own.revoked = Some(index);
        Ok(())
    }

    /// Excludes a holder at an entry, which ends every mandate they hold.
    pub fn exclude(&mut self, holder: &Holder, index: u64) -> Result<(), MandateRefusal> {
        if self.is_excluded(holder) {
            return Err(MandateRefusal::ExcludedAlready);
        }
        self.excluded.insert(holder.clone(), index);
        for (mandate, _) in self.mandates.values_mut() {
            if mandate.holder == *holder && mandate.revoked.is_none() {
                mandate.revoked = Some(index);
            }
        }
        Ok(())
    }

    fn standing(&self) -> impl Iterator<Item = &(Mandate, Load)> {
        self.mandates.values().filter(|(mandate, _)| mandate.revoked.is_none())
    }

    fn in_time(&self, moment: &Moment) -> Result<(), MandateRefusal> {
        let hours = self.terms.hours_before.map(i64::from);
        let until =
            hours.map_or(moment.closes_at, |hours| moment.opens_at.plus_seconds(-hours * HOUR_SECONDS));
        if moment.at < until { Ok(()) } else { Err(MandateRefusal::TooLate { until }) }
    }

    fn holder(&self, mandate: &Mandate, given: Given<'_>) -> Result<(), MandateRefusal> {
        match (&mandate.holder, self.terms.holders) {
            (Holder::Owner(owner), _) if given.owners.contains(owner) => {
                return Err(MandateRefusal::HolderIsOwnerOfIt);
            }
            (Holder::Owner(owner), _) if !self.owners.contains(owner) => {
                return Err(MandateRefusal::HolderNotOwner);
            }
            (Holder::Outside(_), Holders::Owners) => return Err(MandateRefusal::OwnersOnly),
            (Holder::Owner(_), _) | (Holder::Outside(_), Holders::Anyone | Holders::Unknown) => {}
        }
        if self.is_excluded(&mandate.holder) { Err(MandateRefusal::HolderExcluded) } else { Ok(()) }
    }

    fn instructed(&self, mandate: &Mandate, given: Given<'_>) -> Result<(), MandateRefusal> {
        let mut seen = BTreeSet::new();
        for (id, choice) in &mandate.instructions {
            let on_agenda = self.terms.agenda.iter().find(|matter| matter.id() == id);
            let Some(matter) = on_agenda.filter(|_| given.matters.contains(id)) else {
                return Err(MandateRefusal::ForeignMatter(id.clone()));
            };
            if !seen.insert(id) {
                return Err(MandateRefusal::InstructedTwice(id.clone()));
            }
            fits(self.terms.candidate_ballot, matter, choice).map_err(MandateRefusal::Instruction)?;
        }
        let bound = self.terms.discretion == Discretion::InstructedOnly;
        match given.matters.iter().find(|id| bound && !seen.contains(id)) {
            Some(missing) => Err(MandateRefusal::Uninstructed(missing.clone())),
            None => Ok(()),
        }
    }

    /// Holds a holder to the caps with one more elector.
    fn capped(&self, holder: &Holder, load: Load) -> Result<(), MandateRefusal> {
        let Terms { principals_max, share_max, all, .. } = &self.terms;
        let held = || {
            let proxies = self.standing().filter(|(own, _)| own.capacity == Capacity::Proxy);
            proxies.filter(|(own, _)| own.holder == *holder)
        };
        let principals = held().count() as u64 + 1;
        let total = held().map(|(_, load)| *load).fold(load, Load::and);
        let few = principals_max.map(|most| principals <= u64::from(most));
        let small = share_max.map(|share| total.within(*all, share));
        let fits = match (few, small) {
            (Some(few), Some(small)) => few || small,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => true,
        };
        if fits {
            return Ok(());
        }
        Err(MandateRefusal::OverCaps { principals_max: *principals_max, share_max: *share_max })
    }
}

/// Only an owner of the elector gives a mandate for it, and of several the one who acts.
fn principal(mandate: &Mandate, given: Given<'_>) -> Result<(), MandateRefusal> {
    if !given.owners.contains(&mandate.principal) {
        return Err(MandateRefusal::NotPrincipal);
    }
    match given.representation.map_or(Admission::Admitted, |own| own.admits(&mandate.principal)) {
        Admission::Admitted => Ok(()),
        Admission::AnotherActs | Admission::SetAside => Err(MandateRefusal::NotRepresentative),
    }
}
