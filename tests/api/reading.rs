//! Sessions for reading, by a one-time code that is sent to a contact of the register.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::assembly::Assembly;
use crate::estate::Estate;

const PHONE: &str = "13800001111";
const DAY: i64 = 24 * 60 * 60;

fn asked(community: Uuid, channel: &str, contact: &str) -> Value {
    json!({ "community": community, "channel": channel, "contact": contact })
}

#[tokio::test]
async fn a_code_that_comes_to_the_telephone_opens_a_session_for_reading() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let signed_in = assembly.reading("13800001101").await;
    let token = signed_in["access_token"].as_str().unwrap();
    let electors = assembly.my_electors(token, place).await.expect(200);
    assert_eq!(electors[0]["matters"].as_array().map(Vec::len), Some(2));
    let sessions = assembly.list_sessions(token).await.expect(200);
    let own = sessions["sessions"].as_array().unwrap().iter().find(|own| own["current"] == true).unwrap();
    assert_eq!((&own["scope"], &own["key"]), (&json!("read_only"), &Value::Null));
    assembly.raise_objection(token, place, "异议").await.problem(403, "read_only_session");
    assembly.show_second_factor(token, "000000").await.problem(403, "read_only_session");
    assembly.stop().await;
}

/// How many codes a number was sent.
fn codes(estate: &Estate, number: &str) -> usize {
    estate.phones().of(number).iter().filter(|own| own.kind == "sign_in_code").count()
}

#[tokio::test]
async fn whoever_asks_is_answered_the_same_whether_or_not_anybody_has_the_contact() {
    let estate = Estate::with_register().await;
    estate.owner("o-1").await;
    let here = estate.community;
    let questions = [
        asked(here, "phone", PHONE),
        asked(here, "phone", "13900009999"),
        asked(here, "email", "nobody@example.org"),
        asked(here, "phone", ""),
        asked(Uuid::from_u128(1), "phone", PHONE),
    ];
    for question in &questions {
        let answer = estate.ask_for_code(question).await.expect(202);
        assert_eq!(answer.as_object().unwrap().keys().collect::<Vec<_>>(), ["expires_at", "request"]);
        assert_eq!(codes(&estate, PHONE), 0, "nothing is sent before the answer");
    }
    estate.tick().await;
    assert_eq!(codes(&estate, PHONE), 1);
    let others =
        estate.phones().received().iter().filter(|own| own.kind == "sign_in_code" && own.to != PHONE).count();
    assert_eq!(others, 0);
    estate.stop().await;
}

#[tokio::test]
async fn an_owner_without_an_account_gets_no_code() {
    let estate = Estate::with_register().await;
    let request = estate.ask_for_code(&asked(estate.community, "phone", PHONE)).await.expect(202);
    estate.tick().await;
    assert_eq!(estate.phones().received().len(), 0);
    let used = json!({ "request": request["request"], "code": "000000" });
    estate.use_code(&used).await.problem(422, "code_not_valid");
    estate.stop().await;
}

#[tokio::test]
async fn a_code_is_good_once_for_ten_minutes_and_five_tries() {
    let estate = Estate::with_register().await;
    estate.owner("o-1").await;
    let ask = async || {
        let request =
            estate.ask_for_code(&asked(estate.community, "phone", "138-0000 1111")).await.expect(202);
        estate.tick().await;
        let code = estate.phones().code(PHONE);
        (json!({ "request": request["request"], "code": code }), request)
    };
    let (first, _) = ask().await;
    estate.use_code(&first).await.expect(201);
    estate.use_code(&first).await.problem(422, "code_not_valid");

    let (second, _) = ask().await;
    let mut wrong = second.clone();
    wrong["code"] = json!(if second["code"] == "000000" { "000001" } else { "000000" });
    for _ in 0..5 {
        estate.use_code(&wrong).await.problem(422, "code_not_valid");
    }
    estate.use_code(&second).await.problem(422, "code_not_valid");

    let (third, _) = ask().await;
    // The code of one request is none of another.
    let mut crossed = third.clone();
    crossed["request"] = second["request"].clone();
    estate.use_code(&crossed).await.problem(422, "code_not_valid");
    estate.advance(600).await;
    estate.use_code(&third).await.problem(422, "code_not_valid");
    estate.stop().await;
}

