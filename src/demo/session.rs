//! Being signed in, until the access token is out of date and is renewed.

use std::sync::{Mutex, PoisonError};

use super::answers::SignedIn;
use super::factor::Factor;

/// Somebody's tokens, and their second factor if they have one.
#[derive(Debug)]
pub struct Session(Mutex<SignedIn>, Mutex<Option<Factor>>);

impl Session {
    /// A session that was just opened.
    #[must_use]
    pub const fn new(tokens: SignedIn) -> Self {
        Self(Mutex::new(tokens), Mutex::new(None))
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

    /// Their second factor.
    #[must_use]
    pub fn factor(&self) -> Option<Factor> {
        self.1.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Goes on with a second factor.
    pub fn keep_factor(&self, factor: Factor) {
        *self.1.lock().unwrap_or_else(PoisonError::into_inner) = Some(factor);
    }

    /// Goes on with the next pair of tokens.
    pub fn renew(&self, tokens: SignedIn) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = tokens;
    }
}
