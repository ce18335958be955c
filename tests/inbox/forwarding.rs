//! How ballots reach the record by way of an inbox, and what an inbox believes.

use quorate::evidence::digest::Digest;
use quorate::evidence::receipt::Receipt;
use quorate::evidence::statements::{BallotRefusal, Statement as _};
use serde_json::{Value, json};

use crate::assembly::{Assembly, CLOSES, nonce};
use crate::calls::Place;
use crate::door::Way;
use crate::office::Office;

/// How often a ballot is in the record.
async fn times_recorded(assembly: &Assembly, ballot: &str) -> usize {
    let digest = Digest::of(ballot.as_bytes()).to_string();
    let entries = assembly.entries().await;
    entries.iter().filter(|entry| entry["fact"]["statement"] == digest).count()
}

/// The receipt that an inbox got, after it was checked.
async fn receipt(assembly: &Assembly, office: &Office, ballot: &str) -> String {
    let status = office.status(ballot).await;
    assert_eq!(status["status"], "taken", "{status}");
    let text = status["receipt"].as_str().unwrap().to_owned();
    let receipt = Receipt::parse(text.as_bytes()).unwrap();
    let entry = receipt.entry().unwrap().to_vec();
    receipt.verify(&entry, &assembly.keys().await.checkpoint_key).unwrap();
    let entry: Value = serde_json::from_slice(&entry).unwrap();
    assert_eq!(entry["fact"]["statement"], Digest::of(ballot.as_bytes()).to_string());
    text
}

async fn opened(switches: Value) -> (Assembly, Office, Place) {
    let (assembly, office) = Office::beside().await;
    let place = assembly.opened(switches).await;
    office.set(assembly.now());
    (assembly, office, place)
}

