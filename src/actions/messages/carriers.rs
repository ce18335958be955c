//! What carries messages away, which no action opens for itself.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use secrecy::SecretString;
use thiserror::Error;
use uuid::Uuid;

use crate::domain::identity::ContactChannel;
use crate::domain::instants::Instant;
use crate::domain::messages::MessageKind;

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
    fn carry(&self, message: Outgoing) -> BoxFuture<'_, Result<(), NotCarried>>;
}

/// The carriers of a deployment, at most one for each channel.
#[derive(Clone, Default)]
pub struct Carriers {
    /// Text messages.
    pub phone: Option<Arc<dyn Carrier>>,
    /// Mail.
    pub email: Option<Arc<dyn Carrier>>,
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
