//! One re-election: from the report of the outgoing committee to the one that takes over.

use uuid::Uuid;

use super::clocks::report_until;
use super::deeds::{Acting, TermDeed};
use super::elections::{Filled, NamedElection};
use super::ground::Ground;
use super::refusals::TermRefusal;
use super::states::{TermAction, TermState};
use super::tenures::Tenure;
use crate::domain::annals::{Actor, Consequence, Moment, NoticedMeeting, Person, ProcessId};
use crate::domain::ballots::Fingerprint;
use crate::domain::groups::{Group, GroupMember, GroupTerms};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::rules::MatterKind;
use crate::domain::rules::procedure::{Obligation, TermEvent};

/// Why the grants of an outgoing committee end, as the record says it.
pub const TAKEN_OVER: &str = "the elected committee took over";

/// Who acts in the place of a committee whose term ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Substitute {
    /// 居委会: the residents' committee.
    ResidentsCommittee,
    /// 物业管理委员会: an interim committee.
    InterimCommittee(Group),
}

/// One re-election, as the record tells it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reelection {
    /// The committee whose term ends.
    pub committee: ProcessId,
    /// Where it stands at the latest thing said of it; [`Self::as_of`] lets the clock go on.
    pub state: TermState,
    /// When the committee reported, and the hash of the report.
    pub reported: Option<(Instant, Fingerprint)>,
    /// The group as it is, and the hash of the list with names.
    pub group: Option<(Group, Fingerprint)>,
    /// When a group was formed first.
    pub formed_at: Option<Instant>,
    /// The meeting that elects.
    pub election: Option<NamedElection>,
    /// When the result became final that filled the committee.
    pub elected_at: Option<Instant>,
    /// Who acts since the term ended, and the hash of the decision.
    pub acting: Option<(Substitute, Fingerprint)>,
    /// The committee that took over, and when.
    pub succeeded: Option<(ProcessId, Instant)>,
    /// The grants of the outgoing committee that ended with it.
    pub ended_grants: Vec<Uuid>,
    /// Who asked for the exit audit, when, and the hash of the reasons.
    pub audit_asked: Vec<(Person, Role, Instant, Fingerprint)>,
    /// When the report of the exit audit came, and its hash; the latest is the last.
    pub audit_reports: Vec<(Instant, Fingerprint)>,
}

impl Reelection {
    /// A re-election of which nothing was said.
    #[must_use]
    pub const fn of(committee: ProcessId) -> Self {
        Self {
            committee,
            state: TermState::Running,
            reported: None,
            group: None,
            formed_at: None,
            election: None,
            elected_at: None,
            acting: None,
            succeeded: None,
            ended_grants: Vec::new(),
            audit_asked: Vec::new(),
            audit_reports: Vec::new(),
        }
    }

    /// The re-election as the clock leaves it at an instant, for a committee that ended or will end so.
    #[must_use]
    pub fn as_of(&self, now: Instant, tenure: Option<&Tenure>) -> Self {
        let mut own = self.clone();
        if tenure.is_some_and(|tenure| now >= tenure.end())
            && let Ok(lapsed) = own.state.after(TermAction::Lapse)
        {
            own.state = lapsed;
        }
        // Whoever was named before an election that was set aside acts again.
        if own.state == TermState::Lapsed
            && own.acting.is_some()
            && let Ok(substituted) = own.state.after(TermAction::NameActing)
        {
            own.state = substituted;
        }
        own
    }

    /// When the outgoing committee's time was over: the end of its term, or when another took over before.
    #[must_use]
    pub fn over_at(&self, tenure: &Tenure) -> Instant {
        self.succeeded.map_or(tenure.end(), |(_, at)| at.min(tenure.end()))
    }

    /// Whether somebody prepares the election: is in the group or acts in the committee's place.
    #[must_use]
    pub fn is_prepared_by(&self, actor: &Actor) -> bool {
        let in_group = self.group.as_ref().is_some_and(|(group, _)| sits_in(group, actor));
        in_group || self.is_acted_by(actor)
    }

    /// Whether somebody acts in the place of the committee whose term ended.
    #[must_use]
    pub fn is_acted_by(&self, actor: &Actor) -> bool {
        match self.acting.as_ref().map(|(acting, _)| acting) {
            Some(Substitute::ResidentsCommittee) => actor.role == Role::ResidentsCommittee,
            Some(Substitute::InterimCommittee(group)) => sits_in(group, actor),
            None => false,
        }
    }

