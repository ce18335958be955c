//! A committee as pages: its certificate, and what it files.

mod certificate;
mod filing;
mod rows;

pub use certificate::page as certificate;
pub use filing::page as filing;
