//! The text with which an owner agrees to electronic form.

use actix_web::get;
use actix_web::web::Json;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::evidence::consent::{self, CONSENT, CONSENT_EN, CONSENT_ZH};
use crate::evidence::digest::Digest;

/// Its operation.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(read_consent);
}

/// A text of consent.
#[derive(Serialize, ToSchema)]
struct ConsentView {
    /// What a statement of enrolment calls it.
    #[schema(example = "consent-1")]
    consent: &'static str,
    /// The text in Chinese, which decides.
    zh: &'static str,
    /// The same in English.
    en: &'static str,
    /// SHA-256 over the Chinese text followed by the English one, in UTF-8.
    #[schema(value_type = String)]
    sha256: Digest,
}

/// The text with which an owner agrees to electronic form
///
/// For everybody. The owner's statement of enrolment names it; without it no key of an owner is enrolled.
#[utoipa::path(tag = "identity", responses((status = 200, description = "The text.", body = ConsentView)))]
#[get("/consent")]
async fn read_consent() -> Json<ConsentView> {
    Json(ConsentView { consent: CONSENT, zh: CONSENT_ZH, en: CONSENT_EN, sha256: consent::digest() })
}
