//! The result as it is posted: every number of it is the certificate's.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::by_unit::{PostedUnitVote, by_unit};
use super::{EndView, Posted, PostingKind, PostingView};
use crate::actions::Service;
use crate::actions::docket;
use crate::actions::error::{ActionError, Thing};
use crate::actions::headings::Heading;
use crate::actions::paper;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;
use crate::domain::objections::{ObjectionStage, ObjectionStanding};
use crate::domain::paper::Numbers;
use crate::evidence::certificate::{Certificate, ChannelsForm, CoOwnedForm};
use crate::evidence::definition::{MatterForm, StandingForm};
use crate::evidence::percentages::Percentage;
use crate::evidence::switches::SwitchesForm;
use crate::evidence::totals::{TotalsForm, WeightForm};
use crate::evidence::verdict::VerdictForm;
use crate::store::certificates;

/// The result of a meeting as everybody may see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ResultPosting {
    /// What is posted: the certificate.
    pub posting: PostingView,
    /// That the result was set aside, and why; null while it stands.
    #[schema(required)]
    pub annulled: Option<EndView>,
    /// Online ballots received, replaced ones included.
    pub ballots_received: u64,
    /// Votes that count.
    pub ballots_counted: u64,
    /// How the votes that count came, and what came beside them.
    pub channels: ChannelsForm,
    /// The papers of the meeting, as the record counts them.
    pub papers: PostedPapers,
    /// How electors of several owners were represented.
    pub co_owned: CoOwnedForm,
    /// Every switch with its value.
    pub switches: SwitchesForm,
    /// The matters in the order of the agenda.
    pub matters: Vec<PostedMatter>,
    /// Unit by unit as far as the switch `publication` lets that be known; null where it is `totals`, and once the ballots
    /// are erased.
    #[schema(required)]
    pub by_unit: Option<Vec<PostedUnitVote>>,
    /// Objections to the result that have no answer, by their entries.
    pub open_objections: Vec<u64>,
}

/// How many papers there were.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PostedPapers {
    /// Handed out.
    pub issued: u64,
    /// Came back, late ones too.
    pub returned: u64,
    /// Did not.
    pub outstanding: u64,
    /// Handed back damaged.
    pub spoiled: u64,
    /// Lost, withdrawn or printed wrongly.
    pub void: u64,
}

/// What was decided on one matter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostedMatter {
    /// The matter.
    #[schema(example = "m1")]
    pub matter: String,
    /// Its title.
    pub title: String,
    /// Who stands, by the identities of the verdict; empty unless it is an election.
    pub candidates: Vec<StandingForm>,
    /// The verdict with everything it follows from.
    pub verdict: VerdictForm,
    /// The totals with their shares, as municipal forms ask for them.
    pub shares: Vec<PostedShare>,
}

/// One of the totals with its shares.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostedShare {
    /// `participating`, `for`, `against`, `abstain`, `invalid` or `silent`.
    #[schema(example = "for")]
    pub of: String,
    /// What it weighs.
    pub weight: WeightForm,
    /// Its area in that of all; null where that is not known.
    pub area_of_all: Option<Percentage>,
    /// Its heads in those of all.
    pub heads_of_all: Option<Percentage>,
    /// Its area in that of those who took part; null of the silent, and where it is not known.
    pub area_of_participating: Option<Percentage>,
    /// Its heads in those of those who took part; null of the silent.
    pub heads_of_participating: Option<Percentage>,
}

/// The result that stands, preliminary or final; nobody sees one before the count.
pub async fn result(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<(Heading, ResultPosting), ActionError> {
    let connection = service.store().read();
    let posted = Posted::load(connection, community.uuid(), meeting).await?;
    let kinds = [PostingKind::PreliminaryResult, PostingKind::FinalResult];
    let posting = posted.latest(&kinds).ok_or(ActionError::NotFound(Thing::Certificate))?;
    let row = certificates::find(connection, community.uuid(), meeting.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Certificate))?;
    let certificate = Certificate::from_bytes(&row.payload).map_err(ActionError::damaged)?;
    let definition = &posted.convened.definition;
    let view = ResultPosting {
        posting,
        annulled: posted.ended.clone(),
        ballots_received: certificate.ballots_received,
        ballots_counted: certificate.ballots_counted,
        channels: certificate.channels,
        papers: papers(paper::numbers(connection, &posted.convened).await?),
        co_owned: certificate.co_owned,
        switches: definition.switches.clone(),
        matters: matters(&definition.matters, certificate),
        by_unit: by_unit(connection, &posted.convened).await?,
        open_objections: open(service, (community.uuid(), meeting.uuid())).await?,
    };
    Ok((posted.heading, view))
}

const fn papers(Numbers { issued, returned, outstanding, spoiled, void }: Numbers) -> PostedPapers {
    PostedPapers { issued, returned, outstanding, spoiled, void }
}

fn matters(agenda: &[MatterForm], certificate: Certificate) -> Vec<PostedMatter> {
    let posted = certificate.matters.into_iter().map(|own| {
        let form = agenda.iter().find(|form| form.matter == own.matter);
        PostedMatter {
            matter: own.matter.to_string(),
            title: form.map_or_else(String::new, |form| form.title.clone()),
            candidates: form.map_or_else(Vec::new, |form| form.candidates.clone()),
            shares: shares(&own.verdict.totals),
            verdict: own.verdict,
        }
    });
    posted.collect()
}

fn shares(totals: &TotalsForm) -> Vec<PostedShare> {
    let (all, part) = (&totals.all, &totals.participating);
    let rows = [
        ("participating", part, None),
        ("for", &totals.in_favour, Some(part)),
        ("against", &totals.against, Some(part)),
        ("abstain", &totals.abstain, Some(part)),
        ("invalid", &totals.invalid, Some(part)),
        ("silent", &totals.silent, None),
    ];
    let area =
        |one: &WeightForm, of: &WeightForm| Percentage::of_areas(one.area.as_deref()?, of.area.as_deref()?);
    let share = |(of, weight, within): (&str, &WeightForm, Option<&WeightForm>)| PostedShare {
        of: of.to_owned(),
        weight: weight.clone(),
        area_of_all: area(weight, all),
        heads_of_all: Percentage::of_heads(weight.heads, all.heads),
        area_of_participating: within.and_then(|within| area(weight, within)),
        heads_of_participating: within.and_then(|within| Percentage::of_heads(weight.heads, within.heads)),
    };
    rows.into_iter().map(share).collect()
}

/// The open objections to the result.
async fn open(service: &Service, key: (Uuid, Uuid)) -> Result<Vec<u64>, ActionError> {
    let docket = docket::of_meeting(service.store().read(), key).await?;
    let is_open = |own: &&docket::Docketed| {
        own.stage == ObjectionStage::Result && own.standing == ObjectionStanding::Open
    };
    Ok(docket.iter().filter(is_open).map(|own| own.index).collect())
}
