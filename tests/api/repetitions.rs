//! Requests repeated with the same key.

use reqwest::Method;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::{App, Token, send};

async fn create(app: &App, by: Token<'_>, key: &str, body: &Value) -> Answer {
    let request = app.request(by, Method::POST, "/api/v1/communities").header("idempotency-key", key);
    send(request.json(body)).await
}

fn community(name: &str) -> Value {
    json!({ "name": name, "time_zone": "Asia/Shanghai" })
}

#[tokio::test]
async fn a_repeated_request_is_carried_out_once_and_answered_the_same() {
    let app = App::start().await;
    let operator = app.operator().await;
    let first = create(&app, &operator.token, "k-1", &community("a")).await.expect(201);
    app.advance(60).await;
    let second = create(&app, &operator.token, "k-1", &community("a")).await;
    assert_eq!(second.header("content-type"), "application/json");
    assert_eq!(second.expect(201), first);
    let other = create(&app, &operator.token, "k-2", &community("a")).await.expect(201);
    assert_ne!(other["community"], first["community"]);
    let list = app.list_communities(&operator.token, "").await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    app.stop().await;
}

#[tokio::test]
async fn a_key_is_for_one_request_of_one_account() {
    let app = App::start().await;
    let (operator, other) = (app.operator().await, app.operator().await);
    create(&app, &operator.token, "k-1", &community("a")).await.expect(201);
    create(&app, &operator.token, "k-1", &community("b")).await.problem(422, "request_key_reused");
    create(&app, &other.token, "k-1", &community("b")).await.expect(201);
    app.stop().await;
}

#[tokio::test]
async fn a_request_that_was_refused_can_be_corrected_under_the_same_key() {
    let app = App::start().await;
    let operator = app.operator().await;
    create(&app, &operator.token, "k-1", &community("")).await.problem(422, "field");
    create(&app, &operator.token, "k-1", &community("a")).await.expect(201);
    create(&app, &operator.token, &"k".repeat(256), &community("a")).await.problem(422, "field");
    create(&app, "", "k-1", &community("a")).await.problem(401, "not_signed_in");
    app.stop().await;
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let app = App::start().await;
    let operator = app.operator().await;
    let first = create(&app, &operator.token, "k-1", &community("a")).await.expect(201);
    app.advance(24 * 60 * 60 + 1).await;
    let renewed = app.refresh_session(&operator.refresh_token).await.expect(201);
    let token = renewed["access_token"].as_str().unwrap();
    let factor = operator.factor.as_ref().expect("a factor");
    assert_eq!(app.show_second_factor(token, &factor.code(app.now())).await.status, 204);
    let second = create(&app, token, "k-1", &community("a")).await.expect(201);
    assert_ne!(first["community"], second["community"]);
    app.stop().await;
}
