//! Between plain rows and sea-orm's models, and many rows at once.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Insert, Iterable};

use crate::store::error::StoreError;

/// Binds in one statement, below what SQLite (32 766) and PostgreSQL (65 535) allow.
const BINDS_MAX: usize = 30_000;

/// Keys in one `IN (…)` list.
pub(super) const KEYS_MAX: usize = 10_000;

/// Says which fields a row shares with its entity, in both directions.
macro_rules! row_of {
    ($entity:ident => $row:ident { $($field:ident),+ $(,)? }) => {
        impl From<$entity::Model> for $row {
            fn from(model: $entity::Model) -> Self {
                Self { $($field: $crate::store::values::Column::plain(model.$field)),+ }
            }
        }

        impl From<$row> for $entity::ActiveModel {
            fn from(row: $row) -> Self {
                Self {
                    $($field: sea_orm::ActiveValue::Set($crate::store::values::Column::stored(row.$field))),+
                }
            }
        }
    };
}
pub(super) use row_of;

/// Inserts one row.
pub(super) async fn insert<A>(connection: &impl ConnectionTrait, row: impl Into<A>) -> Result<(), StoreError>
where
    A: ActiveModelTrait,
{
    Insert::one(row.into()).exec_without_returning(connection).await?;
    Ok(())
}

/// Inserts rows in as few statements as the limit on binds allows.
pub(super) async fn insert_all<A>(
    connection: &impl ConnectionTrait,
    rows: Vec<impl Into<A>>,
) -> Result<(), StoreError>
where
    A: ActiveModelTrait,
{
    let columns = <A::Entity as EntityTrait>::Column::iter().count().max(1);
    let chunk = BINDS_MAX / columns;
    let mut rows = rows.into_iter().map(Into::into).peekable();
    while rows.peek().is_some() {
        let models: Vec<A> = rows.by_ref().take(chunk).collect();
        Insert::many(models).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Plain rows of models.
pub(super) fn plain<M, R: From<M>>(models: Vec<M>) -> Vec<R> {
    models.into_iter().map(R::from).collect()
}
