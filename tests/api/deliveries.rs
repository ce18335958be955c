//! Notices by message: what a carrier reports becomes a service once, and everything else is an attempt.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use quorate::evidence::digest::Digest;
use serde_json::{Value, json};

use crate::app::{App, Database};
use crate::assembly::{Assembly, CLOSES, draft};
use crate::calls::Place;
use crate::phones::{Reply, signature};

/// An assembly to which notice of a meeting was given.
async fn noticed_on(database: Database) -> (Assembly, Place) {
    let assembly = Assembly::gather_on(database).await;
    assembly.tick().await;
    let place = assembly.noticed(&draft()).await;
    (assembly, place)
}

async fn noticed() -> (Assembly, Place) {
    noticed_on(Database::of_environment()).await
}

/// Asks for the notice to be sent by message.
async fn send(assembly: &Assembly, place: Place, to: Value) -> Value {
    let secretary = assembly.token(&assembly.secretary).await;
    let mut to = to;
    to["channel"] = json!("message");
    let answer = assembly.send_notice(&secretary, place, &to).await;
    let status = if answer.body["queued"] == 0 { 200 } else { 202 };
    answer.expect(status)
}

/// Every unit with the state of its delivery.
async fn states(assembly: &Assembly, place: Place) -> BTreeMap<String, String> {
    let token = assembly.token(&assembly.scrutineer).await;
    let page = assembly.read_deliveries(&token, place, "?limit=200").await.expect(200);
    let text = |own: &Value, name: &str| own[name].as_str().unwrap().to_owned();
    page["items"].as_array().unwrap().iter().map(|own| (text(own, "unit"), text(own, "state"))).collect()
}

