//! What one ballot says about one matter.

use std::fmt;

use thiserror::Error;

/// Longest name of a candidate, in characters.
pub const CANDIDATE_NAME_MAX: usize = 200;

/// What is wrong with a candidate's name or with the names on a ballot.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum ChoiceError {
    /// The name is empty, too long, or holds control characters.
    #[error("is not a name of 1 to {CANDIDATE_NAME_MAX} characters")]
    NotAName,
    /// The ballot names nobody; that is a blank.
    #[error("names nobody")]
    NamesNobody,
    /// The ballot names one candidate twice.
    #[error("names a candidate twice")]
    NamedTwice,
}

/// What a candidate is called in the definition and the result.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CandidateName(String);

impl CandidateName {
    /// This name, without surrounding spaces.
    pub fn new(text: &str) -> Result<Self, ChoiceError> {
        let name = text.trim();
        let length = name.chars().count();
        if length == 0 || length > CANDIDATE_NAME_MAX || name.chars().any(char::is_control) {
            return Err(ChoiceError::NotAName);
        }
        Ok(Self(name.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CandidateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a ballot says about a candidate it names.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Stance {
    /// Wants this candidate.
    For,
    /// Does not.
    Against,
    /// Leaves it to others.
    Abstain,
}

/// A candidate, by place in the list of candidates, and what the ballot says about it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Naming {
    /// The place in the list that the count is given.
    pub candidate: usize,
    /// What is said.
    pub stance: Stance,
}

/// The candidates a ballot names, at least one and none twice.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Names(Vec<Naming>);

impl Names {
    /// These names.
    pub fn new(namings: Vec<Naming>) -> Result<Self, ChoiceError> {
        let mut places: Vec<usize> = namings.iter().map(|naming| naming.candidate).collect();
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            return Err(ChoiceError::NamesNobody);
        }
        if places.len() < namings.len() {
            return Err(ChoiceError::NamedTwice);
        }
        Ok(Self(namings))
    }

    /// The names in the order of the ballot.
    #[must_use]
    pub fn namings(&self) -> &[Naming] {
        &self.0
    }

    /// Whether the ballot is for the candidate at this place.
    #[must_use]
    pub fn is_for(&self, candidate: usize) -> bool {
        self.0.contains(&Naming { candidate, stance: Stance::For })
    }

    /// How many candidates the ballot is for.
    #[must_use]
    pub fn wanted(&self) -> usize {
        self.count(Stance::For)
    }

    /// How many candidates the ballot says this about.
    pub(super) fn count(&self, stance: Stance) -> usize {
        self.0.iter().filter(|naming| naming.stance == stance).count()
    }
}

/// Several votes for the candidates a ballot names, each at least one and none named twice.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Votes(Vec<(usize, u32)>);

impl Votes {
    /// Votes by the candidate's place in the list.
    pub fn new(votes: Vec<(usize, u32)>) -> Result<Self, ChoiceError> {
        let mut places: Vec<usize> = votes.iter().map(|(candidate, _)| *candidate).collect();
        places.sort_unstable();
        places.dedup();
        if places.is_empty() || votes.iter().any(|(_, votes)| *votes == 0) {
            return Err(ChoiceError::NamesNobody);
        }
        if places.len() < votes.len() {
            return Err(ChoiceError::NamedTwice);
        }
        Ok(Self(votes))
    }

    /// The votes in the order of the ballot.
    #[must_use]
    pub fn each(&self) -> &[(usize, u32)] {
        &self.0
    }

    /// How many votes the ballot gives.
    #[must_use]
    pub fn given(&self) -> u64 {
        self.0.iter().map(|(_, votes)| u64::from(*votes)).sum()
    }

    /// How many votes the candidate at this place gets.
    #[must_use]
    pub fn of(&self, candidate: usize) -> u32 {
        self.0.iter().find(|(place, _)| *place == candidate).map_or(0, |(_, votes)| *votes)
    }
}

/// What an authentic ballot says about one matter. A ballot that is not authentic is no ballot.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Choice {
    /// Agrees; in an election it names nobody and still takes part.
    For,
    /// Disagrees.
    Against,
    /// Takes part and says neither.
    Abstain,
    /// Attends without carrying the matter; takes no part in it where only such ballots count.
    Present,
    /// Carries the matter and leaves it blank.
    Blank,
    /// Carries the matter in a way that cannot be read.
    Spoiled,
    /// Names candidates, in an election.
    Names(Names),
    /// Gives candidates several votes, in a cumulative election.
    Votes(Votes),
}

impl Choice {
    /// The candidates it is for, by place in the list.
    pub(super) fn candidates(&self) -> Vec<usize> {
        match self {
            Self::Names(names) => {
                let wanted = names.namings().iter().filter(|naming| naming.stance == Stance::For);
                wanted.map(|naming| naming.candidate).collect()
            }
            Self::Votes(votes) => votes.each().iter().map(|(candidate, _)| *candidate).collect(),
            Self::For | Self::Against | Self::Abstain | Self::Present | Self::Blank | Self::Spoiled => {
                Vec::new()
            }
        }
    }

    /// How many votes it gives to the candidate at this place.
    pub(super) fn votes_for(&self, candidate: usize) -> u32 {
        match self {
            Self::Names(names) => u32::from(names.is_for(candidate)),
            Self::Votes(votes) => votes.of(candidate),
            Self::For | Self::Against | Self::Abstain | Self::Present | Self::Blank | Self::Spoiled => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ballot_names_each_candidate_once() {
        let naming = |candidate| Naming { candidate, stance: Stance::For };
        assert_eq!(Names::new(Vec::new()), Err(ChoiceError::NamesNobody));
        assert_eq!(Names::new(vec![naming(1), naming(0), naming(1)]), Err(ChoiceError::NamedTwice));
        assert!(Names::new(vec![naming(1), naming(0)]).is_ok_and(|names| names.is_for(0)));
    }

    #[test]
    fn several_votes_are_for_somebody_and_no_candidate_is_named_twice() {
        assert_eq!(Votes::new(vec![(0, 0)]), Err(ChoiceError::NamesNobody));
        assert_eq!(Votes::new(vec![(0, 1), (0, 2)]), Err(ChoiceError::NamedTwice));
        let votes = Votes::new(vec![(0, 3), (2, 1)]).unwrap();
        assert_eq!((votes.given(), votes.of(0), votes.of(1)), (4, 3, 0));
    }

    #[test]
    fn a_name_is_short_and_printable() {
        assert_eq!(CandidateName::new(" 王芳 ").map(|name| name.to_string()), Ok("王芳".to_owned()));
        let long = "名".repeat(CANDIDATE_NAME_MAX + 1);
        for text in ["", "  ", "a\nb", long.as_str()] {
            assert_eq!(CandidateName::new(text), Err(ChoiceError::NotAName), "{text:?}");
        }
    }
}
