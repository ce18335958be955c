//! The rules a community states it is under: the law of its place, and its own rules of procedure.
//!
//! The supervising office states them, with which rules of procedure are filed, and not whoever calls a meeting.
//! Every version is an entry of the record, so that none changes behind the owners' backs; a notice takes the
//! version in force into its definition, so that none changes a meeting that was noticed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::committer;
use super::error::{ActionError, Thing};
use super::papers::keep;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::rules::in_force::{OWN_RULES_BYTES_MAX, OverlayReference};
use crate::evidence::rules::overlays::{overlay, parse_overlay};
use crate::evidence::rules::stated::{self, RulesDocument};
use crate::evidence::rules::{PackMistake, PackRefused};
use crate::evidence::text::Text;
use crate::store::communities;
use crate::store::rules::{self as versions, RulesVersion};

/// Rules as the office states them.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RulesChoice {
    /// Overlays of places that this service knows, by identifier, in the order they are laid on.
    #[schema(example = json!(["cn_hangzhou"]))]
    pub overlays: Vec<String>,
    /// The community's own rules of procedure as an overlay in TOML, at most 16 KiB; null if it has none.
    pub own_rules: Option<String>,
    /// Who recognised this system for votes on the internet, and when; at most 500 characters, null if nobody did.
    pub recognition: Option<String>,
}

/// The rules that the next notice will be given under.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RulesView {
    /// Counts the statements; the entity tag. 0 if nothing was ever stated.
    #[schema(example = 1)]
    pub version: u32,
    /// The overlays, in the order they are laid on.
    pub overlays: Vec<OverlayReference>,
    /// Who recognised this system for votes on the internet, and when.
    pub recognition: Option<String>,
    /// Every statement, the first first; each document can be read by its digest.
    pub history: Vec<StatedView>,
}

/// One statement of rules.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatedView {
    /// Its number, from 1.
    pub version: u32,
    /// Digest of the document, as in the record.
    #[schema(value_type = String)]
    pub document: Digest,
    /// When it was stated.
    #[schema(value_type = String, format = DateTime)]
    pub set_at: Text<Instant>,
}

/// The rules in force, and every version before.
pub async fn read(service: &Service, community: CommunityId) -> Result<RulesView, ActionError> {
    let connection = service.store().read();
    let found = communities::find(connection, community.uuid()).await?;
    found.ok_or(ActionError::NotFound(Thing::Community))?;
    view(&versions::list(connection, community.uuid()).await?)
}

/// States rules, in place of the version that was in force.
pub async fn state(
    service: &Service,
    community: CommunityId,
    account: Uuid,
    version: u32,
    choice: &RulesChoice,
) -> Result<RulesView, ActionError> {
    let overlays = chosen(choice).map_err(ActionError::Rules)?;
    stated::check(&overlays, choice.recognition.as_deref()).map_err(ActionError::Rules)?;
    committer::publish(service, community, async |turn| {
        let rules = RulesDocument {
            v: 1,
            community: community.uuid(),
            rules_version: version.saturating_add(1),
            overlays: overlays.clone(),
            recognition: choice.recognition.clone(),
        };
        save(turn, account, &rules).await?;
        view(&versions::list(turn.transaction(), turn.community_id()).await?)
    })
    .await
}

/// Publishes rules that follow the version in force.
async fn save(turn: &mut Turn, account: Uuid, rules: &RulesDocument) -> Result<(), ActionError> {
    let latest = versions::latest(turn.transaction(), turn.community_id()).await?;
    if latest.map_or(0, |row| row.version).saturating_add(1) != rules.rules_version {
        return Err(ActionError::Stale);
    }
    let document = rules.to_bytes().map_err(ActionError::damaged)?;
    let digest = keep(turn, DocumentKind::Rules, document.clone()).await?;
    turn.publish(Fact::RulesSet { version: rules.rules_version, document: digest })?;
    let row = RulesVersion {
        community_id: turn.community_id(),
        version: rules.rules_version,
        digest,
        document,
        set_at: turn.at(),
        set_by: account,
    };
    Ok(versions::insert(turn.transaction(), row).await?)
}

/// References to what was chosen; everything that cannot be found or read is told at once.
fn chosen(choice: &RulesChoice) -> Result<Vec<OverlayReference>, PackRefused> {
    let mistake = |place: &str, reason: String| PackMistake { place: place.to_owned(), reason };
    let mut mistakes = Vec::new();
    let mut references = Vec::new();
    for (number, name) in choice.overlays.iter().enumerate() {
        match overlay(name) {
            Ok(found) => references.push(OverlayReference::new(&found, None)),
            Err(reason) => mistakes.push(mistake(&format!("overlays[{number}]"), reason.to_string())),
        }
    }
    match choice.own_rules.as_deref() {
        Some(text) if text.len() > OWN_RULES_BYTES_MAX => {
            mistakes.push(mistake("own_rules", format!("are larger than {OWN_RULES_BYTES_MAX} bytes")));
        }
        Some(text) => match parse_overlay(text) {
            Ok(found) => references.push(OverlayReference::new(&found, Some(text))),
            Err(refused) => mistakes.extend(
                refused.0.into_iter().map(|own| mistake(&format!("own_rules.{}", own.place), own.reason)),
            ),
        },
        None => {}
    }
    if mistakes.is_empty() { Ok(references) } else { Err(PackRefused(mistakes)) }
}

fn view(rows: &[RulesVersion]) -> Result<RulesView, ActionError> {
    let latest = rows.last().map(|row| RulesDocument::parse(&row.document)).transpose();
    let latest = latest.map_err(ActionError::damaged)?;
    let stated = rows.iter().map(|row| StatedView {
        version: row.version,
        document: row.digest,
        set_at: Text(row.set_at),
    });
    let history = stated.collect();
    Ok(match latest {
        Some(RulesDocument { rules_version, overlays, recognition, .. }) => {
            RulesView { version: rules_version, overlays, recognition, history }
        }
        None => RulesView { version: 0, overlays: Vec::new(), recognition: None, history },
    })
}
