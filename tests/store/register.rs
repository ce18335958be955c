//! The register and its people.

use quorate::store::Store;
use quorate::store::people::{self, Person};
use quorate::store::register::{self, RegisterVersion};

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, SECRETARY, at, digest, person};

on_both_databases!(versions_of_a_register_stay, people_are_replaced_as_a_whole);

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
    let ward = Person {
        acting_role: Some("guardian".to_owned()),
        acting_name: Some("王大明".to_owned()),
        acting_phone: Some("+86 139 0000 0000".to_owned()),
        ..person("o2")
    };
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
