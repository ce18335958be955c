//! A member is recalled in mid-term: proposed, heard, suspended, put to the assembly, and replaced by the alternate.

use quorate::evidence::acts::{commitment, tickets};
use quorate::evidence::ballots::{
    BallotStatement, CandidateAnswer, CandidateChoice, MatterAnswer, MatterChoice,
};
use quorate::evidence::lots::LotValue;
use quorate::evidence::statements::Statement as _;
use quorate::evidence::text::Text;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::acts::{digest, process};
use crate::assembly::{Assembly, Person, draft};
use crate::calls::Place;
use crate::proofs::{certify, proved};

const NAMED_UNTIL: &str = "2026-05-10T16:00:00Z";
/// Who stands as which candidate.
const CANDIDATES: [(&str, &str); 4] = [("c1", "o-01"), ("c2", "o-06"), ("c3", "o-07"), ("c4", "o-08")];
/// Whom each owner does not approve: c1 comes first, c4 has no seat.
const WITHOUT: [(&str, &str); 10] = [
    ("o-01", "c1"),
    ("o-02", "c2"),
    ("o-03", "c4"),
    ("o-05", "c2"),
    ("o-06", "c2"),
    ("o-07", "c3"),
    ("o-08", "c3"),
    ("o-09", "c4"),
    ("o-10", "c4"),
    ("o-11", "c4"),
];

fn value(byte: u8) -> LotValue {
    LotValue::from_bytes([byte; 32])
}

/// A draft of one matter, for these days.
fn meeting(matter: &Value, (opens, closes): (&str, &str)) -> Value {
    let mut own = draft();
    own["matters"] = json!([matter]);
    (own["opens_at"], own["closes_at"]) = (json!(opens), json!(closes));
    own
}

fn election(candidates: &[String]) -> Value {
    let named = candidates.iter().map(|id| json!({ "candidate": id, "name": format!("候选人{id}") }));
    let mut matter = draft()["matters"][1].clone();
    (matter["seats"], matter["candidates"]) = (json!(3), named.collect());
    meeting(&matter, ("2026-05-28T16:00:00Z", "2026-06-04T16:00:00Z"))
}

/// Officers and owners sign in again, since sessions end in the time between.
async fn everybody(assembly: &Assembly, officers: &[&Person]) {
    // A second factor that was shown a moment ago counts once.
    assembly.advance(60).await;
    let own = [&assembly.convener, &assembly.scrutineer, &assembly.supervisor];
    let owners = WITHOUT.iter().map(|(name, _)| assembly.owner(name));
    for person in own.into_iter().chain(owners).chain(officers.iter().copied()) {
        assembly.sign_in_again(person).await;
    }
}

/// The candidates' call, until the slate is drawn; the meeting, of which notice was given.
async fn noticed(assembly: &Assembly) -> Place {
    let candidacy = |act: Value| json!({ "candidacy": act });
    let (convener, call) = (&assembly.convener, process(1));
    let names = CANDIDATES.map(|(candidate, _)| candidate.to_owned());
    let draft = assembly.drafted(&election(&names)).await;
    let opened = json!({ "did": "call", "meeting": draft, "matter": "m2", "seats": 3, "until": NAMED_UNTIL });
    assembly.acted(convener, call, candidacy(opened)).await;
    for (candidate, owner) in CANDIDATES {
        let stand =
            json!({ "did": "stand", "candidate": candidate, "statement": digest("me"), "register": 1 });
        assembly.acted(assembly.owner(owner), call, candidacy(stand)).await;
        let admit = json!({ "did": "admit", "candidate": candidate, "reasons": null });
        assembly.acted(convener, call, candidacy(admit)).await;
    }
    let drawers = [(&assembly.scrutineer, 1), (&assembly.supervisor, 2)];
    for (by, byte) in drawers {
        let commit = json!({ "did": "commit", "commitment": commitment(&value(byte)) });
        assembly.acted(by, call, candidacy(commit)).await;
    }
    assembly.advance_to(NAMED_UNTIL).await;
    assembly.acted(convener, call, candidacy(json!({ "did": "post", "register": 1 }))).await;
    for (by, byte) in drawers {
        let reveal = json!({ "did": "reveal", "value": value(byte).to_string() });
        assembly.acted(by, call, candidacy(reveal)).await;
    }
    let values = [1, 2].map(|byte| Some(Text(value(byte))));
    let ids: Vec<_> = names.iter().map(|own| own.parse().unwrap()).collect();
    let mut drawn = tickets(&"m2".parse().unwrap(), &values, &ids);
    drawn.sort_by_key(|(_, ticket)| *ticket);
    let drawn: Vec<String> = drawn.into_iter().map(|(own, _)| own.to_string()).collect();
    let values = [1, 2].map(|byte| value(byte).to_string());
    let order = json!({ "did": "order", "matter": "m2", "values": values, "candidates": drawn });
    assembly.acted(convener, call, candidacy(order)).await;
    let (token, place) = (assembly.token(convener).await, assembly.place(draft));
    assembly.redraft_meeting(&token, place, "\"1\"", &election(&drawn)).await.expect(200);
    assembly.give_notice(&token, place).await.expect(201);
    place
}

