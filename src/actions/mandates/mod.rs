//! Mandates: what principals and delegates sign, what two officers read on paper, and who may hold none.
//!
//! What one officer read waits beside the record. When another one read the same, it becomes an entry, if
//! everything still fits; where they differ it does not, and the second is told on what.

mod recording;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use self::recording::{check, record};
use super::Service;
use super::clockwork;
use super::committer::publish;
use super::convened::{Convened, Moved};
use super::error::{ActionError, Thing};
use super::mandated::{MandateView, Mandated, place};
use super::officers::{officer_key, pseudonym};
use super::papers::keep;
use super::receipts;
use super::standing::Standing;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::delegates::AppointmentForm;
use crate::evidence::digest::Digest;
use crate::evidence::jws::{JwsError, KeyId, PublicKey, Unverified};
use crate::evidence::mandates::{
    EXCLUDING, FIRST_READERS, Kind, MandateRevocation, Place, SECOND_READERS, Said, Signer,
};
use crate::evidence::receipt::Receipt;
use crate::evidence::statements::{Statement as _, StatementError};
use crate::evidence::text;
use crate::store::identity::enrolments;
use crate::store::mandates::{self, Reading};

const ACTION: MeetingAction = MeetingAction::KeepMandates;

/// A paper that waits for a second reader, who is told which paper and not what the first one read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WaitingReading {
    /// The SHA-256 of what the first reader signed.
    #[schema(value_type = String)]
    pub reading: Digest,
    /// `mandate`, `revocation` or `appointment`.
    #[schema(example = "mandate")]
    pub kind: String,
    /// The SHA-256 of the scan, or of the minutes of an election.
    #[schema(value_type = String)]
    pub paper: Digest,
    /// Who read it first: the same as in the list of officers.
    pub officer: String,
    /// When it was handed in.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub read_at: Instant,
}

/// Somebody's mandates in a meeting.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnMandates {
    /// Those they gave, ended ones too, the first first.
    pub given: Vec<MandateView>,
    /// Those they hold, ended ones too, the first first.
    pub held: Vec<MandateView>,
}

/// Takes what a principal signs with their own key, or an officer's exclusion, and answers with its receipt. The
/// same bytes again get the same receipt.
pub async fn say(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    standing: &Standing,
    (kind, signed): (Kind, String),
) -> Result<Receipt, ActionError> {
    let index = publish(service, community, async |turn| {
        let (mut convened, taken) = begin(turn, meeting, &signed).await?;
        if let Some(index) = taken {
            return Ok(index);
        }
        let said = read(turn, &convened, standing, (kind, &signed, &EXCLUDING)).await?;
        if said.paper().is_some() {
            return Err(ActionError::Forbidden);
        }
        let index = record(turn, &convened, (&said, signed.as_bytes()), None).await?;
        convened.advance(turn.transaction(), ACTION, Moved::default()).await?;
        Ok(index)
    })
    .await?;
    receipts::receipt(service.store().read(), community.uuid(), index, index + 1).await
}

/// Takes a principal's revocation of this mandate, and answers with its receipt.
pub async fn revoke(
    service: &Service,
    community: CommunityId,
    (meeting, mandate): (MeetingId, Digest),
    standing: &Standing,
    signed: String,
) -> Result<Receipt, ActionError> {
    let jws = Unverified::parse(&signed, MandateRevocation::TYPE).map_err(StatementError::from)?;
    if MandateRevocation::read(jws.payload())?.mandate != mandate {
        return Err(ActionError::OtherSubject("another mandate"));
    }
    say(service, community, meeting, standing, (Kind::Revocation, signed)).await
}

