//! Formations: how a community comes by its first assembly (物业管理条例 arts 8 to 16 and the rules of the place).
//!
//! Owners, or an office for them, apply; a group is formed and its list posted; the group posts the register, the drafts of
//! covenant, rules of procedure and voting rules, and the candidates; the inaugural meeting decides. The assembly exists
//! from the day on which covenant, rules and committee are all adopted. What is missing until then is said.

mod deeds;
mod hearing;
mod inaugural;
mod missing;
mod postings;
mod progress;
mod refusals;
mod states;
mod trigger;

use std::collections::{BTreeMap, BTreeSet};

pub use self::deeds::FormationDeed;
use self::deeds::{GROUP, OFFICES};
pub use self::inaugural::{Adoptable, Adoption, Called, Hold, Posting};
pub use self::missing::Missing;
pub use self::postings::{DraftPosted, DraftText, GroupPosted, RegisterPosted, SlatePosted};
pub use self::refusals::{FormationRefusal, Several};
pub use self::states::{FormationAction, FormationState, FormationTransition};
pub use self::trigger::{TooFewApply, TooLittleDelivered};
use crate::domain::annals::{
    Book, Call, Consequence, Due, DueKind, Event, Moment, NoticeRefusal, NoticedMeeting, ProcessId, Said,
    Scene, Subject,
};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::register::OwnerId;
use crate::domain::roll::Weight;

/// A formation as the record tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Formation {
    /// Where it stands.
    pub state: FormationState,
    /// As what somebody applied.
    pub applied_by: Role,
    /// When.
    pub applied_at: Instant,
    /// The version of the register on which the application is counted.
    pub application_register: u32,
    /// Every owner who applies.
    pub applicants: BTreeSet<OwnerId>,
    /// When enough applied; from then on the group is due.
    pub complete_at: Option<Instant>,
    /// The group.
    pub group: Option<GroupPosted>,
    /// The posted register.
    pub register: Option<RegisterPosted>,
    /// The posted drafts.
    pub drafts: BTreeMap<DraftText, DraftPosted>,
    /// The posted candidates.
    pub slate: Option<SlatePosted>,
    /// The meeting that the group prepares, or prepared, as the inaugural one.
    pub meeting: Option<MeetingId>,
    /// That meeting, while it is called and once it has adopted everything.
    pub called: Option<Called>,
    /// When the first inaugural meeting opened.
    pub opened_at: Option<Instant>,
    /// What is adopted.
    pub adopted: BTreeMap<Adoptable, Adoption>,
}

/// Every formation.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Formations(BTreeMap<ProcessId, Formation>);

impl Formations {
    /// A formation.
    #[must_use]
    pub fn get(&self, process: ProcessId) -> Option<&Formation> {
        self.0.get(&process)
    }

    /// Every formation, by identifier.
    pub fn iter(&self) -> impl Iterator<Item = (ProcessId, &Formation)> {
        self.0.iter().map(|(process, formation)| (*process, formation))
    }

    /// The one that is under way, or has led to the assembly that there is.
    #[must_use]
    pub fn current(&self) -> Option<(ProcessId, &Formation)> {
        self.iter().find(|(_, formation)| formation.state != FormationState::Abandoned)
    }

    fn apply(
        &self,
        said: &Said<'_, FormationDeed>,
        scene: &Scene<'_>,
    ) -> Result<Formation, FormationRefusal> {
        let FormationDeed::Apply { register, first_delivered_at } = *said.deed else {
            return Err(FormationRefusal::Unknown);
        };
        if let Some((formation, own)) = self.current() {
            return Err(FormationRefusal::Another { formation: formation.uuid(), state: own.state });
        }
        let (now, holdings) = (said.moment.at, progress::latest(register, scene)?);
        if first_delivered_at.is_some_and(|first| first > now) {
            return Err(FormationRefusal::DeliveredInTheFuture);
        }
        trigger::delivered(holdings, first_delivered_at, now, (scene.procedure, scene.calendar))?;
        let mut formation = Formation {
            state: FormationState::Applied,
            applied_by: said.by.role,
            applied_at: now,
            application_register: register,
            applicants: BTreeSet::new(),
            complete_at: None,
            group: None,
            register: None,
            drafts: BTreeMap::new(),
            slate: None,
            meeting: None,
            called: None,
            opened_at: None,
            adopted: BTreeMap::new(),
        };
        formation.add_applicant(said.by, now, scene)?;
        Ok(formation)
    }
}

