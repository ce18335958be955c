//! A committee as far as its end is concerned: when its term ends, and who sat in it.

use jiff::Span;
use uuid::Uuid;

use crate::domain::annals::{Actor, ProcessId, Scene};
use crate::domain::candidacies::Candidacy;
use crate::domain::committees::{ChangeKind, Committee, CommitteeState, Member};
use crate::domain::deadlines::Calendar;
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
    /// When its election was final.
    pub elected_at: Instant,
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
    /// The seat of somebody who took one.
    fn of(member: &Member, scene: &Scene<'_>) -> Option<Self> {
        member.seated_at?;
        let grant = |grant: &Uuid| {
            let office = scene.annals.offices().get(*grant);
            SeatGrant {
                grant: *grant,
                until: office.and_then(|office| office.until),
                is_ended: office.is_none_or(|office| office.is_ended),
            }
        };
        let grants = member.grants.iter().map(grant).collect();
        let slate = scene.annals.candidacies().of_meeting(member.id.meeting);
        let candidacy = slate.and_then(|slate| slate.candidacy(&member.id.candidate));
        let stander = candidacy.and_then(Candidacy::stander);
        let owner = stander.map(|stander| stander.owner.clone()).or_else(|| member.owner.clone());
        Some(Self { grants, owner, ended_at: member.ended.map(|(_, at)| at) })
    }

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
    /// Every committee of the annals. A term begins when the election is final; it is as long as the grants of its
    /// members say, and no longer than the law lets it be.
    #[must_use]
    pub fn all(scene: &Scene<'_>) -> Vec<Self> {
        let all = scene.annals.committees().iter();
        all.map(|(committee, own)| Self::of(committee, own, scene)).collect()
    }

    fn of(committee: ProcessId, own: &Committee, scene: &Scene<'_>) -> Self {
        let seats: Vec<_> = own.members.iter().filter_map(|member| TenureSeat::of(member, scene)).collect();
        let granted = seats.iter().flat_map(|seat| &seat.grants).filter_map(|own| own.until).max();
        let most = longest(own.announced_at, scene.procedure.term_years_max.value, scene.calendar);
        Self {
            committee,
            elected_by: MeetingId::new(committee.uuid()),
            elected_at: own.announced_at,
            ends_at: granted.map_or(most, |granted| granted.min(most)),
            ended_at: ended_at(own),
            seats,
        }
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

    /// The seat in which somebody signs for the committee: as its member or chair, or, where the office is over, as an
    /// owner who sat in it to its end. Whoever left before does not speak for it.
    #[must_use]
    pub fn seat_of(&self, actor: &Actor) -> Option<&TenureSeat> {
        let stayed = |seat: &&TenureSeat| seat.ended_at.is_none_or(|left| left >= self.end());
        self.seats.iter().filter(stayed).find(|seat| seat.is_of(actor))
    }

    /// Whether somebody signs in an office of this committee.
    #[must_use]
    pub fn is_in_office(&self, actor: &Actor) -> bool {
        matches!(actor.role, Role::Member | Role::Chair)
            && self.seats.iter().any(|seat| seat.is_signed_in_office(actor))
    }
}

/// 24:00 of the last day that a term may have: so many years after the day its election was final.
fn longest(announced_at: Instant, years: u16, calendar: &Calendar) -> Instant {
    let zone = calendar.zone();
    zone.end_of(announced_at.day_in(zone).saturating_add(Span::new().years(i64::from(years))))
}

/// When a committee came to an end before its term: its election was set aside, or too few are left.
fn ended_at(own: &Committee) -> Option<Instant> {
    match own.state {
        CommitteeState::Constituting | CommitteeState::Acting | CommitteeState::Succeeded => None,
        CommitteeState::ToBeReelected => {
            let left = own.changes.iter().filter(|change| change.kind == ChangeKind::Left);
            left.map(|change| change.at).max()
        }
        CommitteeState::Annulled => {
            own.members.iter().filter_map(|member| member.ended).map(|(_, at)| at).max()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadlines::HolidayTable;
    use crate::domain::instants::Zone;

    #[test]
    fn a_term_ends_with_the_day_of_its_election_so_many_years_later() {
        let calendar = Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default());
        let longest = |text: &str, years| longest(text.parse().unwrap(), years, &calendar).to_string();
        // Final on 30 June 2024 in Shanghai, in its first and in its last instant.
        assert_eq!(longest("2024-06-29T16:00:00Z", 5), "2029-06-30T16:00:00Z");
        assert_eq!(longest("2024-06-30T15:59:59.999999Z", 5), "2029-06-30T16:00:00Z");
        assert_eq!(longest("2024-06-30T16:00:00Z", 5), "2029-07-01T16:00:00Z");
        assert_eq!(longest("2024-02-29T04:00:00Z", 3), "2027-02-28T16:00:00Z");
    }
}
