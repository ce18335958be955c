//! Deeds about uses of the seals, as they are signed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::annals::ProcessId;
use crate::domain::meetings::MatterId;
use crate::domain::seal_uses::{DecidedIn, SealKind, SealUseDeed};
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// A decision of the committee that a document follows from.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecidedInForm {
    /// The sitting.
    pub sitting: Uuid,
    /// The item of its agenda.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "gate"))]
    pub item: MatterId,
}

/// What is done about a use of a seal.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum SealUseAct {
    /// Somebody in office asks for it.
    Request {
        /// `assembly`, `committee` or `finance`.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "committee"))]
        seal: SealKind,
        /// The SHA-256 of the document.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        document: Digest,
        /// What the document is, 1 to 200 characters; public, and names no person.
        #[cfg_attr(feature = "server", schema(example = "道闸维修合同"))]
        title: String,
        /// The decision that it follows from; null if it follows from none.
        decided_in: Option<DecidedInForm>,
    },
    /// The signer approves, for the signer's own seat.
    Approve {
        /// The SHA-256 of the document.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        document: Digest,
    },
    /// The signer declines, for the signer's own seat.
    Decline {
        /// The SHA-256 of the document.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        document: Digest,
        /// The SHA-256 of why.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reason: Digest,
    },
    /// The seal was set.
    Use {
        /// The SHA-256 of what shows it.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        evidence: Digest,
    },
    /// Whoever asked for it takes that back.
    Withdraw {},
}

impl From<&DecidedInForm> for DecidedIn {
    fn from(form: &DecidedInForm) -> Self {
        Self { sitting: ProcessId::new(form.sitting), item: form.item.clone() }
    }
}

impl From<&DecidedIn> for DecidedInForm {
    fn from(own: &DecidedIn) -> Self {
        Self { sitting: own.sitting.uuid(), item: own.item.clone() }
    }
}

impl From<&SealUseAct> for SealUseDeed {
    fn from(act: &SealUseAct) -> Self {
        match act {
            SealUseAct::Request { seal, document, title, decided_in } => Self::Request {
                seal: *seal,
                document: document.fingerprint(),
                title: title.clone(),
                decided_in: decided_in.as_ref().map(DecidedIn::from),
            },
            SealUseAct::Approve { document } => Self::Approve { document: document.fingerprint() },
            SealUseAct::Decline { document, reason } => {
                Self::Decline { document: document.fingerprint(), reason: reason.fingerprint() }
            }
            SealUseAct::Use { evidence } => Self::Use { evidence: evidence.fingerprint() },
            SealUseAct::Withdraw {} => Self::Withdraw,
        }
    }
}
