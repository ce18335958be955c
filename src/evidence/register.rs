//! The register as a document: units and owner identifiers, never who the owners are.
//!
//! It is shown to those entitled to check a roll. The record holds its digest, which says nothing
//! by itself because the document carries a salt.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::communities::CommunityId;
use crate::domain::register::{
    Area, AreaSource, Floor, Holding, Holdings, OwnerId, PlaceName, Stock, Unit, UnitKind, UnitLabel,
};
use crate::evidence::digest::{CanonicalError, Digest, canonical};
use crate::evidence::document::{self, DocumentError};
use crate::evidence::salt::Salt;
use crate::evidence::text::Text;

/// One version of a community's register, without personal data.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RegisterDocument {
    /// Version of this form.
    v: u32,
    /// The community.
    community: Uuid,
    /// Version of the register, from 1.
    register_version: u32,
    /// Random bytes that make the digest hide the content.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    salt: Salt,
    /// Every unit, by label.
    units: Vec<RegisterUnit>,
}

/// One unit of the register and its owners.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RegisterUnit {
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
    /// The door number.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "0502"))]
    number: Text<PlaceName>,
    /// What it is for.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "dwelling"))]
    kind: Text<UnitKind>,
    /// Square metres, as an exact decimal with the decimals it came with.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "88.12"))]
    area: Text<Area>,
    /// Where the area comes from.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "register"))]
    area_source: Text<AreaSource>,
    /// Whether it is still the developer's.
    #[cfg_attr(feature = "server", schema(value_type = String, example = "delivered"))]
    stock: Text<Stock>,
    /// The owners' identifiers in order.
    #[cfg_attr(feature = "server", schema(value_type = Vec<String>))]
    owners: Vec<Text<OwnerId>>,
}

impl RegisterDocument {
    /// The version of the form written here.
    pub const VERSION: u32 = 1;

    /// The document of a register's holdings.
    #[must_use]
    pub fn new(community: CommunityId, register_version: u32, salt: Salt, holdings: &Holdings) -> Self {
        let units = holdings.iter().map(RegisterUnit::from).collect();
        Self { v: Self::VERSION, community: community.uuid(), register_version, salt, units }
    }

    /// The document these bytes are, exactly as it would be written.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DocumentError> {
        let read: Self = document::read(bytes)?;
        if read.v != Self::VERSION {
            return Err(DocumentError::UnknownVersion(read.v));
        }
        let written = Self::new(read.community(), read.register_version, read.salt, &read.holdings()?);
        if written == read { Ok(read) } else { Err(DocumentError::NotCanonical) }
    }

    /// The canonical JSON (RFC 8785).
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical(self)
    }

    /// The digest of the canonical JSON.
    pub fn digest(&self) -> Result<Digest, CanonicalError> {
        Ok(Digest::of(&self.to_bytes()?))
    }

    /// The community.
    #[must_use]
    pub const fn community(&self) -> CommunityId {
        CommunityId::new(self.community)
    }

    /// The version of the register, from 1.
    #[must_use]
    pub const fn register_version(&self) -> u32 {
        self.register_version
    }

    /// The holdings it describes.
    pub fn holdings(&self) -> Result<Holdings, DocumentError> {
        let holdings = self.units.iter().map(RegisterUnit::holding).collect::<Result<Vec<_>, _>>()?;
        Holdings::new(holdings).map_err(|error| DocumentError::Contradictory(error.to_string()))
    }
}

impl From<&Holding> for RegisterUnit {
    fn from(holding: &Holding) -> Self {
        let unit = &holding.unit;
        Self {
            unit: Text(unit.label.clone()),
            building: Text(unit.building.clone()),
            entrance: unit.entrance.clone().map(Text),
            floor: unit.floor.number(),
            number: Text(unit.number.clone()),
            kind: Text(unit.kind),
            area: Text(unit.area),
            area_source: Text(unit.area_source),
            stock: Text(unit.stock),
            owners: holding.owners.iter().cloned().map(Text).collect(),
        }
    }
}

impl RegisterUnit {
    pub(super) fn holding(&self) -> Result<Holding, DocumentError> {
        let floor = Floor::new(self.floor);
        let unit = Unit {
            label: self.unit.0.clone(),
            building: self.building.0.clone(),
            entrance: self.entrance.clone().map(|entrance| entrance.0),
            floor: floor.map_err(|error| DocumentError::Contradictory(error.to_string()))?,
            number: self.number.0.clone(),
            kind: self.kind.0,
            area: self.area.0,
            area_source: self.area_source.0,
            stock: self.stock.0,
        };
        Ok(Holding { unit, owners: self.owners.iter().map(|owner| owner.0.clone()).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::samples::{holdings, home, unsold};

    fn document(salt: u8) -> RegisterDocument {
        let holdings = holdings([home("1", "10.50", &["b", "a"]), unsold("2", "20", &["c"])]);
        let community = CommunityId::new(Uuid::from_u128(1));
        RegisterDocument::new(community, 3, Salt::from_bytes([salt; 32]), &holdings)
    }

    #[test]
    fn a_document_survives_its_bytes() {
        let bytes = document(1).to_bytes().unwrap();
        let read = RegisterDocument::from_bytes(&bytes).unwrap();
        assert_eq!(read, document(1));
        assert_eq!(read.register_version(), 3);
    }

    #[test]
    fn the_salt_changes_the_digest_and_nothing_else_does() {
        assert_eq!(document(1).digest().unwrap(), document(1).digest().unwrap());
        assert_ne!(document(1).digest().unwrap(), document(2).digest().unwrap());
    }

    #[test]
    fn a_document_is_read_only_from_its_canonical_bytes() {
        let text = String::from_utf8(document(1).to_bytes().unwrap()).unwrap();
        for (from, to) in [
            (r#""owners":["a","b"]"#, r#""owners":["b","a"]"#),
            (r#""owners":["a","b"]"#, r#""owners":["a","a","b"]"#),
            (r#""floor":5"#, r#""floor":5.0"#),
            (r#""floor":5"#, r#""floor":500"#),
            (r#""owners":["c"]"#, r#""owners":[]"#),
            (r#""v":1"#, r#""name":"x","v":1"#),
            (r#""entrance":"1","#, ""),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text, "{from}");
            assert!(RegisterDocument::from_bytes(changed.as_bytes()).is_err(), "{to}");
        }
    }
}
