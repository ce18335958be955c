//! Members leave, alternates step in, and what follows for their offices at once.

use super::committee::{ChangeKind, Committee};
use super::means::{Means, Registered};
use super::members::{EndCause, EndingEvent, Member, MemberId, Rank};
use super::recalls::RecallAction;
use super::refusals::CommitteeRefusal;
use super::standing::{Standing, StandingAction};
use super::states::CommitteeAction;
use crate::domain::annals::Consequence;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::rules::procedure::WholeReelection;

impl Committee {
    /// Somebody resigns, with the key of their office or their own.
    pub(super) fn resign(
        &mut self,
        id: &MemberId,
        means: &Means<'_>,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        let member = self.find(id)?;
        if means.by.role == Role::Owner {
            means.is_owner()?;
        } else if !member.is(means.by) {
            return Err(CommitteeRefusal::NotAMember);
        }
        member.standing.after(StandingAction::End)?;
        Ok(self.end(id, EndCause::Resigned, (means.at, means.procedure.whole_reelection.value)))
    }

    /// A seat ended by itself.
    pub(super) fn state_end(
        &mut self,
        id: &MemberId,
        event: EndingEvent,
        means: &Means<'_>,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        self.find(id)?.standing.after(StandingAction::End)?;
        if event == EndingEvent::NoLongerOwner && means.known.registered != Registered::Gone {
            return Err(CommitteeRefusal::StillOwner);
        }
        Ok(self.end(id, event.cause(), (means.at, means.procedure.whole_reelection.value)))
    }

    /// A stated end does not hold.
    pub(super) fn correct_end(
        &mut self,
        id: &MemberId,
        means: &Means<'_>,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        let member = self.find(id)?;
        member.standing.after(StandingAction::Reinstate)?;
        match member.ended {
            Some((EndCause::NoLongerOwner | EndCause::EndedByLaw, _)) => {}
            Some((EndCause::Resigned | EndCause::Recalled | EndCause::ElectionAnnulled, _)) | None => {
                return Err(CommitteeRefusal::NotStated);
            }
        }
        let had_seat = member.called_at.is_some();
        if had_seat && self.vacant() == 0 && self.successor(id).is_none() {
            return Err(CommitteeRefusal::SeatFilled);
        }
        Ok(self.reinstate(id, (means.at, means.procedure.whole_reelection.value)))
    }

    /// Ends a seat or an alternate's place; does nothing to whoever left before.
    pub(super) fn end(
        &mut self,
        id: &MemberId,
        cause: EndCause,
        (at, rule): (Instant, WholeReelection),
    ) -> Vec<Consequence> {
        let Ok(member) = self.find(id) else { return Vec::new() };
        let before = member.standing;
        if member.move_on(StandingAction::End).is_err() {
            return Vec::new();
        }
        (member.ended, member.suspended_for, member.named) = (Some((cause, at)), None, None);
        let follows = if before == Standing::Seated { ending(member, cause.as_str()) } else { Vec::new() };
        self.note(ChangeKind::Left, id, at);
        self.forget(id);
        if before.has_seat() {
            self.settle(rule, Some(id), at);
        }
        follows
    }

    /// Brings somebody back, and lets the alternate who stepped in for them step back.
    pub(super) fn reinstate(
        &mut self,
        id: &MemberId,
        (at, rule): (Instant, WholeReelection),
    ) -> Vec<Consequence> {
        let successor = self.successor(id);
        let Ok(member) = self.find(id) else { return Vec::new() };
        if member.move_on(StandingAction::Reinstate).is_err() {
            return Vec::new();
        }
        member.ended = None;
        let mut follows = Vec::new();
        if member.rank == Rank::Alternate && member.called_at.is_none() {
            member.standing = Standing::Alternate;
        } else if member.seated_at.is_some() {
            member.standing = Standing::Seated;
            follows.extend(member.restore());
        }
        let takes_seat = member.standing.has_seat();
        self.note(ChangeKind::CameBack, id, at);
        if let Some(successor) = successor.filter(|_| takes_seat) {
            follows.extend(self.step_back(&successor, at));
        }
        self.settle(rule, None, at);
        follows
    }

    /// Whoever has the seat of somebody who left, by stepping in for them or for whoever did.
    fn successor(&self, id: &MemberId) -> Option<MemberId> {
        let mut left = id;
        // Each step leads to somebody who stepped in later, so it ends.
        for _ in &self.members {
            let next = self.members.iter().rev().find(|own| own.steps_in_for.as_ref() == Some(left))?;
            if next.standing.has_seat() {
                return Some(next.id.clone());
            }
            left = &next.id;
        }
        None
    }

    fn step_back(&mut self, id: &MemberId, at: Instant) -> Vec<Consequence> {
        let Ok(member) = self.find(id) else { return Vec::new() };
        let before = member.standing;
        if member.move_on(StandingAction::StepBack).is_err() {
            return Vec::new();
        }
        let follows = if before == Standing::Seated { ending(member, "stepped back") } else { Vec::new() };
        member.let_go(|_| true);
        (member.called_at, member.seated_at, member.steps_in_for) = (None, None, None);
        (member.suspended_for, member.named) = (None, None);
        self.note(ChangeKind::SteppedBack, id, at);
        self.forget(id);
        follows
    }

    /// Nothing that a member did, or that is done about them, goes on without them.
    fn forget(&mut self, id: &MemberId) {
        if self.chair.as_ref().is_some_and(|(chair, _)| chair == id) {
            self.chair = None;
            self.shift(CommitteeAction::LoseChair);
            if let Ok(member) = self.find(id) {
                member.leave_chair();
            }
        }
        self.votes.retain(|voter, chosen| voter != id && chosen != id);
        for recall in self.recalls.values_mut() {
            recall.supporters.remove(id);
            recall.suspending.remove(id);
            if recall.member == *id && recall.state.is_pending() {
                // What is pending can lapse.
                recall.move_on(RecallAction::Lapse).ok();
            }
        }
    }
}

/// The end of every office of a member.
pub(super) fn ending(member: &Member, reason: &'static str) -> Vec<Consequence> {
    member.grants.iter().map(|grant| Consequence::EndGrant { grant: *grant, reason }).collect()
}
