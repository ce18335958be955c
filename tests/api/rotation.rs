//! Rotating the service's keys while it runs: nobody is turned away, and what was signed still verifies.

use std::fs;
use std::sync::Arc;

use futures_util::future::join_all;
use jiff::SignedDuration;
use quorate::boot::{self, Haste, KeyPurpose, SimulatedSurroundings, start_simulated};
use quorate::domain::meetings::MeetingState;
use quorate::evidence::receipt::Receipt;
use quorate::evidence::trust::ServiceKeysDocument;
use quorate::verify::bundle::BundleReader;
use quorate::verify::report::Report;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::{App, Database};
use crate::assembly::{Assembly, CLOSES, draft};
use crate::proofs::certify;

/// How long before it begins a new key is added, in minutes.
const AHEAD: SignedDuration = SignedDuration::from_mins(15);

fn rotate(app: &App, purpose: KeyPurpose) {
    let settings = app.settings_on(app.database());
    boot::rotate(&settings, purpose, AHEAD, app.now()).unwrap();
}

async fn drop_former(app: &App, purpose: KeyPurpose, haste: Haste) -> Result<String, String> {
    let settings = app.settings_on(app.database());
    let dropped = boot::drop_former(&settings, purpose, haste, app.now()).await;
    dropped.map_err(|error| format!("{error:#}"))
}

