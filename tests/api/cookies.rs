//! Refresh tokens of browsers: in a cookie that no script reads, for pages of the service alone.

use quorate::evidence::statements::Statement as _;
use reqwest::{Method, RequestBuilder};
use serde_json::json;

use crate::answer::Answer;
use crate::app::{App, NOBODY, send};
use crate::assembly::Assembly;
use crate::estate::sign_in_of;

const NAME: &str = "__Secure-quorate-session";

/// The telephone of an owner.
const PHONE: &str = "13800001101";

const THIRTY_DAYS: &str = "2592000";

/// As a page of the service asks that wants the cookie.
fn of_page(request: RequestBuilder) -> RequestBuilder {
    request.header("quorate-session", "cookie").header("sec-fetch-site", "same-origin")
}

async fn signed_in(app: &App, key: &ed25519_dalek::SigningKey) -> Answer {
    let challenge = app.challenge().await.expect(201);
    let statement = sign_in_of(&challenge, key).sign(key).unwrap();
    let request = app.request(NOBODY, Method::POST, "/api/v1/sessions");
    send(of_page(request).header("content-type", "application/jose").body(statement)).await
}

fn refresh(app: &App, cookie: &str) -> RequestBuilder {
    let request = app.request(NOBODY, Method::POST, "/api/v1/sessions/refreshes");
    if cookie.is_empty() { request } else { request.header("cookie", cookie) }
}

