//! Many rows for PostgreSQL in one statement that is the same for any number of them.

use sea_orm::sea_query::ArrayType;
use sea_orm::{
    ActiveModelTrait, ColumnTrait as _, ColumnType, DbBackend, EntityName as _, EntityTrait, Iden as _,
    Iterable as _, Statement, Value,
};

use crate::store::error::StoreError;

/// An array with the name of its place in the statement.
struct Given {
    name: String,
    sql: &'static str,
    array: Value,
}

/// `INSERT … SELECT … FROM unnest(…)` with one array for each column.
///
/// The driver's arrays hold no nulls, so a column that may be null has a second array that says in
/// which rows it is not.
pub(super) fn insert<A: ActiveModelTrait>(mut rows: Vec<A>) -> Result<Statement, StoreError> {
    let (mut names, mut picked, mut given) = (Vec::new(), Vec::new(), Vec::new());
    for column in <A::Entity as EntityTrait>::Column::iter() {
        let (name, definition) = (column.to_string(), column.def());
        let (sql, kind, nothing) = element(definition.get_column_type())?;
        let cells = rows
            .iter_mut()
            .map(|row| row.take(column).into_value().filter(|value| *value != value.as_null()));
        let cells: Vec<Option<Value>> = cells.collect();
        let has = cells.iter().map(|cell| Value::Bool(Some(cell.is_some()))).collect();
        let cells = cells.into_iter().map(|cell| cell.unwrap_or_else(|| nothing.clone())).collect();
        given.push(Given { name: format!("of_{name}"), sql, array: array(kind, cells) });
        if definition.is_null() {
            picked.push(format!("CASE WHEN has_{name} THEN of_{name} END"));
            given.push(Given {
                name: format!("has_{name}"),
                sql: "boolean",
                array: array(ArrayType::Bool, has),
            });
        } else {
            picked.push(format!("of_{name}"));
        }
        names.push(format!("\"{name}\""));
    }
    let arrays = (1..).zip(&given).map(|(number, given)| format!("${number}::{}[]", given.sql));
    let arrays: Vec<String> = arrays.collect();
    let (table, names, picked) = (A::Entity::default(), names.join(", "), picked.join(", "));
    let called: Vec<&str> = given.iter().map(|given| given.name.as_str()).collect();
    let sql = format!(
        "INSERT INTO \"{}\" ({names}) SELECT {picked} FROM unnest({}) AS given ({})",
        table.table_name(),
        arrays.join(", "),
        called.join(", "),
    );
    Ok(Statement::from_sql_and_values(DbBackend::Postgres, sql, given.into_iter().map(|given| given.array)))
}

fn array(kind: ArrayType, values: Vec<Value>) -> Value {
    Value::Array(kind, Some(Box::new(values)))
}

/// The type of an array's elements in the database and in the driver, and an element to stand where
/// there is none.
#[expect(clippy::wildcard_enum_match_arm, reason = "sea-query's enum is open; no table here has the rest")]
fn element(column: &ColumnType) -> Result<(&'static str, ArrayType, Value), StoreError> {
    Ok(match column {
        ColumnType::Uuid => ("uuid", ArrayType::Uuid, Value::Uuid(Some(uuid::Uuid::nil()))),
        ColumnType::Blob | ColumnType::VarBinary(_) | ColumnType::Binary(_) => {
            ("bytea", ArrayType::Bytes, Value::Bytes(Some(Vec::new())))
        }
        ColumnType::String(_) | ColumnType::Text => {
            ("text", ArrayType::String, Value::String(Some(String::new())))
        }
        ColumnType::BigInteger => ("bigint", ArrayType::BigInt, Value::BigInt(Some(0))),
        ColumnType::Integer => ("integer", ArrayType::Int, Value::Int(Some(0))),
        ColumnType::Boolean => ("boolean", ArrayType::Bool, Value::Bool(Some(false))),
        other => return Err(StoreError::Corrupt(format!("no array is of type {other:?}"))),
    })
}
