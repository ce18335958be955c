//! Objections to the provisional roll, to the competence for a matter or to the preliminary result.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Conveners, ObjectionReaders, Owners, Supervisors};
use super::answers::{Named, Sent, SignedIn};
use super::paths::MeetingPath;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::objections::{self, Against, ObjectionView, Outcome};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::evidence::text;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(raise_objection)
        .service(object_to_competence)
        .service(list_objections)
        .service(answer_objection);
}

/// An objection to be raised.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewObjection {
    /// 1 to 5 000 characters; kept for officers and a court, the record has a hash.
    #[schema(example = "3-1-0502 的面积与产权证不符")]
    text: String,
}

/// An objection to the assembly's competence for a matter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCompetenceObjection {
    /// The matter; that it is objected to is public.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "m1")]
    matter: MatterId,
    /// 1 to 5 000 characters; kept for officers and a court, the record has a hash.
    #[schema(example = "本事项与物业管理无关，不属于业主共同决定事项")]
    text: String,
}

/// An answer to an objection.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAnswer {
    /// 1 to 5 000 characters.
    #[schema(example = "已按产权证更正")]
    answer: String,
    /// Whether the objection was right.
    outcome: Outcome,
}

/// Objects to the provisional roll or the preliminary result
///
/// For owners, while either is posted.
#[utoipa::path(
    tag = "objections",
    params(MeetingPath),
    responses((status = 201, description = "It is in the record.", body = ObjectionView), Sent, Named, SignedIn),
    security(("session" = ["owner"]))
)]
#[post("/communities/{community}/meetings/{meeting}/objections")]
async fn raise_objection(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    new: Json<NewObjection>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let objection = (Against::Posted, new.into_inner().text);
    let view = objections::raise(&service, community, meeting, by.account(), objection).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Objects to putting a matter to the assembly
///
/// For the supervising office, from the notice to the opening, whatever the kind of the matter. That it
/// objects, and to which matter, stands in the record; the meeting goes on.
#[utoipa::path(
    tag = "objections",
    params(MeetingPath),
    responses((status = 201, description = "It is in the record.", body = ObjectionView), Sent, Named, SignedIn),
    security(("session" = ["supervisor"]))
)]
#[post("/communities/{community}/meetings/{meeting}/competence-objections")]
async fn object_to_competence(
    by: By<Supervisors>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    new: Json<NewCompetenceObjection>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let NewCompetenceObjection { matter, text } = new.into_inner();
    let objection = (Against::Competence(matter), text);
    let view = objections::raise(&service, community, meeting, by.account(), objection).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Every objection to a meeting
///
/// For the convener, scrutineers and the supervising office.
#[utoipa::path(
    tag = "objections",
    params(MeetingPath),
    responses((status = 200, description = "The objections.", body = Vec<ObjectionView>), Named, SignedIn),
    security(("session" = ["convener", "scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/meetings/{meeting}/objections")]
async fn list_objections(
    _: By<ObjectionReaders>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<ObjectionView>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(objections::list(&service, community, meeting).await?))
}

/// Answers an objection
///
/// For the convener, once an objection.
#[utoipa::path(
    tag = "objections",
    params(
        ("community" = Uuid, Path, description = "The community."),
        ("meeting" = Uuid, Path, description = "The meeting."),
        ("objection" = Uuid, Path, description = "The objection.")
    ),
    responses((status = 201, description = "It is answered.", body = ObjectionView), Sent, Named, SignedIn),
    security(("session" = ["convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/objections/{objection}/answer")]
async fn answer_objection(
    _: By<Conveners>,
    service: Data<Service>,
    path: Path<(Uuid, Uuid, Uuid)>,
    new: Json<NewAnswer>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = (CommunityId::new(path.0), MeetingId::new(path.1));
    let NewAnswer { answer, outcome } = new.into_inner();
    let view = objections::answer(&service, community, meeting, path.2, (answer, outcome)).await?;
    Ok(HttpResponse::Created().json(view))
}
