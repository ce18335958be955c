//! What a formation still lacks until there is an assembly.

use thiserror::Error;

use super::Formation;
use super::inaugural::Adoptable;
use super::postings::DraftText;
use super::states::FormationState;
use super::trigger::{self, TooFewApply};
use crate::domain::annals::Scene;
use crate::domain::instants::Instant;

/// Something that a formation lacks.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum Missing {
    /// Owners who apply.
    #[error(transparent)]
    Applicants(TooFewApply),
    /// The group.
    #[error("the group is not formed")]
    Group,
    /// The list of the group must be posted longer.
    #[error("the list of the group is posted until {until}")]
    ListPosting {
        /// Until when.
        until: Instant,
    },
    /// The posted register.
    #[error("the register is not posted")]
    Register,
    /// A draft.
    #[error("the draft of the {0} is not posted")]
    Draft(DraftText),
    /// The posted candidates.
    #[error("the candidates are not posted")]
    Candidates,
    /// The inaugural meeting is not prepared.
    #[error("the group has not named the inaugural meeting")]
    Meeting,
    /// Notice of it.
    #[error("notice of the inaugural meeting is not given")]
    Notice,
    /// Something that the meeting is to adopt.
    #[error("{0} is not adopted")]
    Adoption(Adoptable),
}

impl Missing {
    /// What is missing, as a stable word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applicants(_) => "applicants",
            Self::Group => "group",
            Self::ListPosting { .. } => "list_posting",
            Self::Register => "register",
            Self::Draft(DraftText::Covenant) => "covenant_draft",
            Self::Draft(DraftText::RulesOfProcedure) => "rules_of_procedure_draft",
            Self::Draft(DraftText::VotingRules) => "voting_rules_draft",
            Self::Candidates => "candidates",
            Self::Meeting => "meeting",
            Self::Notice => "notice",
            Self::Adoption(Adoptable::Covenant) => "covenant_adopted",
            Self::Adoption(Adoptable::RulesOfProcedure) => "rules_of_procedure_adopted",
            Self::Adoption(Adoptable::Committee) => "committee_elected",
        }
    }
}

impl Formation {
    /// Everything that is missing until there is an assembly, in the order in which it is done; nothing once there is
    /// one, or the formation was given up.
    #[must_use]
    pub fn missing(&self, now: Instant, scene: &Scene<'_>) -> Vec<Missing> {
        match self.state {
            FormationState::Adopted | FormationState::Abandoned => return Vec::new(),
            FormationState::Applied
            | FormationState::Grouped
            | FormationState::Preparing
            | FormationState::Called => {}
        }
        let mut missing = Vec::new();
        missing.extend(self.too_few_apply(scene).map(Missing::Applicants));
        missing.extend(self.group.is_none().then_some(Missing::Group));
        let listed_until = self.listed_until(scene).filter(|until| now < *until && self.register.is_none());
        missing.extend(listed_until.map(|until| Missing::ListPosting { until }));
        missing.extend(self.missing_postings(scene));
        missing.extend(self.meeting.is_none().then_some(Missing::Meeting));
        missing.extend(self.called.is_none().then_some(Missing::Notice));
        let open = Adoptable::ALL.iter().copied().filter(|own| !self.adopted.contains_key(own));
        missing.extend(open.map(Missing::Adoption));
        missing
    }

    /// What of the postings before the inaugural meeting is missing: what is adopted needs no draft any more.
    pub(super) fn missing_postings(&self, scene: &Scene<'_>) -> impl Iterator<Item = Missing> {
        let draft = |text: &DraftText| {
            let adopted = match text {
                DraftText::Covenant => self.adopted.contains_key(&Adoptable::Covenant),
                DraftText::RulesOfProcedure => self.adopted.contains_key(&Adoptable::RulesOfProcedure),
                DraftText::VotingRules => false,
            };
            (!adopted && !self.drafts.contains_key(text)).then_some(Missing::Draft(*text))
        };
        let slate = !self.has_slate(scene) && !self.adopted.contains_key(&Adoptable::Committee);
        let register = self.register.is_none().then_some(Missing::Register);
        let drafts: Vec<Missing> = DraftText::ALL.iter().filter_map(draft).collect();
        register.into_iter().chain(drafts).chain(slate.then_some(Missing::Candidates))
    }

    /// Whether candidates are posted: by the group, or in the call for candidates of the meeting that it named.
    fn has_slate(&self, scene: &Scene<'_>) -> bool {
        let call = self.meeting.and_then(|meeting| scene.annals.candidacies().of_meeting(meeting));
        self.slate.is_some() || call.is_some_and(|own| own.posted_at().is_some())
    }

    /// Why too few apply, while no group is formed.
    pub(super) fn too_few_apply(&self, scene: &Scene<'_>) -> Option<TooFewApply> {
        if self.complete_at.is_some() {
            return None;
        }
        let holdings = scene.registers.get(self.application_register)?;
        trigger::applicants(holdings, &self.applicants, scene.procedure).err()
    }
}
