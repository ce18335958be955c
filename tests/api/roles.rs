//! Roles: terms, what excludes what, two officers for an amendment, candidates, and the trail of it all.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use quorate::domain::identity::Role;
use quorate::evidence::statements::Statement as _;
use quorate::http;
use reqwest::Method;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::{App, NOBODY, send};
use crate::assembly::{Assembly, OPENS, draft, nonce};
use crate::estate::{Estate, enrolment, new_key};

/// Uses an invitation with the account that is signed in.
async fn join(app: &App, token: &str, code: &str) -> Answer {
    let preview = app.preview_activation(code).await.expect(200);
    app.activate(token, code, &enrolment(&preview, &new_key())).await
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().expect("a text")
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the page is a file")]
fn the_page_of_roles_lists_every_operation_with_its_roles() {
    let document: Value = serde_json::from_str(&http::document().to_json().unwrap()).unwrap();
    let mut expected = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let whom = match operation["security"].as_array() {
                None => "everybody".to_owned(),
                Some(said) if said.contains(&json!({})) => "everybody, signed in or not".to_owned(),
                Some(said) => {
                    let roles = said[0]["session"].as_array().unwrap();
                    let roles: Vec<_> =
                        roles.iter().map(|role| format!("`{}`", role.as_str().unwrap())).collect();
                    if roles.is_empty() { "whoever is signed in".to_owned() } else { roles.join(", ") }
                }
            };
            let (id, method) = (text(operation, "operationId"), method.to_uppercase());
            expected.insert(format!("| `{id}` | `{method} {path}` | {whom} |"));
        }
    }
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/roles.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, table) = page.split_once("## Every operation").unwrap();
    let listed: BTreeSet<_> =
        table.lines().filter(|line| line.starts_with("| `")).map(str::to_owned).collect();
    let missing: Vec<_> = expected.symmetric_difference(&listed).collect();
    assert!(missing.is_empty(), "docs/roles.md differs in {missing:#?}");
}

#[tokio::test]
async fn a_term_ends_rights_at_its_instant_and_not_before() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let office = assembly.token(&assembly.supervisor).await;
    let offices = assembly.list_officers(&office, assembly.community).await.expect(200);
    let own = |role: &str| {
        let mut all = offices.as_array().unwrap().iter();
        let grant = all.find(|own| own["role"] == role).expect("an office");
        (assembly.community, text(grant, "grant").parse().unwrap())
    };
    let until = assembly.now().plus_seconds(600);
    assembly.set_term(&office, own("secretary"), Some(&until.to_string())).await.expect(204);
    let signed = assembly.amendment(place).await.sign(&assembly.secretary.key).unwrap();
    let proposed =
        assembly.amend_roll(&assembly.token(&assembly.secretary).await, place, &signed).await.expect(202);
    // The last moment at which everything still holds.
    assembly.set(until.plus_seconds(-1));
    let secretary = assembly.token(&assembly.secretary).await;
    assembly.latest_register(&secretary, assembly.community, "").await.expect(200);
    assembly.set(until);
    assembly.latest_register(&secretary, assembly.community, "").await.problem(403, "forbidden");
    assembly.amend_roll(&secretary, place, &signed).await.problem(403, "forbidden");
    // What was signed in office is not confirmed out of it.
    let confirmation = assembly.confirmation(place, &signed).await.sign(&assembly.scrutineer.key).unwrap();
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    assembly
        .unchanged(assembly.confirm_amendment(
            &scrutineer,
            place,
            text(&proposed, "amendment"),
            &confirmation,
        ))
        .await
        .problem(403, "not_in_office");
    // An office ends early too, for a reason, and once.
    assembly.end_office(&scrutineer, own("convener"), "x").await.problem(403, "forbidden");
    assembly.end_office(&scrutineer, own("scrutineer"), "resigned").await.expect(204);
    assembly.confirm_amendment(&scrutineer, place, "00", "a.b.c").await.problem(403, "forbidden");
    let office = assembly.token(&assembly.supervisor).await;
    assembly.end_office(&office, own("scrutineer"), "again").await.problem(403, "not_in_office");
    let kinds: Vec<_> = assembly.entries().await.iter().map(|own| own["fact"]["kind"].clone()).collect();
    assert!(kinds.contains(&json!("role_granted")) && kinds.contains(&json!("role_ended")));
    assembly.stop().await;
}

#[tokio::test]
async fn one_account_never_holds_roles_that_exclude_each_other() {
    let estate = Estate::with_register().await;
    for held in Role::ALL.iter().filter(|role| role.is_granted() && **role != Role::Supervisor) {
        let somebody = estate.another(held.as_str()).await;
        for wanted in Role::ALL.iter().filter(|role| role.is_granted() && **role != Role::Supervisor) {
            if !held.excludes(*wanted) {
                continue;
            }
            let invitation = json!({ "role": wanted.as_str() });
            let code =
                estate.invite(&estate.supervisor.token, estate.community, &invitation).await.expect(201);
            let refused = join(&estate, &somebody.token, text(&code, "code")).await;
            refused.problem(409, "roles_exclude");
            // The code is still good for somebody else.
            estate.preview_activation(text(&code, "code")).await.expect(200);
        }
        let link = estate.operator_invitation().await;
        join(&estate, &somebody.token, &link).await.problem(409, "roles_exclude");
    }
    let invitation = json!({ "role": "secretary" });
    let code = estate.invite(&estate.supervisor.token, estate.community, &invitation).await.expect(201);
    join(&estate, &estate.operator.token, text(&code, "code")).await.problem(409, "roles_exclude");
    estate.stop().await;
}

