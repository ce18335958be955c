//! Compact and general JWS with Ed25519 (RFC 7515, RFC 8037), under an exact-header rule.
//!
//! A protected header holds `alg`, `typ` and `kid` and nothing else: `crit`, `b64`, `jwk`, `jku`
//! and `x5u` cannot be there, and the caller names the one `typ` it expects, so that a statement
//! of one kind is never taken for another (RFC 8725 sections 3.1 and 3.11). Signatures are
//! checked strictly; what verifies here verifies everywhere.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::digest::{Digest, canonical};
use crate::domain::words::words;

/// Largest statement that is read, in bytes.
pub const STATEMENT_MAX_BYTES: usize = 64 * 1024;

const ALGORITHM: &str = "EdDSA";

/// Why some bytes are not the statement they should be.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum JwsError {
    /// Longer than [`STATEMENT_MAX_BYTES`].
    #[error("the statement is larger than {STATEMENT_MAX_BYTES} bytes")]
    TooLarge,
    /// Not three base64url parts joined by dots.
    #[error("the statement is not a compact JWS of three base64url parts")]
    NotCompact,
    /// The header is not exactly `alg`, `typ` and `kid`.
    #[error("the header must hold exactly alg, typ and kid")]
    HeaderNotExact,
    /// The algorithm is not `EdDSA`.
    #[error("the algorithm must be EdDSA")]
    WrongAlgorithm,
    /// The statement is of another type than the one expected here.
    #[error("the statement is not of the type expected here")]
    WrongType,
    /// The key id is not the thumbprint of the key used.
    #[error("the key id does not belong to the key")]
    WrongKey,
    /// The signature does not verify.
    #[error("the signature does not verify")]
    BadSignature,
    /// Not a public key, or one of small order.
    #[error("is not an Ed25519 public key in base64url")]
    NotAKey,
}

words! {
    /// What a statement says; each has a media type of its own in `typ`.
    pub enum StatementType {
        /// An owner's ballot.
        Ballot = "quorate-ballot+jws",
        /// Proof of possession of a device key.
        Enrolment = "quorate-enrolment+jws",
        /// Proof that a device holds its key now.
        SignIn = "quorate-sign-in+jws",
        /// Another party's word that a key is an owner's.
        EnrolmentConfirmation = "quorate-enrolment-confirmation+jws",
        /// An officer's reasoned change to a provisional roll.
        RollAmendment = "quorate-roll-amendment+jws",
        /// Another officer's confirmation of it.
        RollConfirmation = "quorate-roll-confirmation+jws",
        /// The service's notice of a meeting.
        Notice = "quorate-notice+jws",
        /// The service's refusal of a ballot.
        Refusal = "quorate-refusal+jws",
        /// A second inbox's word on when it took a ballot.
        Forwarding = "quorate-forwarding+jws",
        /// A signature under a tally certificate.
        Certificate = "quorate-certificate+jws",
        /// An officer's commitment to a value of the lot.
        LotCommitment = "quorate-lot-commitment+jws",
        /// The value that was committed to.
        LotReveal = "quorate-lot-reveal+jws",
        /// A co-owner's word on who is to act for their elector.
        RepresentativeNomination = "quorate-representative-nomination+jws",
        /// A co-owner's objection to who acts provisionally.
        RepresentationObjection = "quorate-representation-objection+jws",
        /// That objection taken back.
        RepresentationWithdrawal = "quorate-representation-withdrawal+jws",
        /// The convener's decision between co-owners.
        RepresentationDecision = "quorate-representation-decision+jws",
        /// A principal's mandate, or what an officer reads on one of paper.
        Mandate = "quorate-mandate+jws",
        /// A mandate taken back.
        MandateRevocation = "quorate-mandate-revocation+jws",
        /// An officer's word that somebody may hold no mandates.
        HolderExclusion = "quorate-holder-exclusion+jws",
        /// An officer's reading of the election of a delegate.
        DelegateAppointment = "quorate-delegate-appointment+jws",
        /// What a delegate recorded as a principal's opinion.
        Opinion = "quorate-opinion+jws",
        /// The secretary hands paper ballots out.
        PaperIssue = "quorate-paper-issue+jws",
        /// An officer takes a paper ballot back.
        PaperReturn = "quorate-paper-return+jws",
        /// An officer takes a paper ballot out that will not be voted on.
        PaperWithdrawal = "quorate-paper-withdrawal+jws",
        /// What somebody reads on a paper ballot.
        PaperEntry = "quorate-paper-entry+jws",
        /// A count of the paper ballots by hand.
        PaperCount = "quorate-paper-count+jws",
        /// A sample of paper ballots held against their scans.
        PaperSample = "quorate-paper-sample+jws",
        /// That somebody is helped to vote with their own key.
        Assistance = "quorate-assistance+jws",
        /// That others act for an elector from now on.
        Succession = "quorate-succession+jws",
        /// A second person's word on one of these two.
        ActingConfirmation = "quorate-acting-confirmation+jws",
        /// An owner's word that they opened the notice.
        NoticeAcknowledgement = "quorate-notice-acknowledgement+jws",
        /// What an officer or an owner did in the life of the community.
        Act = "quorate-act+jws",
        /// The service's word on which key takes the place of one of its own.
        KeyReplacement = "quorate-key-replacement+jws",
    }
}