    /// Takes a deed, and says what follows for those in office.
    pub(super) fn take(
        &mut self,
        deed: &TermDeed,
        (by, moment): (&Actor, Moment),
        ground: &Ground<'_>,
    ) -> Result<Vec<Consequence>, TermRefusal> {
        match deed {
            TermDeed::Report { committee, document } => {
                self.about(*committee)?;
                self.report(*document, (by, moment), ground)?;
            }
            TermDeed::FormGroup { committee, head, others, list } => {
                self.about(*committee)?;
                self.form_group((head, others, *list), moment, ground)?;
            }
            TermDeed::NameElection { meeting, matter } => {
                self.name_election((*meeting, matter), by, ground)?;
            }
            TermDeed::NameActing { committee, acting, order } => {
                self.about(*committee)?;
                self.name_acting((acting, *order), moment, ground)?;
            }
            TermDeed::TakeOver { successor } => return self.take_over(*successor, (by, moment), ground),
            TermDeed::AskAudit { reason } => self.ask_audit(*reason, (by, moment), ground)?,
            TermDeed::ReportAudit { report } => self.report_audit(*report, moment)?,
            TermDeed::OpenHandover { .. }
            | TermDeed::HandOver { .. }
            | TermDeed::Receive(_)
            | TermDeed::OrderHandover { .. } => return Err(TermRefusal::OtherKind("a re-election")),
        }
        Ok(Vec::new())
    }

    /// Why notice of a meeting cannot be given: it was named to elect and does not, or it puts to the vote what the
    /// outgoing committee may not decide on any more.
    pub(super) fn allows_notice(
        &self,
        noticed: &NoticedMeeting,
        ground: &Ground<'_>,
    ) -> Result<(), TermRefusal> {
        if let Some(election) = self.election.as_ref().filter(|own| own.meeting == noticed.meeting) {
            let mut matters = noticed.matters.iter();
            let elects = matters.any(|own| own.matter == election.matter && own.election.is_some());
            let missing = || TermRefusal::ElectionMissing(election.matter.to_string());
            return if elects { Ok(()) } else { Err(missing()) };
        }
        let restricted = &ground.procedure.restricted_kinds;
        let held =
            match self.held_back(&noticed.matters.iter().map(|own| &own.kind).collect::<Vec<_>>(), ground) {
                Some(kind) => kind.clone(),
                None => return Ok(()),
            };
        Err(TermRefusal::OutgoingMayNot { kind: held, article: restricted.source.article().to_owned() })
    }

