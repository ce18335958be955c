//! Being signed in, until the access token is out of date and is renewed.

use std::sync::{Mutex, PoisonError};

use super::answers::SignedIn;

/// Somebody's tokens.
#[derive(Debug)]
pub struct Session(Mutex<SignedIn>);

impl Session {
    /// A session that was just opened.
    #[must_use]
    pub const fn new(tokens: SignedIn) -> Self {
        Self(Mutex::new(tokens))
    }

    /// The token to show.
    #[must_use]
    pub fn access_token(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).access_token.clone()
    }

    /// The token that renews the session, once.
    #[must_use]
    pub fn refresh_token(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).refresh_token.clone()
    }

    /// Goes on with the next pair of tokens.
    pub fn renew(&self, tokens: SignedIn) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = tokens;
    }
}
