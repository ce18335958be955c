//! Enrolling a key and revoking it: the entry, the row and what the owner is told, in one turn.

use uuid::Uuid;

use crate::actions::error::{ActionError, Thing};
use crate::actions::messages::{self, Contacts, Template};
use crate::actions::people;
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::{EnrolmentMethod, KeyLabel, Role};
use crate::domain::register::OwnerId;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::statements::Enrolment;
use crate::store::ConnectionTrait;
use crate::store::identity::{activations, enrolment_requests as requests, enrolments, sessions};

/// A key to be enrolled, with everything that stands behind it.
pub(super) struct Candidate<'a> {
    pub(super) account: Uuid,
    pub(super) enrolment: &'a Enrolment,
    pub(super) statement: &'a [u8],
    /// As what others confirmed it after it was signed.
    pub(super) roles: Vec<Role>,
    /// The hashes of their statements.
    pub(super) confirmations: Vec<Digest>,
    pub(super) label: Option<&'a KeyLabel>,
}

/// A key that was enrolled in this community, for whomever and however long ago, is not enrolled again.
pub(super) async fn check_new(
    connection: &impl ConnectionTrait,
    community: Uuid,
    thumbprint: &str,
) -> Result<(), ActionError> {
    let names = [thumbprint.to_owned()];
    let known = enrolments::find_by_thumbprints(connection, community, &names).await?;
    if known.is_empty() { Ok(()) } else { Err(ActionError::AlreadyThere) }
}

/// Publishes an enrolment and tells the owner by every contact the register has of them; the enrolment and its
/// statement.
pub(super) async fn enrol(turn: &mut Turn, candidate: Candidate<'_>) -> Result<(Uuid, Digest), ActionError> {
    let Candidate { account, enrolment, statement, roles, mut confirmations, label } = candidate;
    let (community_id, thumbprint) = (turn.community_id(), enrolment.key.id().to_string());
    check_new(turn.transaction(), community_id, &thumbprint).await?;
    let statement_digest = Digest::of(statement);
    let confirmed_by = Role::listed(enrolment.confirmed_by.iter().copied().chain(roles));
    confirmations.sort_unstable();
    let written = confirmed_by.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ");
    let entry_index = turn.publish(Fact::KeyEnrolled {
        method: enrolment.method,
        confirmed_by,
        statement: statement_digest,
        confirmations,
    })?;
    let enrolment_id = turn.service().surroundings().new_id();
    let row = enrolments::Enrolment {
        community_id,
        enrolment_id,
        account_id: account,
        owner_id: enrolment.owner.as_ref().map(ToString::to_string),
        thumbprint,
        public_key: enrolment.key.as_bytes().to_vec(),
        statement: statement.to_vec(),
        statement_digest,
        method: enrolment.method.to_string(),
        confirmed_by: written,
        entry_index,
        enrolled_at: turn.at(),
        label: label.map(|label| label.as_str().to_owned()),
        revoked_at: None,
        revoked_index: None,
    };
    enrolments::insert(turn.transaction(), row).await?;
    if let Some(owner) = &enrolment.owner {
        tell(turn, owner, &Template::KeyEnrolled { method: enrolment.method, at: turn.at() }).await?;
    }
    Ok((enrolment_id, statement_digest))
}

/// Publishes that a key is revoked, unless it is already; whether it was not.
pub(super) async fn revoke(turn: &mut Turn, enrolment: &enrolments::Enrolment) -> Result<bool, ActionError> {
    if enrolment.revoked_at.is_some() {
        return Ok(false);
    }
    let (community, at) = (turn.community_id(), turn.at());
    let index = turn.publish(Fact::KeyRevoked { statement: enrolment.statement_digest })?;
    enrolments::revoke(turn.transaction(), community, enrolment.enrolment_id, at, index).await?;
    // Whoever found the device is signed out of everything it opened.
    sessions::end_of_key(turn.transaction(), &enrolment.thumbprint, at).await?;
    Ok(true)
}

/// Ends whatever could act for an owner, or come to: keys, codes and requests; they are told if a key ended.
pub(in crate::actions) async fn end_keys(turn: &mut Turn, owner: &OwnerId) -> Result<(), ActionError> {
    let (community, at) = (turn.community_id(), turn.at());
    let mut revoked = false;
    for earlier in enrolments::of_owner(turn.transaction(), community, owner.as_str()).await? {
        revoked |= revoke(turn, &earlier).await?;
    }
    let methods: Vec<&str> = EnrolmentMethod::ALL.iter().map(|method| method.as_str()).collect();
    activations::replace_unused(turn.transaction(), (community, owner.as_str()), &methods, at).await?;
    requests::replace_open(turn.transaction(), community, owner.as_str(), at).await?;
    if revoked { tell(turn, owner, &Template::KeyRevoked { at }).await } else { Ok(()) }
}

/// Tells an owner by every contact, if the register still has them.
pub(in crate::actions) async fn tell(
    turn: &Turn,
    owner: &OwnerId,
    template: &Template,
) -> Result<(), ActionError> {
    let (service, connection) = (turn.service(), turn.transaction());
    let community = CommunityId::new(turn.community_id());
    match messages::send(service, connection, community, owner, Contacts::Every, template).await {
        Ok(_) | Err(ActionError::NotFound(Thing::Owner)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whoever is not in the register any more gets no key.
pub(super) async fn check_registered(turn: &Turn, owner: &OwnerId) -> Result<(), ActionError> {
    let community = CommunityId::new(turn.community_id());
    let found = people::find(turn.service(), turn.transaction(), community, owner).await?;
    found.map(|_| ()).ok_or(ActionError::NotFound(Thing::Owner))
}