fn without(name: &str) -> MatterChoice {
    let choice = |candidate: &str| CandidateChoice {
        candidate: candidate.parse().unwrap(),
        answer: CandidateAnswer::For,
    };
    let all = CANDIDATES.iter().map(|(candidate, _)| *candidate);
    let candidates = all.filter(|own| *own != name).map(choice).collect();
    MatterChoice { matter: "m2".parse().unwrap(), answer: MatterAnswer::Candidates, candidates }
}

/// Counts and announces a meeting that closed.
async fn announced(assembly: &Assembly, place: Place, closes: &str, announces: &str) {
    assembly.advance_to(closes).await;
    certify(assembly, place).await;
    assembly.advance_to(announces).await;
    let token = assembly.token(&assembly.convener).await;
    assembly.announce_result(&token, place).await.expect(201);
}

/// The election: c1, c3 and c2 have seats, c4 is the alternate.
async fn elected(assembly: &Assembly) -> Place {
    let place = noticed(assembly).await;
    assembly.advance_to("2026-05-28T16:00:00Z").await;
    for (owner, other) in WITHOUT {
        let ballot = assembly.ballot(place, owner).await;
        let ballot = BallotStatement { choices: vec![without(other)], ..ballot };
        assembly.accepted(place, &ballot.sign(&assembly.owner(owner).key).unwrap()).await;
    }
    announced(assembly, place, "2026-06-04T16:00:00Z", "2026-06-08T16:00:00Z").await;
    place
}

/// The grants of members that are in force.
async fn grants(assembly: &Assembly) -> Vec<Value> {
    let token = assembly.token(&assembly.supervisor).await;
    let listed = assembly.list_officers(&token, assembly.community).await.expect(200);
    let all = listed
        .as_array()
        .expect("a list")
        .iter()
        .filter(|own| own["role"] == "member" && own["ended_at"].is_null());
    all.map(|own| own["grant"].clone()).collect()
}

/// Somebody new is a member of the committee by an office; the person and the grant.
async fn office(assembly: &Assembly) -> (Person, Value) {
    let before = grants(assembly).await;
    let person = assembly.officer_of("member").await;
    let after = grants(assembly).await;
    let grant = after.into_iter().find(|own| !before.contains(own)).expect("a new grant");
    (person, grant)
}

fn deed(did: &str, mut fields: Value) -> Value {
    fields["did"] = json!(did);
    json!({ "committee": fields })
}

/// The standings of c1 to c4.
async fn standings(assembly: &Assembly, committee: Uuid) -> Vec<String> {
    let view = assembly.process(&assembly.convener, "committee", committee).await.expect(200);
    let members = view["members"].as_array().expect("a list").clone();
    let of = |name: &str| {
        let own = members.iter().find(|own| own["member"]["candidate"] == name).expect("a member");
        own["standing"].as_str().expect("a word").to_owned()
    };
    CANDIDATES.iter().map(|(candidate, _)| of(candidate)).collect()
}

