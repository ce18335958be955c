//! Who watches a record from outside: witnesses that cosign its checkpoints, and second inboxes.
//!
//! A *policy* names n witnesses, any k of which suffice (1 ≤ k < n, so that one that is down or
//! lies decides nothing). An *inbox* takes ballots that the service will not take, says when it
//! did, and forwards them. A definition names both, so that every ballot is cast on them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::checkpoint::SignedCheckpoint;
use super::cosignature::{WitnessTime, verify_cosignature};
use super::jws::PublicKey;
use super::note::{SignatureType, VerifierKey};
use super::text::{self, Text};

/// Most witnesses that a policy names.
pub const WITNESSES_MAX: usize = 16;

/// Most inboxes that a definition names.
pub const INBOXES_MAX: usize = 4;

/// Longest name of an inbox, in characters.
pub const INBOX_NAME_MAX: usize = 100;

/// Longest address of an inbox, in characters.
pub const INBOX_URL_MAX: usize = 200;

/// Why a policy or a list of inboxes cannot stand.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum WitnessesError {
    /// Not 2 to [`WITNESSES_MAX`] witnesses.
    #[error("a policy names 2 to {WITNESSES_MAX} witnesses")]
    WitnessNumber,
    /// k is 0, or not below n.
    #[error("at least one witness must be required, and fewer than are named")]
    Required,
    /// Two witnesses have one name or one key.
    #[error("every witness needs a name and a key of its own")]
    WitnessTwice,
    /// A key that signs notes, not cosignatures.
    #[error("the key of a witness must be of type 0x04, which signs cosignatures")]
    KeyType,
    /// More than [`INBOXES_MAX`].
    #[error("at most {INBOXES_MAX} inboxes can be named")]
    InboxNumber,
    /// A name that is empty or longer than [`INBOX_NAME_MAX`].
    #[error("the name of an inbox has 1 to {INBOX_NAME_MAX} characters")]
    InboxName,
    /// An address that is not `https://`, or has a query, a trailing slash or odd characters.
    #[error(
        "the address of an inbox is https:// with a host and at most a path, {INBOX_URL_MAX} characters, \
         without a trailing slash; http:// is for this very machine"
    )]
    InboxUrl,
    /// Two inboxes have one name or one key.
    #[error("every inbox needs a name and a key of its own")]
    InboxTwice,
}

/// Which witnesses count, and how many of them suffice.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WitnessPolicy {
    /// How many must cosign: at least 1, fewer than are named.
    pub required: u32,
    /// Their C2SP verifier keys, `name+id+base64`.
    #[cfg_attr(feature = "server", schema(value_type = Vec<String>))]
    pub witnesses: Vec<Text<VerifierKey>>,
}

impl WitnessPolicy {
    /// Checks what the shape cannot express.
    ///
    /// `required` may be half of them or fewer; then two disjoint groups of honest witnesses can cosign two
    /// records, so whoever fears that chooses more than half.
    pub fn check(&self) -> Result<(), WitnessesError> {
        if !(2..=WITNESSES_MAX).contains(&self.witnesses.len()) {
            return Err(WitnessesError::WitnessNumber);
        }
        if self.required == 0 || self.required as usize >= self.witnesses.len() {
            return Err(WitnessesError::Required);
        }
        if self.keys().any(|key| key.kind() != SignatureType::Cosignature) {
            return Err(WitnessesError::KeyType);
        }
        let names = self.keys().map(|key| key.name().to_string());
        let publics = self.keys().map(|key| key.public().to_bytes());
        if is_repeated(names) || is_repeated(publics) { Err(WitnessesError::WitnessTwice) } else { Ok(()) }
    }

    /// The keys of the witnesses.
    pub fn keys(&self) -> impl Iterator<Item = &VerifierKey> {
        self.witnesses.iter().map(|witness| &witness.0)
    }

