//! Objections to the provisional roll, to candidates, to the competence for a matter or to the preliminary result.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Conveners, ObjectionReaders, Objectors, Owners, Secretaries, Supervisors};
use super::answers::{Kept, Named, Open, Sent, SignedIn};
use super::paths::{MeetingPath, ObjectionPath};
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::objections::{
    self, Against, NewAnswer, ObjectionView, PostedObjection, Said, UnansweredObjection, Way,
};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MatterId;
use crate::domain::objections::ObjectionGround;
use crate::domain::register::OwnerId;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(raise_objection)
        .service(record_objection)
        .service(object_to_competence)
        .service(my_objections)
        .service(posted_objections)
        .service(unanswered_objections)
        .service(list_objections)
        .service(withdraw_objection)
        .service(answer_objection);
}

/// An objection to be raised.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewObjection {
    /// The election to whose candidates it is; left out, it is to the roll or the preliminary result, whichever is
    /// posted.
    #[serde(default, with = "text::option")]
    #[schema(value_type = Option<String>, pattern = "^[a-z0-9-]{1,32}$", example = json!(null))]
    matter: Option<MatterId>,
    /// On what ground. To the roll: `area_wrong`, `not_an_owner`, `missing_from_roll`, `procedure`, `other`; to
    /// candidates: `not_eligible`, `not_an_owner`, `procedure`, `other`; to the result: `count_wrong`, `procedure`,
    /// `other`.
    #[serde(with = "text")]
    #[schema(value_type = String, pattern = "^(area_wrong|not_an_owner|missing_from_roll|not_eligible|count_wrong|procedure|other|outside_competence)$", example = "area_wrong")]
    ground: ObjectionGround,
    /// 1 to 5 000 characters; kept for officers and a court, the record has a hash.
    #[schema(example = "3-1-0502 的面积与产权证不符")]
    text: String,
}

/// An objection that came on paper.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PaperObjection {
    /// Whose it is, as the register names them.
    #[serde(with = "text")]
    #[schema(value_type = String, pattern = "^[A-Za-z0-9._-]{1,64}$", example = "o-1001")]
    owner: OwnerId,
    /// The SHA-256 of the scan or photo of the paper, which stays with the officers.
    #[schema(value_type = String, pattern = "^[0-9a-f]{64}$")]
    paper: Digest,
    /// The election to whose candidates it is; left out otherwise.
    #[serde(default, with = "text::option")]
    #[schema(value_type = Option<String>, pattern = "^[a-z0-9-]{1,32}$", example = json!(null))]
    matter: Option<MatterId>,
    /// On what ground, as online.
    #[serde(with = "text")]
    #[schema(value_type = String, pattern = "^(area_wrong|not_an_owner|missing_from_roll|not_eligible|count_wrong|procedure|other|outside_competence)$", example = "area_wrong")]
    ground: ObjectionGround,
    /// What it says, 1 to 5 000 characters.
    #[schema(example = "3-1-0502 的面积与产权证不符")]
    text: String,
}

/// An objection to the assembly's competence for a matter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCompetenceObjection {
    /// The matter; that it is objected to is public.
    #[serde(with = "text")]
    #[schema(value_type = String, pattern = "^[a-z0-9-]{1,32}$", example = "m1")]
    matter: MatterId,
    /// 1 to 5 000 characters; kept for officers and a court, the record has a hash.
    #[schema(example = "本事项与物业管理无关，不属于业主共同决定事项")]
    text: String,
}

/// The end of an objection, by whoever raised it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewWithdrawal {
    /// The SHA-256 of the paper on which an owner took it back who raised it on paper; left out online.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = "^[0-9a-f]{64}$", example = json!(null))]
    paper: Option<Digest>,
}

/// Objects to the provisional roll, to candidates or to the preliminary result
///
/// For owners: to roll and candidates from the notice to the opening, to the result within its objection period.
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
    let NewObjection { matter, ground, text } = new.into_inner();
    let said = Said { against: against(matter), ground, text };
    let view = objections::raise(&service, community, meeting, (by.account(), Way::Online), said).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Records an objection that came on paper
///
/// For the secretary, on behalf of an owner of the register; the record has the hash of the paper. It is the owner's:
/// they see it, and take it back online or on paper.
#[utoipa::path(
    tag = "objections",
    params(MeetingPath),
    responses((status = 201, description = "It is in the record.", body = ObjectionView), Sent, Named, SignedIn),
    security(("session" = ["secretary"]))
)]
#[post("/communities/{community}/meetings/{meeting}/objections/on-paper")]
async fn record_objection(
    by: By<Secretaries>,
    service: Data<Service>,
    path: Path<MeetingPath>,
    new: Json<PaperObjection>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting) = path.ids();
    let PaperObjection { owner, paper, matter, ground, text } = new.into_inner();
    let said = Said { against: against(matter), ground, text };
    let way = Way::Paper { owner, paper };
    let view = objections::raise(&service, community, meeting, (by.account(), way), said).await?;
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
    let said =
        Said { against: Against::Competence(matter), ground: ObjectionGround::OutsideCompetence, text };
    let view = objections::raise(&service, community, meeting, (by.account(), Way::Online), said).await?;
    Ok(HttpResponse::Created().json(view))
}

