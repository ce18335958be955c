//! Owners and those who act for them: personal data, never published.

use std::fmt;

use thiserror::Error;

use crate::domain::register::OwnerId;
use crate::domain::words::words;

/// Longest name of a person, in characters.
pub const NAME_MAX_CHARS: usize = 128;
/// Longest telephone number, in characters.
pub const PHONE_MAX_CHARS: usize = 32;
/// Longest number of an identity document, in characters.
pub const ID_NUMBER_MAX_CHARS: usize = 30;
/// Longest mail address, in bytes (RFC 5321, section 4.5.3.1.3, without the angle brackets).
pub const EMAIL_MAX_BYTES: usize = 254;

words! {
    /// What an owner is in law.
    pub enum OwnerKind {
        /// A natural person.
        Natural = "natural" | "自然人",
        /// A legal person.
        Legal = "legal" | "法人",
        /// The developer: a legal person that also votes all developer stock.
        Developer = "developer" | "建设单位" | "开发商",
    }
}

words! {
    /// In what capacity somebody acts for an owner.
    pub enum ActingRole {
        /// The guardian of a natural person without capacity.
        Guardian = "guardian" | "监护人",
        /// The representative of a legal person or the developer.
        Representative = "representative" | "代表人" | "法定代表人",
    }
}

/// What is wrong with a person's data.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum PersonError {
    /// There is no name.
    #[error("is empty: fill in the name")]
    NameEmpty,
    /// The name is too long, or has control characters or spaces around it.
    #[error("is not a name of at most {NAME_MAX_CHARS} characters on one line")]
    NotAName,
    /// The telephone number has something else than digits, spaces and `+ - ( )`.
    #[error(
        "is not a telephone number: use digits, spaces and + - ( ), at most {PHONE_MAX_CHARS} characters"
    )]
    NotAPhone,
    /// The mail address has not exactly one `@` between two parts, or has spaces.
    #[error("is not a mail address such as name@example.org")]
    NotAnEmail,
    /// The number of the identity document has other signs than letters and digits, or too many.
    #[error(
        "is not the number of an identity document: use letters and digits, at most {ID_NUMBER_MAX_CHARS}"
    )]
    NotAnIdNumber,
}

/// A person's name, ways to reach them and, if it is known, the number of their identity document. It does not
/// print in logs.
#[derive(Clone, Eq, PartialEq)]
pub struct Person {
    name: String,
    phone: Option<String>,
    email: Option<String>,
    id_number: Option<String>,
}

impl Person {
    /// A person who can be reached by telephone, by mail, by both, or only at the door.
    pub fn new(name: &str, phone: Option<&str>, email: Option<&str>) -> Result<Self, PersonError> {
        Ok(Self {
            name: checked_name(name)?,
            phone: phone.map(checked_phone).transpose()?,
            email: email.map(checked_email).transpose()?,
            id_number: None,
        })
    }

    /// The same person with the number of their identity document (证件号码).
    pub fn with_id_number(self, id_number: &str) -> Result<Self, PersonError> {
        Ok(Self { id_number: Some(checked_id_number(id_number)?), ..self })
    }

    /// The same person without that number.
    #[must_use]
    pub fn without_id_number(self) -> Self {
        Self { id_number: None, ..self }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The telephone number, as written.
    #[must_use]
    pub fn phone(&self) -> Option<&str> {
        self.phone.as_deref()
    }

    /// The mail address, as written.
    #[must_use]
    pub fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    /// The number of the identity document, as [`normal_id_number`] writes it.
    #[must_use]
    pub fn id_number(&self) -> Option<&str> {
        self.id_number.as_deref()
    }
}

/// The number of an identity document as it is kept and looked for: no spaces, hyphens or brackets, no signs of full
/// width, capitals.
#[must_use]
pub fn normal_id_number(text: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
        0x3000 => ' ',
        _ => c,
    };
    let kept = |c: &char| !c.is_whitespace() && !"-()".contains(*c);
    text.chars().map(narrow).filter(kept).flat_map(char::to_uppercase).collect()
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(not shown)")
    }
}