    /// Which of the witnesses cosigned a checkpoint, and when each first did.
    #[must_use]
    pub fn cosigners<'a>(&'a self, checkpoint: &SignedCheckpoint) -> Vec<(&'a VerifierKey, WitnessTime)> {
        let cosigned = |key| Some((key, verify_cosignature(checkpoint, key).ok()?));
        self.keys().filter_map(cosigned).collect()
    }

    /// When enough witnesses had cosigned a checkpoint; none while they are too few.
    #[must_use]
    pub fn satisfied_at(&self, checkpoint: &SignedCheckpoint) -> Option<WitnessTime> {
        self.satisfied_by(self.cosigners(checkpoint).into_iter().map(|(_, time)| time))
    }

    /// When enough of them had signed, given when each did; none while they are too few.
    #[must_use]
    pub fn satisfied_by(&self, times: impl IntoIterator<Item = WitnessTime>) -> Option<WitnessTime> {
        let mut times: Vec<_> = times.into_iter().collect();
        times.sort_unstable();
        let last = usize::try_from(self.required).ok()?.checked_sub(1)?;
        times.get(last).copied()
    }
}

/// A second inbox.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Inbox {
    /// Who runs it, in words.
    pub name: String,
    /// Where ballots can be sent, without a trailing slash.
    pub url: String,
    /// The Ed25519 key it signs with, base64url.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub key: PublicKey,
}

/// Checks a list of inboxes.
pub fn check_inboxes(inboxes: &[Inbox]) -> Result<(), WitnessesError> {
    if inboxes.len() > INBOXES_MAX {
        return Err(WitnessesError::InboxNumber);
    }
    let named = |inbox: &Inbox| (1..=INBOX_NAME_MAX).contains(&inbox.name.trim().chars().count());
    if !inboxes.iter().all(named) {
        return Err(WitnessesError::InboxName);
    }
    if !inboxes.iter().all(|inbox| is_address(&inbox.url)) {
        return Err(WitnessesError::InboxUrl);
    }
    let titles = inboxes.iter().map(|inbox| inbox.name.clone());
    let keys = inboxes.iter().map(|inbox| inbox.key.id());
    if is_repeated(titles) || is_repeated(keys) { Err(WitnessesError::InboxTwice) } else { Ok(()) }
}

/// Whether ballots can be sent there: encrypted, or to this very machine.
fn is_address(url: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/[]%".contains(&byte);
    let (is_encrypted, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (false, rest),
        (None, None) => return false,
    };
    let host = rest.split('/').next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let is_here = ["localhost", "127.0.0.1", "[::1]"].contains(&name);
    let fits = url.len() <= INBOX_URL_MAX && rest.bytes().all(plain) && !rest.ends_with('/');
    fits && !name.is_empty() && (is_encrypted || is_here)
}

