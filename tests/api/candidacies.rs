//! A call for candidates over HTTP: named, accepted, decided, posted, drawn, and noticed as drawn.

use quorate::evidence::acts::{commitment, nominee, tickets};
use quorate::evidence::lots::LotValue;
use quorate::evidence::text::Text;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{digest, process};
use crate::assembly::{Assembly, Person, draft};
use crate::estate::{enrolment, new_key};

const NAMED_UNTIL: &str = "2026-05-10T16:00:00Z";
const OPENS: &str = "2026-06-10T16:00:00Z";
const VALUES: [u8; 2] = [1, 2];

fn candidacy(act: &Value) -> Value {
    json!({ "candidacy": act })
}

fn call(meeting: Uuid) -> Value {
    candidacy(&json!({ "did": "call", "meeting": meeting, "matter": "m2", "seats": 2, "until": NAMED_UNTIL }))
}

fn stand(candidate: &str) -> Value {
    candidacy(&json!({ "did": "stand", "candidate": candidate, "statement": digest("me"), "register": 1 }))
}

fn nominate(candidate: &str, owner: &str) -> Value {
    let nominee = nominee(&candidate.parse().unwrap(), &owner.parse().unwrap(), "salt");
    candidacy(&json!({ "did": "nominate", "candidate": candidate, "nominee": nominee, "register": 1 }))
}

fn accept(candidate: &str, owner: &str) -> Value {
    candidacy(
        &json!({ "did": "accept", "candidate": candidate, "owner": owner, "salt": "salt", "register": 1 }),
    )
}

fn admit(candidate: &str) -> Value {
    candidacy(&json!({ "did": "admit", "candidate": candidate, "reasons": null }))
}

fn post() -> Value {
    candidacy(&json!({ "did": "post", "register": 1 }))
}

fn value(byte: u8) -> LotValue {
    LotValue::from_bytes([byte; 32])
}

/// The order of these candidates, as anybody works it out of what was revealed.
fn drawn(candidates: &[&str]) -> Vec<String> {
    let values = VALUES.map(|byte| Some(Text(value(byte))));
    let candidates: Vec<_> = candidates.iter().map(|own| own.parse().unwrap()).collect();
    let mut drawn = tickets(&"m2".parse().unwrap(), &values, &candidates);
    drawn.sort_by_key(|(_, ticket)| *ticket);
    drawn.into_iter().map(|(own, _)| own.to_string()).collect()
}

fn order(candidates: &[String]) -> Value {
    let values = VALUES.map(|byte| value(byte).to_string());
    candidacy(&json!({ "did": "order", "matter": "m2", "values": values, "candidates": candidates }))
}

/// A meeting on the election alone, with these candidates.
fn election(candidates: &[String]) -> Value {
    let mut own = draft();
    own["matters"] = json!([own["matters"][1].clone()]);
    (own["opens_at"], own["closes_at"]) = (json!(OPENS), json!("2026-06-20T16:00:00Z"));
    let named = candidates.iter().map(|id| json!({ "candidate": id, "name": format!("候选人{id}") }));
    own["matters"][0]["candidates"] = named.collect();
    own
}

async fn refused(assembly: &Assembly, by: &Person, act: Value) -> String {
    let answer = assembly.act(by, process(1), act).await;
    assert_eq!(answer.status, 409, "{}", answer.text);
    answer.text
}

/// The same draft with other candidates.
async fn redraft(assembly: &Assembly, meeting: Uuid, (tag, candidates): (&str, &[String])) {
    let (token, place) = (assembly.token(&assembly.convener).await, assembly.place(meeting));
    assembly.redraft_meeting(&token, place, tag, &election(candidates)).await.expect(200);
}

