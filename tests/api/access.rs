//! Every operation of the API document against every role: who is let in, and what the document says.

use std::collections::{BTreeMap, BTreeSet};

use quorate::domain::identity::Role;
use quorate::http;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::Answer;
use crate::app::{App, NOBODY, send};
use crate::assembly::draft;
use crate::estate::{Estate, Somebody};

/// Whom an operation is for.
#[derive(Clone, Copy)]
enum For {
    /// Everybody, signed in or not.
    Everybody,
    /// Everybody; whoever is signed in may say so.
    EverybodyOrSignedIn,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever has one of these roles in the community.
    Roles(&'static [&'static str]),
}

/// What is sent.
enum Body {
    Nothing,
    Json(Value),
    Text(&'static str, &'static str),
}

const MEMBERS: &[&str] = &[
    "owner",
    "secretary",
    "convener",
    "member",
    "chair",
    "scrutineer",
    "supervisor",
    "residents_committee",
    "trustee",
];

const CONFIRMERS: &[&str] =
    &["owner", "secretary", "member", "chair", "scrutineer", "supervisor", "residents_committee"];

const PAPER_READERS: &[&str] = &["scrutineer", "secretary", "convener", "supervisor", "residents_committee"];

const INSIDERS: &[&str] = &[
    "owner",
    "secretary",
    "convener",
    "member",
    "chair",
    "scrutineer",
    "supervisor",
    "residents_committee",
    "trustee",
    "operator",
];

/// Operations that end the session they are asked in.
const ENDING: [&str; 2] = ["end_session", "end_all_sessions"];

