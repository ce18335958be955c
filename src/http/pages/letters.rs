//! Letters with codes: one page each, no script, nothing loaded from anywhere.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::actions::error::ActionError;
use crate::actions::identity::letters::{Letter, Letters};
use crate::domain::instants::Zone;
use crate::domain::register::Unit;
use crate::evidence::digest::Digest;
use crate::http::problem::Problem;

/// The only style of the page, which its policy names by its digest.
const STYLE: &str = include_str!("letters.css");

/// Most units that stand in an address; of a developer there may be hundreds.
const UNITS_MAX: usize = 6;

#[derive(Template)]
#[template(path = "letters.html")]
struct Page<'a> {
    community: &'a str,
    host: &'a str,
    style: &'a str,
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
    let page = Page { community: &letters.community, host, style: STYLE, letters: sheets };
    let page = page.render().map_err(ActionError::damaged)?;
    Ok(HttpResponse::Created()
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_SECURITY_POLICY, policy()))
        .body(page))
}

/// Nothing but the one style: no script, no picture from elsewhere, no frame.
fn policy() -> String {
    let style = STANDARD.encode(Digest::of(STYLE.as_bytes()).as_bytes());
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
}

fn sheet<'a>(letter: &'a Letter, host: &str, zone: &Zone) -> Result<Sheet<'a>, ActionError> {
    let code = letter.code.reveal();
    // Behind the number sign, the code reaches no server before the page sends it, and no log of a proxy.
    let address = format!("https://{host}/#/activation/{code}");
    let qr = QrCode::with_error_correction_level(address, EcLevel::M).map_err(ActionError::damaged)?;
    let qr = qr.render::<svg::Color<'_>>().module_dimensions(1, 1).build();
    Ok(Sheet {
        place: place(&letter.units),
        name: &letter.name,
        acting: letter.acting.as_deref(),
        groups: code.split('-').map(str::to_owned).collect(),
        // Within a page an image is an element and has no prolog of its own.
        qr: qr.split_once("?>").map_or_else(|| qr.clone(), |(_, image)| image.to_owned()),
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
