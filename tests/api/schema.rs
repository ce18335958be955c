//! schemathesis against a running service: does every answer say what the API document says?
//!
//! One process a role, with that role's token, over an estate that has a meeting in each state. Identifiers of
//! the address are given the values of that estate, because a random one names nothing. The seed is fixed;
//! `QUORATE_TEST_EXAMPLES` says how many examples an operation gets, `QUORATE_TEST_SEED` another seed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use quorate::http;
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

use crate::app::BEGINNING;
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, Person, draft};
use crate::calls::Place;

/// Where `tests/schema/prepare.sh` installs the tool.
const TOOL: &str = "target/schema/venv/bin/schemathesis";

/// Operations that end the session they are called in, some by wrong codes: after them a role would be nobody.
const ENDING: [&str; 5] =
    ["confirm_second_factor", "end_all_sessions", "end_session", "erase_me", "show_second_factor"];

/// Everything is a stream that ends by itself only when the meeting is over.
const ENDLESS: [&str; 1] = ["watch_turnout"];

/// Examples of an operation in each phase, unless said otherwise.
const EXAMPLES: &str = "6";

/// When the second meeting of the estate opens and closes, and the third.
const LATER: [&str; 4] =
    ["2026-06-14T16:00:00Z", "2026-06-19T16:00:00Z", "2026-07-05T16:00:00Z", "2026-07-10T16:00:00Z"];

/// The meetings of an estate: announced, open, noticed, draft.
async fn meetings(assembly: &Assembly, people: &[(&str, Option<&Person>)]) -> Vec<Place> {
    let announced = assembly.opened(json!({})).await;
    for owner in ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07"] {
        assembly.vote(announced, owner).await;
    }
    assembly.advance_to(CLOSES).await;
    let token = assembly.token(&assembly.convener).await;
    assembly.count_meeting(&token, announced).await.expect(201);
    let owner = assembly.token(assembly.owner("o-01")).await;
    assembly.raise_objection(&owner, announced, "异议").await.expect(201);
    assembly.advance_to(OBJECTIONS_END).await;
    let token = assembly.token(&assembly.convener).await;
    assembly.announce_result(&token, announced).await.expect(201);
    // A session that nobody uses for thirty days has ended.
    for person in people.iter().filter_map(|(_, person)| *person) {
        assembly.token(person).await;
    }
    let dated = |opens: &str, closes: &str| {
        let mut draft = draft();
        draft["opens_at"] = json!(opens);
        draft["closes_at"] = json!(closes);
        draft
    };
    let open = assembly.noticed(&dated(LATER[0], LATER[1])).await;
    assembly.advance_to(LATER[0]).await;
    let noticed = assembly.noticed(&dated(LATER[2], LATER[3])).await;
    let draft = assembly.drafted(&dated(LATER[2], LATER[3])).await;
    vec![announced, open, noticed, assembly.place(draft)]
}

/// The document, with the identifiers of this estate for those of addresses.
async fn document(assembly: &Assembly, places: &[Place]) -> Value {
    let mut document: Value = serde_json::from_str(&http::document().to_json().unwrap()).unwrap();
    let definition = assembly.view(places[0]).await["definition"].clone();
    let token = assembly.token(&assembly.convener).await;
    let objections = assembly.list_objections(&token, places[0]).await.expect(200);
    let objection = objections["items"].as_array().or(objections.as_array()).unwrap()[0]["objection"].clone();
    let thumbprint = assembly.owner("o-11").thumbprint.clone();
    let nothing = Uuid::from_u128(1);
    let meetings: Vec<_> = places.iter().map(|place| place.1).chain([nothing]).collect();
    for item in document["paths"].as_object_mut().unwrap().values_mut() {
        for operation in item.as_object_mut().unwrap().values_mut() {
            let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut) else {
                continue;
            };
            for parameter in parameters {
                let known = match parameter["name"].as_str().unwrap() {
                    "community" => json!([assembly.community, nothing]),
                    "meeting" => json!(meetings),
                    "objection" => json!([objection, nothing]),
                    "sha256" => json!([definition, "0".repeat(64)]),
                    "thumbprint" => json!([thumbprint, "A".repeat(43)]),
                    "path" => json!(["0/000.p/3", "entries/000.p/3", "1/000", "x"]),
                    _ => continue,
                };
                if parameter["in"] == "path" {
                    parameter["schema"]["enum"] = known;
                }
            }
        }
    }
    document
}

