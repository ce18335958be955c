//! What a register import does to contacts is told to the contacts it replaces.
//!
//! Whoever keeps the register could put their own number beside somebody else's name and get the codes. The
//! owner learns of it at the number that stood there before.

use super::contacts::{addresses, every_address, is_same};
use super::outbox::{Draft, queue};
use super::templates::Template;
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::register::{Owner, Register};
use crate::store::ConnectionTrait;

/// Tells every owner whose telephone number or mail address an import changes or removes, at all of the old
/// contacts, in the transaction of the import.
pub(in crate::actions) async fn tell_old_contacts(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
    (old, new): (&Register, &Register),
    at: Instant,
) -> Result<(), ActionError> {
    let template = Template::ContactChanged { at };
    let mut drafts = Vec::new();
    for owner in old.owners() {
        if loses_a_contact(owner, new.owner(&owner.id)) {
            let every = every_address(owner).into_iter();
            drafts.extend(every.map(|(channel, to)| Draft {
                owner: &owner.id,
                channel,
                to,
                template: &template,
            }));
        }
    }
    queue(service, connection, community, drafts).await?;
    Ok(())
}

/// Whether somebody who was reached at a contact before is not reached there any more.
fn loses_a_contact(old: &Owner, new: Option<&Owner>) -> bool {
    let present = new.map(addresses).unwrap_or_default();
    addresses(old).iter().any(|contact| !present.iter().any(|other| is_same(contact, other)))
}
