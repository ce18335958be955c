//! What each deed changes in a formation, and why it may not.

use std::collections::BTreeSet;

use super::deeds::FormationDeed;
use super::postings::{DraftPosted, GroupPosted, RegisterPosted, SlatePosted};
use super::refusals::{FormationRefusal, Several};
use super::{Formation, trigger};
use crate::domain::annals::{Actor, Said, Scene};
use crate::domain::groups::{GroupKind, GroupTerms};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::CANDIDATES_MAX;
use crate::domain::register::Holdings;
use crate::domain::rules::procedure::PreparatoryBody;

impl Formation {
    /// The formation after a deed, or why it is not possible.
    pub(super) fn after(
        &self,
        said: &Said<'_, FormationDeed>,
        scene: &Scene<'_>,
    ) -> Result<Self, FormationRefusal> {
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

    /// Adds whoever applies, and notes when enough do.
    pub(super) fn add_applicant(
        &mut self,
        by: &Actor,
        now: Instant,
        scene: &Scene<'_>,
    ) -> Result<(), FormationRefusal> {
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
        let mut lacks = group.lacks(&GroupTerms::of(scene.procedure));
        lacks.extend(group.misplaced(scene.annals.offices(), said.moment.at));
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
}

/// The holdings of a version of the register, which must be the latest.
pub(super) fn latest<'a>(named: u32, scene: &Scene<'a>) -> Result<&'a Holdings, FormationRefusal> {
    let latest = scene.annals.register();
    let holdings = scene.registers.get(named).filter(|_| latest == Some(named));
    holdings.ok_or(FormationRefusal::NotTheLatestRegister { named, latest })
}
