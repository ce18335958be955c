//! Revoking keys.

use crate::estate::Estate;

#[tokio::test]
async fn an_owner_revokes_their_own_key_and_acts_for_nobody_then() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    let revoke = async || estate.revoke_key(&owner.token, estate.community, &owner.thumbprint()).await;
    let reading = estate.reading("13800001111").await;
    let reading = reading["access_token"].as_str().unwrap();
    assert_eq!(revoke().await.status, 204);
    // What the key opened has ended with it.
    revoke().await.problem(401, "not_signed_in");
    let me = estate.me(reading).await.expect(200);
    assert_eq!(me["keys"][0]["revoked_at"], estate.now().to_string());
    estate.read_community(reading, estate.community).await.problem(403, "forbidden");
    estate.stop().await;
}

#[tokio::test]
async fn the_secretary_revokes_the_key_of_a_lost_device_and_twice_is_the_same_as_once() {
    let estate = Estate::with_register().await;
    let owner = estate.owner("o-1").await;
    for _ in 0..2 {
        let answer = estate.revoke_key(&estate.secretary.token, estate.community, &owner.thumbprint()).await;
        assert_eq!(answer.status, 204);
    }
    estate.read_community(&owner.token, estate.community).await.problem(401, "not_signed_in");
    estate.stop().await;
}

#[tokio::test]
async fn nobody_else_learns_whether_there_is_such_a_key() {
    let estate = Estate::with_register().await;
    let (owner, other) = (estate.owner("o-1").await, estate.owner("o-2").await);
    for thumbprint in [owner.thumbprint(), "A".repeat(43), "short".to_owned()] {
        estate.revoke_key(&other.token, estate.community, &thumbprint).await.problem(404, "key_not_found");
    }
    estate.stop().await;
}

#[tokio::test]
async fn a_secretary_silences_nobody_who_watches() {
    let estate = Estate::with_register().await;
    let scrutineer = estate.another("scrutineer").await;
    let (here, secretary) = (estate.community, estate.secretary.token.clone());
    for watcher in [&scrutineer, &estate.supervisor] {
        estate.revoke_key(&secretary, here, &watcher.thumbprint()).await.problem(404, "key_not_found");
    }
    estate.read_community(&scrutineer.token, here).await.expect(200);
    assert_eq!(estate.revoke_key(&estate.supervisor.token, here, &scrutineer.thumbprint()).await.status, 204);
    estate.read_community(&scrutineer.token, here).await.problem(401, "not_signed_in");
    estate.stop().await;
}