#[tokio::test]
async fn an_amendment_waits_for_another_person_in_another_role() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let roll = assembly.view(place).await["roll"].clone();
    let signed = assembly.amendment(place).await.sign(&assembly.secretary.key).unwrap();
    let secretary = assembly.token(&assembly.secretary).await;
    let proposed = assembly.unchanged(assembly.amend_roll(&secretary, place, &signed)).await.expect(202);
    let digest = text(&proposed, "amendment");
    assert_eq!(assembly.view(place).await["roll"], roll);
    let list = async |token: &str| assembly.list_amendments(token, place).await.expect(200);
    assert_eq!(list(&secretary).await[0]["state"], "pending");
    // Neither whoever signed it nor whoever convenes confirms it.
    let confirmation = assembly.confirmation(place, &signed).await;
    let by_secretary = confirmation.sign(&assembly.secretary.key).unwrap();
    assembly.confirm_amendment(&secretary, place, digest, &by_secretary).await.problem(403, "forbidden");
    let convener = assembly.token(&assembly.convener).await;
    let by_convener = confirmation.sign(&assembly.convener.key).unwrap();
    assembly.confirm_amendment(&convener, place, digest, &by_convener).await.problem(403, "forbidden");
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    assembly.confirm_amendment(&scrutineer, place, digest, &by_secretary).await.problem(422, "statement");
    // It is refused, once.
    assembly.refuse_amendment(&scrutineer, place, digest, "not so").await.expect(204);
    assert_eq!(list(&secretary).await[0]["state"], "refused");
    let good = confirmation.sign(&assembly.scrutineer.key).unwrap();
    assembly.confirm_amendment(&scrutineer, place, digest, &good).await.problem(409, "already_there");
    // Another, of a second later, lapses at the opening.
    assembly.advance(1).await;
    let mut late = assembly.amendment(place).await;
    late.nonce = nonce();
    let late = late.sign(&assembly.secretary.key).unwrap();
    assembly.amend_roll(&secretary, place, &late).await.expect(202);
    assembly.advance_to(OPENS).await;
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    assert_eq!(list(&scrutineer).await[1]["state"], "lapsed");
    let good = assembly.confirmation(place, &late).await.sign(&assembly.scrutineer.key).unwrap();
    let digest = assembly.list_amendments(&scrutineer, place).await.expect(200)[1]["amendment"].clone();
    assembly
        .confirm_amendment(&scrutineer, place, digest.as_str().unwrap(), &good)
        .await
        .problem(409, "state_does_not_allow");
    assembly.stop().await;
}

#[tokio::test]
async fn an_import_changes_no_meeting_of_which_notice_was_given() {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(&draft()).await;
    let before = assembly.roll(place).await;
    let row = "9-0101,9,1,1,0101,dwelling,88.10,register,delivered,o-77,natural,王新,13800001177,,,,\n";
    let header = "unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,\
        name,phone,email,acting_role,acting_name,acting_phone\n";
    let secretary = assembly.token(&assembly.secretary).await;
    let csv = format!("{header}{row}");
    assembly.import_register(&secretary, assembly.community, "", &csv).await.expect(201);
    assert_eq!(assembly.roll(place).await, before);
    assembly.advance_to(OPENS).await;
    assert_eq!(assembly.roll(place).await.roll().unwrap(), before.roll().unwrap());
    assembly.stop().await;
}

#[tokio::test]
async fn a_scrutineer_is_no_candidate_and_a_candidate_no_scrutineer() {
    let assembly = Assembly::gather().await;
    let owner = assembly.token(assembly.owner("o-01")).await;
    let office = assembly.token(&assembly.supervisor).await;
    let invitation = json!({ "role": "scrutineer" });
    let mut standing = draft();
    standing["candidate_owners"] = json!([{ "matter": "m2", "candidate": "c1", "owner": "o-01" }]);
    let place = assembly.noticed(&standing).await;
    // Nobody but officers is told which owner a candidate is.
    assert_eq!(assembly.view(place).await["draft"]["candidate_owners"][0]["owner"], "o-01");
    let seen = assembly.read_meeting(&owner, place).await.expect(200);
    assert!(seen["draft"].get("candidate_owners").is_none());
    let definition = assembly.read_document(place.0, text(&seen, "definition")).await.text;
    assert!(!definition.contains("o-01"));
    let code = assembly.invite(&office, assembly.community, &invitation).await.expect(201);
    join(&assembly, &owner, text(&code, "code")).await.problem(409, "scrutineer_stands");
    // An owner who does not stand may watch, and then no longer stand.
    let other = assembly.token(assembly.owner("o-02")).await;
    let code = assembly.invite(&office, assembly.community, &invitation).await.expect(201);
    join(&assembly, &other, text(&code, "code")).await.expect(201);
    standing["candidate_owners"] = json!([{ "matter": "m2", "candidate": "c2", "owner": "o-02" }]);
    let place = assembly.place(assembly.drafted(&standing).await);
    let convener = assembly.token(&assembly.convener).await;
    assembly.give_notice(&convener, place).await.problem(409, "scrutineer_stands");
    standing["candidate_owners"] = json!([{ "matter": "m2", "candidate": "c9", "owner": "o-99" }]);
    let place = assembly.place(assembly.drafted(&standing).await);
    assembly.give_notice(&convener, place).await.problem(422, "draft_problems");
    assembly.stop().await;
}

