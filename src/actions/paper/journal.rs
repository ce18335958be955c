//! The journal of a paper round for its officers: who holds which paper, and what is missing.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::kept::{self, place};
use crate::actions::Service;
use crate::actions::convened::Convened;
use crate::actions::error::ActionError;
use crate::actions::papers::read_roll;
use crate::actions::standing::Standing;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::domain::paper::{Numbers, Paper, Papers, Progress, Reconciliation, Serial};
use crate::domain::roll::{Elector, ElectorId};
use crate::evidence::digest::Digest;
use crate::evidence::paper::{MatterMark, PaperEntry};
use crate::evidence::text;
use crate::store::paper;

/// Where the papers of a meeting are.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PaperJournal {
    /// Papers handed out.
    #[schema(example = 412)]
    pub issued: u64,
    /// Papers that came back, late ones too.
    pub returned: u64,
    /// Papers that did not.
    pub outstanding: u64,
    /// Papers handed back damaged.
    pub spoiled: u64,
    /// Papers that were lost, withdrawn or printed wrongly.
    pub void: u64,
    /// Returned papers whose reading is not settled.
    pub unsettled: Vec<String>,
    /// `open`, `half` while a second officer has to count, or `done`.
    #[schema(example = "open")]
    pub reconciliation: String,
    /// Building by building.
    pub buildings: Vec<PaperBuilding>,
}

/// The papers of one building.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PaperBuilding {
    /// The building; an elector with units in several stands where the first of them is.
    #[schema(example = "3")]
    pub building: String,
    /// The units of electors without a live paper, each elector by its first unit.
    pub without_paper: Vec<String>,
    /// The papers, in the order of the serials.
    pub papers: Vec<PaperView>,
}

/// One paper.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PaperView {
    /// Its number.
    #[schema(example = "000017-2")]
    pub serial: String,
    /// The units of its elector.
    pub units: Vec<String>,
    /// The SHA-256 of the list it was handed out with.
    #[schema(value_type = String)]
    pub list: Digest,
    /// `issued`, `returned`, `late`, `spoiled` or `void`.
    #[schema(example = "returned")]
    pub state: String,
    /// When it was handed out.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub issued_at: Instant,
    /// When it was received, as logged; null if it did not come back.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub received_at: Option<Instant>,
    /// How it came back: `desk`, `door`, `mail` or `box`.
    pub way: Option<String>,
    /// The hash of its scan.
    #[schema(value_type = Option<String>)]
    pub scan: Option<Digest>,
    /// `unread`, `read_once`, `differs` where a third person has to look, or `settled`.
    #[schema(example = "read_once")]
    pub progress: String,
    /// Whether the caller read it.
    pub read_by_caller: bool,
    /// What was read: the caller's own reading and, once it is settled, all of them.
    pub readings: Vec<ReadingView>,
}

/// What somebody read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReadingView {
    /// Its entry.
    pub entry: u64,
    /// As what they read.
    #[schema(example = "secretary")]
    pub role: String,
    /// `authentic`, `unsigned`, `forged`, `no_mandate` or `other`.
    #[schema(example = "authentic")]
    pub authenticity: String,
    /// The owners who signed, as the register names them.
    pub signed_by: Vec<String>,
    /// The hash of the mandate whose holder signed.
    #[schema(value_type = Option<String>)]
    pub mandate: Option<Digest>,
    /// What stands beside each matter.
    #[schema(value_type = Vec<Object>)]
    pub marks: Vec<MatterMark>,
}

