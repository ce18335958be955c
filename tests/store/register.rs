//! The register and its people.

use quorate::store::Store;
use quorate::store::people::{self, FoundBy, Person};
use quorate::store::register::{self, RegisterVersion};

use uuid::Uuid;

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, SECRETARY, at, digest, person};

on_both_databases!(
    versions_of_a_register_stay,
    people_are_replaced_as_a_whole,
    people_are_found_by_any_of_their_hashes,
    people_are_sealed_anew_unless_they_changed_meanwhile,
);

async fn versions_of_a_register_stay(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let mut versions = Vec::new();
    for version in 1..=3 {
        versions.push(RegisterVersion {
            community_id: COMMUNITY,
            version,
            digest: digest(&version.to_string()),
            document: version.to_string().into_bytes(),
            imported_at: at(version.into())?,
            imported_by: SECRETARY,
        });
    }
    let transaction = fresh.store.begin().await?;
    assert_eq!(register::latest(&transaction, COMMUNITY).await?, None);
    for version in versions.clone() {
        register::insert(&transaction, version).await?;
    }
    Store::commit(transaction).await?;
    let store = fresh.store.read();
    assert_eq!(register::latest(store, COMMUNITY).await?.as_ref(), versions.last());
    assert_eq!(register::version(store, COMMUNITY, 2).await?.as_ref(), versions.get(1));
    assert_eq!(register::version(store, COMMUNITY, 4).await?, None);
    assert_eq!(register::list(store, COMMUNITY).await?, versions);
    Ok(())
}

async fn people_are_replaced_as_a_whole(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let ward = Person { email_hash: Some(digest("mail")), ..person("o2") };
    let transaction = fresh.store.begin().await?;
    people::replace_all(&transaction, COMMUNITY, vec![person("o1"), person("o3")]).await?;
    people::replace_all(&transaction, COMMUNITY, vec![ward.clone(), person("o1")]).await?;
    Store::commit(transaction).await?;
    let store = fresh.store.read();
    assert_eq!(people::list(store, COMMUNITY).await?, [person("o1"), ward.clone()]);
    assert_eq!(people::find(store, COMMUNITY, "o2").await?, Some(ward));
    assert_eq!(people::find(store, COMMUNITY, "o3").await?, None);
    Ok(())
}

async fn people_are_found_by_any_of_their_hashes(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    people::replace_all(&transaction, COMMUNITY, vec![person("o1"), person("o2")]).await?;
    Store::commit(transaction).await?;
    let store = fresh.store.read();
    let found = async |by, hashes: &[&str]| {
        let hashes = hashes.iter().map(|text| digest(text)).collect();
        people::found(store, COMMUNITY, by, hashes).await
    };
    assert_eq!(found(FoundBy::Name, &["name"]).await?, [person("o1"), person("o2")]);
    assert_eq!(found(FoundBy::Phone, &["another", "o2"]).await?, [person("o2")]);
    assert_eq!(found(FoundBy::Phone, &["name"]).await?, []);
    assert_eq!(found(FoundBy::Email, &["o1", "name"]).await?, []);
    Ok(())
}

async fn people_are_sealed_anew_unless_they_changed_meanwhile(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    people::replace_all(&transaction, COMMUNITY, vec![person("o1"), person("o2")]).await?;
    let anew = Person { sealed: vec![7; 40], sealed_by: "ffeeddccbbaa0099".to_owned(), ..person("o1") };
    assert_eq!(people::communities_sealed_by_others(&transaction, &anew.sealed_by).await?, [COMMUNITY]);
    assert_eq!(people::swap(&transaction, b"something else", anew.clone()).await?, 0);
    assert_eq!(people::swap(&transaction, &person("o1").sealed, anew.clone()).await?, 1);
    assert_eq!(people::list(&transaction, COMMUNITY).await?, [anew.clone(), person("o2")]);
    let last = Person { owner_id: "o2".to_owned(), ..anew.clone() };
    assert_eq!(people::swap(&transaction, &person("o2").sealed, last).await?, 1);
    assert_eq!(people::communities_sealed_by_others(&transaction, &anew.sealed_by).await?, [] as [Uuid; 0]);
    Store::commit(transaction).await?;
    Ok(())
}
