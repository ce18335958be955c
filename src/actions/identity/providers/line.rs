//! The line to providers, which no action opens for itself.

use futures_util::future::BoxFuture;
use secrecy::SecretString;
use thiserror::Error;

/// Largest answer that is read of a provider, in bytes: metadata, keys, tokens and claims alike.
pub const ANSWER_MAX_BYTES: u64 = 64 * 1024;

/// What a provider is asked. It does not print what is secret in it.
#[derive(Debug)]
pub struct Question {
    /// Where.
    pub url: String,
    /// The `Authorization` header, if there is one.
    pub authorization: Option<SecretString>,
    /// The form that is posted (`application/x-www-form-urlencoded`); without one the address is fetched.
    pub form: Option<SecretString>,
}

/// What a provider answered.
#[derive(Clone, Eq, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body, at most [`ANSWER_MAX_BYTES`].
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum NoAnswer {
    /// It took too long.
    #[error("did not answer in time")]
    TimedOut,
    /// No connection came about, or it broke.
    #[error("cannot be reached")]
    Unreachable,
    /// The body is longer than is read.
    #[error("answered with more than {ANSWER_MAX_BYTES} bytes")]
    TooLong,
}

/// Carries questions to providers; gives up by itself after some seconds and follows no redirection.
pub trait ProviderLine: Send + Sync {
    /// Asks and reads the answer.
    fn ask(&self, question: Question) -> BoxFuture<'_, Result<Answer, NoAnswer>>;
}
