//! Second inboxes of a community.

use actix_web::http::header::{ETAG, IF_MATCH};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, put};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Supervisors};
use super::answers::{Matched, Named, Open, Sent, SignedIn};
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::inboxes::{self, InboxesView};
use crate::domain::communities::CommunityId;
use crate::evidence::witnesses::Inbox;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(read_inboxes).service(name_inboxes);
}

/// The second inboxes that the next notice will name
///
/// For everybody. What counts for a meeting is the list in its definition. The `ETag` of the
/// answer is what a change must name.
#[utoipa::path(
    tag = "communities",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "The list in force.", body = InboxesView), Named, Open)
)]
#[get("/communities/{community}/inboxes")]
async fn read_inboxes(service: Data<Service>, community: Path<Uuid>) -> Result<HttpResponse, Problem> {
    let view = inboxes::list(&service, CommunityId::new(*community)).await?;
    Ok(HttpResponse::Ok().insert_header(tag(&view)).json(view))
}

/// Names the second inboxes
///
/// For the supervising office. Whoever names an inbox trusts it for the time of the ballots it
/// forwards. Meetings of which notice was given keep the list of their definition.
#[utoipa::path(
    tag = "communities",
    params(
        ("community" = Uuid, Path, description = "The community."),
        (
            "If-Match" = String, Header, pattern = "^(\"[0-9]{1,9}\"|[0-9]{1,9})$",
            description = "The `ETag` of the list that is replaced."
        )
    ),
    responses(
        (status = 200, description = "The list in force.", body = InboxesView),
        Matched, Sent, Named, SignedIn
    ),
    security(("session" = ["supervisor"]))
)]
#[put("/communities/{community}/inboxes")]
async fn name_inboxes(
    by: By<Supervisors>,
    service: Data<Service>,
    community: Path<Uuid>,
    request: HttpRequest,
    inboxes: Json<Vec<Inbox>>,
) -> Result<HttpResponse, Problem> {
    let matched = request.headers().get(IF_MATCH).and_then(|value| value.to_str().ok());
    let revision = matched.and_then(|text| text.trim_matches('"').parse().ok());
    let revision = revision.ok_or_else(|| Problem::malformed("If-Match must name the ETag of the list"))?;
    let (community, inboxes) = (CommunityId::new(*community), inboxes.into_inner());
    let view = inboxes::decide(&service, community, by.account(), revision, inboxes).await?;
    Ok(HttpResponse::Ok().insert_header(tag(&view)).json(view))
}

fn tag(view: &InboxesView) -> (actix_web::http::header::HeaderName, String) {
    (ETAG, format!("\"{}\"", view.revision))
}
