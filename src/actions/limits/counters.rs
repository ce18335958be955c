//! What one process has answered, in memory: no clock, no database, no text of an address.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::classes::{Class, Limit, Scope};

/// Parts of the memory, each with a lock of its own.
const PARTS: usize = 16;

/// Most keys that one part remembers; with more it forgets all of them, so each gets its `free` anew.
/// What was shared out is remembered by the database.
const KEYS_MAX: usize = 8_192;

/// Whom a limit is for: an address, an account or a community, 16 bytes each.
pub type Subject = [u8; 16];

/// A limit of somebody.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Key {
    /// In what.
    pub class: Class,
    /// As what they are counted.
    pub scope: Scope,
    /// Who.
    pub subject: Subject,
}

/// What became of an attempt to answer one more request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Spending {
    /// It is answered.
    Spent,
    /// What this process has is used up: ask for a block.
    Empty,
    /// Nothing is left in this window.
    Exhausted,
}

#[derive(Clone, Copy, Debug)]
struct Counter {
    window: i64,
    left: u32,
    leased: u32,
    exhausted: bool,
}

/// The counters of this process.
#[derive(Debug)]
pub struct Counters {
    parts: [Mutex<HashMap<Key, Counter>>; PARTS],
}

impl Default for Counters {
    fn default() -> Self {
        Self { parts: std::array::from_fn(|_| Mutex::default()) }
    }
}

impl Counters {
    /// Answers one more request of this window, if there is anything left of what this process holds.
    pub fn spend(&self, key: Key, limit: Limit, window: i64) -> Spending {
        self.at(key, limit, window, |counter| {
            if let Some(left) = counter.left.checked_sub(1) {
                counter.left = left;
                return Spending::Spent;
            }
            if counter.exhausted { Spending::Exhausted } else { Spending::Empty }
        })
    }

    /// Adds a block that was taken from the database.
    pub fn add(&self, key: Key, limit: Limit, window: i64) {
        self.at(key, limit, window, |counter| {
            counter.left = counter.left.saturating_add(limit.block);
            counter.leased = counter.leased.saturating_add(limit.block);
        });
    }

    /// Adds a block without the database, as long as this process alone holds no more than there is.
    pub fn add_alone(&self, key: Key, limit: Limit, window: i64) {
        self.at(key, limit, window, |counter| {
            let leased = counter.leased.saturating_add(limit.block);
            if leased <= limit.shared {
                counter.left = counter.left.saturating_add(limit.block);
                counter.leased = leased;
            } else {
                counter.exhausted = true;
            }
        });
    }

    /// Remembers that the database has nothing left in this window.
    pub fn exhaust(&self, key: Key, limit: Limit, window: i64) {
        self.at(key, limit, window, |counter| counter.exhausted = true);
    }

    fn at<T>(&self, key: Key, limit: Limit, window: i64, act: impl FnOnce(&mut Counter) -> T) -> T {
        let sum = key.subject.iter().fold(0_usize, |sum, byte| sum.wrapping_mul(31) + usize::from(*byte));
        let fresh = Counter { window, left: limit.free, leased: 0, exhausted: false };
        let Some(part) = self.parts.get(sum % PARTS) else { return act(&mut { fresh }) };
        let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
        if part.len() >= KEYS_MAX && !part.contains_key(&key) {
            part.retain(|_, counter| counter.window >= window);
            if part.len() >= KEYS_MAX {
                part.clear();
            }
        }
        let counter = part.entry(key).or_insert(fresh);
        if counter.window != window {
            *counter = fresh;
        }
        act(counter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Limit = Limit { free: 2, shared: 6, block: 3, window_seconds: 60 };

    fn key(subject: u16) -> Key {
        let mut bytes = [0; 16];
        bytes[14..].copy_from_slice(&subject.to_be_bytes());
        Key { class: Class::Reading, scope: Scope::Address, subject: bytes }
    }

    #[test]
    fn what_is_free_is_spent_first_and_then_what_was_leased() {
        let counters = Counters::default();
        let spend = || counters.spend(key(1), LIMIT, 0);
        assert_eq!([spend(), spend(), spend()], [Spending::Spent, Spending::Spent, Spending::Empty]);
        counters.add(key(1), LIMIT, 0);
        assert_eq!([spend(), spend(), spend()], [Spending::Spent; 3]);
        assert_eq!(spend(), Spending::Empty);
        counters.exhaust(key(1), LIMIT, 0);
        assert_eq!(spend(), Spending::Exhausted);
        assert_eq!(counters.spend(key(2), LIMIT, 0), Spending::Spent, "somebody else");
        assert_eq!(counters.spend(key(1), LIMIT, 1), Spending::Spent, "the next window");
    }

    #[test]
    fn a_process_that_is_alone_answers_as_much_as_there_is_and_no_more() {
        let counters = Counters::default();
        let mut answered = 0;
        loop {
            match counters.spend(key(1), LIMIT, 0) {
                Spending::Spent => answered += 1,
                Spending::Empty => counters.add_alone(key(1), LIMIT, 0),
                Spending::Exhausted => break,
            }
        }
        assert_eq!(answered, LIMIT.most(1));
    }

    #[test]
    fn memory_is_bounded_whoever_comes() {
        let counters = Counters::default();
        for subject in 0..u16::MAX {
            counters.spend(key(subject), LIMIT, 0);
        }
        for subject in 0..u16::MAX {
            let mut far = key(subject);
            far.subject[0] = 9;
            counters.spend(far, LIMIT, 0);
        }
        let held: usize = counters.parts.iter().map(|part| part.lock().unwrap().len()).sum();
        assert!(held <= PARTS * KEYS_MAX, "{held}");
    }
}
