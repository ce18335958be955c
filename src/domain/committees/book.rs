//! Every committee of a community: what deeds do to them, and what meetings do.

use std::collections::{BTreeMap, BTreeSet};

use super::committee::Committee;
use super::deeds::CommitteeDeed;
use super::makes::{Makes, sizes};
use super::means::{Known, Means};
use super::members::{EndCause, Member, MemberId, Rank};
use super::nominations;
use super::recalls::{Recall, RecallState};
use super::refusals::CommitteeRefusal;
use super::states::CommitteeAction;
use crate::domain::annals::{
    Book, Consequence, Due, Event, Moment, NoticeRefusal, NoticedMatter, NoticedMeeting, Outcome, ProcessId,
    Said, Scene,
};
use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MatterId, MeetingId};
use crate::domain::rules::procedure::{Obligation, WholeReelection};

/// The kind of matter that elects a committee, or some of its members (Civil Code art 278(1)(3)).
pub(super) const ELECTION: &str = "committee_election";
/// The kind of matter that recalls a member.
const RECALL: &str = "committee_recall";

/// A meeting of which notice was given and that may elect or recall somebody.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Course {
    matters: Vec<NoticedMatter>,
    makes: Makes,
    counted: Option<(Instant, Vec<(MatterId, Outcome)>)>,
}

/// Every committee.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Committees {
    committees: BTreeMap<ProcessId, Committee>,
    courses: BTreeMap<MeetingId, Course>,
}

impl Committees {
    /// A committee, by the meeting that elected it.
    #[must_use]
    pub fn get(&self, process: ProcessId) -> Option<&Committee> {
        self.committees.get(&process)
    }

    /// Every committee, by identifier.
    pub fn iter(&self) -> impl Iterator<Item = (ProcessId, &Committee)> {
        self.committees.iter().map(|(process, committee)| (*process, committee))
    }

    /// The committee that the community has now, whole or not.
    #[must_use]
    pub fn current(&self) -> Option<(ProcessId, &Committee)> {
        let current = self.iter().filter(|(_, own)| own.state.is_current());
        current.max_by_key(|(_, own)| own.announced_at)
    }

    /// Grants of seats that are taken, in every current committee.
    fn bound(&self) -> BTreeSet<uuid::Uuid> {
        let current = self.committees.values().filter(|own| own.state.is_current());
        let members = current.flat_map(|own| &own.members).filter(|own| own.standing.has_seat());
        members.flat_map(|own| own.grants.iter().copied()).collect()
    }

    /// Meetings of which notice was given.
    fn noticed(&self) -> BTreeSet<MeetingId> {
        self.courses.keys().copied().collect()
    }
}

impl Book for Committees {
    type Deed = CommitteeDeed;
    type Refusal = CommitteeRefusal;

    fn take(
        &mut self,
        said: &Said<'_, CommitteeDeed>,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        let committee = self.get(said.process).ok_or(CommitteeRefusal::Unknown)?;
        let known = nominations::known(said.deed, committee, scene);
        self.take_knowing(said, known, scene)
    }

    fn hear(&mut self, event: &Event, moment: Moment, scene: &Scene<'_>) -> Vec<Consequence> {
        let settles = (moment.at, scene.procedure.whole_reelection.value);
        match event {
            Event::Noticed(meeting) => {
                let makes = self.makes(meeting, scene).unwrap_or(Makes::Nothing);
                let course = Course { matters: meeting.matters.clone(), makes, counted: None };
                self.courses.insert(meeting.meeting, course);
                Vec::new()
            }
            Event::Counted { meeting, outcomes } => {
                if let Some(course) = self.courses.get_mut(meeting) {
                    course.counted = Some((moment.at, outcomes.clone()));
                }
                Vec::new()
            }
            Event::Announced { meeting } => self.announced(*meeting, settles, scene),
            Event::Cancelled { meeting } => self.called_off(*meeting, settles),
            Event::Annulled { meeting } => self.annulled(*meeting, settles),
            Event::Granted { grant, role, key, .. } => {
                let given = (*grant, *role, *key);
                let current = self.committees.values_mut().filter(|own| own.state.is_current());
                current.for_each(|own| own.give_back(given, scene.annals.offices()));
                Vec::new()
            }
            Event::GrantEnded { grant } => {
                let current = self.committees.values_mut().filter(|own| own.state.is_current());
                current.for_each(|own| own.lose(*grant));
                Vec::new()
            }
            Event::RegisterImported { .. }
            | Event::RulesStated { .. }
            | Event::Objected { .. }
            | Event::Opened { .. }
            | Event::Closed { .. } => Vec::new(),
        }
    }

