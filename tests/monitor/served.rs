//! A record as a service serves it, with whatever it would like to be believed.

use std::cell::RefCell;
use std::collections::BTreeMap;

use quorate::verify::watch::{
    Attention, Belief, Fetch, FetchError, FindingCode, Recheck, Round, State, Unread,
};

use crate::book::{Book, keys};

pub(crate) const URL: &str = "https://quorate.example/record/00000000-0000-0000-0000-000000000007";

/// The answers to requests for a record.
pub(crate) struct Served<'a> {
    book: &'a Book,
    size: u64,
    swapped: BTreeMap<String, Result<Vec<u8>, FetchError>>,
    /// Answers that are given once.
    once: RefCell<BTreeMap<String, Vec<u8>>>,
    pub(crate) asked: RefCell<Vec<String>>,
}

impl<'a> Served<'a> {
    /// All of a record.
    pub(crate) fn all(book: &'a Book) -> Self {
        Self::at(book, book.size())
    }

    /// A record when it had so many entries.
    pub(crate) fn at(book: &'a Book, size: u64) -> Self {
        Self { book, size, swapped: BTreeMap::new(), once: RefCell::default(), asked: RefCell::default() }
    }

    /// The same with another answer at one path.
    pub(crate) fn but(mut self, path: &str, answer: Result<Vec<u8>, FetchError>) -> Self {
        self.swapped.insert(path.to_owned(), answer);
        self
    }

    /// The same with another answer at one path, the first time.
    pub(crate) fn but_once(self, path: &str, bytes: Vec<u8>) -> Self {
        self.once.borrow_mut().insert(path.to_owned(), bytes);
        self
    }

    /// The same with nothing at one path.
    pub(crate) fn without(self, path: &str) -> Self {
        self.but(path, Err(FetchError::Missing))
    }

    /// The same with another checkpoint.
    pub(crate) fn under(self, note: &impl ToString) -> Self {
        self.but("checkpoint", Ok(note.to_string().into_bytes()))
    }
}

impl Fetch for Served<'_> {
    fn fetch(&self, path: &str, bytes_max: usize) -> Result<Vec<u8>, FetchError> {
        self.asked.borrow_mut().push(path.to_owned());
        if let Some(bytes) = self.once.borrow_mut().remove(path) {
            return Ok(bytes);
        }
        let bytes = match self.swapped.get(path) {
            Some(answer) => answer.clone()?,
            None if path == "checkpoint" => self.book.note(self.size).to_string().into_bytes(),
            None => self.book.tile(path, self.size).ok_or(FetchError::Missing)?,
        };
        if bytes.len() > bytes_max { Err(FetchError::TooLong(bytes_max)) } else { Ok(bytes) }
    }
}

/// A watch that begins.
pub(crate) fn watch() -> State {
    State::new(URL, keys(), Belief::Pinned).unwrap()
}

/// A watch that has seen a record up to some size.
pub(crate) fn watch_to(book: &Book, size: u64) -> State {
    let mut state = watch();
    let round = look(&mut state, &Served::at(book, size)).unwrap();
    assert_eq!((round.findings, round.size), (vec![], size));
    state
}

pub(crate) fn look(state: &mut State, served: &Served<'_>) -> Result<Round, Unread> {
    look_again(state, served, Recheck::Nothing)
}

pub(crate) fn look_again(state: &mut State, served: &Served<'_>, recheck: Recheck) -> Result<Round, Unread> {
    state.look(served, &Attention { recheck, ..Attention::default() }, &mut |_| ())
}

pub(crate) fn codes(round: &Round) -> Vec<FindingCode> {
    round.findings.iter().map(|finding| finding.code).collect()
}
