//! Objections: grounds, answers and their corrections, withdrawals, paper, dues, and what everybody sees.

use quorate::evidence::digest::Digest;
use serde_json::{Value, json};

use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, draft};
use crate::calls::Place;

fn id(view: &Value) -> &str {
    view["objection"].as_str().unwrap()
}

fn answer(outcome: &str, summary: &str) -> Value {
    json!({ "answer": "详见附件", "outcome": outcome, "summary": summary })
}

/// The fields of the latest fact.
async fn latest(assembly: &Assembly) -> Value {
    assembly.entries().await.pop().unwrap()["fact"].clone()
}

async fn object(assembly: &Assembly, place: Place, owner: &str, objection: Value) -> Value {
    let token = assembly.token(assembly.owner(owner)).await;
    assembly.object(&token, place, &objection).await.expect(201)
}

#[tokio::test]
async fn an_objection_has_a_ground_of_its_stage_and_candidates_are_objected_to_in_their_election() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let owner = assembly.token(assembly.owner("o-01")).await;
    for (objection, code) in [
        (json!({ "ground": "count_wrong", "text": "异议" }), (422, "field")),
        (json!({ "matter": "m2", "ground": "area_wrong", "text": "异议" }), (422, "field")),
        (json!({ "matter": "m1", "ground": "not_eligible", "text": "异议" }), (422, "field")),
        (json!({ "matter": "m9", "ground": "not_eligible", "text": "异议" }), (404, "matter_not_found")),
        (json!({ "ground": "because", "text": "异议" }), (400, "malformed")),
        (json!({ "text": "异议" }), (400, "malformed")),
    ] {
        let answer = assembly.unchanged(assembly.object(&owner, place, &objection)).await;
        answer.problem(code.0, code.1);
    }
    let objection = json!({ "matter": "m2", "ground": "not_eligible", "text": "该候选人不是业主" });
    let raised = assembly.object(&owner, place, &objection).await.expect(201);
    assert_eq!((&raised["stage"], &raised["answer_due_at"]), (&json!("candidates"), &json!(OPENS)));
    let fact = latest(&assembly).await;
    assert_eq!((&fact["stage"], &fact["matter"]), (&json!("candidates"), &json!("m2")));
    assert_eq!((&fact["ground"], &fact["paper"]), (&json!("not_eligible"), &Value::Null));
    assembly.stop().await;
}

#[tokio::test]
async fn an_answer_is_corrected_by_another_one_that_says_why() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let raised = object(&assembly, place, "o-01", json!({ "ground": "area_wrong", "text": "面积" })).await;
    let convener = assembly.token(&assembly.convener).await;
    let mut corrected = answer("upheld", "面积确有出入");
    corrected["correction"] = json!("首次核对时用错了图纸");
    let early =
        assembly.unchanged(assembly.answer_objection(&convener, place, id(&raised), &corrected)).await;
    early.problem(409, "not_answered");
    let mut amended = answer("dismissed", "面积无误");
    amended["amendment"] = json!(0);
    let none = assembly.unchanged(assembly.answer_objection(&convener, place, id(&raised), &amended)).await;
    none.problem(422, "field");
    amended["outcome"] = json!("upheld");
    let none = assembly.unchanged(assembly.answer_objection(&convener, place, id(&raised), &amended)).await;
    none.problem(422, "field");
    let empty = answer("dismissed", " ");
    let empty = assembly.unchanged(assembly.answer_objection(&convener, place, id(&raised), &empty)).await;
    empty.problem(422, "field");
    let first = answer("dismissed", "面积无误");
    assembly.answer_objection(&convener, place, id(&raised), &first).await.expect(201);
    let view = assembly.answer_objection(&convener, place, id(&raised), &corrected).await.expect(201);
    assert_eq!((&view["standing"], &view["upheld"]), (&json!("answered"), &json!(true)));
    let history: Vec<_> = view["history"].as_array().unwrap().iter().map(|own| &own["what"]).collect();
    assert_eq!(history, ["answered", "corrected"]);
    assert_eq!(view["history"][1]["correction"], "首次核对时用错了图纸");
    let fact = latest(&assembly).await;
    assert_eq!((&fact["summary"], &fact["upheld"]), (&json!("面积确有出入"), &json!(true)));
    assembly.stop().await;
}

