//! The web client as the service delivers it: headers, caching, which addresses are its own, and none at all.

use std::fs;
use std::path::Path;

use quorate::evidence::digest::Digest;
use reqwest::Method;
use uuid::Uuid;

use crate::answer::Answer;
use crate::app::{App, NOBODY, send};
use crate::assembly::{Assembly, draft};

/// What a browser says it takes when somebody goes to an address.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

const INDEX: &str =
    "<!doctype html><title>Quorate</title><script type=\"module\" src=\"/assets/index-1a2b.js\"></script>";

const VERIFIER: &str = "<!doctype html><style>p{margin:0}</style><script type=\"module\">verify()</script>";

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'; \
    frame-ancestors 'none'";

/// Puts a built client where the service looks for one.
fn build(folder: &Path) {
    let built = folder.join("client");
    for (name, text) in [
        ("client/index.html", INDEX.to_owned()),
        ("client/worker.js", "self.addEventListener('fetch', () => {});".to_owned()),
        ("client/manifest.webmanifest", "{}".to_owned()),
        ("client/icon.png", "png".to_owned()),
        ("client/assets/index-1a2b.js", "let quorum = 1;".repeat(500)),
        ("standalone/quorate-verifier.html", VERIFIER.to_owned()),
        ("secret.txt", "nobody's".to_owned()),
    ] {
        let path = built.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

async fn with_client() -> App {
    let app = App::start().await;
    build(app.folder());
    app.restart().await
}

async fn ask(app: &App, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = app.request(NOBODY, Method::GET, path);
    send(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))).await
}

async fn browse(app: &App, path: &str) -> Answer {
    ask(app, path, &[("accept", BROWSER)]).await
}

