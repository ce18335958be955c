//! Service of notice: who was told of a meeting, and who was not yet.

#![expect(unused_qualifications, reason = "utoipa's macro names the type of a query beside a path once more")]

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get, post};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Messengers};
use super::answers::{Listed, Named, Open, Printed, Sent, SignedIn};
use super::pages::service_list::{self, ListForm};
use super::pages::{Language, PrintQuery, TypeSize};
use super::paging::{Page, PageQuery};
use super::paths::MeetingPath;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::services::{self, NewService, ServicesReport, UnitServices};
use crate::domain::services::RECORDERS;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(record_services).service(read_services).service(print_services);
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
/// services at once, all or none. With mistakes nothing is recorded and every one of them is listed
/// with its row (`service_mistakes`). The same service again is no second one. As what the caller
/// records is public: the first of these roles that they hold. What a service left behind stays with whoever served; the record has its hash.
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
    let role = RECORDERS.into_iter().find(|role| by.standing().is_any_of(&[*role]));
    let role = role.ok_or(ActionError::Forbidden)?;
    let report = services::record(&service, community, meeting, role, &rows).await?;
    let status = if report.recorded == 0 { StatusCode::OK } else { StatusCode::CREATED };
    Ok(HttpResponse::build(status).json(report))
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