/// The caller's own objections to a meeting
///
/// For owners: what they raised, and what was recorded for them on paper, with the answers in full.
#[utoipa::path(
    tag = "objections",
    params(MeetingPath),
    responses(
        (status = 200, description = "The objections.", body = Vec<ObjectionView>), Kept, Named, SignedIn
    ),
    security(("session" = ["owner"]))
)]
#[get("/communities/{community}/meetings/{meeting}/objections/mine")]
async fn my_objections(
    by: By<Owners>,
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<ObjectionView>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(objections::mine(&service, community, meeting, by.standing()).await?))
}

/// Every objection to a meeting as everybody may see it
///
/// For everybody: stage, ground, times, outcome and the answer in short; neither who raised it nor what they wrote.
#[utoipa::path(
    tag = "objections",
    params(MeetingPath),
    responses((status = 200, description = "The objections.", body = Vec<PostedObjection>), Named, Open)
)]
#[get("/communities/{community}/meetings/{meeting}/objections/posted")]
async fn posted_objections(
    service: Data<Service>,
    path: Path<MeetingPath>,
) -> Result<Json<Vec<PostedObjection>>, Problem> {
    let (community, meeting) = path.ids();
    Ok(Json(objections::posted(&service, community, meeting).await?))
}

/// The objections that wait for an answer, those that are due first at the top
///
/// For the convener, scrutineers and the supervising office: of all meetings of the community, with the time until
/// which each is to be answered.
#[utoipa::path(
    tag = "objections",
    params(("community" = Uuid, Path, description = "The community.")),
    responses(
        (status = 200, description = "The open objections.", body = Vec<UnansweredObjection>), Named, SignedIn
    ),
    security(("session" = ["convener", "scrutineer", "supervisor"]))
)]
#[get("/communities/{community}/objections/unanswered")]
async fn unanswered_objections(
    _: By<ObjectionReaders>,
    service: Data<Service>,
    community: Path<Uuid>,
) -> Result<Json<Vec<UnansweredObjection>>, Problem> {
    Ok(Json(objections::unanswered(&service, CommunityId::new(*community)).await?))
}

/// Every objection to a meeting
///
/// For the convener, scrutineers and the supervising office, with texts, answers and history; not who raised them.
#[utoipa::path(
    tag = "objections",
    params(MeetingPath),
    responses(
        (status = 200, description = "The objections.", body = Vec<ObjectionView>), Kept, Named, SignedIn
    ),
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

/// Takes an objection back
///
/// For whoever raised it, as long as it has no answer. What an owner raised on paper they take back online, or on
/// paper through the secretary.
#[utoipa::path(
    tag = "objections",
    params(ObjectionPath),
    responses((status = 201, description = "It is withdrawn.", body = ObjectionView), Sent, Named, SignedIn),
    security(("session" = ["owner", "secretary", "supervisor"]))
)]
#[post("/communities/{community}/meetings/{meeting}/objections/{objection}/withdrawal")]
async fn withdraw_objection(
    by: By<Objectors>,
    service: Data<Service>,
    path: Path<ObjectionPath>,
    new: Json<NewWithdrawal>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting, objection) = path.ids();
    let who = (by.standing(), new.paper);
    let view = objections::withdraw(&service, community, meeting, objection, who).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Answers an objection
///
/// For the convener. A second answer corrects the first one, which stays in the record, and says why.
#[utoipa::path(
    tag = "objections",
    params(ObjectionPath),
    responses((status = 201, description = "It is answered.", body = ObjectionView), Sent, Named, SignedIn),
    security(("session" = ["convener"]))
)]
#[post("/communities/{community}/meetings/{meeting}/objections/{objection}/answer")]
async fn answer_objection(
    _: By<Conveners>,
    service: Data<Service>,
    path: Path<ObjectionPath>,
    new: Json<NewAnswer>,
) -> Result<HttpResponse, Problem> {
    let (community, meeting, objection) = path.ids();
    let view = objections::answer(&service, community, meeting, objection, new.into_inner()).await?;
    Ok(HttpResponse::Created().json(view))
}

/// To what an objection of an owner is.
fn against(matter: Option<MatterId>) -> Against {
    matter.map_or(Against::Posted, Against::Candidates)
}
