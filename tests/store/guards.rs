//! The database's own guards: what is appended stays, and a tree head only grows.

use quorate::store::documents::{self, Document};
use quorate::store::record::{self, Checkpoint, Node};
use quorate::store::register::{self, RegisterVersion};
use quorate::store::{
    ConnectionTrait as _, Store, StoreError, ballots, cosignatures, people, witness_policies,
};

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, SECRETARY, at, ballot, cosignature, digest, entry, person, policy};

on_both_databases!(
    append_only_tables_refuse_update_and_delete,
    a_tree_head_refuses_to_shrink_or_vanish,
    constraints_are_a_second_witness,
);

const APPEND_ONLY: [&str; 8] = [
    "record_entries",
    "record_nodes",
    "record_checkpoints",
    "ballots",
    "documents",
    "register_versions",
    "witness_policies",
    "cosignatures",
];

/// One row in each append-only table.
async fn fill(store: &Store) -> Outcome {
    estate::meeting(store).await?;
    let transaction = store.begin().await?;
    record::insert_entries(&transaction, vec![entry(0, "notice")?]).await?;
    let node = Node { community_id: COMMUNITY, level: 1, node_index: 0, hash: digest("node") };
    record::insert_nodes(&transaction, vec![node]).await?;
    let checkpoint = Checkpoint { community_id: COMMUNITY, size: 1, note: b"note".to_vec() };
    record::insert_checkpoint(&transaction, checkpoint).await?;
    cosignatures::put(&transaction, cosignature(1, "w1")).await?;
    witness_policies::insert(&transaction, policy(1, Some("{}"))?).await?;
    ballots::insert_many(&transaction, vec![ballot("e1", 1, 0)?]).await?;
    let document = Document {
        community_id: COMMUNITY,
        digest: digest("text"),
        kind: "definition".to_owned(),
        visibility: "public".to_owned(),
        bytes: b"text".to_vec(),
    };
    documents::put(&transaction, document).await?;
    let version = RegisterVersion {
        community_id: COMMUNITY,
        version: 1,
        digest: digest("register"),
        document: b"register".to_vec(),
        imported_at: at(0)?,
        imported_by: SECRETARY,
    };
    register::insert(&transaction, version).await?;
    people::replace_all(&transaction, COMMUNITY, vec![person("o1")]).await?;
    Ok(Store::commit(transaction).await?)
}

/// How the database refuses a statement, as far as it does.
async fn refusal(store: &Store, sql: &str) -> Result<Option<String>, StoreError> {
    let transaction = store.begin().await?;
    let refused = transaction.execute_unprepared(sql).await.err().map(|error| error.to_string());
    transaction.rollback().await?;
    Ok(refused)
}

async fn append_only_tables_refuse_update_and_delete(fresh: &Fresh) -> Outcome {
    fill(&fresh.store).await?;
    for table in APPEND_ONLY {
        for sql in [format!("UPDATE {table} SET community_id = community_id"), format!("DELETE FROM {table}")]
        {
            let reason = refusal(&fresh.store, &sql).await?.unwrap_or_default();
            assert!(reason.contains("append-only"), "{sql}: {reason:?}");
        }
    }
    Ok(())
}

async fn a_tree_head_refuses_to_shrink_or_vanish(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    assert_eq!(refusal(&fresh.store, "UPDATE record_heads SET size = size + 1").await?, None);
    for sql in ["UPDATE record_heads SET at = at + 1", "DELETE FROM record_heads"] {
        let reason = refusal(&fresh.store, sql).await?.unwrap_or_default();
        assert!(reason.contains("only grow"), "{sql}: {reason:?}");
    }
    Ok(())
}

async fn constraints_are_a_second_witness(fresh: &Fresh) -> Outcome {
    fill(&fresh.store).await?;
    let bad_ballot = ballots::Ballot { supersedes: Some(digest("none")), ..ballot("e2", 1, 1)? };
    let stranger = ballot("nobody", 1, 1)?;
    for wrong in [bad_ballot, stranger, ballots::Ballot { tree_size: 1, ..ballot("e2", 1, 1)? }] {
        let transaction = fresh.store.begin().await?;
        let result = ballots::insert_many(&transaction, vec![wrong.clone()]).await;
        let refused = estate::refusal(transaction, result).await?;
        assert!(matches!(refused, Some(StoreError::Refused(_))), "{wrong:?}: {refused:?}");
    }
    for sql in [
        "UPDATE meetings SET state = 'open'",
        "UPDATE meetings SET state = 'asleep'",
        "UPDATE meetings SET opens_at = closes_at",
        "UPDATE electors SET area_thousandths = -1",
        "UPDATE people SET sealed_by = 'a key'",
    ] {
        assert!(refusal(&fresh.store, sql).await?.is_some(), "{sql}");
    }
    Ok(())
}
