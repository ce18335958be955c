//! Who stands for election, as the definition posts it, and what was said against it.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Posted, PostingKind, PostingView};
use crate::actions::Service;
use crate::actions::docket::{self, Docketed};
use crate::actions::error::{ActionError, Thing};
use crate::actions::headings::Heading;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;
use crate::domain::objections::{ObjectionStage, ObjectionStanding};
use crate::evidence::definition::{MatterForm, StandingForm};

/// The candidates of a meeting.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CandidatesPosting {
    /// What is posted: the definition of the meeting.
    pub posting: PostingView,
    /// The elections in the order of the agenda.
    pub elections: Vec<ElectionPosting>,
}

/// One election.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ElectionPosting {
    /// The matter.
    #[schema(example = "m2")]
    pub matter: String,
    /// Its title.
    pub title: String,
    /// Seats to fill.
    pub seats: u32,
    /// Who stands, in the order of the ballot, which is no rank.
    pub candidates: Vec<StandingForm>,
    /// Objections to who stands, whatever became of them.
    pub objections: u64,
    /// Those of them that have no answer.
    pub open: u64,
    /// Those of them that were right.
    pub upheld: u64,
}

/// The candidates as they were posted with the notice; nobody is posted where nothing is elected.
pub async fn candidates(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<(Heading, CandidatesPosting), ActionError> {
    let connection = service.store().read();
    let posted = Posted::load(connection, community.uuid(), meeting).await?;
    let posting = posted.latest(&[PostingKind::Candidates]).ok_or(ActionError::NotFound(Thing::Document))?;
    let docket = docket::of_meeting(connection, (community.uuid(), meeting.uuid())).await?;
    let matters = posted.convened.definition.matters.iter().filter(|own| own.seats.is_some());
    let elections = matters.map(|form| election(form, &docket)).collect();
    Ok((posted.heading, CandidatesPosting { posting, elections }))
}

fn election(form: &MatterForm, docket: &[Docketed]) -> ElectionPosting {
    let to_it = |own: &&Docketed| {
        own.stage == ObjectionStage::Candidates && own.matter.as_ref() == Some(&form.matter)
    };
    let number = |wanted: &dyn Fn(&Docketed) -> bool| {
        docket.iter().filter(to_it).filter(|own| wanted(own)).count() as u64
    };
    ElectionPosting {
        matter: form.matter.to_string(),
        title: form.title.clone(),
        seats: form.seats.unwrap_or(0),
        candidates: form.candidates.clone(),
        objections: number(&|_| true),
        open: number(&|own| own.standing == ObjectionStanding::Open),
        upheld: number(&|own| own.answered().is_some_and(|answer| answer.upheld)),
    }
}
