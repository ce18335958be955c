//! What is posted of meetings for everybody, as data and as pages, and the draft of the minutes.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, MinuteTakers};
use super::answers::{Named, Open, Printed, SignedIn};
use super::pages::{self, PrintQuery};
use super::paths::MeetingPath;
use super::problem::Problem;
use crate::actions::error::ActionError;
use crate::actions::postings::{self, CandidatesPosting, EndView, PostingView, ResultPosting, RollPosting};
use crate::actions::{Service, communities, objections};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Zone;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_postings)
        .service(print_postings)
        .service(community_postings)
        .service(print_community_postings)
        .service(read_roll_posting)
        .service(print_roll_posting)
        .service(read_candidates)
        .service(print_candidates)
        .service(read_result_posting)
        .service(print_result_posting)
        .service(print_minutes);
}

/// What is posted in a community.
#[derive(Serialize, ToSchema)]
struct Postings {
    /// The postings, the latest meeting first.
    items: Vec<PostingView>,
}

/// What is posted of a meeting.
#[derive(Serialize, ToSchema)]
struct MeetingPostings {
    /// The postings in the order of the record.
    items: Vec<PostingView>,
    /// That the meeting was called off or its result set aside, and why; null while it stands.
    #[schema(required)]
    ended: Option<EndView>,
}

/// What is posted of a meeting
///
/// For everybody, from the notice on: since when and until when one can object, the hash of what is posted and the
/// entry of the record that names it; and whether the meeting was called off or its result set aside.
#[utoipa::path(
    tag = "postings",
    params(MeetingPath),
    responses((status = 200, description = "The postings.", body = MeetingPostings), Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/postings")]
async fn list_postings(
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<MeetingPostings>, Problem> {
    let (community, meeting) = path.ids();
    let (_, items, ended) = postings::of_meeting(&service, community, meeting).await?;
    Ok(Json(MeetingPostings { items, ended }))
}

/// What is posted of a meeting, as a page
///
/// For everybody, with the addresses of the pages of roll, candidates and result.
#[utoipa::path(
    tag = "postings",
    params(MeetingPath, PrintQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, Open
    )
)]
#[get("/communities/{community}/meetings/{meeting}/postings/page")]
async fn print_postings(
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<PrintQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let (heading, items, _) = postings::of_meeting(&service, community, meeting).await?;
    pages::postings::list((community, &heading.community, &heading.zone), &items, *query)
}

/// What is posted in a community
///
/// For everybody: of the latest hundred meetings of which notice was given.
#[utoipa::path(
    tag = "postings",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "The postings.", body = Postings), Named, Open)
)]
#[get("/communities/{community}/postings")]
async fn community_postings(
    service: Data<Service>,
    community: Path<Uuid>,
) -> Result<Json<Postings>, Problem> {
    let community = CommunityId::new(*community);
    communities::find(&service, community).await?;
    Ok(Json(Postings { items: postings::of_community(&service, community).await? }))
}

/// What is posted in a community, as a page
///
/// For everybody: of the latest hundred meetings of which notice was given.
#[utoipa::path(
    tag = "postings",
    params(("community" = Uuid, Path, description = "The community."), PrintQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, Open
    )
)]
#[get("/communities/{community}/postings/page")]
async fn print_community_postings(
    service: Data<Service>,
    community: Path<Uuid>,
    query: Query<PrintQuery>,
) -> Result<HttpResponse, Problem> {
    let community = CommunityId::new(*community);
    let view = communities::find(&service, community).await?;
    let zone = Zone::new(&view.time_zone).map_err(ActionError::damaged)?;
    let items = postings::of_community(&service, community).await?;
    pages::postings::list((community, &view.name, &zone), &items, *query)
}

/// The roll of a meeting as it is posted
///
/// For everybody: unit by unit and building by building, with the source of every area and the amendments so far; no
/// name of anybody.
#[utoipa::path(
    tag = "postings",
    params(MeetingPath),
    responses((status = 200, description = "The roll.", body = RollPosting), Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/postings/roll")]
async fn read_roll_posting(
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<RollPosting>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(postings::roll(&service, community, meeting).await?.1))
}

/// The roll of a meeting as a page to print
///
/// For everybody: as it is posted, with the objections to it and what became of them.
#[utoipa::path(
    tag = "postings",
    params(MeetingPath, PrintQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, Open
    )
)]
#[get("/communities/{community}/meetings/{meeting}/postings/roll/page")]
async fn print_roll_posting(
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<PrintQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let (heading, roll) = postings::roll(&service, community, meeting).await?;
    let objections = objections::posted(&service, community, meeting).await?;
    pages::postings::roll((&heading, &roll), &objections, *query)
}

/// The candidates of a meeting as they are posted
///
/// For everybody: who stands in which election, in the order of the ballot, and how many objections there are.
#[utoipa::path(
    tag = "postings",
    params(MeetingPath),
    responses((status = 200, description = "The candidates.", body = CandidatesPosting), Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/postings/candidates")]
async fn read_candidates(
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<CandidatesPosting>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(postings::candidates(&service, community, meeting).await?.1))
}

/// The candidates of a meeting as a page to print
///
/// For everybody, with the objections to them and what became of these.
#[utoipa::path(
    tag = "postings",
    params(MeetingPath, PrintQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, Open
    )
)]
#[get("/communities/{community}/meetings/{meeting}/postings/candidates/page")]
async fn print_candidates(
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<PrintQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let (heading, candidates) = postings::candidates(&service, community, meeting).await?;
    let objections = objections::posted(&service, community, meeting).await?;
    pages::postings::candidates((&heading, &candidates), &objections, *query)
}

/// The result of a meeting as it is posted
///
/// For everybody, once counted: preliminary while it can be objected to, final once it is announced. Every number is
/// the certificate's; percentages are cut to two decimals and never rounded up, beside the exact fraction.
#[utoipa::path(
    tag = "postings",
    params(MeetingPath),
    responses((status = 200, description = "The result.", body = ResultPosting), Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/postings/result")]
async fn read_result_posting(
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<ResultPosting>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(postings::result(&service, community, meeting).await?.1))
}

/// The result of a meeting as a page to print
///
/// For everybody, once counted: with the fields of municipal forms, every inequality with its article, every switch
/// and what would follow otherwise, and the objections to it.
#[utoipa::path(
    tag = "postings",
    params(MeetingPath, PrintQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, Open
    )
)]
#[get("/communities/{community}/meetings/{meeting}/postings/result/page")]
async fn print_result_posting(
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<PrintQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let (heading, result) = postings::result(&service, community, meeting).await?;
    let objections = objections::posted(&service, community, meeting).await?;
    pages::postings::result((&heading, &result), &objections, *query)
}

/// The draft of the minutes as a page to print
///
/// For the convener, the secretary, scrutineers and the supervising office, from the notice on: what happened in the
/// order of the record, what was resolved, and lines to sign. What is added by hand is not kept.
#[utoipa::path(
    tag = "postings",
    params(MeetingPath, PrintQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, SignedIn
    ),
    security(("session" = ["convener", "secretary", "scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/meetings/{meeting}/minutes")]
async fn print_minutes(
    _: By<MinuteTakers>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    query: Query<PrintQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    pages::postings::minutes(&postings::minutes(&service, community, meeting).await?, *query)
}
