//! What everybody may see of a roll: electors by pseudonym with their units and areas.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::communities::CommunityId;
use crate::domain::register::{Area, AreaSource, Floor, PlaceName, UnitKind, UnitLabel};
use crate::domain::roll::{
    Elector, ElectorId, ElectorKind, OverlappingOwners, Roll, RollRules, RollStatus, RollUnit,
};
use crate::evidence::digest::{CanonicalError, Digest, canonical};
use crate::evidence::document::{self, DocumentError};
use crate::evidence::text::Text;

/// Which roll it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RollHeading {
    /// The community.
    pub community: CommunityId,
    /// The meeting.
    pub meeting: Uuid,
    /// The version of the register it was derived from.
    pub register_version: u32,
    /// Whether it can still be amended.
    pub status: RollStatus,
    /// The rules it was derived by.
    pub rules: RollRules,
}

/// A meeting's roll as everybody may see it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RollDocument {
    /// Version of this form.
    v: u32,
    /// The community.
    community: Uuid,
    /// The meeting.
    meeting: Uuid,
    /// The version of the register it was derived from.
    register_version: u32,
    /// `provisional` or `final`.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "provisional"))]
    status: Text<RollStatus>,
    /// Whether owner sets that overlap are one buyer: `distinct` or `same_buyer`.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "distinct"))]
    overlapping_owners: Text<OverlappingOwners>,
    /// Every elector, by pseudonym.
    electors: Vec<RollElector>,
}

/// One elector of a roll.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RollElector {
    /// The pseudonym: 32 lower-case hexadecimal digits.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    elector: Text<ElectorId>,
    /// `owner` or `developer`.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "owner"))]
    kind: Text<ElectorKind>,
    /// Heads: always 1.
    heads: u64,
    /// Their units, by label.
    units: Vec<PublishedUnit>,
}

/// One unit of an elector.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PublishedUnit {
    /// The explicit identifier.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "3-1-0502"))]
    unit: Text<UnitLabel>,
    /// The building.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "3"))]
    building: Text<PlaceName>,
    /// The entrance, or null where the building has one.
    #[cfg_attr(feature = "server", schema(value_type = Option<String>, example = "1"))]
    entrance: Option<Text<PlaceName>>,
    /// The storey, negative below ground.
    floor: i16,
    /// What it is for.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "dwelling"))]
    kind: Text<UnitKind>,
    /// Square metres, as an exact decimal with the decimals it came with.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "88.12"))]
    area: Text<Area>,
    /// Where the area comes from.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "register"))]
    area_source: Text<AreaSource>,
}

impl RollDocument {
    /// The version of the form written here.
    pub const VERSION: u32 = 1;

    /// The document of a roll.
    #[must_use]
    pub fn new(heading: &RollHeading, roll: &Roll) -> Self {
        Self {
            v: Self::VERSION,
            community: heading.community.uuid(),
            meeting: heading.meeting,
            register_version: heading.register_version,
            status: Text(heading.status),
            overlapping_owners: Text(heading.rules.overlapping_owners),
            electors: roll.electors().iter().map(RollElector::from).collect(),
        }
    }

    /// The document these bytes are, exactly as it would be written.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DocumentError> {
        let read: Self = document::read(bytes)?;
        if read.v != Self::VERSION {
            return Err(DocumentError::UnknownVersion(read.v));
        }
        if Self::new(&read.heading(), &read.roll()?) == read {
            Ok(read)
        } else {
            Err(DocumentError::NotCanonical)
        }
    }

    /// The canonical JSON (RFC 8785).
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical(self)
    }

    /// The digest of the canonical JSON.
    pub fn digest(&self) -> Result<Digest, CanonicalError> {
        Ok(Digest::of(&self.to_bytes()?))
    }

    /// Which roll it is.
    #[must_use]
    pub const fn heading(&self) -> RollHeading {
        RollHeading {
            community: CommunityId::new(self.community),
            meeting: self.meeting,
            register_version: self.register_version,
            status: self.status.0,
            rules: RollRules { overlapping_owners: self.overlapping_owners.0 },
        }
    }

    /// The roll it describes.
    pub fn roll(&self) -> Result<Roll, DocumentError> {
        let electors = self.electors.iter().map(RollElector::elector).collect::<Result<Vec<_>, _>>()?;
        Roll::new(electors).map_err(|error| DocumentError::Contradictory(error.to_string()))
    }
}

impl From<&Elector> for RollElector {
    fn from(elector: &Elector) -> Self {
        Self {
            elector: Text(elector.id),
            kind: Text(elector.kind),
            heads: Elector::HEADS.count(),
            units: elector.units.iter().map(PublishedUnit::from).collect(),
        }
    }
}

impl RollElector {
    fn elector(&self) -> Result<Elector, DocumentError> {
        let units = self.units.iter().map(PublishedUnit::unit).collect::<Result<_, _>>()?;
        Ok(Elector { id: self.elector.0, kind: self.kind.0, units })
    }
}

impl From<&RollUnit> for PublishedUnit {
    fn from(unit: &RollUnit) -> Self {
        Self {
            unit: Text(unit.label.clone()),
            building: Text(unit.building.clone()),
            entrance: unit.entrance.clone().map(Text),
            floor: unit.floor.number(),
            kind: Text(unit.kind),
            area: Text(unit.area),
            area_source: Text(unit.area_source),
        }
    }
}

impl PublishedUnit {
    fn unit(&self) -> Result<RollUnit, DocumentError> {
        let floor = Floor::new(self.floor);
        Ok(RollUnit {
            label: self.unit.0.clone(),
            building: self.building.0.clone(),
            entrance: self.entrance.clone().map(|entrance| entrance.0),
            floor: floor.map_err(|error| DocumentError::Contradictory(error.to_string()))?,
            kind: self.kind.0,
            area: self.area.0,
            area_source: self.area_source.0,
        })
    }
}
