//! What the API document says besides its operations.

use actix_web::http::header::ContentType;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpResponse, get};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Components, InfoBuilder, License, OpenApi, OpenApiBuilder};

use super::tokens::ACCESS_LIFE_SECONDS;
use crate::domain::identity::Role;

const DESCRIPTION: &str = "Owners' assembly voting whose legal outcome anyone can recompute.\n\n\
    Errors are `application/problem+json` (RFC 9457) with a stable `code`; unknown fields are refused. \
    Times are RFC 3339 in UTC, quantities exact decimal strings. Lists page by `limit`, `cursor` and `next`. \
    A POST that creates something may carry an `Idempotency-Key` where the operation says so.";

/// The document as it is served: one text, however many threads answer.
pub struct Served(Bytes);

impl Served {
    /// Written down once, since in memory the document takes many times its length.
    pub fn new(document: &OpenApi) -> std::io::Result<Self> {
        Ok(Self(document.to_json().map_err(std::io::Error::other)?.into()))
    }
}

/// Serves the document.
#[get("/openapi.json")]
pub async fn openapi(served: Data<Served>) -> HttpResponse {
    HttpResponse::Ok().content_type(ContentType::json()).body(served.0.clone())
}

/// The document before the operations are added.
pub fn frame() -> OpenApi {
    let license = License::builder().name("MIT OR Apache-2.0").identifier(Some("MIT OR Apache-2.0")).build();
    let info = InfoBuilder::new()
        .title("Quorate")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .license(Some(license))
        .build();
    OpenApiBuilder::new().info(info).components(Some(Components::new())).build()
}

/// The document with everything that operations refer to.
pub fn finish(mut document: OpenApi) -> OpenApi {
    let roles = Role::ALL.iter().map(|role| role.as_str()).collect::<Vec<_>>().join("`, `");
    let description = format!(
        "An access token of an activation or a refresh, good for {ACCESS_LIFE_SECONDS} seconds. The scopes \
         of an operation are roles, of which any one is enough in the community of the address: `{roles}`."
    );
    let scheme = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some(description))
        .build();
    let components = document.components.get_or_insert_with(Components::new);
    components.add_security_scheme("session", SecurityScheme::Http(scheme));
    document
}
