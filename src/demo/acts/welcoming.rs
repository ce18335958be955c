//! The last act is a guest's: whoever watched takes the place of an owner, in the web client.

use crate::demo::estate::Estate;
use crate::demo::guest::Guest;
use crate::demo::stage::Stage;
use crate::demo::world::World;
use crate::domain::register::OwnerKind;

use super::Town;

/// A letter for an owner who never enrolled a key; none if everybody has.
pub async fn welcome<W: World>(
    stage: &Stage<'_, W>,
    estate: &Estate,
    town: &Town,
) -> anyhow::Result<Option<Guest>> {
    let waits = estate.owners.iter().find(|own| {
        own.kind == OwnerKind::Natural && own.acting.is_none() && !town.owners.contains_key(&own.id)
    });
    let Some(owner) = waits else { return Ok(None) };
    let secretary = &town.officers.secretary.session;
    let code = stage.client.of(town.community).code(secretary, &owner.id).await?;
    let (name, phone) = (owner.name.clone(), owner.phone.clone());
    Ok(code.map(|code| Guest { name, phone, code }))
}