    fn allows_notice(
        &self,
        meeting: &NoticedMeeting,
        _moment: Moment,
        scene: &Scene<'_>,
    ) -> Result<(), NoticeRefusal> {
        let hearing = scene.procedure.recall_hearing.value;
        // Who sits on a committee that the record does not know, it cannot say either.
        let recalls = meeting.matters.iter().filter(|own| own.kind.as_str() == RECALL);
        for own in recalls.filter(|_| self.current().is_some()) {
            self.allows_recall((meeting.meeting, &own.matter), hearing)?;
        }
        self.holds_recalls(meeting)?;
        self.makes(meeting, scene).map(|_| ())
    }

    fn dues(&self, scene: &Scene<'_>) -> Vec<Due> {
        self.iter().flat_map(|(process, committee)| committee.dues(process, scene)).collect()
    }
}

impl Committees {
    /// Takes a deed by what other books say of the member and the petition that it names.
    pub(super) fn take_knowing(
        &mut self,
        said: &Said<'_, CommitteeDeed>,
        known: Known,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        let mut next = self.get(said.process).ok_or(CommitteeRefusal::Unknown)?.clone();
        let means = Means {
            by: said.by,
            at: said.moment.at,
            procedure: scene.procedure,
            known,
            offices: scene.annals.offices(),
            bound: &self.bound(),
            noticed: &self.noticed(),
        };
        let follows = next.take(said.deed, &means)?;
        self.committees.insert(said.process, next);
        Ok(follows)
    }

    fn allows_recall(
        &self,
        (meeting, matter): (MeetingId, &MatterId),
        hearing: Obligation,
    ) -> Result<(), NoticeRefusal> {
        let to = |own: &&Recall| own.is_put_to(meeting, matter);
        let recall = self.recalls().find(to).ok_or_else(|| {
            NoticeRefusal(format!(
                "matter {matter} recalls a member; first put a recall that enough members or owners propose to \
                 this meeting and matter"
            ))
        })?;
        match (hearing, &recall.heard) {
            (Obligation::Required, None) => Err(NoticeRefusal(format!(
                "matter {matter} recalls a member who was not heard yet; record the hearing first"
            ))),
            (Obligation::Required, Some(_)) | (Obligation::None, _) => Ok(()),
        }
    }

    /// Every recall of a current committee.
    fn recalls(&self) -> impl Iterator<Item = &Recall> {
        let current = self.committees.values().filter(|own| own.state.is_current());
        current.flat_map(|own| own.recalls.values())
    }

    /// Holds a meeting to deciding each recall that is put to it, and by a matter that says so: an owner who reads
    /// the notice sees who is to be recalled.
    fn holds_recalls(&self, meeting: &NoticedMeeting) -> Result<(), NoticeRefusal> {
        let recalls = |matter: &MatterId| {
            meeting.matters.iter().any(|own| own.matter == *matter && own.kind.as_str() == RECALL)
        };
        let put = self.recalls().filter(|own| own.state == RecallState::Put);
        let mut here = put.filter_map(|own| own.put.as_ref()).filter(|(put, _)| *put == meeting.meeting);
        here.find(|(_, matter)| !recalls(matter)).map_or(Ok(()), |(_, matter)| {
            Err(NoticeRefusal(format!(
                "a recall is put to matter {matter} of this meeting, which is none of its matters of kind {RECALL}; add \
                 the matter, or put the recall to another"
            )))
        })
    }

