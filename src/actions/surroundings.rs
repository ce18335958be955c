//! Time and randomness, which no action makes for itself.

use uuid::Uuid;

use crate::domain::instants::Instant;

/// The clock and the source of randomness of a running service.
pub trait Surroundings: Send + Sync {
    /// The present instant, cut to the microsecond.
    fn now(&self) -> Instant;

    /// 32 bytes nobody can predict.
    fn random(&self) -> [u8; 32];

    /// A fresh identifier (UUIDv7) that sorts by the present instant.
    fn new_id(&self) -> Uuid;
}
