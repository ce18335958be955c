//! What witnesses cosigned, signature line by signature line; verified before it comes here.

use std::ops::RangeInclusive;

use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Insert, Order, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::store::entity::cosignature;
use crate::store::error::StoreError;
use crate::store::rows::{plain, row_of};
use crate::store::values::Natural;

/// A witness's signature line under the checkpoint of one size.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cosignature {
    /// The community.
    pub community_id: Uuid,
    /// Size of the tree that was cosigned.
    pub size: u64,
    /// The witness's C2SP verifier key.
    pub witness: String,
    /// The signature line with its newline.
    pub line: String,
    /// When the witness says it signed, in seconds since the epoch.
    pub witnessed_at: u64,
}

row_of!(cosignature => Cosignature { community_id, size, witness, line, witnessed_at });

/// Adds a cosignature; the first of a witness for a size stays.
pub async fn put(connection: &impl ConnectionTrait, row: Cosignature) -> Result<(), StoreError> {
    let key = [cosignature::Column::CommunityId, cosignature::Column::Size, cosignature::Column::Witness];
    let insert = Insert::one(cosignature::ActiveModel::from(row))
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned());
    insert.exec_without_returning(connection).await?;
    Ok(())
}

/// The cosignatures of the tree of one size, by witness.
pub async fn at(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    size: u64,
) -> Result<Vec<Cosignature>, StoreError> {
    let query = of(community_id)
        .filter(cosignature::Column::Size.eq(Natural::bound(size)))
        .order_by_asc(cosignature::Column::Witness);
    Ok(plain(query.all(connection).await?))
}

/// A witness's cosignature of the largest tree.
pub async fn latest_of(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    witness: &str,
) -> Result<Option<Cosignature>, StoreError> {
    let query = of(community_id)
        .filter(cosignature::Column::Witness.eq(witness))
        .order_by_desc(cosignature::Column::Size);
    Ok(query.one(connection).await?.map(Cosignature::from))
}

/// The smallest size in a range that so many of some witnesses cosigned.
pub async fn first_by(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    sizes: RangeInclusive<u64>,
    quorum: (u32, &[String]),
) -> Result<Option<u64>, StoreError> {
    one_by(connection, community_id, sizes, quorum, Order::Asc).await
}

/// The largest size in a range that so many of some witnesses cosigned.
pub async fn last_by(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    sizes: RangeInclusive<u64>,
    quorum: (u32, &[String]),
) -> Result<Option<u64>, StoreError> {
    one_by(connection, community_id, sizes, quorum, Order::Desc).await
}

async fn one_by(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    sizes: RangeInclusive<u64>,
    (required, witnesses): (u32, &[String]),
    order: Order,
) -> Result<Option<u64>, StoreError> {
    let query = of(community_id)
        .filter(cosignature::Column::Size.gte(Natural::bound(*sizes.start())))
        .filter(cosignature::Column::Size.lte(Natural::bound(*sizes.end())))
        .filter(cosignature::Column::Witness.is_in(witnesses.iter().map(String::as_str)))
        .select_only()
        .column(cosignature::Column::Size)
        .group_by(cosignature::Column::Size)
        .having(Expr::col(cosignature::Column::Witness).count().gte(i64::from(required)))
        .order_by(cosignature::Column::Size, order)
        .limit(1);
    let size: Option<Natural> = query.into_tuple().one(connection).await?;
    Ok(size.map(|size| size.0))
}

fn of(community_id: Uuid) -> Select<cosignature::Entity> {
    cosignature::Entity::find().filter(cosignature::Column::CommunityId.eq(community_id))
}
