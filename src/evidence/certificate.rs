//! The tally certificate: totals, inequalities and verdicts of a meeting, signed.
//!
//! Its payload is canonical JSON; its signatures are those of a general JWS (RFC 7515 section
//! 7.2.1), the service's first and then those of scrutineers and the supervising office.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::digest::{CanonicalError, Digest, canonical};
use super::document::{self, DocumentError};
use super::jws::{DetachedSignature, PublicKey};
use super::text;
use super::verdict::VerdictForm;
use crate::domain::ballots::Medium;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::mandates::Capacity;
use crate::domain::meetings::MatterId;
use crate::domain::representation::RepresentationState;

/// What is certified.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// Version of this form.
    pub v: u32,
    /// The origin of the record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// Texts, options, rule pack, switches.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub definition: Digest,
    /// The final roll.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub roll: Digest,
    /// The tree as the close left it.
    pub close: CloseForm,
    /// Ballots accepted online, replaced ones included.
    pub ballots_received: u64,
    /// Votes that count, one of an elector, however it came.
    pub ballots_counted: u64,
    /// How they came, and what came beside them.
    pub channels: ChannelsForm,
    /// Electors of several owners for whom one acted.
    pub co_owned: CoOwnedForm,
    /// When they were counted.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub counted_at: Instant,
    /// The verdict on each matter, in the order of the agenda.
    pub matters: Vec<MatterVerdict>,
}

/// The record up to and including the close.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CloseForm {
    /// The index of the closing entry.
    pub index: u64,
    /// The root of the tree whose last leaf is the closing entry.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub root: Digest,
}

/// How electors of several owners were represented, where that was not settled by all of them.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CoOwnedForm {
    /// Electors whose ballot counts as that of the first co-owner to act, without objection.
    pub provisional: u64,
    /// Electors whose ballot counts because the convener decided so.
    pub confirmed: u64,
    /// Electors that cast ballots of which none counts: the convener, or all co-owners by naming another
    /// one, set them aside. They did not take part.
    pub set_aside: u64,
}

/// How the votes that count came: each online or on paper; of these some by holders and some with assistance.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChannelsForm {
    /// Electors whose vote came as a signed ballot.
    pub online: u64,
    /// Electors whose vote came on paper.
    pub paper: u64,
    /// Of both, electors whose vote a proxy cast.
    pub proxy: u64,
    /// Of both, electors whose vote a delegate cast.
    pub delegate: u64,
    /// Of those online, electors whose vote was cast with recorded assistance.
    pub assisted: u64,
    /// Electors with votes by more than one voice or medium, of which one counts.
    pub conflicts: u64,
    /// Papers that were not authentic. None of them counts.
    pub not_authentic: u64,
}

/// By whom a vote that counts was cast.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CastBy {
    /// The owner.
    Owner,
    /// The owner, with recorded assistance.
    AssistedOwner,
    /// A holder of a mandate.
    Holder(Capacity),
}

/// The verdict on one matter.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MatterVerdict {
    /// The matter.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub matter: MatterId,
    /// Totals, inequalities, verdict. Candidates stand by their identity on the ballot.
    pub verdict: VerdictForm,
}

impl ChannelsForm {
    /// Adds an elector whose vote counts.
    pub const fn add(&mut self, medium: Medium, by: CastBy) {
        match medium {
            Medium::Online => self.online += 1,
            Medium::Paper => self.paper += 1,
        }
        match by {
            CastBy::Owner => {}
            CastBy::AssistedOwner => self.assisted += 1,
            CastBy::Holder(Capacity::Proxy) => self.proxy += 1,
            CastBy::Holder(Capacity::Delegate) => self.delegate += 1,
        }
    }

    /// How many electors' votes count.
    #[must_use]
    pub const fn counted(&self) -> u64 {
        self.online + self.paper
    }
}

impl CoOwnedForm {
    /// Adds an elector of several owners that is so represented.
    pub const fn add(&mut self, state: RepresentationState) {
        match state {
            RepresentationState::Provisional => self.provisional += 1,
            RepresentationState::Confirmed => self.confirmed += 1,
            RepresentationState::SetAside => self.set_aside += 1,
            RepresentationState::Nobody | RepresentationState::Settled | RepresentationState::Disputed => {}
        }
    }
}

impl Certificate {
    /// The version of the form written here.
    pub const VERSION: u32 = 1;

    /// The payload that is signed, canonical JSON.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical(self)
    }

    /// Reads a payload, which must be canonical.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DocumentError> {
        let certificate: Self = document::read(bytes)?;
        if certificate.v == Self::VERSION {
            Ok(certificate)
        } else {
            Err(DocumentError::UnknownVersion(certificate.v))
        }
    }
}

/// A certificate with everything that was signed under it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedCertificate {
    /// The payload, base64url.
    pub payload: String,
    /// The signatures, the service's first.
    pub signatures: Vec<CertificateSignature>,
}

/// One signature of a certificate.
///
/// `header` is the unprotected header of a general JWS: who signs stands in the record, the key
/// is here so that anyone can check it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CertificateSignature {
    /// The protected header, base64url.
    pub protected: String,
    /// As what, and with which key.
    pub header: SignerForm,
    /// The signature, base64url.
    pub signature: String,
}

/// Who signed a certificate.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignerForm {
    /// The role; null for the service itself.
    #[serde(with = "text::option")]
    #[cfg_attr(feature = "server", schema(value_type = Option<String>))]
    pub role: Option<Role>,
    /// The public key, base64url.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub key: PublicKey,
}

impl CertificateSignature {
    /// A signature together with its signer.
    #[must_use]
    pub fn new(detached: DetachedSignature, signer: SignerForm) -> Self {
        Self { protected: detached.protected, header: signer, signature: detached.signature }
    }

    /// The signature alone.
    #[must_use]
    pub fn detached(&self) -> DetachedSignature {
        DetachedSignature { protected: self.protected.clone(), signature: self.signature.clone() }
    }

    /// What stands for it in the record.
    pub fn digest(&self) -> Result<Digest, CanonicalError> {
        Ok(Digest::of(&canonical(self)?))
    }
}

impl SignedCertificate {
    /// A payload with its signatures.
    #[must_use]
    pub fn new(payload: &[u8], signatures: Vec<CertificateSignature>) -> Self {
        Self { payload: URL_SAFE_NO_PAD.encode(payload), signatures }
    }

    /// The payload's bytes; none if they are not base64url.
    #[must_use]
    pub fn payload_bytes(&self) -> Option<Vec<u8>> {
        URL_SAFE_NO_PAD.decode(&self.payload).ok()
    }
}
