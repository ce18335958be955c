//! The notice of a meeting: what it says, what it must say, how it is corrected, and owners who open it.

use quorate::domain::meetings::MeetingState;
use quorate::evidence::acknowledgements::NoticeAcknowledgement;
use quorate::evidence::digest::{Digest, canonical};
use quorate::evidence::notices::NoticeDocument;
use quorate::evidence::statements::Statement as _;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::NOBODY;
use crate::assembly::{Assembly, CLOSES, OPENS, draft, nonce};
use crate::calls::Place;
use crate::proofs::{certify, proved};

const PDF: &[u8] = b"%PDF-1.7 an estimate";

/// Rules of procedure that settle something.
fn own_rules(settles: &str) -> Value {
    let head = "id = \"own_rules\"\nversion = \"1\"\ntitle = { zh = \"议事规则\", en = \"Rules of procedure\" }\n\
        issued_by = \"community\"\nbase = [\"cn_civil_code_2021\"]\n";
    let text = format!("{head}{settles}\narticle = \"art 9\"\nverified = true\n");
    json!({ "overlays": [], "own_rules": text, "recognition": null })
}

async fn under(assembly: &Assembly, settles: &str) {
    let token = assembly.token(&assembly.supervisor).await;
    let answer = assembly.state_rules(&token, assembly.community, "\"0\"", &own_rules(settles)).await;
    assert!((200..300).contains(&answer.status), "{}", answer.text);
}

async fn attached(assembly: &Assembly, place: Place) -> Value {
    let token = assembly.token(&assembly.convener).await;
    let uploaded = assembly.upload_attachment(&token, place, "application/pdf", PDF).await.expect(201);
    json!({
        "title": "维修方案", "file_name": "方案.pdf", "bytes": uploaded["bytes"], "media_type": uploaded["media_type"],
        "sha256": uploaded["sha256"]
    })
}

async fn correct(assembly: &Assembly, place: Place, notice: &Value, reason: &str) -> Answer {
    let token = assembly.token(&assembly.convener).await;
    assembly.correct_notice(&token, place, &json!({ "notice": notice, "reason": reason })).await
}

/// What an owner signs of the version of the notice that stands.
async fn acknowledgement(assembly: &Assembly, place: Place, owner: &str, notice: Digest) -> String {
    let said = NoticeAcknowledgement {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        notice,
        nonce: nonce(),
    };
    said.sign(&assembly.owner(owner).key).unwrap()
}

async fn digest(assembly: &Assembly, place: Place) -> Digest {
    let view = assembly.read_notice(place, "").await.expect(200);
    view["sha256"].as_str().unwrap().parse().unwrap()
}

