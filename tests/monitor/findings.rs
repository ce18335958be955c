//! Everything a service can do to its record has a name.

use std::path::Path;

use quorate::evidence::checkpoint::SignedCheckpoint;
use quorate::evidence::entries::{Entry, Fact};
use quorate::evidence::merkle::{ConsistencyProof, TreeHead};
use quorate::evidence::tiles::encode_entries;
use quorate::verify::watch::{Evidence, FindingCode, Recheck, State};

use crate::book::{Book, MEETING, ORIGIN, at, ballot};
use crate::served::{Served, codes, look, look_again, watch, watch_to};

/// The same record up to some size, and other entries after it.
fn other(book: &Book, common: u64, size: u64) -> Book {
    let mut other = Book::new();
    for entry in &book.entries[..usize::try_from(common).unwrap()] {
        other.push(entry.clone());
    }
    other.grow("forged", size);
    other
}

/// A stranger can check the proof with nothing but the key in it.
fn proves(evidence: &Evidence) -> bool {
    let [smaller, larger] = [&evidence.smaller, &evidence.larger].map(|note| {
        let note: SignedCheckpoint = note.parse().unwrap();
        note.verify(&evidence.key).unwrap().head()
    });
    let beginning = TreeHead::new(smaller.size(), evidence.beginning).unwrap();
    let proof = ConsistencyProof::new(evidence.proof.clone()).unwrap();
    beginning != smaller && proof.verify(beginning, larger).is_ok()
}

#[test]
fn another_tree_of_the_same_size_is_a_fork() {
    let book = Book::of(300);
    let forged = other(&book, 299, 300);
    let mut state = watch_to(&book, 300);
    let round = look(&mut state, &Served::all(&forged)).unwrap();
    assert_eq!(codes(&round), [FindingCode::Forked]);
    assert!(proves(&round.evidence.unwrap()));
}

#[test]
fn a_larger_tree_that_does_not_continue_the_remembered_one_is_a_fork() {
    let book = Book::of(700);
    for (old, common) in [(1, 0), (256, 3), (300, 299), (512, 256), (700, 511)] {
        let forged = other(&book, common, 900);
        let mut state = watch_to(&book, old);
        let round = look(&mut state, &Served::all(&forged)).unwrap();
        assert_eq!((codes(&round), round.size), (vec![FindingCode::Forked], old), "{old} {common}");
        assert!(proves(&round.evidence.unwrap()), "{old} {common}");
    }
}

#[test]
fn a_fork_is_repeated_when_the_service_is_honest_again_and_after_a_restart() {
    let book = Book::of(400);
    let forged = other(&book, 100, 300);
    let mut state = watch_to(&book, 300);
    look(&mut state, &Served::all(&forged)).unwrap();
    let mut state = State::read(&state.to_bytes().unwrap()).unwrap();
    let round = look(&mut state, &Served::all(&book)).unwrap();
    assert_eq!((codes(&round), round.size), (vec![FindingCode::Forked], 400));
    assert_eq!(round.evidence, None);
}

#[test]
fn a_fork_whose_entries_are_withheld_is_a_fork_all_the_same() {
    let book = Book::of(600);
    let forged = other(&book, 100, 700);
    let mut state = watch_to(&book, 600);
    let round = look(&mut state, &Served::all(&forged).without("tile/entries/002.p/188")).unwrap();
    assert_eq!(codes(&round), [FindingCode::Forked, FindingCode::VanishedEntry]);
    assert!(proves(&round.evidence.unwrap()));
}

#[test]
fn what_is_served_right_only_when_asked_again_is_a_finding() {
    let book = Book::of(310);
    let mut state = watch_to(&book, 300);
    let (path, tile) = rewritten(&book, 305);
    let served = Served::all(&book).but_once(&path, tile);
    let round = look(&mut state, &served).unwrap();
    assert_eq!((codes(&round), round.size), (vec![FindingCode::RewrittenEntry], 300));
    assert!(round.findings[0].sentence.contains("asked again"));
}

#[test]
fn a_smaller_tree_is_told_and_a_smaller_tree_of_another_record_is_a_fork() {
    let book = Book::of(300);
    let mut state = watch_to(&book, 300);
    let round = look(&mut state, &Served::at(&book, 200)).unwrap();
    assert_eq!((codes(&round), round.size), (vec![FindingCode::SmallerTree], 300));
    let round = look(&mut state, &Served::all(&book).under(&book.note(200))).unwrap();
    assert_eq!(codes(&round), [FindingCode::SmallerTree]);
    let forged = other(&book, 100, 200);
    let round = look(&mut state, &Served::all(&book).under(&forged.note(200))).unwrap();
    assert_eq!(codes(&round), [FindingCode::Forked]);
    assert!(proves(&round.evidence.unwrap()));
    assert_eq!(
        codes(&look(&mut state, &Served::at(&book, 0)).unwrap()).last(),
        Some(&FindingCode::SmallerTree)
    );
}

