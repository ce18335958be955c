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
use crate::domain::rules::Pack;
use crate::domain::words::words;

/// Most services and attempts of one unit in one meeting.
pub const OF_UNIT_MAX: u16 = 100;

/// Who may record a service: whoever calls the meeting, keeps the register, or watches both.
pub const RECORDERS: [Role; 3] = [Role::Convener, Role::Secretary, Role::Scrutineer];

words! {
    /// How somebody was told.
    pub enum Channel {
        /// 应用内送达: shown on an owner's own device.
        InApp = "in_app" | "应用内",
        /// 电子邮件: by mail to an address.
        Email = "email" | "电子邮件" | "邮件",
        /// 短信、即时消息: by a message to a telephone.
        Message = "message" | "短信" | "微信",
        /// 挂号信: by a letter.
        Letter = "letter" | "挂号信" | "信函",
        /// 上门送达: handed over at the door.
        Door = "door" | "上门",
        /// 张贴公告: posted, where nobody could be reached.
        Posting = "posting" | "张贴" | "公告",
    }
}

words! {
    /// What became of trying to serve somebody.
    pub enum Outcome {
        /// 已送达: they were told.
        Served = "served" | "送达" | "已送达",
        /// 未送达: nobody could be reached.
        Attempted = "attempted" | "未送达" | "未遇",
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

    /// Whether a service by this channel is enough for silence to mean something where an officer records it. A
    /// posting is recorded and shown; that it reached one owner in particular is contested, so it is not enough. Nor
    /// is an officer's word that an application showed it, which leaves nothing behind.
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
    /// As what whoever recorded it acts: an officer, or an owner who opened the notice.
    pub by: Role,
    /// The version of the notice.
    pub version: u32,
    /// The hash of what it left behind.
    pub evidence: Option<Fingerprint>,
}

/// Why a service cannot stand.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ServiceError {
    /// The unit is not on the roll.
    #[error("there is no unit {0} on the roll")]
    UnknownUnit(UnitLabel),
    /// Nobody in this role records such a service.
    #[error("a service by {channel} is not recorded by a {by}")]
    NotRecordedBy {
        /// The channel.
        channel: Channel,
        /// As what it was recorded.
        by: Role,
    },
    /// There is no such version of the notice.
    #[error("there is no version {0} of the notice")]
    UnknownVersion(u32),
    /// Too few attempts stand in the record for a posting.
    #[error(
        "a posting needs {needed} failed attempts to reach this unit in the record before it, by another channel; \
         there are {made}"
    )]
    TooFewAttempts {
        /// How many are needed.
        needed: u16,
        /// How many there are.
        made: u16,
    },
    /// The unit has as many entries as one can have.
    #[error("a unit has at most {OF_UNIT_MAX} services and attempts in a meeting")]
    TooMany,
    /// What it left behind is not named.
    #[error("a service by {0} needs evidence: the SHA-256 of a photo, a signature or a report of delivery")]
    EvidenceMissing(Channel),
    /// It was before that version of the notice.
    #[error("is before this version of the notice, which was given at {0}")]
    BeforeNotice(Instant),
    /// It was at the close or later.
    #[error("is not before the close at {0}")]
    AfterClose(Instant),
    /// It has not happened yet.
    #[error("is in the future: it is {0} now")]
    InFuture(Instant),
}

/// What the rules in force ask of services.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ServiceTerms {
    /// Failed attempts in the record before a unit is served by a posting.
    pub posting_attempts: u16,
    /// What a signed acknowledgement in the application is good for.
    pub acknowledged: Acknowledged,
}

/// What a signed acknowledgement in the application is good for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Acknowledged {
    /// It proves that the unit was reached.
    Proves,
    /// It is in the record.
    #[default]
    IsRecorded,
}

impl ServiceTerms {
    /// What a pack with its overlays asks.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        let Some(service) = &pack.parts().service else { return Self::default() };
        let proves = service.opening_proves();
        Self {
            posting_attempts: service.posting_attempts,
            acknowledged: if proves { Acknowledged::Proves } else { Acknowledged::IsRecorded },
        }
    }
}

/// The services of one meeting, taken up in the order of the record.
#[derive(Clone, Debug)]
pub struct Deliveries {
    terms: ServiceTerms,
    /// When each version of the notice was given, the first first.
    versions: Vec<Instant>,
    /// The elector that each unit belongs to on the roll that stands.
    addressees: BTreeMap<UnitLabel, ElectorId>,
    /// Services and attempts of each unit, and how many of them were attempts.
    entries: BTreeMap<UnitLabel, (u16, u16)>,
    reached: Reached,
}

