//! Service of notice: what was recorded, and who may be taken for reached by it.

use super::contents::{Contents, Step};
use super::life::Life;
use super::roll::Rolls;
use crate::domain::identity::Role;
use crate::domain::meetings::MeetingAction;
use crate::domain::services::{Deliveries, RECORDERS, Reached, Served};
use crate::evidence::entries::Fact;
use crate::verify::report::{Code, Ledger, Sentence, told};

/// Takes up every service in the order of the record; nobody is reached where no roll can be read.
pub(super) fn follow(contents: &Contents, rolls: &Rolls<'_>, life: &Life, ledger: &mut Ledger) -> Reached {
    let Some(posted) = rolls.provisional.first() else { return Reached::default() };
    let mut deliveries = Deliveries::new(posted.step.at, &posted.roll);
    let mut amended = rolls.provisional.iter().skip(1).peekable();
    let opening = life.opening.as_ref().map_or(u64::MAX, |step| step.index);
    for step in contents.meeting_steps() {
        let Fact::UnitServed { by, .. } = step.fact else { continue };
        let Some(served) = step.fact.service() else { continue };
        while let Some(posted) = amended.next_if(|posted| posted.step.index < step.index) {
            deliveries.amend(&posted.roll);
        }
        let stands = sound(&deliveries, (step, by, &served), life);
        if stands.is_ok() && step.index < opening {
            deliveries.take(&served);
        }
        ledger.settle(Code::ServicesSound, stands);
    }
    deliveries.reached().clone()
}

/// A service that could be recorded where it stands; by whom is no secret, so it is checked too.
fn sound(
    deliveries: &Deliveries,
    (step, by, served): (&Step, Role, &Served),
    life: &Life,
) -> Result<(), Sentence> {
    let index = step.index;
    let refused = |reason: &dyn std::fmt::Display| {
        told!("The service of entry {index} cannot stand: {reason}.", "记录 {index} 的送达不成立：{reason}。")
    };
    if !RECORDERS.contains(&by) {
        return Err(refused(&format!("a {by} records none")));
    }
    let Some(standing) = life.before(index) else { return Ok(()) };
    standing.state.after(MeetingAction::RecordService).map_err(|reason| refused(&reason))?;
    let Some(schedule) = standing.schedule else { return Ok(()) };
    deliveries.check(served, schedule.closes_at(), step.at).map_err(|reason| refused(&reason))
}
