//! A regular year of a committee that is in office, from one May to the next: sittings that are called and posted in
//! time, the regular assembly, a contract that is prolonged, uses of the seal, minutes and accounts in the archive, an
//! evaluation, and what is due next year.

use quorate::domain::meetings::MeetingState;
use quorate::verify::report::DueOutcome;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{digest, process};
use crate::annals::{amiss, consequences, outcomes, proved};
use crate::app::send;
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, draft};
use crate::calls::Place;
use crate::proofs::certify;
use crate::sitting::{Committee, call, sign};

/// Hours of a sitting.
type Hours = (&'static str, &'static str);

/// Monday, 18 May, from 10 to 20 in Shanghai.
const SPRING: Hours = ("2026-05-18T02:00:00Z", "2026-05-18T12:00:00Z");
/// Thursday, 16 July; the next sitting is due two months after the one in May, by the 18th.
const SUMMER: Hours = ("2026-07-16T02:00:00Z", "2026-07-16T12:00:00Z");
/// A week later.
const LATER: Hours = ("2026-07-23T02:00:00Z", "2026-07-23T12:00:00Z");
/// A sitting in less than two months after the one before, until the next spring.
const REGULAR: [(Hours, &str, Option<Quarter>); 5] = [
    (("2026-09-17T02:00:00Z", "2026-09-17T12:00:00Z"), "clean the cistern", None),
    (("2026-11-12T02:00:00Z", "2026-11-12T12:00:00Z"), "mend the fence", Some(("2026-07-01", "2026-09-30"))),
    (
        ("2027-01-07T02:00:00Z", "2027-01-07T12:00:00Z"),
        "salt for the paths",
        Some(("2026-10-01", "2026-12-31")),
    ),
    (("2027-03-04T02:00:00Z", "2027-03-04T12:00:00Z"), "plant the yard", None),
    (
        ("2027-04-29T02:00:00Z", "2027-04-29T12:00:00Z"),
        "paint the benches",
        Some(("2027-01-01", "2027-03-31")),
    ),
];
/// First and last day that accounts cover.
type Quarter = (&'static str, &'static str);

/// The manager's contract, as it was and as it is prolonged.
const CONTRACT: Uuid = process(31);
const EVALUATION: [Uuid; 2] = [process(41), process(42)];
/// Ten days of September, and of the May after.
const ANSWERED: [&str; 2] = ["2026-09-27T16:00:00Z", "2027-05-09T16:00:00Z"];

/// Puts the clock forward by so much that everybody in office signs in again.
async fn leap(assembly: &Assembly, committee: &Committee, to: &str) {
    assembly.pass_to(to);
    let officers = [&assembly.secretary, &assembly.convener, &assembly.scrutineer, &assembly.supervisor];
    for person in committee.all().chain(officers) {
        assembly.sign_in_again(person).await;
    }
}

/// Keeps a text in the archive and enters it.
async fn entered(
    assembly: &Assembly,
    document: Uuid,
    (class, text): (&str, &str),
    (about, days): (Option<Uuid>, Option<Quarter>),
) {
    let days = days.map(|(first, last)| json!({ "first": first, "last": last }));
    assembly.keep(&assembly.secretary, "open", "text/plain", text).await.expect(201);
    let enter = json!({ "archive": {
        "did": "enter", "title": "文件", "class": class, "document": digest(text), "access": "open", "days": days,
        "about": about, "replaces": null,
    } });
    assembly.acted(&assembly.secretary, document, enter).await;
}

/// A date of the calendar, as owners see it.
async fn date(assembly: &Assembly, what: &str) -> Value {
    let path = format!("/api/v1/communities/{}/calendar", assembly.community);
    let token = assembly.token(assembly.owner("o-02")).await;
    let told = send(assembly.request(&token, Method::GET, &path)).await.expect(200);
    let dates = told["dates"].as_array().unwrap();
    dates.iter().find(|own| own["what"] == what).unwrap_or_else(|| panic!("{what} in {told}")).clone()
}

