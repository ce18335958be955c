//! Two services on one PostgreSQL: exactly one of them does what can be done once.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::{leaf_hash, root_of};
use quorate::evidence::receipt::Receipt;
use serde_json::json;

use crate::app::{App, Database};
use crate::assembly::{Assembly, CLOSES};
use crate::calls::Place;

/// An open meeting and a second service on its database.
async fn two() -> (Assembly, App, Place) {
    let assembly = Assembly::gather_on(Database::Postgres).await;
    let other = assembly.beside(assembly.database()).await;
    let place = assembly.opened(json!({})).await;
    (assembly, other, place)
}

async fn count_of(assembly: &Assembly, kind: &str) -> usize {
    assembly.entries().await.iter().filter(|entry| entry["fact"]["kind"] == kind).count()
}

/// Every receipt is of a tree that the record begins with.
async fn of_one_tree(assembly: &Assembly, receipts: &[Receipt]) {
    let entries = assembly.entries().await;
    let leaves: Vec<Digest> = entries
        .iter()
        .map(|entry| leaf_hash(&quorate::evidence::digest::canonical(entry).unwrap()))
        .collect();
    for receipt in receipts {
        let head = receipt.checkpoint().unverified().head();
        let size = usize::try_from(head.size()).unwrap();
        assert_eq!(head.root(), root_of(&leaves[..size]), "the tree of {size}");
        let index = usize::try_from(receipt.index()).unwrap();
        assert_eq!(leaf_hash(receipt.entry().unwrap()), leaves[index]);
    }
}

#[tokio::test]
async fn a_ballot_that_is_sent_to_both_of_two_services_stands_once_in_one_tree() {
    let (assembly, other, place) = two().await;
    let mut ballots = BTreeMap::new();
    for owner in assembly.owners.keys().filter(|owner| *owner != "o-04") {
        ballots.insert(owner.clone(), assembly.signed(place, owner).await);
    }
    let casts = ballots
        .values()
        .flat_map(|ballot| [assembly.cast_ballot(place, ballot), other.cast_ballot(place, ballot)]);
    let answers = join_all(casts).await;
    let mut receipts = Vec::new();
    for (pair, ballot) in answers.chunks(2).zip(ballots.values()) {
        let first = assembly.receipt(&pair[0], ballot).await;
        let second = assembly.receipt(&pair[1], ballot).await;
        assert_eq!(first, second);
        receipts.push(first);
    }
    assert_eq!(count_of(&assembly, "ballot_received").await, ballots.len());
    of_one_tree(&assembly, &receipts).await;
    other.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn two_services_that_close_and_count_at_once_do_it_once() {
    let (assembly, other, place) = two().await;
    assembly.vote(place, "o-01").await;
    assembly.pass_to(CLOSES);
    tokio::join!(assembly.tick(), other.tick());
    assert_eq!(count_of(&assembly, "meeting_closed").await, 1);
    let token = assembly.token(&assembly.convener).await;
    let counts = tokio::join!(assembly.count_meeting(&token, place), other.count_meeting(&token, place));
    let mut statuses = [counts.0.status, counts.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", counts.0.text, counts.1.text);
    assert_eq!(count_of(&assembly, "meeting_counted").await, 1);
    assert_eq!(assembly.ready().await.expect(200)["suspended"], 0);
    other.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn what_one_service_changes_the_other_knows_at_its_next_turn() {
    let (assembly, other, place) = two().await;
    // Both remember the community's tree, its meeting and its keys now.
    let first = assembly.vote(place, "o-01").await;
    let ballot = assembly.signed(place, "o-02").await;
    let second = assembly.receipt(&other.cast_ballot(place, &ballot).await, &ballot).await;
    let late = assembly.signed(place, "o-06").await;
    let revoked = assembly.signed(place, "o-07").await;
    let token = assembly.token(&assembly.convener).await;
    assembly.extend_meeting(&token, place, "2026-05-25T16:00:00Z", "a blackout").await.expect(201);
    let secretary = assembly.token(&assembly.secretary).await;
    let thumbprint = &assembly.owner("o-07").thumbprint;
    assert_eq!(assembly.revoke_key(&secretary, assembly.community, thumbprint).await.status, 204);
    other.cast_ballot(place, &revoked).await.problem(422, "key_revoked");
    assembly.pass_to(CLOSES);
    let third = assembly.receipt(&other.cast_ballot(place, &late).await, &late).await;
    let ballot = assembly.signed(place, "o-08").await;
    let token = assembly.token(&assembly.convener).await;
    assert_eq!(assembly.cancel_meeting(&token, place, "called off").await.status, 201);
    other.cast_ballot(place, &ballot).await.problem(422, "meeting_not_open");
    of_one_tree(&assembly, &[first, second, third]).await;
    other.stop().await;
    assembly.stop().await;
}
