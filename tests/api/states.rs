//! Every state of a meeting against everything somebody can do to one.

use quorate::domain::identity::Role;
use quorate::evidence::statements::Statement as _;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, draft};
use crate::calls::Place;

const STATES: [&str; 8] =
    ["draft", "noticed", "open", "closed", "counted", "announced", "cancelled", "annulled"];

const ACTS: [&str; 14] = [
    "redraft",
    "notice",
    "amendment",
    "objection",
    "competence_objection",
    "commitment",
    "services",
    "extension",
    "cancellation",
    "value",
    "tally",
    "signature",
    "announcement",
    "annulment",
];

/// The acts after which a meeting is in another state; no state allows more than two of them.
const LEADING_ON: [&str; 5] = ["notice", "cancellation", "tally", "announcement", "annulment"];

/// What a state allows; everything else it refuses.
fn allowed(state: &str) -> &'static [&'static str] {
    match state {
        "draft" => &["redraft", "notice", "cancellation"],
        "noticed" => {
            &["amendment", "objection", "competence_objection", "commitment", "services", "cancellation"]
        }
        "open" => &["services", "extension", "cancellation"],
        "closed" => &["value", "tally"],
        "counted" => &["signature", "objection", "announcement", "annulment"],
        "announced" => &["signature", "annulment"],
        "cancelled" | "annulled" => &[],
        other => panic!("a state that no row is for: {other}"),
    }
}

/// A meeting whose ties a lot breaks.
fn by_lot() -> Value {
    let mut draft = draft();
    draft["switches"] = json!({ "tie_break": "lot" });
    // Long enough that there is time left while other meetings go on.
    draft["lot"] = json!({ "reveal_hours": 168 });
    draft
}

fn in_july() -> Value {
    let mut draft = by_lot();
    draft["opens_at"] = json!("2026-07-01T00:00:00Z");
    draft["closes_at"] = json!("2026-07-08T00:00:00Z");
    draft
}

/// One meeting in every state, all of one community at one time.
async fn meetings(assembly: &Assembly) -> Vec<(&'static str, Place)> {
    let long = || {
        let mut draft = by_lot();
        draft["closes_at"] = json!("2026-07-01T00:00:00Z");
        draft
    };
    let noticed = assembly.noticed(&in_july()).await;
    let (open, cancelled) = (assembly.noticed(&long()).await, assembly.noticed(&long()).await);
    let mut voted = Vec::new();
    for _ in 0..4 {
        let place = assembly.noticed(&by_lot()).await;
        let token = assembly.token(&assembly.scrutineer).await;
        let signed = assembly.commitment(place, &assembly.scrutineer, Role::Scrutineer, 7).await;
        let signed = signed.sign(&assembly.scrutineer.key).unwrap();
        assembly.commit_lot(&token, place, &signed).await.expect(201);
        voted.push(place);
    }
    assembly.advance_to(OPENS).await;
    assembly.advance_to(CLOSES).await;
    let (convener, supervisor) =
        (assembly.token(&assembly.convener).await, assembly.token(&assembly.supervisor).await);
    assembly.cancel_meeting(&convener, cancelled, "召集人撤回议题").await.expect(201);
    for place in &voted[1..] {
        assembly.count_meeting(&convener, *place).await.expect(201);
    }
    assembly.annul_meeting(&supervisor, voted[3], "主管部门决定").await.expect(201);
    assembly.pass_to(OBJECTIONS_END);
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, voted[2]).await.expect(201);
    let drafted = assembly.place(assembly.drafted(&draft()).await);
    let places = [drafted, noticed, open, voted[0], voted[1], voted[2], cancelled, voted[3]];
    let meetings: Vec<_> = STATES.into_iter().zip(places).collect();
    for (state, place) in &meetings {
        assert_eq!(assembly.state(*place).await, *state);
    }
    meetings
}

