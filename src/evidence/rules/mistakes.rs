//! What is wrong with a pack or an overlay, collected with its place while the file is read.

use std::fmt;
use std::num::NonZeroU32;

use super::forms::{CommitteeForm, Reading, SmallEstateForm, TitleForm};
use super::{PackMistake, PackRefused, mistake};
use crate::domain::rules::{Parity, Sizes, SmallEstate, Source, Titles};

/// The mistakes found so far.
#[derive(Default)]
pub(super) struct Mistakes(Vec<PackMistake>);

impl Mistakes {
    /// Begins with what was found already.
    pub(super) const fn of(found: Vec<PackMistake>) -> Self {
        Self(found)
    }

    /// Whether nothing is wrong so far.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The refusal of the whole file.
    pub(super) fn refused(self) -> PackRefused {
        PackRefused(self.0)
    }

    /// Notes a mistake.
    pub(super) fn add(&mut self, place: &str, reason: impl fmt::Display) {
        self.0.push(mistake(place, reason));
    }

    /// What was read, or a note of why it could not be.
    pub(super) fn take<T, E: fmt::Display>(&mut self, place: &str, read: Result<T, E>) -> Option<T> {
        read.map_err(|reason| self.add(place, reason)).ok()
    }

    /// The name for people.
    pub(super) fn titles(&mut self, place: &str, form: &TitleForm) -> Option<Titles> {
        let title = |text: &str| if text.trim().is_empty() { Err("is empty") } else { Ok(text.to_owned()) };
        let zh = self.take(&format!("{place}.zh"), title(&form.zh));
        let en = self.take(&format!("{place}.en"), title(&form.en));
        Some(Titles { zh: zh?, en: en? })
    }

    /// Where a value comes from.
    pub(super) fn source(&mut self, place: &str, article: &str, reading: Reading) -> Option<Source> {
        let source = match reading {
            Reading::Verified => Source::verified(article),
            Reading::Unverified => Source::unverified(article),
        };
        self.take(place, source)
    }

    /// The lawful numbers of seats of a committee.
    pub(super) fn sizes(&mut self, form: &CommitteeForm) -> Option<Sizes> {
        let source = self.source("committee.article", &form.article, form.verified);
        let min = self.take("committee.seats_min", positive(form.seats_min));
        let max = self.take("committee.seats_max", form.seats_max.map(positive).transpose());
        let parity = if form.odd == Some(true) { Parity::Odd } else { Parity::Free };
        let small = match &form.small {
            Some(form) => Some(self.small_estate(form)?),
            None => None,
        };
        Some(Sizes { min: min?, max: max?, parity, small, source: source? })
    }

    fn small_estate(&mut self, form: &SmallEstateForm) -> Option<SmallEstate> {
        let source = self.source("committee.small.article", &form.article, form.verified);
        let min = self.take("committee.small.seats_min", positive(form.seats_min));
        let (households_max, area_max) = (form.households_max, form.area_max);
        Some(SmallEstate { min: min?, households_max, area_max, source: source? })
    }
}

fn positive(number: u32) -> Result<NonZeroU32, &'static str> {
    NonZeroU32::new(number).ok_or("is 0")
}
