//! Evaluations of manager and committee, which bind nobody.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, EvaluationReaders, EvaluationSpeakers, Members, Owners};
use super::answers::{Named, Sent, SignedIn, created};
use super::paths::{CommunityPath, ProcessPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::acts;
use crate::actions::evaluations::{self, EvaluationView, ReplyView};
use crate::domain::annals::Subject;
use crate::evidence::acts::EvaluationTotals;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(act_on_evaluation)
        .service(list_evaluations)
        .service(read_evaluation)
        .service(my_evaluation_answers)
        .service(read_evaluation_totals);
}

/// Opens an evaluation, answers it, publishes its totals or calls it off
///
/// For owners to answer, with their own key and anew until the close; for the chair, the residents' committee and the
/// supervising office the rest. An evaluation binds nobody. The body is a compact JWS (`quorate-act+jws`) signed with a
/// key of the caller, with an `evaluation` act (`EvaluationAct`): `open`, `answer`, `publish`, `cancel`.
#[utoipa::path(
    tag = "evaluations",
    params(CommunityPath),
    request_body(content = String, content_type = "application/jose", description = "The signed act."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner", "chair", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/evaluations")]
async fn act_on_evaluation(
    by: By<EvaluationSpeakers>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    let said = (Subject::Evaluation, signed.0);
    Ok(created(&acts::say(&service, path.id(), by.standing(), said).await?))
}

/// Every evaluation of manager and committee
///
/// For everybody with a role in the community, the latest first: what is asked, until when, and the totals once they are
/// published. They bind nobody.
#[utoipa::path(
    tag = "evaluations",
    params(CommunityPath),
    responses((status = 200, description = "The evaluations.", body = Vec<EvaluationView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/evaluations")]
async fn list_evaluations(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<EvaluationView>>, Problem> {
    Ok(Json(evaluations::list(&service, path.id()).await?))
}

/// One evaluation of the manager or the committee
///
/// For everybody with a role in the community. It binds nobody.
#[utoipa::path(
    tag = "evaluations",
    params(ProcessPath),
    responses((status = 200, description = "The evaluation.", body = EvaluationView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/evaluations/{process}")]
async fn read_evaluation(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<EvaluationView>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(evaluations::one(&service, community, process).await?))
}

/// The caller's own answers
///
/// For owners: what they answered last, as each of the owners they act for.
#[utoipa::path(
    tag = "evaluations",
    params(ProcessPath),
    responses((status = 200, description = "The answers.", body = Vec<ReplyView>), Named, SignedIn),
    security(("session" = ["owner"]))
)]
#[get("/communities/{community}/evaluations/{process}/answers/mine")]
async fn my_evaluation_answers(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<Vec<ReplyView>>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(evaluations::mine(&service, community, process, by.standing()).await?))
}

/// The totals that follow from the answers
///
/// For the chair, the residents' committee, the supervising office and scrutineers, from the close on: what is to be
/// signed and published. Before the close nobody sees them (`too_early`).
#[utoipa::path(
    tag = "evaluations",
    params(ProcessPath),
    responses(
        (status = 200, description = "The totals.", body = EvaluationTotals), Sent, Named, SignedIn
    ),
    security(("session" = ["chair", "scrutineer", "supervisor", "residents_committee"]))
)]
#[get("/communities/{community}/evaluations/{process}/totals")]
async fn read_evaluation_totals(
    _by: By<EvaluationReaders>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<EvaluationTotals>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(evaluations::totals(&service, community, process).await?))
}