#[tokio::test]
async fn three_codes_an_hour_are_sent_to_a_telephone() {
    let estate = Estate::with_register().await;
    estate.owner("o-1").await;
    for _ in 0..5 {
        estate.ask_for_code(&asked(estate.community, "phone", PHONE)).await.expect(202);
        estate.tick().await;
    }
    assert_eq!(codes(&estate, PHONE), 3);
    estate.advance(3601).await;
    estate.reading(PHONE).await;
    assert_eq!(codes(&estate, PHONE), 4);
    estate.stop().await;
}

#[tokio::test]
async fn people_who_share_a_telephone_choose_whose_account_is_meant() {
    let estate = Estate::found().await;
    let rows = "\
unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,name,phone,email,acting_role,acting_name,acting_phone
1-0101,1,,1,0101,dwelling,88.10,register,delivered,o-1,natural,王芳,13800001111,,,,
1-0101,1,,1,0101,dwelling,88.10,register,delivered,o-2,natural,李小龙,13800001111,,,,
1-0102,1,,1,0102,dwelling,88.10,register,delivered,o-3,natural,张伟,13800003333,,,,
";
    estate.import(rows).await;
    let (wife, husband) = (estate.owner("o-1").await, estate.owner("o-2").await);
    let request = estate.ask_for_code(&asked(estate.community, "phone", PHONE)).await.expect(202);
    estate.tick().await;
    let mut used = json!({ "request": request["request"], "code": estate.phones().code(PHONE) });
    let refused = estate.use_code(&used).await.problem(409, "several_accounts");
    assert_eq!(refused["problems"], json!(["o-1", "o-2"]));
    used["owner"] = json!("o-3");
    estate.use_code(&used).await.problem(422, "code_not_valid");
    used["owner"] = json!("o-2");
    let signed_in = estate.use_code(&used).await.expect(201);
    assert_eq!(signed_in["account"], json!(husband.account));
    assert_ne!(wife.account, husband.account);
    estate.stop().await;
}

#[tokio::test]
async fn a_session_for_reading_sees_its_own_community_and_lives_for_a_day() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    // The same account is the office of another community.
    let elsewhere = estate.open_community(&estate.operator.token).await;
    let role = json!({ "role": "supervisor" });
    let code = estate.invite(&estate.operator.token, elsewhere, &role).await.expect(201);
    let code = code["code"].as_str().unwrap();
    let preview = estate.preview_activation(code).await.expect(200);
    let statement = crate::estate::enrolment(&preview, &owner.key);
    estate.activate(&owner.token, code, &statement).await.expect(201);

    let signed_in = estate.reading(PHONE).await;
    let token = signed_in["access_token"].as_str().unwrap();
    let me = estate.me(token).await.expect(200);
    assert_eq!(
        (me["grants"].as_array().map(Vec::len), me["keys"].as_array().map(Vec::len)),
        (Some(0), Some(1))
    );
    let communities = estate.list_communities(token, "").await.expect(200);
    assert!(!communities.to_string().contains(&elsewhere.to_string()), "{communities}");
    estate.read_community(token, elsewhere).await.problem(403, "forbidden");
    estate.read_community(token, estate.community).await.expect(200);

    estate.advance(DAY - 1).await;
    let refresh = signed_in["refresh_token"].as_str().unwrap();
    let next = estate.refresh_session(refresh).await.expect(201);
    estate.me(next["access_token"].as_str().unwrap()).await.expect(200);
    estate.advance(1).await;
    estate.me(next["access_token"].as_str().unwrap()).await.problem(401, "not_signed_in");
    estate.refresh_session(next["refresh_token"].as_str().unwrap()).await.problem(401, "session_ended");
    estate.stop().await;
}
