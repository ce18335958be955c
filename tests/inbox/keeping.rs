//! What an inbox keeps: across restarts, and only as it wrote it.

use std::fs;

use crate::door::Way;
use crate::office::Office;

#[tokio::test]
async fn a_ballot_is_on_disk_while_it_waits_and_no_longer() {
    let (assembly, office) = Office::beside().await;
    let place = assembly.opened(serde_json::json!({})).await;
    office.set(assembly.now());
    let ballot = assembly.signed(place, "o-01").await;
    office.taken(place, &ballot).await;
    assert!(fs::read_to_string(office.file(&ballot)).unwrap().contains(&ballot));
    office.forward().await;
    let kept = fs::read_to_string(office.file(&ballot)).unwrap();
    assert!(!kept.contains(&ballot) && kept.contains("tlog-proof"), "{kept}");
    office.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn an_inbox_that_is_restarted_in_between_loses_nothing() {
    let (assembly, office) = Office::beside().await;
    let place = assembly.opened(serde_json::json!({})).await;
    office.set(assembly.now());
    let mut ballots = Vec::new();
    for owner in ["o-01", "o-02", "o-03"] {
        ballots.push(assembly.signed(place, owner).await);
    }
    office.taken(place, &ballots[0]).await;
    office.forward().await;
    office.door.set(Way::Shut);
    office.taken(place, &ballots[1]).await;
    office.taken(place, &ballots[2]).await;
    office.forward().await;
    // A file that was begun when the power went.
    fs::write(office.file(&ballots[1]).with_extension("unfinished"), "{\"v\":1,").unwrap();
    let office = office.restart().await;
    let statuses = async |office: &Office| {
        let mut statuses = Vec::new();
        for ballot in &ballots {
            statuses.push(office.status(ballot).await["status"].as_str().unwrap().to_owned());
        }
        statuses
    };
    assert_eq!(statuses(&office).await, ["taken", "waiting", "waiting"]);
    office.door.set(Way::Open);
    office.forward().await;
    assert_eq!(statuses(&office).await, ["taken", "taken", "taken"]);
    let receipt = office.status(&ballots[0]).await["receipt"].clone();
    let office = office.restart().await;
    assert_eq!(office.status(&ballots[0]).await["receipt"], receipt);
    office.stop().await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_directory_that_was_changed_is_not_gone_on_with() {
    let (assembly, office) = Office::beside().await;
    let place = assembly.opened(serde_json::json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    office.taken(place, &ballot).await;
    let path = office.file(&ballot);
    let changed = fs::read_to_string(&path).unwrap().replace(&ballot[..40], &ballot[1..41]);
    let error = office.stopped(|_| fs::write(&path, changed).unwrap()).await.unwrap_err();
    assert!(error.contains("is damaged"), "{error}");
    assembly.stop().await;
}

#[tokio::test]
async fn a_directory_of_another_key_is_not_gone_on_with() {
    let (assembly, office) = Office::beside().await;
    let place = assembly.opened(serde_json::json!({})).await;
    let ballot = assembly.signed(place, "o-01").await;
    office.taken(place, &ballot).await;
    let error = office.stopped(|files| fs::remove_file(&files.key).unwrap()).await.unwrap_err();
    assert!(error.contains("another inbox's"), "{error}");
    assembly.stop().await;
}

#[tokio::test]
async fn a_file_of_somebody_else_is_named_and_not_touched() {
    let (assembly, office) = Office::beside().await;
    let stranger = office.settings.state.join("ballots/notes.txt");
    let error = office.stopped(|_| fs::write(&stranger, "a note").unwrap()).await.unwrap_err();
    assert!(error.contains("notes.txt does not belong to this inbox"), "{error}");
    assembly.stop().await;
}

#[cfg(unix)]
#[tokio::test]
async fn the_key_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let (assembly, office) = Office::beside().await;
    let mode = fs::metadata(&office.settings.key).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    office.stop().await;
    assembly.stop().await;
}