/// The table: an operation, whom it is for, and a body that it can read.
#[expect(
    clippy::too_many_lines,
    clippy::match_same_arms,
    reason = "a table: a row for each operation, noun by noun"
)]
fn row(operation: &str) -> (For, Body) {
    use Body::{Json, Nothing, Text};
    use For::{Everybody, EverybodyOrSignedIn, Roles, SignedIn};
    let reason = || Json(json!({ "reason": "理由" }));
    let jose = || Text("application/jose", "a.b.c");
    match operation {
        "live"
        | "ready"
        | "session_keys"
        | "community_keys"
        | "read_checkpoint"
        | "read_tile"
        | "read_document"
        | "read_inboxes"
        | "read_rules"
        | "list_rule_packs"
        | "read_rule_pack"
        | "rule_pack_file"
        | "list_overlays"
        | "read_overlay"
        | "read_overlay_file"
        | "read_services"
        | "print_services"
        | "print_notice"
        | "print_mandate_forms"
        | "read_service_counts"
        | "read_notice"
        | "download_attachment"
        | "read_turnout"
        | "watch_turnout"
        | "read_certificate"
        | "read_lot"
        | "read_result"
        | "read_tally"
        | "posted_objections"
        | "list_postings"
        | "print_postings"
        | "community_postings"
        | "print_community_postings"
        | "read_roll_posting"
        | "print_roll_posting"
        | "read_candidates"
        | "print_candidates"
        | "read_result_posting"
        | "print_result_posting"
        | "public_bundle"
        | "public_annals"
        | "read_witness_policy"
        | "read_witnessing" => (Everybody, Nothing),
        "cast_ballot" | "reveal_lot" => (Everybody, jose()),
        "commit_lot" => (Roles(&["convener", "scrutineer", "supervisor"]), jose()),
        "forward_ballot" => (Everybody, Json(json!({ "ballot": "a.b.c", "forwarding": "a.b.c" }))),
        "name_inboxes" => (Roles(&["supervisor"]), Json(json!([]))),
        "read_retention" => (Everybody, Nothing),
        "decide_retention" => {
            (Roles(&["supervisor"]), Json(json!({ "audit_material_days": 731, "messages_days": 90 })))
        }
        "read_kept" => (Roles(&["scrutineer", "supervisor"]), Nothing),
        "place_hold" | "lift_hold" => (Roles(&["supervisor"]), reason()),
        "export_me" | "erase_me" => (SignedIn, Nothing),
        "erase_owner" => (Roles(&["secretary"]), Json(json!({ "owner": "o-1" }))),
        "state_rules" => {
            (Roles(&["supervisor"]), Json(json!({ "overlays": [], "own_rules": null, "recognition": null })))
        }
        "list_providers" | "provider_return" => (Everybody, Nothing),
        "begin_provider_login" => (Everybody, Json(json!({ "code": "AAAA", "provider": "city" }))),
        "complete_provider_login" => {
            let returned = json!({ "login_secret": "AAAA", "provider": "city", "state": "s", "code": "c" });
            (Everybody, Json(returned))
        }
        "preview_activation" => (Everybody, Json(json!({ "code": "AAAA" }))),
        "refresh_session" => (Everybody, Json(json!({ "refresh_token": "AAAA" }))),
        "read_consent" => (Everybody, Nothing),
        "send_contact_code" => (Everybody, Json(json!({ "code": "AAAA", "channel": "phone" }))),
        "check_at_desk" => (Roles(&["secretary"]), Json(json!({ "owner": "o-1", "kind": "desk" }))),
        "add_device" => (Roles(&["owner"]), Json(json!({ "owner": "o-1" }))),
        "list_enrolment_requests" | "refuse_enrolment" => (Roles(CONFIRMERS), Nothing),
        "confirm_enrolment" => (Roles(CONFIRMERS), jose()),
        "my_keys" => (Roles(MEMBERS), Nothing),
        "act_on_formation" => (Roles(&["owner", "convener", "supervisor", "residents_committee"]), jose()),
        "list_formations" | "read_formation" => (Roles(MEMBERS), Nothing),
        "rename_key" => (Roles(MEMBERS), Json(json!({ "label": "我的手机" }))),
        "activate" => (EverybodyOrSignedIn, Json(json!({ "code": "AAAA", "statement": "a.b.c" }))),
        "list_communities"
        | "me"
        | "list_sessions"
        | "end_session"
        | "end_other_session"
        | "end_all_sessions"
        | "set_up_second_factor" => (SignedIn, Nothing),
        "confirm_second_factor" | "show_second_factor" => (SignedIn, Json(json!({ "code": "AAAA" }))),
        "reset_second_factor" => (Roles(&["supervisor"]), Nothing),
        "challenge" => (Everybody, Nothing),
        "sign_in" => (Everybody, jose()),
        "ask_for_code" => {
            let asked = json!({ "community": Uuid::nil(), "channel": "phone", "contact": "13800001111" });
            (Everybody, Json(asked))
        }
        "use_code" => (Everybody, Json(json!({ "request": Uuid::nil(), "code": "000000" }))),
        "create_community" => {
            (Roles(&["operator"]), Json(json!({ "name": "梧桐苑", "time_zone": "Asia/Shanghai" })))
        }
        "invite" => (Roles(&["operator", "supervisor"]), Json(json!({ "role": "supervisor" }))),
        "read_community" | "register_versions" => (Roles(INSIDERS), Nothing),
        "revoke_key" | "list_meetings" | "read_meeting" | "read_deadlines" => (Roles(MEMBERS), Nothing),
        "hand_out_codes" => (Roles(&["secretary"]), Json(json!({ "owners": ["o-1"] }))),
        "import_register" => (Roles(&["secretary"]), Text("text/csv", "unit\n1-0101\n")),
        "latest_register" => (Roles(&["secretary"]), Nothing),
        "read_messages" => (Roles(&["secretary", "scrutineer", "supervisor", "operator"]), Nothing),
        "requeue_messages" | "drop_messages" => {
            (Roles(&["secretary", "operator"]), Json(json!({ "kind": "key_revoked" })))
        }
        "read_message_rules" => (Roles(INSIDERS), Nothing),
        "decide_message_rules" => {
            let usual = json!({ "quiet_from": "21:00", "quiet_until": "08:00", "reminder_hours": [72, 24] });
            (Roles(&["secretary"]), Json(usual))
        }
        "read_message_settings" => (Roles(&["owner"]), Nothing),
        "decide_message_settings" => {
            (Roles(&["owner"]), Json(json!({ "language": "both", "reminders": true, "results": true })))
        }
        "send_notice" => {
            (Roles(&["convener", "secretary"]), Json(json!({ "channel": "message", "all": true })))
        }
        "read_deliveries" | "read_news" => {
            (Roles(&["convener", "secretary", "scrutineer", "supervisor"]), Nothing)
        }
        // Signed like a message, by whoever brings messages on.
        "report_messages" => (Everybody, Json(json!({ "reports": [] }))),
        "ask_to_unsubscribe" | "show_meeting" => (Everybody, Nothing),
        "unsubscribe" => (Everybody, Text("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click")),
        "find_owners" => (Roles(&["secretary"]), Json(json!({ "by": "name", "text": "王芳" }))),
        "draft_meeting" | "redraft_meeting" => (Roles(&["convener", "secretary"]), Json(draft())),
        "give_notice" | "announce_result" => (Roles(&["convener"]), Nothing),
        "extend_meeting" => {
            let later = json!({ "closes_at": "2026-06-15T00:00:00Z", "reason": "理由" });
            (Roles(&["convener"]), Json(later))
        }
        "cancel_meeting" => (Roles(&["convener"]), reason()),
        "annul_meeting" => (Roles(&["supervisor"]), reason()),
        "amend_roll" => (Roles(&["secretary", "supervisor"]), jose()),
        "list_amendments" => {
            (Roles(&["secretary", "convener", "scrutineer", "supervisor", "residents_committee"]), Nothing)
        }
        "confirm_amendment" => (Roles(&["scrutineer", "supervisor", "residents_committee"]), jose()),
        "refuse_amendment" => (Roles(&["scrutineer", "supervisor", "residents_committee"]), reason()),
        "list_officers" => (Roles(MEMBERS), Nothing),
        "read_calendar" | "list_calendar_links" | "rotate_calendar_link" | "revoke_calendar_link" => {
            (Roles(MEMBERS), Nothing)
        }
        "make_calendar_link" => (Roles(MEMBERS), Json(json!({ "language": "both" }))),
        "read_calendar_feed" => (Everybody, Nothing),
        "set_term" => (Roles(&["supervisor"]), Json(json!({ "until": null }))),
        "end_office" => (Roles(&MEMBERS[1..]), Nothing),
        "audit_trail" => (Roles(&["scrutineer", "supervisor"]), Nothing),
        "simulate_meeting" | "preview_notice" => (Roles(&["convener", "secretary"]), Nothing),
        "my_electors" | "my_units" => (Roles(&["owner"]), Nothing),
        "name_representative" | "object_to_representative" | "withdraw_from_dispute" => {
            (Roles(&["owner"]), jose())
        }
        "record_assistance" | "record_succession" => (Roles(&["convener", "secretary"]), jose()),
        "confirm_assistance" => (Roles(MEMBERS), jose()),
        "confirm_succession" => (Roles(&MEMBERS[1..]), jose()),
        "list_assistances" | "list_successions" => {
            (Roles(&["secretary", "convener", "scrutineer", "supervisor", "residents_committee"]), Nothing)
        }
        "decide_representation" => (Roles(&["convener"]), jose()),
        "list_representation_disputes" => (Roles(&["convener", "scrutineer", "supervisor"]), Nothing),
        "give_mandate" | "revoke_mandate" | "record_opinion" => (Roles(&["owner"]), jose()),
        "my_mandates" | "list_delegates" => (Roles(&["owner"]), Nothing),
        "list_mandates" | "list_mandate_readings" => {
            (Roles(&["secretary", "convener", "scrutineer", "supervisor", "residents_committee"]), Nothing)
        }
        "read_mandate" | "read_revocation" | "read_appointment" => {
            (Roles(&["secretary", "convener"]), jose())
        }
        "confirm_mandate_reading" => (Roles(&["scrutineer", "supervisor", "residents_committee"]), jose()),
        "exclude_holder" => (Roles(&["convener", "supervisor"]), jose()),
        "make_paper_list" => (Roles(&["secretary"]), Json(json!({}))),
        "print_papers" => (Roles(&["secretary"]), Nothing),
        "issue_papers" => (Roles(&["secretary"]), jose()),
        "return_paper" | "withdraw_paper" => (Roles(&["secretary", "convener"]), jose()),
        "enter_paper" | "count_papers" => (Roles(PAPER_READERS), jose()),
        "report_paper_sample" => {
            (Roles(&["scrutineer", "convener", "supervisor", "residents_committee"]), jose())
        }
        "read_papers" | "read_paper" | "read_paper_sample" | "print_paper_sample" => {
            (Roles(PAPER_READERS), Nothing)
        }
        "preview_table" => {
            (Roles(&["convener", "secretary", "scrutineer"]), Text("text/csv", "unit\n1-0101\n"))
        }
        "import_services" => {
            (Roles(&["convener", "secretary", "scrutineer"]), Text("text/csv", "unit,channel,served_at\n"))
        }
        "list_unreached_units" => (Roles(&["convener", "secretary", "scrutineer"]), Nothing),
        "upload_service_evidence" => {
            (Roles(&["convener", "secretary", "scrutineer"]), Text("text/plain", "x"))
        }
        "download_service_evidence" => (Roles(&["convener", "scrutineer", "supervisor"]), Nothing),
        "correct_notice" => (Roles(&["convener"]), Json(json!({ "notice": {}, "reason": "理由" }))),
        "upload_attachment" => (Roles(&["convener", "secretary"]), Text("text/plain", "x")),
        "act_on_sitting" => {
            (Roles(&["chair", "member", "secretary", "residents_committee", "supervisor"]), jose())
        }
        "act_on_committee" => (Roles(MEMBERS), jose()),
        "list_committees" | "read_committee" => (Roles(MEMBERS), Nothing),
        "print_committee_certificate" | "read_committee_filing" | "print_committee_filing" => {
            (Roles(MEMBERS), Nothing)
        }
        "export_committee_filing" => {
            (Roles(&["chair", "member", "secretary", "convener", "supervisor"]), Nothing)
        }
        "act_on_seal_use" => (Roles(&["chair", "member", "secretary"]), jose()),
        "act_on_archive" => {
            let roles = &["secretary", "chair", "member", "convener", "supervisor", "residents_committee"];
            (Roles(roles), jose())
        }
        "upload_archive_file" => (Roles(&MEMBERS[..8]), Text("text/plain", "x")),
        "list_sittings"
        | "read_sitting"
        | "list_seal_uses"
        | "read_seal_use"
        | "list_archive"
        | "read_archive_document"
        | "download_archive_file" => (Roles(MEMBERS), Nothing),
        "open_notice" => (Roles(&["owner"]), Nothing),
        "acknowledge_notice" => (Roles(&["owner"]), jose()),
        "record_services" => (Roles(&["convener", "secretary", "scrutineer"]), Json(json!([]))),
        "count_meeting" => (Roles(&["convener", "scrutineer"]), Nothing),
        "sign_certificate" => {
            (Roles(&["scrutineer", "supervisor"]), Json(json!({ "protected": "e30", "signature": "AA" })))
        }
        "raise_objection" => (Roles(&["owner"]), Json(json!({ "ground": "procedure", "text": "异议" }))),
        "record_objection" => {
            let paper = "0".repeat(64);
            let body = json!({ "owner": "o-01", "paper": paper, "ground": "procedure", "text": "异议" });
            (Roles(&["secretary"]), Json(body))
        }
        "print_minutes" => (Roles(&["convener", "secretary", "scrutineer", "supervisor"]), Nothing),
        "my_objections" => (Roles(&["owner"]), Nothing),
        "unanswered_objections" => (Roles(&["convener", "scrutineer", "supervisor"]), Nothing),
        "withdraw_objection" => (Roles(&["owner", "secretary", "supervisor"]), Json(json!({}))),
        "object_to_competence" => (Roles(&["supervisor"]), Json(json!({ "matter": "m1", "text": "异议" }))),
        "list_objections" => (Roles(&["convener", "scrutineer", "supervisor"]), Nothing),
        "answer_objection" => (
            Roles(&["convener"]),
            Json(json!({ "answer": "已更正", "outcome": "upheld", "summary": "已答复" })),
        ),
        "choose_witnesses" => {
            (Roles(&["supervisor"]), Json(json!({ "required": 1, "witnesses": ["w1", "w2"] })))
        }
        "remove_witness_policy" => (Roles(&["supervisor"]), Nothing),
        "audit_bundle" | "audit_annals" | "export_court" | "read_participation" => {
            (Roles(&["scrutineer", "supervisor"]), Nothing)
        }
        "export_filing" => (Roles(&["convener", "supervisor"]), Nothing),
        "act_on_petition" => (Roles(&["owner", "chair", "convener", "supervisor"]), jose()),
        "act_on_candidacy" => {
            (Roles(&["owner", "convener", "scrutineer", "supervisor", "residents_committee"]), jose())
        }
        "list_petitions" | "read_petition" | "list_candidacies" | "read_candidacy" => {
            (Roles(MEMBERS), Nothing)
        }
        "act_on_term" => {
            let speakers = &["owner", "convener", "member", "chair", "supervisor", "residents_committee"];
            (Roles(speakers), jose())
        }
        "list_terms" | "read_term" | "list_handovers" | "read_handover" => (Roles(MEMBERS), Nothing),
        "raise_contest" => {
            let body = Json(json!({ "act": "a.b.c", "salt": "0".repeat(64), "text": "异议" }));
            (Roles(&["owner", "scrutineer", "supervisor", "residents_committee"]), body)
        }
        "act_on_contest" => {
            let speakers = &[
                "owner",
                "secretary",
                "convener",
                "member",
                "chair",
                "scrutineer",
                "supervisor",
                "residents_committee",
            ];
            (Roles(speakers), jose())
        }
        "list_contests" | "read_contest" | "list_remedies" | "list_evaluations" | "read_evaluation"
        | "list_acts" => (Roles(MEMBERS), Nothing),
        "act_on_contract" => (Roles(&["chair", "convener"]), jose()),
        "list_contracts" | "read_contract" => (Roles(MEMBERS), Nothing),
        "read_contest_text" => {
            let readers = &["owner", "convener", "chair", "scrutineer", "supervisor", "residents_committee"];
            (Roles(readers), Nothing)
        }
        "recount_meeting" => (Roles(&["convener", "scrutineer", "supervisor"]), Nothing),
        "act_on_evaluation" => (Roles(&["owner", "chair", "supervisor", "residents_committee"]), jose()),
        "my_evaluation_answers" => (Roles(&["owner"]), Nothing),
        "read_evaluation_totals" => {
            (Roles(&["chair", "scrutineer", "supervisor", "residents_committee"]), Nothing)
        }
        other => panic!("{other} has no row: whom is it for?"),
    }
}

