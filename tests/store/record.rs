//! The record: one writer wins, and what is read is what was written.

use std::sync::Arc;
use std::time::Duration;

use quorate::store::record::{self, Checkpoint, Entry, Head, Node};
use quorate::store::{Backend, Store, StoreError};
use tokio::sync::Barrier;
use tokio::time::sleep;

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, MEETING, NEIGHBOUR, digest, empty_head, entry, grown};

on_both_databases!(
    of_two_racing_writers_exactly_one_moves_the_head,
    who_waits_for_the_lock_sees_what_the_other_wrote,
    a_head_that_is_not_the_expected_one_does_not_move,
    a_record_advances_with_its_checkpoint_or_not_at_all,
    crossed_locks_are_busy_and_not_a_hang,
    many_entries_go_in_and_come_out_in_order,
    an_entry_beyond_its_limit_is_refused,
    entries_are_found_by_meeting_and_kind,
    the_checkpoint_that_covers_a_size_is_the_smallest,
    nodes_of_a_level_are_read_by_range,
);

fn checkpoint(size: u64) -> Checkpoint {
    Checkpoint { community_id: COMMUNITY, size, note: format!("example.org/a\n{size}\n").into_bytes() }
}

async fn swap(store: Store, barrier: Arc<Barrier>, root: &str) -> Result<(), StoreError> {
    // Both read the same head outside the lock: the bug that the compare-and-swap must catch.
    let Some(old) = record::head(store.read(), COMMUNITY).await? else {
        return Err(StoreError::Corrupt("no head".to_owned()));
    };
    barrier.wait().await;
    let transaction = store.begin().await?;
    record::swap_head(&transaction, &old, &grown(&old, 1, root)).await?;
    sleep(Duration::from_millis(50)).await;
    Store::commit(transaction).await
}

async fn of_two_racing_writers_exactly_one_moves_the_head(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    for round in 1..=5 {
        let barrier = Arc::new(Barrier::new(2));
        let (one, other) = tokio::join!(
            swap(fresh.store.clone(), Arc::clone(&barrier), "one"),
            swap(fresh.store.clone(), barrier, "other"),
        );
        let winner = match (one, other) {
            (Ok(()), Err(StoreError::Conflict(_))) => "one",
            (Err(StoreError::Conflict(_)), Ok(())) => "other",
            both => panic!("not exactly one writer won: {both:?}"),
        };
        let head = record::head(fresh.store.read(), COMMUNITY).await?;
        assert_eq!(head, Some(Head { size: round, root: digest(winner), ..empty_head(COMMUNITY)? }));
    }
    Ok(())
}

async fn who_waits_for_the_lock_sees_what_the_other_wrote(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let first = fresh.store.begin().await?;
    let old = record::lock_head(&first, COMMUNITY).await?.ok_or("no head")?;
    let store = fresh.store.clone();
    let second = tokio::spawn(async move {
        let transaction = store.begin().await?;
        let head = record::lock_head(&transaction, COMMUNITY).await?;
        Store::commit(transaction).await?;
        Ok::<_, StoreError>(head)
    });
    sleep(Duration::from_millis(100)).await;
    assert!(!second.is_finished(), "the second writer did not wait");
    let new = grown(&old, 3, "three");
    record::swap_head(&first, &old, &new).await?;
    Store::commit(first).await?;
    assert_eq!(second.await??, Some(new));
    Ok(())
}

async fn a_head_that_is_not_the_expected_one_does_not_move(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let empty = empty_head(COMMUNITY)?;
    for stale in [Head { size: 1, ..empty }, Head { root: digest("other"), ..empty }] {
        let transaction = fresh.store.begin().await?;
        let result = record::swap_head(&transaction, &stale, &grown(&stale, 9, "nine")).await;
        let refused = estate::refusal(transaction, result).await?;
        assert!(matches!(refused, Some(StoreError::Conflict(_))), "{refused:?}");
    }
    assert_eq!(record::head(fresh.store.read(), COMMUNITY).await?, Some(empty));
    Ok(())
}

async fn a_record_advances_with_its_checkpoint_or_not_at_all(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let empty = empty_head(COMMUNITY)?;
    let (two, nine) = (grown(&empty, 2, "two"), grown(&empty, 9, "nine"));
    let transaction = fresh.store.begin().await?;
    record::advance(&transaction, checkpoint(2), &empty, &two).await?;
    Store::commit(transaction).await?;
    for stale in [empty, Head { root: digest("other"), ..two }] {
        let transaction = fresh.store.begin().await?;
        let result = record::advance(&transaction, checkpoint(9), &stale, &nine).await;
        let refused = estate::refusal(transaction, result).await?;
        assert!(matches!(refused, Some(StoreError::Conflict(_))), "{refused:?}");
    }
    assert_eq!(record::head(fresh.store.read(), COMMUNITY).await?, Some(two));
    assert_eq!(record::latest_checkpoint(fresh.store.read(), COMMUNITY).await?, Some(checkpoint(2)));
    Ok(())
}

