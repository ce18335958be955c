//! Staying signed in, and the key that access tokens verify with.

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use actix_web::web::{Data, Json, Path};
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse, delete, get, post};
use futures_util::future::LocalBoxFuture;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::cookie::{self, Keeping, KeepingParams};
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::identity::sessions::{self, Opened, OwnSession};
use crate::evidence::trust::Jwk;
use crate::http::access::{Anybody, By};
use crate::http::answers::{Named, Open, Sent, SignedIn};
use crate::http::problem::{Problem, ProblemDocument};
use crate::http::tokens::{ACCESS_LIFE_SECONDS, Bearer, Tokens};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(refresh_session)
        .service(list_sessions)
        // Before the operation on any session: `current` is none's identifier.
        .service(end_session)
        .service(end_other_session)
        .service(end_all_sessions);
}

/// Its operation outside the API's base.
pub fn configure_well_known(config: &mut ServiceConfig<'_>) {
    config.service(session_keys);
}

/// Somebody is signed in.
#[derive(Serialize, ToSchema)]
pub struct SignedInView {
    /// Who.
    account: Uuid,
    /// The access token (JWT) for `Authorization: Bearer`.
    access_token: String,
    /// How long it is good for, in seconds.
    #[schema(example = 600)]
    expires_in: i64,
    /// What renews it, once. Keep it like a key. It is left out where a cookie holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, nullable = false)]
    refresh_token: Option<String>,
}

impl SignedInView {
    /// The access token of a session that was opened or renewed.
    pub fn new(service: &Service, tokens: &Tokens, opened: &Opened) -> Result<Self, Problem> {
        let surroundings = service.surroundings();
        let bearer = Bearer { account: opened.account, session: opened.session };
        let access_token = tokens.issue(bearer, surroundings.new_id(), surroundings.now());
        Ok(Self {
            account: opened.account,
            access_token: access_token.map_err(ActionError::damaged)?,
            expires_in: ACCESS_LIFE_SECONDS,
            refresh_token: None,
        })
    }

    /// With the refresh token.
    pub fn with_refresh_token(self, token: String) -> Self {
        Self { refresh_token: Some(token), ..self }
    }
}

/// What renews a session.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RefreshForm {
    /// The refresh token of the activation or of the refresh before, unless a cookie holds it.
    #[schema(value_type = Option<String>, nullable = false)]
    refresh_token: Option<SecretString>,
}

/// The form, or nothing where nothing was sent.
struct PerhapsForm(Option<RefreshForm>);

impl FromRequest for PerhapsForm {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let length = request.headers().get(CONTENT_LENGTH).is_some_and(|length| length != "0");
        let sent = length || request.headers().contains_key(TRANSFER_ENCODING);
        let form = Json::<Option<RefreshForm>>::from_request(request, payload);
        Box::pin(async move { if sent { Ok(Self(form.await?.into_inner())) } else { Ok(Self(None)) } })
    }
}

/// Somebody's sessions.
#[derive(Serialize, ToSchema)]
struct SessionsView {
    /// Those that are alive.
    sessions: Vec<OwnSession>,
}

/// The keys of session tokens.
#[derive(Serialize, ToSchema)]
struct JwkSet {
    /// The key that signs now, then those that did or will soon.
    keys: Vec<SessionKey>,
}

/// A key with its use (RFC 7517).
#[derive(Serialize, ToSchema)]
struct SessionKey {
    /// `OKP`.
    kty: String,
    /// `Ed25519`.
    crv: String,
    /// The key, base64url.
    x: String,
    /// Its thumbprint (RFC 7638).
    kid: String,
    /// `EdDSA`.
    #[schema(example = "EdDSA")]
    alg: &'static str,
    /// `sig`.
    #[serde(rename = "use")]
    #[schema(example = "sig")]
    purpose: &'static str,
}

