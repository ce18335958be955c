//! Nobody reports, and a term runs out without an election: the office names who acts, who names the meeting that
//! elects; the outgoing side hands nothing over until the office orders it, and what others kept they hand on.

use quorate::domain::instants::Instant;
use quorate::verify::report::DueOutcome;
use serde_json::{Value, json};
use uuid::Uuid;

use super::electing::{Campaign, Officer, deed, election, everybody};
use crate::acts::{digest, process};
use crate::annals::{amiss, consequences, outcomes, proved};
use crate::assembly::{Assembly, Person};
use crate::terms::{
    KINDS, due, grant_of, group, hand_over, handover, name_election, of_committee, order, term,
};

const DAY: i64 = 86_400;
const FIRST: Campaign = Campaign {
    call: process(1),
    agenda: election,
    owners: ["o-01", "o-06", "o-07", "o-08"],
    named_until: "2026-05-10T16:00:00Z",
    days: ("2026-05-28T16:00:00Z", "2026-06-04T16:00:00Z"),
    announced_at: "2026-06-08T16:00:00Z",
    until: Some("2029-06-08T16:00:00Z"),
};
const SECOND: Campaign = Campaign {
    call: process(2),
    agenda: election,
    owners: ["o-05", "o-09", "o-10", "o-11"],
    named_until: "2029-06-13T16:00:00Z",
    days: ("2029-06-29T16:00:00Z", "2029-07-06T16:00:00Z"),
    announced_at: "2029-07-10T16:00:00Z",
    until: Some("2032-07-10T16:00:00Z"),
};
/// The end of the term, and each of the three handovers.
const TERM: Uuid = process(10);
const TO_OFFICE: Uuid = process(11);
const FROM_OFFICE: Uuid = process(12);
const FROM_ACTING: Uuid = process(13);

fn instant(value: &Value) -> Instant {
    value.as_str().expect("an instant").parse().expect("an instant")
}

fn before(at: Instant) -> Instant {
    Instant::from_microseconds(at.microseconds() - 1).expect("an instant")
}

fn open(committee: Uuid, giver: &str, taker: &Value) -> Value {
    term(&json!({
        "did": "open_handover", "committee": committee, "giver": { "side": giver }, "taker": taker
    }))
}

fn receive(taken: &[u16], missing: &Value, settled: &[u16]) -> Value {
    term(&json!({ "did": "receive", "taken": taken, "missing": missing, "settled": settled }))
}

/// A committee in office, whose identifier is that of its meeting, with its members.
async fn in_office(assembly: &Assembly) -> (Uuid, [Officer; 3]) {
    let place = FIRST.drafted(assembly).await;
    FIRST.slated(assembly, place).await;
    FIRST.held(assembly, place).await;
    everybody(assembly, &[]).await;
    (place.1, FIRST.constituted(assembly, place.1).await)
}

/// Nobody reports by the last instant at which a report is in time; the office forms the group, and the term ends.
async fn ended(assembly: &Assembly, committee: Uuid, (residents, chair): (&Person, &Person)) -> Instant {
    let supervisor = &assembly.supervisor;
    let running = of_committee(assembly, committee).await;
    assert_eq!((&running["state"], &running["next"]), (&json!("running"), &json!("report")));
    let ends_at = instant(&running["ends_at"]);
    assert_eq!(Some(ends_at.to_string().as_str()), FIRST.until, "the term is as long as the offices");
    let report = instant(&due(&running, "term_report")["until"]);
    assert_eq!(report.to_string(), "2029-03-08T16:00:00Z");
    assembly.set(before(report).plus_seconds(-120));
    everybody(assembly, &[residents, chair]).await;
    assembly.set(before(report));
    let standing = async || due(&of_committee(assembly, committee).await, "term_report")["standing"].clone();
    assert_eq!(standing().await, "open");
    assembly.set(report);
    assert_eq!(standing().await, "missed");
    let grants = (grant_of(assembly, "supervisor").await, grant_of(assembly, "convener").await);
    assembly.acted(supervisor, TERM, group(committee, grants)).await;
    assembly.act(supervisor, TERM, acting(committee)).await.problem(409, "act");
    assembly.set(before(ends_at).plus_seconds(-120));
    everybody(assembly, &[residents, chair]).await;
    assembly.set(before(ends_at));
    let last = of_committee(assembly, committee).await;
    assert_eq!((&last["state"], &last["process"]), (&json!("group_formed"), &json!(TERM)));
    assembly.set(ends_at);
    let lapsed = of_committee(assembly, committee).await;
    assert_eq!((&lapsed["state"], &lapsed["next"]), (&json!("lapsed"), &json!("name_acting")));
    assert_eq!(due(&lapsed, "term_election")["standing"], "missed");
    // The rights of those who were elected end with the instant.
    let late = deed("file", json!({ "package": digest("late") }));
    assembly.act(chair, committee, late).await.problem(403, "forbidden");
    ends_at
}

fn acting(committee: Uuid) -> Value {
    term(&json!({
        "did": "name_acting",
        "committee": committee,
        "acting": { "body": "residents_committee" },
        "order": digest("decision")
    }))
}

