//! Ballots: what is taken once, what is answered again, and what is refused.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use futures_util::future::join_all;
use quorate::evidence::ballots::{BallotStatement, CandidateAnswer, MatterAnswer};
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::{PublicKey, StatementType, sign};
use quorate::evidence::receipt::Receipt;
use quorate::evidence::statements::{BallotRefusal, Statement as _};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::Answer;
use crate::app::{NOBODY, send};
use crate::assembly::{Assembly, CLOSES, ELECTORS, answered, draft, named, nonce};
use crate::calls::Place;
use crate::estate::{id, new_key};

/// A ballot with a payload that no device would write, signed with an owner's key.
fn signed_json(payload: &Value, key: &SigningKey) -> String {
    sign(key, StatementType::Ballot, payload.to_string().as_bytes())
}

/// A compact JWS with any header, whose signature is right.
fn with_header(header: &Value, payload: &[u8], key: &SigningKey) -> String {
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let input = format!("{}.{}", part(header.to_string().as_bytes()), part(payload));
    format!("{input}.{}", part(&key.sign(input.as_bytes()).to_bytes()))
}

/// The service's refusal in a problem, after it was checked that it is about these bytes.
async fn refusal(assembly: &Assembly, problem: &Value, ballot: &str) -> BallotRefusal {
    let key = assembly.keys().await.statements_key.x;
    let signed = problem["refusal"].as_str().expect("a signed refusal");
    let refusal = BallotRefusal::verified(signed, &key).expect("it verifies");
    assert_eq!(refusal.ballot, Digest::of(ballot.as_bytes()));
    assert_eq!(problem["code"], refusal.code);
    assert_eq!(refusal.received_at, assembly.now());
    refusal
}

/// Casts a ballot that must be refused with a code and a signed refusal, and leave no trace.
async fn refused(assembly: &Assembly, place: Place, ballot: &str, code: &str) {
    let problem = assembly.unchanged(assembly.cast_ballot(place, ballot)).await.problem(422, code);
    let refusal = refusal(assembly, &problem, ballot).await;
    assert_eq!((refusal.community, refusal.meeting), place);
}

/// Casts what is no ballot: it cannot even be refused.
async fn not_taken(assembly: &Assembly, place: Place, ballot: &str, what: &str) {
    let problem = assembly.unchanged(assembly.cast_ballot(place, ballot)).await.problem(422, "statement");
    assert!(problem.get("refusal").is_none(), "{what}");
}

async fn votes_of(assembly: &Assembly, place: Place) -> u64 {
    let token = assembly.token(&assembly.convener).await;
    let counted = assembly.count_meeting(&token, place).await.expect(201);
    let payload = URL_SAFE_NO_PAD.decode(counted["payload"].as_str().unwrap()).unwrap();
    let certificate: Value = serde_json::from_slice(&payload).unwrap();
    certificate["ballots_received"].as_u64().unwrap()
}

