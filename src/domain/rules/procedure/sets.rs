//! Sets of words as values of parameters.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::values::{Value, ValueError, Written};

/// A set of words, or of kinds of matter.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Set<T: Ord>(BTreeSet<T>);

impl<T: Ord> Set<T> {
    /// A set of these.
    pub fn of(words: impl IntoIterator<Item = T>) -> Self {
        Self(words.into_iter().collect())
    }

    /// Whether it holds this one.
    #[must_use]
    pub fn contains(&self, word: &T) -> bool {
        self.0.contains(word)
    }

    /// Everything in it, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }
}

impl<T> Value for Set<T>
where
    T: Clone + Ord + FromStr + fmt::Display,
    T::Err: fmt::Display,
{
    fn read(written: &Written) -> Result<Self, ValueError> {
        let Written::List(words) = written else {
            return Err(ValueError::NotAList(written.to_string()));
        };
        let mut set = BTreeSet::new();
        for word in words {
            if !set.insert(word.parse().map_err(|reason: T::Err| ValueError::Unknown(reason.to_string()))?) {
                return Err(ValueError::Twice(word.clone()));
            }
        }
        Ok(Self(set))
    }

    fn write(&self) -> Written {
        Written::List(self.0.iter().map(ToString::to_string).collect())
    }

    fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self.0.is_superset(&other.0), self.0.is_subset(&other.0)) {
            (true, true) => Some(Ordering::Equal),
            (true, false) => Some(Ordering::Greater),
            (false, true) => Some(Ordering::Less),
            (false, false) => None,
        }
    }
}
