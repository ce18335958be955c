//! A clock that is set back: the record's time goes on, and no ballot slips behind it.

use std::time::Duration;

use quorate::domain::instants::Instant;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::assembly::{Assembly, CLOSES, OPENS};
use crate::hands::Hands;

fn instant(value: &Value) -> Instant {
    value.as_str().expect("a text").parse().expect("an instant")
}

/// When the record says that the meeting was closed.
async fn closed_at(assembly: &Assembly) -> Option<String> {
    let entries = assembly.entries().await;
    let closed = entries.iter().find(|entry| entry["fact"]["kind"] == "meeting_closed");
    closed.map(|entry| entry["at"].as_str().expect("a time").to_owned())
}

#[tokio::test]
async fn a_clock_that_is_set_back_puts_no_ballot_before_an_entry() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let ballots = [assembly.signed(place, "o-01").await, assembly.signed(place, "o-02").await];
    let third = assembly.signed(place, "o-06").await;
    assembly.pass_to("2026-05-22T16:00:00Z");
    assembly.accepted(place, &ballots[0]).await;
    // Before the opening, by the clock.
    assembly.pass_to("2026-05-21T15:00:00Z");
    assembly.accepted(place, &ballots[1]).await;
    let assembly = assembly.restart().await;
    assembly.accepted(place, &third).await;
    let entries = assembly.entries().await;
    let times: Vec<Instant> = entries.iter().map(|entry| instant(&entry["at"])).collect();
    assert!(times.is_sorted(), "{times:?}");
    for (entry, earlier) in entries.iter().skip(1).zip(&times) {
        if entry["fact"]["kind"] == "ballot_received" {
            let received = instant(&entry["fact"]["received_at"]);
            assert!(*earlier <= received && received <= instant(&entry["at"]), "{entry}");
        }
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_while_a_ballot_waits_records_it_no_earlier_than_it_came() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    let came = "2026-05-22T16:00:00Z";
    assembly.pass_to(came);
    let hands = Hands::into(&assembly).await;
    let held = hands.hold().await;
    let meanwhile = async {
        sleep(Duration::from_secs(1)).await;
        assembly.pass_to(OPENS);
        held.rollback().await.unwrap();
    };
    let (answer, ()) = tokio::join!(assembly.cast_ballot(place, &ballot), meanwhile);
    assembly.receipt(&answer, &ballot).await;
    let entries = assembly.entries().await;
    let recorded = entries.last().unwrap();
    assert_eq!((&recorded["fact"]["received_at"], &recorded["at"]), (&json!(came), &json!(came)));
    hands.off().await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_does_not_let_ballots_in_after_the_close() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let late = [assembly.signed(place, "o-01").await, assembly.signed(place, "o-02").await];
    assembly.pass_to(CLOSES);
    // Written at the close, before anything has closed the meeting.
    let token = assembly.token(&assembly.supervisor).await;
    assembly.officer(&token, assembly.community, "scrutineer").await;
    assert_eq!(assembly.state(place).await, "open");
    assembly.pass_to("2026-05-24T15:00:00Z");
    assembly.unchanged(assembly.cast_ballot(place, &late[0])).await.problem(422, "after_close");
    let assembly = assembly.restart().await;
    assembly.unchanged(assembly.cast_ballot(place, &late[1])).await.problem(422, "after_close");
    assembly.stop().await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_closes_nothing_early_and_late_only_by_itself() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    assembly.pass_to("2026-05-24T15:59:00Z");
    assembly.vote(place, "o-01").await;
    for instant in [OPENS, "2026-05-24T15:59:59Z"] {
        assembly.advance_to(instant).await;
        assert_eq!(closed_at(&assembly).await, None, "{instant}");
    }
    assembly.advance_to(CLOSES).await;
    assert_eq!(closed_at(&assembly).await.as_deref(), Some(CLOSES));
    assembly.stop().await;
}