#[test]
fn a_new_entry_that_was_rewritten_is_named_by_its_index() {
    let book = Book::of(600);
    for index in [300_usize, 511, 512, 599] {
        let mut state = watch_to(&book, 300);
        let (path, tile) = rewritten(&book, index);
        let round = look(&mut state, &Served::all(&book).but(&path, Ok(tile))).unwrap();
        assert_eq!((codes(&round), round.size), (vec![FindingCode::RewrittenEntry], 300));
        assert!(round.findings[0].sentence.starts_with(&format!("Entry {index} was rewritten")), "{index}");
    }
}

#[test]
fn a_remembered_entry_that_was_rewritten_beside_new_ones_is_found() {
    let book = Book::of(310);
    let mut state = watch_to(&book, 300);
    let (path, tile) = rewritten(&book, 260);
    let round = look(&mut state, &Served::all(&book).but(&path, Ok(tile))).unwrap();
    assert_eq!(codes(&round), [FindingCode::RewrittenEntry]);
    assert!(round.findings[0].sentence.starts_with("Entry 260 was rewritten"));
}

#[test]
fn an_old_entry_that_was_rewritten_is_found_by_reading_it_again() {
    let book = Book::of(600);
    let mut state = watch_to(&book, 600);
    let (path, tile) = rewritten(&book, 5);
    let served = || Served::all(&book).but(&path, Ok(tile.clone()));
    assert_eq!(codes(&look(&mut state, &served()).unwrap()), []);
    let round = look_again(&mut state, &served(), Recheck::Everything).unwrap();
    assert_eq!(codes(&round), [FindingCode::RewrittenEntry]);
    assert!(round.findings[0].sentence.starts_with("Entry 5 was rewritten"));
    let windows =
        (0..3).map(|_| codes(&look_again(&mut state, &served(), Recheck::Window(1)).unwrap()).len());
    assert!(windows.sum::<usize>() > 0);
}

#[test]
fn an_entry_that_is_no_longer_served_has_vanished() {
    let book = Book::of(600);
    let whole = book.tile("tile/entries/001", 600).unwrap();
    let cut = encode_entries(&book.entries[256..400]).unwrap();
    for answer in [None, Some(cut), Some(whole[..whole.len() - 1].to_vec())] {
        let served = || match &answer {
            Some(bytes) => Served::all(&book).but("tile/entries/001", Ok(bytes.clone())),
            None => Served::all(&book).without("tile/entries/001"),
        };
        let mut new = watch_to(&book, 300);
        assert_eq!(codes(&look(&mut new, &served()).unwrap()), [FindingCode::VanishedEntry]);
        let mut old = watch_to(&book, 600);
        let round = look_again(&mut old, &served(), Recheck::Everything).unwrap();
        assert_eq!(codes(&round), [FindingCode::VanishedEntry]);
    }
}

#[test]
fn hashes_that_are_missing_or_wrong_are_damaged_tiles() {
    let book = Book::of(600);
    for path in ["tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2"] {
        let mut changed = book.tile(path, 600).unwrap();
        changed[0] ^= 1;
        let short = changed[1..].to_vec();
        for answer in [Ok(changed), Ok(short), Err(quorate::verify::watch::FetchError::Missing)] {
            let mut state = watch_to(&book, 600);
            let served = Served::all(&book).but(path, answer);
            let round = look_again(&mut state, &served, Recheck::Everything).unwrap();
            assert_eq!(codes(&round), [FindingCode::DamagedTile], "{path}");
        }
    }
}

#[test]
fn the_hash_above_a_tile_that_was_read_again_is_compared() {
    // No proof from the first tile leads over its own hash in the tile above it.
    let book = Book::of(600);
    let mut changed = book.tile("tile/1/000.p/2", 600).unwrap();
    changed[31] ^= 1;
    let mut state = watch_to(&book, 600);
    let served = Served::all(&book).but("tile/1/000.p/2", Ok(changed));
    let round = look_again(&mut state, &served, Recheck::Window(256)).unwrap();
    assert_eq!(codes(&round), [FindingCode::DamagedTile]);
    assert!(round.findings[0].sentence.starts_with("A hash tile over the entries from 0 on"));
}

