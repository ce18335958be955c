//! Mandates: who may cast for somebody else, and what they may say.
//!
//! A principal lets a holder vote in one meeting ([`Capacity::Proxy`]), or the delegate of their building or
//! entrance, who was elected for a term ([`Capacity::Delegate`]). A [`Book`] is folded from what happened in
//! one meeting, in the order of the record: mandates that were given, revoked, and holders who were excluded.
//! Which ballot counts in the end is decided elsewhere: the principal's own outranks every holder's.

mod book;
mod delegates;
mod refusals;
mod terms;

use std::fmt;
use std::str::FromStr;

pub use book::{Book, check_principal};
pub use delegates::{Appointment, Location};
pub use refusals::MandateRefusal;
pub use terms::{Load, Moment, Seat, Terms};
use thiserror::Error;

use crate::domain::ballots::{Choice, Fingerprint};
use crate::domain::meetings::MatterId;
use crate::domain::register::OwnerId;
use crate::domain::roll::ElectorId;
use crate::domain::words::words;

words! {
    /// As what somebody votes for a principal.
    pub enum Capacity {
        /// Under a mandate for one meeting.
        Proxy = "proxy",
        /// As the delegate of a building or an entrance, elected for a term.
        Delegate = "delegate",
    }
}

/// A text that names no holder.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is not a holder such as owner:O-17, delegate:O-17 or outside:P-3")]
pub struct HolderError;

/// Whoever votes for a principal.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Holder {
    /// An owner of the register.
    Owner(OwnerId),
    /// An owner of the register as the delegate of a building or an entrance.
    Delegate(OwnerId),
    /// Somebody else, by the identifier that the secretary gave them; their name stands on the paper only.
    /// They vote on paper.
    Outside(OwnerId),
}

impl Holder {
    /// The owner who it is, if it is one.
    #[must_use]
    pub const fn owner(&self) -> Option<&OwnerId> {
        match self {
            Self::Owner(owner) | Self::Delegate(owner) => Some(owner),
            Self::Outside(_) => None,
        }
    }

    /// As what they vote.
    #[must_use]
    pub const fn capacity(&self) -> Capacity {
        match self {
            Self::Owner(_) | Self::Outside(_) => Capacity::Proxy,
            Self::Delegate(_) => Capacity::Delegate,
        }
    }

    /// Whether whoever is excluded as this one is excluded as the other too: an owner is as a delegate.
    #[must_use]
    pub fn is_also(&self, other: &Self) -> bool {
        self == other || matches!((self, other), (Self::Owner(one), Self::Delegate(two)) if one == two)
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Owner(owner) => write!(f, "owner:{owner}"),
            Self::Delegate(owner) => write!(f, "delegate:{owner}"),
            Self::Outside(person) => write!(f, "outside:{person}"),
        }
    }
}

impl FromStr for Holder {
    type Err = HolderError;

    fn from_str(text: &str) -> Result<Self, HolderError> {
        let (kind, id) = text.split_once(':').ok_or(HolderError)?;
        let id = id.parse().map_err(|_| HolderError)?;
        match kind {
            "owner" => Ok(Self::Owner(id)),
            "delegate" => Ok(Self::Delegate(id)),
            "outside" => Ok(Self::Outside(id)),
            _ => Err(HolderError),
        }
    }
}

/// A mandate in one meeting, as it stands at one place of the record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mandate {
    /// The hash of the signed mandate, which ballots under it name.
    pub fingerprint: Fingerprint,
    /// For whom is voted.
    pub elector: ElectorId,
    /// The owner who gave it.
    pub principal: OwnerId,
    /// Who votes.
    pub holder: Holder,
    /// As what.
    pub capacity: Capacity,
    /// What the holder has to say; on other matters a proxy has discretion. Of a delegate it is the recorded
    /// opinion of the principal, empty while there is none.
    pub instructions: Vec<(MatterId, Choice)>,
    /// The opinions of the principal that a delegate recorded, each by its entry, the last one last.
    pub opinions: Vec<(u64, Vec<(MatterId, Choice)>)>,
    /// The entry with which it began.
    pub given: u64,
    /// The entry with which it ended; ballots from before it stand.
    pub revoked: Option<u64>,
}

impl Mandate {
    /// Whether it lets this holder say this.
    pub fn admits(&self, holder: &OwnerId, choices: &[(MatterId, Choice)]) -> Result<(), MandateRefusal> {
        if self.holder.owner() != Some(holder) {
            return Err(MandateRefusal::OtherHolder);
        }
        self.admits_choices(choices)
    }

    /// Whether it lets its holder say this, whoever that is: for paper, which holders from outside use too.
    pub fn admits_choices(&self, choices: &[(MatterId, Choice)]) -> Result<(), MandateRefusal> {
        if self.revoked.is_some() {
            return Err(MandateRefusal::Ended);
        }
        let told = |matter: &MatterId| self.instructions.iter().find(|(id, _)| id == matter);
        match self.capacity {
            Capacity::Delegate if self.instructions.is_empty() => return Err(MandateRefusal::NoOpinion),
            Capacity::Delegate => {
                if let Some((matter, _)) = choices.iter().find(|(matter, _)| told(matter).is_none()) {
                    return Err(MandateRefusal::OtherThanTold(matter.clone()));
                }
            }
            Capacity::Proxy => {}
        }
        let said = |matter: &MatterId| choices.iter().find(|(id, _)| id == matter);
        let same = |one: &Choice, other: &Choice| answers(one) == answers(other);
        let kept =
            |(matter, told): &&(MatterId, Choice)| said(matter).is_some_and(|(_, choice)| same(choice, told));
        match self.instructions.iter().find(|told| !kept(told)) {
            Some((matter, _)) => Err(MandateRefusal::OtherThanTold(matter.clone())),
            None => Ok(()),
        }
    }

    /// The same as it stood before an entry; none where it had not been given.
    #[must_use]
    pub fn before(&self, index: u64) -> Option<Self> {
        let revoked = self.revoked.filter(|ended| *ended < index);
        let recorded = |own: &&(u64, Vec<(MatterId, Choice)>)| own.0 < index;
        let opinions: Vec<_> = self.opinions.iter().filter(recorded).cloned().collect();
        let instructions = match self.capacity {
            Capacity::Proxy => self.instructions.clone(),
            Capacity::Delegate => opinions.last().map(|(_, own)| own.clone()).unwrap_or_default(),
        };
        (self.given < index).then(|| Self { instructions, opinions, revoked, ..self.clone() })
    }
}

/// A choice with its candidates in one order: naming them in another says the same.
fn answers(choice: &Choice) -> Choice {
    let mut sorted = choice.clone();
    if let Choice::Candidates(named) = &mut sorted {
        named.sort();
    }
    sorted
}

#[cfg(test)]
mod tests;
