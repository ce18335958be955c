//! Staying signed in and signing out.

use crate::app::{App, NOBODY};
use crate::estate::Somebody;

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