async fn kids(app: &App) -> Vec<String> {
    let keys = app.session_keys().await.expect(200);
    keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

fn report(bundle: &Answer, trust: &ServiceKeysDocument) -> Report {
    let mut reader = BundleReader::default();
    for line in bundle.text.split_inclusive('\n') {
        reader.line(line.as_bytes()).unwrap();
    }
    reader.verify(Some(trust)).unwrap()
}

async fn replacements(assembly: &Assembly) -> Vec<Value> {
    let entries = assembly.entries().await;
    entries.into_iter().filter(|entry| entry["fact"]["kind"] == "service_key_replaced").collect()
}

#[tokio::test]
async fn tokens_of_before_and_after_a_rotation_are_good_until_the_old_ones_have_ended() {
    let app = App::start().await;
    let operator = app.operator().await;
    app.tick().await;
    let first = kids(&app).await;
    rotate(&app, KeyPurpose::Sessions);
    app.advance(60).await;
    // Published before it signs.
    let both = kids(&app).await;
    assert_eq!((both.len(), &both[0]), (2, &first[0]));
    // A token of the last second of the old key.
    app.advance(14 * 60 - 1).await;
    let renewed = app.refresh_session(&operator.refresh_token).await.expect(201);
    let old = renewed["access_token"].as_str().unwrap().to_owned();
    app.advance(1).await;
    let renewed = app.refresh_session(renewed["refresh_token"].as_str().unwrap()).await.expect(201);
    let new = renewed["access_token"].as_str().unwrap().to_owned();
    assert_eq!(kids(&app).await, [both[1].clone(), both[0].clone()]);
    for token in [&old, &new] {
        app.me(token).await.expect(200);
    }
    let early = drop_former(&app, KeyPurpose::Sessions, Haste::InTime).await.unwrap_err();
    assert!(early.contains("may still be needed until"), "{early}");
    app.advance(598).await;
    app.me(&old).await.expect(200);
    app.advance(62).await;
    assert_eq!(kids(&app).await, [both[1].clone()]);
    drop_former(&app, KeyPurpose::Sessions, Haste::InTime).await.unwrap();
    app.advance(60).await;
    assert_eq!(kids(&app).await, [both[1].clone()]);
    app.stop().await;
}

#[tokio::test]
async fn a_compromised_key_of_sessions_is_refused_within_a_minute() {
    let app = App::start().await;
    let operator = app.operator().await;
    let settings = app.settings_on(app.database());
    boot::rotate(&settings, KeyPurpose::Sessions, SignedDuration::ZERO, app.now()).unwrap();
    drop_former(&app, KeyPurpose::Sessions, Haste::AtOnce).await.unwrap();
    app.advance(60).await;
    app.me(&operator.token).await.problem(401, "not_signed_in");
    let renewed = app.refresh_session(&operator.refresh_token).await.expect(201);
    app.me(renewed["access_token"].as_str().unwrap()).await.expect(200);
    app.stop().await;
}

/// Casts the ballots of some owners at once, while the keys are read again and come into force.
async fn cast_through(assembly: &Assembly, place: crate::calls::Place, owners: &[&str]) -> Vec<String> {
    let mut ballots = Vec::new();
    for owner in owners {
        ballots.push(assembly.signed(place, owner).await);
    }
    let casts = join_all(ballots.iter().map(|ballot| assembly.cast_ballot(place, ballot)));
    let (answers, ()) = tokio::join!(casts, assembly.tick());
    for answer in &answers {
        assert_eq!(answer.status, 201, "{}", answer.text);
    }
    answers.into_iter().map(|answer| answer.text).collect()
}

async fn straddled(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let before = assembly.keys().await;
    let place = assembly.opened(json!({})).await;
    let mut receipts = cast_through(&assembly, place, &["o-01", "o-02"]).await;
    rotate(&assembly, KeyPurpose::Checkpoints);
    rotate(&assembly, KeyPurpose::Statements);
    assembly.advance(60).await;
    let announced = assembly.keys().await;
    assert_eq!((announced.coming.len(), announced.replaced.len()), (2, 0));
    // Nobody lets the jobs run first: the turn of the ballots itself puts the keys in force.
    assembly.set(assembly.now().plus_seconds(14 * 60));
    receipts.extend(cast_through(&assembly, place, &["o-03", "o-05", "o-06"]).await);
    assert_eq!(replacements(&assembly).await.len(), 2);
    let between = assembly.keys().await;
    assert_eq!(between.coming, []);
    assert_eq!(between.checkpoint_key, announced.coming[0].checkpoint_key.clone().unwrap());
    assert_eq!(between.statements_key.x, announced.coming[1].x);
    // Whoever knows the old key only goes on for as long as its seed is there.
    let receipt = Receipt::parse(receipts.last().unwrap().as_bytes()).unwrap();
    let entry = receipt.entry().unwrap().to_vec();
    receipt.verify(&entry, &before.checkpoint_key).unwrap();
    receipt.verify(&entry, &between.checkpoint_key).unwrap();
    let assembly = assembly.restart().await;
    rotate(&assembly, KeyPurpose::Statements);
    assembly.advance(16 * 60).await;
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    assert_eq!(replacements(&assembly).await.len(), 3);
    let after = assembly.keys().await;
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    let audit = assembly.audit_bundle(&scrutineer, place).await;
    for bundle in [audit, assembly.public_bundle(place).await] {
        for trust in [&before, &announced, &between, &after] {
            let report = report(&bundle, trust);
            assert!(report.is_valid(), "{report}");
            assert_eq!(report.state, MeetingState::Counted);
        }
    }
    // A second meeting begins under the new keys; what led to them stands before its notice.
    let chain = after.check().unwrap();
    for text in receipts {
        let receipt = Receipt::parse(text.as_bytes()).unwrap();
        let size = receipt.checkpoint().unverified().head().size();
        receipt.verify(receipt.entry().unwrap(), chain.checkpoints_at(size)).unwrap();
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_meeting_that_straddles_rotations_is_proved_with_keys_of_before_and_after_on_sqlite() {
    Box::pin(straddled(Database::Sqlite)).await;
}

#[tokio::test]
async fn a_meeting_that_straddles_rotations_is_proved_with_keys_of_before_and_after_on_postgresql() {
    Box::pin(straddled(Database::Postgres)).await;
}

#[tokio::test]
async fn a_notice_behind_a_rotation_shows_what_led_to_its_keys() {
    let assembly = Assembly::gather().await;
    let before = assembly.keys().await;
    rotate(&assembly, KeyPurpose::Statements);
    assembly.advance(60).await;
    assembly.set(assembly.now().plus_seconds(14 * 60));
    // The turn of the notice comes first.
    let place = assembly.noticed(&draft()).await;
    let bundle = assembly.public_bundle(place).await;
    for trust in [before, assembly.keys().await] {
        let report = report(&bundle, &trust);
        assert!(report.is_valid(), "{report}");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_dropped_key_of_checkpoints_signs_no_more_and_marks_of_its_time_still_hold() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let before = assembly.keys().await;
    rotate(&assembly, KeyPurpose::Checkpoints);
    assembly.advance(15 * 60).await;
    let early = drop_former(&assembly, KeyPurpose::Checkpoints, Haste::InTime).await.unwrap_err();
    assert!(early.contains("may still be needed until"), "{early}");
    drop_former(&assembly, KeyPurpose::Checkpoints, Haste::AtOnce).await.unwrap();
    let twice = drop_former(&assembly, KeyPurpose::Checkpoints, Haste::AtOnce).await.unwrap_err();
    assert!(twice.contains("no key of checkpoints signed before"), "{twice}");
    let assembly = assembly.restart().await;
    assert_eq!(assembly.ready().await.expect(200)["suspended"], 0);
    let receipt = assembly.vote(place, "o-01").await;
    let entry = receipt.entry().unwrap().to_vec();
    assert!(receipt.verify(&entry, &before.checkpoint_key).is_err());
    for _ in 0..20 {
        assembly.tick().await;
    }
    assert_eq!(assembly.ready().await.expect(200)["suspended"], 0);
    assembly.stop().await;
}

#[tokio::test]
async fn a_key_that_still_signs_a_record_is_not_dropped() {
    let assembly = Assembly::gather().await;
    rotate(&assembly, KeyPurpose::Statements);
    // Nobody lets a turn or the jobs run.
    assembly.set(assembly.now().plus_seconds(16 * 60));
    let refused = drop_former(&assembly, KeyPurpose::Statements, Haste::AtOnce).await.unwrap_err();
    assert!(refused.contains("still signs"), "{refused}");
    assembly.tick().await;
    drop_former(&assembly, KeyPurpose::Statements, Haste::AtOnce).await.unwrap();
    assembly.advance(60).await;
    let place = assembly.noticed(&draft()).await;
    let bundle = assembly.public_bundle(place).await;
    assert!(report(&bundle, &assembly.keys().await).is_valid());
    assembly.stop().await;
}

#[tokio::test]
async fn a_service_that_has_not_the_new_keys_yet_waits_for_them_and_signs_nothing() {
    let assembly = Assembly::gather_on(Database::Postgres).await;
    let other = assembly.beside(assembly.database()).await;
    let place = assembly.opened(json!({})).await;
    other.tick().await;
    rotate(&assembly, KeyPurpose::Checkpoints);
    assembly.advance(60).await;
    assembly.advance(14 * 60).await;
    assert_eq!(replacements(&assembly).await.len(), 1);
    // Its minute has long passed, but it did not look.
    let ballot = assembly.signed(place, "o-01").await;
    let size = assembly.record_size().await;
    other.cast_ballot(place, &ballot).await.problem(503, "not_saved");
    assert_eq!(assembly.record_size().await, size);
    other.tick().await;
    let answer = other.cast_ballot(place, &ballot).await;
    assembly.receipt(&answer, &ballot).await;
    assert_eq!(replacements(&assembly).await.len(), 1);
    other.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_ring_that_cannot_be_read_again_leaves_the_one_before() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let path = assembly.folder().join("keys/checkpoints.key");
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, "half of").unwrap();
    assembly.advance(60).await;
    assembly.vote(place, "o-01").await;
    fs::write(&path, whole).unwrap();
    assembly.advance(60).await;
    assembly.vote(place, "o-02").await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_lost_key_keeps_the_service_from_starting_and_is_named() {
    let assembly = Assembly::gather().await;
    let settings = assembly.settings_on(assembly.database());
    let clock = Arc::new(SimulatedSurroundings::new(assembly.now()));
    for name in ["checkpoints", "statements"] {
        let path = assembly.folder().join(format!("keys/{name}.key"));
        let whole = fs::read_to_string(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let refused = start_simulated(&settings, Arc::clone(&clock)).await.err().unwrap();
        let refused = format!("{refused:#}");
        assert!(refused.contains(&format!("{name}.key does not hold the key")), "{refused}");
        fs::write(&path, whole).unwrap();
    }
    assembly.stop().await;
}
