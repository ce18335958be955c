//! Owners who open the notice in the application: recorded in their own name.
//!
//! That a session asked for the notice leaves nothing behind that proves who looked at it, so it is recorded without
//! worth. What proves it is an acknowledgement signed with a key of the owner's.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Left, convened, enter};
use crate::actions::Service;
use crate::actions::committer::publish;
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::papers::{keep, read_annex};
use crate::actions::representation::owner_key;
use crate::actions::served::{self, Book};
use crate::actions::standing::Standing;
use crate::actions::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::meetings::MeetingId;
use crate::domain::register::{OwnerId, UnitLabel};
use crate::domain::services::{Channel, Outcome, Served};
use crate::evidence::acknowledgements::NoticeAcknowledgement;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::jws::{StatementType, Unverified};
use crate::evidence::statements::{Statement as _, StatementError};
use crate::store::notices;

/// What became of opening the notice.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpeningReport {
    /// The version that was opened.
    #[schema(example = 1)]
    pub version: u32,
    /// The caller's units.
    #[schema(example = json!(["3-1-0502"]))]
    pub units: Vec<String>,
    /// For how many of them that was recorded now; it was before for the others.
    #[schema(example = 1)]
    pub recorded: usize,
}

/// Records that an owner's session opened the latest version of the notice, once for each unit and version.
pub async fn open(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    standing: &Standing,
) -> Result<OpeningReport, ActionError> {
    publish(service, community, async |turn| {
        let convened = convened(turn, meeting).await?;
        take(turn, &convened, &standing.owners, None).await
    })
    .await
}

/// Records an owner's signed acknowledgement of the latest version, once for each unit and version.
pub async fn acknowledge(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    standing: &Standing,
    signed: String,
) -> Result<OpeningReport, ActionError> {
    publish(service, community, async |turn| {
        let convened = convened(turn, meeting).await?;
        let owner = acknowledged(turn, &convened, standing, &signed).await?;
        take(turn, &convened, &[owner], Some(&signed)).await
    })
    .await
}

/// Whose acknowledgement of the latest version of this notice it is.
async fn acknowledged(
    turn: &Turn,
    convened: &Convened,
    standing: &Standing,
    signed: &str,
) -> Result<OwnerId, ActionError> {
    let read = Unverified::parse(signed, StatementType::NoticeAcknowledgement);
    let key = read.map_err(StatementError::from)?.key_id().clone();
    let (own, owner) = owner_key(turn, standing, &key).await?;
    let said = NoticeAcknowledgement::verified(signed, &own)?;
    let address = &convened.address;
    if said.origin != address.origin
        || said.community != address.community.uuid()
        || said.meeting != address.meeting.uuid()
    {
        return Err(ActionError::OtherSubject("another record, community or meeting"));
    }
    let place = (turn.community_id(), convened.id().uuid());
    let versions = notices::versions(turn.transaction(), place.0, place.1).await?;
    if versions.last().is_some_and(|latest| latest.digest == said.notice) {
        Ok(owner)
    } else {
        Err(ActionError::OtherSubject("a version of the notice that is not the latest one"))
    }
}

/// Records it for every unit of these owners of which it is not recorded yet.
async fn take(
    turn: &mut Turn,
    convened: &Convened,
    owners: &[OwnerId],
    signed: Option<&str>,
) -> Result<OpeningReport, ActionError> {
    let book = served::book(turn.transaction(), convened).await?;
    let units = units_of(turn, convened, &book, owners).await?;
    if units.is_empty() {
        return Err(ActionError::NotFound(Thing::Elector));
    }
    let version = book.deliveries.version();
    let new: Vec<UnitLabel> =
        units.iter().filter(|unit| !is_recorded(&book, unit, version, signed.is_some())).cloned().collect();
    let evidence = match signed {
        Some(signed) if !new.is_empty() => {
            let bytes = signed.as_bytes().to_vec();
            Some(keep(turn, DocumentKind::Acknowledgement, bytes).await?)
        }
        Some(_) | None => None,
    };
    let mut recorded = 0;
    for unit in new {
        let served = Served {
            unit,
            channel: Channel::InApp,
            served_at: turn.at(),
            by: Role::Owner,
            version,
            evidence: evidence.map(|digest: Digest| digest.fingerprint()),
        };
        let times = (convened.schedule.closes_at(), turn.at());
        if book.deliveries.check(&served, times.0, times.1).is_ok() {
            let left = Left { served_by: None, evidence };
            enter(turn, convened.id(), (Outcome::Served, served), left).await?;
            recorded += 1;
        }
    }
    let units = units.iter().map(ToString::to_string).collect();
    Ok(OpeningReport { version, units, recorded })
}

/// Whether as much or more is recorded already: a signed acknowledgement says all that an opening does.
fn is_recorded(book: &Book, unit: &UnitLabel, version: u32, signed: bool) -> bool {
    book.services.iter().any(|own| {
        own.outcome == Outcome::Served
            && own.served.unit == *unit
            && own.served.version == version
            && own.served.by == Role::Owner
            && (own.evidence.is_some() || !signed)
    })
}

/// The units of these owners on the roll that stands.
async fn units_of(
    turn: &Turn,
    convened: &Convened,
    book: &Book,
    owners: &[OwnerId],
) -> Result<Vec<UnitLabel>, ActionError> {
    let annex = read_annex(turn.transaction(), turn.community_id(), convened.annex_digest()?).await?;
    let annex = annex.annex().map_err(ActionError::damaged)?;
    let own = book.roll.electors().iter().filter(|elector| {
        let group = annex.get(&elector.id);
        group.is_some_and(|group| group.owners().iter().any(|owner| owners.contains(owner)))
    });
    Ok(own.flat_map(|elector| elector.units.iter().map(|unit| unit.label.clone())).collect())
}
