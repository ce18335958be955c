//! Deeds about objections to steps, and what follows from those to results, as they are signed.

use serde::{Deserialize, Serialize};

use crate::domain::contests::{ContestDeed, Recounted, Remedy};
use crate::domain::objections::ObjectionOutcome;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// What is done about an objection to a step.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum ContestAct {
    /// Somebody objects.
    Raise {
        /// The entry of the step.
        step: u64,
        /// The SHA-256 of the salted text, which is not public.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        text: Digest,
    },
    /// Whoever raised it takes it back.
    Withdraw {},
    /// The body that took the step answers.
    Answer {
        /// The entry of the step.
        step: u64,
        /// `upheld` or `dismissed`.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, pattern = "^(upheld|dismissed)$"))]
        outcome: ObjectionOutcome,
        /// Why; public, so it names no person.
        reason: String,
    },
    /// That body corrects its answer.
    CorrectAnswer {
        /// The entry of the step.
        step: u64,
        /// `upheld` or `dismissed`.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, pattern = "^(upheld|dismissed)$"))]
        outcome: ObjectionOutcome,
        /// Why; public, so it names no person.
        reason: String,
        /// Why it takes the place of the answer before.
        correction: String,
    },
    /// Something follows from an objection to a result that was upheld.
    OrderRemedy {
        /// The entry of the objection.
        objection: u64,
        /// `recount`, `correction` or `annulment`.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, pattern = "^(recount|correction|annulment)$"))]
        remedy: Remedy,
        /// Why; public, so it names no person.
        reason: String,
    },
    /// The count was run again from the record.
    ReportRecount {
        /// The entry of the objection.
        objection: u64,
        /// The SHA-256 of the certificate's payload that was held against it.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        certificate: Digest,
        /// `held` or `differed`.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, pattern = "^(held|differed)$"))]
        found: Recounted,
    },
    /// What was posted about the result is corrected; the totals stay.
    PostCorrection {
        /// The entry of the objection.
        objection: u64,
        /// The SHA-256 of what is posted now.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        document: Digest,
        /// What was wrong; public, so it names no person.
        reason: String,
    },
}

impl From<&ContestAct> for ContestDeed {
    fn from(act: &ContestAct) -> Self {
        match act {
            ContestAct::Raise { step, text } => Self::Raise { step: *step, text: text.fingerprint() },
            ContestAct::Withdraw {} => Self::Withdraw,
            ContestAct::Answer { step, outcome, reason } => {
                Self::Answer { step: *step, outcome: *outcome, reason: reason.clone() }
            }
            ContestAct::CorrectAnswer { step, outcome, reason, correction } => {
                let (reason, correction) = (reason.clone(), correction.clone());
                Self::CorrectAnswer { step: *step, outcome: *outcome, reason, correction }
            }
            ContestAct::OrderRemedy { objection, remedy, reason } => {
                Self::OrderRemedy { objection: *objection, remedy: *remedy, reason: reason.clone() }
            }
            ContestAct::ReportRecount { objection, certificate, found } => {
                let certificate = certificate.fingerprint();
                Self::ReportRecount { objection: *objection, certificate, found: *found }
            }
            ContestAct::PostCorrection { objection, document, reason } => {
                let document = document.fingerprint();
                Self::PostCorrection { objection: *objection, document, reason: reason.clone() }
            }
        }
    }
}
