//! Who sits in the committee.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::domain::annals::{Actor, Annals, Moment, Person};
use crate::domain::committees::{Committee, Member, Standing};
use crate::domain::identity::Role;
use crate::domain::quantities::Fraction;
use crate::domain::rules::procedure::{Majority, Part};

/// A seat whose holder may act.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Seat {
    /// The grant that it is held by.
    pub grant: Uuid,
    /// Who holds it.
    pub person: Person,
    /// Every grant that it is or was held by: whatever was done under one of them was done for this seat.
    pub grants: BTreeSet<Uuid>,
}

impl Seat {
    /// Whether a grant is, or was, that of this seat.
    #[must_use]
    pub fn has(&self, grant: Uuid) -> bool {
        self.grant == grant || self.grants.contains(&grant)
    }
}

/// The committee that is in office at one moment.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Bench {
    seats: Vec<Seat>,
    all: usize,
}

impl Bench {
    /// A committee of so many members, some of whom act in these seats. Whoever is suspended or did not take the seat
    /// yet has none here and still is one of all members.
    #[must_use]
    pub fn new(seats: Vec<Seat>, members: usize) -> Self {
        let all = members.max(seats.len());
        Self { seats, all }
    }

    /// The committee in office: those who took their seats in the one that was elected last. Where the record tells of
    /// no election, everybody who holds the office of a member or of the chair, each person once.
    #[must_use]
    pub fn in_office(annals: &Annals, moment: Moment) -> Self {
        match annals.committees().current() {
            Some((_, committee)) => Self::elected(committee, annals, moment),
            None => Self::appointed(annals, moment),
        }
    }

    fn elected(committee: &Committee, annals: &Annals, moment: Moment) -> Self {
        let offices = annals.offices();
        let seat = |member: &Member| {
            let held = |grant: &Uuid| {
                let office = offices.get(*grant).filter(|office| office.is_held(moment.at))?;
                Some((*grant, offices.person(*office.keys.first()?)))
            };
            let (grant, person) = member.grants.iter().find_map(held)?;
            Some(Seat { grant, person, grants: member.held_by.clone() })
        };
        let seated = committee.members.iter().filter(|member| member.standing == Standing::Seated);
        Self::new(seated.filter_map(seat).collect(), committee.left())
    }

    fn appointed(annals: &Annals, moment: Moment) -> Self {
        let offices = annals.offices();
        let mut persons = BTreeSet::new();
        let mut seats = Vec::new();
        for (grant, office) in
            [Role::Member, Role::Chair].into_iter().flat_map(|role| offices.held(role, moment.at))
        {
            let Some(key) = office.keys.first() else { continue };
            let person = offices.person(*key);
            if persons.insert(person) {
                seats.push(Seat { grant, person, grants: BTreeSet::new() });
            }
        }
        let all = seats.len();
        Self { seats, all }
    }

    /// How many members there are.
    #[must_use]
    pub const fn all(&self) -> usize {
        self.all
    }

    /// The seat of whoever signs, by its grant or, under another grant of theirs, by the key; nobody can sign for
    /// somebody else's.
    #[must_use]
    pub fn seat_of(&self, actor: &Actor) -> Option<Seat> {
        let by_grant = |seat: &&Seat| actor.grants.iter().any(|grant| seat.has(*grant));
        let by_key = |seat: &&Seat| seat.person == actor.person;
        self.seats.iter().find(by_grant).or_else(|| self.seats.iter().find(by_key)).cloned()
    }

    /// How many seats there are now that one of these grants is, or was, that of.
    #[must_use]
    pub fn seated(&self, grants: impl IntoIterator<Item = Uuid>) -> usize {
        let grants: BTreeSet<Uuid> = grants.into_iter().collect();
        self.seats.iter().filter(|seat| grants.iter().any(|grant| seat.has(*grant))).count()
    }

    /// Whether these grants are enough of all members; those that are no seats any more do not count.
    #[must_use]
    pub fn carries(&self, grants: impl IntoIterator<Item = Uuid>, majority: Majority) -> bool {
        let have = self.seated(grants);
        have > 0 && majority.reached_by(have, self.all)
    }

    /// Whether these grants are at least this part of all members.
    #[must_use]
    pub fn reaches(&self, grants: impl IntoIterator<Item = Uuid>, share: Fraction) -> bool {
        let (have, of) = (self.seated(grants) as u128, self.all as u128);
        have > 0 && Part { have, of }.reaches(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bench(seats: u8, members: usize) -> Bench {
        let seat = |own: u8| Seat {
            grant: Uuid::from_u128(u128::from(own)),
            person: Person([own; 32]),
            grants: BTreeSet::new(),
        };
        Bench::new((1..=seats).map(seat).collect(), members)
    }

    fn first(count: u128) -> Vec<Uuid> {
        (1..=count).map(Uuid::from_u128).collect()
    }

    #[test]
    fn more_than_half_is_of_all_members_and_not_of_those_who_act() {
        let (more, half) = (Majority::more_than_half(), Majority::at_least_half());
        for (seats, members, signed, is_more, is_half) in
            [(7, 7, 3, false, false), (7, 7, 4, true, true), (4, 6, 3, false, true), (4, 7, 4, true, true)]
        {
            let own = bench(seats, members);
            assert_eq!(own.carries(first(signed), more), is_more, "{signed} of {members}");
            assert_eq!(own.carries(first(signed), half), is_half, "{signed} of {members}");
        }
    }

    #[test]
    fn whoever_left_is_not_counted_and_nobody_is_never_enough() {
        let own = bench(3, 5);
        assert_eq!((own.seated(first(5)), own.all()), (3, 5));
        assert!(!bench(0, 0).carries(first(0), Majority::at_least_half()));
        assert!(!own.reaches(first(0), "0/1".parse().unwrap()));
        assert!(
            own.reaches(first(2), "1/3".parse().unwrap()) && !own.reaches(first(1), "1/3".parse().unwrap())
        );
    }

    #[test]
    fn a_seat_under_a_new_grant_is_the_same_seat_and_counts_once() {
        let (old, new, chair) = (Uuid::from_u128(1), Uuid::from_u128(11), Uuid::from_u128(12));
        let mut own = bench(3, 3);
        own.seats[0] = Seat { grant: new, person: Person([1; 32]), grants: [old, new, chair].into() };
        assert_eq!(own.seated([old, new, chair]), 1);
        assert!(!own.carries([old, new], Majority::more_than_half()));
        let actor = |person: u8, grant| Actor {
            person: Person([person; 32]),
            role: Role::Chair,
            owner: None,
            grants: vec![grant],
        };
        let seat = own.seats[0].clone();
        assert_eq!(own.seat_of(&actor(90, chair)), Some(seat.clone()), "by another key");
        assert_eq!(own.seat_of(&actor(1, Uuid::from_u128(77))), Some(seat), "by the same key");
        assert_eq!(own.seat_of(&actor(90, Uuid::from_u128(77))), None);
    }
}
