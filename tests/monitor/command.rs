//! `quorate-verify watch` and `receipt`: exit codes, and what is said first.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use quorate::evidence::jws::PublicKey;
use tempfile::TempDir;

use crate::book::{Book, key, keys};
use crate::papers::{BALLOT, book, forwarding, refusal};
use crate::wire::Service;

/// A directory with files for the command to read.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.file("keys.json", &serde_json::to_vec(&keys()).unwrap());
        let mut other = keys();
        other.checkpoint_key = crate::book::log(crate::book::ORIGIN, "another");
        desk.file("other.json", &serde_json::to_vec(&other).unwrap());
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    #[expect(clippy::disallowed_methods, reason = "the command reads files, so a test writes them")]
    fn file(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).unwrap();
    }

    #[expect(clippy::disallowed_methods, reason = "the command writes files, so a test reads them")]
    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// What the command says under an exit code.
    fn run(&self, code: i32, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quorate-verify"));
        let output: Output = command.current_dir(self.0.path()).args(arguments).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        said
    }

    fn watch(&self, code: i32, url: &str, more: &[&str]) -> String {
        self.run(code, &[&["watch", url, "--state", "state.json", "--once"], more].concat())
    }
}

/// The same record as [`Book::of`] up to 200 entries, and another after them.
fn forged(size: u64) -> Book {
    let mut book = Book::of(200);
    book.grow("forged", size);
    book
}

#[test]
fn a_record_is_watched_over_http_until_it_forks() {
    let (desk, service) = (Desk::new(), Service::start(Book::of(300)));
    let said = desk.watch(0, &service.url(), &["--trust", "keys.json"]);
    assert!(said.starts_with("Watching http://127.0.0.1") && said.contains("under the pinned key"), "{said}");
    assert!(said.contains("sound: 300 entries, 300 new, 0 read again"), "{said}");
    service.show(Book::of(700), 200);
    let said = desk.watch(0, &service.url(), &["--recheck", "all"]);
    assert!(said.contains("sound: 700 entries, 400 new, 512 read again"), "{said}");
    let before = desk.bytes("state.json");
    service.show(forged(800), 200);
    let said = desk.watch(1, &service.url(), &[]);
    assert!(said.contains("FINDING FORK") && said.contains("(forked)") && said.contains("分叉"), "{said}");
    let proof = said.split("The proof is in ").nth(1).unwrap().split(": show it").next().unwrap();
    let proof: serde_json::Value = serde_json::from_slice(&desk.bytes(proof)).unwrap();
    assert!(proof["smaller"].as_str().unwrap().contains("\n700\n"));
    assert!(proof["larger"].as_str().unwrap().contains("\n800\n"));
    assert_ne!(desk.bytes("state.json"), before, "the finding is remembered");
    service.show(Book::of(900), 200);
    let said = desk.watch(1, &service.url(), &["--json"]);
    let line: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((&line["findings"][0]["code"], &line["size"]), (&"forked".into(), &900.into()));
}

#[test]
fn a_watcher_asks_as_anybody_does() {
    let (desk, service) = (Desk::new(), Service::start(Book::of(300)));
    desk.watch(0, &service.url(), &["--trust", "keys.json", "--recheck", "10"]);
    for head in service.heads() {
        let names = head.lines().skip(1).filter_map(|line| Some(line.split_once(':')?.0.to_lowercase()));
        let mut names: Vec<String> = names.collect();
        names.sort();
        assert_eq!(names, ["accept", "host", "user-agent"], "{head}");
        assert!(!head.to_lowercase().contains("quorate"), "{head}");
    }
}

#[test]
fn keys_that_were_not_pinned_are_told_first_and_kept() {
    let (desk, service) = (Desk::new(), Service::start(Book::of(3)));
    for _ in 0..2 {
        let said = desk.watch(0, &service.url(), &[]);
        assert!(said.lines().next().unwrap().contains("NOT pinned"), "{said}");
        assert!(said.lines().next().unwrap().contains(&keys().checkpoint_key.to_string()), "{said}");
    }
    let asked = service.heads().iter().filter(|head| head.contains("/keys ")).count();
    assert_eq!(asked, 1, "the key is asked for once");
    let said = desk.watch(0, &service.url(), &["--trust", "keys.json"]);
    assert!(said.contains("under the pinned key"), "{said}");
    assert!(desk.watch(0, &service.url(), &[]).contains("under the pinned key"));
}

#[test]
fn what_cannot_be_read_exits_with_2_and_leaves_the_state() {
    let (desk, service) = (Desk::new(), Service::start(Book::of(300)));
    desk.watch(0, &service.url(), &["--trust", "keys.json"]);
    let state = desk.bytes("state.json");
    for (status, told) in [(500, "answered 500"), (302, "leads to another address"), (999, "checkpoint: ")] {
        service.show(Book::of(400), status);
        let said = desk.watch(2, &service.url(), &[]);
        assert!(said.contains(told), "{said}");
    }
    assert_eq!(desk.bytes("state.json"), state);
    // Nobody listens on a port that was just given back.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{free}/record/00000000-0000-0000-0000-000000000007");
    desk.run(2, &["watch", &url, "--state", "new.json", "--once", "--trust", "keys.json"]);
    desk.run(2, &["watch", &url, "--state", "new.json", "--once"]);
    assert!(!desk.path("new.json").exists());
}

