//! The statements about mandates for one meeting: given, revoked, holders excluded.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::mandates::Holder;
use crate::domain::register::OwnerId;
use crate::domain::roll::ElectorId;
use crate::evidence::ballots::MatterChoice;
use crate::evidence::digest::Digest;
use crate::evidence::entries::REASON_MAX;
use crate::evidence::jws::StatementType;
use crate::evidence::statements::{Statement, StatementError, check_nonce, check_version};
use crate::evidence::text;

/// A mandate for one meeting.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MandateStatement {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// For which elector, as the roll names it.
    #[serde(with = "text")]
    pub elector: ElectorId,
    /// The owner who gives it, as the register names them.
    #[serde(with = "text")]
    pub principal: OwnerId,
    /// Who votes: `owner:` or `delegate:` with an identifier of the register, or `outside:` with one of the
    /// secretary's.
    #[serde(with = "text")]
    pub holder: Holder,
    /// What the holder has to say; on other matters they have discretion.
    pub instructions: Vec<MatterChoice>,
    /// The hash of the scan of a mandate on paper; null where the principal signs this themselves.
    pub paper: Option<Digest>,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// A mandate taken back.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MandateRevocation {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The hash of the signed mandate.
    pub mandate: Digest,
    /// The hash of the scan of a revocation on paper; null where the principal signs this themselves.
    pub paper: Option<Digest>,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// Somebody who may hold no mandate in a meeting, such as the manager's staff.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HolderExclusion {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// Who.
    #[serde(with = "text")]
    pub holder: Holder,
    /// Why; not public.
    pub reason: String,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

impl Statement for MandateStatement {
    const TYPE: StatementType = StatementType::Mandate;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)?;
        self.instructions.iter().try_for_each(MatterChoice::check)
    }
}

impl Statement for MandateRevocation {
    const TYPE: StatementType = StatementType::MandateRevocation;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

impl Statement for HolderExclusion {
    const TYPE: StatementType = StatementType::HolderExclusion;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)?;
        if (1..=REASON_MAX).contains(&self.reason.trim().chars().count()) {
            Ok(())
        } else {
            Err(StatementError::Shape(format!("reason must have 1 to {REASON_MAX} characters")))
        }
    }
}
