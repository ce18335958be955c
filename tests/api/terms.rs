//! The end of a term and a handover, as they are signed and shown; what is refused where no committee is. How terms end is
//! told in `lives`.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{digest, process};
use crate::app::send;
use crate::assembly::Assembly;

/// What a committee answers for in a handover.
pub const KINDS: [&str; 6] = ["archives", "seals", "fund_accounts", "keys", "contracts", "register"];

/// Something that is said of the end of a term, or of a handover.
pub fn term(act: &Value) -> Value {
    json!({ "term": act })
}

/// A group that the office heads, and in which the convener and two others sit for the owners.
pub fn group(committee: Uuid, (head, convener): (Uuid, Uuid)) -> Value {
    let owner = |grant: Option<Uuid>| json!({ "capacity": "owner", "grant": grant });
    let neighbours = json!({ "capacity": "residents_committee", "grant": null });
    term(&json!({
        "did": "form_group",
        "committee": committee,
        "head": { "capacity": "supervising_office", "grant": head },
        "others": [owner(Some(convener)), owner(None), neighbours, owner(None)],
        "list": digest("list")
    }))
}

/// The meeting that elects is named.
pub fn name_election(meeting: Uuid) -> Value {
    term(&json!({ "did": "name_election", "meeting": meeting, "matter": "m2" }))
}

/// A list of these things, signed by the side that had them.
pub fn hand_over(kinds: &[&str]) -> Value {
    let item = |kind: &&str| json!({ "kind": kind, "title": "清单所列", "document": digest(kind) });
    term(&json!({ "did": "hand_over", "items": kinds.iter().map(item).collect::<Vec<_>>() }))
}

/// The office orders a handover.
pub fn order(ground: &str) -> Value {
    term(&json!({ "did": "order_handover", "ground": ground, "order": digest("order") }))
}

/// The end of a committee's term as it stands.
pub async fn of_committee(assembly: &Assembly, committee: Uuid) -> Value {
    let all = assembly.processes(&assembly.supervisor, "term").await.expect(200);
    let own = all.as_array().unwrap().iter().find(|own| own["committee"] == json!(committee));
    own.expect("a committee").clone()
}

/// Something of a view that is due.
pub fn due(view: &Value, what: &str) -> Value {
    let dues = view["dues"].as_array().unwrap();
    dues.iter().find(|due| due["what"] == what).unwrap_or_else(|| panic!("{what} in {view}")).clone()
}

/// A handover as an owner sees it.
pub async fn handover(assembly: &Assembly, own: Uuid) -> Value {
    let path = format!("/api/v1/communities/{}/handovers/{own}", assembly.community);
    let token = assembly.token(assembly.owner("o-01")).await;
    send(assembly.request(&token, reqwest::Method::GET, &path)).await.expect(200)
}

/// The grant of an officer of whom there is one.
pub async fn grant_of(assembly: &Assembly, role: &str) -> Uuid {
    let token = assembly.token(&assembly.supervisor).await;
    let all = assembly.list_officers(&token, assembly.community).await.expect(200);
    let own = all
        .as_array()
        .expect("a list")
        .iter()
        .find(|own| own["role"] == role)
        .unwrap_or_else(|| panic!("{role} in {all}"));
    own["grant"].as_str().expect("a grant").parse().unwrap()
}

#[tokio::test]
async fn without_a_committee_no_term_ends_and_nothing_is_said_of_one() {
    let assembly = Assembly::gather().await;
    assert_eq!(assembly.processes(&assembly.convener, "term").await.expect(200), json!([]));
    let (own, supervisor) = (process(1), &assembly.supervisor);
    let committee = Uuid::from_u128(7);
    let told =
        assembly.act(supervisor, own, group(committee, (Uuid::from_u128(8), Uuid::from_u128(9)))).await;
    let told = told.problem(409, "act");
    assert!(told["detail"].as_str().unwrap().contains("there is no committee"), "{told}");
    let ask = term(&json!({ "did": "ask_audit", "reason": digest("reasons") }));
    assembly.act(assembly.owner("o-01"), own, ask.clone()).await.problem(409, "act");
    // Who may not, and an act that belongs to another address.
    assembly.act(&assembly.secretary, own, ask).await.problem(403, "forbidden");
    assembly.act(assembly.owner("o-01"), own, order("late")).await.problem(403, "forbidden");
    let signed = assembly.act_of(supervisor, own, &order("late")).await;
    assert_eq!(assembly.hand_in_act(supervisor, "contract", &signed).await.status, 403);
    assembly.process(supervisor, "term", own).await.problem(404, "process_not_found");
    assembly.process(supervisor, "handover", own).await.problem(404, "process_not_found");
    assert_eq!(assembly.processes(supervisor, "handover").await.expect(200), json!([]));
    assembly.stop().await;
}
