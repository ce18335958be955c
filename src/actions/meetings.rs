//! Meetings: drafting them, reading them, extending, cancelling and annulling them.

use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::candidates::CandidateOwner;
use super::committer::publish;
use super::convened::{Convened, Moved};
use super::error::{ActionError, Thing};
use super::messages::broadcasts;
use super::turn::Turn;
use super::{Service, acts, clockwork};
use crate::domain::annals::Event;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId, MeetingState, Schedule};
use crate::domain::messages::MessageKind;
use crate::domain::rules::{OnlineChannel, PackId};
use crate::evidence::competence::CompetenceForm;
use crate::evidence::definition::{BallotMode, MatterForm, MeetingKind};
use crate::evidence::delegate_rule::DelegateRuleForm;
use crate::evidence::digest::{Digest, canonical};
use crate::evidence::entries::{Fact, REASON_MAX};
use crate::evidence::lots::LotForm;
use crate::evidence::non_voter::NonVoterRuleForm;
use crate::evidence::notices::Particulars;
use crate::evidence::rules;
use crate::evidence::switches::{Settings, SwitchesForm};
use crate::evidence::text;
use crate::store::meetings::{self, Meeting};

/// What a convener drafts: everything of a definition that is theirs to decide.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingDraft {
    /// Its title.
    #[schema(example = "2026 年度业主大会会议")]
    pub title: String,
    /// What kind of meeting.
    pub kind: MeetingKind,
    /// Who calls it, in words: the body, not a person.
    #[schema(example = "业主委员会")]
    pub called_by: String,
    /// When voting opens.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "2026-06-01T00:00:00Z")]
    pub opens_at: Instant,
    /// When voting closes.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "2026-06-08T00:00:00Z")]
    pub closes_at: Instant,
    /// Days for objections to the preliminary result, 0 to 90.
    #[schema(example = 7)]
    pub objection_days: u16,
    /// How ballots are kept.
    pub mode: BallotMode,
    /// The rule pack.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "cn_civil_code_2021")]
    pub rule_pack: PackId,
    /// How long values of the lot can be revealed, where `tie_break` is `lot`; 24 hours if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<LotForm>,
    /// The rule by which silence means something; needed where `non_voter` is not `not_counted`.
    #[serde(default)]
    pub non_voter_rule: Option<NonVoterRuleForm>,
    /// The rule under which delegates of buildings or entrances act; without it no mandate to one is taken.
    #[serde(default)]
    pub delegate_rule: Option<DelegateRuleForm>,
    /// How long a key waits that was enrolled at the opening or later, in hours, 24 to 168; 24 if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 24)]
    pub key_cooling_hours: Option<u16>,
    /// Switches; what is left out is as the rules in force settle it, or has its default.
    #[serde(default)]
    #[schema(value_type = SwitchesForm)]
    pub switches: Settings,
    /// Through which system votes on the internet are cast: `any`, `recognised` or `city_only`. What the rules
    /// in force settle if left out; it may be stricter.
    #[serde(default, with = "text::option")]
    #[schema(value_type = Option<String>, example = "any")]
    pub online_channel: Option<OnlineChannel>,
    /// The agenda.
    pub matters: Vec<MatterForm>,
    /// What the notice says besides: place, contact, more on how to vote, attachments that were uploaded before.
    #[serde(default)]
    pub notice: Particulars,
    /// Which owners of the register candidates are, as far as they are: for officers, and never published. It
    /// keeps scrutineers from standing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidate_owners: Vec<CandidateOwner>,
}

/// A meeting as it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeetingView {
    /// The meeting.
    pub meeting: Uuid,
    /// Where it stands.
    #[schema(value_type = String, example = "draft")]
    #[serde(with = "text")]
    pub state: MeetingState,
    /// Counts the changes of the draft; the entity tag.
    pub revision: u32,
    /// When voting opens.
    #[serde(with = "text")]
    #[schema(value_type = String)]
    pub opens_at: Instant,
    /// When voting closes, extensions included.
    #[serde(with = "text")]
    #[schema(value_type = String)]
    pub closes_at: Instant,
    /// The hash of the definition, once noticed.
    #[schema(value_type = Option<String>)]
    pub definition: Option<Digest>,
    /// The hash of the roll that stands now, once noticed.
    #[schema(value_type = Option<String>)]
    pub roll: Option<Digest>,
    /// The draft.
    pub draft: MeetingDraft,
    /// For each matter of the draft, what its rule pack says of the assembly's competence.
    pub competence: Vec<CompetenceForm>,
}

impl MeetingView {
    /// The same without a word about which owners its candidates are.
    #[must_use]
    pub fn without_owners(mut self) -> Self {
        self.draft.candidate_owners.clear();
        self
    }
}

