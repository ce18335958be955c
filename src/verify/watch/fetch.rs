//! How a record is read: the requests that anybody makes, and why one brings nothing.

use thiserror::Error;

/// Whoever brings what stands below a record's address.
///
/// It must ask as an ordinary reader does, so that a service cannot tell who is watching.
pub trait Fetch {
    /// The bytes at a path such as `checkpoint` or `tile/0/000.p/17`, at most `bytes_max` of them.
    fn fetch(&self, path: &str, bytes_max: usize) -> Result<Vec<u8>, FetchError>;
}

/// Why a request brought nothing.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum FetchError {
    /// The service answered that nothing is there.
    #[error("nothing is there")]
    Missing,
    /// The service answered with more than was asked for.
    #[error("the answer has more than {0} bytes")]
    TooLong(usize),
    /// No answer, or one that is not about the record: the network, a proxy, a service in trouble.
    #[error("{0}")]
    Unreached(String),
}

/// A part of the record could not be read, so nothing is known of it.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{path}: {reason}")]
pub struct Unread {
    /// What was asked for, below the record's address.
    pub path: String,
    /// Why it did not come.
    pub reason: FetchError,
}
