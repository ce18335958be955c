//! What a witness makes of a request: a cosignature, or a refusal with its status.
//!
//! The caller must hold the log from the moment it reads what was cosigned last until the new head
//! is on disk; only then may the signature lines leave the witness.

use std::fmt;

use ed25519_dalek::SigningKey;
use thiserror::Error;

use super::{AddCheckpoint, AddCheckpointError};
use crate::evidence::checkpoint::{CheckpointError, SignedCheckpoint};
use crate::evidence::cosignature::{WitnessTime, cosign};
use crate::evidence::merkle::{ProofError, RightEdge, TreeHead};
use crate::evidence::note::{KeyName, NoteError, Signature, SignatureType, VerifierKey};

/// Why a witness does not cosign.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Refusal {
    /// Not a request.
    #[error(transparent)]
    Malformed(#[from] AddCheckpointError),
    /// The witness does not follow this log.
    #[error("this witness does not follow {0}")]
    UnknownLog(KeyName),
    /// No key that is trusted for the log signed the checkpoint, or a line claims so and is wrong.
    #[error("the checkpoint is not signed by a key that this witness trusts for its log: {0}")]
    NotSigned(CheckpointError),
    /// The proof would begin behind the checkpoint.
    #[error("the old size {old} is larger than the checkpoint's, {size}")]
    OldTooLarge {
        /// The size that the proof begins at.
        old: u64,
        /// The size of the checkpoint's tree.
        size: u64,
    },
    /// The witness cosigned a tree of another size last, or another tree of this size.
    #[error("the last tree cosigned has {known} entries, and it is not the one that the proof begins at")]
    Conflict {
        /// The size of the last tree that it cosigned, 0 if there is none.
        known: u64,
    },
    /// The checkpoint's tree does not begin with the last one cosigned, or the proof does not show it.
    #[error("the consistency proof does not hold: {0}")]
    BadProof(ProofError),
}

impl Refusal {
    /// The HTTP status that the specification prescribes.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) | Self::OldTooLarge { .. } => 400,
            Self::NotSigned(_) => 403,
            Self::UnknownLog(_) => 404,
            Self::Conflict { .. } => 409,
            Self::BadProof(_) => 422,
        }
    }
}

/// A witness's name and private key.
#[derive(Clone)]
pub struct Cosigner {
    name: KeyName,
    key: SigningKey,
}

impl Cosigner {
    /// The witness of this name and key; the key must sign for no other witness, whatever its name.
    #[must_use]
    pub const fn new(name: KeyName, key: SigningKey) -> Self {
        Self { name, key }
    }

    /// The public half, of type 0x04, as policies name it.
    #[must_use]
    pub fn verifier_key(&self) -> VerifierKey {
        VerifierKey::of(self.name.clone(), SignatureType::Cosignature, &self.key)
    }

    fn cosign(&self, checkpoint: &SignedCheckpoint, time: WitnessTime) -> Signature {
        cosign(checkpoint, self.name.clone(), &self.key, time)
    }
}

impl fmt::Debug for Cosigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cosigner({})", self.verifier_key())
    }
}

/// What a witness does with a request that it follows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cosigned {
    /// What must be on disk before the lines are answered.
    pub head: TreeHead,
    /// The lines to answer.
    pub signatures: Vec<Signature>,
}

/// Decides a request by the keys trusted for its log, none if the log is unknown, and by the head that
/// was cosigned last, if any.
///
/// A signature by one of the keys suffices; signatures of unknown keys are ignored.
pub fn decide(
    request: &AddCheckpoint,
    trusted: &[VerifierKey],
    last: Option<TreeHead>,
    cosigner: &Cosigner,
    time: WitnessTime,
) -> Result<Cosigned, Refusal> {
    let checkpoint = request.checkpoint();
    authenticate(checkpoint, trusted)?;
    let head = checkpoint.unverified().head();
    let (old, size) = (request.old_size(), head.size());
    if old > size {
        return Err(Refusal::OldTooLarge { old, size });
    }
    let last = last.unwrap_or_else(|| RightEdge::empty().head());
    let known = last.size();
    if old != known || (known == size && last.root() != head.root()) {
        return Err(Refusal::Conflict { known });
    }
    request.proof().verify(last, head).map_err(Refusal::BadProof)?;
    Ok(Cosigned { head, signatures: vec![cosigner.cosign(checkpoint, time)] })
}

