//! The certificate of a committee (业主委员会当选证书).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::rows::{self, MemberRow, StepRow};
use crate::actions::committees::Dossier;
use crate::domain::committees::CommitteeState;
use crate::http::pages::frame::{Frame, PrintQuery, answer};
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "committee_certificate.html")]
struct Page<'a> {
    frame: &'a Frame,
    dossier: &'a Dossier,
    state: &'static str,
    is_void: bool,
    from: String,
    until: String,
    opened: String,
    closed: String,
    as_of: String,
    members: Vec<MemberRow<'a>>,
    alternates: Vec<MemberRow<'a>>,
    filing: &'static str,
    steps: Vec<StepRow<'a>>,
}

/// The page.
pub fn page(dossier: &Dossier, query: PrintQuery) -> Result<HttpResponse, Problem> {
    let (heading, view) = (&dossier.heading, &dossier.view);
    let title =
        query.lang.unwrap_or_default().say("业主委员会当选证书", "Certificate of the owners' committee");
    let frame = Frame::new(query, format!("{} · {title}", view.name));
    let frame = &frame.running(&view.name, title, Some(&view.election.certificate));
    let page = Page {
        frame,
        dossier,
        state: rows::state(frame.language(), view.state),
        is_void: view.state == CommitteeState::Annulled,
        from: heading.moment(view.term_from),
        until: heading.moment(view.term_until),
        opened: heading.moment(view.election.opened_at),
        closed: heading.moment(view.election.closed_at),
        as_of: heading.moment(view.as_of),
        members: rows::members(frame, dossier, (None, |own| own.seat)),
        alternates: rows::members(frame, dossier, (None, |own| own.alternate)),
        filing: rows::filed(frame, dossier)
            .last()
            .map_or(frame.say("尚未提交", "not filed yet"), |own| own.state),
        steps: rows::steps(frame, dossier),
    };
    answer(StatusCode::OK, frame, &page)
}
