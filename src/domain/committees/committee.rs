//! A committee as the record tells it: who is on it, its chair, its seals, what was filed.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use super::filings::{Covers, Filed, FilingState, SealKind};
use super::members::{EndCause, Member, MemberId};
use super::recalls::{Recall, RecallId};
use super::refusals::CommitteeRefusal;
use super::standing::Standing;
use super::states::{CommitteeAction, CommitteeState};
use crate::domain::annals::{Actor, Offices};
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::rules::procedure::WholeReelection;
use crate::domain::words::words;

words! {
    /// What changed in a committee after it was elected.
    pub enum ChangeKind {
        /// A member or an alternate left.
        Left = "left",
        /// An alternate got a seat.
        SteppedIn = "stepped_in",
        /// Somebody was elected to a vacant seat, or as a further alternate.
        Added = "added",
        /// Somebody came back, because the end of their seat does not hold.
        CameBack = "came_back",
        /// An alternate who had stepped in is one again.
        SteppedBack = "stepped_back",
        /// Another chair was chosen.
        Chair = "chair",
        /// A member was suspended.
        Suspended = "suspended",
        /// A suspended member acts again.
        Resumed = "resumed",
    }
}

/// Something that changed, to be filed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// What.
    pub kind: ChangeKind,
    /// Of whom.
    pub member: MemberId,
    /// When.
    pub at: Instant,
}

/// A seal that was handed out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Seal {
    /// Who keeps it.
    pub keeper: MemberId,
    /// Since when.
    pub since: Instant,
    /// The hash of the protocol.
    pub protocol: Fingerprint,
}

words! {
    /// What a committee lacks.
    pub enum Lack {
        /// Somebody elected, or called, did not take the seat.
        SeatNotTaken = "seat_not_taken",
        /// A seat is vacant.
        SeatVacant = "seat_vacant",
        /// It has no chair.
        Chair = "chair",
        /// It was not filed, or the filing came back.
        Filing = "filing",
        /// The office did not acknowledge the filing.
        Acknowledgement = "acknowledgement",
        /// No seals were handed out.
        Seals = "seals",
        /// A seal is kept by somebody who has no seat any more.
        SealKeeper = "seal_keeper",
        /// A change was not filed, or its filing came back.
        ChangeFiling = "change_filing",
        /// Too few are left: the whole committee is to be elected again.
        Members = "members",
    }
}

/// A committee as the record tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Committee {
    /// Where it stands.
    pub state: CommitteeState,
    /// How many seats it has.
    pub seats: u32,
    /// The fewest members the law allows it, where the law says so.
    pub fewest: Option<NonZeroU32>,
    /// When it was known who is elected: at the count.
    pub counted_at: Instant,
    /// When its election was final: its term begins.
    pub announced_at: Instant,
    /// Members by votes, then alternates by votes, then who was elected later.
    pub members: Vec<Member>,
    /// The chair, and since when.
    pub chair: Option<(MemberId, Instant)>,
    /// When a chair was chosen first.
    pub constituted_at: Option<Instant>,
    /// Who voted for whom as the next chair.
    pub votes: BTreeMap<MemberId, MemberId>,
    /// What was filed, in order.
    pub filings: Vec<Filed>,
    /// What changed, in order.
    pub changes: Vec<Change>,
    /// The seals that were handed out.
    pub seals: BTreeMap<SealKind, Seal>,
    /// Every recall that was proposed.
    pub recalls: BTreeMap<RecallId, Recall>,
    /// Meetings that fill single seats.
    pub fillings: BTreeSet<MeetingId>,
    /// The committee that it succeeded, by its meeting.
    pub predecessor: Option<MeetingId>,
}

impl Committee {
    /// A committee whose election was just announced: members and alternates by votes.
    pub(super) fn elected(
        (seats, predecessor): (u32, Option<MeetingId>),
        members: Vec<Member>,
        (counted_at, announced_at): (Instant, Instant),
    ) -> Self {
        Self {
            state: CommitteeState::Constituting,
            seats,
            fewest: None,
            counted_at,
            announced_at,
            members,
            chair: None,
            constituted_at: None,
            votes: BTreeMap::new(),
            filings: Vec::new(),
            changes: Vec::new(),
            seals: BTreeMap::new(),
            recalls: BTreeMap::new(),
            fillings: BTreeSet::new(),
            predecessor,
        }
    }

    /// A member or an alternate, whoever left included.
    #[must_use]
    pub fn member(&self, id: &MemberId) -> Option<&Member> {
        self.members.iter().find(|own| own.id == *id)
    }

    /// The member who signs under the grant of a seat.
    #[must_use]
    pub fn acting(&self, actor: &Actor) -> Option<&Member> {
        self.members.iter().find(|own| own.is(actor))
    }

    /// All members: everybody who has a seat, taken or not, suspended or not. Shares of "all members" are of so many.
    #[must_use]
    pub fn left(&self) -> usize {
        self.members.iter().filter(|own| own.standing.has_seat()).count()
    }

