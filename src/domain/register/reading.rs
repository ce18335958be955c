//! One row of texts into one unit and one owner, or every mistake in it.

use std::str::FromStr;

use crate::domain::register::owners::{checked_email, checked_id_number, checked_name, checked_phone};
use crate::domain::register::{
    ActingPerson, ActingRole, AreaSource, Column, Mistake, Owner, OwnerKind, Person, Reason, Row, Stock,
    Unit, UnitKind,
};

/// Reads one row; each half is there when nothing is wrong with it.
pub(super) fn read(row: &Row, mistakes: &mut Vec<Mistake>) -> (Option<Unit>, Option<Owner>) {
    let mut reader = Reader { row, mistakes };
    (reader.unit().ok(), reader.owner().ok())
}

/// A cell could not be read, and the mistake is noted.
struct Noted;

struct Reader<'a> {
    row: &'a Row,
    mistakes: &'a mut Vec<Mistake>,
}

/// A closed set of words: read from a cell, and all of them listed for who missed.
macro_rules! word {
    ($reader:ident, $column:ident, $set:ty) => {
        $reader.required(Column::$column, |text| {
            let listed = || <$set>::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(", ");
            <$set>::from_cell(text).ok_or_else(|| Reason::UnknownWord(listed()))
        })
    };
}

impl Reader<'_> {
    fn unit(&mut self) -> Result<Unit, Noted> {
        let label = self.required(Column::Unit, parsed);
        let building = self.required(Column::Building, parsed);
        let entrance = self.optional(Column::Entrance, parsed);
        let floor = self.required(Column::Floor, parsed);
        let number = self.required(Column::Number, parsed);
        let kind = word!(self, Kind, UnitKind);
        let area = self.required(Column::Area, parsed);
        let area_source = word!(self, AreaSource, AreaSource);
        let stock = word!(self, Stock, Stock);
        Ok(Unit {
            label: label?,
            building: building?,
            entrance: entrance?,
            floor: floor?,
            number: number?,
            kind: kind?,
            area: area?,
            area_source: area_source?,
            stock: stock?,
        })
    }

    fn owner(&mut self) -> Result<Owner, Noted> {
        let id = self.required(Column::OwnerId, parsed);
        let kind = word!(self, OwnerKind, OwnerKind);
        let person = self.person();
        let acting = self.acting(kind.as_ref().ok());
        Ok(Owner { id: id?, kind: kind?, person: person?, acting: acting? })
    }

    fn person(&mut self) -> Result<Person, Noted> {
        let name = self.required(Column::Name, |text| Ok(checked_name(text)?));
        let phone = self.optional(Column::Phone, |text| Ok(checked_phone(text)?));
        let email = self.optional(Column::Email, |text| Ok(checked_email(text)?));
        let id_number = self.optional(Column::IdNumber, |text| Ok(checked_id_number(text)?));
        let person = Person::new(&name?, phone?.as_deref(), email?.as_deref()).map_err(|_| Noted)?;
        match id_number? {
            Some(number) => person.with_id_number(&number).map_err(|_| Noted),
            None => Ok(person),
        }
    }

    fn acting(&mut self, kind: Option<&OwnerKind>) -> Result<Option<ActingPerson>, Noted> {
        const CELLS: [Column; 3] = [Column::ActingRole, Column::ActingName, Column::ActingPhone];
        if CELLS.iter().all(|column| self.row.text(*column) == Ok("")) {
            return Ok(None);
        }
        if self.row.text(Column::ActingRole) == Ok("") {
            return self.mistake(Column::ActingRole, Reason::RoleMissing);
        }
        let role = word!(self, ActingRole, ActingRole);
        let name = self.required(Column::ActingName, |text| Ok(checked_name(text)?));
        let phone = self.optional(Column::ActingPhone, |text| Ok(checked_phone(text)?));
        let fits = kind.ok_or(Noted)?.acted_for_by();
        if role? != fits {
            return self.mistake(Column::ActingRole, Reason::RoleUnfit(fits));
        }
        let person = Person::new(&name?, phone?.as_deref(), None).map_err(|_| Noted)?;
        Ok(Some(ActingPerson { role: fits, person }))
    }

    fn required<T>(
        &mut self,
        column: Column,
        parse: impl FnOnce(&str) -> Result<T, Reason>,
    ) -> Result<T, Noted> {
        match self.optional(column, parse)? {
            Some(value) => Ok(value),
            None => self.mistake(column, Reason::Empty),
        }
    }

    fn optional<T>(
        &mut self,
        column: Column,
        parse: impl FnOnce(&str) -> Result<T, Reason>,
    ) -> Result<Option<T>, Noted> {
        let read = match self.row.text(column) {
            Ok("") => return Ok(None),
            Ok(text) => parse(text),
            Err(why) => Err(Reason::Unreadable(why)),
        };
        read.map(Some).or_else(|reason| self.mistake(column, reason))
    }

    fn mistake<T>(&mut self, column: Column, reason: Reason) -> Result<T, Noted> {
        self.mistakes.push(Mistake { row: self.row.number(), column: Some(column), reason });
        Err(Noted)
    }
}

fn parsed<T>(text: &str) -> Result<T, Reason>
where
    T: FromStr,
    Reason: From<T::Err>,
{
    Ok(text.parse()?)
}
