//! Second factors of officers and operators.

use quorate::domain::instants::Instant;
use serde_json::{Value, json};

use crate::app::App;
use crate::estate::{Estate, Factor, Somebody};

const DAY: i64 = 24 * 60 * 60;

fn code(somebody: &Somebody, now: Instant) -> String {
    somebody.factor.as_ref().expect("a factor").code(now)
}

/// A code that is none of those that are good now.
fn wrong(somebody: &Somebody, app: &App) -> String {
    let good: Vec<_> = (-1..=1).map(|step| code(somebody, app.now().plus_seconds(30 * step))).collect();
    let candidates = (0..4).map(|number| format!("{number:06}"));
    candidates.into_iter().find(|candidate| !good.contains(candidate)).expect("a wrong code")
}

#[tokio::test]
async fn a_second_factor_counts_for_twelve_hours_in_the_session_it_was_shown_in() {
    let estate = Estate::with_register().await;
    let secretary = estate.again(&estate.secretary).await;
    let register = |token: String| {
        let estate = &estate;
        async move { estate.latest_register(&token, estate.community, "").await }
    };
    register(secretary.token.clone()).await.problem(403, "second_factor_needed");
    estate.advance(30).await;
    let shown = estate.show_second_factor(&secretary.token, &code(&secretary, estate.now())).await;
    assert_eq!(shown.status, 204, "{}", shown.text);
    register(secretary.token.clone()).await.expect(200);
    // Another session of the same account is not lifted.
    let other = estate.again(&estate.secretary).await;
    register(other.token).await.problem(403, "second_factor_needed");
    // It outlives the access token, and ends by itself.
    estate.advance(DAY / 2 - 1).await;
    let next = estate.refresh_session(&secretary.refresh_token).await.expect(201);
    let next = Somebody::new(secretary.key.clone(), &next);
    register(next.token.clone()).await.expect(200);
    estate.advance(1).await;
    register(next.token.clone()).await.problem(403, "second_factor_needed");
    estate.show_second_factor(&next.token, &code(&secretary, estate.now())).await;
    register(next.token).await.expect(200);
    estate.stop().await;
}

#[tokio::test]
async fn an_owner_who_is_an_officer_stays_an_owner_without_it() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    let role = json!({ "role": "scrutineer" });
    let invitation = estate.invite(&estate.supervisor.token, estate.community, &role).await.expect(201);
    let invited = invitation["code"].as_str().unwrap();
    let preview = estate.preview_activation(invited).await.expect(200);
    let key = crate::estate::new_key();
    let statement = crate::estate::enrolment(&preview, &key);
    let both = estate.activate(&owner.token, invited, &statement).await.expect(201);
    let both = Somebody::new(key, &both);
    assert_eq!(both.account, owner.account);
    estate.list_meetings(&both.token, estate.community, "").await.expect(200);
    let place = (estate.community, uuid::Uuid::from_u128(1));
    estate.audit_bundle(&both.token, place).await.problem(403, "second_factor_needed");
    let both = estate.with_factor(both).await;
    estate.audit_bundle(&both.token, place).await.problem(404, "meeting_not_found");
    estate.stop().await;
}

#[tokio::test]
async fn a_code_is_good_once_and_within_a_step_to_either_side() {
    let app = App::start().await;
    let operator = app.operator().await;
    let show = |code: String| {
        let (app, token) = (&app, operator.token.clone());
        async move { app.show_second_factor(&token, &code).await }
    };
    // The one that confirmed it.
    show(code(&operator, app.now())).await.problem(422, "second_factor_wrong");
    app.advance(60).await;
    let late = code(&operator, app.now().plus_seconds(-30));
    assert_eq!(show(late.clone()).await.status, 204);
    show(late).await.problem(422, "second_factor_wrong");
    let early = code(&operator, app.now().plus_seconds(30));
    assert_eq!(show(early).await.status, 204);
    // A later step was taken: those before it are void.
    show(code(&operator, app.now())).await.problem(422, "second_factor_wrong");
    app.stop().await;
}

#[tokio::test]
async fn five_wrong_codes_end_the_session_and_nobody_elses() {
    let app = App::start().await;
    let operator = app.operator().await;
    let attacked = app.again(&operator).await;
    let wrong = wrong(&operator, &app);
    for _ in 0..4 {
        app.show_second_factor(&attacked.token, &wrong).await.problem(422, "second_factor_wrong");
    }
    app.show_second_factor(&attacked.token, &wrong).await.problem(401, "session_ended");
    app.me(&attacked.token).await.problem(401, "not_signed_in");
    app.refresh_session(&attacked.refresh_token).await.problem(401, "session_ended");
    app.list_communities(&operator.token, "").await.expect(200);
    app.stop().await;
}

