//! The rules that a community states it is under: a public document beside the record, version by version.
//!
//! The document names overlays, not a pack: each meeting says which pack it is held under, and each overlay
//! which packs it is made for.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use super::in_force::{NotInForce, OVERLAYS_MAX, OverlayReference, RECOGNITION_MAX, is_recognition};
use super::overlays::{PublishedOverlay, compose};
use super::{PackMistake, PackRefused, mistake, pack};
use crate::domain::rules::PackId;
use crate::evidence::digest::{CanonicalError, Digest, canonical};
use crate::evidence::document::{self, DocumentError};

/// Why a document does not state rules.
#[derive(Debug, Error)]
pub enum RulesDocumentError {
    /// Not the canonical JSON of one.
    #[error("the rules {0}")]
    Document(#[from] DocumentError),
    /// A version of the form that this software does not know.
    #[error("the rules have a version that is not known here")]
    UnknownVersion,
}

/// Rules that a community states.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RulesDocument {
    /// Version of this form.
    pub v: u8,
    /// The community.
    pub community: Uuid,
    /// Counts its statements, from 1.
    pub rules_version: u32,
    /// The overlays, in the order they are laid on; places before the community's own rules.
    pub overlays: Vec<OverlayReference>,
    /// Who recognised this system for votes on the internet, and when.
    pub recognition: Option<String>,
}

impl RulesDocument {
    /// Its bytes, whose SHA-256 the record names.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical(self)
    }

    /// Reads a document from its canonical bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, RulesDocumentError> {
        let rules: Self = document::read(bytes)?;
        if rules.v == 1 { Ok(rules) } else { Err(RulesDocumentError::UnknownVersion) }
    }

    /// Its digest.
    pub fn digest(&self) -> Result<Digest, CanonicalError> {
        Ok(Digest::of(&self.to_bytes()?))
    }
}

/// Refuses rules that fit no pack, or that say nothing where they must; every mistake at once, with its overlay
/// and place.
pub fn check(overlays: &[OverlayReference], recognition: Option<&str>) -> Result<(), PackRefused> {
    let mut mistakes = Vec::new();
    if recognition.is_some_and(|text| !is_recognition(text)) {
        let reason =
            format!("must have 1 to {RECOGNITION_MAX} characters: who recognised the system, and when");
        mistakes.push(mistake("recognition", reason));
    }
    if overlays.len() > OVERLAYS_MAX {
        mistakes.push(mistake("overlays", NotInForce::TooMany(overlays.len())));
        return Err(PackRefused(mistakes));
    }
    let mut read = Vec::new();
    for reference in overlays {
        match reference.overlay() {
            Ok(overlay) => read.push(overlay),
            Err(reason) => mistakes.extend(told(&reference.id, reason)),
        }
    }
    if read.len() == overlays.len() {
        mistakes.extend(misfits(&read));
    }
    if mistakes.is_empty() { Ok(()) } else { Err(PackRefused(mistakes)) }
}

/// The mistakes behind a reason, each under the overlay it is in.
fn told(overlay: &PackId, reason: NotInForce) -> Vec<PackMistake> {
    let under = |own: PackMistake| match own.place.as_str() {
        "" => mistake(overlay.as_str(), own.reason),
        place => mistake(&format!("{overlay}.{place}"), own.reason),
    };
    reason.mistakes("").into_iter().map(under).collect()
}

/// Why overlays do not lie on the packs that all of them are made for.
fn misfits(overlays: &[PublishedOverlay]) -> Vec<PackMistake> {
    let Some(first) = overlays.first() else { return Vec::new() };
    let shared = |base: &&PackId| overlays.iter().all(|other| other.overlay.parts().bases.contains(base));
    let bases: Vec<&PackId> = first.overlay.parts().bases.iter().filter(shared).collect();
    if bases.is_empty() {
        return vec![mistake(
            "overlays",
            "are made for different packs: no meeting could be under all of them",
        )];
    }
    let mut found: Vec<PackMistake> = Vec::new();
    for base in bases {
        let refused = match pack(base.as_str()) {
            Ok(pack) => compose(&pack, overlays).err().map_or_else(Vec::new, |refused| refused.0),
            Err(reason) => vec![mistake("overlays", reason)],
        };
        found.extend(refused.into_iter().filter(|new| !found.contains(new)).collect::<Vec<_>>());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::overlays::{overlay, parse_overlay};
    use super::*;

    fn own(base: &str, settles: &str) -> OverlayReference {
        let head = "id = \"own\"\nversion = \"1\"\ntitle = { zh = \"规则\", en = \"Rules\" }\nissued_by = \"community\"\n";
        let text = format!("{head}base = [{base}]\n{settles}");
        OverlayReference::new(&parse_overlay(&text).unwrap(), Some(&text))
    }

    fn notice(days: u16) -> String {
        format!("[notice]\nfull_days = {days}\narticle = \"art 9\"\nverified = true\n")
    }

    fn hangzhou() -> OverlayReference {
        OverlayReference::new(&overlay("cn_hangzhou").unwrap(), None)
    }

    #[test]
    fn rules_that_fit_a_pack_are_stated_and_survive_their_bytes() {
        let overlays = vec![hangzhou(), own("\"cn_civil_code_2021\", \"cn_pre_2021\"", &notice(20))];
        assert_eq!(check(&overlays, Some("杭州市, 2026-01-01")), Ok(()));
        assert_eq!(check(&[], None), Ok(()));
        let (community, recognition) = (Uuid::from_u128(7), None);
        let rules = RulesDocument { v: 1, community, rules_version: 2, overlays, recognition };
        assert_eq!(RulesDocument::parse(&rules.to_bytes().unwrap()).unwrap(), rules);
        let later = RulesDocument { v: 2, ..rules };
        assert!(RulesDocument::parse(&later.to_bytes().unwrap()).is_err());
    }

    #[test]
    fn everything_that_is_wrong_is_told_with_overlay_and_place() {
        let told = |overlays: &[OverlayReference], recognition| {
            let refused = check(overlays, recognition).unwrap_err();
            refused.0.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let period = "[voting_period]\ndays_min = 4\ndays_max = 60\narticle = \"art 9\"\nverified = true\n";
        let lax = own("\"cn_civil_code_2021\"", &format!("{}{period}", notice(14)));
        let found = told(&[hangzhou(), lax], Some(""));
        assert!(found[0].starts_with("recognition: must have 1 to 500 characters"), "{found:?}");
        assert!(found[1].starts_with("own.notice: is 14 full days, less strict than 15"), "{found:?}");
        assert!(found[2].starts_with("own.voting_period: is 4 to 60 days, less strict than 5"), "{found:?}");
        assert_eq!(found.len(), 3);
        let found = told(&[hangzhou(), own("\"fr_1965\"", &notice(30))], None);
        assert!(found[0].contains("are made for different packs"), "{found:?}");
        let found = told(&[OverlayReference { version: "9".to_owned(), ..hangzhou() }], None);
        assert!(found[0].starts_with("cn_hangzhou: the overlay cn_hangzhou 9 with"), "{found:?}");
        assert_eq!(told(&vec![hangzhou(); OVERLAYS_MAX + 1], None).len(), 1);
    }
}