impl From<Jwk> for SessionKey {
    fn from(key: Jwk) -> Self {
        let Jwk { kty, crv, x, kid } = key;
        Self { kty, crv, x: x.to_string(), kid: kid.to_string(), alg: "EdDSA", purpose: "sig" }
    }
}

/// Exchanges a refresh token for the next pair of tokens
///
/// For whoever holds the token. A token is good once; one that was used before ends the whole session. A page of this
/// service whose token is in the cookie sends nothing or `{}`, and the header.
#[utoipa::path(
    tag = "identity",
    params(KeepingParams),
    request_body(content = Option<RefreshForm>),
    responses(
        (status = 201, description = "The next pair.", body = SignedInView),
        (status = 401, description = "The session has ended: `session_ended`.", body = ProblemDocument,
            content_type = "application/problem+json"),
        Sent, Open
    )
)]
#[post("/sessions/refreshes")]
async fn refresh_session(
    request: HttpRequest,
    service: Data<Service>,
    tokens: Data<Tokens>,
    keeping: Keeping,
    form: PerhapsForm,
) -> Result<HttpResponse, Problem> {
    let sent = form.0.and_then(|form| form.refresh_token);
    let token = sent.or_else(|| keeping.token(&request)).ok_or(ActionError::SessionEnded)?;
    let opened = sessions::refresh(&service, &token).await?;
    keeping.signed_in(&service, &tokens, &opened)
}

/// Signs out
///
/// For whoever is signed in. The access token stops working at once, and a browser forgets the cookie.
#[utoipa::path(
    tag = "identity",
    responses((status = 204, description = "The session has ended."), SignedIn),
    security(("session" = []))
)]
#[delete("/sessions/current")]
async fn end_session(
    by: By<Anybody>,
    request: HttpRequest,
    service: Data<Service>,
) -> Result<HttpResponse, Problem> {
    sessions::end(&service, by.standing()).await?;
    Ok(cookie::signed_out(&request))
}

/// One's own living sessions, the latest first
///
/// For whoever is signed in.
#[utoipa::path(
    tag = "identity",
    responses((status = 200, description = "The sessions.", body = SessionsView), SignedIn),
    security(("session" = []))
)]
#[get("/sessions")]
async fn list_sessions(by: By<Anybody>, service: Data<Service>) -> Result<Json<SessionsView>, Problem> {
    Ok(Json(SessionsView { sessions: sessions::list(&service, by.standing()).await? }))
}

/// Signs out of one session, on another device
///
/// For whoever is signed in. Its access tokens stop working at once. Of somebody else's: `session_not_found`.
#[utoipa::path(
    tag = "identity",
    params(("session" = Uuid, Path, description = "The session.")),
    responses((status = 204, description = "The session has ended."), Named, SignedIn),
    security(("session" = []))
)]
#[delete("/sessions/{session}")]
async fn end_other_session(
    by: By<Anybody>,
    service: Data<Service>,
    session: Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    sessions::end_one(&service, by.standing(), *session).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Signs out everywhere
///
/// For whoever is signed in. All sessions end, this one too, and their access tokens stop working at once.
#[utoipa::path(
    tag = "identity",
    responses((status = 204, description = "Every session has ended."), SignedIn),
    security(("session" = []))
)]
#[delete("/sessions")]
async fn end_all_sessions(
    by: By<Anybody>,
    request: HttpRequest,
    service: Data<Service>,
) -> Result<HttpResponse, Problem> {
    sessions::end_all(&service, by.standing()).await?;
    Ok(cookie::signed_out(&request))
}

/// The keys that access tokens verify with (RFC 7517)
///
/// For everybody. A key is here before it signs, and until no token of it is good any more.
#[utoipa::path(tag = "identity", responses((status = 200, description = "The keys.", body = JwkSet)))]
#[get("/.well-known/jwks.json")]
async fn session_keys(service: Data<Service>, tokens: Data<Tokens>) -> Json<JwkSet> {
    let keys = tokens.jwks(service.surroundings().now());
    Json(JwkSet { keys: keys.into_iter().map(Into::into).collect() })
}
