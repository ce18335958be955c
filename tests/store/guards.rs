//! The database's own guards: what is appended stays, and a tree head only grows.

use quorate::store::archive::ArchiveFile;
use quorate::store::documents::{self, Document};
use quorate::store::record::{self, Checkpoint, Node};
use quorate::store::register::{self, RegisterVersion};
use quorate::store::rules::{self, RulesVersion};
use quorate::store::{
    ConnectionTrait as _, Store, StoreError, archive, ballots, cosignatures, people, witness_policies,
};

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, SECRETARY, at, ballot, cosignature, digest, entry, person, policy};

on_both_databases!(
    append_only_tables_refuse_update_and_delete,
    nothing_leaves_the_database_but_what_an_erasure_names,
    a_sealed_file_of_the_archive_is_sealed_anew_and_otherwise_stays,
    a_tree_head_refuses_to_shrink_or_vanish,
    constraints_are_a_second_witness,
);

const APPEND_ONLY: [&str; 10] = [
    "record_entries",
    "record_nodes",
    "record_checkpoints",
    "ballots",
    "documents",
    "register_versions",
    "witness_policies",
    "cosignatures",
    "rules_versions",
    "archive_files",
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
    let stated = RulesVersion {
        community_id: COMMUNITY,
        version: 1,
        digest: digest("rules"),
        document: b"{}".to_vec(),
        set_at: at(1)?,
        set_by: SECRETARY,
    };
    rules::insert(&transaction, stated).await?;
    let version = RegisterVersion {
        community_id: COMMUNITY,
        version: 1,
        digest: digest("register"),
        document: b"register".to_vec(),
        imported_at: at(0)?,
        imported_by: SECRETARY,
    };
    register::insert(&transaction, version).await?;
    archive::keep(&transaction, archived("plan", None)?).await?;
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

/// A file of the archive, sealed with a key if one is named.
fn archived(text: &str, key: Option<&str>) -> Result<ArchiveFile, Box<dyn std::error::Error>> {
    Ok(ArchiveFile {
        community_id: COMMUNITY,
        digest: digest(text),
        access: key.map_or("open", |_| "sealed").to_owned(),
        media_type: "text/plain".to_owned(),
        size: text.len() as u64,
        sealed_with: key.map(str::to_owned),
        content: text.as_bytes().to_vec(),
        uploaded_by: SECRETARY,
        uploaded_at: at(1)?,
    })
}

async fn a_sealed_file_of_the_archive_is_sealed_anew_and_otherwise_stays(fresh: &Fresh) -> Outcome {
    fill(&fresh.store).await?;
    let (old, new) = ("0123456789abcdef", "fedcba9876543210");
    let file = archived("list", Some(old))?;
    let transaction = fresh.store.begin().await?;
    archive::keep(&transaction, file.clone()).await?;
    // The same bytes again stay as they are.
    archive::keep(&transaction, ArchiveFile { media_type: "image/png".to_owned(), ..file.clone() }).await?;
    Store::commit(transaction).await?;
    let transaction = fresh.store.begin().await?;
    assert_eq!(archive::sealed_by_others(&transaction, new, 9).await?, std::slice::from_ref(&file));
    assert_eq!(archive::swap(&transaction, &file, b"anew".to_vec(), new.to_owned()).await?, 1);
    assert_eq!(archive::swap(&transaction, &file, b"again".to_vec(), new.to_owned()).await?, 0);
    Store::commit(transaction).await?;
    let read = archive::file(fresh.store.read(), COMMUNITY, digest("list"), "sealed").await?;
    assert_eq!(read.map(|own| own.content), Some(b"anew".to_vec()));
    for sql in ["DELETE FROM archive_files", "UPDATE archive_files SET access = 'open', sealed_with = NULL"] {
        let reason = refusal(&fresh.store, sql).await?.unwrap_or_default();
        assert!(reason.contains("append-only"), "{sql}: {reason:?}");
    }
    Ok(())
}

async fn nothing_leaves_the_database_but_what_an_erasure_names(fresh: &Fresh) -> Outcome {
    fill(&fresh.store).await?;
    let begin = "INSERT INTO erasures SELECT community_id, meeting_id, 1, 0, NULL FROM meetings";
    let refused = refusal(&fresh.store, begin).await?.unwrap_or_default();
    assert!(refused.contains("has not ended"), "{refused:?}");
    let end = "UPDATE meetings SET state = 'announced', definition_digest = (SELECT digest FROM documents),
        roll_digest = (SELECT digest FROM documents)";
    let hold = "INSERT INTO legal_holds
        SELECT community_id, meeting_id, meeting_id, 'court', created_by, 1, NULL, NULL, NULL FROM meetings";
    let lift = "UPDATE legal_holds SET lifted_at = 2, lifted_by = placed_by, lift_reason = 'over'";
    run(&fresh.store, &[end, hold]).await?;
    let refused = refusal(&fresh.store, begin).await?.unwrap_or_default();
    assert!(refused.contains("held"), "{refused:?}");
    run(&fresh.store, &[lift]).await?;
    assert!(refusal(&fresh.store, lift).await?.unwrap_or_default().contains("append-only"));
    assert!(refusal(&fresh.store, "DELETE FROM ballots").await?.is_some());
    run(&fresh.store, &[begin]).await?;
    assert_eq!(refusal(&fresh.store, "DELETE FROM ballots").await?, None);
    // A public document and the latest register stay, whatever was named.
    let name = |table: &str| {
        format!("INSERT INTO erased_documents SELECT community_id, digest, NULL, 1 FROM {table}")
    };
    run(&fresh.store, &[&name("documents"), &name("register_versions")]).await?;
    for kept in ["DELETE FROM documents", "DELETE FROM register_versions", "DELETE FROM erasures"] {
        let refused = refusal(&fresh.store, kept).await?.unwrap_or_default();
        assert!(refused.contains("append-only"), "{kept}: {refused:?}");
    }
    Ok(())
}

/// Carries out statements that the database takes.
async fn run(store: &Store, statements: &[&str]) -> Outcome {
    let transaction = store.begin().await?;
    for sql in statements {
        transaction.execute_unprepared(sql).await?;
    }
    Ok(Store::commit(transaction).await?)
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
