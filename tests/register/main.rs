//! Laws of registers and rolls: whatever the table, its rows' order and its file format.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a panic is how a law says that it does not hold"
)]

mod documents;
mod rolls;
#[cfg(feature = "server")]
mod sheets;
mod tables;