async fn recorded(assembly: &Assembly) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for entry in assembly.entries().await {
        if entry["fact"]["kind"] == "ballot_received" {
            *times.entry(entry["fact"]["statement"].as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
    times
}

#[tokio::test]
async fn a_ballot_that_says_something_impossible_is_refused_with_a_signed_reason() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let (owner, key) = ("o-01", &assembly.owner("o-01").key);
    let good = assembly.ballot(place, owner).await;
    let with = |change: &dyn Fn(&mut BallotStatement)| {
        let mut ballot = good.clone();
        ballot.nonce = nonce();
        change(&mut ballot);
        ballot.sign(key).unwrap()
    };
    let other = Digest::of(b"something else");
    let m1 = || answered("m1", MatterAnswer::For);
    let cases: Vec<(&str, String)> = vec![
        ("other_origin", with(&|ballot| ballot.origin = "demonstration.test/record/other".to_owned())),
        ("other_community", with(&|ballot| ballot.community = Uuid::from_u128(1))),
        ("other_meeting", with(&|ballot| ballot.meeting = Uuid::from_u128(1))),
        ("other_definition", with(&|ballot| ballot.definition = other)),
        ("other_roll", with(&|ballot| ballot.roll = other)),
        ("unknown_elector", with(&|ballot| ballot.elector = "0".repeat(32).parse().unwrap())),
        ("matter_missing", with(&|ballot| ballot.choices = vec![m1()])),
        ("matter_missing", with(&|ballot| ballot.choices.clear())),
        ("matter_twice", with(&|ballot| ballot.choices.push(m1()))),
        ("matter_not_for_elector", with(&|ballot| ballot.choices.push(answered("m3", MatterAnswer::For)))),
        ("matter_not_for_elector", with(&|ballot| ballot.choices.push(answered("m9", MatterAnswer::For)))),
        (
            "choice_of_other_form",
            with(&|ballot| ballot.choices = vec![m1(), answered("m2", MatterAnswer::For)]),
        ),
        ("choice_of_other_form", with(&|ballot| ballot.choices = vec![m1(), named(&[])])),
        ("choice_of_other_form", with(&|ballot| ballot.choices[0].answer = MatterAnswer::Candidates)),
        (
            "choice_of_other_form",
            with(&|ballot| ballot.choices[1].candidates[0].answer = CandidateAnswer::Against),
        ),
        ("unknown_candidate", with(&|ballot| ballot.choices = vec![m1(), named(&["c9"])])),
        ("candidate_twice", with(&|ballot| ballot.choices = vec![m1(), named(&["c1", "c1"])])),
        ("too_many_candidates", with(&|ballot| ballot.choices = vec![m1(), named(&["c1", "c2", "c3"])])),
        ("wrong_predecessor", with(&|ballot| ballot.supersedes = Some(other))),
    ];
    for (code, ballot) in &cases {
        refused(&assembly, place, ballot, code).await;
    }
    assembly.vote(place, owner).await;
    assembly.advance_to(CLOSES).await;
    assert_eq!(votes_of(&assembly, place).await, 1);
    assembly.stop().await;
}

#[tokio::test]
async fn what_is_no_ballot_by_its_form_is_not_taken() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let key = &assembly.owner("o-01").key;
    let good = json!(assembly.ballot(place, "o-01").await);
    let with = |field: &str, value: Value| {
        let mut payload = good.clone();
        payload[field] = value;
        signed_json(&payload, key)
    };
    let without = |field: &str| {
        let mut payload = good.clone();
        payload.as_object_mut().unwrap().remove(field);
        signed_json(&payload, key)
    };
    for field in good.as_object().unwrap().keys() {
        // An option that is left out is the same as null; the signed bytes decide, not the form.
        if !["mandate", "supersedes"].contains(&field.as_str()) {
            not_taken(&assembly, place, &without(field), field).await;
        }
    }
    let choice = |extra: (&str, Value)| {
        let mut choices = good["choices"].clone();
        choices[0][extra.0] = extra.1;
        choices
    };
    let cases = [
        ("an unknown field", with("weight", json!("100"))),
        ("an unknown field of a choice", with("choices", choice(("weight", json!(2))))),
        ("a choice that does not exist", with("choices", choice(("answer", json!("maybe"))))),
        ("an answer and candidates", {
            let candidates = json!([{ "candidate": "c1", "answer": "for" }]);
            with("choices", choice(("candidates", candidates)))
        }),
        ("another version", with("v", json!(2))),
        ("a number as text", with("v", json!("1"))),
        ("a fraction", with("v", json!(1.5))),
        ("a nonce too short", with("nonce", json!("AAECAwQFBgcICQoLDA0O"))),
        ("a nonce that is not base64url", with("nonce", json!("=====================+"))),
        ("an elector that is none", with("elector", json!("1-0101"))),
        ("a list", signed_json(&json!([good]), key)),
        ("nothing", sign(key, StatementType::Ballot, b"")),
        ("no JSON", sign(key, StatementType::Ballot, b"{\"v\":1")),
        ("a field twice", {
            let text = good.to_string();
            let twice = format!("{{\"v\":1,{}", &text[1..]);
            sign(key, StatementType::Ballot, twice.as_bytes())
        }),
        ("something after the end", sign(key, StatementType::Ballot, format!("{good} {{}}").as_bytes())),
    ];
    for (what, ballot) in &cases {
        not_taken(&assembly, place, ballot, what).await;
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_signature_is_taken_under_the_exact_header_only() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let owner = assembly.owner("o-01");
    let (key, kid) = (&owner.key, owner.thumbprint.clone());
    let payload = json!(assembly.ballot(place, "o-01").await).to_string();
    let typ = "quorate-ballot+jws";
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": PublicKey::of(key).to_string() });
    let other = PublicKey::of(&new_key()).id().to_string();
    let headers = [
        ("no algorithm", json!({ "alg": "none", "typ": typ, "kid": kid })),
        ("another algorithm", json!({ "alg": "HS256", "typ": typ, "kid": kid })),
        ("another name of the algorithm", json!({ "alg": "Ed25519", "typ": typ, "kid": kid })),
        ("crit", json!({ "alg": "EdDSA", "typ": typ, "kid": kid, "crit": ["b64"] })),
        ("b64", json!({ "alg": "EdDSA", "typ": typ, "kid": kid, "b64": false, "crit": ["b64"] })),
        ("jwk", json!({ "alg": "EdDSA", "typ": typ, "kid": kid, "jwk": jwk })),
        ("jku", json!({ "alg": "EdDSA", "typ": typ, "kid": kid, "jku": "https://example.org/keys" })),
        ("x5u", json!({ "alg": "EdDSA", "typ": typ, "kid": kid, "x5u": "https://example.org/keys" })),
        ("no kid", json!({ "alg": "EdDSA", "typ": typ })),
        ("no typ", json!({ "alg": "EdDSA", "kid": kid })),
        ("kid that is no thumbprint", json!({ "alg": "EdDSA", "typ": typ, "kid": "o-01" })),
        ("another type", json!({ "alg": "EdDSA", "typ": "JWT", "kid": kid })),
    ];
    for (what, header) in &headers {
        not_taken(&assembly, place, &with_header(header, payload.as_bytes(), key), what).await;
    }
    let twice = format!("{{\"alg\":\"EdDSA\",\"kid\":\"{other}\",\"kid\":\"{kid}\",\"typ\":\"{typ}\"}}");
    let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(twice), URL_SAFE_NO_PAD.encode(&payload));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(input.as_bytes()).to_bytes());
    not_taken(&assembly, place, &format!("{input}.{signature}"), "two kids").await;
    for statement in [StatementType::Enrolment, StatementType::RollAmendment, StatementType::Certificate] {
        not_taken(&assembly, place, &sign(key, statement, payload.as_bytes()), statement.typ()).await;
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_signature_that_does_not_verify_is_not_taken() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let owner = assembly.owner("o-01");
    let good = assembly.signed(place, "o-01").await;
    let (input, signature) = good.rsplit_once('.').unwrap();
    let (header, _) = input.split_once('.').unwrap();
    let mut flipped = URL_SAFE_NO_PAD.decode(signature).unwrap();
    flipped[10] ^= 1;
    let flipped = URL_SAFE_NO_PAD.encode(flipped);
    let mut ballot = assembly.ballot(place, "o-01").await;
    ballot.choices[0].answer = MatterAnswer::Against;
    let changed = URL_SAFE_NO_PAD.encode(json!(ballot).to_string());
    let stranger = new_key();
    let claimed = json!({ "alg": "EdDSA", "typ": "quorate-ballot+jws", "kid": owner.thumbprint });
    // Whole, but not by the key that it names: that much can be refused for good.
    for forged in [
        format!("{input}.{flipped}"),
        format!("{header}.{changed}.{signature}"),
        with_header(&claimed, json!(ballot).to_string().as_bytes(), &stranger),
    ] {
        refused(&assembly, place, &forged, "bad_signature").await;
    }
    let cases = [
        ("no signature", format!("{input}.")),
        ("a signature cut short", format!("{input}.{}", &signature[..84])),
        ("two parts", input.to_owned()),
        ("four parts", format!("{good}.{signature}")),
        ("padding", format!("{good}==")),
        ("a line end", format!("{good}\n")),
        ("nothing", String::new()),
        ("JSON", json!(ballot).to_string()),
    ];
    for (what, ballot) in &cases {
        not_taken(&assembly, place, ballot, what).await;
    }
    assembly.accepted(place, &good).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_body_that_is_too_large_or_of_another_type_is_not_read() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let good = assembly.signed(place, "o-01").await;
    let path = format!("/api/v1/communities/{}/meetings/{}/ballots", place.0, place.1);
    for kind in ["application/json", "text/plain", "multipart/form-data", "application/jose+json"] {
        let request = assembly.request(NOBODY, Method::POST, &path).header("content-type", kind);
        let answer = assembly.unchanged(send(request.body(good.clone()))).await;
        answer.problem(415, "unsupported_media_type");
    }
    let request = assembly.request(NOBODY, Method::POST, &path).body(good.clone());
    assembly.unchanged(send(request)).await.problem(415, "unsupported_media_type");
    let large = format!("{good}{}", "A".repeat(64 * 1024));
    assembly.unchanged(assembly.cast_ballot(place, &large)).await.problem(413, "too_large");
    let bytes = assembly.request(NOBODY, Method::POST, &path).header("content-type", "application/jose");
    assembly.unchanged(send(bytes.body(vec![0xff, 0xfe, 0x00]))).await.problem(400, "malformed");
    assembly.accepted(place, &good).await;
    assembly.stop().await;
}

