//! Rules that a community stated: the latest is in force, and what was stated stays.

use quorate::store::rules::{self, RulesVersion};
use quorate::store::{ConnectionTrait as _, Store, StoreError};

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, NEIGHBOUR, SECRETARY, at, digest};

on_both_databases!(
    the_latest_rules_are_in_force_and_none_replace_others,
    rules_that_were_stated_are_not_rewritten,
);

fn stated(version: u32, document: &str) -> Result<RulesVersion, Box<dyn std::error::Error>> {
    Ok(RulesVersion {
        community_id: COMMUNITY,
        version,
        digest: digest(document),
        document: document.as_bytes().to_vec(),
        set_at: at(i64::from(version))?,
        set_by: SECRETARY,
    })
}

async fn state(store: &Store, version: RulesVersion) -> Result<(), StoreError> {
    let transaction = store.begin().await?;
    rules::insert(&transaction, version).await?;
    Store::commit(transaction).await
}

async fn the_latest_rules_are_in_force_and_none_replace_others(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    assert_eq!(rules::latest(fresh.store.read(), COMMUNITY).await?, None);
    state(&fresh.store, stated(1, "[1]")?).await?;
    state(&fresh.store, stated(2, "[2]")?).await?;
    let second = state(&fresh.store, stated(2, "[3]")?).await;
    assert!(matches!(second, Err(StoreError::Conflict(_))), "{second:?}");
    assert_eq!(rules::latest(fresh.store.read(), COMMUNITY).await?, Some(stated(2, "[2]")?));
    assert_eq!(rules::latest(fresh.store.read(), NEIGHBOUR).await?, None);
    let all = rules::list(fresh.store.read(), COMMUNITY).await?;
    assert_eq!(all, [stated(1, "[1]")?, stated(2, "[2]")?]);
    Ok(())
}

async fn rules_that_were_stated_are_not_rewritten(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    state(&fresh.store, stated(1, "[1]")?).await?;
    for sql in ["UPDATE rules_versions SET version = 7", "DELETE FROM rules_versions"] {
        let transaction = fresh.store.begin().await?;
        let reason = transaction.execute_unprepared(sql).await.err().map(|error| error.to_string());
        transaction.rollback().await?;
        assert!(reason.as_ref().is_some_and(|reason| reason.contains("append-only")), "{sql}: {reason:?}");
    }
    Ok(())
}
