//! What makes a pack unusable as a whole: gaps, contradictions, rules that ask nothing.

use thiserror::Error;

use super::calls::Call;
use super::classes::{Class, ClassName, Method};
use super::identifiers::MatterKind;
use super::measures::Measure;
use super::pack::{Decides, GENERIC, MatterRule, PackParts, VotingPeriod};
use super::requirements::{Requirement, Subject};
use super::thresholds::Base;

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
    ClassMissing(ClassName),
    /// A matter of a class that the pack does not have.
    #[error("puts {0} in class {1}, which there is not")]
    UnknownClass(MatterKind, ClassName),
    /// A special matter that passes more easily than an ordinary one.
    #[error("asks less for the special matter {0} than for an ordinary one")]
    SpecialIsEasier(MatterKind),
    /// The shortest voting period is longer than the longest, or there is no day in it.
    #[error("has a voting period of no days")]
    NoVotingPeriod,
    /// The version is not a short text.
    #[error("has no version, or one longer than 32 characters")]
    NoVersion,
    /// Nothing decides matters of a class at a call.
    #[error("asks for no votes at the {1} call")]
    AsksNothing(ClassName, Call),
    /// A requirement on a measure that the pack does not weigh.
    #[error("is weighed on {}, which is none of the pack's measures", .1.as_str())]
    NotWeighed(String, Measure),
    /// A requirement that every vote meets.
    #[error("holds its subject against itself, which always holds")]
    AlwaysHolds(String),
    /// A requirement of the second call in a pack that has none.
    #[error("speaks of a second call, which the pack does not know")]
    NoSecondCall(String),
    /// A quorum that weighs what voters say.
    #[error("asks for {1}, which is no quorum")]
    NoQuorum(String, &'static str),
    /// The quorum of the second call is harder than that of the first.
    #[error("asks for more at the second call than at the first")]
    SecondIsHarder,
    /// A second call that nothing opens.
    #[error("names nothing that opens the second call")]
    NothingOpens,
    /// A second vote by the rule of a class that the pack does not have.
    #[error("leads to a second vote of class {1}, which there is not")]
    NoSuchSecondVote(ClassName, ClassName),
    /// Second votes that lead back to where they began.
    #[error("leads through second votes back to itself")]
    VotesInCircle(ClassName),
    /// A method of election for a motion.
    #[error("elects by {1}, but {2} is a motion")]
    MotionByMethod(ClassName, &'static str, MatterKind),
    /// An election that weighs votes against the candidate.
    #[error("weighs opposition, which no candidate of {1} has")]
    ElectionByOpposition(ClassName, MatterKind),
    /// The fewest seats are more than the most, the fewest are even and must be odd, or small estates are no
    /// exception.
    #[error(
        "allows no number of seats, an even minimum where the number must be odd, or a minimum for small \
         estates that is no lower"
    )]
    NoSizes,
    /// A kind that is refused twice; its place in the list stands first.
    #[error("refuses {1} twice")]
    RefusedTwice(usize, MatterKind),
    /// A kind that is refused though the pack has a rule for it.
    #[error("refuses {1}, for which the pack has a rule")]
    RefusedWithRule(usize, MatterKind),
    /// A kind that is called doubtful twice.
    #[error("warns of {1} twice")]
    DoubtfulTwice(usize, MatterKind),
    /// A kind that is called doubtful and is none of the pack's matters.
    #[error("warns of {1}, which is none of the pack's matters")]
    DoubtfulUnknown(usize, MatterKind),
    /// The shortest term of a committee is longer than the longest.
    #[error("has a term of no years")]
    NoTerm,
}

impl PackError {
    /// Where it is wrong, as a path in the pack's file; empty for the whole.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Self::KindTwice(_)
            | Self::KindIsGeneric(_)
            | Self::ClassMissing(_)
            | Self::UnknownClass(..)
            | Self::SpecialIsEasier(_)
            | Self::NoVotingPeriod
            | Self::NoVersion => String::new(),
            Self::AsksNothing(class, _)
            | Self::NoSuchSecondVote(class, _)
            | Self::VotesInCircle(class)
            | Self::MotionByMethod(class, ..)
            | Self::ElectionByOpposition(class, _) => format!("class.{class}"),
            Self::NotWeighed(place, _)
            | Self::AlwaysHolds(place)
            | Self::NoSecondCall(place)
            | Self::NoQuorum(place, _) => place.clone(),
            Self::SecondIsHarder => "quorum.second".to_owned(),
            Self::NothingOpens => "second_call.when".to_owned(),
            Self::NoSizes => "committee".to_owned(),
            Self::NoTerm => "procedure".to_owned(),
            Self::RefusedTwice(place, _) | Self::RefusedWithRule(place, _) => format!("refused[{place}]"),
            Self::DoubtfulTwice(place, _) | Self::DoubtfulUnknown(place, _) => format!("doubtful[{place}]"),
        }
    }
}

