//! A term ends as it should: the committee reports, the group calls the election in time, another committee takes its
//! seats and takes over, everything is handed over against signatures of both sides, and the old rights end.

use quorate::domain::instants::Instant;
use quorate::domain::meetings::MeetingState;
use quorate::verify::report::DueOutcome;
use serde_json::{Value, json};
use uuid::Uuid;

use super::electing::{Campaign, Officer, deed, election, everybody, grants, meeting, member};
use crate::acts::{digest, process};
use crate::annals::{amiss, consequences, outcomes, proved};
use crate::assembly::{Assembly, Person, draft};
use crate::calls::Place;
use crate::terms::{KINDS, due, grant_of, group, hand_over, handover, name_election, of_committee, term};

const FIRST: Campaign = Campaign {
    call: process(1),
    agenda: election,
    owners: ["o-01", "o-06", "o-07", "o-08"],
    named_until: "2026-05-10T16:00:00Z",
    days: ("2026-05-28T16:00:00Z", "2026-06-04T16:00:00Z"),
    announced_at: "2026-06-08T16:00:00Z",
    until: Some("2029-06-08T16:00:00Z"),
};
/// Named three months before the end of the term, and final a month before it.
const SECOND: Campaign = Campaign {
    call: process(2),
    agenda: election,
    owners: ["o-05", "o-09", "o-10", "o-11"],
    named_until: "2029-03-20T16:00:00Z",
    days: ("2029-04-09T16:00:00Z", "2029-04-16T16:00:00Z"),
    announced_at: "2029-04-20T16:00:00Z",
    until: Some("2032-04-20T16:00:00Z"),
};
/// The end of the term, and the handover.
const TERM: Uuid = process(10);
const HANDOVER: Uuid = process(11);

/// Rules of procedure that ask for an exit audit, and let an outgoing committee call no vote on the fund.
const RULES: &str = r#"
id = "own_rules"
version = "1"
title = { zh = "议事规则", en = "Rules of procedure" }
issued_by = "community"
base = ["cn_civil_code_2021"]

[[procedure]]
name = "exit_audit"
value = "required"
article = "art 31"
verified = true

[[procedure]]
name = "restricted_kinds"
value = ["fund_use"]
article = "art 32"
verified = true
"#;

/// The office states the rules; the first committee is elected, files, and gets its seals once that is acknowledged.
async fn in_office(assembly: &Assembly) -> (Uuid, [Officer; 3]) {
    let token = assembly.token(&assembly.supervisor).await;
    let rules = json!({ "overlays": [], "own_rules": RULES, "recognition": null });
    assembly.state_rules(&token, assembly.community, "\"0\"", &rules).await.expect(200);
    let place = FIRST.drafted(assembly).await;
    FIRST.slated(assembly, place).await;
    FIRST.held(assembly, place).await;
    everybody(assembly, &[]).await;
    let seats = FIRST.constituted(assembly, place.1).await;
    acknowledged(assembly, place.1, &seats[1].person).await;
    (place.1, seats)
}

/// Rights did not wait for the office, but seals do.
async fn acknowledged(assembly: &Assembly, own: Uuid, chair: &Person) {
    let protocol = digest("protocol");
    let seals = json!({ "seals": ["committee"], "keeper": member(own, "c3"), "protocol": protocol });
    assembly.act(chair, own, deed("hand_out_seals", seals.clone())).await.problem(409, "act");
    let answer = json!({ "package": digest("filed"), "answer": digest("the office's answer") });
    assembly.acted(&assembly.supervisor, own, deed("acknowledge_filing", answer)).await;
    assembly.acted(chair, own, deed("hand_out_seals", seals)).await;
}

/// The committee reports in the last instant that is in time; the office forms the group, which holds it back.
async fn reported(assembly: &Assembly, committee: Uuid, chair: &Person) {
    let running = of_committee(assembly, committee).await;
    let until: Instant = due(&running, "term_report")["until"].as_str().unwrap().parse().unwrap();
    assert_eq!(until.to_string(), "2029-03-08T16:00:00Z");
    assembly.set(until.plus_seconds(-120));
    everybody(assembly, &[chair]).await;
    let report = term(&json!({ "did": "report", "committee": committee, "document": digest("report") }));
    assembly.act(&assembly.convener, TERM, report.clone()).await.problem(403, "forbidden");
    assembly.set(Instant::from_microseconds(until.microseconds() - 1).unwrap());
    assembly.acted(chair, TERM, report).await;
    let grants = (grant_of(assembly, "supervisor").await, grant_of(assembly, "convener").await);
    assembly.acted(&assembly.supervisor, TERM, group(committee, grants)).await;
    let fund = draft()["matters"][2].clone();
    let place = assembly.place(assembly.drafted(&meeting(&fund, SECOND.days)).await);
    let token = assembly.token(&assembly.convener).await;
    let held = assembly.unchanged(assembly.give_notice(&token, place)).await;
    assert!(held.text.contains("art 32"), "{}", held.text);
    held.problem(409, "notice_held");
}

/// An owner asks for the exit audit, once; the office has its report.
async fn audited(assembly: &Assembly) {
    let ask = |why: &str| term(&json!({ "did": "ask_audit", "reason": digest(why) }));
    let report = term(&json!({ "did": "report_audit", "report": digest("audit") }));
    assembly.acted(assembly.owner("o-03"), TERM, ask("the accounts of 2028")).await;
    assembly.act(assembly.owner("o-03"), TERM, ask("again")).await.problem(409, "act");
    assembly.acted(&assembly.supervisor, TERM, report).await;
}