#[tokio::test]
async fn a_key_that_guesses_too_often_is_not_listened_to_for_a_day() {
    let app = App::start().await;
    let operator = app.operator().await;
    for _ in 0..4 {
        let session = app.again(&operator).await;
        for _ in 0..5 {
            app.show_second_factor(&session.token, &wrong(&operator, &app)).await;
        }
    }
    let session = app.again(&operator).await;
    app.advance(30).await;
    let right = code(&operator, app.now());
    app.show_second_factor(&session.token, &right).await.problem(429, "too_many_wrong_codes");
    app.advance(DAY).await;
    let session = app.again(&operator).await;
    let answer = app.show_second_factor(&session.token, &code(&operator, app.now())).await;
    assert_eq!(answer.status, 204, "{}", answer.text);
    app.stop().await;
}

#[tokio::test]
async fn a_factor_that_is_confirmed_is_not_replaced_and_each_recovery_code_is_good_once() {
    let app = App::start().await;
    let newcomer = app.newcomer(&app.operator_invitation().await).await;
    app.show_second_factor(&newcomer.token, "000000").await.problem(409, "no_second_factor");
    let first = app.set_up_second_factor(&newcomer.token).await.expect(201);
    let second = app.set_up_second_factor(&newcomer.token).await.expect(201);
    assert_ne!(first["secret"], second["secret"]);
    assert!(second["uri"].as_str().unwrap().starts_with("otpauth://totp/"), "{second}");
    assert!(second["uri"].as_str().unwrap().contains(second["secret"].as_str().unwrap()), "{second}");
    let replaced = Factor::new(first["secret"].as_str().unwrap()).code(app.now());
    app.confirm_second_factor(&newcomer.token, &replaced).await.problem(422, "second_factor_wrong");
    let good = Factor::new(second["secret"].as_str().unwrap()).code(app.now());
    let codes = app.confirm_second_factor(&newcomer.token, &good).await.expect(201);
    let codes: Vec<&str> =
        codes["recovery_codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
    assert_eq!(codes.len(), 8);
    app.set_up_second_factor(&newcomer.token).await.problem(409, "already_there");
    app.confirm_second_factor(&newcomer.token, &good).await.problem(409, "already_there");

    let again = app.again(&newcomer).await;
    assert_eq!(app.show_second_factor(&again.token, codes[3]).await.status, 204);
    app.show_second_factor(&again.token, codes[3]).await.problem(422, "second_factor_wrong");
    let me = app.me(&again.token).await.expect(200);
    assert_eq!(me["second_factor"]["recovery_codes"], 7);
    app.stop().await;
}

#[tokio::test]
async fn the_office_resets_the_factor_of_its_officers_and_of_nobody_else() {
    let estate = Estate::with_register().await;
    let (office, community) = (&estate.supervisor.token, estate.community);
    let owner = estate.owner("o-1").await;
    let colleague = estate.officer(&estate.operator.token, community, "supervisor").await;
    let secretary = &estate.secretary;
    estate.reset_second_factor(office, community, owner.account).await.problem(404, "officer_not_found");
    estate
        .reset_second_factor(office, community, estate.operator.account)
        .await
        .problem(404, "officer_not_found");
    estate.reset_second_factor(office, community, estate.supervisor.account).await.problem(403, "forbidden");
    estate.reset_second_factor(office, community, colleague.account).await.problem(403, "forbidden");
    let reset = estate.reset_second_factor(office, community, secretary.account).await;
    assert_eq!(reset.status, 204, "{}", reset.text);
    // Every session ends; the device key signs in again, and a new factor is made.
    estate.me(&secretary.token).await.problem(401, "not_signed_in");
    let again = estate.again(secretary).await;
    estate.advance(30).await;
    let old = code(secretary, estate.now());
    estate.show_second_factor(&again.token, &old).await.problem(409, "no_second_factor");
    let again = estate.with_factor(again).await;
    estate.latest_register(&again.token, community, "").await.expect(200);
    estate.stop().await;
}

#[tokio::test]
async fn the_office_of_one_community_does_not_reset_that_of_another() {
    let estate = Estate::with_register().await;
    let elsewhere = estate.open_community(&estate.operator.token).await;
    let other = estate.officer(&estate.operator.token, elsewhere, "supervisor").await;
    estate
        .reset_second_factor(&other.token, elsewhere, estate.secretary.account)
        .await
        .problem(404, "officer_not_found");
    estate
        .reset_second_factor(&other.token, estate.community, estate.secretary.account)
        .await
        .problem(403, "forbidden");
    let unchanged: Value = estate.me(&estate.secretary.token).await.expect(200);
    assert_eq!(unchanged["second_factor"]["recovery_codes"], 8);
    estate.stop().await;
}