/// `name=value` of the one cookie that an answer sets.
#[track_caller]
fn cookie_of(answer: &Answer) -> String {
    let set: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    assert_eq!(set.len(), 1, "{set:?}");
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_page_gets_its_refresh_token_in_a_cookie_and_not_in_the_answer() {
    let app = App::start().await;
    let operator = app.operator().await;
    let answer = signed_in(&app, &operator.key).await;
    let set = answer.header("set-cookie").to_owned();
    let value = set.strip_prefix(&format!("{NAME}=")).unwrap().split(';').next().unwrap();
    let rest = format!("; Path=/api/v1/sessions; Max-Age={THIRTY_DAYS}; HttpOnly; SameSite=Strict; Secure");
    assert_eq!(set, format!("{NAME}={value}{rest}"));
    assert!(value.len() > 60 && !answer.text.contains(value), "{}", answer.text);
    assert_eq!(answer.header("cache-control"), "no-store");
    let view = answer.expect(201);
    assert!(view.get("refresh_token").is_none());
    app.me(view["access_token"].as_str().unwrap()).await.expect(200);
    app.stop().await;
}

#[tokio::test]
async fn the_cookie_is_exchanged_for_the_next_and_an_old_one_ends_the_session() {
    let app = App::start().await;
    let operator = app.operator().await;
    let first = cookie_of(&signed_in(&app, &operator.key).await);
    let next = send(of_page(refresh(&app, &first))).await;
    let second = cookie_of(&next);
    assert_ne!(first, second);
    let view = next.expect(201);
    assert!(view.get("refresh_token").is_none());
    let token = view["access_token"].as_str().unwrap();
    app.me(token).await.expect(200);
    // `{}` says as much as nothing.
    let third = send(of_page(refresh(&app, &format!("a=b; {second}; c=d"))).json(&json!({}))).await;
    let third = cookie_of(&third);
    send(of_page(refresh(&app, &second))).await.problem(401, "session_ended");
    send(of_page(refresh(&app, &third))).await.problem(401, "session_ended");
    app.me(token).await.problem(401, "not_signed_in");
    app.stop().await;
}

#[tokio::test]
async fn the_cookie_counts_for_pages_of_the_service_and_nobody_else() {
    let app = App::start().await;
    let operator = app.operator().await;
    let cookie = cookie_of(&signed_in(&app, &operator.key).await);
    let asked = |name: &str, value: &str| {
        send(refresh(&app, &cookie).header("quorate-session", "cookie").header(name, value.to_owned()))
    };
    for site in ["cross-site", "same-site", "none", ""] {
        asked("sec-fetch-site", site).await.problem(422, "not_same_origin");
    }
    for origin in ["https://evil.example", "http://demonstration.test", "null", ""] {
        asked("origin", origin).await.problem(422, "not_same_origin");
    }
    let bare = refresh(&app, &cookie).header("quorate-session", "cookie");
    send(bare).await.problem(422, "not_same_origin");
    // Without the header the cookie is not looked at, whoever sends it.
    send(refresh(&app, &cookie)).await.problem(401, "session_ended");
    let other = refresh(&app, &cookie).header("quorate-session", "body");
    send(other).await.problem(400, "malformed");
    // A second one of the same name was put there by somebody else.
    let twice = format!("{cookie}; {NAME}=AAAA");
    send(of_page(refresh(&app, &twice))).await.problem(401, "session_ended");
    let preflight = app.request(NOBODY, Method::OPTIONS, "/api/v1/sessions/refreshes");
    let preflight = preflight
        .header("origin", "https://evil.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "quorate-session");
    assert_eq!(send(preflight).await.header("access-control-allow-headers"), "");
    // None of this touched the session.
    asked("origin", "https://demonstration.test").await.expect(201);
    app.stop().await;
}

#[tokio::test]
async fn on_a_machine_that_is_tried_out_without_tls_the_cookie_goes_without() {
    let app = App::start().await;
    let operator = app.operator().await;
    let challenge = app.challenge().await.expect(201);
    let statement = sign_in_of(&challenge, &operator.key).sign(&operator.key).unwrap();
    let request = app.request(NOBODY, Method::POST, "/api/v1/sessions");
    let own = request.try_clone().unwrap().build().unwrap().url().origin().ascii_serialization();
    let request = of_page(request).header("origin", own.clone());
    let answer = send(request.header("content-type", "application/jose").body(statement)).await;
    let cookie = cookie_of(&answer);
    assert!(cookie.starts_with("quorate-session="), "{cookie}");
    assert!(answer.header("set-cookie").ends_with("; HttpOnly; SameSite=Strict"));
    // Over TLS a cookie of this name may have come from anywhere.
    send(of_page(refresh(&app, &cookie))).await.problem(401, "session_ended");
    send(of_page(refresh(&app, &cookie)).header("origin", own)).await.expect(201);
    app.stop().await;
}

#[tokio::test]
async fn whoever_signs_out_has_the_cookie_forgotten() {
    let app = App::start().await;
    let operator = app.operator().await;
    for path in ["/api/v1/sessions/current", "/api/v1/sessions"] {
        let answer = signed_in(&app, &operator.key).await;
        let cookie = cookie_of(&answer);
        let token = answer.expect(201)["access_token"].as_str().unwrap().to_owned();
        let out = app.request(&token, Method::DELETE, path).header("cookie", &cookie);
        let out = send(out).await;
        assert_eq!(out.status, 204, "{}", out.text);
        let forgotten =
            format!("{NAME}=; Path=/api/v1/sessions; Max-Age=0; HttpOnly; SameSite=Strict; Secure");
        assert_eq!(out.header("set-cookie"), forgotten);
        send(of_page(refresh(&app, &cookie))).await.problem(401, "session_ended");
    }
    // Whoever has none is told nothing of it.
    let again = app.again(&operator).await;
    assert_eq!(app.end_session(&again.token).await.header("set-cookie"), "");
    app.stop().await;
}

#[tokio::test]
async fn the_cookie_of_a_session_for_reading_ends_with_it() {
    let estate = Assembly::gather().await;
    let asked = json!({ "community": estate.community, "channel": "phone", "contact": PHONE });
    let asked = estate.ask_for_code(&asked).await.expect(202);
    estate.tick().await;
    let code = estate.phones().code(PHONE);
    let used = json!({ "request": asked["request"], "code": code });
    let request = estate.request(NOBODY, Method::POST, "/api/v1/sessions/codes/uses");
    let answer = send(of_page(request).json(&used)).await;
    assert!(answer.header("set-cookie").contains("; Max-Age=86400; "), "{}", answer.header("set-cookie"));
    let cookie = cookie_of(&answer);
    estate.advance(60 * 60).await;
    let next = send(of_page(refresh(&estate, &cookie))).await;
    assert!(next.header("set-cookie").contains("; Max-Age=82800; "), "{}", next.header("set-cookie"));
    estate.stop().await;
}

#[tokio::test]
async fn an_activation_keeps_the_token_where_it_is_asked_to() {
    let app = App::start().await;
    let code = app.operator_invitation().await;
    let preview = app.preview_activation(&code).await.expect(200);
    let key = crate::estate::new_key();
    let form = json!({ "code": code, "statement": crate::estate::enrolment(&preview, &key) });
    let answer = send(of_page(app.request(NOBODY, Method::POST, "/api/v1/activations")).json(&form)).await;
    let cookie = cookie_of(&answer);
    assert!(answer.expect(201).get("refresh_token").is_none());
    send(of_page(refresh(&app, &cookie))).await.expect(201);
    app.stop().await;
}

#[tokio::test]
async fn nothing_to_refresh_is_a_session_that_has_ended() {
    let app = App::start().await;
    send(refresh(&app, "")).await.problem(401, "session_ended");
    send(refresh(&app, "").json(&json!({}))).await.problem(401, "session_ended");
    send(of_page(refresh(&app, ""))).await.problem(401, "session_ended");
    app.stop().await;
}
