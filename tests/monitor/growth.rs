//! An honest record is sound however it grows, and little of it is read.

use quorate::evidence::merkle::TileWidth;
use quorate::evidence::tiles::TilePath;
use quorate::verify::watch::{Recheck, State};

use crate::book::Book;
use crate::served::{Served, look, look_again, watch};

/// Sizes around which tiles begin and end.
const SIZES: [u64; 13] = [0, 1, 2, 2, 254, 255, 256, 257, 511, 512, 513, 513, 1_100];

#[test]
fn an_honest_record_is_sound_across_the_borders_of_tiles() {
    let book = Book::of(1_100);
    let mut state = watch();
    let mut before = 0;
    for size in SIZES {
        let round = look_again(&mut state, &Served::at(&book, size), Recheck::Everything).unwrap();
        assert_eq!(
            (round.size, round.grown, round.rechecked),
            (size, size - before, before.next_multiple_of(256).min(size))
        );
        assert_eq!(round.findings, []);
        state = State::read(&state.to_bytes().unwrap()).unwrap();
        before = size;
    }
}

#[test]
fn a_record_is_sound_across_the_border_of_a_second_level() {
    let book = Book::of(65_540);
    let mut state = watch();
    for size in [65_535, 65_536, 65_537, 65_540] {
        let round = look_again(&mut state, &Served::at(&book, size), Recheck::Window(600)).unwrap();
        assert_eq!((round.findings, round.size), (vec![], size));
    }
}

#[test]
fn only_the_checkpoint_and_the_last_tiles_of_entries_are_asked_for() {
    let book = Book::of(600);
    let mut state = watch();
    look(&mut state, &Served::at(&book, 400)).unwrap();
    let served = Served::at(&book, 600);
    look(&mut state, &served).unwrap();
    let entries =
        |index, width| TilePath::Entries { index, width: TileWidth::new(width).unwrap() }.to_string();
    assert_eq!(*served.asked.borrow(), ["checkpoint".to_owned(), entries(1, 256), entries(2, 88)]);
}

#[test]
fn where_a_partial_tile_is_gone_the_full_one_serves() {
    let book = Book::of(256);
    let served = Served::all(&book).under(&book.note(100)).without("tile/entries/000.p/100");
    let mut state = watch();
    let round = look(&mut state, &served).unwrap();
    assert_eq!((round.findings, round.size), (vec![], 100));
}

#[test]
fn a_window_reads_the_older_entries_in_turn() {
    let book = Book::of(1_100);
    let mut state = watch();
    let mut asked = Vec::new();
    for _ in 0..6 {
        let served = Served::all(&book);
        look_again(&mut state, &served, Recheck::Window(300)).unwrap();
        let entries = served.asked.take().into_iter().filter(|path| path.contains("entries"));
        asked.push(entries.collect::<Vec<_>>());
    }
    let tile = |index: u64| {
        if index == 4 { "tile/entries/004.p/76".to_owned() } else { format!("tile/entries/{index:03}") }
    };
    assert_eq!(asked[0], (0..5).map(tile).collect::<Vec<_>>(), "first everything is new");
    let windows = [[0, 1], [2, 3], [4, 0], [1, 2], [3, 4]];
    assert_eq!(asked[1..], windows.map(|window| window.map(tile).to_vec()));
}
