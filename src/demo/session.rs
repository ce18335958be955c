//! Being signed in, until the access token is out of date and is renewed, or the device signs in again.

use std::sync::{Mutex, PoisonError};

use ed25519_dalek::SigningKey;

use super::answers::SignedIn;
use super::factor::Factor;

/// Somebody's tokens, the key of their device, and their second factor if they have one.
#[derive(Debug)]
pub struct Session {
    tokens: Mutex<SignedIn>,
    key: SigningKey,
    factor: Mutex<Option<Factor>>,
}

impl Session {
    /// A session that was just opened with this key.
    #[must_use]
    pub const fn new(tokens: SignedIn, key: SigningKey) -> Self {
        Self { tokens: Mutex::new(tokens), key, factor: Mutex::new(None) }
    }

    /// The key that opens it again.
    #[must_use]
    pub const fn key(&self) -> &SigningKey {
        &self.key
    }

    /// The token to show.
    #[must_use]
    pub fn access_token(&self) -> String {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).access_token.clone()
    }

    /// The token that renews the session, once.
    #[must_use]
    pub fn refresh_token(&self) -> String {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).refresh_token.clone()
    }

    /// Their second factor.
    #[must_use]
    pub fn factor(&self) -> Option<Factor> {
        self.factor.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Goes on with a second factor.
    pub fn keep_factor(&self, factor: Factor) {
        *self.factor.lock().unwrap_or_else(PoisonError::into_inner) = Some(factor);
    }

    /// Goes on with the next pair of tokens.
    pub fn renew(&self, tokens: SignedIn) {
        *self.tokens.lock().unwrap_or_else(PoisonError::into_inner) = tokens;
    }
}
