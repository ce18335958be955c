//! The states of a meeting and what may happen in each.
//!
//! draft → noticed → open → closed → counted → announced; cancelled from draft, noticed or open;
//! annulled from counted or announced. The clock opens and closes; everything else is somebody's
//! act. Every state × action pair is decided by [`MeetingState::after`].

use thiserror::Error;

use crate::domain::words::words;

words! {
    /// Where a meeting stands.
    pub enum MeetingState {
        /// Being prepared; nobody but its officers sees it.
        Draft = "draft",
        /// Notice was given: agenda locked, provisional roll posted for objection.
        Noticed = "noticed",
        /// Ballots are received; the roll is final.
        Open = "open",
        /// Voting has ended; nothing is known of the result.
        Closed = "closed",
        /// Counted; the preliminary result is posted for objection.
        Counted = "counted",
        /// The result is final.
        Announced = "announced",
        /// Called off before any result.
        Cancelled = "cancelled",
        /// Its result was set aside.
        Annulled = "annulled",
    }
}

impl MeetingState {
    /// The state after an action, or why the action is not possible here.
    pub const fn after(self, action: MeetingAction) -> Result<Self, TransitionError> {
        let next = match self {
            Self::Draft => after_draft(action),
            Self::Noticed => after_noticed(action),
            Self::Open => after_open(action),
            Self::Closed => after_closed(action),
            Self::Counted => after_counted(action),
            Self::Announced => after_announced(action),
            Self::Cancelled | Self::Annulled => None,
        };
        match next {
            Some(next) => Ok(next),
            None => Err(TransitionError { state: self, action }),
        }
    }
}

/// What somebody, or the clock, does to a meeting.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MeetingAction {
    /// Change the draft.
    Edit,
    /// Give notice: lock the agenda, post the provisional roll.
    GiveNotice,
    /// Change the provisional roll, signed and reasoned.
    AmendRoll,
    /// Object to the provisional roll, or to who stands for election.
    ObjectToRoll,
    /// Object to putting a matter to the assembly.
    ObjectToCompetence,
    /// Commit to a value of the lot that may break ties.
    CommitLot,
    /// Correct the notice: place, contact, words on how to vote, attachments.
    CorrectNotice,
    /// Record that a unit was served with the notice.
    RecordService,
    /// The clock: voting begins, the roll becomes final.
    Open,
    /// Cast a ballot.
    Cast,
    /// Hand in a ballot that a second inbox took in time.
    Forward,
    /// Name who is to act for an elector of several owners.
    NameRepresentative,
    /// Object to the co-owner who acts for such an elector provisionally.
    ObjectToRepresentative,
    /// Take such an objection back.
    WithdrawFromDispute,
    /// Decide who acts where the co-owners quarrel.
    DecideRepresentation,
    /// Give or revoke a mandate, or exclude a holder.
    KeepMandates,
    /// Hand out paper ballots.
    IssuePapers,
    /// Take a paper ballot back, or out.
    LogPaper,
    /// Read a paper ballot that came back.
    EnterPaper,
    /// Count the paper ballots by hand.
    CountPapers,
    /// Hold a sample of the paper ballots against their scans.
    SamplePapers,
    /// Record that an owner is helped to vote.
    RecordAssistance,
    /// Record that others act for an elector from now on.
    RecordSuccession,
    /// Move the close to a later time.
    Extend,
    /// The clock: voting ends.
    Close,
    /// Reveal what was committed to.
    RevealLot,
    /// Count and certify.
    Count,
    /// Sign the certificate as scrutineer or supervisor.
    Countersign,
    /// Object to the preliminary result.
    ObjectToResult,
    /// Make the result final.
    Announce,
    /// Call the meeting off.
    Cancel,
    /// Set the result aside.
    Annul,
}

impl MeetingAction {
    /// Every action.
    pub const ALL: [Self; 32] = [
        Self::Edit,
        Self::GiveNotice,
        Self::AmendRoll,
        Self::ObjectToRoll,
        Self::ObjectToCompetence,
        Self::CommitLot,
        Self::CorrectNotice,
        Self::RecordService,
        Self::Open,
        Self::Cast,
        Self::Forward,
        Self::NameRepresentative,
        Self::ObjectToRepresentative,
        Self::WithdrawFromDispute,
        Self::DecideRepresentation,
        Self::KeepMandates,
        Self::IssuePapers,
        Self::LogPaper,
        Self::EnterPaper,
        Self::CountPapers,
        Self::SamplePapers,
        Self::RecordAssistance,
        Self::RecordSuccession,
        Self::Extend,
        Self::Close,
        Self::RevealLot,
        Self::Count,
        Self::Countersign,
        Self::ObjectToResult,
        Self::Announce,
        Self::Cancel,
        Self::Annul,
    ];
}

/// The action is not possible in this state.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a meeting that is {state} does not allow this")]
pub struct TransitionError {
    /// Where the meeting stands.
    pub state: MeetingState,
    /// What was tried.
    pub action: MeetingAction,
}

