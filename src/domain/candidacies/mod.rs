//! Candidates for the owners' committee: named, asked, checked, posted, and drawn into an order.
//!
//! The convening body calls for candidates of one election. Owners, the residents' committee and the office name them
//! (Beijing art 40, Qingyuan art 19), the outgoing committee does not; whoever is named accepts. The convening body
//! decides on each, with reasons where it refuses. Officers of different bodies commit to a lot before the list is
//! closed and reveal it after, so nobody chooses the order. The ballot that is noticed is the slate that was posted.

mod candidacy;
mod deeds;
mod lot;
mod refusals;
mod slate;
mod states;

use std::collections::{BTreeMap, BTreeSet};

pub use candidacy::{Candidacy, Refused, Stander};
pub use deeds::{Call, CandidacyDeed, Draw, RefusalGround};
pub use lot::{Lot, Pledge};
pub use refusals::CandidacyRefusal;
pub use slate::Slate;
pub use states::{CandidacyAction, CandidacyState, CandidacyTransitionError, SlateAction, SlateState};

use crate::domain::annals::{
    Book, Consequence, Due, DueKind, Event, Moment, NoticeRefusal, NoticedMeeting, ProcessId, Said, Scene,
    Subject,
};
use crate::domain::identity::Role;
use crate::domain::meetings::{CANDIDATES_MAX, MeetingId};

/// Most seats that one call is for.
pub const SEATS_MAX: u32 = 200;
/// Full days in which candidates can be named at least: a call at night reaches others too.
pub const CALL_DAYS_MIN: u16 = 3;
/// The kind of matter that elects a committee (Civil Code art 278(1)(3)).
pub const ELECTION_KIND: &str = "committee_election";

const _: () = assert!(SEATS_MAX as usize <= CANDIDATES_MAX);

/// Every call for candidates of a community.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Candidacies {
    all: BTreeMap<ProcessId, Slate>,
    noticed: BTreeSet<MeetingId>,
}

impl Candidacies {
    /// One call.
    #[must_use]
    pub fn get(&self, process: ProcessId) -> Option<&Slate> {
        self.all.get(&process)
    }

    /// Every call, by process.
    pub fn iter(&self) -> impl Iterator<Item = (ProcessId, &Slate)> {
        self.all.iter().map(|(process, slate)| (*process, slate))
    }

    /// The call for the candidates of a meeting, if one was made that was not given up.
    #[must_use]
    pub fn of_meeting(&self, meeting: MeetingId) -> Option<&Slate> {
        self.all.values().find(|own| own.call().meeting == meeting && own.state() != SlateState::Abandoned)
    }

    fn call(
        &mut self,
        said: &Said<'_, CandidacyDeed>,
        call: &Call,
        scene: &Scene<'_>,
    ) -> Result<(), CandidacyRefusal> {
        if self.all.contains_key(&said.process) {
            return Err(CandidacyRefusal::CalledBefore);
        }
        if call.seats == 0 || call.seats > SEATS_MAX {
            return Err(CandidacyRefusal::Seats);
        }
        if self.noticed.contains(&call.meeting) || self.of_meeting(call.meeting).is_some() {
            return Err(CandidacyRefusal::MeetingTaken(call.meeting));
        }
        let earliest = scene.calendar.after_full_days(said.moment.at, CALL_DAYS_MIN).ends_at;
        if call.until < earliest {
            return Err(CandidacyRefusal::TooShort { earliest });
        }
        self.all.insert(said.process, Slate::new(call.clone(), said.moment.at));
        Ok(())
    }

    fn check_notice(&self, meeting: &NoticedMeeting, scene: &Scene<'_>) -> Result<(), CandidacyRefusal> {
        if let Some(slate) = self.of_meeting(meeting.meeting) {
            return slate.check_notice(meeting, scene);
        }
        // Whoever has called for candidates once does not get around it by another draft.
        let elects = meeting.matters.iter().any(|own| own.kind.as_str() == ELECTION_KIND);
        if elects && !self.all.is_empty() { Err(CandidacyRefusal::NoCall) } else { Ok(()) }
    }

    fn happen(&mut self, meeting: MeetingId, action: SlateAction) {
        let own = self.all.values_mut().filter(|own| own.call().meeting == meeting);
        own.for_each(|own| own.happen(action));
    }
}

impl Book for Candidacies {
    type Deed = CandidacyDeed;
    type Refusal = CandidacyRefusal;

    fn take(
        &mut self,
        said: &Said<'_, CandidacyDeed>,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, CandidacyRefusal> {
        if !said.deed.signers().contains(&said.by.role) {
            return Err(CandidacyRefusal::RoleMayNot);
        }
        if let CandidacyDeed::Call(call) = said.deed {
            self.call(said, call, scene)?;
            return Ok(Vec::new());
        }
        let slate = self.all.get_mut(&said.process).ok_or(CandidacyRefusal::Unknown)?;
        slate.take(said.deed, (said.by, said.moment.at), scene)?;
        Ok(Vec::new())
    }

    fn hear(&mut self, event: &Event, _: Moment, _: &Scene<'_>) -> Vec<Consequence> {
        match event {
            Event::Noticed(noticed) => {
                self.noticed.insert(noticed.meeting);
                self.happen(noticed.meeting, SlateAction::Notice);
            }
            Event::Announced { meeting } => self.happen(*meeting, SlateAction::Announce),
            Event::Cancelled { meeting } | Event::Annulled { meeting } => {
                self.happen(*meeting, SlateAction::Fall);
            }
            Event::RegisterImported { .. }
            | Event::Objected { .. }
            | Event::RulesStated { .. }
            | Event::Granted { .. }
            | Event::GrantEnded { .. }
            | Event::Opened { .. }
            | Event::Closed { .. }
            | Event::Counted { .. } => {}
        }
        Vec::new()
    }

    fn allows_notice(
        &self,
        meeting: &NoticedMeeting,
        _: Moment,
        scene: &Scene<'_>,
    ) -> Result<(), NoticeRefusal> {
        self.check_notice(meeting, scene).map_err(|refusal| NoticeRefusal(refusal.to_string()))
    }

    fn dues(&self, scene: &Scene<'_>) -> Vec<Due> {
        self.iter().filter_map(|(process, slate)| due(process, slate, scene)).collect()
    }
}

/// What is due in one call: revealing what was committed to, once the list is posted.
fn due(process: ProcessId, slate: &Slate, scene: &Scene<'_>) -> Option<Due> {
    if slate.state() == SlateState::Abandoned {
        return None;
    }
    Some(Due {
        what: DueKind::LotRevealed,
        subject: Subject::Candidacy,
        process,
        from: slate.posted_at(),
        until: slate.reveal_until()?,
        by: &[Role::Convener, Role::Scrutineer, Role::Supervisor],
        source: scene.procedure.candidacy_posting_days_min.source.clone(),
        done_at: slate.revealed_at(),
    })
}

#[cfg(test)]
mod tests;
