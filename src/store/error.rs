//! What can go wrong between a caller and the database.

use sea_orm::sqlx::Error as SqlxError;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlErr};
use thiserror::Error;

/// Why a statement or a transaction failed; causes are for the log only.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database cannot be reached, or the connection broke: the outcome of a commit is unknown.
    #[error("the database cannot be reached")]
    Unavailable(#[source] DbErr),
    /// Another writer is in the way and nothing was written: try the whole transaction again.
    #[error("another writer is in the way")]
    Busy(#[source] DbErr),
    /// Another writer was first, or the row exists already; the transaction is lost.
    #[error("another writer was first: {0}")]
    Conflict(String),
    /// A stored value is not one that this program writes.
    #[error("a stored value is damaged: {0}")]
    Corrupt(String),
    /// The address is neither `sqlite:` with a file nor `postgres:`.
    #[error("the database address is neither sqlite: with a file nor postgres:")]
    UnknownAddress,
    /// The database refused: a constraint, an append-only guard or a fault of ours.
    #[error("the database refused a statement")]
    Refused(#[source] DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(message)) = error.sql_err() {
            return Self::Conflict(message);
        }
        match kind_of(&error) {
            Kind::Unavailable => Self::Unavailable(error),
            Kind::Busy => Self::Busy(error),
            Kind::Corrupt => Self::Corrupt(error.to_string()),
            Kind::Refused => Self::Refused(error),
        }
    }
}

enum Kind {
    Unavailable,
    Busy,
    Corrupt,
    Refused,
}

#[expect(clippy::wildcard_enum_match_arm, reason = "sea-orm's enum is open; the rest is refused")]
fn kind_of(error: &DbErr) -> Kind {
    match error {
        // No free connection, so nothing was written.
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Kind::Busy,
        DbErr::Type(_) | DbErr::TryIntoErr { .. } => Kind::Corrupt,
        DbErr::Conn(RuntimeErr::SqlxError(cause)) => kind_of_cause(cause, Kind::Unavailable),
        DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
            kind_of_cause(cause, Kind::Refused)
        }
        DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) | DbErr::Conn(_) => Kind::Unavailable,
        _ => Kind::Refused,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "sqlx's enum is open; the caller says what the rest is")]
fn kind_of_cause(cause: &SqlxError, otherwise: Kind) -> Kind {
    match cause {
        SqlxError::Io(_) | SqlxError::Tls(_) | SqlxError::PoolClosed | SqlxError::WorkerCrashed => {
            Kind::Unavailable
        }
        SqlxError::ColumnDecode { .. } | SqlxError::Decode(_) => Kind::Corrupt,
        SqlxError::Database(refusal) => refusal.code().map_or(otherwise, |code| kind_of_code(&code)),
        _ => otherwise,
    }
}

/// PostgreSQL's SQLSTATE has five characters; SQLite's extended codes are decimal numbers below that.
fn kind_of_code(code: &str) -> Kind {
    if code.len() == 5 {
        return match code {
            // serialization_failure, deadlock_detected, lock_not_available
            "40001" | "40P01" | "55P03" => Kind::Busy,
            // admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections
            "57P01" | "57P02" | "57P03" | "53300" => Kind::Unavailable,
            // connection_exception
            _ if code.starts_with("08") => Kind::Unavailable,
            _ => Kind::Refused,
        };
    }
    match code.parse::<u32>().map(|number| number & 0xff) {
        // SQLITE_BUSY, SQLITE_LOCKED
        Ok(5 | 6) => Kind::Busy,
        // SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN
        Ok(10 | 13 | 14) => Kind::Unavailable,
        // SQLITE_CORRUPT, SQLITE_NOTADB
        Ok(11 | 26) => Kind::Corrupt,
        _ => Kind::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_race_for_a_lock_is_busy_on_both_databases() {
        for code in ["5", "517", "6", "262", "40001", "40P01", "55P03"] {
            assert!(matches!(kind_of_code(code), Kind::Busy), "{code}");
        }
    }

    #[test]
    fn a_database_that_goes_away_is_unavailable_and_not_refusing() {
        for code in ["57P01", "08006", "53300", "10", "14", "778"] {
            assert!(matches!(kind_of_code(code), Kind::Unavailable), "{code}");
        }
        for code in ["23514", "P0001", "275", "1811"] {
            assert!(matches!(kind_of_code(code), Kind::Refused), "{code}");
        }
    }
}
