//! Service of notice: who was told of a meeting, and who was not yet.

#![expect(unused_qualifications, reason = "utoipa's macro names the type of a query beside a path once more")]

mod lists;

use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, EvidenceReaders, Messengers};
use super::answers::{Kept, Listed, Named, Open, Printed, Sent, SignedIn};
use super::pages::service_list::{self, ListForm};
use super::pages::{Language, PrintQuery, TypeSize};
use super::paging::{Page, PageQuery};
use super::paths::{FilePath, MeetingPath};
use super::problem::Problem;
use super::sheets::{self, ImportError};
use super::uploads;
use crate::actions::error::{ActionError, Thing};
use crate::actions::services::evidence::{self, UploadedEvidence};
use crate::actions::services::overview::{self, BuildingServices, UnreachedUnit};
use crate::actions::services::{self, LIST_MAX, NewService, SERVICES_MAX, ServicesReport, UnitServices};
use crate::actions::{Service, communities};
use crate::domain::identity::Role;
use crate::domain::services::RECORDERS;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(record_services)
        .service(import_services)
        .service(read_services)
        .service(print_services)
        .service(read_service_counts)
        .service(list_unreached_units)
        .service(upload_service_evidence)
        .service(download_service_evidence);
}

/// Which units are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ServicesQuery {
    /// Most items to answer, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u16>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// Units of this building only.
    #[param(example = "3")]
    building: Option<String>,
    /// Only units that are reached, or only those that are not.
    reached: Option<bool>,
}

/// Which list is printed.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ServiceListQuery {
    /// Units of this building only.
    #[param(example = "3")]
    building: Option<String>,
    /// What the record says of every unit unless asked otherwise; or a sheet to take from door to door.
    #[param(inline)]
    form: Option<ListForm>,
    /// The language of the page; Chinese unless asked otherwise.
    #[param(inline)]
    lang: Option<Language>,
    /// How large the page is written; 11 points unless asked otherwise.
    #[param(inline)]
    size: Option<TypeSize>,
}

/// Records that units were served with the notice
///
/// For the convener, the secretary and scrutineers, while the meeting is noticed or open: 1 to 500
/// services at once, all or none; `attempted` where nobody could be reached. With mistakes nothing is recorded and every
/// one of them is listed with its row (`service_mistakes`). The same service again is no second one. A posting needs as
/// many failed attempts in the record as the rules in force ask for. As what the caller records is public: the first of
/// these roles that they hold. The record has the hash of what a service left behind.
#[utoipa::path(
    tag = "services",
    params(MeetingPath),
    responses(
        (status = 200, description = "All of them were in the record already.", body = ServicesReport),
        (status = 201, description = "They are in the record.", body = ServicesReport),
        Sent, Named, SignedIn
    ),
    security(("session" = ["convener", "secretary", "scrutineer"]))
)]
#[post("/communities/{community}/meetings/{meeting}/services")]
async fn record_services(
    by: By<Messengers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    rows: Json<Vec<NewService>>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let numbered: Vec<_> = (1..).zip(rows.into_inner()).collect();
    let of = (&*numbered, SERVICES_MAX);
    let report = services::record(&service, community, meeting, role(&by)?, of).await?;
    Ok(recorded(report))
}

/// Records services from a list
///
/// For the convener, the secretary and scrutineers: what a postman or a door round brings back, as CSV in UTF-8 or as
/// the first sheet of an XLSX workbook, at most 2 000 rows, all or none. Columns: `unit` (房号), `channel` (方式),
/// `served_at` (时间, of the community's time zone unless it has an offset), and as far as there are any `outcome` (结果),
/// `evidence` (凭证), `served_by` (送达人). Every mistake is listed with its row and column (`service_mistakes`).
#[utoipa::path(
    tag = "services",
    params(MeetingPath),
    request_body(content((String = "text/csv"), (
        Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ))),
    responses(
        (status = 200, description = "All of them were in the record already.", body = ServicesReport),
        (status = 201, description = "They are in the record.", body = ServicesReport),
        Sent, Named, SignedIn
    ),
    security(("session" = ["convener", "secretary", "scrutineer"]))
)]
#[post("/communities/{community}/meetings/{meeting}/services/imports")]
async fn import_services(
    by: By<Messengers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    request: HttpRequest,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    uploads::check_sheet(&request)?;
    let (community, meeting) = path.ids();
    let zone = communities::zone(&service, community).await?;
    let rows =
        actix_web::web::block(move || sheets::lines(&body).map(|lines| lists::services(&lines, &zone)));
    let rows = rows.await.map_err(|_| Problem::malformed("the file could not be read"))?;
    let rows = rows.map_err(ImportError::from)?.map_err(ActionError::Services)?;
    let report = services::record(&service, community, meeting, role(&by)?, (&rows, LIST_MAX)).await?;
    Ok(recorded(report))
}

/// The role in which a caller records: the first of those that they hold.
fn role(by: &By<Messengers>) -> Result<Role, ActionError> {
    let role = RECORDERS.into_iter().find(|role| by.standing().is_any_of(&[*role]));
    role.ok_or(ActionError::Forbidden)
}