async fn reached(assembly: &Assembly, place: Place) -> Vec<String> {
    let page = assembly.read_services(place, "?reached=true").await.expect(200);
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item["unit"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_notice_says_everything_in_two_languages_and_has_the_hash_that_the_record_names() {
    let assembly = Assembly::gather().await;
    let place = assembly.place(assembly.drafted(&draft()).await);
    assembly.read_notice(place, "").await.problem(404, "meeting_not_found");
    let token = assembly.token(&assembly.convener).await;
    assembly.give_notice(&token, place).await.expect(201);
    let view = assembly.read_notice(place, "").await.expect(200);
    let notice = &view["notice"];
    let bytes = canonical(notice).unwrap();
    assert_eq!(Digest::of(&bytes).to_string(), view["sha256"].as_str().unwrap());
    let document = NoticeDocument::parse(&bytes).unwrap();
    assert_eq!((document.version, document.previous), (1, None));
    let entries = assembly.entries().await;
    let fact = &entries.last().unwrap()["fact"];
    assert_eq!((&fact["kind"], &fact["notice"]), (&json!("meeting_noticed"), &view["sha256"]));
    let m1 = &notice["matters"][0];
    assert_eq!(m1["proposed_by"], "36 位业主联名");
    assert_eq!(m1["text"], draft()["matters"][0]["text"]);
    let rules: Vec<_> =
        m1["rule"].as_array().unwrap().iter().map(|own| own["words"]["en"].as_str().unwrap()).collect();
    assert_eq!(
        rules,
        [
            "Taking part: at least 2/3 of all by area and by heads.",
            "In favour: more than 1/2 of those participating by area and by heads."
        ]
    );
    assert_eq!(m1["rule"][0]["words"]["zh"], "参与表决：面积且人数不少于全体的 2/3。");
    assert_eq!(m1["rule"][1]["article"], "Civil Code (民法典) art 278(2)");
    assert_eq!(notice["objecting"]["until"], OPENS);
    for said in ["silence", "blank", "spoiled", "channel"] {
        assert!(!notice[said]["zh"].as_str().unwrap().is_empty(), "{said}");
    }
    for way in ["online", "paper", "proxy"] {
        assert!(!notice["voting"][way]["en"].as_str().unwrap().is_empty(), "{way}");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_preview_says_what_the_notice_will_say_and_leaves_no_trace() {
    let assembly = Assembly::gather().await;
    let place = assembly.place(assembly.drafted(&draft()).await);
    let secretary = assembly.token(&assembly.secretary).await;
    let before = assembly.record_size().await;
    let shown = assembly.preview_notice(&secretary, place).await.expect(200);
    assert_eq!(assembly.record_size().await, before);
    assembly.read_notice(place, "").await.problem(404, "meeting_not_found");

    let convener = assembly.token(&assembly.convener).await;
    assembly.give_notice(&convener, place).await.expect(201);
    assert_eq!(shown, assembly.read_notice(place, "").await.expect(200)["notice"]);
    // What was given is read, not previewed.
    assembly.preview_notice(&convener, place).await.problem(409, "state_does_not_allow");
}

#[tokio::test]
async fn a_preview_lists_what_would_keep_the_notice_from_being_given() {
    let assembly = Assembly::gather().await;
    let mut hasty = draft();
    hasty["opens_at"] = json!("2026-05-02T00:00:00Z");
    hasty["title"] = json!("");
    let place = assembly.place(assembly.drafted(&hasty).await);
    let token = assembly.token(&assembly.convener).await;
    let preview = assembly.preview_notice(&token, place).await.problem(422, "draft_problems");
    let given = assembly.give_notice(&token, place).await.problem(422, "draft_problems");
    assert!(preview["problems"].as_array().unwrap().len() >= 2);
    assert_eq!(preview["problems"], given["problems"]);
}

#[tokio::test]
async fn every_field_that_a_notice_lacks_is_told_with_the_article_and_no_notice_is_given() {
    let assembly = Assembly::gather().await;
    under(&assembly, "[notice_content]\nfields = [\"place\", \"contact\", \"attachments\"]").await;
    let place = assembly.place(assembly.drafted(&draft()).await);
    let token = assembly.token(&assembly.convener).await;
    let refused = assembly.unchanged(assembly.give_notice(&token, place)).await;
    let problem = refused.problem(422, "draft_problems");
    assert_eq!(
        problem["problems"],
        json!([
            "the notice does not say place, which it must (art 9)",
            "the notice does not say attachments, which it must (art 9)",
            "the notice does not say contact, which it must (art 9)"
        ])
    );
    let mut whole = draft();
    let file = attached(&assembly, place).await;
    whole["notice"] = json!({ "place": "会所", "contact": "010-12345678", "attachments": [file] });
    assembly.redraft_meeting(&token, place, "\"1\"", &whole).await.expect(200);
    assembly.give_notice(&token, place).await.expect(201);
    let view = assembly.read_notice(place, "").await.expect(200);
    assert_eq!(view["notice"]["particulars"]["place"], "会所");
    assembly.stop().await;
}

#[tokio::test]
async fn an_attachment_is_the_officers_until_a_notice_names_it_and_everybodys_from_then_on() {
    let assembly = Assembly::gather().await;
    let place = assembly.place(assembly.drafted(&draft()).await);
    let file = attached(&assembly, place).await;
    let sha256 = file["sha256"].as_str().unwrap().to_owned();
    assembly.download_attachment(NOBODY, place, &sha256).await.problem(404, "meeting_not_found");
    let token = assembly.token(&assembly.convener).await;
    for (media_type, body) in [
        ("application/pdf", b"MZ".as_slice()),
        ("text/html", b"<p>"),
        ("image/png", PDF),
        ("text/plain", b""),
    ] {
        let refused = assembly.upload_attachment(&token, place, media_type, body).await;
        refused.problem(422, "field");
    }
    let mut other = draft();
    other["notice"] = json!({ "attachments": [{ "title": "x", "file_name": "x/y", "bytes": 1,
        "media_type": "text/html", "sha256": Digest::of(b"nothing") }] });
    assembly.redraft_meeting(&token, place, "\"1\"", &other).await.expect(200);
    let problem = assembly.give_notice(&token, place).await.problem(422, "draft_problems");
    assert_eq!(problem["problems"].as_array().unwrap().len(), 2, "{problem}");
    let mut named = draft();
    named["notice"] = json!({ "attachments": [file] });
    assembly.redraft_meeting(&token, place, "\"2\"", &named).await.expect(200);
    assembly.give_notice(&token, place).await.expect(201);
    let served = assembly.download_attachment(NOBODY, place, &sha256).await;
    assert_eq!((served.status, served.text.as_bytes()), (200, PDF));
    assert_eq!(served.header("content-type"), "application/pdf");
    assert!(served.header("content-disposition").starts_with("attachment;"), "no browser opens it by itself");
    assembly
        .download_attachment(NOBODY, place, &Digest::of(b"x").to_string())
        .await
        .problem(404, "attachment_not_found");
    assembly.stop().await;
}

#[tokio::test]
async fn a_correction_is_the_next_version_is_served_again_and_touches_nothing_of_the_definition() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let secretary = assembly.token(&assembly.secretary).await;
    let served_at = assembly.now().to_string();
    let letter = json!([{ "unit": "1-0101", "channel": "letter", "served_at": served_at,
        "evidence": Digest::of(b"a slip") }]);
    assembly.record_services(&secretary, place, &letter).await.expect(201);
    assert_eq!(reached(&assembly, place).await, ["1-0101"]);
    let before = assembly.view(place).await["definition"].clone();
    let first = digest(&assembly, place).await;
    assembly.advance(60).await;
    correct(&assembly, place, &json!({}), "没有改动").await.problem(422, "field");
    let place_told = json!({ "place": "会所一层" });
    correct(&assembly, place, &place_told, " ").await.problem(422, "field");
    let view = correct(&assembly, place, &place_told, "补充地点").await.expect(201);
    assert_eq!((&view["version"], &view["latest"]), (&json!(2), &json!(true)));
    assert_eq!(view["notice"]["previous"], first.to_string());
    assert_eq!(view["versions"][1]["reason"], "补充地点");
    let entries = assembly.entries().await;
    let fact = &entries.last().unwrap()["fact"];
    assert_eq!((&fact["kind"], &fact["notice"]), (&json!("notice_versioned"), &view["sha256"]));
    assert_eq!(assembly.view(place).await["definition"], before);
    let old = assembly.read_notice(place, "?version=1").await.expect(200);
    assert_eq!((&old["sha256"], &old["latest"]), (&json!(first.to_string()), &json!(false)));
    assembly.read_notice(place, "?version=3").await.problem(404, "notice_not_found");
    assert_eq!(reached(&assembly, place).await, [""; 0], "whoever has the old version is served again");
    let now = assembly.now().to_string();
    let again = json!([{ "unit": "1-0101", "channel": "letter", "served_at": now,
        "evidence": Digest::of(b"another slip") }]);
    assembly.record_services(&secretary, place, &again).await.expect(201);
    assert_eq!(reached(&assembly, place).await, ["1-0101"]);
    assembly.advance_to(OPENS).await;
    correct(&assembly, place, &json!({ "place": "门口" }), "改地点")
        .await
        .problem(409, "state_does_not_allow");
    assembly.stop().await;
}

#[tokio::test]
async fn a_session_that_opens_the_notice_is_recorded_once_and_proves_nothing() {
    let assembly = Assembly::gather().await;
    under(&assembly, "[service]\nin_app = \"proof\"\nposting_attempts = 1").await;
    let place = assembly.noticed(&draft()).await;
    let reading = assembly.reading("13800001101").await;
    let token = reading["access_token"].as_str().unwrap();
    let opened = assembly.open_notice(token, place).await.expect(200);
    assert_eq!(opened, json!({ "version": 1, "units": ["1-0101", "P-001"], "recorded": 2 }));
    let again = assembly.unchanged(assembly.open_notice(token, place)).await.expect(200);
    assert_eq!(again["recorded"], 0);
    let fact = assembly.entries().await.last().unwrap()["fact"].clone();
    assert_eq!(
        (&fact["by"], &fact["channel"], &fact["evidence"]),
        (&json!("owner"), &json!("in_app"), &Value::Null)
    );
    assert_eq!(reached(&assembly, place).await, [""; 0]);
    assembly.stop().await;
}

#[tokio::test]
async fn a_signed_acknowledgement_is_service_where_the_rules_say_so_and_the_verifier_holds_it() {
    let assembly = Assembly::gather().await;
    under(&assembly, "[service]\nin_app = \"proof\"\nposting_attempts = 1").await;
    let place = assembly.noticed(&draft()).await;
    let notice = digest(&assembly, place).await;
    let token = assembly.token(assembly.owner("o-03")).await;
    let foreign = acknowledgement(&assembly, place, "o-04", notice).await;
    assembly.acknowledge_notice(&token, place, &foreign).await.problem(422, "statement");
    let of_nothing = acknowledgement(&assembly, place, "o-03", Digest::of(b"x")).await;
    assembly.acknowledge_notice(&token, place, &of_nothing).await.problem(422, "other_subject");
    let signed = acknowledgement(&assembly, place, "o-03", notice).await;
    let answered = assembly.acknowledge_notice(&token, place, &signed).await.expect(200);
    assert_eq!(answered, json!({ "version": 1, "units": ["1-0201"], "recorded": 1 }));
    let again = assembly.unchanged(assembly.acknowledge_notice(&token, place, &signed)).await.expect(200);
    assert_eq!(again["recorded"], 0);
    assert_eq!(reached(&assembly, place).await, ["1-0201"]);
    let opened = assembly.unchanged(assembly.open_notice(&token, place)).await.expect(200);
    assert_eq!(opened["recorded"], 0, "who acknowledged it has opened it");
    assembly.advance_to(OPENS).await;
    assembly.vote(place, "o-01").await;
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    proved(&assembly, place, MeetingState::Counted).await;
    assembly.stop().await;
}

#[tokio::test]
async fn without_such_a_rule_an_acknowledgement_is_recorded_and_reaches_nobody() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let notice = digest(&assembly, place).await;
    let token = assembly.token(assembly.owner("o-03")).await;
    let signed = acknowledgement(&assembly, place, "o-03", notice).await;
    assembly.acknowledge_notice(&token, place, &signed).await.expect(200);
    assert_eq!(reached(&assembly, place).await, [""; 0]);
    let convener = assembly.token(&assembly.convener).await;
    assembly.acknowledge_notice(&convener, place, &signed).await.problem(403, "forbidden");
    assembly.stop().await;
}
