//! Links under which programs read a calendar: a random token in an address, of which only the hash is kept.
//!
//! A link reads and does nothing else. It is good until whoever made it revokes or rotates it, or holds no role in
//! the community any more.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{CalendarView, name_of, read};
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::messages::Language;
use crate::evidence::digest::Digest;
use crate::evidence::text;
use crate::store::calendar_links::{self, CalendarLink};
use crate::store::identity::{enrolments, grants};
use crate::store::{ConnectionTrait, Store};

/// Most links of an account in a community.
pub const LINKS_MAX: usize = 10;

/// In which language a calendar is read.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkForm {
    /// `zh`, `en` or `both`.
    #[serde(with = "text")]
    #[schema(value_type = String, pattern = "^(zh|en|both)$", example = "both")]
    pub language: Language,
}

/// A link of the caller's.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LinkView {
    /// The link.
    pub link: Uuid,
    /// `zh`, `en` or `both`.
    #[schema(example = "both")]
    pub language: String,
    /// When it was made.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Instant,
    /// When it got its present address, if it had another.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub rotated_at: Option<Instant>,
    /// Its address, told once: when it is made or rotated. Whoever has it reads the calendar.
    #[schema(required)]
    pub address: Option<String>,
}

/// A calendar as a link reads it.
pub struct Feed {
    /// The language of the link.
    pub language: Language,
    /// What the community is called.
    pub name: String,
    /// Its dates.
    pub calendar: CalendarView,
}

/// Makes a link.
pub async fn make(
    service: &Service,
    (community, account): (CommunityId, Uuid),
    form: LinkForm,
) -> Result<LinkView, ActionError> {
    let (now, token) = (service.surroundings().now(), token(service));
    let transaction = service.store().begin().await?;
    if own(&transaction, community, account).await?.len() >= LINKS_MAX {
        return Err(ActionError::Field {
            field: "language",
            problem: format!("would be of a link beyond {LINKS_MAX}; revoke one that nobody needs"),
        });
    }
    let link = CalendarLink {
        community_id: community.uuid(),
        link_id: service.surroundings().new_id(),
        account_id: account,
        language: form.language.as_str().to_owned(),
        token_digest: Digest::of(token.as_bytes()),
        made_at: now,
        rotated_at: None,
        revoked_at: None,
    };
    calendar_links::insert(&transaction, link.clone()).await?;
    Store::commit(transaction).await?;
    Ok(view(link, Some(address(service, community, &token))))
}

/// The links of an account.
pub async fn list(
    service: &Service,
    community: CommunityId,
    account: Uuid,
) -> Result<Vec<LinkView>, ActionError> {
    let links = own(service.store().read(), community, account).await?;
    Ok(links.into_iter().map(|link| view(link, None)).collect())
}

/// Gives a link another address; the one it had is none's any more.
pub async fn rotate(
    service: &Service,
    (community, account): (CommunityId, Uuid),
    link: Uuid,
) -> Result<LinkView, ActionError> {
    let (now, token) = (service.surroundings().now(), token(service));
    let transaction = service.store().begin().await?;
    let found = find(&transaction, (community, account), link).await?;
    let link = CalendarLink { token_digest: Digest::of(token.as_bytes()), rotated_at: Some(now), ..found };
    calendar_links::update(&transaction, link.clone()).await?;
    Store::commit(transaction).await?;
    Ok(view(link, Some(address(service, community, &token))))
}

/// Revokes a link for good.
pub async fn revoke(
    service: &Service,
    (community, account): (CommunityId, Uuid),
    link: Uuid,
) -> Result<(), ActionError> {
    let now = service.surroundings().now();
    let transaction = service.store().begin().await?;
    let found = find(&transaction, (community, account), link).await?;
    calendar_links::update(&transaction, CalendarLink { revoked_at: Some(now), ..found }).await?;
    Ok(Store::commit(transaction).await?)
}

/// The calendar behind an address; what is not good any more is not found, as what never was.
pub async fn feed(service: &Service, community: CommunityId, token: &str) -> Result<Feed, ActionError> {
    let connection = service.store().read();
    let token = token.strip_suffix(".ics").unwrap_or(token);
    let digest = Digest::of(token.as_bytes());
    let found = calendar_links::with_token(connection, community.uuid(), digest).await?;
    let link = found.filter(|link| link.revoked_at.is_none());
    let link = link.ok_or(ActionError::NotFound(Thing::CalendarLink))?;
    if !is_of_community(service, connection, &link).await? {
        return Err(ActionError::NotFound(Thing::CalendarLink));
    }
    let language = Language::ALL.iter().copied().find(|own| own.as_str() == link.language);
    let language = language.ok_or_else(|| ActionError::damaged("the language of a link"))?;
    let name = name_of(connection, community.uuid()).await?;
    Ok(Feed { language, name, calendar: read(service, community).await? })
}

/// Whether the maker of a link holds any role in the community still.
async fn is_of_community(
    service: &Service,
    connection: &impl ConnectionTrait,
    link: &CalendarLink,
) -> Result<bool, ActionError> {
    let now = service.surroundings().now();
    if !grants::active(connection, link.account_id, link.community_id, now).await?.is_empty() {
        return Ok(true);
    }
    let enrolled = enrolments::of_account(connection, link.account_id).await?;
    let mut here = enrolled.iter().filter(|own| own.community_id == link.community_id);
    Ok(here.any(|own| own.revoked_at.is_none() && own.owner_id.is_some()))
}

async fn own(
    connection: &impl ConnectionTrait,
    community: CommunityId,
    account: Uuid,
) -> Result<Vec<CalendarLink>, ActionError> {
    Ok(calendar_links::of_account(connection, community.uuid(), account).await?)
}

async fn find(
    connection: &impl ConnectionTrait,
    (community, account): (CommunityId, Uuid),
    link: Uuid,
) -> Result<CalendarLink, ActionError> {
    let links = own(connection, community, account).await?;
    let found = links.into_iter().find(|own| own.link_id == link);
    found.ok_or(ActionError::NotFound(Thing::CalendarLink))
}

/// 256 random bits, base64url.
fn token(service: &Service) -> String {
    URL_SAFE_NO_PAD.encode(service.surroundings().random())
}

fn address(service: &Service, community: CommunityId, token: &str) -> String {
    format!("https://{}/api/v1/communities/{}/calendar/feeds/{token}.ics", service.host(), community.uuid())
}

fn view(link: CalendarLink, address: Option<String>) -> LinkView {
    let CalendarLink { link_id, language, made_at, rotated_at, .. } = link;
    LinkView { link: link_id, language, made_at, rotated_at, address }
}
