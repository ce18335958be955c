//! Which owners are one elector (法释〔2009〕7号, article 9).

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::register::{Holdings, OwnerId, Stock, Unit};
use crate::domain::roll::ElectorGroup;
use crate::domain::rules::switches::OverlappingOwners;

/// Every group with its units: developer stock is one group, other units go by their owners.
pub(super) fn groups(
    holdings: &Holdings,
    overlapping: OverlappingOwners,
) -> BTreeMap<ElectorGroup, Vec<&Unit>> {
    let merged = match overlapping {
        OverlappingOwners::Distinct => BTreeMap::new(),
        OverlappingOwners::SameBuyer => same_buyers(holdings),
    };
    let stock = || holdings.iter().filter(|holding| holding.unit.stock == Stock::DeveloperStock);
    let developer: BTreeSet<OwnerId> = stock().flat_map(|holding| holding.owners.clone()).collect();
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for holding in holdings.iter() {
        let group = match holding.unit.stock {
            Stock::DeveloperStock => ElectorGroup::Developer(developer.clone()),
            Stock::Delivered => {
                let merged = holding.owners.first().and_then(|owner| merged.get(owner));
                ElectorGroup::Owners(merged.unwrap_or(&holding.owners).clone())
            }
        };
        groups.entry(group).or_default().push(&holding.unit);
    }
    groups
}

/// For every owner of delivered units, everybody they are one buyer with: the connected components
/// of co-ownership.
fn same_buyers(holdings: &Holdings) -> BTreeMap<&OwnerId, BTreeSet<OwnerId>> {
    let mut neighbours: BTreeMap<&OwnerId, BTreeSet<&OwnerId>> = BTreeMap::new();
    for holding in holdings.iter().filter(|holding| holding.unit.stock == Stock::Delivered) {
        // Joining each co-owner with the first one connects them all.
        for owner in &holding.owners {
            let first = holding.owners.first().unwrap_or(owner);
            neighbours.entry(owner).or_default().insert(first);
            neighbours.entry(first).or_default().insert(owner);
        }
    }
    let mut buyers = BTreeMap::new();
    for start in neighbours.keys() {
        if buyers.contains_key(start) {
            continue;
        }
        let component = component(start, &neighbours);
        let ids: BTreeSet<OwnerId> = component.iter().map(|owner| (*owner).clone()).collect();
        buyers.extend(component.into_iter().map(|owner| (owner, ids.clone())));
    }
    buyers
}

fn component<'a>(
    start: &'a OwnerId,
    neighbours: &BTreeMap<&'a OwnerId, BTreeSet<&'a OwnerId>>,
) -> BTreeSet<&'a OwnerId> {
    let mut reached = BTreeSet::from([start]);
    let mut frontier = vec![start];
    while let Some(owner) = frontier.pop() {
        for next in neighbours.get(owner).into_iter().flatten() {
            if reached.insert(next) {
                frontier.push(next);
            }
        }
    }
    reached
}