impl StatementType {
    /// The `typ` header of this statement.
    #[must_use]
    pub const fn typ(self) -> &'static str {
        self.as_str()
    }
}

/// The id of a key: its JWK thumbprint (RFC 7638), 43 base64url characters.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct KeyId(String);

impl KeyId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Twelve decimal digits in groups of four, for two people to compare on two screens: the first eight
    /// bytes of the thumbprint as a big-endian number, modulo 10^12.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let bytes = URL_SAFE_NO_PAD.decode(&self.0).unwrap_or_default();
        let number = bytes.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        let digits = format!("{:012}", number % 1_000_000_000_000);
        let (first, rest) = digits.split_at(4);
        let (second, third) = rest.split_at(4);
        format!("{first} {second} {third}")
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for KeyId {
    type Err = JwsError;

    fn from_str(text: &str) -> Result<Self, JwsError> {
        match URL_SAFE_NO_PAD.decode(text) {
            Ok(bytes) if bytes.len() == 32 => Ok(Self(text.to_owned())),
            Ok(_) | Err(_) => Err(JwsError::WrongKey),
        }
    }
}

/// An Ed25519 public key that is not of small order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// The key of these 32 bytes (RFC 8032 section 5.1.5).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, JwsError> {
        let bytes = bytes.try_into().map_err(|_| JwsError::NotAKey)?;
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| JwsError::NotAKey)?;
        if key.is_weak() { Err(JwsError::NotAKey) } else { Ok(Self(key)) }
    }

    /// The public half of a private key.
    #[must_use]
    pub fn of(key: &SigningKey) -> Self {
        Self(key.verifying_key())
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The key in the arithmetic library's type.
    #[must_use]
    pub const fn verifying_key(&self) -> &VerifyingKey {
        &self.0
    }

    /// The JWK thumbprint (RFC 7638) of the key as an OKP key (RFC 8037 section 2).
    #[must_use]
    pub fn id(&self) -> KeyId {
        let jwk = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{self}"}}"#);
        KeyId(URL_SAFE_NO_PAD.encode(Digest::of(jwk.as_bytes()).as_bytes()))
    }
}

impl fmt::Display for PublicKey {
    /// The `x` of the JWK: base64url without padding.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.as_bytes()))
    }
}

impl FromStr for PublicKey {
    type Err = JwsError;

    fn from_str(text: &str) -> Result<Self, JwsError> {
        Self::from_bytes(&URL_SAFE_NO_PAD.decode(text).map_err(|_| JwsError::NotAKey)?)
    }
}

/// A protected header under the exact-header rule.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

/// A compact JWS that was taken apart but whose signature has not been checked.
#[derive(Debug)]
pub struct Unverified<'a> {
    signing_input: &'a str,
    payload: Vec<u8>,
    signature: Signature,
    key_id: KeyId,
}

impl<'a> Unverified<'a> {
    /// Takes a compact JWS of the expected type apart.
    pub fn parse(text: &'a str, expected: StatementType) -> Result<Self, JwsError> {
        if text.len() > STATEMENT_MAX_BYTES {
            return Err(JwsError::TooLarge);
        }
        let (signing_input, signature) = text.rsplit_once('.').ok_or(JwsError::NotCompact)?;
        let (header, payload) = signing_input.split_once('.').ok_or(JwsError::NotCompact)?;
        let key_id = read_header(header, expected)?;
        let payload = URL_SAFE_NO_PAD.decode(payload).map_err(|_| JwsError::NotCompact)?;
        Ok(Self { signing_input, payload, signature: read_signature(signature)?, key_id })
    }

    /// The id of the key it claims to be signed with.
    #[must_use]
    pub const fn key_id(&self) -> &KeyId {
        &self.key_id
    }

    /// The payload, not to be believed before [`Self::verify`].
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// Checks the signature strictly and hands out the payload.
    pub fn verify(&self, key: &PublicKey) -> Result<&[u8], JwsError> {
        if key.id() != self.key_id {
            return Err(JwsError::WrongKey);
        }
        let input = self.signing_input.as_bytes();
        key.0.verify_strict(input, &self.signature).map_err(|_| JwsError::BadSignature)?;
        Ok(&self.payload)
    }
}

/// Signs a payload as a compact JWS.
#[must_use]
pub fn sign(key: &SigningKey, typ: StatementType, payload: &[u8]) -> String {
    let detached = sign_detached(key, typ, payload);
    let payload = URL_SAFE_NO_PAD.encode(payload);
    format!("{}.{payload}.{}", detached.protected, detached.signature)
}

/// One signature of a general JWS (RFC 7515 section 7.2.1).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DetachedSignature {
    /// The protected header, base64url.
    pub protected: String,
    /// The signature, base64url.
    pub signature: String,
}

