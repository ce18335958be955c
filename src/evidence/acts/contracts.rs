//! Deeds about contracts with managers, as they are signed.

use serde::{Deserialize, Serialize};

use crate::domain::contracts::ContractDeed;
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// What is done to a contract with a manager.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum ContractAct {
    /// It was agreed.
    Agree {
        /// The SHA-256 of its text.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        document: Digest,
        /// From when on it runs.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
        from: Instant,
        /// When it ends: the first instant that no longer belongs to it.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
        until: Instant,
    },
    /// It was prolonged.
    Prolong {
        /// The SHA-256 of what was agreed.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        document: Digest,
        /// When it ends now.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
        until: Instant,
    },
    /// The owners decided to let it run out, and to look for another manager.
    LetExpire {
        /// The SHA-256 of the decision.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        document: Digest,
    },
    /// The manager was told that the owners dismissed it.
    Dismiss {
        /// When it was told.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
        told_at: Instant,
        /// The SHA-256 of what proves it.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        evidence: Digest,
    },
    /// The manager left.
    End {
        /// The SHA-256 of the protocol of what it handed over.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        evidence: Digest,
    },
}

impl From<&ContractAct> for ContractDeed {
    fn from(act: &ContractAct) -> Self {
        match *act {
            ContractAct::Agree { document, from, until } => {
                Self::Agree { document: document.fingerprint(), from, until }
            }
            ContractAct::Prolong { document, until } => {
                Self::Prolong { document: document.fingerprint(), until }
            }
            ContractAct::LetExpire { document } => Self::LetExpire { document: document.fingerprint() },
            ContractAct::Dismiss { told_at, evidence } => {
                Self::Dismiss { told_at, evidence: evidence.fingerprint() }
            }
            ContractAct::End { evidence } => Self::End { evidence: evidence.fingerprint() },
        }
    }
}