/// An operation as the document describes it.
struct Operation {
    id: String,
    method: Method,
    path: String,
    security: Value,
}

fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&http::document().to_json().unwrap()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                security: operation["security"].clone(),
            });
        }
    }
    // Whoever has signed out everywhere cannot be asked anything any more.
    operations.sort_by_key(|operation| operation.id == "end_all_sessions");
    operations
}

/// The address of an operation in a community, on things that are not there.
fn address(operation: &Operation, community: Uuid) -> String {
    let nowhere = Uuid::from_u128(1).to_string();
    let path = operation.path.replace("{community}", &community.to_string());
    let path = path.replace("{path}", "0/000.p/1").replace("{sha256}", &"0".repeat(64));
    let path = path.replace("{id}", "nowhere").replace("{request}", &nowhere);
    let path = path.replace("{hold}", &nowhere).replace("{file}", &"0".repeat(64));
    let path = path.replace("{thumbprint}", &"A".repeat(43));
    let path = path.replace("{session}", &nowhere).replace("{account}", &nowhere);
    let path = path.replace("{amendment}", &"0".repeat(64)).replace("{grant}", &nowhere);
    let path = path.replace("{meeting}", &nowhere).replace("{objection}", &nowhere);
    let path = if operation.id == "end_office" { format!("{path}?reason=x") } else { path };
    let path = path.replace("{mandate}", &"0".repeat(64)).replace("{reading}", &"0".repeat(64));
    let path = path.replace("{statement}", &"0".repeat(64)).replace("{list}", &"0".repeat(64));
    let path = path.replace("{serial}", "000017-2").replace("{process}", &nowhere);
    let path = path.replace("{provider}", "nowhere").replace("{login}", &nowhere);
    let path = path.replace("{link}", &nowhere);
    let path = path.replace("{carrier}", "phone").replace("{token}", "nowhere");
    assert!(!path.contains('{'), "{path} has a parameter that this test does not know");
    path
}

