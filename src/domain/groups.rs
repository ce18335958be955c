//! Groups that act for the owners until there is a committee, or a new one: who sits in them, and what the law
//! asks of their composition.
//!
//! A group is the same thing whether it prepares the first meeting, a re-election, or stands in for a committee that
//! is not there. Its members are named by the office they hold and by capacity, never by name: the list with names is a
//! document of its own.

use std::collections::BTreeSet;

use thiserror::Error;
use uuid::Uuid;

use crate::domain::annals::Offices;
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::quantities::Fraction;
use crate::domain::rules::procedure::GroupHead;
use crate::domain::rules::{Parity, Procedure};
use crate::domain::words::words;

/// Most members of a group.
pub const GROUP_MEMBERS_MAX: usize = 99;

words! {
    /// What a group is for.
    pub enum GroupKind {
        /// 首次业主大会会议筹备组: prepares the inaugural meeting.
        PreparatoryGroup = "preparatory_group",
        /// 换届小组: prepares the re-election of a committee.
        ReelectionGroup = "reelection_group",
        /// 物业管理委员会: an interim committee, where there is no committee and until there is one.
        InterimCommittee = "interim_committee",
    }
}

words! {
    /// For whom a member sits in a group.
    pub enum Capacity {
        /// The owners.
        Owner = "owner",
        /// 建设单位: the developer.
        Developer = "developer",
        /// 街道办: the supervising office.
        SupervisingOffice = "supervising_office",
        /// 居委会: the residents' committee.
        ResidentsCommittee = "residents_committee",
        /// 党组织: the community's Party organisation.
        PartyOrganisation = "party_organisation",
    }
}

/// One member of a group.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GroupMember {
    /// For whom the member sits in it.
    pub capacity: Capacity,
    /// The grant of the office under which the member signs; none for one who signs nothing here.
    pub grant: Option<Uuid>,
}

/// The members of a group, the head first; no grant twice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Group {
    head: GroupMember,
    others: Vec<GroupMember>,
}

/// Why members make no group.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum GroupError {
    /// One grant stands for two members.
    #[error("the grant {0} stands for two members of the group: name each member once")]
    GrantTwice(Uuid),
    /// More than [`GROUP_MEMBERS_MAX`].
    #[error("a group has at most {GROUP_MEMBERS_MAX} members")]
    TooMany,
}

/// What the law asks of the composition of a group.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GroupTerms {
    /// Fewest members.
    pub members_min: u16,
    /// Whether their number is odd.
    pub parity: Parity,
    /// The part of the members that sits for the owners, at least.
    pub owners_min: Fraction,
    /// For whom the head may sit; empty where the law leaves it open.
    pub heads_from: Vec<Capacity>,
}

/// What a group lacks.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum GroupLack {
    /// Too few members.
    #[error("the group has {members} members and needs at least {members_min}")]
    TooFew {
        /// How many it has.
        members: usize,
        /// The fewest.
        members_min: u16,
    },
    /// An even number of members where it must be odd.
    #[error("the group has {members} members, and their number must be odd")]
    Even {
        /// How many it has.
        members: usize,
    },
    /// Too few of them are owners.
    #[error("{owners} of {members} members sit for the owners, who must be at least {owners_min} of them")]
    TooFewOwners {
        /// How many sit for the owners.
        owners: usize,
        /// How many members there are.
        members: usize,
        /// The part that must.
        owners_min: Fraction,
    },
    /// A grant that nobody holds now.
    #[error("the grant {0} beside a member is not held now")]
    GrantNotHeld(Uuid),
    /// A grant of another office than members of this capacity sign as.
    #[error("the grant {grant} is that of a {role}, and who sits for the {capacity} signs as {}", .capacity.role())]
    OtherOffice {
        /// The grant.
        grant: Uuid,
        /// Its office.
        role: Role,
        /// For whom the member sits.
        capacity: Capacity,
    },
    /// The head sits for somebody who may not head the group.
    #[error("the head sits for the {head}, and must sit for one of: {}", listed(.heads_from))]
    HeadFromElsewhere {
        /// For whom the head sits.
        head: Capacity,
        /// For whom a head may.
        heads_from: Vec<Capacity>,
    },
}

impl Capacity {
    /// The office that somebody holds who signs in this capacity: the two offices have their own, everybody else in the
    /// group signs as convener.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Self::SupervisingOffice => Role::Supervisor,
            Self::ResidentsCommittee => Role::ResidentsCommittee,
            Self::Owner | Self::Developer | Self::PartyOrganisation => Role::Convener,
        }
    }
}