#[tokio::test]
async fn every_act_of_an_officer_or_operator_leaves_a_row() {
    let estate = Estate::with_register().await;
    let scrutineer = estate.another("scrutineer").await;
    let rows = async |query: &str| {
        let page = estate.audit_trail(&scrutineer.token, estate.community, query).await.expect(200);
        page["items"].as_array().unwrap().clone()
    };
    let latest = rows("").await;
    assert_eq!((text(&latest[0], "operation"), text(&latest[0], "outcome")), ("invite", "done"));
    let named: BTreeSet<_> = latest.iter().map(|row| text(row, "operation").to_owned()).collect();
    assert!(named.is_superset(&["import_register", "invite"].map(str::to_owned).into()), "{named:?}");
    let numbers: Vec<_> = latest.iter().map(|row| row["sequence"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).rev().collect::<Vec<_>>());
    // A refusal too, so many times and no more.
    for _ in 0..25 {
        estate.latest_register(&scrutineer.token, estate.community, "").await.problem(403, "forbidden");
    }
    let refused = rows("?operation=latest_register&limit=200").await;
    assert_eq!(refused.len(), 20);
    assert!(refused.iter().all(|row| row["outcome"] == "refused" && row["roles"] == json!(["scrutineer"])));
    let of_secretary = rows("?role=secretary").await;
    assert!(!of_secretary.is_empty());
    assert!(of_secretary.iter().all(|row| row["roles"] == json!(["secretary"])));
    let deployed = rows("?of=deployment").await;
    assert!(deployed.iter().any(|row| text(row, "operation") == "create_community"), "{deployed:?}");
    // Nobody is named, and nobody else reads it.
    let all = serde_json::to_string(&rows("?limit=200").await).unwrap();
    assert!(!all.contains(&scrutineer.account.to_string()) && !all.contains("138"), "{all}");
    estate.audit_trail(&estate.secretary.token, estate.community, "").await.problem(403, "forbidden");
    estate.audit_trail(&estate.operator.token, estate.community, "").await.problem(403, "forbidden");
    estate.audit_trail(NOBODY, estate.community, "").await.problem(401, "not_signed_in");
    estate.stop().await;
}

#[tokio::test]
async fn whoever_is_looked_up_leaves_a_row_without_what_was_looked_for() {
    let estate = Estate::with_register().await;
    let scrutineer = estate.another("scrutineer").await;
    let asked = json!({ "by": "phone", "text": "13800001111" });
    let path = format!("/api/v1/communities/{}/register/searches", estate.community);
    let request = estate.request(&estate.secretary.token, Method::POST, &path).json(&asked);
    send(request).await.expect(200);
    let page =
        estate.audit_trail(&scrutineer.token, estate.community, "?operation=find_owners").await.expect(200);
    assert_eq!(page["items"][0]["outcome"], "done", "{page}");
    assert!(!page.to_string().contains("13800001111"));
    estate.stop().await;
}

#[tokio::test]
async fn a_secretary_serves_two_communities_with_one_account_and_one_key() {
    let estate = Estate::with_register().await;
    let there = estate.open_community(&estate.operator.token).await;
    let office = estate.officer(&estate.operator.token, there, "supervisor").await;
    let code = estate.invite(&office.token, there, &json!({ "role": "secretary" })).await.expect(201);
    let code = text(&code, "code");
    let statement = enrolment(&estate.preview_activation(code).await.expect(200), &estate.secretary.key);
    let joined = estate.activate(&estate.secretary.token, code, &statement).await.expect(201);
    let me = estate.me(&estate.secretary.token).await.expect(200);
    assert_eq!((&joined["account"], me["grants"].as_array().unwrap().len()), (&me["account"], 2));
    for community in [estate.community, there] {
        estate.list_officers(&estate.secretary.token, community).await.expect(200);
    }
    // What ends in one community ends nothing in the other.
    let offices = estate.list_officers(&office.token, there).await.expect(200);
    let own = offices.as_array().unwrap().iter().find(|own| own["role"] == "secretary").unwrap();
    let grant = (there, text(own, "grant").parse().unwrap());
    estate.end_office(&office.token, grant, "moved").await.expect(204);
    estate.list_officers(&estate.secretary.token, there).await.problem(403, "forbidden");
    estate.list_officers(&estate.secretary.token, estate.community).await.expect(200);
    estate.stop().await;
}
