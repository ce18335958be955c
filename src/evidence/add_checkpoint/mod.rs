//! How a log asks a witness to cosign a checkpoint (C2SP tlog-witness v1.0.0, "add-checkpoint").
//!
//! Here the body of the request, in [`answer`] what comes back, in [`decision`] what a witness
//! makes of it. All of it is pure: who sends, stores and answers stands elsewhere.

pub mod answer;
pub mod decision;

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use super::checkpoint::{self, CheckpointError, SignedCheckpoint};
use super::merkle::ConsistencyProof;
use super::note::LONGEST_NOTE;

/// Where a witness answers, below its submission prefix.
pub const PATH: &str = "/add-checkpoint";

/// Most lines of a consistency proof.
pub const PROOF_LINES_MAX: usize = 63;

/// Largest body, in bytes: a note, and before it the old size, the proof and the empty line.
pub const BODY_MAX_BYTES: usize = LONGEST_NOTE + 4 * 1024;

/// Why a body is no request.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum AddCheckpointError {
    /// Longer than is read.
    #[error("the request has {0} bytes, more than {BODY_MAX_BYTES}")]
    TooLong(usize),
    /// Not UTF-8.
    #[error("the request is not UTF-8")]
    NotText,
    /// No empty line after the old size and the proof.
    #[error("an empty line stands between the proof and the checkpoint")]
    NoEmptyLine,
    /// The first line is not `old` and a canonical number below 2⁶⁴.
    #[error("the first line is \"old\", a space and a decimal number without leading zeros")]
    BadOldSize,
    /// More lines than [`PROOF_LINES_MAX`].
    #[error("the proof has {0} lines, more than {PROOF_LINES_MAX}")]
    TooManyProofLines(usize),
    /// A line of the proof, counted from 1, is not the base64 of 32 bytes.
    #[error("line {0} of the proof is not the base64 of 32 bytes")]
    BadProofLine(usize),
    /// What follows the empty line is no checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
}

/// A checkpoint with the proof that its tree begins with one that the witness cosigned before.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AddCheckpoint {
    old_size: u64,
    proof: ConsistencyProof,
    checkpoint: SignedCheckpoint,
}

impl AddCheckpoint {
    /// A request to cosign a checkpoint, with the proof from the size that the witness last cosigned.
    ///
    /// Neither proof nor signatures are verified; a proof of too many lines is refused. For a witness
    /// that never cosigned, or equal sizes, the proof is empty.
    pub fn new(
        old_size: u64,
        proof: ConsistencyProof,
        checkpoint: SignedCheckpoint,
    ) -> Result<Self, AddCheckpointError> {
        refuse_long_proof(proof.hashes().len())?;
        Ok(Self { old_size, proof, checkpoint })
    }

    /// Reads the body of a request.
    pub fn parse(body: &[u8]) -> Result<Self, AddCheckpointError> {
        if body.len() > BODY_MAX_BYTES {
            return Err(AddCheckpointError::TooLong(body.len()));
        }
        let body = str::from_utf8(body).map_err(|_| AddCheckpointError::NotText)?;
        let (head, note) = body.split_once("\n\n").ok_or(AddCheckpointError::NoEmptyLine)?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old "));
        let old_size = old.and_then(checkpoint::decimal).ok_or(AddCheckpointError::BadOldSize)?;
        refuse_long_proof(lines.clone().count())?;
        let hash = |(number, line)| checkpoint::digest(line).ok_or(AddCheckpointError::BadProofLine(number));
        let hashes = (1..).zip(lines).map(hash).collect::<Result<Vec<_>, _>>()?;
        let count = hashes.len();
        let proof =
            ConsistencyProof::new(hashes).map_err(|_| AddCheckpointError::TooManyProofLines(count))?;
        Ok(Self { old_size, proof, checkpoint: SignedCheckpoint::parse(note.as_bytes())? })
    }

    /// The size of the tree that the proof begins at, 0 for a witness that never cosigned.
    #[must_use]
    pub const fn old_size(&self) -> u64 {
        self.old_size
    }

    /// The proof that the old tree is the beginning of the checkpoint's.
    #[must_use]
    pub const fn proof(&self) -> &ConsistencyProof {
        &self.proof
    }

