//! The roll as a public document, its private annex, and the pseudonyms that join the two.
//!
//! Everyone can recompute weights from the public document. Who holds the annex can check that the
//! roll follows from a register document: [`derive`] it again and compare.

mod annex;
mod public;

pub use annex::{AnnexElector, RollAnnexDocument};
pub use public::{PublishedUnit, RollDocument, RollElector, RollHeading};
use serde_json::json;

use crate::domain::register::{Holdings, OwnerId};
use crate::domain::roll::{ElectorGroup, ElectorId, Roll, RollAnnex, RollError, RollRules};
use crate::evidence::digest::Digest;
use crate::evidence::salt::Salt;

/// The roll that follows from holdings by the rules, under one meeting's pseudonyms.
pub fn derive(holdings: &Holdings, rules: RollRules, salt: &Salt) -> Result<(Roll, RollAnnex), RollError> {
    Roll::derive(holdings, rules, |group| pseudonym(group, salt))
}

/// A group's pseudonym in the meeting of this salt.
///
/// The first 32 hexadecimal digits of SHA-256 over the canonical JSON
/// `{"kind":"owner","owners":["o-1","o-2"],"salt":"…"}`, owners in order; the developer's is
/// `{"kind":"developer","owners":[],"salt":"…"}`.
#[must_use]
pub fn pseudonym(group: &ElectorGroup, salt: &Salt) -> ElectorId {
    let salt = Digest::from_bytes(*salt.as_bytes()).to_string();
    // Keys in order and owner identifiers without a character to escape: this is canonical as it is.
    let text = json!({ "kind": group.kind().as_str(), "owners": owners(group), "salt": salt }).to_string();
    ElectorId::from_digest(Digest::of(text.as_bytes()).as_bytes())
}

fn owners(group: &ElectorGroup) -> Vec<&str> {
    match group {
        ElectorGroup::Owners(owners) => owners.iter().map(OwnerId::as_str).collect(),
        // One pseudonym for the developer, whoever of it the register names.
        ElectorGroup::Developer(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
