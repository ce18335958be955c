//! Witnesses: what a community decided about them, and what they cosigned.

use quorate::store::record::{self, Checkpoint};
use quorate::store::{Store, StoreError, cosignatures, witness_policies};

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, NEIGHBOUR, cosignature, policy};

on_both_databases!(
    the_latest_decision_about_witnesses_is_in_force,
    of_two_decisions_of_one_revision_the_second_is_a_conflict,
    a_cosignature_needs_the_checkpoint_it_stands_under,
    the_first_cosignature_of_a_witness_for_a_size_stays,
    a_size_counts_once_enough_witnesses_cosigned_it,
);

/// Checkpoints of these sizes.
async fn checkpoints(store: &Store, sizes: &[u64]) -> Outcome {
    estate::communities(store).await?;
    let transaction = store.begin().await?;
    for size in sizes {
        let checkpoint = Checkpoint { community_id: COMMUNITY, size: *size, note: b"note".to_vec() };
        record::insert_checkpoint(&transaction, checkpoint).await?;
    }
    Ok(Store::commit(transaction).await?)
}

async fn the_latest_decision_about_witnesses_is_in_force(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let store = fresh.store.read();
    assert_eq!(witness_policies::latest(store, COMMUNITY).await?, None);
    assert!(witness_policies::communities(store).await?.is_empty());
    for row in [policy(1, Some("{}"))?, policy(2, None)?] {
        let transaction = fresh.store.begin().await?;
        witness_policies::insert(&transaction, row.clone()).await?;
        Store::commit(transaction).await?;
        assert_eq!(witness_policies::latest(store, COMMUNITY).await?, Some(row));
    }
    assert_eq!(witness_policies::latest(store, NEIGHBOUR).await?, None);
    assert_eq!(witness_policies::communities(store).await?, [COMMUNITY]);
    Ok(())
}

async fn of_two_decisions_of_one_revision_the_second_is_a_conflict(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    witness_policies::insert(&transaction, policy(1, Some("{}"))?).await?;
    let result = witness_policies::insert(&transaction, policy(1, None)?).await;
    let refused = estate::refusal(transaction, result).await?;
    assert!(matches!(refused, Some(StoreError::Conflict(_))), "{refused:?}");
    Ok(())
}

async fn a_cosignature_needs_the_checkpoint_it_stands_under(fresh: &Fresh) -> Outcome {
    checkpoints(&fresh.store, &[3]).await?;
    for (size, fits) in [(3, true), (4, false)] {
        let transaction = fresh.store.begin().await?;
        let result = cosignatures::put(&transaction, cosignature(size, "w1")).await;
        let refused = estate::refusal(transaction, result).await?;
        assert_eq!(refused.is_none(), fits, "{size}: {refused:?}");
    }
    Ok(())
}

async fn the_first_cosignature_of_a_witness_for_a_size_stays(fresh: &Fresh) -> Outcome {
    checkpoints(&fresh.store, &[3, 7]).await?;
    let transaction = fresh.store.begin().await?;
    for row in [cosignature(3, "w2"), cosignature(3, "w1"), cosignature(7, "w1")] {
        cosignatures::put(&transaction, row).await?;
    }
    let later = cosignatures::Cosignature { witnessed_at: 9_999, ..cosignature(3, "w1") };
    cosignatures::put(&transaction, later).await?;
    Store::commit(transaction).await?;
    let store = fresh.store.read();
    assert_eq!(cosignatures::at(store, COMMUNITY, 3).await?, [cosignature(3, "w1"), cosignature(3, "w2")]);
    assert_eq!(cosignatures::at(store, COMMUNITY, 4).await?, []);
    assert_eq!(cosignatures::latest_of(store, COMMUNITY, "w1").await?, Some(cosignature(7, "w1")));
    assert_eq!(cosignatures::latest_of(store, NEIGHBOUR, "w1").await?, None);
    Ok(())
}

async fn a_size_counts_once_enough_witnesses_cosigned_it(fresh: &Fresh) -> Outcome {
    checkpoints(&fresh.store, &[3, 5, 7, 9]).await?;
    let transaction = fresh.store.begin().await?;
    for (size, witness) in [(3, "w1"), (5, "w1"), (5, "w2"), (7, "w1"), (7, "stranger"), (9, "w2"), (9, "w1")]
    {
        cosignatures::put(&transaction, cosignature(size, witness)).await?;
    }
    Store::commit(transaction).await?;
    let named = ["w1", "w2", "w3"].map(str::to_owned);
    let store = fresh.store.read();
    let first = async |from, to, required| {
        cosignatures::first_by(store, COMMUNITY, from..=to, (required, &named)).await
    };
    let last = async |from, to, required| {
        cosignatures::last_by(store, COMMUNITY, from..=to, (required, &named)).await
    };
    assert_eq!((first(1, u64::MAX, 1).await?, first(1, u64::MAX, 2).await?), (Some(3), Some(5)));
    assert_eq!((first(6, u64::MAX, 2).await?, first(6, 8, 2).await?), (Some(9), None));
    assert_eq!((last(1, u64::MAX, 2).await?, last(1, 8, 2).await?), (Some(9), Some(5)));
    assert_eq!((last(1, u64::MAX, 3).await?, last(1, 8, 1).await?), (None, Some(7)));
    Ok(())
}
