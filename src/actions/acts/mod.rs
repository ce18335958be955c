//! What officers and owners do in the life of a community: signed, decided on under the lock, recorded.
//!
//! What is true of it is nowhere stored: it is read out of the record ([`Known`]), each time from where the process left it
//! ([`Lives`]).

mod consequences;
mod lives;
mod loading;

use self::consequences::apply;
pub(super) use self::consequences::publish as publish_event;
pub use self::lives::Lives;
pub use self::loading::{Known, registers_of_deeds};
use super::Service;
use super::committer::publish;
use super::error::ActionError;
use super::officers::officer_key;
use super::papers::keep;
use super::receipts;
use super::standing::Standing;
use super::turn::Turn;
use crate::domain::annals::{Moment, NoticedMeeting, Said, Subject};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::register::OwnerId;
use crate::evidence::acts::{ActStatement, document_kind};
use crate::evidence::digest::Digest;
use crate::evidence::jws::{JwsError, KeyId, PublicKey, Unverified};
use crate::evidence::receipt::Receipt;
use crate::evidence::statements::{Statement as _, StatementError};
use crate::store::acts::{self, Act};
use crate::store::identity::enrolments::{self, Enrolment};

/// The key that a deed is signed with.
struct Signer {
    enrolment: Enrolment,
    key: PublicKey,
    role: Role,
    owner: Option<OwnerId>,
}

/// Takes a signed deed in a noun and answers with its receipt. The same bytes again get the same receipt.
pub async fn say(
    service: &Service,
    community: CommunityId,
    standing: &Standing,
    (subject, signed): (Subject, String),
) -> Result<Receipt, ActionError> {
    let index =
        publish(service, community, async |turn| take(turn, standing, subject, &signed).await).await?;
    receipts::of_entry(service.store().read(), community.uuid(), index).await
}

/// The life of a community as it stands.
pub async fn known(service: &Service, community: CommunityId) -> Result<Known, ActionError> {
    Known::load(service, service.store().read(), community.uuid()).await
}

/// Refuses the notice of a meeting that the life of the community does not allow now.
pub(super) async fn check_notice(turn: &Turn, meeting: &NoticedMeeting) -> Result<(), ActionError> {
    let known = load(turn).await?;
    let moment = Moment { index: turn.next_index(), at: turn.at() };
    let place = (&known.calendar, &known.registers);
    Ok(known.annals.allows_notice(meeting, moment, place)?)
}

pub(super) async fn load(turn: &Turn) -> Result<Known, ActionError> {
    Known::load(turn.service(), turn.transaction(), turn.community_id()).await
}

/// Takes a signed deed in a turn; its entry.
pub(super) async fn take(
    turn: &mut Turn,
    standing: &Standing,
    subject: Subject,
    signed: &str,
) -> Result<u64, ActionError> {
    let digest = Digest::of(signed.as_bytes());
    if let Some(row) = acts::find(turn.transaction(), turn.community_id(), digest).await? {
        return if row.account_id == standing.account {
            Ok(row.entry_index)
        } else {
            Err(ActionError::AlreadyThere)
        };
    }
    let jws = Unverified::parse(signed, ActStatement::TYPE).map_err(StatementError::from)?;
    let deed = ActStatement::read(jws.payload())?.deed();
    let by_key = signer(turn, standing, jws.key_id(), deed.signers()).await?;
    let statement = ActStatement::verified(signed, &by_key.key)?;
    if statement.origin != turn.community().origin || statement.community != turn.community_id() {
        return Err(ActionError::OtherSubject("another record or community"));
    }
    if deed.subject() != subject {
        return Err(ActionError::OtherSubject("another noun than the one of this address"));
    }
    let mut known = load(turn).await?;
    if let Some(version) = deed.register() {
        known.add_register(turn.transaction(), turn.community_id(), version).await?;
    }
    let Signer { enrolment, role, owner, .. } = by_key;
    let moment = Moment { index: turn.next_index(), at: turn.at() };
    let key = enrolment.statement_digest.fingerprint();
    let by = known.annals.offices().actor(key, (role, owner.clone()), moment);
    let said = Said { process: statement.process(), by: &by, moment, deed: &deed };
    let follows = known.annals.take(&said, (&known.calendar, &known.registers))?;
    keep(turn, document_kind(role), signed.as_bytes().to_vec()).await?;
    let entry_index = turn.publish(statement.fact(role, digest))?;
    let row = Act {
        community_id: turn.community_id(),
        entry_index,
        subject: subject.to_string(),
        process_id: statement.process,
        role: role.to_string(),
        owner_id: owner.map(|owner| owner.to_string()),
        enrolment_id: enrolment.enrolment_id,
        account_id: standing.account,
        statement: signed.as_bytes().to_vec(),
        statement_digest: digest,
        at: turn.at(),
    };
    acts::insert(turn.transaction(), row).await?;
    apply(turn, &follows).await?;
    Ok(entry_index)
}

/// The caller's own key of this id, in one of the roles that may do this; as which of them.
async fn signer(
    turn: &Turn,
    standing: &Standing,
    key: &KeyId,
    roles: &'static [Role],
) -> Result<Signer, ActionError> {
    let names = [key.to_string()];
    let rows = enrolments::find_by_thumbprints(turn.transaction(), turn.community_id(), &names).await?;
    let own = |row: &Enrolment| row.account_id == standing.account && row.revoked_at.is_none();
    let enrolment = rows.into_iter().find(own).ok_or(StatementError::Jws(JwsError::WrongKey))?;
    let Some(owner) = enrolment.owner_id.clone() else {
        // What an officer signs counts once a second factor was shown.
        standing.check(roles)?;
        let (key, role) = officer_key(turn, standing.account, key, roles).await?;
        return Ok(Signer { enrolment, key, role, owner: None });
    };
    if !roles.contains(&Role::Owner) {
        return Err(ActionError::Forbidden);
    }
    let owner = owner.parse().map_err(ActionError::damaged)?;
    let key = PublicKey::from_bytes(&enrolment.public_key).map_err(ActionError::damaged)?;
    Ok(Signer { enrolment, key, role: Role::Owner, owner: Some(owner) })
}
