//! Pages to print, which their templates describe.
//!
//! Every template extends `frame.html` and has a field `frame`; [`answer`] renders it.

mod frame;
mod letters;
mod qr;

pub use frame::{Frame, Language, PrintQuery, TypeSize, Wanted, answer};
pub use letters::page;
pub use qr::image as qr_image;
