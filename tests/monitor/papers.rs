//! What a voter holds: receipts, refusals, forwardings.

use proptest::prelude::*;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::{Entry, Fact};
use quorate::evidence::jws::PublicKey;
use quorate::evidence::key_chain::KeyChain;
use quorate::evidence::merkle::InclusionProof;
use quorate::evidence::receipt::Receipt;
use quorate::evidence::statements::{BallotRefusal, Forwarding, Statement as _};
use quorate::evidence::tiles::encode_entries;
use quorate::verify::receipts::{
    BundleCheck, Known, Paper, ReceiptCheck, ReceiptCode, ReceiptReport, StatementPaper, check_statement,
};
use quorate::verify::report::Outcome;
use quorate::verify::watch::FetchError;
use uuid::Uuid;

use crate::book::{Book, MEETING, ORIGIN, at, chain, key};
use crate::served::Served;

/// What stands for a ballot here: its entry has only its hash.
pub(crate) const BALLOT: &str = "eyJhbGciOiJFZERTQSJ9.eyJjaG9pY2UiOiJmb3IifQ.c2ln";

/// A record in which entry 280 is that of [`BALLOT`].
pub(crate) fn book(size: u64) -> Book {
    let mut book = Book::of(280);
    let (statement, received_at) = (Digest::of(BALLOT.as_bytes()), at(280));
    let fact = Fact::BallotReceived { meeting: MEETING, statement, received_at, forwarding: None };
    book.push(Entry::new(received_at, fact).to_bytes().unwrap());
    book.grow("honest", size);
    book
}

fn outcomes(report: &ReceiptReport) -> Vec<(ReceiptCode, Outcome)> {
    report.claims.iter().map(|claim| (claim.code, claim.outcome)).collect()
}

fn found(report: &ReceiptReport) -> Vec<ReceiptCode> {
    let found = report.claims.iter().filter(|claim| claim.outcome == Outcome::Finding);
    found.map(|claim| claim.code).collect()
}

fn alone(receipt: Receipt) -> ReceiptCheck {
    ReceiptCheck::new(receipt, Known::Pinned(&chain("log")))
}

fn read(receipt: &Receipt, lines: &[Vec<u8>]) -> BundleCheck {
    let mut bundle = BundleCheck::new(receipt);
    for line in lines {
        bundle.line(line.strip_suffix(b"\n").unwrap()).unwrap();
    }
    bundle
}

#[test]
fn a_sound_receipt_says_what_was_received_and_no_choice() {
    let mut check = alone(book(300).receipt(280, 290));
    check.ballot(&format!("{BALLOT}\n"));
    let report = check.report();
    assert!(report.is_sound() && report.claims.iter().all(|claim| claim.outcome == Outcome::Checked));
    assert!(report.says.starts_with(&format!("A ballot for meeting {MEETING} was received at {}", at(280))));
    let text = report.to_string();
    assert!(text.starts_with("sound; could not be checked: 0\n有效"), "{text}");
    assert!(!serde_json::to_string(report).unwrap().contains("for\""), "no choice is in it");
}

#[test]
fn a_key_that_is_not_pinned_or_not_there_is_told() {
    let receipt = book(300).receipt(280, 290);
    let own = chain("log");
    let offered = ReceiptCheck::new(receipt.clone(), Known::NotPinned(&own));
    assert_eq!(
        outcomes(offered.report())[2..],
        [(ReceiptCode::KeyPinned, Outcome::CouldNotCheck), (ReceiptCode::Signed, Outcome::Checked)]
    );
    let none = ReceiptCheck::new(receipt, Known::<KeyChain>::Nothing);
    assert_eq!(
        outcomes(none.report())[2..],
        [(ReceiptCode::KeyPinned, Outcome::CouldNotCheck), (ReceiptCode::Signed, Outcome::CouldNotCheck)]
    );
}

#[test]
fn a_receipt_that_proves_something_else_is_refuted_by_name() {
    let book = book(300);
    let receipt = book.receipt(280, 290);
    let moved = Receipt::new(281, receipt.proof().clone(), receipt.checkpoint().clone())
        .enclosing(receipt.entry().unwrap().to_vec())
        .unwrap();
    assert_eq!(found(alone(moved).report()), [ReceiptCode::Included]);
    let nonsense = Receipt::new(280, receipt.proof().clone(), receipt.checkpoint().clone());
    let nonsense = nonsense.enclosing(b"{}".to_vec()).unwrap();
    assert_eq!(found(alone(nonsense).report()), [ReceiptCode::EntryRead, ReceiptCode::Included]);
    let strange = ReceiptCheck::new(receipt.clone(), Known::Pinned(&chain("another")));
    assert_eq!(found(strange.report()), [ReceiptCode::Signed]);
    let mut other = alone(receipt);
    other.ballot("another.ballot.entirely");
    assert_eq!(found(other.report()), [ReceiptCode::BallotNamed]);
}

