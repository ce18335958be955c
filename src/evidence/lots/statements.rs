//! What is signed: the commitment before the opening, the value after the close.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::values::LotValue;
use crate::domain::identity::Role;
use crate::evidence::digest::Digest;
use crate::evidence::jws::{PublicKey, StatementType};
use crate::evidence::statements::{Statement, StatementError, check_version};
use crate::evidence::text;

/// An officer's commitment, signed with the key it names.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LotCommitment {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// As what.
    #[serde(with = "text")]
    pub role: Role,
    /// The key it is signed with, base64url.
    #[serde(with = "text")]
    pub key: PublicKey,
    /// See [`LotValue::commitment`].
    pub commitment: Digest,
}

impl Statement for LotCommitment {
    const TYPE: StatementType = StatementType::LotCommitment;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)
    }
}

/// What a commitment was made to, signed with the same key.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LotReveal {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The value.
    #[serde(with = "text")]
    pub value: LotValue,
}

impl Statement for LotReveal {
    const TYPE: StatementType = StatementType::LotReveal;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)
    }
}