/// What was decided in a sitting is posted on the same day.
async fn posted(assembly: &Assembly, sitting: Uuid) {
    let post = json!({ "sitting": { "did": "post", "evidence": digest("photo of the board") } });
    assembly.acted(&assembly.secretary, sitting, post).await;
}

/// The contract with the manager runs out at the end of the year; the calendar says by when somebody decides.
async fn contracted(assembly: &Assembly) {
    let agree = json!({ "contract": {
        "did": "agree", "document": digest("contract of 2024"),
        "from": "2023-12-31T16:00:00Z", "until": "2026-12-31T16:00:00Z",
    } });
    assembly.acted(&assembly.convener, CONTRACT, agree).await;
    // 90 full days before 1 January; the last day is the 2nd.
    let decision = date(assembly, "contract_decision").await;
    assert_eq!((&decision["last_day"], &decision["standing"]), (&json!("2026-10-02"), &json!("due")));
    assert_eq!(date(assembly, "contract_end").await["last_day"], "2026-12-31");
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
    posted(assembly, sitting).await;
    entered(assembly, process(11), ("minutes", "minutes of May"), (Some(sitting), None)).await;
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
    entered(assembly, process(12), ("contract", "contract of the gate"), (Some(sitting), None)).await;
}

/// The regular assembly keeps the manager for three more years and pays for a roof; the contract is prolonged.
async fn assembled(assembly: &Assembly, place: Place) {
    assembly.advance_to(OPENS).await;
    for owner in ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07", "o-08"] {
        assembly.vote(place, owner).await;
    }
    assembly.advance_to(CLOSES).await;
    certify(assembly, place).await;
    assembly.advance_to(OBJECTIONS_END).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    entered(assembly, process(15), ("decision", "what the assembly decided"), (None, None)).await;
    entered(assembly, process(16), ("minutes", "minutes of the assembly"), (None, None)).await;
    let prolong = json!({ "contract": {
        "did": "prolong", "document": digest("contract of 2027"), "until": "2029-12-31T16:00:00Z",
    } });
    assembly.acted(&assembly.convener, CONTRACT, prolong).await;
    assert_eq!(date(assembly, "contract_end").await["last_day"], "2029-12-31");
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
    posted(assembly, second).await;
    entered(assembly, process(13), ("minutes", "minutes of July"), (Some(second), None)).await;
    let quarter = Some(("2026-04-01", "2026-06-30"));
    entered(assembly, process(14), ("fund_account", "accounts of the second quarter"), (None, quarter)).await;
}

/// The sittings of the rest of the year, each called in the one before; owners evaluate the manager between two of them.
async fn regular(assembly: &Assembly, committee: &Committee) {
    for (number, (hours, text, quarter)) in (0..).zip(REGULAR) {
        let sitting = process(50 + number);
        if number == 0 {
            committee.call(assembly, sitting, hours).await;
        }
        leap(assembly, committee, hours.0).await;
        committee.attend(assembly, sitting, 3).await;
        committee.decide(assembly, sitting, text, 3).await;
        let minutes = format!("minutes of {}", &hours.0[..10]);
        committee.close(assembly, sitting, &digest(&minutes)).await;
        posted(assembly, sitting).await;
        entered(assembly, process(60 + number), ("minutes", &minutes), (Some(sitting), None)).await;
        if quarter.is_some() {
            let accounts = format!("accounts that {}", &hours.0[..10]);
            entered(assembly, process(70 + number), ("fund_account", &accounts), (None, quarter)).await;
        }
        if let Some((next, ..)) = REGULAR.get(usize::try_from(number).unwrap() + 1) {
            committee.call(assembly, process(51 + number), *next).await;
        }
        if number == 0 {
            evaluated(assembly, committee).await;
        }
    }
}

fn asked(closes_at: &str) -> Value {
    let questions = json!([{ "question": "q1", "text": "对公共区域保洁是否满意？" }]);
    json!({ "evaluation": {
        "did": "open", "of": "manager", "register": 1, "questions": questions, "closes_at": closes_at,
    } })
}

