//! A meeting whose election ties, and the lot that decides it.

use quorate::domain::identity::Role;
use quorate::evidence::bundle::BundleKind;
use quorate::evidence::digest::Digest;
use quorate::verify::report::{Code, Outcome, Report};
use serde_json::{Value, json};

use crate::estate::{developer, elector, key};
use crate::lines::{bytes, lines, verify};
use crate::story::{Story, at};
use crate::telling::{Before, by_lot, definition};

/// Three candidates with three heads each for two seats, with a place to meddle at some turns.
pub(crate) fn draw(mut meddle: impl FnMut(Before, &mut Story)) -> Story {
    let mut definition = by_lot(definition());
    definition.matters.retain(|matter| matter.matter.as_str() == "m3");
    (definition.witnesses, definition.inboxes) = (None, Vec::new());
    let mut story = Story::new(definition, "2026-05-01T00:00:00Z");
    story.import(1);
    for officer in ["scrutineer", "supervisor"] {
        story.enrol(officer, None);
    }
    for owner in ["ann", "bob", "cat", "dan", "dev"] {
        story.enrol(owner, Some(owner));
    }
    meddle(Before::Notice, &mut story);
    story.notice();
    story.commit("scrutineer", Role::Scrutineer);
    story.commit("supervisor", Role::Supervisor);
    meddle(Before::Opening, &mut story);
    story.now = at("2026-05-31T16:00:00Z");
    story.open();
    meddle(Before::Ballots, &mut story);
    story.cast("ann", elector(&["ann"]), &[("m3", "c1 c2")]);
    story.cast("bob", elector(&["bob", "eve"]), &[("m3", "c1 c3")]);
    story.co_owned.provisional = 1;
    story.cast("cat", elector(&["cat"]), &[("m3", "c2 c3")]);
    story.cast("dan", elector(&["dan"]), &[("m3", "c1 c2")]);
    story.cast("dev", developer(), &[("m3", "c3")]);
    story.now = at("2026-06-07T16:00:00Z");
    meddle(Before::Close, &mut story);
    story.close();
    meddle(Before::Count, &mut story);
    story.reveal();
    story.now = story.now.max(at("2026-06-07T17:00:00Z"));
    story.count();
    meddle(Before::Certification, &mut story);
    story.certify();
    story.now = at("2026-06-20T16:00:00Z");
    story.announce();
    meddle(Before::End, &mut story);
    story
}

/// The story as it should be.
pub(crate) fn drawn() -> Story {
    draw(|_, _| ())
}

/// The supervisor keeps their value back, and the count waits a day for it.
pub(crate) fn withheld() -> Story {
    draw(|now, story| {
        if now == Before::Count {
            story.pledged[1].kept = false;
        } else if now == Before::Certification {
            story.now = at("2026-06-08T16:00:00Z");
            story.count();
        }
    })
}

fn report(story: &Story, kind: BundleKind) -> Report {
    let report = verify(&bytes(&lines(story, kind)), Some(&story.keys)).unwrap();
    assert!(report.is_valid(), "{report}");
    report
}

fn open(report: &Report, code: Code) -> Vec<&str> {
    let open = report.claims.iter().filter(|own| own.code == code && own.outcome == Outcome::CouldNotCheck);
    open.map(|own| own.sentence.as_str()).collect()
}

#[test]
fn a_tie_is_drawn_again_from_the_close_and_the_values() {
    let story = drawn();
    for kind in [BundleKind::Public, BundleKind::Audit] {
        let report = report(&story, kind);
        assert_eq!(open(&report, Code::LotKept), Vec::<&str>::new());
        let verdict = serde_json::to_value(&report.matters[0].verdict).unwrap();
        let mut order = ["c1", "c2", "c3"];
        order.sort_by_key(|name| {
            let ticket = json!({ "candidate": name, "lot": story.seed(), "matter": "m3" });
            Digest::of(&serde_json::to_vec(&ticket).unwrap())
        });
        assert_eq!(verdict["lot"], json!({ "seed": story.seed(), "candidates": order }));
        assert_eq!((&verdict["elected"], &verdict["alternates"]), (&json!(order[..2]), &json!(order[2..])));
        assert_eq!((&verdict["passed"], &verdict["runoff"]), (&json!(true), &json!([])));
        let text = report.to_string();
        assert!(
            text.contains(&format!("Drawn by lot: {}, from {}", order.join(", "), story.seed())),
            "{text}"
        );
    }
}

#[test]
fn whoever_withholds_a_value_is_named_with_role_and_key_and_the_result_stands() {
    let story = withheld();
    let kid = quorate::evidence::jws::PublicKey::of(&key("supervisor")).id();
    for kind in [BundleKind::Public, BundleKind::Audit] {
        let report = report(&story, kind);
        let told = open(&report, Code::LotKept);
        let who = format!("the supervisor with the key {kid} committed to a value and did not reveal it");
        assert!(told.len() == 1 && told[0].contains(&who), "{told:?}");
    }
    let verdict: Value = serde_json::to_value(&report(&story, BundleKind::Audit).matters[0].verdict).unwrap();
    let other = serde_json::to_value(&report(&drawn(), BundleKind::Audit).matters[0].verdict).unwrap();
    assert_ne!(verdict["lot"]["seed"], other["lot"]["seed"]);
}

#[test]
fn a_draw_to_which_nobody_committed_is_told_as_one_that_could_be_chosen() {
    let story = draw(|now, story| {
        if now == Before::Opening {
            story.entries.truncate(story.entries.len() - 2);
            story.documents.retain(|(kind, _)| kind.as_str() != "lot_commitment");
            story.pledged.clear();
        }
    });
    let report = report(&story, BundleKind::Audit);
    assert!(open(&report, Code::LotKept)[0].contains("no officer committed to a value"));
    assert!(report.codes(Outcome::Checked).any(|code| code == Code::LotDrawn));
}
