//! What is decided before anything of a body is read, and what every answer carries whatever happened.

use quorate::http;
use reqwest::Method;
use serde_json::Value;
use uuid::Uuid;

use crate::answer::Answer;
use crate::app::{App, NOBODY, Token, send};
use crate::estate::Estate;

/// Headers of every answer.
const ALWAYS: [&str; 10] = [
    "x-content-type-options",
    "referrer-policy",
    "cache-control",
    "x-frame-options",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-embedder-policy",
    "cross-origin-resource-policy",
    "x-permitted-cross-domain-policies",
    "content-security-policy",
];

struct Operation {
    id: String,
    method: Method,
    path: String,
    /// The roles it is for; none if it is open.
    roles: Option<Vec<String>>,
}

fn operations(community: Uuid) -> Vec<Operation> {
    let document: Value = serde_json::from_str(&http::document().to_json().unwrap()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let security = operation["security"].as_array().filter(|all| all.len() == 1);
            let roles = security.map(|all| {
                let roles = all[0]["session"].as_array().unwrap();
                roles.iter().map(|role| role.as_str().unwrap().to_owned()).collect()
            });
            let path = path.replace("{community}", &community.to_string());
            let filled = path.split('/').map(|part| if part.starts_with('{') { "nothing" } else { part });
            operations.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: filled.collect::<Vec<_>>().join("/"),
                roles,
            });
        }
    }
    operations
}

async fn garbage(app: &App, by: Token<'_>, operation: &Operation, bytes: usize) -> Answer {
    let request = app.request(by, operation.method.clone(), &operation.path);
    send(request.header("content-type", "application/garbage").body("{".repeat(bytes))).await
}

#[tokio::test]
async fn every_operation_asks_who_is_there_before_it_reads_a_body_or_an_address() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    let everybody = [("operator", &estate.operator), ("secretary", &estate.secretary), ("owner", &owner)];
    for operation in operations(estate.community) {
        let Some(roles) = &operation.roles else { continue };
        for bytes in [1, 20_000] {
            garbage(&estate, NOBODY, &operation, bytes).await.problem(401, "not_signed_in");
            garbage(&estate, "a.b.c", &operation, bytes).await.problem(401, "not_signed_in");
        }
        let foreign =
            everybody.iter().find(|(role, _)| !roles.is_empty() && !roles.iter().any(|own| own == role));
        if let Some((role, somebody)) = foreign {
            let answer = garbage(&estate, &somebody.token, &operation, 1).await;
            assert_eq!(answer.status, 403, "{} by {role}: {}", operation.id, answer.text);
            answer.problem(403, "forbidden");
        } else {
            assert!(roles.is_empty() || roles.len() > 8, "{} has no foreign role here", operation.id);
        }
    }
    estate.stop().await;
}

#[tokio::test]
async fn every_answer_carries_the_headers_whatever_it_is() {
    let app = App::start().await;
    let get = |path: &str| app.request(NOBODY, Method::GET, path);
    let post = |path: &str| app.request(NOBODY, Method::POST, path);
    let long = format!("/api/v1/me?{}", "a".repeat(9_000));
    let refresh = "/api/v1/sessions/refreshes";
    let many = (0..80).fold(get("/health/live"), |request, n| request.header(format!("x-{n}"), "y"));
    let preflight = app
        .request(NOBODY, Method::OPTIONS, "/api/v1/me")
        .header("origin", "https://evil.example.org")
        .header("access-control-request-method", "GET");
    for (status, request) in [
        (200, get("/health/live")),
        (200, get("/docs/")),
        (200, get("/openapi.json")),
        (400, post(refresh).header("content-type", "application/json").body("{")),
        (401, get("/api/v1/me")),
        (404, get("/nothing")),
        (404, get("/record/nothing/checkpoint")),
        (405, post("/health/live")),
        (413, post(refresh).header("content-type", "application/json").body(" ".repeat(2_000_000))),
        (414, get(&long)),
        (415, post(refresh).body("{}")),
        (431, many),
        (400, preflight),
    ] {
        let answer = send(request).await;
        assert_eq!(answer.status, status, "{}", answer.text);
        for name in ALWAYS {
            assert!(!answer.header(name).is_empty(), "{status} has no {name}");
        }
        assert_eq!(answer.header("access-control-allow-origin"), "");
        assert_eq!(answer.header("strict-transport-security"), "", "nobody said that this is TLS");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_trusted_proxy_that_speaks_tls_gets_the_header_that_keeps_browsers_there() {
    let app = App::start_limited(crate::app::Database::of_environment()).await;
    let live = |scheme: &str| {
        app.request(NOBODY, Method::GET, "/health/live").header("x-forwarded-proto", scheme.to_owned())
    };
    assert_eq!(send(live("https")).await.header("strict-transport-security"), "max-age=31536000");
    assert_eq!(send(live("http")).await.header("strict-transport-security"), "");
    app.stop().await;
}
