//! Signing in: challenges, codes and steps of time are used once, whoever is first.

use quorate::store::Store;
use quorate::store::identity::challenges::{self, UsedChallenge};
use quorate::store::identity::second_factors::{self, RecoveryCode, SecondFactor};
use quorate::store::identity::sign_in_codes::{self, SignInCode};
use uuid::Uuid;

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, SECRETARY, at, digest};

on_both_databases!(
    a_challenge_is_used_once_and_forgotten_when_it_is_void,
    a_code_is_handled_once_tried_so_often_and_used_once,
    a_second_factor_takes_later_steps_only_and_each_recovery_code_once,
);

async fn a_challenge_is_used_once_and_forgotten_when_it_is_void(fresh: &Fresh) -> Outcome {
    let used = UsedChallenge { digest: digest("challenge"), expires_at: at(10)? };
    let transaction = fresh.store.begin().await?;
    assert!(challenges::consume(&transaction, used).await?);
    assert!(!challenges::consume(&transaction, used).await?);
    assert_eq!(challenges::forget_expired(&transaction, at(9)?).await?, 0);
    assert_eq!(challenges::forget_expired(&transaction, at(10)?).await?, 1);
    Ok(Store::commit(transaction).await?)
}

async fn a_code_is_handled_once_tried_so_often_and_used_once(fresh: &Fresh) -> Outcome {
    let id = Uuid::from_u128(1);
    let asked = SignInCode {
        id,
        community_id: COMMUNITY,
        channel: "phone".to_owned(),
        contact_hashes: digest("contact").as_bytes().to_vec(),
        contact_hash: digest("contact"),
        asked_at: at(5)?,
        handled_at: None,
        code_hash: None,
        tries: 0,
        used_at: None,
    };
    let transaction = fresh.store.begin().await?;
    sign_in_codes::insert(&transaction, asked.clone()).await?;
    assert_eq!(sign_in_codes::unhandled(&transaction, at(6)?).await?, []);
    assert_eq!(sign_in_codes::unhandled(&transaction, at(5)?).await?, std::slice::from_ref(&asked));
    let sent =
        async |since| sign_in_codes::count_sent(&transaction, COMMUNITY, digest("contact"), since).await;
    assert_eq!(sent(at(0)?).await?, 0);
    assert!(sign_in_codes::handle(&transaction, id, Some(digest("code")), at(6)?).await?);
    assert!(!sign_in_codes::handle(&transaction, id, None, at(7)?).await?);
    assert_eq!((sent(at(5)?).await?, sent(at(6)?).await?), (1, 0));
    for allowed in [true, true, false] {
        assert_eq!(sign_in_codes::count_try(&transaction, id, 2).await?, allowed);
    }
    assert!(sign_in_codes::consume(&transaction, id, at(8)?).await?);
    assert!(!sign_in_codes::consume(&transaction, id, at(9)?).await?);
    let (handled_at, used_at, code_hash) = (Some(at(6)?), Some(at(8)?), Some(digest("code")));
    let used = SignInCode { handled_at, code_hash, tries: 2, used_at, ..asked };
    assert_eq!(sign_in_codes::find(&transaction, id).await?, Some(used));
    assert_eq!(sign_in_codes::forget_before(&transaction, at(6)?).await?, 1);
    Ok(Store::commit(transaction).await?)
}

async fn a_second_factor_takes_later_steps_only_and_each_recovery_code_once(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let factor = SecondFactor {
        account_id: SECRETARY,
        sealed: vec![1, 2, 3],
        sealed_by: "old".to_owned(),
        made_at: at(0)?,
        confirmed_at: None,
        last_step: 0,
    };
    let transaction = fresh.store.begin().await?;
    second_factors::insert(&transaction, factor.clone()).await?;
    assert_eq!(second_factors::lock(&transaction, SECRETARY).await?, Some(factor.clone()));
    for (step, taken) in [(7, true), (7, false), (6, false), (8, true)] {
        assert_eq!(second_factors::take_step(&transaction, SECRETARY, step).await?, taken, "{step}");
    }
    let code = RecoveryCode { account_id: SECRETARY, digest: digest("recovery"), used_at: None };
    assert!(second_factors::confirm(&transaction, SECRETARY, at(1)?, vec![code]).await?);
    assert!(!second_factors::confirm(&transaction, SECRETARY, at(2)?, vec![]).await?);
    assert_eq!(second_factors::count_recovery_codes(&transaction, SECRETARY).await?, 1);
    assert!(!second_factors::use_recovery_code(&transaction, SECRETARY, digest("guess"), at(3)?).await?);
    assert!(second_factors::use_recovery_code(&transaction, SECRETARY, digest("recovery"), at(3)?).await?);
    assert!(!second_factors::use_recovery_code(&transaction, SECRETARY, digest("recovery"), at(4)?).await?);
    assert_eq!(second_factors::count_recovery_codes(&transaction, SECRETARY).await?, 0);

    let confirmed = SecondFactor { confirmed_at: Some(at(1)?), last_step: 8, ..factor };
    assert_eq!(second_factors::sealed_by_others(&transaction, "new").await?, [confirmed]);
    let swap = async |before: &[u8]| {
        second_factors::swap(&transaction, SECRETARY, before, vec![4], "new".to_owned()).await
    };
    assert_eq!((swap(&[9]).await?, swap(&[1, 2, 3]).await?), (0, 1));
    assert_eq!(second_factors::sealed_by_others(&transaction, "new").await?, []);
    assert!(second_factors::remove(&transaction, SECRETARY).await?);
    assert!(!second_factors::remove(&transaction, SECRETARY).await?);
    assert_eq!(second_factors::find(&transaction, SECRETARY).await?, None);
    Ok(Store::commit(transaction).await?)
}