/// How often each unit stands in the record as served by message.
async fn recorded(assembly: &Assembly) -> BTreeMap<String, usize> {
    let mut units = BTreeMap::new();
    for entry in assembly.entries().await {
        let fact = &entry["fact"];
        if fact["kind"] == "unit_served" && fact["channel"] == "message" {
            *units.entry(fact["unit"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
    units
}

/// A carrier reports a state of some messages.
async fn reported(assembly: &Assembly, ids: &[String], state: &str) -> Value {
    let report = |id: &String| json!({ "id": id, "state": state, "reference": "r-1" });
    let body = json!({ "reports": ids.iter().map(report).collect::<Vec<_>>() }).to_string();
    let seconds = assembly.now().microseconds() / 1_000_000;
    assembly.report_messages("phone", &signature(seconds, body.as_bytes()), &body).await.expect(200)
}

/// The identifiers of the notices that came, each once.
fn notices(assembly: &Assembly) -> BTreeSet<String> {
    let received = assembly.phones().received();
    received.into_iter().filter(|own| own.kind == "meeting_notice").map(|own| own.id).collect()
}

#[tokio::test]
async fn a_signed_answer_is_a_service_and_its_report_hashes_to_the_evidence() {
    let (assembly, place) = noticed().await;
    assembly.phones().reply(&[Reply::Signed("accepted"); 20]);
    let report = send(&assembly, place, json!({ "building": "1" })).await;
    assert_eq!((&report["queued"], &report["messages"]), (&json!(6), &json!(6)));
    assembly.tick().await;
    assembly.tick().await;
    let served = recorded(&assembly).await;
    assert_eq!(served.len(), 6, "{served:?}");
    assert!(served.values().all(|times| *times == 1), "co-owners are one unit: {served:?}");
    let token = assembly.token(&assembly.supervisor).await;
    let page = assembly.read_deliveries(&token, place, "").await.expect(200);
    for own in page["items"].as_array().unwrap() {
        let of_evidence = |report: &&Value| report["digest"] == own["evidence"];
        let report = own["reports"].as_array().unwrap().iter().find(of_evidence).unwrap();
        let document = report["document"].as_str().unwrap();
        assert_eq!(json!(Digest::of(document.as_bytes())), own["evidence"]);
        assert!(
            document.contains(own["unit"].as_str().unwrap()) && !document.contains("1380000"),
            "{document}"
        );
        assert_eq!(own["state"], "served");
    }
    let entry = assembly.entries().await.into_iter().rev().find(|own| own["fact"]["kind"] == "unit_served");
    assert_eq!(entry.unwrap()["fact"]["by"], "secretary");
    let text = assembly.phones().latest("13800001106");
    assert!(text.encode_utf16().count() <= 268 && text.contains("/m/"), "{text}");
    let again = send(&assembly, place, json!({ "building": "1" })).await;
    assert_eq!((&again["queued"], &again["served"]), (&json!(0), &json!(6)));
    assembly.stop().await;
}

#[tokio::test]
async fn an_unsigned_answer_is_an_attempt_until_a_signed_report_comes() {
    let (assembly, place) = noticed().await;
    send(&assembly, place, json!({ "units": ["2-0101", "2-0102"] })).await;
    assembly.tick().await;
    assembly.tick().await;
    assert!(recorded(&assembly).await.is_empty());
    assert_eq!(states(&assembly, place).await["2-0101"], "under_way");
    let ids: Vec<String> = notices(&assembly).into_iter().collect();
    let taken = reported(&assembly, &ids[..1], "delivered").await;
    assert_eq!(taken, json!({ "taken": 1, "repeated": 0, "ignored": 0 }));
    let again = reported(&assembly, &ids[..1], "delivered").await;
    assert_eq!(again, json!({ "taken": 0, "repeated": 1, "ignored": 0 }));
    reported(&assembly, &ids[1..], "failed").await;
    assembly.tick().await;
    assembly.tick().await;
    assert_eq!(recorded(&assembly).await.len(), 1);
    let states = states(&assembly, place).await;
    assert_eq!(states.values().collect::<BTreeSet<_>>(), ["failed".into(), "served".into()].iter().collect());
    let unknown = reported(&assembly, &[place.1.to_string()], "failed").await;
    assert_eq!(unknown["ignored"], 1);
    let report = send(&assembly, place, json!({ "all": true })).await;
    assert_eq!(report["served"], 1, "what failed goes again: {report}");
    assert_eq!(report["under_way"], 0);
    assembly.stop().await;
}

#[tokio::test]
async fn reports_that_are_not_signed_or_too_old_are_refused() {
    let (assembly, _) = noticed().await;
    let body = json!({ "reports": [] }).to_string();
    let now = assembly.now().microseconds() / 1_000_000;
    for header in [
        String::new(),
        "t=1,v1=00".to_owned(),
        signature(now, b"another"),
        signature(now - 301, body.as_bytes()),
        signature(now + 301, body.as_bytes()),
        signature(now, body.as_bytes()).replace(&format!("t={now}"), &format!("t={}", now + 1)),
    ] {
        assembly.report_messages("phone", &header, &body).await.problem(422, "field");
    }
    let good = signature(now, body.as_bytes());
    assembly.report_messages("phone", &good, &body).await.problem(422, "field");
    assembly.report_messages("email", &good, &body).await.problem(404, "carrier_not_found");
    assembly.report_messages("pigeon", &good, &body).await.problem(404, "carrier_not_found");
    assembly.stop().await;
}

#[tokio::test]
async fn what_is_reported_after_the_close_is_no_service() {
    let (assembly, place) = noticed().await;
    send(&assembly, place, json!({ "units": ["2-0101"] })).await;
    assembly.tick().await;
    let ids: Vec<String> = notices(&assembly).into_iter().collect();
    assembly.advance_to(CLOSES).await;
    reported(&assembly, &ids, "delivered").await;
    assembly.tick().await;
    assert!(recorded(&assembly).await.is_empty());
    assert_eq!(states(&assembly, place).await["2-0101"], "lapsed");
    assembly.stop().await;
}

#[tokio::test]
async fn a_notice_waits_for_the_morning_and_a_code_does_not() {
    let (assembly, place) = noticed().await;
    // 22:30 in Shanghai.
    assembly.advance_to("2026-05-05T14:30:00Z").await;
    send(&assembly, place, json!({ "all": true })).await;
    let asked = json!({ "community": place.0, "channel": "phone", "contact": "13800001106" });
    assembly.ask_for_code(&asked).await.expect(202);
    assembly.tick().await;
    assert!(notices(&assembly).is_empty());
    assert_eq!(assembly.phones().code("13800001106").len(), 6);
    // 07:59 and 08:00.
    assembly.advance_to("2026-05-05T23:59:59Z").await;
    assert!(notices(&assembly).is_empty());
    assembly.advance_to("2026-05-06T00:00:00Z").await;
    assert_eq!(notices(&assembly).len(), 11);
    assembly.stop().await;
}

#[tokio::test]
async fn a_notice_whose_period_would_be_missed_goes_at_night() {
    let (assembly, place) = noticed().await;
    // 23:00 in Shanghai on the last evening before voting opens at midnight.
    assembly.advance_to("2026-05-21T15:00:00Z").await;
    send(&assembly, place, json!({ "all": true })).await;
    assembly.tick().await;
    assert_eq!(notices(&assembly).len(), 11);
    assembly.stop().await;
}

#[tokio::test]
async fn a_community_that_sends_much_keeps_to_its_pace() {
    let assembly = Assembly::gather().await;
    assembly.tick().await;
    std::fs::write(assembly.folder().join("pace"), "4").unwrap();
    let assembly = assembly.restart().await;
    let place = assembly.noticed(&draft()).await;
    send(&assembly, place, json!({ "all": true })).await;
    let mut came = Vec::new();
    for seconds in [60, 0, 60, 60, 60] {
        assembly.advance(seconds).await;
        came.push(notices(&assembly).len());
    }
    assert_eq!(came, [4, 4, 8, 11, 11]);
    assembly.stop().await;
}

/// A process that ends between the sending and what it says of it sends the same message again.
async fn crashed(assembly: &Assembly) {
    let cut = tokio::time::timeout(Duration::from_millis(300), assembly.tick()).await;
    assert!(cut.is_err(), "the receiver is silent, so the tick cannot have ended");
    assembly.advance(121).await;
}

#[tokio::test]
async fn a_crash_between_sending_and_saying_so_sends_the_same_message_and_serves_once() {
    let (assembly, place) = noticed().await;
    send(&assembly, place, json!({ "units": ["2-0101"] })).await;
    assembly.phones().reply(&[Reply::Silence(2), Reply::Signed("delivered")]);
    crashed(&assembly).await;
    assembly.tick().await;
    let received = assembly.phones().received();
    let keys: Vec<_> =
        received.iter().filter(|own| own.kind == "meeting_notice").map(|own| &own.key).collect();
    assert_eq!((keys.len(), keys.iter().collect::<BTreeSet<_>>().len()), (2, 1));
    assert_eq!(recorded(&assembly).await, [("2-0101".to_owned(), 1)].into());
    assembly.stop().await;
}

/// Whatever is lost, comes twice or comes late, each unit is served once and nobody is missing.
async fn served_once(database: Database, mut dice: u64) {
    let mut roll = |sides: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let (assembly, place) = noticed_on(database).await;
    let other = assembly.beside(assembly.database()).await;
    let replies = [
        Reply::Status(503),
        Reply::Status(200),
        Reply::Signed("accepted"),
        Reply::Signed("delivered"),
        Reply::Status(422),
    ];
    for _ in 0..14 {
        match roll(6) {
            0 | 1 => {
                send(&assembly, place, json!({ "all": true })).await;
            }
            2 => {
                tokio::join!(assembly.tick(), other.tick());
            }
            3 => {
                assembly.phones().reply(&[replies[usize::try_from(roll(5)).unwrap()]; 3]);
                assembly.advance(90).await;
            }
            4 => {
                let ids: Vec<String> = notices(&assembly).into_iter().rev().take(4).collect();
                if !ids.is_empty() {
                    let state = ["failed", "delivered", "accepted"][usize::try_from(roll(3)).unwrap()];
                    reported(&assembly, &ids, state).await;
                }
            }
            _ => {
                let _cut = tokio::time::timeout(Duration::from_millis(roll(20)), assembly.tick()).await;
                assembly.advance(121).await;
            }
        }
    }
    send(&assembly, place, json!({ "all": true })).await;
    assembly.advance(600).await;
    assembly.advance(600).await;
    let ids: Vec<String> = notices(&assembly).into_iter().collect();
    reported(&assembly, &ids, "delivered").await;
    reported(&assembly, &ids, "delivered").await;
    tokio::join!(assembly.tick(), other.tick());
    assembly.tick().await;
    let served = recorded(&assembly).await;
    assert_eq!(served.len(), 12, "{served:?}");
    assert!(served.values().all(|times| *times == 1), "{served:?}");
    other.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn each_unit_is_served_once_under_crashes_duplicates_and_reorderings_on_sqlite() {
    for seed in [3, 17] {
        Box::pin(served_once(Database::Sqlite, seed)).await;
    }
}

#[tokio::test]
async fn each_unit_is_served_once_under_crashes_duplicates_and_reorderings_on_postgresql() {
    Box::pin(served_once(Database::Postgres, 29)).await;
}

#[tokio::test]
async fn who_cannot_be_reached_is_told_and_what_is_asked_for_must_make_sense() {
    let (assembly, place) = noticed().await;
    let report = send(&assembly, place, json!({ "units": ["1-0102", "P-001"] })).await;
    assert_eq!(report["queued"], 2, "a guardian is reached for a child: {report}");
    let convener = assembly.token(&assembly.convener).await;
    for (wrong, code) in [
        (json!({ "channel": "letter", "all": true }), "field"),
        (json!({ "channel": "message" }), "field"),
        (json!({ "channel": "message", "all": true, "building": "1" }), "field"),
        (json!({ "channel": "message", "units": ["9-9999"] }), "field"),
        (json!({ "channel": "message", "building": "9" }), "field"),
        (json!({ "channel": "email", "all": true }), "contact_not_reachable"),
    ] {
        assembly.send_notice(&convener, place, &wrong).await.problem(422, code);
    }
    assembly.advance_to(CLOSES).await;
    let convener = assembly.token(&assembly.convener).await;
    let all = json!({ "channel": "message", "all": true });
    assembly.send_notice(&convener, place, &all).await.problem(409, "state_does_not_allow");
    assembly.stop().await;
}

/// A process beside another on the same database.
#[tokio::test]
async fn two_who_ask_at_once_send_it_once() {
    let (assembly, place) = noticed().await;
    let (one, other) = (assembly.token(&assembly.secretary).await, assembly.token(&assembly.convener).await);
    let all = json!({ "channel": "message", "all": true });
    let app: &App = &assembly;
    let (first, second) =
        tokio::join!(app.send_notice(&one, place, &all), app.send_notice(&other, place, &all));
    let total = |name: &str| first.body[name].as_u64().unwrap() + second.body[name].as_u64().unwrap();
    assert_eq!((total("messages"), total("under_way")), (11, 12));
    assembly.tick().await;
    assert_eq!(notices(&assembly).len(), 11);
    assembly.stop().await;
}
