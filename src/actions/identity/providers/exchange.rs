//! What is said to a provider: what it is, its keys, and the exchange of a code for claims.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use thiserror::Error;

use super::addresses::{escape, form};
use super::claims::{Claims, ClaimsError, Expected};
use super::discovery::{ClientAuthentication, DiscoveryError, Metadata};
use super::keyset::{KeySet, KeySetError};
use super::known::KnownProvider;
use super::line::{Answer, NoAnswer, ProviderLine, Question};
use super::matching::lacks_something;
use super::token::{TokenError, Unverified};
use super::{Known, Providers};
use crate::domain::instants::Instant;

/// How long metadata and keys are believed without asking again, in seconds.
const KEPT_SECONDS: i64 = 60 * 60;

/// How soon a provider is asked again after it failed, in seconds.
const RETRY_SECONDS: i64 = 5;

/// How soon keys are fetched again because a token names one that is not known, in seconds.
const REFRESH_SECONDS: i64 = 60;

/// Longest access token that is sent on, in bytes.
const ACCESS_TOKEN_MAX_BYTES: usize = 16 * 1024;

/// Why a login came to nothing, for the log: no secret and no claim stands in it.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub(super) enum ExchangeError {
    /// There was no answer.
    #[error("the provider {0}")]
    NoAnswer(#[from] NoAnswer),
    /// An answer of another status than 200; redirections are among them.
    #[error("the provider answered {what} with status {status}")]
    Status {
        /// What was asked for.
        what: &'static str,
        /// The status.
        status: u16,
    },
    /// It failed a moment ago and is not asked again yet.
    #[error("the provider failed a moment ago")]
    FailedJustNow,
    /// It is not what it should be.
    #[error(transparent)]
    Discovery(#[from] DiscoveryError),
    /// Its keys are not keys.
    #[error(transparent)]
    Keys(#[from] KeySetError),
    /// The answer to a code is not tokens.
    #[error("the answer of the token endpoint cannot be read")]
    Tokens,
    /// The ID token is not signed as it should be.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The ID token is not for this login.
    #[error(transparent)]
    Claims(#[from] ClaimsError),
}

impl ExchangeError {
    /// Whether the provider could not be asked, rather than answered what cannot be believed.
    pub(super) const fn is_absence(&self) -> bool {
        match self {
            Self::NoAnswer(_) | Self::FailedJustNow | Self::Discovery(_) => true,
            Self::Status { status, .. } => *status >= 500,
            Self::Keys(_) | Self::Tokens | Self::Token(_) | Self::Claims(_) => false,
        }
    }
}

/// What is remembered of a provider.
#[derive(Default)]
pub(super) struct Kept {
    metadata: Option<(Metadata, Instant)>,
    keys: Option<(KeySet, Instant)>,
    failed_at: Option<Instant>,
}

/// A login whose code came back.
pub(super) struct Returned<'a> {
    pub(super) code: &'a SecretString,
    pub(super) verifier: &'a SecretString,
    pub(super) redirect_uri: &'a str,
    pub(super) nonce: &'a str,
    pub(super) began_at: Instant,
    pub(super) now: Instant,
}

/// The answer of the token endpoint (RFC 6749, section 5.1). It does not print.
#[derive(Deserialize)]
struct Tokens {
    id_token: SecretString,
    access_token: Option<SecretString>,
    token_type: Option<String>,
}

/// Whoever talks to one provider.
pub(super) struct Conversation<'a> {
    line: &'a dyn ProviderLine,
    known: &'a Known,
}

impl Providers {
    pub(super) fn with<'a>(&'a self, known: &'a Known) -> Conversation<'a> {
        Conversation { line: self.line.as_ref(), known }
    }
}

impl Conversation<'_> {
    /// What the provider says of itself, asked again after an hour.
    pub(super) async fn metadata(&self, now: Instant) -> Result<Metadata, ExchangeError> {
        let mut kept = self.known.kept.lock().await;
        if let Some((metadata, _)) = kept.metadata.as_ref().filter(|(_, at)| is_fresh(*at, now, KEPT_SECONDS))
        {
            return Ok(metadata.clone());
        }
        let issuer = self.provider().issuer();
        let read = async {
            let answer = self.fetch("for its metadata", Metadata::address(issuer), None).await?;
            Ok(Metadata::parse(&answer.body, issuer)?)
        };
        let metadata = kept.attempt(now, read).await?;
        kept.metadata = Some((metadata.clone(), now));
        Ok(metadata)
    }

    /// Exchanges a code for claims that are the provider's and belong to the login.
    pub(super) async fn claims(&self, returned: &Returned<'_>) -> Result<Claims, ExchangeError> {
        let metadata = self.metadata(returned.now).await?;
        let tokens = self.tokens(&metadata, returned).await?;
        let token = Unverified::parse(tokens.id_token.expose_secret())?;
        let keys = self.keys(&metadata, &token, returned.now).await?;
        let access_token = tokens.access_token.as_ref().map(SecretString::expose_secret);
        let expected = Expected {
            issuer: self.provider().issuer(),
            client_id: self.provider().client_id(),
            nonce: returned.nonce,
            began_at: returned.began_at,
            max_age: self.provider().max_age(),
            algorithm: token.algorithm(),
            access_token,
            now: returned.now,
        };
        let mut claims = Claims::read(token.verify(&keys)?, &expected)?;
        let told_elsewhere = metadata.user_info_endpoint().zip(access_token);
        if let Some((url, access_token)) =
            told_elsewhere.filter(|_| lacks_something(self.provider(), &claims))
        {
            let authorization = format!("Bearer {access_token}").into();
            let answer = self.fetch("for claims", url.to_owned(), Some(authorization)).await?;
            claims.complete(&answer.body)?;
        }
        Ok(claims)
    }

    const fn provider(&self) -> &KnownProvider {
        &self.known.provider
    }

    /// The keys that a token may be signed with: fetched when they are an hour old, and once a minute at most
    /// because one is not among them.
    async fn keys(
        &self,
        metadata: &Metadata,
        token: &Unverified<'_>,
        now: Instant,
    ) -> Result<KeySet, ExchangeError> {
        let mut kept = self.known.kept.lock().await;
        if let Some((keys, at)) = &kept.keys {
            let seconds = if token.may_be_of(keys) { KEPT_SECONDS } else { REFRESH_SECONDS };
            if is_fresh(*at, now, seconds) {
                return Ok(keys.clone());
            }
        }
        let read = async {
            let answer = self.fetch("for its keys", metadata.jwks_uri().to_owned(), None).await?;
            Ok(KeySet::parse(&answer.body)?)
        };
        let keys = kept.attempt(now, read).await?;
        kept.keys = Some((keys.clone(), now));
        Ok(keys)
    }

    /// Exchanges a code at the token endpoint (RFC 6749, section 4.1.3; RFC 7636, section 4.5).
    async fn tokens(&self, metadata: &Metadata, returned: &Returned<'_>) -> Result<Tokens, ExchangeError> {
        let client_id = self.provider().client_id();
        let secret = self.provider().client_secret().map(SecretString::expose_secret);
        let authentication = match secret {
            Some(_) => metadata.client_authentication()?,
            None => ClientAuthentication::Nothing,
        };
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", returned.code.expose_secret()),
            ("redirect_uri", returned.redirect_uri),
            ("code_verifier", returned.verifier.expose_secret()),
        ];
        let secret = secret.unwrap_or_default();
        let mut authorization = None;
        match authentication {
            ClientAuthentication::Basic => {
                let pair = STANDARD.encode(format!("{}:{}", escape(client_id), escape(secret)));
                authorization = Some(format!("Basic {pair}").into());
            }
            ClientAuthentication::Post => {
                fields.extend([("client_id", client_id), ("client_secret", secret)]);
            }
            ClientAuthentication::Nothing => fields.push(("client_id", client_id)),
        }
        let url = metadata.token_endpoint().to_owned();
        let form = Some(form(&fields).into());
        let answer = self.ask("for tokens", Question { url, authorization, form }).await?;
        let tokens: Tokens = serde_json::from_slice(&answer.body).map_err(|_| ExchangeError::Tokens)?;
        let bearer = tokens.token_type.as_deref().is_none_or(|kind| kind.eq_ignore_ascii_case("bearer"));
        let fits = tokens.access_token.as_ref().is_none_or(|token| is_sendable(token.expose_secret()));
        if bearer && fits { Ok(tokens) } else { Err(ExchangeError::Tokens) }
    }

    async fn fetch(
        &self,
        what: &'static str,
        url: String,
        authorization: Option<SecretString>,
    ) -> Result<Answer, ExchangeError> {
        self.ask(what, Question { url, authorization, form: None }).await
    }

    async fn ask(&self, what: &'static str, question: Question) -> Result<Answer, ExchangeError> {
        let answer = self.line.ask(question).await?;
        let status = answer.status;
        if status == 200 { Ok(answer) } else { Err(ExchangeError::Status { what, status }) }
    }
}

impl Kept {
    /// Asks, unless that failed a moment ago; a provider that is down is not asked once for every owner.
    async fn attempt<T>(
        &mut self,
        now: Instant,
        asked: impl Future<Output = Result<T, ExchangeError>>,
    ) -> Result<T, ExchangeError> {
        if self.failed_at.is_some_and(|at| is_fresh(at, now, RETRY_SECONDS)) {
            return Err(ExchangeError::FailedJustNow);
        }
        let answered = asked.await;
        self.failed_at = answered.is_err().then_some(now);
        answered
    }
}

fn is_fresh(at: Instant, now: Instant, seconds: i64) -> bool {
    at <= now && now < at.plus_seconds(seconds)
}

/// Whether a token can stand in a header (RFC 6750, section 2.1).
fn is_sendable(token: &str) -> bool {
    token.len() <= ACCESS_TOKEN_MAX_BYTES && token.bytes().all(|byte| byte.is_ascii_graphic())
}
