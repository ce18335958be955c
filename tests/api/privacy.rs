//! What somebody is told of themselves and has erased, and what nobody is told of anybody.

use std::collections::BTreeSet;

use quorate::domain::meetings::MeetingState;
use quorate::domain::retention::{
    AUDIT_MATERIAL_DAYS, AUDIT_MATERIAL_DAYS_MAX, AUDIT_MATERIAL_DAYS_MIN, MESSAGES_DAYS, MESSAGES_DAYS_MAX,
    MESSAGES_DAYS_MIN, SESSIONS_DAYS,
};
use quorate::http;
use reqwest::Method;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::{NOBODY, send};
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, REGISTER};
use crate::estate::Estate;
use crate::proofs::{certify, proved};

/// The header of a register with numbers of identity documents.
const HEADER: &str = "unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,name,phone,\
    email,acting_role,acting_name,acting_phone,证件号码\n";

/// One owner, whose number is written in two ways.
const WITH_NUMBERS: &str = "\
1-0101,1,,1,0101,dwelling,88.10,register,delivered,o-1,natural,王芳,13800001111,,,,,110101199003071 23x
1-0102,1,,1,0102,dwelling,120.5,survey,delivered,o-2,natural,李小龙,,,guardian,李大龙,13900002222,
1-0103,1,,1,0103,shop,45,contract,delivered,o-1,natural,王芳,13800001111,,,,,11010119900307123X
";

async fn find(estate: &Estate, text: &str) -> Answer {
    let path = format!("/api/v1/communities/{}/register/searches", estate.community);
    let request = estate.request(&estate.secretary.token, Method::POST, &path);
    send(request.json(&json!({ "by": "id_number", "text": text }))).await
}

#[tokio::test]
async fn the_number_of_an_identity_document_finds_its_owner_and_is_shown_to_nobody_in_full() {
    let estate = Estate::found().await;
    estate.import(&format!("{HEADER}{WITH_NUMBERS}")).await;
    let found = find(&estate, "11010119900307123x").await.expect(200);
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!((&found[0]["owner"], &found[0]["id_number"]), (&json!("o-1"), &json!("**************123X")));
    assert_eq!(find(&estate, "110101199003071").await.expect(200), json!([]));
    let listed = estate.latest_register(&estate.secretary.token, estate.community, "").await;
    assert!(listed.status == 200 && !listed.text.contains("1101") && !listed.text.contains("id_number"));
    let mistaken = format!("{HEADER}{}", WITH_NUMBERS.replace("110101199003071 23x", "无；"));
    let refused = estate.import_register(&estate.secretary.token, estate.community, "", &mistaken).await;
    let refused = refused.problem(422, "register_mistakes");
    assert_eq!(
        (&refused["mistakes"][0]["row"], &refused["mistakes"][0]["column"]),
        (&json!(2), &json!("id_number"))
    );
    // Whose it is reads it in full, and may have it erased.
    let owner = estate.owner("o-1").await;
    let export = estate.export_me(&owner.token).await.expect(200);
    assert_eq!(export["communities"][0]["owners"][0]["person"]["id_number"], "11010119900307123X");
    let erased = estate.erase_me(&owner.token).await.expect(200);
    assert!(
        erased["erased"].as_array().unwrap().contains(&json!({ "what": "id_numbers", "count": 1 })),
        "{erased}"
    );
    assert_eq!(find(&estate, "11010119900307123X").await.expect(200), json!([]));
    let export = estate.export_me(&owner.token).await.expect(200);
    let person = &export["communities"][0]["owners"][0]["person"];
    assert_eq!((&person["id_number"], &person["name"]), (&json!(null), &json!("王芳")));
    estate.stop().await;
}

