//! The end of a term: re-election in time, who acts where it came too late, and the handover.
//!
//! A process of this noun is either one re-election, for the end of one committee's term, or one handover between two
//! sides. Whether a committee is in office, and who sits in it, is known from the committees; here is only what its
//! end makes of it.

mod audits;
mod clocks;
mod deeds;
mod dues;
mod elections;
mod ground;
mod handovers;
mod reelection;
mod refusals;
mod relieving;
mod sides;
mod standing;
mod states;
mod tenures;

use std::collections::BTreeMap;

pub use self::clocks::{handover_until, report_until};
pub use self::deeds::{Acting, Giver, OrderGround, Receipt, Taker, TermDeed};
pub use self::elections::{Filled, NamedElection};
use self::ground::Ground;
pub use self::handovers::{
    Handover, HandoverAction, HandoverState, HandoverTransitionError, ITEM_TITLE_MAX, ITEMS_MAX, Item,
    ItemKind, ItemTitle, ItemTitleError, Listed, Missed, Missing, Order, Signer,
};
pub use self::reelection::{REPLACED, Reelection, Substitute, TAKEN_OVER, TERM_OVER};
pub use self::refusals::TermRefusal;
pub use self::standing::{DueStanding, NextStep, Standing};
pub use self::states::{TermAction, TermState, TermTransitionError};
pub use self::tenures::{SeatGrant, Tenure, TenureSeat};
use crate::domain::annals::{
    Book, Consequence, Due, Event, Moment, NoticeRefusal, NoticedMeeting, ProcessId, Said, Scene,
};
use crate::domain::instants::Instant;

/// Every re-election and every handover of a community.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Terms {
    reelections: BTreeMap<ProcessId, Reelection>,
    handovers: BTreeMap<ProcessId, Handover>,
}

impl Terms {
    /// Every re-election as it was left by the latest thing said of it, by identifier.
    pub fn reelections(&self) -> impl Iterator<Item = (ProcessId, &Reelection)> {
        self.reelections.iter().map(|(process, own)| (*process, own))
    }

    /// The re-election at the end of a committee's term.
    #[must_use]
    pub fn of_committee(&self, committee: ProcessId) -> Option<(ProcessId, &Reelection)> {
        self.reelections().find(|(_, own)| own.committee == committee)
    }

    /// A handover.
    #[must_use]
    pub fn handover(&self, process: ProcessId) -> Option<&Handover> {
        self.handovers.get(&process)
    }

    /// Every handover, by identifier.
    pub fn handovers(&self) -> impl Iterator<Item = (ProcessId, &Handover)> {
        self.handovers.iter().map(|(process, own)| (*process, own))
    }

    fn judge(
        &mut self,
        said: &Said<'_, TermDeed>,
        ground: &Ground<'_>,
    ) -> Result<Vec<Consequence>, TermRefusal> {
        let Said { process, by, moment, deed } = *said;
        if let TermDeed::OpenHandover { committee, giver, taker } = deed {
            if self.reelections.contains_key(&process) || self.handovers.contains_key(&process) {
                return Err(TermRefusal::OpenedBefore);
            }
            let handover = self.open_handover((*committee, *giver, *taker), (by, moment), ground)?;
            self.handovers.insert(process, handover);
            return Ok(Vec::new());
        }
        if let Some(handover) = self.handovers.get(&process) {
            let next = self.after(handover, said, ground)?;
            let committee = next.committee;
            self.handovers.insert(process, next);
            self.settle_audit(committee);
            return Ok(Vec::new());
        }
        let own = match self.reelections.get(&process) {
            Some(own) => own.clone(),
            None => self.begun(deed, ground)?,
        };
        if let Some((successor, _)) = ground.tenure(own.committee).and_then(|tenure| tenure.relieved)
            && matches!(
                deed,
                TermDeed::Report { .. } | TermDeed::FormGroup { .. } | TermDeed::NameActing { .. }
            )
        {
            return Err(TermRefusal::Relieved(successor.uuid()));
        }
        let mut own = own.as_of(moment.at, ground.tenure(own.committee));
        let follows = own.take(deed, (by, moment), ground)?;
        let committee = own.committee;
        self.reelections.insert(process, own);
        self.settle_audit(committee);
        Ok(follows)
    }

    fn heard(&mut self, event: &Event, moment: Moment, ground: &Ground<'_>) -> Vec<Consequence> {
        let mut follows = Vec::new();
        for own in self.reelections.values_mut() {
            *own = own.as_of(moment.at, ground.tenure(own.committee));
            if let Event::Granted { grant, role, key, .. } = event {
                own.give_back((*grant, *role, *key), ground.offices);
            }
            follows.extend(own.hear(event, moment));
        }
        follows
    }

