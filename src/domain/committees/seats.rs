//! Seats are taken, and a chair is chosen by the committee's own vote.

use uuid::Uuid;

use super::committee::{ChangeKind, Committee};
use super::means::Means;
use super::members::MemberId;
use super::refusals::CommitteeRefusal;
use super::standing::{Standing, StandingAction};
use super::states::CommitteeAction;
use crate::domain::annals::Consequence;
use crate::domain::identity::Role;
use crate::domain::rules::procedure::Majority;

impl Committee {
    /// The owner names the grant that a seat is taken with, or another one. Grants are public, so it binds nobody until
    /// its own key confirms.
    pub(super) fn name(
        &mut self,
        id: &MemberId,
        grant: Uuid,
        action: StandingAction,
        means: &Means<'_>,
    ) -> Result<(), CommitteeRefusal> {
        means.is_owner()?;
        self.find(id)?.standing.after(action)?;
        self.fits(id, grant, means)?;
        self.find(id)?.named = Some(grant);
        Ok(())
    }

    /// Whoever holds the grant that was named confirms: from now on it acts for the seat.
    pub(super) fn confirm(&mut self, id: &MemberId, means: &Means<'_>) -> Result<(), CommitteeRefusal> {
        let named = self.find(id)?.named.filter(|named| means.by.grants.contains(named));
        let grant = named.ok_or(CommitteeRefusal::NotNamed)?;
        let role = self.fits(id, grant, means)?;
        let member = self.find(id)?;
        let action = match member.standing {
            Standing::Seated => StandingAction::NameGrant,
            Standing::Alternate | Standing::Called | Standing::Suspended | Standing::Ended => {
                StandingAction::TakeSeat
            }
        };
        member.move_on(action)?;
        member.named = None;
        member.grants.push(grant);
        member.held_by.insert(grant);
        if role == Role::Chair {
            member.of_chair.insert(grant);
        }
        member.seated_at = member.seated_at.or(Some(means.at));
        Ok(())
    }

    /// The role of a grant that this seat can be held with.
    fn fits(&self, id: &MemberId, grant: Uuid, means: &Means<'_>) -> Result<Role, CommitteeRefusal> {
        let role = means.free_grant(grant)?;
        let is_chair = self.chair.as_ref().is_some_and(|(chair, _)| chair == id);
        if role == Role::Chair && !is_chair { Err(CommitteeRefusal::NotTheChair) } else { Ok(role) }
    }

    /// Takes a vote for a chair; the one that makes a majority of all members chooses.
    pub(super) fn vote(
        &mut self,
        id: &MemberId,
        means: &Means<'_>,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        let voter = self.acting(means.by).ok_or(CommitteeRefusal::NotAMember)?.id.clone();
        if self.find(id)?.standing != Standing::Seated {
            return Err(CommitteeRefusal::NotSeated);
        }
        self.votes.insert(voter, id.clone());
        let for_them = self.votes.values().filter(|own| *own == id).count();
        if self.decides(for_them, means) { Ok(self.choose(id, means)) } else { Ok(Vec::new()) }
    }

    /// Whether so many members decide: more than half of all, and as many as the law of the place asks.
    pub(super) fn decides(&self, votes: usize, means: &Means<'_>) -> bool {
        let all = self.left();
        Majority::more_than_half().reached_by(votes, all)
            && means.procedure.sitting_decision.value.reached_by(votes, all)
    }

    /// The committee has this chair from now on; the office of another ends, the seat does not.
    fn choose(&mut self, id: &MemberId, means: &Means<'_>) -> Vec<Consequence> {
        self.votes.clear();
        let before = self.chair.as_ref().map(|(chair, _)| chair.clone());
        if before.as_ref() == Some(id) {
            return Vec::new();
        }
        if self.constituted_at.is_some() {
            self.note(ChangeKind::Chair, id, means.at);
        }
        self.constituted_at = self.constituted_at.or(Some(means.at));
        self.chair = Some((id.clone(), means.at));
        self.shift(CommitteeAction::ChooseChair);
        let mut follows = Vec::new();
        if let Some(member) = before.and_then(|before| self.find(&before).ok()) {
            // Also while suspended, when none is held: what is given back later must not be the chair's.
            let held = |grant: &Uuid| means.role(*grant).is_some();
            let reason = "the committee chose another chair";
            let ends = member.leave_chair().into_iter().filter(held);
            follows.extend(ends.map(|grant| Consequence::EndGrant { grant, reason }));
        }
        follows
    }
}