#[test]
fn a_bundle_with_the_entry_and_the_tree_proves_the_receipt_again() {
    let book = book(600);
    let own = chain("log");
    for (from, size) in [(0, 600), (256, 400), (280, 290)] {
        let receipt = book.receipt(280, 290);
        let bundle = read(&receipt, &book.bundle(from, size));
        assert_eq!(bundle.keys().unwrap().check().unwrap(), own);
        let mut check = alone(receipt);
        check.bundle(&bundle, Known::Pinned(&own)).unwrap();
        assert_eq!(
            outcomes(check.report())[4..],
            [(ReceiptCode::BundleEntry, Outcome::Checked), (ReceiptCode::BundleTree, Outcome::Checked)]
        );
    }
}

#[test]
fn what_a_bundle_does_not_show_is_left_open() {
    let book = book(600);
    let receipt = book.receipt(280, 290);
    let bundle = read(&receipt, &book.bundle(300, 400));
    let mut check = alone(receipt);
    check.bundle(&bundle, Known::Pinned(&chain("log"))).unwrap();
    assert_eq!(
        outcomes(check.report())[4..],
        [
            (ReceiptCode::BundleEntry, Outcome::CouldNotCheck),
            (ReceiptCode::BundleTree, Outcome::CouldNotCheck)
        ]
    );
}

#[test]
fn a_bundle_of_another_tree_is_a_fork() {
    let mut other = Book::of(280);
    other.grow("forged", 600);
    let receipt = book(300).receipt(280, 290);
    let bundle = read(&receipt, &other.bundle(256, 600));
    let mut check = alone(receipt);
    check.bundle(&bundle, Known::Pinned(&chain("log"))).unwrap();
    assert_eq!(found(check.report()), [ReceiptCode::BundleEntry, ReceiptCode::BundleTree]);
}

#[test]
fn a_bundle_that_does_not_make_up_its_own_tree_proves_nothing() {
    let book = book(600);
    let receipt = book.receipt(280, 290);
    let mut lines = book.bundle(256, 400);
    lines.remove(10);
    let bundle = read(&receipt, &lines);
    let mut check = alone(receipt.clone());
    check.bundle(&bundle, Known::Pinned(&chain("log"))).unwrap();
    assert_eq!(found(check.report()), [ReceiptCode::BundleTree]);
    let mut cut = alone(receipt.clone());
    let bundle = read(&receipt, &lines[..20]);
    assert!(cut.bundle(&bundle, Known::Pinned(&chain("log"))).is_err());
    assert!(BundleCheck::new(&receipt).line(b"{}").is_err());
}

#[test]
fn a_record_that_kept_its_promise_proves_the_receipt_again() {
    let book = book(600);
    let own = chain("log");
    for size in [290, 291, 512, 600] {
        let mut check = alone(book.receipt(280, 290));
        check.record(&Served::at(&book, size), Known::Pinned(&own)).unwrap();
        assert_eq!(
            outcomes(check.report())[4..],
            [(ReceiptCode::RecordTree, Outcome::Checked), (ReceiptCode::RecordEntry, Outcome::Checked)]
        );
    }
}

#[test]
fn a_record_that_did_not_is_refuted_by_name() {
    let book = book(600);
    let own = chain("log");
    let mut other = Book::of(280);
    other.grow("forged", 600);
    let against = |served: &Served<'_>| {
        let mut check = alone(book.receipt(280, 290));
        check.record(served, Known::Pinned(&own)).unwrap();
        check.report().clone()
    };
    let forked = against(&Served::all(&other));
    assert_eq!(found(&forked), [ReceiptCode::RecordTree, ReceiptCode::RecordEntry]);
    assert!(!forked.evidence.unwrap().proof.is_empty());
    let back = against(&Served::at(&book, 285));
    assert_eq!(found(&back), [ReceiptCode::RecordTree]);
    let gone = against(&Served::at(&book, 280));
    assert_eq!(found(&gone), [ReceiptCode::RecordTree, ReceiptCode::RecordEntry]);
    let mut entries = book.entries[256..512].to_vec();
    entries[24] = other.entries[280].clone();
    let changed = Served::all(&book).but("tile/entries/001", Ok(encode_entries(&entries).unwrap()));
    assert_eq!(found(&against(&changed)), [ReceiptCode::RecordEntry]);
    let missing = Served::all(&book).without("tile/entries/001");
    assert_eq!(found(&against(&missing)), [ReceiptCode::RecordEntry]);
    let stranger = Served::all(&book).under(&book.signed(600, ORIGIN, "another"));
    assert_eq!(found(&against(&stranger)), [ReceiptCode::RecordTree]);
    let unsigned = ReceiptCheck::new(book.receipt(280, 290), Known::<KeyChain>::Nothing);
    assert!(unsigned.report().evidence.is_none());
}

