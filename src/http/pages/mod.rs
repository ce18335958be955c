//! Pages to print, which their templates describe.
//!
//! Every template extends `frame.html` and has a field `frame`; [`answer`] renders it.

pub mod committee;
mod frame;
mod letters;
pub mod mandate_form;
pub mod members;
pub mod notice;
pub mod package_index;
pub mod paper_ballots;
pub mod paper_sample;
pub mod postings;
mod qr;
pub mod service_list;
pub(super) mod words;

pub use frame::{Language, PrintQuery, TypeSize, Wanted};
pub use letters::page;
