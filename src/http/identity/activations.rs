//! Using a one-time code, and the second channel of a letter.

use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, post};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::cookie::{Keeping, KeepingParams};
use super::sessions::SignedInView;
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::identity::activations::{self, Activated, Preview, Shown};
use crate::actions::identity::contact_codes;
use crate::actions::identity::enrolment_requests::Pending;
use crate::actions::identity::providers::logins::ShownLogin;
use crate::domain::identity::{Confirmation, ContactChannel, EnrolmentMethod, KeyLabel, Role};
use crate::domain::instants::Instant;
use crate::evidence::text;
use crate::http::access::Perhaps;
use crate::http::answers::{Open, Sent};
use crate::http::document;
use crate::http::problem::Problem;
use crate::http::tokens::Tokens;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(preview_activation).service(send_contact_code).service(activate);
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
    /// What the community is called; null for an operator.
    #[schema(example = "示范小区")]
    community_name: Option<String>,
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
    /// Where a second code can be sent; empty unless one is needed, or if the register has no contact.
    contacts: Vec<ContactView>,
    /// The methods that are possible with this code; the statement names one of them.
    #[schema(example = json!(["letter_and_contact", "letter_and_provider"]))]
    methods: Vec<&'static str>,
    /// Who has to confirm the key before it is enrolled: `nobody`, `two_officers` or `own_device`.
    #[schema(example = "nobody")]
    confirmation: &'static str,
    /// From when on the code is void.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    expires_at: Instant,
}

/// A contact of the register, with as much of it as tells its owner which one is meant.
#[derive(Serialize, ToSchema)]
struct ContactView {
    /// `phone` or `email`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "phone")]
    channel: ContactChannel,
    /// Part of it.
    #[schema(example = "138****1234")]
    shown: String,
}

impl From<Preview> for PreviewView {
    fn from(preview: Preview) -> Self {
        let Preview { offer: preview, contacts, methods } = preview;
        let confirmation = match preview.method.confirmation() {
            Confirmation::Nobody => "nobody",
            Confirmation::TwoOfficers => "two_officers",
            Confirmation::OwnDevice => "own_device",
        };
        Self {
            contacts: contacts.into_iter().map(|(channel, shown)| ContactView { channel, shown }).collect(),
            methods: methods.into_iter().map(EnrolmentMethod::as_str).collect(),
            confirmation,
            activation: preview.activation,
            community: preview.community,
            method: preview.method,
            role: preview.role(),
            until: preview.until(),
            consent: preview.consent(),
            owner: preview.owner().map(ToString::to_string),
            expires_at: preview.expires_at,
            origin: preview.origin,
            community_name: preview.community_name,
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
    /// The code that was sent to a registered contact; for the code of a letter.
    #[schema(value_type = Option<String>, example = "482913")]
    contact_code: Option<SecretString>,
    /// The login at a provider, instead of that code; for the method `letter_and_provider`.
    login: Option<LoginShown>,
    /// What the key is called, 1 to 40 characters: name the device, not a person.
    #[schema(example = "我的手机")]
    label: Option<String>,
    /// The signed enrolment (compact JWS, `typ` `quorate-enrolment+jws`), signed with the key it enrols.
    #[schema(example = "eyJhbGciOiJFZERTQSIsImtpZCI6…")]
    statement: String,
}

/// A login at a provider that matched.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LoginShown {
    /// The login.
    login: Uuid,
    /// What it began with.
    #[schema(value_type = String, example = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")]
    login_secret: SecretString,
}

/// The code of a letter, and where the second code is to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ContactCodeForm {
    /// The code as somebody typed it.
    #[schema(value_type = String, example = "2T7K-9QXM-4B1C-8ZRD-0HNV-6WPA-3E")]
    code: SecretString,
    /// `phone` or `email`.
    #[serde(with = "text")]
    #[schema(schema_with = document::channels)]
    channel: ContactChannel,
}

/// A second code is on its way.
#[derive(Serialize, ToSchema)]
struct SentView {
    /// From when on it is void.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    expires_at: Instant,
}

/// A key that waits until others have confirmed whose it is.
#[derive(Serialize, ToSchema)]
struct PendingView {
    /// The request.
    request: Uuid,
    /// Twelve digits of the key: whoever confirms compares them with what this device shows.
    #[schema(example = "4821 0937 5512")]
    fingerprint: String,
    /// From when on it cannot be confirmed.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    expires_at: Instant,
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

/// Sends the holder of a letter a second code
///
/// For everybody who holds the code of a letter. The second code goes to the telephone or mail address that the
/// register has of the owner, is good for a quarter of an hour and five tries, and replaces the one before. Five
/// are sent within 24 hours at most. `contact_not_reachable`: the register has no such contact, or the service no
/// such channel; then the desk remains.
#[utoipa::path(
    tag = "identity",
    responses((status = 202, description = "It is on its way.", body = SentView), Sent, Open)
)]
#[post("/activations/contact-codes")]
async fn send_contact_code(
    service: Data<Service>,
    form: Json<ContactCodeForm>,
) -> Result<HttpResponse, Problem> {
    let expires_at = contact_codes::send(&service, form.code.expose_secret(), form.channel).await?;
    Ok(HttpResponse::Accepted().json(SentView { expires_at }))
}

/// Uses a one-time code: enrols a key and signs its holder in, or lets the key wait to be confirmed
///
/// For everybody who holds a code. Somebody who is signed in already keeps their account; anybody else
/// gets a new one. The statement must say exactly what the preview said, and its key must be new. The code of a
/// letter needs the second code as well, or a login at a provider. A key made with a code of the desk or for another device is not enrolled
/// yet: it waits for two officers or for the earlier device, and its holder compares the digits with them.
#[utoipa::path(
    tag = "identity",
    params(KeepingParams),
    responses(
        (status = 201, description = "The key is enrolled.", body = SignedInView),
        (status = 202, description = "The key waits to be confirmed.", body = PendingView),
        Sent, Open
    ),
    security((), ("session" = []))
)]
#[post("/activations")]
async fn activate(
    by: Perhaps,
    service: Data<Service>,
    tokens: Data<Tokens>,
    keeping: Keeping,
    form: Json<ActivationForm>,
) -> Result<HttpResponse, Problem> {
    let account = by.0.map(|standing| standing.account);
    let label = form.label.as_deref().map(labelled).transpose()?;
    let login = form.login.as_ref();
    let login = login.map(|shown| ShownLogin { login: shown.login, secret: shown.login_secret.clone() });
    let shown = Shown {
        login: login.as_ref(),
        code: form.code.expose_secret(),
        contact_code: form.contact_code.as_ref().map(ExposeSecret::expose_secret),
        statement: &form.statement,
        label: label.as_ref(),
    };
    match activations::activate(&service, shown, account).await? {
        Activated::SignedIn(opened) => keeping.signed_in(&service, &tokens, &opened),
        Activated::Pending(Pending { request, fingerprint, expires_at }) => {
            Ok(HttpResponse::Accepted().json(PendingView { request, fingerprint, expires_at }))
        }
    }
}

/// What somebody calls a key.
pub(super) fn labelled(text: &str) -> Result<KeyLabel, ActionError> {
    KeyLabel::new(text).map_err(|error| ActionError::Field { field: "label", problem: error.to_string() })
}