impl Deliveries {
    /// Of a meeting noticed at this time on this roll: nobody is served yet.
    #[must_use]
    pub fn new(noticed_at: Instant, roll: &Roll, terms: ServiceTerms) -> Self {
        Self {
            terms,
            versions: vec![noticed_at],
            addressees: addressees(roll),
            entries: BTreeMap::new(),
            reached: Reached::default(),
        }
    }

    /// When notice was given first.
    #[must_use]
    pub fn noticed_at(&self) -> Option<Instant> {
        self.versions.first().copied()
    }

    /// The roll was amended. Who was served stays served as long as the unit is that elector's.
    pub fn amend(&mut self, roll: &Roll) {
        self.addressees = addressees(roll);
    }

    /// The notice was corrected at this time. Whoever was served with an earlier version has to be served again.
    pub fn correct(&mut self, at: Instant) {
        self.versions.push(at);
        self.reached = Reached::default();
    }

    /// What the rules in force ask.
    #[must_use]
    pub const fn terms(&self) -> ServiceTerms {
        self.terms
    }

    /// The version of the notice that stands.
    #[must_use]
    pub fn version(&self) -> u32 {
        u32::try_from(self.versions.len()).unwrap_or(u32::MAX)
    }

    /// How often somebody tried to reach a unit and did not.
    #[must_use]
    pub fn attempts(&self, unit: &UnitLabel) -> u16 {
        self.entries.get(unit).map_or(0, |(_, attempts)| *attempts)
    }

    /// Refuses a service that cannot be recorded `now`, while voting closes at `closes_at`.
    pub fn check(&self, served: &Served, closes_at: Instant, now: Instant) -> Result<(), ServiceError> {
        self.check_entry(served, closes_at, now)?;
        if served.channel.trace() == Trace::Required && served.evidence.is_none() {
            return Err(ServiceError::EvidenceMissing(served.channel));
        }
        let (needed, made) = (self.terms.posting_attempts, self.attempts(&served.unit));
        if served.channel == Channel::Posting && made < needed {
            return Err(ServiceError::TooFewAttempts { needed, made });
        }
        Ok(())
    }

    /// Refuses a failed attempt that cannot be recorded `now`; it needs to leave nothing behind.
    pub fn check_attempt(
        &self,
        attempt: &Served,
        closes_at: Instant,
        now: Instant,
    ) -> Result<(), ServiceError> {
        match attempt.channel {
            Channel::Email | Channel::Message | Channel::Letter | Channel::Door => {
                self.check_entry(attempt, closes_at, now)
            }
            channel @ (Channel::InApp | Channel::Posting) => {
                Err(ServiceError::NotRecordedBy { channel, by: attempt.by })
            }
        }
    }

    fn check_entry(&self, served: &Served, closes_at: Instant, now: Instant) -> Result<(), ServiceError> {
        if !self.addressees.contains_key(&served.unit) {
            return Err(ServiceError::UnknownUnit(served.unit.clone()));
        }
        let (channel, by) = (served.channel, served.by);
        // Only an owner's own opening of the notice is recorded in their name.
        let recorded = RECORDERS.contains(&by) || (by == Role::Owner && channel == Channel::InApp);
        if !recorded {
            return Err(ServiceError::NotRecordedBy { channel, by });
        }
        let place = usize::try_from(served.version).ok().and_then(|version| version.checked_sub(1));
        let given = place.and_then(|place| self.versions.get(place));
        let given = *given.ok_or(ServiceError::UnknownVersion(served.version))?;
        if served.served_at < given {
            return Err(ServiceError::BeforeNotice(given));
        }
        if served.served_at >= closes_at {
            return Err(ServiceError::AfterClose(closes_at));
        }
        if served.served_at > now {
            return Err(ServiceError::InFuture(now));
        }
        if self.entries.get(&served.unit).is_some_and(|(entries, _)| *entries >= OF_UNIT_MAX) {
            return Err(ServiceError::TooMany);
        }
        Ok(())
    }

    /// Takes up a service that was recorded before the opening. Later ones are in the record and
    /// reach nobody.
    pub fn take(&mut self, served: &Served) {
        let worth = match (served.channel, served.by, served.evidence, self.terms.acknowledged) {
            (Channel::InApp, Role::Owner, Some(_), Acknowledged::Proves) => Worth::Proof,
            _ => served.channel.worth(),
        };
        let current = served.version == self.version();
        if let (true, Worth::Proof, Some(elector)) = (current, worth, self.addressees.get(&served.unit)) {
            self.reached.0.insert((served.unit.clone(), *elector));
        }
    }

    /// Counts a service of a unit, whenever it was recorded.
    pub fn count(&mut self, served: &Served) {
        let (entries, _) = self.entries.entry(served.unit.clone()).or_default();
        *entries = entries.saturating_add(1);
    }

