//! What a petition takes, deed by deed, and why it does not.

use jiff::civil::Date;

use super::deeds::PetitionDeed;
use super::petition::{Convened, Order, Petition, Substitute, Until};
use super::refusals::PetitionRefusal;
use super::states::{PetitionAction, PetitionState, PetitionTransitionError};
use crate::domain::annals::{Actor, Moment, NoticedMeeting, Scene};
use crate::domain::ballots::Fingerprint;
use crate::domain::instants::{Instant, full_days_between};
use crate::domain::meetings::MeetingId;
use crate::domain::register::{Holdings, OwnerId};
use crate::domain::roll::Snapshot;
use crate::domain::rules::MatterKind;
use crate::domain::rules::procedure::Parameter;

/// The latest day of an order, in days from the day it is made: an order is no way to put a meeting off.
pub const ORDER_DAYS_MAX: i64 = 180;

impl Petition {
    /// Takes a deed of whoever may say it.
    pub(super) fn take(
        &mut self,
        deed: &PetitionDeed,
        (by, moment): (&Actor, Moment),
        scene: &Scene<'_>,
    ) -> Result<(), PetitionRefusal> {
        let Some(action) = deed.action() else { return Err(PetitionRefusal::OpenedBefore) };
        let next = self.after(action, moment.at)?;
        match deed {
            PetitionDeed::Open(_) => return Err(PetitionRefusal::OpenedBefore),
            PetitionDeed::Support { text, register } => {
                self.sign(*text, (by, moment), latest(*register, scene)?)?;
            }
            PetitionDeed::Withdraw => {
                let gone = self.support.remove(owner(by)?);
                gone.then_some(()).ok_or(PetitionRefusal::SupportsNot)?;
            }
            PetitionDeed::Object => self.object(owner(by)?)?,
            PetitionDeed::Retract => {
                let gone = self.support.retract(owner(by)?);
                gone.then_some(()).ok_or(PetitionRefusal::ObjectsNot)?;
            }
            PetitionDeed::Submit { register } => {
                self.submit(owner(by)?, (moment.at, latest(*register, scene)?), scene)?;
            }
            PetitionDeed::Abandon => self.abandon(owner(by)?)?,
            PetitionDeed::Agree => self.course.answered = Some((moment.at, by.person)),
            PetitionDeed::Decline { reasons } => {
                self.course.answered = Some((moment.at, by.person));
                self.course.reasons = Some(*reasons);
            }
            PetitionDeed::Prepare { meeting } => self.prepare(*meeting, (by, moment.at))?,
            PetitionDeed::Order { until, text } => self.give_order((*until, *text), moment.at, scene)?,
            PetitionDeed::Substitute { body, grant, .. } => {
                self.may_substitute(moment.at)?;
                self.course.substitute = Some(Substitute { body: *body, grant: *grant, at: moment.at });
                self.course.draft = None;
            }
        }
        self.state = next;
        Ok(())
    }

    /// Takes a fact of the record about its meeting.
    pub(super) fn happen(&mut self, action: PetitionAction, convened: Option<Convened>) {
        if let Ok(next) = self.state.after(action) {
            self.state = next;
            self.course.convened = convened;
            if convened.is_none() {
                self.course.draft = None;
            }
        }
    }

    /// Voting has opened.
    pub(super) const fn open_vote(&mut self, at: Instant) {
        if let Some(convened) = self.course.convened.as_mut() {
            convened.opened_at = Some(at);
        }
    }

    /// The meeting was announced, which leaves everything else as it is.
    pub(super) fn announce(&mut self) {
        self.state = self.state.after(PetitionAction::Announce).unwrap_or(self.state);
    }

    /// Whether notice of the meeting that was prepared for it can be given.
    pub(super) fn allows_notice(
        &self,
        meeting: &NoticedMeeting,
        now: Instant,
    ) -> Result<(), PetitionRefusal> {
        let has = |kind: &MatterKind| meeting.matters.iter().any(|matter| matter.kind == *kind);
        if let Some(kind) = self.request.matters.iter().find(|kind| !has(kind)) {
            return Err(PetitionRefusal::NoticeLacks(kind.clone()));
        }
        let Some(until) = self.runs_out() else { return Ok(()) };
        if now >= until {
            return Err(PetitionRefusal::OrderLapsed { until });
        }
        if meeting.opens_at >= until { Err(PetitionRefusal::OpensAfterOrder { until }) } else { Ok(()) }
    }

    /// When an order runs out that nobody convenes in the place of.
    fn runs_out(&self) -> Option<Instant> {
        let order = self.course.order.as_ref().filter(|_| self.course.substitute.is_none());
        order.map(|order| order.until)
    }

    fn after(&self, action: PetitionAction, now: Instant) -> Result<PetitionState, PetitionTransitionError> {
        self.state_at(now).after(action)
    }

    fn sign(
        &mut self,
        text: Fingerprint,
        (by, moment): (&Actor, Moment),
        latest: &Holdings,
    ) -> Result<(), PetitionRefusal> {
        let owner = owner(by)?;
        if text != self.request.text {
            return Err(PetitionRefusal::OtherText);
        }
        if self.support.has(owner) {
            return Err(PetitionRefusal::SupportsAlready);
        }
        check_elector(owner, &self.snapshot, latest)?;
        self.support.add(owner, moment.index);
        Ok(())
    }

    fn object(&mut self, owner: &OwnerId) -> Result<(), PetitionRefusal> {
        if self.support.has(owner) {
            return Err(PetitionRefusal::SupportsItself);
        }
        if self.support.is_objected_by(owner) {
            return Err(PetitionRefusal::ObjectsAlready);
        }
        if !self.support.is_given_beside(owner, &self.snapshot) {
            return Err(PetitionRefusal::NothingToObjectTo);
        }
        self.support.object(owner);
        Ok(())
    }

