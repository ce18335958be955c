//! What an inbox takes and what it does not.

use ed25519_dalek::SigningKey;
use quorate::boot::InboxLimits;
use quorate::evidence::statements::Statement as _;
use uuid::Uuid;

use crate::assembly::nonce;
use crate::office::Office;

#[tokio::test]
async fn the_same_bytes_get_the_same_forwarding_byte_for_byte() {
    let (assembly, office) = Office::beside().await;
    let place = assembly.opened(serde_json::json!({})).await;
    office.set(assembly.now());
    let ballot = assembly.signed(place, "o-01").await;
    let (forwarding, first) = office.taken(place, &ballot).await;
    assert_eq!(forwarding.received_at, assembly.now());
    office.advance(60);
    assert_eq!(office.taken(place, &ballot).await.1, first);
    let office = office.restart().await;
    assert_eq!(office.taken(place, &ballot).await.1, first);
    assert_eq!(office.status(&ballot).await["forwarding"], first);
    office.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn what_is_no_ballot_for_this_address_is_not_taken_and_says_why() {
    let (assembly, office) = Office::beside().await;
    let place = assembly.opened(serde_json::json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    let path = format!("/ballots/{}/{}", place.0, place.1);
    let jose = "application/jose";
    office.post(&path, "text/plain", ballot.as_str()).await.problem(415, "unsupported_media_type");
    office.post(&path, jose, "a.b.c").await.problem(422, "statement");
    office.post(&path, jose, "").await.problem(422, "statement");
    office.post(&path, jose, "A".repeat(64 * 1024 + 1)).await.problem(413, "too_large");
    let key = &assembly.owner("o-01").key;
    let amendment = assembly.amendment(place).await.sign(key).unwrap();
    office.send(place, &amendment).await.problem(422, "statement");
    office.send((place.0, Uuid::from_u128(1)), &ballot).await.problem(422, "other_subject");
    office.send((Uuid::from_u128(1), place.1), &ballot).await.problem(422, "other_subject");
    let mut elsewhere = assembly.ballot(place, "o-01").await;
    elsewhere.origin = "demonstration.test/record/other".to_owned();
    office.send(place, &elsewhere.sign(key).unwrap()).await.problem(422, "unknown_record");
    office.post("/ballots/x/y", jose, ballot.as_str()).await.problem(404, "no_such_address");
    office.get("/nowhere").await.problem(404, "no_such_address");
    office.get("/ballots/x").await.problem(404, "ballot_not_found");
    office.get(&format!("/ballots/{}", "0".repeat(64))).await.problem(404, "ballot_not_found");
    office.forward().await;
    assert_eq!(office.door.knocks(), 0);
    office.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn an_inbox_that_is_full_says_so_and_keeps_what_it_has() {
    let limits = InboxLimits { ballots_max: 2, ..InboxLimits::USUAL };
    let (assembly, office) = Office::beside_with(limits).await;
    let place = assembly.opened(serde_json::json!({})).await;
    office.set(assembly.now());
    let (one, two) = (assembly.signed(place, "o-01").await, assembly.signed(place, "o-02").await);
    let first = office.taken(place, &one).await.1;
    office.taken(place, &two).await;
    let third = assembly.signed(place, "o-03").await;
    office.send(place, &third).await.problem(507, "inbox_full");
    assert_eq!(office.taken(place, &one).await.1, first);
    office.forward().await;
    assert_eq!(office.status(&two).await["status"], "taken");
    office.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn ballots_that_wait_may_have_so_many_bytes_and_those_answered_none() {
    let limits = InboxLimits { waiting_bytes_max: 1_500, ..InboxLimits::USUAL };
    let (assembly, office) = Office::beside_with(limits).await;
    let place = assembly.opened(serde_json::json!({})).await;
    office.set(assembly.now());
    let one = assembly.signed(place, "o-01").await;
    assert!((800..1_400).contains(&one.len()), "{}", one.len());
    office.taken(place, &one).await;
    let two = assembly.signed(place, "o-02").await;
    office.send(place, &two).await.problem(507, "inbox_full");
    office.forward().await;
    office.taken(place, &two).await;
    office.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn an_inbox_cannot_know_a_voters_key_and_lets_the_service_say() {
    let (assembly, office) = Office::beside().await;
    let place = assembly.opened(serde_json::json!({})).await;
    office.set(assembly.now());
    let mut ballot = assembly.ballot(place, "o-01").await;
    ballot.nonce = nonce();
    let forged = ballot.sign(&SigningKey::from_bytes(&[77; 32])).unwrap();
    // Another names the owner's key and bears the stranger's signature.
    let own = ballot.sign(&assembly.owner("o-01").key).unwrap();
    let (named, signature) = (own.rsplit_once('.').unwrap().0, forged.rsplit_once('.').unwrap().1);
    for forged in [format!("{named}.{signature}"), forged.clone()] {
        office.taken(place, &forged).await;
        assembly.unchanged(office.forward()).await;
        assert_eq!(office.status(&forged).await["status"], "refused");
    }
    office.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_page_says_who_runs_it_with_which_key_for_which_records() {
    let (assembly, office) = Office::beside().await;
    let page = office.get("/").await;
    for part in [&office.entry.name, &office.entry.key.to_string(), &assembly.keys().await.origin] {
        assert!(page.text.contains(part.as_str()), "{}", page.text);
    }
    assert_eq!(office.get("/health/live").await.text, "live\n");
    assert_eq!(office.entry.url, "https://inbox.example.org");
    office.stop().await;
    assembly.stop().await;
}
