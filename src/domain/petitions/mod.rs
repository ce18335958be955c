//! Petitions: owners ask for a meeting, a matter or a recall, and are answered.
//!
//! Owners sign with their own keys. What they weigh is counted against one version of the register, on the measures
//! and to the share that the law of the place names (物业管理条例 art 13: a fifth). Once a supporter hands the petition in,
//! the committee is asked; if it declines or is silent the authority orders a day, and if that day passes it names who
//! convenes instead. [`Petitions`] is folded from the record, in its order.

mod deeds;
mod petition;
mod refusals;
mod states;
mod support;
mod taking;

use std::collections::{BTreeMap, BTreeSet};

pub use deeds::{PetitionAim, PetitionDeed, Request, SubstituteBody};
pub use petition::{Convened, Order, Petition, Substitute, Until};
pub use refusals::PetitionRefusal;
pub use states::{PetitionAction, PetitionState, PetitionTransitionError};
pub use support::{Snapshot, Support};
pub use taking::ORDER_DAYS_MAX;
use uuid::Uuid;

use crate::domain::annals::{
    Book, Consequence, Due, DueKind, Event, Moment, NoticeRefusal, NoticedMeeting, ProcessId, Said, Scene,
    Subject,
};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::register::OwnerId;

/// Most kinds of matters that one petition names.
pub const MATTERS_MAX: usize = 20;
/// Most members whose recall one petition asks for.
pub const RECALLED_MAX: usize = 20;
/// Most petitions that an owner has open at a time.
pub const OPEN_MAX: usize = 3;
/// The kind of matter that recalls members (Civil Code art 278(1)(3)).
pub const RECALL_KIND: &str = "committee_recall";

/// Every petition of a community.
#[derive(Clone, Debug, Default)]
pub struct Petitions {
    all: BTreeMap<ProcessId, Petition>,
    noticed: BTreeSet<MeetingId>,
}

impl Petitions {
    /// One of them.
    #[must_use]
    pub fn get(&self, process: ProcessId) -> Option<&Petition> {
        self.all.get(&process)
    }

    /// All of them, by process.
    pub fn iter(&self) -> impl Iterator<Item = (ProcessId, &Petition)> {
        self.all.iter().map(|(process, petition)| (*process, petition))
    }

    fn open(
        &mut self,
        said: &Said<'_, PetitionDeed>,
        request: &Request,
        scene: &Scene<'_>,
    ) -> Result<(), PetitionRefusal> {
        if self.all.contains_key(&said.process) {
            return Err(PetitionRefusal::OpenedBefore);
        }
        let owner = taking::owner(said.by)?;
        check_request(request, said.moment.at, scene)?;
        let latest = taking::latest(request.register, scene)?;
        let snapshot = Snapshot::of(latest)?;
        taking::check_elector(owner, &snapshot, latest)?;
        if self.open_of(owner, said.moment.at) >= OPEN_MAX {
            return Err(PetitionRefusal::TooMany);
        }
        let opened = Petition::open(request.clone(), owner, (said.moment, snapshot), scene);
        self.all.insert(said.process, opened);
        Ok(())
    }

    fn open_of(&self, owner: &OwnerId, now: Instant) -> usize {
        let is_open = |own: &&Petition| own.opener() == owner && !own.state_at(now).is_over();
        self.all.values().filter(is_open).count()
    }

    fn check_deed(
        &self,
        deed: &PetitionDeed,
        now: Instant,
        scene: &Scene<'_>,
    ) -> Result<(), PetitionRefusal> {
        match deed {
            PetitionDeed::Prepare { meeting } if self.noticed.contains(meeting) => {
                Err(PetitionRefusal::NoticedBefore(*meeting))
            }
            PetitionDeed::Substitute { grant, .. } if !is_held(*grant, Role::Convener, now, scene) => {
                Err(PetitionRefusal::NotAConvener(*grant))
            }
            PetitionDeed::Open(_)
            | PetitionDeed::Support { .. }
            | PetitionDeed::Withdraw
            | PetitionDeed::Object
            | PetitionDeed::Retract
            | PetitionDeed::Submit { .. }
            | PetitionDeed::Abandon
            | PetitionDeed::Agree
            | PetitionDeed::Decline { .. }
            | PetitionDeed::Prepare { .. }
            | PetitionDeed::Order { .. }
            | PetitionDeed::Substitute { .. } => Ok(()),
        }
    }

    fn of_meeting(&mut self, meeting: MeetingId) -> impl Iterator<Item = &mut Petition> {
        self.all.values_mut().filter(move |own| own.convened().is_some_and(|own| own.meeting == meeting))
    }
}

impl Book for Petitions {
    type Deed = PetitionDeed;
    type Refusal = PetitionRefusal;

    fn take(
        &mut self,
        said: &Said<'_, PetitionDeed>,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, PetitionRefusal> {
        if !said.deed.signers().contains(&said.by.role) {
            return Err(PetitionRefusal::RoleMayNot);
        }
        if let PetitionDeed::Open(request) = said.deed {
            self.open(said, request, scene)?;
            return Ok(Vec::new());
        }
        self.check_deed(said.deed, said.moment.at, scene)?;
        let petition = self.all.get_mut(&said.process).ok_or(PetitionRefusal::Unknown)?;
        petition.take(said.deed, (said.by, said.moment), scene)?;
        Ok(Vec::new())
    }

