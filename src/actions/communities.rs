//! Communities: opened by the operator, who has no power in them.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::error::{ActionError, Thing};
use super::standing::Standing;
use super::{Service, service_keys};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::{Instant, Zone};
use crate::evidence::merkle::root_of;
use crate::evidence::text;
use crate::evidence::trust::ServiceKeysDocument;
use crate::store::communities::{self, Community};
use crate::store::identity::{enrolments, grants};
use crate::store::{Store, record};

/// Longest name of a community, in characters.
pub const NAME_MAX_CHARS: usize = 100;

/// A community.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CommunityView {
    /// The community.
    pub community: Uuid,
    /// Its name.
    #[schema(example = "梧桐苑")]
    pub name: String,
    /// The IANA time zone in which it counts its days.
    #[schema(example = "Asia/Shanghai")]
    pub time_zone: String,
    /// The origin of its record.
    #[schema(example = "vote.example.org/record/019a0000-0000-7000-8000-000000000000")]
    pub origin: String,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
}

impl From<Community> for CommunityView {
    fn from(community: Community) -> Self {
        Self {
            community: community.community_id,
            name: community.name,
            time_zone: community.time_zone,
            origin: community.origin,
            created_at: community.created_at,
        }
    }
}

/// Opens a community with an empty record.
pub async fn create(service: &Service, name: &str, zone: &Zone) -> Result<CommunityView, ActionError> {
    check_name(name)?;
    let now = service.surroundings().now();
    let community_id = service.surroundings().new_id();
    let community = Community {
        community_id,
        name: name.to_owned(),
        time_zone: zone.name().to_owned(),
        origin: format!("{}/record/{community_id}", service.host()),
        created_at: now,
    };
    let head = record::Head { community_id, size: 0, root: root_of(&[]), at: now };
    let transaction = service.store().begin().await?;
    communities::insert(&transaction, community.clone()).await?;
    record::create_head(&transaction, head).await?;
    service_keys::found(service, &transaction, community_id, now).await?;
    Store::commit(transaction).await.map_err(ActionError::of_commit)?;
    Ok(community.into())
}

/// The communities somebody may know of: an operator all, everybody else their own.
pub async fn list(service: &Service, who: &Standing) -> Result<Vec<CommunityView>, ActionError> {
    let connection = service.store().read();
    let all = communities::list(connection).await?.into_iter();
    if who.is_any_of(&[Role::Operator]) {
        return Ok(all.map(CommunityView::from).collect());
    }
    let now = service.surroundings().now();
    let grants = grants::active_anywhere(connection, who.account, now).await?;
    let keys = enrolments::of_account(connection, who.account).await?;
    let keys = keys.iter().filter(|key| key.revoked_at.is_none()).map(|key| key.community_id);
    let mine = grants.iter().map(|grant| grant.community_id).chain(keys);
    let mine: BTreeSet<Uuid> = mine.filter(|community| who.sees(*community)).collect();
    Ok(all.filter(|community| mine.contains(&community.community_id)).map(CommunityView::from).collect())
}

/// One community.
pub async fn find(service: &Service, community: CommunityId) -> Result<CommunityView, ActionError> {
    let found = communities::find(service.store().read(), community.uuid()).await?;
    found.map(CommunityView::from).ok_or(ActionError::NotFound(Thing::Community))
}

/// The time zone of a community.
pub async fn zone(service: &Service, community: CommunityId) -> Result<Zone, ActionError> {
    let row = communities::find(service.store().read(), community.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Community))?;
    Zone::new(&row.time_zone).map_err(ActionError::damaged)
}

/// The keys that auditors of a community's record pin.
pub async fn trusted_keys(
    service: &Service,
    community: CommunityId,
) -> Result<ServiceKeysDocument, ActionError> {
    service_keys::published(service, community).await
}

fn check_name(name: &str) -> Result<(), ActionError> {
    let field = |problem: &str| Err(ActionError::Field { field: "name", problem: problem.to_owned() });
    if name.trim().is_empty() {
        return field("is empty: fill it in");
    }
    if name.chars().count() > NAME_MAX_CHARS {
        return field("is longer than 100 characters: shorten it");
    }
    if name.trim() != name || name.chars().any(char::is_control) {
        return field("has control characters or spaces around it: remove them");
    }
    Ok(())
}
