//! The roll as a page (业主名册公示): unit by unit and building by building, without a name.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::objected::{Objected, objected};
use super::{framed, how, times};
use crate::actions::headings::Heading;
use crate::actions::objections::PostedObjection;
use crate::actions::postings::{PostedAmendment, PostedUnit, PostingView, RollPosting};
use crate::domain::objections::ObjectionStage;
use crate::domain::register::{AreaSource, UnitKind};
use crate::domain::roll::RollStatus;
use crate::http::pages::frame::{Frame, Language, PrintQuery, answer};
use crate::http::pages::words;
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "roll_posting.html")]
struct Page<'a> {
    frame: &'a Frame,
    heading: &'a Heading,
    posting: &'a PostingView,
    document: &'a str,
    how: &'a str,
    since: String,
    until: Option<String>,
    status: &'a str,
    roll: &'a RollPosting,
    buildings: Vec<Building<'a>>,
    amendments: Vec<Amendment<'a>>,
    objections: Vec<Objected>,
}

/// The units of one building.
struct Building<'a> {
    name: &'a str,
    area: &'a str,
    units: Vec<Row<'a>>,
}

/// One unit as it is printed.
struct Row<'a> {
    unit: &'a PostedUnit,
    kind: &'static str,
    source: &'static str,
    elector: u64,
}

/// One amendment as it is printed.
struct Amendment<'a> {
    posted: &'a PostedAmendment,
    at: String,
    by: &'static str,
    confirmed_by: &'static str,
}

/// The page with the roll of a meeting.
pub fn page(
    (heading, roll): (&Heading, &RollPosting),
    objections: &[PostedObjection],
    query: PrintQuery,
) -> Result<HttpResponse, Problem> {
    let frame = &framed(query, heading, &roll.posting);
    let language = frame.language();
    let (since, until) = times(heading, &roll.posting);
    let numbers = numbers(roll);
    let page = Page {
        frame,
        heading,
        posting: &roll.posting,
        document: frame.say("名册", "Roll"),
        how: how(frame, roll.posting.posting),
        since,
        until,
        status: match roll.status {
            RollStatus::Provisional => frame.say("暂定，接受异议", "provisional, posted for objections"),
            RollStatus::Final => frame.say("已定稿", "final"),
        },
        roll,
        buildings: buildings(language, roll, &numbers),
        amendments: roll.amendments.iter().map(|own| amendment(language, heading, own)).collect(),
        objections: objected(language, heading, (objections, &[ObjectionStage::Roll])),
    };
    answer(StatusCode::OK, frame, &page)
}

/// A number for each elector, in the order of their units: shorter than a pseudonym and as good on paper.
fn numbers(roll: &RollPosting) -> BTreeMap<&str, u64> {
    let mut numbers = BTreeMap::new();
    let mut next = 1;
    for unit in roll.buildings.iter().flat_map(|building| &building.units) {
        numbers.entry(unit.elector.as_str()).or_insert_with(|| {
            let own = next;
            next += 1;
            own
        });
    }
    numbers
}

fn buildings<'a>(
    language: Language,
    roll: &'a RollPosting,
    numbers: &BTreeMap<&str, u64>,
) -> Vec<Building<'a>> {
    let row = |unit: &'a PostedUnit| Row {
        unit,
        kind: kind(language, unit.kind),
        source: source(language, unit.area_source),
        elector: numbers.get(unit.elector.as_str()).copied().unwrap_or_default(),
    };
    let building = |own: &'a crate::actions::postings::PostedBuilding| Building {
        name: &own.building,
        area: &own.area,
        units: own.units.iter().map(row).collect(),
    };
    roll.buildings.iter().map(building).collect()
}

fn amendment<'a>(language: Language, heading: &Heading, own: &'a PostedAmendment) -> Amendment<'a> {
    Amendment {
        posted: own,
        at: heading.moment(own.at),
        by: words::role(language, own.by),
        confirmed_by: words::role(language, own.confirmed_by),
    }
}

const fn kind(language: Language, kind: UnitKind) -> &'static str {
    let (zh, en) = match kind {
        UnitKind::Dwelling => ("住宅", "home"),
        UnitKind::Shop => ("商铺", "shop"),
        UnitKind::Office => ("办公", "office"),
        UnitKind::Parking => ("车位", "parking"),
        UnitKind::Storage => ("储藏室", "storage"),
        UnitKind::Other => ("其他", "other"),
    };
    language.say(zh, en)
}

const fn source(language: Language, source: AreaSource) -> &'static str {
    let (zh, en) = match source {
        AreaSource::Register => ("不动产登记", "real-estate register"),
        AreaSource::Survey => ("实测", "survey"),
        AreaSource::Contract => ("买卖合同", "purchase contract"),
    };
    language.say(zh, en)
}
