//! A committee as far as its end is concerned: when its term ends, and who sat in it.

use uuid::Uuid;

use crate::domain::annals::{Actor, ProcessId};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::register::OwnerId;

/// A committee, for whoever asks after its end.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Tenure {
    /// The committee.
    pub committee: ProcessId,
    /// The meeting that elected it.
    pub elected_by: MeetingId,
    /// The first instant behind its term.
    pub ends_at: Instant,
    /// When it came to an end before that.
    pub ended_at: Option<Instant>,
    /// Everybody who took a seat in it, those who left included.
    pub seats: Vec<TenureSeat>,
}

/// A seat that somebody took.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TenureSeat {
    /// The grants of the office.
    pub grants: Vec<SeatGrant>,
    /// Who was elected to it, where the record says which owner that is.
    pub owner: Option<OwnerId>,
    /// When it ended, if it ended before the committee did.
    pub ended_at: Option<Instant>,
}

/// A grant that somebody acted under in a seat.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SeatGrant {
    /// The grant.
    pub grant: Uuid,
    /// The first instant at which it is over; none while it is open-ended.
    pub until: Option<Instant>,
    /// Whether it was ended before its time.
    pub is_ended: bool,
}

impl TenureSeat {
    /// Whether a signature is that of whoever took the seat: in office, or as the owner they are.
    #[must_use]
    pub fn is_of(&self, actor: &Actor) -> bool {
        self.is_signed_in_office(actor) || (actor.owner.is_some() && actor.owner == self.owner)
    }

    /// The grants that are held at an instant.
    pub fn held(&self, at: Instant) -> impl Iterator<Item = Uuid> {
        let held = move |own: &&SeatGrant| !own.is_ended && own.until.is_none_or(|until| at < until);
        self.grants.iter().filter(held).map(|own| own.grant)
    }

    fn is_signed_in_office(&self, actor: &Actor) -> bool {
        self.grants.iter().any(|own| actor.grants.contains(&own.grant))
    }
}

impl Tenure {
    /// Every committee of the annals.
    pub(super) fn all(_annals: &crate::domain::annals::Annals) -> Vec<Self> {
        Vec::new()
    }

    /// When it ended, or will: the end of its term, unless it came to an end before.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.ended_at.map_or(self.ends_at, |ended_at| ended_at.min(self.ends_at))
    }

    /// The seat of this grant.
    #[must_use]
    pub fn seat(&self, grant: Uuid) -> Option<&TenureSeat> {
        self.seats.iter().find(|seat| seat.grants.iter().any(|own| own.grant == grant))
    }

    /// Whether somebody signs for the committee: as its member or chair, or, where the office is over, as an owner
    /// who sat in it.
    #[must_use]
    pub fn is_signed_by(&self, actor: &Actor) -> bool {
        self.seats.iter().any(|seat| seat.is_of(actor))
    }

    /// Whether somebody signs in an office of this committee.
    #[must_use]
    pub fn is_in_office(&self, actor: &Actor) -> bool {
        matches!(actor.role, Role::Member | Role::Chair)
            && self.seats.iter().any(|seat| seat.is_signed_in_office(actor))
    }
}
