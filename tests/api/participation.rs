//! Who took part under which key: what scrutineers and owners see.

use serde_json::json;

use crate::assembly::Assembly;
use crate::estate::id;

#[tokio::test]
async fn scrutineers_see_which_units_took_part_under_keys_enrolled_how_and_when() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    assembly.accepted(place, &assembly.signed(place, "o-05").await).await;
    let token = assembly.token(&assembly.scrutineer).await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = assembly.read_participation(&token, place, &format!("?limit=3{cursor}")).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 10);
    let voted: Vec<_> = seen.iter().filter(|own| !own["ballot"].is_null()).collect();
    assert_eq!(voted.len(), 1);
    assert_eq!(voted[0]["units"], json!(["1-0202", "1-0301"]));
    let ballot = &voted[0]["ballot"];
    assert_eq!((&ballot["ballots"], &ballot["enrolled_during_vote"]), (&json!(1), &json!(false)));
    assert!(ballot["key_revoked_at"].is_null());
    let shown = serde_json::to_string(&seen).unwrap();
    assert!(!shown.contains("choices") && !shown.contains("o-05") && !shown.contains("陈思远"), "{shown}");
    let bad = assembly.read_participation(&token, place, "?cursor=00000000000000000000000000000000").await;
    bad.problem(422, "field");
    assembly.stop().await;
}

#[tokio::test]
async fn co_owners_see_every_key_and_every_ballot_of_their_unit() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let cast = assembly.signed(place, "o-03").await;
    assembly.accepted(place, &cast).await;
    let token = assembly.token(assembly.owner("o-04")).await;
    let own = assembly.my_units(&token, place.0).await.expect(200);
    assert_eq!(own["units"].as_array().unwrap().len(), 1);
    let unit = &own["units"][0];
    assert_eq!((&unit["unit"], &unit["owners"]), (&json!("1-0201"), &json!(2)));
    let thumbprints: Vec<_> = unit["keys"].as_array().unwrap().iter().map(|key| &key["thumbprint"]).collect();
    let (theirs, mine) = (&assembly.owner("o-03").thumbprint, &assembly.owner("o-04").thumbprint);
    assert!(
        thumbprints.len() == 2
            && thumbprints.contains(&&json!(theirs))
            && thumbprints.contains(&&json!(mine))
    );
    let ballot = &own["ballots"][0];
    assert_eq!((id(&ballot["meeting"]), &ballot["statement"]), (place.1, &json!(cast)));
    assert_eq!(&ballot["thumbprint"], &json!(theirs));
    let other = assembly.token(assembly.owner("o-06")).await;
    let other = assembly.my_units(&other, place.0).await.expect(200);
    assert_eq!((&other["units"][0]["unit"], &other["ballots"]), (&json!("1-0302"), &json!([])));
    assembly.stop().await;
}
