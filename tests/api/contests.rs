//! Objections to steps: who raises and answers them, what they hold up, and what follows from those to a result.

use quorate::evidence::digest::{Digest, canonical};
use quorate::evidence::salt::{Salt, SaltedText};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{digest, process};
use crate::answer::Answer;
use crate::app::send;
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, Person, draft};
use crate::calls::Place;

const TEXT: &str = "公示的建筑面积与产权证不符";

/// The entry that stands last in the record.
pub async fn last(assembly: &Assembly) -> u64 {
    assembly.record_size().await - 1
}

/// A step of the convener: a contract is agreed on. Its entry.
async fn step(assembly: &Assembly, number: u128) -> u64 {
    let (from, until) = ("2026-04-01T00:00:00Z", "2028-04-01T00:00:00Z");
    let agree = json!({ "did": "agree", "document": digest("contract"), "from": from, "until": until });
    assembly.acted(&assembly.convener, process(number), json!({ "contract": agree })).await;
    last(assembly).await
}

/// Objects to a step with a text; `claimed` is what the act says of it.
async fn raise(
    assembly: &Assembly,
    by: &Person,
    contest: Uuid,
    (step, text, claimed): (u64, &str, &str),
) -> Answer {
    let salted = |text: &str| SaltedText { salt: Salt::from_bytes([7; 32]), text: text.to_owned() };
    let digest = Digest::of(&canonical(&salted(claimed)).unwrap());
    let act = json!({ "contest": { "did": "raise", "step": step, "text": digest } });
    let act = assembly.act_of(by, contest, &act).await;
    let path = format!("/api/v1/communities/{}/contests/raised", assembly.community);
    let body = json!({ "act": act, "salt": salted(text).salt, "text": text });
    send(assembly.request(&assembly.token(by).await, Method::POST, &path).json(&body)).await
}

/// Objects to a step; the entry of the objection.
pub async fn raised(assembly: &Assembly, by: &Person, contest: Uuid, step: u64) -> u64 {
    let answer = raise(assembly, by, contest, (step, TEXT, TEXT)).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    last(assembly).await
}

/// An answer of the body that took the step.
pub fn answer(step: u64, outcome: &str) -> Value {
    json!({ "contest": { "did": "answer", "step": step, "outcome": outcome, "reason": "已按产权证核实" } })
}

async fn get(assembly: &Assembly, by: &Person, path: &str) -> Answer {
    let path = format!("/api/v1/communities/{}{path}", assembly.community);
    send(assembly.request(&assembly.token(by).await, Method::GET, &path)).await
}

async fn counted(assembly: &Assembly) -> (Place, u64) {
    let place = assembly.opened(json!({})).await;
    for owner in ["o-01", "o-02", "o-03"] {
        assembly.vote(place, owner).await;
    }
    assembly.advance_to(CLOSES).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.count_meeting(&convener, place).await.expect(201);
    (place, last(assembly).await)
}

