//! Ties broken by lot: commitments before the opening, values after the close, and a count that waits.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use quorate::domain::identity::Role;
use quorate::domain::meetings::MeetingState;
use quorate::evidence::digest::Digest;
use quorate::evidence::receipt::Receipt;
use quorate::evidence::statements::Statement as _;
use quorate::verify::report::{Code, Outcome, Report};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::assembly::{Assembly, CLOSES, OPENS, Person, draft, named, yes};
use crate::calls::Place;
use crate::estate::id;
use crate::proofs::verified;

/// A day after the close, which is written at [`CLOSES`].
const REVEAL_ENDS: &str = "2026-05-25T16:00:00Z";

/// Three times three electors, each group without one of three candidates for two seats: six heads each.
const CIRCLE: [(&[&str], [&str; 2]); 3] = [
    (&["o-01", "o-02", "o-07"], ["c1", "c2"]),
    (&["o-03", "o-05", "o-08"], ["c1", "c3"]),
    (&["o-06", "o-09", "o-10"], ["c2", "c3"]),
];

async fn noticed(assembly: &Assembly) -> Place {
    let mut draft = draft();
    draft["switches"] = json!({ "tie_break": "lot" });
    assembly.noticed(&draft).await
}

fn officers(assembly: &Assembly) -> [(&Person, Role, u8); 3] {
    [
        (&assembly.scrutineer, Role::Scrutineer, 1),
        (&assembly.supervisor, Role::Supervisor, 2),
        (&assembly.convener, Role::Convener, 3),
    ]
}

async fn commit(assembly: &Assembly, place: Place, (person, role, value): (&Person, Role, u8)) -> Answer {
    let signed = assembly.commitment(place, person, role, value).await.sign(&person.key).unwrap();
    assembly.commit_lot(&assembly.token(person).await, place, &signed).await
}

async fn reveal(assembly: &Assembly, place: Place, (person, _, value): (&Person, Role, u8)) -> Answer {
    let signed = assembly.value(place, value).await.sign(&person.key).unwrap();
    assembly.reveal_lot(place, &signed).await
}

async fn vote(assembly: &Assembly, place: Place, owner: &str, candidates: &[&str]) {
    let mut ballot = assembly.ballot(place, owner).await;
    for choice in &mut ballot.choices {
        *choice =
            if choice.matter.as_str() == "m2" { named(candidates) } else { yes(choice.matter.as_str()) };
    }
    let signed = ballot.sign(&assembly.owner(owner).key).unwrap();
    assembly.accepted(place, &signed).await;
}

/// Opens the meeting, votes in a circle and closes it.
async fn tie(assembly: &Assembly, place: Place) {
    assembly.advance_to(OPENS).await;
    for (owners, candidates) in CIRCLE {
        for owner in owners {
            vote(assembly, place, owner, &candidates).await;
        }
    }
    assembly.advance_to(CLOSES).await;
}

async fn count(assembly: &Assembly, place: Place) -> Answer {
    assembly.count_meeting(&assembly.token(&assembly.convener).await, place).await
}

/// What the verifier says of the audit bundle of a counted meeting; it finds nothing.
async fn audited(assembly: &Assembly, place: Place) -> Report {
    verified(assembly, assembly.public_bundle(place).await).await;
    let token = assembly.token(&assembly.scrutineer).await;
    let report = verified(assembly, assembly.audit_bundle(&token, place).await).await;
    assert_eq!(report.state, MeetingState::Counted);
    report
}

/// What is said of whether every value was revealed.
fn kept(report: &Report) -> Vec<(Outcome, &str)> {
    let own = report.claims.iter().filter(|claim| claim.code == Code::LotKept);
    own.map(|claim| (claim.outcome, claim.sentence.as_str())).collect()
}

/// The seed by the page: over the close, the meeting and the values, null where one is withheld.
async fn seed(assembly: &Assembly, place: Place, values: Value) -> String {
    let certificate = assembly.read_certificate(place).await.expect(200);
    let payload = certificate["payload"].as_str().unwrap().to_owned();
    let payload = URL_SAFE_NO_PAD.decode(payload).unwrap();
    let payload: Value = serde_json::from_slice(&payload).unwrap();
    let source = json!({ "close": payload["close"]["root"], "meeting": place.1, "values": values });
    Digest::of(&serde_json::to_vec(&source).unwrap()).to_string()
}

fn election(report: &Report) -> Value {
    serde_json::to_value(&report.matters[1].verdict).unwrap()
}

/// Thirty-two bytes of this value, in base64url.
fn text(value: u8) -> String {
    URL_SAFE_NO_PAD.encode([value; 32])
}

