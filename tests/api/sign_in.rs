//! Signing in again with a device key.

use std::collections::BTreeSet;

use quorate::evidence::jws::{PublicKey, StatementType, sign};
use quorate::evidence::sign_in::SignIn;
use quorate::evidence::statements::Statement as _;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::{App, HOST, NOBODY};
use crate::assembly::Assembly;
use crate::estate::{Estate, Somebody, enrolment_of, new_key, sign_in_of};

#[tokio::test]
async fn a_device_key_signs_its_holder_in_again() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    estate.end_session(&owner.token).await;
    let again = estate.again(&owner).await;
    assert_eq!(again.account, owner.account);
    let me = estate.me(&again.token).await.expect(200);
    assert_eq!(me["keys"][0]["owner"], "o-1");
    estate.refresh_session(&again.refresh_token).await.expect(201);
    let operator = estate.again(&estate.operator).await;
    assert_eq!(estate.me(&operator.token).await.expect(200)["operator"], true);
    estate.stop().await;
}

#[tokio::test]
async fn a_challenge_is_good_once_and_for_two_minutes() {
    let app = App::start().await;
    let operator = app.operator().await;
    let given = app.challenge().await.expect(201);
    assert_eq!(given["origin"], HOST);
    let other = app.challenge().await.expect(201);
    assert_ne!(given["challenge"], other["challenge"]);
    let signed = |given: &Value| sign_in_of(given, &operator.key).sign(&operator.key).unwrap();
    app.advance(119).await;
    app.sign_in(&signed(&given)).await.expect(201);
    app.sign_in(&signed(&given)).await.problem(422, "sign_in_refused");
    app.advance(1).await;
    app.sign_in(&signed(&other)).await.problem(422, "sign_in_refused");
    // What is forgotten by now is void by now.
    app.sign_in(&signed(&given)).await.problem(422, "sign_in_refused");
    app.stop().await;
}

#[tokio::test]
async fn of_two_who_answer_a_challenge_at_once_one_comes_in() {
    let app = App::start().await;
    let operator = app.operator().await;
    let statement = app.answered(&operator.key, None).await;
    let (one, other) = tokio::join!(app.sign_in(&statement), app.sign_in(&statement));
    let statuses = BTreeSet::from([one.status, other.status]);
    assert!(statuses.contains(&201) && statuses.len() == 2, "{} {}", one.text, other.text);
    app.stop().await;
}

#[tokio::test]
async fn every_reason_against_a_key_or_a_challenge_is_told_in_the_same_words() {
    let estate = Estate::with_register().await;
    let (good, revoked) = (estate.owner("o-1").await, estate.owner("o-2").await);
    let path = (estate.community, revoked.thumbprint());
    assert_eq!(estate.revoke_key(&estate.secretary.token, path.0, &path.1).await.status, 204);
    let given = estate.challenge().await.expect(201);
    let made_up =
        |challenge: &str| SignIn { challenge: challenge.to_owned(), ..sign_in_of(&given, &good.key) };
    let text = given["challenge"].as_str().unwrap();
    let flipped = format!("{}{}", if text.starts_with('B') { "C" } else { "B" }, &text[1..]);
    let statements = [
        estate.answered(&new_key(), None).await,
        estate.answered(&revoked.key, None).await,
        estate.answered(&good.key, Some(Uuid::from_u128(1))).await,
        made_up("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").sign(&good.key).unwrap(),
        made_up(&flipped).sign(&good.key).unwrap(),
        made_up("AAAA").sign(&good.key).unwrap(),
    ];
    let mut answers = BTreeSet::new();
    for statement in statements {
        let answer = estate.sign_in(&statement).await;
        answers.insert(answer.text.clone());
        answer.problem(422, "sign_in_refused");
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
    estate.sign_in(&estate.answered(&good.key, None).await).await.expect(201);
    estate.stop().await;
}

#[tokio::test]
async fn a_key_of_several_accounts_says_which_community_is_meant() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    let elsewhere = estate.open_community(&estate.operator.token).await;
    // The same device is invited into another community by somebody who does not know the account.
    let role = json!({ "role": "supervisor" });
    let code = estate.invite(&estate.operator.token, elsewhere, &role).await.expect(201);
    let code = code["code"].as_str().unwrap();
    let preview = estate.preview_activation(code).await.expect(200);
    let statement = enrolment_of(&preview, &owner.key).sign(&owner.key).unwrap();
    let office = estate.activate(NOBODY, code, &statement).await.expect(201);
    let office = Somebody::new(owner.key.clone(), &office);
    assert_ne!(office.account, owner.account);

    let given = estate.challenge().await.expect(201);
    let open = sign_in_of(&given, &owner.key);
    let refused = estate.sign_in(&open.sign(&owner.key).unwrap()).await.problem(409, "several_accounts");
    let choices: BTreeSet<_> = refused["problems"].as_array().unwrap().iter().map(Value::to_string).collect();
    let both = [estate.community, elsewhere].map(|id| json!(id).to_string());
    assert_eq!(choices, BTreeSet::from(both));
    // The challenge stays good.
    let named = SignIn { community: Some(elsewhere), ..open };
    let signed_in = estate.sign_in(&named.sign(&owner.key).unwrap()).await.expect(201);
    assert_eq!(signed_in["account"], json!(office.account));
    let statement = estate.answered(&owner.key, Some(estate.community)).await;
    assert_eq!(estate.sign_in(&statement).await.expect(201)["account"], json!(owner.account));
    estate.stop().await;
}

#[tokio::test]
async fn no_statement_stands_for_another() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let owner = assembly.owner("o-01");
    let given = assembly.challenge().await.expect(201);
    let payload = serde_json::to_vec(&sign_in_of(&given, &owner.key)).unwrap();
    for other in StatementType::ALL.iter().filter(|other| **other != StatementType::SignIn) {
        let statement = sign(&owner.key, *other, &payload);
        assembly.sign_in(&statement).await.problem(422, "statement");
    }
    let ballot = assembly.signed(place, "o-01").await;
    assembly.sign_in(&ballot).await.problem(422, "statement");
    let statement = assembly.answered(&owner.key, None).await;
    let refused = assembly.cast_ballot(place, &statement).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    let code = assembly.operator_invitation().await;
    assembly.activate(NOBODY, &code, &statement).await.problem(422, "statement");
    assembly.me(&statement).await.problem(401, "not_signed_in");
    assembly.refresh_session(&statement).await.problem(401, "session_ended");
    let token = assembly.token(owner).await;
    assembly.sign_in(&token).await.problem(422, "statement");
    // None of it used the challenge or the code up.
    assembly.sign_in(&statement).await.expect(201);
    assembly.newcomer(&code).await;
    assembly.stop().await;
}

#[tokio::test]
async fn a_statement_for_another_service_or_under_another_key_is_refused() {
    let app = App::start().await;
    let operator = app.operator().await;
    let given = app.challenge().await.expect(201);
    let elsewhere = SignIn { origin: "vote.example.org".to_owned(), ..sign_in_of(&given, &operator.key) };
    app.sign_in(&elsewhere.sign(&operator.key).unwrap()).await.problem(422, "other_subject");
    let thief = new_key();
    let stolen = sign_in_of(&given, &operator.key).sign(&thief).unwrap();
    app.sign_in(&stolen).await.problem(422, "statement");
    let own = SignIn { key: PublicKey::of(&thief), ..sign_in_of(&given, &operator.key) };
    app.sign_in(&own.sign(&thief).unwrap()).await.problem(422, "sign_in_refused");
    app.sign_in("a.b.c").await.problem(422, "statement");
    app.stop().await;
}
