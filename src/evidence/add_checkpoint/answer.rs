//! What a witness answers: its cosignatures, or the size of the tree that it cosigned last.

use thiserror::Error;

use crate::evidence::checkpoint;
use crate::evidence::note::{MOST_SIGNATURES, Signature};

/// Largest answer read, in bytes; enough for sixteen signatures of 5 kB.
pub const ANSWER_MAX_BYTES: usize = 128 * 1024;

/// The media type of the answer that names a size, with status 409.
pub const SIZE_MEDIA_TYPE: &str = "text/x.tlog.size";

/// Why an answer cannot be read.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum AnswerError {
    /// Longer than is read.
    #[error("the answer has {0} bytes, more than {ANSWER_MAX_BYTES}")]
    TooLong(usize),
    /// Not UTF-8.
    #[error("the answer is not UTF-8")]
    NotText,
    /// The last line does not end.
    #[error("every line of the answer ends with a newline")]
    Unterminated,
    /// More signatures than are read.
    #[error("the answer has {0} signatures, more than {MOST_SIGNATURES}")]
    TooManySignatures(usize),
    /// A line, counted from 1, that is no signature line.
    #[error("line {0} of the answer is not an em dash, a key name and base64")]
    MalformedSignature(usize),
    /// Not one canonical number below 2⁶⁴ on a line.
    #[error("the size is not a decimal number without leading zeros on a line of its own")]
    BadSize,
}

/// Reads the signature lines of an answer with status 200, as many as there are.
///
/// They mean nothing until `verify_cosignature` has been asked about the checkpoint with them; lines
/// of unknown keys are to be ignored.
pub fn parse_cosignatures(body: &[u8]) -> Result<Vec<Signature>, AnswerError> {
    let body = text(body)?;
    if body.is_empty() {
        return Ok(Vec::new());
    }
    let lines = body.strip_suffix('\n').ok_or(AnswerError::Unterminated)?;
    let count = lines.split('\n').count();
    if count > MOST_SIGNATURES {
        return Err(AnswerError::TooManySignatures(count));
    }
    let signature = |(number, line)| Signature::parse(line).ok_or(AnswerError::MalformedSignature(number));
    (1..).zip(lines.split('\n')).map(signature).collect()
}

/// Reads the size in an answer with status 409: that of the tree that the witness cosigned last.
///
/// If it is the size that the request was about, the witness cosigned another tree of that size.
pub fn parse_size(body: &[u8]) -> Result<u64, AnswerError> {
    let line = text(body)?.strip_suffix('\n').ok_or(AnswerError::Unterminated)?;
    checkpoint::decimal(line).ok_or(AnswerError::BadSize)
}

fn text(body: &[u8]) -> Result<&str, AnswerError> {
    if body.len() > ANSWER_MAX_BYTES {
        return Err(AnswerError::TooLong(body.len()));
    }
    str::from_utf8(body).map_err(|_| AnswerError::NotText)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification.
    const EXAMPLE: &str = "— witness.example/w1 \
        CMp+6LWBU0anHGH5aNDTJkH/gj79sG+T6+iP2ThYN5krrDJbR1HDnucjL39QsZTSvVjyQLrdk3DXDqI5G2HgLatVs0pWh6Up69HVOw==\n\
        — witness.example/w1 \
        I7rEps0pvK2UqkS2gSpVUDhrhVtQV9lgF6pRrWAvjJHjyWpW7VcE3SiOlVlbQNt64vWhO+DlkL0+UfzuOBMh9ChdMkP1vi/lCAsmlw==\n\
        — witness.example/w2 \
        AWui8Sk55XjYLOijihBjhqEH6nS1ndDymE0a+6idX7pLcnoB+dhnz0854aLZgrrKbYKA7nC3HNJhm/kWl7oJlqU3rXXvpysAdyP3wQ==\n";

    #[test]
    fn the_signatures_of_the_example_are_read_and_written_again() {
        let signatures = parse_cosignatures(EXAMPLE.as_bytes()).unwrap();
        let names: Vec<_> = signatures.iter().map(|signature| signature.name().as_str()).collect();
        assert_eq!(names, ["witness.example/w1", "witness.example/w1", "witness.example/w2"]);
        assert_eq!(signatures.iter().map(ToString::to_string).collect::<String>(), EXAMPLE);
        assert_eq!(parse_cosignatures(b""), Ok(Vec::new()));
    }

    #[test]
    fn an_answer_of_other_lines_is_refused() {
        let refusal = |body: &str| parse_cosignatures(body.as_bytes()).unwrap_err();
        assert_eq!(refusal(EXAMPLE.trim_end()), AnswerError::Unterminated);
        assert_eq!(refusal("\n"), AnswerError::MalformedSignature(1));
        assert_eq!(refusal(&format!("{EXAMPLE}\n")), AnswerError::MalformedSignature(4));
        assert_eq!(refusal("<html>\n"), AnswerError::MalformedSignature(1));
        assert_eq!(refusal(&"— a AAAAAAA=\n".repeat(33)), AnswerError::TooManySignatures(33));
        assert_eq!(refusal(&"a".repeat(ANSWER_MAX_BYTES + 1)), AnswerError::TooLong(ANSWER_MAX_BYTES + 1));
        assert_eq!(parse_cosignatures(b"\xff\n"), Err(AnswerError::NotText));
    }

    #[test]
    fn a_size_is_one_canonical_number_on_a_line() {
        assert_eq!(parse_size(b"20852014\n"), Ok(20_852_014));
        assert_eq!(parse_size(b"0\n"), Ok(0));
        assert_eq!(parse_size(b"1"), Err(AnswerError::Unterminated));
        for body in ["\n", "01\n", "+1\n", "1\n\n", " 1\n", "18446744073709551616\n"] {
            assert_eq!(parse_size(body.as_bytes()), Err(AnswerError::BadSize), "{body:?}");
        }
    }
}
