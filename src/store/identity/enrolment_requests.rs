//! Enrolments that wait for others to confirm them, and what was confirmed so far.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::store::entity::{enrolment_confirmation, enrolment_request};
use crate::store::error::StoreError;
use crate::store::rows::{insert as insert_row, plain, row_of};

/// One request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EnrolmentRequest {
    /// The community.
    pub community_id: Uuid,
    /// The request.
    pub request_id: Uuid,
    /// The activation that was used for it.
    pub activation_id: Uuid,
    /// `desk`, `recovery` or `device`.
    pub method: String,
    /// The owner the key is to sign for.
    pub owner_id: String,
    /// The account that will hold the key; absent where a new one is made.
    pub account_id: Option<Uuid>,
    /// The key's thumbprint (RFC 7638), 43 characters.
    pub thumbprint: String,
    /// The signed statement of enrolment, byte for byte.
    pub statement: Vec<u8>,
    /// What its holder calls it.
    pub label: Option<String>,
    /// When the device asked.
    pub requested_at: Instant,
    /// From when on it cannot be confirmed.
    pub expires_at: Instant,
    /// When the key was enrolled.
    pub enrolled_at: Option<Instant>,
    /// When it was refused.
    pub refused_at: Option<Instant>,
    /// By whom; absent where another enrolment replaced it.
    pub refused_by: Option<Uuid>,
}

row_of!(enrolment_request => EnrolmentRequest {
    community_id, request_id, activation_id, method, owner_id, account_id, thumbprint, statement, label,
    requested_at, expires_at, enrolled_at, refused_at, refused_by,
});

/// One confirmation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EnrolmentConfirmation {
    /// The community.
    pub community_id: Uuid,
    /// The request.
    pub request_id: Uuid,
    /// Who confirmed.
    pub account_id: Uuid,
    /// As what.
    pub role: String,
    /// The key they signed with.
    pub thumbprint: String,
    /// The signed statement, byte for byte.
    pub statement: Vec<u8>,
    /// When.
    pub confirmed_at: Instant,
}

row_of!(enrolment_confirmation => EnrolmentConfirmation {
    community_id, request_id, account_id, role, thumbprint, statement, confirmed_at,
});

/// Adds a request.
pub async fn insert(connection: &impl ConnectionTrait, request: EnrolmentRequest) -> Result<(), StoreError> {
    insert_row::<enrolment_request::ActiveModel>(connection, request).await
}

/// One request.
pub async fn find(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    request_id: Uuid,
) -> Result<Option<EnrolmentRequest>, StoreError> {
    let query = enrolment_request::Entity::find_by_id((community_id, request_id));
    Ok(query.one(connection).await?.map(EnrolmentRequest::from))
}

/// The requests of a community that can still be confirmed, the oldest first.
pub async fn open(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    now: Instant,
) -> Result<Vec<EnrolmentRequest>, StoreError> {
    let query = enrolment_request::Entity::find()
        .filter(enrolment_request::Column::CommunityId.eq(community_id))
        .filter(enrolment_request::Column::EnrolledAt.is_null())
        .filter(enrolment_request::Column::RefusedAt.is_null())
        .filter(enrolment_request::Column::ExpiresAt.gt(now))
        .order_by_asc(enrolment_request::Column::RequestId);
    Ok(plain(query.all(connection).await?))
}

/// Marks a request as carried out unless it was refused or carried out before; whether it was not.
pub async fn complete(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    request_id: Uuid,
    at: Instant,
) -> Result<bool, StoreError> {
    let updated = enrolment_request::Entity::update_many()
        .col_expr(enrolment_request::Column::EnrolledAt, Expr::val(at))
        .filter(enrolment_request::Column::CommunityId.eq(community_id))
        .filter(enrolment_request::Column::RequestId.eq(request_id))
        .filter(enrolment_request::Column::EnrolledAt.is_null())
        .filter(enrolment_request::Column::RefusedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Refuses a request unless it was refused or carried out before; whether it was not.
pub async fn refuse(
    connection: &impl ConnectionTrait,
    (community_id, request_id): (Uuid, Uuid),
    by: Uuid,
    at: Instant,
) -> Result<bool, StoreError> {
    let updated = enrolment_request::Entity::update_many()
        .col_expr(enrolment_request::Column::RefusedAt, Expr::val(at))
        .col_expr(enrolment_request::Column::RefusedBy, Expr::val(by))
        .filter(enrolment_request::Column::CommunityId.eq(community_id))
        .filter(enrolment_request::Column::RequestId.eq(request_id))
        .filter(enrolment_request::Column::EnrolledAt.is_null())
        .filter(enrolment_request::Column::RefusedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Refuses every open request of an owner, because another enrolment replaces them; how many.
pub async fn replace_open(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    owner_id: &str,
    at: Instant,
) -> Result<u64, StoreError> {
    let updated = enrolment_request::Entity::update_many()
        .col_expr(enrolment_request::Column::RefusedAt, Expr::val(at))
        .filter(enrolment_request::Column::CommunityId.eq(community_id))
        .filter(enrolment_request::Column::OwnerId.eq(owner_id))
        .filter(enrolment_request::Column::EnrolledAt.is_null())
        .filter(enrolment_request::Column::RefusedAt.is_null())
        .exec(connection)
        .await?;
    Ok(updated.rows_affected)
}

/// Adds a confirmation.
pub async fn confirm(
    connection: &impl ConnectionTrait,
    confirmation: EnrolmentConfirmation,
) -> Result<(), StoreError> {
    insert_row::<enrolment_confirmation::ActiveModel>(connection, confirmation).await
}

/// What was confirmed of a request so far, in order of time.
pub async fn confirmations(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    request_id: Uuid,
) -> Result<Vec<EnrolmentConfirmation>, StoreError> {
    let query = enrolment_confirmation::Entity::find()
        .filter(enrolment_confirmation::Column::CommunityId.eq(community_id))
        .filter(enrolment_confirmation::Column::RequestId.eq(request_id))
        .order_by_asc(enrolment_confirmation::Column::ConfirmedAt)
        .order_by_asc(enrolment_confirmation::Column::Role);
    Ok(plain(query.all(connection).await?))
}
