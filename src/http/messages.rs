//! What became of messages to owners.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{get, post, put};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, Insiders, MessageKeepers, MessageReaders, Owners, Secretaries};
use super::answers::{Listed, Named, Sent, SignedIn};
use super::paging::PageQuery;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::messages::dead::{self, DeadReport, Which};
use crate::actions::messages::overview::{self, DeadMessage, MessageCount};
use crate::actions::messages::rules::{self, RulesForm};
use crate::actions::messages::wishes::{self, OwnWishes, WishesForm};
use crate::domain::communities::CommunityId;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(read_messages)
        .service(requeue_messages)
        .service(drop_messages)
        .service(read_message_rules)
        .service(decide_message_rules)
        .service(read_message_settings)
        .service(decide_message_settings);
}

/// How many messages there are, and a page of those that were given up.
#[derive(Serialize, ToSchema)]
struct MessagesView {
    /// How many, by kind and channel.
    counts: Vec<MessageCount>,
    /// Messages that were given up, the oldest first.
    items: Vec<DeadMessage>,
    /// The cursor of the next page; null on the last.
    #[schema(required)]
    next: Option<String>,
}

/// How many messages to owners wait, were sent and were given up
///
/// For the secretary, scrutineers, the supervising office and the operator. Texts are not told, and of contacts only as
/// much as tells whoever knows them which one is meant.
#[utoipa::path(
    tag = "messages",
    params(("community" = Uuid, Path, description = "The community."), PageQuery),
    responses(
        (status = 200, description = "Counts, and a page of what was given up.", body = MessagesView),
        Listed,
        Named,
        SignedIn
    ),
    security(("session" = ["secretary", "scrutineer", "supervisor", "operator"]))
)]
#[get("/communities/{community}/messages")]
async fn read_messages(
    _: By<MessageReaders>,
    service: Data<Service>,
    community: Path<Uuid>,
    query: Query<PageQuery>,
) -> Result<Json<MessagesView>, Problem> {
    let (community, limit) = (CommunityId::new(*community), query.limit()?);
    let behind = query.cursor().map(str::parse).transpose();
    let behind = behind.map_err(|_| Problem::no_such_page())?;
    let counts = overview::counts(&service, community).await?;
    let mut items = overview::dead(&service, community, behind, limit + 1).await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|item| item.message.to_string());
    Ok(Json(MessagesView { counts, items, next }))
}

/// Queues messages again that were given up
///
/// For the secretary and the operator: one message, or all of a kind, up to 500 at once. Each goes to where its owner is
/// reached now, under the same identifier. What has expired is dropped.
#[utoipa::path(
    tag = "messages",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "They wait again.", body = DeadReport), Sent, Named, SignedIn),
    security(("session" = ["secretary", "operator"]))
)]
#[post("/communities/{community}/messages/requeues")]
async fn requeue_messages(
    _: By<MessageKeepers>,
    service: Data<Service>,
    community: Path<Uuid>,
    which: Json<Which>,
) -> Result<Json<DeadReport>, Problem> {
    Ok(Json(dead::requeue(&service, CommunityId::new(*community), &which).await?))
}

/// Drops messages that were given up
///
/// For the secretary and the operator: recipient and text of one message, or of all of a kind, up to 500 at once, are
/// erased. That they were given up stays.
#[utoipa::path(
    tag = "messages",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "They are erased.", body = DeadReport), Sent, Named, SignedIn),
    security(("session" = ["secretary", "operator"]))
)]
#[post("/communities/{community}/messages/drops")]
async fn drop_messages(
    _: By<MessageKeepers>,
    service: Data<Service>,
    community: Path<Uuid>,
    which: Json<Which>,
) -> Result<Json<DeadReport>, Problem> {
    Ok(Json(dead::drop_all(&service, CommunityId::new(*community), &which).await?))
}

/// When a community writes to its owners
///
/// For everybody with a role in the community, and the operator.
#[utoipa::path(
    tag = "messages",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "Quiet hours and reminders.", body = RulesForm), Named, SignedIn),
    security(("session" = [
        "owner", "secretary", "convener", "member", "chair", "scrutineer", "supervisor", "residents_committee",
        "trustee", "operator"
    ]))
)]
#[get("/communities/{community}/message-rules")]
async fn read_message_rules(
    _: By<Insiders>,
    service: Data<Service>,
    community: Path<Uuid>,
) -> Result<Json<RulesForm>, Problem> {
    Ok(Json(rules::read(&service, CommunityId::new(*community)).await?))
}

/// Decides when a community writes to its owners
///
/// For the secretary. In quiet hours only codes and warnings go, and what the law wants before they end.
#[utoipa::path(
    tag = "messages",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "It is decided.", body = RulesForm), Sent, Named, SignedIn),
    security(("session" = ["secretary"]))
)]
#[put("/communities/{community}/message-rules")]
async fn decide_message_rules(
    by: By<Secretaries>,
    service: Data<Service>,
    community: Path<Uuid>,
    form: Json<RulesForm>,
) -> Result<Json<RulesForm>, Problem> {
    let community = CommunityId::new(*community);
    Ok(Json(rules::decide(&service, community, by.account(), form.into_inner()).await?))
}

/// What one wants to be told, and in which language
///
/// For owners: of each owner whom the caller acts for.
#[utoipa::path(
    tag = "messages",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "Owner by owner.", body = Vec<OwnWishes>), Named, SignedIn),
    security(("session" = ["owner"]))
)]
#[get("/communities/{community}/message-settings/mine")]
async fn read_message_settings(
    by: By<Owners>,
    service: Data<Service>,
    community: Path<Uuid>,
) -> Result<Json<Vec<OwnWishes>>, Problem> {
    Ok(Json(wishes::read(&service, CommunityId::new(*community), by.standing()).await?))
}

/// Decides what one wants to be told, and in which language
///
/// For owners: for each owner whom the caller acts for. Notices of meetings, extensions, cancellations, codes and
/// warnings come all the same.
#[utoipa::path(
    tag = "messages",
    params(("community" = Uuid, Path, description = "The community.")),
    responses((status = 200, description = "It is decided.", body = Vec<OwnWishes>), Sent, Named, SignedIn),
    security(("session" = ["owner"]))
)]
#[put("/communities/{community}/message-settings/mine")]
async fn decide_message_settings(
    by: By<Owners>,
    service: Data<Service>,
    community: Path<Uuid>,
    form: Json<WishesForm>,
) -> Result<Json<Vec<OwnWishes>>, Problem> {
    let community = CommunityId::new(*community);
    Ok(Json(wishes::decide(&service, community, by.standing(), form.into_inner()).await?))
}
