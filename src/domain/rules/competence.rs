//! Competence: which article makes a kind of matter the assembly's to decide.
//!
//! All that can be told from a kind is told here. Whether a matter's text is of the kind it bears is
//! for people: the convener states it, the supervising office may object.

use thiserror::Error;

use super::identifiers::MatterKind;
use super::pack::{Pack, UnknownMatter};
use super::sources::Source;
use super::titles::Titles;

/// Longest reason for a doubtful competence, in characters.
pub const COMPETENCE_REASON_MAX: usize = 2_000;

/// A kind that the assembly may not decide by vote.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RefusedKind {
    /// The kind.
    pub kind: MatterKind,
    /// Its name for people.
    pub titles: Titles,
    /// Why it is not the assembly's.
    pub reason: Titles,
    /// What the law offers instead.
    pub instead: Titles,
    /// The article that takes it from the assembly.
    pub source: Source,
}

/// A kind of the pack under which not everything is the assembly's: an open class.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DoubtfulKind {
    /// The kind, which is one of the pack's matters.
    pub kind: MatterKind,
    /// What there is to consider.
    pub warning: Titles,
    /// Where the doubt comes from.
    pub source: Source,
}

/// Whether a kind of matter is the assembly's to decide.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Competence {
    /// An article lists it.
    Listed {
        /// The article.
        source: Source,
    },
    /// It may be; the convener says why.
    Doubtful {
        /// What there is to consider.
        warning: Titles,
        /// Where the doubt comes from; none for a generic kind, which no article lists.
        source: Option<Source>,
    },
    /// It is not, whatever the vote.
    Refused(Box<RefusedKind>),
}

/// Why a matter cannot be put to the assembly.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CompetenceError {
    /// It is not the assembly's.
    #[error(
        "{} is not the assembly's to decide by vote ({}). {} Instead: {}",
        .0.kind, .0.source.article(), .0.reason.en, .0.instead.en
    )]
    Refused(Box<RefusedKind>),
    /// It is doubtful, and the convener gives no reason.
    #[error("it is doubtful whether this is the assembly's to decide. {} State why it is in competence.reason", .0.en)]
    ReasonMissing(Titles),
    /// An article lists it; a reason beside it would only cloud that.
    #[error("it is listed by {}, so competence must be null", .0.article())]
    ReasonNeedless(Source),
    /// A reason that says nothing, or more than anybody reads.
    #[error(
        "competence.reason must have 1 to {COMPETENCE_REASON_MAX} characters; it is public and names no person"
    )]
    ReasonLength,
}

impl Competence {
    /// Whether the kind can be voted on at all.
    pub fn votable(&self) -> Result<(), CompetenceError> {
        match self {
            Self::Listed { .. } | Self::Doubtful { .. } => Ok(()),
            Self::Refused(refused) => Err(CompetenceError::Refused(refused.clone())),
        }
    }

    /// Whether a matter can be put to the assembly with this reason of the convener's, or without one.
    pub fn stands(&self, reason: Option<&str>) -> Result<(), CompetenceError> {
        match (self, reason) {
            (Self::Refused(refused), _) => Err(CompetenceError::Refused(refused.clone())),
            (Self::Listed { .. }, None) => Ok(()),
            (Self::Listed { source }, Some(_)) => Err(CompetenceError::ReasonNeedless(source.clone())),
            (Self::Doubtful { warning, .. }, None) => Err(CompetenceError::ReasonMissing(warning.clone())),
            (Self::Doubtful { .. }, Some(reason)) => {
                let says = !reason.trim().is_empty() && reason.chars().count() <= COMPETENCE_REASON_MAX;
                if says { Ok(()) } else { Err(CompetenceError::ReasonLength) }
            }
        }
    }
}

impl Pack {
    /// Whether matters of this kind are the assembly's to decide.
    pub fn competence(&self, kind: &MatterKind) -> Result<Competence, UnknownMatter> {
        let parts = self.parts();
        if let Some(refused) = parts.refused.iter().find(|own| own.kind == *kind) {
            return Ok(Competence::Refused(Box::new(refused.clone())));
        }
        if let Some(own) = parts.doubtful.iter().find(|own| own.kind == *kind) {
            let (warning, source) = (own.warning.clone(), Some(own.source.clone()));
            return Ok(Competence::Doubtful { warning, source });
        }
        if let Some(own) = parts.matters.iter().find(|own| own.kind == *kind) {
            return Ok(Competence::Listed { source: own.source.clone() });
        }
        // A generic kind, or one that nobody knows.
        self.rule(kind).map(|_| Competence::Doubtful { warning: names_no_matter(kind), source: None })
    }
}

fn names_no_matter(kind: &MatterKind) -> Titles {
    Titles {
        zh: format!("类别 {kind} 只指明表决规则，不对应法律列明由业主共同决定的任何事项。"),
        en: format!(
            "The kind {kind} names a rule of voting and no matter that the law lists as the assembly's."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(en: &str) -> Titles {
        Titles { zh: "一".to_owned(), en: en.to_owned() }
    }

    fn source() -> Source {
        Source::verified("art 1").unwrap()
    }

    #[test]
    fn a_listed_kind_needs_no_reason_and_takes_none() {
        let listed = Competence::Listed { source: source() };
        assert_eq!(listed.stands(None), Ok(()));
        assert_eq!(listed.stands(Some("why not")), Err(CompetenceError::ReasonNeedless(source())));
        assert_eq!(listed.votable(), Ok(()));
    }

    #[test]
    fn a_doubtful_kind_needs_a_reason_that_says_something() {
        let doubtful = Competence::Doubtful { warning: titles("Consider."), source: None };
        assert_eq!(doubtful.votable(), Ok(()));
        assert_eq!(doubtful.stands(None), Err(CompetenceError::ReasonMissing(titles("Consider."))));
        let longest = "多".repeat(COMPETENCE_REASON_MAX);
        for (reason, expected) in [
            ("the covenant names it", Ok(())),
            (longest.as_str(), Ok(())),
            (" \n", Err(CompetenceError::ReasonLength)),
            (&format!("{longest}。"), Err(CompetenceError::ReasonLength)),
        ] {
            assert_eq!(doubtful.stands(Some(reason)), expected);
        }
    }

    #[test]
    fn a_refused_kind_is_refused_with_reason_article_and_what_the_law_offers_whatever_is_said_for_it() {
        let refused = RefusedKind {
            kind: MatterKind::new("war").unwrap(),
            titles: titles("War"),
            reason: titles("It is not yours."),
            instead: titles("Make peace."),
            source: source(),
        };
        let refused = Competence::Refused(Box::new(refused));
        for outcome in [refused.votable(), refused.stands(None), refused.stands(Some("we want it"))] {
            let told =
                "war is not the assembly's to decide by vote (art 1). It is not yours. Instead: Make peace.";
            assert_eq!(outcome.unwrap_err().to_string(), told);
        }
    }
}
