//! Bits that flip in storage: found when served, by the walk through all records, and before signing.

use futures_util::future::join_all;
use serde_json::json;

use crate::assembly::Assembly;
use crate::calls::Place;
use crate::hands::Hands;

async fn opened() -> (Assembly, Place) {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    assembly.vote(place, "o-01").await;
    (assembly, place)
}

async fn flip(assembly: &Assembly, table: &str, column: &str, condition: &str) {
    let hands = Hands::into(assembly).await;
    hands.unguard().await;
    hands.flip(table, column, condition).await;
    hands.off().await;
}

async fn suspended(assembly: &Assembly) -> u64 {
    assembly.ready().await.expect(200)["suspended"].as_u64().unwrap()
}

/// Lets the walk go through a record of at most 512 entries twice.
async fn walk(assembly: &Assembly) {
    for _ in 0..4 {
        assembly.tick().await;
    }
}

async fn signs_nothing(assembly: &Assembly, place: Place) {
    let ballot = assembly.signed(place, "o-02").await;
    assembly.unchanged(assembly.cast_ballot(place, &ballot)).await.problem(503, "record_suspended");
}

#[tokio::test]
async fn a_flipped_bit_in_an_entry_is_found_when_it_is_served_and_by_the_walk() {
    let (assembly, place) = opened().await;
    walk(&assembly).await;
    assert_eq!(suspended(&assembly).await, 0);
    flip(&assembly, "record_entries", "bytes", "entry_index = 3").await;
    let size = assembly.record_size().await;
    let path = format!("entries/000.p/{size}");
    assert_eq!(assembly.read_tile(assembly.community, &path).await, Err(500));
    assert_eq!(suspended(&assembly).await, 0);
    walk(&assembly).await;
    assert_eq!(suspended(&assembly).await, 1);
    signs_nothing(&assembly, place).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_damaged_key_and_a_damaged_elector_keep_no_ballot_out_but_their_own() {
    let assembly = Assembly::of_flats(20).await;
    let place = assembly.opened(json!({})).await;
    let owners: Vec<&String> = assembly.owners.keys().collect();
    let ballots = join_all(owners.iter().map(|owner| assembly.signed(place, owner))).await;
    let hands = Hands::into(&assembly).await;
    hands.unguard().await;
    let no_key = hands.literal(&[0; 32]);
    hands.run(&format!("UPDATE enrolments SET public_key = {no_key} WHERE owner_id = '{}'", owners[3])).await;
    let (no_list, list) = (hands.literal(b"["), hands.literal(format!("[\"{}\"]", owners[7]).as_bytes()));
    hands.run(&format!("UPDATE electors SET owners = {no_list} WHERE owners = {list}")).await;
    hands.off().await;
    let answers = join_all(ballots.iter().map(|ballot| assembly.cast_ballot(place, ballot))).await;
    for (at, answer) in answers.iter().enumerate() {
        let expected = if at == 3 || at == 7 { 500 } else { 201 };
        assert_eq!(answer.status, expected, "{at}: {}", answer.text);
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_flipped_bit_in_the_right_edge_is_found_before_anything_is_signed_over_it() {
    let (assembly, place) = opened().await;
    let last = assembly.record_size().await - 1;
    flip(&assembly, "record_entries", "leaf", &format!("entry_index = {last}")).await;
    let assembly = assembly.restart().await;
    signs_nothing(&assembly, place).await;
    assert_eq!(suspended(&assembly).await, 1);
    assembly.stop().await;
}

#[tokio::test]
async fn a_flipped_bit_in_the_signed_checkpoint_is_found_by_the_walk() {
    let (assembly, place) = opened().await;
    let size = assembly.record_size().await;
    flip(&assembly, "record_checkpoints", "note", &format!("size = {size}")).await;
    walk(&assembly).await;
    assert_eq!(suspended(&assembly).await, 1);
    let ballot = assembly.signed(place, "o-02").await;
    assembly.cast_ballot(place, &ballot).await.problem(503, "record_suspended");
    assembly.stop().await;
}

#[tokio::test]
async fn a_flipped_bit_in_a_stored_node_is_found_by_the_walk() {
    let assembly = Assembly::of_flats(135).await;
    let place = assembly.opened(json!({})).await;
    for owner in assembly.owners.keys() {
        assembly.vote(place, owner).await;
    }
    assert!(assembly.record_size().await > 256);
    walk(&assembly).await;
    assert_eq!(suspended(&assembly).await, 0);
    flip(&assembly, "record_nodes", "hash", "level = 1 AND node_index = 0").await;
    walk(&assembly).await;
    assert_eq!(suspended(&assembly).await, 1);
    assembly.stop().await;
}

#[tokio::test]
async fn a_tree_head_that_is_lost_suspends_its_community_and_does_not_end_the_walk() {
    let (assembly, _) = opened().await;
    let hands = Hands::into(&assembly).await;
    hands.unguard().await;
    hands.run("DELETE FROM record_heads").await;
    hands.off().await;
    walk(&assembly).await;
    assert_eq!(suspended(&assembly).await, 1);
    assembly.stop().await;
}