#[test]
fn a_state_of_something_else_or_a_damaged_one_is_refused() {
    let (desk, service) = (Desk::new(), Service::start(Book::of(30)));
    desk.watch(0, &service.url(), &["--trust", "keys.json"]);
    let said = desk.watch(2, &service.url(), &["--trust", "other.json"]);
    assert!(said.contains("was begun under other keys"), "{said}");
    let said = desk.watch(2, &service.url().replace("0007", "0008"), &["--trust", "keys.json"]);
    assert!(said.contains("give each record a file"), "{said}");
    let mut state = desk.bytes("state.json");
    let place = state.len() / 2;
    state[place] ^= 1;
    desk.file("state.json", &state);
    let said = desk.watch(2, &service.url(), &[]);
    assert!(said.starts_with("--state state.json: "), "{said}");
    assert_eq!(desk.bytes("state.json"), state);
}

#[test]
fn a_watch_goes_on_after_failures_and_repeats_what_it_found() {
    let (desk, service) = (Desk::new(), Service::start(Book::of(300)));
    service.show(Book::of(300), 500);
    let mut command = Command::new(env!("CARGO_BIN_EXE_quorate-verify"));
    command.current_dir(desk.0.path()).args(["watch", &service.url(), "--state", "state.json"]);
    command.args(["--interval", "1s", "--trust", "keys.json"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = Running(command.spawn().unwrap());
    let mut complaints = BufReader::new(child.0.stderr.take().unwrap()).lines();
    let mut told = BufReader::new(child.0.stdout.take().unwrap()).lines();
    let complaint = complaints.next().unwrap().unwrap();
    assert!(complaint.contains("answered 500; nothing is known of this round"), "{complaint}");
    service.show(Book::of(300), 200);
    let mut until = |what: &str| told.find(|line| line.as_ref().unwrap().contains(what)).unwrap().unwrap();
    assert!(until("sound: ").contains("300 entries, 300 new"));
    service.show(forged(400), 200);
    for _ in 0..2 {
        assert!(until("FINDING").contains("(forked)"));
    }
}

/// A command that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
fn a_misspelt_watch_does_not_look_like_a_finding() {
    let desk = Desk::new();
    desk.run(2, &["watch"]);
    for wrong in [["--interval", "0s"], ["--interval", "x"], ["--recheck", "0"], ["--policy", "1"]] {
        desk.watch(2, "http://127.0.0.1:9/record/x", &wrong);
    }
    desk.watch(2, "ftp://127.0.0.1/record/x", &[]);
    desk.run(2, &["bundle"]);
    assert!(desk.run(0, &["watch", "--help"]).contains("--recheck"));
}

#[test]
fn a_receipt_is_checked_alone_and_against_bundle_and_record() {
    let (desk, book) = (Desk::new(), book(600));
    desk.file("receipt.txt", book.receipt(280, 290).to_string().as_bytes());
    desk.file("ballot.jws", BALLOT.as_bytes());
    desk.file("bundle.jsonl", &book.bundle(256, 400).concat());
    let said = desk.run(0, &["receipt", "receipt.txt"]);
    assert!(said.starts_with("sound; could not be checked: 2\n"), "{said}");
    let service = Service::start(book);
    let url = service.url();
    let all =
        ["receipt", "receipt.txt", "--ballot", "ballot.jws", "--bundle", "bundle.jsonl", "--record", &url];
    let said = desk.run(0, &[&all[..], &["--trust", "keys.json"]].concat());
    assert!(said.starts_with("sound; could not be checked: 0\n"), "{said}");
    assert!(desk.run(0, &all).starts_with("sound; could not be checked: 1\n"), "keys of the bundle");
    let against = ["receipt", "receipt.txt", "--record", &url];
    assert!(desk.run(0, &against).starts_with("sound; could not be checked: 1\n"), "keys of the service");
    service.show(forged(700), 200);
    let said = desk.run(1, &[&against[..], &["--json"]].concat());
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(report["evidence"]["proof"].is_array(), "{said}");
    service.show(forged(700), 500);
    desk.run(2, &against);
    assert!(desk.run(1, &["receipt", "receipt.txt", "--trust", "other.json"]).contains("(signed)"));
}

#[test]
fn refusals_and_forwardings_are_checked_with_their_own_keys() {
    let desk = Desk::new();
    desk.file("refusal.jws", format!("{}\n", refusal()).as_bytes());
    desk.file("forwarding.jws", forwarding().as_bytes());
    desk.file("ballot.jws", BALLOT.as_bytes());
    let said = desk.run(0, &["receipt", "refusal.jws", "--trust", "keys.json", "--ballot", "ballot.jws"]);
    assert!(said.contains("meeting_not_open") && said.contains("拒收"), "{said}");
    let inbox = PublicKey::of(&key("inbox")).to_string();
    let said = desk.run(0, &["receipt", "forwarding.jws", "--inbox", &inbox]);
    assert!(said.starts_with("sound; could not be checked: 0\n"), "{said}");
    let stranger = PublicKey::of(&key("stranger")).to_string();
    desk.run(1, &["receipt", "forwarding.jws", "--inbox", &stranger]);
    assert!(desk.run(0, &["receipt", "forwarding.jws"]).starts_with("sound; could not be checked: 2\n"));
    desk.run(2, &["receipt", "refusal.jws", "--inbox", &inbox]);
    desk.run(2, &["receipt", "refusal.jws", "--record", "http://127.0.0.1:9/record/x"]);
    desk.run(2, &["receipt", "ballot.jws"]);
    desk.run(2, &["receipt", "missing.txt"]);
}
