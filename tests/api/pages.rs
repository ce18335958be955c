//! Pages to print: what is on them, in both languages and large, that they run nothing and load nothing, and that
//! what somebody wrote stays text.

use std::fs;
use std::path::Path;

use quorate::evidence::digest::Digest;
use serde_json::json;

use crate::answer::Answer;
use crate::assembly::{Assembly, draft};
use crate::calls::Place;

/// Writes a page where `QUORATE_WRITE_PAGES` says, so that somebody can look at it.
pub fn keep(name: &str, text: &str) {
    if let Ok(folder) = std::env::var("QUORATE_WRITE_PAGES") {
        fs::write(Path::new(&folder).join(format!("{name}.html")), text).unwrap();
    }
}

/// A page that is what every page must be.
#[track_caller]
pub fn sound(answer: &Answer, lang: &str) {
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    let style = answer.text.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let digest = Digest::of(style.as_bytes());
    let digest = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, digest.as_bytes());
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with(&format!("default-src 'none'; style-src 'sha256-{digest}';")), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(answer.text.contains(&format!("<html lang=\"{lang}\"")));
    assert!(answer.text.contains("<meta name=\"viewport\""));
    assert_eq!(answer.text.matches("<h1>").count().min(1), 1, "a page has a heading");
    for foreign in ["<script", " style=", " onload", "src=", "http://", "<link", "@import"] {
        assert!(!answer.text.contains(foreign), "{foreign}");
    }
}

const HOSTILE: &str = "\"</style><script>alert(1)</script>&'";

/// A noticed meeting whose title and texts are hostile.
async fn hostile() -> (Assembly, Place) {
    let assembly = Assembly::gather().await;
    let mut draft = draft();
    draft["title"] = json!(format!("会议{HOSTILE}"));
    draft["called_by"] = json!(HOSTILE);
    draft["matters"][0]["title"] = json!(HOSTILE);
    draft["matters"][0]["proposed_by"] = json!(HOSTILE);
    draft["matters"][0]["text"] = json!(format!("第一行\n第二行{HOSTILE}"));
    draft["matters"][1]["candidates"][0]["name"] = json!(HOSTILE);
    let place = assembly.noticed(&draft).await;
    (assembly, place)
}

#[tokio::test]
async fn the_service_list_and_the_round_are_sound_pages_in_both_languages() {
    let (assembly, place) = hostile().await;
    let secretary = assembly.token(&assembly.secretary).await;
    let served = json!([
        { "unit": "1-0101", "channel": "letter", "served_at": assembly.now().to_string(), "evidence": Digest::of(b"a") },
        { "unit": "1-0101", "channel": "door", "served_at": assembly.now().to_string(), "evidence": Digest::of(b"b") },
        { "unit": "2-0101", "channel": "in_app", "served_at": assembly.now().to_string() }
    ]);
    assembly.record_services(&secretary, place, &served).await.expect(201);
    let list = assembly.print_services(place, "").await;
    sound(&list, "zh-CN");
    keep("service-list", &list.text);
    assert!(list.text.contains("送达清单") && list.text.contains(&Digest::of(b"b").to_string()));
    assert!(list.text.contains("rowspan=\"2\"") && list.text.contains("1 / 12"));
    let english = assembly.print_services(place, "?lang=en&size=large&building=1").await;
    sound(&english, "en");
    keep("service-list-en", &english.text);
    assert!(english.text.contains("class=\"large\"") && english.text.contains("at the door"));
    assert!(!english.text.contains("2-0101"));
    let round = assembly.print_services(place, "?form=round").await;
    sound(&round, "zh-CN");
    keep("door-round", &round.text);
    // Who is reached is not asked again; an application that showed it proves nothing.
    assert!(!round.text.contains(">1-0101<") && round.text.contains(">2-0101<"));
    assembly.print_services(place, "?lang=fr").await.problem(400, "malformed");
    assembly.stop().await;
}

#[tokio::test]
async fn the_notice_says_everything_in_both_languages_and_nothing_that_somebody_wrote_runs() {
    let (assembly, place) = hostile().await;
    let notice = assembly.print_notice(place, "").await;
    sound(&notice, "zh-CN");
    keep("notice", &notice.text);
    for said in [
        "表决事项",
        "提议者",
        "怎样投票",
        "怎样提出异议",
        "二号楼屋面维修",
        "2026-05-22 00:00",
        "2026-05-25 00:00",
    ] {
        assert!(notice.text.contains(said), "{said}");
    }
    // The hash on the page is that of the notice in the record.
    let entries = assembly.entries().await;
    let named = |entry: &serde_json::Value| entry["fact"]["kind"] == "meeting_noticed";
    let fact = entries.iter().find(|entry| named(entry)).unwrap()["fact"].to_string();
    let hash = notice.text.split("通知 ").nth(1).unwrap().get(..64).unwrap();
    assert!(fact.contains(hash), "{hash} in {fact}");
    let english = assembly.print_notice(place, "?lang=en&size=large&version=1").await;
    sound(&english, "en");
    keep("notice-en-large", &english.text);
    assert!(english.text.contains("How to vote") && !english.text.contains("表决事项"));
    assembly.print_notice(place, "?version=9").await.problem(404, "notice_not_found");
    assembly.stop().await;
}

#[tokio::test]
async fn there_is_a_form_for_each_elector_with_its_own_matters_and_without_a_name() {
    let (assembly, place) = hostile().await;
    let forms = assembly.print_mandate_forms(place, "").await;
    sound(&forms, "zh-CN");
    keep("mandate-forms", &forms.text);
    assert_eq!(forms.text.matches("<article class=\"sheet\">").count(), 10);
    assert_eq!(forms.text.matches("<path").count(), 1, "the code is written down once");
    for personal in ["王芳华", "13800001101", "o-01"] {
        assert!(!forms.text.contains(personal), "{personal}");
    }
    // The matter of building 2 is on the forms of building 2 alone.
    let one = assembly.print_mandate_forms(place, "?unit=1-0301&lang=en").await;
    sound(&one, "en");
    keep("mandate-form-en", &one.text);
    assert!(one.text.contains("1-0202") && one.text.contains("208.60"), "both units of the elector");
    assert!(!one.text.contains("二号楼屋面维修") && !one.text.contains("2-0201"));
    let two = assembly.print_mandate_forms(place, "?building=2&size=large").await;
    assert_eq!(two.text.matches("二号楼屋面维修").count(), two.text.matches("<article").count());
    assembly.print_mandate_forms(place, "?unit=9-9999").await.problem(404, "elector_not_found");
    assembly.stop().await;
}