#[tokio::test]
async fn an_export_has_everything_of_its_holder_and_nothing_of_anybody_else() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let own = assembly.signed(place, "o-03").await;
    assembly.accepted(place, &own).await;
    let others: Vec<String> = {
        let mut others = Vec::new();
        for owner in ["o-01", "o-02", "o-05"] {
            let ballot = assembly.signed(place, owner).await;
            assembly.accepted(place, &ballot).await;
            others.push(ballot);
        }
        others
    };
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    for (owner, text) in [("o-03", "我的异议"), ("o-04", "共有人的异议")] {
        let token = assembly.token(assembly.owner(owner)).await;
        assembly.raise_objection(&token, place, text).await.expect(201);
    }
    let token = assembly.token(assembly.owner("o-03")).await;
    let answer = assembly.export_me(&token).await;
    let text = answer.text.clone();
    let export = answer.expect(200);
    let here = &export["communities"][0];
    assert_eq!(export["communities"].as_array().unwrap().len(), 1);
    assert_eq!(export["keys"][0]["thumbprint"], json!(assembly.owner("o-03").thumbprint));
    assert!(export["keys"][0]["statement"].as_str().unwrap().split('.').count() == 3);
    assert!(!export["sessions"].as_array().unwrap().is_empty() && export["roles"] == json!([]));
    assert_eq!(here["owners"].as_array().unwrap().len(), 1);
    let owner = &here["owners"][0];
    assert_eq!((&owner["owner"], &owner["person"]["name"]), (&json!("o-03"), &json!("张伟东")));
    assert_eq!(owner["person"]["phone"], "13800001103");
    assert_eq!(owner["units"], json!([{ "unit": "1-0201", "owners": 2 }]));
    assert!(!owner["messages"].as_array().unwrap().is_empty(), "{text}");
    assert_eq!(here["ballots"].as_array().unwrap().len(), 1);
    assert_eq!(here["ballots"][0]["statement"], json!(own));
    assert_eq!(here["objections"].as_array().unwrap().len(), 1);
    assert_eq!(here["objections"][0]["text"], "我的异议");
    let mut foreign: Vec<String> = others;
    foreign.push("共有人的异议".to_owned());
    for row in REGISTER.lines().filter(|row| !row.contains(",o-03,")) {
        let cells: Vec<&str> = row.split(',').collect();
        // The unit of co-owners is one's own; of them nothing else is.
        foreign.extend([9, 11, 12, 13, 15, 16].map(|cell| cells[cell].to_owned()));
        if cells[0] != "1-0201" {
            foreign.push(cells[0].to_owned());
        }
    }
    foreign.extend(assembly.owners.iter().filter(|own| own.0 != "o-03").map(|own| own.1.thumbprint.clone()));
    for secret in foreign.iter().filter(|secret| !secret.is_empty()) {
        assert!(!text.contains(secret.as_str()), "{secret} in {text}");
    }
    assert!(!text.contains("refresh"), "{text}");
    let officer = assembly.token(&assembly.secretary).await;
    let officer = assembly.export_me(&officer).await.expect(200);
    assert_eq!(officer["roles"][0]["role"], "secretary");
    assert_eq!(
        (&officer["communities"][0]["owners"], &officer["communities"][0]["ballots"]),
        (&json!([]), &json!([]))
    );
    assembly.stop().await;
}

#[tokio::test]
async fn a_session_for_reading_exports_and_erases_nothing() {
    let estate = Estate::with_register().await;
    estate.owner("o-1").await;
    let reading = estate.reading("13800001111").await;
    let token = reading["access_token"].as_str().unwrap();
    estate.export_me(token).await.problem(403, "read_only_session");
    estate.erase_me(token).await.problem(403, "read_only_session");
    estate.stop().await;
}

#[tokio::test]
async fn whatever_is_erased_on_request_a_meeting_within_its_period_is_still_proved() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    for owner in ["o-01", "o-02", "o-03"] {
        assembly.vote(place, owner).await;
    }
    let secretary = assembly.token(&assembly.secretary).await;
    assembly.erase_owner(&secretary, assembly.community, "o-01").await.problem(409, "still_needed");
    assembly.erase_owner(&secretary, assembly.community, "o-99").await.problem(404, "owner_not_found");
    // A register without them does not help a secretary while the vote is on.
    let without: Vec<&str> = REGISTER.lines().filter(|row| !row.contains(",o-02,")).collect();
    let without = without.join("\n");
    let header = HEADER.replace(",证件号码", "");
    assembly
        .import_register(&secretary, assembly.community, "", &format!("{header}{without}"))
        .await
        .expect(201);
    assembly.erase_owner(&secretary, assembly.community, "o-02").await.problem(409, "still_needed");
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    assembly.pass_to(OBJECTIONS_END);
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    let ended = assembly.now();

    let former = assembly.token(assembly.owner("o-02")).await;
    let secretary = assembly.token(&assembly.secretary).await;
    let told = assembly.erase_owner(&secretary, assembly.community, "o-02").await.expect(200);
    assert_eq!(told["erased"][0]["what"], "sessions", "{told}");
    let kept: BTreeSet<&str> =
        told["kept"].as_array().unwrap().iter().map(|part| part["what"].as_str().unwrap()).collect();
    assert!(
        kept.is_superset(&BTreeSet::from(["meeting", "keys"])) && !kept.contains("register_entry"),
        "{told}"
    );
    let meeting = told["kept"].as_array().unwrap().iter().find(|part| part["what"] == "meeting").unwrap();
    assert_eq!(meeting["until"], json!(ended.plus_seconds(731 * 86_400).to_string()));
    assembly.me(&former).await.problem(401, "not_signed_in");

    let present = assembly.token(assembly.owner("o-01")).await;
    let told = assembly.erase_me(&present).await.expect(200);
    assert_eq!(told["kept"][0]["what"], "register_entry", "{told}");
    for owner in ["o-03", "o-05"] {
        assembly.erase_me(&assembly.token(assembly.owner(owner)).await).await.expect(200);
    }
    proved(&assembly, place, MeetingState::Announced).await;
    assembly.stop().await;
}

