//! How the witnessing of a community's record stands, for everybody to see.

use serde::Serialize;
use thiserror::Error;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::error::{ActionError, Thing};
use super::super::{Service, cosigned};
use super::situation::{InForce, Situation};
use super::submission::SubmissionError;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::evidence::cosignature::WitnessTime;
use crate::evidence::note::VerifierKey;
use crate::evidence::text::Text;
use crate::evidence::witnesses::WitnessPolicy;
use crate::store::{communities, cosignatures, record};

/// How long a moment of a meeting may be awaited before it is an alarm, in seconds; a verifier asks for
/// the cosignatures of a close within ten minutes.
pub const AWAITED_MAX_SECONDS: i64 = 60;

/// How many tries of a witness fail before it counts as one that does not answer.
const FAILURES_MAX: u32 = 3;

/// What is wrong with the witnessing of a record.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub(super) enum Alarm {
    /// A moment is waiting for too long.
    #[error("entry {index}, {kind}, still lacks the cosignatures that its policy asks for")]
    Awaited {
        /// What is awaited.
        kind: String,
        /// Its entry.
        index: u64,
    },
    /// Fewer witnesses answer than a policy requires.
    #[error("only {answering} witnesses answer, and the policy asks for {required}")]
    TooFew {
        /// How many do.
        answering: usize,
        /// How many must.
        required: u32,
    },
    /// A witness cosigned what is not in this record.
    #[error("{witness} has seen a tree of {size} entries that this record does not continue")]
    Contradicted {
        /// The name of the witness.
        witness: String,
        /// Entries of the tree it saw.
        size: u64,
    },
}

impl Alarm {
    const fn code(&self) -> &'static str {
        match self {
            Self::Awaited { .. } => "cosignatures_awaited",
            Self::TooFew { .. } => "too_few_witnesses",
            Self::Contradicted { .. } => "witness_contradicts",
        }
    }
}

/// The witnesses of a community and how they do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WitnessingView {
    /// Entries of the record now.
    #[schema(example = 211)]
    pub size: u64,
    /// The policy in force for the next notice.
    pub policy: Option<WitnessPolicy>,
    /// The largest tree that satisfies it.
    #[schema(example = 211)]
    pub cosigned_size: Option<u64>,
    /// What is wrong; empty if nothing is.
    pub alarms: Vec<AlarmView>,
    /// Openings, closes, counts and ends that too few have cosigned yet.
    pub awaited: Vec<AwaitedView>,
    /// Every witness of the deployment, and those that policies name besides.
    pub witnesses: Vec<WitnessView>,
}

/// An alarm.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AlarmView {
    /// `cosignatures_awaited`, `too_few_witnesses` or `witness_contradicts`.
    #[schema(example = "too_few_witnesses")]
    pub code: &'static str,
    /// What is wrong, for people.
    pub detail: String,
}

/// A moment of a meeting that too few have cosigned yet.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AwaitedView {
    /// The meeting.
    pub meeting: Uuid,
    /// What kind of entry it is.
    #[schema(example = "meeting_closed")]
    pub kind: String,
    /// Its index.
    pub index: u64,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub at: Text<Instant>,
}

/// A witness and how it does.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WitnessView {
    /// The name of its key.
    #[schema(example = "witness.example/w1")]
    pub name: String,
    /// Its C2SP verifier key.
    #[schema(value_type = String)]
    pub key: Text<VerifierKey>,
    /// Whether checkpoints of this community go to it.
    pub is_asked: bool,
    /// Entries of the largest tree it cosigned here.
    pub size: Option<u64>,
    /// When it says that it did.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub cosigned_at: Option<Text<Instant>>,
    /// Entries of the record beyond that tree.
    pub behind: u64,
    /// How many tries of this process failed since the last that did not.
    pub failures: u32,
    /// How the last try failed, if it did.
    pub failure: Option<FailureView>,
}

/// A try that failed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FailureView {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Text<Instant>,
    /// `timed_out`, `unreachable`, `refused`, `malformed_answer`, `not_cosigned`, `wrong_cosignature`,
    /// `wrong_time`, `no_agreement`, `contradicted`, `witness_not_known` or `inside`.
    #[schema(example = "unreachable")]
    pub code: &'static str,
    /// What the witness did, for people.
    #[schema(example = "cannot be reached")]
    pub detail: String,
}

