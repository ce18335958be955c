//! What is due at the end of a term: the report, the election, the handovers.

use super::Terms;
use super::clocks::{handover_until, report_until};
use super::deeds::{Giver, Taker};
use super::ground::Ground;
use super::tenures::Tenure;
use crate::domain::annals::{Due, DueKind, ProcessId, Subject};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::rules::procedure::Obligation;

const COMMITTEE: &[Role] = &[Role::Chair, Role::Member];
const PREPARING: &[Role] = &[Role::Convener, Role::Supervisor];
const LEAVING: &[Role] = &[Role::Owner, Role::Chair, Role::Member];
const OFFICE: &[Role] = &[Role::Supervisor];
const AUDITING: &[Role] = &[Role::Supervisor, Role::ResidentsCommittee];
const ACTING: &[Role] = &[Role::Convener, Role::ResidentsCommittee];

impl Terms {
    /// What is due because a committee's term ends, or somebody left it.
    pub(super) fn dues_of(&self, tenure: &Tenure, ground: &Ground<'_>) -> Vec<Due> {
        let mut dues = self.clocks_of(tenure, ground);
        let left = tenure.seats.iter().filter(|seat| seat.ended_at.is_some_and(|at| at < tenure.end()));
        let left = left.filter_map(|seat| seat.grants.first());
        let givers = [(Giver::Committee, DueKind::CommitteeHandover, LEAVING)].into_iter();
        let givers = givers
            .chain(left.map(|seat| (Giver::Seat(seat.grant), DueKind::MemberHandover, LEAVING)))
            .chain(self.keepers(tenure.committee));
        dues.extend(givers.filter_map(|giver| self.handover_due(tenure, giver, ground)));
        dues.extend(self.audit_due(tenure, ground));
        dues
    }

    /// The report and the election; neither where the committee came to an end before its term did, and nobody
    /// speaks of a re-election.
    fn clocks_of(&self, tenure: &Tenure, ground: &Ground<'_>) -> Vec<Due> {
        let own = self.of_committee(tenure.committee);
        if own.is_none() && tenure.end() < tenure.ends_at {
            return Vec::new();
        }
        let process = own.map_or(tenure.committee, |(process, _)| process);
        let own = own.map(|(_, own)| own);
        let months = &ground.procedure.term_report_months_min;
        let due = |what, until, by, done_at| Due {
            what,
            subject: Subject::Term,
            process,
            from: None,
            until,
            by,
            source: months.source.clone(),
            done_at,
        };
        let report = report_until(tenure.ends_at, months.value, ground.calendar);
        let reported = own.and_then(|own| own.reported).map(|(at, _)| at);
        let elected = own.and_then(|own| own.elected_at).or(tenure.relieved.map(|(_, at)| at));
        vec![
            due(DueKind::TermReport, report, COMMITTEE, reported),
            due(DueKind::TermElection, tenure.ends_at, PREPARING, elected),
        ]
    }

    /// The report of the exit audit, where the law asks for one: in the days of the handover that it belongs to.
    fn audit_due(&self, tenure: &Tenure, ground: &Ground<'_>) -> Option<Due> {
        let audit = &ground.procedure.exit_audit;
        match audit.value {
            Obligation::Required => {}
            Obligation::None => return None,
        }
        let handover = (Giver::Committee, DueKind::ExitAudit, AUDITING);
        let due = self.handover_due(tenure, handover, ground)?;
        let done_at = self.audited_at(tenure.committee);
        Some(Due { source: audit.source.clone(), done_at, ..due })
    }

    /// Who kept things for the committee that took over: the office to which they were handed, and who acted.
    fn keepers(&self, committee: ProcessId) -> Vec<(Giver, DueKind, &'static [Role])> {
        let mut handed = self.handovers().filter(|(_, own)| own.committee == committee);
        let office = handed.any(|(_, own)| own.taker == Taker::Office && !own.items.is_empty());
        let acting = self.of_committee(committee).is_some_and(|(_, own)| own.acting.is_some());
        let office = office.then_some((Giver::Office, DueKind::OnwardHandover, OFFICE));
        let acting = acting.then_some((Giver::Acting, DueKind::OnwardHandover, ACTING));
        office.into_iter().chain(acting).collect()
    }

    fn handover_due(
        &self,
        tenure: &Tenure,
        (giver, what, by): (Giver, DueKind, &'static [Role]),
        ground: &Ground<'_>,
    ) -> Option<Due> {
        let from = self.handover_from(tenure, giver, ground)?;
        let days = match giver {
            Giver::Committee | Giver::Office | Giver::Acting => &ground.procedure.handover_days_max,
            Giver::Seat(_) => &ground.procedure.member_handover_days_max,
        };
        let own = self.handovers().filter(|(_, own)| (own.committee, own.giver) == (tenure.committee, giver));
        let own: Vec<_> = own.collect();
        let done: Option<(ProcessId, Instant)> = own
            .iter()
            .filter_map(|(process, own)| own.handed_at.map(|at| (*process, at)))
            .min_by_key(|own| own.1);
        let reelection = self.of_committee(tenure.committee).map(|(process, _)| process);
        let open = own.first().map(|(process, _)| *process).or(reelection).unwrap_or(tenure.committee);
        Some(Due {
            what,
            subject: Subject::Term,
            process: done.map_or(open, |(process, _)| process),
            from: Some(from),
            until: handover_until(from, days.value, ground.calendar),
            by,
            source: days.source.clone(),
            done_at: done.map(|(_, at)| at),
        })
    }
}
