//! What the verifier says of a community's annals, as they were served: sound, and refused once anything is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use quorate::evidence::trust::ServiceKeysDocument;
use quorate::verify::annals::AnnalsReader;
use quorate::verify::bundle::Unreadable;
use quorate::verify::report::{AnnalsReport, Code, DueOutcome, Outcome, Pinning};
use reqwest::Method;
use serde_json::Value;
use tempfile::TempDir;

use crate::answer::Answer;
use crate::app::{NOBODY, Token, send};
use crate::assembly::Assembly;

/// What only audit annals prove, of which public ones say that they leave it open.
const FOR_AUDIT: [Code; 6] = [
    Code::EnrolmentsSound,
    Code::EnrolmentsConfirmed,
    Code::ActsSigned,
    Code::ActsPossible,
    Code::ConsequencesFollow,
    Code::NoticesAllowed,
];

impl Assembly {
    /// `public_annals`
    pub async fn public_annals(&self) -> Answer {
        self.annals(NOBODY, "").await
    }

    /// `audit_annals`
    pub async fn audit_annals(&self, by: Token<'_>) -> Answer {
        self.annals(by, "/audit").await
    }

    async fn annals(&self, by: Token<'_>, rest: &str) -> Answer {
        let path = format!("/api/v1/communities/{}/annals{rest}", self.community);
        send(self.request(by, Method::GET, &path)).await
    }
}

/// Both annals of a community, kept as files, hold before the verifier and tell what record and calendar tell; with
/// anything of them changed they do not hold. What the audit annals say.
pub async fn proved(assembly: &Assembly) -> AnnalsReport {
    let (folder, keys) = (TempDir::new().expect("a folder"), assembly.keys().await);
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    let public = kept(&folder.path().join("public.jsonl"), &assembly.public_annals().await);
    let audit = kept(&folder.path().join("audit.jsonl"), &assembly.audit_annals(&scrutineer).await);
    let (open, proved) = (held(assembly, &public, &keys).await, held(assembly, &audit, &keys).await);
    for code in FOR_AUDIT {
        assert!(open.codes(Outcome::CouldNotCheck).any(|own| own == code), "{code}: {open}");
        assert!(proved.codes(Outcome::Checked).any(|own| own == code), "{code}: {proved}");
    }
    assert_eq!(open.dues, []);
    assert_eq!(dues(&proved), calendar(assembly).await, "the calendar is what the verifier comes to");
    assert!(!audit.is_empty() && audit.len() > public.len());
    for lines in [&public, &audit] {
        refused(lines, &keys);
    }
    proved
}

/// What became of everything of a kind that was due, in the order in which it was.
pub fn outcomes(report: &AnnalsReport, what: &str) -> Vec<DueOutcome> {
    report.dues.iter().filter(|due| due.what.as_str() == what).map(|due| due.outcome).collect()
}

/// What was not done in time by the last entry.
pub fn amiss(report: &AnnalsReport) -> Vec<(&'static str, DueOutcome)> {
    let amiss = report.dues.iter().map(|due| (due.what.as_str(), due.outcome));
    amiss.filter(|(_, outcome)| matches!(outcome, DueOutcome::Late | DueOutcome::Missed)).collect()
}

/// Each grant that ended or was given back, with the fact that it stands behind, under the time of that.
pub async fn consequences(assembly: &Assembly) -> Vec<(String, String)> {
    let entries = assembly.entries().await;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let mut cause = (String::new(), Value::Null);
    let mut all = Vec::new();
    for entry in &entries {
        let (fact, at) = (&entry["fact"], &entry["at"]);
        let kind = text(&fact["kind"]);
        if kind != "role_ended" {
            cause = (kind, at.clone());
            continue;
        }
        assert_eq!(*at, cause.1, "what follows stands under the time of what it follows from");
        all.push((cause.0.clone(), text(&fact["reason"])));
    }
    all
}

/// Keeps annals in a file, as whoever asks for them does; its lines.
fn kept(file: &Path, answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/vnd.quorate.bundle+jsonl");
    fs::write(file, &answer.text).expect("room for a file");
    let lines = BufReader::new(File::open(file).expect("the file")).lines();
    lines.map(|line| line.expect("a line") + "\n").collect()
}

