//! What a pack asks of one matter: all that a verdict needs besides the totals.

use super::calls::{Call, SecondCall};
use super::caps::Cap;
use super::classes::{ClassName, Consequence, Method, Objection, SecondVote, Silence, Sizes};
use super::measures::{Measure, Measures};
use super::pack::{Decides, Rounding};
use super::requirements::{Requirement, Subject};
use super::sources::Source;
use super::thresholds::Base;

/// A second vote with what it would ask.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FurtherVote {
    /// The vote and what opens it.
    pub vote: SecondVote,
    /// What its class asks.
    pub asks: Vec<Requirement>,
}

/// What a pack asks of one matter at one call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rule {
    /// What votes are weighed by.
    pub measures: Measures,
    /// The call.
    pub call: Call,
    /// The class of the matter.
    pub class: ClassName,
    /// Who must come; all must hold. Empty where the law asks for no quorum.
    pub quorum: Vec<Requirement>,
    /// What the votes for the motion, or for each candidate, must come to; all must hold.
    pub approval: Vec<Requirement>,
    /// Motion or election.
    pub decides: Decides,
    /// How an election goes.
    pub method: Method,
    /// The cut of a large weight.
    pub cap: Option<Cap>,
    /// Which numbers of seats are lawful.
    pub sizes: Option<Sizes>,
    /// A local way to round.
    pub rounding: Option<Rounding>,
    /// The second vote that the result may open.
    pub second_vote: Option<FurtherVote>,
    /// What a second call would ask, and what opens it.
    pub second_call: Option<(Vec<Requirement>, SecondCall)>,
    /// Whether silence agrees.
    pub silence: Option<Silence>,
    /// Under which objections a motion that passed falls.
    pub objection: Option<Objection>,
    /// What else follows.
    pub consequences: Vec<Consequence>,
}

impl Rule {
    /// What every weight is multiplied by so that a cut one is an integer; 1 without a cut.
    #[must_use]
    pub fn denominator(&self) -> u64 {
        self.cap.as_ref().map_or(1, Cap::denominator)
    }

    /// Whether votes are weighed by units.
    #[must_use]
    pub const fn weighs_units(&self) -> bool {
        self.measures.contains(Measure::Units)
    }

    /// Whether it matters who attends without voting on the matter.
    #[must_use]
    pub fn weighs_presence(&self) -> bool {
        self.requirements()
            .any(|own| own.subject == Subject::Presence || own.threshold.base() == Some(Base::Present))
    }

    /// Every requirement on the totals of this vote.
    pub fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        let conditions = self.second_vote.iter().flat_map(|further| &further.vote.conditions);
        let consequences = self.consequences.iter().flat_map(|consequence| &consequence.requires);
        self.quorum.iter().chain(&self.approval).chain(conditions).chain(consequences)
    }

    /// The same rule where the statute was not seen to put the matter in its class: what the class
    /// asks is not verified for it either.
    pub(super) fn not_surer_than(self, source: &Source) -> Self {
        let lowered = |own: Requirement| {
            let lower = own.threshold.source().clone().no_surer_than(source);
            Requirement { threshold: own.threshold.with_source(lower), ..own }
        };
        Self { approval: self.approval.into_iter().map(lowered).collect(), ..self }
    }
}
