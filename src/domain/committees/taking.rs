//! What each deed does to its committee, and what meetings do to it as a whole.

use super::committee::{ChangeKind, Committee};
use super::deeds::CommitteeDeed;
use super::endings::ending;
use super::filings::FilingAction;
use super::means::Means;
use super::members::{EndCause, Member};
use super::refusals::CommitteeRefusal;
use super::standing::{Standing, StandingAction};
use super::states::CommitteeAction;
use crate::domain::annals::Consequence;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::rules::procedure::WholeReelection;

impl Committee {
    /// Does what a deed says, if it is possible now.
    pub(super) fn take(
        &mut self,
        deed: &CommitteeDeed,
        means: &Means<'_>,
    ) -> Result<Vec<Consequence>, CommitteeRefusal> {
        use CommitteeDeed as D;
        self.state.after(deed.action())?;
        means.may_sign(self, deed)?;
        let nothing = |()| Vec::new();
        match deed {
            D::TakeSeat { member, grant } => {
                self.name(member, *grant, StandingAction::TakeSeat, means).map(nothing)
            }
            D::NameGrant { member, grant } => {
                self.name(member, *grant, StandingAction::NameGrant, means).map(nothing)
            }
            D::VoteChair { member } => self.vote(member, means),
            D::File { package } => self.file(*package, means.at).map(nothing),
            D::AcknowledgeFiling { package, answer } => {
                self.answer(*package, (FilingAction::Acknowledge, *answer), means.at).map(nothing)
            }
            D::ReturnFiling { package, answer } => {
                self.answer(*package, (FilingAction::Return, *answer), means.at).map(nothing)
            }
            D::HandOutSeals { seals, keeper, protocol } => {
                self.hand_out(seals, keeper, (*protocol, means.at)).map(nothing)
            }
            D::Resign { member } => self.resign(member, means),
            D::StateEnd { member, event, .. } => self.state_end(member, *event, means),
            D::CorrectEnd { member, .. } => self.correct_end(member, means),
            D::ProposeRecall { recall, member, grounds } => {
                self.propose((*recall, member), *grounds, means).map(nothing)
            }
            D::SupportRecall { recall } => self.support(*recall, means).map(nothing),
            D::AdoptPetition { recall, member, petition, grounds } => {
                self.adopt((*recall, member), (*petition, *grounds), means).map(nothing)
            }
            D::RecordHearing { recall, hearing, minutes } => {
                self.record_hearing(*recall, (*hearing, *minutes), means.at).map(nothing)
            }
            D::PutRecall { recall, meeting, matter } => {
                self.put(*recall, (*meeting, matter.clone()), means).map(nothing)
            }
            D::Suspend { recall, .. } => self.suspend(*recall, means),
            D::LiftSuspension { recall, .. } => self.lift(*recall, means.at),
            D::FillSeats { meeting } => self.fill(*meeting, means).map(nothing),
            D::ConfirmSeat { member } => self.confirm(member, means).map(nothing),
            D::BindCandidate { member, nominee } => self.bind(member, *nominee, means).map(nothing),
            D::ProveCandidate { member, owner, nominee } => {
                self.prove(member, (owner, *nominee), means).map(nothing)
            }
        }
    }

    fn fill(&mut self, meeting: MeetingId, means: &Means<'_>) -> Result<(), CommitteeRefusal> {
        means.is_draft(meeting)?;
        if !self.may_fill(means.procedure.whole_reelection.value) {
            return Err(CommitteeRefusal::NothingToFill);
        }
        // One draft at a time: naming another takes the former back.
        self.fillings.retain(|own| means.noticed.contains(own));
        self.fillings.insert(meeting);
        Ok(())
    }

    /// Who was elected to single seats joins those who are left.
    pub(super) fn add(&mut self, elected: Vec<Member>, (at, rule): (Instant, WholeReelection)) {
        for member in elected {
            self.note(ChangeKind::Added, &member.id, at);
            self.members.push(member);
        }
        self.settle(rule, None, at);
    }

    /// Its election was set aside: every office ends.
    pub(super) fn annul(&mut self, at: Instant) -> Vec<Consequence> {
        if self.state.after(CommitteeAction::Annul).is_err() {
            return Vec::new();
        }
        self.shift(CommitteeAction::Annul);
        let mut follows = Vec::new();
        for member in &mut self.members {
            let before = member.standing;
            if member.move_on(StandingAction::End).is_ok() {
                member.ended = Some((EndCause::ElectionAnnulled, at));
            }
            if before == Standing::Seated {
                follows.extend(ending(member, EndCause::ElectionAnnulled.as_str()));
            }
        }
        follows
    }

    /// The election of its successor was set aside.
    pub(super) fn revive(&mut self, (at, rule): (Instant, WholeReelection)) {
        self.shift(CommitteeAction::Revive);
        if self.chair.is_some() {
            self.shift(CommitteeAction::ChooseChair);
        }
        self.settle(rule, None, at);
    }
}
