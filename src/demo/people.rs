//! Owners that nobody can take for real ones.
//!
//! Names say that they are examples, telephone numbers begin with zeros and mail addresses end in
//! a name that is reserved for examples (RFC 2606).

use crate::domain::register::{ActingRole, OwnerKind};

/// An owner as the register describes one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Owner {
    /// The explicit identifier.
    pub id: String,
    /// What the owner is in law.
    pub kind: OwnerKind,
    /// The name.
    pub name: String,
    /// The telephone number.
    pub phone: String,
    /// The mail address; some have none.
    pub email: String,
    /// Who acts for the owner, if anybody must.
    pub acting: Option<Acting>,
}

impl Owner {
    /// The telephone that codes are sent to: that of whoever acts.
    #[must_use]
    pub fn reached_at(&self) -> &String {
        self.acting.as_ref().map_or(&self.phone, |acting| &acting.phone)
    }
}

/// Somebody who acts for an owner.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Acting {
    /// In what capacity.
    pub role: ActingRole,
    /// The name.
    pub name: String,
    /// The telephone number.
    pub phone: String,
}

/// Hands out people one after the other.
#[derive(Debug, Default)]
pub struct People {
    all: Vec<Owner>,
}

impl People {
    /// A grown-up who acts in person; every third has no mail address.
    pub fn person(&mut self) -> String {
        let number = self.next();
        self.add(OwnerKind::Natural, format!("示范业主{number:04}"), None)
    }

    /// Somebody for whom a guardian acts.
    pub fn ward(&mut self) -> String {
        let number = self.next();
        let acting = acting(ActingRole::Guardian, "示范监护人", number);
        self.add(OwnerKind::Natural, format!("示范业主{number:04}"), Some(acting))
    }

    /// A company with its representative.
    pub fn company(&mut self) -> String {
        let number = self.next();
        let acting = acting(ActingRole::Representative, "示范代表人", number);
        self.add(OwnerKind::Legal, format!("示范公司{number:04}"), Some(acting))
    }

    /// The developer with its representative.
    pub fn developer(&mut self) -> String {
        let number = self.next();
        let acting = acting(ActingRole::Representative, "示范代表人", number);
        self.add(OwnerKind::Developer, "示范建设单位".to_owned(), Some(acting))
    }

    /// Everybody, in order.
    #[must_use]
    pub fn into_all(self) -> Vec<Owner> {
        self.all
    }

    fn next(&self) -> usize {
        self.all.len() + 1
    }

    fn add(&mut self, kind: OwnerKind, name: String, acting: Option<Acting>) -> String {
        let number = self.next();
        let id = format!("o-{number:04}");
        let email =
            if number.is_multiple_of(3) { String::new() } else { format!("{id}@demonstration.example") };
        self.all.push(Owner { id: id.clone(), kind, name, phone: phone(number), email, acting });
        id
    }
}

fn acting(role: ActingRole, title: &str, number: usize) -> Acting {
    Acting { role, name: format!("{title}{number:04}"), phone: phone(number + 50_000) }
}

fn phone(number: usize) -> String {
    format!("000 0000 {number:04}")
}