#[tokio::test]
async fn an_objection_to_a_step_is_raised_answered_and_corrected_and_its_text_is_sealed() {
    let assembly = Assembly::gather().await;
    let (owner, convener, contest) = (assembly.owner("o-01"), &assembly.convener, process(2));
    let step = step(&assembly, 1).await;
    raise(&assembly, owner, contest, (step, TEXT, "另一段文字")).await.problem(422, "field");
    raise(&assembly, owner, contest, (step, " ", " ")).await.problem(422, "field");
    raise(&assembly, owner, contest, (0, TEXT, TEXT)).await.problem(409, "act");
    let entry = raised(&assembly, owner, contest, step).await;
    raise(&assembly, owner, process(3), (step, TEXT, TEXT)).await.problem(409, "act");
    // Only the body that took the step answers, and names it.
    assembly.act(&assembly.secretary, contest, answer(step, "upheld")).await.problem(409, "act");
    assembly.act(convener, contest, answer(step + 1, "upheld")).await.problem(409, "act");
    assembly.acted(convener, contest, answer(step, "dismissed")).await;
    assembly.act(convener, contest, answer(step, "upheld")).await.problem(409, "act");
    let corrected = json!({ "contest": {
        "did": "correct_answer", "step": step, "outcome": "upheld", "reason": "面积有误", "correction": "核对时用错图纸"
    } });
    assembly.acted(convener, contest, corrected).await;
    let list = assembly.processes(assembly.owner("o-05"), "contest").await;
    assert!(!list.text.contains(TEXT) && !list.text.contains("o-01"), "{}", list.text);
    let own = &list.expect(200)[0];
    assert_eq!((&own["entry"], &own["step"]), (&json!(entry), &json!(step)));
    assert_eq!((&own["standing"], &own["subject"]), (&json!("answered"), &json!("contract")));
    assert_eq!(own["answers"][1]["correction"], "核对时用错图纸");
    let path = format!("/contests/{contest}/text");
    for reader in [owner, convener, &assembly.scrutineer, &assembly.supervisor] {
        assert_eq!(get(&assembly, reader, &path).await.expect(200)["text"], TEXT);
    }
    get(&assembly, assembly.owner("o-02"), &path).await.problem(403, "forbidden");
    let document = assembly.read_document(assembly.community, &salted_digest()).await;
    document.problem(404, "document_not_found");
    assembly.stop().await;
}

fn salted_digest() -> String {
    let salted = SaltedText { salt: Salt::from_bytes([7; 32]), text: TEXT.to_owned() };
    Digest::of(&canonical(&salted).unwrap()).to_string()
}

#[tokio::test]
async fn whoever_raised_an_objection_takes_it_back_and_an_objection_has_its_own_address() {
    let assembly = Assembly::gather().await;
    let step = step(&assembly, 1).await;
    let (owner, other) = (assembly.owner("o-01"), assembly.owner("o-02"));
    raised(&assembly, owner, process(2), step).await;
    let withdraw = || json!({ "contest": { "did": "withdraw" } });
    assembly.act(other, process(2), withdraw()).await.problem(409, "act");
    assembly.acted(owner, process(2), withdraw()).await;
    assembly.act(&assembly.convener, process(2), answer(step, "upheld")).await.problem(409, "act");
    let raise = json!({ "contest": { "did": "raise", "step": step, "text": digest(TEXT) } });
    assembly.act(owner, process(4), raise).await.problem(422, "field");
    let view = assembly.process(other, "contest", process(2)).await.expect(200);
    assert_eq!(view["standing"], "withdrawn");
    assembly.process(other, "contest", process(9)).await.problem(404, "process_not_found");
    assembly.stop().await;
}

#[tokio::test]
async fn notice_of_an_inaugural_meeting_waits_for_answers_and_of_no_other_meeting() {
    let assembly = Assembly::gather().await;
    let step = step(&assembly, 1).await;
    raised(&assembly, assembly.owner("o-01"), process(2), step).await;
    let mut inaugural = draft();
    inaugural["kind"] = json!("inaugural");
    let (first, other) = (assembly.drafted(&inaugural).await, assembly.drafted(&draft()).await);
    let token = assembly.token(&assembly.convener).await;
    let held = assembly.give_notice(&token, assembly.place(first)).await.problem(409, "notice_held");
    assert!(held["detail"].as_str().unwrap().contains("objections are open"), "{held}");
    assembly.give_notice(&token, assembly.place(other)).await.expect(201);
    // No answer is a veto: dismissed is answered.
    assembly.acted(&assembly.convener, process(2), answer(step, "dismissed")).await;
    assembly.give_notice(&token, assembly.place(first)).await.expect(201);
    // What is raised after the notice holds nothing up; it is due before the opening.
    let notice = last(&assembly).await;
    raised(&assembly, assembly.owner("o-02"), process(3), notice).await;
    let view = assembly.process(assembly.owner("o-02"), "contest", process(3)).await.expect(200);
    assert_eq!((&view["meeting"], &view["answer_due_at"]), (&json!(first), &json!("2026-05-19T16:00:00Z")));
    assembly.advance_to(inaugural["opens_at"].as_str().unwrap()).await;
    assert_eq!(assembly.state(assembly.place(first)).await, "open");
    let late = assembly.process(assembly.owner("o-02"), "contest", process(3)).await.expect(200);
    assert_eq!((&late["overdue"], &late["standing"]), (&json!(true), &json!("open")));
    assembly.stop().await;
}