    /// Counts a failed attempt to reach a unit.
    pub fn attempt(&mut self, attempt: &Served) {
        let (entries, attempts) = self.entries.entry(attempt.unit.clone()).or_default();
        *entries = entries.saturating_add(1);
        *attempts = attempts.saturating_add(1);
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
        Served {
            unit,
            channel,
            served_at: at("2026-05-02T00:00:00Z"),
            by: Role::Secretary,
            version: 1,
            evidence,
        }
    }

    fn noticed(roll: &Roll) -> Deliveries {
        Deliveries::new(at("2026-05-01T00:00:00Z"), roll, ServiceTerms::default())
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

    #[test]
    fn a_posting_needs_as_many_failed_attempts_as_the_rules_ask() {
        let roll = roll([home("1", "80", &["a"])]);
        let terms = ServiceTerms { posting_attempts: 2, ..ServiceTerms::default() };
        let mut deliveries = Deliveries::new(at("2026-05-01T00:00:00Z"), &roll, terms);
        let times = (at("2026-06-08T00:00:00Z"), at("2026-05-09T00:00:00Z"));
        let posted = served("1", Channel::Posting);
        for made in 0..2 {
            let refused = deliveries.check(&posted, times.0, times.1);
            assert_eq!(refused, Err(ServiceError::TooFewAttempts { needed: 2, made }));
            let attempt = Served { evidence: None, ..served("1", Channel::Door) };
            assert_eq!(deliveries.check_attempt(&attempt, times.0, times.1), Ok(()));
            deliveries.attempt(&attempt);
        }
        assert_eq!(deliveries.check(&posted, times.0, times.1), Ok(()));
        let nonsense = deliveries.check_attempt(&posted, times.0, times.1);
        assert!(matches!(nonsense, Err(ServiceError::NotRecordedBy { .. })));
    }

    #[test]
    fn an_owner_records_their_own_opening_and_it_proves_something_only_signed_and_where_the_rules_say_so() {
        let roll = roll([home("1", "80", &["a"])]);
        let times = (at("2026-06-08T00:00:00Z"), at("2026-05-09T00:00:00Z"));
        let opened = Served { by: Role::Owner, ..served("1", Channel::InApp) };
        let unsigned = Served { evidence: None, ..opened.clone() };
        for (acknowledged, service, reaches) in [
            (Acknowledged::Proves, &opened, true),
            (Acknowledged::Proves, &unsigned, false),
            (Acknowledged::IsRecorded, &opened, false),
        ] {
            let terms = ServiceTerms { acknowledged, ..ServiceTerms::default() };
            let mut deliveries = Deliveries::new(at("2026-05-01T00:00:00Z"), &roll, terms);
            assert_eq!(deliveries.check(service, times.0, times.1), Ok(()));
            deliveries.take(service);
            assert_eq!(*deliveries.reached() != Reached::default(), reaches);
        }
        let by_letter = Served { by: Role::Owner, ..served("1", Channel::Letter) };
        let refused = noticed(&roll).check(&by_letter, times.0, times.1);
        assert!(matches!(refused, Err(ServiceError::NotRecordedBy { .. })));
    }

    #[test]
    fn a_corrected_notice_is_served_again() {
        let roll = roll([home("1", "80", &["a"])]);
        let times = (at("2026-06-08T00:00:00Z"), at("2026-05-09T00:00:00Z"));
        let mut deliveries = noticed(&roll);
        deliveries.take(&served("1", Channel::Door));
        let second = Served { version: 2, ..served("1", Channel::Door) };
        assert_eq!(deliveries.check(&second, times.0, times.1), Err(ServiceError::UnknownVersion(2)));
        deliveries.correct(at("2026-05-03T00:00:00Z"));
        assert_eq!(*deliveries.reached(), Reached::default());
        let early = deliveries.check(&second, times.0, times.1);
        assert_eq!(early, Err(ServiceError::BeforeNotice(at("2026-05-03T00:00:00Z"))));
        deliveries.take(&served("1", Channel::Door));
        assert_eq!(*deliveries.reached(), Reached::default(), "the version before is not enough");
        let again = Served { served_at: at("2026-05-04T00:00:00Z"), ..second };
        assert_eq!(deliveries.check(&again, times.0, times.1), Ok(()));
        deliveries.take(&again);
        assert_ne!(*deliveries.reached(), Reached::default());
    }

    #[test]
    fn a_unit_has_so_many_services_and_no_more() {
        let roll = roll([home("1", "80", &["a"])]);
        let times = (at("2026-06-08T00:00:00Z"), at("2026-05-09T00:00:00Z"));
        let mut deliveries = noticed(&roll);
        let own = served("1", Channel::Door);
        for _ in 0..OF_UNIT_MAX {
            assert_eq!(deliveries.check(&own, times.0, times.1), Ok(()));
            deliveries.count(&own);
        }
        assert_eq!(deliveries.check(&own, times.0, times.1), Err(ServiceError::TooMany));
    }
}
