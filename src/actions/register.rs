//! The owners' register: imported as a whole, version by version.

use serde::Serialize;
use utoipa::ToSchema;

use super::Service;
use super::committer;
use super::error::{ActionError, Thing};
use super::messages;
use super::papers::keep;
use super::people;
use super::standing::Standing;
use super::turn::Turn;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::register::{Changes, Difference, Holdings, Register, changes};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::register::RegisterDocument;
use crate::evidence::salt::Salt;
use crate::evidence::text;
use crate::store::register::{self as versions, RegisterVersion};
use crate::store::{ConnectionTrait, communities};

/// Whether an import is carried out or only shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// What would change is shown and nothing happens.
    DryRun,
    /// It is carried out, unless it says what the register says already.
    Import,
}

/// What an import did or would do.
#[derive(Clone, Debug)]
pub struct Report {
    /// The version that holds the content: a new one if anything changed.
    pub version: u32,
    /// Whether the version is new.
    pub outcome: Outcome,
    /// What it changes in the version before.
    pub changes: Changes,
}

/// What became of an import.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// There is a new version.
    Imported,
    /// The register says the same already.
    Unchanged,
    /// Nothing happened, as asked.
    Shown,
}

/// A version of the register, without its content.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VersionView {
    /// Its number, from 1.
    pub version: u32,
    /// Digest of the salted document, as in the record.
    #[schema(value_type = String)]
    pub document: Digest,
    /// When it was imported.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub imported_at: Instant,
}

/// Imports a register, or shows what the import would change.
///
/// A changed telephone number alone makes a new version too: the people belong to it.
pub async fn import(
    service: &Service,
    secretary: &Standing,
    community: CommunityId,
    new: &Register,
    mode: Mode,
) -> Result<Report, ActionError> {
    match mode {
        Mode::DryRun => {
            let connection = service.store().read();
            let found = communities::find(connection, community.uuid()).await?;
            found.ok_or(ActionError::NotFound(Thing::Community))?;
            let current = current(service, connection, community).await?;
            Ok(Report { outcome: Outcome::Shown, ..compare(current.as_ref(), new) })
        }
        Mode::Import => {
            committer::publish(service, community, async |turn| import_in(turn, secretary, new).await).await
        }
    }
}

/// The latest register and its version.
pub async fn latest(service: &Service, community: CommunityId) -> Result<(u32, Register), ActionError> {
    let current = current(service, service.store().read(), community).await?;
    current.ok_or(ActionError::NotFound(Thing::Register))
}

/// All versions, the first first.
pub async fn history(service: &Service, community: CommunityId) -> Result<Vec<VersionView>, ActionError> {
    let rows = versions::list(service.store().read(), community.uuid()).await?;
    let view = |row: RegisterVersion| VersionView {
        version: row.version,
        document: row.digest,
        imported_at: row.imported_at,
    };
    Ok(rows.into_iter().map(view).collect())
}

async fn import_in(turn: &mut Turn, secretary: &Standing, new: &Register) -> Result<Report, ActionError> {
    let community = CommunityId::new(turn.community_id());
    let current = current(turn.service(), turn.transaction(), community).await?;
    let report = compare(current.as_ref(), new);
    if report.outcome == Outcome::Unchanged {
        return Ok(report);
    }
    let salt = Salt::from_bytes(turn.service().surroundings().random());
    let document = RegisterDocument::new(community, report.version, salt, new.holdings());
    let bytes = document.to_bytes().map_err(ActionError::damaged)?;
    let digest = keep(turn, DocumentKind::Register, bytes.clone()).await?;
    turn.publish(Fact::RegisterImported { version: report.version, document: digest })?;
    save(turn, secretary, &report, digest, bytes).await?;
    people::replace(turn.service(), turn.transaction(), community, new.owners()).await?;
    if let Some((_, old)) = &current {
        let (service, transaction, at) = (turn.service(), turn.transaction(), turn.at());
        messages::tell_old_contacts(service, transaction, community, (old, new), at).await?;
    }
    Ok(report)
}

async fn save(
    turn: &Turn,
    secretary: &Standing,
    report: &Report,
    digest: Digest,
    bytes: Vec<u8>,
) -> Result<(), ActionError> {
    let version = RegisterVersion {
        community_id: turn.community_id(),
        version: report.version,
        digest,
        document: bytes,
        imported_at: turn.at(),
        imported_by: secretary.account,
    };
    Ok(versions::insert(turn.transaction(), version).await?)
}

/// The register as stored: units from the latest document, people from their table.
async fn current(
    service: &Service,
    connection: &impl ConnectionTrait,
    community: CommunityId,
) -> Result<Option<(u32, Register)>, ActionError> {
    let Some(version) = versions::latest(connection, community.uuid()).await? else { return Ok(None) };
    let damaged = |error: &dyn std::fmt::Display| {
        ActionError::Damaged(format!("version {} of the register: {error}", version.version))
    };
    let document = RegisterDocument::from_bytes(&version.document).map_err(|error| damaged(&error))?;
    let holdings: Holdings = document.holdings().map_err(|error| damaged(&error))?;
    let owners = people::list(service, connection, community).await?;
    let register = Register::from_parts(holdings, owners).map_err(|error| damaged(&error))?;
    Ok(Some((version.version, register)))
}

fn compare(current: Option<&(u32, Register)>, new: &Register) -> Report {
    match current {
        None => Report { version: 1, outcome: Outcome::Imported, changes: everything(new) },
        Some((version, old)) => {
            let changes = changes(old, new);
            if changes.is_empty() {
                Report { version: *version, outcome: Outcome::Unchanged, changes }
            } else {
                Report { version: version + 1, outcome: Outcome::Imported, changes }
            }
        }
    }
}

/// What the first import changes: all of it is added.
fn everything(new: &Register) -> Changes {
    fn added<K>(added: Vec<K>) -> Difference<K> {
        Difference { added, removed: Vec::new(), changed: Vec::new() }
    }
    let holdings = || new.holdings().iter();
    let pairs = holdings()
        .flat_map(|holding| holding.owners.iter().map(|owner| (holding.unit.label.clone(), owner.clone())));
    Changes {
        units: added(holdings().map(|holding| holding.unit.label.clone()).collect()),
        owners: added(new.owners().map(|owner| owner.id.clone()).collect()),
        ownerships: added(pairs.collect()),
    }
}
