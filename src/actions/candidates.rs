//! Candidates and scrutineers: nobody watches the count of an election in which they stand.
//!
//! A draft may say which owner of the register a candidate is; that is for officers only and never
//! published. What is held against it are the accounts that hold a key of that owner: a scrutineer who enrolled under another
//! identity cannot be known.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::acts;
use super::convened::Convened;
use super::error::{ActionError, DraftProblem};
use super::meetings::MeetingDraft;
use super::turn::Turn;
use crate::domain::identity::Role;
use crate::domain::meetings::{CandidateId, MatterId, MeetingId, MeetingState};
use crate::domain::register::{Holdings, OwnerId};
use crate::evidence::text;
use crate::store::identity::{enrolments, grants};
use crate::store::meetings;

/// Meetings looked through at a time.
const PAGE: u64 = 100;

/// Which owner of the register a candidate is.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidateOwner {
    /// The election.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "m2")]
    pub matter: MatterId,
    /// The candidate.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "c1")]
    pub candidate: CandidateId,
    /// The owner.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "o-1001")]
    pub owner: OwnerId,
}

/// Checks, when notice is given, that candidates are whom the draft says and that none of them is a scrutineer.
pub(super) async fn check(
    turn: &Turn,
    (meeting, draft): (MeetingId, &MeetingDraft),
    holdings: &Holdings,
) -> Result<(), ActionError> {
    let called = called(turn, meeting).await?;
    let known: BTreeSet<&OwnerId> = holdings.iter().flat_map(|holding| &holding.owners).collect();
    let mut problems = Vec::new();
    for own in &draft.candidate_owners {
        let (matter, candidate, owner) = (&own.matter, &own.candidate, &own.owner);
        let stands = draft.matters.iter().any(|form| {
            form.matter == *matter && form.candidates.iter().any(|each| each.candidate == *candidate)
        });
        if !stands {
            problems.push(format!("candidate_owners: {candidate} is no candidate of matter {matter}"));
        }
        let is_other = |(at, who, is): &(MatterId, CandidateId, OwnerId)| {
            at == matter && who == candidate && is != owner
        };
        if called.iter().any(is_other) {
            problems.push(format!("candidate_owners: {candidate} accepted as another owner than {owner}"));
        }
        if !known.contains(owner) {
            problems.push(format!("candidate_owners: the register has no owner {owner}"));
        }
    }
    if !problems.is_empty() {
        return Err(ActionError::Draft(problems.into_iter().map(DraftProblem::Definition).collect()));
    }
    let drafted = draft.candidate_owners.iter().map(|own| &own.owner);
    for owner in drafted.chain(called.iter().map(|(_, _, owner)| owner)) {
        if is_scrutineer(turn, owner).await? {
            let said = "an owner who stands in this meeting holds that office; end it before the notice";
            return Err(ActionError::ScrutineerStands(said));
        }
    }
    Ok(())
}

/// Refuses to make a scrutineer of somebody who stands in a meeting that is not over, or to enrol such an owner for
/// a scrutineer.
pub(super) async fn check_watching(turn: &Turn, account: Uuid) -> Result<(), ActionError> {
    let (connection, community) = (turn.transaction(), turn.community_id());
    let held = grants::active(connection, account, community, turn.at()).await?;
    if !held.iter().any(|grant| grant.role == Role::Scrutineer.as_str()) {
        return Ok(());
    }
    let own = enrolments::of_account(connection, account).await?;
    let own = own.into_iter().filter(|own| own.community_id == community && own.revoked_at.is_none());
    let owners: BTreeSet<String> = own.filter_map(|own| own.owner_id).collect();
    if owners.is_empty() {
        return Ok(());
    }
    if stand(turn, &owners).await? || is_called(turn, &owners).await? {
        return Err(ActionError::ScrutineerStands("this person stands in a meeting that is not over"));
    }
    Ok(())
}

/// Whether one of these owners stands in a meeting, as far as its draft says.
pub(super) fn stand_in(convened: &Convened, owners: &BTreeSet<String>) -> Result<bool, ActionError> {
    let draft: MeetingDraft = serde_json::from_slice(&convened.row.draft).map_err(ActionError::damaged)?;
    Ok(draft.candidate_owners.iter().any(|own| owners.contains(own.owner.as_str())))
}

/// Who may stand in a meeting by its call for candidates, and as which owner they accepted.
async fn called(
    turn: &Turn,
    meeting: MeetingId,
) -> Result<Vec<(MatterId, CandidateId, OwnerId)>, ActionError> {
    let known = acts::load(turn).await?;
    let Some(slate) = known.annals.candidacies().of_meeting(meeting) else { return Ok(Vec::new()) };
    let stands = |candidate: CandidateId| {
        let owner = slate.candidacy(&candidate)?.stander()?.owner.clone();
        Some((slate.call().matter.clone(), candidate, owner))
    };
    Ok(slate.standing().into_iter().filter_map(stands).collect())
}

/// Whether one of these owners stands in a call for candidates that is not over.
async fn is_called(turn: &Turn, owners: &BTreeSet<String>) -> Result<bool, ActionError> {
    let known = acts::load(turn).await?;
    let going_on = known.annals.candidacies().iter().filter(|(_, slate)| !slate.state().is_over());
    let standing =
        going_on.flat_map(|(_, slate)| slate.candidacies()).filter(|(_, own)| own.state().stands());
    let mut standing = standing.filter_map(|(_, own)| own.stander());
    Ok(standing.any(|own| owners.contains(own.owner.as_str())))
}

async fn is_scrutineer(turn: &Turn, owner: &OwnerId) -> Result<bool, ActionError> {
    let (connection, community) = (turn.transaction(), turn.community_id());
    let role = Role::Scrutineer.as_str();
    let scrutineers = grants::by_role(connection, community, role, turn.at()).await?;
    let enrolled = enrolments::of_owner(connection, community, owner.as_str()).await?;
    let held = enrolled.iter().filter(|own| own.revoked_at.is_none());
    Ok(held.into_iter().any(|own| scrutineers.iter().any(|grant| grant.account_id == own.account_id)))
}

/// Whether one of these owners stands in a meeting of which notice was given and whose result is not final.
async fn stand(turn: &Turn, owners: &BTreeSet<String>) -> Result<bool, ActionError> {
    let mut before = None;
    loop {
        let page = meetings::list(turn.transaction(), turn.community_id(), before, PAGE).await?;
        let Some(last) = page.last() else { return Ok(false) };
        before = Some(last.meeting_id);
        for row in &page {
            let state: MeetingState = row.state.parse().map_err(ActionError::damaged)?;
            if !is_under_way(state) {
                continue;
            }
            let draft: MeetingDraft = serde_json::from_slice(&row.draft).map_err(ActionError::damaged)?;
            if draft.candidate_owners.iter().any(|own| owners.contains(own.owner.as_str())) {
                return Ok(true);
            }
        }
    }
}

const fn is_under_way(state: MeetingState) -> bool {
    match state {
        MeetingState::Noticed | MeetingState::Open | MeetingState::Closed | MeetingState::Counted => true,
        MeetingState::Draft | MeetingState::Announced | MeetingState::Cancelled | MeetingState::Annulled => {
            false
        }
    }
}
