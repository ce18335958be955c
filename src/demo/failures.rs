//! Why the service did not answer a call as it should.

use reqwest::StatusCode;
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use crate::evidence::digest::CanonicalError;

/// Why a call was not answered as it should be.
#[derive(Debug, Error)]
pub enum CallError {
    /// The service says why not (RFC 9457).
    #[error("{0}")]
    Problem(Problem),
    /// Nothing came back, or not all of it.
    #[error("the service cannot be reached: {0}")]
    Network(#[from] reqwest::Error),
    /// Something could not be signed.
    #[error("{0}")]
    Statement(#[from] CanonicalError),
    /// The answer is of another shape.
    #[error("{path} was answered in another shape: {reason}")]
    Shape {
        /// What was asked.
        path: String,
        /// What is wrong.
        reason: serde_json::Error,
    },
}

/// A problem as the service tells it.
#[derive(Debug, Deserialize, Error)]
#[error("{code}: {detail} {}", Value::from(mistakes.clone()))]
pub struct Problem {
    /// The stable code.
    pub code: String,
    /// The sentence.
    pub detail: String,
    /// The signed refusal of a ballot.
    #[serde(default)]
    pub refusal: Option<String>,
    /// What is wrong with a register.
    #[serde(default)]
    mistakes: Vec<Value>,
}

/// Whether an answer asks for the second factor.
pub(super) fn asks_for_factor(status: StatusCode, bytes: &[u8]) -> bool {
    let code = |problem: Problem| problem.code == "second_factor_needed";
    status == StatusCode::FORBIDDEN && serde_json::from_slice(bytes).is_ok_and(code)
}

/// What a status and a body that say no are told as.
pub(super) fn problem(status: StatusCode, path: &str, bytes: &[u8]) -> CallError {
    let unread = |_| Problem {
        code: status.to_string(),
        detail: String::from_utf8_lossy(bytes).into_owned(),
        refusal: None,
        mistakes: Vec::new(),
    };
    let mut problem: Problem = serde_json::from_slice(bytes).unwrap_or_else(unread);
    problem.detail = format!("{path}: {}", problem.detail);
    CallError::Problem(problem)
}
