//! What owners want to be told, and in which language: their own decision, kept beside the register.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::standing::Standing;
use crate::domain::communities::CommunityId;
use crate::domain::messages::{Language, Topic};
use crate::domain::register::OwnerId;
use crate::evidence::text;
use crate::store::message_settings::{self, MessageSetting};
use crate::store::{ConnectionTrait, Store};

/// What an owner wants.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Wishes {
    /// The language.
    pub language: Language,
    /// Whether they are reminded before a close.
    pub reminders: bool,
    /// Whether they are told results.
    pub results: bool,
}

/// What an owner wants, as it is decided.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WishesForm {
    /// `zh`, `en` or `both`.
    #[serde(with = "text")]
    #[schema(value_type = String, pattern = "^(zh|en|both)$", example = "both")]
    pub language: Language,
    /// Whether reminders before a close are sent.
    #[schema(example = true)]
    pub reminders: bool,
    /// Whether results are sent. Notices of meetings, extensions and cancellations always are.
    #[schema(example = true)]
    pub results: bool,
}

/// What one of the caller's owners wants.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnWishes {
    /// The owner.
    #[schema(example = "o-1001")]
    pub owner: String,
    /// What they want.
    pub settings: WishesForm,
}

impl Default for Wishes {
    /// Everything, in both languages.
    fn default() -> Self {
        Self { language: Language::Both, reminders: true, results: true }
    }
}

impl Wishes {
    /// Whether they are told of something.
    #[must_use]
    pub const fn want(self, topic: Option<Topic>) -> bool {
        match topic {
            Some(Topic::Reminders) => self.reminders,
            Some(Topic::Results) => self.results,
            None => true,
        }
    }

    /// The same without a topic.
    #[must_use]
    pub const fn without(self, topic: Topic) -> Self {
        match topic {
            Topic::Reminders => Self { reminders: false, ..self },
            Topic::Results => Self { results: false, ..self },
        }
    }
}

/// What each of the owners whom the caller acts for wants.
pub async fn read(
    service: &Service,
    community: CommunityId,
    who: &Standing,
) -> Result<Vec<OwnWishes>, ActionError> {
    let known = of(service.store().read(), community, who.owners.iter().collect()).await?;
    let owners: BTreeSet<&OwnerId> = who.owners.iter().collect();
    let own = |owner: &OwnerId| OwnWishes {
        owner: owner.to_string(),
        settings: known.get(owner).copied().unwrap_or_default().into(),
    };
    Ok(owners.into_iter().map(own).collect())
}

/// Decides it anew for all owners whom the caller acts for.
pub async fn decide(
    service: &Service,
    community: CommunityId,
    who: &Standing,
    form: WishesForm,
) -> Result<Vec<OwnWishes>, ActionError> {
    let transaction = service.store().begin().await?;
    for owner in &who.owners {
        save(service, &transaction, community, owner, form.into()).await?;
    }
    Store::commit(transaction).await?;
    read(service, community, who).await
}

/// What some owners want; those who never decided are not among them.
pub(in crate::actions) async fn of(
    connection: &impl ConnectionTrait,
    community: CommunityId,
    owners: BTreeSet<&OwnerId>,
) -> Result<HashMap<OwnerId, Wishes>, ActionError> {
    let damaged = |_| ActionError::damaged("what an owner wants to be told");
    let names: Vec<String> = owners.into_iter().map(OwnerId::to_string).collect();
    let mut known = HashMap::new();
    for names in names.chunks(1_000) {
        for row in message_settings::of_owners(connection, community.uuid(), names).await? {
            let language = row.language.parse().map_err(damaged)?;
            let wishes = Wishes { language, reminders: row.reminders, results: row.results };
            known.insert(row.owner_id.parse().map_err(ActionError::damaged)?, wishes);
        }
    }
    Ok(known)
}

pub(super) async fn save(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
    owner: &OwnerId,
    wishes: Wishes,
) -> Result<(), ActionError> {
    let row = MessageSetting {
        community_id: community.uuid(),
        owner_id: owner.to_string(),
        language: wishes.language.to_string(),
        reminders: wishes.reminders,
        results: wishes.results,
        decided_at: service.surroundings().now(),
    };
    Ok(message_settings::set(connection, row).await?)
}

impl From<Wishes> for WishesForm {
    fn from(wishes: Wishes) -> Self {
        let Wishes { language, reminders, results } = wishes;
        Self { language, reminders, results }
    }
}

impl From<WishesForm> for Wishes {
    fn from(form: WishesForm) -> Self {
        let WishesForm { language, reminders, results } = form;
        Self { language, reminders, results }
    }
}
