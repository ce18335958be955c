//! How domain values stand in columns, checked again when they are read.

use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr};
use sea_orm::{
    ActiveValue, ColIdx, DbErr, IntoActiveValue, QueryResult, TryFromU64, TryGetError, TryGetable, Value,
};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;

/// A `bigint` that is never negative.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Natural(pub u64);

impl Natural {
    /// A bound to compare with; one beyond every column's value stands for no bound.
    pub fn bound(number: u64) -> Self {
        Self(number.min(i64::MAX.unsigned_abs()))
    }
}

/// An `integer` that is never negative.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Ordinal(pub u32);

/// A type of column and the value a caller sees for it.
pub trait Column {
    /// What callers hold.
    type Plain;
    /// The caller's value.
    fn plain(self) -> Self::Plain;
    /// The column's value.
    fn stored(plain: Self::Plain) -> Self;
}

macro_rules! columns_as_they_are {
    ($($type:ty),+) => {$(
        impl Column for $type {
            type Plain = Self;
            fn plain(self) -> Self {
                self
            }
            fn stored(plain: Self) -> Self {
                plain
            }
        }
    )+};
}

columns_as_they_are!(Uuid, String, Vec<u8>, bool, Instant, Digest);

impl Column for Natural {
    type Plain = u64;
    fn plain(self) -> u64 {
        self.0
    }
    fn stored(plain: u64) -> Self {
        Self(plain)
    }
}

impl Column for Ordinal {
    type Plain = u32;
    fn plain(self) -> u32 {
        self.0
    }
    fn stored(plain: u32) -> Self {
        Self(plain)
    }
}

impl<C: Column> Column for Option<C> {
    type Plain = Option<C::Plain>;
    fn plain(self) -> Self::Plain {
        self.map(C::plain)
    }
    fn stored(plain: Self::Plain) -> Self {
        plain.map(C::stored)
    }
}

/// Teaches sea-orm a column type: what is stored, how it is written, and how it is read or refused.
macro_rules! column_type {
    ($type:ident stored as $stored:ty, $column:expr, write $write:expr, read $read:expr) => {
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                let write: fn($type) -> $stored = $write;
                write(value).into()
            }
        }

        impl TryGetable for $type {
            fn try_get_by<I: ColIdx>(result: &QueryResult, index: I) -> Result<Self, TryGetError> {
                let read: fn($stored) -> Option<$type> = $read;
                let what = format!("column {index:?} holds no {}", stringify!($type));
                let stored = <$stored>::try_get_by(result, index)?;
                read(stored).ok_or(TryGetError::DbErr(DbErr::Type(what)))
            }
        }

        impl ValueType for $type {
            fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
                let read: fn($stored) -> Option<$type> = $read;
                read(<$stored as ValueType>::try_from(value)?).ok_or(ValueTypeErr)
            }

            fn type_name() -> String {
                stringify!($type).to_owned()
            }

            fn array_type() -> ArrayType {
                <$stored as ValueType>::array_type()
            }

            fn column_type() -> ColumnType {
                $column
            }
        }

        impl Nullable for $type {
            fn null() -> Value {
                <$stored as Nullable>::null()
            }
        }

        impl IntoActiveValue<$type> for $type {
            fn into_active_value(self) -> ActiveValue<$type> {
                ActiveValue::Set(self)
            }
        }

        // Asked of every part of a primary key; no key here is made by the database.
        impl TryFromU64 for $type {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($type)))
            }
        }
    };
}

column_type!(Instant stored as i64, ColumnType::BigInteger,
    write Instant::microseconds, read |stored| Instant::from_microseconds(stored).ok());
column_type!(Digest stored as Vec<u8>, ColumnType::Blob,
    write |digest| digest.as_bytes().to_vec(),
    read |stored| stored.try_into().ok().map(Digest::from_bytes));
// A number beyond the column becomes -1, which every CHECK refuses.
column_type!(Natural stored as i64, ColumnType::BigInteger,
    write |natural| natural.0.try_into().unwrap_or(-1),
    read |stored| stored.try_into().ok().map(Natural));
column_type!(Ordinal stored as i32, ColumnType::Integer,
    write |ordinal| ordinal.0.try_into().unwrap_or(-1),
    read |stored| stored.try_into().ok().map(Ordinal));
