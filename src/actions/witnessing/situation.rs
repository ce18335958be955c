//! What is to be cosigned for a community, by whom, and what is still awaited.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::Service;
use super::super::cosigned::{self, ENDS, MOMENTS};
use super::super::error::ActionError;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::evidence::note::VerifierKey;
use crate::evidence::witnesses::WitnessPolicy;
use crate::store::{meetings, record};

/// The latest checkpoint of a community and the policies it is submitted under.
pub(super) struct Situation {
    pub(super) community: CommunityId,
    pub(super) latest: record::Checkpoint,
    pub(super) policies: Vec<InForce>,
}

/// A policy: the community's, or the one in a meeting's definition.
pub(super) struct InForce {
    pub(super) policy: WitnessPolicy,
    /// The last moment of a meeting that too few have cosigned yet.
    pub(super) awaited: Option<Moment>,
}

/// An opening, a close, a count or an end.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Moment {
    pub(super) meeting: Uuid,
    pub(super) kind: String,
    pub(super) index: u64,
    pub(super) at: Instant,
}

impl Situation {
    /// None if there is nothing to submit or nobody to submit it to.
    pub(super) async fn load(service: &Service, community: CommunityId) -> Result<Option<Self>, ActionError> {
        let (connection, id) = (service.store().read(), community.uuid());
        let Some(latest) = record::latest_checkpoint(connection, id).await? else { return Ok(None) };
        let current = cosigned::policy_in_force(connection, id).await?;
        let mut policies: Vec<_> =
            current.into_iter().map(|policy| InForce { policy, awaited: None }).collect();
        for moment in last_moments(connection, id).await? {
            policies.extend(in_force(service, community, moment).await?);
        }
        Ok((!policies.is_empty()).then_some(Self { community, latest, policies }))
    }

    /// Every witness that a policy names, each once.
    pub(super) fn witnesses(&self) -> Vec<VerifierKey> {
        let mut keys: Vec<VerifierKey> = Vec::new();
        for key in self.policies.iter().flat_map(|in_force| in_force.policy.keys()) {
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        keys
    }

    /// The moments that too few have cosigned.
    pub(super) fn awaited(&self) -> impl Iterator<Item = &Moment> {
        self.policies.iter().filter_map(|in_force| in_force.awaited.as_ref())
    }
}

/// The last moment of every meeting that had one.
async fn last_moments(
    connection: &impl ConnectionTrait,
    community: Uuid,
) -> Result<Vec<Moment>, ActionError> {
    let mut last = BTreeMap::new();
    for row in record::entries_of_kinds(connection, community, &MOMENTS, 0..u64::MAX).await? {
        let Some(meeting) = row.meeting_id else { continue };
        last.insert(meeting, Moment { meeting, kind: row.kind, index: row.entry_index, at: row.at });
    }
    Ok(last.into_values().collect())
}

/// The policy of a meeting that goes on, or whose end too few have cosigned.
async fn in_force(
    service: &Service,
    community: CommunityId,
    moment: Moment,
) -> Result<Option<InForce>, ActionError> {
    let watch = &service.witnesses().watch;
    if watch.is_settled(community, moment.meeting) {
        return Ok(None);
    }
    let connection = service.store().read();
    let policy = if let Some(policy) = watch.policy_of(community, moment.meeting) {
        policy
    } else {
        let Some(policy) = load_policy(connection, community.uuid(), moment.meeting).await? else {
            // Nobody need cosign anything of this meeting.
            watch.settle(community, moment.meeting);
            return Ok(None);
        };
        watch.keep_policy(community, moment.meeting, policy.clone());
        policy
    };
    let size = moment.index.saturating_add(1);
    let covered = cosigned::first_covering(connection, community.uuid(), &policy, size).await?;
    if covered.is_some() && ENDS.contains(&moment.kind.as_str()) {
        watch.settle(community, moment.meeting);
        return Ok(None);
    }
    Ok(Some(InForce { policy, awaited: covered.is_none().then_some(moment) }))
}

async fn load_policy(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: Uuid,
) -> Result<Option<WitnessPolicy>, ActionError> {
    let row = meetings::find(connection, community, meeting).await?;
    let definition = row.and_then(|row| row.definition_digest);
    let definition = definition.ok_or_else(|| ActionError::damaged("a meeting in the record has no row"))?;
    cosigned::policy_of(connection, community, definition).await
}