const fn after_draft(action: MeetingAction) -> Option<MeetingState> {
    use MeetingAction as A;
    match action {
        A::Edit => Some(MeetingState::Draft),
        A::GiveNotice => Some(MeetingState::Noticed),
        A::Cancel => Some(MeetingState::Cancelled),
        A::AmendRoll
        | A::ObjectToRoll
        | A::ObjectToCompetence
        | A::CommitLot
        | A::RecordService
        | A::Open
        | A::Cast
        | A::Forward
        | A::Extend
        | A::Close
        | A::RevealLot
        | A::Count
        | A::Countersign
        | A::ObjectToResult
        | A::Announce
        | A::NameRepresentative
        | A::ObjectToRepresentative
        | A::WithdrawFromDispute
        | A::DecideRepresentation
        | A::KeepMandates
        | A::Annul
        | A::IssuePapers
        | A::LogPaper
        | A::EnterPaper
        | A::CountPapers
        | A::SamplePapers
        | A::RecordAssistance
        | A::RecordSuccession
        | A::CorrectNotice => None,
    }
}

const fn after_noticed(action: MeetingAction) -> Option<MeetingState> {
    use MeetingAction as A;
    match action {
        A::AmendRoll
        | A::ObjectToRoll
        | A::ObjectToCompetence
        | A::CommitLot
        | A::CorrectNotice
        | A::RecordService
        | A::KeepMandates
        | A::NameRepresentative => Some(MeetingState::Noticed),
        A::Open => Some(MeetingState::Open),
        A::Cancel => Some(MeetingState::Cancelled),
        A::Edit
        | A::GiveNotice
        | A::Cast
        | A::Forward
        | A::Extend
        | A::Close
        | A::RevealLot
        | A::Count
        | A::Countersign
        | A::ObjectToResult
        | A::Announce
        | A::ObjectToRepresentative
        | A::WithdrawFromDispute
        | A::DecideRepresentation
        | A::Annul
        | A::IssuePapers
        | A::LogPaper
        | A::EnterPaper
        | A::CountPapers
        | A::SamplePapers
        | A::RecordAssistance
        | A::RecordSuccession => None,
    }
}

const fn after_open(action: MeetingAction) -> Option<MeetingState> {
    use MeetingAction as A;
    match action {
        A::RecordService
        | A::KeepMandates
        | A::Cast
        | A::Forward
        | A::NameRepresentative
        | A::ObjectToRepresentative
        | A::WithdrawFromDispute
        | A::DecideRepresentation
        | A::IssuePapers
        | A::LogPaper
        | A::EnterPaper
        | A::RecordAssistance
        | A::RecordSuccession
        | A::Extend => Some(MeetingState::Open),
        A::Close => Some(MeetingState::Closed),
        A::Cancel => Some(MeetingState::Cancelled),
        A::Edit
        | A::GiveNotice
        | A::AmendRoll
        | A::ObjectToRoll
        | A::ObjectToCompetence
        | A::CommitLot
        | A::Open
        | A::RevealLot
        | A::Count
        | A::Countersign
        | A::ObjectToResult
        | A::Announce
        | A::Annul
        | A::CountPapers
        | A::SamplePapers
        | A::CorrectNotice => None,
    }
}

const fn after_closed(action: MeetingAction) -> Option<MeetingState> {
    use MeetingAction as A;
    match action {
        A::Forward
        | A::ObjectToRepresentative
        | A::WithdrawFromDispute
        | A::DecideRepresentation
        | A::LogPaper
        | A::EnterPaper
        | A::CountPapers
        | A::SamplePapers
        | A::RevealLot => Some(MeetingState::Closed),
        A::Count => Some(MeetingState::Counted),
        A::Edit
        | A::GiveNotice
        | A::AmendRoll
        | A::ObjectToRoll
        | A::ObjectToCompetence
        | A::CommitLot
        | A::RecordService
        | A::Open
        | A::Cast
        | A::Extend
        | A::Close
        | A::Countersign
        | A::ObjectToResult
        | A::Announce
        | A::Cancel
        | A::NameRepresentative
        | A::KeepMandates
        | A::Annul
        | A::IssuePapers
        | A::RecordAssistance
        | A::RecordSuccession
        | A::CorrectNotice => None,
    }
}

const fn after_counted(action: MeetingAction) -> Option<MeetingState> {
    use MeetingAction as A;
    match action {
        A::Countersign | A::ObjectToResult | A::SamplePapers => Some(MeetingState::Counted),
        A::Announce => Some(MeetingState::Announced),
        A::Annul => Some(MeetingState::Annulled),
        A::Edit
        | A::GiveNotice
        | A::AmendRoll
        | A::ObjectToRoll
        | A::ObjectToCompetence
        | A::CommitLot
        | A::RecordService
        | A::Open
        | A::Cast
        | A::Forward
        | A::Extend
        | A::Close
        | A::RevealLot
        | A::Count
        | A::NameRepresentative
        | A::ObjectToRepresentative
        | A::WithdrawFromDispute
        | A::DecideRepresentation
        | A::KeepMandates
        | A::Cancel
        | A::IssuePapers
        | A::LogPaper
        | A::EnterPaper
        | A::CountPapers
        | A::RecordAssistance
        | A::RecordSuccession
        | A::CorrectNotice => None,
    }
}

