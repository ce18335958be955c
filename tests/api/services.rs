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
    expected["version"] = json!(1);
    expected["details"] = Value::Null;
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
    let mut tried = letter(&assembly, "1-0101");
    tried["outcome"] = json!("attempted");
    let refused = assembly.record_services(&secretary, place, &json!([posted])).await;
    let problem = refused.problem(422, "service_mistakes");
    assert_eq!(problem["mistakes"][0]["column"], "channel", "{problem}");
    assembly.record_services(&secretary, place, &json!([tried, posted])).await.expect(201);
    let before_opening = letter(&assembly, "1-0102");
    assembly.advance_to(OPENS).await;
    let secretary = assembly.token(&assembly.secretary).await;
    assembly.record_services(&secretary, place, &json!([before_opening])).await.expect(201);
    assert_eq!(listed(&assembly, place, "?reached=true").await, [""; 0]);
    let page = assembly.read_services(place, "?building=1&limit=2").await.expect(200);
    for item in page["items"].as_array().unwrap() {
        let services = item["services"].as_array().unwrap();
        let served: Vec<_> = services.iter().filter(|own| own["outcome"] == "served").collect();
        assert_eq!(served.len(), 1, "it is in the record all the same: {item}");
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

#[tokio::test]
async fn who_is_not_reached_is_a_list_by_building_that_says_what_to_try_next() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let secretary = assembly.token(&assembly.secretary).await;
    let mut rows = vec![letter(&assembly, "2-0101")];
    for channel in ["message", "email", "door"] {
        let mut tried = letter(&assembly, "2-0001");
        tried["outcome"] = json!("attempted");
        tried["channel"] = json!(channel);
        tried["evidence"] = Value::Null;
        rows.push(tried);
    }
    assembly.record_services(&secretary, place, &json!(rows)).await.expect(201);
    let counts = assembly.read_service_counts(place).await.expect(200);
    let second = counts.as_array().unwrap().iter().find(|own| own["building"] == "2").unwrap();
    let expected =
        json!({ "building": "2", "version": 1, "units": 4, "reached": 1, "tried": 1, "untried": 2 });
    let second = json!({
        "building": second["building"], "version": second["version"], "units": second["units"],
        "reached": second["reached"], "tried": second["tried"], "untried": second["untried"]
    });
    assert_eq!(second, expected);
    let page = assembly.unreached_units(&secretary, place, "?limit=200").await.expect(200);
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 11);
    let tried = items.iter().find(|own| own["unit"] == "2-0001").unwrap();
    assert_eq!((&tried["attempts"], &tried["next"]), (&json!(3), &json!("letter")));
    assert_eq!(tried["tried"], json!(["message", "email", "door"]));
    let owner = assembly.token(assembly.owner("o-07")).await;
    assembly.unreached_units(&owner, place, "").await.problem(403, "forbidden");
    assembly.stop().await;
}

#[tokio::test]
async fn a_list_of_a_door_round_is_recorded_whole_or_every_mistake_is_told_with_row_and_column() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let secretary = assembly.token(&assembly.secretary).await;
    let (at, hash) = (assembly.now().to_string(), Digest::of(b"a signature"));
    let wrong = format!(
        "房号,方式,时间,结果,凭证,送达人\n1-0101,上门,{at},送达,{hash},张三\n9-9999,上门,{at},,{hash},\n1-0102,鸽子,昨天,,,\n"
    );
    let refused = assembly.unchanged(assembly.import_services(&secretary, place, &wrong)).await;
    let problem = refused.problem(422, "service_mistakes");
    let told: Vec<_> = problem["mistakes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| (own["row"].as_u64().unwrap(), own["column"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(3, "unit"), (4, "channel"), (4, "served_at")], "{problem}");
    let right = format!(
        "unit,channel,served_at,outcome,evidence,served_by\n1-0101,door,{at},served,{hash},张三\n1-0102,door,{at},attempted,,张三\n"
    );
    let report = assembly.import_services(&secretary, place, &right).await.expect(201);
    assert_eq!(report, json!({ "recorded": 2, "repeated": 0 }));
    let entries = assembly.entries().await;
    let fact = &entries.last().unwrap()["fact"];
    assert_eq!((&fact["kind"], &fact["unit"]), (&json!("service_attempted"), &json!("1-0102")));
    assert!(fact["details"].is_string() && !fact.to_string().contains("张三"), "nobody is named: {fact}");
    let details = fact["details"].as_str().unwrap();
    assembly.read_document(place.0, details).await.problem(404, "document_not_found");
    assembly.stop().await;
}

#[tokio::test]
async fn what_a_service_left_behind_is_kept_sealed_and_shown_to_those_who_watch() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let secretary = assembly.token(&assembly.secretary).await;
    let photo = b"\x89PNG\r\n\x1a\n a door";
    let kept = assembly.upload_evidence(&secretary, place, "image/png", photo).await.expect(201);
    let again = assembly.upload_evidence(&secretary, place, "image/png", photo).await.expect(201);
    assert_eq!((&kept, &kept["sha256"]), (&again, &json!(Digest::of(photo).to_string())));
    assembly.upload_evidence(&secretary, place, "image/png", b"GIF89a").await.problem(422, "field");
    let mut letter = letter(&assembly, "1-0101");
    letter["evidence"] = kept["sha256"].clone();
    assembly.record_services(&secretary, place, &json!([letter])).await.expect(201);
    let sha256 = kept["sha256"].as_str().unwrap();
    assembly.download_evidence(&secretary, place, sha256).await.problem(403, "forbidden");
    for person in [&assembly.convener, &assembly.scrutineer, &assembly.supervisor] {
        let token = assembly.token(person).await;
        let shown = assembly.download_evidence(&token, place, sha256).await;
        assert_eq!((shown.status, shown.header("content-type")), (200, "image/png"));
        let unknown = Digest::of(b"x").to_string();
        assembly.download_evidence(&token, place, &unknown).await.problem(404, "evidence_not_found");
    }
    assembly.stop().await;
}