#[test]
fn a_record_that_cannot_be_reached_is_no_finding() {
    let book = book(600);
    let lost = || Err(FetchError::Unreached("no route".to_owned()));
    for path in ["checkpoint", "tile/entries/001", "tile/0/001"] {
        let mut check = alone(book.receipt(280, 290));
        let served = Served::all(&book).but(path, lost());
        assert!(check.record(&served, Known::Pinned(&chain("log"))).is_err(), "{path}");
        assert!(check.report().is_sound());
    }
}

/// A signed refusal of [`BALLOT`].
pub(crate) fn refusal() -> String {
    let refusal = BallotRefusal {
        v: 1,
        origin: ORIGIN.to_owned(),
        community: Uuid::from_u128(7),
        meeting: MEETING,
        ballot: Digest::of(BALLOT.as_bytes()),
        code: "meeting_not_open".to_owned(),
        received_at: at(1),
    };
    refusal.sign(&key("statements")).unwrap()
}

/// An inbox's signed word on [`BALLOT`].
pub(crate) fn forwarding() -> String {
    let forwarding = Forwarding {
        v: 1,
        origin: ORIGIN.to_owned(),
        community: Uuid::from_u128(7),
        meeting: MEETING,
        ballot: Digest::of(BALLOT.as_bytes()),
        received_at: at(1),
    };
    forwarding.sign(&key("inbox")).unwrap()
}

#[test]
fn refusals_and_forwardings_are_read_by_their_signer() {
    for (text, paper, signer, is) in [
        (refusal(), StatementPaper::Refusal, "statements", Paper::Refusal),
        (forwarding(), StatementPaper::Forwarding, "inbox", Paper::Forwarding),
    ] {
        assert_eq!(StatementPaper::of(&text), Ok(paper));
        let own = PublicKey::of(&key(signer));
        let report = check_statement(&text, paper, Known::Pinned(&own), Some(BALLOT)).unwrap();
        assert_eq!((report.paper, report.is_sound(), report.claims.len()), (is, true, 3));
        assert!(report.says.contains(&MEETING.to_string()) && report.says_zh.contains(&MEETING.to_string()));
        let stranger = PublicKey::of(&key("stranger"));
        let report = check_statement(&text, paper, Known::Pinned(&stranger), Some("x.y.z")).unwrap();
        assert_eq!(found(&report), [ReceiptCode::Signed, ReceiptCode::BallotNamed]);
        let report = check_statement(&text, paper, Known::Nothing, None).unwrap();
        assert!(report.claims.iter().all(|claim| claim.outcome == Outcome::CouldNotCheck));
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reading_of_a_paper_panic(text in "(c2sp.org/tlog-proof@v1\n)?[ -~\n]{0,300}") {
        let _ = Receipt::parse(text.as_bytes());
        prop_assert!(StatementPaper::of(&text).is_err());
    }

    #[test]
    fn no_changed_receipt_is_sound(place in any::<prop::sample::Index>(), change in 1_u8..=255) {
        let receipt = Book::of(5).receipt(3, 5);
        let mut bytes = receipt.to_string().into_bytes();
        let place = place.index(bytes.len());
        bytes[place] ^= change;
        if let Ok(changed) = Receipt::parse(&bytes) {
            prop_assert!(!alone(changed).report().is_sound(), "{}", place);
        }
    }

    #[test]
    fn no_other_proof_is_sound(hashes in prop::collection::vec(any::<[u8; 32]>(), 0..9), index in 0_u64..9) {
        let own = Book::of(5).receipt(3, 5);
        let proof = InclusionProof::new(hashes.into_iter().map(Digest::from_bytes).collect()).unwrap();
        let other = Receipt::new(index, proof, own.checkpoint().clone());
        let other = other.enclosing(own.entry().unwrap().to_vec()).unwrap();
        prop_assert!(!alone(other).report().is_sound());
    }
}