/// What stands in an answer to whoever is not signed in, and must not.
fn told_of(assembly: &Assembly) -> Vec<String> {
    let mut secrets = Vec::new();
    for row in REGISTER.lines() {
        let cells: Vec<&str> = row.split(',').collect();
        secrets.extend([9, 11, 12, 13, 15, 16].map(|cell| cells[cell].to_owned()));
    }
    secrets.extend(assembly.owners.values().map(|owner| owner.thumbprint.clone()));
    secrets.retain(|secret| !secret.is_empty());
    secrets
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_told_nobodys_name_number_account_or_key() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    for owner in ["o-01", "o-02", "o-03", "o-05"] {
        assembly.vote(place, owner).await;
    }
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    let mut secrets = told_of(&assembly);
    for owner in assembly.owners.values() {
        let token = assembly.token(owner).await;
        let me = assembly.me(&token).await.expect(200);
        secrets.push(me["account"].as_str().unwrap().to_owned());
    }
    let view = assembly.view(place).await;
    let document: Value = serde_json::from_str(&http::document().to_json().unwrap()).unwrap();
    let mut answered = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let open = |operation: &Value| operation["security"].is_null();
        // What is watched has no end, and says the same as what is read.
        if path.ends_with("/turnout/events") || !item.get("get").is_some_and(open) {
            continue;
        }
        let digests = ["definition", "roll"].map(|field| view[field].as_str().unwrap().to_owned());
        for (digest, tile) in digests.iter().zip(["entries/000.p/1", "0/000.p/1"]) {
            let address =
                path.replace("{community}", &place.0.to_string()).replace("{meeting}", &place.1.to_string());
            let address = address.replace("{sha256}", digest).replace("{path}", tile);
            let address = address.replace("{id}", "cn_civil_code_2021");
            let answer = send(assembly.request(NOBODY, Method::GET, &address)).await;
            answered += usize::from(answer.status == 200);
            for secret in &secrets {
                assert!(!answer.text.contains(secret.as_str()), "{secret} in {address}: {}", answer.text);
            }
        }
    }
    assert!(answered >= 20, "{answered}");
    // Entries too, all of them: identifiers of owners and keys stand in none.
    for entry in assembly.entry_bytes().await {
        let entry = String::from_utf8(entry).unwrap();
        for secret in &secrets {
            assert!(!entry.contains(secret.as_str()), "{secret} in {entry}");
        }
    }
    assembly.stop().await;
}

#[test]
fn the_pages_about_personal_data_name_the_periods_of_the_code() {
    let page = |name: &str| {
        let path = format!("{}/docs/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (audit, messages, sessions) = (AUDIT_MATERIAL_DAYS, MESSAGES_DAYS, SESSIONS_DAYS);
    let bounds = format!(
        "{AUDIT_MATERIAL_DAYS_MIN} to {AUDIT_MATERIAL_DAYS_MAX} and to {MESSAGES_DAYS_MIN} to {MESSAGES_DAYS_MAX} days"
    );
    for said in [format!("{audit} days after the end"), format!("{messages} days after a message"), bounds] {
        assert!(page("privacy.md").contains(&said), "privacy.md does not say: {said}");
    }
    assert!(page("privacy.md").contains(&format!("{sessions} days after they expired")));
    for (name, said) in [
        (
            "privacy-notice.md",
            [format!("{audit} days"), format!("{messages} days"), format!("{sessions} days")],
        ),
        (
            "privacy-notice.zh-CN.md",
            [format!("{audit} 日"), format!("{messages} 日"), format!("{sessions} 日")],
        ),
    ] {
        for said in said {
            assert!(page(name).contains(&said), "{name} does not say: {said}");
        }
    }
}
