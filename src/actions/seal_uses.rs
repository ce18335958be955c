//! Uses of the seals, as the record of their community tells them, and the register of them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Service;
use super::acts;
use super::error::{ActionError, Thing};
use crate::domain::annals::ProcessId;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::seal_uses::{Consent, SealKind, SealUse, SealUseState, SealUses, Sealed};
use crate::evidence::acts::DecidedInForm;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// A use of a seal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SealUseView {
    /// The use.
    pub process: Uuid,
    /// `requested`, `approved`, `used` or `withdrawn`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "approved")]
    pub state: SealUseState,
    /// `assembly`, `committee` or `finance`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "committee")]
    pub seal: SealKind,
    /// The SHA-256 of the document.
    #[schema(value_type = String)]
    pub document: Digest,
    /// What the document is.
    pub title: String,
    /// The decision that it follows from; null if it follows from none.
    pub decided_in: Option<DecidedInForm>,
    /// When it was asked for.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub requested_at: Instant,
    /// What members said, in order.
    pub answers: Vec<SealAnswerView>,
    /// How the seal was set; null while it was not.
    pub used: Option<SealedView>,
}

/// What a member said to a use of a seal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SealAnswerView {
    /// The grant of the member.
    pub grant: Uuid,
    /// Whether the member approves, or declines.
    pub approves: bool,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
}

/// How a seal was set.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SealedView {
    /// Its number in the register of uses, from 1.
    pub number: u64,
    /// In which role it was recorded.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "secretary")]
    pub by: Role,
    /// The SHA-256 of what shows it.
    #[schema(value_type = String)]
    pub evidence: Digest,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Instant,
}

/// Which uses are listed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Listed {
    /// Every one.
    All,
    /// The register: what was sealed, the first first.
    Register,
}

/// The uses of a community's seals.
pub async fn list(
    service: &Service,
    community: CommunityId,
    listed: Listed,
) -> Result<Vec<SealUseView>, ActionError> {
    let known = acts::known(service, community).await?;
    let book = known.annals.seal_uses();
    let chosen: Vec<_> = match listed {
        Listed::All => book.iter().collect(),
        Listed::Register => book.register(),
    };
    Ok(chosen.into_iter().map(|(process, own)| view(book, process, own)).collect())
}

/// One of them.
pub async fn read(
    service: &Service,
    community: CommunityId,
    process: ProcessId,
) -> Result<SealUseView, ActionError> {
    let known = acts::known(service, community).await?;
    let book = known.annals.seal_uses();
    let own = book.get(process).ok_or(ActionError::NotFound(Thing::Process))?;
    Ok(view(book, process, own))
}

fn view(book: &SealUses, process: ProcessId, own: &SealUse) -> SealUseView {
    let answers = own.answers.iter().map(|own| SealAnswerView {
        grant: own.grant,
        approves: own.consent == Consent::Given,
        at: own.moment.at,
    });
    SealUseView {
        process: process.uuid(),
        state: own.state,
        seal: own.seal,
        document: own.document.into(),
        title: own.title.clone(),
        decided_in: own.decided_in.as_ref().map(DecidedInForm::from),
        requested_at: own.requested.at,
        answers: answers.collect(),
        used: own.used.map(|sealed| used(book, process, &sealed)),
    }
}

fn used(book: &SealUses, process: ProcessId, own: &Sealed) -> SealedView {
    let before = book.register().into_iter().take_while(|(other, _)| *other != process).count();
    SealedView { number: before as u64 + 1, by: own.by, evidence: own.evidence.into(), at: own.moment.at }
}
