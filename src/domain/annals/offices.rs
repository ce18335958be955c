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

/// Every grant.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Offices(BTreeMap<Uuid, Office>);

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
        self.0.get(&grant)
    }

    /// The grants of a role that are held at a time.
    pub fn held(&self, role: Role, at: Instant) -> impl Iterator<Item = (Uuid, &Office)> {
        let held = self.0.iter().filter(move |(_, office)| office.role == role && office.is_held(at));
        held.map(|(grant, office)| (*grant, office))
    }

    /// Whoever signs with a key in a role at a moment.
    #[must_use]
    pub fn actor(&self, key: Fingerprint, (role, owner): (Role, Option<OwnerId>), moment: Moment) -> Actor {
        let grants = self.held(role, moment.at).filter(|(_, office)| office.keys.contains(&key));
        let grants = grants.map(|(grant, _)| grant).collect();
        Actor { person: self.person(key), role, owner, grants }
    }

    /// The same for all keys that share a grant, directly or through others: those of one person.
    #[must_use]
    pub fn person(&self, key: Fingerprint) -> Person {
        let mut keys = BTreeSet::from([key]);
        loop {
            let known = keys.len();
            for office in self.0.values() {
                if !office.keys.is_disjoint(&keys) {
                    keys.extend(&office.keys);
                }
            }
            if keys.len() == known {
                return Person(keys.first().map_or(key.0, |first| first.0));
            }
        }
    }

    pub(super) fn note(&mut self, event: &Event) {
        if let Event::Granted { grant, role, until, key } = event {
            let new = || Office { role: *role, until: *until, keys: BTreeSet::new(), is_ended: false };
            let office = self.0.entry(*grant).or_insert_with(new);
            office.until = *until;
            office.keys.insert(*key);
        }
        if let Event::GrantEnded { grant } = event
            && let Some(office) = self.0.get_mut(grant)
        {
            office.is_ended = true;
        }
    }
}