#[tokio::test]
async fn whoever_raised_an_objection_takes_it_back_while_it_has_no_answer() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let raised = object(&assembly, place, "o-01", json!({ "ground": "area_wrong", "text": "面积" })).await;
    let (none, paper) = (json!({}), json!({ "paper": Digest::of(b"scan") }));
    for (person, withdrawal) in
        [(assembly.owner("o-02"), &none), (&assembly.secretary, &none), (&assembly.secretary, &paper)]
    {
        let token = assembly.token(person).await;
        let others = assembly.withdraw_objection(&token, place, id(&raised), withdrawal);
        assembly.unchanged(others).await.problem(403, "forbidden");
    }
    let owner = assembly.token(assembly.owner("o-01")).await;
    let view = assembly.withdraw_objection(&owner, place, id(&raised), &none).await.expect(201);
    assert_eq!((&view["standing"], &view["history"][0]["what"]), (&json!("withdrawn"), &json!("withdrawn")));
    let twice = assembly.unchanged(assembly.withdraw_objection(&owner, place, id(&raised), &none)).await;
    twice.problem(409, "already_there");
    let convener = assembly.token(&assembly.convener).await;
    let late = assembly.answer_objection(&convener, place, id(&raised), &answer("upheld", "是")).await;
    late.problem(409, "already_there");
    let answered = object(&assembly, place, "o-01", json!({ "ground": "other", "text": "面积" })).await;
    let dismissed = answer("dismissed", "否");
    assembly.answer_objection(&convener, place, id(&answered), &dismissed).await.expect(201);
    let late = assembly.unchanged(assembly.withdraw_objection(&owner, place, id(&answered), &none)).await;
    late.problem(409, "already_there");
    assembly.stop().await;
}

#[tokio::test]
async fn an_objection_on_paper_is_the_owners_and_is_taken_back_online_or_on_paper() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let secretary = assembly.token(&assembly.secretary).await;
    let scan = Digest::of(b"a scan");
    let objection =
        |owner: &str| json!({ "owner": owner, "paper": scan, "ground": "area_wrong", "text": "面积" });
    let nobody = assembly.unchanged(assembly.record_objection(&secretary, place, &objection("o-99"))).await;
    nobody.problem(404, "owner_not_found");
    let raised = assembly.record_objection(&secretary, place, &objection("o-01")).await.expect(201);
    assert_eq!((&raised["paper"], &latest(&assembly).await["paper"]), (&json!(scan), &json!(scan)));
    let other = assembly.record_objection(&secretary, place, &objection("o-01")).await.expect(201);
    let owner = assembly.token(assembly.owner("o-01")).await;
    assert_eq!(assembly.my_objections(&owner, place).await.expect(200).as_array().unwrap().len(), 2);
    let stranger = assembly.token(assembly.owner("o-02")).await;
    assert_eq!(assembly.my_objections(&stranger, place).await.expect(200), json!([]));
    let online = assembly.withdraw_objection(&secretary, place, id(&raised), &json!({})).await;
    online.problem(403, "forbidden");
    assembly.withdraw_objection(&owner, place, id(&raised), &json!({})).await.expect(201);
    let letter = json!({ "paper": Digest::of(b"a letter") });
    let view = assembly.withdraw_objection(&secretary, place, id(&other), &letter).await.expect(201);
    assert_eq!(view["history"][0]["paper"], letter["paper"]);
    assembly.stop().await;
}

#[tokio::test]
async fn what_waits_for_an_answer_is_told_with_its_due_time_and_everybody_sees_no_text_and_nobody() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let text = "我家的面积与产权证不符";
    let raised = object(&assembly, place, "o-01", json!({ "ground": "area_wrong", "text": text })).await;
    let convener = assembly.token(&assembly.convener).await;
    let waiting = assembly.unanswered_objections(&convener, assembly.community).await.expect(200);
    assert_eq!((&waiting[0]["objection"], &waiting[0]["overdue"]), (&raised["objection"], &json!(false)));
    assert_eq!(waiting[0]["answer_due_at"], OPENS);
    assembly.advance_to(OPENS).await;
    let convener = assembly.token(&assembly.convener).await;
    assert_eq!(
        assembly.unanswered_objections(&convener, assembly.community).await.expect(200)[0]["overdue"],
        json!(true)
    );
    let upheld = answer("upheld", "面积已更正");
    assembly.answer_objection(&convener, place, id(&raised), &upheld).await.expect(201);
    assert_eq!(assembly.unanswered_objections(&convener, assembly.community).await.expect(200), json!([]));
    let posted = assembly.posted_objections(place).await;
    assert!(
        !posted.text.contains(text) && !posted.text.contains("详见附件") && !posted.text.contains("o-01")
    );
    let posted = posted.expect(200);
    assert_eq!((&posted[0]["ground"], &posted[0]["standing"]), (&json!("area_wrong"), &json!("answered")));
    assert_eq!(posted[0]["history"][0]["summary"], "面积已更正");
    assembly.stop().await;
}

#[tokio::test]
async fn the_result_is_objected_to_within_its_period_and_no_later() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    assembly.advance_to(CLOSES).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.count_meeting(&convener, place).await.expect(201);
    let raised = object(&assembly, place, "o-01", json!({ "ground": "count_wrong", "text": "计票" })).await;
    assert_eq!(raised["answer_due_at"], OBJECTIONS_END);
    assembly.pass_to(OBJECTIONS_END);
    let owner = assembly.token(assembly.owner("o-01")).await;
    let late = json!({ "ground": "count_wrong", "text": "计票" });
    assembly.unchanged(assembly.object(&owner, place, &late)).await.problem(409, "too_late");
    let withdrawn = assembly.withdraw_objection(&owner, place, id(&raised), &json!({})).await.expect(201);
    assert_eq!(withdrawn["standing"], "withdrawn");
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    assert_eq!(latest(&assembly).await["open_objections"], json!(0));
    assembly.stop().await;
}
