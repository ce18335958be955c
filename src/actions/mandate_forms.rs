//! Forms for mandates on paper (委托书), one for each elector: what the public roll and the definition say, and no name.

use super::Service;
use super::convened::Convened;
use super::error::{ActionError, Thing};
use super::headings::{self, Heading};
use super::papers::read_roll;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{Matter, MeetingId};
use crate::domain::quantities::ShareTotal;
use crate::domain::register::Walk;
use crate::domain::roll::Elector;
use crate::domain::rules::{Discretion, Holders, Proxies};

/// Which forms are wanted; all where nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Whose {
    /// Those of electors with a unit in this building.
    pub building: Option<String>,
    /// That of the elector of this unit.
    pub unit: Option<String>,
}

/// Forms of one meeting.
#[derive(Clone, Debug)]
pub struct Forms {
    /// What stands above each.
    pub heading: Heading,
    /// What the QR code says: the meeting and its definition, and nothing that could be used to vote.
    pub code: String,
    /// What the law says of proxies; none where the rules know none.
    pub proxies: Option<Proxies>,
    /// Who may hold a mandate.
    pub holders: Holders,
    /// Whether a holder decides what the principal did not.
    pub discretion: Discretion,
    /// The most principals of one holder.
    pub principals_max: Option<u32>,
    /// The agenda.
    pub matters: Vec<Matter>,
    /// One for each elector, in the order in which somebody walks.
    pub in_order: Vec<Form>,
}

/// The form of one elector.
#[derive(Clone, Debug)]
pub struct Form {
    /// The elector, as the roll names it.
    pub elector: String,
    /// Its units, each with its area.
    pub units: Vec<(String, String)>,
    /// The area of all of them.
    pub area: String,
    /// Which matters of the agenda it decides, by their places from 0.
    pub decides: Vec<usize>,
}

/// The forms of a meeting of which notice was given.
pub async fn forms(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    whose: &Whose,
) -> Result<Forms, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let document = read_roll(connection, community.uuid(), convened.roll_digest()).await?;
    let roll = document.roll().map_err(ActionError::damaged)?;
    let mut electors: Vec<&Elector> = roll.electors().iter().filter(|own| whose.means(own)).collect();
    if electors.is_empty() {
        return Err(ActionError::NotFound(Thing::Elector));
    }
    electors.sort_by_cached_key(|own| own.units.iter().map(walk).min());
    let heading = headings::heading(connection, &convened).await?;
    let code = format!("quorate mandate {meeting} {}", heading.definition);
    let rules = convened.rules()?.rules;
    let form = |own: &Elector| Form {
        elector: own.id.to_string(),
        units: own.units.iter().map(|unit| (unit.label.to_string(), unit.area.to_string())).collect(),
        area: own.units.iter().map(|unit| unit.area.share()).sum::<ShareTotal>().to_decimal(roll.scale()),
        decides: decides(&convened.matters, own),
    };
    Ok(Forms {
        heading,
        code,
        holders: rules.holders(),
        discretion: rules.discretion(),
        principals_max: rules.principals_max(),
        proxies: rules.pack().parts().proxies.clone(),
        in_order: electors.into_iter().map(form).collect(),
        matters: convened.matters,
    })
}

impl Whose {
    fn means(&self, elector: &Elector) -> bool {
        let unit = |label: &String| elector.units.iter().any(|own| own.label.as_str() == label);
        let building = |name: &String| elector.units.iter().any(|own| own.building.as_str() == name);
        self.unit.as_ref().is_none_or(unit) && self.building.as_ref().is_none_or(building)
    }
}

fn walk(unit: &crate::domain::roll::RollUnit) -> Walk {
    Walk::along((&unit.building, unit.entrance.as_ref(), unit.floor), unit.label.as_str())
}

fn decides(matters: &[Matter], elector: &Elector) -> Vec<usize> {
    let is_meant = |matter: &Matter| elector.units.iter().any(|unit| matter.electorate().contains(unit));
    matters.iter().enumerate().filter(|(_, own)| is_meant(own)).map(|(place, _)| place).collect()
}
