//! A witness's statement that it saw a checkpoint, and when (C2SP tlog-cosignature, type 0x04).

use std::fmt;

use ed25519_dalek::{Signature as Ed25519Signature, Signer as _, SigningKey};
use thiserror::Error;

use super::checkpoint::SignedCheckpoint;
use super::note::{KeyName, NoteError, Signature, SignatureType, VerifierKey};
use crate::domain::instants::Instant;

/// How far the clock of an honest witness may be behind the record's, in seconds.
///
/// A cosignature that says it is older than that before the last entry it covers is no witness's word.
pub const BEHIND_MAX_SECONDS: i64 = 120;

/// What is wrong with a cosignature.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum CosignatureError {
    /// Missing, or by another key or kind of key, or wrong.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Later than a timestamp can say.
    #[error("{0} seconds are more than 2^63 - 1")]
    TooLate(u64),
}

/// When a witness signed, in whole seconds since 1970-01-01T00:00:00Z, at most 2⁶³ − 1.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct WitnessTime(u64);

impl WitnessTime {
    /// So many seconds after the epoch.
    pub fn from_seconds(seconds: u64) -> Result<Self, CosignatureError> {
        if i64::try_from(seconds).is_err() {
            return Err(CosignatureError::TooLate(seconds));
        }
        Ok(Self(seconds))
    }

    /// Seconds since the epoch.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.0
    }

    /// The same as an instant; none beyond every calendar.
    #[must_use]
    pub fn instant(self) -> Option<Instant> {
        let microseconds = i64::try_from(self.0).ok()?.checked_mul(1_000_000)?;
        Instant::from_microseconds(microseconds).ok()
    }
}

impl fmt::Display for WitnessTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A witness's signature line for a checkpoint, to be added to it.
///
/// Whether the checkpoint follows from the witness's last one is for the witness to check before.
#[must_use]
pub fn cosign(
    checkpoint: &SignedCheckpoint,
    name: KeyName,
    key: &SigningKey,
    time: WitnessTime,
) -> Signature {
    let signature = key.sign(message(checkpoint, time).as_bytes()).to_bytes();
    let bytes = [time.0.to_be_bytes().as_slice(), &signature].concat();
    Signature::of(&VerifierKey::of(name, SignatureType::Cosignature, key), bytes)
}

/// Verifies that a witness cosigned a checkpoint, strictly (RFC 8032), and returns when it first did.
pub fn verify_cosignature(
    checkpoint: &SignedCheckpoint,
    witness: &VerifierKey,
) -> Result<WitnessTime, CosignatureError> {
    match witness.kind() {
        SignatureType::Cosignature => {}
        SignatureType::Ed25519 => return Err(NoteError::WrongKind(witness.name().clone()).into()),
    }
    let wrong = || NoteError::WrongSignature { name: witness.name().clone(), id: witness.id() };
    let mut first: Option<WitnessTime> = None;
    for signature in checkpoint.note().claimed_by(witness)? {
        let (time, rest) = signature.bytes().split_first_chunk::<8>().ok_or_else(wrong)?;
        let time = WitnessTime::from_seconds(u64::from_be_bytes(*time))?;
        let signature = Ed25519Signature::from_slice(rest).map_err(|_| wrong())?;
        let message = message(checkpoint, time);
        witness.public().verify_strict(message.as_bytes(), &signature).map_err(|_| wrong())?;
        first = Some(first.map_or(time, |earlier| earlier.min(time)));
    }
    first.ok_or_else(|| wrong().into())
}

fn message(checkpoint: &SignedCheckpoint, time: WitnessTime) -> String {
    format!("cosignature/v1\ntime {time}\n{}", checkpoint.note().text())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: u8 = 1;
    const WITNESS: u8 = 2;

    fn checkpoint() -> SignedCheckpoint {
        let body = "quorate.example/record/1\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        let checkpoint: super::super::checkpoint::Checkpoint = body.parse().unwrap();
        checkpoint.sign(&SigningKey::from_bytes(&[LOG; 32])).unwrap()
    }

    fn name() -> KeyName {
        KeyName::new("witness.example/w1").unwrap()
    }

    fn witness(kind: SignatureType) -> VerifierKey {
        VerifierKey::of(name(), kind, &SigningKey::from_bytes(&[WITNESS; 32]))
    }

    fn cosigned(seconds: u64) -> SignedCheckpoint {
        let mut checkpoint = checkpoint();
        let time = WitnessTime::from_seconds(seconds).unwrap();
        let line = cosign(&checkpoint, name(), &SigningKey::from_bytes(&[WITNESS; 32]), time);
        checkpoint.add(line).unwrap();
        checkpoint
    }

    #[test]
    fn a_cosignature_says_when_the_witness_signed() {
        let read: SignedCheckpoint = cosigned(1_679_315_147).to_string().parse().unwrap();
        let time = verify_cosignature(&read, &witness(SignatureType::Cosignature));
        assert_eq!(time, WitnessTime::from_seconds(1_679_315_147));
    }

    #[test]
    fn the_message_is_the_one_of_the_specification() {
        let expected = "cosignature/v1\ntime 1679315147\nquorate.example/record/1\n20852163\n\
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        assert_eq!(message(&checkpoint(), WitnessTime(1_679_315_147)), expected);
    }

    #[test]
    fn a_cosignature_with_another_time_is_wrong() {
        let checkpoint = cosigned(5);
        let key = witness(SignatureType::Cosignature);
        let line = &checkpoint.note().signatures()[1];
        let moved = [6_u64.to_be_bytes().as_slice(), &line.bytes()[8..]].concat();
        let mut forged = checkpoint.clone();
        forged.add(Signature::of(&key, moved)).unwrap();
        let wrong = NoteError::WrongSignature { name: name(), id: key.id() };
        assert_eq!(verify_cosignature(&forged, &key), Err(wrong.into()));
    }

    #[test]
    fn an_uncosigned_checkpoint_and_a_key_of_another_kind_are_refused() {
        let key = witness(SignatureType::Cosignature);
        let missing = NoteError::NotSignedBy { name: name(), id: key.id() };
        assert_eq!(verify_cosignature(&checkpoint(), &key), Err(missing.into()));
        let kind = verify_cosignature(&cosigned(5), &witness(SignatureType::Ed25519));
        assert_eq!(kind, Err(NoteError::WrongKind(name()).into()));
        assert_eq!(WitnessTime::from_seconds(1 << 63), Err(CosignatureError::TooLate(1 << 63)));
    }
}
