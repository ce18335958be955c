//! Officers: who holds which role until when, and how a term ends or is changed.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, delete, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Members, Officers, Supervisors};
use super::answers::{Matched, Named, Reasoned, Sent, SignedIn};
use super::paths::EndQuery;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::officers::{self, Office};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::evidence::text;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(list_officers).service(set_term).service(end_office);
}

/// One term of one officer.
#[derive(Serialize, ToSchema)]
struct OfficeView {
    /// The grant, as the record names it.
    grant: Uuid,
    /// The role.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "scrutineer")]
    role: Role,
    /// Who: a pseudonym, the same in every term and in the audit trail of this community, and nowhere else.
    #[schema(example = "8f14e45fceea167a5a36dedd4bea2543")]
    officer: String,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    from: Instant,
    /// The first instant at which it is over; null while it is open-ended.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Instant>,
    /// When it was ended before its time; the record says why.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Instant>,
}

impl From<Office> for OfficeView {
    fn from(office: Office) -> Self {
        let Office { grant, role, officer, from, until, ended_at } = office;
        Self { grant, role, officer, from, until, ended_at }
    }
}

/// Another end of a term.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TermForm {
    /// The first instant at which it is over; null for an open-ended term.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime, required)]
    until: Option<Instant>,
}

/// The officers of a community, past terms included
///
/// For everybody with a role in the community: who may do what in their name, and until when. Officers stand
/// under pseudonyms.
#[utoipa::path(
    tag = "identity",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "The oldest first.", body = Vec<OfficeView>), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee"
    ]))
)]
#[get("/communities/{community}/officers")]
async fn list_officers(
    _by: By<Members>,
    service: Data<Service>,
    community: Path<Uuid>,
) -> Result<Json<Vec<OfficeView>>, Problem> {
    let offices = officers::list(&service, CommunityId::new(*community)).await?;
    Ok(Json(offices.into_iter().map(OfficeView::from).collect()))
}

/// States another end of an officer's term
///
/// For the supervising office, of the roles it invites to. The record says so.
#[utoipa::path(
    tag = "identity",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("grant" = Uuid, Path, description = "The grant.")
    ),
    responses((status = 204, description = "The term ends then."), Sent, Named, SignedIn),
    security(("session" = ["supervisor"]))
)]
#[put("/communities/{community}/officers/{grant}/term")]
async fn set_term(
    by: By<Supervisors>,
    service: Data<Service>,
    path: Path<(Uuid, Uuid)>,
    form: Json<TermForm>,
) -> Result<HttpResponse, Problem> {
    let (community, grant) = path.into_inner();
    officers::set_term(&service, by.standing(), CommunityId::new(community), grant, form.until).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Ends an officer's role before its time
///
/// For the supervising office, which ends anybody's, and for each officer, who resigns. Nobody outside the
/// community ends one. The record says so, and why.
#[utoipa::path(
    tag = "identity",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("grant" = Uuid, Path, description = "The grant."),
        EndQuery
    ),
    responses((status = 204, description = "The role is over."), Matched, Reasoned, Named, SignedIn),
    security(("session" = [
        "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee", "trustee"
    ]))
)]
#[delete("/communities/{community}/officers/{grant}")]
async fn end_office(
    by: By<Officers>,
    service: Data<Service>,
    path: Path<(Uuid, Uuid)>,
    query: Query<EndQuery>,
) -> Result<HttpResponse, Problem> {
    let (community, grant) = path.into_inner();
    officers::end(&service, by.standing(), CommunityId::new(community), grant, &query.reason).await?;
    Ok(HttpResponse::NoContent().finish())
}
