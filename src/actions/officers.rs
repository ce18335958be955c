//! Keys that officers sign with.

use uuid::Uuid;

use super::error::ActionError;
use super::turn::Turn;
use crate::evidence::jws::{JwsError, KeyId, PublicKey};
use crate::evidence::statements::StatementError;
use crate::store::identity::enrolments;

/// The caller's own key of this id, enrolled as an officer and not revoked. A key that somebody
/// votes with as an owner signs nothing as an officer.
pub async fn officer_key(turn: &Turn, account: Uuid, key: &KeyId) -> Result<PublicKey, ActionError> {
    let names = [key.to_string()];
    let rows = enrolments::find_by_thumbprints(turn.transaction(), turn.community_id(), &names).await?;
    let own = |row: &enrolments::Enrolment| {
        row.account_id == account && row.owner_id.is_none() && row.revoked_at.is_none()
    };
    let row = rows.into_iter().find(own).ok_or(StatementError::Jws(JwsError::WrongKey))?;
    PublicKey::from_bytes(&row.public_key).map_err(ActionError::damaged)
}
