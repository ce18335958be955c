//! The roll as a spreadsheet: `elector,heads,area`, with `unit`, `served`, `excluded` and `objected`
//! where there are any.

use std::collections::HashMap;

use super::super::sheet::{Column, Mistakes, Notes, Row, Sheet, read_rows};
use crate::domain::quantities::{Heads, Scale, Share};
use crate::domain::tally::{Electorate, Entitlement, Member, Objecting, Service};

/// Most heads of one elector.
const HEADS_MAX: u64 = 1_000_000;

const COLUMNS: [Column; 7] = [
    Column::Required("elector"),
    Column::Required("heads"),
    Column::Required("area"),
    Column::Optional("unit"),
    Column::Optional("served"),
    Column::Optional("excluded"),
    Column::Optional("objected"),
];

/// Who is on the roll, and which ballots each may cast.
pub(super) struct Roll {
    electors: Vec<Elector>,
    places: HashMap<String, usize>,
    scale: Scale,
    units: Units,
    served: Served,
}

/// Whether the roll says who was served.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Served {
    Said,
    NotSaid,
}

/// Whether the roll names units.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Units {
    Unnamed,
    Named,
}

struct Elector {
    line: u64,
    heads: Option<Heads>,
    areas: Vec<Option<Share>>,
    services: Vec<Service>,
    entitlement: Entitlement,
    objecting: Objecting,
    /// Where each named unit stands among the areas.
    units: HashMap<String, usize>,
    first_part: usize,
}

/// Why a ballot has no place on the roll.
pub(super) enum NoPart {
    /// Nobody of this name is on the roll.
    Elector,
    /// The elector has no such unit.
    Unit,
    /// The ballot names no unit, but the elector has several.
    UnitMissing,
}

impl Roll {
    /// Reads a roll; `None` if its rows could not be read at all.
    pub(super) fn read(sheet: Sheet<'_>, mistakes: &mut Mistakes) -> Option<Self> {
        let mut notes = Notes { file: sheet.name, mistakes };
        let mut roll = Self {
            electors: Vec::new(),
            places: HashMap::new(),
            scale: Scale::WHOLE,
            units: Units::Unnamed,
            served: Served::NotSaid,
        };
        let rows = read_rows(sheet.bytes, COLUMNS, &mut notes, |row, notes| roll.add(row, notes))?;
        if rows == 0 {
            notes.whole("names no elector");
        }
        roll.finish(&mut notes);
        Some(roll)
    }

    /// Whether it says who was served.
    pub(super) const fn served(&self) -> Served {
        self.served
    }

    /// Whether every elector has one ballot.
    pub(super) fn is_per_elector(&self) -> bool {
        self.electors.iter().all(|elector| elector.areas.len() == 1)
    }

    /// How many ballots there can be.
    pub(super) fn parts(&self) -> usize {
        self.electors.last().map_or(0, |last| last.first_part + last.areas.len())
    }

    /// The part a ballot of this elector, or of this unit of it, speaks for. Where the roll names no
    /// units, or the elector has but one and the ballot names none, the elector is enough.
    pub(super) fn part(&self, name: &str, unit: Option<&str>) -> Result<usize, NoPart> {
        let place = self.places.get(name).ok_or(NoPart::Elector)?;
        let elector = self.electors.get(*place).ok_or(NoPart::Elector)?;
        let unit = match (self.units, unit) {
            (Units::Unnamed, _) => return Ok(elector.first_part),
            (Units::Named, None | Some("")) if elector.areas.len() == 1 => return Ok(elector.first_part),
            (Units::Named, None | Some("")) => return Err(NoPart::UnitMissing),
            (Units::Named, Some(unit)) => unit,
        };
        elector.units.get(unit).map(|place| elector.first_part + place).ok_or(NoPart::Unit)
    }

    /// The weights, once nothing is wrong.
    pub(super) fn electorate(&self) -> Electorate {
        let mut electorate = Electorate::new(self.scale);
        for elector in &self.electors {
            let heads = elector.heads.unwrap_or_default();
            let (entitlement, objecting) = (elector.entitlement, elector.objecting);
            let (areas, services) = (elector.areas.as_slice(), elector.services.as_slice());
            if electorate.push(Member { heads, areas, services, entitlement, objecting }).is_err() {
                electorate.push_elector(heads, None);
            }
        }
        electorate
    }

