//! Notices on their way by mail and by message, and news of meetings.

use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, DeliveryReaders, Senders};
use super::answers::{Listed, Named, Open, Sent, SignedIn};
use super::paging::{Page, PageQuery};
use super::paths::MeetingPath;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::deliveries::overview::{self, DeliveryView};
use crate::actions::deliveries::{self, DeliveryReport, NewDelivery};
use crate::actions::error::{ActionError, Thing};
use crate::actions::messages::broadcasts::{self, BroadcastView};
use crate::actions::messages::reports::{self, Reports, ReportsTaken, Signature};
use crate::domain::identity::Role;

/// As what somebody sends a notice who may do so in several roles.
const SENDERS: [Role; 2] = [Role::Convener, Role::Secretary];

/// Largest body with reports, in bytes: 500 of them at full length.
const REPORTS_MAX_BYTES: usize = 256 * 1024;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(send_notice).service(read_deliveries).service(read_news).service(report_messages);
}

/// Sends the notice by mail or by message
///
/// For the convener and the secretary, while the meeting is noticed or open: to all units that were not served by this
/// channel, or to those of a building, or to some. Every owner of theirs who can be reached gets one message. What a
/// carrier reports of it becomes a service in the record, once for each unit; until then, and if it fails, it is an
/// attempt. Asked again, it goes to those units alone where it failed or nobody could be reached.
#[utoipa::path(
    tag = "deliveries",
    params(MeetingPath),
    responses(
        (status = 200, description = "There was nobody to send it to.", body = DeliveryReport),
        (status = 202, description = "It is on its way.", body = DeliveryReport),
        Sent, Named, SignedIn
    ),
    security(("session" = ["convener", "secretary"]))
)]
#[post("/communities/{community}/meetings/{meeting}/deliveries")]
async fn send_notice(
    by: By<Senders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    new: Json<NewDelivery>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let role = SENDERS.into_iter().find(|role| by.standing().is_any_of(&[*role]));
    let role = role.ok_or(ActionError::Forbidden)?;
    let report = deliveries::send(&service, community, meeting, role, &new).await?;
    let status = if report.queued == 0 { StatusCode::OK } else { StatusCode::ACCEPTED };
    Ok(HttpResponse::build(status).json(report))
}

/// Where the notice stands on its way to each unit
///
/// For the convener, the secretary, scrutineers and the supervising office, with every report to the byte: its SHA-256
/// is the evidence of the service.
#[utoipa::path(
    tag = "deliveries",
    params(MeetingPath, PageQuery),
    responses((status = 200, description = "A page of them.", body = Page<DeliveryView>), Listed, Named, SignedIn),
    security(("session" = ["convener", "secretary", "scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/meetings/{meeting}/deliveries")]
async fn read_deliveries(
    _: By<DeliveryReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<PageQuery>,
) -> Result<Json<Page<DeliveryView>>, Problem> {
    let (community, meeting) = path.ids();
    let all = overview::list(&service, community, meeting).await?;
    let key = |own: &DeliveryView| format!("{}/{}/{}", own.unit, own.channel, own.version);
    Ok(Json(query.cut(all, key)?))
}

/// Reminders, results and other news of a meeting
///
/// For the convener, the secretary, scrutineers and the supervising office: how many were queued, who does not want
/// them, and who cannot be reached. It never says who voted how.
#[utoipa::path(
    tag = "deliveries",
    params(MeetingPath),
    responses((status = 200, description = "The oldest first.", body = Vec<BroadcastView>), Named, SignedIn),
    security(("session" = ["convener", "secretary", "scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/meetings/{meeting}/news")]
async fn read_news(
    _: By<DeliveryReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<BroadcastView>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(broadcasts::of_meeting(&service, community, meeting).await?))
}

/// Reports what became of messages
///
/// For whoever brings messages on: `phone` for text messages, `email` for mail. The header `Quorate-Signature` is made as
/// that of the messages themselves, `t=<seconds>,v1=<hex>`: the HMAC-SHA-256 of `<seconds>.<body>` under the shared
/// secret, at most five minutes old, or the request is refused (`field`). A report that comes again changes nothing; one of a message that is not known here
/// is counted as ignored.
#[utoipa::path(
    tag = "deliveries",
    params(
        ("carrier" = String, Path, description = "`phone` or `email`.", example = "phone"),
        ("quorate-signature" = Option<String>, Header, description = "`t=<seconds>,v1=<hex>`.")
    ),
    request_body = Reports,
    responses(
        (status = 200, description = "What became of them.", body = ReportsTaken),
        Sent, Named, Open
    )
)]
#[post("/carriers/{carrier}/reports")]
async fn report_messages(
    service: Data<Service>,
    carrier: Path<String>,
    request: HttpRequest,
    body: Bytes,
) -> Result<Json<ReportsTaken>, Problem> {
    if body.len() > REPORTS_MAX_BYTES {
        return Err(Problem::too_large(REPORTS_MAX_BYTES));
    }
    let channel = carrier.parse().map_err(|_| ActionError::NotFound(Thing::Carrier))?;
    let header = request.headers().get("quorate-signature").and_then(|own| own.to_str().ok());
    let signature = header.and_then(Signature::parse);
    Ok(Json(reports::take(&service, channel, signature.as_ref(), &body).await?))
}
