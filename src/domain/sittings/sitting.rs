//! One sitting, from the first who asks for it to the posting of what it decided.

use uuid::Uuid;

use super::agenda::{check_hours, check_kind};
use super::{
    Agenda, Attendance, Called, Decision, Item, Seat, Signature, SittingAction, SittingDeed, SittingRefusal,
    SittingState, Terms, Treated, Visit,
};
use crate::domain::annals::{Actor, Moment, Said};
use crate::domain::ballots::{Answer, Fingerprint};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;

/// A sitting as the record tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sitting {
    /// Where it stands.
    pub state: SittingState,
    /// The members who asked for it.
    pub petitioners: Vec<Attendance>,
    /// How it was called.
    pub called: Option<Called>,
    /// What it is to decide, and what became of that.
    pub items: Vec<Treated>,
    /// The members who attend.
    pub attendance: Vec<Attendance>,
    /// Who else attends.
    pub visits: Vec<Visit>,
    /// When enough members were there.
    pub in_session_at: Option<Instant>,
    /// When it was over.
    pub ended_at: Option<Instant>,
    /// The hash of its minutes.
    pub minutes: Option<Fingerprint>,
    /// The first instant at which it is too late to post what was decided; none while nothing is.
    pub post_until: Option<Instant>,
    /// When that was posted.
    pub posted_at: Option<Instant>,
}

impl Sitting {
    /// The sitting that a deed opens.
    pub(super) fn opened(said: &Said<'_, SittingDeed>, terms: &Terms<'_>) -> Result<Self, SittingRefusal> {
        let state = SittingState::opened_by(said.deed.action()).ok_or(SittingRefusal::Unknown)?;
        let empty = Self {
            state,
            petitioners: Vec::new(),
            called: None,
            items: Vec::new(),
            attendance: Vec::new(),
            visits: Vec::new(),
            in_session_at: None,
            ended_at: None,
            minutes: None,
            post_until: None,
            posted_at: None,
        };
        empty.done(said, terms)
    }

    /// The sitting after a deed.
    pub(super) fn after(
        &self,
        said: &Said<'_, SittingDeed>,
        terms: &Terms<'_>,
    ) -> Result<Self, SittingRefusal> {
        let state = self.state.after(said.deed.action())?;
        Self { state, ..self.clone() }.done(said, terms)
    }

    /// The decision on an item, if there is one.
    #[must_use]
    pub fn decision(&self, item: &MatterId) -> Option<&Decision> {
        self.items.iter().find(|own| own.item.id == *item).and_then(|own| own.decision.as_ref())
    }

    fn done(mut self, said: &Said<'_, SittingDeed>, terms: &Terms<'_>) -> Result<Self, SittingRefusal> {
        let (by, moment) = (said.by, said.moment);
        match said.deed {
            SittingDeed::Petition { .. } => self.petition(by, moment, terms)?,
            SittingDeed::Call(agenda) => self.call(agenda, by, moment, terms)?,
            SittingDeed::Tell { .. } => self.tell(by, moment, terms)?,
            SittingDeed::Postpone { begins_at, ends_at, .. } => {
                self.run_by(by)?;
                self.postpone((*begins_at, *ends_at), moment, terms)?;
            }
            SittingDeed::Cancel { .. } => self.cancel(by, moment)?,
            SittingDeed::Attend => self.attend(by, moment, terms)?,
            SittingDeed::Visit => self.visit(by, moment)?,
            SittingDeed::Put { item, text } => {
                self.attending(by, moment, terms)?;
                self.put((item, *text), terms)?;
            }
            SittingDeed::Sign { item, text, answer } => {
                let seat = self.attending(by, moment, terms)?;
                let signature = Signature { grant: seat.grant, text: *text, answer: *answer, at: moment.at };
                self.sign(item, signature, terms)?;
            }
            SittingDeed::Close { minutes } => {
                self.end(by, moment, terms)?;
                self.minutes = Some(*minutes);
            }
            SittingDeed::Disperse => self.end(by, moment, terms)?,
            SittingDeed::Post { .. } => {
                if by.role != Role::Secretary {
                    own_seat(by, terms)?;
                }
                self.posted_at = Some(moment.at);
            }
        }
        Ok(self)
    }

    fn petition(&mut self, by: &Actor, moment: Moment, terms: &Terms<'_>) -> Result<(), SittingRefusal> {
        let seat = own_seat(by, terms)?;
        if self.petitioners.iter().any(|own| own.grant == seat.grant) {
            return Err(SittingRefusal::PetitionedTwice);
        }
        self.petitioners.push(Attendance { grant: seat.grant, person: by.person, at: moment.at });
        Ok(())
    }

