//! Which matters are the assembly's: what a notice refuses, what the convener states, what the office objects.

use quorate::evidence::definition::Definition;
use serde_json::{Value, json};

use crate::assembly::{Assembly, CLOSES, OPENS, draft};
use crate::calls::Place;
use crate::proofs::verified;

const REASON: &str = "管理规约第十二条将本事项列为业主共同决定事项。";

/// The meeting of [`draft`], its first matter of another kind and with this competence.
fn drafted_as(kind: &str, competence: Value) -> Value {
    let mut draft = draft();
    draft["matters"][0]["kind"] = json!(kind);
    draft["matters"][0]["competence"] = competence;
    draft
}

/// What stands in the way of a notice.
async fn problems(assembly: &Assembly, draft: &Value) -> Vec<String> {
    let place = assembly.place(assembly.drafted(draft).await);
    let token = assembly.token(&assembly.convener).await;
    let answer = assembly.unchanged(assembly.give_notice(&token, place)).await;
    let problem = answer.problem(422, "draft_problems");
    problem["problems"].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// What an auditor is told of doubtful and disputed matters; the public bundle is sound.
async fn warnings(assembly: &Assembly, place: Place) -> Value {
    let report = verified(assembly, assembly.public_bundle(place).await).await;
    serde_json::to_value(report.warnings).unwrap()
}

#[tokio::test]
async fn a_draft_shows_the_competence_for_each_of_its_matters() {
    let assembly = Assembly::gather().await;
    let mut draft = drafted_as("dwelling_into_business", json!(null));
    draft["matters"][2]["kind"] = json!("other_major");
    let mut unknown = draft["matters"][2].clone();
    (unknown["matter"], unknown["kind"]) = (json!("m4"), json!("moonshot"));
    draft["matters"].as_array_mut().unwrap().push(unknown);
    let view = assembly.view(assembly.place(assembly.drafted(&draft).await)).await;
    let words: Vec<_> = view["competence"].as_array().unwrap().iter().map(|own| &own["competence"]).collect();
    assert_eq!(words, ["refused", "listed", "doubtful", "unknown"]);
    let [refused, listed, doubtful] = [0, 1, 2].map(|place| &view["competence"][place]);
    assert_eq!(
        (&refused["matter"], &refused["article"]),
        (&json!("m1"), &json!("Civil Code (民法典) art 279"))
    );
    assert_eq!(refused["instead_zh"], "逐一取得全体有利害关系的业主的同意。");
    assert_eq!(
        (&listed["article"], &listed["verified"], &listed["warning"]),
        (&json!("Civil Code (民法典) art 278(1)(3)"), &json!(true), &Value::Null)
    );
    assert!(doubtful["warning"].is_string() && doubtful["warning_zh"].is_string());
    draft["rule_pack"] = json!("cn_civil_code_1804");
    let view = assembly.view(assembly.place(assembly.drafted(&draft).await)).await;
    assert_eq!(view["competence"][1]["competence"], "unknown");
    assembly.stop().await;
}

#[tokio::test]
async fn what_is_not_the_assemblys_gets_no_notice_and_is_told_with_what_the_law_offers_instead() {
    let assembly = Assembly::gather().await;
    for (kind, article, instead) in [
        ("dwelling_into_business", "(Civil Code (民法典) art 279)", "Ask each of the interested owners"),
        (
            "not_property_management",
            "(Property Management Regulation (物业管理条例) art 19)",
            "Owners who wish it",
        ),
        ("delegation_to_committee", "(unverified)", "Put each matter to the assembly under its own kind"),
    ] {
        // A reason does not help.
        for competence in [json!(null), json!({ "reason": REASON })] {
            let told = problems(&assembly, &drafted_as(kind, competence)).await;
            assert_eq!(told.len(), 1, "{told:?}");
            let start = format!("matter m1: {kind} is not the assembly's to decide by vote {article}. ");
            assert!(told[0].starts_with(&start), "{told:?}");
            assert!(told[0].contains(&format!(" Instead: {instead}")), "{told:?}");
        }
    }
    assembly.stop().await;
}

#[tokio::test]
async fn a_reason_is_stated_for_doubtful_matters_and_for_no_others_and_every_mistake_is_told_at_once() {
    let assembly = Assembly::gather().await;
    let mut bad = drafted_as("other_major", json!(null));
    bad["matters"][1]["competence"] = json!({ "reason": REASON });
    bad["matters"][2]["kind"] = json!("ordinary");
    bad["matters"][2]["competence"] = json!({ "reason": " " });
    let mut refused = bad["matters"][2].clone();
    (refused["matter"], refused["kind"]) = (json!("m4"), json!("dwelling_into_business"));
    bad["matters"].as_array_mut().unwrap().push(refused);
    let told = problems(&assembly, &bad).await;
    let starts = [
        "matter m1: it is doubtful whether this is the assembly's to decide. An open class: ",
        "matter m2: it is listed by Civil Code (民法典) art 278(1)(3), so competence must be null",
        "matter m3: competence.reason must have 1 to 2000 characters",
        "matter m4: dwelling_into_business is not the assembly's",
    ];
    assert_eq!(told.len(), starts.len(), "{told:?}");
    assert!(told.iter().zip(starts).all(|(told, start)| told.starts_with(start)), "{told:?}");
    for (kind, reason) in [("ordinary", None), ("special", Some("多".repeat(2_001)))] {
        let competence = reason.map_or(json!(null), |reason| json!({ "reason": reason }));
        assert_eq!(problems(&assembly, &drafted_as(kind, competence)).await.len(), 1, "{kind}");
    }
    let token = assembly.token(&assembly.convener).await;
    let unread = drafted_as("other_major", json!({ "reason": REASON, "by": "王芳华" }));
    assembly.draft_meeting(&token, assembly.community, &unread).await.problem(400, "malformed");
    assembly.stop().await;
}

#[tokio::test]
async fn a_doubtful_matter_is_put_to_the_assembly_with_the_conveners_reason_in_the_definition() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&drafted_as("other_major", json!({ "reason": REASON }))).await;
    let digest = assembly.view(place).await["definition"].as_str().unwrap().to_owned();
    let owner = assembly.token(assembly.owner("o-01")).await;
    assert_eq!(
        assembly.read_meeting(&owner, place).await.expect(200)["competence"][0]["competence"],
        "doubtful"
    );
    let definition = assembly.read_document(place.0, &digest).await;
    let definition = Definition::parse(definition.text.as_bytes()).unwrap();
    let reasons: Vec<_> = definition.matters.iter().map(|matter| matter.stated_reason()).collect();
    assert_eq!(reasons, [Some(REASON), None, None]);
    let warnings = warnings(&assembly, place).await;
    assert_eq!((&warnings[0]["matter"], &warnings[0]["reason"]), (&json!("m1"), &json!(REASON)));
    assembly.stop().await;
}

