//! Amendments of a provisional roll: one officer signs, another confirms, and nobody does both.
//!
//! What was signed once waits beside the record. With the confirmation it becomes an entry, if everything
//! still fits; at the opening what waits is over.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::Service;
use super::clockwork;
use super::committer::publish;
use super::convened::{Convened, Moved};
use super::error::{ActionError, DraftProblem, Thing};
use super::officers::{officer_key, pseudonym};
use super::papers::{keep, read_annex, read_roll};
use super::standing::Standing;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId, MeetingState};
use crate::domain::register::{Holdings, OwnerId, Stock};
use crate::domain::roll::Roll;
use crate::domain::tally::terms_of;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact, REASON_MAX};
use crate::evidence::jws::Unverified;
use crate::evidence::register::RegisterDocument;
use crate::evidence::roll::{RollAnnexDocument, RollDocument, derive};
use crate::evidence::statements::{RollAmendment, RollConfirmation, Statement as _, StatementError};
use crate::evidence::text;
use crate::store::amendments::{self, Amendment, Settled};
use crate::store::{documents, record, register};

/// Who signs amendments.
const AMENDING: [Role; 2] = [Role::Secretary, Role::Supervisor];

/// An amendment on its way to the record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AmendmentView {
    /// The SHA-256 of the signed amendment.
    #[schema(value_type = String)]
    pub amendment: Digest,
    /// The signed amendment: what is changed, and why.
    pub statement: String,
    /// As what it was signed.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "secretary")]
    pub by: Role,
    /// By whom: the same as in the list of officers.
    pub officer: String,
    /// When it was handed in.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub proposed_at: Instant,
    /// `pending`, `confirmed`, `refused`; `lapsed` once the meeting has opened, or another roll stands.
    #[schema(example = "pending")]
    pub state: String,
    /// As what it was confirmed or refused.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, example = "scrutineer")]
    pub settled_by: Option<Role>,
    /// When.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub settled_at: Option<Instant>,
    /// Why it was refused.
    pub refusal: Option<String>,
}

/// Takes an officer's signed amendment, which changes nothing until another officer confirms it; its hash.
/// The same bytes again are the same amendment.
pub async fn propose(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    who: &Standing,
    signed: String,
) -> Result<Digest, ActionError> {
    publish(service, community, async |turn| {
        let convened = changeable(turn, meeting).await?;
        let (place, amendment) = ((turn.community_id(), meeting.uuid()), Digest::of(signed.as_bytes()));
        let earlier = amendments::find(turn.transaction(), place, amendment).await?;
        if earlier.is_some_and(|row| row.account_id == who.account) {
            return Ok(amendment);
        }
        let (own, role) = read_amendment(turn, who, &AMENDING, &signed).await?;
        Change::of(turn, &convened, own).await?;
        let row = Amendment {
            community_id: place.0,
            meeting_id: place.1,
            amendment,
            statement: signed.clone().into_bytes(),
            role: role.to_string(),
            account_id: who.account,
            proposed_at: turn.at(),
            state: "pending".to_owned(),
            settled_by: None,
            settled_role: None,
            settled_at: None,
            refusal: None,
        };
        amendments::insert(turn.transaction(), row).await?;
        Ok(amendment)
    })
    .await
}

