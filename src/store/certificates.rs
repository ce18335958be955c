//! Certificates of counts and the signatures under them (JWS, RFC 7515 section 7.2.1).

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::entity::{certificate, certificate_signature};
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// What a count certified.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Certificate {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The signed payload, byte for byte.
    pub payload: Vec<u8>,
    /// Its digest.
    pub payload_digest: Digest,
    /// When it was counted.
    pub counted_at: Instant,
}

row_of!(certificate => Certificate { community_id, meeting_id, payload, payload_digest, counted_at });

/// One signature under a certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CertificateSignature {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// Its place, 0 for the server's.
    pub position: u32,
    /// In which role it was given.
    pub role: String,
    /// The protected header, base64url.
    pub protected: String,
    /// The signature, base64url.
    pub signature: String,
    /// Thumbprint of the key (RFC 7638), 43 characters.
    pub thumbprint: String,
    /// Its entry in the record.
    pub entry_index: u64,
}

row_of!(certificate_signature => CertificateSignature {
    community_id, meeting_id, position, role, protected, signature, thumbprint, entry_index,
});

/// Adds a certificate.
pub async fn insert(connection: &impl ConnectionTrait, certificate: Certificate) -> Result<(), StoreError> {
    insert_row::<certificate::ActiveModel>(connection, certificate).await
}

/// The certificate of a meeting.
pub async fn find(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Option<Certificate>, StoreError> {
    let query = certificate::Entity::find_by_id((community_id, meeting_id));
    Ok(query.one(connection).await?.map(Certificate::from))
}

/// Adds a signature; its key must not have signed yet.
pub async fn insert_signature(
    connection: &impl ConnectionTrait,
    signature: CertificateSignature,
) -> Result<(), StoreError> {
    insert_row::<certificate_signature::ActiveModel>(connection, signature).await
}

/// The signatures under the certificate of a meeting, in order.
pub async fn signatures(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<CertificateSignature>, StoreError> {
    let query = certificate_signature::Entity::find()
        .filter(certificate_signature::Column::CommunityId.eq(community_id))
        .filter(certificate_signature::Column::MeetingId.eq(meeting_id))
        .order_by_asc(certificate_signature::Column::Position);
    Ok(plain(query.all(connection).await?))
}
