//! A clock that is set back while a meeting runs.

use quorate::domain::instants::Instant;
use quorate::domain::meetings::MeetingState;
use serde_json::json;

use crate::app::Database;
use crate::assembly::{Assembly, CLOSES, OPENS};
use crate::attempts::cast_until_answered;
use crate::kept::{Acknowledged, all_kept};
use crate::proofs::{certify, proved};

const HOUR_SECONDS: i64 = 60 * 60;

async fn set_back(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    let key = assembly.keys().await.checkpoint_key;
    let opens_at: Instant = OPENS.parse().expect("an instant");
    let mut signed = Vec::new();
    // Signed beforehand: whoever signed in by a clock that is ahead is not signed in by one that is right.
    for owner in ["o-01", "o-02", "o-05", "o-06", "o-07", "o-08"] {
        signed.push(assembly.signed(place, owner).await);
    }
    let (late, early) = (signed.pop().expect("a ballot"), signed.pop().expect("a ballot"));
    let mut acknowledged = Vec::new();
    // Each is repeated by a process that remembers nothing.
    for (ballot, hours) in signed.iter().zip([3, 2, 1, 2]) {
        assembly.set(opens_at.plus_seconds(hours * HOUR_SECONDS));
        assembly.tick().await;
        let (receipt, _) = cast_until_answered(&assembly, place, ballot).await;
        acknowledged.push(Acknowledged::new(ballot, &receipt, &key));
        assembly.host.kill();
        let (again, _) = cast_until_answered(&assembly, place, ballot).await;
        assert_eq!(receipt, again);
    }
    // By a clock before the opening that is written already, a ballot has the time of the last entry.
    assembly.set(opens_at.plus_seconds(-HOUR_SECONDS));
    assembly.tick().await;
    let (receipt, _) = cast_until_answered(&assembly, place, &early).await;
    acknowledged.push(Acknowledged::new(&early, &receipt, &key));
    // A close that is written is not undone.
    assembly.advance_to(CLOSES).await;
    assembly.set(opens_at.plus_seconds(5 * HOUR_SECONDS));
    assembly.tick().await;
    assert_eq!(assembly.state(place).await, "closed");
    assembly.cast_ballot(place, &late).await.problem(422, "after_close");
    let instants = assembly.entries().await;
    let instants = instants.iter().map(|entry| entry["at"].as_str().unwrap().parse::<Instant>().unwrap());
    assert!(instants.is_sorted(), "the record goes back in time");
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    all_kept(&assembly, place, &acknowledged).await;
    proved(&assembly, place, MeetingState::Counted).await;
    assembly.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_set_back_takes_no_ballot_back_on_sqlite() {
    Box::pin(set_back(Database::Sqlite)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_set_back_takes_no_ballot_back_on_postgresql() {
    Box::pin(set_back(Database::Postgres)).await;
}
