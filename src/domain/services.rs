//! Service of notice: which units were told of a meeting, by which channel, and who may be taken
//! for reached by it.
//!
//! Where silence is to mean something, only who was reached can be silent. That is read strictly: a
//! unit is reached if a service of it that proves something stands in the record *before the
//! opening*, and belonged then to the elector that it belongs to at the opening. Who is reached is so
//! settled before the first ballot, and nobody can pick the units afterwards. An elector is reached in
//! a matter if every unit is with which it decides that matter.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::register::UnitLabel;
use crate::domain::roll::{Elector, ElectorId, Electorate, Roll};
use crate::domain::words::words;

/// Who may record a service: whoever calls the meeting, keeps the register, or watches both.
pub const RECORDERS: [Role; 3] = [Role::Convener, Role::Secretary, Role::Scrutineer];

words! {
    /// How somebody was told.
    pub enum Channel {
        /// 应用内送达: shown on an owner's own device.
        InApp = "in_app",
        /// 电子邮件: by mail to an address.
        Email = "email",
        /// 短信、即时消息: by a message to a telephone.
        Message = "message",
        /// 挂号信: by a letter.
        Letter = "letter",
        /// 上门送达: handed over at the door.
        Door = "door",
        /// 张贴公告: posted, where nobody could be reached.
        Posting = "posting",
    }
}

impl Channel {
    /// What a service by this channel leaves behind, which has to be named by its hash.
    #[must_use]
    pub const fn trace(self) -> Trace {
        match self {
            Self::InApp => Trace::Optional,
            Self::Email | Self::Message | Self::Letter | Self::Door | Self::Posting => Trace::Required,
        }
    }

    /// Whether a service by this channel is enough for silence to mean something. A posting is
    /// recorded and shown; that it reached one owner in particular is contested, so it is not enough. Nor is
    /// an officer's word that an application showed it, which leaves nothing behind.
    #[must_use]
    pub const fn worth(self) -> Worth {
        match self {
            Self::Email | Self::Message | Self::Letter | Self::Door => Worth::Proof,
            Self::InApp | Self::Posting => Worth::Record,
        }
    }
}

/// Whether a photo, a signature or a report of delivery must be named.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Trace {
    /// It may be.
    Optional,
    /// It must be.
    Required,
}

/// What a service is good for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Worth {
    /// It proves that the unit was reached.
    Proof,
    /// It is in the record, and proves nothing for one owner in particular.
    Record,
}

/// One service of a meeting's notice.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Served {
    /// The unit.
    pub unit: UnitLabel,
    /// By which channel.
    pub channel: Channel,
    /// When.
    pub served_at: Instant,
    /// The hash of what it left behind.
    pub evidence: Option<Fingerprint>,
}

/// Why a service cannot stand.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ServiceError {
    /// The unit is not on the roll.
    #[error("there is no unit {0} on the roll")]
    UnknownUnit(UnitLabel),
    /// What it left behind is not named.
    #[error("a service by {0} needs evidence: the SHA-256 of a photo, a signature or a report of delivery")]
    EvidenceMissing(Channel),
    /// It was before the notice.
    #[error("is before the notice, which was given at {0}")]
    BeforeNotice(Instant),
    /// It was at the close or later.
    #[error("is not before the close at {0}")]
    AfterClose(Instant),
    /// It has not happened yet.
    #[error("is in the future: it is {0} now")]
    InFuture(Instant),
}

/// The services of one meeting, taken up in the order of the record.
#[derive(Clone, Debug)]
pub struct Deliveries {
    noticed_at: Instant,
    /// The elector that each unit belongs to on the roll that stands.
    addressees: BTreeMap<UnitLabel, ElectorId>,
    reached: Reached,
}

impl Deliveries {
    /// Of a meeting noticed at this time on this roll: nobody is served yet.
    #[must_use]
    pub fn new(noticed_at: Instant, roll: &Roll) -> Self {
        Self { noticed_at, addressees: addressees(roll), reached: Reached::default() }
    }