    fn submit(
        &mut self,
        owner: &OwnerId,
        (now, latest): (Instant, &Holdings),
        scene: &Scene<'_>,
    ) -> Result<(), PetitionRefusal> {
        if !self.support.has(owner) {
            return Err(PetitionRefusal::SupportsNot);
        }
        if !self.is_supported(latest) {
            return Err(PetitionRefusal::TooLittle {
                have: self.weight(latest),
                of: self.snapshot.all(),
                share: self.share.value,
                measures: self.measures.value,
            });
        }
        let until = |days: &Parameter<u16>| Until {
            at: scene.calendar.forward(now, days.value).ends_at,
            source: days.source.clone(),
        };
        self.course.submitted = Some((now, self.weight(latest)));
        self.course.answer_until = Some(until(&scene.procedure.petition_answer_days_max));
        self.course.convene_until = Some(until(&scene.procedure.petition_meeting_days_max));
        Ok(())
    }

    fn abandon(&self, owner: &OwnerId) -> Result<(), PetitionRefusal> {
        if *owner != self.opener {
            return Err(PetitionRefusal::NotTheOpener);
        }
        if self.support.is_of_others(owner) { Err(PetitionRefusal::OthersSupport) } else { Ok(()) }
    }

    fn prepare(&mut self, meeting: MeetingId, (by, now): (&Actor, Instant)) -> Result<(), PetitionRefusal> {
        match self.course.substitute {
            Some(substitute) if !by.grants.contains(&substitute.grant) => {
                return Err(PetitionRefusal::NotTheSubstitute);
            }
            Some(_) if self.course.answered.is_some_and(|(_, person)| person == by.person) => {
                return Err(PetitionRefusal::SubstituteOfCommittee);
            }
            Some(_) | None => {}
        }
        if let Some(until) = self.runs_out().filter(|until| now >= *until) {
            return Err(PetitionRefusal::OrderLapsed { until });
        }
        self.course.draft = Some(meeting);
        Ok(())
    }

    fn give_order(
        &mut self,
        (day, text): (Date, Fingerprint),
        now: Instant,
        scene: &Scene<'_>,
    ) -> Result<(), PetitionRefusal> {
        self.may_order(now)?;
        let zone = scene.calendar.zone();
        let today = now.day_in(zone);
        if day <= today || full_days_between(today, day) >= ORDER_DAYS_MAX {
            return Err(PetitionRefusal::OrderDay);
        }
        self.course.order = Some(Order { day, until: zone.end_of(day), at: now, text });
        self.course.substitute = None;
        self.course.convened = None;
        self.course.draft = None;
        Ok(())
    }

    /// Refuses an order while the committee is in time.
    fn may_order(&self, now: Instant) -> Result<(), PetitionRefusal> {
        let time = |until: Option<&Until>| match until {
            Some(until) if now < until.at => Err(PetitionRefusal::CommitteeHasTime { until: until.at }),
            Some(_) | None => Ok(()),
        };
        match self.state {
            PetitionState::Submitted => time(self.answer_until()),
            PetitionState::Agreed => time(self.convene_until()),
            PetitionState::Convened => {
                let late = |own: Convened| {
                    let in_time = self.convene_until().is_some_and(|until| own.opens_at < until.at);
                    self.course.order.is_none() && !in_time && now < own.opens_at
                };
                let late = self.course.convened.is_some_and(late);
                if late { Ok(()) } else { Err(PetitionRefusal::ConvenedInTime) }
            }
            PetitionState::Declined
            | PetitionState::Fallen
            | PetitionState::Collecting
            | PetitionState::Ordered
            | PetitionState::Substituted
            | PetitionState::Held
            | PetitionState::Lapsed
            | PetitionState::Abandoned => Ok(()),
        }
    }

    /// Refuses a substitute before an order has lapsed.
    fn may_substitute(&self, now: Instant) -> Result<(), PetitionRefusal> {
        if self.course.substitute.is_some() {
            return Ok(());
        }
        let order = self.course.order.as_ref().ok_or(PetitionRefusal::NoOrder)?;
        if now < order.until { Err(PetitionRefusal::OrderRuns { until: order.until }) } else { Ok(()) }
    }
}

/// The owner whose key signed.
pub(super) fn owner(by: &Actor) -> Result<&OwnerId, PetitionRefusal> {
    by.owner.as_ref().ok_or(PetitionRefusal::RoleMayNot)
}

/// The register that a deed names, which must be the latest.
pub(super) fn latest<'a>(named: u32, scene: &Scene<'a>) -> Result<&'a Holdings, PetitionRefusal> {
    let latest = scene.annals.register().ok_or(PetitionRefusal::NoRegister)?;
    if named != latest {
        return Err(PetitionRefusal::NotTheLatestRegister { latest });
    }
    scene.registers.get(latest).ok_or(PetitionRefusal::NoRegister)
}

/// Refuses whoever is no elector of the snapshot, or owns nothing any more.
pub(super) fn check_elector(
    owner: &OwnerId,
    snapshot: &Snapshot,
    latest: &Holdings,
) -> Result<(), PetitionRefusal> {
    if !snapshot.has(owner) {
        return Err(PetitionRefusal::NotAnElector);
    }
    let owns = latest.iter().any(|holding| holding.owners.contains(owner));
    if owns { Ok(()) } else { Err(PetitionRefusal::NoLongerOwner) }
}
