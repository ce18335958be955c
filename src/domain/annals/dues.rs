//! What is due in the life of a community, by when, and by whom.

use super::{ProcessId, Subject};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::rules::Source;
use crate::domain::words::words;

words! {
    /// What is due.
    pub enum DueKind {
        /// To tell the manager that the contract is not prolonged, or that another is hired.
        ContractDecision = "contract_decision",
        /// The end of a contract with a manager.
        ContractEnd = "contract_end",
        /// The end of the notice that a dismissed manager has.
        DismissalEffect = "dismissal_effect",
        /// To form the group that prepares the first meeting.
        PreparatoryGroup = "preparatory_group",
        /// To hold the inaugural meeting.
        InauguralMeeting = "inaugural_meeting",
        /// A committee reports that its term ends.
        TermReport = "term_report",
        /// The next committee is elected before the term ends.
        TermElection = "term_election",
        /// A committee whose time is over hands over.
        CommitteeHandover = "committee_handover",
        /// A member who left hands over.
        MemberHandover = "member_handover",
        /// Whoever kept things for the next committee hands them on.
        OnwardHandover = "onward_handover",
        /// To post the agenda of a sitting of the owners' committee.
        SittingAgenda = "sitting_agenda",
        /// To tell the residents' committee of a sitting.
        SittingTold = "sitting_told",
        /// To post what a sitting decided.
        DecisionPosting = "decision_posting",
        /// The next sitting of the owners' committee.
        NextSitting = "next_sitting",
        /// To sign a petition and to hand it in.
        PetitionSupport = "petition_support",
        /// The committee's answer to a petition.
        PetitionAnswer = "petition_answer",
        /// The meeting that a petition asks for.
        PetitionMeeting = "petition_meeting",
        /// The same meeting, as the authority ordered it.
        PetitionOrder = "petition_order",
        /// To reveal what was committed to for the order of the ballot.
        LotRevealed = "lot_revealed",
        /// To answer an objection to a step.
        ContestAnswer = "contest_answer",
        /// To publish the totals of an evaluation.
        EvaluationResult = "evaluation_result",
        /// To ask the owners again.
        Evaluation = "evaluation",
        /// The committee's first meeting, which chooses its chair.
        ChairElection = "chair_election",
        /// The filing of a committee that was elected.
        CommitteeFiling = "committee_filing",
        /// The filing of a change in a committee.
        CommitteeChangeFiling = "committee_change_filing",
        /// The report of the exit audit of a committee whose time is over.
        ExitAudit = "exit_audit",
    }
}

/// Something that is due, done or not.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Due {
    /// What.
    pub what: DueKind,
    /// Of which noun.
    pub subject: Subject,
    /// Of which process.
    pub process: ProcessId,
    /// Since when it can be done; none if that is no matter.
    pub from: Option<Instant>,
    /// The first instant at which it is too late.
    pub until: Instant,
    /// Who has to.
    pub by: &'static [Role],
    /// Where the law says so.
    pub source: Source,
    /// When it was done.
    pub done_at: Option<Instant>,
}
