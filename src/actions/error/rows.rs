//! What is wrong with a draft or with rows that came together: told one by one, all at once.

use thiserror::Error;

use crate::domain::meetings::ScheduleError;
use crate::domain::roll::ElectorateError;
use crate::domain::rules::{CompetenceError, NoticeField, SwitchNotSupportedYet, UnknownMatter};
use crate::domain::tally::{SimulationError, TermsError};
use crate::evidence::delegate_rule::DelegateRuleProblem;
use crate::evidence::non_voter::NonVoterProblem;
use crate::evidence::notices::ParticularsError;
use crate::evidence::rules::PackMistake;
use crate::evidence::rules::in_force::AgainstRules;

/// One thing wrong with a row of services.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServiceMistake {
    /// The row, from 1.
    pub row: u32,
    /// The field.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub reason: String,
}

/// One thing wrong with the draft of a meeting.
#[derive(Debug, Error)]
pub enum DraftProblem {
    /// What a vote on it will take cannot be told.
    #[error("matter {matter}: {error}")]
    Simulation {
        /// The matter.
        matter: String,
        /// Why.
        error: SimulationError,
    },
    /// Two matters with one identity.
    #[error("matter {0} stands twice")]
    MatterTwice(String),
    /// No matter, or too many.
    #[error("a meeting has 1 to {max} matters", max = crate::domain::meetings::MATTERS_MAX)]
    MatterCount,
    /// The definition cannot be read.
    #[error("{0}")]
    Definition(String),
    /// The pack does not know a kind of matter.
    #[error(transparent)]
    UnknownMatter(#[from] UnknownMatter),
    /// An election without candidates, or candidates on something that is no election.
    #[error("matter {0}: seats and candidates belong to an election, and an election needs both")]
    ElectionForm(String),
    /// The electorate of a matter.
    #[error("matter {matter}: {error}")]
    Electorate {
        /// Whose.
        matter: String,
        /// Why.
        error: ElectorateError,
    },
    /// The terms of a matter do not fit together.
    #[error("matter {matter}: {error}")]
    Terms {
        /// Which one.
        matter: String,
        /// Why.
        error: TermsError,
    },
    /// The rules in force settle it otherwise.
    #[error(transparent)]
    AgainstRules(#[from] AgainstRules),
    /// The rules that the community stated do not lie on the rule pack of the draft.
    #[error("the community's rules do not fit the rule pack: {0}")]
    Composition(PackMistake),
    /// Silence cannot mean what the switch says.
    #[error(transparent)]
    NonVoter(#[from] NonVoterProblem),
    /// Delegates cannot act.
    #[error(transparent)]
    DelegateRule(#[from] DelegateRuleProblem),
    /// A matter that is not the assembly's, or of which that is doubtful and not reasoned.
    #[error("matter {matter}: {error}")]
    Competence {
        /// Which one.
        matter: String,
        /// Why.
        error: CompetenceError,
    },
    /// A switch this version cannot carry out.
    #[error(transparent)]
    Switch(#[from] SwitchNotSupportedYet),
    /// The times.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// A title or the convener's name that is empty or too long.
    #[error("the title and the body that calls the meeting must have 1 to 200 characters")]
    Heading,
    /// The objection period is too long.
    #[error("objections can be open for at most {0} days")]
    ObjectionDays(u16),
    /// What is said besides the definition cannot stand.
    #[error(transparent)]
    Particulars(#[from] ParticularsError),
    /// The notice lacks what the rules ask for.
    #[error("the notice does not say {field}, which it must ({article})")]
    NoticeLacks {
        /// What it lacks.
        field: NoticeField,
        /// The article that asks for it.
        article: String,
    },
    /// A file that was not uploaded, or not as it is named.
    #[error(
        "attachment {0}: upload the file to this meeting first, and name its SHA-256, size and media type as answered"
    )]
    AttachmentNotThere(usize),
    /// There is no register to derive a roll from.
    #[error("import the owners' register first")]
    NoRegister,
}
