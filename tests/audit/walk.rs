//! The worked example of `docs/record-format.md`: every value in it is what the files give.

use std::env;
use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::{leaf_hash, root_of};
use serde_json::Value;

use crate::example::{FOLDER, WRITE, repository};

const PAGE: &str = "docs/record-format.md";

/// The heading of the section, which is the last one.
const HEADING: &str = "## 9. A worked example\n";

/// How a block begins; another fence ends it.
const BEGIN: &str = "```text\n";
const END: &str = "```";

/// The audit bundle, line by line.
#[expect(clippy::disallowed_methods, reason = "the example is kept in files")]
fn bundle() -> Vec<Value> {
    let text = fs::read_to_string(repository(FOLDER).join("audit-bundle.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The only line of this kind.
fn line<'a>(bundle: &'a [Value], kind: &str) -> &'a Value {
    bundle.iter().find(|line| line["line"] == kind).unwrap()
}

fn documents<'a>(bundle: &'a [Value], kind: &str) -> Vec<&'a str> {
    let own = bundle.iter().filter(|line| line["line"] == "document" && line["kind"] == kind);
    own.map(|line| line["text"].as_str().unwrap()).collect()
}

/// The texts of all entries, from the first one of the record.
fn entries(bundle: &[Value]) -> Vec<&str> {
    let entries: Vec<_> = bundle.iter().filter(|line| line["entry"].is_string()).collect();
    assert!((0..).zip(&entries).all(|(index, entry)| entry["index"] == index), "all entries are shown");
    entries.into_iter().map(|line| line["entry"].as_str().unwrap()).collect()
}

fn decoded(part: &str) -> String {
    String::from_utf8(URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// The blocks of the section, in order, as the files give them.
fn blocks() -> Vec<String> {
    let bundle = bundle();
    let ballot = documents(&bundle, "ballot")[0];
    [tree(&bundle, ballot), vec![log_key(&bundle)], statement(&bundle, ballot), vec![pseudonym(&bundle)]]
        .concat()
}

/// The entry of a ballot and its leaf; the root of the whole tree; the checkpoint.
fn tree(bundle: &[Value], ballot: &str) -> Vec<String> {
    let entries = entries(bundle);
    let statement = Digest::of(ballot.as_bytes()).to_string();
    let index = entries.iter().position(|entry| entry.contains(&statement)).unwrap();
    let leaves: Vec<_> = entries.iter().map(|entry| leaf_hash(entry.as_bytes())).collect();
    let (size, root) = (leaves.len(), root_of(&leaves));
    let text = STANDARD.encode(root.as_bytes());
    let note = line(bundle, "checkpoint")["note"].as_str().unwrap();
    assert!(note.split('\n').nth(2) == Some(&text), "{note}");
    vec![
        entries[index].to_owned(),
        format!("entry {index}: {} bytes\nSHA-256(0x00 ‖ entry) = {}", entries[index].len(), leaves[index]),
        format!("size {size}, root {root}\nin base64   {text}"),
        note.trim_end().to_owned(),
    ]
}

/// The identifier of the key that signs checkpoints.
fn log_key(bundle: &[Value]) -> String {
    let text = line(bundle, "header")["keys"]["checkpoint_key"].as_str().unwrap();
    let [name, id, material] = text.splitn(3, '+').collect::<Vec<_>>().try_into().unwrap();
    let material = STANDARD.decode(material).unwrap();
    let hashed = Digest::of(&[name.as_bytes(), b"\n", &material].concat()).to_string();
    assert_eq!(&hashed[..8], id);
    format!("{text}\nSHA-256(\"{name}\\n\" ‖ 0x01 ‖ public key) = {id} {}", &hashed[8..])
}

/// The key of a voter and its identifier; a ballot's header, payload and digest.
fn statement(bundle: &[Value], ballot: &str) -> Vec<String> {
    let [header, payload, _] = ballot.split('.').collect::<Vec<_>>().try_into().unwrap();
    let kid = serde_json::from_str::<Value>(&decoded(header)).unwrap()["kid"].as_str().unwrap().to_owned();
    let enrolments = documents(bundle, "enrolment");
    let own = enrolments.iter().find(|own| decoded(own.split('.').next().unwrap()).contains(&kid)).unwrap();
    let enrolment: Value = serde_json::from_str(&decoded(own.split('.').nth(1).unwrap())).unwrap();
    let jwk = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":{}}}"#, enrolment["key"]);
    assert_eq!(URL_SAFE_NO_PAD.encode(Digest::of(jwk.as_bytes()).as_bytes()), kid);
    vec![
        format!("{jwk}\nbase64url(SHA-256) = {kid}"),
        format!("{}\n{}", decoded(header), decoded(payload)),
        format!("SHA-256(header.payload.signature) = {}", Digest::of(ballot.as_bytes())),
    ]
}

/// The pseudonym of the first elector of the annex.
fn pseudonym(bundle: &[Value]) -> String {
    let annex: Value = serde_json::from_str(documents(bundle, "annex")[0]).unwrap();
    let (first, salt) = (&annex["electors"][0], &annex["salt"]);
    let source = format!(r#"{{"kind":{},"owners":{},"salt":{salt}}}"#, first["kind"], first["owners"]);
    let hashed = Digest::of(source.as_bytes()).to_string();
    assert_eq!(first["elector"], hashed[..32]);
    format!("{source}\nSHA-256 = {} {}", &hashed[..32], &hashed[32..])
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the page is a file")]
fn every_value_of_the_worked_example_is_what_the_files_give() {
    let page = fs::read_to_string(repository(PAGE)).unwrap();
    let (before, section) = page.split_once(HEADING).unwrap();
    let mut pieces = section.split(BEGIN);
    let (mut written, mut between) = (String::new(), pieces.next().unwrap().to_owned());
    let (blocks, mut shown) = (blocks(), Vec::new());
    for (piece, block) in pieces.zip(&blocks) {
        let (own, prose) = piece.split_once(END).unwrap();
        shown.push(own.trim_end_matches('\n'));
        written.extend([&between, BEGIN, block, "\n", END]);
        between = prose.to_owned();
        assert!(!prose.split_whitespace().any(is_value), "a value that nothing holds: {prose}");
    }
    if env::var_os(WRITE).is_some() {
        fs::write(repository(PAGE), format!("{before}{HEADING}{written}{between}")).unwrap();
        return;
    }
    assert_eq!(shown, blocks, "set {WRITE}=1 to write them again");
}

/// Whether a word looks like a digest or a key.
fn is_value(word: &str) -> bool {
    word.len() >= 16 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}
