//! A meeting under other rules than the usual ones: owners who are one buyer, electorates by place and
//! kind, every amendment, an election that ties, no witness.

use quorate::domain::rules::switches::{OverlappingOwners, TieBreak};
use quorate::evidence::bundle::BundleKind;
use quorate::evidence::definition::{Definition, PackReference};
use quorate::evidence::rules::pack;
use serde_json::{Value, json};

use crate::estate::elector;
use crate::lines::{bytes, lines, verify};
use crate::story::{Story, at};
use crate::telling::{definition, stated};

/// The corrections, in order; they leave three electors.
fn corrections() -> [Value; 5] {
    let unit = json!({"unit": "1-2-0301", "building": "1", "entrance": "2", "floor": 3, "number": "0301",
        "kind": "dwelling", "area": "100.125", "area_source": "contract", "stock": "developer_stock",
        "owners": ["dan"]});
    [
        json!({"correct": "missing", "holding": unit}),
        json!({"correct": "stock", "unit": "1-2-0301", "stock": "delivered"}),
        json!({"correct": "owners", "unit": "1-1-0201", "owners": ["ann", "bob"]}),
        json!({"correct": "superfluous", "unit": "1-2-0102"}),
        json!({"correct": "area", "unit": "1-2-0101", "area": "76.5", "area_source": "survey"}),
    ]
}

fn otherwise() -> Definition {
    let mut definition = definition();
    let published = pack("cn_pre_2021").unwrap();
    let (id, version) = (published.pack.id().clone(), published.pack.parts().version.clone());
    definition.rule_pack = PackReference { id, version, sha256: published.digest };
    (definition.witnesses, definition.inboxes) = (None, Vec::new());
    definition.holidays = None;
    definition.switches.overlapping_owners = OverlappingOwners::SameBuyer;
    definition.switches.tie_break = TieBreak::Runoff;
    let electorate = |form: Value| serde_json::from_value(form).unwrap();
    definition.matters[0].electorate =
        electorate(json!({"unit_kinds": ["parking"], "parking_counts": "yes"}));
    definition.matters[1].kind = "special".parse().unwrap();
    definition.matters[1].competence = Some(stated("It takes three quarters by the covenant."));
    (definition.matters[3].kind, definition.matters[3].competence) = ("fund_use".parse().unwrap(), None);
    definition.matters[3].electorate = electorate(json!({
        "entrances": [{"building": "1", "entrance": "1"}], "units": ["1-2-P1"], "unit_kinds": ["dwelling", "parking"],
        "floors": {"lowest": 0, "highest": 2}, "parking_counts": "yes"
    }));
    definition
}

/// From the import to the announcement.
pub(crate) fn unusual() -> Story {
    let mut story = Story::new(otherwise(), "2026-05-01T00:00:00Z");
    story.import(1);
    story.enrol("secretary", None);
    story.enrol("scrutineer", None);
    for owner in ["ann", "bob", "cat", "dan"] {
        story.enrol(owner, Some(owner));
    }
    story.notice();
    for correction in corrections() {
        story.amend("secretary", &serde_json::from_value(correction).unwrap(), "re-surveyed");
    }
    story.now = at("2026-05-31T16:00:00Z");
    story.open();
    let buyer = elector(&["ann", "bob", "eve"]);
    story.cast("ann", buyer, &[("m2", "for"), ("m3", "c1"), ("m4", "for")]);
    story.cast("ann", buyer, &[("m2", "for"), ("m3", "c1 c2"), ("m4", "abstain")]);
    story.co_owned.provisional = 1;
    story.cast("cat", elector(&["cat"]), &[("m2", "for"), ("m3", "c2 c3"), ("m4", "for")]);
    story.cast("dan", elector(&["dan"]), &[("m1", "for"), ("m2", "against"), ("m3", "c1 c3"), ("m4", "for")]);
    story.now = at("2026-06-07T16:00:00Z");
    story.close();
    story.count();
    story.certify();
    story.now = at("2026-06-15T16:00:00Z");
    story.announce();
    story
}

#[test]
fn a_meeting_under_unusual_rules_is_valid_and_its_election_ties() {
    let story = unusual();
    for kind in [BundleKind::Public, BundleKind::Audit] {
        let report = verify(&bytes(&lines(&story, kind)), Some(&story.keys)).unwrap();
        assert!(report.is_valid(), "{report}");
    }
    let verdicts = story.certificate.unwrap().payload_bytes().unwrap();
    let verdicts: Value = serde_json::from_slice(&verdicts).unwrap();
    assert_eq!(verdicts["matters"][2]["verdict"]["runoff"], json!(["c1", "c2", "c3"]));
    assert_eq!(verdicts["matters"][3]["verdict"]["totals"]["all"], json!({"area": "371.450", "heads": 3}));
}
