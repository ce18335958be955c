//! What a witness remembers: on disk before it answers, there after a restart, and never silently lost.

use std::fs;

use quorate::boot::witness_key;
use quorate::evidence::note::KeyName;

use crate::host::{Answer, Host};
use crate::log::Log;

/// A machine whose witness has cosigned a log of three entries and stopped.
async fn host_that_cosigned() -> (Host, Log) {
    let host = Host::new();
    let mut log = Log::record(1);
    let witness = host.start();
    witness.cosigns(&log.grow("entry", 3).request(0)).await;
    witness.stop().await;
    (host, log)
}

#[tokio::test]
async fn what_is_answered_is_on_disk() {
    let host = Host::new();
    let witness = host.start();
    let mut log = Log::record(1);
    let mut known = 0;
    for _ in 0..3 {
        let answer = witness.ask(&log.grow("entry", 3).request(known)).await;
        known = log.size();
        // The very line that was answered, behind the log's own.
        assert_eq!(fs::read_to_string(host.kept()).unwrap(), format!("{}{}", log.checkpoint(), answer.body));
    }
    let before = fs::read_to_string(host.kept()).unwrap();
    assert_eq!(witness.ask(&log.request(1)).await, Answer::conflict(known));
    assert_eq!(fs::read_to_string(host.kept()).unwrap(), before);
    witness.stop().await;
}

#[tokio::test]
async fn a_restart_forgets_nothing() {
    let (host, mut log) = host_that_cosigned().await;
    let fork = Log::record(1).grow("other", 3).clone();
    let witness = host.start();
    assert_eq!(witness.ask(&fork.request(0)).await, Answer::conflict(3));
    assert_eq!(witness.ask(&fork.request_with(3, vec![])).await, Answer::conflict(3));
    witness.cosigns(&log.request(3)).await;
    witness.cosigns(&log.grow("entry", 4).request(3)).await;
    witness.stop().await;
}

#[tokio::test]
async fn a_restart_keeps_the_key_which_only_its_owner_can_read() {
    let (host, _) = host_that_cosigned().await;
    let printed = witness_key(&host.settings).unwrap();
    let witness = host.start();
    assert_eq!(witness.key().to_string(), printed);
    // While it runs, too.
    assert_eq!(witness_key(&host.settings).unwrap(), printed);
    witness.stop().await;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;

        let permissions =
            |mode| fs::set_permissions(&host.settings.key, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(fs::metadata(&host.settings.key).unwrap().permissions().mode() & 0o777, 0o600);
        permissions(0o644);
        assert!(host.refusal().contains("chmod 600"), "{}", host.refusal());
    }
}

#[tokio::test]
async fn a_damaged_memory_is_refused_with_the_file_and_what_to_do() {
    let (host, _) = host_that_cosigned().await;
    let kept = host.kept();
    let text = fs::read_to_string(&kept).unwrap();
    let damaged = [
        text.replace("\n3\n", "\n2\n"),
        text[..text.len() - 10].to_owned(),
        String::new(),
        format!("{text}{}", "a".repeat(10_000)),
    ];
    for damaged in damaged {
        fs::write(&kept, damaged).unwrap();
        let refusal = host.refusal();
        assert!(refusal.contains(kept.to_str().unwrap()) && refusal.contains("is damaged"), "{refusal}");
        assert!(refusal.contains("begin anew"), "{refusal}");
    }
    // The same text under the name of another log.
    fs::remove_file(&kept).unwrap();
    let other = kept.with_file_name(format!("{}.checkpoint", "0".repeat(64)));
    fs::write(&other, &text).unwrap();
    assert!(host.refusal().contains("whose file has another name"), "{}", host.refusal());
    fs::remove_file(&other).unwrap();
    fs::write(kept.with_extension("txt"), &text).unwrap();
    assert!(host.refusal().contains("does not belong"), "{}", host.refusal());
    fs::remove_file(kept.with_extension("txt")).unwrap();
    fs::write(&kept, &text).unwrap();
    host.start().stop().await;
}

#[tokio::test]
async fn a_file_that_was_never_finished_is_forgotten_since_nothing_was_answered_on_it() {
    let (host, mut log) = host_that_cosigned().await;
    let unfinished = host.kept().with_extension("unfinished");
    fs::write(&unfinished, "vote.exa").unwrap();
    let witness = host.start();
    assert!(!unfinished.exists());
    witness.cosigns(&log.grow("entry", 1).request(3)).await;
    witness.stop().await;
}

#[tokio::test]
async fn two_witnesses_do_not_share_a_memory() {
    let host = Host::new();
    let witness = host.start();
    let refusal = host.refusal();
    assert!(refusal.contains("another witness runs on") && refusal.contains("stop it first"), "{refusal}");
    witness.stop().await;
    host.start().stop().await;
}

#[tokio::test]
async fn a_key_without_its_memory_and_a_memory_without_its_key_are_refused() {
    let (host, _) = host_that_cosigned().await;
    let at = |name: &str| host.folder().join(name);
    fs::rename(&host.settings.state, at("elsewhere")).unwrap();
    assert!(host.refusal().contains("the memory of this witness is elsewhere or lost"), "{}", host.refusal());
    fs::remove_dir_all(&host.settings.state).unwrap();
    fs::rename(at("elsewhere"), &host.settings.state).unwrap();
    fs::rename(&host.settings.key, at("other.key")).unwrap();
    assert!(host.refusal().contains("put the key back"), "{}", host.refusal());
    assert!(!host.settings.key.exists());
    fs::rename(at("other.key"), &host.settings.key).unwrap();
    host.start().stop().await;
}

#[tokio::test]
async fn another_name_or_key_does_not_go_on_with_a_memory() {
    let (mut host, _) = host_that_cosigned().await;
    host.settings.name = KeyName::new("witness.example/w2").unwrap();
    assert!(host.refusal().contains("is the memory of witness.example/w1"), "{}", host.refusal());
    host.settings.name = KeyName::new(crate::host::NAME).unwrap();
    let other = Host::new();
    other.start().stop().await;
    fs::copy(&other.settings.key, &host.settings.key).unwrap();
    assert!(host.refusal().contains("give the name and the key it was made with"), "{}", host.refusal());
}

#[tokio::test]
async fn a_list_of_logs_with_mistakes_names_all_of_them() {
    let host = Host::following("service vote.example\n\nnonsense\n");
    let refusal = host.refusal();
    for part in ["logs.txt", "line 1: a service is written as", "line 3: a verifier key is"] {
        assert!(refusal.contains(part), "{part}: {refusal}");
    }
    // Nothing was made for a witness that did not start.
    assert!(!host.settings.key.exists());
}