impl GroupTerms {
    /// What the law of a place asks.
    #[must_use]
    pub fn of(procedure: &Procedure) -> Self {
        let head = match procedure.group_head.value {
            GroupHead::Supervisor => Capacity::SupervisingOffice,
            GroupHead::ResidentsCommittee => Capacity::ResidentsCommittee,
        };
        Self {
            members_min: procedure.group_members_min.value,
            parity: procedure.group_parity.value,
            owners_min: procedure.group_owners_share_min.value,
            heads_from: vec![head],
        }
    }
}

impl Group {
    /// The group of a head and the other members.
    pub fn new(head: GroupMember, others: Vec<GroupMember>) -> Result<Self, GroupError> {
        if others.len() >= GROUP_MEMBERS_MAX {
            return Err(GroupError::TooMany);
        }
        let group = Self { head, others };
        let mut seen = BTreeSet::new();
        let again = group.members().filter_map(|member| member.grant).find(|grant| !seen.insert(*grant));
        again.map_or(Ok(group), |again| Err(GroupError::GrantTwice(again)))
    }

    /// Who heads it.
    #[must_use]
    pub const fn head(&self) -> &GroupMember {
        &self.head
    }

    /// Every member, the head first.
    pub fn members(&self) -> impl Iterator<Item = &GroupMember> {
        [&self.head].into_iter().chain(&self.others)
    }

    /// How many members it has, the head counted.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.others.len() + 1
    }

    /// How many members sit for somebody.
    #[must_use]
    pub fn sitting_for(&self, capacity: Capacity) -> usize {
        self.members().filter(|member| member.capacity == capacity).count()
    }

    /// The member who signs under one of these grants.
    #[must_use]
    pub fn member_under(&self, grants: &[Uuid]) -> Option<&GroupMember> {
        self.members().find(|member| member.grant.is_some_and(|grant| grants.contains(&grant)))
    }

    /// The grants held at a time that were given for the group's work alone, those of conveners: they end with it. The
    /// two offices keep theirs.
    pub fn conveners<'a>(&'a self, offices: &'a Offices, at: Instant) -> impl Iterator<Item = Uuid> + 'a {
        let given = move |grant: &Uuid| {
            offices.get(*grant).is_some_and(|office| office.role == Role::Convener && office.is_held(at))
        };
        self.members().filter_map(|member| member.grant).filter(given)
    }

    /// Lets the member whose grant ended sign under one that was given instead: same role, same key.
    pub fn give_back(&mut self, (new, role, key): (Uuid, Role, Fingerprint), offices: &Offices) {
        let was = |member: &&mut GroupMember| {
            let office = member.grant.and_then(|grant| offices.get(grant));
            office.is_some_and(|own| own.is_ended && own.role == role && own.keys.contains(&key))
        };
        let known = self.members().any(|member| member.grant == Some(new));
        let mut members = [&mut self.head].into_iter().chain(&mut self.others);
        if let Some(member) = members.find(was).filter(|_| !known) {
            member.grant = Some(new);
        }
    }

    /// The members whose grants are not those of their capacity, or not held at a time: nobody sits for the owners with
    /// the office of somebody else.
    #[must_use]
    pub fn misplaced(&self, offices: &Offices, at: Instant) -> Vec<GroupLack> {
        let signing = self.members().filter_map(|member| member.grant.map(|grant| (member.capacity, grant)));
        let misplaced = |(capacity, grant): (Capacity, Uuid)| match offices
            .get(grant)
            .filter(|office| office.is_held(at))
        {
            None => Some(GroupLack::GrantNotHeld(grant)),
            Some(office) if office.role == capacity.role() => None,
            Some(office) => Some(GroupLack::OtherOffice { grant, role: office.role, capacity }),
        };
        signing.filter_map(misplaced).collect()
    }

    /// Everything it lacks; nothing if it is composed as the law asks.
    #[must_use]
    pub fn lacks(&self, terms: &GroupTerms) -> Vec<GroupLack> {
        let (members, owners) = (self.size(), self.sitting_for(Capacity::Owner));
        let too_few = (members < usize::from(terms.members_min))
            .then_some(GroupLack::TooFew { members, members_min: terms.members_min });
        let even = match terms.parity {
            Parity::Odd => members.is_multiple_of(2).then_some(GroupLack::Even { members }),
            Parity::Free => None,
        };
        let owners_min = terms.owners_min;
        let needed = u128::from(owners_min.numerator()) * members as u128;
        let reached = u128::from(owners_min.denominator().get()) * owners as u128;
        let owners = (reached < needed).then_some(GroupLack::TooFewOwners { owners, members, owners_min });
        let head = self.head.capacity;
        let elsewhere = !terms.heads_from.is_empty() && !terms.heads_from.contains(&head);
        let heads_from = || terms.heads_from.clone();
        let head = elsewhere.then(|| GroupLack::HeadFromElsewhere { head, heads_from: heads_from() });
        [too_few, even, owners, head].into_iter().flatten().collect()
    }
}

