//! By when each step of a meeting is due.

use actix_web::get;
use actix_web::web::{Data, Json, Path};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Members};
use super::answers::{Named, SignedIn};
use super::paths::MeetingPath;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::deadlines::{self, DeadlinesView};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(read_deadlines);
}

/// The deadlines of a meeting
///
/// For everybody with a role in the community; those of a draft are for officers. Each is told with its rule, what it
/// is counted from, the rest days it gave way over, and the article; one whose event has not happened has no
/// time yet. Of a draft: when the notice must go out for the planned opening, and when voting could open if it
/// went out now.
#[utoipa::path(
    tag = "meetings",
    params(MeetingPath),
    responses((status = 200, description = "The deadlines.", body = DeadlinesView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/meetings/{meeting}/deadlines")]
async fn read_deadlines(
    by: By<Members>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<DeadlinesView>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(deadlines::of_meeting(&service, community, meeting, by.audience()).await?))
}
