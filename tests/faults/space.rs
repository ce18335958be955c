//! A disk without room, as the process meets it: no file may grow beyond a limit.

use futures_util::future::join_all;
use quorate::domain::meetings::MeetingState;
use serde_json::json;

use crate::app::Database;
use crate::assembly::{Assembly, CLOSES};
use crate::attempts::{attempt, cast_until_answered, casting};
use crate::kept::{Acknowledged, all_kept};
use crate::proofs::{certify, proved};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_room_nothing_is_acknowledged_and_with_room_it_goes_on() {
    let assembly = Assembly::gather_on(Database::Sqlite).await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    let owners = ["o-01", "o-02", "o-05", "o-06"];
    let key = assembly.keys().await.checkpoint_key;
    let mut acknowledged = Vec::new();
    // From no room at all to room for some turns of ballots and not for all.
    for room in [0, 4_096, 64 * 1_024, 256 * 1_024] {
        let ballots = join_all(owners.iter().map(|owner| assembly.signed(place, owner))).await;
        let before = assembly.record_size().await;
        assembly.host.room(Some(room));
        let mut taken = 0;
        for ballot in &ballots {
            let (status, text) = attempt(casting(&assembly, place, ballot)).await.expect("it lives");
            match status {
                201 => {
                    acknowledged.push(Acknowledged::new(ballot, &text, &key));
                    taken += 1;
                }
                503 => assert!(text.contains("\"not_saved\"") || text.contains("\"unavailable\""), "{text}"),
                other => panic!("{other}: {text}"),
            }
        }
        assert_eq!(assembly.record_size().await, before + taken, "with room for {room} bytes");
        assert!(room > 4_096 || taken == 0, "a ballot was acknowledged with room for {room} bytes");
        assert_eq!(assembly.ready().await.status, 200);
        assembly.host.room(None);
        for ballot in &ballots {
            let (receipt, _) = cast_until_answered(&assembly, place, ballot).await;
            acknowledged.push(Acknowledged::new(ballot, &receipt, &key));
        }
        assert_eq!(assembly.record_size().await, before + ballots.len() as u64);
    }
    // What was written is on disk: another process finds it.
    assembly.host.kill();
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    all_kept(&assembly, place, &acknowledged).await;
    proved(&assembly, place, MeetingState::Counted).await;
    assembly.stop().await;
}
