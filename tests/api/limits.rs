//! Limits on requests: what they count, across services on one database, and whom they never stop.

use reqwest::Method;
use sea_orm::{ConnectionTrait as _, Database as Connections};
use uuid::Uuid;

use crate::answer::Answer;
use crate::app::{App, Database, NOBODY, send};

/// Requests of the class `expensive` that one process answers an address by itself in a minute.
const FREE: usize = 20;

/// Requests of it that all processes share.
const SHARED: usize = 40;

/// A request of the class `expensive` from an address, as a proxy hands it on; each asks of another community.
async fn bundle(app: &App, from: &str) -> Answer {
    let last = from.rsplit('.').next().unwrap().parse().unwrap();
    bundle_of(app, from, Uuid::from_u128(last)).await
}

async fn bundle_of(app: &App, from: &str, community: Uuid) -> Answer {
    let path = format!("/api/v1/communities/{community}/meetings/{community}/bundle");
    send(app.request(NOBODY, Method::GET, &path).header("x-forwarded-for", from)).await
}

async fn answered(apps: &[&App], from: &str) -> usize {
    let mut answered = 0;
    for app in apps {
        loop {
            let answer = bundle(app, from).await;
            if answer.status == 429 {
                break;
            }
            assert_eq!(answer.status, 404, "{}", answer.text);
            answered += 1;
            assert!(answered <= 1_000, "there is no limit");
        }
    }
    answered
}

async fn limits_hold(database: Database) {
    let one = App::start_limited(database).await;
    let two = one.limited_beside().await;
    // The first takes all that is shared; the second still has what is its own.
    assert_eq!(answered(&[&one, &two], "192.0.2.1").await, SHARED + 2 * FREE);
    // However they take turns, there is no more.
    let mut turns = 0;
    for _ in 0..SHARED + 2 * FREE {
        for app in [&one, &two] {
            turns += usize::from(bundle(app, "192.0.2.2").await.status == 404);
        }
    }
    assert_eq!(turns, SHARED + 2 * FREE);
    one.stop().await;
    two.stop().await;
}

#[tokio::test]
async fn two_services_on_one_postgresql_share_a_limit() {
    limits_hold(Database::Postgres).await;
}

#[tokio::test]
async fn two_services_on_one_file_share_a_limit() {
    limits_hold(Database::Sqlite).await;
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_when_to_come_again_and_nobody_else_notices() {
    let app = App::start_limited(Database::of_environment()).await;
    assert_eq!(answered(&[&app], "192.0.2.1").await, SHARED + FREE);
    let refused = bundle(&app, "192.0.2.1").await;
    let seconds: i64 = refused.header("retry-after").parse().expect("a number of seconds");
    assert!((1..=60).contains(&seconds), "{seconds}");
    assert_eq!(refused.header("x-frame-options"), "DENY");
    refused.problem(429, "too_many_requests");
    assert_eq!(bundle(&app, "192.0.2.2").await.status, 404);
    // What the client wrote itself stands on the left.
    assert_eq!(bundle(&app, "198.51.100.1, 192.0.2.1").await.status, 429);
    app.set(app.now().plus_seconds(seconds));
    assert_eq!(bundle(&app, "192.0.2.1").await.status, 404);
    app.stop().await;
}

#[tokio::test]
async fn what_strangers_use_up_of_a_community_is_not_taken_from_others_or_from_a_vote() {
    let app = App::start_limited(Database::of_environment()).await;
    let mut strangers = 0;
    let nothing = Uuid::from_u128(1);
    let refused = loop {
        let answer = bundle_of(&app, &format!("192.0.2.{}", strangers % 250), nothing).await;
        if answer.status == 429 {
            break answer;
        }
        strangers += 1;
    };
    assert_eq!(strangers, 120, "{}", refused.text);
    let cast = app.cast_ballot((nothing, nothing), "a.b.c").await;
    assert_ne!(cast.status, 429, "{}", cast.text);
    app.stop().await;
}

/// Fills every window of the limits in the database.
async fn use_up(app: &App) {
    let connection = Connections::connect(app.database()).await.unwrap();
    let all = "UPDATE rate_windows SET leased = 1000000";
    assert!(connection.execute_unprepared(all).await.unwrap().rows_affected() > 0);
}

#[tokio::test]
async fn somebody_who_hammers_the_sign_in_of_another_does_not_keep_them_out() {
    let app = App::start_limited(Database::of_environment()).await;
    let victim = app.operator().await;
    let guess = async |from: &str, token: &str| {
        let request = app.request(NOBODY, Method::POST, "/api/v1/sessions/refreshes");
        let body = serde_json::json!({ "refresh_token": token });
        send(request.header("x-forwarded-for", from).json(&body)).await
    };
    for _ in 0..100 {
        guess("192.0.2.66", "AAAA").await.problem(401, "session_ended");
    }
    use_up(&app).await;
    let mut refused = 0;
    for _ in 0..100 {
        refused += usize::from(guess("192.0.2.66", "AAAA").await.status == 429);
    }
    assert!(refused > 0);
    guess("192.0.2.1", &victim.refresh_token).await.expect(201);
    app.stop().await;
}

#[tokio::test]
async fn a_database_that_is_silent_stops_guesses_and_neither_reading_nor_votes() {
    let app = App::start_limited(Database::of_environment()).await;
    let connection = Connections::connect(app.database()).await.unwrap();
    connection.execute_unprepared("ALTER TABLE rate_windows RENAME TO gone").await.unwrap();
    assert_eq!(answered(&[&app], "192.0.2.1").await, SHARED + FREE, "counts alone");
    let guess = async || {
        let body = serde_json::json!({ "code": "AAAA" });
        let request = app.request(NOBODY, Method::POST, "/api/v1/activation-previews");
        send(request.header("x-forwarded-for", "192.0.2.2").json(&body)).await
    };
    for _ in 0..60 {
        guess().await.problem(422, "code_not_valid");
    }
    guess().await.problem(503, "unavailable");
    app.stop().await;
}

#[tokio::test]
async fn neither_an_address_nor_an_account_stands_in_the_rows_of_limits_and_ended_ones_are_swept() {
    let app = App::start_limited(Database::Sqlite).await;
    answered(&[&app], "192.0.2.1").await;
    let connection = Connections::connect(app.database()).await.unwrap();
    let count = async |sql: &str| {
        let row = connection.query_one_raw(sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql));
        row.await.unwrap().unwrap().try_get_by::<i64, _>(0).unwrap()
    };
    assert!(count("SELECT count(*) FROM rate_windows").await > 0);
    assert_eq!(count("SELECT count(*) FROM rate_windows WHERE instr(key, x'C0000201') > 0").await, 0);
    app.advance(600).await;
    assert_eq!(count("SELECT count(*) FROM rate_windows").await, 0);
    app.stop().await;
}