    fn add(&mut self, row: Row<'_, 7>, notes: &mut Notes<'_>) {
        let line = row.line;
        let [name, heads, area, unit, served, excluded, objected] = row.cells;
        let name = name.unwrap_or_default();
        if name.is_empty() {
            notes.at(line, "elector", "is empty");
        }
        let area = self.area(area.unwrap_or_default(), line, notes);
        if served.is_some() {
            self.served = Served::Said;
        }
        let mut mark = |column, cell: Option<&str>| match cell {
            Some("true") => true,
            None | Some("false") => false,
            Some(_) => {
                notes.at(line, column, "is neither true nor false");
                false
            }
        };
        let service = if mark("served", served) { Service::Proven } else { Service::Unproven };
        let entitlement = if mark("excluded", excluded) { Entitlement::Excluded } else { Entitlement::Votes };
        let objecting = if mark("objected", objected) { Objecting::Objects } else { Objecting::Silent };
        if unit.is_some() {
            self.units = Units::Named;
        }
        let unit = unit.unwrap_or_default();
        let heads = heads.unwrap_or_default();
        let known = self.places.get(name).and_then(|place| self.electors.get_mut(*place));
        if let Some(elector) = known {
            match self.units {
                Units::Unnamed => {
                    let first = elector.line;
                    notes.at(line, "elector", format_args!("is on the roll already, on line {first}"));
                }
                Units::Named => elector.add_unit(unit, (area, service), line, notes),
            }
            if (elector.entitlement, elector.objecting) != (entitlement, objecting) {
                let first = elector.line;
                notes.at(
                    line,
                    "excluded",
                    format_args!("or objected is not that of the same elector on line {first}"),
                );
            }
            elector.agree_on_heads(heads, line, notes);
            return;
        }
        let heads = read_heads(heads).map_err(|reason| notes.at(line, "heads", reason)).ok();
        if !name.is_empty() {
            self.places.insert(name.to_owned(), self.electors.len());
            let units = match self.units {
                Units::Unnamed => HashMap::new(),
                Units::Named => HashMap::from([(unit.to_owned(), 0)]),
            };
            let (areas, services) = (vec![area], vec![service]);
            self.electors.push(Elector {
                line,
                heads,
                areas,
                services,
                entitlement,
                objecting,
                units,
                first_part: 0,
            });
        }
    }

    fn area(&mut self, text: &str, line: u64, notes: &mut Notes<'_>) -> Option<Share> {
        if text.is_empty() {
            return None;
        }
        let area = text.parse::<Share>().map_err(|reason| notes.at(line, "area", reason)).ok()?;
        self.scale = self.scale.max(Scale::of_text(text));
        Some(area)
    }

    fn finish(&mut self, notes: &mut Notes<'_>) {
        let mut part = 0;
        for elector in &mut self.electors {
            elector.first_part = part;
            part += elector.areas.len();
            if elector.areas.len() > 1 && elector.units.contains_key("") {
                notes.at(elector.line, "unit", "is empty on a row of an elector with several units");
            }
        }
        let nobody = self.electors.iter().all(|elector| elector.heads == Some(Heads::ZERO));
        if nobody && !self.electors.is_empty() {
            notes.whole("heads add up to 0, so nobody could decide");
        }
    }
}

impl Elector {
    fn add_unit(
        &mut self,
        unit: &str,
        (area, service): (Option<Share>, Service),
        line: u64,
        notes: &mut Notes<'_>,
    ) {
        if self.units.insert(unit.to_owned(), self.areas.len()).is_some() {
            let first = self.line;
            notes.at(line, "unit", format_args!("is on the roll already (elector on line {first})"));
        }
        self.areas.push(area);
        self.services.push(service);
    }

    /// On further rows heads are the same, or 0 or empty: an elector is counted once.
    fn agree_on_heads(&self, text: &str, line: u64, notes: &mut Notes<'_>) {
        if text.is_empty() {
            return;
        }
        match read_heads(text) {
            Err(reason) => notes.at(line, "heads", reason),
            Ok(Heads::ZERO) => {}
            Ok(heads) => {
                if self.heads.is_some_and(|own| own != heads) {
                    let first = self.line;
                    notes.at(
                        line,
                        "heads",
                        format_args!("are not those of the same elector on line {first}"),
                    );
                }
            }
        }
    }
}

fn read_heads(text: &str) -> Result<Heads, String> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("is not a whole number such as 1".to_owned());
    }
    match text.parse() {
        Ok(heads) if heads <= HEADS_MAX => Ok(Heads::new(heads)),
        _ => Err(format!("is larger than {HEADS_MAX}")),
    }
}