/// How the witnessing of a record stands.
pub async fn read(service: &Service, community: CommunityId) -> Result<WitnessingView, ActionError> {
    let (connection, id) = (service.store().read(), community.uuid());
    communities::find(connection, id).await?.ok_or(ActionError::NotFound(Thing::Community))?;
    let size = record::head(connection, id).await?.map_or(0, |head| head.size);
    let policy = cosigned::policy_in_force(connection, id).await?;
    let cosigned_size = match &policy {
        Some(policy) => cosigned::last_up_to(connection, id, policy, size).await?,
        None => None,
    };
    let situation = Situation::load(service, community).await?;
    let asked = situation.as_ref().map(Situation::witnesses).unwrap_or_default();
    let mut keys: Vec<_> = service.witnesses().known().iter().map(|known| known.key().clone()).collect();
    keys.extend(asked.iter().filter(|key| service.witnesses().find(key).is_none()).cloned());
    let mut witnesses = Vec::with_capacity(keys.len());
    for key in keys {
        let is_asked = asked.contains(&key);
        witnesses.push(WitnessView { is_asked, ..witness(service, community, key, size).await? });
    }
    let alarms = situation.as_ref().map(|situation| alarms(service, situation)).unwrap_or_default();
    let alarms = alarms.iter().map(|alarm| AlarmView { code: alarm.code(), detail: alarm.to_string() });
    let awaited = situation.iter().flat_map(Situation::awaited).map(|moment| AwaitedView {
        meeting: moment.meeting,
        kind: moment.kind.clone(),
        index: moment.index,
        at: Text(moment.at),
    });
    let (alarms, awaited) = (alarms.collect(), awaited.collect());
    Ok(WitnessingView { size, policy, cosigned_size, alarms, awaited, witnesses })
}

async fn witness(
    service: &Service,
    community: CommunityId,
    key: VerifierKey,
    size: u64,
) -> Result<WitnessView, ActionError> {
    let text = key.to_string();
    let latest = cosignatures::latest_of(service.store().read(), community.uuid(), &text).await?;
    let conduct = service.witnesses().watch.conduct(community, &text).unwrap_or_default();
    let failure = conduct.failure.map(|(at, error)| FailureView {
        at: Text(at),
        code: error.code(),
        detail: error.to_string(),
    });
    let cosigned = latest.as_ref().map(|row| row.size);
    Ok(WitnessView {
        name: key.name().to_string(),
        key: Text(key),
        is_asked: false,
        size: cosigned,
        cosigned_at: latest.and_then(|row| instant(row.witnessed_at)).map(Text),
        behind: size.saturating_sub(cosigned.unwrap_or(0)),
        failures: conduct.failures,
        failure,
    })
}

/// What is wrong at this moment.
pub(super) fn alarms(service: &Service, situation: &Situation) -> Vec<Alarm> {
    let now = service.surroundings().now();
    let mut alarms = Vec::new();
    // Two policies may name the same witnesses.
    let mut raise = |alarm| {
        if !alarms.contains(&alarm) {
            alarms.push(alarm);
        }
    };
    for in_force in &situation.policies {
        if let Some(moment) = &in_force.awaited
            && now >= moment.at.plus_seconds(AWAITED_MAX_SECONDS)
        {
            raise(Alarm::Awaited { kind: moment.kind.clone(), index: moment.index });
        }
        if let Some(alarm) = too_few(service, situation.community, in_force) {
            raise(alarm);
        }
    }
    for key in situation.witnesses() {
        let conduct = service.witnesses().watch.conduct(situation.community, &key.to_string());
        if let Some((_, SubmissionError::Contradicted(size))) = conduct.and_then(|conduct| conduct.failure) {
            raise(Alarm::Contradicted { witness: key.name().to_string(), size });
        }
    }
    alarms
}

fn too_few(service: &Service, community: CommunityId, in_force: &InForce) -> Option<Alarm> {
    let (watch, policy) = (&service.witnesses().watch, &in_force.policy);
    let answers = |key: &&VerifierKey| {
        let conduct = watch.conduct(community, &key.to_string());
        conduct.is_none_or(|conduct| conduct.failures < FAILURES_MAX)
    };
    let answering = policy.keys().filter(answers).count();
    let required = policy.required;
    (answering < required as usize).then_some(Alarm::TooFew { answering, required })
}

fn instant(seconds: u64) -> Option<Instant> {
    WitnessTime::from_seconds(seconds).ok()?.instant()
}
