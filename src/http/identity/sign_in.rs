//! Signing in again: by a device key, or by a one-time code for reading.

use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, post};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::cookie::{Keeping, KeepingParams};
use super::sessions::SignedInView;
use crate::actions::Service;
use crate::actions::identity::reading::{self, Asked};
use crate::actions::identity::{challenges, sign_in as signing};
use crate::domain::communities::CommunityId;
use crate::domain::identity::ContactChannel;
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::evidence::text::{self, Text};
use crate::http::answers::{Open, Sent};
use crate::http::document;
use crate::http::problem::Problem;
use crate::http::statement::SignedStatement;
use crate::http::tokens::Tokens;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(challenge).service(sign_in).service(ask_for_code).service(use_code);
}

/// What a device signs to sign in.
#[derive(Serialize, ToSchema)]
struct ChallengeView {
    /// 32 bytes in base64url, good once.
    #[schema(example = "AAYyZl5wdwDA7FjWJ4U8FAdM5f0Nq3cYI7c4a0UeN1M")]
    challenge: String,
    /// The name of the service, to be signed with it.
    #[schema(example = "vote.example.org")]
    origin: String,
    /// From when on it is void: two minutes from now.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    expires_at: Instant,
}

/// Whom a one-time code is for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AskForm {
    /// The community.
    community: Uuid,
    /// By what the contact is reached.
    #[serde(with = "text")]
    #[schema(schema_with = document::channels)]
    channel: ContactChannel,
    /// A telephone number or mail address as in the register.
    #[schema(value_type = String, example = "13800001101")]
    contact: SecretString,
}

/// A request for a code.
#[derive(Serialize, ToSchema)]
struct AskedView {
    /// The request, to be named with the code.
    request: Uuid,
    /// Until when a code can be used, if one was sent.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    expires_at: Instant,
}

impl From<Asked> for AskedView {
    fn from(asked: Asked) -> Self {
        Self { request: asked.request, expires_at: asked.expires_at }
    }
}

/// A one-time code that came by text message or mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CodeUseForm {
    /// The request it was sent for.
    request: Uuid,
    /// Six digits.
    #[schema(value_type = String, example = "287082")]
    code: SecretString,
    /// The owner whose account is meant, where several have this contact.
    #[schema(value_type = Option<String>, pattern = "^[A-Za-z0-9._-]{1,64}$", example = "o-1001")]
    owner: Option<Text<OwnerId>>,
}

/// A challenge, to be signed with a device key
///
/// For everybody. It names nobody and nothing is kept of it.
#[utoipa::path(
    tag = "identity",
    responses((status = 201, description = "The challenge.", body = ChallengeView), Open)
)]
#[post("/sessions/challenges")]
async fn challenge(service: Data<Service>) -> HttpResponse {
    let challenge = challenges::challenge(&service);
    let (origin, expires_at) = (service.host().to_owned(), challenge.expires_at);
    HttpResponse::Created().json(ChallengeView { challenge: challenge.text, origin, expires_at })
}

/// Signs in with a device key that is enrolled
///
/// For everybody who holds such a key. The body is a signed statement (compact JWS, `typ` `quorate-sign-in+jws`). A key
/// that is not enrolled or was revoked, and a challenge that is wrong, void or used, are all `sign_in_refused`. A key
/// that is enrolled for several accounts has to name a community: `several_accounts`.
#[utoipa::path(
    tag = "identity",
    params(KeepingParams),
    request_body(content = String, content_type = "application/jose"),
    responses((status = 201, description = "Signed in.", body = SignedInView), Sent, Open)
)]
#[post("/sessions")]
async fn sign_in(
    service: Data<Service>,
    tokens: Data<Tokens>,
    keeping: Keeping,
    statement: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let opened = signing::sign_in(&service, &statement.0).await?;
    keeping.signed_in(&service, &tokens, &opened)
}

/// Asks for a one-time code for reading, sent to a contact of the register
///
/// For everybody. The answer is the same whether or not anybody has this contact; if an owner with an account does, a
/// code is sent a moment later, three an hour at most.
#[utoipa::path(
    tag = "identity",
    responses((status = 202, description = "It was asked for.", body = AskedView), Sent, Open)
)]
#[post("/sessions/codes")]
async fn ask_for_code(service: Data<Service>, form: Json<AskForm>) -> Result<HttpResponse, Problem> {
    let (community, contact) = (CommunityId::new(form.community), form.contact.expose_secret());
    let asked = reading::ask(&service, community, form.channel, contact).await?;
    Ok(HttpResponse::Accepted().json(AskedView::from(asked)))
}

/// Uses a one-time code and opens a session for reading, in one community and for one day at most
///
/// For everybody who got a code. One that is wrong, void or used, or of a request with five wrong tries, is
/// `code_not_valid`. Where several accounts have the contact, `several_accounts` lists the owners to choose from.
#[utoipa::path(
    tag = "identity",
    params(KeepingParams),
    responses((status = 201, description = "Signed in, for reading.", body = SignedInView), Sent, Open)
)]
#[post("/sessions/codes/uses")]
async fn use_code(
    service: Data<Service>,
    tokens: Data<Tokens>,
    keeping: Keeping,
    form: Json<CodeUseForm>,
) -> Result<HttpResponse, Problem> {
    let owner = form.owner.as_ref().map(|owner| &owner.0);
    let opened = reading::use_code(&service, form.request, &form.code, owner).await?;
    keeping.signed_in(&service, &tokens, &opened)
}