/// Somebody who acts for an owner.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ActingPerson {
    /// In what capacity.
    pub role: ActingRole,
    /// Who; without a mail address.
    pub person: Person,
}

/// One owner of one or more units. Equal owners are equal in every cell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Owner {
    /// The explicit identifier.
    pub id: OwnerId,
    /// What the owner is in law.
    pub kind: OwnerKind,
    /// Who the owner is.
    pub person: Person,
    /// Who acts for the owner, if anybody must.
    pub acting: Option<ActingPerson>,
}

impl OwnerKind {
    /// The only capacity in which somebody acts for such an owner (法释〔2009〕7号, article 1; 民法典 23, 61).
    #[must_use]
    pub const fn acted_for_by(self) -> ActingRole {
        match self {
            Self::Natural => ActingRole::Guardian,
            Self::Legal | Self::Developer => ActingRole::Representative,
        }
    }
}

pub(super) fn checked_name(text: &str) -> Result<String, PersonError> {
    if text.is_empty() {
        return Err(PersonError::NameEmpty);
    }
    let too_long = text.chars().count() > NAME_MAX_CHARS;
    if too_long || text.trim() != text || text.chars().any(char::is_control) {
        return Err(PersonError::NotAName);
    }
    Ok(text.to_owned())
}

pub(super) fn checked_phone(text: &str) -> Result<String, PersonError> {
    let allowed = |c: char| c.is_ascii_digit() || " +-()".contains(c);
    let has_digits = text.chars().any(|c| c.is_ascii_digit());
    if text.len() > PHONE_MAX_CHARS || text.trim() != text || !has_digits || !text.chars().all(allowed) {
        return Err(PersonError::NotAPhone);
    }
    Ok(text.to_owned())
}

pub(super) fn checked_id_number(text: &str) -> Result<String, PersonError> {
    let normal = normal_id_number(text);
    let fits = (1..=ID_NUMBER_MAX_CHARS).contains(&normal.chars().count());
    if fits && normal.chars().all(char::is_alphanumeric) {
        Ok(normal)
    } else {
        Err(PersonError::NotAnIdNumber)
    }
}

pub(super) fn checked_email(text: &str) -> Result<String, PersonError> {
    let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    let parts = text.split('@').collect::<Vec<_>>();
    if text.len() > EMAIL_MAX_BYTES || !plain || parts.len() != 2 || parts.contains(&"") {
        return Err(PersonError::NotAnEmail);
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_does_not_print() {
        let person = Person::new("王芳", Some("13800001111"), Some("wang@example.org")).unwrap();
        assert_eq!(format!("{person:?}"), "Person(not shown)");
    }

    #[test]
    fn the_number_of_an_identity_document_is_kept_in_one_form() {
        let person = || Person::new("王芳", None, None).unwrap();
        for (written, kept) in [
            (" 110101 1990 0307 123x", "11010119900307123X"),
            ("a123456(7)", "A1234567"),
            ("Ｇ１２３４５６７８", "G12345678"),
            ("军字第1234567号", "军字第1234567号"),
        ] {
            assert_eq!(person().with_id_number(written).unwrap().id_number(), Some(kept), "{written}");
        }
        for refused in ["", " -", "1101;1", &"1".repeat(31)] {
            assert_eq!(person().with_id_number(refused), Err(PersonError::NotAnIdNumber), "{refused:?}");
        }
    }

    #[test]
    fn a_way_to_reach_somebody_that_cannot_work_is_refused() {
        assert_eq!(Person::new("", None, None), Err(PersonError::NameEmpty));
        assert_eq!(Person::new("a\nb", None, None), Err(PersonError::NotAName));
        assert_eq!(Person::new("a", Some("none"), None), Err(PersonError::NotAPhone));
        assert_eq!(Person::new("a", Some("-"), None), Err(PersonError::NotAPhone));
        for email in ["", "a", "@b", "a@", "a@b@c", "a b@c"] {
            assert_eq!(Person::new("a", None, Some(email)), Err(PersonError::NotAnEmail), "{email:?}");
        }
    }
}
