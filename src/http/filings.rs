//! What a committee shows of its election, and what it files with the authority (备案).

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get};
use utoipa_actix_web::service_config::ServiceConfig;

use super::access::{By, Members};
use super::answers::{Named, Printed, SignedIn};
use super::pages::{PrintQuery, committee};
use super::paths::ProcessPath;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::committees::{self, DossierView};

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(print_committee_certificate)
        .service(read_committee_filing)
        .service(print_committee_filing);
}

/// The certificate of a committee, as a page
///
/// For everybody with a role in the community: members by seat, the chair, alternates by votes, the term, the election
/// that it rests on with the entries of the record, and how to check it offline. Names are those of the ballot.
#[utoipa::path(
    tag = "committees",
    params(ProcessPath, PrintQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, SignedIn
    ),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/committees/{process}/certificate")]
async fn print_committee_certificate(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
    query: Query<PrintQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, process) = path.ids();
    committee::certificate(&committees::dossier(&service, community, process).await?, *query)
}

/// What a committee files
///
/// For everybody with a role in the community: members and changes, the papers with the hash of each and where it stands,
/// what is missing, by when it is filed and by which article, and what the office answered. Rights do not wait for it.
/// Names are those of the ballot; those of the register stand in the package only.
#[utoipa::path(
    tag = "committees",
    params(ProcessPath),
    responses((status = 200, description = "What is filed.", body = DossierView), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/committees/{process}/filing")]
async fn read_committee_filing(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
) -> Result<Json<DossierView>, Problem> {
    let (community, process) = path.ids();
    Ok(Json(committees::dossier(&service, community, process).await?.view))
}

/// What a committee files, as a page
///
/// For everybody with a role in the community: the form, the list of members, what the meeting decided, the papers by
/// their hashes, the steps, the deadline and the office's answer. Names are those of the ballot.
#[utoipa::path(
    tag = "committees",
    params(ProcessPath, PrintQuery),
    responses(
        (status = 200, description = "The page.", body = String, content_type = "text/html"),
        Printed, Named, SignedIn
    ),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/committees/{process}/filing/page")]
async fn print_committee_filing(
    _by: By<Members>,
    service: Data<Service>,
    path: Path<ProcessPath>,
    query: Query<PrintQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, process) = path.ids();
    committee::filing(&committees::dossier(&service, community, process).await?, None, *query)
}
