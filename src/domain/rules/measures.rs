//! What votes are weighed by, and on which of it a requirement must hold.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::words::UnknownWord;

/// What votes are weighed by.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Measure {
    /// Floor area, or whatever share the pack weighs by.
    Area,
    /// Electors, each counted once.
    Heads,
    /// Units, each counted once whoever owns it.
    Units,
}

impl Measure {
    /// Every measure, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Area, Self::Heads, Self::Units];

    /// The measure as packs and results write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Heads => "heads",
            Self::Units => "units",
        }
    }
}

impl FromStr for Measure {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let found = Self::ALL.into_iter().find(|measure| measure.as_str() == text);
        found.ok_or_else(|| UnknownWord { word: text.to_owned(), known: "area, heads, units" })
    }
}

/// A list without measures, or with one named twice.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("must name area, heads, units or several of them, each once")]
pub struct MeasuresError;

/// The measures that something is weighed on; at least one.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Measures {
    area: bool,
    heads: bool,
    units: bool,
}

impl Measures {
    /// These measures, each named once.
    pub fn new(named: &[Measure]) -> Result<Self, MeasuresError> {
        let times = |measure| named.iter().filter(|named| **named == measure).count();
        if named.is_empty() || Measure::ALL.into_iter().any(|measure| times(measure) > 1) {
            return Err(MeasuresError);
        }
        let has = |measure| times(measure) == 1;
        Ok(Self { area: has(Measure::Area), heads: has(Measure::Heads), units: has(Measure::Units) })
    }

    /// Whether this measure is among them.
    #[must_use]
    pub const fn contains(self, measure: Measure) -> bool {
        match measure {
            Measure::Area => self.area,
            Measure::Heads => self.heads,
            Measure::Units => self.units,
        }
    }

    /// Whether all of these are among the other ones.
    #[must_use]
    pub fn within(self, other: Self) -> bool {
        self.iter().all(|measure| other.contains(measure))
    }

    /// The measures, area first.
    pub fn iter(self) -> impl Iterator<Item = Measure> {
        Measure::ALL.into_iter().filter(move |measure| self.contains(*measure))
    }
}

impl fmt::Display for Measures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iter().map(Measure::as_str).collect::<Vec<_>>().join(", "))
    }
}

/// How the measures of a requirement go together.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Combine {
    /// It must hold on each.
    #[default]
    Each,
    /// It is enough that it holds on one.
    Any,
}

impl Combine {
    /// The word packs write.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Any => "any",
        }
    }
}

impl FromStr for Combine {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let found = [Self::Each, Self::Any].into_iter().find(|combine| combine.as_str() == text);
        found.ok_or_else(|| UnknownWord { word: text.to_owned(), known: "each, any" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_one_or_several() {
        assert!(Measures::new(&[]).is_err());
        assert!(Measures::new(&[Measure::Area, Measure::Area]).is_err());
        assert!(Measures::new(&[Measure::Heads]).is_ok_and(|m| m.iter().eq([Measure::Heads])));
        let all = Measures::new(&[Measure::Units, Measure::Heads, Measure::Area]).unwrap();
        assert_eq!(all.to_string(), "area, heads, units");
        assert!(Measures::new(&[Measure::Heads]).unwrap().within(all));
    }
}
