//! Service of notice: who records it, what cannot be recorded, and what everybody sees of it.

use quorate::evidence::digest::Digest;
use serde_json::{Value, json};

use crate::assembly::{Assembly, CLOSES, OPENS, draft};
use crate::calls::Place;

/// A letter to a unit now.
fn letter(assembly: &Assembly, unit: &str) -> Value {
    let (served_at, evidence) = (assembly.now().to_string(), Digest::of(unit.as_bytes()));
    json!({ "unit": unit, "channel": "letter", "served_at": served_at, "evidence": evidence })
}

async fn listed(assembly: &Assembly, place: Place, query: &str) -> Vec<String> {
    let page = assembly.read_services(place, query).await.expect(200);
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item["unit"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_is_served_stands_in_the_record_and_everybody_sees_who_is_not_reached_yet() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let secretary = assembly.token(&assembly.secretary).await;
    let letters = json!([letter(&assembly, "1-0101"), letter(&assembly, "2-0101")]);
    let report = assembly.record_services(&secretary, place, &letters).await.expect(201);
    assert_eq!(report, json!({ "recorded": 2, "repeated": 0 }));
    let entries = assembly.entries().await;
    let fact = &entries.last().unwrap()["fact"];
    let mut expected = letters[1].clone();
    expected["kind"] = json!("unit_served");
    expected["meeting"] = json!(place.1);
    expected["by"] = json!("secretary");
    assert_eq!(*fact, expected, "the entry says what was sent and holds no name");
    let page = assembly.read_services(place, "?building=2&limit=2").await.expect(200);
    assert_eq!(page["items"][0]["unit"], "2-0001");
    assert_eq!(page["items"][0]["services"], json!([]));
    assert_eq!(page["items"][1]["reached"], true);
    assert_eq!(page["items"][1]["services"][0]["by"], "secretary");
    assert_eq!(page["items"][1]["services"][0]["entry"], entries.len() - 1);
    let rest = listed(&assembly, place, "?building=2&limit=2&cursor=2-0101").await;
    assert_eq!(rest, ["2-0102", "2-0201"]);
    let missing = listed(&assembly, place, "?reached=false&building=1").await;
    assert_eq!(missing, ["1-0102", "1-0201", "1-0202", "1-0301", "1-0302"]);
    assert_eq!(listed(&assembly, place, "?reached=true").await, ["1-0101", "2-0101"]);
    assert_eq!(listed(&assembly, place, "").await.len(), 12);
    assembly.read_services(place, "?cursor=nowhere").await.problem(422, "field");
    assembly.stop().await;
}

#[tokio::test]
async fn the_same_service_again_is_no_second_one() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let convener = assembly.token(&assembly.convener).await;
    let first = json!([letter(&assembly, "1-0101"), letter(&assembly, "1-0101")]);
    let report = assembly.record_services(&convener, place, &first).await.expect(201);
    assert_eq!(report, json!({ "recorded": 1, "repeated": 1 }));
    let again = assembly.unchanged(assembly.record_services(&convener, place, &first)).await.expect(200);
    assert_eq!(again, json!({ "recorded": 0, "repeated": 2 }));
    let mut second = letter(&assembly, "1-0101");
    second["evidence"] = json!(Digest::of(b"another photo"));
    let mixed = json!([first[0], second]);
    let report = assembly.record_services(&convener, place, &mixed).await.expect(201);
    assert_eq!(report, json!({ "recorded": 1, "repeated": 1 }));
    assembly.stop().await;
}