#[test]
fn more_bytes_than_a_tile_has_are_a_damaged_tile() {
    let book = Book::of(10);
    let mut tile = book.tile("tile/entries/000.p/10", 10).unwrap();
    tile.push(0);
    let round = look(&mut watch(), &Served::all(&book).but("tile/entries/000.p/10", Ok(tile))).unwrap();
    assert_eq!(codes(&round), [FindingCode::DamagedTile]);
    let huge = Err(quorate::verify::watch::FetchError::TooLong(1));
    let round = look(&mut watch(), &Served::all(&book).but("tile/entries/000.p/10", huge)).unwrap();
    assert_eq!(codes(&round), [FindingCode::DamagedTile]);
}

#[test]
fn time_that_runs_backwards_is_told_for_good() {
    let mut book = Book::of(10);
    book.push(ballot("honest", 10, 3));
    book.grow("honest", 20);
    let mut state = watch_to(&book, 10);
    let round = look(&mut state, &Served::all(&book)).unwrap();
    assert_eq!((codes(&round), round.size), (vec![FindingCode::TimeBackwards], 20));
    assert!(round.findings[0].sentence.starts_with("Entry 10 is dated"));
    let mut state = State::read(&state.to_bytes().unwrap()).unwrap();
    assert_eq!(codes(&look(&mut state, &Served::all(&book)).unwrap()), [FindingCode::TimeBackwards]);
}

#[test]
fn an_entry_that_nobody_can_read_is_told_for_good_and_beyond_twenty_only_counted() {
    let mut book = Book::of(10);
    for number in 0..30 {
        book.push(format!("nonsense {number}").into_bytes());
    }
    let mut state = watch();
    for _ in 0..2 {
        let round = look(&mut state, &Served::all(&book)).unwrap();
        assert_eq!((codes(&round), round.size), (vec![FindingCode::UnreadableEntry; 21], 40));
        assert!(round.findings[20].sentence.starts_with("And 10 more"));
    }
}

#[test]
fn a_time_is_held_against_the_last_one_of_an_earlier_round() {
    let mut book = Book::of(256);
    let reason = "An error was found.".to_owned();
    let fact = Fact::MeetingCancelled { meeting: MEETING, reason };
    book.push(Entry::new(at(254), fact).to_bytes().unwrap());
    let mut state = watch_to(&book, 256);
    assert_eq!(codes(&look(&mut state, &Served::all(&book)).unwrap()), [FindingCode::TimeBackwards]);
}

#[test]
fn a_checkpoint_that_is_none_or_not_the_records_is_told_by_what_it_is() {
    let book = Book::of(20);
    let note = book.note(20).to_string();
    let wrong = note.replacen("\n20\n", "\n19\n", 1);
    let other_origin = format!("{ORIGIN}0");
    let stranger = book.signed(20, &other_origin, "log").to_string();
    let unsigned = note.replace(&format!("— {ORIGIN}"), "— stranger.example");
    for (served, code) in [
        ("<html>come back later</html>".to_owned(), FindingCode::UnreadableCheckpoint),
        (wrong, FindingCode::BadSignature),
        (unsigned, FindingCode::BadSignature),
        (book.signed(20, ORIGIN, "another").to_string(), FindingCode::KeyChanged),
        (stranger, FindingCode::OtherRecord),
    ] {
        let mut state = watch_to(&book, 10);
        let round = look(&mut state, &Served::all(&book).under(&served)).unwrap();
        assert_eq!((codes(&round), round.size), (vec![code], 10));
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the page is a file of the repository")]
fn every_finding_is_on_the_page_that_says_what_to_do() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/monitor.md");
    let page = std::fs::read_to_string(page).unwrap();
    let missing: Vec<_> =
        FindingCode::ALL.iter().filter(|code| !page.contains(&format!("| `{code}` |"))).collect();
    assert_eq!(missing, Vec::<&FindingCode>::new());
}

/// The tile of an entry with another ballot in its place, and its path in a tree of all entries.
fn rewritten(book: &Book, index: usize) -> (String, Vec<u8>) {
    let (tile, size) = (index / 256, book.entries.len());
    let mut entries = book.entries[tile * 256..size.min(tile * 256 + 256)].to_vec();
    entries[index % 256] = ballot("forged", index as u64, index as u64);
    let partial = if entries.len() == 256 { String::new() } else { format!(".p/{}", entries.len()) };
    (format!("tile/entries/{tile:03}{partial}"), encode_entries(&entries).unwrap())
}
