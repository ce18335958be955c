//! The exit audit (离任审计) of an outgoing committee, where the law of the place asks for one: its report is due with the
//! handover, and no handover of the committee is complete without it.

use super::Terms;
use super::deeds::Giver;
use super::ground::Ground;
use super::handovers::{Audit, Handover};
use super::refusals::TermRefusal;
use crate::domain::annals::ProcessId;
use crate::domain::ballots::Fingerprint;
use crate::domain::instants::Instant;
use crate::domain::rules::procedure::Obligation;

impl Terms {
    /// When the first report of a committee's exit audit was there, in its re-election or in one of its handovers.
    #[must_use]
    pub fn audited_at(&self, committee: ProcessId) -> Option<Instant> {
        self.audits(committee).min()
    }

    /// Whether a handover waits for the report of an exit audit.
    pub(super) fn audit(&self, handover: &Handover, ground: &Ground<'_>) -> Audit {
        let of_committee = match handover.giver {
            Giver::Committee => true,
            Giver::Seat(_) | Giver::Office | Giver::Acting => false,
        };
        match ground.procedure.exit_audit.value {
            Obligation::Required if of_committee && self.audited_at(handover.committee).is_none() => {
                Audit::Missing
            }
            Obligation::Required | Obligation::None => Audit::Settled,
        }
    }

    /// Every handover of a committee whose exit audit was reported goes on.
    pub(super) fn settle_audit(&mut self, committee: ProcessId) {
        let Some(at) = self.audits(committee).max() else { return };
        let own = self.handovers.values_mut().filter(|own| own.committee == committee);
        own.for_each(|own| own.audited(at));
    }

    fn audits(&self, committee: ProcessId) -> impl Iterator<Item = Instant> {
        let reelection = self.of_committee(committee).map(|(_, own)| &own.audit_reports);
        let handovers = self.handovers().filter(move |(_, own)| own.committee == committee);
        handovers.map(|(_, own)| &own.audit_reports).chain(reelection).flatten().map(|(at, _)| *at)
    }
}

impl Handover {
    /// Takes the report of the exit audit of the committee that hands over here.
    pub(super) fn report_audit(
        &mut self,
        report: Fingerprint,
        at: Instant,
        ground: &Ground<'_>,
    ) -> Result<(), TermRefusal> {
        match ground.procedure.exit_audit.value {
            Obligation::None => return Err(TermRefusal::AuditNotForeseen),
            Obligation::Required => {}
        }
        match self.giver {
            Giver::Committee => {}
            Giver::Seat(_) | Giver::Office | Giver::Acting => return Err(TermRefusal::AuditOfOthers),
        }
        self.audit_reports.push((at, report));
        Ok(())
    }
}
