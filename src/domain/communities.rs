//! Communities: each an owners' assembly with its own register, rules and record.

use std::fmt;

use uuid::Uuid;

/// Identifies one community; nothing is shared between two of them.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CommunityId(Uuid);

impl CommunityId {
    /// The community of this identifier.
    #[must_use]
    pub const fn new(id: Uuid) -> Self {
        Self(id)
    }

    /// The identifier (RFC 9562).
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for CommunityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