/// Does something to a meeting in the right way and by the right person.
async fn act(assembly: &Assembly, place: Place, act: &str) -> Answer {
    let convener = assembly.token(&assembly.convener).await;
    let reason = "理由";
    match act {
        "redraft" => assembly.redraft_meeting(&convener, place, "\"1\"", &in_july()).await,
        "notice" => assembly.give_notice(&convener, place).await,
        "amendment" => {
            let token = assembly.token(&assembly.secretary).await;
            let signed = assembly.amendment(place).await.sign(&assembly.secretary.key).unwrap();
            assembly.amend_roll(&token, place, &signed).await
        }
        "objection" => {
            let token = assembly.token(assembly.owner("o-01")).await;
            assembly.raise_objection(&token, place, "异议").await
        }
        "commitment" => {
            let token = assembly.token(&assembly.supervisor).await;
            let signed = assembly.commitment(place, &assembly.supervisor, Role::Supervisor, 8).await;
            assembly.commit_lot(&token, place, &signed.sign(&assembly.supervisor.key).unwrap()).await
        }
        "value" => {
            let signed = assembly.value(place, 7).await.sign(&assembly.scrutineer.key).unwrap();
            assembly.reveal_lot(place, &signed).await
        }
        "competence_objection" => {
            let token = assembly.token(&assembly.supervisor).await;
            assembly.object_to_competence(&token, place, "m1", "异议").await
        }
        "services" => {
            let token = assembly.token(&assembly.scrutineer).await;
            let now = assembly.now();
            let services = json!([{ "unit": "1-0101", "channel": "in_app", "served_at": now.to_string() }]);
            assembly.record_services(&token, place, &services).await
        }
        "extension" => assembly.extend_meeting(&convener, place, "2026-07-20T00:00:00Z", reason).await,
        "cancellation" => assembly.cancel_meeting(&convener, place, reason).await,
        "tally" => assembly.count_meeting(&convener, place).await,
        "signature" => {
            let token = assembly.token(&assembly.scrutineer).await;
            let signature = if assembly.read_certificate(place).await.status == 200 {
                assembly.countersignature(place, &assembly.scrutineer).await
            } else {
                json!({ "protected": "e30", "signature": "AA" })
            };
            assembly.sign_certificate(&token, place, &signature).await
        }
        "announcement" => assembly.announce_result(&convener, place).await,
        "annulment" => {
            let token = assembly.token(&assembly.supervisor).await;
            assembly.annul_meeting(&token, place, reason).await
        }
        other => panic!("an act that nobody does: {other}"),
    }
}

#[tokio::test]
async fn every_state_refuses_what_it_does_not_allow_and_writes_nothing() {
    let assembly = Assembly::gather().await;
    let meetings = meetings(&assembly).await;
    for (state, place) in meetings {
        let before = assembly.view(place).await;
        for name in ACTS.iter().filter(|name| !allowed(state).contains(name)) {
            let answer = assembly.unchanged(act(&assembly, place, name)).await;
            // Owners are not told that there is a draft.
            if (state, *name) == ("draft", "objection") {
                answer.problem(404, "meeting_not_found");
            } else {
                assert_eq!(answer.body["code"], "state_does_not_allow", "{state} {name}: {}", answer.text);
                answer.problem(409, "state_does_not_allow");
            }
        }
        assert_eq!(assembly.view(place).await, before, "{state}");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn every_state_allows_what_it_should() {
    for way_on in 0..2 {
        let assembly = Assembly::gather().await;
        for (state, place) in meetings(&assembly).await {
            let (leading_on, staying): (Vec<&str>, Vec<&str>) =
                allowed(state).iter().partition(|name| LEADING_ON.contains(name));
            for name in staying.into_iter().chain(leading_on.get(way_on).copied()) {
                let answer = act(&assembly, place, name).await;
                // The state would allow it; the period for it is over, or nothing could be announced.
                if (state, name) == ("counted", "objection") {
                    answer.problem(409, "too_late");
                    continue;
                }
                assert!([200, 201, 202].contains(&answer.status), "{state} {name}: {}", answer.text);
            }
        }
        assembly.stop().await;
    }
}

#[tokio::test]
async fn a_draft_that_was_dropped_leaves_no_trace_in_the_record_and_stays_dropped() {
    let assembly = Assembly::gather().await;
    let place = assembly.place(assembly.drafted(&draft()).await);
    let token = assembly.token(&assembly.convener).await;
    let dropped = assembly.unchanged(assembly.cancel_meeting(&token, place, "不再需要")).await;
    assert_eq!(dropped.expect(201)["state"], "cancelled");
    for name in ACTS.iter().filter(|name| **name != "objection") {
        let answer = assembly.unchanged(act(&assembly, place, name)).await;
        assert_eq!(answer.body["code"], "state_does_not_allow", "{name}: {}", answer.text);
    }
    assembly.stop().await;
}