/// Verifies that one of the keys trusted for the log signed, and that no line claims one of them wrongly.
///
/// [`decide`] does so too; this is for whoever must know before it looks for the last head.
pub fn authenticate(checkpoint: &SignedCheckpoint, trusted: &[VerifierKey]) -> Result<(), Refusal> {
    let mut signed = Err(Refusal::UnknownLog(checkpoint.unverified().origin().clone()));
    for key in trusted {
        match checkpoint.verify(key) {
            Ok(_) => signed = Ok(()),
            Err(error @ CheckpointError::Note(NoteError::NotSignedBy { .. })) => {
                signed = signed.or(Err(Refusal::NotSigned(error)));
            }
            Err(error) => return Err(Refusal::NotSigned(error)),
        }
    }
    signed
}

#[cfg(test)]
mod tests {
    use super::super::super::checkpoint::Checkpoint;
    use super::super::super::cosignature::verify_cosignature;
    use super::super::super::digest::Digest;
    use super::super::super::merkle::{ConsistencyProof, leaf_hash, root_of};
    use super::*;

    const ORIGIN: &str = "quorate.example/record/1";

    fn name(text: &str) -> KeyName {
        KeyName::new(text).unwrap()
    }

    fn log(seed: u8) -> VerifierKey {
        VerifierKey::of(name(ORIGIN), SignatureType::Ed25519, &SigningKey::from_bytes(&[seed; 32]))
    }

    fn cosigner() -> Cosigner {
        Cosigner::new(name("witness.example/w1"), SigningKey::from_bytes(&[9; 32]))
    }

    /// A tree of so many entries; trees of one branch begin alike.
    fn leaves(branch: u8, size: usize) -> Vec<Digest> {
        (0..size).map(|number| leaf_hash(&[branch, u8::try_from(number).unwrap()])).collect()
    }

    fn head(branch: u8, size: usize) -> TreeHead {
        TreeHead::new(size as u64, root_of(&leaves(branch, size))).unwrap()
    }

    fn request(old: u64, proof: Vec<Digest>, head: TreeHead) -> AddCheckpoint {
        let checkpoint = Checkpoint::new(name(ORIGIN), head).sign(&SigningKey::from_bytes(&[1; 32])).unwrap();
        AddCheckpoint::new(old, ConsistencyProof::new(proof).unwrap(), checkpoint).unwrap()
    }

    fn decided(request: &AddCheckpoint, last: Option<TreeHead>) -> Result<Cosigned, Refusal> {
        decide(request, &[log(1)], last, &cosigner(), WitnessTime::from_seconds(7).unwrap())
    }

    /// From two entries to three.
    fn two_to_three(branch: u8) -> Vec<Digest> {
        vec![leaves(branch, 3)[2]]
    }

    #[test]
    fn a_first_a_grown_and_a_repeated_checkpoint_are_cosigned() {
        let grown = request(2, two_to_three(0), head(0, 3));
        let cases = [
            (request(0, vec![], head(0, 2)), None),
            (request(0, vec![], head(0, 0)), None),
            (grown, Some(head(0, 2))),
            (request(3, vec![], head(0, 3)), Some(head(0, 3))),
        ];
        for (request, last) in cases {
            let cosigned = decided(&request, last).unwrap();
            assert_eq!(cosigned.head, request.checkpoint().unverified().head());
            let mut checkpoint = request.checkpoint().clone();
            for signature in cosigned.signatures {
                checkpoint.add(signature).unwrap();
            }
            let time = verify_cosignature(&checkpoint, &cosigner().verifier_key()).unwrap();
            assert_eq!(time.seconds(), 7);
        }
    }

