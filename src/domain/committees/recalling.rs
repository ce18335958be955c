//! Recalls are proposed, heard, put to a meeting and decided; members are suspended meanwhile.

use super::committee::{ChangeKind, Committee};
use super::endings::ending;
use super::means::{Means, Petitioned};
use super::members::{EndCause, MemberId};
use super::recalls::{Hearing, Recall, RecallAction, RecallId, RecallState};
use super::refusals::CommitteeRefusal;
use super::standing::{Standing, StandingAction};
use crate::domain::annals::{Consequence, ProcessId};
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::quantities::Fraction;
use crate::domain::rules::procedure::WholeReelection;

impl Committee {
    /// A member proposes a recall.
    pub(super) fn propose(
        &mut self,
        (id, member): (RecallId, &MemberId),
        grounds: Fingerprint,
        means: &Means<'_>,
    ) -> Result<(), CommitteeRefusal> {
        let by = self.acting(means.by).ok_or(CommitteeRefusal::NotAMember)?.id.clone();
        if by == *member {
            return Err(CommitteeRefusal::OwnRecall);
        }
        let mut recall = self.begun(id, member, grounds, means.at)?;
        recall.supporters.insert(by);
        self.recalls.insert(id, recall);
        self.weigh(id, means)
    }

    /// Another member supports it.
    pub(super) fn support(&mut self, id: RecallId, means: &Means<'_>) -> Result<(), CommitteeRefusal> {
        let by = self.acting(means.by).ok_or(CommitteeRefusal::NotAMember)?.id.clone();
        let recall = self.recall(id)?;
        recall.state.after(RecallAction::Support)?;
        if recall.member == by {
            return Err(CommitteeRefusal::OwnRecall);
        }
        if !recall.supporters.insert(by) {
            return Err(CommitteeRefusal::SupportedAlready);
        }
        self.weigh(id, means)
    }

    /// A petition proposes it, or joins those who do.
    pub(super) fn adopt(
        &mut self,
        (id, member): (RecallId, &MemberId),
        (petition, grounds): (ProcessId, Fingerprint),
        means: &Means<'_>,
    ) -> Result<(), CommitteeRefusal> {
        if means.known.petitioned != Petitioned::Demanded {
            return Err(CommitteeRefusal::PetitionUnfit);
        }
        let decided = |own: &Recall| {
            own.petition == Some(petition) && own.member == *member && own.decided_at.is_some()
        };
        if self.recalls.values().any(decided) {
            return Err(CommitteeRefusal::PetitionDecided);
        }
        let joins = self.recalls.get(&id).filter(|own| own.member == *member);
        let mut recall = match joins.filter(|own| own.state == RecallState::Proposed) {
            Some(recall) => recall.clone(),
            None => self.begun(id, member, grounds, means.at)?,
        };
        recall.petition = Some(petition);
        recall.move_on(RecallAction::Reach)?;
        self.recalls.insert(id, recall);
        Ok(())
    }

    /// The member was heard.
    pub(super) fn record_hearing(
        &mut self,
        id: RecallId,
        (hearing, minutes): (Hearing, Fingerprint),
        at: Instant,
    ) -> Result<(), CommitteeRefusal> {
        let recall = self.recall(id)?;
        recall.move_on(RecallAction::Hear)?;
        recall.heard = Some((hearing, minutes, at));
        Ok(())
    }

    /// It is put to a meeting that is being prepared; not away from one of which notice was given.
    pub(super) fn put(
        &mut self,
        id: RecallId,
        to: (MeetingId, MatterId),
        means: &Means<'_>,
    ) -> Result<(), CommitteeRefusal> {
        means.is_draft(to.0)?;
        let there = |own: &Recall| own.id != id && own.is_put_to(to.0, &to.1);
        if self.recalls.values().any(there) {
            return Err(CommitteeRefusal::MatterTaken);
        }
        let recall = self.recall(id)?;
        if let Some((before, _)) = recall.put.as_ref() {
            means.is_draft(*before)?;
        }
        recall.move_on(RecallAction::Put)?;
        recall.put = Some(to);
        Ok(())
    }

    /// The member is suspended: by the office, or by the majority of all members.
    pub(super) fn suspend(
        &mut self,
        id: RecallId,
        means: &Means<'_>,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        let by = self.acting(means.by).map(|own| own.id.clone());
        let recall = self.recall(id)?;
        match recall.state {
            RecallState::Supported | RecallState::Put => {}
            state @ (RecallState::Proposed
            | RecallState::Carried
            | RecallState::Failed
            | RecallState::Lapsed) => {
                let action = RecallAction::Put;
                return Err(super::recalls::RecallTransition { state, action }.into());
            }
        }
        let member = recall.member.clone();
        if means.by.role != Role::Supervisor {
            let by = by.filter(|by| *by != member).ok_or(CommitteeRefusal::NotAMember)?;
            recall.suspending.insert(by);
        }
        let votes = recall.suspending.len();
        self.find(&member)?.standing.after(StandingAction::Suspend)?;
        if means.by.role != Role::Supervisor && !self.decides(votes, means) {
            return Ok(Vec::new());
        }
        let own = self.find(&member)?;
        own.move_on(StandingAction::Suspend)?;
        (own.suspended_for, own.named) = (Some(id), None);
        let follows = ending(own, "suspended until a recall is decided");
        self.votes.retain(|voter, chosen| *voter != member && *chosen != member);
        self.note(ChangeKind::Suspended, &member, means.at);
        Ok(follows)
    }

