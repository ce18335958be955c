//! Using a one-time code.

use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, post};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::sessions::SignedInView;
use crate::actions::Service;
use crate::actions::identity::activations::{self, Preview};
use crate::actions::identity::providers::logins::ShownLogin;
use crate::domain::identity::{EnrolmentMethod, Role};
use crate::domain::instants::Instant;
use crate::evidence::text;
use crate::http::access::Perhaps;
use crate::http::answers::{Open, Sent};
use crate::http::problem::Problem;
use crate::http::tokens::Tokens;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(preview_activation).service(activate);
}

/// A one-time code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CodeForm {
    /// The code as somebody typed it.
    #[schema(value_type = String, example = "2T7K-9QXM-4B1C-8ZRD-0HNV-6WPA-3E")]
    code: SecretString,
}

/// What the holder of a code has to sign.
#[derive(Serialize, ToSchema)]
struct PreviewView {
    /// The activation.
    activation: Uuid,
    /// The origin of the community's record; for an operator the name of the service.
    #[schema(example = "vote.example.org/record/019a0000-0000-7000-8000-000000000000")]
    origin: String,
    /// The community; null for an operator.
    community: Option<Uuid>,
    /// How identity is checked.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "letter_and_contact")]
    method: EnrolmentMethod,
    /// As what somebody vouches for the holder: whoever handed the code out.
    #[serde(with = "text::list")]
    #[schema(value_type = Vec<String>, example = json!(["secretary"]))]
    confirmed_by: Vec<Role>,
    /// The role an officer will hold; null for owners and operators.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, example = "scrutineer")]
    role: Option<Role>,
    /// When that role ends; null while open-ended.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Instant>,
    /// The owner the key will act for; null for officers and operators.
    #[schema(example = "o-1001")]
    owner: Option<String>,
    /// The text with which an owner agrees to electronic form; null for officers and operators.
    #[schema(example = "consent-1")]
    consent: Option<&'static str>,
    /// The methods that are possible with this code; the statement names one of them.
    #[schema(example = json!(["letter_and_contact", "letter_and_provider"]))]
    methods: Vec<&'static str>,
    /// From when on the code is void.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    expires_at: Instant,
}

impl From<Preview> for PreviewView {
    fn from(preview: Preview) -> Self {
        Self {
            activation: preview.activation,
            community: preview.community,
            method: preview.method(),
            role: preview.role(),
            until: preview.until(),
            consent: preview.consent(),
            owner: preview.owner().map(ToString::to_string),
            methods: preview.methods.iter().map(|method| method.as_str()).collect(),
            expires_at: preview.expires_at,
            origin: preview.origin,
            confirmed_by: preview.confirmed_by,
        }
    }
}

/// A one-time code and the proof of possession that uses it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ActivationForm {
    /// The code as somebody typed it.
    #[schema(value_type = String, example = "2T7K-9QXM-4B1C-8ZRD-0HNV-6WPA-3E")]
    code: SecretString,
    /// The signed enrolment (compact JWS, `typ` `quorate-enrolment+jws`), signed with the key it enrols.
    #[schema(example = "eyJhbGciOiJFZERTQSIsImtpZCI6…")]
    statement: String,
    /// The login at a provider, for the method `letter_and_provider`.
    #[serde(default)]
    login: Option<LoginShown>,
}

/// A login at a provider that has matched.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LoginShown {
    /// The login.
    login: Uuid,
    /// What it began with.
    #[schema(value_type = String, example = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")]
    login_secret: SecretString,
}

/// What a one-time code is for
///
/// For everybody who holds a code. A code that is wrong, used, expired or locked is `code_not_valid`.
#[utoipa::path(
    tag = "identity",
    responses((status = 200, description = "What its holder has to sign.", body = PreviewView), Sent, Open)
)]
#[post("/activation-previews")]
async fn preview_activation(
    service: Data<Service>,
    form: Json<CodeForm>,
) -> Result<Json<PreviewView>, Problem> {
    Ok(Json(activations::preview(&service, form.code.expose_secret()).await?.into()))
}

/// Uses a one-time code: enrols a key and signs its holder in
///
/// For everybody who holds a code. Somebody who is signed in already keeps their account; anybody else
/// gets a new one. The statement must say exactly what the preview said, and its key must be new.
#[utoipa::path(
    tag = "identity",
    responses((status = 201, description = "The key is enrolled.", body = SignedInView), Sent, Open),
    security((), ("session" = []))
)]
#[post("/activations")]
async fn activate(
    by: Perhaps,
    service: Data<Service>,
    tokens: Data<Tokens>,
    form: Json<ActivationForm>,
) -> Result<HttpResponse, Problem> {
    let account = by.0.map(|standing| standing.account);
    let ActivationForm { code, statement, login } = form.into_inner();
    let login = login.map(|shown| ShownLogin { login: shown.login, secret: shown.login_secret });
    let opened =
        activations::activate(&service, code.expose_secret(), &statement, login.as_ref(), account).await?;
    Ok(HttpResponse::Created().json(SignedInView::new(&service, &tokens, &opened)?))
}
