//! Opening communities and knowing of them.

use quorate::evidence::trust::ServiceKeysDocument;
use serde_json::json;
use uuid::Uuid;

use crate::app::{App, HOST, NOBODY};
use crate::estate::Estate;

#[tokio::test]
async fn an_operator_opens_a_community_with_an_origin_of_its_own() {
    let app = App::start().await;
    let operator = app.operator().await;
    let new = json!({ "name": "梧桐苑", "time_zone": "Asia/Shanghai" });
    let answer = app.create_community(&operator.token, &new).await;
    let location = answer.header("location").to_owned();
    let community = answer.expect(201);
    let id = community["community"].as_str().unwrap();
    assert_eq!(location, format!("/api/v1/communities/{id}"));
    assert_eq!(community["origin"], format!("{HOST}/record/{id}"));
    assert_eq!(app.read_community(&operator.token, id.parse().unwrap()).await.expect(200), community);
    app.stop().await;
}

#[tokio::test]
async fn a_community_without_a_name_or_in_no_time_zone_is_refused() {
    let app = App::start().await;
    let operator = app.operator().await;
    let create = |name: &str, zone: &str| json!({ "name": name, "time_zone": zone });
    for name in ["", "  ", " a", "a\nb", &"a".repeat(101)] {
        app.create_community(&operator.token, &create(name, "Asia/Shanghai")).await.problem(422, "field");
    }
    app.create_community(&operator.token, &create("a", "Mars/Olympus")).await.problem(422, "instant");
    let unknown = json!({ "name": "a", "time_zone": "UTC", "colour": "red" });
    app.create_community(&operator.token, &unknown).await.problem(400, "malformed");
    app.stop().await;
}

#[tokio::test]
async fn everybody_sees_the_communities_they_belong_to() {
    let estate = Estate::with_register().await;
    let other = estate.open_community(&estate.operator.token).await;
    let owner = estate.owner("o-1").await;
    let seen = async |token: &str| {
        let page = estate.list_communities(token, "").await.expect(200);
        page["items"].as_array().unwrap().iter().map(|item| item["community"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(seen(&estate.operator.token).await, [json!(estate.community), json!(other)]);
    assert_eq!(seen(&estate.secretary.token).await, [json!(estate.community)]);
    assert_eq!(seen(&owner.token).await, [json!(estate.community)]);
    estate.read_community(&owner.token, other).await.problem(403, "forbidden");
    estate.list_communities(NOBODY, "").await.problem(401, "not_signed_in");
    estate.stop().await;
}

#[tokio::test]
async fn a_list_comes_by_the_page() {
    let app = App::start().await;
    let operator = app.operator().await;
    for _ in 0..3 {
        app.open_community(&operator.token).await;
        app.advance(1).await;
    }
    let first = app.list_communities(&operator.token, "?limit=2").await.expect(200);
    let next = first["next"].as_str().unwrap();
    let second = app.list_communities(&operator.token, &format!("?limit=2&cursor={next}")).await.expect(200);
    assert_eq!((first["items"].as_array().unwrap().len(), second["items"].as_array().unwrap().len()), (2, 1));
    assert!(second["next"].is_null());
    for query in ["?limit=0", "?limit=201", "?limit=many", "?colour=red"] {
        app.list_communities(&operator.token, query).await.problem(400, "malformed");
    }
    app.stop().await;
}

#[tokio::test]
async fn anybody_may_read_the_keys_an_auditor_pins() {
    let estate = Estate::found().await;
    let keys = estate.community_keys(estate.community).await.expect(200);
    let document: ServiceKeysDocument = serde_json::from_value(keys).unwrap();
    assert!(document.check().is_ok());
    assert_eq!(document.origin, format!("{HOST}/record/{}", estate.community));
    estate.community_keys(Uuid::nil()).await.problem(404, "community_not_found");
    estate.stop().await;
}

#[tokio::test]
async fn an_operator_has_no_power_in_a_community() {
    let estate = Estate::with_register().await;
    let (operator, community) = (&estate.operator.token, estate.community);
    let owner = estate.owner("o-1").await;
    estate.import_register(operator, community, "", crate::tables::CHANGED).await.problem(403, "forbidden");
    estate.latest_register(operator, community, "").await.problem(403, "forbidden");
    estate.hand_out_codes(operator, community, &json!({ "all": true })).await.problem(403, "forbidden");
    estate.revoke_key(operator, community, &owner.thumbprint()).await.problem(403, "forbidden");
    for role in ["secretary", "convener", "scrutineer", "member", "chair", "trustee", "owner", "operator"] {
        estate.invite(operator, community, &json!({ "role": role })).await.problem(403, "forbidden");
    }
    estate.stop().await;
}