#[tokio::test]
async fn every_page_of_the_client_is_the_same_file_under_a_strict_policy() {
    let app = with_client().await;
    let community = Uuid::nil();
    for path in ["/", "/sign-in", "/activate", "/verify", &format!("/c/{community}/meetings/{community}")] {
        let page = browse(&app, path).await;
        assert_eq!((page.status, page.text.as_str()), (200, INDEX), "{path}");
        for (name, value) in [
            ("content-type", "text/html; charset=utf-8"),
            ("content-security-policy", POLICY),
            ("cache-control", "no-cache"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(page.header(name), value, "{path} {name}");
        }
        assert!(page.header("permissions-policy").contains("camera=()"));
    }
    // A worker of the service fetches the page to keep it, and says nothing of what it takes.
    assert_eq!(ask(&app, "/", &[]).await.text, INDEX);
    let head = send(app.request(NOBODY, Method::HEAD, "/").header("accept", BROWSER)).await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
    app.stop().await;
}

#[tokio::test]
async fn what_has_a_hash_in_its_name_is_kept_for_ever_and_everything_else_asked_for_again() {
    let app = with_client().await;
    for (path, kind, kept) in [
        ("/assets/index-1a2b.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/worker.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/icon.png", "image/png", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/", "text/html; charset=utf-8", "no-cache"),
    ] {
        let file = ask(&app, path, &[]).await;
        assert_eq!(file.status, 200, "{path}");
        assert_eq!((file.header("content-type"), file.header("cache-control")), (kind, kept), "{path}");
        assert_eq!(file.header("content-security-policy"), POLICY, "{path}");
        let tag = file.header("etag").to_owned();
        let again = ask(&app, path, &[("if-none-match", &tag)]).await;
        assert_eq!(
            (again.status, again.text.as_str(), again.header("etag")),
            (304, "", tag.as_str()),
            "{path}"
        );
        assert_eq!(again.header("cache-control"), kept, "{path}");
        assert_eq!(ask(&app, path, &[("if-none-match", "W/\"other\"")]).await.status, 200, "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn text_is_compressed_for_whoever_can_unpack_it() {
    let app = with_client().await;
    let path = "/assets/index-1a2b.js";
    let plain = ask(&app, path, &[]).await;
    assert_eq!((plain.header("content-encoding"), plain.text.len()), ("", 7_500));
    assert!(plain.header("vary").starts_with("accept-encoding"), "{}", plain.header("vary"));
    for (accepted, encoding) in [
        ("gzip, deflate, br", "gzip"),
        ("br, gzip;q=0.5", "gzip"),
        ("gzip;q=0", ""),
        ("identity", ""),
        ("br", ""),
    ] {
        let answer = ask(&app, path, &[("accept-encoding", accepted)]).await;
        assert_eq!((answer.status, answer.header("content-encoding")), (200, encoding), "{accepted}");
        let length: usize = answer.header("content-length").parse().unwrap();
        assert_eq!(length < 1_000, encoding == "gzip", "{accepted}: {length}");
    }
    app.stop().await;
}

#[tokio::test]
async fn what_is_nowhere_is_said_in_the_clients_words_to_people_and_as_a_problem_to_programs() {
    let app = with_client().await;
    let nowhere = browse(&app, "/nowhere").await;
    assert_eq!((nowhere.status, nowhere.text.as_str()), (404, INDEX));
    assert_eq!((nowhere.header("etag"), nowhere.header("content-security-policy")), ("", POLICY));
    ask(&app, "/nowhere", &[("accept", "application/json")]).await.problem(404, "no_such_address");
    for path in
        ["/api/v1/nothing", "/api/nothing", "/assets/nothing.js", "/nothing.js", "/standalone/nothing"]
    {
        browse(&app, path).await.problem(404, "no_such_address");
    }
    browse(&app, "/record/nothing/checkpoint").await.problem(404, "no_such_address");
    let post = app.request(NOBODY, Method::POST, "/sign-in").header("accept", BROWSER);
    send(post).await.problem(404, "no_such_address");
    browse(&app, "/api/v1/sessions/refreshes").await.problem(405, "method_not_allowed");
    app.stop().await;
}

#[tokio::test]
async fn nothing_outside_of_the_build_is_read() {
    let app = with_client().await;
    let address = app.request(NOBODY, Method::GET, "/").build().unwrap().url().authority().to_owned();
    for path in [
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets/..\\..\\secret.txt",
        "/assets//secret.txt",
        "/assets/",
        "/assets",
        "/..secret.txt",
        "/../secret.txt",
        "//secret.txt",
        "/secret.txt",
        "/assets/index-1a2b.js%00",
    ] {
        let (address, path) = (address.clone(), path.to_owned());
        let asked = path.clone();
        let status = tokio::task::spawn_blocking(move || raw(&address, &asked)).await.unwrap();
        assert!(status.starts_with("HTTP/1.1 4"), "{path}: {status}");
        assert!(!status.contains("nobody's"), "{path}");
    }
    app.stop().await;
}

/// The answer to an address that no client library would send as it is.
fn raw(address: &str, path: &str) -> String {
    use std::io::{Read as _, Write as _};

    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn the_verifier_runs_its_own_script_alone_and_its_hash_is_published_beside_it() {
    let app = with_client().await;
    let page = browse(&app, "/standalone/quorate-verifier.html").await;
    assert_eq!((page.status, page.text.as_str()), (200, VERIFIER));
    let hash = |text: &str| {
        let digest = Digest::of(text.as_bytes());
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, digest.as_bytes())
    };
    let policy = page.header("content-security-policy");
    assert!(policy.contains(&format!("script-src 'sha256-{}';", hash("verify()"))), "{policy}");
    assert!(policy.contains(&format!("style-src 'sha256-{}';", hash("p{margin:0}"))), "{policy}");
    let line = ask(&app, "/standalone/quorate-verifier.html.sha256", &[]).await;
    assert_eq!(line.text, format!("{}  quorate-verifier.html\n", Digest::of(VERIFIER.as_bytes())));
    assert_eq!(line.header("content-type"), "text/plain; charset=utf-8");
    app.stop().await;
}

#[tokio::test]
async fn a_client_that_is_built_anew_is_served_without_a_restart() {
    let app = with_client().await;
    let before = browse(&app, "/").await.header("etag").to_owned();
    let file = app.folder().join("client/client/index.html");
    fs::write(&file, "<!doctype html>anew").unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(2);
    fs::File::options().write(true).open(&file).unwrap().set_modified(later).unwrap();
    let after = ask(&app, "/", &[("if-none-match", &before)]).await;
    assert_eq!((after.status, after.text.as_str()), (200, "<!doctype html>anew"));
    app.stop().await;
}

#[tokio::test]
async fn a_service_without_a_client_says_so_and_answers_the_api() {
    let app = App::start().await;
    let page = browse(&app, "/").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.text.contains("接口文档") && page.text.contains("has no web client"), "{}", page.text);
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    for path in ["/sign-in", "/worker.js", "/standalone/quorate-verifier.html", "/c/x"] {
        browse(&app, path).await.problem(404, "no_such_address");
    }
    app.live().await.expect(200);
    app.stop().await;
}

#[tokio::test]
async fn a_printed_code_leads_people_to_the_clients_page_and_programs_to_the_data() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let (community, meeting) = place;
    let data = (303, format!("/api/v1/communities/{community}/meetings/{meeting}/notice"));
    let shown = (303, format!("/c/{community}/meetings/{meeting}"));
    assert_eq!(led(&assembly.estate, meeting, BROWSER).await, data, "there is no client");
    build(assembly.folder());
    let assembly = assembly.restart().await;
    assert_eq!(led(&assembly.estate, meeting, BROWSER).await, shown);
    assert_eq!(led(&assembly.estate, meeting, "application/json").await, data);
    assert_eq!(led(&assembly.estate, meeting, "*/*").await, data);
    assembly.stop().await;
}

/// Where a printed code leads whoever accepts this.
async fn led(app: &App, meeting: Uuid, accept: &str) -> (u16, String) {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let request = app.request(NOBODY, Method::GET, &format!("/m/{meeting}")).header("accept", accept);
    let answer = Answer::read(client.execute(request.build().unwrap()).await.unwrap()).await;
    (answer.status, answer.header("location").to_owned())
}
