//! A second factor, as an officer's authenticator application holds it.

use totp_rs::{Builder, Secret, Totp};

use crate::domain::instants::Instant;

/// What computes the codes of one account.
#[derive(Clone, Debug)]
pub struct Factor(Totp);

impl Factor {
    /// The factor of a secret in base 32.
    pub fn new(secret: &str) -> anyhow::Result<Self> {
        let builder = Builder::new().with_secret(Secret::try_from_base32(secret)?);
        Ok(Self(builder.with_account_name("demonstration").build()?))
    }

    /// The code at an instant.
    #[must_use]
    pub fn code(&self, now: Instant) -> String {
        let seconds = now.microseconds().div_euclid(1_000_000);
        self.0.generate(u64::try_from(seconds).unwrap_or(0)).to_string()
    }
}
