//! Letters with codes: one page for each owner, in the order in which somebody walks, without a script.

use quorate::evidence::digest::Digest;
use serde_json::json;

use crate::answer::Answer;
use crate::app::HOST;
use crate::estate::Estate;

const REGISTER: &str = "\
unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,name,phone,email,acting_role,acting_name,acting_phone
10-1-0101,10,1,1,0101,dwelling,88.10,register,delivered,o-1,natural,王芳,13800001111,wang@example.org,,,
2-1-1002,2,1,10,1002,dwelling,120.5,survey,delivered,o-2,natural,李小龙,,,guardian,李大龙,13900002222
2-1-0201,2,1,2,0201,shop,45,contract,delivered,o-3,natural,<b>张伟</b>,13800003333,,,,
2-2-0101,2,2,1,0101,shop,45,contract,delivered,o-3,natural,<b>张伟</b>,13800003333,,,,
";

async fn letters() -> (Estate, Answer) {
    let estate = Estate::found().await;
    estate.import(REGISTER).await;
    let letters = estate.letters(&estate.secretary.token, estate.community, &json!({ "all": true })).await;
    (estate, letters)
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[tokio::test]
async fn there_is_a_page_for_each_owner_by_building_entrance_and_unit() {
    let (estate, letters) = letters().await;
    assert_eq!(letters.status, 201);
    assert_eq!(letters.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(
        between(&letters.text, "<p class=\"place\">", "</p>"),
        ["2-1-0201、2-2-0101", "2-1-1002", "10-1-0101"]
    );
    assert_eq!(letters.text.matches("<article class=\"letter\">").count(), 3);
    assert_eq!(letters.text.matches("<svg").count(), 3);
    assert!(letters.text.contains("由 李大龙 代收") && letters.text.contains("2026-06-03 16:00"));
    assert!(letters.text.contains(&format!("https://{HOST}")));
    // Names only as far as they are needed to deliver, and nothing else of the register.
    for secret in ["13800001111", "13900002222", "wang@example.org", "88.10"] {
        assert!(!letters.text.contains(secret), "{secret}");
    }
    estate.stop().await;
}

#[tokio::test]
async fn a_code_on_a_letter_can_be_used_and_stands_nowhere_but_behind_the_number_sign() {
    let (estate, letters) = letters().await;
    let groups = between(&letters.text, "<p class=\"groups\">", "</p>");
    let codes: Vec<String> = groups.iter().map(|own| between(own, "<span>", "</span>").join("-")).collect();
    let preview = estate.preview_activation(&codes[2]).await.expect(200);
    assert_eq!(preview["owner"], "o-1");
    assert!(!letters.text.contains(&codes[2]), "the whole code stands in the QR code alone");
    estate.stop().await;
}

#[tokio::test]
async fn a_page_of_letters_runs_nothing_loads_nothing_and_is_kept_nowhere() {
    let (estate, letters) = letters().await;
    assert_eq!(letters.header("cache-control"), "no-store");
    assert_eq!(letters.header("referrer-policy"), "no-referrer");
    let policy = letters.header("content-security-policy");
    let style = between(&letters.text, "<style>", "</style>")[0];
    let digest: Vec<u8> = Digest::of(style.as_bytes()).as_bytes().to_vec();
    let digest = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, digest);
    assert!(policy.starts_with(&format!("default-src 'none'; style-src 'sha256-{digest}';")), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(!letters.text.contains("<script") && !letters.text.contains(" style="));
    // A name is text, whatever is in it.
    assert!(!letters.text.contains("<b>张伟") && letters.text.contains("张伟"));
    estate.stop().await;
}

#[tokio::test]
async fn whoever_does_not_ask_for_a_page_gets_the_list() {
    let estate = Estate::with_register().await;
    let recipients = json!({ "owners": ["o-1"] });
    let answer = estate.hand_out_codes(&estate.secretary.token, estate.community, &recipients).await;
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.expect(201)["codes"][0]["owner"], "o-1");
    estate.stop().await;
}