async fn ask(app: &App, by: (&str, &str), operation: &Operation, community: Uuid) -> Answer {
    let (role, token) = by;
    let request = app.request(token, operation.method.clone(), &address(operation, community));
    let request = request.header("if-match", "\"1\"");
    send(match row(&operation.id).1 {
        Body::Nothing => request,
        // The operator brings in the office and nobody else, the office the officers.
        Body::Json(_) if (operation.id.as_str(), role) == ("invite", "supervisor") => {
            request.json(&json!({ "role": "secretary" }))
        }
        Body::Json(value) => request.json(&value),
        Body::Text(kind, text) => request.header("content-type", kind).body(text),
    })
    .await
}

/// Somebody with each role, and the operator.
async fn everybody(estate: &Estate) -> BTreeMap<&'static str, Somebody> {
    let mut everybody = BTreeMap::new();
    for role in Role::ALL {
        let somebody = match role {
            Role::Owner => estate.owner("o-1").await,
            Role::Operator => estate.operator().await,
            Role::Supervisor => estate.officer(&estate.operator.token, estate.community, "supervisor").await,
            Role::Secretary
            | Role::Convener
            | Role::Member
            | Role::Chair
            | Role::Scrutineer
            | Role::ResidentsCommittee
            | Role::Trustee => estate.another(role.as_str()).await,
        };
        everybody.insert(role.as_str(), somebody);
    }
    everybody
}