#[tokio::test]
async fn a_tie_is_drawn_from_what_officers_committed_to_before_the_opening() {
    let assembly = Assembly::gather().await;
    let place = noticed(&assembly).await;
    for officer in officers(&assembly) {
        let answer = commit(&assembly, place, officer).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let receipt = Receipt::parse(answer.text.as_bytes()).unwrap();
        let entry = receipt.entry().unwrap().to_vec();
        receipt.verify(&entry, &assembly.keys().await.checkpoint_key).unwrap();
        let entry: Value = serde_json::from_slice(&entry).unwrap();
        assert_eq!(
            (&entry["fact"]["kind"], &entry["fact"]["role"]),
            (&json!("lot_committed"), &json!(officer.1.as_str()))
        );
        // Whoever lost the answer sends the same bytes again.
        assert_eq!(assembly.unchanged(commit(&assembly, place, officer)).await.text, answer.text);
    }
    tie(&assembly, place).await;
    let told = assembly.unchanged(count(&assembly, place)).await.problem(409, "lot_awaited");
    let detail = told["detail"].as_str().unwrap();
    assert!(detail.contains("3 of the values") && detail.ends_with(REVEAL_ENDS), "{detail}");
    for officer in officers(&assembly) {
        assert_eq!(reveal(&assembly, place, officer).await.status, 201);
    }
    let lot = assembly.read_lot(place).await.expect(200);
    count(&assembly, place).await.expect(201);
    let report = audited(&assembly, place).await;
    let verdict = election(&report);
    let expected = seed(&assembly, place, json!([text(1), text(2), text(3)])).await;
    assert_eq!((&lot["seed"], &verdict["lot"]["seed"]), (&json!(expected), &json!(expected)));
    assert_eq!((&lot["reveal_hours"], &lot["reveal_until"]), (&json!(24), &json!(REVEAL_ENDS)));
    let drawn = verdict["lot"]["candidates"].as_array().unwrap();
    assert_eq!(verdict["elected"].as_array().unwrap()[..], drawn[..2]);
    assert_eq!(verdict["alternates"].as_array().unwrap()[..], drawn[2..]);
    assert_eq!((&verdict["passed"], &verdict["runoff"]), (&json!(true), &json!([])));
    assert_eq!(kept(&report)[0].0, Outcome::Checked);
    assembly.stop().await;
}

#[tokio::test]
async fn whoever_withholds_a_value_is_named_and_the_lot_is_drawn_without_it_after_a_day() {
    let assembly = Assembly::gather().await;
    let place = noticed(&assembly).await;
    let [scrutineer, supervisor, _] = officers(&assembly);
    for officer in [scrutineer, supervisor] {
        assert_eq!(commit(&assembly, place, officer).await.status, 201);
    }
    tie(&assembly, place).await;
    assert_eq!(reveal(&assembly, place, scrutineer).await.status, 201);
    assembly.pass_to("2026-05-25T15:59:59Z");
    let told = assembly.unchanged(count(&assembly, place)).await.problem(409, "lot_awaited");
    assert!(told["detail"].as_str().unwrap().contains("1 of the values"), "{told}");
    assert_eq!(assembly.read_lot(place).await.expect(200)["seed"], Value::Null);
    assembly.pass_to(REVEAL_ENDS);
    assembly.unchanged(reveal(&assembly, place, supervisor)).await.problem(409, "too_late");
    count(&assembly, place).await.expect(201);
    let report = audited(&assembly, place).await;
    let expected = seed(&assembly, place, json!([text(1), null])).await;
    assert_eq!(election(&report)["lot"]["seed"], expected);
    assert_eq!(assembly.read_lot(place).await.expect(200)["seed"], expected);
    let told = kept(&report);
    assert_eq!((told.len(), told[0].0), (1, Outcome::CouldNotCheck));
    let who = format!("the supervisor with the key {} committed", assembly.supervisor.thumbprint);
    assert!(told[0].1.contains(&who), "{told:?}");
    assembly.stop().await;
}

#[tokio::test]
async fn without_any_commitment_the_close_alone_decides_and_the_report_says_so() {
    let assembly = Assembly::gather().await;
    let place = noticed(&assembly).await;
    tie(&assembly, place).await;
    count(&assembly, place).await.expect(201);
    let report = audited(&assembly, place).await;
    assert_eq!(election(&report)["lot"]["seed"], seed(&assembly, place, json!([])).await);
    let told = kept(&report);
    assert_eq!(told[0].0, Outcome::CouldNotCheck);
    assert!(told[0].1.contains("no officer committed to a value"), "{told:?}");
    assembly.stop().await;
}

#[tokio::test]
async fn a_count_without_a_tie_waits_for_nothing() {
    let assembly = Assembly::gather().await;
    let place = noticed(&assembly).await;
    assert_eq!(commit(&assembly, place, officers(&assembly)[0]).await.status, 201);
    assembly.advance_to(OPENS).await;
    for owner in CIRCLE.iter().flat_map(|(owners, _)| *owners) {
        vote(&assembly, place, owner, &["c1", "c2"]).await;
    }
    assembly.advance_to(CLOSES).await;
    count(&assembly, place).await.expect(201);
    let report = audited(&assembly, place).await;
    let verdict = election(&report);
    assert_eq!((&verdict["elected"], verdict.get("lot")), (&json!(["c1", "c2"]), None));
    assert_eq!(kept(&report), [], "nobody owed anything");
    assembly.stop().await;
}

