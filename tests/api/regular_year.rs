//! A regular year of a committee that is in office: sittings, an assembly, seals, accounts, all over HTTP and on both
//! databases, and the assembly's meeting proved at its end.

use quorate::domain::meetings::MeetingState;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{digest, process};
use crate::app::Database;
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, draft};
use crate::proofs::{certify, proved};
use crate::sitting::{Committee, call, sign};

/// Monday, 18 May, from 10 to 20 in Shanghai.
const SPRING: (&str, &str) = ("2026-05-18T02:00:00Z", "2026-05-18T12:00:00Z");
/// Thursday, 16 July; the next sitting is due two months after the one in May, by the 18th.
const SUMMER: (&str, &str) = ("2026-07-16T02:00:00Z", "2026-07-16T12:00:00Z");
/// A week later.
const LATER: (&str, &str) = ("2026-07-23T02:00:00Z", "2026-07-23T12:00:00Z");

/// Puts the clock forward by so much that everybody signs in again.
async fn leap(assembly: &Assembly, committee: &Committee, to: &str) {
    assembly.pass_to(to);
    let officers = [&assembly.secretary, &assembly.convener, &assembly.scrutineer, &assembly.supervisor];
    for person in committee.all().chain(officers).chain(assembly.owners.values()) {
        assembly.sign_in_again(person).await;
    }
}

/// Keeps a text in the archive and enters it.
async fn entered(assembly: &Assembly, document: Uuid, (class, text): (&str, &str), about: Option<Uuid>) {
    let days = (class == "fund_account").then(|| json!({ "first": "2026-04-01", "last": "2026-06-30" }));
    assembly.keep(&assembly.secretary, "open", "text/plain", text).await.expect(201);
    let enter = json!({ "archive": {
        "did": "enter", "title": "文件", "class": class, "document": digest(text), "access": "open", "days": days,
        "about": about, "replaces": null,
    } });
    assembly.acted(&assembly.secretary, document, enter).await;
}

/// The committee decides, posts, and keeps its minutes.
async fn spring(assembly: &Assembly, committee: &Committee, sitting: Uuid) {
    // What is the assembly's goes to the assembly, which is called beside this.
    assembly.act(&committee.chair, sitting, call(SPRING, "fund_use")).await.problem(409, "act");
    committee.call(assembly, sitting, SPRING).await;
    assembly.advance_to(SPRING.0).await;
    committee.attend(assembly, sitting, 4).await;
    committee.decide(assembly, sitting, "repair the gate", 3).await;
    committee.close(assembly, sitting, &digest("minutes of May")).await;
    let post = json!({ "sitting": { "did": "post", "evidence": digest("photo of the board") } });
    assembly.acted(&assembly.secretary, sitting, post).await;
    entered(assembly, process(11), ("minutes", "minutes of May"), Some(sitting)).await;
}

/// A contract that follows from the decision is sealed once enough members approved it.
async fn sealed(assembly: &Assembly, committee: &Committee, (seal, sitting): (Uuid, Uuid)) {
    let request = json!({ "seal_use": {
        "did": "request", "seal": "committee", "document": digest("contract of the gate"), "title": "道闸维修合同",
        "decided_in": { "sitting": sitting, "item": "gate" },
    } });
    assembly.acted(&assembly.secretary, seal, request).await;
    let set = json!({ "seal_use": { "did": "use", "evidence": digest("scan of the contract") } });
    assembly.act(&assembly.secretary, seal, set.clone()).await.problem(409, "act");
    let approve = json!({ "seal_use": { "did": "approve", "document": digest("contract of the gate") } });
    for member in committee.all().take(3) {
        assembly.acted(member, seal, approve.clone()).await;
    }
    assembly.acted(&assembly.secretary, seal, set).await;
    entered(assembly, process(12), ("contract", "contract of the gate"), Some(sitting)).await;
}

/// Too few come to the sitting of the summer, and the next one is called by two members.
async fn summer(assembly: &Assembly, committee: &Committee, (first, second): (Uuid, Uuid)) {
    leap(assembly, committee, "2026-07-01T02:00:00Z").await;
    committee.call(assembly, first, SUMMER).await;
    let petition = json!({ "sitting": { "did": "petition", "reason": digest("lifts") } });
    for member in &committee.members[..2] {
        assembly.acted(member, second, petition.clone()).await;
    }
    assembly.acted(&committee.members[0], second, call(LATER, "upkeep")).await;
    let tell = json!({ "sitting": { "did": "tell", "letter": digest("letter") } });
    assembly.acted(&committee.members[0], second, tell).await;
    leap(assembly, committee, SUMMER.0).await;
    committee.attend(assembly, first, 2).await;
    assembly.act(&committee.chair, first, sign("repair the lifts")).await.problem(409, "act");
    assembly.acted(&committee.chair, first, json!({ "sitting": { "did": "disperse" } })).await;
    leap(assembly, committee, LATER.0).await;
    committee.attend(assembly, second, 5).await;
    committee.decide(assembly, second, "repair the lifts", 5).await;
    committee.close(assembly, second, &digest("minutes of July")).await;
    entered(assembly, process(13), ("minutes", "minutes of July"), Some(second)).await;
    entered(assembly, process(14), ("fund_account", "accounts of the second quarter"), None).await;
}

/// What owners see of it.
async fn seen(assembly: &Assembly) {
    let owner = assembly.owner("o-02");
    let sittings = assembly.processes(owner, "sitting").await.expect(200);
    let states: Vec<&Value> = sittings.as_array().unwrap().iter().map(|own| &own["state"]).collect();
    assert_eq!(states, ["posted", "dispersed", "closed"]);
    assert_eq!(sittings[2]["lacks"], json!(["posting"]));
    let register = assembly.seal_register(owner).await;
    assert_eq!(
        (&register[0]["used"]["number"], &register[0]["decided_in"]["item"]),
        (&json!(1), &json!("gate"))
    );
    let classes = assembly.archive(owner, "").await;
    let classes: Vec<&Value> = classes.as_array().unwrap().iter().map(|own| &own["class"]).collect();
    assert_eq!(classes, ["minutes", "contract", "decision", "minutes", "fund_account"]);
    let accounts = "accounts of the second quarter";
    assert_eq!(assembly.archived(owner, accounts).await.text, accounts);
}

async fn year(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let committee = Committee::of(&assembly).await;
    let place = assembly.noticed(&draft()).await;
    let [first, second, third] = [1, 2, 3].map(process);
    spring(&assembly, &committee, first).await;
    sealed(&assembly, &committee, (process(21), first)).await;
    assembly.advance_to(OPENS).await;
    for owner in ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07", "o-08"] {
        assembly.vote(place, owner).await;
    }
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    assembly.advance_to(OBJECTIONS_END).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    entered(&assembly, process(15), ("decision", "what the assembly decided"), None).await;
    let assembly = assembly.restart().await;
    summer(&assembly, &committee, (second, third)).await;
    seen(&assembly).await;
    let acts = assembly.entries().await;
    let acts = acts.iter().filter(|entry| entry["fact"]["kind"] == "act_recorded");
    assert!(acts.clone().count() > 40 && acts.clone().all(|entry| entry["fact"]["by"] != "owner"));
    proved(&assembly, place, MeetingState::Announced).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_regular_year_is_told_on_sqlite() {
    Box::pin(year(Database::Sqlite)).await;
}

#[tokio::test]
async fn a_regular_year_is_told_on_postgresql() {
    Box::pin(year(Database::Postgres)).await;
}