/// Who holds which paper and what is missing, by building; of readings nothing but how far they are.
pub async fn journal(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    standing: &Standing,
) -> Result<PaperJournal, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let of = place(&convened);
    let (rows, papers) = kept::all(connection, of).await?;
    let roll = read_roll(connection, of.0, convened.roll_digest()).await?;
    let roll = roll.roll().map_err(ActionError::damaged)?;
    let by_id: BTreeMap<ElectorId, &Elector> = roll.electors().iter().map(|own| (own.id, own)).collect();
    let mut buildings: BTreeMap<String, PaperBuilding> = BTreeMap::new();
    let live = papers.live();
    for elector in roll.electors() {
        let place = building(&mut buildings, elector);
        if let Some(first) = elector.units.first().filter(|_| !live.contains_key(&elector.id)) {
            place.without_paper.push(first.label.to_string());
        }
    }
    for row in &rows {
        let serial = kept::serial(row.serial)?;
        let Some(own) = papers.get(serial) else { continue };
        let Some(elector) = by_id.get(&own.elector) else { continue };
        let view = view((row, own), (serial, elector), standing);
        building(&mut buildings, elector).papers.push(view);
    }
    for place in buildings.values_mut() {
        place.without_paper.sort();
    }
    Ok(told(&papers, buildings.into_values().collect()))
}

/// One paper; of its readings the caller's own and, once it is settled, all of them.
pub async fn read_paper(
    service: &Service,
    community: CommunityId,
    (meeting, serial): (MeetingId, Serial),
    standing: &Standing,
) -> Result<PaperView, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let of = place(&convened);
    let (row, papers) = kept::one(connection, of, serial).await?;
    let gone = || ActionError::damaged("a paper is of no elector");
    let own = papers.get(serial).ok_or_else(gone)?;
    let roll = read_roll(connection, of.0, convened.roll_digest()).await?;
    let roll = roll.roll().map_err(ActionError::damaged)?;
    let elector = roll.position(own.elector).and_then(|place| roll.electors().get(place)).ok_or_else(gone)?;
    let mut view = view((&row, own), (serial, elector), standing);
    for act in paper::readings(connection, of, serial.number()).await? {
        // Nobody reads after another what that one read.
        if own.settled().is_none() && act.account_id != standing.account {
            continue;
        }
        let said: PaperEntry = kept::payload(connection, of.0, act.statement_digest).await?;
        view.readings.push(ReadingView {
            entry: act.entry_index,
            role: act.role,
            authenticity: said.authenticity.to_string(),
            signed_by: said.signed_by.iter().map(|owner| owner.0.to_string()).collect(),
            mandate: said.mandate,
            marks: said.marks,
        });
    }
    Ok(view)
}

fn building<'a>(
    buildings: &'a mut BTreeMap<String, PaperBuilding>,
    elector: &Elector,
) -> &'a mut PaperBuilding {
    let name = elector.units.first().map(|unit| unit.building.to_string()).unwrap_or_default();
    let new = || PaperBuilding { building: name.clone(), without_paper: Vec::new(), papers: Vec::new() };
    buildings.entry(name.clone()).or_insert_with(new)
}

fn view(
    (row, own): (&paper::Paper, &Paper),
    (serial, elector): (Serial, &Elector),
    standing: &Standing,
) -> PaperView {
    let progress = match own.progress() {
        Progress::Unread => "unread",
        Progress::ReadOnce => "read_once",
        Progress::Differs => "differs",
        Progress::Settled(_) => "settled",
    };
    let caller = kept::person(standing.account);
    PaperView {
        serial: serial.to_string(),
        units: elector.units.iter().map(|unit| unit.label.to_string()).collect(),
        list: row.list,
        state: row.state.clone(),
        issued_at: row.issued_at,
        received_at: row.received_at,
        way: row.way.clone(),
        scan: row.scan,
        progress: progress.to_owned(),
        read_by_caller: own.readings.iter().any(|entered| entered.by == caller),
        readings: Vec::new(),
    }
}

fn told(papers: &Papers, buildings: Vec<PaperBuilding>) -> PaperJournal {
    let Numbers { issued, returned, outstanding, spoiled, void } = papers.numbers();
    let reconciliation = match papers.reconciliation() {
        Reconciliation::Open => "open",
        Reconciliation::Half(_) => "half",
        Reconciliation::Done { .. } => "done",
    };
    PaperJournal {
        issued,
        returned,
        outstanding,
        spoiled,
        void,
        unsettled: papers.unsettled().iter().map(ToString::to_string).collect(),
        reconciliation: reconciliation.to_owned(),
        buildings,
    }
}
