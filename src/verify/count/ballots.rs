//! The ballots as a spreadsheet: `elector,choice`, with `unit` where units vote separately.

use std::collections::HashMap;

use super::super::sheet::{Column, Mistakes, Notes, Row, Sheet, read_rows};
use super::roll::{NoPart, Roll};
use crate::domain::rules::{Decides, Method};
use crate::domain::tally::{CandidateName, Choice, Names, Naming, Stance, Votes};

/// Most candidates of one election.
pub(super) const CANDIDATES_MAX: usize = 1_000;

const COLUMNS: [Column; 3] =
    [Column::Required("elector"), Column::Required("choice"), Column::Optional("unit")];

const WORDS: &str = "for, against, abstain, present, blank, invalid, not_authentic";

/// What was cast.
pub(super) struct Ballots {
    /// One entry for each part of the roll.
    pub(super) choices: Vec<Option<Choice>>,
    /// Everybody who stands, or whom a ballot names in order of first mention.
    pub(super) candidates: Vec<CandidateName>,
    /// Whether a ballot says more about a candidate than its name.
    pub(super) says: Says,
}

/// What ballots say about candidates.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Says {
    /// Who is wanted.
    NamesOnly,
    /// Also who is not.
    Stances,
}

/// How ballots are to be read.
pub(super) struct Reading {
    pub(super) decides: Decides,
    pub(super) method: Method,
    /// Who stands, in ballot order; whoever is named, if that is not said.
    pub(super) standing: Option<Vec<CandidateName>>,
}

/// Whether a name is one of the words that stand for a whole ballot.
pub(super) fn is_word(name: &CandidateName) -> bool {
    WORDS.split(", ").any(|word| word.eq_ignore_ascii_case(name.as_str()))
}

impl Ballots {
    /// Reads the ballots on a matter. Without a roll only their form is checked.
    pub(super) fn read(
        sheet: Sheet<'_>,
        roll: Option<&Roll>,
        reading: Reading,
        mistakes: &mut Mistakes,
    ) -> Self {
        let mut notes = Notes { file: sheet.name, mistakes };
        let Reading { decides, method, standing } = reading;
        let places = standing.iter().flatten().cloned().zip(0..).collect();
        let mut reader = Reader {
            roll,
            decides,
            method,
            named: if standing.is_some() { Named::Standing } else { Named::Anybody },
            lines: vec![None; roll.map_or(0, Roll::parts)],
            places,
            ballots: Self {
                choices: vec![None; roll.map_or(0, Roll::parts)],
                candidates: standing.unwrap_or_default(),
                says: Says::NamesOnly,
            },
        };
        read_rows(sheet.bytes, COLUMNS, &mut notes, |row, notes| reader.add(row, notes));
        reader.ballots
    }
}

/// A cell of the column `choice`.
enum Cell {
    Ballot(Choice),
    NotAuthentic,
}

/// Who may be named.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Named {
    Standing,
    Anybody,
}

struct Reader<'a> {
    roll: Option<&'a Roll>,
    decides: Decides,
    method: Method,
    named: Named,
    /// The line of the ballot that each part has cast.
    lines: Vec<Option<u64>>,
    places: HashMap<CandidateName, usize>,
    ballots: Ballots,
}

