//! Logins at providers: one for each letter, returned once; accounts are remembered by their hashes.

use quorate::store::Store;
use quorate::store::StoreError;
use quorate::store::identity::activations::{self, Activation};
use quorate::store::identity::provider_accounts::{self, ProviderAccount};
use quorate::store::identity::provider_logins::{self, ProviderLogin};
use uuid::Uuid;

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, NEIGHBOUR, SECRETARY, at, digest};

on_both_databases!(
    a_login_returns_once_and_matches_once,
    a_letter_has_one_login_and_void_ones_are_cleared,
    accounts_are_found_by_any_of_their_hashes_in_their_community,
);

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn letter(number: u128) -> Result<Activation, Box<dyn std::error::Error>> {
    Ok(Activation {
        id: id(number),
        community_id: Some(COMMUNITY),
        kind: "owner".to_owned(),
        method: "letter_and_contact".to_owned(),
        role: None,
        owner_id: Some("o1".to_owned()),
        grant_until: None,
        secret_digest: digest(&format!("letter {number}")),
        confirmed_by: "secretary".to_owned(),
        created_by: Some(SECRETARY),
        created_at: at(0)?,
        expires_at: at(1_000)?,
        used_at: None,
        attempts: 0,
    })
}

fn login(number: u128, letter: u128) -> Result<ProviderLogin, Box<dyn std::error::Error>> {
    Ok(ProviderLogin {
        login_id: id(number),
        activation_id: id(letter),
        provider: "city".to_owned(),
        secret_digest: digest("login secret"),
        created_at: at(1)?,
        expires_at: at(10)?,
        returned_at: None,
        subject_hash: None,
        person_digest: None,
    })
}

async fn a_login_returns_once_and_matches_once(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    activations::insert(&transaction, letter(1)?).await?;
    provider_logins::insert(&transaction, login(7, 1)?).await?;
    let (subject, person) = (digest("subject"), digest("person"));
    assert!(!provider_logins::complete(&transaction, id(7), subject, person).await?);
    assert!(provider_logins::mark_returned(&transaction, id(7), at(3)?).await?);
    assert!(!provider_logins::mark_returned(&transaction, id(7), at(4)?).await?);
    assert!(provider_logins::complete(&transaction, id(7), subject, person).await?);
    assert!(!provider_logins::complete(&transaction, id(7), digest("other"), person).await?);
    assert!(!provider_logins::mark_returned(&transaction, id(8), at(3)?).await?);
    Store::commit(transaction).await?;
    let expected = ProviderLogin {
        returned_at: Some(at(3)?),
        subject_hash: Some(subject),
        person_digest: Some(person),
        ..login(7, 1)?
    };
    assert_eq!(provider_logins::find(fresh.store.read(), id(7)).await?, Some(expected));
    Ok(())
}

async fn a_letter_has_one_login_and_void_ones_are_cleared(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    for number in [1, 2, 3] {
        activations::insert(&transaction, letter(number)?).await?;
        let ends = if number == 2 { at(5)? } else { at(10)? };
        let login = ProviderLogin { expires_at: ends, ..login(10 + number, number)? };
        provider_logins::insert(&transaction, login).await?;
    }
    provider_logins::clear(&transaction, id(1), at(5)?).await?;
    let mut left = Vec::new();
    for number in [11, 12, 13] {
        left.push(provider_logins::find(&transaction, id(number)).await?.is_some());
    }
    assert_eq!(left, [false, false, true]);
    Store::commit(transaction).await?;

    let transaction = fresh.store.begin().await?;
    let result = provider_logins::insert(&transaction, login(14, 3)?).await;
    let refused = estate::refusal(transaction, result).await?;
    assert!(matches!(refused, Some(StoreError::Conflict(_))), "{refused:?}");
    Ok(())
}

async fn accounts_are_found_by_any_of_their_hashes_in_their_community(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let account = |community, hash, owner: &str| -> Result<_, Box<dyn std::error::Error>> {
        let owner_id = owner.to_owned();
        Ok(ProviderAccount {
            community_id: community,
            subject_hash: digest(hash),
            owner_id,
            first_used_at: at(1)?,
        })
    };
    let transaction = fresh.store.begin().await?;
    for account in [
        account(COMMUNITY, "a", "o2")?,
        account(COMMUNITY, "a", "o1")?,
        account(COMMUNITY, "b", "o3")?,
        account(COMMUNITY, "c", "o4")?,
        account(NEIGHBOUR, "a", "o5")?,
    ] {
        provider_accounts::remember(&transaction, account).await?;
    }
    // What is remembered stays as it was.
    let again = ProviderAccount { first_used_at: at(9)?, ..account(COMMUNITY, "a", "o1")? };
    provider_accounts::remember(&transaction, again).await?;
    Store::commit(transaction).await?;
    let found = provider_accounts::list(fresh.store.read(), COMMUNITY, &[digest("a"), digest("b")]).await?;
    let expected =
        [account(COMMUNITY, "a", "o1")?, account(COMMUNITY, "a", "o2")?, account(COMMUNITY, "b", "o3")?];
    assert_eq!(found, expected);
    assert!(provider_accounts::list(fresh.store.read(), COMMUNITY, &[]).await?.is_empty());
    Ok(())
}
