//! What became of messages to owners.

use actix_web::get;
use actix_web::web::{Data, Json, Path, Query};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::access::{By, MessageReaders};
use super::answers::{Listed, Named, SignedIn};
use super::paging::PageQuery;
use super::problem::Problem;
use crate::actions::Service;
use crate::actions::messages::overview::{self, DeadMessage, MessageCount};
use crate::domain::communities::CommunityId;

/// Its operations.
pub fn configure(config: &mut ServiceConfig<'_>) {
    config.service(read_messages);
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
/// For the secretary, scrutineers and the supervising office. Neither contacts nor texts are told.
#[utoipa::path(
    tag = "messages",
    params(("community" = Uuid, Path, description = "The community."), PageQuery),
    responses(
        (status = 200, description = "Counts, and a page of what was given up.", body = MessagesView),
        Listed,
        Named,
        SignedIn
    ),
    security(("session" = ["secretary", "scrutineer", "supervisor"]))
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
