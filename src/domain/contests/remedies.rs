//! What follows from an objection to a result that was upheld: a recount, a correction, an annulment.
//!
//! A recount runs the count again from the record and says whether the certificate holds. A correction mends what was
//! posted about a result, never the result: what is certified is computed once and stays as it was signed. Where the
//! totals do not hold, or the votes they rest on were no votes, only an annulment is left, and another meeting.
//! Every state × action pair is decided by [`RemedyState::after`].

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// What is to follow.
    pub enum Remedy {
        /// 重新计票: the count is run again from the record.
        Recount = "recount",
        /// 更正: what was posted about the result is corrected; the totals stay.
        Correction = "correction",
        /// 撤销: the result is set aside.
        Annulment = "annulment",
    }
}

words! {
    /// How far it has come.
    pub enum RemedyState {
        /// The objection was upheld; nothing is ordered yet.
        Upheld = "upheld",
        /// A recount is to be run.
        RecountOrdered = "recount_ordered",
        /// The count was run again, and the certificate holds.
        RecountHeld = "recount_held",
        /// The count was run again, and the certificate does not hold.
        RecountDiffered = "recount_differed",
        /// A correction is to be posted.
        CorrectionOrdered = "correction_ordered",
        /// A correction was posted.
        Corrected = "corrected",
        /// The result is to be set aside.
        AnnulmentOrdered = "annulment_ordered",
        /// The result was set aside.
        Annulled = "annulled",
    }
}

words! {
    /// What a recount found.
    pub enum Recounted {
        /// The same totals and verdicts on every matter.
        Held = "held",
        /// Something else.
        Differed = "differed",
    }
}

/// What somebody does about an upheld objection to a result.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RemedyAction {
    /// Order one of the remedies.
    Order(Remedy),
    /// Report what a recount found.
    Recount(Recounted),
    /// Post a correction.
    Correct,
    /// Set the result aside, ordered or not: the supervising office may at any time.
    Annul,
}

impl RemedyAction {
    /// Every action.
    pub const ALL: [Self; 7] = [
        Self::Order(Remedy::Recount),
        Self::Order(Remedy::Correction),
        Self::Order(Remedy::Annulment),
        Self::Recount(Recounted::Held),
        Self::Recount(Recounted::Differed),
        Self::Correct,
        Self::Annul,
    ];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("what follows from the objection stands at {state}, which does not allow this")]
pub struct RemedyError {
    /// How far it has come.
    pub state: RemedyState,
    /// What was tried.
    pub action: RemedyAction,
}

