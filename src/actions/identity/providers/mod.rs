//! Logging in at a provider of `OpenID` Connect, a city or a bank, as the second channel of an owner's enrolment.
//!
//! The code of a letter says which owner; the provider says who somebody is; the register says whether that is
//! the same person. Nobody is signed in by a provider alone, and nothing that it tells is kept but a keyed hash
//! of the account (`OpenID` Connect Core 1.0; Discovery 1.0; RFC 7636; RFC 9207; RFC 9700).
//!
//! [`logins`] is what happens here from the first click to the enrolment, [`exchange`] what is said to the
//! provider. What it answers is taken apart in [`discovery`], [`keyset`], [`token`] and [`claims`], which do
//! nothing else, so that everything foreign is read in four files.

mod addresses;
pub mod claims;
pub mod discovery;
mod exchange;
pub mod keyset;
mod known;
mod line;
pub mod logins;
mod matching;
pub mod token;

use std::sync::Arc;

use tokio::sync::Mutex;

use self::exchange::Kept;

pub use known::{Field, KnownProvider, KnownProviderError, Match, Verified, Written};
pub use line::{ANSWER_MAX_BYTES, Answer, NoAnswer, ProviderLine, Question};

/// The providers of a deployment, the line to them and what they said of themselves.
pub struct Providers {
    known: Vec<Known>,
    line: Arc<dyn ProviderLine>,
}

struct Known {
    provider: KnownProvider,
    kept: Mutex<Kept>,
}

impl Providers {
    /// These providers, talked to over this line.
    pub fn new(known: Vec<KnownProvider>, line: Arc<dyn ProviderLine>) -> Result<Self, KnownProviderError> {
        known::check_all(&known)?;
        let known = known.into_iter().map(|provider| Known { provider, kept: Mutex::default() }).collect();
        Ok(Self { known, line })
    }

    /// All of them, in the order of the deployment.
    pub fn known(&self) -> impl Iterator<Item = &KnownProvider> {
        self.known.iter().map(|known| &known.provider)
    }

    fn find(&self, id: &str) -> Option<&Known> {
        self.known.iter().find(|known| known.provider.id() == id)
    }
}
