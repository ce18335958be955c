//! What every answer has in common, and addresses that answer nothing.

use reqwest::Method;

use crate::app::{App, NOBODY, send};

#[tokio::test]
async fn the_service_lives_and_is_ready() {
    let app = App::start().await;
    assert_eq!(app.live().await.expect(200)["status"], "live");
    assert_eq!(app.ready().await.expect(200)["status"], "ready");
    app.stop().await;
}

#[tokio::test]
async fn every_answer_tells_browsers_to_do_nothing_with_it() {
    let app = App::start().await;
    for path in ["/health/live", "/api/v1/me", "/nowhere"] {
        let answer = send(app.request(NOBODY, Method::GET, path)).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'; frame-ancestors"));
    }
    app.stop().await;
}

#[tokio::test]
async fn an_unknown_address_and_an_unknown_method_are_told_apart() {
    let app = App::start().await;
    let ask = |method: Method, path: &'static str| send(app.request(NOBODY, method, path));
    ask(Method::GET, "/nowhere").await.problem(404, "no_such_address");
    ask(Method::GET, "/api/v1/communities/not-an-id/keys").await.problem(404, "no_such_address");
    let answer = ask(Method::PUT, "/api/v1/communities").await;
    assert_eq!(answer.header("allow"), "GET, POST");
    answer.problem(405, "method_not_allowed");
    app.stop().await;
}

#[tokio::test]
async fn a_body_that_is_no_json_or_too_much_of_it_is_refused() {
    let app = App::start().await;
    let post = |media_type: &'static str, body: String| {
        let request = app.request(NOBODY, Method::POST, "/api/v1/activation-previews");
        send(request.header("content-type", media_type).body(body))
    };
    post("text/plain", "{}".to_owned()).await.problem(415, "unsupported_media_type");
    post("application/json", "{".to_owned()).await.problem(400, "malformed");
    post("application/json", r#"{"code":"a","colour":"red"}"#.to_owned()).await.problem(400, "malformed");
    let much = format!(r#"{{"code":"{}"}}"#, "a".repeat(1024 * 1024));
    post("application/json", much).await.problem(413, "too_large");
    app.stop().await;
}

#[tokio::test]
async fn no_page_of_another_origin_may_call() {
    let app = App::start().await;
    let request = app.request(NOBODY, Method::GET, "/health/live").header("origin", "https://evil.example");
    assert_eq!(send(request).await.header("access-control-allow-origin"), "");
    app.stop().await;
}

#[tokio::test]
async fn the_documentation_shows_itself_without_any_other_host() {
    let app = App::start().await;
    let page = send(app.request(NOBODY, Method::GET, "/docs")).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("swagger-ui"));
    assert!(!page.text.contains("https://"), "{}", page.text);
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
    app.stop().await;
}