/// The residents' committee acts, and only then names the meeting that elects; it elects, and another committee takes
/// over.
async fn substituted(assembly: &Assembly, committee: Uuid, residents: &Person) -> (Uuid, [Officer; 3]) {
    let (supervisor, place) = (&assembly.supervisor, SECOND.drafted(assembly).await);
    let meeting = place.1;
    assembly.act(residents, TERM, name_election(meeting)).await.problem(409, "act");
    assembly.acted(supervisor, TERM, acting(committee)).await;
    assembly.acted(residents, TERM, name_election(meeting)).await;
    let named = assembly.process(supervisor, "term", TERM).await.expect(200);
    assert_eq!((&named["state"], &named["next"]), (&json!("substituted"), &json!("elect")));
    assert_eq!(named["acting"]["acting"], json!({ "body": "residents_committee" }));
    SECOND.slated(assembly, place).await;
    SECOND.held(assembly, place).await;
    everybody(assembly, &[residents]).await;
    let elected = assembly.process(supervisor, "term", TERM).await.expect(200);
    let standing = due(&elected, "term_election")["standing"].clone();
    assert_eq!((&elected["state"], &standing), (&json!("elected"), &json!("late")));
    let seats = SECOND.constituted(assembly, meeting).await;
    let take_over = |successor: Uuid| term(&json!({ "did": "take_over", "successor": successor }));
    assembly.act(supervisor, TERM, take_over(committee)).await.problem(409, "act");
    assembly.acted(supervisor, TERM, take_over(meeting)).await;
    let over = assembly.process(supervisor, "term", TERM).await.expect(200);
    assert_eq!((&over["state"], &over["successor"]), (&json!("succeeded"), &json!(meeting)));
    (meeting, seats)
}

/// The outgoing side hands nothing over in its ten days; the office orders it and collects what there is.
async fn refused(assembly: &Assembly, committee: Uuid, ends_at: Instant) {
    let (supervisor, own) = (&assembly.supervisor, TO_OFFICE);
    let to_office = open(committee, "committee", &json!({ "side": "office" }));
    assembly.acted(supervisor, own, to_office.clone()).await;
    assembly.act(supervisor, process(99), to_office).await.problem(409, "act");
    let pending = handover(assembly, own).await;
    assert_eq!(instant(&pending["until"]), ends_at.plus_seconds(10 * DAY));
    assert_eq!((&pending["standing"], &pending["lacking"]), (&json!("missed"), &json!(KINDS)));
    assembly.act(supervisor, own, hand_over(&KINDS)).await.problem(409, "act");
    assembly.acted(supervisor, own, order("late")).await;
    assembly.acted(supervisor, own, order("refused")).await;
    assembly.acted(supervisor, own, hand_over(&KINDS)).await;
    let missing = json!([{ "kind": "register", "title": "业主清册缺页", "item": 6 }]);
    assembly.acted(supervisor, own, receive(&[1, 2, 3, 4, 5], &missing, &[])).await;
    let short = handover(assembly, own).await;
    assert_eq!((&short["state"], &short["standing"]), (&json!("short"), &json!("late")));
    assert_eq!((&short["missed"][0]["item"], &short["missed"][0]["settled_at"]), (&json!(6), &Value::Null));
    assembly.acted(supervisor, own, receive(&[], &json!([]), &[1])).await;
    let complete = handover(assembly, own).await;
    assert_eq!((&complete["state"], complete["orders"].as_array().unwrap().len()), (&json!("complete"), 2));
    assembly.act(supervisor, own, order("late")).await.problem(409, "act");
}

/// What the office collected and what the residents' committee had in the meantime goes to the elected committee.
async fn handed_on(
    assembly: &Assembly,
    (committee, next): (Uuid, Uuid),
    (residents, chair): (&Person, &Person),
) {
    let taker = json!({ "side": "committee", "committee": next });
    let givers = [(FROM_OFFICE, "office", &assembly.supervisor), (FROM_ACTING, "acting", residents)];
    for (own, side, giver) in givers {
        assembly.acted(chair, own, open(committee, side, &taker)).await;
        assembly.act(chair, own, hand_over(&KINDS)).await.problem(409, "act");
        assembly.acted(giver, own, hand_over(&KINDS)).await;
        assembly.acted(chair, own, receive(&[1, 2, 3, 4, 5, 6], &json!([]), &[])).await;
        let complete = handover(assembly, own).await;
        assert_eq!((&complete["state"], &complete["standing"]), (&json!("complete"), &json!("in_time")));
    }
}

#[tokio::test]
async fn a_lapsed_re_election_is_made_up_for_by_who_acts() {
    let assembly = Assembly::gather().await;
    let residents = assembly.officer_of("residents_committee").await;
    let (committee, seats) = in_office(&assembly).await;
    let ends_at = ended(&assembly, committee, (&residents, &seats[1].person)).await;
    let (next, others) = substituted(&assembly, committee, &residents).await;
    refused(&assembly, committee, ends_at).await;
    handed_on(&assembly, (committee, next), (&residents, &others[1].person)).await;

    // What the record proves: who was late, and nobody else. The offices of the members ended by themselves, that of the
    // group's convener with its work.
    let taken_over = ("act_recorded".to_owned(), "the elected committee took over".to_owned());
    assert_eq!(consequences(&assembly).await, [taken_over]);
    let told = proved(&assembly).await;
    let late = [
        ("term_report", DueOutcome::Missed),
        ("term_election", DueOutcome::Late),
        ("committee_handover", DueOutcome::Late),
    ];
    assert_eq!(amiss(&told), late);
    assert_eq!(outcomes(&told, "onward_handover"), [DueOutcome::InTime; 2]);
    assert_eq!(outcomes(&told, "committee_filing"), [DueOutcome::InTime; 2]);
    assembly.stop().await;
}
