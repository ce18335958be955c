//! The roll and its annex as documents.

use uuid::Uuid;

use super::*;
use crate::domain::communities::CommunityId;
use crate::domain::register::samples::{holdings, home, owner_ids, unsold};
use crate::domain::roll::{OverlappingOwners, RollStatus};
use crate::evidence::digest::canonical;
use crate::evidence::document::DocumentError;

const RULES: RollRules = RollRules { overlapping_owners: OverlappingOwners::Distinct };
const SALT: Salt = Salt::from_bytes([9; 32]);

fn heading() -> RollHeading {
    RollHeading {
        community: CommunityId::new(Uuid::from_u128(1)),
        meeting: Uuid::from_u128(2),
        register_version: 3,
        status: RollStatus::Provisional,
        rules: RULES,
    }
}

fn sample() -> Holdings {
    holdings([home("1", "10.50", &["b", "a"]), unsold("2", "20", &["c"])])
}

fn document() -> RollDocument {
    RollDocument::new(&heading(), &derive(&sample(), RULES, &SALT).unwrap().0)
}

fn annex() -> RollAnnexDocument {
    let (_, annex) = derive(&sample(), RULES, &SALT).unwrap();
    RollAnnexDocument::new(heading().community, heading().meeting, SALT, &annex)
}

fn changed(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    text.replacen(from, to, 1).into_bytes()
}

#[test]
fn a_pseudonym_is_half_the_digest_of_canonical_json() {
    let salt = "09".repeat(32);
    let owners = ElectorGroup::Owners(owner_ids(&["b", "a"]));
    let value = json!({ "salt": salt, "owners": ["a", "b"], "kind": "owner" });
    let digest = Digest::of(&canonical(&value).unwrap()).to_string();
    assert_eq!(pseudonym(&owners, &SALT).to_string(), digest[..32]);
    let value = json!({ "salt": salt, "owners": [], "kind": "developer" });
    let digest = Digest::of(&canonical(&value).unwrap()).to_string();
    assert_eq!(pseudonym(&ElectorGroup::Developer(owner_ids(&["d"])), &SALT).to_string(), digest[..32]);
}

#[test]
fn another_salt_gives_other_pseudonyms() {
    let other = Salt::from_bytes([8; 32]);
    assert_ne!(
        pseudonym(&ElectorGroup::Developer(owner_ids(&["d"])), &SALT),
        pseudonym(&ElectorGroup::Developer(owner_ids(&["d"])), &other)
    );
}

#[test]
fn both_documents_survive_their_bytes() {
    let bytes = document().to_bytes().unwrap();
    let read = RollDocument::from_bytes(&bytes).unwrap();
    assert_eq!(read, document());
    assert_eq!(read.heading(), heading());
    let (roll, who) = derive(&sample(), RULES, &SALT).unwrap();
    assert_eq!(read.roll().unwrap(), roll);
    let bytes = annex().to_bytes().unwrap();
    assert_eq!(RollAnnexDocument::from_bytes(&bytes).unwrap().annex().unwrap(), who);
}

#[test]
fn the_public_roll_has_areas_as_they_came_and_no_owner() {
    let text = String::from_utf8(document().to_bytes().unwrap()).unwrap();
    assert!(text.contains(r#""area":"10.50""#), "{text}");
    assert!(!text.contains("owners\":["), "{text}");
    assert!(!text.contains("salt"), "{text}");
}

#[test]
fn a_roll_is_read_only_from_its_canonical_bytes() {
    let bytes = document().to_bytes().unwrap();
    for (from, to) in [
        ("\"area\":\"10.50\"", "\"area\": \"10.50\""),
        ("\"area\":\"10.50\"", "\"area\":\"010.50\""),
        ("\"heads\":1", "\"heads\":2"),
    ] {
        let read = RollDocument::from_bytes(&changed(&bytes, from, to));
        assert!(matches!(read, Err(DocumentError::NotCanonical)), "{to}: {read:?}");
    }
    let version = RollDocument::from_bytes(&changed(&bytes, "\"v\":1", "\"v\":2"));
    assert!(matches!(version, Err(DocumentError::UnknownVersion(2))));
    let field = RollDocument::from_bytes(&changed(&bytes, "\"v\":1", "\"v\":1,\"x\":1"));
    assert!(matches!(field, Err(DocumentError::Malformed(_))));
    let twice = RollDocument::from_bytes(&changed(&bytes, "\"unit\":\"1\"", "\"unit\":\"2\""));
    assert!(matches!(twice, Err(DocumentError::Contradictory(_))));
}

#[test]
fn an_annex_with_other_owners_does_not_fit_its_pseudonyms() {
    let bytes = changed(&annex().to_bytes().unwrap(), "\"a\"", "\"A\"");
    assert!(matches!(RollAnnexDocument::from_bytes(&bytes), Err(DocumentError::Contradictory(_))));
}