impl RemedyState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: RemedyAction) -> Result<Self, RemedyError> {
        let next = match action {
            RemedyAction::Order(Remedy::Recount) => self.after_recount_ordered(),
            RemedyAction::Order(Remedy::Correction) => self.after_correction_ordered(),
            RemedyAction::Order(Remedy::Annulment) => self.after_annulment_ordered(),
            RemedyAction::Recount(found) => self.after_recount(found),
            RemedyAction::Correct => self.after_correction(),
            RemedyAction::Annul => self.after_annulment(),
        };
        match next {
            Some(next) => Ok(next),
            None => Err(RemedyError { state: self, action }),
        }
    }

    /// The remedy that was ordered and is still to be carried out.
    #[must_use]
    pub const fn awaits(self) -> Option<Remedy> {
        match self {
            Self::RecountOrdered => Some(Remedy::Recount),
            Self::CorrectionOrdered => Some(Remedy::Correction),
            Self::AnnulmentOrdered => Some(Remedy::Annulment),
            Self::Upheld | Self::RecountHeld | Self::RecountDiffered | Self::Corrected | Self::Annulled => {
                None
            }
        }
    }

    /// Not straight after another one: it would say the same.
    const fn after_recount_ordered(self) -> Option<Self> {
        match self {
            Self::Upheld | Self::CorrectionOrdered | Self::Corrected => Some(Self::RecountOrdered),
            Self::RecountOrdered
            | Self::RecountHeld
            | Self::RecountDiffered
            | Self::AnnulmentOrdered
            | Self::Annulled => None,
        }
    }

    /// A correction mends words: where the totals do not hold it is not enough.
    const fn after_correction_ordered(self) -> Option<Self> {
        match self {
            Self::Upheld | Self::RecountHeld => Some(Self::CorrectionOrdered),
            Self::RecountOrdered
            | Self::RecountDiffered
            | Self::CorrectionOrdered
            | Self::Corrected
            | Self::AnnulmentOrdered
            | Self::Annulled => None,
        }
    }

    const fn after_annulment_ordered(self) -> Option<Self> {
        match self {
            Self::Upheld
            | Self::RecountHeld
            | Self::RecountDiffered
            | Self::CorrectionOrdered
            | Self::Corrected => Some(Self::AnnulmentOrdered),
            Self::RecountOrdered | Self::AnnulmentOrdered | Self::Annulled => None,
        }
    }

    const fn after_recount(self, found: Recounted) -> Option<Self> {
        match (self, found) {
            (Self::RecountOrdered, Recounted::Held) => Some(Self::RecountHeld),
            (Self::RecountOrdered, Recounted::Differed) => Some(Self::RecountDiffered),
            (
                Self::Upheld
                | Self::RecountHeld
                | Self::RecountDiffered
                | Self::CorrectionOrdered
                | Self::Corrected
                | Self::AnnulmentOrdered
                | Self::Annulled,
                Recounted::Held | Recounted::Differed,
            ) => None,
        }
    }

    const fn after_correction(self) -> Option<Self> {
        match self {
            Self::CorrectionOrdered => Some(Self::Corrected),
            Self::Upheld
            | Self::RecountOrdered
            | Self::RecountHeld
            | Self::RecountDiffered
            | Self::Corrected
            | Self::AnnulmentOrdered
            | Self::Annulled => None,
        }
    }

    const fn after_annulment(self) -> Option<Self> {
        match self {
            Self::Upheld
            | Self::RecountOrdered
            | Self::RecountHeld
            | Self::RecountDiffered
            | Self::CorrectionOrdered
            | Self::Corrected
            | Self::AnnulmentOrdered => Some(Self::Annulled),
            Self::Annulled => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The law of the house in one table: rows are states, columns what leads where.
    const POSSIBLE: [(RemedyState, RemedyAction, RemedyState); 20] = {
        use RemedyAction as A;
        use RemedyState as S;
        [
            (S::Upheld, A::Order(Remedy::Recount), S::RecountOrdered),
            (S::Upheld, A::Order(Remedy::Correction), S::CorrectionOrdered),
            (S::Upheld, A::Order(Remedy::Annulment), S::AnnulmentOrdered),
            (S::Upheld, A::Annul, S::Annulled),
            (S::RecountOrdered, A::Recount(Recounted::Held), S::RecountHeld),
            (S::RecountOrdered, A::Recount(Recounted::Differed), S::RecountDiffered),
            (S::RecountOrdered, A::Annul, S::Annulled),
            (S::RecountHeld, A::Order(Remedy::Correction), S::CorrectionOrdered),
            (S::RecountHeld, A::Order(Remedy::Annulment), S::AnnulmentOrdered),
            (S::RecountHeld, A::Annul, S::Annulled),
            (S::RecountDiffered, A::Order(Remedy::Annulment), S::AnnulmentOrdered),
            (S::RecountDiffered, A::Annul, S::Annulled),
            (S::CorrectionOrdered, A::Order(Remedy::Recount), S::RecountOrdered),
            (S::CorrectionOrdered, A::Order(Remedy::Annulment), S::AnnulmentOrdered),
            (S::CorrectionOrdered, A::Correct, S::Corrected),
            (S::CorrectionOrdered, A::Annul, S::Annulled),
            (S::Corrected, A::Order(Remedy::Recount), S::RecountOrdered),
            (S::Corrected, A::Order(Remedy::Annulment), S::AnnulmentOrdered),
            (S::Corrected, A::Annul, S::Annulled),
            (S::AnnulmentOrdered, A::Annul, S::Annulled),
        ]
    };

    #[test]
    fn every_state_and_action_pair_is_decided_as_the_table_says() {
        for state in RemedyState::ALL.iter().copied() {
            for action in RemedyAction::ALL {
                let row = POSSIBLE.iter().find(|(from, by, _)| (*from, *by) == (state, action));
                let expected = row.map(|(_, _, to)| *to).ok_or(RemedyError { state, action });
                assert_eq!(state.after(action), expected, "{state} × {action:?}");
            }
        }
    }

    #[test]
    fn only_what_was_ordered_is_awaited() {
        for state in RemedyState::ALL.iter().copied() {
            let ordered = Remedy::ALL.iter().find(|remedy| format!("{remedy}_ordered") == state.as_str());
            assert_eq!(state.awaits(), ordered.copied(), "{state}");
        }
    }

    #[test]
    fn totals_that_do_not_hold_are_not_mended_with_words() {
        let action = RemedyAction::Order(Remedy::Correction);
        let refused = RemedyState::RecountDiffered.after(action).unwrap_err();
        let sentence =
            "what follows from the objection stands at recount_differed, which does not allow this";
        assert_eq!(refused.to_string(), sentence);
    }
}