#[tokio::test]
async fn the_office_objects_to_the_competence_for_a_matter_in_public_and_holds_nothing_up() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let office = assembly.token(&assembly.supervisor).await;
    let raised =
        assembly.object_to_competence(&office, place, "m3", "不属于业主共同决定事项").await.expect(201);
    assert_eq!((&raised["stage"], &raised["matter"]), (&json!("competence"), &json!("m3")));
    let fact = assembly.entries().await.pop().unwrap()["fact"].clone();
    assert_eq!((&fact["kind"], &fact["stage"]), (&json!("objection_raised"), &json!("competence")));
    assert_eq!((&fact["matter"], fact["text"].as_str().unwrap().len()), (&json!("m3"), 64));
    assert_eq!(warnings(&assembly, place).await[0]["objections"], json!(["open"]));
    let convener = assembly.token(&assembly.convener).await;
    let objection = raised["objection"].as_str().unwrap();
    let answer =
        json!({ "answer": "维修资金的使用由业主共同决定", "outcome": "dismissed", "summary": "已答复" });
    assembly.answer_objection(&convener, place, objection, &answer).await.expect(201);
    assert_eq!(warnings(&assembly, place).await[0]["objections"], json!(["dismissed"]));
    let listed = assembly.list_objections(&office, place).await.expect(200);
    assert_eq!((&listed[0]["matter"], &listed[0]["upheld"]), (&json!("m3"), &json!(false)));
    assembly.advance_to(OPENS).await;
    assert_eq!(assembly.state(place).await, "open");
    assembly.advance_to(CLOSES).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.count_meeting(&convener, place).await.expect(201);
    assembly.stop().await;
}

#[tokio::test]
async fn an_objection_to_competence_names_a_matter_of_the_agenda_and_comes_before_the_opening() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let office = assembly.token(&assembly.supervisor).await;
    let unknown = assembly.unchanged(assembly.object_to_competence(&office, place, "m9", "异议")).await;
    unknown.problem(404, "matter_not_found");
    let empty = assembly.unchanged(assembly.object_to_competence(&office, place, "m1", " ")).await;
    empty.problem(422, "field");
    let malformed = assembly.unchanged(assembly.object_to_competence(&office, place, "M 1", "异议")).await;
    malformed.problem(400, "malformed");
    let owner = assembly.token(assembly.owner("o-01")).await;
    let owners = assembly.unchanged(assembly.object_to_competence(&owner, place, "m1", "异议")).await;
    owners.problem(403, "forbidden");
    assembly.pass_to(OPENS);
    let office = assembly.token(&assembly.supervisor).await;
    let late = assembly.object_to_competence(&office, place, "m1", "异议").await;
    late.problem(409, "state_does_not_allow");
    assembly.stop().await;
}
