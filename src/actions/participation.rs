//! Who took part, elector by elector with its units, for those who watch over the vote.
//!
//! A key that somebody else enrolled for a silent owner votes like any other. What gives it away is that
//! an owner whom a scrutineer asks knows of no ballot; so scrutineers see which units took part, under
//! keys enrolled how and when. What was chosen is not shown.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use utoipa::ToSchema;

use super::Service;
use super::acting::assisted;
use super::convened::Convened;
use super::error::ActionError;
use super::papers::read_roll;
use super::retention::check_kept;
use crate::domain::communities::CommunityId;
use crate::domain::identity::EnrolmentMethod;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::roll::{Elector, ElectorId};
use crate::evidence::text;
use crate::store::ballots::{self, Ballot};
use crate::store::identity::enrolments::{self, Enrolment};

/// An elector, and whether it took part.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Participant {
    /// The elector, as the roll names it.
    pub elector: String,
    /// Its units.
    #[schema(example = json!(["3-1-0502"]))]
    pub units: Vec<String>,
    /// The ballot that stands; null where none was cast.
    #[schema(required)]
    pub ballot: Option<Taken>,
}

/// That a ballot was taken, and under what key.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Taken {
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub received_at: Instant,
    /// How many ballots of the elector were taken, the one that stands included.
    pub ballots: u32,
    /// How the owner of its key was identified.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "letter_and_contact")]
    pub method: EnrolmentMethod,
    /// When its key was enrolled.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub enrolled_at: Instant,
    /// Whether that was at the opening or later.
    pub enrolled_during_vote: bool,
    /// Whether it was cast with help that two persons recorded.
    pub assisted: bool,
    /// When its key was revoked; null while it is good. The ballot stands all the same.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub key_revoked_at: Option<Instant>,
}

/// Electors after one of them in the order of the roll, at most `limit`, each with the ballot that stands.
///
/// Before the opening nobody has voted; of which no notice was given is not found.
pub async fn list(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    after: Option<ElectorId>,
    limit: usize,
) -> Result<Vec<Participant>, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    check_kept(connection, community.uuid(), meeting.uuid()).await?;
    let document = read_roll(connection, community.uuid(), convened.roll_digest()).await?;
    let roll = document.roll().map_err(ActionError::damaged)?;
    let begin = match after {
        None => 0,
        Some(last) => roll.position(last).ok_or_else(no_such_page)? + 1,
    };
    let electors: Vec<&Elector> = roll.electors().iter().skip(begin).take(limit).collect();
    let names: Vec<String> = electors.iter().map(|elector| elector.id.to_string()).collect();
    let ballots = ballots::latest_of(connection, community.uuid(), meeting.uuid(), &names).await?;
    let thumbprints: Vec<String> = ballots.values().map(|ballot| ballot.thumbprint.clone()).collect();
    let keys = enrolments::find_by_thumbprints(connection, community.uuid(), &thumbprints).await?;
    let keys: HashMap<&str, &Enrolment> = keys.iter().map(|key| (key.thumbprint.as_str(), key)).collect();
    let opens_at = convened.schedule.opens_at();
    let helped = assisted(connection, (community.uuid(), meeting.uuid())).await?;
    let participant = |elector: &Elector| {
        let name = elector.id.to_string();
        let ballot =
            ballots.get(&name).map(|ballot| taken(ballot, &keys, (opens_at, &helped))).transpose()?;
        let units = elector.units.iter().map(|unit| unit.label.to_string()).collect();
        Ok(Participant { elector: name, units, ballot })
    };
    electors.into_iter().map(participant).collect()
}

fn taken(
    ballot: &Ballot,
    keys: &HashMap<&str, &Enrolment>,
    (opens_at, helped): (Instant, &BTreeSet<u64>),
) -> Result<Taken, ActionError> {
    let key = keys.get(ballot.thumbprint.as_str());
    let key = key.ok_or_else(|| ActionError::damaged("the key of a ballot is not enrolled"))?;
    Ok(Taken {
        received_at: ballot.received_at,
        ballots: ballot.sequence,
        method: key.method.parse().map_err(|_| ActionError::damaged("the method of an enrolment"))?,
        enrolled_at: key.enrolled_at,
        enrolled_during_vote: key.enrolled_at >= opens_at,
        assisted: helped.contains(&ballot.entry_index),
        key_revoked_at: key.revoked_at,
    })
}

fn no_such_page() -> ActionError {
    let problem = "is not the next of an earlier page".to_owned();
    ActionError::Field { field: "cursor", problem }
}
