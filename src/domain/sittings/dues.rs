//! What is due around sittings.

use jiff::Span;

use super::{Sitting, SittingState, Sittings};
use crate::domain::annals::{Due, DueKind, ProcessId, Scene, Subject};
use crate::domain::deadlines::Calendar;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;

const CALLERS: &[Role] = &[Role::Chair, Role::Member];
const OFFICE: &[Role] = &[Role::Chair, Role::Member, Role::Secretary];

impl Sittings {
    /// What is due, done or not: each sitting's own, and the next sitting.
    pub(super) fn all_dues(&self, scene: &Scene<'_>) -> Vec<Due> {
        let own = self.iter().flat_map(|(process, sitting)| sitting.dues(process, scene));
        own.chain(self.next_sitting(scene)).collect()
    }

    /// Counted from the last one that could decide, or from the election of a committee that never sat.
    fn next_sitting(&self, scene: &Scene<'_>) -> Option<Due> {
        let held = self.iter().filter_map(|(process, own)| Some((own.in_session_at?, process)));
        let current = scene.annals.committees().current();
        let elected = current.map(|(process, own)| (own.announced_at, process));
        let (last, process) = held.chain(elected).max()?;
        let interval = &scene.procedure.sitting_interval_months_max;
        Some(Due {
            what: DueKind::NextSitting,
            subject: Subject::Sitting,
            process,
            from: Some(last),
            until: months_after(last, interval.value, scene.calendar),
            by: CALLERS,
            source: interval.source.clone(),
            done_at: None,
        })
    }
}

impl Sitting {
    fn dues(&self, process: ProcessId, scene: &Scene<'_>) -> Vec<Due> {
        let procedure = scene.procedure;
        let is_held = !matches!(self.state, SittingState::Cancelled | SittingState::Dispersed);
        let Some(called) = self.called.as_ref().filter(|_| is_held) else { return Vec::new() };
        let due = |what, (from, until), by, source, done_at| Due {
            what,
            subject: Subject::Sitting,
            process,
            from,
            until,
            by,
            source,
            done_at,
        };
        let agenda = procedure.sitting_agenda_days_min.source.clone();
        let telling = procedure.sitting_residents_days_min.source.clone();
        let mut dues = vec![
            due(DueKind::SittingAgenda, (None, called.agenda_until), CALLERS, agenda, Some(called.at)),
            due(DueKind::SittingTold, (Some(called.at), called.tell_until), OFFICE, telling, called.told_at),
        ];
        if let Some(until) = self.post_until {
            let source = procedure.sitting_posting_days_max.source.clone();
            dues.push(due(DueKind::DecisionPosting, (None, until), OFFICE, source, self.posted_at));
        }
        dues
    }
}

/// 24:00 of the day that has the same number so many months later, or of the last day of a shorter month.
fn months_after(event: Instant, months: u16, calendar: &Calendar) -> Instant {
    let zone = calendar.zone();
    zone.end_of(event.day_in(zone).saturating_add(Span::new().months(i64::from(months))))
}