/// Everything that is wrong with these parts.
pub(super) fn contradictions(parts: &PackParts) -> Vec<PackError> {
    let mut errors = Vec::new();
    if parts.version.is_empty() || parts.version.chars().count() > 32 {
        errors.push(PackError::NoVersion);
    }
    kinds(parts, &mut errors);
    competences(parts, &mut errors);
    errors.extend(generic_errors(parts));
    let no_days = |period: &VotingPeriod| period.days_max == 0 || period.days_min > period.days_max;
    if parts.voting_period.as_ref().is_some_and(no_days) {
        errors.push(PackError::NoVotingPeriod);
    }
    if parts.sizes.as_ref().is_some_and(|sizes| !sizes.make_sense()) {
        errors.push(PackError::NoSizes);
    }
    let procedure = parts.procedure();
    if procedure.term_years_min.value > procedure.term_years_max.value {
        errors.push(PackError::NoTerm);
    }
    calls(parts, &mut errors);
    for class in &parts.classes {
        class_errors(parts, class, &mut errors);
    }
    for (place, requirement) in requirements(parts) {
        requirement_errors(parts, &place, requirement, &mut errors);
    }
    errors
}

fn kinds(parts: &PackParts, errors: &mut Vec<PackError>) {
    for (place, matter) in parts.matters.iter().enumerate() {
        if GENERIC.contains(&matter.kind.as_str()) {
            errors.push(PackError::KindIsGeneric(matter.kind.clone()));
        }
        if parts.matters.iter().take(place).any(|earlier| earlier.kind == matter.kind) {
            errors.push(PackError::KindTwice(matter.kind.clone()));
        }
        let Some(class) = parts.class(&matter.class) else {
            errors.push(PackError::UnknownClass(matter.kind.clone(), matter.class.clone()));
            continue;
        };
        match matter.decides {
            Decides::Motion if class.method != Method::Threshold => {
                let method = class.method.as_str();
                errors.push(PackError::MotionByMethod(class.name.clone(), method, matter.kind.clone()));
            }
            Decides::Election if class.requires.iter().any(|own| own.subject == Subject::Opposition) => {
                errors.push(PackError::ElectionByOpposition(class.name.clone(), matter.kind.clone()));
            }
            Decides::Motion | Decides::Election => {}
        }
    }
}

fn generic_errors(parts: &PackParts) -> Vec<PackError> {
    let motions = |class: &ClassName| {
        let members = parts.matters.iter().filter(|matter| matter.class == *class);
        members.filter(|matter| matter.decides == Decides::Motion).collect::<Vec<&MatterRule>>()
    };
    let (ordinary, special) = (&parts.generic.ordinary, &parts.generic.special);
    let missing = [ordinary, special].into_iter().filter(|class| motions(class).is_empty());
    let mut errors: Vec<PackError> = missing.cloned().map(PackError::ClassMissing).collect();
    // Only where the classes bear these very names does a pack claim that one is guarded more heavily.
    if ordinary.as_str() == "ordinary" && special.as_str() == "special" {
        let (usual, raised) = (parts.class(ordinary), parts.class(special));
        let easier = usual.zip(raised).is_some_and(|(usual, raised)| {
            raised.requires.iter().any(|own| usual.requires.iter().any(|other| own.is_easier_than(other)))
        });
        if easier {
            let kinds = motions(special).into_iter().map(|matter| matter.kind.clone());
            errors.extend(kinds.map(PackError::SpecialIsEasier));
        }
    }
    errors
}

