//! Using one-time codes.

use quorate::evidence::statements::{Enrolment, Statement as _};
use serde_json::{Value, json};

use crate::app::{App, HOST, NOBODY};
use crate::estate::{Estate, Somebody, enrolment, enrolment_of, new_key};

const DAY: i64 = 24 * 60 * 60;

#[tokio::test]
async fn the_first_operator_comes_in_by_the_code_of_the_command_line() {
    let app = App::start().await;
    let code = app.operator_invitation().await;
    let preview = app.preview_activation(&code).await.expect(200);
    assert_eq!(preview["origin"], HOST);
    assert_eq!((&preview["community"], &preview["community_name"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&preview["method"], &preview["confirmed_by"]),
        (&json!("operator_invitation"), &json!(["operator"]))
    );
    let operator = app.newcomer(&code).await;
    let me = app.me(&operator.token).await.expect(200);
    assert_eq!((&me["operator"], &me["account"]), (&json!(true), &json!(operator.account)));
    assert_eq!(me["keys"][0]["thumbprint"], operator.thumbprint());
    app.stop().await;
}

#[tokio::test]
async fn a_code_can_be_typed_in_lower_case_and_without_hyphens() {
    let app = App::start().await;
    let code = app.operator_invitation().await;
    let typed = code.to_lowercase().replace('-', "").replace('0', "o");
    app.newcomer(&typed).await;
    app.stop().await;
}

#[tokio::test]
async fn a_code_is_good_once() {
    let estate = Estate::with_register().await;
    let code = estate.code_of("o-1").await;
    let preview = estate.preview_activation(&code).await.expect(200);
    assert_eq!(preview["community_name"], "梧桐苑");
    estate.newcomer(&code).await;
    let again = enrolment(&preview, &new_key());
    estate.activate(NOBODY, &code, &again).await.problem(422, "code_not_valid");
    estate.preview_activation(&code).await.problem(422, "code_not_valid");
    estate.stop().await;
}

#[tokio::test]
async fn of_two_who_use_a_code_at_once_one_comes_in() {
    let estate = Estate::with_register().await;
    let code = estate.code_of("o-1").await;
    let preview = estate.preview_activation(&code).await.expect(200);
    let (first, second) = (enrolment(&preview, &new_key()), enrolment(&preview, &new_key()));
    let sent = estate.contact_code(&code, &preview).await;
    let (first, second) = tokio::join!(
        estate.activate_with(NOBODY, &code, &sent, &first),
        estate.activate_with(NOBODY, &code, &sent, &second)
    );
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422]);
    estate.stop().await;
}

#[tokio::test]
async fn a_wrong_code_is_not_valid() {
    let app = App::start().await;
    for code in ["", "0000", "0000-0000-0000-0000-0000-0000-00", "业主"] {
        app.preview_activation(code).await.problem(422, "code_not_valid");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_code_expires_after_thirty_days() {
    let estate = Estate::with_register().await;
    let code = estate.code_of("o-1").await;
    let preview = estate.preview_activation(&code).await.expect(200);
    estate.advance(30 * DAY - 1).await;
    estate.preview_activation(&code).await.expect(200);
    estate.advance(1).await;
    estate.preview_activation(&code).await.problem(422, "code_not_valid");
    let statement = enrolment(&preview, &new_key());
    estate.activate(NOBODY, &code, &statement).await.problem(422, "code_not_valid");
    estate.stop().await;
}

#[tokio::test]
async fn a_statement_about_anything_else_is_refused_and_leaves_the_code_unused() {
    let estate = Estate::with_register().await;
    let code = estate.code_of("o-1").await;
    let preview = estate.preview_activation(&code).await.expect(200);
    let key = new_key();
    let changes: [fn(&mut Enrolment); 9] = [
        |statement| statement.origin.push('x'),
        |statement| statement.community = None,
        |statement| statement.activation = uuid::Uuid::nil(),
        |statement| statement.method = "officer_invitation".parse().unwrap(),
        |statement| statement.confirmed_by = vec!["supervisor".parse().unwrap()],
        |statement| statement.role = Some("secretary".parse().unwrap()),
        |statement| statement.consent = None,
        |statement| statement.consent = Some("consent-0".to_owned()),
        |statement| statement.owner = Some("o-2".parse().unwrap()),
    ];
    for change in changes {
        let mut statement = enrolment_of(&preview, &key);
        change(&mut statement);
        let statement = statement.sign(&key).unwrap();
        estate.activate(NOBODY, &code, &statement).await.problem(422, "other_subject");
    }
    let good = enrolment(&preview, &key);
    let second = estate.contact_code(&code, &preview).await;
    estate.activate_with(NOBODY, &code, &second, &good).await.expect(201);
    estate.stop().await;
}

#[tokio::test]
async fn a_statement_not_signed_with_the_key_it_enrols_is_refused() {
    let estate = Estate::with_register().await;
    let code = estate.code_of("o-1").await;
    let preview = estate.preview_activation(&code).await.expect(200);
    let forged = enrolment_of(&preview, &new_key()).sign(&new_key()).unwrap();
    for statement in [forged.as_str(), "", "a.b.c"] {
        estate.activate(NOBODY, &code, statement).await.problem(422, "statement");
    }
    estate.stop().await;
}

#[tokio::test]
async fn ten_wrong_statements_lock_a_code() {
    let estate = Estate::with_register().await;
    let code = estate.code_of("o-1").await;
    let preview = estate.preview_activation(&code).await.expect(200);
    for _ in 0..10 {
        estate.activate(NOBODY, &code, "wrong").await.problem(422, "statement");
    }
    let good = enrolment(&preview, &new_key());
    estate.activate(NOBODY, &code, &good).await.problem(422, "code_not_valid");
    estate.stop().await;
}

#[tokio::test]
async fn somebody_who_is_signed_in_keeps_their_account() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    let code = estate.code_of("o-2").await;
    let key = new_key();
    let preview = estate.preview_activation(&code).await.expect(200);
    let statement = enrolment(&preview, &key);
    let second = estate.contact_code(&code, &preview).await;
    let signed_in = estate.activate_with(&owner.token, &code, &second, &statement).await.expect(201);
    let same = Somebody::new(key, &signed_in);
    assert_eq!(same.account, owner.account);
    let me = estate.me(&same.token).await.expect(200);
    let owners: Vec<_> = me["keys"].as_array().unwrap().iter().map(|key| key["owner"].clone()).collect();
    assert_eq!(owners, ["o-1", "o-2"]);
    estate.stop().await;
}

#[tokio::test]
async fn a_key_is_enrolled_once_in_a_community() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    let code = estate.code_of("o-2").await;
    let preview = estate.preview_activation(&code).await.expect(200);
    let statement = enrolment(&preview, &owner.key);
    let second = estate.contact_code(&code, &preview).await;
    estate.activate_with(NOBODY, &code, &second, &statement).await.problem(409, "already_there");
    estate.newcomer(&code).await;
    estate.stop().await;
}

#[tokio::test]
async fn an_access_token_that_is_not_good_is_refused_even_where_none_is_needed() {
    let app = App::start().await;
    let code = app.operator_invitation().await;
    let statement = enrolment(&app.preview_activation(&code).await.expect(200), &new_key());
    app.activate("not.a.token", &code, &statement).await.problem(401, "not_signed_in");
    app.newcomer(&code).await;
    app.stop().await;
}
