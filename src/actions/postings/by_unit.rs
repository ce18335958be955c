//! Which units took part and what each chose, as far as the meeting's definition lets it be published; no name.
//!
//! It is derived from the votes that count, as the count takes them, and is gone once they are erased.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use crate::actions::admitted::shared;
use crate::actions::convened::Convened;
use crate::actions::effective;
use crate::actions::error::ActionError;
use crate::actions::papers::read_roll;
use crate::actions::retention::check_kept;
use crate::domain::ballots::{Answer, Choice};
use crate::domain::meetings::Matter;
use crate::domain::roll::RollUnit;
use crate::domain::rules::switches::Publication;
use crate::domain::tally::Poll;

/// What is published of one unit.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct PostedUnitVote {
    /// The unit.
    #[schema(example = "3-1-0502")]
    pub unit: String,
    /// Square metres, an exact decimal.
    #[schema(example = "88.12")]
    pub area: String,
    /// Whether a vote counts for its elector.
    pub took_part: bool,
    /// What that vote says on the matters that the unit decides; empty unless `publication` is `by_unit_choice`.
    pub choices: Vec<PostedChoice>,
}

/// What a vote says on one matter.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct PostedChoice {
    /// The matter.
    #[schema(example = "m1")]
    pub matter: String,
    /// `for`, `against`, `abstain`, `candidates`, `blank` or `spoiled`.
    #[schema(example = "for")]
    pub answer: String,
    /// The candidates that are answered, each with `for`, `against` or `abstain`.
    pub candidates: BTreeMap<String, String>,
}

/// The votes by unit in the order of units; none where totals alone are published, or where the ballots are gone.
pub(super) async fn by_unit(
    connection: &impl ConnectionTrait,
    convened: &Convened,
) -> Result<Option<Vec<PostedUnitVote>>, ActionError> {
    let publication = convened.switches.publication;
    let (community, meeting) = (convened.row.community_id, convened.id().uuid());
    match (publication, check_kept(connection, community, meeting).await) {
        (Publication::Totals, _) | (_, Err(ActionError::Erased(_))) => return Ok(None),
        (_, kept) => kept?,
    }
    let roll = read_roll(connection, community, convened.roll_digest()).await?;
    let roll = roll.roll().map_err(ActionError::damaged)?;
    let mut poll = Poll::new(&roll, &convened.matters);
    let shared = shared(connection, convened, &roll).await?;
    effective::take(connection, convened, (&mut poll, &shared)).await?;
    let mut votes = Vec::new();
    for elector in roll.electors() {
        let said = poll.said(elector.id);
        votes.extend(elector.units.iter().map(|unit| vote(unit, &said, publication)));
    }
    votes.sort_by(|one, two| one.unit.cmp(&two.unit));
    Ok(Some(votes))
}

fn vote(unit: &RollUnit, said: &[(&Matter, &Choice)], publication: Publication) -> PostedUnitVote {
    let own = said.iter().filter(|(matter, _)| matter.electorate().contains(unit));
    let choices = match publication {
        Publication::ByUnitChoice => own.map(|(matter, choice)| posted(matter, choice)).collect(),
        Publication::Totals | Publication::ByUnitParticipation => Vec::new(),
    };
    PostedUnitVote {
        unit: unit.label.to_string(),
        area: unit.area.to_string(),
        took_part: !said.is_empty(),
        choices,
    }
}

fn posted(matter: &Matter, choice: &Choice) -> PostedChoice {
    let mut candidates = BTreeMap::new();
    let answer = match choice {
        Choice::Answer(own) => answer(*own),
        Choice::Candidates(answers) => {
            candidates.extend(answers.iter().map(|(name, own)| (name.to_string(), answer(*own).to_owned())));
            "candidates"
        }
        Choice::Blank => "blank",
        Choice::Spoiled => "spoiled",
    };
    PostedChoice { matter: matter.id().to_string(), answer: answer.to_owned(), candidates }
}

const fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::For => "for",
        Answer::Against => "against",
        Answer::Abstain => "abstain",
    }
}
