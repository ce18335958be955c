//! The line to a witness, which no action opens for itself.

use futures_util::future::BoxFuture;
use thiserror::Error;

/// What a witness answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body, at most `ANSWER_MAX_BYTES` of `evidence::add_checkpoint`.
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
    #[error("answered with more bytes than are read")]
    TooLong,
}

/// Carries requests of C2SP `tlog-witness` to witnesses; gives up by itself after some seconds.
pub trait WitnessLine: Send + Sync {
    /// Posts a body to an address and reads the answer.
    fn post(&self, url: String, body: Vec<u8>) -> BoxFuture<'_, Result<Answer, NoAnswer>>;
}
