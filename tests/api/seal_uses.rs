//! Uses of the seals: asked for, approved by members, refused below the majority, and listed once they were set.

use serde_json::{Value, json};

use crate::acts::{digest, process};
use crate::assembly::Assembly;
use crate::sitting::Committee;

fn request(decided_in: &Value) -> Value {
    json!({ "seal_use": {
        "did": "request", "seal": "committee", "document": digest("contract"), "title": "道闸维修合同",
        "decided_in": decided_in,
    } })
}

#[tokio::test]
async fn a_seal_is_set_with_the_approval_of_the_majority_and_stands_in_the_register() {
    let assembly = Assembly::gather().await;
    let committee = Committee::of(&assembly).await;
    let (seal, owner) = (process(1), assembly.owner("o-01"));
    let not_decided = json!({ "sitting": process(9), "item": "gate" });
    assembly.act(&assembly.secretary, seal, request(&not_decided)).await.problem(409, "act");
    assembly.acted(&assembly.secretary, seal, request(&json!(null))).await;
    let approve = json!({ "seal_use": { "did": "approve", "document": digest("contract") } });
    let set = json!({ "seal_use": { "did": "use", "evidence": digest("scan") } });
    assembly.act(&assembly.secretary, seal, approve.clone()).await.problem(403, "forbidden");
    for member in &committee.members[..2] {
        assembly.acted(member, seal, approve.clone()).await;
    }
    let refused = assembly.act(&assembly.secretary, seal, set.clone()).await.problem(409, "act");
    assert!(refused["detail"].as_str().unwrap().starts_with("2 of all 5 members approve"), "{refused}");
    let decline = json!({ "seal_use": {
        "did": "decline", "document": digest("contract"), "reason": digest("reason"),
    } });
    assembly.acted(&committee.members[2], seal, decline).await;
    assembly.acted(&committee.chair, seal, approve.clone()).await;
    assembly.acted(&assembly.secretary, process(2), request(&json!(null))).await;
    assembly.acted(&assembly.secretary, seal, set.clone()).await;
    assembly.act(&assembly.secretary, seal, set).await.problem(409, "act");
    let view = assembly.process(owner, "seal_use", seal).await.expect(200);
    assert_eq!((&view["state"], &view["used"]["number"]), (&json!("used"), &json!(1)));
    assert_eq!(view["answers"].as_array().unwrap().len(), 4);
    assert_eq!(assembly.processes(owner, "seal_use").await.expect(200).as_array().unwrap().len(), 2);
    let register = assembly.seal_register(owner).await;
    assert_eq!((register.as_array().unwrap().len(), &register[0]["title"]), (1, &json!("道闸维修合同")));
    assembly.stop().await;
}
