//! Second inboxes: who names them, and the ballots that they hand in.

use ed25519_dalek::SigningKey;
use quorate::domain::instants::Instant;
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::statements::{BallotRefusal, Forwarding, Statement as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::assembly::{Assembly, CLOSES, OPENS, draft, nonce};
use crate::calls::Place;
use crate::estate::new_key;

/// Ten minutes after the close.
const COUNT_FROM: &str = "2026-05-24T16:10:00Z";

/// An inbox as it is named, with the key it signs with.
fn inbox(name: &str) -> (Value, SigningKey) {
    let key = new_key();
    let url = "https://inbox.example.org";
    (json!({ "name": name, "url": url, "key": PublicKey::of(&key).to_string() }), key)
}

/// An assembly whose office named one inbox, and the inbox's key.
async fn with_inbox() -> (Assembly, SigningKey) {
    let assembly = Assembly::gather().await;
    let (inbox, key) = inbox("街道办");
    let token = assembly.token(&assembly.supervisor).await;
    assembly.name_inboxes(&token, assembly.community, "\"0\"", &json!([inbox])).await.expect(200);
    (assembly, key)
}

/// What an inbox says that took a ballot now.
async fn taken(assembly: &Assembly, place: Place, ballot: &str) -> Forwarding {
    Forwarding {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        ballot: Digest::of(ballot.as_bytes()),
        received_at: assembly.now(),
    }
}

/// Hands in a ballot that must be refused with a code and a signed refusal, and leave no trace.
async fn refused(assembly: &Assembly, place: Place, ballot: &str, forwarding: &str, code: &str) {
    let answer = assembly.unchanged(assembly.forward_ballot(place, ballot, forwarding)).await;
    let problem = answer.problem(422, code);
    let key = assembly.keys().await.statements_key.x;
    let refusal = BallotRefusal::verified(problem["refusal"].as_str().unwrap(), &key).unwrap();
    assert_eq!((refusal.ballot, refusal.code.as_str()), (Digest::of(ballot.as_bytes()), code));
}

/// The entries of ballots in the record.
async fn recorded(assembly: &Assembly) -> Vec<Value> {
    let entries = assembly.entries().await.into_iter().map(|entry| entry["fact"].clone());
    entries.filter(|fact| fact["kind"] == "ballot_received").collect()
}

#[tokio::test]
async fn the_office_names_inboxes_and_each_notice_takes_the_list_in_force() {
    let assembly = Assembly::gather().await;
    let community = assembly.community;
    let none = assembly.read_inboxes(community).await;
    assert_eq!((none.header("etag"), &none.body["inboxes"]), ("\"0\"", &json!([])));
    let token = assembly.token(&assembly.supervisor).await;
    let (street, neighbours) = (inbox("街道办").0, inbox("邻里").0);
    let both = json!([street, neighbours]);
    let named = assembly.name_inboxes(&token, community, "\"0\"", &both).await;
    assert_eq!(named.header("etag"), "\"1\"");
    assert_eq!(assembly.read_inboxes(community).await.expect(200)["inboxes"], both);
    let place = assembly.noticed(&draft()).await;
    assembly.name_inboxes(&token, community, "\"0\"", &json!([])).await.problem(412, "stale");
    assembly.name_inboxes(&token, community, "", &json!([])).await.problem(400, "malformed");
    assembly.name_inboxes(&token, community, "\"1\"", &json!([])).await.expect(200);
    let later = assembly.noticed(&draft()).await;
    for (place, expected) in [(place, both), (later, json!([]))] {
        let digest = assembly.view(place).await["definition"].as_str().unwrap().to_owned();
        let definition = assembly.read_document(community, &digest).await.expect(200);
        assert_eq!(definition["inboxes"], expected);
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_list_of_inboxes_that_cannot_stand_is_refused_with_what_is_wrong() {
    let assembly = Assembly::gather().await;
    let token = assembly.token(&assembly.supervisor).await;
    let good = inbox("街道办").0;
    let with = |field: &str, value: &str| {
        let mut inbox = good.clone();
        inbox[field] = json!(value);
        inbox
    };
    for list in [
        json!([with("url", "http://inbox.example.org")]),
        json!([with("url", "https://inbox.example.org/")]),
        json!([with("name", " ")]),
        json!([good, with("name", "同一把密钥")]),
    ] {
        assembly.name_inboxes(&token, assembly.community, "\"0\"", &list).await.problem(422, "field");
    }
    let list = json!([with("key", "AAAA")]);
    assembly.name_inboxes(&token, assembly.community, "\"0\"", &list).await.problem(400, "malformed");
    assert_eq!(assembly.read_inboxes(assembly.community).await.expect(200)["revision"], 0);
    assembly.stop().await;
}

#[tokio::test]
async fn a_forwarded_ballot_is_in_the_record_once_by_the_time_of_its_inbox() {
    let (assembly, key) = with_inbox().await;
    let place = assembly.opened(json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    let forwarding = taken(&assembly, place, &ballot).await;
    let signed = forwarding.sign(&key).unwrap();
    assembly.advance(3_600).await;
    let first = assembly.forward_ballot(place, &ballot, &signed).await;
    assembly.receipt(&first, &ballot).await;
    // By whichever way it comes again, the answer is the same.
    let again = assembly.unchanged(assembly.forward_ballot(place, &ballot, &signed)).await;
    let cast = assembly.unchanged(assembly.cast_ballot(place, &ballot)).await;
    assert_eq!((&again.text, &cast.text), (&first.text, &first.text));
    let recorded = recorded(&assembly).await;
    assert_eq!(recorded.len(), 1);
    assert_eq!(recorded[0]["received_at"], forwarding.received_at.to_string());
    assert_eq!(recorded[0]["forwarding"], Digest::of(signed.as_bytes()).to_string());
    assembly.stop().await;
}

#[tokio::test]
async fn a_ballot_that_was_cast_and_is_forwarded_too_gets_the_receipt_it_has() {
    let (assembly, key) = with_inbox().await;
    let place = assembly.opened(json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    let cast = assembly.cast_ballot(place, &ballot).await;
    let forwarding = taken(&assembly, place, &ballot).await.sign(&key).unwrap();
    let forwarded = assembly.unchanged(assembly.forward_ballot(place, &ballot, &forwarding)).await;
    assert_eq!((forwarded.status, &forwarded.text), (201, &cast.text));
    assert_eq!(recorded(&assembly).await[0].get("forwarding").cloned().unwrap_or_default(), Value::Null);
    assembly.stop().await;
}

#[tokio::test]
async fn a_ballot_taken_before_the_close_is_handed_in_until_the_count() {
    let (assembly, key) = with_inbox().await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    assembly.vote(place, "o-01").await;
    let mut ballots = Vec::new();
    for owner in ["o-01", "o-02", "o-03"] {
        let ballot = assembly.signed(place, owner).await;
        let forwarding = taken(&assembly, place, &ballot).await.sign(&key).unwrap();
        ballots.push((ballot, forwarding));
    }
    assembly.advance_to(CLOSES).await;
    assert_eq!(assembly.state(place).await, "closed");
    let late = assembly.cast_ballot(place, &ballots[0].0).await;
    late.problem(422, "after_close");
    let convener = assembly.token(&assembly.convener).await;
    let problem = assembly.count_meeting(&convener, place).await.problem(409, "too_early");
    assert!(problem["detail"].as_str().unwrap().contains(COUNT_FROM), "{problem}");
    // One replaces a ballot that was cast, one is new, the third comes too late.
    for (ballot, forwarding) in &ballots[..2] {
        let answer = assembly.forward_ballot(place, ballot, forwarding).await;
        assembly.receipt(&answer, ballot).await;
    }
    assert_eq!(assembly.read_turnout(place).await.expect(200)["is_final"], false);
    assembly.advance_to(COUNT_FROM).await;
    let convener = assembly.token(&assembly.convener).await;
    let certificate = assembly.count_meeting(&convener, place).await.expect(201);
    let certificate = payload(&certificate);
    assert_eq!((&certificate["ballots_received"], &certificate["ballots_counted"]), (&json!(3), &json!(2)));
    let turnout = assembly.read_turnout(place).await.expect(200);
    assert_eq!((&turnout["is_final"], &turnout["heads"]), (&json!(true), &json!(2)));
    let (ballot, forwarding) = &ballots[2];
    refused(&assembly, place, ballot, forwarding, "no_forwarding").await;
    assembly.stop().await;
}

#[tokio::test]
async fn what_an_inbox_took_outside_the_voting_period_or_ahead_of_time_is_refused() {
    let (assembly, key) = with_inbox().await;
    let place = assembly.opened(json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    let at = async |instant: &str| {
        let received_at = instant.parse().unwrap();
        Forwarding { received_at, ..taken(&assembly, place, &ballot).await }.sign(&key).unwrap()
    };
    refused(&assembly, place, &ballot, &at("2026-05-04T08:00:00Z").await, "before_opening").await;
    let ahead = assembly.now().plus_seconds(61).to_string();
    refused(&assembly, place, &ballot, &at(&ahead).await, "forwarding_ahead").await;
    assembly.advance_to(CLOSES).await;
    refused(&assembly, place, &ballot, &at(CLOSES).await, "after_close").await;
    let answer = assembly.forward_ballot(place, &ballot, &at(OPENS).await).await;
    assembly.receipt(&answer, &ballot).await;
    assembly.stop().await;
}

#[tokio::test]
async fn an_inbox_that_is_ahead_does_not_move_the_time_of_the_record() {
    let (assembly, key) = with_inbox().await;
    let place = assembly.opened(json!({})).await;
    let close: Instant = CLOSES.parse().unwrap();
    assembly.advance_to(&close.plus_seconds(-30).to_string()).await;
    let now = assembly.now();
    let ahead = async |owner: &str, seconds: i64| {
        let ballot = assembly.signed(place, owner).await;
        let said = taken(&assembly, place, &ballot).await;
        let said = Forwarding { received_at: now.plus_seconds(seconds), ..said };
        (ballot, said.sign(&key).unwrap())
    };
    let (ballot, forwarding) = ahead("o-01", 20).await;
    let answer = assembly.forward_ballot(place, &ballot, &forwarding).await;
    assembly.receipt(&answer, &ballot).await;
    assert_eq!(assembly.entries().await.last().unwrap()["at"], now.to_string());
    // A minute ahead of a minute ahead is two minutes ahead.
    let (ballot, forwarding) = ahead("o-02", 60).await;
    refused(&assembly, place, &ballot, &forwarding, "after_close").await;
    let (ballot, forwarding) = ahead("o-02", 61).await;
    refused(&assembly, place, &ballot, &forwarding, "forwarding_ahead").await;
    // And voting has not ended.
    let ballot = assembly.signed(place, "o-02").await;
    let answer = assembly.cast_ballot(place, &ballot).await;
    assembly.receipt(&answer, &ballot).await;
    assert_eq!(recorded(&assembly).await.last().unwrap()["received_at"], now.to_string());
    assembly.stop().await;
}

#[tokio::test]
async fn a_forwarding_that_proves_nothing_of_the_ballot_is_refused_by_name() {
    let (assembly, key) = with_inbox().await;
    let place = assembly.opened(json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    let good = taken(&assembly, place, &ballot).await;
    let stranger = good.sign(&new_key()).unwrap();
    refused(&assembly, place, &ballot, &stranger, "unknown_inbox").await;
    let genuine = good.sign(&key).unwrap();
    let (signed, foreign) = (genuine.rsplit_once('.').unwrap().0, stranger.rsplit_once('.').unwrap().1);
    let forged = format!("{signed}.{foreign}");
    let hand_in = async |forwarding: &str| {
        assembly.unchanged(assembly.forward_ballot(place, &ballot, forwarding)).await
    };
    hand_in(&forged).await.problem(422, "statement");
    hand_in("a.b.c").await.problem(422, "statement");
    hand_in(&ballot).await.problem(422, "statement");
    for other in [
        Forwarding { ballot: Digest::of(b"another ballot"), ..good.clone() },
        Forwarding { meeting: Uuid::from_u128(1), ..good.clone() },
        Forwarding { community: Uuid::from_u128(1), ..good.clone() },
        Forwarding { origin: "elsewhere/record/1".to_owned(), ..good.clone() },
    ] {
        hand_in(&other.sign(&key).unwrap()).await.problem(422, "other_forwarding");
    }
    // A forwarding does not make a ballot good.
    let mut wrong = assembly.ballot(place, "o-01").await;
    (wrong.nonce, wrong.roll) = (nonce(), Digest::of(b"another roll"));
    let wrong = wrong.sign(&assembly.owner("o-01").key).unwrap();
    let forwarding = taken(&assembly, place, &wrong).await.sign(&key).unwrap();
    refused(&assembly, place, &wrong, &forwarding, "other_roll").await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_meeting_without_inboxes_takes_no_forwarding_and_is_counted_at_its_close() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    let forwarding = taken(&assembly, place, &ballot).await.sign(&new_key()).unwrap();
    refused(&assembly, place, &ballot, &forwarding, "unknown_inbox").await;
    assembly.advance_to(CLOSES).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.count_meeting(&convener, place).await.expect(201);
    assembly.stop().await;
}

/// What a certificate says.
fn payload(certificate: &Value) -> Value {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    let payload = URL_SAFE_NO_PAD.decode(certificate["payload"].as_str().unwrap()).unwrap();
    serde_json::from_slice(&payload).unwrap()
}
