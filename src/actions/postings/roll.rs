//! The roll as it is posted: building by building, with the source of every area and the amendments so far.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{Posted, PostingKind, PostingView};
use crate::actions::Service;
use crate::actions::error::{ActionError, Thing};
use crate::actions::headings::Heading;
use crate::actions::papers::read_roll;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::quantities::{Scale, ShareTotal};
use crate::domain::register::{AreaSource, UnitKind};
use crate::domain::roll::{Elector, RollStatus, RollUnit};
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::text;

/// The roll of a meeting as everybody may see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RollPosting {
    /// What is posted.
    pub posting: PostingView,
    /// `provisional` or `final`.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "provisional")]
    pub status: RollStatus,
    /// The version of the register that it was derived from.
    pub register_version: u32,
    /// Electors, each one head.
    pub electors: u64,
    /// Units.
    pub units: u64,
    /// Their areas, an exact decimal.
    #[schema(example = "191619.21")]
    pub area: String,
    /// The units, building by building.
    pub buildings: Vec<PostedBuilding>,
    /// What was corrected since the notice, in the order of the record.
    pub amendments: Vec<PostedAmendment>,
}

/// The units of one building.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostedBuilding {
    /// The building.
    #[schema(example = "3")]
    pub building: String,
    /// Their areas, an exact decimal.
    #[schema(example = "9619.21")]
    pub area: String,
    /// The units in the order of their identifiers.
    pub units: Vec<PostedUnit>,
}

/// One unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostedUnit {
    /// The unit.
    #[schema(example = "3-1-0502")]
    pub unit: String,
    /// The entrance; null where the building has one.
    #[schema(example = "1")]
    pub entrance: Option<String>,
    /// The storey.
    pub floor: i16,
    /// What it is for.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "dwelling")]
    pub kind: UnitKind,
    /// Square metres, an exact decimal.
    #[schema(example = "88.12")]
    pub area: String,
    /// Where the area comes from.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "register")]
    pub area_source: AreaSource,
    /// The elector that it belongs to, by pseudonym: units of one elector are one head.
    #[schema(example = "c33e6cde4cd2c49da607f630b74d0b1a")]
    pub elector: String,
}

/// A correction of the roll.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostedAmendment {
    /// Its entry in the record.
    pub entry: u64,
    /// When.
    #[serde(with = "text")]
    #[schema(value_type = String, format = "date-time")]
    pub at: Instant,
    /// As what it was signed.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "secretary")]
    pub by: Role,
    /// As what it was confirmed.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "scrutineer")]
    pub confirmed_by: Role,
    /// Why.
    pub reason: String,
    /// The SHA-256 of the roll before.
    #[schema(value_type = String)]
    pub before: Digest,
    /// The SHA-256 of the roll that stood then.
    #[schema(value_type = String)]
    pub roll: Digest,
}

/// The roll that stands.
pub async fn roll(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<(Heading, RollPosting), ActionError> {
    let connection = service.store().read();
    let posted = Posted::load(connection, community.uuid(), meeting).await?;
    let posting = posted.latest(&[PostingKind::Roll]).ok_or(ActionError::NotFound(Thing::Document))?;
    let document = read_roll(connection, community.uuid(), posting.digest).await?;
    let heading = document.heading();
    let roll = document.roll().map_err(ActionError::damaged)?;
    let electors = roll.electors();
    let units = electors.iter().flat_map(|elector| elector.units.iter().map(move |unit| (elector, unit)));
    let scale = Scale::of_thousandths(sum(units.clone()).thousandths());
    let scale = units.clone().map(|(_, unit)| Scale::of_text(&unit.area.to_string())).fold(scale, Ord::max);
    let mut buildings: BTreeMap<&str, Vec<(&Elector, &RollUnit)>> = BTreeMap::new();
    for (elector, unit) in units.clone() {
        buildings.entry(unit.building.as_str()).or_default().push((elector, unit));
    }
    let view = RollPosting {
        posting,
        status: heading.status,
        register_version: heading.register_version,
        electors: electors.len() as u64,
        units: units.clone().count() as u64,
        area: sum(units).to_decimal(scale),
        buildings: buildings.into_iter().map(|own| building(own, scale)).collect(),
        amendments: amendments(&posted),
    };
    Ok((posted.heading, view))
}

fn building((name, mut units): (&str, Vec<(&Elector, &RollUnit)>), scale: Scale) -> PostedBuilding {
    units.sort_by(|one, two| one.1.label.cmp(&two.1.label));
    PostedBuilding {
        building: name.to_owned(),
        area: sum(units.iter().copied()).to_decimal(scale),
        units: units.into_iter().map(unit).collect(),
    }
}

fn unit((elector, unit): (&Elector, &RollUnit)) -> PostedUnit {
    PostedUnit {
        unit: unit.label.to_string(),
        entrance: unit.entrance.as_ref().map(ToString::to_string),
        floor: unit.floor.number(),
        kind: unit.kind,
        area: unit.area.to_string(),
        area_source: unit.area_source,
        elector: elector.id.to_string(),
    }
}

fn sum<'a>(units: impl Iterator<Item = (&'a Elector, &'a RollUnit)>) -> ShareTotal {
    let thousandths = units.map(|(_, unit)| u128::from(unit.area.share().thousandths()));
    ShareTotal::from_thousandths(thousandths.fold(0, u128::saturating_add))
}

fn amendments(posted: &Posted) -> Vec<PostedAmendment> {
    let amended = posted.entries.iter().filter_map(|(index, entry)| {
        let Fact::RollAmended { by, confirmed_by, reason, before, roll, .. } = entry.fact() else {
            return None;
        };
        Some(PostedAmendment {
            entry: *index,
            at: entry.at(),
            by: *by,
            confirmed_by: *confirmed_by,
            reason: reason.clone(),
            before: *before,
            roll: *roll,
        })
    });
    amended.collect()
}
