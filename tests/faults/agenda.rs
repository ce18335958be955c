//! Meetings one after the other, each a day long.

use quorate::domain::instants::Instant;
use serde_json::{Value, json};

use crate::assembly::{Assembly, draft};

/// How long voting lasts.
pub const DAY_SECONDS: i64 = 24 * 60 * 60;

/// When a meeting opens of which notice is given now.
pub fn next_opening(assembly: &Assembly) -> Instant {
    assembly.now().plus_seconds(18 * DAY_SECONDS)
}

/// The draft of a meeting in which owners may vote again until the close.
pub fn one_day_from(opens_at: Instant) -> Value {
    let mut draft = draft();
    // A law that counts days as they fall: the meetings of a table go on into years whose holidays nobody named.
    draft["rule_pack"] = json!("cn_pre_2021");
    draft["opens_at"] = json!(opens_at.to_string());
    draft["closes_at"] = json!(opens_at.plus_seconds(DAY_SECONDS).to_string());
    draft["switches"] = json!({ "revote": "until_close" });
    draft
}