#[tokio::test]
async fn a_member_is_recalled_in_mid_term_and_the_alternate_steps_in() {
    let assembly = Assembly::gather().await;
    let place = elected(&assembly).await;
    let (meeting_id, committee) = (place.1, place.1);
    let member = |name: &str| json!({ "meeting": meeting_id, "candidate": name });
    assert_eq!(standings(&assembly, committee).await, ["called", "called", "called", "alternate"]);
    everybody(&assembly, &[]).await;
    let mut seats = Vec::new();
    for (candidate, owner) in &CANDIDATES[..3] {
        let (person, grant) = office(&assembly).await;
        let take = deed("take_seat", json!({ "member": member(candidate), "grant": grant }));
        assembly.act(assembly.owner("o-10"), committee, take.clone()).await.problem(409, "act");
        assembly.acted(assembly.owner(owner), committee, take).await;
        let confirm = deed("confirm_seat", json!({ "member": member(candidate) }));
        assembly.acted(&person, committee, confirm).await;
        seats.push((person, grant));
    }
    let [(first, first_grant), (second, _), (third, _)] = seats.as_slice() else { panic!("three seats") };
    for person in [second, third] {
        assembly.acted(person, committee, deed("vote_chair", json!({ "member": member("c2") }))).await;
    }
    let view = assembly.process(assembly.owner("o-10"), "committee", committee).await.expect(200);
    assert_eq!((&view["state"], &view["chair"]["candidate"]), (&json!("acting"), &json!("c2")));
    let dues = view["dues"].as_array().unwrap();
    assert!(dues.iter().any(|due| due["what"] == "committee_filing" && due["done_at"].is_null()), "{view}");
    assembly.acted(second, committee, deed("file", json!({ "package": digest("filed") }))).await;
    let recall = process(50);
    let propose = json!({ "recall": recall, "member": member("c1"), "grounds": digest("why") });
    assembly.acted(third, committee, deed("propose_recall", propose)).await;
    let matter = json!({
        "matter": "m1", "kind": "committee_recall", "title": "罢免委员", "text": "罢免候选人c1。", "electorate": {}
    });
    let days = ("2026-06-28T16:00:00Z", "2026-07-05T16:00:00Z");
    let draft = assembly.drafted(&meeting(&matter, days)).await;
    let token = assembly.token(&assembly.convener).await;
    assembly.give_notice(&token, assembly.place(draft)).await.problem(409, "notice_held");
    let put = json!({ "recall": recall, "meeting": draft, "matter": "m1" });
    assembly.acted(&assembly.convener, committee, deed("put_recall", put)).await;
    assembly.give_notice(&token, assembly.place(draft)).await.problem(409, "notice_held");
    let heard = json!({ "recall": recall, "hearing": "heard", "minutes": digest("hearing") });
    assembly.acted(&assembly.convener, committee, deed("record_hearing", heard)).await;
    let suspend = json!({ "recall": recall, "reasons": digest("order") });
    assembly.acted(&assembly.supervisor, committee, deed("suspend", suspend)).await;
    assert!(!grants(&assembly).await.contains(first_grant), "the office ended in the same turn");
    let vote = deed("vote_chair", json!({ "member": member("c1") }));
    assembly.act(first, committee, vote).await.problem(403, "forbidden");
    assembly.give_notice(&token, assembly.place(draft)).await.expect(201);
    assembly.advance_to(days.0).await;
    everybody(&assembly, &[second]).await;
    let recalling = assembly.place(draft);
    for (owner, _) in WITHOUT {
        assembly.vote(recalling, owner).await;
    }
    announced(&assembly, recalling, days.1, "2026-07-08T16:00:00Z").await;
    assert_eq!(standings(&assembly, committee).await, ["ended", "seated", "seated", "called"]);
    let (fourth, grant) = office(&assembly).await;
    let take = deed("take_seat", json!({ "member": member("c4"), "grant": grant }));
    assembly.acted(assembly.owner("o-08"), committee, take).await;
    let confirm = deed("confirm_seat", json!({ "member": member("c4") }));
    assembly.act(second, committee, confirm.clone()).await.problem(409, "act");
    assembly.acted(&fourth, committee, confirm).await;
    assembly.acted(second, committee, deed("file", json!({ "package": digest("changes") }))).await;
    let view = assembly.process(assembly.owner("o-10"), "committee", committee).await.expect(200);
    assert_eq!((&view["left"], &view["recalls"][0]["state"]), (&json!(3), &json!("carried")));
    assert_eq!(view["members"][0]["cause"], "recalled");
    proved(&assembly, recalling, quorate::domain::meetings::MeetingState::Announced).await;
    assembly.stop().await;
}
