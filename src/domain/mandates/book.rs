//! The mandates of one meeting, folded from what happened in the order of the record.
//!
//! Everything is judged by the roll that the book was made for. Before the opening that roll may change:
//! the book is then folded again, and a mandate that does not fit any more is none. So the final roll, which
//! everybody can check, decides.

use std::collections::{BTreeMap, BTreeSet};

use super::{Appointment, Capacity, Holder, Load, Mandate, MandateRefusal, Moment, Seat, Terms};
use crate::domain::ballots::{Choice, Fingerprint, fits};
use crate::domain::meetings::MatterId;
use crate::domain::register::OwnerId;
use crate::domain::representation::{Admission, Representation};
use crate::domain::roll::{ElectorId, RollAnnex};
use crate::domain::rules::{Discretion, Holders};

const HOUR_SECONDS: i64 = 3_600;

/// The mandates of one meeting.
#[derive(Clone, Debug)]
pub struct Book {
    terms: Terms,
    /// Every owner on the roll.
    owners: BTreeSet<OwnerId>,
    mandates: BTreeMap<Fingerprint, (Mandate, Load)>,
    excluded: BTreeMap<Holder, u64>,
    appointments: BTreeMap<OwnerId, Appointment>,
}

impl Book {
    /// No mandates yet, among the owners of this annex.
    #[must_use]
    pub fn new(terms: Terms, annex: &RollAnnex) -> Self {
        let owners = annex.values().flat_map(|group| group.owners().iter().cloned()).collect();
        Self {
            terms,
            owners,
            mandates: BTreeMap::new(),
            excluded: BTreeMap::new(),
            appointments: BTreeMap::new(),
        }
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
        self.excluded.keys().any(|excluded| excluded.is_also(holder))
    }

    /// The delegates of this meeting who are not excluded.
    #[must_use]
    pub fn delegates(&self) -> Vec<&Appointment> {
        let acts = |own: &&Appointment| !self.is_excluded(&Holder::Delegate(own.delegate.clone()));
        self.appointments.values().filter(acts).collect()
    }

    /// Takes the appointment of a delegate.
    pub fn appoint(&mut self, own: Appointment, moment: &Moment) -> Result<(), MandateRefusal> {
        let zone = self.terms.delegates.as_ref().ok_or(MandateRefusal::NoDelegateRule)?;
        if own.until < own.from {
            return Err(MandateRefusal::TermBackwards);
        }
        own.covers(moment, zone)?;
        if self.is_excluded(&Holder::Delegate(own.delegate.clone())) {
            return Err(MandateRefusal::HolderExcluded);
        }
        if self.appointments.contains_key(&own.delegate) {
            return Err(MandateRefusal::AppointedAlready);
        }
        self.appointments.insert(own.delegate.clone(), own);
        Ok(())
    }

    /// Takes what a delegate recorded as the principal's opinion, on everything that the elector decides.
    pub fn opine(
        &mut self,
        mandate: &Fingerprint,
        (by, choices, index): (&OwnerId, &[(MatterId, Choice)], u64),
        seat: Option<&Seat>,
        moment: &Moment,
    ) -> Result<(), MandateRefusal> {
        if moment.at >= moment.closes_at {
            return Err(MandateRefusal::TooLate { until: moment.closes_at });
        }
        let (own, _) = self.mandates.get(mandate).ok_or(MandateRefusal::Unknown)?;
        if own.capacity != Capacity::Delegate {
            return Err(MandateRefusal::NotADelegates);
        }
        if own.holder.owner() != Some(by) {
            return Err(MandateRefusal::OtherHolder);
        }
        if own.revoked.is_some() {
            return Err(MandateRefusal::Ended);
        }
        let seat = seat.ok_or(MandateRefusal::UnknownElector)?;
        self.acts_for(by, seat, moment)?;
        let seen = self.told(choices, seat)?;
        if let Some(missing) = seat.matters.iter().find(|id| !seen.contains(id)) {
            return Err(MandateRefusal::OpinionMissing(missing.clone()));
        }
        let (own, _) = self.mandates.get_mut(mandate).ok_or(MandateRefusal::Unknown)?;
        own.opinions.push((index, choices.to_vec()));
        own.instructions = choices.to_vec();
        Ok(())
    }

    /// Takes a mandate, or says why it cannot be given.
    pub fn give(
        &mut self,
        mandate: Mandate,
        seat: Option<&Seat>,
        moment: &Moment,
    ) -> Result<(), MandateRefusal> {
        self.in_time(moment)?;
        let seat = seat.ok_or(MandateRefusal::UnknownElector)?;
        if !seat.owners.contains(&mandate.principal) {
            return Err(MandateRefusal::NotPrincipal);
        }
        self.holder(&mandate, seat)?;
        match &mandate.holder {
            Holder::Owner(_) | Holder::Outside(_) => self.instructed(&mandate, seat)?,
            Holder::Delegate(_) if !mandate.instructions.is_empty() => {
                return Err(MandateRefusal::DelegateInstructed);
            }
            Holder::Delegate(delegate) => self.acts_for(delegate, seat, moment)?,
        }
        if self.in_force(mandate.elector).is_some() {
            return Err(MandateRefusal::InForce);
        }
        // Delegates stand for a whole building or entrance and decide nothing: the caps are those of proxies.
        if mandate.capacity == Capacity::Proxy {
            self.capped(&mandate.holder, seat.load)?;
        }
        self.mandates.insert(mandate.fingerprint, (mandate, seat.load));
        Ok(())
    }

