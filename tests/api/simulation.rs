//! What a vote will take is told before it opens, and nothing afterwards.

use serde_json::{Value, json};

use crate::assembly::{Assembly, OPENS, draft};

#[tokio::test]
async fn a_draft_and_a_noticed_meeting_are_told_the_same_and_an_open_one_nothing() {
    let assembly = Assembly::gather().await;
    let token = assembly.token(&assembly.convener).await;
    let place = assembly.place(assembly.drafted(&draft()).await);
    let drafted = assembly.simulate_meeting(&token, place).await.expect(200);
    assert_eq!(drafted["roll"], Value::Null, "the roll is still to come");
    assembly.give_notice(&token, place).await.expect(201);
    let noticed = assembly.simulate_meeting(&token, place).await.expect(200);
    assert_eq!(noticed["roll"], assembly.view(place).await["roll"]);
    let without_pseudonyms = |told: &Value| {
        let mut matters = told["matters"].clone();
        for matter in matters.as_array_mut().unwrap() {
            for blocker in matter["blockers"].as_array_mut().unwrap() {
                blocker["elector"] = Value::Null;
            }
        }
        matters
    };
    assert_eq!(without_pseudonyms(&drafted), without_pseudonyms(&noticed));
    let matter = &noticed["matters"][0];
    let quorum = &matter["quorum"][0];
    assert_eq!((&quorum["measure"], &quorum["threshold"]), (&json!("area"), &json!(">= 2/3 of all")));
    assert_eq!(quorum["of"], matter["all"]["area"]);
    assert!(matter["leak"]["patterns"].is_u64(), "few enough to try every set");
    assert!(matter["paragraph_zh"].as_str().unwrap().contains("须参与表决"));
    assembly.pass_to(OPENS);
    let token = assembly.token(&assembly.convener).await;
    let late = assembly.simulate_meeting(&token, place).await;
    late.problem(409, "not_before_opening");
    assembly.advance_to(OPENS).await;
    let token = assembly.token(&assembly.convener).await;
    assembly.simulate_meeting(&token, place).await.problem(409, "not_before_opening");
    assembly.stop().await;
}

#[tokio::test]
async fn everything_that_stands_in_the_way_of_a_simulation_is_told() {
    let assembly = Assembly::gather().await;
    let mut draft = draft();
    draft["matters"][0]["kind"] = json!("no_such_kind");
    draft["matters"][1]["electorate"]["buildings"] = json!(["99"]);
    let place = assembly.place(assembly.drafted(&draft).await);
    let token = assembly.token(&assembly.convener).await;
    let refused = assembly.simulate_meeting(&token, place).await.problem(422, "draft_problems");
    assert_eq!(refused["problems"].as_array().unwrap().len(), 2, "{refused}");
    assembly.stop().await;
}
