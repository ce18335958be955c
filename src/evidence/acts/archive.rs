//! Deeds about documents of the archive, as they are signed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::annals::ProcessId;
use crate::domain::archive::{ArchiveAccess, ArchiveClass, ArchiveDeed, Days, Entry};
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// The days that a document covers, both included.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DaysForm {
    /// The first.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, format = Date, example = "2026-04-01"))]
    pub first: Date,
    /// The last.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, format = Date, example = "2026-06-30"))]
    pub last: Date,
}

/// What is done to the archive.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum ArchiveAct {
    /// A document is entered.
    Enter {
        /// What it is called, 1 to 200 characters; public, and names no person.
        #[cfg_attr(feature = "server", schema(example = "2026年第二季度公共收益账目"))]
        title: String,
        /// What it is, for example `covenant`, `minutes`, `contract`, `fund_account` or `decision`.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "fund_account"))]
        class: ArchiveClass,
        /// The SHA-256 of its bytes.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        document: Digest,
        /// `open`, or `sealed` if it holds personal data.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, pattern = "^(open|sealed)$", example = "open"))]
        access: ArchiveAccess,
        /// The days that it covers; accounts always name them, other documents may have null.
        days: Option<DaysForm>,
        /// The sitting, contract or other process that it is about; null if none.
        about: Option<Uuid>,
        /// The document whose place it takes; null if none.
        replaces: Option<Uuid>,
    },
    /// It was entered by mistake.
    Withdraw {
        /// The SHA-256 of why.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reason: Digest,
    },
}

impl From<DaysForm> for Days {
    fn from(form: DaysForm) -> Self {
        Self { first: form.first, last: form.last }
    }
}

impl From<Days> for DaysForm {
    fn from(days: Days) -> Self {
        Self { first: days.first, last: days.last }
    }
}

impl From<&ArchiveAct> for ArchiveDeed {
    fn from(act: &ArchiveAct) -> Self {
        match act {
            ArchiveAct::Enter { title, class, document, access, days, about, replaces } => {
                Self::Enter(Entry {
                    title: title.clone(),
                    class: *class,
                    document: document.fingerprint(),
                    access: *access,
                    days: days.map(Days::from),
                    about: about.map(ProcessId::new),
                    replaces: replaces.map(ProcessId::new),
                })
            }
            ArchiveAct::Withdraw { reason } => Self::Withdraw { reason: reason.fingerprint() },
        }
    }
}
