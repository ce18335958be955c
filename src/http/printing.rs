//! Pages of a meeting to print that are nobody else's: its notice, and forms for mandates.

#![expect(unused_qualifications, reason = "utoipa's macro names the type of a query beside a path once more")]

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::answers::{Named, Open, Printed};
use super::pages::{Language, PrintQuery, TypeSize, mandate_form, notice};
use super::paths::MeetingPath;
use super::problem::Problem;
use crate::actions::mandate_forms::{self, Whose};
use crate::actions::{Service, headings, notices};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(print_notice).service(print_mandate_forms);
}

/// Which notice is printed.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct NoticeQuery {
    /// The version; the latest unless asked otherwise.
    #[param(minimum = 1)]
    version: Option<u32>,
    /// The language of the page; Chinese unless asked otherwise.
    #[param(inline)]
    lang: Option<Language>,
    /// How large the page is written; 11 points unless asked otherwise.
    #[param(inline)]
    size: Option<TypeSize>,
}

/// Which forms are printed.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct FormsQuery {
    /// Forms of electors with a unit in this building only.
    #[param(example = "3")]
    building: Option<String>,
    /// The form of the elector of this unit only.
    #[param(example = "3-1-0502")]
    unit: Option<String>,
    /// The language of the page; Chinese unless asked otherwise.
    #[param(inline)]
    lang: Option<Language>,
    /// How large the page is written; 11 points unless asked otherwise.
    #[param(inline)]
    size: Option<TypeSize>,
}

/// The notice as a page to print
///
/// For everybody, from the notice on: the meeting, each matter with its full text and rule, how to vote, what silence
/// means and how to object, with the SHA-256 that stands in the record.
#[utoipa::path(
    tag = "documents",
    params(MeetingPath, NoticeQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, Open
    )
)]
#[get("/communities/{community}/meetings/{meeting}/notice-page")]
async fn print_notice(
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<NoticeQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let NoticeQuery { version, lang, size } = query.into_inner();
    let heading = headings::of_meeting(&service, community, meeting).await?;
    let view = notices::view(&service, community, meeting, version).await?;
    notice::page(&heading, &view, PrintQuery { lang, size })
}

/// Forms for mandates as a page to print
///
/// For everybody, from the notice on: a form for each elector, with units and area from the public roll, each matter it
/// decides, the limits on holders, and room for names and signatures. It holds no name, and its QR code no secret.
#[utoipa::path(
    tag = "documents",
    params(MeetingPath, FormsQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, Open
    )
)]
#[get("/communities/{community}/meetings/{meeting}/mandate-forms")]
async fn print_mandate_forms(
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<FormsQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let FormsQuery { building, unit, lang, size } = query.into_inner();
    let forms = mandate_forms::forms(&service, community, meeting, &Whose { building, unit }).await?;
    mandate_form::page(&forms, PrintQuery { lang, size })
}
