//! Cosignatures under the tree head of annals, by the witnesses that the latest definition names.

use quorate::evidence::bundle::{BundleKind, Line};
use quorate::verify::report::{Code, Outcome};

use super::life::{Life, recalled};
use super::{lines_of, verify};

fn outcome(life: &Life, code: Code) -> Option<Outcome> {
    let report = verify(&life.story, &lines_of(life, BundleKind::Public)).unwrap();
    report.claims.iter().find(|claim| claim.code == code).map(|claim| claim.outcome)
}

#[test]
fn enough_witnesses_say_that_nobody_was_shown_another_record() {
    let mut life = recalled();
    assert_eq!(outcome(&life, Code::RecordWitnessed), Some(Outcome::CouldNotCheck));
    life.story.witness(&["w1"]);
    assert_eq!(outcome(&life, Code::RecordWitnessed), Some(Outcome::CouldNotCheck), "one of two");
    life.story.cosigned.clear();
    life.story.witness(&["w3", "w1"]);
    assert_eq!(outcome(&life, Code::RecordWitnessed), Some(Outcome::Checked));
    assert_eq!(outcome(&life, Code::CosignaturesSound), Some(Outcome::Checked));
}

#[test]
fn strangers_do_not_count() {
    let mut life = recalled();
    life.story.witness(&["w1", "w4", "w5"]);
    assert_eq!(outcome(&life, Code::RecordWitnessed), Some(Outcome::CouldNotCheck));
}

#[test]
fn a_cosignature_from_before_the_last_entry_is_a_finding() {
    let mut life = recalled();
    let last = life.story.entries.last().unwrap().at();
    life.story.witness_at(&["w1", "w2"], last.plus_seconds(-121));
    assert_eq!(outcome(&life, Code::CosignaturesSound), Some(Outcome::Finding));
}

#[test]
fn a_cosignature_of_another_tree_is_a_finding() {
    let mut life = recalled();
    life.story.witness(&["w1", "w2"]);
    let mut shown = lines_of(&life, BundleKind::Public);
    let place = shown.len() - 2;
    let Line::Checkpoint { note } = &mut shown[place] else { panic!("no checkpoint") };
    let mut other = recalled();
    other.story.entries.pop();
    other.story.witness(&["w1", "w2"]);
    let theirs = lines_of(&other, BundleKind::Public);
    let Line::Checkpoint { note: theirs } = &theirs[theirs.len() - 2] else { panic!("no checkpoint") };
    let foreign = theirs.lines().find(|line| line.starts_with("— w1.example")).unwrap();
    let own = note.lines().find(|line| line.starts_with("— w1.example")).unwrap().to_owned();
    *note = note.replace(&own, foreign);
    let report = verify(&life.story, &shown).unwrap();
    assert!(report.codes(Outcome::Finding).any(|code| code == Code::CosignaturesSound), "{report}");
}
