//! What the votes of a meeting will take, told before it opens.

use actix_web::get;
use actix_web::web::{Data, Json, Path};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Drafters};
use super::answers::{Named, SignedIn};
use super::paths::MeetingPath;
use super::problem::{Problem, ProblemDocument};
use crate::actions::{Service, simulation};
use crate::evidence::simulation::SimulationForm;

/// Its operation.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(simulate_meeting);
}

/// What the votes will take
///
/// For the convener and the secretary, before voting opens: what turnout and what agreement is needed
/// on each measure, who alone can prevent a decision, and how far the published totals would give
/// single choices away. A draft is told on the roll that the latest register would give, a noticed
/// meeting on the roll that stands. Afterwards it is refused with `not_before_opening`.
#[utoipa::path(
    tag = "meetings",
    params(MeetingPath),
    responses(
        (status = 200, description = "Matter by matter.", body = SimulationForm),
        (status = 409, description = "Voting has opened, or there will be none: `not_before_opening`.",
            body = ProblemDocument, content_type = "application/problem+json"),
        (status = 422, description = "No roll can be derived from the register; the code says why.",
            body = ProblemDocument, content_type = "application/problem+json"),
        Named, SignedIn
    ),
    security(("session" = ["convener", "secretary"]))
)]
#[get("/communities/{community}/meetings/{meeting}/simulation")]
async fn simulate_meeting(
    _: By<Drafters>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<SimulationForm>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(simulation::simulate(&service, community, meeting).await?))
}
