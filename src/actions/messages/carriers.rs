//! What carries messages away, which no action opens for itself.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use secrecy::SecretString;
use thiserror::Error;
use uuid::Uuid;

use crate::domain::identity::ContactChannel;
use crate::domain::instants::Instant;
use crate::domain::messages::{MessageKind, ReportState};

/// A message on its way out.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Its identifier, the same at every attempt: whoever gets it twice can tell.
    pub id: Uuid,
    /// When this attempt is made.
    pub at: Instant,
    /// What it is about.
    pub kind: MessageKind,
    /// To which number or address.
    pub to: SecretString,
    /// What it says.
    pub text: SecretString,
    /// What stands above it in a list of mail, where it says more than its kind does.
    pub subject: Option<String>,
    /// Where its recipient can ask for no more of its sort (RFC 8058); none where the law asks for it.
    pub unsubscribe: Option<String>,
}

/// What whoever takes a message says of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Taken {
    /// That it was taken, and nothing that could be shown to anybody later.
    Plainly,
    /// In words of its own, by which it can be held to it: the answer of a mail server, a signed answer.
    Reported {
        /// What it says became of the message.
        state: ReportState,
        /// By what it knows the message: at most [`REFERENCE_MAX`] printable characters, no address among them.
        reference: String,
    },
}

/// Most characters of a carrier's own name of a message.
pub const REFERENCE_MAX: usize = 120;

/// Messages in a minute, at most.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Rates {
    /// By text message, for all communities together.
    pub phone: u32,
    /// By mail, for all communities together.
    pub email: u32,
    /// For one community by one channel.
    pub community: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self { phone: 1_200, email: 1_200, community: 600 }
    }
}

impl Rates {
    /// What a channel takes for all communities together.
    #[must_use]
    pub const fn of(&self, channel: ContactChannel) -> u32 {
        match channel {
            ContactChannel::Phone => self.phone,
            ContactChannel::Email => self.email,
        }
    }
}

/// Why a message was not taken. It says nothing of recipient and text.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum NotCarried {
    /// It took too long.
    #[error("there was no answer in time")]
    TimedOut,
    /// No connection came about, or it broke.
    #[error("cannot be reached")]
    Unreachable,
    /// A status that means not now.
    #[error("cannot take it now: status {0}")]
    Later(u16),
    /// A status that means never.
    #[error("will never take it: status {0}")]
    Never(u16),
    /// The recipient or the text is of a form that this channel cannot take.
    #[error("this channel cannot take such a recipient")]
    NotAnAddress,
}

impl NotCarried {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TimedOut => "timed_out",
            Self::Unreachable => "unreachable",
            Self::Later(_) => "not_now",
            Self::Never(_) => "rejected",
            Self::NotAnAddress => "not_an_address",
        }
    }

    /// Whether another attempt cannot end otherwise.
    #[must_use]
    pub const fn is_final(self) -> bool {
        match self {
            Self::TimedOut | Self::Unreachable | Self::Later(_) => false,
            Self::Never(_) | Self::NotAnAddress => true,
        }
    }
}

/// Carries messages of one channel; gives up by itself after some seconds.
pub trait Carrier: Send + Sync {
    /// Hands a message over to whoever brings it to its recipient.
    fn carry(&self, message: Outgoing) -> BoxFuture<'_, Result<Taken, NotCarried>>;

    /// Whether this tag is the HMAC-SHA-256 of `<seconds>.<body>` under the secret that is shared with whoever brings
    /// messages on; never where no secret is.
    fn vouches(&self, seconds: i64, body: &[u8], tag: &[u8]) -> bool;
}

/// By what a carrier knows a message, cut to what may be kept: an address in it is left out.
#[must_use]
pub fn reference(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| !word.contains('@'));
    let plain = words.map(|word| word.chars().filter(char::is_ascii_graphic).collect::<String>());
    let plain = plain.filter(|word| !word.is_empty());
    plain.collect::<Vec<_>>().join(" ").chars().take(REFERENCE_MAX).collect()
}

/// The carriers of a deployment, at most one for each channel.
#[derive(Clone, Default)]
pub struct Carriers {
    /// Text messages.
    pub phone: Option<Arc<dyn Carrier>>,
    /// Mail.
    pub email: Option<Arc<dyn Carrier>>,
    /// How fast they go.
    pub rates: Rates,
}

impl Carriers {
    /// The carrier of a channel, if the channel is configured.
    #[must_use]
    pub fn of(&self, channel: ContactChannel) -> Option<&Arc<dyn Carrier>> {
        match channel {
            ContactChannel::Phone => self.phone.as_ref(),
            ContactChannel::Email => self.email.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_short_printable_and_no_address() {
        assert_eq!(reference("2.0.0 Ok:  queued as 4F2A"), "2.0.0 Ok: queued as 4F2A");
        assert_eq!(reference("<wang@example.org> queued\r\nas 1"), "queued as 1");
        assert_eq!(reference("收到 9"), "9");
        assert_eq!(reference(&"x".repeat(1_000)).len(), REFERENCE_MAX);
    }
}
