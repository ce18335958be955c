//! What two people sign while a vote is open: that an owner is helped to vote, and that others act for an elector.
//!
//! One hands it in and it waits; when the other confirms it, everything is decided again and it becomes an entry.

pub mod assistances;
pub mod successions;

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::clockwork;
use super::convened::{Convened, Moved};
use super::error::{ActionError, Thing};
use super::officers::officer_key;
use super::papers::keep;
use super::standing::Standing;
use super::turn::Turn;
use crate::domain::assistance::Assistance;
use crate::domain::identity::Role;
use crate::domain::meetings::{MeetingAction, MeetingId, MeetingState};
use crate::domain::register::OwnerId;
use crate::domain::successions::SuccessionError;
use crate::evidence::acting::{ActingError, Confirmable, Pair, Signed};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::jws::{JwsError, PublicKey, Unverified};
use crate::evidence::representation::Place;
use crate::evidence::statements::StatementError;
use crate::evidence::text::Text;
use crate::store::acting::{self, ActingStatement, Confirmed};
use crate::store::ballots;
use crate::store::identity::enrolments::{self, Enrolment};

/// Who signs: the secretary or the convener.
const SIGNING: [Role; 2] = [Role::Secretary, Role::Convener];

/// Who signed and who confirms, by account and by the owners that account has keys of.
struct Two {
    /// As what the first signed.
    by: Role,
    /// Who signed.
    account: Uuid,
    /// The owners they are.
    owners: Vec<OwnerId>,
    /// As what the second confirms, who they are and the owners they are; none while it only waits.
    confirmed: Option<(Role, Uuid, Vec<OwnerId>)>,
}

/// One of the two kinds: what is asked of it besides signatures, and what it does.
trait Kind: Confirmable {
    /// The word in the store.
    const KIND: &'static str;
    /// What it is among documents.
    const DOCUMENT: DocumentKind;
    /// What it does to the meeting.
    const ACTION: MeetingAction;
    /// The same person, or the same key, twice.
    fn same_person() -> ActionError;
    /// The elector's pseudonym and, where one is to vote, the thumbprint of the key.
    fn columns(&self) -> (String, Option<String>);
    /// Decides whether it can stand.
    async fn decide(&self, turn: &Turn, convened: &Convened, two: &Two) -> Result<(), ActionError>;
    /// Does what goes before its entry; all owners who acted and all who act now, if they differ.
    async fn prepare(&self, turn: &mut Turn) -> Result<Option<(Vec<u8>, Vec<u8>)>, ActionError>;
    /// Does what goes after its entry.
    async fn complete(&self, turn: &Turn) -> Result<(), ActionError>;
}

/// Takes a signed statement, which changes nothing until somebody else confirms it; its hash.
async fn propose<S: Kind>(
    turn: &mut Turn,
    meeting: MeetingId,
    who: &Standing,
    signed: &str,
) -> Result<Digest, ActionError> {
    let convened = open::<S>(turn, meeting).await?;
    let place = (turn.community_id(), meeting.uuid());
    let statement_digest = Digest::of(signed.as_bytes());
    let earlier = acting::find(turn.transaction(), place, statement_digest).await?;
    if earlier.is_some_and(|row| row.account_id == who.account) {
        return Ok(statement_digest);
    }
    let key = Unverified::parse(signed, S::TYPE).map_err(StatementError::from)?.key_id().clone();
    let (key, by) = officer_key(turn, who.account, &key, &SIGNING).await?;
    let own = S::verified(signed, &key)?;
    if own.place() != place_of(&convened) {
        return Err(ActingError::OtherMeeting.into());
    }
    let two = Two { by, account: who.account, owners: owners_of(turn, who.account).await?, confirmed: None };
    own.decide(turn, &convened, &two).await?;
    let (elector, thumbprint) = own.columns();
    let row = ActingStatement {
        community_id: place.0,
        meeting_id: place.1,
        statement_digest,
        kind: S::KIND.to_owned(),
        elector,
        statement: signed.as_bytes().to_vec(),
        role: by.to_string(),
        account_id: who.account,
        proposed_at: turn.at(),
        thumbprint,
        owners_before: None,
        owners_after: None,
        confirmed_role: None,
        confirmed_by: None,
        confirmation_digest: None,
        entry_index: None,
        at: None,
    };
    acting::insert(turn.transaction(), row).await?;
    Ok(statement_digest)
}

