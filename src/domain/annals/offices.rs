//! Who holds which office with which key, as grants and their ends say it.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{Actor, Event, Moment, Person};
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;

/// One grant.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Office {
    /// The role.
    pub role: Role,
    /// The first instant at which it is over; none while it is open-ended.
    pub until: Option<Instant>,
    /// The enrolments of the keys that may act in it.
    pub keys: BTreeSet<Fingerprint>,
    /// Whether it was ended before its time.
    pub is_ended: bool,
}

/// Every grant, and whose keys they are.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Offices {
    grants: BTreeMap<Uuid, Office>,
    /// Whose each key is, as it was known when the key was first granted something.
    persons: BTreeMap<Fingerprint, Person>,
    /// Who each owner is, by the key with which they did something first.
    owners: BTreeMap<OwnerId, Person>,
}

impl Office {
    /// Whether it is held at a time.
    #[must_use]
    pub fn is_held(&self, at: Instant) -> bool {
        !self.is_ended && self.until.is_none_or(|until| at < until)
    }
}

impl Offices {
    /// A grant.
    #[must_use]
    pub fn get(&self, grant: Uuid) -> Option<&Office> {
        self.grants.get(&grant)
    }

    /// The grants of a role that are held at a time.
    pub fn held(&self, role: Role, at: Instant) -> impl Iterator<Item = (Uuid, &Office)> {
        let held = self.grants.iter().filter(move |(_, office)| office.role == role && office.is_held(at));
        held.map(|(grant, office)| (*grant, office))
    }

    /// Whoever signs with a key in a role at a moment.
    #[must_use]
    pub fn actor(&self, key: Fingerprint, (role, owner): (Role, Option<OwnerId>), moment: Moment) -> Actor {
        let grants = self.held(role, moment.at).filter(|(_, office)| office.keys.contains(&key));
        let grants = grants.map(|(grant, _)| grant).collect();
        let known = owner.as_ref().and_then(|owner| self.owners.get(owner)).copied();
        Actor { person: known.unwrap_or_else(|| self.person(key)), role, owner, grants }
    }

    /// Whose a key is: the person who had the first grant that it was given, by the first key of that grant. This never
    /// changes, whatever is granted later.
    #[must_use]
    pub fn person(&self, key: Fingerprint) -> Person {
        self.persons.get(&key).copied().unwrap_or(Person(key.0))
    }

    /// Notes who an owner is who did something: the same by whatever key of theirs.
    pub(super) fn meet(&mut self, by: &Actor) {
        if let Some(owner) = &by.owner {
            self.owners.entry(owner.clone()).or_insert(by.person);
        }
    }

    pub(super) fn note(&mut self, event: &Event) {
        if let Event::Granted { grant, role, until, key } = event {
            let new = || Office { role: *role, until: *until, keys: BTreeSet::new(), is_ended: false };
            let office = self.grants.entry(*grant).or_insert_with(new);
            let before = office.keys.iter().find_map(|own| self.persons.get(own));
            let person = before.copied().unwrap_or(Person(key.0));
            self.persons.entry(*key).or_insert(person);
            office.until = *until;
            office.keys.insert(*key);
        }
        if let Event::GrantEnded { grant } = event
            && let Some(office) = self.grants.get_mut(grant)
        {
            office.is_ended = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> Fingerprint {
        Fingerprint([byte; 32])
    }

    fn granted(offices: &mut Offices, grant: u128, byte: u8) {
        let (grant, role) = (Uuid::from_u128(grant), Role::Member);
        offices.note(&Event::Granted { grant, role, until: None, key: key(byte) });
    }

    #[test]
    fn the_person_of_a_key_does_not_change_when_a_smaller_key_joins() {
        let mut offices = Offices::default();
        granted(&mut offices, 1, 9);
        let person = offices.person(key(9));
        granted(&mut offices, 1, 3);
        assert_eq!((offices.person(key(9)), offices.person(key(3))), (person, person));
        // The same key under another grant is the same person, and so is a key that joins there.
        granted(&mut offices, 2, 3);
        granted(&mut offices, 2, 1);
        assert_eq!(offices.person(key(1)), person);
    }

    #[test]
    fn two_invitations_with_two_keys_are_two_and_stay_so() {
        let mut offices = Offices::default();
        granted(&mut offices, 1, 9);
        granted(&mut offices, 2, 3);
        let both = (offices.person(key(9)), offices.person(key(3)));
        assert_ne!(both.0, both.1);
        granted(&mut offices, 1, 3);
        assert_eq!((offices.person(key(9)), offices.person(key(3))), both, "what was said stays said");
    }

    #[test]
    fn an_owner_is_one_person_by_whatever_key() {
        let mut offices = Offices::default();
        let moment = Moment { index: 1, at: "2026-05-04T00:00:00Z".parse().unwrap() };
        let by = |offices: &Offices, byte| {
            let owner: OwnerId = "o-01".parse().unwrap();
            offices.actor(key(byte), (Role::Owner, Some(owner)), moment)
        };
        let first = by(&offices, 9);
        offices.meet(&first);
        assert_eq!(by(&offices, 3).person, first.person);
    }
}