#[tokio::test]
async fn only_a_key_of_an_owner_of_the_elector_counts() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let ballot = assembly.ballot(place, "o-01").await;
    let sign = |key: &SigningKey| ballot.sign(key).unwrap();
    refused(&assembly, place, &sign(&new_key()), "key_not_enrolled").await;
    refused(&assembly, place, &sign(&assembly.owner("o-02").key), "not_entitled").await;
    refused(&assembly, place, &sign(&assembly.convener.key), "key_not_enrolled").await;
    let own = sign(&assembly.owner("o-01").key);
    let secretary = assembly.token(&assembly.secretary).await;
    let thumbprint = &assembly.owner("o-01").thumbprint;
    assert_eq!(assembly.revoke_key(&secretary, place.0, thumbprint).await.status, 204);
    refused(&assembly, place, &own, "key_revoked").await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_key_enrolled_during_the_vote_waits_a_day() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let secretary = assembly.token(&assembly.secretary).await;
    let recipients = json!({ "owners": ["o-01"] });
    let codes = assembly.hand_out_codes(&secretary, place.0, &recipients).await.expect(201);
    let late = assembly.newcomer(codes["codes"][0]["code"].as_str().unwrap()).await;
    let own = assembly.ballot(place, "o-01").await.sign(&late.key).unwrap();
    refused(&assembly, place, &own, "key_cooling").await;
    assembly.set(assembly.now().plus_seconds(86_399));
    refused(&assembly, place, &own, "key_cooling").await;
    assembly.set(assembly.now().plus_seconds(1));
    assembly.accepted(place, &own).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_new_key_waits_a_day_at_least_and_a_week_at_most() {
    let assembly = Assembly::gather().await;
    let token = assembly.token(&assembly.convener).await;
    for hours in [0, 23, 169] {
        let mut bad = draft();
        bad["key_cooling_hours"] = json!(hours);
        let drafted = assembly.draft_meeting(&token, assembly.community, &bad).await.expect(201);
        let place = (assembly.community, id(&drafted["meeting"]));
        let problem = assembly.give_notice(&token, place).await.problem(422, "draft_problems");
        assert_eq!(problem["problems"], json!(["key_cooling_hours must be 24 to 168"]));
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_ballot_that_somebody_copied_is_the_same_ballot_and_not_theirs() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let ballot = assembly.ballot(place, "o-07").await;
    let own = ballot.sign(&assembly.owner("o-07").key).unwrap();
    let first = assembly.cast_ballot(place, &own).await;
    assembly.receipt(&first, &own).await;
    let copied = assembly.unchanged(assembly.cast_ballot(place, &own)).await;
    assert_eq!((copied.status, &copied.text), (201, &first.text));
    let signed_again = ballot.sign(&assembly.owner("o-08").key).unwrap();
    refused(&assembly, place, &signed_again, "not_entitled").await;
    assembly.stop().await;
}

#[tokio::test]
async fn before_the_opening_and_after_the_close_the_time_of_the_ballot_decides() {
    let assembly = Assembly::gather().await;
    let mut draft = draft();
    draft["opens_at"] = json!("2026-05-22T00:00:00Z");
    let later = assembly.noticed(&draft).await;
    let place = assembly.opened(json!({})).await;
    let good = assembly.ballot(place, "o-01").await;
    let key = &assembly.owner("o-01").key;
    let early = BallotStatement { meeting: later.1, ..good.clone() };
    refused(&assembly, later, &early.sign(key).unwrap(), "before_opening").await;
    assembly.pass_to("2026-05-24T15:59:59.999999Z");
    assembly.accepted(place, &good.sign(key).unwrap()).await;
    let late = assembly.signed(place, "o-02").await;
    assembly.pass_to(CLOSES);
    refused(&assembly, place, &late, "after_close").await;
    assembly.tick().await;
    refused(&assembly, place, &late, "after_close").await;
    assert_eq!(votes_of(&assembly, place).await, 1);
    refused(&assembly, place, &late, "after_close").await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_meeting_or_community_that_is_not_there_takes_no_ballot() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let drafted = assembly.place(assembly.drafted(&draft()).await);
    let good = assembly.signed(place, "o-01").await;
    for nowhere in [drafted, (place.0, Uuid::from_u128(7))] {
        let answer = assembly.unchanged(assembly.cast_ballot(nowhere, &good)).await;
        answer.problem(404, "meeting_not_found");
    }
    let elsewhere = (Uuid::from_u128(7), place.1);
    let answer = assembly.unchanged(assembly.cast_ballot(elsewhere, &good)).await;
    answer.problem(404, "community_not_found");
    assembly.stop().await;
}

#[tokio::test]
async fn without_revotes_the_first_ballot_stands() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "none" })).await;
    assembly.vote(place, "o-01").await;
    let again = assembly.signed(place, "o-01").await;
    refused(&assembly, place, &again, "already_voted").await;
    let mut unlinked = assembly.ballot(place, "o-01").await;
    unlinked.supersedes = None;
    let unlinked = unlinked.sign(&assembly.owner("o-01").key).unwrap();
    refused(&assembly, place, &unlinked, "already_voted").await;
    assembly.stop().await;
}