    fn call(
        &mut self,
        agenda: &Agenda,
        by: &Actor,
        moment: Moment,
        terms: &Terms<'_>,
    ) -> Result<(), SittingRefusal> {
        let seat = own_seat(by, terms)?;
        let petitioners = || self.petitioners.iter().map(|own| own.grant);
        let asked_too = petitioners().any(|own| own == seat.grant);
        if by.role != Role::Chair && !(asked_too && terms.bench.reaches(petitioners(), terms.petition.value))
        {
            let (asked, all) = (terms.bench.seated(petitioners()), terms.bench.all());
            return Err(SittingRefusal::NotTheirsToCall { asked, all });
        }
        agenda.check(terms.assembly_kinds)?;
        let agenda_until = latest(agenda.begins_at, terms.agenda_days.value, terms);
        if moment.at >= agenda_until {
            let article = terms.agenda_days.source.article().to_owned();
            let days = terms.agenda_days.value;
            return Err(SittingRefusal::AgendaLate { days, until: agenda_until, article });
        }
        self.called = Some(Called {
            by: by.person,
            at: moment.at,
            begins_at: agenda.begins_at,
            ends_at: agenda.ends_at,
            place: agenda.place.clone(),
            document: agenda.document,
            agenda_until,
            tell_until: latest(agenda.begins_at, terms.telling_days.value, terms),
            told_at: None,
        });
        let untreated =
            |item: &Item| Treated { item: item.clone(), text: None, signatures: Vec::new(), decision: None };
        self.items = agenda.items.iter().map(untreated).collect();
        Ok(())
    }

    fn tell(&mut self, by: &Actor, moment: Moment, terms: &Terms<'_>) -> Result<(), SittingRefusal> {
        match by.role {
            Role::Secretary | Role::Chair => {}
            Role::Owner
            | Role::Convener
            | Role::Member
            | Role::Scrutineer
            | Role::Supervisor
            | Role::Trustee
            | Role::ResidentsCommittee
            | Role::Operator => self.run_by(by)?,
        }
        let called = self.called_mut()?;
        if called.told_at.is_some() {
            return Err(SittingRefusal::ToldTwice);
        }
        if moment.at >= called.tell_until {
            let article = terms.telling_days.source.article().to_owned();
            return Err(SittingRefusal::ToldLate {
                days: terms.telling_days.value,
                until: called.tell_until,
                article,
            });
        }
        called.told_at = Some(moment.at);
        Ok(())
    }

    /// Whoever attended before has to come again, and the residents' committee is told again.
    fn postpone(
        &mut self,
        (begins_at, ends_at): (Instant, Instant),
        moment: Moment,
        terms: &Terms<'_>,
    ) -> Result<(), SittingRefusal> {
        check_hours(begins_at, ends_at)?;
        let called = self.called_mut()?;
        if begins_at <= called.begins_at {
            return Err(SittingRefusal::NotLater);
        }
        let tell_until = latest(begins_at, terms.telling_days.value, terms);
        if moment.at >= tell_until {
            let article = terms.telling_days.source.article().to_owned();
            return Err(SittingRefusal::ToldLate {
                days: terms.telling_days.value,
                until: tell_until,
                article,
            });
        }
        (called.begins_at, called.ends_at) = (begins_at, ends_at);
        (called.tell_until, called.told_at) = (tell_until, None);
        called.agenda_until = latest(begins_at, terms.agenda_days.value, terms);
        self.attendance.clear();
        self.visits.clear();
        Ok(())
    }

    fn cancel(&mut self, by: &Actor, moment: Moment) -> Result<(), SittingRefusal> {
        self.run_by(by)?;
        let begins_at = self.called_mut()?.begins_at;
        if moment.at >= begins_at {
            return Err(SittingRefusal::HasBegun(begins_at));
        }
        self.ended_at = Some(moment.at);
        Ok(())
    }

    fn attend(&mut self, by: &Actor, moment: Moment, terms: &Terms<'_>) -> Result<(), SittingRefusal> {
        let seat = own_seat(by, terms)?;
        self.goes_on(moment)?;
        if self.called_mut()?.told_at.is_none() {
            let article = terms.telling_days.source.article().to_owned();
            return Err(SittingRefusal::NotTold { article });
        }
        if self.attendance.iter().any(|own| own.grant == seat.grant) {
            return Err(SittingRefusal::AttendsAlready);
        }
        self.attendance.push(Attendance { grant: seat.grant, person: by.person, at: moment.at });
        let there = self.attendance.iter().map(|own| own.grant);
        if self.state == SittingState::Called && terms.bench.carries(there, terms.quorum.value) {
            self.state = self.state.after(SittingAction::Constitute)?;
            self.in_session_at = Some(moment.at);
        }
        Ok(())
    }

    fn visit(&mut self, by: &Actor, moment: Moment) -> Result<(), SittingRefusal> {
        self.goes_on(moment)?;
        if self.visits.iter().any(|own| own.person == by.person) {
            return Err(SittingRefusal::VisitsAlready);
        }
        self.visits.push(Visit { role: by.role, person: by.person, at: moment.at });
        Ok(())
    }

