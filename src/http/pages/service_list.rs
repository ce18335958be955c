//! The service list (送达清单): who was told of a meeting, by which channel, and who was not yet; or a sheet for the
//! round from door to door.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;
use utoipa::ToSchema;

use super::frame::{Frame, PrintQuery, answer};
use super::words;
use crate::actions::headings::Heading;
use crate::actions::services::{ServiceList, UnitServices};
use crate::http::problem::Problem;

/// What is printed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListForm {
    /// What the record says of every unit.
    #[default]
    Record,
    /// Units that are not reached yet, with room for a signature: to be taken from door to door.
    Round,
}

#[derive(Template)]
#[template(path = "service_list.html")]
struct Page<'a> {
    frame: &'a Frame,
    heading: &'a Heading,
    noticed: String,
    reached: usize,
    all: usize,
    buildings: Vec<Building<'a>>,
}

#[derive(Template)]
#[template(path = "door_round.html")]
struct Round<'a> {
    frame: &'a Frame,
    heading: &'a Heading,
    closes: String,
    buildings: Vec<Building<'a>>,
}

/// The units of one building.
struct Building<'a> {
    name: &'a str,
    reached: usize,
    units: Vec<Row<'a>>,
}

/// One unit as it is printed.
struct Row<'a> {
    unit: &'a str,
    reached: bool,
    services: Vec<Service>,
}

/// One service as it is printed.
struct Service {
    entry: u64,
    channel: &'static str,
    at: String,
    by: &'static str,
    evidence: String,
}

/// The page with the services of a meeting, of one building if one is named.
pub fn page(
    list: &ServiceList,
    query: PrintQuery,
    building: Option<&str>,
    form: ListForm,
) -> Result<HttpResponse, Problem> {
    let heading = &list.heading;
    let wanted = |own: &&UnitServices| building.is_none_or(|building| building == own.building);
    let units: Vec<&UnitServices> = list.units.iter().filter(wanted).collect();
    let title = match form {
        ListForm::Record => ("送达清单", "Service of notice"),
        ListForm::Round => ("上门送达签收表", "Round from door to door"),
    };
    let title = query.lang.unwrap_or_default().say(title.0, title.1);
    let frame = Frame::new(query, format!("{} · {title}", heading.title));
    let about = format!("{} · {title}", heading.title);
    let frame = frame.running(&heading.community, &about, Some(&heading.definition));
    match form {
        ListForm::Record => {
            let reached = units.iter().filter(|own| own.reached).count();
            let (all, noticed) = (units.len(), heading.moment(list.noticed_at));
            let buildings = buildings(&frame, heading, units);
            let page = Page { frame: &frame, heading, noticed, reached, all, buildings };
            answer(StatusCode::OK, &frame, &page)
        }
        ListForm::Round => {
            let left = units.into_iter().filter(|own| !own.reached).collect();
            let (closes, buildings) =
                (heading.moment(heading.schedule.closes_at()), buildings(&frame, heading, left));
            answer(StatusCode::OK, &frame, &Round { frame: &frame, heading, closes, buildings })
        }
    }
}

fn buildings<'a>(frame: &Frame, heading: &Heading, units: Vec<&'a UnitServices>) -> Vec<Building<'a>> {
    let mut buildings: Vec<Building<'a>> = Vec::new();
    for own in units {
        let row = row(frame, heading, own);
        match buildings.last_mut().filter(|last| last.name == own.building) {
            Some(building) => building.units.push(row),
            None => buildings.push(Building { name: &own.building, reached: 0, units: vec![row] }),
        }
    }
    for building in &mut buildings {
        building.reached = building.units.iter().filter(|unit| unit.reached).count();
    }
    buildings
}

fn row<'a>(frame: &Frame, heading: &Heading, own: &'a UnitServices) -> Row<'a> {
    let services = own.services.iter().map(|service| Service {
        entry: service.entry,
        channel: words::channel(frame.language(), service.channel),
        at: heading.moment(service.served_at),
        by: words::role(frame.language(), service.by),
        evidence: service.evidence.map_or_else(String::new, |digest| digest.to_string()),
    });
    Row { unit: &own.unit, reached: own.reached, services: services.collect() }
}
