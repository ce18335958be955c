//! A log that grows is cosigned; one that shrinks, forks or forgets is not.

use crate::host::{Answer, Host};
use crate::log::{HOST, Log};

#[tokio::test]
async fn a_log_is_cosigned_from_nothing_on_as_it_grows() {
    let host = Host::new();
    let witness = host.start();
    let mut log = Log::record(1);
    witness.cosigns(&log.request(0)).await;
    let mut known = 0;
    for step in [1, 1, 2, 3, 250, 1, 700] {
        log.grow("entry", step);
        witness.cosigns(&log.request(known)).await;
        known = log.size();
    }
    // The same again, for a log that lost the answer.
    witness.cosigns(&log.request(known)).await;
    witness.stop().await;
}

#[tokio::test]
async fn new_communities_of_a_service_are_followed_and_do_not_disturb_each_other() {
    let host = Host::new();
    let witness = host.start();
    for community in 1..=3 {
        let mut log = Log::record(community);
        witness.cosigns(&log.grow("entry", 5).request(0)).await;
        witness.cosigns(&log.grow("entry", 4).request(5)).await;
    }
    let foreign = Log::of(&format!("{HOST}/record/not-a-community"), 1);
    assert_eq!(witness.ask(&foreign.request(0)).await.status, 404);
    witness.stop().await;
}

#[tokio::test]
async fn a_log_with_a_line_of_its_own_is_followed_by_each_of_its_keys() {
    let (mut log, mut renewed) = (Log::of("elsewhere.example/log", 3), Log::of("elsewhere.example/log", 4));
    let host = Host::following(&format!("{}\n{}\n", log.verifier_key(), renewed.verifier_key()));
    let witness = host.start();
    witness.cosigns(&log.grow("entry", 3).request(0)).await;
    witness.cosigns(&renewed.grow("entry", 5).request(3)).await;
    assert_eq!(witness.ask(&Log::record(1).request(0)).await.status, 404);
    witness.stop().await;
}

#[tokio::test]
async fn a_fork_is_refused_at_every_size() {
    let host = Host::new();
    let witness = host.start();
    let mut log = Log::record(1);
    let common = log.grow("common", 3).clone();
    log.grow("for some", 2);
    witness.cosigns(&log.request(0)).await;
    let fork = |count: usize| common.clone().grow("for others", count).clone();
    // Of the same size: the witness says that it knows another tree.
    assert_eq!(witness.ask(&fork(2).request_with(5, vec![])).await, Answer::conflict(5));
    // Larger: its own proof leads from its own tree.
    assert_eq!(witness.ask(&fork(4).request(5)).await.status, 422);
    // From where the two were one.
    assert_eq!(witness.ask(&fork(4).request(3)).await, Answer::conflict(5));
    assert_eq!(witness.ask(&fork(4).request(0)).await, Answer::conflict(5));
    // The witness goes on with what it cosigned.
    witness.cosigns(&log.grow("for some", 1).request(5)).await;
    witness.stop().await;
}

#[tokio::test]
async fn a_smaller_tree_is_refused() {
    let host = Host::new();
    let witness = host.start();
    let mut log = Log::record(1);
    let before = log.grow("entry", 3).clone();
    witness.cosigns(&log.grow("entry", 5).request(0)).await;
    assert_eq!(witness.ask(&before.request(0)).await, Answer::conflict(8));
    assert_eq!(witness.ask(&before.request(3)).await, Answer::conflict(8));
    assert_eq!(witness.ask(&before.request_with(8, vec![])).await.status, 400);
    witness.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_forks_submitted_at_once_only_one_is_ever_cosigned() {
    let host = Host::new();
    let witness = host.start();
    for community in 1..=5 {
        let mut log = Log::record(community);
        witness.cosigns(&log.grow("common", 3).request(0)).await;
        let forks: Vec<_> =
            (0..16).map(|branch| log.clone().grow(&format!("branch {branch}"), 2).clone()).collect();
        let requests: Vec<_> = forks.iter().map(|fork| fork.request(3)).collect();
        let answers =
            futures_util::future::join_all(requests.iter().map(|request| witness.ask(request))).await;
        let cosigned = answers.iter().filter(|answer| answer.status == 200).count();
        let refused = answers.iter().filter(|answer| **answer == Answer::conflict(5)).count();
        assert_eq!((cosigned, refused), (1, 15), "{answers:?}");
    }
    witness.stop().await;
}