/// The group names the meeting and calls for candidates; another committee is elected in time and takes its seats.
async fn elected(assembly: &Assembly) -> (Place, [Officer; 3]) {
    let place = SECOND.drafted(assembly).await;
    assembly.acted(&assembly.convener, TERM, name_election(place.1)).await;
    SECOND.slated(assembly, place).await;
    everybody(assembly, &[]).await;
    SECOND.held(assembly, place).await;
    everybody(assembly, &[]).await;
    let elected = assembly.process(&assembly.supervisor, "term", TERM).await.expect(200);
    let standing = due(&elected, "term_election")["standing"].clone();
    assert_eq!((&elected["state"], &standing), (&json!("elected"), &json!("in_time")));
    let seats = SECOND.constituted(assembly, place.1).await;
    acknowledged(assembly, place.1, &seats[1].person).await;
    (place, seats)
}

/// The elected committee takes over; in the same turn the offices of the outgoing one end, and with them its rights.
async fn taken_over(
    assembly: &Assembly,
    (outgoing, next): (Uuid, Uuid),
    (old, new): (&[Officer; 3], &Person),
) {
    let take_over = |successor: Uuid| term(&json!({ "did": "take_over", "successor": successor }));
    for officer in old {
        assembly.sign_in_again(&officer.person).await;
        assembly.token(&officer.person).await;
    }
    assembly.act(&old[1].person, TERM, take_over(next)).await.problem(409, "act");
    assembly.act(new, TERM, take_over(outgoing)).await.problem(409, "act");
    assembly.acted(new, TERM, take_over(next)).await;
    let over = assembly.process(&assembly.supervisor, "term", TERM).await.expect(200);
    assert_eq!((&over["state"], &over["successor"]), (&json!("succeeded"), &json!(next)));
    let held = grants(assembly, "member").await;
    assert_eq!(held.len(), 3);
    for officer in old {
        assert!(!held.contains(&officer.grant));
        let file = deed("file", json!({ "package": digest("late") }));
        assembly.act(&officer.person, outgoing, file).await.problem(403, "forbidden");
    }
}

/// Both sides sign: the outgoing one as the owners they are, in the last instant in time; what is missing is settled.
async fn handed_over(assembly: &Assembly, (outgoing, next): (Uuid, Uuid), chair: &Person) {
    let open = term(&json!({
        "did": "open_handover", "committee": outgoing, "giver": { "side": "committee" },
        "taker": { "side": "committee", "committee": next }
    }));
    let receive = |taken: &[u16], missing: &Value, settled: &[u16]| {
        term(&json!({ "did": "receive", "taken": taken, "missing": missing, "settled": settled }))
    };
    assembly.acted(chair, HANDOVER, open).await;
    let pending = handover(assembly, HANDOVER).await;
    assert_eq!((&pending["standing"], &pending["lacking"]), (&json!("open"), &json!(KINDS)));
    assembly.act(chair, HANDOVER, hand_over(&KINDS)).await.problem(409, "act");
    assembly.act(assembly.owner("o-02"), HANDOVER, hand_over(&KINDS)).await.problem(409, "act");
    let (first, rest) = KINDS.split_at(4);
    assembly.acted(assembly.owner("o-06"), HANDOVER, hand_over(first)).await;
    assembly.acted(chair, HANDOVER, receive(&[1, 2, 3, 4], &json!([]), &[])).await;
    let until: Instant = pending["until"].as_str().unwrap().parse().unwrap();
    assembly.set(until.plus_seconds(-120));
    everybody(assembly, &[chair]).await;
    assembly.set(Instant::from_microseconds(until.microseconds() - 1).unwrap());
    assembly.acted(assembly.owner("o-01"), HANDOVER, hand_over(rest)).await;
    assembly.set(until);
    let missing = json!([{ "kind": "register", "title": "业主清册缺页", "item": 6 }]);
    assembly.acted(chair, HANDOVER, receive(&[5], &missing, &[])).await;
    let short = handover(assembly, HANDOVER).await;
    assert_eq!((&short["state"], &short["standing"]), (&json!("short"), &json!("in_time")));
    assembly.acted(chair, HANDOVER, receive(&[], &json!([]), &[1])).await;
    assert_eq!(handover(assembly, HANDOVER).await["state"], "complete");
}

#[tokio::test]
async fn a_committee_hands_over_to_the_one_that_was_elected_in_time() {
    let assembly = Assembly::gather().await;
    let (outgoing, old) = in_office(&assembly).await;
    reported(&assembly, outgoing, &old[1].person).await;
    audited(&assembly).await;
    let (place, new) = elected(&assembly).await;
    let (sides, chair) = ((outgoing, place.1), &new[1].person);
    taken_over(&assembly, sides, (&old, chair)).await;
    handed_over(&assembly, sides, chair).await;
    crate::proofs::proved(&assembly, place, MeetingState::Announced).await;

    // What the record proves: everything in time, and why four offices ended, three of members and that of the
    // group's convener.
    let ended = consequences(&assembly).await;
    let taken_over = ("act_recorded".to_owned(), "the elected committee took over".to_owned());
    assert_eq!(ended, vec![taken_over; 4]);
    let told = proved(&assembly).await;
    assert_eq!(amiss(&told), []);
    for what in ["chair_election", "committee_filing", "lot_revealed"] {
        assert_eq!(outcomes(&told, what), [DueOutcome::InTime; 2], "{what}: {told}");
    }
    // The next term runs, and its own dates are told.
    for what in ["term_report", "term_election", "exit_audit"] {
        assert_eq!(outcomes(&told, what), [DueOutcome::InTime, DueOutcome::Pending], "{what}: {told}");
    }
    assert_eq!(outcomes(&told, "committee_handover")[0], DueOutcome::InTime);
    assembly.stop().await;
}