impl DetachedSignature {
    /// The id of the key this signature claims.
    pub fn key_id(&self, expected: StatementType) -> Result<KeyId, JwsError> {
        read_header(&self.protected, expected)
    }

    /// Checks this signature over a payload strictly.
    pub fn verify(&self, typ: StatementType, payload: &[u8], key: &PublicKey) -> Result<(), JwsError> {
        let compact = format!("{}.{}.{}", self.protected, URL_SAFE_NO_PAD.encode(payload), self.signature);
        Unverified::parse(&compact, typ)?.verify(key)?;
        Ok(())
    }
}

/// Signs a payload for a general JWS.
#[must_use]
pub fn sign_detached(key: &SigningKey, typ: StatementType, payload: &[u8]) -> DetachedSignature {
    let kid = PublicKey::of(key).id().0;
    let header = Header { alg: ALGORITHM.to_owned(), kid, typ: typ.typ().to_owned() };
    // A struct of three texts always has a canonical form.
    let protected = URL_SAFE_NO_PAD.encode(canonical(&header).unwrap_or_default());
    let signature = key.sign(format!("{protected}.{}", URL_SAFE_NO_PAD.encode(payload)).as_bytes());
    DetachedSignature { protected, signature: URL_SAFE_NO_PAD.encode(signature.to_bytes()) }
}

fn read_header(encoded: &str, expected: StatementType) -> Result<KeyId, JwsError> {
    let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| JwsError::NotCompact)?;
    let header: Header = serde_json::from_slice(&bytes).map_err(|_| JwsError::HeaderNotExact)?;
    if header.alg != ALGORITHM {
        return Err(JwsError::WrongAlgorithm);
    }
    if header.typ != expected.typ() {
        return Err(JwsError::WrongType);
    }
    header.kid.parse()
}

fn read_signature(encoded: &str) -> Result<Signature, JwsError> {
    let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| JwsError::NotCompact)?;
    Signature::from_slice(&bytes).map_err(|_| JwsError::BadSignature)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    fn with_header(header: &str) -> String {
        let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode("{}"));
        let signature = key().sign(input.as_bytes());
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }

    #[test]
    fn what_was_signed_verifies_and_nothing_else_does() {
        let text = sign(&key(), StatementType::Ballot, b"{}");
        let parsed = Unverified::parse(&text, StatementType::Ballot).unwrap();
        assert_eq!(parsed.verify(&PublicKey::of(&key())), Ok(&b"{}"[..]));
        let other = PublicKey::of(&SigningKey::from_bytes(&[8; 32]));
        assert_eq!(parsed.verify(&other), Err(JwsError::WrongKey));
    }

    #[test]
    fn a_statement_of_one_type_is_not_taken_for_another() {
        let text = sign(&key(), StatementType::Enrolment, b"{}");
        assert_eq!(Unverified::parse(&text, StatementType::Ballot).unwrap_err(), JwsError::WrongType);
    }

    #[test]
    fn headers_beyond_alg_typ_and_kid_are_refused() {
        let kid = PublicKey::of(&key()).id();
        let typ = StatementType::Ballot.typ();
        for extra in [r#""crit":["b64"]"#, r#""b64":false"#, r#""jwk":{}"#, r#""jku":"x""#, r#""x5u":"x""#] {
            let text = with_header(&format!(r#"{{"alg":"EdDSA","typ":"{typ}","kid":"{kid}",{extra}}}"#));
            assert_eq!(
                Unverified::parse(&text, StatementType::Ballot).unwrap_err(),
                JwsError::HeaderNotExact
            );
        }
        let none = with_header(&format!(r#"{{"alg":"none","typ":"{typ}","kid":"{kid}"}}"#));
        assert_eq!(Unverified::parse(&none, StatementType::Ballot).unwrap_err(), JwsError::WrongAlgorithm);
        let twice = with_header(&format!(r#"{{"alg":"EdDSA","alg":"EdDSA","typ":"{typ}","kid":"{kid}"}}"#));
        assert_eq!(Unverified::parse(&twice, StatementType::Ballot).unwrap_err(), JwsError::HeaderNotExact);
    }

    #[test]
    fn every_changed_character_is_refused() {
        let text = sign(&key(), StatementType::Ballot, br#"{"a":1}"#);
        let public = PublicKey::of(&key());
        for position in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[position] = if bytes[position] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            let verified = Unverified::parse(&changed, StatementType::Ballot)
                .and_then(|jws| jws.verify(&public).map(<[u8]>::to_vec));
            assert!(verified.is_err(), "position {position}");
        }
    }

    #[test]
    fn a_key_of_small_order_is_not_a_key() {
        assert_eq!(PublicKey::from_bytes(&[0; 32]), Err(JwsError::NotAKey));
    }

    #[test]
    fn the_thumbprint_is_that_of_rfc_8037() {
        // RFC 8037 appendix A.3.
        let key: PublicKey = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo".parse().unwrap();
        assert_eq!(key.id().as_str(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
