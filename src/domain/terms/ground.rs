//! What the end of a term is judged by: the law of the place, how days are counted, and the committees.

use super::refusals::TermRefusal;
use super::tenures::Tenure;
use crate::domain::annals::{Offices, ProcessId, Scene};
use crate::domain::deadlines::Calendar;
use crate::domain::rules::Procedure;

/// What the end of a term is judged by.
#[derive(Clone, Debug)]
pub(super) struct Ground<'a> {
    /// What the law of the place asks.
    pub procedure: &'a Procedure,
    /// How days are counted.
    pub calendar: &'a Calendar,
    /// Who holds which office.
    pub offices: &'a Offices,
    /// The committee in office, or the last that was.
    pub current: Option<ProcessId>,
    /// Every committee there was.
    pub tenures: Vec<Tenure>,
}

impl<'a> Ground<'a> {
    /// The ground of a scene.
    pub fn of(scene: &Scene<'a>) -> Self {
        Self {
            procedure: scene.procedure,
            calendar: scene.calendar,
            offices: scene.annals.offices(),
            current: scene.annals.committees().current().map(|(committee, _)| committee),
            tenures: Tenure::all(scene),
        }
    }

    /// A committee, if there is one.
    pub fn tenure(&self, committee: ProcessId) -> Option<&Tenure> {
        self.tenures.iter().find(|tenure| tenure.committee == committee)
    }

    /// A committee that has to be there.
    pub fn known(&self, committee: ProcessId) -> Result<&Tenure, TermRefusal> {
        self.tenure(committee).ok_or(TermRefusal::UnknownCommittee(committee.uuid()))
    }
}
