//! A meeting under the law of a place and a community's own rules: five seats of which three are filled, a notice
//! of an extraordinary meeting, a switch that the place settles.

use quorate::domain::rules::switches::TooFewElected;
use quorate::evidence::bundle::BundleKind;
use quorate::evidence::definition::{Definition, MeetingKind, StandingForm};
use quorate::evidence::rules::in_force::OverlayReference;
use quorate::evidence::rules::overlays::{overlay, parse_overlay};
use quorate::verify::report::{Code, Outcome};

use crate::estate::{developer, elector};
use crate::lines::{bytes, lines, verify};
use crate::story::{Story, at, own_rules};
use crate::telling::definition;

fn local() -> Definition {
    let mut definition = definition();
    let text = own_rules("[voting_period]\ndays_min = 7\ndays_max = 30").replace(", \"cn_pre_2021\"", "");
    definition.overlays = vec![
        OverlayReference::new(&overlay("cn_hangzhou").unwrap(), None),
        OverlayReference::new(&parse_overlay(&text).unwrap(), Some(&text)),
    ];
    definition.kind = MeetingKind::Extraordinary;
    definition.switches.too_few_elected = TooFewElected::StandsIfMinimum;
    (definition.witnesses, definition.inboxes) = (None, Vec::new());
    let standing =
        |id: &str| StandingForm { candidate: id.parse().unwrap(), name: format!("候选人 {id}") };
    let election = &mut definition.matters[2];
    election.seats = Some(5);
    election.candidates = ["c1", "c2", "c3", "c4", "c5"].map(standing).into();
    definition
}

/// From the import to the announcement; the rules are stated twice, and the second statement counts.
pub(crate) fn hangzhou() -> Story {
    let mut story = Story::new(local(), "2026-05-01T00:00:00Z");
    story.import(1);
    let overlays = std::mem::take(&mut story.definition.overlays);
    story.publish_rules(1);
    story.definition.overlays = overlays;
    story.publish_rules(2);
    for owner in ["ann", "bob", "cat", "dan", "dev"] {
        story.enrol(owner, Some(owner));
    }
    // Seven full days lie between the 24th and the 1st of June, in Shanghai.
    story.now = at("2026-05-24T15:00:00Z");
    story.notice();
    story.publish_rules(3);
    story.now = at("2026-05-31T16:00:00Z");
    story.open();
    let all = [("m1", "for"), ("m2", "for"), ("m3", "c1 c2 c3"), ("m4", "for")];
    story.cast("ann", elector(&["ann"]), &all);
    story.cast("bob", elector(&["bob", "eve"]), &all);
    story.co_owned.provisional = 1;
    story.cast("dan", elector(&["dan"]), &all[..3]);
    story.cast("dev", developer(), &all[..3]);
    story.now = at("2026-06-07T16:00:00Z");
    story.close();
    story.count();
    story.certify();
    story.now = at("2026-06-15T16:00:00Z");
    story.announce();
    story
}

#[test]
fn a_meeting_under_overlays_is_valid_and_its_committee_stands_with_the_minimum() {
    let story = hangzhou();
    for kind in [BundleKind::Public, BundleKind::Audit] {
        let report = verify(&bytes(&lines(&story, kind)), Some(&story.keys)).unwrap();
        assert!(report.is_valid(), "{report}");
        let verdict = &report.matters[2].verdict;
        assert_eq!((verdict.passed, verdict.elected.as_ref().map(Vec::len)), (Some(true), Some(3)));
    }
}

#[test]
fn an_overlay_that_nobody_published_is_a_finding_as_no_verdict_follows() {
    let mut definition = local();
    definition.overlays.truncate(1);
    definition.overlays[0].version = "2".to_owned();
    let mut story = Story::new(definition, "2026-05-01T00:00:00Z");
    story.import(1);
    story.publish_rules(1);
    story.notice();
    let report = verify(&bytes(&lines(&story, BundleKind::Public)), Some(&story.keys)).unwrap();
    let codes = |outcome| report.codes(outcome).map(Code::as_str).collect::<Vec<_>>();
    assert_eq!(codes(Outcome::Finding), ["rules_in_force"], "{report}");
}