    /// Seats that nobody has.
    #[must_use]
    pub fn vacant(&self) -> usize {
        usize::try_from(self.seats).unwrap_or(usize::MAX).saturating_sub(self.left())
    }

    /// Whether more than half of the members are left, so that single seats may be filled.
    #[must_use]
    pub fn has_more_than_half(&self) -> bool {
        2 * self.left() as u128 > u128::from(self.seats)
    }

    /// Whether so few are left that the whole committee is elected again.
    #[must_use]
    pub fn falls_short(&self, rule: WholeReelection) -> bool {
        let seats = usize::try_from(self.seats).unwrap_or(usize::MAX);
        rule.is_due(self.left(), seats, self.fewest)
    }

    /// Whether single seats may be filled: some are vacant, and enough members are left.
    #[must_use]
    pub fn may_fill(&self, rule: WholeReelection) -> bool {
        self.vacant() > 0 && self.has_more_than_half() && !self.falls_short(rule)
    }

    /// The filing of the committee itself that counts: the last one.
    #[must_use]
    pub fn filing(&self) -> Option<&Filed> {
        self.filings.iter().rev().find(|own| matches!(own.covers, Covers::Committee { .. }))
    }

    /// The filing that a change, by its place among [`Self::changes`], is in: the last one.
    #[must_use]
    pub fn filing_of(&self, change: usize) -> Option<&Filed> {
        self.filings.iter().rev().find(|own| own.covers.has(change))
    }

    /// What the committee lacks, as far as the record knows.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lack> {
        if !self.state.is_current() {
            return Vec::new();
        }
        let returned = |own: &Filed| own.state == FilingState::Returned;
        let keeps = |seal: &Seal| self.member(&seal.keeper).is_some_and(|own| own.standing.has_seat());
        let unfiled = |change: usize| self.filing_of(change).is_none_or(returned);
        let filing = self.filing();
        let checks = [
            (Lack::SeatNotTaken, self.members.iter().any(|own| own.standing == Standing::Called)),
            (Lack::SeatVacant, self.vacant() > 0),
            (Lack::Chair, self.chair.is_none()),
            (Lack::Filing, filing.is_none_or(returned)),
            (Lack::Acknowledgement, filing.is_some_and(|own| own.state == FilingState::Filed)),
            (Lack::Seals, self.seals.is_empty()),
            (Lack::SealKeeper, self.seals.values().any(|seal| !keeps(seal))),
            (Lack::ChangeFiling, filing.is_some() && (0..self.changes.len()).any(unfiled)),
            (Lack::Members, self.state == CommitteeState::ToBeReelected),
        ];
        checks.into_iter().filter(|(_, lacks)| *lacks).map(|(lack, _)| lack).collect()
    }

    /// Lets members have grants that are given back.
    pub(super) fn give_back(&mut self, given: (uuid::Uuid, Role, Fingerprint), offices: &Offices) {
        let seated = self.members.iter_mut().filter(|own| own.standing == Standing::Seated);
        seated.for_each(|own| own.give_back(given, offices));
    }

    /// A grant ended while its seat goes on, for example of a key that was lost: it does not come back with the seat.
    pub(super) fn lose(&mut self, grant: uuid::Uuid) {
        for member in self.members.iter_mut().filter(|own| own.standing == Standing::Seated) {
            member.let_go(|own| *own == grant);
        }
    }

    /// Finds somebody to change something about them.
    pub(super) fn find(&mut self, id: &MemberId) -> Result<&mut Member, CommitteeRefusal> {
        self.members.iter_mut().find(|own| own.id == *id).ok_or(CommitteeRefusal::UnknownMember)
    }

    /// Notes a change, to be filed.
    pub(super) fn note(&mut self, kind: ChangeKind, member: &MemberId, at: Instant) {
        self.changes.push(Change { kind, member: member.clone(), at });
    }

    /// Moves the state on by something that happens of itself.
    pub(super) fn shift(&mut self, action: CommitteeAction) {
        if let Ok(next) = self.state.after(action) {
            self.state = next;
        }
    }

    /// Lets alternates have vacant seats by votes, and says whether enough members are left.
    pub(super) fn settle(&mut self, rule: WholeReelection, left: Option<&MemberId>, at: Instant) {
        while self.vacant() > 0 {
            let next = self.members.iter_mut().find(|own| own.standing == Standing::Alternate);
            let Some(member) = next else { break };
            if member.move_on(super::standing::StandingAction::StepIn).is_err() {
                break;
            }
            member.called_at = Some(at);
            member.steps_in_for = left.cloned();
            let id = member.id.clone();
            self.note(ChangeKind::SteppedIn, &id, at);
        }
        if self.falls_short(rule) {
            self.shift(CommitteeAction::FallShort);
        } else if self.state == CommitteeState::ToBeReelected {
            self.shift(CommitteeAction::Recover);
            if self.chair.is_some() {
                self.shift(CommitteeAction::ChooseChair);
            }
        }
    }

    /// Why somebody left, if they did.
    #[must_use]
    pub fn cause(&self, id: &MemberId) -> Option<EndCause> {
        self.member(id).and_then(|own| own.ended).map(|(cause, _)| cause)
    }
}
