//! What is done about objections to steps, and as what it can be signed.

use super::refusals::ContestRefusal;
use super::remedies::{Recounted, Remedy};
use super::{OBJECTORS, bodies};
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::objections::ObjectionOutcome;

/// Longest reason, in characters.
pub const WORDS_MAX: usize = 2_000;

/// What is done about an objection to a step.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ContestDeed {
    /// Somebody objects.
    Raise {
        /// The entry of the step.
        step: u64,
        /// The hash of what they write, which is not public.
        text: Fingerprint,
    },
    /// Whoever raised it takes it back.
    Withdraw,
    /// The body that took the step answers.
    Answer {
        /// The entry of the step.
        step: u64,
        /// Whether the objection was right.
        outcome: ObjectionOutcome,
        /// Why; public, so it names no person.
        reason: String,
    },
    /// That body corrects its answer.
    CorrectAnswer {
        /// The entry of the step.
        step: u64,
        /// Whether the objection was right.
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
        /// What.
        remedy: Remedy,
        /// Why; public, so it names no person.
        reason: String,
    },
    /// The count was run again.
    ReportRecount {
        /// The entry of the objection.
        objection: u64,
        /// The hash of the certificate that was held against it.
        certificate: Fingerprint,
        /// What was found.
        found: Recounted,
    },
    /// What was posted about the result is corrected.
    PostCorrection {
        /// The entry of the objection.
        objection: u64,
        /// The hash of what is posted now.
        document: Fingerprint,
        /// What was wrong; public, so it names no person.
        reason: String,
    },
}

impl ContestDeed {
    /// As what it can be signed.
    #[must_use]
    pub const fn signers(&self) -> &'static [Role] {
        match self {
            Self::Raise { .. } | Self::Withdraw => &OBJECTORS,
            Self::Answer { .. } | Self::CorrectAnswer { .. } => &bodies::ANSWERERS,
            Self::OrderRemedy { remedy: Remedy::Annulment, .. } => &[Role::Supervisor],
            Self::OrderRemedy { remedy: Remedy::Recount | Remedy::Correction, .. }
            | Self::PostCorrection { .. } => &[Role::Convener, Role::Supervisor],
            Self::ReportRecount { .. } => &[Role::Convener, Role::Scrutineer, Role::Supervisor],
        }
    }
}

impl ContestDeed {
    /// Whether it follows from an objection to a result.
    pub(super) const fn follows(&self) -> bool {
        match self {
            Self::OrderRemedy { .. } | Self::ReportRecount { .. } | Self::PostCorrection { .. } => true,
            Self::Raise { .. } | Self::Withdraw | Self::Answer { .. } | Self::CorrectAnswer { .. } => false,
        }
    }

    /// Refuses public words that are none, or too many.
    pub(super) fn check_words(&self) -> Result<(), ContestRefusal> {
        let words: [Option<&String>; 2] = match self {
            Self::Raise { .. } | Self::Withdraw | Self::ReportRecount { .. } => [None, None],
            Self::Answer { reason, .. }
            | Self::OrderRemedy { reason, .. }
            | Self::PostCorrection { reason, .. } => [Some(reason), None],
            Self::CorrectAnswer { reason, correction, .. } => [Some(reason), Some(correction)],
        };
        let fits = |text: &&String| (1..=WORDS_MAX).contains(&text.trim().chars().count());
        if words.iter().flatten().all(fits) { Ok(()) } else { Err(ContestRefusal::Words) }
    }
}
