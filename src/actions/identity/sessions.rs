//! Staying signed in: families of refresh tokens of which only the latest is good.
//!
//! A refresh token is the session's identifier and 32 random bytes. Whoever shows an old one has a
//! stolen or a lost token, and the whole family ends (RFC 9700 section 4.14.2).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use subtle::ConstantTimeEq as _;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::standing::Standing;
use crate::domain::communities::CommunityId;
use crate::domain::identity::SessionScope;
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::jws::KeyId;
use crate::evidence::text;
use crate::store::identity::sessions::{self, Session};
use crate::store::{ConnectionTrait, Store};

/// How long somebody stays signed in without using the service, in seconds: 30 days.
pub const SESSION_LIFE_SECONDS: i64 = 30 * 24 * 60 * 60;

/// How long a session for reading lives, however often it is renewed, in seconds: one day.
pub const READING_LIFE_SECONDS: i64 = 24 * 60 * 60;

/// How long an expired session is kept, in seconds: a week.
pub const SESSION_MEMORY_SECONDS: i64 = 7 * 24 * 60 * 60;

/// Most living sessions of one scope that an account has.
pub const SESSIONS_MAX: usize = 32;

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
    /// When it ends if it is not renewed.
    pub expires_at: Instant,
}

/// A living session, as its holder sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnSession {
    /// The session.
    pub session: Uuid,
    /// Whether it is the one that asks.
    pub current: bool,
    /// `full`, or `read_only` if a one-time code opened it.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "full")]
    pub scope: SessionScope,
    /// The only community that a session for reading sees; null otherwise.
    pub community: Option<Uuid>,
    /// Thumbprint of the device key that opened it; null if a one-time code did.
    #[schema(example = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")]
    pub key: Option<String>,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Instant,
    /// When it was last renewed; an access token is good for ten minutes after that.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub used_at: Instant,
    /// When it ends if it is not renewed.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Instant,
    /// When a second factor was last shown in it; it counts for 12 hours.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub second_factor_at: Option<Instant>,
}

/// What a session is opened by.
#[derive(Clone, Copy, Debug)]
pub(super) enum Opener<'a> {
    /// A device key: the session is good for everything its account may do, and ends when the key is revoked.
    Key(&'a KeyId),
    /// A one-time code sent to a contact of the register of a community: the session is good for reading there.
    Code(CommunityId),
}

/// Opens a session.
///
/// Of too many of one scope the one that was unused longest ends; so an account has a bounded number, and
/// whoever reads by a one-time code pushes nobody out who came by a key.
pub(super) async fn open(
    service: &Service,
    connection: &impl ConnectionTrait,
    account: Uuid,
    opener: Opener<'_>,
    now: Instant,
) -> Result<Opened, ActionError> {
    let (scope, life, within, key) = match opener {
        Opener::Key(key) => (SessionScope::Full, SESSION_LIFE_SECONDS, None, Some(key.to_string())),
        Opener::Code(community) => (SessionScope::ReadOnly, READING_LIFE_SECONDS, Some(community), None),
    };
    let mut others = sessions::living_of(connection, account, now).await?;
    others.retain(|other| other.scope == scope.as_str());
    others.sort_by_key(|other| other.used_at);
    let surplus = (others.len() + 1).saturating_sub(SESSIONS_MAX);
    for other in others.iter().take(surplus) {
        sessions::end(connection, other.id, now).await?;
    }
    let id = service.surroundings().new_id();
    let token = Token { session: id, secret: service.surroundings().random() };
    let expires_at = now.plus_seconds(life);
    let row = Session {
        id,
        account_id: account,
        refresh_digest: token.digest(),
        previous_digest: None,
        issued_at: now,
        expires_at,
        ended_at: None,
        scope: scope.to_string(),
        community_id: within.map(CommunityId::uuid),
        thumbprint: key,
        used_at: now,
        factor_shown_at: None,
        factor_failures: 0,
    };
    sessions::insert(connection, row).await?;
    Ok(Opened { account, session: id, refresh_token: token.reveal(), expires_at })
}

