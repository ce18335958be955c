//! A pack: one regime's measures, thresholds and kinds of matter.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::identifiers::{MatterKind, PackId};
use super::thresholds::{Measures, Source, Threshold, UnknownWord};

/// Kinds every pack answers to beside its own: its usual class, its special one, its elections.
const GENERIC: [&str; 3] = ["ordinary", "special", "election"];

/// What is wrong with a pack as a whole.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum PackError {
    /// Two rules for one kind.
    #[error("has two rules for {0}")]
    KindTwice(MatterKind),
    /// A kind bears the name of a generic one.
    #[error("gives a rule of its own to {0}, which every pack answers to by class")]
    KindIsGeneric(MatterKind),
    /// No motion of a class, so a generic kind has no answer.
    #[error("has no motion of class {0}")]
    ClassMissing(MatterClass),
    /// A special matter that passes more easily than an ordinary one.
    #[error("asks less for the special matter {0} than for an ordinary one")]
    SpecialIsEasier(MatterKind),
    /// The shortest voting period is longer than the longest, or there is no day in it.
    #[error("has a voting period of no days")]
    NoVotingPeriod,
    /// The version is not a short text.
    #[error("has no version, or one longer than 32 characters")]
    NoVersion,
}

/// A kind that a pack does not know.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{pack} knows no matter {kind}; it knows {}", .known.join(", "))]
pub struct UnknownMatter {
    /// The pack that was asked.
    pub pack: PackId,
    /// The kind it does not know.
    pub kind: MatterKind,
    /// Every kind it knows, generic ones last.
    pub known: Vec<String>,
}

/// A title in the languages of the service.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Titles {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// What a share measures.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum ShareUnit {
    /// Square metres of floor area.
    SquareMetre,
    /// Shares of ownership without a unit.
    Share,
}

impl ShareUnit {
    /// The unit as packs and results write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SquareMetre => "m2",
            Self::Share => "share",
        }
    }
}

impl FromStr for ShareUnit {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let found = [Self::SquareMetre, Self::Share].into_iter().find(|unit| unit.as_str() == text);
        found.ok_or_else(|| UnknownWord { word: text.to_owned(), known: "m2, share" })
    }
}

/// How heavily the law guards a matter.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum MatterClass {
    /// The usual threshold.
    Ordinary,
    /// The raised threshold.
    Special,
}

impl MatterClass {
    /// The class as packs write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Special => "special",
        }
    }
}

impl fmt::Display for MatterClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a ballot on a matter decides.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Decides {
    /// One question: for, against, abstain.
    Motion,
    /// Who is elected; each candidate must reach the approval threshold.
    Election,
}

/// A pack's rule for one kind of matter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MatterRule {
    /// The kind.
    pub kind: MatterKind,
    /// Its name for people.
    pub titles: Titles,
    /// How heavily it is guarded.
    pub class: MatterClass,
    /// Motion or election.
    pub decides: Decides,
    /// The article that lists the matter.
    pub source: Source,
    /// What must be reached on every measure.
    pub approval: Threshold,
}

/// Days between notice and opening, neither day counted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Notice {
    /// Full civil days, counted by [`crate::domain::instants::full_days_between`].
    pub full_days: u16,
    /// Where the period comes from.
    pub source: Source,
}

/// How long voting may last.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VotingPeriod {
    /// Fewest full days.
    pub days_min: u16,
    /// Most full days.
    pub days_max: u16,
    /// Where the limits come from.
    pub source: Source,
}

/// What a pack is made of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PackParts {
    /// Its name.
    pub id: PackId,
    /// Its version; a published version never changes.
    pub version: String,
    /// Its name for people.
    pub titles: Titles,
    /// What a share measures.
    pub share_unit: ShareUnit,
    /// The measures on which every threshold must hold.
    pub measures: Measures,
    /// The share of the electorate that must take part; none where the law asks for no quorum.
    pub participation: Option<Threshold>,
    /// Days between notice and opening.
    pub notice: Notice,
    /// Limits of the voting period, where the regime has any.
    pub voting_period: Option<VotingPeriod>,
    /// The rule of each kind of matter.
    pub matters: Vec<MatterRule>,
}