#[tokio::test]
async fn with_mistakes_nothing_is_recorded_and_all_of_them_are_told() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    let letter = letter(&assembly, "1-0101");
    let with = |field: &str, value: Value| {
        let mut changed = letter.clone();
        changed[field] = value;
        changed
    };
    let rows = json!([
        letter,
        with("unit", json!("9-9999")),
        with("channel", json!("rumour")),
        with("served_at", json!("yesterday")),
        with("served_at", json!("2026-05-01T00:00:00Z")),
        with("served_at", json!("2026-05-20T00:00:00Z")),
        with("served_at", json!(CLOSES)),
        with("evidence", Value::Null),
        with("evidence", json!("ABC")),
    ]);
    let refused = assembly.unchanged(assembly.record_services(&scrutineer, place, &rows)).await;
    let problem = refused.problem(422, "service_mistakes");
    let mistakes = problem["mistakes"].as_array().unwrap();
    let told: Vec<_> =
        mistakes.iter().map(|own| (own["row"].as_u64().unwrap(), own["column"].as_str().unwrap())).collect();
    let expected = [
        (2, "unit"),
        (3, "channel"),
        (4, "served_at"),
        (5, "served_at"),
        (6, "served_at"),
        (7, "served_at"),
        (8, "evidence"),
        (9, "evidence"),
    ];
    assert_eq!(told, expected, "{problem}");
    assert!(mistakes[3]["reason"].as_str().unwrap().starts_with("is before the notice"), "{problem}");
    assert!(mistakes[4]["reason"].as_str().unwrap().starts_with("is in the future"), "{problem}");
    assert!(mistakes[5]["reason"].as_str().unwrap().starts_with("is not before the close"), "{problem}");
    for many in [0, 501] {
        let rows = Value::from(vec![letter.clone(); many]);
        assembly.record_services(&scrutineer, place, &rows).await.problem(422, "field");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn what_is_recorded_after_the_opening_and_what_is_only_posted_reaches_nobody() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let secretary = assembly.token(&assembly.secretary).await;
    let mut posted = letter(&assembly, "1-0101");
    posted["channel"] = json!("posting");
    assembly.record_services(&secretary, place, &json!([posted])).await.expect(201);
    let before_opening = letter(&assembly, "1-0102");
    assembly.advance_to(OPENS).await;
    let secretary = assembly.token(&assembly.secretary).await;
    assembly.record_services(&secretary, place, &json!([before_opening])).await.expect(201);
    assert_eq!(listed(&assembly, place, "?reached=true").await, [""; 0]);
    let page = assembly.read_services(place, "?building=1&limit=2").await.expect(200);
    for item in page["items"].as_array().unwrap() {
        assert_eq!(item["services"].as_array().unwrap().len(), 1, "it is in the record all the same: {item}");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn an_owner_sees_a_service_that_never_happened_and_objects_before_the_opening() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let convener = assembly.token(&assembly.convener).await;
    let claimed = json!([letter(&assembly, "2-0101")]);
    assembly.record_services(&convener, place, &claimed).await.expect(201);
    let page = assembly.read_services(place, "?building=2&reached=true").await.expect(200);
    assert_eq!(page["items"][0]["services"][0]["by"], "convener");
    let owner = assembly.token(assembly.owner("o-07")).await;
    let objection = assembly.raise_objection(&owner, place, "从未收到该信件").await.expect(201);
    assert_eq!(objection["stage"], "roll");
    assembly.stop().await;
}

#[tokio::test]
async fn whoever_gets_a_unit_by_an_amendment_is_not_reached_by_what_was_served_before() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let secretary = assembly.token(&assembly.secretary).await;
    let letters = json!([letter(&assembly, "1-0101"), letter(&assembly, "1-0102")]);
    assembly.record_services(&secretary, place, &letters).await.expect(201);
    let mut amendment = assembly.amendment(place).await;
    let sold = json!({ "correct": "owners", "unit": "1-0102", "owners": ["o-06"] });
    amendment.change = serde_json::from_value(sold).unwrap();
    assembly.amended(place, &assembly.secretary, &amendment).await;
    assert_eq!(listed(&assembly, place, "?reached=true").await, ["1-0101"]);
    let again = json!([letter(&assembly, "1-0302")]);
    assembly.record_services(&secretary, place, &again).await.expect(201);
    assert_eq!(listed(&assembly, place, "?reached=true").await, ["1-0101", "1-0302"]);
    assembly.stop().await;
}