fn is_let_in(answer: &Answer) -> bool {
    let code = answer.body["code"].as_str().unwrap_or_default();
    assert_eq!(code == "not_signed_in", answer.status == 401 && code != "session_ended", "{}", answer.text);
    !["not_signed_in", "forbidden", "second_factor_needed", "read_only_session"].contains(&code)
}

#[test]
fn every_operation_has_a_row_and_the_document_says_the_same() {
    for operation in operations() {
        let said = &operation.security;
        match row(&operation.id).0 {
            For::Everybody => assert!(said.is_null(), "{}", operation.id),
            For::EverybodyOrSignedIn => assert_eq!(*said, json!([{}, { "session": [] }]), "{}", operation.id),
            For::SignedIn => assert_eq!(*said, json!([{ "session": [] }]), "{}", operation.id),
            For::Roles(roles) => {
                assert_eq!(said.as_array().map(Vec::len), Some(1), "{}", operation.id);
                let listed = said[0]["session"].as_array().unwrap();
                let listed: BTreeSet<_> = listed.iter().map(|role| role.as_str().unwrap()).collect();
                assert_eq!(listed, roles.iter().copied().collect(), "{}", operation.id);
            }
        }
    }
}

#[tokio::test]
async fn every_operation_lets_in_exactly_the_roles_it_is_for() {
    let estate = Estate::with_register().await;
    let everybody = everybody(&estate).await;
    for operation in operations() {
        for (role, somebody) in &everybody {
            // Whoever ended their only session could not be asked anything any more.
            let leaving = if ENDING.contains(&operation.id.as_str()) {
                Some(estate.again(somebody).await)
            } else {
                None
            };
            let token = &leaving.as_ref().unwrap_or(somebody).token;
            let answer = ask(&estate, (role, token), &operation, estate.community).await;
            let allowed = match row(&operation.id).0 {
                For::Everybody | For::EverybodyOrSignedIn | For::SignedIn => true,
                For::Roles(roles) => roles.contains(role),
            };
            assert!(answer.status < 500, "{} by {role}: {}", operation.id, answer.text);
            assert_eq!(is_let_in(&answer), allowed, "{} by {role}: {}", operation.id, answer.text);
        }
    }
    estate.stop().await;
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_asked_to_wherever_it_matters() {
    let estate = Estate::with_register().await;
    for operation in operations() {
        let public = matches!(row(&operation.id).0, For::Everybody | For::EverybodyOrSignedIn);
        let answer = ask(&estate, ("nobody", NOBODY), &operation, estate.community).await;
        assert_eq!(is_let_in(&answer), public, "{}: {}", operation.id, answer.text);
        if !public {
            answer.problem(401, "not_signed_in");
        }
    }
    estate.stop().await;
}

#[tokio::test]
async fn roles_in_one_community_are_worth_nothing_in_another() {
    let estate = Estate::with_register().await;
    let elsewhere = estate.open_community(&estate.operator.token).await;
    let everybody = everybody(&estate).await;
    for operation in operations() {
        let For::Roles(roles) = row(&operation.id).0 else { continue };
        if !operation.path.contains("{community}") {
            continue;
        }
        for (role, somebody) in everybody.iter().filter(|(role, _)| **role != "operator") {
            let answer = ask(&estate, (role, &somebody.token), &operation, elsewhere).await;
            assert_eq!(answer.status, 403, "{} by {role} ({roles:?}): {}", operation.id, answer.text);
            answer.problem(403, "forbidden");
        }
    }
    estate.stop().await;
}

#[tokio::test]
async fn without_a_second_factor_no_role_of_an_officer_or_operator_counts() {
    let estate = Estate::with_register().await;
    let everybody = everybody(&estate).await;
    for (role, somebody) in everybody.iter().filter(|(role, _)| **role != "owner") {
        let without = estate.again(somebody).await;
        for operation in operations() {
            let For::Roles(roles) = row(&operation.id).0 else { continue };
            let answer = ask(&estate, (role, &without.token), &operation, estate.community).await;
            let code = if roles.contains(role) { "second_factor_needed" } else { "forbidden" };
            assert_eq!(answer.body["code"], code, "{} by {role}: {}", operation.id, answer.text);
            answer.problem(403, code);
        }
    }
    estate.stop().await;
}

#[tokio::test]
async fn a_session_for_reading_reads_and_signs_out_and_does_nothing_else() {
    let estate = Estate::with_register().await;
    estate.owner("o-1").await;
    let reading = estate.reading("13800001111").await;
    let token = reading["access_token"].as_str().unwrap();
    let mut operations = operations();
    operations.sort_by_key(|operation| operation.id == "end_session");
    for operation in operations {
        let (whom, _) = row(&operation.id);
        if matches!(whom, For::Everybody) {
            continue;
        }
        let answer = ask(&estate, ("owner", token), &operation, estate.community).await;
        let allowed = match whom {
            For::Roles(roles) => roles.contains(&"owner"),
            For::Everybody | For::EverybodyOrSignedIn | For::SignedIn => true,
        };
        // All that is stored of somebody at once is more than a code is good for.
        if operation.id == "export_me" {
            answer.problem(403, "read_only_session");
        } else if operation.method == Method::GET
            || ["end_session", "open_notice"].contains(&operation.id.as_str())
        {
            assert_eq!(is_let_in(&answer), allowed, "{}: {}", operation.id, answer.text);
        } else {
            answer.problem(403, "read_only_session");
        }
    }
    estate.me(token).await.problem(401, "not_signed_in");
    estate.stop().await;
}

#[tokio::test]
async fn every_operation_of_officers_is_named_in_the_audit_trail() {
    let estate = Estate::with_register().await;
    let scrutineer = estate.another("scrutineer").await;
    let (mut stranger, mut asked) = (estate.another("trustee").await, Vec::new());
    for operation in operations() {
        let For::Roles(roles) = row(&operation.id).0 else { continue };
        let here = operation.path.contains("{community}") && operation.method != Method::GET;
        if !here || roles.contains(&"trustee") {
            continue;
        }
        ask(&estate, ("trustee", &stranger.token), &operation, estate.community)
            .await
            .problem(403, "forbidden");
        asked.push(operation.id);
        // Of one account only so many refusals are written down.
        if asked.len().is_multiple_of(15) {
            stranger = estate.another("trustee").await;
        }
    }
    let page =
        estate.audit_trail(&scrutineer.token, estate.community, "?role=trustee&limit=200").await.expect(200);
    let rows = page["items"].as_array().unwrap();
    let named: BTreeSet<_> = rows.iter().map(|row| row["operation"].as_str().unwrap().to_owned()).collect();
    assert_eq!(named, asked.into_iter().collect());
    assert!(rows.iter().all(|row| row["outcome"] == "refused"));
    estate.stop().await;
}
