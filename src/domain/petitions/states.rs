//! The states of a petition and what may happen in each.
//!
//! collecting → submitted → (agreed | declined) → ordered → substituted; convened from any of them once notice of the
//! meeting was given; held when its result is announced. Lapsed and abandoned end what was never handed in. Every
//! state × action pair is decided by [`PetitionState::after`]; deadlines are looked at elsewhere.

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a petition stands.
    pub enum PetitionState {
        /// Owners sign it.
        Collecting = "collecting",
        /// Enough owners signed and it was handed in: the committee is asked.
        Submitted = "submitted",
        /// The committee said that it convenes.
        Agreed = "agreed",
        /// The committee said that it does not, and why.
        Declined = "declined",
        /// The authority ordered the committee to convene by a day.
        Ordered = "ordered",
        /// The authority named who convenes in place of the committee.
        Substituted = "substituted",
        /// Notice of the meeting was given.
        Convened = "convened",
        /// The meeting was called off or annulled: the petition is not answered by it.
        Fallen = "fallen",
        /// The meeting was held and its result announced.
        Held = "held",
        /// Too few signed in time.
        Lapsed = "lapsed",
        /// Whoever opened it gave it up before anybody else signed.
        Abandoned = "abandoned",
    }
}

words! {
    /// What is done with a petition, or happens to it.
    pub enum PetitionAction {
        /// An owner supports it.
        Support = "support",
        /// An owner takes their support back.
        Withdraw = "withdraw",
        /// A co-owner objects to the support of another for what they own together.
        Object = "object",
        /// A co-owner takes that objection back.
        Retract = "retract",
        /// A supporter hands it in.
        Submit = "submit",
        /// Whoever opened it gives it up.
        Abandon = "abandon",
        /// The clock: the days for signing are over.
        Lapse = "lapse",
        /// The committee agrees to convene.
        Agree = "agree",
        /// The committee declines.
        Decline = "decline",
        /// Whoever convenes names the draft of the meeting.
        Prepare = "prepare",
        /// The authority orders the committee to convene by a day.
        Order = "order",
        /// The authority names a substitute.
        Substitute = "substitute",
        /// The record: notice of the meeting was given.
        Notice = "notice",
        /// The record: the meeting was called off or annulled.
        Fall = "fall",
        /// The record: the result was announced.
        Announce = "announce",
    }
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a petition that is {state} does not allow this: {action}")]
pub struct PetitionTransitionError {
    /// Where the petition stands.
    pub state: PetitionState,
    /// What was tried.
    pub action: PetitionAction,
}

impl PetitionState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: PetitionAction) -> Result<Self, PetitionTransitionError> {
        let next = match self {
            Self::Collecting => after_collecting(action),
            Self::Submitted => after_submitted(action),
            Self::Agreed | Self::Declined => after_answered(self, action),
            Self::Ordered | Self::Substituted => after_ordered(self, action),
            Self::Convened => after_convened(action),
            Self::Fallen => after_fallen(action),
            Self::Held => after_held(action),
            Self::Lapsed | Self::Abandoned => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Err(PetitionTransitionError { state: self, action }),
        }
    }

    /// Whether nobody waits for anything any more. A result that is annulled makes them wait again.
    #[must_use]
    pub const fn is_over(self) -> bool {
        match self {
            Self::Held | Self::Lapsed | Self::Abandoned => true,
            Self::Collecting
            | Self::Submitted
            | Self::Agreed
            | Self::Declined
            | Self::Ordered
            | Self::Substituted
            | Self::Convened
            | Self::Fallen => false,
        }
    }
}

const fn after_collecting(action: PetitionAction) -> Option<PetitionState> {
    use PetitionAction as A;
    match action {
        A::Support | A::Withdraw | A::Object | A::Retract => Some(PetitionState::Collecting),
        A::Submit => Some(PetitionState::Submitted),
        A::Abandon => Some(PetitionState::Abandoned),
        A::Lapse => Some(PetitionState::Lapsed),
        A::Agree | A::Decline | A::Prepare | A::Order | A::Substitute | A::Notice | A::Fall | A::Announce => {
            None
        }
    }
}

const fn after_submitted(action: PetitionAction) -> Option<PetitionState> {
    use PetitionAction as A;
    match action {
        A::Prepare => Some(PetitionState::Submitted),
        A::Agree => Some(PetitionState::Agreed),
        A::Decline => Some(PetitionState::Declined),
        A::Order => Some(PetitionState::Ordered),
        A::Notice => Some(PetitionState::Convened),
        A::Support
        | A::Withdraw
        | A::Object
        | A::Retract
        | A::Submit
        | A::Abandon
        | A::Lapse
        | A::Substitute
        | A::Fall
        | A::Announce => None,
    }
}

const fn after_answered(state: PetitionState, action: PetitionAction) -> Option<PetitionState> {
    use PetitionAction as A;
    match action {
        A::Prepare => Some(state),
        A::Order => Some(PetitionState::Ordered),
        A::Notice => Some(PetitionState::Convened),
        A::Support
        | A::Withdraw
        | A::Object
        | A::Retract
        | A::Submit
        | A::Abandon
        | A::Lapse
        | A::Agree
        | A::Decline
        | A::Substitute
        | A::Fall
        | A::Announce => None,
    }
}

