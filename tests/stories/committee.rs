//! A committee in office, and what goes on between meetings.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{digest, process};
use crate::assembly::Assembly;
use crate::electing::{Campaign, deed, election};
use crate::scenes::{Scene, registered};

/// The first committee, elected for three years.
const FIRST: Campaign = Campaign {
    call: process(1),
    agenda: election,
    owners: ["o-01", "o-06", "o-07", "o-08"],
    named_until: "2026-05-10T16:00:00Z",
    days: ("2026-05-28T16:00:00Z", "2026-06-04T16:00:00Z"),
    announced_at: "2026-06-08T16:00:00Z",
    until: Some("2029-06-08T16:00:00Z"),
};

/// What is running beside it.
const CONTRACT: Uuid = process(31);
const PETITION: Uuid = process(32);
const CALL: Uuid = process(33);
const EVALUATION: Uuid = process(34);
const DOCUMENT: Uuid = process(35);

/// A committee of three that filed, with a contract, a petition, a call for candidates, an evaluation and minutes.
pub async fn in_office() -> Scene {
    let assembly = registered(None).await;
    let place = FIRST.drafted(&assembly).await;
    FIRST.slated(&assembly, place).await;
    FIRST.held(&assembly, place).await;
    crate::electing::everybody(&assembly, &[]).await;
    let [first, chair, third] = FIRST.constituted(&assembly, place.1).await;
    let acknowledge = json!({ "package": digest("filed"), "answer": digest("the office's answer") });
    assembly.acted(&assembly.supervisor, place.1, deed("acknowledge_filing", acknowledge)).await;
    business(&assembly).await;
    let mut scene = Scene::of(assembly);
    scene.assembly.sign_in_again(&scene.others["operator"]).await;
    scene.meetings.insert("election", place);
    scene.others.insert("member", first.person);
    scene.others.insert("member-2", third.person);
    scene.others.insert("chair", chair.person);
    scene
}

async fn business(assembly: &Assembly) {
    let (now, days) = (assembly.now(), |days: i64| assembly.now().plus_seconds(days * 86_400).to_string());
    let agree = json!({ "contract": {
        "did": "agree", "document": digest("contract"), "from": "2023-12-31T16:00:00Z", "until": "2026-12-31T16:00:00Z",
    } });
    assembly.acted(&assembly.convener, CONTRACT, agree).await;
    let open = json!({ "petition": {
        "did": "open", "aim": "extraordinary_meeting", "matters": ["manager_hire"], "recalled": [],
        "text": digest("petition"), "register": 1,
    } });
    assembly.acted(assembly.owner("o-05"), PETITION, open).await;
    let call = drafted(assembly, &days(40), &days(47)).await;
    let call = json!({ "candidacy": {
        "did": "call", "meeting": call, "matter": "m2", "seats": 3, "until": days(10),
    } });
    assembly.acted(&assembly.convener, CALL, call).await;
    let questions = json!([{ "question": "q1", "text": "对公共区域保洁是否满意？" }]);
    let ask = json!({ "evaluation": {
        "did": "open", "of": "manager", "register": 1, "questions": questions, "closes_at": days(12),
    } });
    assembly.acted(&assembly.supervisor, EVALUATION, ask).await;
    let minutes = format!("minutes until {now}");
    let path = format!("/api/v1/communities/{}/archive?access=open", assembly.community);
    let request = assembly.request(&assembly.token(&assembly.secretary).await, reqwest::Method::POST, &path);
    crate::app::send(request.header("content-type", "text/plain").body(minutes.clone())).await.expect(201);
    let enter = json!({ "archive": {
        "did": "enter", "title": "首次会议纪要", "class": "minutes", "document": digest(&minutes), "access": "open",
        "days": null, "about": null, "replaces": null,
    } });
    assembly.acted(&assembly.secretary, DOCUMENT, enter).await;
}

/// The next election, not yet noticed.
async fn drafted(assembly: &Assembly, opens: &str, closes: &str) -> Value {
    let candidates = ["c1", "c2", "c3", "c4"].map(str::to_owned);
    json!(assembly.drafted(&election(&candidates, (opens, closes))).await)
}
