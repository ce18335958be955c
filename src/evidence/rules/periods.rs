//! How a pack counts days, and the periods it sets besides notice and voting.

use std::num::NonZeroU16;

use super::forms::{DayCountingForm, RevocationSuitForm};
use super::reader::Reader;
use crate::domain::rules::{DayCounting, RevocationSuit, WeeklyRest};

impl Reader {
    pub(super) fn day_counting(&mut self, form: &DayCountingForm) -> Option<DayCounting> {
        let source = self.mistakes.source("day_counting.article", &form.article, form.verified);
        let place = "day_counting.weekly_rest";
        let weekly = &form.weekly_rest;
        let own = self.mistakes.source(&format!("{place}.article"), &weekly.article, weekly.verified)?;
        let weekly_rest = self.mistakes.take(&format!("{place}.days"), WeeklyRest::new(&weekly.days, own));
        Some(DayCounting { weekly_rest: weekly_rest?, source: source? })
    }

    pub(super) fn revocation_suit(&mut self, form: &RevocationSuitForm) -> Option<RevocationSuit> {
        let source = self.mistakes.source("revocation_suit.article", &form.article, form.verified);
        let years = self.mistakes.take("revocation_suit.years", NonZeroU16::new(form.years).ok_or("is 0"));
        Some(RevocationSuit { years: years?, source: source? })
    }
}