    /// What is to be cosigned; its signatures mean nothing until they are verified.
    #[must_use]
    pub const fn checkpoint(&self) -> &SignedCheckpoint {
        &self.checkpoint
    }
}

impl fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old_size)?;
        for hash in self.proof.hashes() {
            writeln!(f, "{}", STANDARD.encode(hash.as_bytes()))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for AddCheckpoint {
    type Err = AddCheckpointError;

    fn from_str(text: &str) -> Result<Self, AddCheckpointError> {
        Self::parse(text.as_bytes())
    }
}

const fn refuse_long_proof(lines: usize) -> Result<(), AddCheckpointError> {
    if lines > PROOF_LINES_MAX { Err(AddCheckpointError::TooManyProofLines(lines)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::super::digest::Digest;
    use super::*;

    /// The example of the specification, with its second signature left out.
    const EXAMPLE: &str = "old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
";

    fn refusal(from: &str, to: &str) -> AddCheckpointError {
        let changed = EXAMPLE.replacen(from, to, 1);
        assert_ne!(changed, EXAMPLE, "{from}");
        changed.parse::<AddCheckpoint>().unwrap_err()
    }

    #[test]
    fn the_example_of_the_specification_survives_its_text() {
        let request: AddCheckpoint = EXAMPLE.parse().unwrap();
        assert_eq!(request.old_size(), 20_852_014);
        assert_eq!(request.proof().hashes().len(), 4);
        assert_eq!(request.checkpoint().unverified().head().size(), 20_852_163);
        assert_eq!(request.to_string(), EXAMPLE);
    }

    #[test]
    fn the_first_line_is_one_canonical_number() {
        for line in ["old 020852014", "old +1", "old -1", "old  1", "old 1 ", "old", "new 1", "Old 1", ""] {
            assert_eq!(refusal("old 20852014", line), AddCheckpointError::BadOldSize, "{line}");
        }
        assert_eq!(refusal("20852014", "18446744073709551616"), AddCheckpointError::BadOldSize);
    }

    #[test]
    fn a_line_of_the_proof_is_the_base64_of_32_bytes() {
        for (from, to, line) in
            [("PlRN", "PlRNPlRN", 1), ("swk=", "swl=", 2), ("gPd8=", "gPd8", 3), ("/6WV", "*6WV", 4)]
        {
            assert_eq!(refusal(from, to), AddCheckpointError::BadProofLine(line), "{from}");
        }
        assert_eq!(refusal("j/0=\n", "j/0=\r\n"), AddCheckpointError::BadProofLine(4));
    }

    #[test]
    fn a_proof_has_at_most_63_lines() {
        let line = format!("{}\n", STANDARD.encode([7; 32]));
        let with =
            |count: usize| EXAMPLE.replacen("old 20852014\n", &format!("old 1\n{}", line.repeat(count)), 1);
        assert_eq!(with(59).parse::<AddCheckpoint>().unwrap().proof().hashes().len(), PROOF_LINES_MAX);
        assert_eq!(with(60).parse::<AddCheckpoint>(), Err(AddCheckpointError::TooManyProofLines(64)));
        let request: AddCheckpoint = EXAMPLE.parse().unwrap();
        let proof = ConsistencyProof::new(vec![Digest::of(b""); 64]).unwrap();
        let new = AddCheckpoint::new(1, proof, request.checkpoint().clone());
        assert_eq!(new, Err(AddCheckpointError::TooManyProofLines(64)));
    }

    #[test]
    fn what_has_no_empty_line_no_checkpoint_or_too_many_bytes_is_refused() {
        assert_eq!("old 0\n".parse::<AddCheckpoint>(), Err(AddCheckpointError::NoEmptyLine));
        assert_eq!(AddCheckpoint::parse(b"old 0\n\n\xff"), Err(AddCheckpointError::NotText));
        assert!(matches!("old 0\n\n".parse::<AddCheckpoint>(), Err(AddCheckpointError::Checkpoint(_))));
        assert!(matches!(refusal("\n20852163\n", "\nmany\n"), AddCheckpointError::Checkpoint(_)));
        let long = vec![b'a'; BODY_MAX_BYTES + 1];
        assert_eq!(AddCheckpoint::parse(&long), Err(AddCheckpointError::TooLong(BODY_MAX_BYTES + 1)));
    }
}
