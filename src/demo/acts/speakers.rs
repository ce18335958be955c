//! Owners who speak for themselves: each of them one head, with a key of their own.

use super::founding::Town;
use crate::demo::estate::{Estate, Size};
use crate::demo::signer::Signer;

/// Small owners who enrolled a key and for whom nobody acts, by the place of their party; one of each party.
pub fn speakers<'a>(estate: &'a Estate, town: &'a Town) -> impl Iterator<Item = (usize, &'a Signer)> {
    owners(estate, town).map(|(place, _, signer)| (place, signer))
}

/// The same with their identifiers.
pub fn owners<'a>(estate: &'a Estate, town: &'a Town) -> impl Iterator<Item = (usize, &'a str, &'a Signer)> {
    let own = |id: &str| estate.owners.iter().find(|owner| owner.id == id);
    let parties = estate.parties.iter().enumerate().filter(|(_, party)| party.size == Size::Small);
    parties.filter_map(move |(place, party)| {
        let owner = own(party.owners.first()?).filter(|owner| owner.acting.is_none())?;
        Some((place, owner.id.as_str(), town.owners.get(&owner.id)?))
    })
}
