//! Identity: secrets work once, grants hold in their time, keys are found together.

use quorate::store::identity::accounts::{self, Operator};
use quorate::store::identity::activations::{self, Activation};
use quorate::store::identity::device_keys::{self, DeviceKey};
use quorate::store::identity::enrolments::{self, Enrolment};
use quorate::store::identity::grants::{self, Grant};
use quorate::store::identity::sessions::{self, Session};
use quorate::store::{Store, StoreError};
use uuid::Uuid;

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, NEIGHBOUR, SECRETARY, THUMBPRINT, at, digest};

on_both_databases!(
    an_activation_is_used_once,
    an_activation_whose_fields_do_not_fit_its_kind_is_refused,
    a_refresh_token_rotates_once_and_its_predecessor_is_known,
    a_grant_holds_from_its_beginning_to_its_end,
    an_operator_is_one_until_revoked,
    enrolments_are_found_by_key_owner_account_and_entry,
    an_operators_key_is_found_until_revoked_and_after,
);

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn activation(kind: &str) -> Result<Activation, Box<dyn std::error::Error>> {
    Ok(Activation {
        id: id(1),
        community_id: Some(COMMUNITY),
        kind: kind.to_owned(),
        role: None,
        owner_id: Some("o1".to_owned()),
        grant_until: None,
        secret_digest: digest("secret"),
        method: "letter_and_contact".to_owned(),
        confirmed_by: "secretary".to_owned(),
        created_by: Some(SECRETARY),
        created_at: at(0)?,
        expires_at: at(10)?,
        used_at: None,
        attempts: 0,
    })
}

async fn an_activation_is_used_once(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    activations::insert(&transaction, activation("owner")?).await?;
    activations::record_failed_attempt(&transaction, id(1)).await?;
    activations::record_failed_attempt(&transaction, id(1)).await?;
    assert!(activations::consume(&transaction, id(1), at(5)?).await?);
    assert!(!activations::consume(&transaction, id(1), at(6)?).await?);
    Store::commit(transaction).await?;
    let expected = Activation { attempts: 2, used_at: Some(at(5)?), ..activation("owner")? };
    let store = fresh.store.read();
    assert_eq!(activations::find_by_secret(store, digest("secret")).await?, Some(expected.clone()));
    assert_eq!(activations::find(store, id(1)).await?, Some(expected.clone()));
    assert_eq!(activations::list(store, COMMUNITY).await?, [expected]);
    assert_eq!(activations::find_by_secret(store, digest("guess")).await?, None);
    Ok(())
}

async fn an_activation_whose_fields_do_not_fit_its_kind_is_refused(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let owner = activation("owner")?;
    for wrong in [
        activation("operator")?,
        activation("officer")?,
        activation("guest")?,
        Activation { owner_id: None, ..owner.clone() },
        Activation { role: Some("chair".to_owned()), ..owner.clone() },
        Activation { community_id: None, ..owner },
    ] {
        let transaction = fresh.store.begin().await?;
        let result = activations::insert(&transaction, wrong.clone()).await;
        let refused = estate::refusal(transaction, result).await?;
        assert!(matches!(refused, Some(StoreError::Refused(_))), "{wrong:?}: {refused:?}");
    }
    Ok(())
}

async fn a_refresh_token_rotates_once_and_its_predecessor_is_known(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let session = Session {
        id: id(1),
        account_id: SECRETARY,
        refresh_digest: digest("first"),
        previous_digest: None,
        issued_at: at(0)?,
        expires_at: at(10)?,
        ended_at: None,
        scope: "full".to_owned(),
        community_id: None,
        thumbprint: Some(THUMBPRINT.to_owned()),
        used_at: at(0)?,
        factor_shown_at: None,
        factor_failures: 0,
    };
    let transaction = fresh.store.begin().await?;
    sessions::insert(&transaction, session.clone()).await?;
    let (first, second) = (digest("first"), digest("second"));
    assert!(sessions::rotate(&transaction, id(1), first, second, at(5)?, at(20)?).await?);
    assert!(!sessions::rotate(&transaction, id(1), first, digest("thief"), at(5)?, at(20)?).await?);
    let rotated = Session {
        refresh_digest: second,
        previous_digest: Some(first),
        expires_at: at(20)?,
        used_at: at(5)?,
        ..session
    };
    assert!(sessions::end(&transaction, id(1), at(6)?).await?);
    assert!(!sessions::end(&transaction, id(1), at(7)?).await?);
    assert!(!sessions::rotate(&transaction, id(1), second, digest("third"), at(7)?, at(20)?).await?);
    assert_eq!(sessions::end_all_of(&transaction, SECRETARY, at(8)?).await?, 0);
    Store::commit(transaction).await?;
    let ended = Session { ended_at: Some(at(6)?), ..rotated };
    assert_eq!(sessions::find(fresh.store.read(), id(1)).await?, Some(ended));
    Ok(())
}