    fn allows(&self, meeting: &NoticedMeeting, now: Instant, ground: &Ground<'_>) -> Result<(), TermRefusal> {
        let is_over =
            |own: &Reelection| ground.tenure(own.committee).is_some_and(|own| own.relieved.is_some());
        let open = self.reelections.values().filter(|own| !is_over(own));
        let stands = |own: &Reelection| own.as_of(now, ground.tenure(own.committee));
        // A term lapses also where nobody spoke of it.
        let silent = ground.current.filter(|committee| self.of_committee(*committee).is_none());
        let silent = silent.map(Reelection::of);
        open.chain(&silent).try_for_each(|own| stands(own).allows_notice(meeting, ground))
    }

    /// A re-election that begins with this deed.
    fn begun(&self, deed: &TermDeed, ground: &Ground<'_>) -> Result<Reelection, TermRefusal> {
        match deed {
            TermDeed::Report { committee, .. }
            | TermDeed::FormGroup { committee, .. }
            | TermDeed::NameActing { committee, .. } => {
                ground.known(*committee)?;
                match self.of_committee(*committee) {
                    Some((open, _)) => Err(TermRefusal::ReelectionOpen(open.uuid())),
                    None => Ok(Reelection::of(*committee)),
                }
            }
            TermDeed::NameElection { .. }
            | TermDeed::TakeOver { .. }
            | TermDeed::AskAudit { .. }
            | TermDeed::ReportAudit { .. }
            | TermDeed::OpenHandover { .. }
            | TermDeed::HandOver { .. }
            | TermDeed::Receive(_)
            | TermDeed::OrderHandover { .. } => Err(TermRefusal::NotOpened),
        }
    }

    /// A handover behind a deed.
    fn after(
        &self,
        handover: &Handover,
        said: &Said<'_, TermDeed>,
        ground: &Ground<'_>,
    ) -> Result<Handover, TermRefusal> {
        let (by, at, mut next) = (said.by, said.moment.at, handover.clone());
        match said.deed {
            TermDeed::HandOver { items } => {
                self.gives(handover, by, ground)?;
                next.hand_over(items, at)?;
                next.given_by.insert(Self::signer(handover, by, ground));
            }
            TermDeed::Receive(receipt) => {
                self.takes(handover, by, ground)?;
                next.receive(receipt, at, self.audit(handover, ground))?;
                next.taken_by.insert(Self::signer(handover, by, ground));
            }
            TermDeed::OrderHandover { ground: why, order } => {
                let until = self.handover_until(handover.committee, handover.giver, ground)?;
                next.order((*why, *order), at, until)?;
            }
            TermDeed::OpenHandover { .. } => return Err(TermRefusal::OpenedBefore),
            TermDeed::Report { .. }
            | TermDeed::FormGroup { .. }
            | TermDeed::NameElection { .. }
            | TermDeed::NameActing { .. }
            | TermDeed::TakeOver { .. }
            | TermDeed::AskAudit { .. } => return Err(TermRefusal::OtherKind("a handover")),
            TermDeed::ReportAudit { report } => next.report_audit(*report, at, ground)?,
        }
        Ok(next)
    }
}

impl Book for Terms {
    type Deed = TermDeed;
    type Refusal = TermRefusal;

    fn take(
        &mut self,
        said: &Said<'_, TermDeed>,
        scene: &Scene<'_>,
    ) -> Result<Vec<Consequence>, TermRefusal> {
        self.judge(said, &Ground::of(scene))
    }

    fn hear(&mut self, event: &Event, moment: Moment, scene: &Scene<'_>) -> Vec<Consequence> {
        self.heard(event, moment, &Ground::of(scene))
    }

    fn allows_notice(
        &self,
        meeting: &NoticedMeeting,
        moment: Moment,
        scene: &Scene<'_>,
    ) -> Result<(), NoticeRefusal> {
        if scene.annals.petitions().is_substitutes(meeting.meeting) {
            return Ok(());
        }
        let allowed = self.allows(meeting, moment.at, &Ground::of(scene));
        allowed.map_err(|refusal| NoticeRefusal(refusal.to_string()))
    }

    fn dues(&self, scene: &Scene<'_>) -> Vec<Due> {
        let ground = Ground::of(scene);
        ground.tenures.iter().flat_map(|tenure| self.dues_of(tenure, &ground)).collect()
    }
}

#[cfg(test)]
pub(in crate::domain) mod tests;