impl Reader<'_> {
    fn add(&mut self, row: Row<'_, 3>, notes: &mut Notes<'_>) {
        let line = row.line;
        let [elector, choice, unit] = row.cells;
        let part = self.part(elector.unwrap_or_default(), unit, line, notes);
        let cell = self.cell(choice.unwrap_or_default());
        let choice = match cell {
            Err(reason) => return notes.at(line, "choice", reason),
            Ok(Cell::NotAuthentic) => return,
            Ok(Cell::Ballot(choice)) => choice,
        };
        let Some(part) = part else { return };
        let (Some(cast), Some(entry)) = (self.lines.get_mut(part), self.ballots.choices.get_mut(part)) else {
            return;
        };
        if let Some(earlier) = cast {
            notes.at(line, "elector", format_args!("has a ballot already, on line {earlier}"));
            return;
        }
        *cast = Some(line);
        *entry = Some(choice);
    }

    fn part(&self, elector: &str, unit: Option<&str>, line: u64, notes: &mut Notes<'_>) -> Option<usize> {
        if elector.is_empty() {
            notes.at(line, "elector", "is empty");
            return None;
        }
        match self.roll?.part(elector, unit) {
            Ok(part) => return Some(part),
            Err(NoPart::Elector) => notes.at(line, "elector", format_args!("{elector:?} is not on the roll")),
            Err(NoPart::Unit) => {
                let unit = unit.unwrap_or_default();
                notes.at(line, "unit", format_args!("{unit:?} is not a unit of {elector:?} on the roll"));
            }
            Err(NoPart::UnitMissing) => {
                notes.at(line, "unit", format_args!("is missing: {elector:?} has several units on the roll"));
            }
        }
        None
    }

    fn cell(&mut self, text: &str) -> Result<Cell, String> {
        Ok(Cell::Ballot(match text {
            "" => return Err(format!("is empty; it is one of {WORDS}, or names joined by |")),
            "not_authentic" => return Ok(Cell::NotAuthentic),
            "for" => Choice::For,
            "against" => Choice::Against,
            "abstain" => Choice::Abstain,
            "present" => Choice::Present,
            "blank" => Choice::Blank,
            "invalid" => Choice::Spoiled,
            names => match self.decides {
                Decides::Motion => return Err(format!("{names:?} is none of {WORDS}")),
                Decides::Election => match self.method {
                    Method::Threshold | Method::Plurality => Choice::Names(self.names(names)?),
                    Method::Cumulative => Choice::Votes(self.votes(names)?),
                },
            },
        }))
    }

    fn names(&mut self, text: &str) -> Result<Names, String> {
        let mut namings = Vec::new();
        for item in text.split('|') {
            let (name, mark) = match item.rsplit_once('=') {
                Some((name, mark)) => (name, Some(mark.trim())),
                None => (item, None),
            };
            let stance = stance(mark)?;
            if stance != Stance::For {
                self.ballots.says = Says::Stances;
            }
            namings.push(Naming { candidate: self.candidate(name)?, stance });
        }
        Names::new(namings).map_err(|reason| format!("{text:?} {reason}"))
    }

    /// Votes of a cumulative election: names, each optionally with a number of votes.
    fn votes(&mut self, text: &str) -> Result<Votes, String> {
        let mut votes = Vec::new();
        for item in text.split('|') {
            let (name, given) = match item.rsplit_once('=') {
                Some((name, given)) => (name, given.trim()),
                None => (item, "1"),
            };
            let given = given.parse().map_err(|_| format!("={given} is not a number of votes such as =2"))?;
            votes.push((self.candidate(name)?, given));
        }
        Votes::new(votes).map_err(|reason| format!("{text:?} {reason}"))
    }

    fn candidate(&mut self, text: &str) -> Result<usize, String> {
        let name = CandidateName::new(text).map_err(|reason| format!("{text:?} {reason}"))?;
        if is_word(&name) {
            return Err(format!("{name} is no candidate; a word stands alone and in lower case"));
        }
        if let Some(place) = self.places.get(&name) {
            return Ok(*place);
        }
        if self.named == Named::Standing {
            return Err(format!("{name} is not among the candidates"));
        }
        let place = self.ballots.candidates.len();
        if place == CANDIDATES_MAX {
            return Err(format!(
                "{name} is candidate number {}; at most {CANDIDATES_MAX} can stand",
                place + 1
            ));
        }
        self.ballots.candidates.push(name.clone());
        self.places.insert(name, place);
        Ok(place)
    }
}

fn stance(mark: Option<&str>) -> Result<Stance, String> {
    match mark {
        None | Some("for") => Ok(Stance::For),
        Some("against") => Ok(Stance::Against),
        Some("abstain") => Ok(Stance::Abstain),
        Some(votes) if !votes.is_empty() && votes.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(format!("={votes} gives several votes to one candidate, which this preset does not know"))
        }
        Some(other) => Err(format!("={other} is none of =for, =against, =abstain")),
    }
}