#[tokio::test]
async fn an_upheld_objection_to_a_result_leads_to_a_recount_that_holds_and_is_recorded() {
    let assembly = Assembly::gather().await;
    let (place, _) = counted(&assembly).await;
    let (convener, scrutineer) = (&assembly.convener, &assembly.scrutineer);
    let owner = assembly.token(assembly.owner("o-01")).await;
    let objection = json!({ "ground": "count_wrong", "text": "请重新计票" });
    let objected = assembly.object(&owner, place, &objection).await.expect(201);
    let entry = objected["entry"].as_u64().unwrap();
    let order = |remedy: &str| {
        json!({ "contest": {
        "did": "order_remedy", "objection": entry, "remedy": remedy, "reason": "异议成立"
    } })
    };
    assembly.act(convener, process(2), order("recount")).await.problem(409, "act");
    let token = assembly.token(convener).await;
    let upheld = json!({ "answer": "重新计票", "outcome": "upheld", "summary": "将重新计票" });
    let id = objected["objection"].as_str().unwrap();
    assembly.answer_objection(&token, place, id, &upheld).await.expect(201);
    let waiting = get(&assembly, scrutineer, "/remedies").await.expect(200);
    assert_eq!((&waiting[0]["objection"], &waiting[0]["state"]), (&json!(entry), &json!("upheld")));
    assembly.act(convener, process(2), order("annulment")).await.problem(403, "forbidden");
    assembly.acted(convener, process(2), order("recount")).await;
    let found = get(&assembly, scrutineer, &format!("/meetings/{}/recount", place.1)).await.expect(200);
    let tally = assembly.read_tally(place).await.expect(200);
    assert_eq!((&found["found"], &found["matters"]), (&json!("held"), &tally["matters"]));
    assert_eq!(found["ballots_counted"], 3);
    let report = |certificate: &Value, found: &str| {
        json!({ "contest": {
        "did": "report_recount", "objection": entry, "certificate": certificate, "found": found
    } })
    };
    // Nobody reports what the count does not find.
    let untrue = report(&found["certificate"], "differed");
    assembly.unchanged(assembly.act(scrutineer, process(2), untrue)).await.problem(422, "field");
    let other = report(&digest("another"), "held");
    assembly.unchanged(assembly.act(scrutineer, process(2), other)).await.problem(422, "field");
    assembly.acted(scrutineer, process(2), report(&found["certificate"], "held")).await;
    let view = &get(&assembly, assembly.owner("o-05"), "/remedies").await.expect(200)[0];
    assert_eq!((&view["state"], &view["awaits"]), (&json!("recount_held"), &Value::Null));
    let whats: Vec<_> = view["deeds"].as_array().unwrap().iter().map(|own| &own["what"]).collect();
    assert_eq!(whats, ["ordered", "recounted"]);
    assembly.stop().await;
}