#[tokio::test]
async fn one_revote_is_one_and_names_the_ballot_it_replaces() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "once" })).await;
    assembly.vote(place, "o-01").await;
    let mut unlinked = assembly.ballot(place, "o-01").await;
    unlinked.supersedes = None;
    let unlinked = unlinked.sign(&assembly.owner("o-01").key).unwrap();
    refused(&assembly, place, &unlinked, "wrong_predecessor").await;
    assembly.vote(place, "o-01").await;
    let third = assembly.signed(place, "o-01").await;
    refused(&assembly, place, &third, "already_voted").await;
    assembly.stop().await;
}

#[tokio::test]
async fn until_the_close_each_ballot_names_the_one_before_it() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    let mut cast = Vec::new();
    for _ in 0..4 {
        let ballot = assembly.signed(place, "o-05").await;
        assembly.accepted(place, &ballot).await;
        cast.push(Digest::of(ballot.as_bytes()));
    }
    for earlier in &cast[..3] {
        let mut ballot = assembly.ballot(place, "o-05").await;
        ballot.supersedes = Some(*earlier);
        let ballot = ballot.sign(&assembly.owner("o-05").key).unwrap();
        refused(&assembly, place, &ballot, "wrong_predecessor").await;
    }
    assert_eq!(assembly.ballot(place, "o-05").await.supersedes, cast.last().copied());
    assert_eq!(recorded(&assembly).await.len(), 4);
    assembly.stop().await;
}

