//! The sample of papers that is held against the scans again.

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::kept::{self, place};
use crate::actions::Service;
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::headings::{Heading, heading};
use crate::actions::papers::read_roll;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;
use crate::domain::paper::{Papers, Reconciliation, Serial, draw, row};
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::digest::Digest;
use crate::evidence::paper::{PaperSample, SampledPaper, sample_seed};
use crate::store::{paper, record};

/// The sample, and what came out of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SampleView {
    /// What it follows from; nobody chose it.
    #[schema(value_type = String)]
    pub seed: Digest,
    /// How many papers the hand count asked for.
    #[schema(example = 25)]
    pub asked: u32,
    /// How many papers it was drawn from.
    #[schema(example = 412)]
    pub among: u64,
    /// The papers, in the order of the serials.
    pub papers: Vec<SamplePaperView>,
    /// What was found; null until somebody signed a report.
    pub report: Option<Vec<SampledPaper>>,
    /// The entry of the report.
    pub entry: Option<u64>,
}

/// One paper of the sample.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SamplePaperView {
    /// Its number.
    #[schema(example = "000017-2")]
    pub serial: String,
    /// The hash of the scan it is held against.
    #[schema(value_type = Option<String>)]
    pub scan: Option<Digest>,
}

/// The sample of a reconciled meeting.
pub async fn sample(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<SampleView, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let (rows, papers) = kept::all(connection, place(&convened)).await?;
    let Reconciliation::Done { sample: asked, .. } = *papers.reconciliation() else {
        return Err(ActionError::NotFound(Thing::PaperSample));
    };
    let drawn = drawn(connection, &convened, &papers).await?;
    let scan = |serial: &Serial| {
        let own = rows.iter().find(|row| row.serial == serial.number());
        SamplePaperView { serial: serial.to_string(), scan: own.and_then(|row| row.scan) }
    };
    let reported = paper::of_kind(connection, place(&convened), "sampled").await?;
    let report = match reported.first() {
        Some(act) => {
            let own: PaperSample = kept::payload(connection, act.community_id, act.statement_digest).await?;
            Some(own.papers)
        }
        None => None,
    };
    Ok(SampleView {
        seed: seed(connection, &convened, &papers).await?,
        asked,
        among: papers.settled().count() as u64,
        papers: drawn.iter().map(scan).collect(),
        report,
        entry: papers.sampled(),
    })
}

/// The sample with what stands above its page.
pub async fn headed_sample(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<(Heading, SampleView), ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let own = sample(service, community, meeting).await?;
    Ok((heading(connection, &convened).await?, own))
}

/// The papers of the sample, which follow from the root behind the hand count.
pub(super) async fn drawn(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    papers: &Papers,
) -> Result<Vec<Serial>, ActionError> {
    let Reconciliation::Done { sample: size, .. } = *papers.reconciliation() else { return Ok(Vec::new()) };
    let seed = seed(connection, convened, papers).await?;
    let roll = read_roll(connection, convened.row.community_id, convened.roll_digest()).await?;
    let roll = roll.roll().map_err(ActionError::damaged)?;
    Ok(draw(&row(papers, &roll), size, seed.as_bytes()))
}

async fn seed(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    papers: &Papers,
) -> Result<Digest, ActionError> {
    let Reconciliation::Done { index, .. } = *papers.reconciliation() else {
        return Err(ActionError::damaged("a sample before the hand count"));
    };
    let community = convened.row.community_id;
    let stored = record::checkpoint_at_least(connection, community, index + 1).await?;
    // A hand count has a turn for itself, so the tree behind it was signed.
    let stored = stored.filter(|checkpoint| checkpoint.size == index + 1);
    let stored = stored.ok_or_else(|| ActionError::damaged("the hand count was not signed"))?;
    let stored = SignedCheckpoint::parse(&stored.note).map_err(ActionError::damaged)?;
    let root = stored.unverified().head().root();
    sample_seed(convened.id().uuid(), root).map_err(ActionError::damaged)
}
