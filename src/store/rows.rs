//! Between plain rows and sea-orm's models, and many rows at once.

use sea_orm::{ActiveModelTrait, ConnectionTrait, DbBackend, Insert};

use crate::store::arrays;
use crate::store::error::StoreError;

/// Rows in one list, a power of two: longer ones save nothing, and SQLite keeps the program of each.
const LIST_MAX: usize = 256;

/// Rows in one statement of arrays.
const ROWS_MAX: usize = 10_000;

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

/// Inserts rows in a bounded number of different statements, so that each is prepared once.
///
/// PostgreSQL takes every column as one array, in one statement whatever the number of rows. SQLite,
/// to which a statement is a call and not a journey, takes them in lists whose lengths are powers of two.
pub(super) async fn insert_all<A>(
    connection: &impl ConnectionTrait,
    rows: Vec<impl Into<A>>,
) -> Result<(), StoreError>
where
    A: ActiveModelTrait,
{
    let mut rows = rows.into_iter().map(Into::into);
    if connection.get_database_backend() == DbBackend::Postgres {
        while rows.len() > 0 {
            connection.execute_raw(arrays::insert(rows.by_ref().take(ROWS_MAX).collect())?).await?;
        }
        return Ok(());
    }
    while let Some(longest) = rows.len().min(LIST_MAX).checked_ilog2() {
        let list: Vec<A> = rows.by_ref().take(1 << longest).collect();
        Insert::many(list).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// Plain rows of models.
pub(super) fn plain<M, R: From<M>>(models: Vec<M>) -> Vec<R> {
    models.into_iter().map(R::from).collect()
}