fn read(lines: &[String], keys: &ServiceKeysDocument) -> Result<AnnalsReport, Unreadable> {
    let mut reader = AnnalsReader::default();
    lines.iter().try_for_each(|line| reader.line(line.as_bytes()))?;
    reader.verify(Some(keys))
}

/// Sound annals: of the whole record, with every deed in it.
async fn held(assembly: &Assembly, lines: &[String], keys: &ServiceKeysDocument) -> AnnalsReport {
    let report = read(lines, keys).expect("annals");
    let found = report.claims.iter().filter(|claim| claim.outcome == Outcome::Finding);
    assert_eq!(found.map(|claim| claim.sentence.clone()).collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(report.pinning, Pinning::Pinned);
    let entries = assembly.entries().await;
    let deeds = entries.iter().filter(|entry| entry["fact"]["kind"] == "act_recorded").count() as u64;
    assert_eq!((report.reach.entries, report.deeds), (entries.len() as u64, deeds));
    report
}

/// What is due in the life of the community, as the verifier tells it.
fn dues(report: &AnnalsReport) -> BTreeSet<[String; 4]> {
    let told = report.dues.iter().map(|due| {
        let done = due.done_at.map(|at| at.to_string()).unwrap_or_default();
        [due.what.to_string(), due.process.to_string(), due.until.to_string(), done]
    });
    told.collect()
}

/// The same, as the service tells it.
async fn calendar(assembly: &Assembly) -> BTreeSet<[String; 4]> {
    let path = format!("/api/v1/communities/{}/calendar", assembly.community);
    let token = assembly.token(&assembly.supervisor).await;
    let told = send(assembly.request(&token, Method::GET, &path)).await.expect(200);
    let dates = told["dates"].as_array().expect("a list").iter().filter(|own| own["subject"] != "meeting");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    dates.map(|own| ["what", "of", "until", "done_at"].map(|field| text(&own[field]))).collect()
}

/// One character of one line of each kind is another, one line of each kind is left out, two lines change places: none
/// of these annals holds.
fn refused(lines: &[String], keys: &ServiceKeysDocument) {
    for (kind, places) in kinds(lines) {
        let place = places[places.len() / 2];
        let mut other = lines.to_vec();
        other[place] = altered(&other[place]);
        assert_refused(&other, keys, &format!("one character of line {} ({kind}) is another", place + 1));
        let mut fewer = lines.to_vec();
        fewer.remove(place);
        if let Some(end) = fewer.pop_if(|_| kind != "end") {
            // The end counts the lines, so it is made to count those that are left.
            let (said, left) = (format!(":{}", lines.len()), format!(":{}", lines.len() - 1));
            fewer.push(end.replace(&said, &left));
        }
        assert_refused(&fewer, keys, &format!("line {} ({kind}) is left out", place + 1));
        if let [.., one, two] = places.as_slice() {
            let mut swapped = lines.to_vec();
            swapped.swap(*one, *two);
            assert_refused(
                &swapped,
                keys,
                &format!("lines {} and {} ({kind}) change places", one + 1, two + 1),
            );
        }
    }
}

fn assert_refused(lines: &[String], keys: &ServiceKeysDocument, what: &str) {
    let verdict = read(lines, keys);
    assert!(verdict.as_ref().map_or(true, |report| !report.is_valid()), "{what}, and nothing is found");
}

/// Where the lines of each kind stand; a document's kind is what it is.
fn kinds(lines: &[String]) -> BTreeMap<String, Vec<usize>> {
    let mut kinds = BTreeMap::<_, Vec<_>>::new();
    for (place, line) in lines.iter().enumerate() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let kind = line["kind"].as_str().or(line["line"].as_str()).expect("a kind");
        kinds.entry(kind.to_owned()).or_default().push(place);
    }
    kinds
}

/// The line with one other letter or digit in its middle.
fn altered(line: &str) -> String {
    let middle = line.char_indices().filter(|(place, _)| *place >= line.len() / 2);
    let (place, own) = middle.clone().find(|(_, own)| own.is_ascii_alphanumeric()).expect("a letter");
    let other = if own == '7' { "8" } else { "7" };
    format!("{}{other}{}", &line[..place], &line[place + 1..])
}