/// For whom a meeting is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Audience {
    /// Everybody with a role in the community.
    Members,
    /// Those who prepare and watch meetings.
    Officers,
}

/// Drafts a meeting.
pub async fn draft(
    service: &Service,
    community: CommunityId,
    account: Uuid,
    draft: MeetingDraft,
) -> Result<MeetingView, ActionError> {
    let schedule = Schedule::new(draft.opens_at, draft.closes_at)?;
    let meeting_id = service.surroundings().new_id();
    let transaction = service.store().begin().await?;
    let row = Meeting {
        community_id: community.uuid(),
        meeting_id,
        state: MeetingState::Draft.as_str().to_owned(),
        draft: canonical(&draft).map_err(ActionError::damaged)?,
        revision: 1,
        definition_digest: None,
        roll_digest: None,
        annex_digest: None,
        opens_at: schedule.opens_at(),
        closes_at: schedule.closes_at(),
        created_by: account,
        created_at: service.surroundings().now(),
        notice_index: None,
        close_index: None,
    };
    meetings::insert(&transaction, row.clone()).await?;
    crate::store::Store::commit(transaction).await.map_err(ActionError::of_commit)?;
    view(&row)
}

/// Changes a draft that is still the one of this revision.
pub async fn redraft(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    revision: u32,
    draft: MeetingDraft,
) -> Result<MeetingView, ActionError> {
    let schedule = Schedule::new(draft.opens_at, draft.closes_at)?;
    let transaction = service.store().begin().await?;
    let row = find(&transaction, community.uuid(), meeting).await?;
    state_of(&row)?.after(MeetingAction::Edit)?;
    let bytes = canonical(&draft).map_err(ActionError::damaged)?;
    let (key, times) = ((row.community_id, row.meeting_id), (schedule.opens_at(), schedule.closes_at()));
    if !meetings::update_draft(&transaction, key, revision, bytes, times).await? {
        return Err(ActionError::Stale);
    }
    let row = find(&transaction, community.uuid(), meeting).await?;
    crate::store::Store::commit(transaction).await?;
    view(&row)
}

/// One meeting. A draft, or one that never was more, is there for officers only.
pub async fn one(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    audience: Audience,
) -> Result<MeetingView, ActionError> {
    let row = find(service.store().read(), community.uuid(), meeting).await?;
    match audience {
        Audience::Members if row.definition_digest.is_none() => Err(ActionError::NotFound(Thing::Meeting)),
        Audience::Members => view(&row).map(MeetingView::without_owners),
        Audience::Officers => view(&row),
    }
}

/// Meetings, newest first, before one of them.
pub async fn list(
    service: &Service,
    community: CommunityId,
    before: Option<MeetingId>,
    limit: u64,
) -> Result<Vec<MeetingView>, ActionError> {
    let before = before.map(MeetingId::uuid);
    let rows = meetings::list(service.store().read(), community.uuid(), before, limit).await?;
    rows.iter().map(view).collect()
}

/// Moves the close of an open meeting to a later time, for a stated reason.
pub async fn extend(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    closes_at: Instant,
    reason: String,
) -> Result<MeetingView, ActionError> {
    check_reason(&reason)?;
    publish(service, community, async |turn| {
        let mut convened = convened(turn, meeting, MeetingAction::Extend).await?;
        let schedule = convened.schedule.extended(closes_at, turn.at())?;
        lasts(&convened, schedule)?;
        let fact = Fact::MeetingExtended { meeting: meeting.uuid(), closes_at, reason: reason.clone() };
        turn.publish(fact)?;
        let place = (turn.community_id(), meeting.uuid());
        broadcasts::begin(turn.transaction(), place, MessageKind::MeetingExtended, turn.at()).await?;
        let moved = Moved { schedule: Some(schedule), ..Moved::default() };
        convened.advance(turn.transaction(), MeetingAction::Extend, moved).await?;
        view(&convened.row)
    })
    .await
}

/// Calls a meeting off, for a stated reason; a draft is dropped without a trace in the record.
pub async fn cancel(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    reason: String,
) -> Result<MeetingView, ActionError> {
    check_reason(&reason)?;
    publish(service, community, async |turn| {
        let row = find(turn.transaction(), turn.community_id(), meeting).await?;
        if state_of(&row)? == MeetingState::Draft {
            return drop_draft(turn, &row).await;
        }
        let mut convened = convened(turn, meeting, MeetingAction::Cancel).await?;
        let fact = Fact::MeetingCancelled { meeting: meeting.uuid(), reason: reason.clone() };
        acts::publish_event(turn, fact, &Event::Cancelled { meeting }).await?;
        let place = (turn.community_id(), meeting.uuid());
        broadcasts::begin(turn.transaction(), place, MessageKind::MeetingCancelled, turn.at()).await?;
        convened.advance(turn.transaction(), MeetingAction::Cancel, Moved::default()).await?;
        view(&convened.row)
    })
    .await
}

