//! Checkpoints with what witnesses signed under them, as stored.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::error::ActionError;
use crate::evidence::definition::Definition;
use crate::evidence::digest::Digest;
use crate::evidence::witnesses::WitnessPolicy;
use crate::store::{cosignatures, documents, record, witness_policies};

/// What of a meeting must be witnessed: its opening, its close, its count and its end.
pub const MOMENTS: [&str; 6] = [
    "meeting_opened",
    "meeting_closed",
    "meeting_counted",
    "result_announced",
    "meeting_cancelled",
    "meeting_annulled",
];

/// The moments after which nothing more is expected of a meeting.
pub const ENDS: [&str; 3] = ["result_announced", "meeting_cancelled", "meeting_annulled"];

/// The policy that a community decided for last, unless it was removed.
pub async fn policy_in_force(
    connection: &impl ConnectionTrait,
    community: Uuid,
) -> Result<Option<WitnessPolicy>, ActionError> {
    let row = witness_policies::latest(connection, community).await?;
    let bytes = row.and_then(|row| row.policy);
    bytes.map(|bytes| serde_json::from_slice(&bytes)).transpose().map_err(ActionError::damaged)
}

/// The policy that a definition names, which a meeting keeps whatever is decided after its notice.
pub async fn policy_of(
    connection: &impl ConnectionTrait,
    community: Uuid,
    definition: Digest,
) -> Result<Option<WitnessPolicy>, ActionError> {
    let document = documents::get(connection, community, definition).await?;
    let document = document.ok_or_else(|| ActionError::damaged("the definition of a meeting is gone"))?;
    Ok(Definition::parse(&document.bytes).map_err(ActionError::damaged)?.witnesses)
}

/// The smallest tree of at least this size that satisfies a policy.
pub async fn first_covering(
    connection: &impl ConnectionTrait,
    community: Uuid,
    policy: &WitnessPolicy,
    size: u64,
) -> Result<Option<u64>, ActionError> {
    let keys = keys(policy);
    Ok(cosignatures::first_by(connection, community, size..=u64::MAX, (policy.required, &keys)).await?)
}

/// The largest tree up to this size that satisfies a policy.
pub async fn last_up_to(
    connection: &impl ConnectionTrait,
    community: Uuid,
    policy: &WitnessPolicy,
    size: u64,
) -> Result<Option<u64>, ActionError> {
    let keys = keys(policy);
    Ok(cosignatures::last_by(connection, community, 1..=size, (policy.required, &keys)).await?)
}

/// A checkpoint with every stored cosignature of its tree behind the log's own signature.
pub async fn note(
    connection: &impl ConnectionTrait,
    checkpoint: record::Checkpoint,
) -> Result<Vec<u8>, ActionError> {
    let mut note = checkpoint.note;
    for row in cosignatures::at(connection, checkpoint.community_id, checkpoint.size).await? {
        note.extend_from_slice(row.line.as_bytes());
    }
    Ok(note)
}

/// The cosigned checkpoints that a bundle shows, by size: for each of these entries the first that
/// covers it and satisfies the policy, and the last of all.
pub async fn of_bundle(
    connection: &impl ConnectionTrait,
    community: Uuid,
    policy: &WitnessPolicy,
    (moments, to): (&[u64], u64),
) -> Result<BTreeMap<u64, Vec<u8>>, ActionError> {
    let mut sizes = Vec::new();
    for index in moments {
        sizes.extend(first_covering(connection, community, policy, index + 1).await?);
    }
    sizes.extend(last_up_to(connection, community, policy, to).await?);
    let mut notes = BTreeMap::new();
    for size in sizes.into_iter().filter(|size| *size <= to) {
        let stored = record::checkpoint_at_least(connection, community, size).await?;
        let stored = stored.filter(|checkpoint| checkpoint.size == size);
        let stored = stored.ok_or_else(|| ActionError::damaged("a cosigned checkpoint is gone"))?;
        notes.insert(size, note(connection, stored).await?);
    }
    Ok(notes)
}

fn keys(policy: &WitnessPolicy) -> Vec<String> {
    policy.keys().map(ToString::to_string).collect()
}