#[tokio::test]
async fn a_correction_mends_what_was_posted_and_the_office_annuls() {
    let assembly = Assembly::gather().await;
    let (place, result) = counted(&assembly).await;
    let (convener, scrutineer, office) = (&assembly.convener, &assembly.scrutineer, &assembly.supervisor);
    raise(&assembly, assembly.owner("o-01"), process(2), (result, TEXT, TEXT)).await.problem(409, "act");
    let entry = raised(&assembly, scrutineer, process(2), result).await;
    assembly.acted(convener, process(2), answer(result, "upheld")).await;
    let contest = |fields: Value| json!({ "contest": fields });
    let order = |remedy: &str| {
        contest(json!({ "did": "order_remedy", "objection": entry, "remedy": remedy, "reason": "异议成立" }))
    };
    assembly.act(convener, process(2), order("correction")).await.problem(409, "act");
    assembly.acted(convener, process(3), order("correction")).await;
    let post = json!({
        "did": "post_correction", "objection": entry, "document": digest("posting"), "reason": "公示日期笔误"
    });
    assembly.acted(convener, process(3), contest(post)).await;
    let certificate = assembly.read_tally(place).await.expect(200);
    assembly.acted(office, process(3), order("annulment")).await;
    let token = assembly.token(office).await;
    assembly.annul_meeting(&token, place, "异议成立，撤销结果").await.expect(201);
    let view = &get(&assembly, assembly.owner("o-05"), "/remedies").await.expect(200)[0];
    let whats: Vec<_> = view["deeds"].as_array().unwrap().iter().map(|own| &own["what"]).collect();
    assert_eq!(whats, ["ordered", "corrected", "ordered", "annulled"]);
    assert_eq!(view["state"], "annulled");
    assert_eq!(assembly.read_tally(place).await.expect(200), certificate);
    assembly.stop().await;
}

#[tokio::test]
async fn a_result_is_objected_to_within_its_period_and_what_is_open_is_listed_when_it_is_final() {
    let assembly = Assembly::gather().await;
    let (place, result) = counted(&assembly).await;
    raised(&assembly, &assembly.scrutineer, process(2), result).await;
    assembly.pass_to(OBJECTIONS_END);
    let late = raise(&assembly, &assembly.supervisor, process(3), (result, TEXT, TEXT)).await;
    late.problem(409, "too_late");
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    let view = assembly.process(&assembly.convener, "contest", process(2)).await.expect(200);
    assert_eq!((&view["standing"], &view["open_at_announcement"]), (&json!("open"), &json!(true)));
    assembly.acted(&assembly.convener, process(2), answer(result, "dismissed")).await;
    assembly.stop().await;
}

#[tokio::test]
async fn the_timeline_has_every_step_with_its_objections_and_no_words_of_owners() {
    let assembly = Assembly::gather().await;
    let step = step(&assembly, 1).await;
    let place = assembly.noticed(&draft()).await;
    raised(&assembly, assembly.owner("o-01"), process(2), step).await;
    let all = get(&assembly, assembly.owner("o-05"), "/acts").await.expect(200);
    let items = all["items"].as_array().unwrap();
    let whats: Vec<_> = items.iter().map(|own| &own["what"]).collect();
    assert_eq!(whats, ["act", "notice", "act"]);
    assert_eq!((&items[0]["entry"], &items[0]["by"]), (&json!(step), &json!("convener")));
    assert_eq!(items[0]["act"]["contract"]["did"], "agree");
    assert_eq!(
        (&items[0]["contests"][0]["process"], &items[0]["contests"][0]["standing"]),
        (&json!(process(2)), &json!("open"))
    );
    assert_eq!(items[1]["meeting"], json!(place.1));
    assert_eq!((&items[2]["by"], &items[2]["act"]), (&json!("owner"), &Value::Null));
    let first = get(&assembly, &assembly.supervisor, "/acts?limit=1").await.expect(200);
    let next = first["next"].as_str().unwrap();
    let second =
        get(&assembly, &assembly.supervisor, &format!("/acts?limit=1&cursor={next}")).await.expect(200);
    assert_eq!(second["items"][0], items[1]);
    let own =
        get(&assembly, &assembly.supervisor, &format!("/acts?process={}", process(1))).await.expect(200);
    assert_eq!(own["items"].as_array().unwrap().len(), 1);
    assembly.stop().await;
}
