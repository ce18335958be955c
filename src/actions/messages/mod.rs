//! Messages to owners at the contacts the register has of them.
//!
//! A message is queued in the transaction of the act it tells of, so that there is neither an act without
//! its message nor a message without its act. The clock delivers it, see [`delivery`].

pub mod broadcasts;
mod carriers;
mod changed;
mod composing;
mod contacts;
pub mod dead;
pub mod delivery;
mod news;
mod notice;
mod outbox;
pub mod overview;
mod pace;
pub mod reports;
pub mod rules;
mod sentences;
mod templates;
pub mod unsubscribing;
pub mod wishes;

pub use carriers::{Carrier, Carriers, NotCarried, Outgoing, Rates, Taken, reference};
pub(super) use changed::tell_old_contacts;
pub(super) use composing::link;
pub use contacts::{address, contacts};
pub use news::{News, What};
pub(super) use notice::{Addressed, Recipient, queue_notices};
pub use outbox::{Contacts, reseal, send};
pub use templates::Template;
