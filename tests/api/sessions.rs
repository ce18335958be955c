//! Staying signed in and signing out.

use reqwest::Method;
use serde_json::json;

use crate::app::{App, NOBODY, send};
use crate::estate::{Estate, Somebody};

const DAY: i64 = 24 * 60 * 60;

#[tokio::test]
async fn a_refresh_token_is_exchanged_for_the_next_pair() {
    let app = App::start().await;
    let operator = app.operator().await;
    app.advance(600).await;
    app.me(&operator.token).await.problem(401, "not_signed_in");
    let next = app.refresh_session(&operator.refresh_token).await.expect(201);
    assert_eq!(next["expires_in"], 600);
    let next = Somebody::new(operator.key, &next);
    assert_eq!(next.account, operator.account);
    app.me(&next.token).await.expect(200);
    app.refresh_session(&next.refresh_token).await.expect(201);
    app.stop().await;
}

#[tokio::test]
async fn an_old_refresh_token_ends_the_whole_session() {
    let app = App::start().await;
    let operator = app.operator().await;
    let second = Somebody::new(operator.key, &app.refresh_session(&operator.refresh_token).await.expect(201));
    let third = Somebody::new(second.key, &app.refresh_session(&second.refresh_token).await.expect(201));
    app.me(&third.token).await.expect(200);
    app.refresh_session(&operator.refresh_token).await.problem(401, "session_ended");
    app.refresh_session(&third.refresh_token).await.problem(401, "session_ended");
    app.me(&third.token).await.problem(401, "not_signed_in");
    app.stop().await;
}

#[tokio::test]
async fn what_is_no_refresh_token_is_refused() {
    let app = App::start().await;
    for token in ["", "AAAA", &"A".repeat(64)] {
        app.refresh_session(token).await.problem(401, "session_ended");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_session_that_is_not_used_for_thirty_days_has_ended() {
    let app = App::start().await;
    let operator = app.operator().await;
    app.advance(20 * DAY).await;
    let next = Somebody::new(operator.key, &app.refresh_session(&operator.refresh_token).await.expect(201));
    app.advance(30 * DAY).await;
    app.refresh_session(&next.refresh_token).await.problem(401, "session_ended");
    app.stop().await;
}

#[tokio::test]
async fn whoever_signs_out_is_out_at_once() {
    let app = App::start().await;
    let operator = app.operator().await;
    assert_eq!(app.end_session(&operator.token).await.status, 204);
    app.me(&operator.token).await.problem(401, "not_signed_in");
    app.refresh_session(&operator.refresh_token).await.problem(401, "session_ended");
    app.end_session(NOBODY).await.problem(401, "not_signed_in");
    app.stop().await;
}

#[tokio::test]
async fn a_session_outlives_the_process() {
    let app = App::start().await;
    let operator = app.operator().await;
    let app = app.restart().await;
    app.me(&operator.token).await.expect(200);
    app.refresh_session(&operator.refresh_token).await.expect(201);
    app.stop().await;
}

#[tokio::test]
async fn somebody_sees_and_ends_their_own_sessions() {
    let app = App::start().await;
    let (operator, stranger) = (app.operator().await, app.operator().await);
    let laptop = app.again(&operator).await;
    app.advance(60).await;
    let telephone = app.again(&operator).await;
    let list = app.list_sessions(&telephone.token).await.expect(200);
    let list = list["sessions"].as_array().unwrap();
    assert_eq!(list.len(), 3, "{list:?}");
    assert_eq!(list.iter().map(|own| own["current"] == true).collect::<Vec<_>>(), [true, false, false]);
    assert!(list.iter().all(|own| own["key"] == operator.thumbprint() && own["scope"] == "full"));
    assert!(list[0]["second_factor_at"].is_null() && list[2]["second_factor_at"].is_string());
    let second = list[1]["session"].as_str().unwrap();
    app.end_other_session(&stranger.token, second).await.problem(404, "session_not_found");
    assert_eq!(app.end_other_session(&telephone.token, second).await.status, 204);
    app.me(&laptop.token).await.problem(401, "not_signed_in");
    app.me(&telephone.token).await.expect(200);

    assert_eq!(app.end_all_sessions(&telephone.token).await.status, 204);
    for token in [&telephone.token, &operator.token] {
        app.me(token).await.problem(401, "not_signed_in");
    }
    app.me(&stranger.token).await.expect(200);
    app.stop().await;
}

#[tokio::test]
async fn a_revoked_key_is_signed_out_of_everything_it_opened() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    let again = estate.again(&owner).await;
    let (by, key) = (&estate.secretary.token, owner.thumbprint());
    assert_eq!(estate.revoke_key(by, estate.community, &key).await.status, 204);
    for session in [&owner, &again] {
        estate.me(&session.token).await.problem(401, "not_signed_in");
        estate.refresh_session(&session.refresh_token).await.problem(401, "session_ended");
    }
    estate.stop().await;
}

#[tokio::test]
async fn an_answer_is_not_repeated_to_whoever_signed_out() {
    let app = App::start().await;
    let operator = app.operator().await;
    let new = json!({ "name": "梧桐苑", "time_zone": "Asia/Shanghai" });
    let create = || {
        let request = app.request(&operator.token, Method::POST, "/api/v1/communities");
        send(request.header("idempotency-key", "the first").json(&new))
    };
    let first = create().await.expect(201);
    assert_eq!(create().await.expect(201), first);
    app.end_session(&operator.token).await;
    create().await.problem(401, "not_signed_in");
    app.stop().await;
}

#[tokio::test]
async fn of_too_many_sessions_the_one_that_was_unused_longest_ends() {
    let app = App::start().await;
    let operator = app.operator().await;
    for _ in 0..31 {
        app.advance(1).await;
        app.again(&operator).await;
    }
    app.me(&operator.token).await.expect(200);
    app.advance(1).await;
    let last = app.again(&operator).await;
    app.me(&operator.token).await.problem(401, "not_signed_in");
    assert_eq!(
        app.list_sessions(&last.token).await.expect(200)["sessions"].as_array().map(Vec::len),
        Some(32)
    );
    app.stop().await;
}
