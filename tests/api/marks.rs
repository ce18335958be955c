//! A record that went backwards: found by the mark, and never signed over.

use std::fs;

use quorate::boot::check_marks;
use serde_json::json;

use crate::assembly::{Assembly, CLOSES};
use crate::calls::Place;
use crate::hands::{Hands, copy};

/// A meeting in which somebody voted after a backup was taken; the backup's address.
async fn after_a_backup() -> (Assembly, Place, String) {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    assembly.vote(place, "o-01").await;
    let backup = copy(&assembly).await;
    assembly.vote(place, "o-02").await;
    (assembly, place, backup)
}

async fn is_suspended(assembly: &Assembly, place: Place) {
    assert_eq!(assembly.ready().await.expect(200)["suspended"], 1);
    let ballot = assembly.signed(place, "o-06").await;
    let problem = assembly.unchanged(assembly.cast_ballot(place, &ballot)).await;
    assert_eq!(problem.header("retry-after"), "", "it does not come back by itself");
    let problem = problem.problem(503, "record_suspended");
    assert!(problem["detail"].as_str().unwrap().contains("nothing was saved"), "{problem}");
    let token = assembly.token(&assembly.convener).await;
    let extension = assembly.extend_meeting(&token, place, "2026-05-25T16:00:00Z", "a blackout");
    assembly.unchanged(extension).await.problem(503, "record_suspended");
    let before = assembly.record_size().await;
    assembly.advance_to(CLOSES).await;
    assert_eq!(assembly.record_size().await, before);
    assert_eq!(assembly.state(place).await, "open");
}

#[tokio::test]
async fn a_database_restored_from_a_backup_is_read_and_not_signed_over() {
    let (assembly, place, backup) = after_a_backup().await;
    let newest = assembly.database().to_owned();
    let assembly = assembly.restart_on(backup).await;
    is_suspended(&assembly, place).await;
    // The newest state comes back, and with it the meeting.
    let assembly = assembly.restart_on(newest).await;
    // What was shown meanwhile stands in the other database.
    assembly.show_again(&assembly.convener).await;
    assert_eq!(assembly.ready().await.expect(200)["suspended"], 0);
    assembly.tick().await;
    assert_eq!(assembly.state(place).await, "closed");
    assembly.stop().await;
}

#[tokio::test]
async fn the_command_tells_before_a_start_that_a_mark_does_not_fit() {
    let (assembly, _, backup) = after_a_backup().await;
    check_marks(&assembly.settings_on(assembly.database())).await.expect("it fits");
    let refused = check_marks(&assembly.settings_on(&backup)).await.unwrap_err();
    assert_eq!(refused.to_string(), "1 of 1 marks do not fit the database");
    assembly.stop().await;
}

#[tokio::test]
async fn a_restored_database_that_grew_again_is_found_as_another_record() {
    let (assembly, place, backup) = after_a_backup().await;
    let marks = assembly.folder().join("marks");
    let aside = assembly.folder().join("aside");
    fs::rename(&marks, &aside).unwrap();
    let assembly = assembly.restart_on(backup).await;
    for owner in ["o-07", "o-08", "o-09"] {
        assembly.vote(place, owner).await;
    }
    fs::remove_dir_all(&marks).unwrap();
    fs::rename(&aside, &marks).unwrap();
    let assembly = assembly.restart().await;
    is_suspended(&assembly, place).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_database_restored_under_a_running_service_is_noticed_at_the_next_turn() {
    let (assembly, place, _) = after_a_backup().await;
    let hands = Hands::into(&assembly).await;
    hands.unguard().await;
    let size = assembly.record_size().await - 1;
    let note = "(SELECT MAX(size) FROM record_checkpoints)";
    hands.run(&format!("DELETE FROM record_checkpoints WHERE size = {note}")).await;
    hands.run(&format!("DELETE FROM record_entries WHERE entry_index = {size}")).await;
    hands.run(&format!("UPDATE record_heads SET size = {size}")).await;
    hands.off().await;
    assert_eq!(assembly.ready().await.expect(200)["suspended"], 0);
    let ballot = assembly.signed(place, "o-07").await;
    assembly.cast_ballot(place, &ballot).await.problem(503, "record_suspended");
    is_suspended(&assembly, place).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_mark_that_cannot_be_read_suspends_its_community_and_is_left_alone() {
    let (assembly, place, _) = after_a_backup().await;
    let path = assembly.folder().join(format!("marks/{}.checkpoint", assembly.community));
    let whole = fs::read(&path).unwrap();
    let mut forged = whole.clone();
    forged[whole.len() - 20] ^= 1;
    let half = whole[..whole.len() / 2].to_vec();
    let mut assembly = assembly;
    for damaged in [half, forged, Vec::new()] {
        fs::write(&path, &damaged).unwrap();
        assembly = assembly.restart().await;
        assert_eq!(assembly.ready().await.expect(200)["suspended"], 1);
        let ballot = assembly.signed(place, "o-06").await;
        let refused = assembly.unchanged(assembly.cast_ballot(place, &ballot)).await;
        refused.problem(503, "record_suspended");
        assert_eq!(fs::read(&path).unwrap(), damaged);
    }
    fs::write(&path, whole).unwrap();
    let assembly = assembly.restart().await;
    assembly.vote(place, "o-06").await;
    assembly.stop().await;
}

#[tokio::test]
async fn the_mark_is_the_checkpoint_that_is_served_and_other_communities_go_on() {
    let (assembly, place, backup) = after_a_backup().await;
    let path = assembly.folder().join(format!("marks/{}.checkpoint", assembly.community));
    let served = assembly.read_checkpoint(assembly.community).await.text;
    assert_eq!(fs::read_to_string(path).unwrap(), served);
    let assembly = assembly.restart_on(backup).await;
    assembly.cast_ballot(place, &assembly.signed(place, "o-06").await).await.problem(503, "record_suspended");
    let operator = assembly.operator().await;
    let community = assembly.open_community(&operator.token).await;
    assembly.officer(&operator.token, community, "supervisor").await;
    assert_eq!(assembly.ready().await.expect(200)["suspended"], 1);
    assembly.stop().await;
}