async fn a_grant_holds_from_its_beginning_to_its_end(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let grant = Grant {
        community_id: COMMUNITY,
        grant_id: id(1),
        account_id: SECRETARY,
        role: "chair".to_owned(),
        granted_at: at(10)?,
        until: Some(at(20)?),
        revoked_at: None,
    };
    let open_ended = Grant { grant_id: id(2), role: "member".to_owned(), until: None, ..grant.clone() };
    let transaction = fresh.store.begin().await?;
    grants::insert(&transaction, grant.clone()).await?;
    grants::insert(&transaction, open_ended.clone()).await?;
    Store::commit(transaction).await?;
    let store = fresh.store.read();
    for (now, count) in [(9, 0), (10, 2), (19, 2), (20, 1)] {
        assert_eq!(grants::active(store, SECRETARY, COMMUNITY, at(now)?).await?.len(), count, "{now}");
    }
    assert_eq!(grants::active(store, SECRETARY, NEIGHBOUR, at(15)?).await?, []);
    assert_eq!(grants::by_role(store, COMMUNITY, "chair", at(15)?).await?, [grant]);
    let transaction = fresh.store.begin().await?;
    assert!(grants::revoke(&transaction, COMMUNITY, id(2), at(30)?).await?);
    assert!(!grants::revoke(&transaction, COMMUNITY, id(2), at(31)?).await?);
    Store::commit(transaction).await?;
    assert_eq!(grants::active_anywhere(store, SECRETARY, at(29)?).await?.len(), 1);
    assert_eq!(grants::active_anywhere(store, SECRETARY, at(30)?).await?, []);
    assert_eq!(grants::list(store, COMMUNITY).await?.len(), 2);
    Ok(())
}

async fn an_operator_is_one_until_revoked(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    assert_eq!(accounts::count_operators(&transaction).await?, 0);
    let operator = Operator { account_id: SECRETARY, granted_at: at(0)?, revoked_at: None };
    accounts::insert_operator(&transaction, operator).await?;
    assert!(accounts::is_operator(&transaction, SECRETARY).await?);
    assert_eq!(accounts::count_operators(&transaction).await?, 1);
    assert!(accounts::revoke_operator(&transaction, SECRETARY, at(1)?).await?);
    assert!(!accounts::revoke_operator(&transaction, SECRETARY, at(2)?).await?);
    assert!(!accounts::is_operator(&transaction, SECRETARY).await?);
    Ok(Store::commit(transaction).await?)
}

fn enrolment(
    number: u128,
    owner: Option<&str>,
    entry_index: u64,
) -> Result<Enrolment, Box<dyn std::error::Error>> {
    Ok(Enrolment {
        community_id: COMMUNITY,
        enrolment_id: id(number),
        account_id: SECRETARY,
        owner_id: owner.map(str::to_owned),
        thumbprint: format!("{number:0>43}"),
        public_key: vec![7; 32],
        statement: b"signed".to_vec(),
        statement_digest: digest("signed"),
        method: "letter".to_owned(),
        confirmed_by: "secretary".to_owned(),
        entry_index,
        enrolled_at: at(0)?,
        label: None,
        revoked_at: None,
        revoked_index: None,
    })
}

async fn enrolments_are_found_by_key_owner_account_and_entry(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let all = [enrolment(1, Some("o1"), 0)?, enrolment(2, None, 3)?, enrolment(3, Some("o1"), 5)?];
    let transaction = fresh.store.begin().await?;
    for enrolment in all.clone() {
        enrolments::insert(&transaction, enrolment).await?;
    }
    Store::commit(transaction).await?;
    let store = fresh.store.read();
    let asked = [all[1].thumbprint.clone(), THUMBPRINT.to_owned()];
    assert_eq!(enrolments::find_by_thumbprints(store, COMMUNITY, &asked).await?, all[1..2]);
    assert_eq!(enrolments::of_owner(store, COMMUNITY, "o1").await?, [all[0].clone(), all[2].clone()]);
    assert_eq!(enrolments::of_account(store, SECRETARY).await?, all);
    assert_eq!(enrolments::below(store, COMMUNITY, 5).await?, all[..2]);
    assert_eq!(enrolments::below(store, COMMUNITY, u64::MAX).await?, all);

    let transaction = fresh.store.begin().await?;
    assert!(enrolments::revoke(&transaction, COMMUNITY, id(1), at(9)?, 8).await?);
    assert!(!enrolments::revoke(&transaction, COMMUNITY, id(1), at(9)?, 9).await?);
    Store::commit(transaction).await?;
    let revoked = Enrolment { revoked_at: Some(at(9)?), revoked_index: Some(8), ..all[0].clone() };
    assert_eq!(enrolments::find(store, COMMUNITY, id(1)).await?, Some(revoked));

    let transaction = fresh.store.begin().await?;
    let twin = Enrolment { thumbprint: all[0].thumbprint.clone(), ..enrolment(4, Some("o2"), 9)? };
    let result = enrolments::insert(&transaction, twin).await;
    let refused = estate::refusal(transaction, result).await?;
    assert!(matches!(refused, Some(StoreError::Conflict(_))), "{refused:?}");
    Ok(())
}

async fn an_operators_key_is_found_until_revoked_and_after(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let key = DeviceKey {
        thumbprint: THUMBPRINT.to_owned(),
        account_id: SECRETARY,
        public_key: vec![9; 32],
        added_at: at(0)?,
        revoked_at: None,
    };
    let transaction = fresh.store.begin().await?;
    device_keys::insert(&transaction, key.clone()).await?;
    assert_eq!(device_keys::find(&transaction, THUMBPRINT).await?, Some(key.clone()));
    assert!(device_keys::revoke(&transaction, THUMBPRINT, at(3)?).await?);
    assert!(!device_keys::revoke(&transaction, THUMBPRINT, at(4)?).await?);
    Store::commit(transaction).await?;
    let revoked = DeviceKey { revoked_at: Some(at(3)?), ..key };
    assert_eq!(device_keys::of_account(fresh.store.read(), SECRETARY).await?, [revoked]);
    Ok(())
}
