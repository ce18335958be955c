//! The meeting that elects the next committee, as far as a re-election hears of it.

use super::reelection::Reelection;
use super::states::TermAction;
use crate::domain::annals::{Consequence, Event, Moment, Outcome};
use crate::domain::instants::Instant;
use crate::domain::meetings::{MatterId, MeetingId};

/// The meeting that elects, as it was named.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NamedElection {
    /// The meeting.
    pub meeting: MeetingId,
    /// The matter that is the election.
    pub matter: MatterId,
    /// When notice of it was given.
    pub noticed_at: Option<Instant>,
    /// Whether its latest count filled a seat.
    pub filled: Option<Filled>,
}

/// What the latest count of an election came to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Filled {
    /// Somebody was elected.
    Some,
    /// Nobody was.
    None,
}

impl Reelection {
    /// Hears what else happened, as far as it is about the meeting that elects, and says what follows.
    pub(super) fn hear(&mut self, event: &Event, moment: Moment) -> Vec<Consequence> {
        match event {
            Event::Noticed(noticed) => {
                if let Some(election) = self.named(noticed.meeting) {
                    election.noticed_at = Some(moment.at);
                }
            }
            Event::Counted { meeting, outcomes } => {
                if let Some(election) = self.named(*meeting) {
                    let own = outcomes.iter().find(|(matter, _)| *matter == election.matter);
                    election.filled = own.map(|(_, outcome)| filled(outcome));
                }
            }
            Event::Announced { meeting } => self.announced(*meeting, moment),
            Event::Cancelled { meeting } => self.failed(*meeting),
            Event::Annulled { meeting } => return self.annulled(*meeting),
            Event::RegisterImported { .. }
            | Event::Objected { .. }
            | Event::RulesStated { .. }
            | Event::Granted { .. }
            | Event::GrantEnded { .. }
            | Event::Opened { .. }
            | Event::Closed { .. } => {}
        }
        Vec::new()
    }

    fn named(&mut self, meeting: MeetingId) -> Option<&mut NamedElection> {
        self.election.as_mut().filter(|election| election.meeting == meeting)
    }

    fn announced(&mut self, meeting: MeetingId, moment: Moment) {
        let Some(filled) = self.named(meeting).map(|election| election.filled) else { return };
        if filled != Some(Filled::Some) {
            return self.failed(meeting);
        }
        if let Ok(state) = self.state.after(TermAction::Elect) {
            self.state = state;
            self.elected_at = Some(moment.at);
        }
    }

    fn failed(&mut self, meeting: MeetingId) {
        if self.named(meeting).is_some()
            && let Ok(state) = self.state.after(TermAction::FailElection)
        {
            self.state = state;
            self.election = None;
        }
    }

    /// What ended because of a result that is set aside is given back; a grant whose time is over stays ended.
    fn annulled(&mut self, meeting: MeetingId) -> Vec<Consequence> {
        if self.named(meeting).is_none() {
            return Vec::new();
        }
        let Ok(state) = self.state.after(TermAction::SetAside) else {
            self.failed(meeting);
            return Vec::new();
        };
        self.state = state;
        (self.election, self.elected_at, self.succeeded) = (None, None, None);
        let ended = std::mem::take(&mut self.ended_grants);
        ended.into_iter().map(|grant| Consequence::RestoreGrant { grant }).collect()
    }
}

fn filled(outcome: &Outcome) -> Filled {
    match outcome {
        Outcome::Elected { elected, .. } if !elected.is_empty() => Filled::Some,
        Outcome::Elected { .. } | Outcome::Carried | Outcome::Rejected => Filled::None,
    }
}