const fn after_announced(action: MeetingAction) -> Option<MeetingState> {
    use MeetingAction as A;
    match action {
        A::Countersign => Some(MeetingState::Announced),
        A::Annul => Some(MeetingState::Annulled),
        A::Edit
        | A::GiveNotice
        | A::AmendRoll
        | A::ObjectToRoll
        | A::ObjectToCompetence
        | A::CommitLot
        | A::RecordService
        | A::Open
        | A::Cast
        | A::Forward
        | A::Extend
        | A::Close
        | A::RevealLot
        | A::Count
        | A::ObjectToResult
        | A::Announce
        | A::NameRepresentative
        | A::ObjectToRepresentative
        | A::WithdrawFromDispute
        | A::DecideRepresentation
        | A::KeepMandates
        | A::Cancel
        | A::IssuePapers
        | A::LogPaper
        | A::EnterPaper
        | A::CountPapers
        | A::SamplePapers
        | A::RecordAssistance
        | A::RecordSuccession
        | A::CorrectNotice => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The law of the house in one table: rows are states, columns what leads where.
    const POSSIBLE: [(MeetingState, MeetingAction, MeetingState); 44] = {
        use MeetingAction as A;
        use MeetingState as S;
        [
            (S::Draft, A::Edit, S::Draft),
            (S::Draft, A::GiveNotice, S::Noticed),
            (S::Draft, A::Cancel, S::Cancelled),
            (S::Noticed, A::AmendRoll, S::Noticed),
            (S::Noticed, A::ObjectToRoll, S::Noticed),
            (S::Noticed, A::ObjectToCompetence, S::Noticed),
            (S::Noticed, A::CommitLot, S::Noticed),
            (S::Noticed, A::RecordService, S::Noticed),
            (S::Noticed, A::CorrectNotice, S::Noticed),
            (S::Noticed, A::NameRepresentative, S::Noticed),
            (S::Noticed, A::KeepMandates, S::Noticed),
            (S::Noticed, A::Open, S::Open),
            (S::Noticed, A::Cancel, S::Cancelled),
            (S::Open, A::RecordService, S::Open),
            (S::Open, A::Cast, S::Open),
            (S::Open, A::Forward, S::Open),
            (S::Open, A::NameRepresentative, S::Open),
            (S::Open, A::ObjectToRepresentative, S::Open),
            (S::Open, A::WithdrawFromDispute, S::Open),
            (S::Open, A::DecideRepresentation, S::Open),
            (S::Open, A::KeepMandates, S::Open),
            (S::Open, A::IssuePapers, S::Open),
            (S::Open, A::LogPaper, S::Open),
            (S::Open, A::EnterPaper, S::Open),
            (S::Closed, A::LogPaper, S::Closed),
            (S::Closed, A::EnterPaper, S::Closed),
            (S::Closed, A::CountPapers, S::Closed),
            (S::Closed, A::SamplePapers, S::Closed),
            (S::Counted, A::SamplePapers, S::Counted),
            (S::Open, A::RecordAssistance, S::Open),
            (S::Open, A::RecordSuccession, S::Open),
            (S::Open, A::Extend, S::Open),
            (S::Open, A::Close, S::Closed),
            (S::Open, A::Cancel, S::Cancelled),
            (S::Closed, A::Forward, S::Closed),
            (S::Closed, A::ObjectToRepresentative, S::Closed),
            (S::Closed, A::WithdrawFromDispute, S::Closed),
            (S::Closed, A::DecideRepresentation, S::Closed),
            (S::Closed, A::RevealLot, S::Closed),
            (S::Closed, A::Count, S::Counted),
            (S::Counted, A::Countersign, S::Counted),
            (S::Counted, A::ObjectToResult, S::Counted),
            (S::Counted, A::Announce, S::Announced),
            (S::Announced, A::Countersign, S::Announced),
        ]
    };

    #[test]
    fn every_state_and_action_pair_is_decided_as_the_table_says() {
        for state in MeetingState::ALL.iter().copied() {
            for action in MeetingAction::ALL {
                let annulled = action == MeetingAction::Annul
                    && matches!(state, MeetingState::Counted | MeetingState::Announced);
                let expected = POSSIBLE
                    .iter()
                    .find(|(from, by, _)| (*from, *by) == (state, action))
                    .map(|(_, _, to)| *to)
                    .or(annulled.then_some(MeetingState::Annulled))
                    .ok_or(TransitionError { state, action });
                assert_eq!(state.after(action), expected, "{state} × {action:?}");
            }
        }
    }

    #[test]
    fn a_state_survives_its_text() {
        for state in MeetingState::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
        }
    }
}
