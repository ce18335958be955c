//! The roll of a meeting: who votes for what. How it is corrected is told in [`super::amendments`].

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::Service;
use super::clockwork;
use super::convened::Convened;
use super::error::ActionError;
use super::papers::{read_annex, read_roll};
use super::represented::{self, RepresentationView};
use super::served;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{MeetingId, MeetingState};
use crate::domain::register::OwnerId;
use crate::domain::roll::ElectorId;
use crate::domain::rules::switches::NonVoter;
use crate::evidence::digest::Digest;
use crate::evidence::non_voter::SilenceForm;
use crate::store::{ballots, meetings, roll};

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
    /// The ballot that a new one of the owner's own must name in `supersedes`; null if none was cast.
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
    let latest = ballots::latest_own_of(connection, community.uuid(), meeting.uuid(), &mine).await?;
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
