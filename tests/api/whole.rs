//! A whole meeting over HTTP, exported and proved by the verifier, on both databases.

use quorate::domain::meetings::MeetingState;
use quorate::verify::bundle::BundleReader;
use serde_json::json;

use crate::app::Database;
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, draft};
use crate::calls::Place;
use crate::proofs::{certify, proved, verified};

async fn amend(assembly: &Assembly, place: Place) {
    let amendment = assembly.amendment(place).await;
    assembly.amended(place, &assembly.secretary, &amendment).await;
}

/// Refused before the count, whoever may read it then.
async fn no_audit_yet(assembly: &Assembly, place: Place) {
    let token = assembly.token(&assembly.scrutineer).await;
    assembly.audit_bundle(&token, place).await.problem(404, "certificate_not_found");
}

/// Everything that can happen to one meeting, with a restart in the middle.
async fn whole(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let mut draft = draft();
    draft["switches"] = json!({ "revote": "until_close" });
    let other = assembly.noticed(&draft).await;
    let place = assembly.noticed(&draft).await;
    assert_eq!(verified(&assembly, assembly.public_bundle(place).await).await.state, MeetingState::Noticed);
    no_audit_yet(&assembly, place).await;
    amend(&assembly, place).await;
    let owner = assembly.token(assembly.owner("o-01")).await;
    let objection = assembly.raise_objection(&owner, place, "面积不符").await.expect(201);
    let convener = assembly.token(&assembly.convener).await;
    let answer = json!({ "answer": "已更正", "outcome": "upheld", "summary": "已答复" });
    let objection = objection["objection"].as_str().unwrap();
    assembly.answer_objection(&convener, place, objection, &answer).await.expect(201);
    assembly.advance_to(OPENS).await;
    for owner in ["o-01", "o-02", "o-03", "o-01", "o-05"] {
        assembly.vote(place, owner).await;
        assembly.vote(other, owner).await;
    }
    let open = verified(&assembly, assembly.public_bundle(place).await).await;
    assert_eq!((open.state, open.matters.len()), (MeetingState::Open, 0));
    no_audit_yet(&assembly, place).await;
    let assembly = assembly.restart().await;
    for owner in ["o-06", "o-07", "o-08", "o-03"] {
        assembly.vote(place, owner).await;
    }
    let convener = assembly.token(&assembly.convener).await;
    let later = "2026-05-25T16:00:00Z";
    assembly.extend_meeting(&convener, place, later, "参与人数接近法定比例").await.expect(201);
    assembly.advance_to(CLOSES).await;
    assembly.vote(place, "o-09").await;
    assembly.advance_to(later).await;
    assert_eq!(verified(&assembly, assembly.public_bundle(place).await).await.state, MeetingState::Closed);
    no_audit_yet(&assembly, place).await;
    certify(&assembly, place).await;
    let counted = proved(&assembly, place, MeetingState::Counted).await;
    let passed: Vec<_> = counted.matters.iter().map(|matter| matter.verdict.passed).collect();
    assert_eq!(passed[0], Some(true), "{passed:?}");
    assembly.advance_to("2026-05-27T16:00:00Z").await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    // What happens afterwards is no part of a bundle that has ended.
    assembly.count_meeting(&convener, other).await.expect(201);
    proved(&assembly, place, MeetingState::Announced).await;
    let supervisor = assembly.token(&assembly.supervisor).await;
    assembly.annul_meeting(&supervisor, place, "主管部门决定").await.expect(201);
    proved(&assembly, place, MeetingState::Annulled).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_whole_meeting_is_proved_on_sqlite() {
    Box::pin(whole(Database::Sqlite)).await;
}

#[tokio::test]
async fn a_whole_meeting_is_proved_on_postgresql() {
    Box::pin(whole(Database::Postgres)).await;
}

#[tokio::test]
async fn a_cancelled_meeting_is_proved_by_its_public_bundle() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    assembly.vote(place, "o-01").await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.cancel_meeting(&convener, place, "召集人撤回议题").await.expect(201);
    let report = verified(&assembly, assembly.public_bundle(place).await).await;
    assert_eq!(report.state, MeetingState::Cancelled);
    no_audit_yet(&assembly, place).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_meeting_in_which_nobody_voted_is_proved_too() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    let report = proved(&assembly, place, MeetingState::Counted).await;
    assert!(report.matters.iter().all(|matter| matter.verdict.passed == Some(false)), "{:?}", report.matters);
    assembly.pass_to(OBJECTIONS_END);
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    proved(&assembly, place, MeetingState::Announced).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_bundle_with_a_line_missing_or_a_bit_flipped_is_not_accepted() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    assembly.vote(place, "o-01").await;
    let bundle = assembly.public_bundle(place).await.text;
    let lines: Vec<&str> = bundle.split_inclusive('\n').collect();
    let keys = assembly.keys().await;
    let accepted = |lines: &[String]| {
        let mut reader = BundleReader::default();
        let read = lines.iter().all(|line| reader.line(line.as_bytes()).is_ok());
        read && reader.verify(Some(&keys)).is_ok_and(|report| report.is_valid())
    };
    let whole: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    assert!(accepted(&whole));
    for missing in 0..whole.len() {
        let mut lines = whole.clone();
        lines.remove(missing);
        assert!(!accepted(&lines), "without line {missing}: {}", whole[missing]);
    }
    for changed in 0..whole.len() {
        let mut lines = whole.clone();
        let digit = lines[changed].rfind(|letter: char| letter.is_ascii_digit()).unwrap();
        let other = if &lines[changed][digit..=digit] == "7" { "6" } else { "7" };
        lines[changed].replace_range(digit..=digit, other);
        assert!(!accepted(&lines), "line {changed}: {}", lines[changed]);
    }
    assembly.stop().await;
}
