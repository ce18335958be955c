//! Petitions of owners over HTTP: what counts, who is asked, who orders, and who convenes in the end.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{digest, process};
use crate::assembly::{Assembly, Person, draft};

fn petition(act: &Value) -> Value {
    json!({ "petition": act })
}

fn open() -> Value {
    petition(&json!({
        "did": "open", "aim": "extraordinary_meeting", "matters": ["manager_hire"], "recalled": [],
        "text": digest("petition"), "register": 1
    }))
}

fn support() -> Value {
    petition(&json!({ "did": "support", "text": digest("petition"), "register": 1 }))
}

fn submit() -> Value {
    petition(&json!({ "did": "submit", "register": 1 }))
}

fn did(word: &str) -> Value {
    petition(&json!({ "did": word }))
}

fn prepare(meeting: Uuid) -> Value {
    petition(&json!({ "did": "prepare", "meeting": meeting }))
}

fn order(until: &str) -> Value {
    petition(&json!({ "did": "order", "until": until, "text": digest("order") }))
}

fn substitute(grant: &Value) -> Value {
    petition(&json!({
        "did": "substitute", "body": "residents_committee", "grant": grant, "text": digest("decision")
    }))
}

/// The grants of conveners, the first one first.
async fn conveners(assembly: &Assembly) -> Vec<Value> {
    let token = assembly.token(&assembly.supervisor).await;
    let listed = assembly.list_officers(&token, assembly.community).await.expect(200);
    let listed = listed.as_array().expect("a list");
    listed.iter().filter(|own| own["role"] == "convener").map(|own| own["grant"].clone()).collect()
}

/// A draft that opens and closes at these times and asks only whether a manager is hired.
async fn drafted(assembly: &Assembly, by: &Person, kind: &str, opens_at: &str) -> Uuid {
    let mut own = draft();
    own["matters"] = json!([own["matters"][0].clone()]);
    own["matters"][0]["kind"] = json!(kind);
    own["kind"] = json!("extraordinary");
    (own["opens_at"], own["closes_at"]) = (json!(opens_at), json!("2026-07-20T16:00:00Z"));
    let token = assembly.token(by).await;
    let made = assembly.draft_meeting(&token, assembly.community, &own).await.expect(201);
    made["meeting"].as_str().expect("a meeting").parse().expect("an identifier")
}

async fn refused(assembly: &Assembly, by: &Person, act: Value) -> String {
    let answer = assembly.act(by, process(1), act).await;
    assert_eq!(answer.status, 409, "{}", answer.text);
    answer.text
}

#[tokio::test]
async fn support_counts_once_for_each_elector_and_not_while_a_co_owner_objects() {
    let assembly = Assembly::gather().await;
    let owner = |name: &str| assembly.owner(name);
    refused(&assembly, owner("o-01"), support()).await;
    assembly.acted(owner("o-01"), process(1), open()).await;
    refused(&assembly, owner("o-02"), open()).await;
    refused(&assembly, owner("o-01"), support()).await;
    assembly.acted(owner("o-03"), process(1), support()).await;
    let told = assembly.process(owner("o-04"), "petition", process(1)).await.expect(200);
    assert_eq!((&told["own"], &told["support"]["heads"]), (&json!("co_owner_supports"), &json!(2)));
    assert_eq!((&told["support"]["heads_all"], &told["support"]["area_all"]), (&json!(10), &json!("971.8")));
    assert_eq!(told["support"]["area"], json!(null), "each step of area would name a home");
    assembly.acted(owner("o-04"), process(1), did("object")).await;
    let text = refused(&assembly, owner("o-01"), submit()).await;
    assert!(text.contains("1 heads of 10"), "{text}");
    assembly.acted(owner("o-05"), process(1), support()).await;
    refused(&assembly, owner("o-06"), submit()).await;
    assembly.acted(owner("o-05"), process(1), submit()).await;
    let view = assembly.process(&assembly.supervisor, "petition", process(1)).await.expect(200);
    assert_eq!((&view["state"], &view["own"]), (&json!("submitted"), &json!(null)));
    // The flats of o-01 and o-05, without the parking space.
    assert_eq!(view["support"]["area"], "296.7");
    refused(&assembly, owner("o-05"), did("withdraw")).await;
    assembly.stop().await;
}

