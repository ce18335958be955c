//! Lists of papers to be handed out, and the sheets to print.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::kept::{self, place};
use super::matters_of;
use crate::actions::Service;
use crate::actions::clockwork;
use crate::actions::committer::publish;
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::papers::read_roll;
use crate::actions::standing::Standing;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::domain::paper::{PaperError, Serial};
use crate::domain::roll::{Elector, ElectorId};
use crate::evidence::definition::{Definition, MatterForm};
use crate::evidence::digest::Digest;
use crate::evidence::paper::PaperList;
use crate::evidence::salt::Salt;
use crate::store::communities;
use crate::store::paper;

/// Most papers of one list.
pub const PAPERS_MAX: usize = 2_000;

/// To whom papers are to be handed out: all electors without a live paper, those with a unit in one of the
/// buildings, or those named.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPaperList {
    /// Electors with a unit in one of these buildings only.
    #[serde(default)]
    #[schema(example = json!(["3"]))]
    pub buildings: Vec<String>,
    /// These electors only, by a unit of each; one that holds a live paper is refused.
    #[serde(default)]
    #[schema(example = json!(["3-1-0502"]))]
    pub units: Vec<String>,
}

/// A list that waits for the secretary's signature.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PaperListView {
    /// Its SHA-256, which the signed issue names.
    #[schema(value_type = String)]
    pub list: Digest,
    /// How many papers it has.
    #[schema(example = 120)]
    pub papers: u64,
    /// The first serial.
    #[schema(example = "000001-4")]
    pub first: String,
    /// The last serial.
    #[schema(example = "000120-9")]
    pub last: String,
}

/// The sheets of a list that was signed.
#[derive(Clone, Debug)]
pub struct IssuedSheets {
    /// The community's name.
    pub community: String,
    /// What is decided.
    pub definition: Definition,
    /// Its hash.
    pub digest: Digest,
    /// When voting closes, extensions included, as its own clock shows it.
    pub closes: String,
    /// The sheets.
    pub sheets: Vec<PaperSheet>,
}

/// One paper as it is printed.
#[derive(Clone, Debug)]
pub struct PaperSheet {
    /// Its number.
    pub serial: Serial,
    /// Its elector.
    pub elector: Elector,
    /// The matters of its electorate, each with its place on the agenda, from 1.
    pub matters: Vec<(usize, MatterForm)>,
}

/// Makes a list of the next papers; nothing is handed out before the secretary signs it.
pub async fn make_list(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    standing: &Standing,
    wanted: &NewPaperList,
) -> Result<PaperListView, ActionError> {
    publish(service, community, async |turn| {
        let (connection, action) = (turn.transaction(), MeetingAction::IssuePapers);
        let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
        clockwork::open_if_due(turn, &mut convened).await?;
        convened.allows(action)?;
        let of = place(&convened);
        let (_, papers) = kept::all(turn.transaction(), of).await?;
        let live = papers.live();
        let roll = read_roll(turn.transaction(), of.0, convened.roll_digest()).await?;
        let roll = roll.roll().map_err(ActionError::damaged)?;
        let mut electors: Vec<&Elector> = chosen(roll.electors(), wanted)?;
        if wanted.units.is_empty() {
            electors.retain(|elector| !live.contains_key(&elector.id));
        }
        // In the order in which somebody walks.
        electors.sort_by_key(|elector| elector.units.first().map(|unit| unit.label.clone()));
        if electors.is_empty() || electors.len() > PAPERS_MAX {
            let problem = format!(
                "choose {} electors; a list has 1 to {PAPERS_MAX}: everybody asked for may hold a paper already, or \
                 ask building by building",
                electors.len()
            );
            return Err(ActionError::Field { field: "buildings", problem });
        }
        let mut next = papers.next_serial();
        let mut pairs: Vec<(Serial, ElectorId)> = Vec::with_capacity(electors.len());
        for elector in electors {
            let serial = next.ok_or(PaperError::TooMany)?;
            pairs.push((serial, elector.id));
            next = serial.next();
        }
        papers.clone().issue(&pairs, turn.at())?;
        let salt = Salt::from_bytes(turn.service().surroundings().random());
        let document = PaperList::new(of, salt, &pairs).to_bytes().map_err(ActionError::damaged)?;
        let view = PaperListView {
            list: Digest::of(&document),
            papers: pairs.len() as u64,
            first: pairs.first().map(|(serial, _)| serial.to_string()).unwrap_or_default(),
            last: pairs.last().map(|(serial, _)| serial.to_string()).unwrap_or_default(),
        };
        let row = paper::List {
            community_id: of.0,
            meeting_id: of.1,
            list: view.list,
            account_id: standing.account,
            made_at: turn.at(),
            papers: view.papers,
            document,
        };
        paper::insert_list(turn.transaction(), row).await?;
        Ok(view)
    })
    .await
}

