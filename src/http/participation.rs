//! Who took part, for those who watch over the vote.

use actix_web::get;
use actix_web::web::{Data, Json, Path, Query};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{Auditors, By};
use super::answers::{Listed, Named, SignedIn};
use super::paging::{Page, PageQuery};
use super::paths::MeetingPath;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::participation::{self, Participant};
use crate::domain::roll::ElectorId;

/// Its operation.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(read_participation);
}

/// Which units took part, under keys enrolled how and when
///
/// For scrutineers and the supervising office, from the notice on: every elector with its units, and whether a
/// ballot of it stands. Nothing shows what was chosen. Whoever asks owners at the door finds with it a key
/// that somebody else enrolled for them.
#[utoipa::path(
    tag = "roll",
    params(MeetingPath, PageQuery),
    responses(
        (status = 200, description = "A page of electors, in the order of the roll.", body = Page<Participant>),
        Listed, Named, SignedIn
    ),
    security(("session" = ["scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/meetings/{meeting}/participation")]
async fn read_participation(
    _: By<Auditors>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    page: Query<PageQuery>,
) -> Result<Json<Page<Participant>>, Problem> {
    let (community, meeting) = path.ids();
    let limit = page.limit()?;
    let after = page.cursor().map(ElectorId::new).transpose();
    let after = after.map_err(|_| Problem::no_such_page())?;
    let mut items = participation::list(&service, community, meeting, after, limit + 1).await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| last.elector.clone());
    Ok(Json(Page { items, next }))
}
