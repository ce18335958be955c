//! Commits whose answer is lost: nothing is guessed, and nothing stands twice.
//!
//! These tests always run on a real PostgreSQL, behind a wire that is cut around the commit.

use std::sync::Arc;

use reqwest::Method;
use serde_json::json;
use tempfile::TempDir;

use crate::app::{App, send};
use crate::assembly::{Assembly, CLOSES};
use crate::calls::Place;
use crate::postgres;
use crate::proxy::{Cut, Proxy};

/// An open meeting of a service whose database is reached over a wire, and that database's own address.
async fn over_a_wire() -> (Assembly, Place, Proxy, String) {
    let database = postgres::fresh_database().await;
    let wire = Proxy::before(&database);
    let folder = Arc::new(TempDir::new().unwrap());
    let app = App::start_at(wire.address.clone(), folder).await;
    let assembly = Assembly::gather_in(app).await;
    let place = assembly.opened(json!({})).await;
    (assembly, place, wire, database)
}

async fn count_of(assembly: &Assembly, kind: &str) -> usize {
    assembly.entries().await.iter().filter(|entry| entry["fact"]["kind"] == kind).count()
}

#[tokio::test]
async fn a_ballot_whose_commit_was_not_answered_gets_its_receipt_and_stands_once() {
    let (assembly, place, wire, _) = over_a_wire().await;
    for (owner, cut) in [("o-01", Cut::AfterCommit), ("o-02", Cut::BeforeCommit)] {
        let ballot = assembly.signed(place, owner).await;
        wire.cut_at_next_commit(cut);
        let receipt = assembly.accepted(place, &ballot).await;
        assert!(wire.was_cut(), "{cut:?}");
        assert_eq!(assembly.accepted(place, &ballot).await, receipt, "{cut:?}");
    }
    assert_eq!(count_of(&assembly, "ballot_received").await, 2);
    assembly.stop().await;
}

#[tokio::test]
async fn what_an_officer_does_over_a_cut_wire_is_done_once() {
    let (assembly, place, wire, _) = over_a_wire().await;
    let token = assembly.token(&assembly.convener).await;
    let times = ["2026-05-25T16:00:00Z", "2026-05-26T16:00:00Z"];
    for (closes_at, cut) in times.into_iter().zip([Cut::AfterCommit, Cut::BeforeCommit]) {
        wire.cut_at_next_commit(cut);
        assembly.extend_meeting(&token, place, closes_at, "a blackout").await.expect(201);
        assert!(wire.was_cut(), "{cut:?}");
        assert_eq!(assembly.view(place).await["closes_at"], closes_at);
    }
    assert_eq!(count_of(&assembly, "meeting_extended").await, 2);
    assembly.stop().await;
}

#[tokio::test]
async fn entries_are_found_behind_those_of_a_process_that_went_on_meanwhile() {
    let (assembly, place, wire, database) = over_a_wire().await;
    let other = assembly.beside(&database).await;
    let owners = [("o-01", "o-02", Cut::AfterCommit), ("o-06", "o-07", Cut::BeforeCommit)];
    for (owner, neighbour, cut) in owners {
        let ballot = assembly.signed(place, owner).await;
        let neighbours = assembly.signed(place, neighbour).await;
        let before = assembly.record_size().await;
        wire.go_away_at_next_commit(cut);
        let meanwhile = async {
            wire.until_cut().await;
            let answer = other.cast_ballot(place, &neighbours).await;
            wire.come_back();
            answer
        };
        let (answer, meanwhile) = tokio::join!(assembly.cast_ballot(place, &ballot), meanwhile);
        let receipt = assembly.receipt(&answer, &ballot).await;
        let meanwhile = assembly.receipt(&meanwhile, &neighbours).await;
        let (own, others) = if cut == Cut::AfterCommit { (0, 1) } else { (1, 0) };
        assert_eq!((receipt.index(), meanwhile.index()), (before + own, before + others), "{cut:?}");
    }
    assert_eq!(count_of(&assembly, "ballot_received").await, 4);
    other.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn while_the_database_stays_away_the_outcome_is_unknown_and_later_it_is_settled() {
    let (assembly, place, wire, _) = over_a_wire().await;
    for (owner, cut) in [("o-01", Cut::AfterCommit), ("o-02", Cut::BeforeCommit)] {
        let ballot = assembly.signed(place, owner).await;
        wire.go_away_at_next_commit(cut);
        assembly.cast_ballot(place, &ballot).await.problem(503, "outcome_unknown");
        assembly.cast_ballot(place, &ballot).await.problem(503, "not_saved");
        wire.come_back();
        assembly.accepted(place, &ballot).await;
    }
    assert_eq!(count_of(&assembly, "ballot_received").await, 2);
    assembly.advance_to(CLOSES).await;
    assert_eq!(assembly.state(place).await, "closed");
    assembly.stop().await;
}

#[tokio::test]
async fn a_creation_that_may_have_happened_keeps_its_request_key() {
    let database = postgres::fresh_database().await;
    let wire = Proxy::before(&database);
    let app = App::start_at(wire.address.clone(), Arc::new(TempDir::new().unwrap())).await;
    let operator = app.operator().await;
    for (key, cut, communities) in [("k-1", Cut::AfterCommit, 1), ("k-2", Cut::BeforeCommit, 1)] {
        let create = || {
            let request = app.request(&operator.token, Method::POST, "/api/v1/communities");
            let request = request.header("idempotency-key", key);
            send(request.json(&json!({ "name": key, "time_zone": "Asia/Shanghai" })))
        };
        // The first commit is that of the key.
        wire.cut_after(1, cut);
        create().await.problem(503, "outcome_unknown");
        create().await.problem(409, "request_unsettled");
        let list = app.list_communities(&operator.token, "").await.expect(200);
        assert_eq!(list["items"].as_array().unwrap().len(), communities, "{cut:?}");
    }
    app.stop().await;
}
