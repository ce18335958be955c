//! Objections to steps, and what follows from those to results.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, ContestObjectors, ContestReaders, ContestSpeakers, Members, Recounters};
use super::answers::{Kept, Named, Sent, SignedIn, created};
use super::paths::{CommunityPath, MeetingPath, ProcessPath};
use super::problem::Problem;
use super::statement::SignedStatement;
use crate::actions::Service;
use crate::actions::contests::{self, ContestView, RemedyView};
use crate::actions::recounts::{self, RecountView};
use crate::evidence::salt::{Salt, SaltedText};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(raise_contest)
        .service(act_on_contest)
        .service(list_contests)
        .service(read_contest)
        .service(read_contest_text)
        .service(list_remedies)
        .service(recount_meeting);
}

/// An objection to a step.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewContest {
    /// The signed act (`quorate-act+jws`) with `{"contest": {"did": "raise", …}}`.
    act: String,
    /// 32 random bytes in 64 lower-case hexadecimal digits, so that the digest does not give the text away.
    #[schema(value_type = String, pattern = "^[0-9a-f]{64}$")]
    salt: Salt,
    /// What it says, 1 to 5 000 characters; kept for officers and a court. The act names the SHA-256 of the canonical
    /// JSON `{"salt":…,"text":…}`.
    #[schema(example = "公示的建筑面积与产权证不符")]
    text: String,
}

/// What somebody wrote in an objection.
#[derive(Serialize, ToSchema)]
struct ContestText {
    /// The text.
    text: String,
}

/// Objects to a step
///
/// For owners, scrutineers, the supervising office and the residents' committee, to a deed of any process, to the notice
/// of a meeting and, but for owners, who object there, to its result. It holds nothing up but the notice of an inaugural
/// meeting, until it is answered.
#[utoipa::path(
    tag = "contests",
    params(CommunityPath),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = ["owner", "scrutineer", "supervisor", "residents_committee"]))
)]
#[post("/communities/{community}/contests/raised")]
async fn raise_contest(
    by: By<ContestObjectors>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    new: Json<NewContest>,
) -> Result<HttpResponse, Problem> {
    let NewContest { act, salt, text } = new.into_inner();
    let said = (act, SaltedText { salt, text });
    Ok(created(&contests::raise(&service, path.id(), by.standing(), said).await?))
}

/// Answers an objection to a step, corrects the answer, takes one back, or records what follows from one to a result
///
/// For the body that took the step, for whoever raised the objection and, of what follows, for the convener,
/// scrutineers and the supervising office. The body is a compact JWS (`quorate-act+jws`) signed with a key of the
/// caller, with a `contest` act (`ContestAct`): `withdraw`, `answer`, `correct_answer`, `order_remedy`, `report_recount`,
/// `post_correction`.
#[utoipa::path(
    tag = "contests",
    params(CommunityPath),
    request_body(content = String, content_type = "application/jose", description = "The signed act."),
    responses(
        (status = 201, description = "The receipt.", body = String, content_type = "text/plain"),
        Sent, Named, SignedIn
    ),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee"
    ]))
)]
#[post("/communities/{community}/contests")]
async fn act_on_contest(
    by: By<ContestSpeakers>,
    service: Data<Service>,
    path: Path<CommunityPath>,
    signed: SignedStatement,
) -> Result<HttpResponse, Problem> {
    Ok(created(&contests::say(&service, path.id(), by.standing(), signed.0).await?))
}

/// Every objection to a step
///
/// For everybody with a role in the community: to what, how it stands, and every answer; neither who raised it nor what
/// they wrote.
#[utoipa::path(
    tag = "contests",
    params(CommunityPath),
    responses((status = 200, description = "The objections.", body = Vec<ContestView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/contests")]
async fn list_contests(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<ContestView>>, Problem> {
    Ok(Json(contests::list(&service, path.id()).await?))
}

/// One objection to a step
///
/// For everybody with a role in the community.
#[utoipa::path(
    tag = "contests",
    params(ProcessPath),
    responses((status = 200, description = "The objection.", body = ContestView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/contests/{process}")]
async fn read_contest(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<ContestView>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(contests::one(&service, community, process).await?))
}

/// What somebody wrote in an objection to a step
///
/// For the convener, the chair, scrutineers, the supervising office and the residents' committee, and for the owner who
/// wrote it.
#[utoipa::path(
    tag = "contests",
    params(ProcessPath),
    responses((status = 200, description = "The text.", body = ContestText), Named, SignedIn),
    security(("session" = ["owner", "convener", "chair", "scrutineer", "supervisor", "residents_committee"]))
)]
#[get("/communities/{community}/contests/{process}/text")]
async fn read_contest_text(
    by: By<ContestReaders>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<ContestText>, Problem> {
    let (community, process) = path.ids();
    let text = contests::text(&service, community, process, by.standing()).await?;
    Ok(Json(ContestText { text }))
}

/// What follows from objections to results that were upheld
///
/// For everybody with a role in the community: of each such objection, which remedy was ordered and how far it has come.
#[utoipa::path(
    tag = "contests",
    params(CommunityPath),
    responses((status = 200, description = "What follows.", body = Vec<RemedyView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/remedies")]
async fn list_remedies(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<CommunityPath>,
) -> Result<Json<Vec<RemedyView>>, Problem> {
    Ok(Json(contests::remedies(&service, path.id()).await?))
}

/// Counts a meeting again
///
/// For the convener, scrutineers and the supervising office, once it is counted: from everything the record has, held
/// against the certificate. It changes nothing; what it found is recorded by a `report_recount`.
#[utoipa::path(
    tag = "contests",
    params(MeetingPath),
    responses((status = 200, description = "What it found.", body = RecountView), Kept, Named, SignedIn),
    security(("session" = ["convener", "scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/meetings/{meeting}/recount")]
async fn recount_meeting(
    _by: By<Recounters>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<RecountView>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(recounts::recount(&service, community, meeting).await?))
}