    /// When notice was given.
    #[must_use]
    pub const fn noticed_at(&self) -> Instant {
        self.noticed_at
    }

    /// The roll was amended. Who was served stays served as long as the unit is that elector's.
    pub fn amend(&mut self, roll: &Roll) {
        self.addressees = addressees(roll);
    }

    /// Refuses a service that cannot be recorded `now`, while voting closes at `closes_at`.
    pub fn check(&self, served: &Served, closes_at: Instant, now: Instant) -> Result<(), ServiceError> {
        if !self.addressees.contains_key(&served.unit) {
            return Err(ServiceError::UnknownUnit(served.unit.clone()));
        }
        if served.channel.trace() == Trace::Required && served.evidence.is_none() {
            return Err(ServiceError::EvidenceMissing(served.channel));
        }
        if served.served_at < self.noticed_at {
            return Err(ServiceError::BeforeNotice(self.noticed_at));
        }
        if served.served_at >= closes_at {
            return Err(ServiceError::AfterClose(closes_at));
        }
        if served.served_at > now {
            return Err(ServiceError::InFuture(now));
        }
        Ok(())
    }

    /// Takes up a service that was recorded before the opening. Later ones are in the record and
    /// reach nobody.
    pub fn take(&mut self, served: &Served) {
        if let (Worth::Proof, Some(elector)) = (served.channel.worth(), self.addressees.get(&served.unit)) {
            self.reached.0.insert((served.unit.clone(), *elector));
        }
    }

    /// Who is reached.
    #[must_use]
    pub const fn reached(&self) -> &Reached {
        &self.reached
    }
}

/// Who was reached before the opening: units, each with the elector it belonged to then.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Reached(BTreeSet<(UnitLabel, ElectorId)>);

impl Reached {
    /// Whether a unit was reached while it was this elector's.
    #[must_use]
    pub fn has(&self, unit: &UnitLabel, elector: ElectorId) -> bool {
        self.0.contains(&(unit.clone(), elector))
    }

    /// Whether an elector was reached by every unit with which it decides something.
    #[must_use]
    pub fn covers(&self, elector: &Elector, electorate: &Electorate) -> bool {
        let mut units = elector.units.iter().filter(|unit| electorate.contains(unit)).peekable();
        units.peek().is_some() && units.all(|unit| self.has(&unit.label, elector.id))
    }
}

