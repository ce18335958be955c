//! Sittings of the owners' committee: who calls, who counts, what is decided, and what is refused.

use serde_json::json;

use crate::acts::{digest, process};
use crate::assembly::Assembly;
use crate::sitting::{Committee, call, sign};

/// Monday, 18 May, from 10 to 20 in Shanghai; the agenda is posted by the 10th, the residents' committee told by the 12th.
const HOURS: (&str, &str) = ("2026-05-18T02:00:00Z", "2026-05-18T12:00:00Z");
const AGENDA_UNTIL: &str = "2026-05-10T16:00:00Z";
const TELL_UNTIL: &str = "2026-05-12T16:00:00Z";

#[tokio::test]
async fn a_sitting_is_called_told_attended_decided_closed_and_posted() {
    let assembly = Assembly::gather().await;
    let committee = Committee::of(&assembly).await;
    let visitor = assembly.officer_of("residents_committee").await;
    let (sitting, owner) = (process(1), assembly.owner("o-01"));
    committee.call(&assembly, sitting, HOURS).await;
    let view = assembly.process(owner, "sitting", sitting).await.expect(200);
    assert_eq!((&view["state"], &view["lacks"]), (&json!("called"), &json!(["quorum"])));
    assert_eq!(view["called"]["tell_until"], TELL_UNTIL);
    assembly.pass_to(HOURS.0);
    assembly.acted(&visitor, sitting, json!({ "sitting": { "did": "visit" } })).await;
    committee.attend(&assembly, sitting, 3).await;
    // At least half of all five members, so three of them.
    committee.decide(&assembly, sitting, "text", 2).await;
    let view = assembly.process(owner, "sitting", sitting).await.expect(200);
    assert_eq!((&view["state"], &view["items"][0]["decision"]), (&json!("in_session"), &json!(null)));
    assembly.acted(&committee.members[1], sitting, sign("text")).await;
    committee.close(&assembly, sitting, &digest("minutes")).await;
    let post = json!({ "sitting": { "did": "post", "evidence": digest("photo") } });
    assembly.acted(&assembly.secretary, sitting, post.clone()).await;
    assembly.act(&assembly.secretary, sitting, post).await.problem(409, "act");
    let view = &assembly.processes(owner, "sitting").await.expect(200)[0];
    let decision = &view["items"][0]["decision"];
    assert_eq!((&view["state"], &decision["all"]), (&json!("posted"), &json!(5)));
    assert_eq!((decision["by"].as_array().unwrap().len(), &view["lacks"]), (3, &json!([])));
    assert_eq!(
        (&view["post_until"], &view["visits"][0]["role"]),
        (&json!("2026-05-21T16:00:00Z"), &json!("residents_committee"))
    );
    assembly.stop().await;
}

#[tokio::test]
async fn what_the_assembly_decides_is_refused_with_its_article_and_so_is_a_late_agenda() {
    let assembly = Assembly::gather().await;
    let committee = Committee::of(&assembly).await;
    let refused = assembly.act(&committee.chair, process(1), call(HOURS, "fund_use")).await;
    let problem = refused.problem(409, "act");
    assert!(problem["detail"].as_str().unwrap().contains("art 278(1)(5)"), "{problem}");
    assembly.act(&committee.members[0], process(1), call(HOURS, "upkeep")).await.problem(409, "act");
    assembly.pass_to(AGENDA_UNTIL);
    assembly.act(&committee.chair, process(1), call(HOURS, "upkeep")).await.problem(409, "act");
    assembly.stop().await;
}

#[tokio::test]
async fn two_of_five_members_have_a_sitting_called_and_one_does_not() {
    let assembly = Assembly::gather().await;
    let committee = Committee::of(&assembly).await;
    let (sitting, [first, second, ..]) = (process(1), committee.members.as_slice()) else { panic!() };
    let petition = json!({ "sitting": { "did": "petition", "reason": digest("reason") } });
    assembly.acted(first, sitting, petition.clone()).await;
    assembly.act(first, sitting, call(HOURS, "upkeep")).await.problem(409, "act");
    assembly.acted(second, sitting, petition).await;
    assembly.acted(first, sitting, call(HOURS, "upkeep")).await;
    assembly.stop().await;
}

#[tokio::test]
async fn whoever_has_no_seat_neither_attends_nor_signs_and_nobody_does_for_others() {
    let assembly = Assembly::gather().await;
    let committee = Committee::of(&assembly).await;
    let sitting = process(1);
    committee.call(&assembly, sitting, HOURS).await;
    assembly.pass_to(HOURS.0);
    let attend = json!({ "sitting": { "did": "attend" } });
    assembly.act(assembly.owner("o-01"), sitting, attend.clone()).await.problem(403, "forbidden");
    assembly.act(&assembly.secretary, sitting, attend.clone()).await.problem(403, "forbidden");
    // What one member signed, another hands in.
    let signed = assembly.act_of(&committee.members[0], sitting, &attend).await;
    assembly.hand_in_act(&committee.members[1], "sitting", &signed).await.problem(422, "statement");
    committee.attend(&assembly, sitting, 3).await;
    committee.decide(&assembly, sitting, "text", 1).await;
    assembly.act(&committee.members[3], sitting, sign("text")).await.problem(409, "act");
    assembly.pass_to(HOURS.1);
    assembly.act(&committee.members[0], sitting, sign("text")).await.problem(409, "act");
    assembly.stop().await;
}
