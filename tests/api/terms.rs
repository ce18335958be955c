//! The end of a term over HTTP: the two clocks, who acts where it lapsed, and the handover.

use quorate::domain::instants::Instant;
use quorate::evidence::statements::Statement as _;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{digest, process};
use crate::app::{Database, send};
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, Person, draft, named};
use crate::calls::Place;
use crate::proofs::certify;

const DAY: i64 = 86_400;
const OWNERS: [&str; 8] = ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07", "o-08", "o-09"];
const KINDS: [&str; 6] = ["archives", "seals", "fund_accounts", "keys", "contracts", "register"];

/// A meeting that elects three members, and nothing else.
fn election((opens_at, closes_at): (&str, &str)) -> Value {
    let mut draft = draft();
    let mut matter = draft["matters"][1].clone();
    matter["seats"] = json!(3);
    draft["matters"] = json!([matter]);
    (draft["opens_at"], draft["closes_at"]) = (json!(opens_at), json!(closes_at));
    draft
}

/// Lets an election happen of which notice was given, until its result is final.
async fn held(assembly: &Assembly, place: Place, (opens, closes, ends): (&str, &str, &str)) {
    assembly.advance_to(opens).await;
    for owner in OWNERS {
        let mut ballot = assembly.ballot(place, owner).await;
        ballot.choices = vec![named(&["c1", "c2", "c3"])];
        let signed = ballot.sign(&assembly.owner(owner).key).unwrap();
        assembly.accepted(place, &signed).await;
    }
    assembly.advance_to(closes).await;
    certify(assembly, place).await;
    assembly.advance_to(ends).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
}

/// A community with a committee that was just elected, whose identifier is that of the meeting; and its residents'
/// committee.
async fn with_committee(database: Database) -> (Assembly, Uuid, Person) {
    let assembly = Assembly::gather_on(database).await;
    let residents = assembly.officer_of("residents_committee").await;
    let place = assembly.noticed(&election((OPENS, CLOSES))).await;
    held(&assembly, place, (OPENS, CLOSES, OBJECTIONS_END)).await;
    (assembly, place.1, residents)
}

fn term(act: &Value) -> Value {
    json!({ "term": act })
}

/// A group that one officer heads and in which owners sit.
fn group(committee: Uuid, head: Uuid) -> Value {
    let owner = json!({ "capacity": "owner", "grant": null });
    term(&json!({
        "did": "form_group",
        "committee": committee,
        "head": { "capacity": "supervising_office", "grant": head },
        "others": [owner, owner, { "capacity": "residents_committee", "grant": null }, owner],
        "list": digest("list")
    }))
}

fn name_election(meeting: Uuid) -> Value {
    term(&json!({ "did": "name_election", "meeting": meeting, "matter": "m2" }))
}

fn everything() -> Value {
    let item = |kind: &&str| json!({ "kind": kind, "title": "清单所列", "document": digest(kind) });
    term(&json!({ "did": "hand_over", "items": KINDS.iter().map(item).collect::<Vec<_>>() }))
}

fn order(ground: &str) -> Value {
    term(&json!({ "did": "order_handover", "ground": ground, "order": digest("order") }))
}

/// The end of the only committee's term that stands there, or of a given one.
async fn of_committee(assembly: &Assembly, committee: Uuid) -> Value {
    let all = assembly.processes(&assembly.supervisor, "term").await.expect(200);
    let own = all.as_array().unwrap().iter().find(|own| own["committee"] == json!(committee));
    own.expect("a committee").clone()
}

fn due(view: &Value, what: &str) -> Value {
    let dues = view["dues"].as_array().unwrap();
    dues.iter().find(|due| due["what"] == what).unwrap_or_else(|| panic!("{what} in {view}")).clone()
}

async fn handover(assembly: &Assembly, own: Uuid) -> Value {
    let path = format!("/api/v1/communities/{}/handovers/{own}", assembly.community);
    let token = assembly.token(assembly.owner("o-01")).await;
    send(assembly.request(&token, reqwest::Method::GET, &path)).await.expect(200)
}

