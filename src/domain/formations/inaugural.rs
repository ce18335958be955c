//! The inaugural meeting: what holds its notice, and what is adopted at it.

use std::collections::BTreeMap;

use thiserror::Error;

use super::postings::DraftText;
use super::states::FormationState;
use super::{Formation, Missing};
use crate::domain::annals::{NoticedMeeting, Outcome, Scene};
use crate::domain::instants::Instant;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::rules::MatterKind;
use crate::domain::words::words;

words! {
    /// What must be adopted before there is an assembly, by the kinds of matter of rule packs (Civil Code art 278).
    pub enum Adoptable {
        /// The covenant.
        Covenant = "covenant",
        /// The rules of procedure.
        RulesOfProcedure = "rules_of_procedure",
        /// The committee is elected.
        Committee = "committee_election",
    }
}

/// When something was adopted, and where.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Adoption {
    /// The meeting.
    pub meeting: MeetingId,
    /// When its result became final.
    pub at: Instant,
}

/// The inaugural meeting of which notice was given.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Called {
    /// Which.
    pub meeting: MeetingId,
    /// When voting opens.
    pub opens_at: Instant,
    /// What of its agenda must be adopted.
    pub(super) matters: BTreeMap<MatterId, Adoptable>,
    /// What was decided on it, once it is counted.
    pub(super) carried: Vec<Adoptable>,
}

/// What holds the notice of an inaugural meeting.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Hold {
    /// The formation is elsewhere.
    #[error("the formation is {0}")]
    State(FormationState),
    /// It is not the meeting that the group prepares.
    #[error("the group has not named this meeting as the inaugural one")]
    NotNamed,
    /// The meeting that the group prepares is noticed as another kind of meeting.
    #[error("the group named this meeting as the inaugural one: let its kind be inaugural")]
    NotInaugural,
    /// The assembly is being formed, and no other meeting decides in its place.
    #[error(
        "there is no assembly yet: until covenant, rules of procedure and committee are adopted only the inaugural meeting is called"
    )]
    NoAssembly,
    /// Something is not there.
    #[error(transparent)]
    Missing(Missing),
    /// A newer version of the register was not posted.
    #[error("version {latest} of the register is not posted, only version {posted}")]
    RegisterChanged {
        /// The version that is posted.
        posted: u32,
        /// The latest.
        latest: u32,
    },
    /// Something was posted too late before voting opens.
    #[error("{what} was posted too late: it had to be posted before {latest}")]
    PostedTooLate {
        /// What.
        what: Posting,
        /// The first instant that was too late.
        latest: Instant,
    },
    /// The agenda leaves out what is to be adopted.
    #[error("the agenda has no matter of the kind {0}")]
    NotOnTheAgenda(Adoptable),
    /// The ballot is not the slate that was posted.
    #[error("the seats and candidates of the agenda are not those that were posted, in their order")]
    OtherSlate,
}

words! {
    /// What is posted before the inaugural meeting.
    pub enum Posting {
        /// The register.
        Register = "the register",
        /// The covenant.
        Covenant = "the covenant",
        /// The rules of procedure.
        RulesOfProcedure = "the rules of procedure",
        /// The voting rules.
        VotingRules = "the voting rules",
        /// The candidates.
        Candidates = "the list of candidates",
    }
}

impl From<DraftText> for Posting {
    fn from(text: DraftText) -> Self {
        match text {
            DraftText::Covenant => Self::Covenant,
            DraftText::RulesOfProcedure => Self::RulesOfProcedure,
            DraftText::VotingRules => Self::VotingRules,
        }
    }
}

impl Adoptable {
    /// What a matter of this kind adopts.
    #[must_use]
    pub fn of_kind(kind: &MatterKind) -> Option<Self> {
        kind.as_str().parse().ok()
    }

    /// Whether a decision adopts it.
    #[must_use]
    pub const fn is_adopted_by(self, outcome: &Outcome) -> bool {
        match self {
            Self::Covenant | Self::RulesOfProcedure => matches!(outcome, Outcome::Carried),
            Self::Committee => matches!(outcome, Outcome::Elected { .. }),
        }
    }
}

