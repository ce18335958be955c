//! Logging in at a provider in the course of an enrolment.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get, post};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::error::LoginProblem;
use crate::actions::identity::providers::KnownProvider;
use crate::actions::identity::providers::logins::{self, Begun, Return};
use crate::domain::instants::Instant;
use crate::evidence::text;
use crate::http::answers::{Named, Open, Sent};
use crate::http::problem::{Problem, ProblemDocument};

/// Longest value that a provider may send back, in bytes.
const VALUE_MAX_BYTES: usize = 4096;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_providers)
        .service(begin_provider_login)
        .service(provider_return)
        .service(complete_provider_login);
}

/// A provider that an owner can log in at.
#[derive(Serialize, ToSchema)]
struct ProviderView {
    /// Names it.
    #[schema(example = "city")]
    id: String,
    /// What it is called.
    title: TitleView,
}

/// A title in both languages.
#[derive(Serialize, ToSchema)]
struct TitleView {
    /// In Chinese.
    #[schema(example = "城市统一身份认证")]
    zh: String,
    /// In English.
    #[schema(example = "City login")]
    en: String,
}

impl From<&KnownProvider> for ProviderView {
    fn from(provider: &KnownProvider) -> Self {
        let title = TitleView { zh: provider.title_zh().to_owned(), en: provider.title_en().to_owned() };
        Self { id: provider.id().to_owned(), title }
    }
}

/// The code of an owner's letter and the provider to log in at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LoginForm {
    /// The code as somebody typed it.
    #[schema(value_type = String, example = "2T7K-9QXM-4B1C-8ZRD-0HNV-6WPA-3E")]
    code: SecretString,
    /// The provider.
    #[schema(example = "city")]
    provider: String,
}

/// A login that has begun.
#[derive(Serialize, ToSchema)]
struct LoginView {
    /// The login.
    login: Uuid,
    /// Proves who began it. Keep it in this browser or app and nowhere else.
    #[schema(example = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")]
    login_secret: String,
    /// Where to send whoever logs in.
    #[schema(example = "https://id.city.example/authorize?response_type=code&…")]
    authorization_url: String,
    /// From when on the login is void.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    expires_at: Instant,
}

impl From<Begun> for LoginView {
    fn from(begun: Begun) -> Self {
        Self {
            login: begun.login,
            login_secret: begun.secret.expose_secret().to_owned(),
            authorization_url: begun.authorization_url,
            expires_at: begun.expires_at,
        }
    }
}

/// What a provider sends back by way of the browser (RFC 6749, section 4.1.2; RFC 9207, section 2).
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReturnQuery {
    /// The code of the provider.
    code: Option<String>,
    /// The state of the login.
    state: Option<String>,
    /// The issuer.
    iss: Option<String>,
    /// Why there is no code.
    error: Option<String>,
}

/// What came back, handed in by whoever began the login.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReturnForm {
    /// What the login began with.
    #[schema(value_type = String, example = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")]
    login_secret: SecretString,
    /// The provider whose address the browser came back at.
    #[schema(example = "city")]
    provider: String,
    /// The state that came back.
    #[schema(example = "Iuo3vVzz7TxHCTwXBygrS4kkPrK_qmxVWaYVA9wwBF6")]
    state: String,
    /// The code of the provider.
    #[schema(value_type = String, example = "SplxlOBeZQQYbYS6WxSbIA")]
    code: SecretString,
    /// The issuer that came back, if one did.
    #[serde(default)]
    #[schema(example = "https://id.city.example")]
    iss: Option<String>,
}

/// The providers that an owner can log in at
///
/// For everybody. With the code of a letter, a login there enrols a key (`letter_and_provider`). The list is empty
/// where whoever runs the service names none.
#[utoipa::path(tag = "identity", responses((status = 200, description = "The providers.", body = Vec<ProviderView>)))]
#[get("/providers")]
async fn list_providers(service: Data<Service>) -> Json<Vec<ProviderView>> {
    Json(logins::available(&service).map(ProviderView::from).collect())
}

