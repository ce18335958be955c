//! That nobody's name, number or address leaves the service where it should not: in logs, answers with problems,
//! entries of the record, public documents and bundles; and that no token of an address stands in logs.
//!
//! A process of its own, since it listens to everything that is logged in it, down to `trace`.

#![expect(clippy::indexing_slicing, reason = "a test that indexes wrongly fails, as it should")]
#![expect(clippy::disallowed_methods, reason = "tests read files and their environment")]
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test may fail by panicking")]
#![expect(dead_code, reason = "what is shared with other tests is not all used here")]

#[path = "../support/answer.rs"]
mod answer;
#[path = "../support/app.rs"]
mod app;
#[path = "../support/assembly.rs"]
mod assembly;
#[path = "../support/calls.rs"]
mod calls;
#[path = "../support/estate.rs"]
mod estate;
#[path = "../api/host.rs"]
mod host;
#[path = "../support/phones.rs"]
mod phones;
#[path = "../support/postgres.rs"]
mod postgres;
#[path = "../support/proofs.rs"]
mod proofs;
#[path = "../support/tables.rs"]
mod tables;

use std::io::{self, Write};
use std::sync::{Arc, Mutex, OnceLock};

use quorate::domain::meetings::MeetingState;
use reqwest::Method;
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::app::{NOBODY, send};
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, REGISTER, draft};
use crate::proofs::{certify, proved};

/// The header of a register with numbers of identity documents.
const HEADER: &str = "unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,name,phone,\
    email,acting_role,acting_name,acting_phone,id_number\n";

/// Everything that was logged.
#[derive(Clone, Default)]
struct Logs(Arc<Mutex<Vec<u8>>>);