/// One regime's rules, complete and without contradiction.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pack(PackParts);

impl Pack {
    /// A pack of these parts; every reason to refuse it is told.
    pub fn new(parts: PackParts) -> Result<Self, Vec<PackError>> {
        let mut errors = Vec::new();
        if parts.version.is_empty() || parts.version.chars().count() > 32 {
            errors.push(PackError::NoVersion);
        }
        for (place, matter) in parts.matters.iter().enumerate() {
            if GENERIC.contains(&matter.kind.as_str()) {
                errors.push(PackError::KindIsGeneric(matter.kind.clone()));
            }
            if parts.matters.iter().take(place).any(|earlier| earlier.kind == matter.kind) {
                errors.push(PackError::KindTwice(matter.kind.clone()));
            }
        }
        errors.extend(class_errors(&parts.matters));
        let no_days = |period: &VotingPeriod| period.days_max == 0 || period.days_min > period.days_max;
        if parts.voting_period.as_ref().is_some_and(no_days) {
            errors.push(PackError::NoVotingPeriod);
        }
        if errors.is_empty() { Ok(Self(parts)) } else { Err(errors) }
    }

    /// Its name.
    #[must_use]
    pub const fn id(&self) -> &PackId {
        &self.0.id
    }

    /// Everything in it.
    #[must_use]
    pub const fn parts(&self) -> &PackParts {
        &self.0
    }

    /// Every kind it answers to, its own first.
    #[must_use]
    pub fn kinds(&self) -> Vec<String> {
        let own = self.0.matters.iter().map(|matter| matter.kind.to_string());
        let generic = GENERIC.into_iter().filter(|kind| self.generic(kind).is_some());
        own.chain(generic.map(str::to_owned)).collect()
    }

    /// What the pack asks of a matter of this kind.
    pub fn rule(&self, kind: &MatterKind) -> Result<Rule, UnknownMatter> {
        let own = self.0.matters.iter().find(|matter| matter.kind == *kind);
        let matter = own.or_else(|| self.generic(kind.as_str())).ok_or_else(|| UnknownMatter {
            pack: self.0.id.clone(),
            kind: kind.clone(),
            known: self.kinds(),
        })?;
        Ok(Rule {
            measures: self.0.measures,
            participation: self.0.participation.clone(),
            approval: matter.approval.clone(),
            decides: matter.decides,
        })
    }

    /// The matter that stands for a generic kind: the first motion of a class, the first election.
    fn generic(&self, kind: &str) -> Option<&MatterRule> {
        let class = |class| move |matter: &&MatterRule| matter.class == class;
        let motions = || self.0.matters.iter().filter(|matter| matter.decides == Decides::Motion);
        match kind {
            "ordinary" => motions().find(class(MatterClass::Ordinary)),
            "special" => motions().find(class(MatterClass::Special)),
            "election" => self.0.matters.iter().find(|matter| matter.decides == Decides::Election),
            _ => None,
        }
    }
}

/// What a pack asks of one matter: all that a verdict needs besides the totals.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rule {
    /// The measures on which every threshold must hold.
    pub measures: Measures,
    /// The share of the electorate that must take part, if any.
    pub participation: Option<Threshold>,
    /// What the votes for the motion, or for each candidate, must reach.
    pub approval: Threshold,
    /// Motion or election.
    pub decides: Decides,
}

fn class_errors(matters: &[MatterRule]) -> Vec<PackError> {
    let motions = |class| {
        let members = matters.iter().filter(move |matter| matter.class == class);
        members.filter(|matter| matter.decides == Decides::Motion)
    };
    let classes = [MatterClass::Ordinary, MatterClass::Special];
    let missing = classes.into_iter().filter(|class| motions(*class).next().is_none());
    let easier = motions(MatterClass::Special).filter(|special| {
        motions(MatterClass::Ordinary).any(|ordinary| special.approval.is_easier_than(&ordinary.approval))
    });
    let easier = easier.map(|special| PackError::SpecialIsEasier(special.kind.clone()));
    missing.map(PackError::ClassMissing).chain(easier).collect()
}
