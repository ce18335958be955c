//! Contracts with managers: who acts, what is refused, and what is due.

use serde_json::json;

use crate::acts::{digest, process};
use crate::assembly::Assembly;

const FROM: &str = "2026-04-01T00:00:00Z";
const UNTIL: &str = "2028-04-01T00:00:00Z";

#[tokio::test]
async fn a_contract_is_agreed_prolonged_and_ends_by_a_dismissal() {
    let assembly = Assembly::gather().await;
    let (contract, convener) = (process(1), &assembly.convener);
    let agree = json!({ "contract": { "did": "agree", "document": digest("contract"), "from": FROM, "until": UNTIL } });
    let prolong =
        |until: &str| json!({ "contract": { "did": "prolong", "document": digest("more"), "until": until } });
    assembly.act(convener, contract, prolong(UNTIL)).await.problem(409, "act");
    assembly.acted(convener, contract, agree.clone()).await;
    assembly.act(convener, contract, agree).await.problem(409, "act");
    assembly.act(convener, contract, prolong(FROM)).await.problem(409, "act");
    assembly.acted(convener, contract, prolong("2029-04-01T00:00:00Z")).await;
    let told =
        |at: String| json!({ "contract": { "did": "dismiss", "told_at": at, "evidence": digest("letter") } });
    let now = assembly.now();
    let later = told(now.plus_seconds(86_400).to_string());
    assembly.act(convener, contract, later).await.problem(409, "act");
    assembly.acted(convener, contract, told(now.to_string())).await;
    let view = assembly.process(assembly.owner("o-01"), "contract", contract).await.expect(200);
    assert_eq!((&view["state"], &view["until"]), (&json!("dismissed"), &json!("2029-04-01T00:00:00Z")));
    assert!(view["effect_at"].as_str() > view["told_at"].as_str());
    assembly
        .acted(convener, contract, json!({ "contract": { "did": "end", "evidence": digest("keys") } }))
        .await;
    let all = assembly.processes(assembly.owner("o-01"), "contract").await.expect(200);
    assert_eq!(all[0]["state"], "ended");
    assembly.process(convener, "contract", process(2)).await.problem(404, "process_not_found");
    // A process that begins at the first entry comes to the same.
    let assembly = assembly.restart().await;
    let anew = assembly.processes(assembly.owner("o-01"), "contract").await.expect(200);
    assert_eq!(anew, all);
    assembly.stop().await;
}

#[tokio::test]
async fn a_deed_is_taken_once_from_whoever_may_sign_it_for_this_community() {
    let assembly = Assembly::gather().await;
    let agree = json!({ "contract": { "did": "agree", "document": digest("contract"), "from": FROM, "until": UNTIL } });
    let (contract, convener) = (process(1), &assembly.convener);
    let signed = assembly.act_of(convener, contract, &agree).await;
    let first = assembly.hand_in_act(convener, "contract", &signed).await;
    assert_eq!(first.status, 201, "{}", first.text);
    let again = assembly.hand_in_act(convener, "contract", &signed).await;
    assert_eq!((again.status, again.text), (201, first.text));
    // Somebody else's key, and a role that may not.
    let foreign = assembly.act_of(&assembly.secretary, process(3), &agree).await;
    assembly.hand_in_act(convener, "contract", &foreign).await.problem(422, "statement");
    assembly.act(&assembly.secretary, process(3), agree.clone()).await.problem(403, "forbidden");
    let chair = assembly.officer_of("chair").await;
    assembly.acted(&chair, process(4), agree).await;
    assembly.stop().await;
}