/// Leaves of a document what a role may ask for; nobody may ask for what is open. That others may not is for
/// `access.rs` to show.
fn allowed(document: &Value, role: &str) -> Value {
    let mut document = document.clone();
    for item in document["paths"].as_object_mut().unwrap().values_mut() {
        item.as_object_mut().unwrap().retain(|_, operation| {
            let id = operation["operationId"].as_str().unwrap();
            let security = operation.get("security").and_then(Value::as_array).filter(|all| all.len() == 1);
            let roles = security.map(|all| all[0]["session"].as_array().unwrap());
            let is_for = match roles {
                None => role == "nobody",
                Some(roles) if roles.is_empty() => role == "operator",
                Some(roles) => roles.iter().any(|own| own == role),
            };
            is_for && !ENDING.contains(&id) && !ENDLESS.contains(&id)
        });
    }
    document["paths"].as_object_mut().unwrap().retain(|_, item| !item.as_object().unwrap().is_empty());
    document
}

/// What the tool says as somebody; none if it found nothing.
async fn findings(assembly: &Assembly, document: &Path, role: &str, token: &str) -> Option<String> {
    let setting = |name: &str, otherwise: &str| env::var(name).unwrap_or_else(|_| otherwise.to_owned());
    let mut command = Command::new(repository(TOOL));
    command
        .arg("--config-file")
        .arg(repository("tests/schema/schemathesis.toml"))
        .args(["run", "--no-color", "--url", &format!("http://{}", assembly.host.address())])
        .args(["--max-examples", &setting("QUORATE_TEST_EXAMPLES", EXAMPLES)])
        .args(["--seed", &setting("QUORATE_TEST_SEED", "417")]);
    if !token.is_empty() {
        command.args(["--header", &format!("Authorization: Bearer {token}")]);
    }
    command.env("SCHEMATHESIS_HOOKS", repository("tests/schema/hooks.py"));
    command.arg(document).current_dir(document.parent().unwrap()).stdin(Stdio::null());
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap();
    let output = output.unwrap_or_else(|error| panic!("{TOOL}: {error}; see `make prepare`"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (!output.status.success())
        .then(|| format!("as {role}:\n{said}\n{}", String::from_utf8_lossy(&output.stderr)))
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn schemathesis_finds_nothing_as_any_role() {
    // It asks nothing about the database, so the run on SQLite is enough.
    if env::var("QUORATE_TEST_DATABASE").is_ok_and(|kind| kind == "postgres") {
        return;
    }
    let assembly = Assembly::gather().await;
    let operator = Person::of(&assembly.operator, BEGINNING.parse().unwrap());
    let people = [
        ("nobody", None),
        ("operator", Some(&operator)),
        ("supervisor", Some(&assembly.supervisor)),
        ("secretary", Some(&assembly.secretary)),
        ("convener", Some(&assembly.convener)),
        ("scrutineer", Some(&assembly.scrutineer)),
        ("owner", Some(assembly.owner("o-01"))),
    ];
    let places = meetings(&assembly, &people).await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("openapi.json");
    let document = document(&assembly, &places).await;
    let only = env::var("QUORATE_TEST_ROLE").ok();
    let mut found = Vec::new();
    for (role, person) in
        people.into_iter().filter(|(role, _)| only.as_deref().is_none_or(|one| one == *role))
    {
        let token = match person {
            Some(person) => assembly.token(person).await,
            None => String::new(),
        };
        fs::write(&file, allowed(&document, role).to_string()).unwrap();
        found.extend(findings(&assembly, &file, role, &token).await);
    }
    assembly.stop().await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}