/// Takes another officer's signed confirmation, applies the amendment and says the new roll's hash.
///
/// The roll is derived again from the register with every amendment so far; nobody edits an elector.
pub async fn confirm(
    service: &Service,
    community: CommunityId,
    (meeting, amendment): (MeetingId, Digest),
    who: &Standing,
    signed: String,
) -> Result<Digest, ActionError> {
    publish(service, community, async |turn| {
        let mut convened = changeable(turn, meeting).await?;
        let row = pending(turn, meeting, amendment).await?;
        let by = role_of(&row)?;
        let confirmed_by = read_confirmation(turn, &convened, who, (&row, by), &signed).await?;
        // Whoever signed it must be in office still: the entry is judged by its own place in the record.
        let text = String::from_utf8(row.statement.clone()).map_err(ActionError::damaged)?;
        let jws = Unverified::parse(&text, RollAmendment::TYPE).map_err(StatementError::from)?;
        officer_key(turn, row.account_id, jws.key_id(), &[by]).await?;
        let own = RollAmendment::read(jws.payload())?;
        let (before, reason) = (own.before, own.reason.clone());
        let change = Change::of(turn, &convened, own).await?;
        let statement = keep(turn, DocumentKind::RollAmendment, row.statement).await?;
        let confirmation = keep(turn, DocumentKind::RollConfirmation, signed.clone().into_bytes()).await?;
        let roll = keep(turn, DocumentKind::Roll, change.roll).await?;
        let annex = keep(turn, DocumentKind::Annex, change.annex).await?;
        let meeting = meeting.uuid();
        turn.publish(Fact::RollAmended {
            meeting,
            statement,
            by,
            confirmation,
            confirmed_by,
            reason,
            before,
            roll,
            annex,
        })?;
        settle(turn, meeting, amendment, (who, confirmed_by), None).await?;
        let moved = Moved { roll: Some(roll), annex: Some(annex), ..Moved::default() };
        convened.advance(turn.transaction(), MeetingAction::AmendRoll, moved).await?;
        Ok(roll)
    })
    .await
}

/// Refuses an amendment, for a reason that its signer is told.
pub async fn refuse(
    service: &Service,
    community: CommunityId,
    (meeting, amendment): (MeetingId, Digest),
    who: &Standing,
    reason: &str,
) -> Result<(), ActionError> {
    check_reason(reason)?;
    publish(service, community, async |turn| {
        changeable(turn, meeting).await?;
        let row = pending(turn, meeting, amendment).await?;
        let by = role_of(&row)?;
        let role = who.roles.iter().copied().find(|role| role.may_confirm_amendment(by));
        let role = role.filter(|_| who.account != row.account_id).ok_or(ActionError::Forbidden)?;
        settle(turn, meeting.uuid(), amendment, (who, role), Some(reason.to_owned())).await
    })
    .await
}

/// Every amendment of a meeting, confirmed or not, the oldest first.
pub async fn list(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Vec<AmendmentView>, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let rows = amendments::list(connection, (community.uuid(), meeting.uuid())).await?;
    rows.into_iter().map(|row| view(row, community, &convened)).collect()
}

fn view(row: Amendment, community: CommunityId, convened: &Convened) -> Result<AmendmentView, ActionError> {
    let by = role_of(&row)?;
    let statement = String::from_utf8(row.statement).map_err(ActionError::damaged)?;
    let jws = Unverified::parse(&statement, RollAmendment::TYPE).map_err(ActionError::damaged)?;
    let before = RollAmendment::read(jws.payload()).map_err(ActionError::damaged)?.before;
    let over = convened.state != MeetingState::Noticed || before != convened.roll_digest();
    let state = if row.state == "pending" && over { "lapsed".to_owned() } else { row.state };
    let settled_by = row.settled_role.map(|role| role.parse().map_err(ActionError::damaged)).transpose()?;
    Ok(AmendmentView {
        amendment: row.amendment,
        statement,
        by,
        officer: pseudonym(community, row.account_id),
        proposed_at: row.proposed_at,
        state,
        settled_by,
        settled_at: row.settled_at,
        refusal: row.refusal,
    })
}

/// A meeting whose roll can be amended now.
async fn changeable(turn: &mut Turn, meeting: MeetingId) -> Result<Convened, ActionError> {
    let (connection, action) = (turn.transaction(), MeetingAction::AmendRoll);
    let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
    clockwork::open_if_due(turn, &mut convened).await?;
    convened.allows(action)?;
    Ok(convened)
}