/// Takes the other one's signed confirmation and records what is confirmed; its entry. The same bytes again are
/// the same confirmation.
async fn confirm<S: Kind>(
    turn: &mut Turn,
    (meeting, statement): (MeetingId, Digest),
    who: &Standing,
    signed: &str,
) -> Result<u64, ActionError> {
    let place = (turn.community_id(), meeting.uuid());
    let row = acting::find(turn.transaction(), place, statement).await?.filter(|row| row.kind == S::KIND);
    let row = row.ok_or(ActionError::NotFound(Thing::ActingStatement))?;
    if let Some(index) = row.entry_index {
        let same = row.confirmation_digest == Some(Digest::of(signed.as_bytes()));
        return if same { Ok(index) } else { Err(ActionError::AlreadyThere) };
    }
    let mut convened = open::<S>(turn, meeting).await?;
    if who.is_one_with(turn.transaction(), (row.account_id, place.0)).await? {
        return Err(S::same_person());
    }
    let text = String::from_utf8(row.statement.clone()).map_err(ActionError::damaged)?;
    let pair = Pair::parse::<S>(&text, signed)?;
    if pair.key == pair.witness {
        return Err(S::same_person());
    }
    // Whoever signed it must be in office still: the entry is judged by its own place in the record.
    let by: Role = row.role.parse().map_err(ActionError::damaged)?;
    let (key, _) = officer_key(turn, row.account_id, &pair.key, &[by]).await?;
    let witness = witness(turn, who, &pair).await?;
    let own: S = pair.read(place_of(&convened), (&key, &witness))?;
    let confirmed = (pair.role, who.account, owners_of(turn, who.account).await?);
    let owners = owners_of(turn, row.account_id).await?;
    let two = Two { by, account: row.account_id, owners, confirmed: Some(confirmed) };
    own.decide(turn, &convened, &two).await?;
    let owners = own.prepare(turn).await?;
    let first = Signed { statement: keep(turn, S::DOCUMENT, row.statement).await?, role: by };
    let second = keep(turn, S::DOCUMENT, signed.as_bytes().to_vec()).await?;
    let entry_index = turn.publish(own.fact(first, Signed { statement: second, role: pair.role }))?;
    let confirmed = Confirmed {
        role: pair.role.to_string(),
        by: who.account,
        confirmation: second,
        entry_index,
        at: turn.at(),
        owners,
    };
    if !acting::confirm(turn.transaction(), place, statement, confirmed).await? {
        return Err(ActionError::Stale);
    }
    own.complete(turn).await?;
    convened.advance(turn.transaction(), S::ACTION, Moved::default()).await?;
    Ok(entry_index)
}

/// A meeting in which this is possible now.
async fn open<S: Kind>(turn: &mut Turn, meeting: MeetingId) -> Result<Convened, ActionError> {
    let (connection, community) = (turn.transaction(), turn.community_id());
    let mut convened = Convened::load_for(connection, community, meeting, S::ACTION).await?;
    clockwork::open_if_due(turn, &mut convened).await?;
    // Before the opening the roll itself is amended.
    if convened.state == MeetingState::Noticed && S::ACTION == MeetingAction::RecordSuccession {
        return Err(SuccessionError::BeforeOpening.into());
    }
    convened.allows(S::ACTION)?;
    if turn.at() >= convened.schedule.closes_at() {
        return Err(ActionError::TooLate(convened.schedule.closes_at()));
    }
    Ok(convened)
}

