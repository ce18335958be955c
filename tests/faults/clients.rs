//! A client that hangs up in the middle of its request, or before the answer.

use std::io::Write as _;
use std::net::{Shutdown, TcpStream};

use quorate::domain::meetings::MeetingState;
use serde_json::json;

use crate::app::{Database, HOST};
use crate::assembly::{Assembly, CLOSES};
use crate::attempts::cast_until_answered;
use crate::calls::Place;
use crate::kept::{Acknowledged, all_kept};
use crate::proofs::{certify, proved};

/// Sends so many bytes of a request that casts a ballot, and hangs up.
fn hang_up_after(assembly: &Assembly, (community, meeting): Place, ballot: &str, bytes: usize) {
    let length = ballot.len();
    let request = format!(
        "POST /api/v1/communities/{community}/meetings/{meeting}/ballots HTTP/1.1\r\nhost: {HOST}\r\n\
         content-type: application/jose\r\ncontent-length: {length}\r\n\r\n{ballot}"
    );
    let mut stream = TcpStream::connect(assembly.host.address()).expect("it listens");
    stream.write_all(&request.as_bytes()[..bytes.min(request.len())]).expect("it takes it");
    stream.shutdown(Shutdown::Both).expect("it is open");
}

async fn hanging_up(database: Database) {
    let assembly = Assembly::gather_on(database).await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    let key = assembly.keys().await.checkpoint_key;
    let mut acknowledged = Vec::new();
    for bytes in [1, 60, 300, 700, usize::MAX] {
        let before = assembly.record_size().await;
        let ballot = assembly.signed(place, "o-01").await;
        for _ in 0..3 {
            hang_up_after(&assembly, place, &ballot, bytes);
        }
        let (receipt, _) = cast_until_answered(&assembly, place, &ballot).await;
        acknowledged.push(Acknowledged::new(&ballot, &receipt, &key));
        // Half a ballot is none, and a whole one is one, however often it was sent.
        assert_eq!(assembly.record_size().await, before + 1, "after {bytes} bytes");
    }
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    all_kept(&assembly, place, &acknowledged).await;
    proved(&assembly, place, MeetingState::Counted).await;
    assembly.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_hangs_up_and_tries_again_has_cast_one_ballot_on_sqlite() {
    Box::pin(hanging_up(Database::Sqlite)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_hangs_up_and_tries_again_has_cast_one_ballot_on_postgresql() {
    Box::pin(hanging_up(Database::Postgres)).await;
}
