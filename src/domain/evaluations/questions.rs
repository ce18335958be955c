//! What is asked in an evaluation, and what may be answered.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::domain::words::words;

/// Most questions of one evaluation.
pub const QUESTIONS_MAX: usize = 30;
/// Longest question, in characters.
pub const QUESTION_MAX: usize = 500;

words! {
    /// Who is evaluated.
    pub enum Evaluated {
        /// 物业服务人: the property manager.
        Manager = "manager",
        /// 业主委员会: the owners' committee.
        Committee = "committee",
    }
}

words! {
    /// How satisfied an owner is.
    pub enum Rating {
        /// 非常满意.
        VerySatisfied = "very_satisfied",
        /// 满意.
        Satisfied = "satisfied",
        /// 一般.
        Neutral = "neutral",
        /// 不满意.
        Dissatisfied = "dissatisfied",
        /// 非常不满意.
        VeryDissatisfied = "very_dissatisfied",
    }
}

/// What is wrong with questions or answers.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum QuestionError {
    /// Not 1 to 32 lower-case letters, digits and hyphens.
    #[error("{0:?} is not an identifier of 1 to 32 lower-case letters, digits and hyphens")]
    NotAnIdentifier(String),
    /// No question, or more than [`QUESTIONS_MAX`].
    #[error("an evaluation asks 1 to {QUESTIONS_MAX} questions")]
    QuestionCount,
    /// A question that is empty or longer than [`QUESTION_MAX`].
    #[error("question {0} must have 1 to {QUESTION_MAX} characters")]
    QuestionLength(QuestionId),
    /// The same question twice.
    #[error("question {0} is there twice")]
    QuestionTwice(QuestionId),
    /// Nothing was answered.
    #[error("at least one question must be answered")]
    NothingAnswered,
    /// Something else was answered than was asked.
    #[error("question {0} is not asked here")]
    NotAsked(QuestionId),
}

/// The identity of a question within its evaluation.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct QuestionId(String);

impl QuestionId {
    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for QuestionId {
    type Err = QuestionError;

    fn from_str(text: &str) -> Result<Self, QuestionError> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if text.is_empty() || text.len() > 32 || !text.bytes().all(fits) {
            return Err(QuestionError::NotAnIdentifier(text.chars().take(64).collect()));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One question.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Question {
    /// Its identity.
    pub id: QuestionId,
    /// What is asked, 1 to [`QUESTION_MAX`] characters. It names no person.
    pub text: String,
}

/// The questions of one evaluation in the order in which they are asked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Questions(Vec<Question>);

impl Questions {
    /// These questions, each once.
    pub fn new(all: Vec<Question>) -> Result<Self, QuestionError> {
        if all.is_empty() || all.len() > QUESTIONS_MAX {
            return Err(QuestionError::QuestionCount);
        }
        let mut seen = BTreeSet::new();
        for question in &all {
            let length = question.text.trim().chars().count();
            if length == 0 || length > QUESTION_MAX {
                return Err(QuestionError::QuestionLength(question.id.clone()));
            }
            if !seen.insert(&question.id) {
                return Err(QuestionError::QuestionTwice(question.id.clone()));
            }
        }
        Ok(Self(all))
    }

    /// Every question, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Question> {
        self.0.iter()
    }

    /// Refuses answers to something else; a question may be left out, not all of them.
    pub fn check(&self, answers: &Answers) -> Result<(), QuestionError> {
        if answers.is_empty() {
            return Err(QuestionError::NothingAnswered);
        }
        let asked = |id: &QuestionId| self.iter().any(|question| question.id == *id);
        match answers.keys().find(|id| !asked(id)) {
            Some(other) => Err(QuestionError::NotAsked(other.clone())),
            None => Ok(()),
        }
    }
}

/// What one owner answers, by question.
pub type Answers = BTreeMap<QuestionId, Rating>;

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: &str, text: &str) -> Question {
        Question { id: id.parse().unwrap(), text: text.to_owned() }
    }

    #[test]
    fn questions_are_asked_once_and_have_words() {
        let two = Questions::new(vec![question("q1", "保洁是否满意？"), question("q2", "保安是否满意？")]);
        assert_eq!(two.unwrap().iter().count(), 2);
        assert_eq!(Questions::new(Vec::new()), Err(QuestionError::QuestionCount));
        let many = (0..=QUESTIONS_MAX).map(|n| question(&format!("q{n}"), "？")).collect();
        assert_eq!(Questions::new(many), Err(QuestionError::QuestionCount));
        let twice = Questions::new(vec![question("q1", "一"), question("q1", "二")]);
        assert_eq!(twice, Err(QuestionError::QuestionTwice("q1".parse().unwrap())));
        let long = Questions::new(vec![question("q1", &"问".repeat(QUESTION_MAX + 1))]);
        assert_eq!(long, Err(QuestionError::QuestionLength("q1".parse().unwrap())));
        assert!(Questions::new(vec![question("q1", &"问".repeat(QUESTION_MAX))]).is_ok());
        assert!("Q1".parse::<QuestionId>().is_err());
    }

    #[test]
    fn a_question_may_be_left_out_and_not_all_of_them() {
        let asked = Questions::new(vec![question("q1", "一"), question("q2", "二")]).unwrap();
        let answers = |ids: &[&str]| -> Answers {
            ids.iter().map(|id| (id.parse().unwrap(), Rating::Satisfied)).collect()
        };
        assert_eq!(asked.check(&answers(&["q2"])), Ok(()));
        assert_eq!(asked.check(&answers(&[])), Err(QuestionError::NothingAnswered));
        assert_eq!(asked.check(&answers(&["q1", "q3"])), Err(QuestionError::NotAsked("q3".parse().unwrap())));
    }
}