const fn after_ordered(state: PetitionState, action: PetitionAction) -> Option<PetitionState> {
    use PetitionAction as A;
    match action {
        A::Prepare => Some(state),
        A::Substitute => Some(PetitionState::Substituted),
        A::Notice => Some(PetitionState::Convened),
        A::Support
        | A::Withdraw
        | A::Object
        | A::Retract
        | A::Submit
        | A::Abandon
        | A::Lapse
        | A::Agree
        | A::Decline
        | A::Order
        | A::Fall
        | A::Announce => None,
    }
}

const fn after_convened(action: PetitionAction) -> Option<PetitionState> {
    use PetitionAction as A;
    match action {
        A::Order => Some(PetitionState::Ordered),
        A::Fall => Some(PetitionState::Fallen),
        A::Announce => Some(PetitionState::Held),
        A::Support
        | A::Withdraw
        | A::Object
        | A::Retract
        | A::Submit
        | A::Abandon
        | A::Lapse
        | A::Agree
        | A::Decline
        | A::Prepare
        | A::Substitute
        | A::Notice => None,
    }
}

const fn after_fallen(action: PetitionAction) -> Option<PetitionState> {
    use PetitionAction as A;
    match action {
        A::Prepare => Some(PetitionState::Fallen),
        A::Order => Some(PetitionState::Ordered),
        A::Substitute => Some(PetitionState::Substituted),
        A::Notice => Some(PetitionState::Convened),
        A::Support
        | A::Withdraw
        | A::Object
        | A::Retract
        | A::Submit
        | A::Abandon
        | A::Lapse
        | A::Agree
        | A::Decline
        | A::Fall
        | A::Announce => None,
    }
}

const fn after_held(action: PetitionAction) -> Option<PetitionState> {
    use PetitionAction as A;
    match action {
        A::Fall => Some(PetitionState::Fallen),
        A::Support
        | A::Withdraw
        | A::Object
        | A::Retract
        | A::Submit
        | A::Abandon
        | A::Lapse
        | A::Agree
        | A::Decline
        | A::Prepare
        | A::Order
        | A::Substitute
        | A::Notice
        | A::Announce => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What leads where, state by state.
    const POSSIBLE: [(PetitionState, PetitionAction, PetitionState); 32] = {
        use PetitionAction as A;
        use PetitionState as S;
        [
            (S::Collecting, A::Support, S::Collecting),
            (S::Collecting, A::Withdraw, S::Collecting),
            (S::Collecting, A::Object, S::Collecting),
            (S::Collecting, A::Retract, S::Collecting),
            (S::Collecting, A::Submit, S::Submitted),
            (S::Collecting, A::Abandon, S::Abandoned),
            (S::Collecting, A::Lapse, S::Lapsed),
            (S::Submitted, A::Prepare, S::Submitted),
            (S::Submitted, A::Agree, S::Agreed),
            (S::Submitted, A::Decline, S::Declined),
            (S::Submitted, A::Order, S::Ordered),
            (S::Submitted, A::Notice, S::Convened),
            (S::Agreed, A::Prepare, S::Agreed),
            (S::Agreed, A::Order, S::Ordered),
            (S::Agreed, A::Notice, S::Convened),
            (S::Declined, A::Prepare, S::Declined),
            (S::Declined, A::Order, S::Ordered),
            (S::Declined, A::Notice, S::Convened),
            (S::Ordered, A::Prepare, S::Ordered),
            (S::Ordered, A::Substitute, S::Substituted),
            (S::Ordered, A::Notice, S::Convened),
            (S::Substituted, A::Prepare, S::Substituted),
            (S::Substituted, A::Substitute, S::Substituted),
            (S::Substituted, A::Notice, S::Convened),
            (S::Convened, A::Order, S::Ordered),
            (S::Convened, A::Fall, S::Fallen),
            (S::Convened, A::Announce, S::Held),
            (S::Held, A::Fall, S::Fallen),
            (S::Fallen, A::Prepare, S::Fallen),
            (S::Fallen, A::Order, S::Ordered),
            (S::Fallen, A::Substitute, S::Substituted),
            (S::Fallen, A::Notice, S::Convened),
        ]
    };

    #[test]
    fn every_state_and_action_pair_is_decided_as_the_table_says() {
        use PetitionAction as A;
        use PetitionState as S;
        for state in S::ALL.iter().copied() {
            for action in A::ALL.iter().copied() {
                let expected = POSSIBLE
                    .iter()
                    .find(|(from, by, _)| (*from, *by) == (state, action))
                    .map(|(_, _, to)| *to)
                    .ok_or(PetitionTransitionError { state, action });
                assert_eq!(state.after(action), expected, "{state} × {action}");
            }
        }
    }

    #[test]
    fn nothing_leads_out_of_what_lapsed_or_was_abandoned() {
        for state in [PetitionState::Lapsed, PetitionState::Abandoned] {
            assert!(PetitionAction::ALL.iter().all(|action| state.after(*action).is_err()), "{state}");
            assert!(state.is_over());
        }
    }
}
