//! Handing out codes to officers and owners.

use serde_json::json;
use uuid::Uuid;

use crate::app::NOBODY;
use crate::estate::Estate;

#[tokio::test]
async fn the_office_invites_officers_whose_roles_end_when_they_should() {
    let estate = Estate::found().await;
    let until = estate.now().plus_seconds(300).to_string();
    let invitation = json!({ "role": "scrutineer", "until": until });
    let code = estate.invite(&estate.supervisor.token, estate.community, &invitation).await.expect(201);
    let scrutineer = estate.newcomer(code["code"].as_str().unwrap()).await;
    let scrutineer = estate.with_factor(scrutineer).await;
    let me = estate.me(&scrutineer.token).await.expect(200);
    assert_eq!((&me["grants"][0]["role"], &me["grants"][0]["until"]), (&json!("scrutineer"), &json!(until)));
    estate.read_community(&scrutineer.token, estate.community).await.expect(200);
    estate.advance(300).await;
    estate.read_community(&scrutineer.token, estate.community).await.problem(403, "forbidden");
    estate.stop().await;
}

#[tokio::test]
async fn a_role_that_would_be_over_or_that_nobody_invites_is_refused() {
    let estate = Estate::found().await;
    let (office, community) = (&estate.supervisor.token, estate.community);
    let past = json!({ "role": "scrutineer", "until": estate.now().to_string() });
    estate.invite(office, community, &past).await.problem(422, "field");
    for role in ["owner", "operator", "supervisor"] {
        estate.invite(office, community, &json!({ "role": role })).await.problem(403, "forbidden");
    }
    estate.invite(office, community, &json!({ "role": "emperor" })).await.problem(400, "malformed");
    estate
        .invite(&estate.secretary.token, community, &json!({ "role": "chair" }))
        .await
        .problem(403, "forbidden");
    estate.invite(NOBODY, community, &json!({ "role": "chair" })).await.problem(401, "not_signed_in");
    estate.invite(office, Uuid::nil(), &json!({ "role": "chair" })).await.problem(403, "forbidden");
    let operator = &estate.operator.token;
    estate
        .invite(operator, Uuid::nil(), &json!({ "role": "supervisor" }))
        .await
        .problem(404, "community_not_found");
    estate.stop().await;
}

#[tokio::test]
async fn every_owner_gets_a_code_of_their_own() {
    let estate = Estate::with_register().await;
    let secretary = &estate.secretary.token;
    let codes = estate.hand_out_codes(secretary, estate.community, &json!({ "all": true })).await.expect(201);
    let codes = codes["codes"].as_array().unwrap();
    let owners: Vec<_> = codes.iter().map(|code| code["owner"].as_str().unwrap()).collect();
    assert_eq!(owners, ["o-1", "o-2"]);
    for code in codes {
        let preview = estate.preview_activation(code["code"].as_str().unwrap()).await.expect(200);
        assert_eq!((&preview["owner"], &preview["confirmed_by"]), (&code["owner"], &json!(["secretary"])));
        assert_eq!(preview["community"], json!(estate.community));
    }
    estate.stop().await;
}

#[tokio::test]
async fn a_new_code_replaces_the_one_that_was_not_used() {
    let estate = Estate::with_register().await;
    let lost = estate.code_of("o-1").await;
    let others = estate.code_of("o-2").await;
    let found = estate.code_of("o-1").await;
    estate.preview_activation(&lost).await.problem(422, "code_not_valid");
    estate.preview_activation(&others).await.expect(200);
    estate.newcomer(&found).await;
    estate.stop().await;
}

#[tokio::test]
async fn codes_for_nobody_or_for_strangers_are_refused() {
    let estate = Estate::with_register().await;
    let secretary = &estate.secretary.token;
    for recipients in [
        json!({}),
        json!({ "owners": [] }),
        json!({ "all": false }),
        json!({ "owners": ["o-1"], "all": true }),
    ] {
        estate.hand_out_codes(secretary, estate.community, &recipients).await.problem(422, "field");
    }
    let stranger = json!({ "owners": ["o-1", "o-9"] });
    estate.hand_out_codes(secretary, estate.community, &stranger).await.problem(404, "owner_not_found");
    let misspelt = json!({ "owners": ["业主"] });
    estate.hand_out_codes(secretary, estate.community, &misspelt).await.problem(400, "malformed");
    let office = &estate.supervisor.token;
    estate.hand_out_codes(office, estate.community, &json!({ "all": true })).await.problem(403, "forbidden");
    estate.stop().await;
}