/// Sets a result aside, by an upheld objection or an authority's decision.
pub async fn annul(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    reason: String,
) -> Result<MeetingView, ActionError> {
    check_reason(&reason)?;
    publish(service, community, async |turn| {
        let mut convened = convened(turn, meeting, MeetingAction::Annul).await?;
        let fact = Fact::MeetingAnnulled { meeting: meeting.uuid(), reason: reason.clone() };
        acts::publish_event(turn, fact, &Event::Annulled { meeting }).await?;
        convened.advance(turn.transaction(), MeetingAction::Annul, Moved::default()).await?;
        view(&convened.row)
    })
    .await
}

/// Writes down every opening and close that is due by the clock. What fails for one meeting holds up
/// no other; the first failure is told.
pub async fn keep_time(service: &Service) -> Result<(), ActionError> {
    let due = meetings::due(service.store().read(), service.surroundings().now(), 100).await?;
    let mut told = Ok(());
    for row in due {
        let (community, meeting) = (CommunityId::new(row.community_id), MeetingId::new(row.meeting_id));
        let up_to_now = async |turn: &mut Turn| {
            let mut convened = Convened::load(turn.transaction(), turn.community_id(), meeting).await?;
            clockwork::open_if_due(turn, &mut convened).await?;
            clockwork::close_if_due(turn, &mut convened).await
        };
        told = told.and(publish(service, community, up_to_now).await);
    }
    told
}

/// Loads a meeting, brings it up to the clock, and refuses what its state does not allow then.
async fn convened(
    turn: &mut Turn,
    meeting: MeetingId,
    action: MeetingAction,
) -> Result<Convened, ActionError> {
    let (connection, community) = (turn.transaction(), turn.community_id());
    let mut convened = Convened::load_for(connection, community, meeting, action).await?;
    clockwork::open_if_due(turn, &mut convened).await?;
    clockwork::close_if_due(turn, &mut convened).await?;
    convened.allows(action)?;
    Ok(convened)
}

/// Refuses a voting period that is longer than the rules of the meeting allow.
fn lasts(convened: &Convened, schedule: Schedule) -> Result<(), ActionError> {
    let rules = convened.rules()?;
    if let Some(period) = &rules.rules.pack().parts().voting_period {
        schedule.lasts(i64::from(period.days_min), i64::from(period.days_max))?;
    }
    Ok(())
}

async fn drop_draft(turn: &Turn, row: &Meeting) -> Result<MeetingView, ActionError> {
    let change = meetings::Change {
        from: MeetingState::Draft.as_str(),
        to: MeetingState::Draft.after(MeetingAction::Cancel)?.as_str(),
        ..meetings::Change::default()
    };
    let key = (row.community_id, row.meeting_id);
    if !meetings::set_state(turn.transaction(), key, change).await? {
        return Err(ActionError::Stale);
    }
    view(&find(turn.transaction(), row.community_id, MeetingId::new(row.meeting_id)).await?)
}

async fn find(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: MeetingId,
) -> Result<Meeting, ActionError> {
    let row = meetings::find(connection, community, meeting.uuid()).await?;
    row.ok_or(ActionError::NotFound(Thing::Meeting))
}

fn state_of(row: &Meeting) -> Result<MeetingState, ActionError> {
    row.state.parse().map_err(ActionError::damaged)
}

fn view(row: &Meeting) -> Result<MeetingView, ActionError> {
    let draft: MeetingDraft = serde_json::from_slice(&row.draft).map_err(ActionError::damaged)?;
    let published = rules::pack(draft.rule_pack.as_str()).ok();
    let pack = published.as_ref().map(|published| &published.pack);
    Ok(MeetingView {
        meeting: row.meeting_id,
        state: state_of(row)?,
        revision: row.revision,
        opens_at: row.opens_at,
        closes_at: row.closes_at,
        definition: row.definition_digest,
        roll: row.roll_digest,
        competence: draft.matters.iter().map(|matter| CompetenceForm::new(pack, matter)).collect(),
        draft,
    })
}

fn check_reason(reason: &str) -> Result<(), ActionError> {
    let length = reason.trim().chars().count();
    if length == 0 || length > REASON_MAX {
        let problem = format!("must have 1 to {REASON_MAX} characters; it is public and names no person");
        return Err(ActionError::Field { field: "reason", problem });
    }
    Ok(())
}
