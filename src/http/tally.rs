//! Turnout, count, certificate and announcement.

use std::time::Duration;

use actix_web::web::{Bytes, Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use futures_util::stream;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Certifiers, Conveners, Counters};
use super::answers::{Named, Open, Sent, SignedIn};
use super::paths::MeetingPath;
use super::problem::Problem;
use crate::actions::meetings::{self, Audience, MeetingView};
use crate::actions::turnout::{self, TurnoutView};
use crate::actions::{Service, tally};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::meetings::MeetingId;
use crate::evidence::certificate::{Certificate, SignedCertificate};
use crate::evidence::jws::DetachedSignature;

/// How often the stream of turnout looks for a new step.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(read_turnout)
        .service(watch_turnout)
        .service(count_meeting)
        .service(read_tally)
        .service(read_result)
        .service(read_certificate)
        .service(sign_certificate)
        .service(announce_result);
}

/// How many took part, in steps
///
/// For everybody, on both measures. While voting runs the figures are those of the latest step,
/// which covers several new electors; they are exact after the close. No total of any choice is
/// shown before the count.
#[utoipa::path(
    tag = "tally",
    params(MeetingPath),
    responses((status = 200, description = "The latest step.", body = TurnoutView), Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/turnout")]
async fn read_turnout(service: Data<Service>, path: Path<MeetingPath>) -> Result<Json<TurnoutView>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(turnout::latest(&service, community, meeting).await?))
}

/// Turnout as it is published
///
/// For everybody: server-sent events, each a `TurnoutView`, until the figures are exact.
#[utoipa::path(
    tag = "tally",
    params(MeetingPath),
    responses(
        (status = 200, description = "The steps.", body = String, content_type = "text/event-stream"),
        Named, Open
    )
)]
#[get("/communities/{community}/meetings/{meeting}/turnout/events")]
async fn watch_turnout(service: Data<Service>, path: Path<MeetingPath>) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let first = turnout::latest(&service, community, meeting).await?;
    let events = stream::unfold(Some((first, true)), move |state| {
        let service = service.clone();
        async move {
            let (mut view, fresh) = state?;
            if !fresh {
                view = next_step(&service, community, meeting, &view).await?;
            }
            let event = format!("event: turnout\ndata: {}\n\n", serde_json::to_string(&view).ok()?);
            let next = (!view.is_final).then_some((view, false));
            Some((Ok::<_, actix_web::Error>(Bytes::from(event)), next))
        }
    });
    Ok(HttpResponse::Ok().content_type("text/event-stream").streaming(events))
}

/// Counts a closed meeting
///
/// For the convener and scrutineers. Anyone can do the same count again from the audit bundle.
#[utoipa::path(
    tag = "tally",
    params(MeetingPath),
    responses((status = 201, description = "The certificate.", body = SignedCertificate), Sent, Named, SignedIn),
    security(("session" = ["convener", "scrutineer"]))
)]
#[post("/communities/{community}/meetings/{meeting}/tally")]
async fn count_meeting(
    _: By<Counters>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    tally::count(&service, community, meeting).await?;
    Ok(HttpResponse::Created().json(tally::certificate(&service, community, meeting).await?))
}

/// What was certified
///
/// For everybody, once counted: totals, inequalities, verdicts and what they mean in words. It is the
/// payload of the certificate, to be read; the certificate has it as it was signed.
#[utoipa::path(
    tag = "tally",
    params(MeetingPath),
    responses((status = 200, description = "The payload of the certificate.", body = Certificate), Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/tally")]
async fn read_tally(service: Data<Service>, path: Path<MeetingPath>) -> Result<Json<Certificate>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(tally::certified(&service, community, meeting).await?))
}

/// The result as it is posted
///
/// For everybody, once counted: a text in Chinese and English that says what the certificate says, and
/// how to verify it. `quorate-verify bundle FILE --result` writes the same.
#[utoipa::path(
    tag = "tally",
    params(MeetingPath),
    responses((status = 200, description = "Markdown.", body = String, content_type = "text/markdown"), Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/result")]
async fn read_result(service: Data<Service>, path: Path<MeetingPath>) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let text = tally::result(&service, community, meeting).await?;
    Ok(HttpResponse::Ok().content_type("text/markdown; charset=utf-8").body(text))
}

/// The tally certificate
///
/// For everybody, once counted: a general JWS with the service's signature and those of the
/// officers who countersigned.
#[utoipa::path(
    tag = "tally",
    params(MeetingPath),
    responses((status = 200, description = "The certificate.", body = SignedCertificate), Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/certificate")]
async fn read_certificate(
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<SignedCertificate>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(tally::certificate(&service, community, meeting).await?))
}

/// Countersigns the certificate
///
/// For scrutineers and the supervising office: a signature (`quorate-certificate+jws`) over the
/// payload with a key of the caller.
#[utoipa::path(
    tag = "tally",
    params(MeetingPath),
    responses((status = 201, description = "The certificate.", body = SignedCertificate), Sent, Named, SignedIn),
    security(("session" = ["scrutineer", "supervisor"]))
)]
#[post("/communities/{community}/meetings/{meeting}/certificate/signatures")]
async fn sign_certificate(
    by: By<Certifiers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    signature: Json<DetachedSignature>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let role = if by.standing().is_any_of(&[Role::Scrutineer]) { Role::Scrutineer } else { Role::Supervisor };
    let signer = (by.account(), role);
    tally::countersign(&service, community, meeting, signer, signature.into_inner()).await?;
    Ok(HttpResponse::Created().json(tally::certificate(&service, community, meeting).await?))
}

/// Makes the result final
///
/// For the convener, once the objection period has ended. Open objections are named in the record
/// and hold nothing up.
#[utoipa::path(
    tag = "tally",
    params(MeetingPath),
    responses((status = 201, description = "It is final.", body = MeetingView), Sent, Named, SignedIn),
    security(("session" = ["convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/announcement")]
async fn announce_result(
    _: By<Conveners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    tally::announce(&service, community, meeting).await?;
    Ok(HttpResponse::Created().json(meetings::one(&service, community, meeting, Audience::Officers).await?))
}

/// Waits for a step after this one; nothing once it cannot be read any more.
async fn next_step(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    shown: &TurnoutView,
) -> Option<TurnoutView> {
    loop {
        actix_web::rt::time::sleep(LOOK_EVERY).await;
        let latest = turnout::latest(service, community, meeting).await.ok()?;
        if latest.at != shown.at || latest.is_final != shown.is_final {
            return Some(latest);
        }
    }
}