    /// A text takes the place of the one before, and what was signed of that says nothing of it.
    fn put(
        &mut self,
        (item, text): (&MatterId, Fingerprint),
        terms: &Terms<'_>,
    ) -> Result<(), SittingRefusal> {
        let treated = self.treated(item)?;
        if treated.decision.is_some() {
            return Err(SittingRefusal::Decided(item.clone()));
        }
        // The law may have changed since the agenda was posted.
        check_kind(&treated.item, terms.assembly_kinds)?;
        treated.text = Some(text);
        Ok(())
    }

    fn sign(
        &mut self,
        item: &MatterId,
        signature: Signature,
        terms: &Terms<'_>,
    ) -> Result<(), SittingRefusal> {
        let treated = self.treated(item)?;
        check_kind(&treated.item, terms.assembly_kinds)?;
        if treated.text != Some(signature.text) {
            return Err(SittingRefusal::OtherText(item.clone()));
        }
        let same = |own: &Signature| (own.grant, own.text) == (signature.grant, signature.text);
        if treated.signatures.iter().any(same) {
            return Err(SittingRefusal::SignedTwice(item.clone()));
        }
        treated.signatures.push(signature);
        match &mut treated.decision {
            // Whoever signs after it was carried, carries it too.
            Some(decision) if signature.answer == Answer::For => decision.by.push(signature.grant),
            Some(_) => {}
            None => treated.decision = decision(treated, signature, terms),
        }
        if treated.decision.is_some() && self.post_until.is_none() {
            self.post_until = Some(terms.calendar.forward(signature.at, terms.posting_days.value).ends_at);
        }
        Ok(())
    }

    fn end(&mut self, by: &Actor, moment: Moment, terms: &Terms<'_>) -> Result<(), SittingRefusal> {
        let (begins_at, ends_at) = self.hours()?;
        if moment.at < begins_at {
            return Err(SittingRefusal::NotBegun(begins_at));
        }
        if by.role != Role::Secretary {
            own_seat(by, terms)?;
        }
        if moment.at < ends_at && self.run_by(by).is_err() {
            return Err(SittingRefusal::NotTheirsToEnd(ends_at));
        }
        self.ended_at = Some(moment.at);
        Ok(())
    }

    /// The chair, or whoever called it, and nobody else; where members asked for it and one of them called it, the chair
    /// who did not has no hand in it.
    fn run_by(&self, by: &Actor) -> Result<(), SittingRefusal> {
        let caller = self.called.as_ref().is_some_and(|called| called.by == by.person);
        let chairs = by.role == Role::Chair && self.petitioners.is_empty();
        if chairs || caller { Ok(()) } else { Err(SittingRefusal::NotTheirsToRun) }
    }

    /// The seat of a member who attends, while the sitting goes on.
    fn attending(&self, by: &Actor, moment: Moment, terms: &Terms<'_>) -> Result<Seat, SittingRefusal> {
        let seat = own_seat(by, terms)?;
        self.goes_on(moment)?;
        let attends = self.attendance.iter().any(|own| own.grant == seat.grant);
        if attends { Ok(seat) } else { Err(SittingRefusal::DoesNotAttend) }
    }

    fn goes_on(&self, moment: Moment) -> Result<(), SittingRefusal> {
        let (begins_at, ends_at) = self.hours()?;
        if moment.at < begins_at {
            return Err(SittingRefusal::NotBegun(begins_at));
        }
        if moment.at >= ends_at { Err(SittingRefusal::Over(ends_at)) } else { Ok(()) }
    }

    fn treated(&mut self, item: &MatterId) -> Result<&mut Treated, SittingRefusal> {
        let treated = self.items.iter_mut().find(|own| own.item.id == *item);
        treated.ok_or_else(|| SittingRefusal::NoSuchItem(item.clone()))
    }

    fn hours(&self) -> Result<(Instant, Instant), SittingRefusal> {
        let called = self.called.as_ref().ok_or(SittingRefusal::Unknown)?;
        Ok((called.begins_at, called.ends_at))
    }

    fn called_mut(&mut self) -> Result<&mut Called, SittingRefusal> {
        self.called.as_mut().ok_or(SittingRefusal::Unknown)
    }
}

/// The seat of whoever signs: nobody sits for somebody else.
fn own_seat(by: &Actor, terms: &Terms<'_>) -> Result<Seat, SittingRefusal> {
    terms.bench.seat_of(by).ok_or(SittingRefusal::NoSeat)
}

/// The first instant that leaves fewer full days before a sitting.
fn latest(begins_at: Instant, days: u16, terms: &Terms<'_>) -> Instant {
    terms.calendar.backward(begins_at, days).ends_at
}

/// The decision that a signature completes: of ALL members, whoever came, enough are for the text.
fn decision(treated: &Treated, last: Signature, terms: &Terms<'_>) -> Option<Decision> {
    let is_for = |own: &&Signature| own.text == last.text && own.answer == Answer::For;
    let by: Vec<Uuid> = treated.signatures.iter().filter(is_for).map(|own| own.grant).collect();
    let carried = last.answer == Answer::For && terms.bench.carries(by.iter().copied(), terms.decision.value);
    carried.then_some(Decision { text: last.text, by, all: terms.bench.all(), at: last.at })
}