impl Called {
    pub(super) fn of(meeting: &NoticedMeeting) -> Self {
        let of = |matter: &crate::domain::annals::NoticedMatter| {
            Adoptable::of_kind(&matter.kind).map(|own| (matter.matter.clone(), own))
        };
        let matters = meeting.matters.iter().filter_map(of).collect();
        Self { meeting: meeting.meeting, opens_at: meeting.opens_at, matters, carried: Vec::new() }
    }

    /// Notes what was decided.
    pub(super) fn count(&mut self, outcomes: &[(MatterId, Outcome)]) {
        let adopted = |(matter, outcome): &(MatterId, Outcome)| {
            self.matters.get(matter).copied().filter(|own| own.is_adopted_by(outcome))
        };
        self.carried = outcomes.iter().filter_map(adopted).collect();
    }
}

impl Formation {
    /// Everything that holds the notice of a meeting as the inaugural one; nothing if it can be given.
    #[must_use]
    pub fn holds(&self, meeting: &NoticedMeeting, scene: &Scene<'_>) -> Vec<Hold> {
        if self.state != FormationState::Preparing {
            return vec![Hold::State(self.state)];
        }
        let mut holds = Vec::new();
        if self.meeting != Some(meeting.meeting) {
            holds.push(Hold::NotNamed);
        }
        holds.extend(self.missing_postings(scene).map(Hold::Missing));
        holds.extend(self.postings_late(meeting.opens_at, scene));
        let on_agenda = |own: &Adoptable| {
            meeting.matters.iter().any(|matter| Adoptable::of_kind(&matter.kind) == Some(*own))
        };
        let open = Adoptable::ALL.iter().copied().filter(|own| !self.adopted.contains_key(own));
        holds.extend(open.filter(|own| !on_agenda(own)).map(Hold::NotOnTheAgenda));
        if self.is_other_slate(meeting) {
            holds.push(Hold::OtherSlate);
        }
        holds
    }

    /// What holds the notice of a meeting of another kind: while the group prepares, none decides past it. An application
    /// alone holds nothing, or any owner could stop an assembly that exists.
    #[must_use]
    pub fn holds_other(&self, meeting: MeetingId) -> Vec<Hold> {
        match self.state {
            FormationState::Grouped | FormationState::Preparing | FormationState::Called => {
                let named = self.meeting == Some(meeting);
                vec![if named { Hold::NotInaugural } else { Hold::NoAssembly }]
            }
            FormationState::Applied | FormationState::Adopted | FormationState::Abandoned => Vec::new(),
        }
    }

    /// What was posted later than so many full days before voting opens, and a register that changed since.
    fn postings_late(&self, opens_at: Instant, scene: &Scene<'_>) -> Vec<Hold> {
        let (procedure, calendar) = (scene.procedure, scene.calendar);
        let register = calendar.backward(opens_at, procedure.register_posting_days_min.value).ends_at;
        let materials = calendar.backward(opens_at, procedure.materials_posting_days_min.value).ends_at;
        let mut posted: Vec<(Posting, Instant, Instant)> = Vec::new();
        posted.extend(self.register.map(|own| (Posting::Register, own.first_at, register)));
        posted.extend(self.drafts.iter().map(|(text, own)| (Posting::from(*text), own.posted_at, materials)));
        posted.extend(self.slate.iter().map(|own| (Posting::Candidates, own.posted_at, materials)));
        let late = posted.into_iter().filter(|(_, posted_at, latest)| posted_at >= latest);
        let mut holds: Vec<Hold> =
            late.map(|(what, _, latest)| Hold::PostedTooLate { what, latest }).collect();
        if let (Some(own), Some(latest)) = (self.register, scene.annals.register())
            && own.version != latest
        {
            holds.push(Hold::RegisterChanged { posted: own.version, latest });
        }
        holds
    }

    fn is_other_slate(&self, meeting: &NoticedMeeting) -> bool {
        let elects = meeting
            .matters
            .iter()
            .filter(|matter| Adoptable::of_kind(&matter.kind) == Some(Adoptable::Committee));
        let Some(slate) = &self.slate else { return false };
        elects.into_iter().any(|matter| {
            matter
                .election
                .as_ref()
                .is_none_or(|own| (own.seats, &own.candidates) != (slate.seats, &slate.candidates))
        })
    }
}
