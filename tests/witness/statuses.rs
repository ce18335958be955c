//! Every status of the specification, and those of HTTP around it.

use quorate::evidence::add_checkpoint::BODY_MAX_BYTES;
use quorate::evidence::digest::Digest;

use crate::host::{Answer, Host, NAME};
use crate::log::{HOST, Log};

#[tokio::test]
async fn a_body_that_is_no_request_is_answered_with_400_and_what_is_wrong() {
    let host = Host::new();
    let witness = host.start();
    let good = Log::record(1).grow("entry", 3).request(0).to_string();
    let hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
    let cases = [
        (String::new(), "empty line"),
        (good.replace("old 0", "old 00"), "first line"),
        (good.replace("old 0\n", "old 0\nnothing\n"), "line 1 of the proof"),
        (good.replace("old 0\n", &format!("old 0\n{}", hash.repeat(64))), "64 lines"),
        (good.replace("\n3\n", "\n03\n"), "size"),
        (good.replace("\n\n—", "\nextension\n\n—"), "three lines"),
        (good.trim_end().to_owned(), "signatures"),
        (good.replace("old 0", "old 4"), "larger"),
    ];
    for (body, says) in cases {
        let answer = witness.send(body.clone()).await;
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.body.contains(says), "{says}: {}", answer.body);
    }
    assert_eq!(witness.send(vec![0xff; 100]).await.status, 400);
    // It still works.
    assert_eq!(witness.send(good).await.status, 200);
    witness.stop().await;
}

#[tokio::test]
async fn a_checkpoint_by_another_key_is_answered_with_403() {
    let host = Host::new();
    let witness = host.start();
    let origin = Log::record(1).origin;
    let mut other = Log::of(origin.as_str(), 2);
    let answer = witness.ask(&other.grow("entry", 3).request(0)).await;
    assert_eq!(answer.status, 403);
    assert!(answer.body.contains("not signed by"), "{}", answer.body);
    // A line that names the right key and holds a wrong signature.
    let request = Log::record(1).grow("entry", 3).request(0).to_string();
    assert_eq!(witness.send(request.replace("\n3\n", "\n4\n")).await.status, 403);
    witness.stop().await;
}

#[tokio::test]
async fn an_unknown_log_is_answered_with_404() {
    let host = Host::new();
    let witness = host.start();
    let answer = witness.ask(&Log::of("elsewhere.example/log", 1).grow("entry", 3).request(0)).await;
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("elsewhere.example/log"), "{}", answer.body);
    witness.stop().await;
}

#[tokio::test]
async fn another_old_size_is_answered_with_409_and_the_size_known() {
    let host = Host::new();
    let witness = host.start();
    let mut log = Log::record(1);
    log.grow("entry", 3);
    // Never seen: zero is known.
    assert_eq!(witness.ask(&log.request(2)).await, Answer::conflict(0));
    witness.cosigns(&log.request(0)).await;
    assert_eq!(witness.ask(&log.request(0)).await, Answer::conflict(3));
    witness.cosigns(&log.grow("entry", 1).request(3)).await;
    assert_eq!(witness.ask(&log.request(3)).await, Answer::conflict(4));
    witness.stop().await;
}

#[tokio::test]
async fn a_proof_that_does_not_hold_is_answered_with_422() {
    let host = Host::new();
    let witness = host.start();
    let mut log = Log::record(1);
    log.grow("entry", 3);
    // Nothing needs no proof.
    assert_eq!(witness.ask(&log.request_with(0, vec![Digest::of(b"")])).await.status, 422);
    witness.cosigns(&log.request(0)).await;
    log.grow("entry", 4);
    let proof = log.proof(3);
    let mut changed = proof.clone();
    changed[1] = Digest::of(b"");
    let longer = [proof.clone(), vec![Digest::of(b"")]].concat();
    for wrong in [vec![], changed, proof[..proof.len() - 1].to_vec(), longer] {
        let answer = witness.ask(&log.request_with(3, wrong)).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("consistency proof"), "{}", answer.body);
    }
    witness.cosigns(&log.request_with(3, proof)).await;
    witness.stop().await;
}

#[tokio::test]
async fn a_body_larger_than_any_request_is_answered_with_413() {
    let host = Host::new();
    let witness = host.start();
    assert_eq!(witness.send(vec![b'a'; BODY_MAX_BYTES]).await.status, 400);
    assert_eq!(witness.send(vec![b'a'; BODY_MAX_BYTES + 1]).await.status, 413);
    witness.stop().await;
}

#[tokio::test]
async fn nothing_else_is_answered() {
    let host = Host::new();
    let witness = host.start();
    for (path, status) in [("/add-checkpoint", 405), ("/add-checkpoint/", 404), ("/logs", 404)] {
        let answer = witness.client.get(witness.url(path)).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status, "{path}");
    }
    let answer = witness.client.post(witness.url("/")).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 405);
    witness.stop().await;
}

#[tokio::test]
async fn the_page_says_who_the_witness_is_and_what_it_follows() {
    let host = Host::new();
    let witness = host.start();
    let page = Answer::of(witness.client.get(witness.url("/")).send().await.unwrap()).await;
    assert_eq!((page.status, page.media_type.as_str()), (200, "text/plain; charset=utf-8"));
    for part in [NAME, &witness.key().to_string(), &format!("every record of {HOST}")] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    let live = Answer::of(witness.client.get(witness.url("/health/live")).send().await.unwrap()).await;
    assert_eq!((live.status, live.body.as_str()), (200, "live\n"));
    witness.stop().await;
}