/// Begins a login at a provider
///
/// For everybody who holds the code of a letter. It voids an earlier login with the same letter. The login secret is
/// for whoever began it: without it, what the provider sends back is of no use.
#[utoipa::path(
    tag = "identity",
    responses((status = 201, description = "Where to log in.", body = LoginView), Sent, Named, Open)
)]
#[post("/activations/provider-logins")]
async fn begin_provider_login(
    service: Data<Service>,
    form: Json<LoginForm>,
) -> Result<HttpResponse, Problem> {
    let begun = logins::begin(&service, form.code.expose_secret(), &form.provider).await?;
    Ok(HttpResponse::Created().json(LoginView::from(begun)))
}

/// Where a provider sends the browser back to
///
/// For browsers that come from a provider. The service does nothing with what they bring; it sends them on to its own
/// page, with everything behind the `#`, so that whoever began the login hands it in.
#[utoipa::path(
    tag = "identity",
    params(("provider" = String, Path, description = "The provider.")),
    responses(
        (status = 303, description = "On to `/#/provider-returns/{provider}`."),
        (status = 400, description = "The query cannot be read: `malformed`.",
            content_type = "application/problem+json", body = ProblemDocument),
        Named
    )
)]
#[get("/provider-returns/{provider}")]
async fn provider_return(
    service: Data<Service>,
    provider: Path<String>,
    query: Query<ReturnQuery>,
) -> Result<HttpResponse, Problem> {
    let fields = query.fields()?;
    let page = logins::page_of_return(&service, &provider, &fields)?;
    Ok(HttpResponse::SeeOther().insert_header(("location", page)).finish())
}

/// Hands in what the provider sent back
///
/// For whoever began the login. The claims are held against the register; after that, the code of the letter and the
/// login together enrol a key. A login is tried once, and one that does not match counts as a failed attempt with the
/// letter. `provider_does_not_match` is all that is said, whatever differs.
#[utoipa::path(
    tag = "identity",
    params(("login" = Uuid, Path, description = "The login.")),
    responses((status = 204, description = "It matches."), Sent, Named, Open)
)]
#[post("/activations/provider-logins/{login}/return")]
async fn complete_provider_login(
    service: Data<Service>,
    login: Path<Uuid>,
    form: Json<ReturnForm>,
) -> Result<HttpResponse, Problem> {
    let returned = form.returned()?;
    logins::take_return(&service, *login, &returned).await?;
    Ok(HttpResponse::NoContent().finish())
}

impl ReturnQuery {
    /// What came back, field by field.
    fn fields(&self) -> Result<Vec<(&str, &str)>, Problem> {
        let fields =
            [("code", &self.code), ("state", &self.state), ("iss", &self.iss), ("error", &self.error)];
        let said = fields.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
        said.map(|(name, value)| limited(name, value).map(|value| (name, value))).collect()
    }
}

impl ReturnForm {
    fn returned(&self) -> Result<Return<'_>, Problem> {
        limited("code", self.code.expose_secret())?;
        Ok(Return {
            secret: &self.login_secret,
            provider: limited("provider", &self.provider)?,
            state: limited("state", &self.state)?,
            code: &self.code,
            issuer: self.iss.as_deref().map(|issuer| limited("iss", issuer)).transpose()?,
        })
    }
}

/// What is answered when a login led nowhere; [`LoginProblem`] says no more than may be known.
impl From<LoginProblem> for Problem {
    fn from(problem: LoginProblem) -> Self {
        let (status, code, title) = match problem {
            LoginProblem::NotAvailable => {
                let title = "The provider cannot be used right now";
                (StatusCode::SERVICE_UNAVAILABLE, "provider_not_available", title)
            }
            LoginProblem::NotValid => {
                (StatusCode::UNPROCESSABLE_ENTITY, "provider_login_not_valid", "The login is not valid")
            }
            LoginProblem::Refused => {
                let title = "The answer of the provider was refused";
                (StatusCode::UNPROCESSABLE_ENTITY, "provider_login_refused", title)
            }
            LoginProblem::DoesNotMatch => {
                let title = "The login does not match the register";
                (StatusCode::UNPROCESSABLE_ENTITY, "provider_does_not_match", title)
            }
        };
        Self::new(status, code, title, problem.to_string())
    }
}

fn limited<'a>(name: &str, value: &'a str) -> Result<&'a str, Problem> {
    if value.len() <= VALUE_MAX_BYTES {
        Ok(value)
    } else {
        Err(Problem::malformed(&format!("{name} is too long")))
    }
}
