//! Owners' committees: who is on them, what they lack, what they file.

mod dossier;
mod gathering;
mod papers;
mod particulars;
mod steps;
mod views;

pub use self::dossier::{
    Dossier, DossierChange, DossierGap, DossierMember, DossierPaper, DossierSource, DossierStep, DossierView,
};
pub use self::gathering::dossier;
pub use self::particulars::{Particulars, particulars};
pub use self::views::{CommitteeDueView, CommitteeFilingView, CommitteeView, list, read};
