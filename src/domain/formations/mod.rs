//! Formations: how a community comes by its first assembly (物业管理条例 arts 8 to 16 and the rules of the place).
//!
//! Owners, or an office for them, apply; a group is formed and its list posted; the group posts the register, the drafts of
//! covenant, rules of procedure and voting rules, and the candidates; the inaugural meeting decides. The assembly exists
//! from the day on which covenant, rules and committee are all adopted. What is missing until then is said.

mod deeds;
mod inaugural;
mod missing;
mod postings;
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
    Actor, Book, Call, Consequence, Due, DueKind, Event, Moment, NoticeRefusal, NoticedMeeting, ProcessId,
    Said, Scene, Subject,
};
use crate::domain::groups::{GroupKind, GroupTerms};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{CANDIDATES_MAX, MeetingId};
use crate::domain::register::{Holdings, OwnerId};
use crate::domain::roll::Weight;
use crate::domain::rules::procedure::PreparatoryBody;

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
        let (now, holdings) = (said.moment.at, latest(register, scene)?);
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
            Call::Regular | Call::Extraordinary => {
                let named = formation.meeting == Some(meeting.meeting);
                named.then_some(Hold::NotInaugural).into_iter().collect()
            }
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

    fn after(&self, said: &Said<'_, FormationDeed>, scene: &Scene<'_>) -> Result<Self, FormationRefusal> {
        let now = said.moment.at;
        let mut next = Self { state: self.state.after(said.deed.action())?, ..self.clone() };
        match said.deed {
            FormationDeed::Apply { .. } | FormationDeed::Abandon { .. } => {}
            FormationDeed::Join => next.add_applicant(said.by, now, scene)?,
            FormationDeed::FormGroup { .. } => next.form_group(said, scene)?,
            FormationDeed::PostRegister { register } => next.post_register(*register, said, scene)?,
            FormationDeed::PostDraft { .. } => next.post_draft(said)?,
            FormationDeed::PostCandidates { .. } => next.post_candidates(said)?,
            FormationDeed::NameMeeting { meeting } => {
                next.member(said.by)?;
                next.meeting = Some(*meeting);
            }
        }
        Ok(next)
    }

    fn add_applicant(&mut self, by: &Actor, now: Instant, scene: &Scene<'_>) -> Result<(), FormationRefusal> {
        if let Some(owner) = &by.owner {
            let holdings = scene.registers.get(self.application_register);
            if !holdings.is_some_and(|holdings| trigger::is_elector(holdings, owner)) {
                return Err(FormationRefusal::NoElector);
            }
            if !self.applicants.insert(owner.clone()) {
                return Err(FormationRefusal::AppliesAlready);
            }
        }
        // An office applies for all of them.
        let enough = self.applied_by != Role::Owner || self.too_few_apply(scene).is_none();
        if enough && self.complete_at.is_none() {
            self.complete_at = Some(now);
        }
        Ok(())
    }

    fn form_group(
        &mut self,
        said: &Said<'_, FormationDeed>,
        scene: &Scene<'_>,
    ) -> Result<(), FormationRefusal> {
        let FormationDeed::FormGroup { kind, group, list } = said.deed else { return Ok(()) };
        if let Some(too_few) = self.too_few_apply(scene) {
            return Err(too_few.into());
        }
        let asked = match scene.procedure.preparatory_body.value {
            PreparatoryBody::PreparatoryGroup => GroupKind::PreparatoryGroup,
            PreparatoryBody::InterimCommittee => GroupKind::InterimCommittee,
        };
        if *kind != asked {
            return Err(FormationRefusal::OtherBody { asked, kind: *kind });
        }
        let lacks = group.lacks(&GroupTerms::of(scene.procedure));
        if !lacks.is_empty() {
            return Err(FormationRefusal::Composition(Several(lacks)));
        }
        let (kind, group, list, posted_at) = (*kind, group.clone(), *list, said.moment.at);
        let formed_at = self.group.as_ref().map_or(posted_at, |own| own.formed_at);
        self.group = Some(GroupPosted { kind, group, list, formed_at, posted_at });
        Ok(())
    }

    fn post_register(
        &mut self,
        version: u32,
        said: &Said<'_, FormationDeed>,
        scene: &Scene<'_>,
    ) -> Result<(), FormationRefusal> {
        self.member(said.by)?;
        let posted_at = said.moment.at;
        let until = self.listed_until(scene).filter(|until| self.register.is_none() && posted_at < *until);
        if let Some(until) = until {
            return Err(FormationRefusal::ListStillPosted { until });
        }
        latest(version, scene)?;
        let first_at = self.register.map_or(posted_at, |own| own.first_at);
        self.register = Some(RegisterPosted { version, first_at, posted_at });
        Ok(())
    }

    fn post_draft(&mut self, said: &Said<'_, FormationDeed>) -> Result<(), FormationRefusal> {
        let FormationDeed::PostDraft { text, version, document } = *said.deed else { return Ok(()) };
        self.member(said.by)?;
        let before = self.drafts.get(&text);
        let next = before.map_or(1, |own| own.version + 1);
        if version != next {
            return Err(FormationRefusal::NotTheNextVersion { next });
        }
        if before.is_some_and(|own| own.document == document) {
            return Err(FormationRefusal::SameText);
        }
        self.drafts.insert(text, DraftPosted { version, document, posted_at: said.moment.at });
        Ok(())
    }

    fn post_candidates(&mut self, said: &Said<'_, FormationDeed>) -> Result<(), FormationRefusal> {
        let FormationDeed::PostCandidates { seats, candidates } = said.deed else { return Ok(()) };
        self.member(said.by)?;
        if *seats == 0 {
            return Err(FormationRefusal::NoSeats);
        }
        if candidates.is_empty() || candidates.len() > CANDIDATES_MAX {
            return Err(FormationRefusal::CandidateCount);
        }
        let mut seen = BTreeSet::new();
        if let Some(again) = candidates.iter().find(|candidate| !seen.insert(*candidate)) {
            return Err(FormationRefusal::CandidateTwice(again.clone()));
        }
        let (candidates, posted_at) = (candidates.clone(), said.moment.at);
        self.slate = Some(SlatePosted { seats: *seats, candidates, posted_at });
        Ok(())
    }

    fn member(&self, by: &Actor) -> Result<(), FormationRefusal> {
        let member = self.group.as_ref().and_then(|own| own.group.member_under(&by.grants));
        member.map(|_| ()).ok_or(FormationRefusal::NotOfTheGroup)
    }

    fn hear(&mut self, event: &Event, now: Instant) {
        match event {
            Event::Noticed(meeting) => self.notice(meeting),
            Event::Opened { meeting } if self.is_called(*meeting) => {
                self.opened_at = self.opened_at.or(Some(now));
            }
            Event::Counted { meeting, outcomes } => {
                if let Some(called) = self.called.as_mut().filter(|own| own.meeting == *meeting) {
                    called.count(outcomes);
                }
            }
            Event::Announced { meeting } => self.announce(*meeting, now),
            Event::Cancelled { meeting } => self.fall_back(*meeting, FormationAction::Cancel),
            Event::Annulled { meeting } => self.annul(*meeting),
            Event::RegisterImported { .. }
            | Event::Objected { .. }
            | Event::RulesStated { .. }
            | Event::Granted { .. }
            | Event::GrantEnded { .. }
            | Event::Opened { .. }
            | Event::Closed { .. } => {}
        }
    }

    fn is_called(&self, meeting: MeetingId) -> bool {
        self.called.as_ref().is_some_and(|own| own.meeting == meeting)
    }

    fn notice(&mut self, meeting: &NoticedMeeting) {
        let ours = meeting.call == Call::Inaugural && self.meeting == Some(meeting.meeting);
        if let Some(state) = self.state.after(FormationAction::Notice).ok().filter(|_| ours) {
            self.state = state;
            self.called = Some(Called::of(meeting));
        }
    }

    fn announce(&mut self, meeting: MeetingId, at: Instant) {
        let Some(called) = self.called.as_ref().filter(|own| own.meeting == meeting) else { return };
        if self.state != FormationState::Called {
            return;
        }
        for own in &called.carried {
            self.adopted.entry(*own).or_insert(Adoption { meeting, at });
        }
        if self.adopted.len() < Adoptable::ALL.len() {
            self.fall_back(meeting, FormationAction::Miss);
        } else if let Ok(state) = self.state.after(FormationAction::Adopt) {
            self.state = state;
        }
    }

    /// The meeting that was called leads to nothing, or not to everything: another one is prepared.
    fn fall_back(&mut self, meeting: MeetingId, action: FormationAction) {
        if !self.is_called(meeting) {
            return;
        }
        if let Ok(state) = self.state.after(action) {
            (self.state, self.meeting, self.called) = (state, None, None);
        }
    }

    /// What a meeting adopted whose result is set aside is not adopted.
    fn annul(&mut self, meeting: MeetingId) {
        let adopted = self.adopted.len();
        self.adopted.retain(|_, adoption| adoption.meeting != meeting);
        let lost = self.adopted.len() < adopted;
        if self.is_called(meeting) {
            self.fall_back(meeting, FormationAction::Annul);
        } else if lost && self.state == FormationState::Adopted {
            (self.state, self.meeting, self.called) = (FormationState::Preparing, None, None);
        }
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

/// The holdings of a version of the register, which must be the latest.
fn latest<'a>(named: u32, scene: &Scene<'a>) -> Result<&'a Holdings, FormationRefusal> {
    let latest = scene.annals.register();
    let holdings = scene.registers.get(named).filter(|_| latest == Some(named));
    holdings.ok_or(FormationRefusal::NotTheLatestRegister { named, latest })
}

#[cfg(test)]
mod tests;
