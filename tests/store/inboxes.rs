//! Lists of inboxes: the latest is in force, and what was decided stays.

use quorate::store::inbox_lists::{self, InboxList};
use quorate::store::{ConnectionTrait as _, Store, StoreError};

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, NEIGHBOUR, SECRETARY, at};

on_both_databases!(
    the_latest_list_is_in_force_and_none_replaces_another,
    a_list_that_was_decided_is_not_rewritten,
);

fn list(revision: u32, inboxes: &str) -> Result<InboxList, Box<dyn std::error::Error>> {
    Ok(InboxList {
        community_id: COMMUNITY,
        revision,
        inboxes: inboxes.as_bytes().to_vec(),
        decided_by: SECRETARY,
        decided_at: at(i64::from(revision))?,
    })
}

async fn decide(store: &Store, list: InboxList) -> Result<(), StoreError> {
    let transaction = store.begin().await?;
    inbox_lists::insert(&transaction, list).await?;
    Store::commit(transaction).await
}

async fn the_latest_list_is_in_force_and_none_replaces_another(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    assert_eq!(inbox_lists::latest(fresh.store.read(), COMMUNITY).await?, None);
    decide(&fresh.store, list(1, "[1]")?).await?;
    decide(&fresh.store, list(2, "[2]")?).await?;
    let second = decide(&fresh.store, list(2, "[3]")?).await;
    assert!(matches!(second, Err(StoreError::Conflict(_))), "{second:?}");
    assert_eq!(inbox_lists::latest(fresh.store.read(), COMMUNITY).await?, Some(list(2, "[2]")?));
    assert_eq!(inbox_lists::latest(fresh.store.read(), NEIGHBOUR).await?, None);
    Ok(())
}

async fn a_list_that_was_decided_is_not_rewritten(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    decide(&fresh.store, list(1, "[1]")?).await?;
    for sql in ["UPDATE inbox_lists SET revision = 7", "DELETE FROM inbox_lists"] {
        let transaction = fresh.store.begin().await?;
        let reason = transaction.execute_unprepared(sql).await.err().map(|error| error.to_string());
        transaction.rollback().await?;
        assert!(reason.as_ref().is_some_and(|reason| reason.contains("append-only")), "{sql}: {reason:?}");
    }
    Ok(())
}
