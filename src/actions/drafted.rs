//! The rules that a notice of now would be given under: the pack of the draft, with what the community stated.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::error::{ActionError, DraftProblem, Thing};
use crate::domain::rules::PackId;
use crate::evidence::definition::PackReference;
use crate::evidence::rules;
use crate::evidence::rules::in_force::{OverlayReference, in_force};
use crate::evidence::rules::overlays::Composition;
use crate::evidence::rules::stated::RulesDocument;
use crate::store::rules as versions;

/// What a community stated about its rules, and the pack of a draft.
pub(super) struct Stated {
    /// The pack.
    pub(super) pack: PackReference,
    /// The overlays, in the order they are laid on.
    pub(super) overlays: Vec<OverlayReference>,
    /// Who recognised this system for votes on the internet, and when.
    pub(super) recognition: Option<String>,
    /// What stands.
    pub(super) rules: Composition,
}

/// What a notice of now would name; refused with every reason where the overlays do not lie on the pack.
pub(super) async fn stated_on(
    connection: &impl ConnectionTrait,
    community: Uuid,
    pack: &PackId,
) -> Result<Stated, ActionError> {
    let pack = rules::pack(pack.as_str()).map_err(|_| ActionError::NotFound(Thing::RulePack))?;
    let latest = versions::latest(connection, community).await?;
    let latest = latest.map(|row| RulesDocument::parse(&row.document)).transpose();
    let (overlays, recognition) = match latest.map_err(ActionError::damaged)? {
        Some(rules) => (rules.overlays, rules.recognition),
        None => (Vec::new(), None),
    };
    let pack = PackReference {
        id: pack.pack.id().clone(),
        version: pack.pack.parts().version.clone(),
        sha256: pack.digest,
    };
    let rules = in_force(&pack, &overlays).map_err(|reason| {
        let mistakes = reason.mistakes("overlays");
        ActionError::Draft(mistakes.into_iter().map(DraftProblem::Composition).collect())
    })?;
    Ok(Stated { pack, overlays, recognition, rules })
}
