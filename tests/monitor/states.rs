//! What a watcher remembers survives restarts and failures, and damage to it is noticed.

use proptest::prelude::*;
use quorate::verify::watch::{FetchError, Recheck, STATE_BYTES_MAX, State, StateError};

use crate::book::Book;
use crate::served::{Served, look, look_again, watch, watch_to};

#[test]
fn a_state_survives_its_bytes() {
    let book = Book::of(300);
    for state in [watch(), watch_to(&book, 0), watch_to(&book, 299), watch_to(&book, 300)] {
        assert_eq!(State::read(&state.to_bytes().unwrap()).unwrap(), state);
    }
}

#[test]
fn a_state_with_a_changed_byte_is_refused() {
    let bytes = watch_to(&Book::of(7), 7).to_bytes().unwrap();
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        assert!(State::read(&changed).is_err(), "{place}");
    }
}

#[test]
fn what_is_not_a_state_is_refused_by_what_it_is() {
    let text = String::from_utf8(watch_to(&Book::of(7), 7).to_bytes().unwrap()).unwrap();
    let refusal = |bytes: &[u8]| State::read(bytes).unwrap_err();
    assert!(matches!(refusal(b""), StateError::Shape(_)));
    assert!(matches!(refusal(&text.as_bytes()[..text.len() / 2]), StateError::Shape(_)));
    assert!(matches!(refusal(&vec![b' '; STATE_BYTES_MAX + 1]), StateError::TooLong(_)));
    let edited = text.replace("\"belief\": \"pinned\"", "\"belief\": \"first_use\"");
    assert_ne!(edited, text);
    assert!(matches!(refusal(edited.as_bytes()), StateError::Damaged));
}

#[test]
fn whatever_fails_on_the_way_leaves_the_state_as_it_was() {
    let book = Book::of(900);
    let state = watch_to(&book, 300);
    let served = Served::all(&book);
    look_again(&mut state.clone(), &served, Recheck::Everything).unwrap();
    let asked = served.asked.take();
    assert!(asked.len() > 6, "{asked:?}");
    for path in asked {
        let mut tried = state.clone();
        let failing = Served::all(&book).but(&path, Err(FetchError::Unreached("no route".to_owned())));
        let unread = look_again(&mut tried, &failing, Recheck::Everything).unwrap_err();
        assert_eq!((unread.path, &tried), (path, &state));
    }
}

#[test]
fn an_address_without_a_record_is_not_a_finding() {
    let book = Book::of(10);
    let mut state = watch();
    assert!(look(&mut state, &Served::all(&book).without("checkpoint")).is_err());
}

proptest! {
    #[test]
    fn no_bytes_make_the_reading_of_a_state_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(State::read(&bytes).is_err());
    }

    #[test]
    fn no_change_to_a_state_makes_its_reading_panic(
        place in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        text in "[0-9a-z\"{}:,\\[\\]-]{0,6}",
    ) {
        let bytes = watch_to(&Book::of(3), 3).to_bytes().unwrap();
        let (place, cut) = (place.index(bytes.len()), cut.index(12));
        let end = (place + cut).min(bytes.len());
        let changed = [&bytes[..place], text.as_bytes(), &bytes[end..]].concat();
        let _ = State::read(&changed);
    }
}
