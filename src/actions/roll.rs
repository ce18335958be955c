//! The roll of a meeting: signed corrections while it is provisional, and who votes for what.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::clockwork;
use super::committer::publish;
use super::convened::{Convened, Moved};
use super::error::{ActionError, DraftProblem, Thing};
use super::officers::officer_key;
use super::papers::{keep, read_annex, read_roll};
use super::represented::{self, RepresentationView};
use super::served;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{MeetingAction, MeetingId, MeetingState};
use crate::domain::register::{Holdings, OwnerId, Stock};
use crate::domain::roll::{ElectorId, Roll};
use crate::domain::rules::switches::NonVoter;
use crate::domain::tally::terms_of;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact, REASON_MAX};
use crate::evidence::jws::Unverified;
use crate::evidence::non_voter::SilenceForm;
use crate::evidence::register::RegisterDocument;
use crate::evidence::roll::{RollAnnexDocument, RollDocument, derive};
use crate::evidence::statements::{RollAmendment, Statement as _, StatementError};
use crate::store::{ballots, documents, meetings, record, register, roll};

/// Applies an officer's signed amendment to the provisional roll and says the new roll's hash.
///
/// The roll is derived again from the register with every amendment so far; nobody edits an
/// elector.
pub async fn amend(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    account: Uuid,
    signed: String,
) -> Result<Digest, ActionError> {
    publish(service, community, async |turn| {
        let (connection, action) = (turn.transaction(), MeetingAction::AmendRoll);
        let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
        clockwork::open_if_due(turn, &mut convened).await?;
        convened.allows(MeetingAction::AmendRoll)?;
        let amendment = read_amendment(turn, account, &signed).await?;
        check_subject(&convened, &amendment)?;
        let change = amendment.change.to_amendment().map_err(shape)?;
        let provisional = read_roll(turn.transaction(), turn.community_id(), amendment.before).await?;
        let heading = provisional.heading();
        let before = amended_holdings(turn.transaction(), &convened, heading.register_version).await?;
        let after = before.amend(&change)?;
        check_developers(&before, &after)?;
        let digest = convened.annex_digest()?;
        let annex = read_annex(turn.transaction(), turn.community_id(), digest).await?;
        let (roll, groups) = derive(&after, heading.rules, &annex.salt())?;
        countable(&convened, &roll)?;
        let roll = RollDocument::new(&heading, &roll).to_bytes().map_err(ActionError::damaged)?;
        let annex = RollAnnexDocument::new(community, meeting.uuid(), annex.salt(), &groups);
        let annex = annex.to_bytes().map_err(ActionError::damaged)?;
        let statement = keep(turn, DocumentKind::RollAmendment, signed.clone().into_bytes()).await?;
        let roll = keep(turn, DocumentKind::Roll, roll).await?;
        let annex = keep(turn, DocumentKind::Annex, annex).await?;
        turn.publish(Fact::RollAmended {
            meeting: meeting.uuid(),
            statement,
            reason: amendment.reason,
            before: amendment.before,
            roll,
            annex,
        })?;
        let moved = Moved { roll: Some(roll), annex: Some(annex), ..Moved::default() };
        convened.advance(turn.transaction(), MeetingAction::AmendRoll, moved).await?;
        Ok(roll)
    })
    .await
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

/// An elector that an owner may vote for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MyElector {
    /// The elector, as the roll names it.
    pub elector: String,
    /// The matters it may decide.
    pub matters: Vec<String>,
    /// What silence means in this meeting.
    pub silence: SilenceForm,
    /// The matters in which silence would be counted so: those by whose units the record shows this
    /// elector as served before the opening.
    pub silence_counts_in: Vec<String>,
    /// The ballot that a new one must name in `supersedes`; null if none was cast.
    #[schema(value_type = Option<String>)]
    pub latest_ballot: Option<Digest>,
    /// Who acts for it and what the caller can do about that; null where it has one owner, or is the
    /// developer.
    pub representation: Option<RepresentationView>,
}

