//! Who may decide a matter, and with what weight.

use thiserror::Error;

use crate::domain::quantities::{Heads, Scale, Share};

/// An elector that votes per unit and has none.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("an elector has no unit to vote for")]
pub struct ElectorWithoutUnit;

/// Whether an elector is known to have been told of the vote and of what silence means.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Service {
    /// That is not proven.
    #[default]
    Unproven,
    /// It is.
    Proven,
}

/// Whether an elector may vote on the matter.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Entitlement {
    /// It may.
    #[default]
    Votes,
    /// It may not, and counts in no base; whatever it cast is nothing.
    Excluded,
}

/// Whether an elector objected in writing to a motion that passed.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Objecting {
    /// It did not.
    #[default]
    Silent,
    /// It did, in time.
    Objects,
}

/// One elector.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its heads.
    pub heads: Heads,
    /// The area of each of its ballots, at least one.
    pub areas: &'a [Option<Share>],
    /// What is proven for each of them; unproven for those left out.
    pub services: &'a [Service],
    /// Whether it may vote.
    pub entitlement: Entitlement,
    /// Whether it objects.
    pub objecting: Objecting,
}

/// The electors of one matter. Each votes once, or once for each of its units; these votes are
/// its *parts*, numbered through all electors in the order they were added.
///
/// An area may be unknown; that is not the same as zero.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Electorate {
    scale: Scale,
    electors: Vec<Entry>,
    areas: Vec<Option<Share>>,
    /// One for each part, or nothing at all while nothing is proven.
    services: Vec<Service>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Entry {
    heads: Heads,
    parts: usize,
    entitlement: Entitlement,
    objecting: Objecting,
}

/// One elector with what it cast: one choice for each part.
pub(super) struct Voter<'a, B> {
    pub(super) heads: Heads,
    pub(super) areas: &'a [Option<Share>],
    pub(super) services: &'a [Service],
    pub(super) entitlement: Entitlement,
    pub(super) objecting: Objecting,
    pub(super) ballots: &'a [B],
}

impl Electorate {
    /// Nobody yet; areas will be shown with the decimals of this scale.
    #[must_use]
    pub const fn new(scale: Scale) -> Self {
        Self { scale, electors: Vec::new(), areas: Vec::new(), services: Vec::new() }
    }

    /// The same, with room for so many electors of one ballot each.
    #[must_use]
    pub fn with_capacity(scale: Scale, electors: usize) -> Self {
        let (areas, electors) = (Vec::with_capacity(electors), Vec::with_capacity(electors));
        Self { scale, electors, areas, services: Vec::new() }
    }

    /// Adds an elector.
    pub fn push(&mut self, member: Member<'_>) -> Result<(), ElectorWithoutUnit> {
        let parts = member.areas.len();
        if parts == 0 {
            return Err(ElectorWithoutUnit);
        }
        if member.services.contains(&Service::Proven) {
            self.services.resize(self.areas.len(), Service::Unproven);
            self.services.extend(member.services.iter().take(parts));
            self.services.resize(self.areas.len() + parts, Service::Unproven);
        }
        self.areas.extend_from_slice(member.areas);
        let Member { heads, entitlement, objecting, .. } = member;
        self.electors.push(Entry { heads, parts, entitlement, objecting });
        Ok(())
    }

    /// Adds an elector with one ballot.
    pub fn push_elector(&mut self, heads: Heads, area: Option<Share>) {
        self.areas.push(area);
        let (entitlement, objecting) = (Entitlement::Votes, Objecting::Silent);
        self.electors.push(Entry { heads, parts: 1, entitlement, objecting });
    }

    /// Adds an elector with one ballot, of whom it is known whether they were served.
    pub fn push_served(&mut self, heads: Heads, area: Option<Share>, service: Service) {
        if service == Service::Proven {
            self.services.resize(self.areas.len(), Service::Unproven);
            self.services.push(service);
        }
        self.push_elector(heads, area);
    }

    /// The same of electors with one ballot each, of whom it is known whether they were served.
    #[must_use]
    pub(super) fn served(mut self, services: Vec<Service>) -> Self {
        self.services = if services.contains(&Service::Proven) { services } else { Vec::new() };
        self
    }

    /// Adds an elector with one ballot for each of its units.
    pub fn push_units(&mut self, heads: Heads, areas: &[Option<Share>]) -> Result<(), ElectorWithoutUnit> {
        let (entitlement, objecting) = (Entitlement::Votes, Objecting::Silent);
        self.push(Member { heads, areas, services: &[], entitlement, objecting })
    }

    /// The decimals areas are shown with.
    #[must_use]
    pub const fn scale(&self) -> Scale {
        self.scale
    }

    /// How many electors there are.
    #[must_use]
    pub const fn electors(&self) -> usize {
        self.electors.len()
    }

    /// How many ballots there can be.
    #[must_use]
    pub const fn parts(&self) -> usize {
        self.areas.len()
    }

    /// Each elector with its ballots; `ballots` holds one entry for each part.
    pub(super) fn with_ballots<'a, B>(&'a self, ballots: &'a [B]) -> impl Iterator<Item = Voter<'a, B>> {
        let (mut areas, mut ballots) = (self.areas.as_slice(), ballots);
        let mut services = self.services.as_slice();
        self.electors.iter().map_while(move |entry| {
            let (own_areas, other_areas) = areas.split_at_checked(entry.parts)?;
            let (own_ballots, other_ballots) = ballots.split_at_checked(entry.parts)?;
            let (own_services, other_services) = services.split_at_checked(entry.parts).unwrap_or((&[], &[]));
            (areas, ballots, services) = (other_areas, other_ballots, other_services);
            Some(Voter {
                heads: entry.heads,
                areas: own_areas,
                services: own_services,
                entitlement: entry.entitlement,
                objecting: entry.objecting,
                ballots: own_ballots,
            })
        })
    }

    /// Whether an elector objects; before the term for it has run nobody does.
    pub(super) fn anybody_objects(&self) -> bool {
        self.electors.iter().any(|entry| entry.objecting == Objecting::Objects)
    }
}