#[tokio::test]
async fn the_same_bytes_get_the_same_receipt_also_after_a_revote_a_restart_and_the_close() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    let mut first = Vec::new();
    for owner in ["o-01", "o-02", "o-01", "o-06", "o-01"] {
        let ballot = assembly.signed(place, owner).await;
        let answer = assembly.cast_ballot(place, &ballot).await;
        assembly.receipt(&answer, &ballot).await;
        first.push((ballot, answer.text));
    }
    let same = async |assembly: &Assembly| {
        for (ballot, receipt) in &first {
            let again = assembly.unchanged(assembly.cast_ballot(place, ballot)).await;
            assert_eq!((again.status, &again.text), (201, receipt));
        }
    };
    same(&assembly).await;
    let assembly = assembly.restart().await;
    same(&assembly).await;
    assembly.advance_to(CLOSES).await;
    same(&assembly).await;
    assert_eq!(votes_of(&assembly, place).await, 5);
    same(&assembly).await;
    assembly.stop().await;
}

#[tokio::test]
async fn either_owner_of_a_unit_votes_for_it_and_only_one_of_them() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "none" })).await;
    let (third, fourth) = (assembly.ballot(place, "o-03").await, assembly.ballot(place, "o-04").await);
    assert_eq!(third.elector, fourth.elector);
    assembly.accepted(place, &fourth.sign(&assembly.owner("o-04").key).unwrap()).await;
    let second = third.sign(&assembly.owner("o-03").key).unwrap();
    refused(&assembly, place, &second, "not_representative").await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_co_owner_may_not_replace_the_ballot_of_the_one_who_acted_first() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    assembly.vote(place, "o-03").await;
    let other = assembly.signed(place, "o-04").await;
    refused(&assembly, place, &other, "not_representative").await;
    assembly.vote(place, "o-03").await;
    assert_eq!(recorded(&assembly).await.len(), 2);
    assembly.stop().await;
}

