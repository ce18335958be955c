//! Witnesses that a watcher was told to ask for.

use quorate::evidence::checkpoint::SignedCheckpoint;
use quorate::evidence::cosignature::{WitnessTime, cosign};
use quorate::evidence::note::{KeyName, SignatureType, VerifierKey};
use quorate::evidence::text::Text;
use quorate::evidence::witnesses::WitnessPolicy;
use quorate::verify::watch::{Attention, FindingCode, Round, State, WITNESSES_SECONDS_MAX};

use crate::book::{Book, key};
use crate::served::{Served, codes, watch};

const WITNESSES: [&str; 2] = ["one.example", "two.example"];

fn policy() -> WitnessPolicy {
    let witness = |name: &str| {
        Text(VerifierKey::of(KeyName::new(name).unwrap(), SignatureType::Cosignature, &key(name)))
    };
    let policy = WitnessPolicy { required: 1, witnesses: WITNESSES.iter().copied().map(witness).collect() };
    policy.check().unwrap();
    policy
}

fn cosigned(mut note: SignedCheckpoint, witness: &str, seconds: u64) -> SignedCheckpoint {
    let time = WitnessTime::from_seconds(seconds).unwrap();
    note.add(cosign(&note, KeyName::new(witness).unwrap(), &key(witness), time)).unwrap();
    note
}

fn look(state: &mut State, book: &Book, note: &SignedCheckpoint, now: u64) -> Round {
    let attention = Attention { policy: Some(policy()), now, ..Attention::default() };
    let served = Served::at(book, note.unverified().head().size()).under(note);
    state.look(&served, &attention, &mut |_| ()).unwrap()
}

#[test]
fn a_cosigned_record_is_sound() {
    let book = Book::of(30);
    let mut state = watch();
    for (size, time) in [(10, 100), (20, 100), (30, 101)] {
        let round = look(&mut state, &book, &cosigned(book.note(size), WITNESSES[0], time), time);
        assert_eq!((codes(&round), round.open), (vec![], vec![]));
        state = State::read(&state.to_bytes().unwrap()).unwrap();
    }
}

#[test]
fn too_few_witnesses_are_a_finding_only_after_a_wait() {
    let book = Book::of(40);
    let mut state = watch();
    let round = look(&mut state, &book, &book.note(10), 1_000);
    assert_eq!((codes(&round), round.open.len()), (vec![], 1));
    let round = look(&mut state, &book, &book.note(20), 1_000 + WITNESSES_SECONDS_MAX);
    assert_eq!((codes(&round), round.open.len()), (vec![], 1));
    let round = look(&mut state, &book, &book.note(30), 1_001 + WITNESSES_SECONDS_MAX);
    assert_eq!((codes(&round), round.size), (vec![FindingCode::TooFewWitnesses], 30));
    let cosigned = cosigned(book.note(30), WITNESSES[1], 1_700);
    assert_eq!(codes(&look(&mut state, &book, &cosigned, 2_000)), []);
    assert_eq!(codes(&look(&mut state, &book, &book.note(40), 9_000)), [], "the wait begins anew");
}

#[test]
fn who_looks_once_a_night_calls_no_new_tree_unwitnessed_and_no_old_one_new() {
    let (book, night) = (Book::of(40), 86_400);
    let mut state = watch();
    for (size, now) in [(10, night), (20, 2 * night), (30, 3 * night)] {
        let round = look(&mut state, &book, &book.note(size), now);
        assert_eq!((codes(&round), round.open.len()), (vec![], 1));
    }
    let round = look(&mut state, &book, &book.note(30), 4 * night);
    assert_eq!(codes(&round), [FindingCode::TooFewWitnesses]);
}

#[test]
fn a_cosignature_that_does_not_verify_is_a_finding() {
    let book = Book::of(10);
    let other = cosigned(book.note(9), WITNESSES[1], 100);
    let line = other.to_string().lines().last().unwrap().to_owned();
    let forged = format!("{}{line}\n", cosigned(book.note(10), WITNESSES[0], 100));
    let round = look(&mut watch(), &book, &forged.parse().unwrap(), 100);
    assert_eq!(codes(&round), [FindingCode::BadCosignature]);
    assert!(round.findings[0].sentence.contains(WITNESSES[1]));
}

#[test]
fn a_witness_whose_time_runs_backwards_is_told_for_good() {
    let book = Book::of(30);
    let mut state = watch();
    look(&mut state, &book, &cosigned(book.note(10), WITNESSES[0], 200), 200);
    let round = look(&mut state, &book, &cosigned(book.note(20), WITNESSES[0], 199), 201);
    assert_eq!((codes(&round), round.size), (vec![FindingCode::CosignedBackwards], 20));
    let round = look(&mut state, &book, &cosigned(book.note(30), WITNESSES[0], 300), 300);
    assert_eq!(codes(&round), [FindingCode::CosignedBackwards]);
}
