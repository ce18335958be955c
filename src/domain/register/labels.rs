//! Names of units, owners and places, exactly as the register writes them.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// What is wrong with a text that should name a unit, an owner or a place.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum LabelError {
    /// There is no text.
    #[error("is empty: fill it in")]
    Empty,
    /// The text has more characters than allowed.
    #[error("is longer than {0} characters: shorten it")]
    TooLong(usize),
    /// A character outside the allowed ones.
    #[error("contains a character that is not allowed: use only {0}")]
    Characters(&'static str),
}

/// Declares a validated text: its limit in characters, the characters it may have, and their description.
macro_rules! label {
    ($(#[$meta:meta])* $name:ident, $max:literal, $allowed:expr, $described:literal) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(String);

        impl $name {
            /// Longest text, in characters.
            pub const MAX_CHARS: usize = $max;

            /// The name this text writes; nothing is trimmed or normalised.
            pub fn new(text: &str) -> Result<Self, LabelError> {
                checked(text, Self::MAX_CHARS, $allowed, $described).map(Self)
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = LabelError;

            fn from_str(text: &str) -> Result<Self, LabelError> {
                Self::new(text)
            }
        }
    };
}

label!(
    /// A unit's explicit identifier in the register, for example `3-1-0502`.
    UnitLabel,
    64,
    is_name_char,
    "letters, digits and - _ . / #, without spaces"
);

label!(
    /// An owner's explicit identifier in the register: never a name and never an identity-card number.
    OwnerId,
    64,
    |c| c.is_ascii_alphanumeric() || "._-".contains(c),
    "A-Z, a-z, 0-9 and . _ -"
);

label!(
    /// A building, an entrance or a door number, for example `3`, `B 2` or `0502`.
    PlaceName,
    32,
    |c| is_name_char(c) || c == ' ',
    "letters, digits, single spaces and - _ . / #"
);

/// Letters and digits of any script; full-width forms would make two labels that look like one.
fn is_name_char(c: char) -> bool {
    (c.is_alphanumeric() && !('\u{ff00}'..='\u{ffef}').contains(&c)) || "-_./#".contains(c)
}

fn checked(
    text: &str,
    max: usize,
    allowed: impl Fn(char) -> bool,
    described: &'static str,
) -> Result<String, LabelError> {
    if text.is_empty() {
        return Err(LabelError::Empty);
    }
    if text.chars().count() > max {
        return Err(LabelError::TooLong(max));
    }
    let spaced_oddly = text.trim() != text || text.contains("  ");
    if spaced_oddly || !text.chars().all(allowed) {
        return Err(LabelError::Characters(described));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_could_be_mistaken_for_another_is_refused() {
        assert!(UnitLabel::new("3幢-1-0502").is_ok());
        assert_eq!(UnitLabel::new(""), Err(LabelError::Empty));
        assert_eq!(UnitLabel::new(&"1".repeat(65)), Err(LabelError::TooLong(64)));
        for text in ["３-1", " 3", "3 ", "3 1", "3\t1", "3\u{200b}1"] {
            assert!(matches!(UnitLabel::new(text), Err(LabelError::Characters(_))), "{text:?}");
        }
        assert!(PlaceName::new("Block B").is_ok());
        assert!(PlaceName::new("Block  B").is_err());
    }

    #[test]
    fn an_owner_identifier_is_plain_ascii() {
        assert!(OwnerId::new("o-1001.A_b").is_ok());
        assert!(OwnerId::new("王芳").is_err());
    }
}
