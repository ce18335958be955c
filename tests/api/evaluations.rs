//! Evaluations: who asks and answers, that nobody sees totals before the close, and that they bind nobody.

use reqwest::Method;
use serde_json::{Value, json};

use crate::acts::process;
use crate::answer::Answer;
use crate::app::send;
use crate::assembly::{Assembly, Person};

fn open(of: &str, closes_at: &str) -> Value {
    let questions = json!([
        { "question": "q1", "text": "对公共区域保洁是否满意？" },
        { "question": "q2", "text": "对秩序维护是否满意？" }
    ]);
    json!({ "evaluation": { "did": "open", "of": of, "register": 1, "questions": questions, "closes_at": closes_at } })
}

fn answers(all: &[(&str, &str)]) -> Value {
    let all: Vec<_> =
        all.iter().map(|(question, rating)| json!({ "question": question, "rating": rating })).collect();
    json!({ "evaluation": { "did": "answer", "answers": all } })
}

async fn get(assembly: &Assembly, by: &Person, path: &str) -> Answer {
    let path = format!("/api/v1/communities/{}/evaluations/{}{path}", assembly.community, process(1));
    send(assembly.request(&assembly.token(by).await, Method::GET, &path)).await
}

/// Ten days from now.
fn later(assembly: &Assembly) -> String {
    assembly.now().plus_seconds(10 * 24 * 60 * 60).to_string()
}

#[tokio::test]
async fn owners_answer_until_the_close_and_the_totals_that_are_published_are_theirs() {
    let assembly = Assembly::gather().await;
    let (office, closes_at) = (&assembly.supervisor, later(&assembly));
    let soon = assembly.now().plus_seconds(60 * 60).to_string();
    assembly.act(office, process(1), open("manager", &soon)).await.problem(409, "act");
    assembly.acted(office, process(1), open("manager", &closes_at)).await;
    assembly.act(office, process(2), open("manager", &closes_at)).await.problem(409, "act");
    let (one, two) = (assembly.owner("o-01"), assembly.owner("o-03"));
    assembly.acted(one, process(1), answers(&[("q1", "satisfied"), ("q2", "neutral")])).await;
    assembly.acted(one, process(1), answers(&[("q1", "dissatisfied")])).await;
    assembly.acted(two, process(1), answers(&[("q1", "very_satisfied"), ("q2", "neutral")])).await;
    assembly.act(two, process(1), answers(&[("q7", "neutral")])).await.problem(409, "act");
    let mine = get(&assembly, one, "/answers/mine").await.expect(200);
    assert_eq!(mine[0]["answers"], json!([{ "question": "q1", "rating": "dissatisfied" }]));
    assert_eq!(get(&assembly, assembly.owner("o-04"), "/answers/mine").await.expect(200), json!([]));
    let view = get(&assembly, two, "").await;
    assert!(!view.text.contains("dissatisfied"), "{}", view.text);
    let view = view.expect(200);
    assert_eq!((&view["state"], &view["totals"]), (&json!("open"), &Value::Null));
    get(&assembly, office, "/totals").await.problem(409, "too_early");
    assembly.pass_to(&closes_at);
    assembly.act(two, process(1), answers(&[("q1", "neutral")])).await.problem(409, "act");
    let totals = get(&assembly, office, "/totals").await.expect(200);
    // o-01 has a home of 88.1 and a parking space of 12.5; o-03 owns a home of 88.1 with o-04.
    assert_eq!(totals["took_part"], json!({ "heads": 2, "area": "188.7" }));
    let part = |question: usize, rating: usize| totals["questions"][question]["ratings"][rating].clone();
    assert_eq!(part(0, 0), json!({ "rating": "very_satisfied", "part": { "heads": 1, "area": "88.1" } }));
    assert_eq!(part(0, 1), json!({ "rating": "dissatisfied", "part": { "heads": 1, "area": "100.6" } }));
    assert_eq!(part(1, 0), json!({ "rating": "neutral", "part": { "heads": 1, "area": "88.1" } }));
    let publish = |totals: &Value| json!({ "evaluation": { "did": "publish", "totals": totals } });
    let mut better = totals.clone();
    better["took_part"]["heads"] = json!(3);
    assembly.unchanged(assembly.act(office, process(1), publish(&better))).await.problem(409, "act");
    assembly.acted(office, process(1), publish(&totals)).await;
    let all = assembly.processes(assembly.owner("o-05"), "evaluation").await.expect(200);
    assert_eq!((&all[0]["state"], &all[0]["totals"]), (&json!("published"), &totals));
    assert!(all[0]["non_binding"].as_str().unwrap().contains("binds nobody"));
    assembly.stop().await;
}

#[tokio::test]
async fn an_evaluation_is_opened_by_those_who_watch_or_the_chair_and_called_off_by_who_opened_it() {
    let assembly = Assembly::gather().await;
    let closes_at = later(&assembly);
    for person in [&assembly.convener, &assembly.secretary, &assembly.scrutineer] {
        assembly.act(person, process(1), open("committee", &closes_at)).await.problem(403, "forbidden");
    }
    assembly
        .act(assembly.owner("o-01"), process(1), open("committee", &closes_at))
        .await
        .problem(403, "forbidden");
    let (chair, neighbours) =
        (assembly.officer_of("chair").await, assembly.officer_of("residents_committee").await);
    assembly.acted(&chair, process(1), open("manager", &closes_at)).await;
    assembly.acted(&neighbours, process(2), open("committee", &closes_at)).await;
    let cancel = || json!({ "evaluation": { "did": "cancel", "reason": "题目有误" } });
    assembly.act(&neighbours, process(1), cancel()).await.problem(409, "act");
    assembly.acted(&chair, process(1), cancel()).await;
    assembly.act(assembly.owner("o-01"), process(1), answers(&[("q1", "neutral")])).await.problem(409, "act");
    let view = get(&assembly, &chair, "").await.expect(200);
    assert_eq!((&view["state"], &view["cancelled"]), (&json!("cancelled"), &json!("题目有误")));
    assembly.stop().await;
}
