//! Delegates: representatives of a building or an entrance, elected for a term.
//!
//! An appointment is presented for each meeting in which the delegate acts, and its term covers the voting
//! period. A delegate has no discretion: they cast what they recorded as the principal's opinion.

use jiff::civil::Date;

use super::{MandateRefusal, Moment};
use crate::domain::instants::Zone;
use crate::domain::register::{OwnerId, PlaceName};

/// Where a unit is: its building, and its entrance where the building has several.
pub type Location = (PlaceName, Option<PlaceName>);

/// The appointment of a delegate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Appointment {
    /// Who was elected.
    pub delegate: OwnerId,
    /// The building they were elected for.
    pub building: PlaceName,
    /// One entrance of it; none for all of them.
    pub entrance: Option<PlaceName>,
    /// The first day of the term.
    pub from: Date,
    /// The last day of the term.
    pub until: Date,
}

impl Appointment {
    /// Whether units at all these places are in what it is for.
    #[must_use]
    pub fn has_all(&self, locations: &[Location]) -> bool {
        locations.iter().all(|(building, entrance)| {
            *building == self.building && (self.entrance.is_none() || *entrance == self.entrance)
        })
    }

    /// Refuses a term that does not have the whole voting period in it, by the days of this zone.
    pub fn covers(&self, moment: &Moment, zone: &Zone) -> Result<(), MandateRefusal> {
        let (first, last) = (moment.opens_at.day_in(zone), moment.closes_at.plus_seconds(-1).day_in(zone));
        if self.from <= first && last <= self.until {
            return Ok(());
        }
        Err(MandateRefusal::OutsideTerm { from: self.from, until: self.until })
    }
}