    /// Ends a mandate at an entry, by the word of whoever gave it: with their key, or on a paper that two others read.
    pub fn revoke(
        &mut self,
        mandate: &Fingerprint,
        (by, index): (Option<&OwnerId>, u64),
        moment: &Moment,
    ) -> Result<(), MandateRefusal> {
        if moment.at >= moment.closes_at {
            return Err(MandateRefusal::TooLate { until: moment.closes_at });
        }
        let (own, _) = self.mandates.get_mut(mandate).ok_or(MandateRefusal::Unknown)?;
        if by.is_some_and(|by| own.principal != *by) {
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
            if holder.is_also(&mandate.holder) && mandate.revoked.is_none() {
                mandate.revoked = Some(index);
            }
        }
        Ok(())
    }

    /// Lets others act for an elector from an entry on, which ends the mandates of whoever does so no more.
    pub fn pass(&mut self, elector: ElectorId, owners: &BTreeSet<OwnerId>, index: u64) {
        self.owners.extend(owners.iter().cloned());
        for (mandate, _) in self.mandates.values_mut() {
            let is_over = mandate.elector == elector && !owners.contains(&mandate.principal);
            if is_over && mandate.revoked.is_none() {
                mandate.revoked = Some(index);
            }
        }
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

    fn holder(&self, mandate: &Mandate, seat: &Seat) -> Result<(), MandateRefusal> {
        match (&mandate.holder, self.terms.holders) {
            (Holder::Owner(owner) | Holder::Delegate(owner), _) if seat.owners.contains(owner) => {
                return Err(MandateRefusal::HolderIsOwnerOfIt);
            }
            (Holder::Owner(owner) | Holder::Delegate(owner), _) if !self.owners.contains(owner) => {
                return Err(MandateRefusal::HolderNotOwner);
            }
            (Holder::Outside(_), Holders::Owners) => return Err(MandateRefusal::OwnersOnly),
            (Holder::Owner(_) | Holder::Delegate(_), _)
            | (Holder::Outside(_), Holders::Anyone | Holders::Unknown) => {}
        }
        if self.is_excluded(&mandate.holder) { Err(MandateRefusal::HolderExcluded) } else { Ok(()) }
    }

    /// Whether a delegate was appointed for all of the elector's units, and for the time of the vote.
    fn acts_for(&self, delegate: &OwnerId, seat: &Seat, moment: &Moment) -> Result<(), MandateRefusal> {
        let zone = self.terms.delegates.as_ref().ok_or(MandateRefusal::NoDelegateRule)?;
        let own = self.appointments.get(delegate).ok_or(MandateRefusal::NotDelegate)?;
        own.covers(moment, zone)?;
        if own.has_all(&seat.locations) { Ok(()) } else { Err(MandateRefusal::OtherPlace) }
    }

    /// The matters on which something is said that a ballot of this elector could say.
    fn told(
        &self,
        choices: &[(MatterId, Choice)],
        seat: &Seat,
    ) -> Result<BTreeSet<MatterId>, MandateRefusal> {
        let mut seen = BTreeSet::new();
        for (id, choice) in choices {
            let on_agenda = self.terms.agenda.iter().find(|matter| matter.id() == id);
            let Some(matter) = on_agenda.filter(|_| seat.matters.contains(id)) else {
                return Err(MandateRefusal::ForeignMatter(id.clone()));
            };
            if !seen.insert(id.clone()) {
                return Err(MandateRefusal::InstructedTwice(id.clone()));
            }
            fits(self.terms.candidate_ballot, matter, choice).map_err(MandateRefusal::Instruction)?;
        }
        Ok(seen)
    }

    fn instructed(&self, mandate: &Mandate, seat: &Seat) -> Result<(), MandateRefusal> {
        let seen = self.told(&mandate.instructions, seat)?;
        let bound = self.terms.discretion == Discretion::InstructedOnly;
        match seat.matters.iter().find(|id| bound && !seen.contains(id)) {
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

/// Of several co-owners the one gives a mandate who acts; each ballot under it is judged so again.
pub fn check_principal(
    representation: Option<&Representation>,
    principal: &OwnerId,
) -> Result<(), MandateRefusal> {
    match representation.map_or(Admission::Admitted, |own| own.admits(principal)) {
        Admission::Admitted => Ok(()),
        Admission::AnotherActs | Admission::SetAside | Admission::VotedBefore => {
            Err(MandateRefusal::NotRepresentative)
        }
    }
}