impl Write for Logs {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Logs {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Listens to all that is logged in this process from now on.
fn listen() -> Logs {
    static LOGS: OnceLock<Logs> = OnceLock::new();
    let begin = || {
        let logs = Logs::default();
        let subscriber =
            tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(logs.clone());
        tracing::subscriber::set_global_default(subscriber.finish()).expect("nobody listens yet");
        logs
    };
    LOGS.get_or_init(begin).clone()
}

/// The register with a number for every owner, and all of it that nobody may read elsewhere.
fn register() -> (String, Vec<String>) {
    let (mut table, mut secrets) = (HEADER.to_owned(), Vec::new());
    for row in REGISTER.lines() {
        let cells: Vec<&str> = row.split(',').collect();
        let number = format!("1101011990{}X", &cells[12][5..]);
        table.extend([row, ",", &number, "\n"]);
        secrets.push(number);
        secrets.extend([11, 12, 13, 15, 16].map(|cell| cells[cell].to_owned()));
    }
    secrets.retain(|secret| !secret.is_empty());
    (table, secrets)
}

/// What is asked wrongly about people, and what is answered.
async fn problems(assembly: &Assembly, table: &str, secrets: &[String]) -> Vec<String> {
    let secretary = assembly.token(&assembly.secretary).await;
    let (community, mut told) = (assembly.community, Vec::new());
    // A mistake in one cell does not repeat what stands in the others.
    let mistaken = table.replacen("dwelling", "palace", 1).replacen("13800001102", "139-none", 1);
    told.push(assembly.import_register(&secretary, community, "", &mistaken).await);
    let search = format!("/api/v1/communities/{community}/register/searches");
    for secret in secrets {
        let owner = assembly.token(assembly.owner("o-01")).await;
        for by in [&owner, NOBODY] {
            let form = json!({ "by": "name", "text": secret });
            told.push(send(assembly.request(by, Method::POST, &search).json(&form)).await);
        }
        let wrong = json!({ "by": "everything", "text": secret });
        told.push(send(assembly.request(&secretary, Method::POST, &search).json(&wrong)).await);
        let asked = json!({ "community": community, "channel": "phone", "contact": secret });
        told.push(assembly.ask_for_code(&asked).await);
        told.push(assembly.erase_owner(&secretary, community, secret).await);
    }
    assert!(told.iter().all(|answer| answer.status >= 400 || answer.status == 202), "{told:?}");
    told.into_iter().map(|answer| answer.text).collect()
}

#[tokio::test]
async fn a_whole_meeting_leaves_nobodys_name_or_number_in_logs_problems_record_or_bundle() {
    let logs = listen();
    let assembly = Assembly::gather().await;
    let (table, secrets) = register();
    assembly.import(&table).await;
    let told = problems(&assembly, &table, &secrets).await;

    let place = assembly.noticed(&draft()).await;
    assembly.advance_to(assembly::OPENS).await;
    for owner in ["o-01", "o-02", "o-03", "o-05", "o-06"] {
        assembly.vote(place, owner).await;
    }
    assembly.advance_to(CLOSES).await;
    certify(&assembly, place).await;
    let owner = assembly.token(assembly.owner("o-02")).await;
    assembly.raise_objection(&owner, place, "计票有误").await.expect(201);
    assembly.export_me(&owner).await.expect(200);
    assembly.pass_to(OBJECTIONS_END);
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    proved(&assembly, place, MeetingState::Announced).await;

    let mut shown = vec![("a problem", told.join("\n"))];
    for entry in assembly.entry_bytes().await {
        shown.push(("an entry", String::from_utf8(entry).unwrap()));
    }
    shown.push(("the public bundle", assembly.public_bundle(place).await.text));
    let view = assembly.view(place).await;
    for document in ["definition", "roll"] {
        let digest = view[document].as_str().unwrap();
        shown.push(("a public document", assembly.read_document(place.0, digest).await.text));
    }
    assembly.stop().await;
    let logged = String::from_utf8_lossy(&logs.0.lock().unwrap()).into_owned();
    assert!(logged.contains("TRACE") && logged.contains("/register/searches"), "nothing was listened to");
    shown.push(("the log", logged));
    for (what, text) in &shown {
        for secret in &secrets {
            let around = text.find(secret.as_str()).map(|at| {
                let from = text.floor_char_boundary(at.saturating_sub(300));
                text[from..text.ceil_char_boundary((at + 300).min(text.len()))].to_owned()
            });
            assert_eq!(around, None, "{secret} stands in {what}");
        }
    }
}

#[tokio::test]
async fn a_token_that_stands_in_an_address_stands_in_no_log() {
    let logs = listen();
    let assembly = Assembly::gather().await;
    let secretary = assembly.token(&assembly.secretary).await;
    let links = format!("/api/v1/communities/{}/calendar/links", assembly.community);
    let form = json!({ "language": "zh" });
    let made = send(assembly.request(&secretary, Method::POST, &links).json(&form)).await.expect(201);
    let address = made["address"].as_str().unwrap();
    let feed = &address[address.find("/api/").unwrap()..];
    send(assembly.request(NOBODY, Method::GET, feed)).await.expect(200);
    let of_feed = feed.rsplit('/').next().unwrap();
    let others = ["unsubscriptionTokenOfNobody", "stateOfNobody", "codeOfNobody", "addressOfNobody"];
    for path in [
        format!("/api/v1/unsubscriptions/{}", others[0]),
        format!("/api/v1/provider-returns/city?state={}&code={}", others[1], others[2]),
        format!("/nowhere/{}", others[3]),
    ] {
        let answer = send(assembly.request(NOBODY, Method::GET, &path)).await;
        assert!(answer.status >= 300, "{path}: {answer:?}");
    }
    assembly.stop().await;
    let logged = String::from_utf8_lossy(&logs.0.lock().unwrap()).into_owned();
    assert!(logged.contains("/calendar/feeds/{token}"), "nothing was listened to");
    for secret in [&[of_feed], &others[..]].concat() {
        assert!(!logged.contains(secret), "{secret} stands in the log");
    }
}
