//! The secret that the service shares with whoever brings messages on: an HMAC-SHA-256 (RFC 2104) of
//! `<seconds>.<body>` both ways.

use std::fmt::Write as _;

use anyhow::ensure;
use ring::hmac;

/// Fewest characters of the secret.
const SECRET_MIN_CHARS: usize = 32;

/// The key that a secret is.
pub(super) fn key(secret: &str) -> anyhow::Result<hmac::Key> {
    let long_enough = secret.chars().count() >= SECRET_MIN_CHARS;
    ensure!(long_enough, "its secret must have at least {SECRET_MIN_CHARS} characters");
    Ok(hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()))
}

/// The header of a body: `t=<seconds>,v1=<hex>`.
pub(super) fn sign(key: &hmac::Key, seconds: i64, body: &[u8]) -> String {
    let tag = hmac::sign(key, &signed(seconds, body));
    let mut signature = format!("t={seconds},v1=");
    for byte in tag.as_ref() {
        // Writing to a text cannot fail.
        let _written = write!(signature, "{byte:02x}");
    }
    signature
}

/// Whether a tag is that of a body; it takes the same time however it ends.
pub(super) fn is_signed(key: &hmac::Key, (seconds, tag): (i64, &[u8]), body: &[u8]) -> bool {
    hmac::verify(key, &signed(seconds, body), tag).is_ok()
}

fn signed(seconds: i64, body: &[u8]) -> Vec<u8> {
    [format!("{seconds}.").as_bytes(), body].concat()
}