async fn pending(turn: &Turn, meeting: MeetingId, amendment: Digest) -> Result<Amendment, ActionError> {
    let place = (turn.community_id(), meeting.uuid());
    let row = amendments::find(turn.transaction(), place, amendment).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::RollAmendment))?;
    if row.state == "pending" { Ok(row) } else { Err(ActionError::AlreadyThere) }
}

async fn settle(
    turn: &Turn,
    meeting: uuid::Uuid,
    amendment: Digest,
    (who, role): (&Standing, Role),
    refusal: Option<String>,
) -> Result<(), ActionError> {
    let state = if refusal.is_some() { "refused" } else { "confirmed" };
    let settled = Settled { state, by: who.account, role: role.to_string(), at: turn.at(), refusal };
    let place = (turn.community_id(), meeting);
    let was_pending = amendments::settle(turn.transaction(), place, amendment, settled).await?;
    if was_pending { Ok(()) } else { Err(ActionError::Stale) }
}

fn role_of(row: &Amendment) -> Result<Role, ActionError> {
    row.role.parse().map_err(ActionError::damaged)
}

fn check_reason(reason: &str) -> Result<(), ActionError> {
    let length = reason.trim().chars().count();
    if (1..=REASON_MAX).contains(&length) {
        return Ok(());
    }
    let problem = format!("must have 1 to {REASON_MAX} characters; it is public and names no person");
    Err(ActionError::Field { field: "reason", problem })
}

async fn read_amendment(
    turn: &Turn,
    who: &Standing,
    roles: &[Role],
    signed: &str,
) -> Result<(RollAmendment, Role), ActionError> {
    let jws = Unverified::parse(signed, RollAmendment::TYPE).map_err(StatementError::from)?;
    let (key, role) = officer_key(turn, who.account, jws.key_id(), roles).await?;
    let amendment = RollAmendment::verified(signed, &key)?;
    check_reason(&amendment.reason)?;
    Ok((amendment, role))
}

/// Reads a confirmation of this amendment; as what it was signed.
async fn read_confirmation(
    turn: &Turn,
    convened: &Convened,
    who: &Standing,
    (row, by): (&Amendment, Role),
    signed: &str,
) -> Result<Role, ActionError> {
    if who.account == row.account_id {
        return Err(ActionError::Forbidden);
    }
    let jws = Unverified::parse(signed, RollConfirmation::TYPE).map_err(StatementError::from)?;
    let role = RollConfirmation::read(jws.payload())?.role;
    if !role.may_confirm_amendment(by) {
        return Err(ActionError::Forbidden);
    }
    let (key, _) = officer_key(turn, who.account, jws.key_id(), &[role]).await?;
    let own = RollConfirmation::verified(signed, &key)?;
    let address = &convened.address;
    if own.origin != address.origin || own.community != address.community.uuid() {
        Err(ActionError::OtherSubject("another community"))
    } else if own.meeting != address.meeting.uuid() {
        Err(ActionError::OtherSubject("another meeting"))
    } else if own.amendment != row.amendment {
        Err(ActionError::OtherSubject("another amendment"))
    } else {
        Ok(role)
    }
}

/// What an amendment makes of the roll that stands.
struct Change {
    roll: Vec<u8>,
    annex: Vec<u8>,
}

impl Change {
    async fn of(turn: &Turn, convened: &Convened, amendment: RollAmendment) -> Result<Self, ActionError> {
        check_subject(convened, &amendment)?;
        let change = amendment.change.to_amendment().map_err(shape)?;
        let provisional = read_roll(turn.transaction(), turn.community_id(), amendment.before).await?;
        let heading = provisional.heading();
        let before = amended_holdings(turn.transaction(), convened, heading.register_version).await?;
        let after = before.amend(&change)?;
        check_developers(&before, &after)?;
        let digest = convened.annex_digest()?;
        let annex = read_annex(turn.transaction(), turn.community_id(), digest).await?;
        let (roll, groups) = derive(&after, heading.rules, &annex.salt())?;
        countable(convened, &roll)?;
        let roll = RollDocument::new(&heading, &roll).to_bytes().map_err(ActionError::damaged)?;
        let (community, meeting) = (convened.address.community, convened.id().uuid());
        let annex = RollAnnexDocument::new(community, meeting, annex.salt(), &groups);
        Ok(Self { roll, annex: annex.to_bytes().map_err(ActionError::damaged)? })
    }
}

