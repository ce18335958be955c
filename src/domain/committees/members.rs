//! Members and alternates: who was elected, where they stand, and under which grants they act.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::recalls::RecallId;
use super::standing::{Standing, StandingAction, StandingTransition};
use crate::domain::annals::{Actor, Consequence, Offices};
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MeetingId};
use crate::domain::register::OwnerId;
use crate::domain::words::words;

/// Somebody who was elected: a candidate of a meeting.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct MemberId {
    /// The meeting.
    pub meeting: MeetingId,
    /// The candidate on its ballot.
    pub candidate: CandidateId,
}

words! {
    /// Why somebody left.
    pub enum EndCause {
        /// They resigned, or did not want the seat.
        Resigned = "resigned",
        /// They own no unit any more.
        NoLongerOwner = "no_longer_owner",
        /// By law; on which ground is for nobody else to know, and stands in a sealed document.
        EndedByLaw = "ended_by_law",
        /// The assembly recalled them.
        Recalled = "recalled",
        /// Their election was set aside.
        ElectionAnnulled = "election_annulled",
    }
}

words! {
    /// What ends a seat by itself (自行终止), once somebody states it.
    pub enum EndingEvent {
        /// The member owns no unit any more: a version of the register shows it.
        NoLongerOwner = "no_longer_owner",
        /// The member died or lost the capacity to act: a sealed document says which.
        EndedByLaw = "ended_by_law",
    }
}

impl EndingEvent {
    /// What it is among the causes.
    #[must_use]
    pub const fn cause(self) -> EndCause {
        match self {
            Self::NoLongerOwner => EndCause::NoLongerOwner,
            Self::EndedByLaw => EndCause::EndedByLaw,
        }
    }
}

/// How somebody came to be on the list of a committee.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rank {
    /// Elected to a seat.
    Elected,
    /// Elected as an alternate.
    Alternate,
}

/// A member or an alternate as the record tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Member {
    /// Who.
    pub id: MemberId,
    /// As what they were elected.
    pub rank: Rank,
    /// Where they stand.
    pub standing: Standing,
    /// When their election was final.
    pub elected_at: Instant,
    /// Since when the seat is theirs; none for an alternate.
    pub called_at: Option<Instant>,
    /// When they took it.
    pub seated_at: Option<Instant>,
    /// The grants they act under, or acted under before they left or were suspended.
    pub grants: Vec<Uuid>,
    /// Those of them that are a chair's.
    pub of_chair: BTreeSet<Uuid>,
    /// Every grant that the seat was ever held by.
    pub held_by: BTreeSet<Uuid>,
    /// The salted hash of the owner they are, as whoever convened says it where no candidacy does.
    pub nominee: Option<Fingerprint>,
    /// The owner they are, once they proved it by that hash.
    pub owner: Option<OwnerId>,
    /// The grant that they named, until its own key confirms the seat.
    pub named: Option<Uuid>,
    /// Those of them that are given back, until the record says under which new identifiers.
    pub restored: Vec<Uuid>,
    /// Whose seat they stepped in for.
    pub steps_in_for: Option<MemberId>,
    /// The recall that they are suspended for.
    pub suspended_for: Option<RecallId>,
    /// Why and when they left.
    pub ended: Option<(EndCause, Instant)>,
}

impl Member {
    /// Somebody who was just elected.
    pub(super) fn elected(id: MemberId, rank: Rank, at: Instant) -> Self {
        let (standing, called_at) = match rank {
            Rank::Elected => (Standing::Called, Some(at)),
            Rank::Alternate => (Standing::Alternate, None),
        };
        Self {
            id,
            rank,
            standing,
            elected_at: at,
            called_at,
            seated_at: None,
            grants: Vec::new(),
            of_chair: BTreeSet::new(),
            held_by: BTreeSet::new(),
            nominee: None,
            owner: None,
            named: None,
            restored: Vec::new(),
            steps_in_for: None,
            suspended_for: None,
            ended: None,
        }
    }

    /// Moves them on.
    pub(super) fn move_on(&mut self, action: StandingAction) -> Result<(), StandingTransition> {
        self.standing = self.standing.after(action)?;
        Ok(())
    }

    /// Has every grant given back that ended when the seat did, or was suspended.
    pub(super) fn restore(&mut self) -> Vec<Consequence> {
        self.restored.clone_from(&self.grants);
        self.grants.iter().map(|grant| Consequence::RestoreGrant { grant: *grant }).collect()
    }

    /// A grant that was given back has a new identifier: same role, same key.
    pub(super) fn give_back(&mut self, (new, role, key): (Uuid, Role, Fingerprint), offices: &Offices) {
        let was = |old: &Uuid| {
            offices.get(*old).is_some_and(|office| office.role == role && office.keys.contains(&key))
        };
        let Some(place) = self.restored.iter().position(was) else { return };
        let old = self.restored.remove(place);
        if let Some(own) = self.grants.iter_mut().find(|own| **own == old) {
            *own = new;
            self.held_by.insert(new);
        }
        if self.of_chair.remove(&old) {
            self.of_chair.insert(new);
        }
    }

    /// Acts under these grants no more, whatever becomes of the seat.
    pub(super) fn let_go(&mut self, gone: impl Fn(&Uuid) -> bool) -> Vec<Uuid> {
        let (gone, stays) = self.grants.drain(..).partition::<Vec<_>, _>(gone);
        self.grants = stays;
        self.of_chair.retain(|own| !gone.contains(own));
        gone
    }

    /// Is not the chair any more.
    pub(super) fn leave_chair(&mut self) -> Vec<Uuid> {
        let of_chair = self.of_chair.clone();
        self.let_go(|grant| of_chair.contains(grant))
    }

    /// Whether somebody signs with a key that acts under the grant of this seat.
    #[must_use]
    pub fn is(&self, actor: &Actor) -> bool {
        self.standing == Standing::Seated && actor.grants.iter().any(|grant| self.grants.contains(grant))
    }
}