async fn stop(assembly: Assembly, office: Office) {
    office.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_ballot_that_the_service_does_not_take_is_forwarded_once_it_does() {
    let (assembly, office, place) = opened(json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    let (forwarding, _) = office.taken(place, &ballot).await;
    office.door.set(Way::Shut);
    office.forward().await;
    assert_eq!(office.status(&ballot).await["status"], "waiting");
    office.door.set(Way::Answers(503, String::new()));
    office.advance(1);
    office.forward().await;
    assert_eq!(office.status(&ballot).await["status"], "waiting");
    office.door.set(Way::Open);
    office.advance(10);
    office.forward().await;
    receipt(&assembly, &office, &ballot).await;
    let knocks = office.door.knocks();
    office.advance(600);
    office.forward().await;
    assert_eq!((office.door.knocks(), times_recorded(&assembly, &ballot).await), (knocks, 1));
    let entries = assembly.entries().await;
    assert_eq!(entries.last().unwrap()["fact"]["received_at"], forwarding.received_at.to_string());
    stop(assembly, office).await;
}

#[tokio::test]
async fn a_service_that_cannot_be_reached_is_left_alone_for_longer_and_longer() {
    let (assembly, office, place) = opened(json!({})).await;
    office.taken(place, &assembly.signed(place, "o-01").await).await;
    office.taken(place, &assembly.signed(place, "o-02").await).await;
    office.door.set(Way::Shut);
    let mut knocks = Vec::new();
    for _ in 0..8 {
        office.forward().await;
        knocks.push(office.door.knocks());
        office.advance(1);
    }
    // After 0, 1, 3 and 7 seconds, with one of the ballots each time.
    assert_eq!(knocks, [1, 2, 2, 3, 3, 3, 3, 4]);
    stop(assembly, office).await;
}

#[tokio::test]
async fn a_ballot_that_was_cast_and_sent_to_an_inbox_too_is_recorded_once() {
    let (assembly, office, place) = opened(json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    office.taken(place, &ballot).await;
    let cast = assembly.cast_ballot(place, &ballot).await;
    assembly.unchanged(office.forward()).await;
    assert_eq!(receipt(&assembly, &office, &ballot).await, cast.text);
    assert_eq!(times_recorded(&assembly, &ballot).await, 1);
    stop(assembly, office).await;
}

#[tokio::test]
async fn a_ballot_taken_before_the_close_counts_and_one_taken_after_it_is_refused() {
    let (assembly, office, place) = opened(json!({})).await;
    let (early, late) = (assembly.signed(place, "o-01").await, assembly.signed(place, "o-02").await);
    let close: quorate::domain::instants::Instant = CLOSES.parse().unwrap();
    office.set(close.plus_seconds(-1));
    office.taken(place, &early).await;
    office.set(close);
    office.taken(place, &late).await;
    assembly.advance_to(CLOSES).await;
    office.forward().await;
    receipt(&assembly, &office, &early).await;
    let status = office.status(&late).await;
    assert_eq!(status["status"], "refused");
    let key = assembly.keys().await.statements_key.x;
    let refusal = BallotRefusal::verified(status["refusal"].as_str().unwrap(), &key).unwrap();
    assert_eq!((refusal.code.as_str(), times_recorded(&assembly, &late).await), ("after_close", 0));
    stop(assembly, office).await;
}

#[tokio::test]
async fn an_answer_that_proves_nothing_of_the_ballot_leaves_it_waiting() {
    let (assembly, office, place) = opened(json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    let other = assembly.signed(place, "o-02").await;
    let others_receipt = assembly.cast_ballot(place, &other).await.text;
    let mut wrong = assembly.ballot(place, "o-03").await;
    (wrong.nonce, wrong.roll) = (nonce(), Digest::of(b"another roll"));
    let wrong = wrong.sign(&assembly.owner("o-03").key).unwrap();
    let others_refusal = assembly.cast_ballot(place, &wrong).await.text;
    let forged = json!({ "code": "after_close", "refusal": office.taken(place, &ballot).await.1 });
    office.door.set(Way::Open);
    for (status, body) in [
        (201, "a receipt".to_owned()),
        (201, others_receipt.clone()),
        (200, others_receipt),
        (422, others_refusal),
        (422, forged.to_string()),
        (422, json!({ "code": "statement" }).to_string()),
        (404, json!({ "code": "meeting_not_found" }).to_string()),
        (302, String::new()),
        (201, "x".repeat(1024 * 1024)),
    ] {
        let knocks = office.door.knocks();
        office.door.set(Way::Answers(status, body.clone()));
        office.advance(300);
        office.forward().await;
        assert!(office.door.knocks() > knocks, "{status} {body}");
        assert_eq!(office.status(&ballot).await["status"], "waiting", "{status} {body}");
    }
    office.door.set(Way::Open);
    office.advance(300);
    office.set(assembly.now());
    office.advance(300);
    office.forward().await;
    office.advance(3_000);
    office.forward().await;
    receipt(&assembly, &office, &ballot).await;
    stop(assembly, office).await;
}

#[tokio::test]
async fn a_ballot_that_replaces_one_that_waits_is_forwarded_behind_it() {
    let (assembly, office, place) = opened(json!({ "revote": "until_close" })).await;
    let key = &assembly.owner("o-01").key;
    let mut statement = assembly.ballot(place, "o-01").await;
    let mut chain = Vec::new();
    for _ in 0..3 {
        statement.nonce = nonce();
        let ballot = statement.sign(key).unwrap();
        statement.supersedes = Some(Digest::of(ballot.as_bytes()));
        chain.push(ballot);
    }
    // They come in another order than they were signed in.
    for place_in_chain in [2, 0, 1] {
        office.taken(place, &chain[place_in_chain]).await;
        office.advance(1);
    }
    for _ in 0..2 {
        office.forward().await;
    }
    for ballot in &chain {
        receipt(&assembly, &office, ballot).await;
    }
    let facts = assembly.entries().await.into_iter().map(|entry| entry["fact"].clone());
    let ballots = facts.filter(|fact| fact["kind"] == "ballot_received");
    let recorded: Vec<_> = ballots.map(|fact| fact["statement"].as_str().unwrap().to_owned()).collect();
    let expected: Vec<_> = chain.iter().map(|ballot| Digest::of(ballot.as_bytes()).to_string()).collect();
    assert_eq!(recorded, expected);
    stop(assembly, office).await;
}

#[tokio::test]
async fn an_inbox_whose_clock_is_ahead_waits_until_its_time_has_come() {
    let (assembly, office, place) = opened(json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    office.advance(120);
    office.taken(place, &ballot).await;
    assembly.unchanged(office.forward()).await;
    assert_eq!(office.status(&ballot).await["status"], "waiting");
    assembly.advance(120).await;
    office.advance(120);
    office.forward().await;
    receipt(&assembly, &office, &ballot).await;
    stop(assembly, office).await;
}

#[tokio::test]
async fn a_ballot_forwarded_to_a_meeting_that_does_not_name_the_inbox_is_refused() {
    let (assembly, office) = Office::beside().await;
    let token = assembly.token(&assembly.supervisor).await;
    assembly.name_inboxes(&token, assembly.community, "\"1\"", &json!([])).await.expect(200);
    let place = assembly.opened(json!({})).await;
    office.set(assembly.now());
    let ballot = assembly.signed(place, "o-01").await;
    office.taken(place, &ballot).await;
    office.forward().await;
    let status = office.status(&ballot).await;
    let key = assembly.keys().await.statements_key.x;
    let refusal = BallotRefusal::verified(status["refusal"].as_str().unwrap(), &key).unwrap();
    assert_eq!(refusal.code, "unknown_inbox");
    stop(assembly, office).await;
}