#[tokio::test]
async fn candidates_are_named_decided_on_drawn_and_noticed_in_the_order_that_was_drawn() {
    let assembly = Assembly::gather().await;
    let (convener, owner) = (&assembly.convener, |name: &str| assembly.owner(name));
    let names = ["c1", "c2", "c3"].map(str::to_owned);
    let meeting = assembly.drafted(&election(&names)).await;
    assembly.acted(convener, process(1), call(meeting)).await;
    assembly.acted(owner("o-01"), process(1), stand("c1")).await;
    assembly.acted(owner("o-09"), process(1), nominate("c2", "o-02")).await;
    assembly.acted(&assembly.supervisor, process(1), nominate("c3", "o-03")).await;
    refused(&assembly, owner("o-04"), accept("c3", "o-03")).await;
    refused(&assembly, owner("o-04"), accept("c3", "o-04")).await;
    assembly.acted(owner("o-02"), process(1), accept("c2", "o-02")).await;
    assembly.acted(owner("o-03"), process(1), accept("c3", "o-03")).await;
    assembly.acted(convener, process(1), admit("c1")).await;
    assembly.acted(convener, process(1), admit("c2")).await;
    let baseless =
        candidacy(&json!({ "did": "refuse", "candidate": "c3", "grounds": [], "reasons": digest("why") }));
    refused(&assembly, convener, baseless).await;
    assembly.acted(convener, process(1), admit("c3")).await;
    for (by, byte) in [(&assembly.scrutineer, 1), (&assembly.supervisor, 2)] {
        let commit = candidacy(&json!({ "did": "commit", "commitment": commitment(&value(byte)) }));
        assembly.acted(by, process(1), commit).await;
    }
    refused(&assembly, convener, post()).await;
    assembly.advance_to(NAMED_UNTIL).await;
    refused(&assembly, owner("o-05"), stand("c4")).await;
    assembly.acted(convener, process(1), post()).await;
    let right = drawn(&["c1", "c2", "c3"]);
    refused(&assembly, convener, order(&right)).await;
    for (by, byte) in [(&assembly.scrutineer, 1), (&assembly.supervisor, 2)] {
        let reveal = candidacy(&json!({ "did": "reveal", "value": value(byte).to_string() }));
        assembly.acted(by, process(1), reveal).await;
    }
    let turned: Vec<_> = right.iter().rev().cloned().collect();
    refused(&assembly, convener, order(&turned)).await;
    assembly.acted(convener, process(1), order(&right)).await;
    let token = assembly.token(convener).await;
    redraft(&assembly, meeting, ("\"1\"", &turned)).await;
    assembly.give_notice(&token, assembly.place(meeting)).await.problem(409, "notice_held");
    redraft(&assembly, meeting, ("\"2\"", &right)).await;
    let around = assembly.drafted(&election(&turned)).await;
    assembly.give_notice(&token, assembly.place(around)).await.problem(409, "notice_held");
    assembly.give_notice(&token, assembly.place(meeting)).await.expect(201);
    let view = assembly.process(owner("o-01"), "candidacy", process(1)).await.expect(200);
    assert_eq!((&view["state"], &view["standing"]), (&json!("noticed"), &json!(right)));
    let own: Vec<_> = view["candidacies"].as_array().unwrap().iter().map(|own| &own["is_own"]).collect();
    assert_eq!(own, [true, false, false], "who stands is told to themselves");
    let all = assembly.processes(owner("o-11"), "candidacy").await.expect(200);
    assert_eq!(all[0]["candidacies"][2]["named_by"], "supervisor");
    assembly.stop().await;
}

#[tokio::test]
async fn the_committee_names_nobody_and_officers_do_not_stand() {
    let assembly = Assembly::gather().await;
    let meeting = assembly.drafted(&election(&["c1".to_owned()])).await;
    assembly.act(assembly.owner("o-01"), process(1), call(meeting)).await.problem(403, "forbidden");
    assembly.acted(&assembly.convener, process(1), call(meeting)).await;
    refused(&assembly, &assembly.convener, call(meeting)).await;
    for role in ["member", "chair"] {
        let officer = assembly.officer_of(role).await;
        assembly.act(&officer, process(1), nominate("c1", "o-01")).await.problem(403, "forbidden");
    }
    assembly.act(&assembly.scrutineer, process(1), stand("c1")).await.problem(409, "act");
    assembly.act(&assembly.convener, process(1), stand("c1")).await.problem(403, "forbidden");
    assembly.process(assembly.owner("o-01"), "candidacy", process(2)).await.problem(404, "process_not_found");
    assembly.stop().await;
}

#[tokio::test]
async fn an_owner_who_is_a_scrutineer_by_another_key_does_not_stand() {
    let assembly = Assembly::gather().await;
    let meeting = assembly.drafted(&election(&["c1".to_owned()])).await;
    assembly.acted(&assembly.convener, process(1), call(meeting)).await;
    let owner = assembly.owner("o-06");
    let invited = json!({ "role": "scrutineer" });
    let office = assembly.token(&assembly.supervisor).await;
    let code = assembly.invite(&office, assembly.community, &invited).await.expect(201);
    let code = code["code"].as_str().expect("a code");
    let preview = assembly.preview_activation(code).await.expect(200);
    let enrolment = enrolment(&preview, &new_key());
    assembly.activate(&assembly.token(owner).await, code, &enrolment).await.expect(201);
    let text = refused(&assembly, owner, stand("c1")).await;
    assert!(text.contains("a scrutineer cannot stand"), "{text}");
    assembly.stop().await;
}
