//! Deeds about evaluations of manager and committee, as they are signed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::evaluations::{Evaluated, EvaluationDeed, Question, QuestionId, Rating, Totals};
use crate::domain::instants::Instant;
use crate::domain::quantities::{Heads, Scale, ShareTotal};
use crate::domain::roll::Weight;
use crate::evidence::text;

/// What is done about an evaluation. It binds nobody.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum EvaluationAct {
    /// Somebody opens it.
    Open {
        /// `manager` or `committee`.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, pattern = "^(manager|committee)$"))]
        of: Evaluated,
        /// The version of the register whose owners are asked: the latest.
        register: u32,
        /// What is asked, 1 to 30 questions.
        questions: Vec<QuestionForm>,
        /// The first instant that is too late for an answer.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
        closes_at: Instant,
    },
    /// An owner answers, or answers anew.
    Answer {
        /// At least one of the questions.
        answers: Vec<AnswerForm>,
    },
    /// The body that opened it publishes the totals.
    Publish {
        /// What follows from the answers.
        totals: EvaluationTotals,
    },
    /// The body that opened it calls it off.
    Cancel {
        /// Why; public, so it names no person.
        reason: String,
    },
}

/// One question.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuestionForm {
    /// Its identity within the evaluation.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, pattern = "^[a-z0-9-]{1,32}$", example = "q1"))]
    pub question: QuestionId,
    /// What is asked, 1 to 500 characters. It names no person.
    #[cfg_attr(feature = "server", schema(example = "对公共区域保洁是否满意？"))]
    pub text: String,
}

/// One answer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerForm {
    /// The question.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "q1"))]
    pub question: QuestionId,
    /// `very_satisfied`, `satisfied`, `neutral`, `dissatisfied` or `very_dissatisfied`.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "satisfied"))]
    pub rating: Rating,
}

/// The totals of an evaluation. They bind nobody.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EvaluationTotals {
    /// Everybody in the register.
    pub asked: PartForm,
    /// Those who answered at least one question.
    pub took_part: PartForm,
    /// By question, in the order in which they are asked.
    pub questions: Vec<QuestionTotals>,
}

/// How one question was answered.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuestionTotals {
    /// The question.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "q1"))]
    pub question: QuestionId,
    /// Each rating that somebody gave.
    pub ratings: Vec<RatingTotals>,
}

/// How many gave one rating.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RatingTotals {
    /// The rating.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "satisfied"))]
    pub rating: Rating,
    /// How many.
    pub part: PartForm,
}

/// A part of the owners.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PartForm {
    /// Electors, each one head.
    pub heads: u64,
    /// Their area in square metres, an exact decimal.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "160.5"))]
    pub area: ShareTotal,
}

/// An area as a decimal.
mod decimal {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::{Scale, ShareTotal};
    use crate::evidence::exact::Exact;

    pub(super) fn serialize<S: Serializer>(area: &ShareTotal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&area.to_decimal(Scale::WHOLE))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ShareTotal, D::Error> {
        let text = String::deserialize(deserializer)?;
        let exact = Exact::of_area(&text).and_then(|own| own.times(1));
        exact
            .map(ShareTotal::from_thousandths)
            .ok_or_else(|| D::Error::custom("is not an area such as 160.5"))
    }
}

impl From<Weight> for PartForm {
    fn from(weight: Weight) -> Self {
        Self { heads: weight.heads.count(), area: weight.area }
    }
}

impl From<PartForm> for Weight {
    fn from(part: PartForm) -> Self {
        Self { heads: Heads::new(part.heads), area: part.area }
    }
}

impl From<&Totals> for EvaluationTotals {
    fn from(totals: &Totals) -> Self {
        let rating =
            |(rating, weight): (&Rating, &Weight)| RatingTotals { rating: *rating, part: (*weight).into() };
        let question = |(question, ratings): &(QuestionId, BTreeMap<Rating, Weight>)| QuestionTotals {
            question: question.clone(),
            ratings: ratings.iter().map(rating).collect(),
        };
        Self {
            asked: totals.asked.into(),
            took_part: totals.took_part.into(),
            questions: totals.questions.iter().map(question).collect(),
        }
    }
}

impl From<&EvaluationTotals> for Totals {
    fn from(form: &EvaluationTotals) -> Self {
        let rating = |own: &RatingTotals| (own.rating, own.part.into());
        let question =
            |own: &QuestionTotals| (own.question.clone(), own.ratings.iter().map(rating).collect());
        Self {
            asked: form.asked.into(),
            took_part: form.took_part.into(),
            questions: form.questions.iter().map(question).collect(),
        }
    }
}

impl From<&EvaluationAct> for EvaluationDeed {
    fn from(act: &EvaluationAct) -> Self {
        match act {
            EvaluationAct::Open { of, register, questions, closes_at } => {
                let question =
                    |own: &QuestionForm| Question { id: own.question.clone(), text: own.text.clone() };
                let questions = questions.iter().map(question).collect();
                Self::Open { of: *of, register: *register, questions, closes_at: *closes_at }
            }
            EvaluationAct::Answer { answers } => Self::Answer {
                answers: answers.iter().map(|own| (own.question.clone(), own.rating)).collect(),
            },
            EvaluationAct::Publish { totals } => Self::Publish { totals: totals.into() },
            EvaluationAct::Cancel { reason } => Self::Cancel { reason: reason.clone() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_survive_their_form_to_the_last_digit() {
        let text = r#"{"did":"publish","totals":{"asked":{"heads":2,"area":"160.5"},"took_part":{"heads":1,
            "area":"100.005"},"questions":[{"question":"q1","ratings":[{"rating":"satisfied",
            "part":{"heads":1,"area":"100.005"}}]},{"question":"q2","ratings":[]}]}}"#;
        let act: EvaluationAct = serde_json::from_str(text).unwrap();
        let EvaluationDeed::Publish { totals } = EvaluationDeed::from(&act) else { panic!("{act:?}") };
        assert_eq!(totals.took_part.area, ShareTotal::from_thousandths(100_005));
        assert_eq!(EvaluationAct::Publish { totals: (&totals).into() }, act);
        assert!(serde_json::from_str::<EvaluationAct>(&text.replace("160.5", "160.5555")).is_err());
        assert!(serde_json::from_str::<EvaluationAct>(&text.replace("satisfied", "delighted")).is_err());
    }
}
