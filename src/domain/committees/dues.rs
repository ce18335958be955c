//! What is due of a committee: a chair, its filing, the filing of its changes.

use super::committee::Committee;
use super::filings::{Filed, FilingState};
use super::states::CommitteeState;
use crate::domain::annals::{Due, DueKind, ProcessId, Scene, Subject};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::rules::Parameter;

const MEMBERS: [Role; 2] = [Role::Member, Role::Chair];
const FILES: [Role; 3] = [Role::Chair, Role::Member, Role::Convener];

impl Committee {
    /// What is due, done or not; nothing once its election was set aside, and of a committee that is no more only what
    /// it did.
    pub(super) fn dues(&self, process: ProcessId, scene: &Scene<'_>) -> Vec<Due> {
        if self.state == CommitteeState::Annulled {
            return Vec::new();
        }
        let procedure = scene.procedure;
        let due = |what, from: Instant, days: &Parameter<u16>, by, done_at| Due {
            what,
            subject: Subject::Committee,
            process,
            from: Some(from),
            until: scene.calendar.forward(from, days.value).ends_at,
            by,
            source: days.source.clone(),
            done_at,
        };
        // What came back from the office is not filed in time by what it was first.
        let stands = |own: &&Filed| own.state != FilingState::Returned;
        let filed_at = self.filing().filter(stands).map(|own| own.at);
        let mut dues = vec![
            due(
                DueKind::ChairElection,
                self.announced_at,
                &procedure.first_sitting_days_max,
                &MEMBERS,
                self.constituted_at,
            ),
            due(DueKind::CommitteeFiling, self.counted_at, &procedure.filing_days_max, &FILES, filed_at),
        ];
        for (place, change) in self.changes.iter().enumerate() {
            let done_at = self.filing_of(place).filter(stands).map(|own| own.at);
            let days = &procedure.change_filing_days_max;
            dues.push(due(DueKind::CommitteeChangeFiling, change.at, days, &FILES, done_at));
        }
        if self.state == CommitteeState::Succeeded {
            dues.retain(|due| due.done_at.is_some());
        }
        dues
    }
}