/// Every matter can still be counted: the lawful numbers of seats too depend on how large the estate is.
fn countable(convened: &Convened, roll: &Roll) -> Result<(), ActionError> {
    let pack = convened.rules()?.rules.pack().in_estate(roll.estate());
    let mut problems = Vec::new();
    for matter in &convened.matters {
        let rule = pack.rule(matter.kind()).map_err(ActionError::damaged)?;
        let matter_name = || matter.id().to_string();
        if let Err(error) = terms_of(matter, &rule, &convened.switches).check() {
            problems.push(DraftProblem::Terms { matter: matter_name(), error });
        }
        if let Err(error) = roll.weights(matter.electorate()) {
            problems.push(DraftProblem::Electorate { matter: matter_name(), error });
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(ActionError::Draft(problems)) }
}

fn check_subject(convened: &Convened, amendment: &RollAmendment) -> Result<(), ActionError> {
    let address = &convened.address;
    if amendment.origin != address.origin || amendment.community != address.community.uuid() {
        Err(ActionError::OtherSubject("another community"))
    } else if amendment.meeting != address.meeting.uuid() {
        Err(ActionError::OtherSubject("another meeting"))
    } else if amendment.before != convened.roll_digest() {
        Err(ActionError::Stale)
    } else {
        Ok(())
    }
}

/// Developer stock keeps to the developer's owners: an amendment names no buyer for it.
fn check_developers(before: &Holdings, after: &Holdings) -> Result<(), ActionError> {
    let developers = |holdings: &Holdings| -> BTreeSet<OwnerId> {
        let stock = holdings.iter().filter(|holding| holding.unit.stock == Stock::DeveloperStock);
        stock.flat_map(|holding| holding.owners.clone()).collect()
    };
    let (known, named) = (developers(before), developers(after));
    if named.is_subset(&known) {
        Ok(())
    } else {
        Err(ActionError::OtherSubject("developer stock belongs to the developer's owners"))
    }
}

/// The register of a meeting with every amendment so far.
async fn amended_holdings(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    version: u32,
) -> Result<Holdings, ActionError> {
    let community = convened.row.community_id;
    let row = register::version(connection, community, version).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Register))?;
    let document = RegisterDocument::from_bytes(&row.document).map_err(ActionError::damaged)?;
    let mut holdings = document.holdings().map_err(ActionError::damaged)?;
    let entries =
        record::entries_of_meeting(connection, community, convened.row.meeting_id, 0, u64::MAX >> 1);
    for entry in entries.await? {
        let entry = Entry::parse(&entry.bytes).map_err(ActionError::damaged)?;
        let Fact::RollAmended { statement, .. } = entry.fact() else { continue };
        let signed = documents::get(connection, community, *statement).await?;
        let signed = signed.ok_or(ActionError::NotFound(Thing::Document))?;
        let text = String::from_utf8(signed.bytes).map_err(ActionError::damaged)?;
        let jws = Unverified::parse(&text, RollAmendment::TYPE).map_err(ActionError::damaged)?;
        let amendment = RollAmendment::read(jws.payload()).map_err(ActionError::damaged)?;
        let change = amendment.change.to_amendment().map_err(ActionError::damaged)?;
        holdings = holdings.amend(&change).map_err(ActionError::damaged)?;
    }
    Ok(holdings)
}

fn shape(error: impl std::fmt::Display) -> ActionError {
    StatementError::Shape(error.to_string()).into()
}
