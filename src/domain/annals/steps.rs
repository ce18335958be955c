//! Every step of the record that somebody took and answers for: deeds, notices of meetings, results.

use std::collections::BTreeMap;

use super::{Event, Moment, Person, ProcessId, Subject};
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;

/// What a step is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StepKind {
    /// A deed in a process.
    Deed(Subject, ProcessId),
    /// The notice of a meeting.
    Notice(MeetingId),
    /// The result of a meeting, as it was counted.
    Result(MeetingId),
}

/// One step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// As what it was taken; a notice and a result are the convener's.
    pub by: Role,
    /// Who took it; none of a notice and a result, which no key of a person signs.
    pub person: Option<Person>,
    /// When.
    pub at: Instant,
}

/// Every step so far, by its entry.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Steps(BTreeMap<u64, Step>);

impl Steps {
    /// The step that an entry is, if it is one.
    #[must_use]
    pub fn get(&self, entry: u64) -> Option<&Step> {
        self.0.get(&entry)
    }

    /// Every step, in the order of the record.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &Step)> {
        self.0.iter().map(|(entry, step)| (*entry, step))
    }

    /// Adds a deed.
    pub(super) fn deed(
        &mut self,
        moment: Moment,
        (subject, process): (Subject, ProcessId),
        by: (Role, Person),
    ) {
        let kind = StepKind::Deed(subject, process);
        self.0.insert(moment.index, Step { kind, by: by.0, person: Some(by.1), at: moment.at });
    }

    /// Adds what is no deed, if it is a step.
    pub(super) fn event(&mut self, moment: Moment, event: &Event) {
        let kind = match event {
            Event::Noticed(noticed) => StepKind::Notice(noticed.meeting),
            Event::Counted { meeting, .. } => StepKind::Result(*meeting),
            Event::RegisterImported { .. }
            | Event::RulesStated { .. }
            | Event::Granted { .. }
            | Event::GrantEnded { .. }
            | Event::Opened { .. }
            | Event::Closed { .. }
            | Event::Announced { .. }
            | Event::Cancelled { .. }
            | Event::Annulled { .. }
            | Event::Objected { .. } => return,
        };
        self.0.insert(moment.index, Step { kind, by: Role::Convener, person: None, at: moment.at });
    }
}
