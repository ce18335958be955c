//! Second factors of officers and operators.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, post};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::identity::codes::Code;
use crate::actions::identity::second_factors::{self, NewSecret};
use crate::domain::communities::CommunityId;
use crate::http::access::{Anybody, By, Supervisors};
use crate::http::answers::{Named, Sent, SignedIn};
use crate::http::problem::{Problem, ProblemDocument};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(set_up_second_factor)
        .service(confirm_second_factor)
        .service(show_second_factor)
        .service(reset_second_factor);
}

/// What goes into an authenticator application.
#[derive(Serialize, ToSchema)]
struct SecretView {
    /// The secret in base 32, shown this once.
    #[schema(example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")]
    secret: String,
    /// The same as an address, for a QR code.
    #[schema(example = "otpauth://totp/vote.example.org:019a0000-0000-7000-8000-000000000000?secret=…")]
    uri: String,
}

impl From<NewSecret> for SecretView {
    fn from(new: NewSecret) -> Self {
        Self { secret: new.secret, uri: new.uri }
    }
}

/// A code of an authenticator application, or a recovery code where one is taken.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ShownForm {
    /// Six digits, or a recovery code.
    #[schema(value_type = String, example = "287082")]
    code: SecretString,
}

/// What stands in for a lost second factor.
#[derive(Serialize, ToSchema)]
struct RecoveryCodesView {
    /// Eight codes, each good once, shown this once: print them and put them away.
    recovery_codes: Vec<String>,
}

/// Makes a second factor (TOTP, RFC 6238)
///
/// For whoever is signed in; officers and operators need one. It counts once it is confirmed; until then another
/// replaces it. Where one is confirmed: `already_there`.
#[utoipa::path(
    tag = "identity",
    responses(
        (status = 201, description = "The secret.", body = SecretView),
        (status = 409, description = "There is one already: `already_there`.", body = ProblemDocument,
            content_type = "application/problem+json"),
        SignedIn
    ),
    security(("session" = []))
)]
#[post("/me/second-factor")]
async fn set_up_second_factor(by: By<Anybody>, service: Data<Service>) -> Result<HttpResponse, Problem> {
    let new = second_factors::set_up(&service, by.standing()).await?;
    Ok(HttpResponse::Created().json(SecretView::from(new)))
}

/// Confirms a second factor by a code of it
///
/// For whoever is signed in. The code counts as shown in this session. A wrong one is `second_factor_wrong`, the
/// fifth ends the session: `session_ended`; twenty in a day with one device key: `too_many_wrong_codes`.
#[utoipa::path(
    tag = "identity",
    responses(
        (status = 201, description = "It is confirmed.", body = RecoveryCodesView),
        (status = 429, description = "Too many wrong codes: `too_many_wrong_codes`.", body = ProblemDocument,
            content_type = "application/problem+json"),
        Sent, SignedIn
    ),
    security(("session" = []))
)]
#[post("/me/second-factor/confirmation")]
async fn confirm_second_factor(
    by: By<Anybody>,
    service: Data<Service>,
    form: Json<ShownForm>,
) -> Result<HttpResponse, Problem> {
    let codes = second_factors::confirm(&service, by.standing(), form.code.expose_secret()).await?;
    let recovery_codes = codes.iter().map(Code::reveal).collect();
    Ok(HttpResponse::Created().json(RecoveryCodesView { recovery_codes }))
}

/// Shows the second factor in this session
///
/// For whoever is signed in. The roles of officers and operators count for 12 hours from now in this session. A code
/// is good once. A wrong one is `second_factor_wrong`, the fifth ends the session: `session_ended`; twenty in a day
/// with one device key: `too_many_wrong_codes`. Where none is confirmed: `no_second_factor`.
#[utoipa::path(
    tag = "identity",
    responses(
        (status = 204, description = "It was shown."),
        (status = 429, description = "Too many wrong codes: `too_many_wrong_codes`.", body = ProblemDocument,
            content_type = "application/problem+json"),
        Sent, SignedIn
    ),
    security(("session" = []))
)]
#[post("/sessions/current/second-factor")]
async fn show_second_factor(
    by: By<Anybody>,
    service: Data<Service>,
    form: Json<ShownForm>,
) -> Result<HttpResponse, Problem> {
    second_factors::show(&service, by.standing(), form.code.expose_secret()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Removes the second factor of an officer who lost it, and ends all their sessions
///
/// For the supervising office, after it made sure who asks. It resets no supervising office and no operator; for
/// these whoever runs the machine does. The officer signs in with their device key and makes a new one.
#[utoipa::path(
    tag = "identity",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("account" = Uuid, Path, description = "The officer's account.")
    ),
    responses((status = 204, description = "It is removed."), Named, SignedIn),
    security(("session" = ["supervisor"]))
)]
#[delete("/communities/{community}/officers/{account}/second-factor")]
async fn reset_second_factor(
    by: By<Supervisors>,
    service: Data<Service>,
    path: Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    let (community, account) = path.into_inner();
    second_factors::reset_officers(&service, by.standing(), CommunityId::new(community), account).await?;
    Ok(HttpResponse::NoContent().finish())
}