#[tokio::test]
async fn a_commitment_that_is_not_right_is_refused() {
    let assembly = Assembly::gather().await;
    let place = noticed(&assembly).await;
    let [scrutineer, supervisor, convener] = officers(&assembly);
    let (person, role, value) = scrutineer;
    let token = assembly.token(person).await;
    let good = assembly.commitment(place, person, role, value).await;
    let refused = async |signed: String, status: u16, code: &str| {
        assembly.unchanged(assembly.commit_lot(&token, place, &signed)).await.problem(status, code);
    };
    let mut other = good.clone();
    other.role = Role::Supervisor;
    refused(other.sign(&person.key).unwrap(), 403, "forbidden").await;
    other.role = Role::Secretary;
    refused(other.sign(&person.key).unwrap(), 403, "forbidden").await;
    refused(good.sign(&supervisor.0.key).unwrap(), 422, "statement").await;
    let stolen = assembly.commitment(place, convener.0, role, value).await;
    refused(stolen.sign(&convener.0.key).unwrap(), 422, "statement").await;
    let mut elsewhere = good.clone();
    elsewhere.meeting = place.0;
    refused(elsewhere.sign(&person.key).unwrap(), 422, "other_subject").await;
    commit(&assembly, place, scrutineer).await.expect(201);
    let again = assembly.commitment(place, person, role, value + 1).await;
    refused(again.sign(&person.key).unwrap(), 409, "already_there").await;
    // The role has room for another scrutineer, and no more.
    for (number, status) in [(11, 201), (12, 409)] {
        let another = assembly.another("scrutineer").await;
        let thumbprint = another.thumbprint();
        let person = Person::of(&another, assembly.now());
        let answer = commit(&assembly, place, (&person, Role::Scrutineer, number)).await;
        assert_eq!(answer.status, status, "{thumbprint}: {}", answer.text);
    }
    assembly.advance_to(OPENS).await;
    let late = commit(&assembly, place, supervisor);
    assembly.unchanged(late).await.problem(409, "state_does_not_allow");
    assert_eq!(assembly.read_lot(place).await.expect(200)["commitments"].as_array().unwrap().len(), 2);
    assembly.stop().await;
}

#[tokio::test]
async fn a_value_that_does_not_fit_or_comes_at_the_wrong_time_is_refused() {
    let assembly = Assembly::gather().await;
    let place = noticed(&assembly).await;
    let [scrutineer, supervisor, _] = officers(&assembly);
    commit(&assembly, place, scrutineer).await.expect(201);
    let early = reveal(&assembly, place, scrutineer);
    assembly.unchanged(early).await.problem(409, "state_does_not_allow");
    assembly.advance_to(OPENS).await;
    let early = reveal(&assembly, place, scrutineer);
    assembly.unchanged(early).await.problem(409, "state_does_not_allow");
    assembly.advance_to(CLOSES).await;
    let wrong = reveal(&assembly, place, (scrutineer.0, Role::Scrutineer, 9));
    assembly.unchanged(wrong).await.problem(422, "lot_value");
    assembly.unchanged(reveal(&assembly, place, supervisor)).await.problem(422, "lot_value");
    let mut elsewhere = assembly.value(place, 1).await;
    elsewhere.meeting = place.0;
    let elsewhere = elsewhere.sign(&scrutineer.0.key).unwrap();
    assembly.unchanged(assembly.reveal_lot(place, &elsewhere)).await.problem(422, "other_subject");
    // The office was lost and the key revoked; what was promised can be kept.
    let token = assembly.token(&assembly.scrutineer).await;
    let thumbprint = &assembly.scrutineer.thumbprint;
    assembly.revoke_key(&token, assembly.community, thumbprint).await.expect(204);
    let first = reveal(&assembly, place, scrutineer).await;
    assert_eq!(first.status, 201, "{}", first.text);
    assert_eq!(assembly.unchanged(reveal(&assembly, place, scrutineer)).await.text, first.text);
    assembly.stop().await;
}

#[tokio::test]
async fn a_lot_stands_exactly_where_it_breaks_ties() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    assembly.read_lot(place).await.problem(404, "lot_not_found");
    commit(&assembly, place, officers(&assembly)[0]).await.problem(404, "lot_not_found");
    let token = assembly.token(&assembly.convener).await;
    for (tie_break, hours) in [("runoff", 24), ("lot", 23), ("lot", 169)] {
        let mut bad = draft();
        bad["switches"] = json!({ "tie_break": tie_break });
        bad["lot"] = json!({ "reveal_hours": hours });
        let drafted = assembly.draft_meeting(&token, assembly.community, &bad).await.expect(201);
        let place = (assembly.community, id(&drafted["meeting"]));
        let problem = assembly.give_notice(&token, place).await.problem(422, "draft_problems");
        assert!(problem["problems"][0].as_str().unwrap().starts_with("lot"), "{problem}");
    }
    assembly.stop().await;
}