    fn hear(&mut self, event: &Event, moment: Moment, _: &Scene<'_>) -> Vec<Consequence> {
        match event {
            Event::Noticed(noticed) => {
                self.noticed.insert(noticed.meeting);
                let (meeting, opens_at) = (noticed.meeting, noticed.opens_at);
                for petition in self.all.values_mut().filter(|own| own.draft() == Some(meeting)) {
                    let convened = Convened { meeting, at: moment.at, opens_at, opened_at: None };
                    petition.happen(PetitionAction::Notice, Some(convened));
                }
            }
            Event::Cancelled { meeting } | Event::Annulled { meeting } => {
                self.of_meeting(*meeting).for_each(|own| own.happen(PetitionAction::Fall, None));
            }
            Event::Opened { meeting } => self.of_meeting(*meeting).for_each(|own| own.open_vote(moment.at)),
            Event::Announced { meeting } => self.of_meeting(*meeting).for_each(Petition::announce),
            Event::RegisterImported { .. }
            | Event::Objected { .. }
            | Event::RulesStated { .. }
            | Event::Granted { .. }
            | Event::GrantEnded { .. }
            | Event::Closed { .. }
            | Event::Counted { .. } => {}
        }
        Vec::new()
    }

    fn allows_notice(
        &self,
        meeting: &NoticedMeeting,
        moment: Moment,
        _: &Scene<'_>,
    ) -> Result<(), NoticeRefusal> {
        let mut prepared = self.all.values().filter(|own| own.draft() == Some(meeting.meeting));
        let allowed = prepared.try_for_each(|own| own.allows_notice(meeting, moment.at));
        allowed.map_err(|refusal| NoticeRefusal(refusal.to_string()))
    }

    fn dues(&self, _: &Scene<'_>) -> Vec<Due> {
        self.iter().flat_map(|(process, petition)| dues(process, petition)).collect()
    }
}

/// Refuses what no petition can ask for.
fn check_request(request: &Request, now: Instant, scene: &Scene<'_>) -> Result<(), PetitionRefusal> {
    let kinds: BTreeSet<_> = request.matters.iter().collect();
    if kinds.is_empty() || kinds.len() != request.matters.len() || kinds.len() > MATTERS_MAX {
        return Err(PetitionRefusal::Matters);
    }
    let recalls = kinds.iter().any(|kind| kind.as_str() == RECALL_KIND);
    let is_recall = request.aim == PetitionAim::Recall;
    if recalls != is_recall || (is_recall && kinds.len() > 1) {
        return Err(PetitionRefusal::RecallKind);
    }
    let offices: BTreeSet<_> = request.recalled.iter().collect();
    let fits = offices.len() == request.recalled.len() && offices.len() <= RECALLED_MAX;
    if !fits || offices.is_empty() == is_recall {
        return Err(PetitionRefusal::Recalled);
    }
    let is_member = |office: &Uuid| {
        [Role::Member, Role::Chair].into_iter().any(|role| is_held(*office, role, now, scene))
    };
    match request.recalled.iter().find(|office| !is_member(office)) {
        Some(other) => Err(PetitionRefusal::NotAMember(*other)),
        None => Ok(()),
    }
}

/// Whether an office is in force.
fn is_held(grant: Uuid, role: Role, now: Instant, scene: &Scene<'_>) -> bool {
    let office = scene.annals.offices().get(grant);
    office.is_some_and(|office| office.role == role && office.is_held(now))
}

/// What is due in one petition: handing it in, the answer, the meeting, and the meeting as ordered.
fn dues(process: ProcessId, petition: &Petition) -> Vec<Due> {
    let due = |what, from, until: &Until, by, done_at| Due {
        what,
        subject: Subject::Petition,
        process,
        from: Some(from),
        until: until.at,
        by,
        source: until.source.clone(),
        done_at,
    };
    let mut dues = Vec::new();
    let submitted = petition.submitted_at();
    let from = petition.opened_at();
    // Nobody has to support a petition: the day on which it lapses passes.
    dues.push(due(DueKind::PetitionSupport, from, petition.closes(), &[], submitted));
    let noticed = petition.convened().map(|own| own.at);
    if let Some((from, until)) = submitted.zip(petition.answer_until()) {
        // A committee that gives notice has answered.
        let answered = petition.answered_at().or(noticed);
        dues.push(due(DueKind::PetitionAnswer, from, until, &[Role::Chair], answered));
    }
    let opened = petition.convened().and_then(|own| own.opened_at);
    if let Some((from, until)) = submitted.zip(petition.convene_until()) {
        dues.push(due(DueKind::PetitionMeeting, from, until, &[Role::Convener, Role::Chair], opened));
    }
    if let Some((order, until)) = petition.order().zip(petition.convene_until()) {
        let until = Until { at: order.until, source: until.source.clone() };
        dues.push(due(DueKind::PetitionOrder, order.at, &until, &[Role::Convener, Role::Chair], opened));
    }
    dues
}

#[cfg(test)]
mod tests;
