//! Reminders before a close, results and other news: each once, to those who want them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::app::Database;
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END};
use crate::calls::Place;

/// How often each number got news of a kind.
fn got(assembly: &Assembly, kind: &str) -> BTreeMap<String, usize> {
    let mut numbers = BTreeMap::new();
    for own in assembly.phones().received().into_iter().filter(|own| own.kind == kind) {
        *numbers.entry(own.to).or_default() += 1;
    }
    numbers
}

/// What officers are told of the news of a kind.
async fn told(assembly: &Assembly, place: Place, kind: &str) -> Vec<Value> {
    let token = assembly.token(&assembly.scrutineer).await;
    let news = assembly.read_news(&token, place).await.expect(200);
    news.as_array().unwrap().iter().filter(|own| own["kind"] == kind).cloned().collect()
}

/// Two processes remind each owner who has not taken part once, at each of the hours before the close.
async fn reminded(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    assembly.tick().await;
    let place = assembly.opened(json!({})).await;
    let other = assembly.beside(assembly.database()).await;
    assembly.vote(place, "o-01").await;
    // One of two co-owners took part, so both have.
    assembly.vote(place, "o-03").await;
    // 08:00 in Shanghai; the reminder 72 hours before came due at midnight.
    assembly.set("2026-05-22T00:00:00Z".parse().unwrap());
    tokio::join!(assembly.tick(), other.tick());
    tokio::join!(assembly.tick(), other.tick());
    let first = got(&assembly, "reminder");
    assert_eq!(first.len(), 8, "{first:?}");
    assert!(first.values().all(|times| *times == 1), "{first:?}");
    assert!(!first.contains_key("13800001101") && !first.contains_key("13800001104"));
    assert!(first.contains_key("13900002222"), "whoever acts for a child is reminded");
    let text = assembly.phones().received().into_iter().find(|own| own.kind == "reminder").unwrap().text;
    assert!(text.contains("05-25 00:00") && !text.contains('%'), "{text}");
    assembly.vote(place, "o-06").await;
    let assembly = assembly.restart().await;
    assembly.set("2026-05-24T00:00:00Z".parse().unwrap());
    tokio::join!(assembly.tick(), other.tick());
    tokio::join!(assembly.tick(), other.tick());
    let second = got(&assembly, "reminder");
    assert_eq!(second["13800001106"], 1, "who has taken part since is left alone");
    assert_eq!(second["13800001107"], 2);
    let told = told(&assembly, place, "reminder").await;
    let hours: Vec<_> = told.iter().map(|own| (own["hours"].clone(), own["queued"].clone())).collect();
    assert_eq!(hours, [(json!(72), json!(8)), (json!(24), json!(7))]);
    assert!(told.iter().all(|own| own["done_at"].is_string()));
    other.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn whoever_has_not_taken_part_is_reminded_once_at_each_hour_on_sqlite() {
    Box::pin(reminded(Database::Sqlite)).await;
}

#[tokio::test]
async fn whoever_has_not_taken_part_is_reminded_once_at_each_hour_on_postgresql() {
    Box::pin(reminded(Database::Postgres)).await;
}

#[tokio::test]
async fn a_service_that_was_down_sends_the_last_reminder_alone() {
    let assembly = Assembly::gather().await;
    assembly.tick().await;
    let place = assembly.opened(json!({})).await;
    assembly.advance_to("2026-05-24T01:00:00Z").await;
    assembly.tick().await;
    let told = told(&assembly, place, "reminder").await;
    // The first was begun at midnight, when voting opened, and slept until the morning.
    assert_eq!(told.last().unwrap()["hours"], 24);
    assembly.stop().await;
}

#[tokio::test]
async fn whoever_wants_no_reminders_gets_none_and_what_the_law_asks_for_all_the_same() {
    let assembly = Assembly::gather().await;
    assembly.tick().await;
    let place = assembly.opened(json!({})).await;
    let token = assembly.token(assembly.owner("o-06")).await;
    let wishes = json!({ "language": "zh", "reminders": false, "results": false });
    let decided = assembly.decide_message_settings(&token, place.0, &wishes).await.expect(200);
    assert_eq!(decided, json!([{ "owner": "o-06", "settings": wishes }]));
    assembly.advance_to("2026-05-22T00:00:00Z").await;
    assembly.tick().await;
    assert!(!got(&assembly, "reminder").contains_key("13800001106"));
    assert_eq!(told(&assembly, place, "reminder").await[0]["declined"], 1);
    let convener = assembly.token(&assembly.convener).await;
    assembly.extend_meeting(&convener, place, "2026-05-25T16:00:00Z", "参与人数不足").await.expect(201);
    assembly.tick().await;
    let extended = got(&assembly, "meeting_extended");
    assert_eq!(extended["13800001106"], 1, "{extended:?}");
    let received = assembly.phones().received();
    let text = |number: &str| {
        let own = received.iter().find(|own| own.to == number && own.kind == "meeting_extended");
        own.unwrap().text.clone()
    };
    assert!(!text("13800001106").contains("Voting") && text("13800001107").contains("Voting"));
    assembly.cancel_meeting(&assembly.token(&assembly.convener).await, place, "停电").await.expect(201);
    assembly.tick().await;
    assert_eq!(got(&assembly, "meeting_cancelled")["13800001106"], 1);
    assembly.stop().await;
}

#[tokio::test]
async fn results_are_told_when_they_are_counted_and_when_they_are_announced() {
    let assembly = Assembly::gather().await;
    assembly.tick().await;
    let place = assembly.opened(json!({})).await;
    assembly.vote(place, "o-06").await;
    assembly.advance_to(CLOSES).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.count_meeting(&convener, place).await.expect(201);
    assembly.advance_to("2026-05-25T00:00:00Z").await;
    assembly.tick().await;
    let preliminary = got(&assembly, "preliminary_result");
    assert_eq!((preliminary.len(), preliminary["13800001106"]), (11, 1), "{preliminary:?}");
    assembly.advance_to(OBJECTIONS_END).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    assembly.advance_to("2026-05-27T00:00:00Z").await;
    assembly.tick().await;
    assert_eq!(got(&assembly, "final_result").len(), 11);
    assembly.stop().await;
}

#[tokio::test]
async fn quiet_hours_and_reminders_are_the_secretarys_to_decide_within_bounds() {
    let assembly = Assembly::gather().await;
    let (secretary, community) = (assembly.token(&assembly.secretary).await, assembly.community);
    let usual = json!({ "quiet_from": "21:00", "quiet_until": "08:00", "reminder_hours": [72, 24] });
    assert_eq!(assembly.read_message_rules(&secretary, community).await.expect(200), usual);
    let own = json!({ "quiet_from": "22:30", "quiet_until": "07:00", "reminder_hours": [1, 48, 48] });
    let decided = assembly.decide_message_rules(&secretary, community, &own).await.expect(200);
    assert_eq!(decided["reminder_hours"], json!([48, 1]));
    assert_eq!(assembly.read_message_rules(&secretary, community).await.expect(200), decided);
    for (field, wrong) in [
        ("quiet_until", json!("13:00")),
        ("reminder_hours", json!([0])),
        ("reminder_hours", json!([721])),
        ("reminder_hours", json!([1, 2, 3, 4, 5, 6])),
    ] {
        let mut rules = own.clone();
        rules[field] = wrong;
        assembly.decide_message_rules(&secretary, community, &rules).await.problem(422, "field");
    }
    let mut rules = own.clone();
    rules["quiet_from"] = json!("25:00");
    assembly.decide_message_rules(&secretary, community, &rules).await.problem(400, "malformed");
    assembly.stop().await;
}