/// Takes what one officer read on a paper; its hash. It changes nothing until another reads the same.
pub async fn read_paper(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    standing: &Standing,
    (kind, signed): (Kind, String),
) -> Result<Digest, ActionError> {
    publish(service, community, async |turn| {
        let (convened, _) = begin(turn, meeting, &signed).await?;
        let (of, reading) = (place(&convened), Digest::of(signed.as_bytes()));
        if mandates::find_reading(turn.transaction(), of, reading).await?.is_some() {
            return Ok(reading);
        }
        let said = read(turn, &convened, standing, (kind, &signed, &FIRST_READERS)).await?;
        let paper = said.paper().ok_or(ActionError::Forbidden)?;
        check_own_cause(standing, &said)?;
        // What could not be recorded is told to the first reader already.
        check(turn, &convened, &said, reading).await?;
        let row = Reading {
            community_id: of.0,
            meeting_id: of.1,
            reading,
            kind: word(kind).to_owned(),
            statement: signed.clone().into_bytes(),
            paper,
            account_id: standing.account,
            read_at: turn.at(),
        };
        mandates::insert_reading(turn.transaction(), row).await?;
        Ok(reading)
    })
    .await
}

/// Nobody reads a paper that is about themselves.
fn check_own_cause(standing: &Standing, said: &Said) -> Result<(), ActionError> {
    if standing.owners.iter().any(|owner| said.names(owner)) { Err(ActionError::Forbidden) } else { Ok(()) }
}

/// Takes what a second officer read on the paper, who signs the same content for themselves, and answers with the
/// receipt of what both read.
pub async fn read_again(
    service: &Service,
    community: CommunityId,
    (meeting, reading): (MeetingId, Digest),
    standing: &Standing,
    signed: String,
) -> Result<Receipt, ActionError> {
    let index = publish(service, community, async |turn| {
        let (mut convened, _) = begin(turn, meeting, &signed).await?;
        let of = place(&convened);
        let row = mandates::find_reading(turn.transaction(), of, reading).await?;
        let Some(row) = row else {
            // It was read again before, by the same bytes or others.
            let taken = mandates::place_of(turn.transaction(), of, reading).await?;
            return taken.ok_or(ActionError::NotFound(Thing::Reading));
        };
        if standing.is_one_with(turn.transaction(), (row.account_id, of.0)).await? {
            return Err(ActionError::Forbidden);
        }
        let kind = kind_of(&row.kind)?;
        let again = read(turn, &convened, standing, (kind, &signed, &SECOND_READERS)).await?;
        check_own_cause(standing, &again)?;
        let first = String::from_utf8(row.statement.clone()).map_err(ActionError::damaged)?;
        // Whoever read it first must be in office still: the entry is judged by its own place in the record.
        let said = officer_read(turn, &convened, row.account_id, (kind, &first, &FIRST_READERS)).await?;
        said.agrees(&again)?;
        let confirmation = keep(turn, DocumentKind::Mandate, signed.clone().into_bytes()).await?;
        let index = record(turn, &convened, (&said, first.as_bytes()), Some(confirmation)).await?;
        for other in mandates::readings(turn.transaction(), of).await? {
            // Minutes may tell of several delegates; any other paper is of one thing.
            let is_same = kind != Kind::Appointment && other.paper == row.paper && other.kind == row.kind;
            if is_same || other.reading == reading {
                mandates::remove_reading(turn.transaction(), of, other.reading).await?;
            }
        }
        convened.advance(turn.transaction(), ACTION, Moved::default()).await?;
        Ok(index)
    })
    .await?;
    receipts::receipt(service.store().read(), community.uuid(), index, index + 1).await
}

