//! That a meeting was called off or its result set aside, for whoever reads what is posted of it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::instants::Instant;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::text;

/// That a meeting came to nothing, and why.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EndView {
    /// `cancelled`: it was called off; `annulled`: its result was set aside.
    #[schema(example = "annulled")]
    pub state: &'static str,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
    /// Why, and of a result by whose decision.
    pub reason: String,
    /// The entry of the record that says so.
    pub entry: u64,
}

/// How a meeting came to nothing; none if it did not.
pub(super) fn ended(entries: &[(u64, Entry)]) -> Option<EndView> {
    entries.iter().find_map(|(index, entry)| {
        let view =
            |state, reason: &str| EndView { state, at: entry.at(), reason: reason.to_owned(), entry: *index };
        if let Fact::MeetingCancelled { reason, .. } = entry.fact() {
            return Some(view("cancelled", reason));
        }
        if let Fact::MeetingAnnulled { reason, .. } = entry.fact() {
            return Some(view("annulled", reason));
        }
        None
    })
}