/// The electors that an owner may vote for: of a noticed meeting as the provisional roll has them.
pub async fn mine(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    owners: &[OwnerId],
) -> Result<Vec<MyElector>, ActionError> {
    let connection = service.store().read();
    let names: Vec<String> = owners.iter().map(OwnerId::to_string).collect();
    let mine = roll::of_owners(connection, community.uuid(), meeting.uuid(), &names).await?;
    let mut rows = roll::find_many(connection, community.uuid(), meeting.uuid(), &mine).await?;
    if rows.is_empty() {
        rows = provisional(connection, community, meeting, owners).await?;
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let latest = ballots::latest_of(connection, community.uuid(), meeting.uuid(), &mine).await?;
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let silence = SilenceForm::new(&convened.switches);
    let counts_in = silence_counts_in(connection, &convened, &mine).await?;
    let now = service.surroundings().now();
    let mut electors = Vec::with_capacity(rows.len());
    for row in rows {
        electors.push(MyElector {
            matters: serde_json::from_slice(&row.matters).map_err(ActionError::damaged)?,
            silence: silence.clone(),
            silence_counts_in: counts_in.get(&row.elector).cloned().unwrap_or_default(),
            latest_ballot: latest.get(&row.elector).map(|ballot| ballot.statement_digest),
            representation: represented::view(connection, &convened, (&row, owners), now).await?,
            elector: row.elector,
        });
    }
    Ok(electors)
}

/// The electors of owners on the provisional roll; none once there is a final one.
async fn provisional(
    connection: &impl ConnectionTrait,
    community: CommunityId,
    meeting: MeetingId,
    owners: &[OwnerId],
) -> Result<Vec<roll::Elector>, ActionError> {
    let row = meetings::find(connection, community.uuid(), meeting.uuid()).await?;
    let noticed = row.is_some_and(|row| row.state == MeetingState::Noticed.as_str());
    if !noticed {
        return Ok(Vec::new());
    }
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let posted = read_roll(connection, community.uuid(), convened.roll_digest()).await?;
    let posted = posted.roll().map_err(ActionError::damaged)?;
    let annex = read_annex(connection, community.uuid(), convened.annex_digest()?).await?;
    let annex = annex.annex().map_err(ActionError::damaged)?;
    let own = |id: &ElectorId| {
        annex.get(id).is_some_and(|group| owners.iter().any(|owner| group.owners().contains(owner)))
    };
    let rows = clockwork::electors(&convened, &posted, &annex)?;
    Ok(rows.into_iter().filter(|row| row.elector.parse().is_ok_and(|id| own(&id))).collect())
}

/// The matters in which the silence of some electors would be counted, by elector.
async fn silence_counts_in(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    electors: &[String],
) -> Result<BTreeMap<String, Vec<String>>, ActionError> {
    if convened.switches.non_voter == NonVoter::NotCounted {
        return Ok(BTreeMap::new());
    }
    let book = served::book(connection, convened).await?;
    let reached = book.deliveries.reached();
    let mut counts_in = BTreeMap::new();
    for elector in book.roll.electors() {
        let id = elector.id.to_string();
        if electors.contains(&id) {
            let covered = convened.matters.iter().filter(|own| reached.covers(elector, own.electorate()));
            counts_in.insert(id, covered.map(|matter| matter.id().to_string()).collect());
        }
    }
    Ok(counts_in)
}

async fn read_amendment(turn: &Turn, account: Uuid, signed: &str) -> Result<RollAmendment, ActionError> {
    let jws = Unverified::parse(signed, RollAmendment::TYPE).map_err(StatementError::from)?;
    let key = officer_key(turn, account, jws.key_id()).await?;
    let amendment = RollAmendment::verified(signed, &key)?;
    let length = amendment.reason.trim().chars().count();
    if length == 0 || length > REASON_MAX {
        let problem = format!("must have 1 to {REASON_MAX} characters; it is public and names no person");
        return Err(ActionError::Field { field: "reason", problem });
    }
    Ok(amendment)
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