async fn lock_both(store: Store, order: [uuid::Uuid; 2]) -> Result<(), StoreError> {
    let transaction = store.begin().await?;
    for community in order {
        record::lock_head(&transaction, community).await?;
        sleep(Duration::from_millis(200)).await;
    }
    Store::commit(transaction).await
}

async fn crossed_locks_are_busy_and_not_a_hang(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let (one, other) = tokio::join!(
        lock_both(fresh.store.clone(), [COMMUNITY, NEIGHBOUR]),
        lock_both(fresh.store.clone(), [NEIGHBOUR, COMMUNITY]),
    );
    match fresh.store.backend() {
        // One writer at a time: there is nothing to cross.
        Backend::Sqlite => assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}"),
        Backend::Postgres => assert!(
            matches!((&one, &other), (Ok(()), Err(StoreError::Busy(_))) | (Err(StoreError::Busy(_)), Ok(()))),
            "{one:?} {other:?}"
        ),
    }
    Ok(())
}

async fn many_entries_go_in_and_come_out_in_order(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    // More binds than one statement takes on either database.
    let entries = (0..10_000).map(|index| entry(index, "ballot")).collect::<Result<Vec<_>, _>>()?;
    let transaction = fresh.store.begin().await?;
    record::insert_entries(&transaction, entries.clone()).await?;
    Store::commit(transaction).await?;

    let read = record::entries(fresh.store.read(), COMMUNITY, 0..u64::MAX).await?;
    assert!(read == entries, "entries differ");
    let leaves = record::leaves(fresh.store.read(), COMMUNITY, 9_998..20_000).await?;
    assert_eq!(leaves, [digest("9998"), digest("9999")]);
    Ok(())
}

async fn an_entry_beyond_its_limit_is_refused(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    for (length, fits) in [(65_535, true), (65_536, false)] {
        let transaction = fresh.store.begin().await?;
        let entry = Entry { bytes: vec![b' '; length], ..entry(0, "import")? };
        let result = record::insert_entries(&transaction, vec![entry]).await;
        let refused = estate::refusal(transaction, result).await?;
        assert_eq!(refused.is_none(), fits, "{length}: {refused:?}");
    }
    Ok(())
}

async fn entries_are_found_by_meeting_and_kind(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let of_meeting = |entry: Entry| Entry { meeting_id: Some(MEETING), ..entry };
    let entries = vec![
        entry(0, "import")?,
        of_meeting(entry(1, "notice")?),
        entry(2, "enrolment")?,
        of_meeting(entry(3, "ballot")?),
        of_meeting(entry(4, "close")?),
    ];
    let transaction = fresh.store.begin().await?;
    record::insert_entries(&transaction, entries.clone()).await?;
    Store::commit(transaction).await?;

    let store = fresh.store.read();
    let meeting = record::entries_of_meeting(store, COMMUNITY, MEETING, 2, 1).await?;
    assert_eq!(meeting, entries[3..4]);
    let kinds = record::entries_of_kinds(store, COMMUNITY, &["import", "enrolment", "close"], 0..4).await?;
    assert_eq!(kinds, [entries[0].clone(), entries[2].clone()]);
    assert_eq!(record::entries_of_kinds(store, COMMUNITY, &[], 0..4).await?, []);
    Ok(())
}

async fn the_checkpoint_that_covers_a_size_is_the_smallest(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    for size in [3, 7, 10] {
        record::insert_checkpoint(&transaction, checkpoint(size)).await?;
    }
    Store::commit(transaction).await?;
    let store = fresh.store.read();
    assert_eq!(record::checkpoint_at_least(store, COMMUNITY, 4).await?, Some(checkpoint(7)));
    assert_eq!(record::checkpoint_at_least(store, COMMUNITY, 7).await?, Some(checkpoint(7)));
    assert_eq!(record::checkpoint_at_least(store, COMMUNITY, 11).await?, None);
    assert_eq!(record::checkpoint_at_least(store, COMMUNITY, u64::MAX).await?, None);
    assert_eq!(record::latest_checkpoint(store, COMMUNITY).await?, Some(checkpoint(10)));
    assert_eq!(record::latest_checkpoint(store, NEIGHBOUR).await?, None);
    Ok(())
}

async fn nodes_of_a_level_are_read_by_range(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let node = |level: u32, node_index: u64| Node {
        community_id: COMMUNITY,
        level,
        node_index,
        hash: digest(&format!("{level}/{node_index}")),
    };
    let transaction = fresh.store.begin().await?;
    record::insert_nodes(&transaction, vec![node(2, 0), node(1, 1), node(1, 0), node(1, 2)]).await?;
    Store::commit(transaction).await?;
    let hashes = record::nodes(fresh.store.read(), COMMUNITY, 1, 1..9).await?;
    assert_eq!(hashes, [digest("1/1"), digest("1/2")]);
    Ok(())
}
