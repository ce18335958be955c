//! What a witness keeps of a log: the last checkpoint it cosigned, with the log's signature and its own.
//!
//! The text proves itself: a changed one does not verify, and one of another witness neither.

use thiserror::Error;

use crate::evidence::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
use crate::evidence::cosignature::{CosignatureError, verify_cosignature};
use crate::evidence::digest::Digest;
use crate::evidence::note::{KeyName, Signature, VerifierKey};

/// How the name of a file ends that keeps a checkpoint.
pub const EXTENSION: &str = "checkpoint";

/// Longest text kept, in bytes: an origin, a size, a root and two signatures.
pub const KEPT_MAX_BYTES: u64 = 4 * 1024;

/// Why a text is not what this witness kept.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum KeptError {
    /// Not a checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// Not cosigned by this witness, or changed since.
    #[error("it is not what this witness cosigned: {0}")]
    NotCosigned(#[from] CosignatureError),
    /// Under the name of another log.
    #[error("it is of {0}, whose file has another name")]
    OtherName(KeyName),
}

/// The name of the file that keeps a log's checkpoint: the SHA-256 of the origin, and [`EXTENSION`].
#[must_use]
pub fn file_name(origin: &KeyName) -> String {
    format!("{}.{EXTENSION}", Digest::of(origin.as_str().as_bytes()))
}

/// The text to keep of a checkpoint that a trusted key signed and the witness cosigned.
///
/// Other lines are left out, so that nobody can make it long.
#[must_use]
pub fn text(checkpoint: &SignedCheckpoint, trusted: &[VerifierKey], cosignatures: &[Signature]) -> String {
    let note = checkpoint.note();
    let is_trusted =
        |line: &&Signature| trusted.iter().any(|key| (key.name(), key.id()) == (line.name(), line.id()));
    let log = note.signatures().iter().find(is_trusted);
    let lines: String = log.into_iter().chain(cosignatures).map(ToString::to_string).collect();
    format!("{}\n{lines}", note.text())
}

/// Reads what was kept under a name, and verifies that this witness cosigned it.
pub fn read(name: &str, text: &[u8], witness: &VerifierKey) -> Result<Checkpoint, KeptError> {
    let kept = SignedCheckpoint::parse(text)?;
    verify_cosignature(&kept, witness)?;
    let checkpoint = kept.unverified();
    if name != file_name(checkpoint.origin()) {
        return Err(KeptError::OtherName(checkpoint.origin().clone()));
    }
    Ok(checkpoint.clone())
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::*;
    use crate::evidence::cosignature::{WitnessTime, cosign};
    use crate::evidence::note::SignatureType;

    const BODY: &str = "log.example/1\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    fn key(name: &str, kind: SignatureType, seed: u8) -> VerifierKey {
        VerifierKey::of(KeyName::new(name).unwrap(), kind, &SigningKey::from_bytes(&[seed; 32]))
    }

    fn witness() -> VerifierKey {
        key("witness.example/w1", SignatureType::Cosignature, 9)
    }

    /// A checkpoint with a stranger's line before the log's, as it is kept.
    fn kept() -> String {
        let signing = SigningKey::from_bytes(&[1; 32]);
        let signed = BODY.parse::<Checkpoint>().unwrap().sign(&signing).unwrap();
        let (body, log) =
            signed.to_string().split_once("\n\n").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let noisy: SignedCheckpoint =
            format!("{body}\n\n— stranger.example AAAAAAA=\n{log}").parse().unwrap();
        let time = WitnessTime::from_seconds(7).unwrap();
        let line = cosign(&noisy, witness().name().clone(), &SigningKey::from_bytes(&[9; 32]), time);
        text(&noisy, &[key("log.example/1", SignatureType::Ed25519, 1)], &[line])
    }

    fn name() -> String {
        file_name(&KeyName::new("log.example/1").unwrap())
    }

    #[test]
    fn what_is_kept_is_read_again_without_lines_of_strangers() {
        let kept = kept();
        assert!((kept.len() as u64) < KEPT_MAX_BYTES && !kept.contains("stranger"), "{kept}");
        let read = read(&name(), kept.as_bytes(), &witness()).unwrap();
        assert_eq!(read.to_string(), BODY);
        let signed: SignedCheckpoint = kept.parse().unwrap();
        assert!(signed.verify(&key("log.example/1", SignatureType::Ed25519, 1)).is_ok());
    }

    #[test]
    fn a_changed_a_cut_and_another_witnesses_text_are_refused() {
        let kept = kept();
        let refused =
            |text: &str, witness: &VerifierKey| read(&name(), text.as_bytes(), witness).unwrap_err();
        let smaller = kept.replace("20852163", "20852162");
        assert!(matches!(refused(&smaller, &witness()), KeptError::NotCosigned(_)));
        assert!(matches!(refused(&kept[..kept.len() / 2], &witness()), KeptError::Checkpoint(_)));
        assert!(matches!(refused("", &witness()), KeptError::Checkpoint(_)));
        let other = key("witness.example/w2", SignatureType::Cosignature, 8);
        assert!(matches!(refused(&kept, &other), KeptError::NotCosigned(_)));
        let moved = file_name(&KeyName::new("log.example/2").unwrap());
        assert!(matches!(read(&moved, kept.as_bytes(), &witness()), Err(KeptError::OtherName(_))));
    }
}