fn addressees(roll: &Roll) -> BTreeMap<UnitLabel, ElectorId> {
    let units = |elector: &Elector| {
        let id = elector.id;
        elector.units.iter().map(|unit| (unit.label.clone(), id)).collect::<Vec<_>>()
    };
    roll.electors().iter().flat_map(units).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::Holding;
    use crate::domain::register::samples::{holdings, home, parking};
    use crate::domain::roll::{Counted, ElectorGroup, OverlappingOwners, RollRules};

    fn roll<const N: usize>(all: [Holding; N]) -> Roll {
        let rules = RollRules { overlapping_owners: OverlappingOwners::Distinct };
        let id = |group: &ElectorGroup| {
            let first = group.owners().first().unwrap().as_str().as_bytes()[0];
            ElectorId::from_digest(&[first; 32])
        };
        Roll::derive(&holdings(all), rules, id).unwrap().0
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn served(unit: &str, channel: Channel) -> Served {
        let (unit, evidence) = (UnitLabel::new(unit).unwrap(), Some(Fingerprint([1; 32])));
        Served { unit, channel, served_at: at("2026-05-02T00:00:00Z"), evidence }
    }

    fn noticed(roll: &Roll) -> Deliveries {
        Deliveries::new(at("2026-05-01T00:00:00Z"), roll)
    }

    #[test]
    fn an_elector_is_reached_by_all_of_its_units_that_decide() {
        let roll = roll([home("1", "80", &["a"]), home("2", "90", &["a"]), parking("3", "12", &["a"])]);
        let elector = &roll.electors()[0];
        let homes = Electorate::community(Counted::No, Counted::No);
        let everything = Electorate::community(Counted::Yes, Counted::No);
        let mut deliveries = noticed(&roll);
        deliveries.take(&served("1", Channel::Letter));
        assert!(!deliveries.reached().covers(elector, &homes));
        deliveries.take(&served("2", Channel::Message));
        assert!(deliveries.reached().covers(elector, &homes));
        assert!(!deliveries.reached().covers(elector, &everything));
        deliveries.take(&served("3", Channel::Door));
        assert!(deliveries.reached().covers(elector, &everything));
        let elsewhere = Electorate { units: [UnitLabel::new("9").unwrap()].into(), ..homes };
        assert!(!deliveries.reached().covers(elector, &elsewhere));
    }

    #[test]
    fn neither_a_posting_nor_a_word_that_an_application_showed_it_reaches_anybody() {
        let roll = roll([home("1", "80", &["a"])]);
        let mut deliveries = noticed(&roll);
        deliveries.take(&served("1", Channel::Posting));
        deliveries.take(&served("1", Channel::InApp));
        assert_eq!(*deliveries.reached(), Reached::default());
    }

    #[test]
    fn whoever_gets_a_unit_by_an_amendment_is_not_reached_by_what_was_served_before() {
        let before = roll([home("1", "80", &["a"]), home("2", "90", &["b"])]);
        let after = roll([home("1", "80", &["c"]), home("2", "90", &["b"])]);
        let everybody = Electorate::community(Counted::No, Counted::No);
        let mut deliveries = noticed(&before);
        deliveries.take(&served("1", Channel::Door));
        deliveries.take(&served("2", Channel::Door));
        deliveries.amend(&after);
        let reached: Vec<_> =
            after.electors().iter().map(|own| deliveries.reached().covers(own, &everybody)).collect();
        assert_eq!(reached, [true, false]);
        deliveries.take(&served("1", Channel::Door));
        assert!(after.electors().iter().all(|own| deliveries.reached().covers(own, &everybody)));
    }

    #[test]
    fn a_service_lies_between_notice_and_close_and_has_happened() {
        let deliveries = noticed(&roll([home("1", "80", &["a"])]));
        let (closes_at, now) = (at("2026-06-08T00:00:00Z"), at("2026-06-09T00:00:00Z"));
        let judged = |served_at: &str, now| {
            let own = Served { served_at: at(served_at), ..served("1", Channel::Email) };
            deliveries.check(&own, closes_at, now)
        };
        assert_eq!(judged("2026-05-01T00:00:00Z", now), Ok(()));
        assert_eq!(judged("2026-06-07T23:59:59Z", now), Ok(()));
        let noticed_at = at("2026-05-01T00:00:00Z");
        assert_eq!(judged("2026-04-30T23:59:59Z", now), Err(ServiceError::BeforeNotice(noticed_at)));
        assert_eq!(judged("2026-06-08T00:00:00Z", now), Err(ServiceError::AfterClose(closes_at)));
        let early = at("2026-05-03T00:00:00Z");
        assert_eq!(judged("2026-05-03T00:00:01Z", early), Err(ServiceError::InFuture(early)));
    }

    #[test]
    fn only_a_service_in_the_app_needs_no_evidence_and_only_units_of_the_roll_are_served() {
        let deliveries = noticed(&roll([home("1", "80", &["a"])]));
        let times = (at("2026-06-08T00:00:00Z"), at("2026-05-09T00:00:00Z"));
        for channel in Channel::ALL.iter().copied() {
            let own = Served { evidence: None, ..served("1", channel) };
            let expected = match channel {
                Channel::InApp => Ok(()),
                Channel::Email | Channel::Message | Channel::Letter | Channel::Door | Channel::Posting => {
                    Err(ServiceError::EvidenceMissing(channel))
                }
            };
            assert_eq!(deliveries.check(&own, times.0, times.1), expected);
        }
        let stranger = served("9", Channel::Door);
        let refused = deliveries.check(&stranger, times.0, times.1);
        assert_eq!(refused, Err(ServiceError::UnknownUnit(stranger.unit)));
    }
}
