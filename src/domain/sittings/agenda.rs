//! What a sitting is to decide.

use super::SittingRefusal;
use crate::domain::ballots::Fingerprint;
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;
use crate::domain::rules::MatterKind;
use crate::domain::rules::procedure::AssemblyKinds;

/// Most items on one agenda.
pub const ITEMS_MAX: usize = 50;

/// Longest title of an item, and longest place, in characters.
pub const HEADING_MAX: usize = 200;

/// Longest sitting, in seconds: three days, for committees that sign in writing.
pub const SITTING_SECONDS_MAX: i64 = 3 * 24 * 60 * 60;

/// One item of an agenda.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Item {
    /// Which, on this agenda.
    pub id: MatterId,
    /// What it is about; public, and names no person.
    pub title: String,
    /// Its kind, in the words of the rule pack where that lists it.
    pub kind: MatterKind,
}

/// A sitting as it is called.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Agenda {
    /// When it begins.
    pub begins_at: Instant,
    /// The first instant at which it is over.
    pub ends_at: Instant,
    /// Where, or by which channel; public.
    pub place: String,
    /// The hash of what is posted, with every text.
    pub document: Fingerprint,
    /// What is to be decided, in this order.
    pub items: Vec<Item>,
}

impl Agenda {
    /// Refuses an agenda that says nothing, is too long, or asks the committee for what only the assembly decides.
    pub fn check(&self, assembly_kinds: &AssemblyKinds) -> Result<(), SittingRefusal> {
        check_hours(self.begins_at, self.ends_at)?;
        check_text(&self.place)?;
        if self.items.is_empty() || self.items.len() > ITEMS_MAX {
            return Err(SittingRefusal::ItemCount);
        }
        for (place, item) in self.items.iter().enumerate() {
            check_text(&item.title)?;
            if self.items.iter().take(place).any(|other| other.id == item.id) {
                return Err(SittingRefusal::ItemTwice(item.id.clone()));
            }
            check_kind(item, assembly_kinds)?;
        }
        Ok(())
    }
}

/// Refuses an item that the assembly alone decides, with the article that says so.
pub(super) fn check_kind(item: &Item, assembly_kinds: &AssemblyKinds) -> Result<(), SittingRefusal> {
    match assembly_kinds.article(&item.kind) {
        Some(source) => Err(SittingRefusal::OfTheAssembly {
            item: item.id.clone(),
            kind: item.kind.clone(),
            article: source.article().to_owned(),
        }),
        None => Ok(()),
    }
}

pub(super) fn check_hours(begins_at: Instant, ends_at: Instant) -> Result<(), SittingRefusal> {
    if ends_at <= begins_at || ends_at > begins_at.plus_seconds(SITTING_SECONDS_MAX) {
        return Err(SittingRefusal::Hours);
    }
    Ok(())
}

fn check_text(text: &str) -> Result<(), SittingRefusal> {
    let length = text.trim().chars().count();
    if length == 0 || length > HEADING_MAX { Err(SittingRefusal::TextLength) } else { Ok(()) }
}