fn recorded(report: ServicesReport) -> HttpResponse {
    let status = if report.recorded == 0 { StatusCode::OK } else { StatusCode::CREATED };
    HttpResponse::build(status).json(report)
}

/// Every unit and how it was served with the notice
///
/// For everybody, by building. `reached=false` lists who was not reached yet. An owner who finds a
/// service that never happened can object.
#[utoipa::path(
    tag = "services",
    params(MeetingPath, ServicesQuery),
    responses((status = 200, description = "A page of units.", body = Page<UnitServices>), Listed, Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/services")]
async fn read_services(
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<ServicesQuery>,
) -> Result<Json<Page<UnitServices>>, Problem> {
    let (community, meeting) = path.ids();
    let ServicesQuery { limit, cursor, building, reached } = query.into_inner();
    let units = services::list(&service, community, meeting).await?;
    let wanted = |own: &UnitServices| {
        building.as_ref().is_none_or(|building| *building == own.building)
            && reached.is_none_or(|reached| reached == own.reached)
    };
    Ok(Json(PageQuery::new(limit, cursor).cut_where(units, |own| own.unit.clone(), wanted)?))
}

/// The service list as a page to print
///
/// For everybody: the units in the order in which somebody walks, with channel, time, role, hash of the evidence and
/// entry of each service; or the sheet for the round from door to door, with the units that are left.
#[utoipa::path(
    tag = "services",
    params(MeetingPath, ServiceListQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, Open
    )
)]
#[get("/communities/{community}/meetings/{meeting}/service-list")]
async fn print_services(
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<ServiceListQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let ServiceListQuery { building, form, lang, size } = query.into_inner();
    let list = services::to_print(&service, community, meeting).await?;
    let form = form.unwrap_or_default();
    service_list::page(&list, PrintQuery { lang, size }, building.as_deref(), form)
}

/// How many units of each building are reached
///
/// For everybody: units reached, tried and untried, for the version of the notice that stands.
#[utoipa::path(
    tag = "services",
    params(MeetingPath),
    responses((status = 200, description = "Every building.", body = Vec<BuildingServices>), Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/services/buildings")]
async fn read_service_counts(
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<BuildingServices>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(overview::buildings(&service, community, meeting).await?))
}

/// Units that are not reached yet, and what to try next
///
/// For the convener, the secretary and scrutineers: by building, entrance and unit, with how often and by which channels
/// it was tried.
#[utoipa::path(
    tag = "services",
    params(MeetingPath, PageQuery),
    responses(
        (status = 200, description = "A page of units.", body = Page<UnreachedUnit>),
        Listed, Named, SignedIn
    ),
    security(("session" = ["convener", "secretary", "scrutineer"]))
)]
#[get("/communities/{community}/meetings/{meeting}/services/unreached")]
async fn list_unreached_units(
    _: By<Messengers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    page: Query<PageQuery>,
) -> Result<Json<Page<UnreachedUnit>>, Problem> {
    let (community, meeting) = path.ids();
    let units = overview::unreached(&service, community, meeting).await?;
    Ok(Json(page.cut(units, |own| own.unit.clone())?))
}

/// Uploads what a service left behind
///
/// For the convener, the secretary and scrutineers, while services can be recorded: 1 byte to 5 MiB of PDF, JPEG, PNG or
/// text. It is kept sealed; a service then names it by the SHA-256 that is answered.
#[utoipa::path(
    tag = "services",
    params(MeetingPath),
    request_body(content(
        (Vec<u8> = "application/pdf"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (String = "text/plain")
    )),
    responses((status = 201, description = "It is kept.", body = UploadedEvidence), Sent, Named, SignedIn),
    security(("session" = ["convener", "secretary", "scrutineer"]))
)]
#[post("/communities/{community}/meetings/{meeting}/service-evidence")]
async fn upload_service_evidence(
    by: By<Messengers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    request: HttpRequest,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let file = uploads::file(&request, &body)?;
    let taken = evidence::upload(&service, community, meeting, by.account(), file).await?;
    Ok(HttpResponse::Created().json(taken))
}

/// What a service left behind
///
/// For the convener, scrutineers and the supervising office, until the audit material of the meeting is erased.
#[utoipa::path(
    tag = "services",
    params(FilePath),
    responses(
        (status = 200, description = "Its bytes.", content(
            (Vec<u8> = "application/pdf"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (String = "text/plain")
        )),
        Kept, Named, SignedIn
    ),
    security(("session" = ["convener", "scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/meetings/{meeting}/service-evidence/{file}")]
async fn download_service_evidence(
    _: By<EvidenceReaders>,
    service: Data<Service>,
    path: Path<FilePath>,
) -> Result<HttpResponse, Problem> {
    let (community, (meeting, digest)) = path.ids(Thing::Evidence)?;
    let file = evidence::download(&service, community, meeting, digest).await?;
    Ok(uploads::answer(&file.media_type, &digest.to_string(), file.content))
}
