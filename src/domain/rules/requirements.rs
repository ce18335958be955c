//! What a law asks: a subject, a threshold, the measures it is held on.

use std::fmt;
use std::str::FromStr;

use super::calls::Call;
use super::measures::{Combine, Measures};
use super::thresholds::Threshold;
use super::words::UnknownWord;

/// What is weighed.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Subject {
    /// The ballots that carry the matter.
    Participation,
    /// Who attends or is represented, even if silent on the matter.
    Presence,
    /// Those for.
    Approval,
    /// Those against.
    Opposition,
}

impl Subject {
    const ALL: [Self; 4] = [Self::Participation, Self::Presence, Self::Approval, Self::Opposition];

    /// The subject as packs and results write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Participation => "participation",
            Self::Presence => "presence",
            Self::Approval => "approval",
            Self::Opposition => "opposition",
        }
    }

    /// Whether it says how many come, rather than what they say.
    #[must_use]
    pub const fn is_attendance(self) -> bool {
        match self {
            Self::Participation | Self::Presence => true,
            Self::Approval | Self::Opposition => false,
        }
    }
}

impl FromStr for Subject {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let known = "participation, presence, approval, opposition";
        let found = Self::ALL.into_iter().find(|subject| subject.as_str() == text);
        found.ok_or_else(|| UnknownWord { word: text.to_owned(), known })
    }
}

/// One thing that a law asks.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Requirement {
    /// What is weighed.
    pub subject: Subject,
    /// What it must reach or keep.
    pub threshold: Threshold,
    /// The measures it is weighed on.
    pub measures: Measures,
    /// Whether it must hold on each measure or on one.
    pub combine: Combine,
    /// The call it is asked at; at every call if left out.
    pub call: Option<Call>,
}

impl Requirement {
    /// A requirement that must hold on each of these measures at every call.
    #[must_use]
    pub const fn on_each(subject: Subject, threshold: Threshold, measures: Measures) -> Self {
        Self { subject, threshold, measures, combine: Combine::Each, call: None }
    }

    /// Whether it is asked at this call.
    #[must_use]
    pub fn applies_at(&self, call: Call) -> bool {
        self.call.is_none_or(|own| own == call)
    }

    /// Whether this asks for less of the same on the same measures at the same calls; false where that is not plain.
    #[must_use]
    pub fn is_easier_than(&self, other: &Self) -> bool {
        let comparable = self.subject == other.subject
            && self.combine == other.combine
            && self.call == other.call
            && self.measures.iter().any(|measure| other.measures.contains(measure));
        comparable && self.threshold.is_easier_than(&other.threshold) == Some(true)
    }
}

impl fmt::Display for Requirement {
    /// The threshold, behind the subject where it is not the usual one of its place.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.subject {
            Subject::Presence | Subject::Opposition => write!(f, "{} ", self.subject.as_str())?,
            Subject::Participation | Subject::Approval => {}
        }
        self.threshold.fmt(f)
    }
}