/// The papers that wait for a second reader, the oldest first.
pub async fn readings(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<WaitingReading>, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let rows = mandates::readings(connection, place(&convened)).await?;
    let view = |row: Reading| WaitingReading {
        reading: row.reading,
        kind: row.kind,
        paper: row.paper,
        officer: pseudonym(community, row.account_id),
        read_at: row.read_at,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Every mandate of a meeting that fits its roll, the first first.
pub async fn list(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<MandateView>, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    Mandated::load(connection, &convened).await?.views()
}

/// The mandates that somebody gave, and those they hold.
pub async fn mine(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    standing: &Standing,
) -> Result<OwnMandates, ActionError> {
    let own: Vec<String> = standing.owners.iter().map(ToString::to_string).collect();
    let of = |owner: &String| [format!("owner:{owner}"), format!("delegate:{owner}")];
    let holds: Vec<String> = own.iter().flat_map(of).collect();
    let all = list(service, community, meeting).await?;
    let given = all.iter().filter(|view| own.contains(&view.principal)).cloned().collect();
    let held = all.into_iter().filter(|view| holds.contains(&view.holder)).collect();
    Ok(OwnMandates { given, held })
}

/// The delegates who were presented for a meeting and are not excluded.
pub async fn delegates(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<AppointmentForm>, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let mandated = Mandated::load(connection, &convened).await?;
    Ok(mandated.book.delegates().into_iter().map(AppointmentForm::from).collect())
}

/// Opens the meeting if it is due, and looks whether the statement was taken before.
async fn begin(
    turn: &mut Turn,
    meeting: MeetingId,
    signed: &str,
) -> Result<(Convened, Option<u64>), ActionError> {
    let mut convened = Convened::load_for(turn.transaction(), turn.community_id(), meeting, ACTION).await?;
    clockwork::open_if_due(turn, &mut convened).await?;
    let digest = Digest::of(signed.as_bytes());
    let taken = mandates::place_of(turn.transaction(), place(&convened), digest).await?;
    if taken.is_none() {
        convened.allows(ACTION)?;
    }
    Ok((convened, taken))
}

/// Reads a statement signed with a key of the caller's: an owner's, or an officer's in one of some roles.
async fn read(
    turn: &Turn,
    convened: &Convened,
    standing: &Standing,
    (kind, signed, roles): (Kind, &str, &[Role]),
) -> Result<Said, ActionError> {
    let key = kind.key_of(signed)?;
    match owner_key(turn, standing, &key).await? {
        Some(by) => Ok(kind.read(signed, of(convened), &by)?),
        None => officer_read(turn, convened, standing.account, (kind, signed, roles)).await,
    }
}

async fn officer_read(
    turn: &Turn,
    convened: &Convened,
    account: Uuid,
    (kind, signed, roles): (Kind, &str, &[Role]),
) -> Result<Said, ActionError> {
    let (key, _) = officer_key(turn, account, &kind.key_of(signed)?, roles).await?;
    Ok(kind.read(signed, of(convened), &Signer { key, owner: None })?)
}

fn of(convened: &Convened) -> Place<'_> {
    let address = &convened.address;
    Place { origin: &address.origin, community: address.community.uuid(), meeting: address.meeting.uuid() }
}

/// The caller's own key of this id, not revoked, if it is one that an owner acts with.
async fn owner_key(turn: &Turn, standing: &Standing, key: &KeyId) -> Result<Option<Signer>, ActionError> {
    let names = [key.to_string()];
    let rows = enrolments::find_by_thumbprints(turn.transaction(), turn.community_id(), &names).await?;
    let own = |row: &enrolments::Enrolment| row.account_id == standing.account && row.revoked_at.is_none();
    let row = rows.into_iter().find(own).ok_or(StatementError::Jws(JwsError::WrongKey))?;
    let Some(owner) = row.owner_id else { return Ok(None) };
    let key = PublicKey::from_bytes(&row.public_key).map_err(ActionError::damaged)?;
    Ok(Some(Signer { key, owner: Some(owner.parse().map_err(ActionError::damaged)?) }))
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Mandate => "mandate",
        Kind::Revocation => "revocation",
        Kind::Exclusion => "exclusion",
        Kind::Appointment => "appointment",
        Kind::Opinion => "opinion",
    }
}

fn kind_of(stored: &str) -> Result<Kind, ActionError> {
    let kinds = [Kind::Mandate, Kind::Revocation, Kind::Appointment];
    let kind = kinds.into_iter().find(|kind| word(*kind) == stored);
    kind.ok_or_else(|| ActionError::damaged("the kind of what was read on a paper"))
}
