//! Serial numbers of paper ballots, with a digit that finds slips of the pen.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Most paper ballots of one meeting.
pub const SERIAL_MAX: u32 = 999_999;

/// Digits of a serial without its check digit.
const DIGITS: usize = 6;

/// A text that is no serial.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum SerialError {
    /// Not six digits, a hyphen and the check digit.
    #[error("is not a serial of six digits, a hyphen and a check digit, for example 000017-2")]
    NotASerial,
    /// The check digit is that of another number: a digit was misread.
    #[error("has a check digit that does not fit: read the number on the paper again")]
    CheckDigit,
}

/// The serial number of a paper ballot within its meeting, from 1.
///
/// It is written as six digits, a hyphen and the check digit of ISO/IEC 7064 MOD 11,10, which finds every
/// single wrong digit and nearly all of two that changed places. It names a paper and opens nothing.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Serial(u32);

impl Serial {
    /// The first serial.
    pub const FIRST: Self = Self(1);

    /// The serial of a number from 1 to [`SERIAL_MAX`].
    pub const fn new(number: u32) -> Result<Self, SerialError> {
        if number >= 1 && number <= SERIAL_MAX { Ok(Self(number)) } else { Err(SerialError::NotASerial) }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The serial after this one, if there is one.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::new(self.0 + 1).ok()
    }

    fn check_digit(self) -> u8 {
        let digits = format!("{:06}", self.0);
        let product = digits.bytes().fold(10_u8, |product, digit| {
            let sum = (product + (digit - b'0')) % 10;
            (if sum == 0 { 10 } else { sum }) * 2 % 11
        });
        (11 - product) % 10
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}-{}", self.0, self.check_digit())
    }
}

impl FromStr for Serial {
    type Err = SerialError;

    fn from_str(text: &str) -> Result<Self, SerialError> {
        let (number, check) = text.split_once('-').ok_or(SerialError::NotASerial)?;
        let all_digits = number.bytes().chain(check.bytes()).all(|byte| byte.is_ascii_digit());
        if number.len() != DIGITS || check.len() != 1 || !all_digits {
            return Err(SerialError::NotASerial);
        }
        let serial = Self::new(number.parse().map_err(|_| SerialError::NotASerial)?)?;
        if serial.to_string() == text { Ok(serial) } else { Err(SerialError::CheckDigit) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_survives_its_text() {
        for number in [1, 9, 10, 17, 4_711, 123_456, SERIAL_MAX] {
            let serial = Serial::new(number).unwrap();
            assert_eq!(serial.to_string().parse(), Ok(serial));
        }
        assert_eq!(Serial::new(0), Err(SerialError::NotASerial));
        assert_eq!(Serial::new(SERIAL_MAX + 1), Err(SerialError::NotASerial));
        assert_eq!(Serial::new(SERIAL_MAX).unwrap().next(), None);
    }

    #[test]
    fn every_single_wrong_digit_is_found() {
        for number in [1, 17, 4_711, 90_210, 123_456] {
            let text = Serial::new(number).unwrap().to_string();
            for (position, wrong) in (0..text.len()).flat_map(|at| ('0'..='9').map(move |digit| (at, digit)))
            {
                let changed: String = text
                    .chars()
                    .enumerate()
                    .map(|(at, own)| if at == position { wrong } else { own })
                    .collect();
                if changed != text {
                    assert!(changed.parse::<Serial>().is_err(), "{text} read as {changed}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_serial_is_refused() {
        for text in ["", "1", "000001", "000000-1", "0000017-2", "00001a-2", "+00017-2", "000017-22"] {
            assert!(text.parse::<Serial>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_example_of_the_message_is_a_serial() {
        assert_eq!(Serial::new(17).unwrap().to_string(), "000017-2");
    }
}