/// Exchanges a refresh token for the next one; an old token ends the session.
///
/// Scope and second factor stay as they are; a session for reading ends when it would have anyhow.
pub async fn refresh(service: &Service, shown: &SecretString) -> Result<Opened, ActionError> {
    let shown = Token::parse(shown).ok_or(ActionError::SessionEnded)?;
    let now = service.surroundings().now();
    let transaction = service.store().begin().await?;
    let session = sessions::find(&transaction, shown.session).await?.ok_or(ActionError::SessionEnded)?;
    if session.ended_at.is_some() || session.expires_at <= now {
        return Err(ActionError::SessionEnded);
    }
    let next = Token { session: session.id, secret: service.surroundings().random() };
    let expires_at = match scope_of(&session)? {
        SessionScope::Full => now.plus_seconds(SESSION_LIFE_SECONDS),
        SessionScope::ReadOnly => session.expires_at,
    };
    let good = bool::from(session.refresh_digest.as_bytes().ct_eq(shown.digest().as_bytes()));
    let rotated = good
        && sessions::rotate(&transaction, session.id, shown.digest(), next.digest(), now, expires_at).await?;
    if !rotated {
        sessions::end(&transaction, session.id, now).await?;
        Store::commit(transaction).await?;
        return Err(ActionError::SessionEnded);
    }
    Store::commit(transaction).await?;
    let (account, session) = (session.account_id, session.id);
    Ok(Opened { account, session, refresh_token: next.reveal(), expires_at })
}

/// The living sessions of whoever is asking, the latest first.
pub async fn list(service: &Service, who: &Standing) -> Result<Vec<OwnSession>, ActionError> {
    let now = service.surroundings().now();
    let living = sessions::living_of(service.store().read(), who.account, now).await?;
    living.into_iter().map(|session| OwnSession::of(session, who)).collect()
}

/// Signs somebody out of the session they ask in.
pub async fn end(service: &Service, who: &Standing) -> Result<(), ActionError> {
    end_one(service, who, who.session).await
}

/// Ends one of somebody's sessions; one that has ended already stays ended.
pub async fn end_one(service: &Service, who: &Standing, session: Uuid) -> Result<(), ActionError> {
    let transaction = service.store().begin().await?;
    let found = sessions::find(&transaction, session).await?;
    let own = found.filter(|found| found.account_id == who.account);
    own.ok_or(ActionError::NotFound(Thing::Session))?;
    sessions::end(&transaction, session, service.surroundings().now()).await?;
    Ok(Store::commit(transaction).await?)
}

/// Ends all sessions of somebody, the one they ask in too.
pub async fn end_all(service: &Service, who: &Standing) -> Result<(), ActionError> {
    let transaction = service.store().begin().await?;
    sessions::end_all_of(&transaction, who.account, service.surroundings().now()).await?;
    Ok(Store::commit(transaction).await?)
}

/// Forgets sessions that expired long ago; how many.
pub async fn forget_old(service: &Service) -> Result<u64, ActionError> {
    let before = service.surroundings().now().plus_seconds(-SESSION_MEMORY_SECONDS);
    let transaction = service.store().begin().await?;
    let forgotten = sessions::forget_expired(&transaction, before).await?;
    Store::commit(transaction).await?;
    Ok(forgotten)
}

impl OwnSession {
    fn of(session: Session, who: &Standing) -> Result<Self, ActionError> {
        Ok(Self {
            session: session.id,
            current: session.id == who.session,
            scope: scope_of(&session)?,
            community: session.community_id,
            key: session.thumbprint,
            started_at: session.issued_at,
            used_at: session.used_at,
            expires_at: session.expires_at,
            second_factor_at: session.factor_shown_at,
        })
    }
}

fn scope_of(session: &Session) -> Result<SessionScope, ActionError> {
    session.scope.parse().map_err(|_| ActionError::Damaged(format!("the scope of session {}", session.id)))
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