#[tokio::test]
async fn nobody_says_what_is_not_theirs_to_say() {
    let assembly = Assembly::gather().await;
    let owner = assembly.owner("o-01");
    assembly.act(&assembly.convener, process(1), open()).await.problem(403, "forbidden");
    assembly.acted(owner, process(1), open()).await;
    for act in [did("agree"), order("2026-06-01"), prepare(process(9))] {
        assembly.act(owner, process(1), act).await.problem(403, "forbidden");
    }
    assembly.act(&assembly.secretary, process(1), support()).await.problem(403, "forbidden");
    assembly.process(owner, "petition", process(2)).await.problem(404, "process_not_found");
    // Statements of owners are for audit: the record names their hash, nobody reads them there.
    let entries = assembly.entries().await;
    let opened = entries.iter().rfind(|own| own["fact"]["kind"] == "act_recorded").expect("an entry");
    let opened = &opened["fact"];
    assert_eq!((&opened["subject"], &opened["by"]), (&json!("petition"), &json!("owner")));
    let statement = opened["statement"].as_str().expect("a digest");
    let document = assembly.read_document(assembly.community, statement).await;
    assert_eq!(document.status, 404, "{}", document.text);
    assembly.stop().await;
}

#[tokio::test]
async fn a_committee_that_declines_is_ordered_and_a_substitute_convenes_when_the_day_is_over() {
    let assembly = Assembly::gather().await;
    let (chair, office) = (assembly.officer_of("chair").await, &assembly.supervisor);
    assembly.acted(assembly.owner("o-01"), process(1), open()).await;
    assembly.acted(assembly.owner("o-02"), process(1), support()).await;
    assembly.acted(assembly.owner("o-02"), process(1), submit()).await;
    refused(&assembly, office, order("2026-06-01")).await;
    let decline = petition(&json!({ "did": "decline", "reasons": digest("reasons") }));
    assembly.acted(&chair, process(1), decline).await;
    assembly.acted(office, process(1), order("2026-06-01")).await;
    let before = conveners(&assembly).await;
    refused(&assembly, office, substitute(&before[0])).await;
    // The draft of another meeting than was asked for, and one that opens too late.
    let other = drafted(&assembly, &assembly.convener, "covenant", "2026-05-30T16:00:00Z").await;
    let late = drafted(&assembly, &assembly.convener, "manager_hire", "2026-06-01T16:00:00Z").await;
    for meeting in [other, late] {
        assembly.acted(&assembly.convener, process(1), prepare(meeting)).await;
        let token = assembly.token(&assembly.convener).await;
        assembly.give_notice(&token, assembly.place(meeting)).await.problem(409, "notice_held");
    }
    let substituted = assembly.officer_of("convener").await;
    // 24:00 of 1 June in Shanghai.
    assembly.advance_to("2026-06-01T15:59:59.999999Z").await;
    for own in [office, &assembly.convener, &substituted, assembly.owner("o-09")] {
        assembly.sign_in_again(own).await;
    }
    refused(&assembly, office, substitute(&before[0])).await;
    assembly.advance_to("2026-06-01T16:00:00Z").await;
    refused(&assembly, &assembly.convener, prepare(late)).await;
    let after = conveners(&assembly).await;
    let grant = after.iter().find(|own| !before.contains(own)).expect("a new convener");
    assembly.acted(office, process(1), substitute(grant)).await;
    refused(&assembly, &assembly.convener, prepare(late)).await;
    let meeting = drafted(&assembly, &substituted, "manager_hire", "2026-07-10T16:00:00Z").await;
    assembly.acted(&substituted, process(1), prepare(meeting)).await;
    let token = assembly.token(&substituted).await;
    assembly.give_notice(&token, assembly.place(meeting)).await.expect(201);
    let all = assembly.processes(assembly.owner("o-09"), "petition").await.expect(200);
    assert_eq!((&all[0]["state"], &all[0]["meeting"]), (&json!("convened"), &json!(meeting)));
    assert_eq!(all[0]["substitute"]["body"], "residents_committee");
    // Calling it off answers nobody.
    assembly.cancel_meeting(&token, assembly.place(meeting), "理由").await.expect(201);
    let view = assembly.process(office, "petition", process(1)).await.expect(200);
    assert_eq!((&view["state"], &view["meeting"]), (&json!("fallen"), &json!(null)));
    assembly.stop().await;
}

#[tokio::test]
async fn a_petition_that_too_few_sign_in_time_lapses() {
    let assembly = Assembly::gather().await;
    assembly.acted(assembly.owner("o-01"), process(1), open()).await;
    let view = assembly.process(assembly.owner("o-01"), "petition", process(1)).await.expect(200);
    assert_eq!((&view["own"], &view["support"]["is_enough"]), (&json!("supports"), &json!(false)));
    let closes = view["closes_at"].as_str().expect("an instant").to_owned();
    assembly.advance_to(&closes).await;
    assembly.sign_in_again(assembly.owner("o-02")).await;
    let view = assembly.process(assembly.owner("o-02"), "petition", process(1)).await.expect(200);
    assert_eq!((&view["state"], &view["own"]), (&json!("lapsed"), &json!(null)));
    refused(&assembly, assembly.owner("o-02"), support()).await;
    assembly.stop().await;
}