    #[test]
    fn another_size_than_the_last_is_a_conflict_that_names_it() {
        let conflict = |known| Err(Refusal::Conflict { known });
        assert_eq!(decided(&request(2, two_to_three(0), head(0, 3)), None), conflict(0));
        assert_eq!(decided(&request(0, vec![], head(0, 3)), Some(head(0, 2))), conflict(2));
        // A smaller tree than the last cosigned can only be asked for with an old size that is not the last.
        assert_eq!(decided(&request(2, vec![], head(0, 2)), Some(head(0, 3))), conflict(3));
        // Another tree of the same size is a fork.
        assert_eq!(decided(&request(3, vec![], head(1, 3)), Some(head(0, 3))), conflict(3));
    }

    #[test]
    fn a_proof_that_does_not_hold_is_refused() {
        let refused = |request: &AddCheckpoint, last| match decided(request, last) {
            Err(Refusal::BadProof(error)) => error,
            other => panic!("{other:?}"),
        };
        let last = Some(head(0, 2));
        assert_eq!(refused(&request(2, two_to_three(1), head(1, 3)), last), ProofError::WrongRoot);
        assert_eq!(refused(&request(2, vec![], head(0, 3)), last), ProofError::WrongLength);
        assert_eq!(refused(&request(0, two_to_three(0), head(0, 3)), None), ProofError::WrongLength);
        assert_eq!(refused(&request(2, two_to_three(0), head(0, 2)), last), ProofError::WrongLength);
    }

    #[test]
    fn an_old_size_behind_the_checkpoint_is_refused() {
        let refused = decided(&request(3, vec![], head(0, 2)), Some(head(0, 3)));
        assert_eq!(refused, Err(Refusal::OldTooLarge { old: 3, size: 2 }));
    }

    #[test]
    fn only_a_trusted_key_of_a_known_log_speaks_for_it() {
        let request = request(0, vec![], head(0, 2));
        let time = WitnessTime::from_seconds(7).unwrap();
        let decided = |trusted: &[VerifierKey]| decide(&request, trusted, None, &cosigner(), time);
        assert_eq!(decided(&[]), Err(Refusal::UnknownLog(name(ORIGIN))));
        assert!(matches!(decided(&[log(2)]), Err(Refusal::NotSigned(_))));
        // One of several suffices.
        assert!(decided(&[log(2), log(1), log(3)]).is_ok());
    }

    #[test]
    fn a_wrong_line_of_a_trusted_key_spoils_the_right_one_of_another() {
        let mut forged = request(0, vec![], head(0, 2));
        forged.checkpoint.add(Signature::of(&log(2), vec![7; 64])).unwrap();
        let time = WitnessTime::from_seconds(7).unwrap();
        let decided = |trusted: &[VerifierKey]| decide(&forged, trusted, None, &cosigner(), time);
        assert!(matches!(decided(&[log(1), log(2)]), Err(Refusal::NotSigned(_))));
        // The line of a key that nobody trusts here is ignored.
        assert!(decided(&[log(1)]).is_ok());
    }

    #[test]
    fn every_refusal_has_the_status_of_the_specification() {
        let malformed = Refusal::Malformed(AddCheckpointError::NoEmptyLine);
        let not_signed = Refusal::NotSigned(CheckpointError::BadOrigin);
        assert_eq!(malformed.status(), 400);
        assert_eq!(Refusal::OldTooLarge { old: 2, size: 1 }.status(), 400);
        assert_eq!(not_signed.status(), 403);
        assert_eq!(Refusal::UnknownLog(name(ORIGIN)).status(), 404);
        assert_eq!(Refusal::Conflict { known: 1 }.status(), 409);
        assert_eq!(Refusal::BadProof(ProofError::WrongRoot).status(), 422);
    }
}
