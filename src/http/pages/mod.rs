//! Pages to print, which their templates describe.

mod letters;

pub use letters::page;
