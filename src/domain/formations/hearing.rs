//! What the record says besides deeds, as far as a formation turns on it: what becomes of the inaugural meeting.

use super::Formation;
use super::inaugural::{Adoptable, Adoption, Called};
use super::states::{FormationAction, FormationState};
use crate::domain::annals::{Call, Consequence, Event, NoticedMeeting, Offices};
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;

impl Formation {
    /// Hears what happened at a time, and says what follows for those who sit in the group.
    pub(super) fn hear(&mut self, event: &Event, now: Instant, offices: &Offices) -> Vec<Consequence> {
        let before = self.state;
        self.heed(event, now, offices);
        self.ends_or_goes_on(before, now, offices)
    }

    fn heed(&mut self, event: &Event, now: Instant, offices: &Offices) {
        match event {
            Event::Noticed(meeting) => self.notice(meeting),
            Event::Opened { meeting } if self.is_called(*meeting) => {
                self.opened_at = self.opened_at.or(Some(now));
            }
            Event::Counted { meeting, outcomes } => {
                if let Some(called) = self.called.as_mut().filter(|own| own.meeting == *meeting) {
                    called.count(outcomes);
                }
            }
            Event::Announced { meeting } => self.announce(*meeting, now),
            Event::Cancelled { meeting } => self.fall_back(*meeting, FormationAction::Cancel),
            Event::Annulled { meeting } => self.annul(*meeting),
            Event::Granted { grant, role, key, .. } => {
                if let Some(posted) = &mut self.group {
                    posted.group.give_back((*grant, *role, *key), offices);
                }
            }
            Event::RegisterImported { .. }
            | Event::Objected { .. }
            | Event::RulesStated { .. }
            | Event::GrantEnded { .. }
            | Event::Opened { .. }
            | Event::Closed { .. } => {}
        }
    }

    fn is_called(&self, meeting: MeetingId) -> bool {
        self.called.as_ref().is_some_and(|own| own.meeting == meeting)
    }

    fn notice(&mut self, meeting: &NoticedMeeting) {
        let ours = meeting.call == Call::Inaugural && self.meeting == Some(meeting.meeting);
        if let Some(state) = self.state.after(FormationAction::Notice).ok().filter(|_| ours) {
            self.state = state;
            self.called = Some(Called::of(meeting));
        }
    }

    fn announce(&mut self, meeting: MeetingId, at: Instant) {
        let Some(called) = self.called.as_ref().filter(|own| own.meeting == meeting) else { return };
        if self.state != FormationState::Called {
            return;
        }
        for own in &called.carried {
            self.adopted.entry(*own).or_insert(Adoption { meeting, at });
        }
        if self.adopted.len() < Adoptable::ALL.len() {
            self.fall_back(meeting, FormationAction::Miss);
        } else if let Ok(state) = self.state.after(FormationAction::Adopt) {
            self.state = state;
        }
    }

    /// The meeting that was called leads to nothing, or not to everything: another one is prepared.
    fn fall_back(&mut self, meeting: MeetingId, action: FormationAction) {
        if !self.is_called(meeting) {
            return;
        }
        if let Ok(state) = self.state.after(action) {
            (self.state, self.meeting, self.called) = (state, None, None);
        }
    }

    /// What a meeting adopted whose result is set aside is not adopted.
    fn annul(&mut self, meeting: MeetingId) {
        let adopted = self.adopted.len();
        self.adopted.retain(|_, adoption| adoption.meeting != meeting);
        let lost = self.adopted.len() < adopted;
        if self.is_called(meeting) {
            self.fall_back(meeting, FormationAction::Annul);
        } else if lost && self.state == FormationState::Adopted {
            (self.state, self.meeting, self.called) = (FormationState::Preparing, None, None);
        }
    }
}
