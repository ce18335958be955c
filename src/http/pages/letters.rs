//! Letters with codes: one page each, no script, nothing loaded from anywhere.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::frame::{Frame, PrintQuery, answer};
use super::qr;
use crate::actions::error::ActionError;
use crate::actions::identity::letters::{Letter, Letters};
use crate::domain::instants::Zone;
use crate::domain::register::Unit;
use crate::http::problem::Problem;

/// The style of letters, which are folded and so have their own margins.
const STYLE: &str = include_str!("letters.css");

/// Most units that stand in an address; of a developer there may be hundreds.
const UNITS_MAX: usize = 6;

#[derive(Template)]
#[template(path = "letters.html")]
struct Page<'a> {
    community: &'a str,
    host: &'a str,
    frame: &'a Frame,
    letters: Vec<Sheet<'a>>,
}

/// One letter as it is printed.
struct Sheet<'a> {
    place: String,
    name: &'a str,
    acting: Option<&'a str>,
    groups: Vec<String>,
    qr: String,
    until: String,
}

/// The page with these letters, which no cache may keep.
pub fn page(letters: &Letters, host: &str) -> Result<HttpResponse, Problem> {
    let sheets = letters.in_order.iter().map(|letter| sheet(letter, host, &letters.zone));
    let sheets = sheets.collect::<Result<_, _>>()?;
    let title = format!("{} · 激活信 / Activation letters", letters.community);
    let frame = Frame::new(PrintQuery::default(), title).styled(STYLE);
    let page = Page { community: &letters.community, host, frame: &frame, letters: sheets };
    answer(StatusCode::CREATED, &frame, &page)
}

fn sheet<'a>(letter: &'a Letter, host: &str, zone: &Zone) -> Result<Sheet<'a>, ActionError> {
    let code = letter.code.reveal();
    // Behind the number sign, the code reaches no server before the page sends it, and no log of a proxy.
    let address = format!("https://{host}/#/activation/{code}");
    Ok(Sheet {
        place: place(&letter.units),
        name: &letter.name,
        acting: letter.acting.as_deref(),
        groups: code.split('-').map(str::to_owned).collect(),
        qr: qr::image(&address)?,
        until: letter.expires_at.civil_in(zone).strftime("%Y-%m-%d %H:%M").to_string(),
    })
}

/// The units as the register names them.
fn place(units: &[Unit]) -> String {
    let named: Vec<_> = units.iter().take(UNITS_MAX).map(|unit| unit.label.to_string()).collect();
    let more = units.len().saturating_sub(UNITS_MAX);
    let named = named.join("、");
    if more > 0 { format!("{named} 等 {} 处", units.len()) } else { named }
}