#[tokio::test]
async fn several_units_of_one_owner_are_one_elector_with_one_ballot() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "none" })).await;
    for (owner, units) in [("o-05", vec!["1-0202", "1-0301"]), ("o-01", vec!["1-0101", "P-001"])] {
        let token = assembly.token(assembly.owner(owner)).await;
        let mine = assembly.my_electors(&token, place).await.expect(200);
        assert_eq!(mine.as_array().unwrap().len(), 1);
        let roll: Value = serde_json::from_slice(&assembly.roll(place).await.to_bytes().unwrap()).unwrap();
        let electors = roll["electors"].as_array().unwrap();
        assert_eq!(electors.len() as u64, ELECTORS);
        let own = electors.iter().find(|elector| elector["elector"] == mine[0]["elector"]).unwrap();
        let listed: Vec<_> = own["units"].as_array().unwrap().iter().map(|unit| &unit["unit"]).collect();
        assert_eq!(listed, units);
        assembly.vote(place, owner).await;
        let again = assembly.signed(place, owner).await;
        refused(&assembly, place, &again, "already_voted").await;
    }
    assembly.stop().await;
}

#[tokio::test]
async fn of_two_ballots_of_one_elector_at_once_exactly_one_is_accepted() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    for owner in ["o-01", "o-02", "o-05", "o-06"] {
        let mut ballot = assembly.ballot(place, owner).await;
        let mut ballots = Vec::new();
        for _ in 0..5 {
            ballot.nonce = nonce();
            ballots.push(ballot.sign(&assembly.owner(owner).key).unwrap());
        }
        let answers = join_all(ballots.iter().map(|ballot| assembly.cast_ballot(place, ballot))).await;
        let mut accepted = 0;
        for (ballot, answer) in ballots.iter().zip(answers) {
            if answer.status == 201 {
                assembly.receipt(&answer, ballot).await;
                accepted += 1;
            } else {
                let problem = answer.problem(422, "wrong_predecessor");
                refusal(&assembly, &problem, ballot).await;
            }
        }
        assert_eq!(accepted, 1);
    }
    assert_eq!(recorded(&assembly).await.values().sum::<usize>(), 4);
    assembly.stop().await;
}

#[tokio::test]
async fn the_same_bytes_many_times_at_once_are_one_ballot_with_one_receipt() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "none" })).await;
    let mut ballots = Vec::new();
    for owner in assembly.owners.keys().filter(|owner| *owner != "o-04") {
        ballots.push(assembly.signed(place, owner).await);
    }
    let eightfold: Vec<&String> = ballots.iter().flat_map(|ballot| [ballot; 8]).collect();
    let answers = join_all(eightfold.iter().map(|ballot| assembly.cast_ballot(place, ballot))).await;
    for (ballots, answers) in eightfold.chunks(8).zip(answers.chunks(8)) {
        for answer in answers {
            assembly.receipt(answer, ballots[0]).await;
            assert_eq!(answer.text, answers[0].text);
        }
    }
    let recorded = recorded(&assembly).await;
    assert_eq!(recorded.len() as u64, ELECTORS);
    assert!(recorded.values().all(|times| *times == 1));
    assembly.stop().await;
}

#[tokio::test]
async fn two_hundred_ballots_at_once_are_each_in_the_record_once() {
    let assembly = Assembly::of_flats(200).await;
    let place = assembly.opened(json!({ "revote": "none" })).await;
    let ballots = join_all(assembly.owners.keys().map(|owner| assembly.signed(place, owner))).await;
    let answers: Vec<Answer> =
        join_all(ballots.iter().map(|ballot| assembly.cast_ballot(place, ballot))).await;
    let key = assembly.keys().await.checkpoint_key;
    let mut places = BTreeMap::new();
    for (ballot, answer) in ballots.iter().zip(&answers) {
        assert_eq!(answer.status, 201, "{}", answer.text);
        let receipt = Receipt::parse(answer.text.as_bytes()).unwrap();
        receipt.verify(receipt.entry().unwrap(), &key).unwrap();
        places.insert(receipt.index(), Digest::of(ballot.as_bytes()).to_string());
    }
    assert_eq!(places.len(), 200);
    let entries = assembly.entries().await;
    for (index, digest) in places {
        assert_eq!(entries[usize::try_from(index).unwrap()]["fact"]["statement"], digest);
    }
    let recorded = recorded(&assembly).await;
    assert_eq!(recorded.len(), 200);
    assert!(recorded.values().all(|times| *times == 1));
    assembly.advance_to(CLOSES).await;
    assert_eq!(votes_of(&assembly, place).await, 200);
    assembly.stop().await;
}