/// Everybody who goes on after years signs in anew.
async fn years_later(assembly: &Assembly, more: &[&Person]) {
    let own = [&assembly.supervisor, &assembly.secretary, &assembly.convener, &assembly.scrutineer];
    for person in own.into_iter().chain(assembly.owners.values()).chain(more.iter().copied()) {
        assembly.sign_in_again(person).await;
    }
}

fn instant(value: &Value) -> Instant {
    value.as_str().expect("an instant").parse().expect("an instant")
}

/// The grant of an officer of whom there is one.
async fn grant_of(assembly: &Assembly, role: &str) -> Uuid {
    let token = assembly.token(&assembly.supervisor).await;
    let all = assembly.list_officers(&token, assembly.community).await.expect(200);
    let own = all["officers"].as_array().or(all.as_array()).expect("a list");
    let own = own.iter().find(|own| own["role"] == role).unwrap_or_else(|| panic!("{role} in {all}"));
    own["grant"].as_str().expect("a grant").parse().unwrap()
}

#[tokio::test]
async fn without_a_committee_no_term_ends_and_nothing_is_said_of_one() {
    let assembly = Assembly::gather().await;
    assert_eq!(assembly.processes(&assembly.convener, "term").await.expect(200), json!([]));
    let (own, supervisor) = (process(1), &assembly.supervisor);
    let committee = Uuid::from_u128(7);
    let told = assembly.act(supervisor, own, group(committee, Uuid::from_u128(8))).await;
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

/// Nobody reports and the term runs out; the office names who acts, who calls the election; the outgoing side hands
/// nothing over until the office orders it.
async fn lapsed(database: Database) {
    let (assembly, committee, residents) = with_committee(database).await;
    let (supervisor, convener) = (&assembly.supervisor, &assembly.convener);
    let running = of_committee(&assembly, committee).await;
    assert_eq!((&running["state"], &running["next"]), (&json!("running"), &json!("report")));
    let ends_at = instant(&running["ends_at"]);
    // Final on 27 May 2026 in Shanghai: a term of at most five years ends with 27 May 2031.
    assert_eq!(ends_at.to_string(), "2031-05-27T16:00:00Z");
    let report = instant(&due(&running, "term_report")["until"]);
    assert_eq!(report.to_string(), "2031-02-27T16:00:00Z");

    // The last instant in which a report would be in time, and the next one.
    assembly.set(Instant::from_microseconds(report.microseconds() - 1).unwrap());
    years_later(&assembly, &[&residents]).await;
    assert_eq!(due(&of_committee(&assembly, committee).await, "term_report")["standing"], "open");
    assembly.set(report);
    assert_eq!(due(&of_committee(&assembly, committee).await, "term_report")["standing"], "missed");

    // The office forms the group, and nobody calls the election in time.
    let (own, head) = (process(1), grant_of(&assembly, "convener").await);
    let acting = term(&json!({
        "did": "name_acting",
        "committee": committee,
        "acting": { "body": "residents_committee" },
        "order": digest("decision")
    }));
    assembly.acted(supervisor, own, group(committee, head)).await;
    assembly.act(supervisor, own, acting.clone()).await.problem(409, "act");
    assembly.set(Instant::from_microseconds(ends_at.microseconds() - 1).unwrap());
    years_later(&assembly, &[&residents]).await;
    let before = of_committee(&assembly, committee).await;
    assert_eq!((&before["state"], &before["process"]), (&json!("group_formed"), &json!(own)));
    assembly.set(ends_at);
    let lapsed = of_committee(&assembly, committee).await;
    assert_eq!((&lapsed["state"], &lapsed["next"]), (&json!("lapsed"), &json!("name_acting")));
    assert_eq!(due(&lapsed, "term_election")["standing"], "missed");

    // The residents' committee acts, and only then names the meeting that elects.
    let (opens, closes, final_at) = ("2031-06-19T16:00:00Z", "2031-06-22T16:00:00Z", "2031-06-24T16:00:00Z");
    let meeting = assembly.drafted(&election((opens, closes))).await;
    assembly.act(&residents, own, name_election(meeting)).await.problem(409, "act");
    assembly.acted(supervisor, own, acting).await;
    assembly.acted(&residents, own, name_election(meeting)).await;
    let substituted = assembly.process(supervisor, "term", own).await.expect(200);
    assert_eq!((&substituted["state"], &substituted["next"]), (&json!("substituted"), &json!("elect")));
    assert_eq!(substituted["acting"]["acting"], json!({ "body": "residents_committee" }));
    let token = assembly.token(convener).await;
    let place = assembly.place(meeting);
    assembly.give_notice(&token, place).await.expect(201);
    assembly.set("2031-06-19T15:00:00Z".parse().unwrap());
    years_later(&assembly, &[&residents]).await;
    held(&assembly, place, (opens, closes, final_at)).await;
    let elected = assembly.process(supervisor, "term", own).await.expect(200);
    assert_eq!(
        (&elected["state"], &due(&elected, "term_election")["standing"]),
        (&json!("elected"), &json!("late"))
    );
    let take_over = |successor: Uuid| term(&json!({ "did": "take_over", "successor": successor }));
    assembly.act(supervisor, own, take_over(committee)).await.problem(409, "act");
    assembly.acted(supervisor, own, take_over(meeting)).await;
    let over = assembly.process(supervisor, "term", own).await.expect(200);
    assert_eq!((&over["state"], &over["successor"]), (&json!("succeeded"), &json!(meeting)));

    refused(&assembly, committee, ends_at).await;
    assembly.stop().await;
}

/// The outgoing side hands nothing over in its ten days; the office orders it and collects what there is.
async fn refused(assembly: &Assembly, committee: Uuid, ends_at: Instant) {
    let (supervisor, own) = (&assembly.supervisor, process(2));
    let open = term(&json!({
        "did": "open_handover",
        "committee": committee,
        "giver": { "side": "committee" },
        "taker": { "side": "office" }
    }));
    assembly.acted(supervisor, own, open.clone()).await;
    assembly.act(supervisor, process(3), open).await.problem(409, "act");
    let pending = handover(assembly, own).await;
    assert_eq!(instant(&pending["until"]), ends_at.plus_seconds(10 * DAY));
    assert_eq!((&pending["standing"], &pending["lacking"]), (&json!("missed"), &json!(KINDS)));
    assembly.act(supervisor, own, everything()).await.problem(409, "act");
    assembly.acted(supervisor, own, order("late")).await;
    assembly.acted(supervisor, own, order("refused")).await;
    assembly.acted(supervisor, own, everything()).await;
    let receive = term(&json!({
        "did": "receive",
        "taken": [1, 2, 3, 4, 5],
        "missing": [{ "kind": "register", "title": "业主清册缺页", "item": 6 }],
        "settled": []
    }));
    assembly.acted(supervisor, own, receive).await;
    let short = handover(assembly, own).await;
    assert_eq!((&short["state"], &short["standing"]), (&json!("short"), &json!("late")));
    assert_eq!((&short["missed"][0]["item"], &short["missed"][0]["settled_at"]), (&json!(6), &Value::Null));
    let settled = term(&json!({ "did": "receive", "taken": [], "missing": [], "settled": [1] }));
    assembly.acted(supervisor, own, settled).await;
    let complete = handover(assembly, own).await;
    assert_eq!((&complete["state"], complete["orders"].as_array().unwrap().len()), (&json!("complete"), 2));
    assembly.act(supervisor, own, order("late")).await.problem(409, "act");
}

#[tokio::test]
async fn a_lapsed_re_election_is_made_up_for_by_who_acts_on_sqlite() {
    Box::pin(lapsed(Database::Sqlite)).await;
}

#[tokio::test]
async fn a_lapsed_re_election_is_made_up_for_by_who_acts_on_postgresql() {
    Box::pin(lapsed(Database::Postgres)).await;
}
