//! Everything wrong with an imported register: where, what, and what to do about it.

use std::fmt;

use thiserror::Error;

use crate::domain::quantities::ShareError;
use crate::domain::register::{
    ActingRole, Column, FloorError, LabelError, PersonError, ROWS_MAX, Unreadable,
};

/// Most mistakes listed; the others are counted.
pub const MISTAKES_MAX: usize = 1_000;

/// One thing wrong with a register.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mistake {
    /// The row number as the spreadsheet shows it, from 1.
    pub row: u32,
    /// The column, unless the whole row is meant.
    pub column: Option<Column>,
    /// What is wrong and what to do.
    pub reason: Reason,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(f, "row {}, column {column}: {}", self.row, self.reason),
            None => write!(f, "row {}: {}", self.row, self.reason),
        }
    }
}

/// What is wrong, and what to do.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Reason {
    /// There is no line at all.
    #[error("there is no header: put the column names into the first row")]
    NoHeader,
    /// There is a header and nothing below it.
    #[error("there is no unit: add one row for each unit and owner")]
    NoRows,
    /// More than [`ROWS_MAX`] rows.
    #[error("there are more than {ROWS_MAX} rows: split the community or remove what does not belong here")]
    TooManyRows,
    /// A header that is no known column.
    #[error("there is no column \"{0}\": rename it or remove it")]
    UnknownColumn(String),
    /// A column that is not there.
    #[error("the column is missing: add it, with empty cells where nothing is known")]
    ColumnMissing,
    /// A column that is there twice, perhaps under two names.
    #[error("the column is there twice: remove one")]
    ColumnRepeated,
    /// A cell to the right of the last column.
    #[error("there is a cell to the right of the last column: remove it or name its column")]
    BeyondHeader,
    /// A cell that is no text and no exact number.
    #[error("{}", unreadable(*.0))]
    Unreadable(Unreadable),
    /// An empty cell where there must be something.
    #[error("is empty: fill it in")]
    Empty,
    /// A word that the column does not know.
    #[error("is not a known word: use one of {0}")]
    UnknownWord(String),
    /// Not a label.
    #[error(transparent)]
    Label(#[from] LabelError),
    /// Not a floor.
    #[error("{0}: write a whole number, negative below ground")]
    Floor(#[from] FloorError),
    /// Not an area.
    #[error("{0}: write square metres with a decimal point and at most 3 decimals")]
    Area(#[from] ShareError),
    /// Not a person's data.
    #[error(transparent)]
    Person(#[from] PersonError),
    /// A name or telephone of somebody who acts, without a role.
    #[error("somebody is said to act for the owner: fill in the role, or empty these cells")]
    RoleMissing,
    /// A role that this kind of owner does not have.
    #[error("an owner of this kind is acted for by a {0}: correct the role or the kind of owner")]
    RoleUnfit(ActingRole),
    /// A cell of a unit or owner that an earlier row wrote differently.
    #[error("contradicts row {first_row}, which is about the same {about}: make both say the same")]
    Contradiction {
        /// The first row about it.
        first_row: u32,
        /// `unit` or `owner_id`.
        about: Column,
    },
    /// The same unit and owner as an earlier row.
    #[error("repeats row {first_row}: remove one")]
    RowRepeated {
        /// The first row of the pair.
        first_row: u32,
    },
    /// A buyer is named for a unit that is still the developer's (法释〔2009〕7号, article 9).
    #[error(
        "is the developer's until it is delivered: name an owner of kind developer, or mark it delivered"
    )]
    StockOfBuyer,
    /// Another label for a door that an earlier row has.
    #[error("is another label for the door of row {first_row}: the unit would count twice, correct one")]
    DoorRepeated {
        /// The first row of the door.
        first_row: u32,
    },
}

/// The mistakes of one register, in order of the rows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mistakes {
    listed: Vec<Mistake>,
    more: usize,
}

impl Mistakes {
    /// These mistakes, the first [`MISTAKES_MAX`] of them listed and the others counted.
    #[must_use]
    pub fn from_vec(mut mistakes: Vec<Mistake>) -> Self {
        mistakes.sort_by_key(|mistake| mistake.row);
        let more = mistakes.len().saturating_sub(MISTAKES_MAX);
        mistakes.truncate(MISTAKES_MAX);
        Self { listed: mistakes, more }
    }

    /// The mistakes listed.
    #[must_use]
    pub fn listed(&self) -> &[Mistake] {
        &self.listed
    }

    /// How many more there are.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.more
    }
}

const fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Date => "is a date: format the cell as text and write it again",
        Unreadable::Truth => "is a truth value: format the cell as text and write it again",
        Unreadable::FormulaError => "is the error of a formula: write the value instead",
        Unreadable::TooManyDigits => {
            "has more digits than a spreadsheet keeps: format the cell as text and write it again"
        }
    }
}