    fn held_back<'k>(&self, kinds: &[&'k MatterKind], ground: &Ground<'_>) -> Option<&'k MatterKind> {
        let since = match ground.procedure.restricted_from.value {
            TermEvent::GroupFormed => self.state.holds_back(),
            TermEvent::TermEnd => self.state == TermState::Lapsed,
        };
        let restricted = &ground.procedure.restricted_kinds.value;
        kinds.iter().copied().find(|kind| since && restricted.contains(kind))
    }

    fn about(&self, committee: ProcessId) -> Result<(), TermRefusal> {
        if self.committee == committee {
            Ok(())
        } else {
            Err(TermRefusal::OtherCommittee(self.committee.uuid()))
        }
    }

    /// While the term runs the group waits for the report, or for the day on which that is late: the office cannot hold
    /// a committee back from its first day on.
    fn check_is_time(&self, now: Instant, ground: &Ground<'_>) -> Result<(), TermRefusal> {
        if self.state != TermState::Running {
            return Ok(());
        }
        let tenure = ground.known(self.committee)?;
        let months = ground.procedure.term_report_months_min.value;
        let from = report_until(tenure.ends_at, months, ground.calendar).min(tenure.end());
        if now < from { Err(TermRefusal::GroupTooEarly { from }) } else { Ok(()) }
    }

    fn report(
        &mut self,
        document: Fingerprint,
        (by, moment): (&Actor, Moment),
        ground: &Ground<'_>,
    ) -> Result<(), TermRefusal> {
        let state = self.state.after(TermAction::Report)?;
        if !ground.known(self.committee)?.is_in_office(by) {
            return Err(TermRefusal::NotOfCommittee);
        }
        self.reported = Some((moment.at, document));
        self.state = state;
        Ok(())
    }

    fn form_group(
        &mut self,
        (head, others, list): (&GroupMember, &[GroupMember], Fingerprint),
        moment: Moment,
        ground: &Ground<'_>,
    ) -> Result<(), TermRefusal> {
        let state = self.state.after(TermAction::FormGroup)?;
        self.check_is_time(moment.at, ground)?;
        self.group = Some((composed((head, others), moment.at, ground)?, list));
        self.formed_at = self.formed_at.or(Some(moment.at));
        self.state = state;
        Ok(())
    }

    fn name_election(
        &mut self,
        (meeting, matter): (MeetingId, &MatterId),
        by: &Actor,
        ground: &Ground<'_>,
    ) -> Result<(), TermRefusal> {
        let state = self.state.after(TermAction::NameElection)?;
        if self.group.is_none() && self.acting.is_none() {
            return Err(TermRefusal::NoGroup);
        }
        if by.role != Role::Supervisor && !self.is_prepared_by(by) {
            return Err(TermRefusal::NotOfGroup);
        }
        if self.election.as_ref().is_some_and(|election| election.noticed_at.is_some()) {
            return Err(TermRefusal::ElectionNoticed);
        }
        let matter = matter.clone();
        self.election = Some(NamedElection { meeting, matter, noticed_at: None, filled: None });
        self.state = state;
        self.catch_up(meeting, ground)
    }

    /// A meeting that was named only after its result is final has elected already.
    fn catch_up(&mut self, meeting: MeetingId, ground: &Ground<'_>) -> Result<(), TermRefusal> {
        let Some(next) = ground.tenures.iter().find(|tenure| tenure.elected_by == meeting) else {
            return Ok(());
        };
        let own = ground.known(self.committee)?;
        if next.elected_at <= own.elected_at || next.ended_at.is_some() {
            return Err(TermRefusal::NotSuccessor);
        }
        self.state = self.state.after(TermAction::Elect)?;
        self.elected_at = Some(next.elected_at);
        if let Some(election) = &mut self.election {
            (election.noticed_at, election.filled) = (Some(next.elected_at), Some(Filled::Some));
        }
        Ok(())
    }

    fn name_acting(
        &mut self,
        (acting, order): (&Acting, Fingerprint),
        moment: Moment,
        ground: &Ground<'_>,
    ) -> Result<(), TermRefusal> {
        let state = self.state.after(TermAction::NameActing)?;
        let acting = match acting {
            Acting::ResidentsCommittee => Substitute::ResidentsCommittee,
            Acting::InterimCommittee { head, others } => {
                Substitute::InterimCommittee(composed((head, others), moment.at, ground)?)
            }
        };
        self.acting = Some((acting, order));
        self.state = state;
        Ok(())
    }

    fn take_over(
        &mut self,
        successor: ProcessId,
        (by, moment): (&Actor, Moment),
        ground: &Ground<'_>,
    ) -> Result<Vec<Consequence>, TermRefusal> {
        let state = self.state.after(TermAction::TakeOver)?;
        let next = ground.known(successor)?;
        let elected_by = self.election.as_ref().map(|election| election.meeting);
        if successor == self.committee || Some(next.elected_by) != elected_by {
            return Err(TermRefusal::NotSuccessor);
        }
        if by.role != Role::Supervisor && !next.is_in_office(by) {
            return Err(TermRefusal::NotOfSuccessor);
        }
        self.succeeded = Some((successor, moment.at));
        self.state = state;
        let outgoing = ground.known(self.committee)?;
        self.ended_grants = outgoing.seats.iter().flat_map(|seat| seat.held(moment.at)).collect();
        let end = |grant: &Uuid| Consequence::EndGrant { grant: *grant, reason: TAKEN_OVER };
        Ok(self.ended_grants.iter().map(end).collect())
    }

    fn ask_audit(
        &mut self,
        reason: Fingerprint,
        (by, moment): (&Actor, Moment),
        ground: &Ground<'_>,
    ) -> Result<(), TermRefusal> {
        self.state = self.state.after(TermAction::AskAudit)?;
        match ground.procedure.exit_audit.value {
            Obligation::None => return Err(TermRefusal::AuditNotForeseen),
            Obligation::Required => {}
        }
        if self.audit_asked.iter().any(|(person, ..)| *person == by.person) {
            return Err(TermRefusal::AuditAskedBefore);
        }
        self.audit_asked.push((by.person, by.role, moment.at, reason));
        Ok(())
    }

    fn report_audit(&mut self, report: Fingerprint, moment: Moment) -> Result<(), TermRefusal> {
        self.state = self.state.after(TermAction::ReportAudit)?;
        if self.audit_asked.is_empty() {
            return Err(TermRefusal::AuditNotAsked);
        }
        self.audit_reports.push((moment.at, report));
        Ok(())
    }
}

fn sits_in(group: &Group, actor: &Actor) -> bool {
    group.member_under(&actor.grants).is_some()
}

/// A group of these members, composed as the law of the place asks of one that prepares an election.
fn composed(
    (head, others): (&GroupMember, &[GroupMember]),
    now: Instant,
    ground: &Ground<'_>,
) -> Result<Group, TermRefusal> {
    let group = Group::new(*head, others.to_vec())?;
    let mut lacks = group.lacks(&GroupTerms::of(ground.procedure));
    lacks.extend(group.misplaced(ground.offices, now));
    if lacks.is_empty() { Ok(group) } else { Err(TermRefusal::GroupLacks(lacks)) }
}
