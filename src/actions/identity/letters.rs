//! Letters that bring owners their codes: where each goes, in the order in which somebody walks.

use std::collections::BTreeMap;

use super::codes::Code;
use super::invitations::Invitation;
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::register;
use crate::domain::communities::CommunityId;
use crate::domain::instants::{Instant, Zone};
use crate::domain::register::{OwnerId, Register, Unit, Walk};
use crate::store::communities;

/// Letters of one community.
#[derive(Clone, Debug)]
pub struct Letters {
    /// The name of the community.
    pub community: String,
    /// Its time zone.
    pub zone: Zone,
    /// The letters by building, entrance and unit.
    pub in_order: Vec<Letter>,
}

/// A letter to one owner. It prints only where it is handed out.
#[derive(Clone)]
pub struct Letter {
    /// The units of the owner, in the order in which somebody walks.
    pub units: Vec<Unit>,
    /// The name of the owner.
    pub name: String,
    /// The name of whoever acts for the owner.
    pub acting: Option<String>,
    /// The code.
    pub code: Code,
    /// From when on it is void.
    pub expires_at: Instant,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Letter(not shown)")
    }
}

/// Addresses the codes of owners.
pub async fn address(
    service: &Service,
    community: CommunityId,
    codes: Vec<(OwnerId, Invitation)>,
) -> Result<Letters, ActionError> {
    let row = communities::find(service.store().read(), community.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Community))?;
    let zone = Zone::new(&row.time_zone).map_err(ActionError::damaged)?;
    let (_, register) = register::latest(service, community).await?;
    let mut units = units_of(&register);
    let mut letters = Vec::with_capacity(codes.len());
    for (owner, invitation) in codes {
        let person = register.owner(&owner).ok_or(ActionError::NotFound(Thing::Owner))?;
        letters.push(Letter {
            units: units.remove(&owner).unwrap_or_default(),
            name: person.person.name().to_owned(),
            acting: person.acting.as_ref().map(|acting| acting.person.name().to_owned()),
            code: invitation.code,
            expires_at: invitation.expires_at,
        });
    }
    // Of several letters to one door, each stays where the list of owners had it.
    letters.sort_by_cached_key(|letter| letter.units.first().map(Walk::to));
    Ok(Letters { community: row.name, zone, in_order: letters })
}

fn units_of(register: &Register) -> BTreeMap<OwnerId, Vec<Unit>> {
    let mut units: BTreeMap<OwnerId, Vec<Unit>> = BTreeMap::new();
    for holding in register.holdings().iter() {
        for owner in &holding.owners {
            units.entry(owner.clone()).or_default().push(holding.unit.clone());
        }
    }
    for own in units.values_mut() {
        own.sort_by_cached_key(Walk::to);
    }
    units
}
