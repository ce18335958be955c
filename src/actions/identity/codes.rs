//! One-time codes: 128 random bits, written so that somebody can type them from paper.

use std::fmt;

use crate::evidence::digest::Digest;

/// Crockford's base 32: digits and letters without I, L, O and U.
const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters of a code without its hyphens: 128 bits of 5 each, rounded up.
const LENGTH: usize = 26;

/// Characters between two hyphens.
const GROUP: usize = 4;

/// A one-time code. It prints only where it is handed out.
#[derive(Clone, Eq, PartialEq)]
pub struct Code(u128);

impl Code {
    /// The code of the first 16 of some random bytes.
    #[must_use]
    pub fn new(random: [u8; 32]) -> Self {
        Self(random.iter().take(16).fold(0, |value, byte| (value << 8) | u128::from(*byte)))
    }

    /// The code somebody typed, whatever the case, hyphens and spaces, with O for 0 and I or L for 1.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut value: u128 = 0;
        let mut length = 0;
        for letter in typed.chars().filter(|letter| !matches!(letter, '-' | ' ')) {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let digit = u128::try_from(ALPHABET.find(letter)?).ok()?;
            length += 1;
            // 26 characters hold 130 bits: the first two bits of a code are zero.
            if length > LENGTH || value.leading_zeros() < 5 {
                return None;
            }
            value = (value << 5) | digit;
        }
        (length == LENGTH).then_some(Self(value))
    }

    /// What is stored of it: a digest of 128 random bits tells nothing about them.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.0.to_be_bytes())
    }

    /// The code for the person it is meant for, in groups of four.
    #[must_use]
    pub fn reveal(&self) -> String {
        let letter = |position: usize| {
            let digit = usize::try_from((self.0 >> (5 * (LENGTH - 1 - position))) & 31).unwrap_or(0);
            ALPHABET.chars().nth(digit).unwrap_or('0')
        };
        let mut text = String::with_capacity(LENGTH + LENGTH / GROUP);
        for position in 0..LENGTH {
            if position > 0 && position % GROUP == 0 {
                text.push('-');
            }
            text.push(letter(position));
        }
        text
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(not shown)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(byte: u8) -> Code {
        Code::new([byte; 32])
    }

    #[test]
    fn a_code_survives_being_typed() {
        for byte in [0, 1, 0x5a, 0xff] {
            let text = code(byte).reveal();
            assert_eq!(text.len(), 32);
            assert_eq!(Code::parse(&text), Some(code(byte)));
            let sloppy = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            assert_eq!(Code::parse(&sloppy), Some(code(byte)));
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        let text = code(7).reveal();
        for typed in ["", &text[1..], &format!("{text}0"), &text.replace('0', "U"), &"Z".repeat(26), "业主"]
        {
            assert_eq!(Code::parse(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn a_code_does_not_print() {
        assert_eq!(format!("{:?}", code(7)), "Code(not shown)");
    }
}
