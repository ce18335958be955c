//! Staying signed in: families of refresh tokens of which only the latest is good.
//!
//! A refresh token is the session's identifier and 32 random bytes. Whoever shows an old one has a
//! stolen or a lost token, and the whole family ends (RFC 9700 section 4.14.2).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::standing::Standing;
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::identity::sessions::{self, Session};
use crate::store::{ConnectionTrait, Store};

/// How long somebody stays signed in without using the service, in seconds: 30 days.
pub const SESSION_LIFE_SECONDS: i64 = 30 * 24 * 60 * 60;

/// Bytes of a session's identifier at the front of a token.
const ID_BYTES: usize = 16;

/// A session with its only good refresh token.
#[derive(Debug)]
pub struct Opened {
    /// Who is signed in.
    pub account: Uuid,
    /// The session.
    pub session: Uuid,
    /// The token that renews it, once.
    pub refresh_token: SecretString,
}

/// Opens a session in the transaction that makes its account.
pub(super) async fn open(
    service: &Service,
    connection: &impl ConnectionTrait,
    account: Uuid,
    now: Instant,
) -> Result<Opened, ActionError> {
    let id = service.surroundings().new_id();
    let token = Token { session: id, secret: service.surroundings().random() };
    let row = Session {
        id,
        account_id: account,
        refresh_digest: token.digest(),
        previous_digest: None,
        issued_at: now,
        expires_at: now.plus_seconds(SESSION_LIFE_SECONDS),
        ended_at: None,
    };
    sessions::insert(connection, row).await?;
    Ok(Opened { account, session: id, refresh_token: token.reveal() })
}

/// Exchanges a refresh token for the next one; an old token ends the session.
pub async fn refresh(service: &Service, shown: &SecretString) -> Result<Opened, ActionError> {
    let shown = Token::parse(shown).ok_or(ActionError::SessionEnded)?;
    let now = service.surroundings().now();
    let transaction = service.store().begin().await?;
    let session = sessions::find(&transaction, shown.session).await?.ok_or(ActionError::SessionEnded)?;
    if session.ended_at.is_some() || session.expires_at <= now {
        return Err(ActionError::SessionEnded);
    }
    let next = Token { session: session.id, secret: service.surroundings().random() };
    let expires_at = now.plus_seconds(SESSION_LIFE_SECONDS);
    let good = bool::from(session.refresh_digest.as_bytes().ct_eq(shown.digest().as_bytes()));
    if !(good
        && sessions::rotate(&transaction, session.id, shown.digest(), next.digest(), expires_at).await?)
    {
        sessions::end(&transaction, session.id, now).await?;
        Store::commit(transaction).await?;
        return Err(ActionError::SessionEnded);
    }
    Store::commit(transaction).await?;
    Ok(Opened { account: session.account_id, session: session.id, refresh_token: next.reveal() })
}

/// Signs somebody out.
pub async fn end(service: &Service, who: &Standing) -> Result<(), ActionError> {
    let transaction = service.store().begin().await?;
    sessions::end(&transaction, who.session, service.surroundings().now()).await?;
    Ok(Store::commit(transaction).await?)
}

/// A refresh token taken apart.
struct Token {
    session: Uuid,
    secret: [u8; 32],
}

impl Token {
    fn parse(text: &SecretString) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text.expose_secret()).ok()?;
        let (session, secret) = bytes.split_at_checked(ID_BYTES)?;
        Some(Self { session: Uuid::from_slice(session).ok()?, secret: secret.try_into().ok()? })
    }

    fn reveal(&self) -> SecretString {
        let mut bytes = self.session.as_bytes().to_vec();
        bytes.extend(self.secret);
        URL_SAFE_NO_PAD.encode(bytes).into()
    }

    fn digest(&self) -> Digest {
        Digest::of(&self.secret)
    }
}
