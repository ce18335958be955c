//! Every step of a community's life, for those who watch.

#![expect(unused_qualifications, reason = "utoipa's macro names the type of a query beside a path once more")]

use actix_web::get;
use actix_web::web::{Data, Json, Path, Query};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Members};
use super::answers::{Listed, Named, SignedIn};
use super::paging::{Page, PageQuery};
use super::paths::CommunityPath;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::timeline::{self, StepView};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_acts);
}

/// Which steps.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct StepsQuery {
    /// Of this process only.
    process: Option<Uuid>,
    /// Most items to answer, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u16>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Every step of a community's life
///
/// For everybody with a role in the community, by the page and in the order of the record: acts, notices of meetings and
/// results, with what officers signed and the objections to each. What owners signed is not shown.
#[utoipa::path(
    tag = "acts",
    params(CommunityPath, StepsQuery),
    responses((status = 200, description = "A page of steps.", body = Page<StepView>), Listed, Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/acts")]
async fn list_acts(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    query: Query<StepsQuery>,
) -> Result<Json<Page<StepView>>, Problem> {
    let StepsQuery { process, limit, cursor } = query.into_inner();
    let all = timeline::steps(&service, path.id()).await?;
    let wanted = |step: &StepView| process.is_none() || step.process == process;
    Ok(Json(PageQuery::new(limit, cursor).cut_where(all, |step| step.entry.to_string(), wanted)?))
}