fn place_of(convened: &Convened) -> Place<'_> {
    let address = &convened.address;
    Place { origin: &address.origin, community: address.community.uuid(), meeting: address.meeting.uuid() }
}

/// The caller's own key that a confirmation names, if they may sign with it as they say.
async fn witness(turn: &Turn, who: &Standing, pair: &Pair<'_>) -> Result<PublicKey, ActionError> {
    if pair.role != Role::Owner {
        // What an officer signs counts once a second factor was shown.
        who.check(&[pair.role])?;
        return Ok(officer_key(turn, who.account, &pair.witness, &[pair.role]).await?.0);
    }
    let names = [pair.witness.to_string()];
    let rows = enrolments::find_by_thumbprints(turn.transaction(), turn.community_id(), &names).await?;
    let own =
        |row: &Enrolment| row.account_id == who.account && row.owner_id.is_some() && row.revoked_at.is_none();
    let row = rows.into_iter().find(own).ok_or(StatementError::Jws(JwsError::WrongKey))?;
    PublicKey::from_bytes(&row.public_key).map_err(ActionError::damaged)
}

/// The owners of this community that an account has a good key of.
async fn owners_of(turn: &Turn, account: Uuid) -> Result<Vec<OwnerId>, ActionError> {
    let own = enrolments::of_account(turn.transaction(), account).await?;
    let here = |own: &Enrolment| own.community_id == turn.community_id() && own.revoked_at.is_none();
    let owners = own.into_iter().filter(here).filter_map(|own| own.owner_id);
    owners.map(|owner| owner.parse().map_err(ActionError::damaged)).collect()
}

/// A stored list of owners.
pub(super) fn owners_in(bytes: &[u8]) -> Result<BTreeSet<OwnerId>, ActionError> {
    let owners: Vec<Text<OwnerId>> = serde_json::from_slice(bytes).map_err(ActionError::damaged)?;
    Ok(owners.into_iter().map(|owner| owner.0).collect())
}

/// Help as ballots ask for it: the key that will vote, and where and when it was recorded.
pub(super) fn assistance_of(row: &ActingStatement) -> Option<(&str, Assistance)> {
    let (index, at) = row.entry_index.zip(row.at)?;
    Some((row.thumbprint.as_deref()?, Assistance { index, at }))
}

/// The entries of the ballots of a meeting that were cast with help.
pub async fn assisted(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, Uuid),
) -> Result<BTreeSet<u64>, ActionError> {
    Ok(used(connection, (community, meeting)).await?.into_values().collect())
}

/// For the entry of each help that was used, the entry of the ballot that was cast with it.
async fn used(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, Uuid),
) -> Result<HashMap<u64, u64>, ActionError> {
    let recorded = acting::recorded(connection, (community, meeting)).await?;
    let helped: Vec<&ActingStatement> = recorded.iter().filter(|row| row.thumbprint.is_some()).collect();
    let electors: BTreeSet<&str> = helped.iter().map(|row| row.elector.as_str()).collect();
    let mut used = HashMap::new();
    for elector in electors {
        let of_elector =
            || helped.iter().filter(|row| row.elector == elector).filter_map(|row| assistance_of(row));
        let mut last: HashMap<String, u64> = HashMap::new();
        for ballot in ballots::all_of(connection, community, meeting, elector).await? {
            let own: Vec<Assistance> = of_elector()
                .filter(|(key, own)| *key == ballot.thumbprint && own.index < ballot.entry_index)
                .map(|(_, own)| own)
                .collect();
            let before = last.insert(ballot.thumbprint.clone(), ballot.entry_index);
            let help = Assistance::unused(&own, before).filter(|own| own.covers(ballot.received_at));
            used.extend(help.map(|own| (own.index, ballot.entry_index)));
        }
    }
    Ok(used)
}
