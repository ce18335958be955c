//! Messages to owners at the contacts the register has of them.
//!
//! A message is queued in the transaction of the act it tells of, so that there is neither an act without
//! its message nor a message without its act. The clock delivers it, see [`delivery`].

mod carriers;
mod changed;
mod contacts;
pub mod delivery;
mod outbox;
pub mod overview;
mod templates;

pub use carriers::{Carrier, Carriers, NotCarried, Outgoing};
pub(super) use changed::tell_old_contacts;
pub use contacts::{address, contacts};
pub use outbox::{Contacts, reseal, send};
pub use templates::Template;
