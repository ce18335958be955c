//! Laws of registers and rolls: whatever the table, its rows' order and its file format.

mod documents;
mod rolls;
#[cfg(feature = "server")]
mod sheets;
mod tables;
