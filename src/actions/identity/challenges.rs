//! Challenges: what a device signs to sign in, good for two minutes and once.
//!
//! A challenge is no row: it carries its end and a code of the ring of personal keys, so that anybody may
//! ask for as many as they like and nothing is kept. Kept is that one was answered, by somebody whose key is
//! known, and only until it would have expired.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::{Choice, ConstantTimeEq as _};

use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::Store;
use crate::store::identity::challenges::{self, UsedChallenge};

/// How long a challenge can be answered, in seconds: two minutes.
pub const CHALLENGE_LIFE_SECONDS: i64 = 2 * 60;

const PLACE: &[u8] = b"sign-in";
const FIELD: &str = "challenge";

/// Bytes of a challenge that say when it ends.
const TIME_BYTES: usize = 8;

/// Bytes of a challenge before its code: the end, and as many nobody can predict.
const OPEN_BYTES: usize = 16;

/// Bytes of a challenge.
const CHALLENGE_BYTES: usize = 32;

/// A challenge to sign.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Challenge {
    /// 32 bytes in base64url.
    pub text: String,
    /// From when on it is void.
    pub expires_at: Instant,
}

/// A new challenge.
#[must_use]
pub fn challenge(service: &Service) -> Challenge {
    let expires_at = service.surroundings().now().plus_seconds(CHALLENGE_LIFE_SECONDS);
    let random = service.surroundings().random();
    let time = expires_at.microseconds().to_be_bytes();
    let open: Vec<u8> = time.into_iter().chain(random).take(OPEN_BYTES).collect();
    let code = service.keys().personal.hash(PLACE, FIELD, &URL_SAFE_NO_PAD.encode(&open));
    let code = code.as_bytes().iter().copied().take(CHALLENGE_BYTES - OPEN_BYTES);
    let text = URL_SAFE_NO_PAD.encode(open.iter().copied().chain(code).collect::<Vec<u8>>());
    Challenge { text, expires_at }
}

/// Forgets challenges that are void by now; how many.
pub async fn forget_old(service: &Service) -> Result<u64, ActionError> {
    let transaction = service.store().begin().await?;
    let forgotten = challenges::forget_expired(&transaction, service.surroundings().now()).await?;
    Store::commit(transaction).await?;
    Ok(forgotten)
}

/// What is kept of a challenge once it is answered, if this service made it and it can be answered at `now`.
pub(super) fn answered(service: &Service, text: &str, now: Instant) -> Option<UsedChallenge> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() == CHALLENGE_BYTES)?;
    let (open, code) = bytes.split_at_checked(OPEN_BYTES)?;
    let hashes = service.keys().personal.hashes(PLACE, FIELD, &URL_SAFE_NO_PAD.encode(open));
    let made_here = hashes.iter().fold(Choice::from(0), |any, hash| {
        let expected = hash.as_bytes().get(..code.len()).unwrap_or_default();
        any | expected.ct_eq(code)
    });
    let time = open.get(..TIME_BYTES).and_then(|time| time.try_into().ok()).map(i64::from_be_bytes)?;
    let expires_at = Instant::from_microseconds(time).ok()?;
    let good = bool::from(made_here) && now < expires_at;
    good.then(|| UsedChallenge { digest: Digest::of(&bytes), expires_at })
}
