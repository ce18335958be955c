//! Which witnesses a community requires: decided by the supervising office, in force for every notice
//! that is given afterwards.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::Service;
use super::super::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::evidence::digest::canonical;
use crate::evidence::note::VerifierKey;
use crate::evidence::text::Text;
use crate::evidence::witnesses::WitnessPolicy;
use crate::store::witness_policies::{self, WitnessPolicyRow};
use crate::store::{Store, StoreError, communities};

/// Witnesses chosen among those of the deployment.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WitnessChoice {
    /// How many must cosign: at least 1, fewer than are named.
    #[schema(example = 2)]
    pub required: u32,
    /// 2 to 16 of them, each by the name of its key or by the whole key.
    #[schema(example = json!(["witness.example/w1", "witness.example/w2", "witness.example/w3"]))]
    pub witnesses: Vec<String>,
}

/// What is decided about a community's witnesses.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WitnessPolicyView {
    /// Counts the decisions; the entity tag. 0 if nothing was ever decided.
    #[schema(example = 1)]
    pub revision: u32,
    /// The policy in force; none if nobody need cosign.
    pub policy: Option<WitnessPolicy>,
    /// Since when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub decided_at: Option<Text<Instant>>,
}

/// The policy in force.
pub async fn read(service: &Service, community: CommunityId) -> Result<WitnessPolicyView, ActionError> {
    let connection = service.store().read();
    let found = communities::find(connection, community.uuid()).await?;
    found.ok_or(ActionError::NotFound(Thing::Community))?;
    match witness_policies::latest(connection, community.uuid()).await? {
        Some(row) => view(row),
        None => Ok(WitnessPolicyView { revision: 0, policy: None, decided_at: None }),
    }
}

/// Requires witnesses, if the policy in force is still the one of this revision.
pub async fn choose(
    service: &Service,
    community: CommunityId,
    account: Uuid,
    revision: u32,
    choice: &WitnessChoice,
) -> Result<WitnessPolicyView, ActionError> {
    let policy = policy(service, choice)?;
    decide(service, community, account, (revision, Some(policy))).await
}

/// Requires witnesses no longer; meetings of which notice was given keep theirs.
pub async fn remove(
    service: &Service,
    community: CommunityId,
    account: Uuid,
    revision: u32,
) -> Result<(), ActionError> {
    if read(service, community).await?.policy.is_none() {
        return Err(ActionError::NotFound(Thing::WitnessPolicy));
    }
    decide(service, community, account, (revision, None)).await?;
    Ok(())
}

async fn decide(
    service: &Service,
    community: CommunityId,
    decided_by: Uuid,
    (revision, policy): (u32, Option<WitnessPolicy>),
) -> Result<WitnessPolicyView, ActionError> {
    if read(service, community).await?.revision != revision {
        return Err(ActionError::Stale);
    }
    let policy = policy.map(|policy| canonical(&policy)).transpose().map_err(ActionError::damaged)?;
    let row = WitnessPolicyRow {
        community_id: community.uuid(),
        revision: revision.saturating_add(1),
        policy,
        decided_by,
        decided_at: service.surroundings().now(),
    };
    let transaction = service.store().begin().await?;
    match witness_policies::insert(&transaction, row.clone()).await {
        Ok(()) => {}
        // Somebody else decided since it was read.
        Err(StoreError::Conflict(_)) => return Err(ActionError::Stale),
        Err(error) => return Err(error.into()),
    }
    Store::commit(transaction).await?;
    view(row)
}

fn policy(service: &Service, choice: &WitnessChoice) -> Result<WitnessPolicy, ActionError> {
    let field = |problem: String| ActionError::Field { field: "witnesses", problem };
    let named = |text: &String| {
        find(service, text).ok_or_else(|| {
            let known = service.witnesses().known().iter().map(|witness| witness.key().name().as_str());
            let known: Vec<&str> = known.collect();
            field(match known.as_slice() {
                [] => "cannot be chosen: whoever runs the service has named none; ask them to".to_owned(),
                known => {
                    format!("names {text:?}, which is not known here: choose among {}", known.join(", "))
                }
            })
        })
    };
    let witnesses = choice.witnesses.iter().map(named).collect::<Result<Vec<_>, _>>()?;
    let policy = WitnessPolicy {
        required: choice.required,
        witnesses: witnesses.into_iter().cloned().map(Text).collect(),
    };
    policy.check().map_err(|error| field(format!("cannot be chosen so: {error}")))?;
    Ok(policy)
}

fn find<'a>(service: &'a Service, text: &str) -> Option<&'a VerifierKey> {
    let mut keys = service.witnesses().known().iter().map(super::KnownWitness::key);
    keys.find(|key| key.name().as_str() == text || key.to_string() == text)
}

fn view(row: WitnessPolicyRow) -> Result<WitnessPolicyView, ActionError> {
    let policy = row.policy.map(|bytes| serde_json::from_slice(&bytes)).transpose();
    let decided_at = Some(Text(row.decided_at));
    Ok(WitnessPolicyView {
        revision: row.revision,
        policy: policy.map_err(ActionError::damaged)?,
        decided_at,
    })
}