    /// The office lets the member act again.
    pub(super) fn lift(&mut self, id: RecallId, at: Instant) -> Result<Vec<Consequence>, CommitteeRefusal> {
        let recall = self.recall(id)?;
        recall.suspending.clear();
        let member = recall.member.clone();
        self.find(&member)?.standing.after(StandingAction::Resume)?;
        Ok(self.resume(id, &member, at))
    }

    /// What an announced result means for the recalls that were put to its meeting.
    pub(super) fn decide(
        &mut self,
        meeting: MeetingId,
        carried: &[MatterId],
        (at, rule): (Instant, WholeReelection),
    ) -> Vec<Consequence> {
        let mut follows = Vec::new();
        for (id, member, matter) in self.put_to(meeting) {
            let is_carried = carried.contains(&matter);
            let action = if is_carried { RecallAction::Carry } else { RecallAction::Fail };
            let Ok(recall) = self.recall(id) else { continue };
            if recall.move_on(action).is_err() {
                continue;
            }
            recall.decided_at = Some(at);
            if is_carried {
                follows.extend(self.end(&member, EndCause::Recalled, (at, rule)));
            } else {
                follows.extend(self.resume(id, &member, at));
            }
        }
        follows
    }

    /// The meeting was called off, or its result set aside: the recall can be put to another, and who was
    /// recalled is back.
    pub(super) fn undo(
        &mut self,
        meeting: MeetingId,
        (at, rule): (Instant, WholeReelection),
    ) -> Vec<Consequence> {
        let mut follows = Vec::new();
        for (id, member, _) in self.put_to(meeting) {
            let Ok(recall) = self.recall(id) else { continue };
            let was = recall.state;
            let action = match was {
                RecallState::Put => RecallAction::CallOff,
                RecallState::Carried | RecallState::Failed => RecallAction::Reopen,
                RecallState::Proposed | RecallState::Supported | RecallState::Lapsed => continue,
            };
            if recall.move_on(action).is_ok() {
                (recall.put, recall.decided_at) = (None, None);
            }
            if was == RecallState::Carried && self.cause(&member) == Some(EndCause::Recalled) {
                follows.extend(self.reinstate(&member, (at, rule)));
            }
        }
        follows
    }

    fn put_to(&self, meeting: MeetingId) -> Vec<(RecallId, MemberId, MatterId)> {
        let to = |own: &Recall| {
            let (put, matter) = own.put.clone()?;
            (put == meeting).then(|| (own.id, own.member.clone(), matter))
        };
        self.recalls.values().filter_map(to).collect()
    }

    fn resume(&mut self, id: RecallId, member: &MemberId, at: Instant) -> Vec<Consequence> {
        let Ok(own) = self.find(member) else { return Vec::new() };
        if own.suspended_for != Some(id) || own.move_on(StandingAction::Resume).is_err() {
            return Vec::new();
        }
        own.suspended_for = None;
        let grants = own.restore();
        self.note(ChangeKind::Resumed, member, at);
        grants
    }

    /// A recall that is just proposed, of somebody who has a seat and of whom no other is pending.
    fn begun(
        &self,
        id: RecallId,
        member: &MemberId,
        grounds: Fingerprint,
        at: Instant,
    ) -> Result<Recall, CommitteeRefusal> {
        let own = self.member(member).ok_or(CommitteeRefusal::UnknownMember)?;
        match own.standing {
            Standing::Called | Standing::Seated | Standing::Suspended => {}
            Standing::Alternate | Standing::Ended => return Err(CommitteeRefusal::NotSeated),
        }
        let pending = |own: &Recall| own.member == *member && own.state.is_pending();
        if self.recalls.contains_key(&id) || self.recalls.values().any(pending) {
            return Err(CommitteeRefusal::RecallExists);
        }
        Ok(Recall {
            id,
            member: member.clone(),
            state: RecallState::Proposed,
            grounds,
            proposed_at: at,
            supporters: [].into(),
            petition: None,
            heard: None,
            put: None,
            suspending: [].into(),
            decided_at: None,
        })
    }

    /// Moves a recall on once enough members propose it.
    fn weigh(&mut self, id: RecallId, means: &Means<'_>) -> Result<(), CommitteeRefusal> {
        let all = self.left();
        let recall = self.recall(id)?;
        if recall.state == RecallState::Proposed
            && is_share(recall.supporters.len(), all, means.procedure.recall_members_share.value)
        {
            recall.move_on(RecallAction::Reach)?;
        }
        Ok(())
    }

    fn recall(&mut self, id: RecallId) -> Result<&mut Recall, CommitteeRefusal> {
        self.recalls.get_mut(&id).ok_or(CommitteeRefusal::UnknownRecall)
    }
}

/// Whether so many of so many are at least a share (以上 includes the number: Civil Code art 1259).
fn is_share(have: usize, of: usize, share: Fraction) -> bool {
    let (have, of) = (have as u128, of as u128);
    of > 0 && have * u128::from(share.denominator().get()) >= of * u128::from(share.numerator())
}