impl Book for Formations {
    type Deed = FormationDeed;
    type Refusal = FormationRefusal;

    fn take(
        &mut self,
        said: &Said<'_, FormationDeed>,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, FormationRefusal> {
        let next = match self.0.get(&said.process) {
            Some(formation) => formation.after(said, scene)?,
            None => self.apply(said, scene)?,
        };
        self.0.insert(said.process, next);
        Ok(Vec::new())
    }

    fn hear(&mut self, event: &Event, moment: Moment, _scene: &Scene<'_>) -> Vec<Consequence> {
        for formation in self.0.values_mut() {
            formation.hear(event, moment.at);
        }
        Vec::new()
    }

    fn allows_notice(
        &self,
        meeting: &NoticedMeeting,
        _moment: Moment,
        scene: &Scene<'_>,
    ) -> Result<(), NoticeRefusal> {
        // A community that recorded no formation has its assembly from elsewhere.
        let Some((_, formation)) = self.current() else { return Ok(()) };
        let holds = match meeting.call {
            Call::Inaugural => formation.holds(meeting, scene),
            Call::Regular | Call::Extraordinary => formation.holds_other(meeting.meeting),
        };
        if holds.is_empty() {
            return Ok(());
        }
        Err(NoticeRefusal(FormationRefusal::Held(Several(holds)).to_string()))
    }

    fn dues(&self, scene: &Scene<'_>) -> Vec<Due> {
        self.iter().flat_map(|(process, formation)| formation.dues(process, scene)).collect()
    }
}

impl Formation {
    /// From when on there is an assembly: the day on which the last of what it needs was adopted.
    #[must_use]
    pub fn exists_from(&self) -> Option<Instant> {
        match self.state {
            FormationState::Adopted => self.adopted.values().map(|adoption| adoption.at).max(),
            FormationState::Applied
            | FormationState::Grouped
            | FormationState::Preparing
            | FormationState::Called
            | FormationState::Abandoned => None,
        }
    }

    /// How much applies, and how much there is, on the register of the application.
    #[must_use]
    pub fn applying(&self, scene: &Scene<'_>) -> (Weight, Weight) {
        let holdings = scene.registers.get(self.application_register);
        holdings.map_or_else(Default::default, |holdings| trigger::weighed(holdings, &self.applicants))
    }

    /// Until when the list of the group is posted before the group begins.
    #[must_use]
    pub fn listed_until(&self, scene: &Scene<'_>) -> Option<Instant> {
        let days = scene.procedure.group_posting_days_min.value;
        self.group.as_ref().map(|own| scene.calendar.after_full_days(own.posted_at, days).ends_at)
    }

    /// What is due in it, and what was done in time or late.
    #[must_use]
    pub fn dues(&self, process: ProcessId, scene: &Scene<'_>) -> Vec<Due> {
        if self.state == FormationState::Abandoned {
            return Vec::new();
        }
        let due = |what, until, by, source, done_at| Due {
            what,
            subject: Subject::Formation,
            process,
            from: None,
            until,
            by,
            source,
            done_at,
        };
        let (group, meeting) =
            (&scene.procedure.preparatory_group_days_max, &scene.procedure.inaugural_meeting_days_max);
        let formed_at = self.group.as_ref().map(|own| own.formed_at);
        let group = self.complete_at.map(|complete_at| {
            let until = scene.calendar.forward(complete_at, group.value).ends_at;
            due(DueKind::PreparatoryGroup, until, &OFFICES[..], group.source.clone(), formed_at)
        });
        let meeting = formed_at.map(|formed_at| {
            let until = scene.calendar.forward(formed_at, meeting.value).ends_at;
            due(DueKind::InauguralMeeting, until, &GROUP[..], meeting.source.clone(), self.opened_at)
        });
        group.into_iter().chain(meeting).collect()
    }
}

#[cfg(test)]
mod tests;