/// The chair asks the owners about the manager, who is not told before the close what they say.
async fn evaluated(assembly: &Assembly, committee: &Committee) {
    let [own, _] = EVALUATION;
    assembly.acted(&committee.chair, own, asked(ANSWERED[0])).await;
    for (owner, rating) in [("o-02", "satisfied"), ("o-05", "neutral"), ("o-07", "very_satisfied")] {
        let person = assembly.owner(owner);
        assembly.sign_in_again(person).await;
        let answers = json!([{ "question": "q1", "rating": rating }]);
        assembly.acted(person, own, json!({ "evaluation": { "did": "answer", "answers": answers } })).await;
    }
    leap(assembly, committee, ANSWERED[0]).await;
    let path = format!("/api/v1/communities/{}/evaluations/{own}/totals", assembly.community);
    let token = assembly.token(&committee.chair).await;
    let totals = send(assembly.request(&token, Method::GET, &path)).await.expect(200);
    assert_eq!(totals["took_part"]["heads"], 3);
    let publish = json!({ "evaluation": { "did": "publish", "totals": totals } });
    assembly.acted(&committee.chair, own, publish).await;
    let next = date(assembly, "evaluation").await;
    assert_eq!((&next["last_day"], &next["standing"]), (&json!("2027-09-28"), &json!("due")));
}

/// What owners see of it.
async fn seen(assembly: &Assembly) {
    let owner = assembly.owner("o-02");
    assembly.sign_in_again(owner).await;
    let sittings = assembly.processes(owner, "sitting").await.expect(200);
    let sittings = sittings.as_array().unwrap();
    let states: Vec<&Value> = sittings.iter().map(|own| &own["state"]).collect();
    assert_eq!(states, ["posted", "dispersed", "posted", "posted", "posted", "posted", "posted", "posted"]);
    assert!(
        sittings.iter().all(|own| own["state"] == "dispersed" || own["lacks"] == json!([])),
        "{sittings:?}"
    );
    let register = assembly.seal_register(owner).await;
    assert_eq!(
        (&register[0]["used"]["number"], &register[0]["decided_in"]["item"]),
        (&json!(1), &json!("gate"))
    );
    let documents = assembly.archive(owner, "").await;
    let count =
        |class: &str| documents.as_array().unwrap().iter().filter(|own| own["class"] == class).count();
    assert_eq!(["minutes", "fund_account", "contract", "decision"].map(count), [8, 4, 1, 1]);
    let accounts = "accounts of the second quarter";
    assert_eq!(assembly.archived(owner, accounts).await.text, accounts);
}

#[tokio::test]
async fn a_regular_year_is_told_to_the_next_spring() {
    let assembly = Assembly::gather().await;
    let committee = Committee::of(&assembly).await;
    let [first, second, third] = [1, 2, 3].map(process);
    contracted(&assembly).await;
    let mut agenda = draft();
    agenda["matters"].as_array_mut().unwrap().remove(1);
    let place = assembly.noticed(&agenda).await;
    spring(&assembly, &committee, first).await;
    sealed(&assembly, &committee, (process(21), first)).await;
    assembled(&assembly, place).await;
    let assembly = assembly.restart().await;
    summer(&assembly, &committee, (second, third)).await;
    regular(&assembly, &committee).await;
    // The second evaluation begins within the year.
    assembly.acted(&committee.chair, EVALUATION[1], asked(ANSWERED[1])).await;
    seen(&assembly).await;
    crate::proofs::proved(&assembly, place, MeetingState::Announced).await;

    // What the record proves: everything in time, and nobody's office ended.
    assert_eq!(consequences(&assembly).await, []);
    let told = proved(&assembly).await;
    assert_eq!(amiss(&told), []);
    for what in ["sitting_agenda", "sitting_told", "decision_posting"] {
        assert_eq!(outcomes(&told, what), [DueOutcome::InTime; 7], "{what}: {told}");
    }
    assert_eq!(outcomes(&told, "evaluation"), [DueOutcome::InTime]);
    assert_eq!(outcomes(&told, "evaluation_result"), [DueOutcome::InTime, DueOutcome::Pending]);
    for what in ["next_sitting", "contract_decision", "contract_end"] {
        assert_eq!(outcomes(&told, what), [DueOutcome::Pending], "{what}: {told}");
    }
    assembly.stop().await;
}