    /// A result is final: recalls are decided, and whoever was elected has a seat.
    fn announced(
        &mut self,
        meeting: MeetingId,
        (at, rule): (Instant, WholeReelection),
        scene: &Scene<'_>,
    ) -> Vec<Consequence> {
        let Some((course, (counted_at, outcomes))) =
            self.courses.get(&meeting).and_then(|own| Some((own, own.counted.as_ref()?)))
        else {
            return Vec::new();
        };
        let carried: Vec<MatterId> = outcomes
            .iter()
            .filter(|(matter, outcome)| matches!(outcome, Outcome::Carried) && course.recalls(matter))
            .map(|(matter, _)| matter.clone())
            .collect();
        let makes = course.makes;
        let seats = course.elections().map(|(_, seats)| seats).sum();
        let elected = course.elected(meeting, outcomes, at);
        let counted_at = *counted_at;
        let mut follows = Vec::new();
        for committee in self.committees.values_mut().filter(|own| own.state.is_current()) {
            follows.extend(committee.decide(meeting, &carried, (at, rule)));
        }
        if !elected.iter().any(|own| own.rank == Rank::Elected) {
            return follows;
        }
        match makes {
            Makes::Committee => {}
            Makes::Nothing => return follows,
            Makes::Seats(process) => {
                let filled = self.committees.get_mut(&process).filter(|own| own.state.is_current());
                if let Some(committee) = filled {
                    committee.add(elected, (at, rule));
                }
                return follows;
            }
        }
        let predecessor = self.current().map(|(process, _)| process);
        for committee in self.committees.values_mut() {
            committee.shift(CommitteeAction::Succeed);
        }
        let predecessor = predecessor.map(|process| MeetingId::new(process.uuid()));
        let mut committee = Committee::elected((seats, predecessor), elected, (counted_at, at));
        committee.fewest = sizes(scene).map(|sizes| sizes.min);
        committee.settle(rule, None, at);
        self.committees.insert(ProcessId::new(meeting.uuid()), committee);
        follows
    }

    fn called_off(&mut self, meeting: MeetingId, settles: (Instant, WholeReelection)) -> Vec<Consequence> {
        self.courses.remove(&meeting);
        let mut follows = Vec::new();
        for committee in self.committees.values_mut() {
            committee.fillings.remove(&meeting);
            follows.extend(committee.undo(meeting, settles));
        }
        follows
    }

    /// A result was set aside: what it decided is undone.
    fn annulled(&mut self, meeting: MeetingId, settles: (Instant, WholeReelection)) -> Vec<Consequence> {
        let mut follows = Vec::new();
        let process = ProcessId::new(meeting.uuid());
        let mut predecessor = None;
        if let Some(committee) = self.committees.get_mut(&process) {
            let was_current = committee.state.is_current();
            predecessor = committee.predecessor.filter(|_| was_current);
            follows.extend(committee.annul(settles.0));
        }
        let predecessor = predecessor.map(|meeting| ProcessId::new(meeting.uuid()));
        if let Some(committee) = predecessor.and_then(|process| self.committees.get_mut(&process)) {
            committee.revive(settles);
        }
        for (_, committee) in self.committees.iter_mut().filter(|(own, _)| **own != process) {
            let added: Vec<MemberId> = committee.members.iter().map(|own| own.id.clone()).collect();
            for id in added.iter().filter(|id| id.meeting == meeting) {
                follows.extend(committee.end(id, EndCause::ElectionAnnulled, settles));
            }
        }
        follows.extend(self.called_off(meeting, settles));
        follows
    }
}

impl Course {
    /// Whether a matter recalls somebody: what else is carried recalls nobody.
    fn recalls(&self, matter: &MatterId) -> bool {
        self.matters.iter().any(|own| own.matter == *matter && own.kind.as_str() == RECALL)
    }

    fn elections(&self) -> impl Iterator<Item = (&MatterId, u32)> {
        let elects = self.matters.iter().filter(|own| own.kind.as_str() == ELECTION);
        elects.filter_map(|own| Some((&own.matter, own.election.as_ref()?.seats)))
    }

    /// Everybody elected, members by votes, then alternates by votes; nobody twice.
    fn elected(&self, meeting: MeetingId, outcomes: &[(MatterId, Outcome)], at: Instant) -> Vec<Member> {
        let mut all: Vec<Member> = Vec::new();
        let mut lists: [Vec<CandidateId>; 2] = [Vec::new(), Vec::new()];
        for (matter, _) in self.elections() {
            if let Some((_, Outcome::Elected { elected, alternates })) =
                outcomes.iter().find(|(own, _)| own == matter)
            {
                let [members, others] = &mut lists;
                members.extend(elected.iter().cloned());
                others.extend(alternates.iter().cloned());
            }
        }
        for (rank, list) in [Rank::Elected, Rank::Alternate].into_iter().zip(lists) {
            for candidate in list {
                let id = MemberId { meeting, candidate };
                if !all.iter().any(|own| own.id == id) {
                    all.push(Member::elected(id, rank, at));
                }
            }
        }
        all
    }
}