/// The sheets of a list that was signed, or one of them; printing them again hands nothing out.
pub async fn sheets(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    (list, only): (Digest, Option<Serial>),
) -> Result<IssuedSheets, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let of = place(&convened);
    let rows = paper::list(connection, of).await?;
    let rows = rows.into_iter().filter(|row| row.list == list);
    let rows: Vec<_> = rows.filter(|row| only.is_none_or(|only| only.number() == row.serial)).collect();
    if rows.is_empty() {
        return Err(ActionError::NotFound(Thing::PaperList));
    }
    let roll = read_roll(connection, of.0, convened.roll_digest()).await?;
    let roll = roll.roll().map_err(ActionError::damaged)?;
    let mut sheets = Vec::with_capacity(rows.len());
    for row in rows {
        let elector: ElectorId = row.elector.parse().map_err(ActionError::damaged)?;
        let own = roll.position(elector).and_then(|place| roll.electors().get(place));
        let own = own.ok_or_else(|| ActionError::damaged("a paper is of no elector"))?;
        let decides = matters_of(&convened.matters, &roll, elector);
        let agenda = (1..).zip(&convened.definition.matters);
        let matters = agenda.filter(|(_, form)| decides.iter().any(|own| *own.id() == form.matter));
        let matters = matters.map(|(number, form)| (number, form.clone())).collect();
        sheets.push(PaperSheet { serial: kept::serial(row.serial)?, elector: own.clone(), matters });
    }
    let name = communities::find(connection, of.0).await?;
    let name = name.ok_or(ActionError::NotFound(Thing::Community))?.name;
    let zone = crate::domain::instants::Zone::new(&convened.definition.time_zone)?;
    let closes = convened.schedule.closes_at().civil_in(&zone).strftime("%Y-%m-%d %H:%M").to_string();
    let digest = convened.definition_digest();
    Ok(IssuedSheets { community: name, definition: convened.definition, digest, closes, sheets })
}

/// The electors that are wanted; a unit or building that is not on the roll is a slip of the pen.
fn chosen<'a>(electors: &'a [Elector], wanted: &NewPaperList) -> Result<Vec<&'a Elector>, ActionError> {
    if !wanted.buildings.is_empty() && !wanted.units.is_empty() {
        let problem = "name buildings or units, not both".to_owned();
        return Err(ActionError::Field { field: "units", problem });
    }
    let units = || electors.iter().flat_map(|elector| &elector.units);
    let buildings: BTreeSet<&str> = wanted.buildings.iter().map(String::as_str).collect();
    let labels: BTreeSet<&str> = wanted.units.iter().map(String::as_str).collect();
    if let Some(unknown) =
        buildings.iter().find(|name| !units().any(|unit| unit.building.to_string() == **name))
    {
        let problem = format!("there is no building {unknown:?} on the roll");
        return Err(ActionError::Field { field: "buildings", problem });
    }
    if let Some(unknown) = labels.iter().find(|name| !units().any(|unit| unit.label.to_string() == **name)) {
        let problem = format!("there is no unit {unknown:?} on the roll");
        return Err(ActionError::Field { field: "units", problem });
    }
    let everybody = buildings.is_empty() && labels.is_empty();
    let meant = |elector: &&Elector| {
        everybody
            || elector.units.iter().any(|unit| {
                buildings.contains(unit.building.to_string().as_str())
                    || labels.contains(unit.label.to_string().as_str())
            })
    };
    Ok(electors.iter().filter(meant).collect())
}