fn competences(parts: &PackParts, errors: &mut Vec<PackError>) {
    let is_matter = |kind: &MatterKind| parts.matters.iter().any(|matter| matter.kind == *kind);
    for (place, own) in parts.refused.iter().enumerate() {
        if parts.refused.iter().take(place).any(|earlier| earlier.kind == own.kind) {
            errors.push(PackError::RefusedTwice(place, own.kind.clone()));
        }
        if is_matter(&own.kind) || GENERIC.contains(&own.kind.as_str()) {
            errors.push(PackError::RefusedWithRule(place, own.kind.clone()));
        }
    }
    for (place, own) in parts.doubtful.iter().enumerate() {
        if parts.doubtful.iter().take(place).any(|earlier| earlier.kind == own.kind) {
            errors.push(PackError::DoubtfulTwice(place, own.kind.clone()));
        }
        if !is_matter(&own.kind) {
            errors.push(PackError::DoubtfulUnknown(place, own.kind.clone()));
        }
    }
}

fn calls(parts: &PackParts, errors: &mut Vec<PackError>) {
    let Some(second) = &parts.second_call else { return };
    if second.when.is_empty() {
        errors.push(PackError::NothingOpens);
    }
    let harder = |own: &Requirement| parts.quorum.iter().any(|first| first.is_easier_than(own));
    if second.quorum.iter().any(harder) {
        errors.push(PackError::SecondIsHarder);
    }
}

fn class_errors(parts: &PackParts, class: &Class, errors: &mut Vec<PackError>) {
    let calls = if parts.second_call.is_some() { &[Call::First, Call::Second][..] } else { &[Call::First] };
    for call in calls {
        let asks = class.asked_at(*call).any(|requirement| !requirement.subject.is_attendance());
        if !asks && class.method == Method::Threshold {
            errors.push(PackError::AsksNothing(class.name.clone(), *call));
        }
    }
    let mut seen = vec![&class.name];
    let mut next = class.second_vote.as_ref();
    while let Some(vote) = next {
        if seen.contains(&&vote.class) {
            if vote.class == class.name {
                errors.push(PackError::VotesInCircle(class.name.clone()));
            }
            return;
        }
        let Some(found) = parts.class(&vote.class) else {
            if seen.len() == 1 {
                errors.push(PackError::NoSuchSecondVote(class.name.clone(), vote.class.clone()));
            }
            return;
        };
        seen.push(&found.name);
        next = found.second_vote.as_ref();
    }
}

/// Every requirement with its place.
fn requirements(parts: &PackParts) -> Vec<(String, &Requirement)> {
    fn listed(place: String, list: &[Requirement]) -> impl Iterator<Item = (String, &Requirement)> {
        list.iter().enumerate().map(move |(number, own)| (format!("{place}[{number}]"), own))
    }
    let second = parts.second_call.as_ref().map_or(&[][..], |call| call.quorum.as_slice());
    let mut all: Vec<_> = listed("quorum.first".to_owned(), &parts.quorum).collect();
    all.extend(listed("quorum.second".to_owned(), second));
    for class in &parts.classes {
        let place = format!("class.{}", class.name);
        all.extend(listed(format!("{place}.requires"), &class.requires));
        let conditions = class.second_vote.as_ref().map_or(&[][..], |vote| vote.conditions.as_slice());
        all.extend(listed(format!("{place}.second_vote_if"), conditions));
        let objection = class.objection.as_ref().map(|objection| &objection.requirement);
        all.extend(objection.map(|own| (format!("{place}.objection"), own)));
        for (number, consequence) in class.consequences.iter().enumerate() {
            all.extend(listed(format!("{place}.consequence[{number}].requires"), &consequence.requires));
        }
    }
    all
}

fn requirement_errors(parts: &PackParts, place: &str, own: &Requirement, errors: &mut Vec<PackError>) {
    let place = || place.to_owned();
    for measure in own.measures.iter().filter(|measure| !parts.measures.contains(*measure)) {
        errors.push(PackError::NotWeighed(place(), measure));
    }
    let against_itself = matches!(
        (own.subject, own.threshold.base()),
        (Subject::Participation, Some(Base::Participating | Base::Cast))
            | (Subject::Presence, Some(Base::Present | Base::Participating | Base::Cast))
    );
    if against_itself {
        errors.push(PackError::AlwaysHolds(place()));
    }
    if own.call == Some(Call::Second) && parts.second_call.is_none() {
        errors.push(PackError::NoSecondCall(place()));
    }
    if place().starts_with("quorum.") && !own.subject.is_attendance() {
        errors.push(PackError::NoQuorum(place(), own.subject.as_str()));
    }
}