fn is_repeated<T: Ord>(values: impl Iterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    values.into_iter().any(|value| !seen.insert(value))
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::super::checkpoint::Checkpoint;
    use super::super::cosignature::cosign;
    use super::super::note::KeyName;
    use super::*;

    fn name(seed: u8) -> KeyName {
        KeyName::new(&format!("witness.example/{seed}")).unwrap()
    }

    fn witness(seed: u8) -> Text<VerifierKey> {
        Text(VerifierKey::of(name(seed), SignatureType::Cosignature, &SigningKey::from_bytes(&[seed; 32])))
    }

    fn policy(required: u32, seeds: &[u8]) -> WitnessPolicy {
        WitnessPolicy { required, witnesses: seeds.iter().map(|seed| witness(*seed)).collect() }
    }

    fn checkpoint(cosigners: &[(u8, u64)]) -> SignedCheckpoint {
        let body = "quorate.example/record/1\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        let checkpoint: Checkpoint = body.parse().unwrap();
        let mut checkpoint = checkpoint.sign(&SigningKey::from_bytes(&[1; 32])).unwrap();
        for (seed, seconds) in cosigners {
            let time = WitnessTime::from_seconds(*seconds).unwrap();
            let line = cosign(&checkpoint, name(*seed), &SigningKey::from_bytes(&[*seed; 32]), time);
            checkpoint.add(line).unwrap();
        }
        checkpoint
    }

    #[test]
    fn a_policy_requires_at_least_one_witness_and_fewer_than_it_names() {
        assert_eq!(policy(1, &[2, 3]).check(), Ok(()));
        assert_eq!(policy(2, &[2, 3, 4]).check(), Ok(()));
        for (required, seeds) in [(0, vec![2, 3]), (2, vec![2, 3]), (u32::MAX, vec![2, 3, 4])] {
            assert_eq!(policy(required, &seeds).check(), Err(WitnessesError::Required));
        }
        assert_eq!(policy(1, &[2]).check(), Err(WitnessesError::WitnessNumber));
        let many: Vec<u8> = (1..=17).collect();
        assert_eq!(policy(1, &many).check(), Err(WitnessesError::WitnessNumber));
        assert_eq!(policy(1, &[2, 3, 2]).check(), Err(WitnessesError::WitnessTwice));
    }

    #[test]
    fn a_log_key_is_not_a_witness_key() {
        let log = VerifierKey::of(name(9), SignatureType::Ed25519, &SigningKey::from_bytes(&[9; 32]));
        let policy = WitnessPolicy { required: 1, witnesses: vec![witness(2), Text(log)] };
        assert_eq!(policy.check(), Err(WitnessesError::KeyType));
    }

    #[test]
    fn a_policy_is_satisfied_when_the_last_witness_it_needs_has_signed() {
        let policy = policy(2, &[2, 3, 4]);
        assert_eq!(policy.satisfied_at(&checkpoint(&[])), None);
        assert_eq!(policy.satisfied_at(&checkpoint(&[(3, 50)])), None);
        // A stranger's cosignature counts for nothing.
        assert_eq!(policy.satisfied_at(&checkpoint(&[(3, 50), (7, 60)])), None);
        let satisfied = policy.satisfied_at(&checkpoint(&[(4, 70), (3, 50), (2, 60)]));
        assert_eq!(satisfied, WitnessTime::from_seconds(60).ok());
    }

    #[test]
    fn inboxes_have_names_and_keys_of_their_own() {
        let inbox = |name: &str, seed: u8| Inbox {
            name: name.to_owned(),
            url: "https://inbox.example".to_owned(),
            key: PublicKey::of(&SigningKey::from_bytes(&[seed; 32])),
        };
        assert_eq!(check_inboxes(&[]), Ok(()));
        assert_eq!(check_inboxes(&[inbox("Street office", 1), inbox("Neighbours", 2)]), Ok(()));
        assert_eq!(check_inboxes(&[inbox(" ", 1)]), Err(WitnessesError::InboxName));
        assert_eq!(check_inboxes(&[inbox("a", 1), inbox("a", 2)]), Err(WitnessesError::InboxTwice));
        assert_eq!(check_inboxes(&[inbox("a", 1), inbox("b", 1)]), Err(WitnessesError::InboxTwice));
        let at = |url: &str| check_inboxes(&[Inbox { url: url.to_owned(), ..inbox("a", 1) }]);
        for url in ["https://inbox.example/street", "http://127.0.0.1:8090", "http://localhost:1"] {
            assert_eq!(at(url), Ok(()), "{url}");
        }
        let long = format!("https://{}.example", "a".repeat(INBOX_URL_MAX));
        for url in [
            "",
            "ftp://a",
            "http://inbox.example",
            "https://",
            "https://a/",
            "https://a?b",
            "https://a b",
            &long,
        ] {
            assert_eq!(at(url), Err(WitnessesError::InboxUrl), "{url}");
        }
        let many: Vec<_> = (1..=5).map(|seed| inbox(&seed.to_string(), seed)).collect();
        assert_eq!(check_inboxes(&many), Err(WitnessesError::InboxNumber));
    }
}
