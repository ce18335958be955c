//! The electors of a meeting. Names and shares stand in the roll document; here is what a cast needs.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::store::entity::{elector, elector_owner};
use crate::store::error::StoreError;
use crate::store::rows::{KEYS_MAX, insert_all, plain, row_of};

/// One elector of one meeting.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Elector {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The elector's pseudonym in this meeting, at most 32 characters.
    pub elector: String,
    /// `owner` or `developer`.
    pub kind: String,
    /// Its first unit, for messages.
    pub unit: String,
    /// Canonical JSON array of the owners who are this elector.
    pub owners: Vec<u8>,
    /// Canonical JSON array of the matters it may decide.
    pub matters: Vec<u8>,
    /// Its area in the whole community in thousandths of its unit, for turnout.
    pub area_thousandths: u64,
}

row_of!(elector => Elector { community_id, meeting_id, elector, kind, unit, owners, matters, area_thousandths });

/// An owner who may act for an elector.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ElectorOwner {
    /// The community.
    pub community_id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The owner, as the register names it.
    pub owner_id: String,
    /// The elector.
    pub elector: String,
}

row_of!(elector_owner => ElectorOwner { community_id, meeting_id, owner_id, elector });

/// Adds electors.
pub async fn insert_many(
    connection: &impl ConnectionTrait,
    electors: Vec<Elector>,
) -> Result<(), StoreError> {
    insert_all::<elector::ActiveModel>(connection, electors).await
}

/// Adds who may act for electors.
pub async fn insert_owners(
    connection: &impl ConnectionTrait,
    owners: Vec<ElectorOwner>,
) -> Result<(), StoreError> {
    insert_all::<elector_owner::ActiveModel>(connection, owners).await
}

/// Lets other owners act for an elector: their canonical JSON array, and each of them.
pub async fn replace_owners(
    connection: &impl ConnectionTrait,
    (community_id, meeting_id, elector): (Uuid, Uuid, String),
    (owners, names): (Vec<u8>, Vec<String>),
) -> Result<(), StoreError> {
    elector::Entity::update_many()
        .col_expr(elector::Column::Owners, Expr::val(owners))
        .filter(elector::Column::CommunityId.eq(community_id))
        .filter(elector::Column::MeetingId.eq(meeting_id))
        .filter(elector::Column::Elector.eq(&elector))
        .exec(connection)
        .await?;
    elector_owner::Entity::delete_many()
        .filter(elector_owner::Column::CommunityId.eq(community_id))
        .filter(elector_owner::Column::MeetingId.eq(meeting_id))
        .filter(elector_owner::Column::Elector.eq(&elector))
        .exec(connection)
        .await?;
    let row = |owner_id| ElectorOwner { community_id, meeting_id, owner_id, elector: elector.clone() };
    insert_owners(connection, names.into_iter().map(row).collect()).await
}

/// The electors that any of some owners may act for, in order.
pub async fn of_owners(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    owners: &[String],
) -> Result<Vec<String>, StoreError> {
    let query = elector_owner::Entity::find()
        .filter(elector_owner::Column::CommunityId.eq(community_id))
        .filter(elector_owner::Column::MeetingId.eq(meeting_id))
        .filter(elector_owner::Column::OwnerId.is_in(owners))
        .order_by_asc(elector_owner::Column::Elector)
        .select_only()
        .column(elector_owner::Column::Elector)
        .distinct();
    Ok(query.into_tuple().all(connection).await?)
}

/// Those of some electors that exist, in no order.
pub async fn find_many(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    electors: &[String],
) -> Result<Vec<Elector>, StoreError> {
    let mut found = Vec::with_capacity(electors.len());
    for keys in electors.chunks(KEYS_MAX) {
        let query = of_meeting(community_id, meeting_id).filter(elector::Column::Elector.is_in(keys));
        found.append(&mut plain(query.all(connection).await?));
    }
    Ok(found)
}

/// All electors of a meeting, in order.
pub async fn all(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<Vec<Elector>, StoreError> {
    let query = of_meeting(community_id, meeting_id).order_by_asc(elector::Column::Elector);
    Ok(plain(query.all(connection).await?))
}

/// Electors in order after one of them, at most `limit`.
pub async fn list(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<Elector>, StoreError> {
    let query = of_meeting(community_id, meeting_id)
        .filter(elector::Column::Elector.gt(after.unwrap_or_default()))
        .order_by_asc(elector::Column::Elector)
        .limit(limit);
    Ok(plain(query.all(connection).await?))
}

/// How many electors a meeting has.
pub async fn count(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
) -> Result<u64, StoreError> {
    Ok(of_meeting(community_id, meeting_id).count(connection).await?)
}

fn of_meeting(community_id: Uuid, meeting_id: Uuid) -> Select<elector::Entity> {
    elector::Entity::find()
        .filter(elector::Column::CommunityId.eq(community_id))
        .filter(elector::Column::MeetingId.eq(meeting_id))
}