fn listed(capacities: &[Capacity]) -> String {
    capacities.iter().map(|capacity| capacity.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sits(capacity: Capacity) -> GroupMember {
        GroupMember { capacity, grant: None }
    }

    fn group(head: Capacity, others: &[(Capacity, usize)]) -> Group {
        let each = |(capacity, times): &(Capacity, usize)| vec![sits(*capacity); *times];
        Group::new(sits(head), others.iter().flat_map(each).collect()).unwrap()
    }

    fn terms() -> GroupTerms {
        GroupTerms {
            members_min: 5,
            parity: Parity::Odd,
            owners_min: Fraction::new(1, 2).unwrap(),
            heads_from: vec![Capacity::SupervisingOffice, Capacity::ResidentsCommittee],
        }
    }

    #[test]
    fn a_group_of_odd_size_with_owners_as_half_and_a_head_from_the_office_lacks_nothing() {
        use Capacity as C;
        let seven =
            group(C::SupervisingOffice, &[(C::Owner, 4), (C::Developer, 1), (C::ResidentsCommittee, 1)]);
        assert_eq!((seven.size(), seven.sitting_for(C::Owner)), (7, 4));
        assert_eq!(seven.lacks(&terms()), []);
    }

    #[test]
    fn owners_who_are_exactly_the_part_asked_for_are_enough_and_one_fewer_is_not() {
        use Capacity as C;
        let terms = GroupTerms { parity: Parity::Free, ..terms() };
        let half = group(C::ResidentsCommittee, &[(C::Owner, 3), (C::Developer, 2)]);
        assert_eq!(half.lacks(&terms), []);
        let fewer = group(C::ResidentsCommittee, &[(C::Owner, 2), (C::Developer, 3)]);
        let lack = GroupLack::TooFewOwners { owners: 2, members: 6, owners_min: terms.owners_min };
        assert_eq!(fewer.lacks(&terms), [lack]);
    }

    #[test]
    fn everything_a_group_lacks_is_said_at_once() {
        use Capacity as C;
        let four = group(C::Developer, &[(C::Owner, 1), (C::PartyOrganisation, 2)]);
        let heads_from = vec![C::SupervisingOffice, C::ResidentsCommittee];
        assert_eq!(
            four.lacks(&terms()),
            [
                GroupLack::TooFew { members: 4, members_min: 5 },
                GroupLack::Even { members: 4 },
                GroupLack::TooFewOwners { owners: 1, members: 4, owners_min: terms().owners_min },
                GroupLack::HeadFromElsewhere { head: C::Developer, heads_from },
            ]
        );
    }

    #[test]
    fn a_law_that_leaves_the_head_and_the_number_open_is_content_with_one_owner() {
        let terms = GroupTerms { members_min: 1, parity: Parity::Free, heads_from: Vec::new(), ..terms() };
        assert_eq!(group(Capacity::Owner, &[]).lacks(&terms), []);
    }

    #[test]
    fn a_member_is_found_by_the_grant_and_no_grant_stands_for_two() {
        let grant = Uuid::from_u128(7);
        let signs = GroupMember { capacity: Capacity::Owner, grant: Some(grant) };
        let group = Group::new(sits(Capacity::Developer), vec![signs]).unwrap();
        assert_eq!(group.member_under(&[Uuid::from_u128(6), grant]), Some(&signs));
        assert_eq!(group.member_under(&[Uuid::from_u128(6)]), None);
        assert_eq!(Group::new(signs, vec![signs]), Err(GroupError::GrantTwice(grant)));
        let many = vec![sits(Capacity::Owner); GROUP_MEMBERS_MAX];
        assert_eq!(Group::new(signs, many), Err(GroupError::TooMany));
    }
}
