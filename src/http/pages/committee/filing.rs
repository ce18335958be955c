//! What a committee files (业主委员会备案表): form, list of members, resolution, papers, steps, deadline and answer.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::rows::{self, ChangeRow, DeadlineRow, FiledRow, MemberRow, PaperRow, StepRow};
use crate::actions::committees::{Dossier, Particulars};
use crate::http::pages::frame::{Frame, PrintQuery, answer};
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "committee_filing.html")]
struct Page<'a> {
    frame: &'a Frame,
    dossier: &'a Dossier,
    about: &'static str,
    state: &'static str,
    from: String,
    until: String,
    opened: String,
    closed: String,
    as_of: String,
    has_particulars: bool,
    members: Vec<MemberRow<'a>>,
    alternates: Vec<MemberRow<'a>>,
    changes: Vec<ChangeRow<'a>>,
    papers: Vec<PaperRow<'a>>,
    deadlines: Vec<DeadlineRow<'a>>,
    filed: Vec<FiledRow>,
    steps: Vec<StepRow<'a>>,
}

/// The page; with what the register says of members for whoever files only.
pub fn page(
    dossier: &Dossier,
    particulars: Option<&[Particulars]>,
    query: PrintQuery,
) -> Result<HttpResponse, Problem> {
    let (heading, view) = (&dossier.heading, &dossier.view);
    let title = query.lang.unwrap_or_default().say("业主委员会备案表", "Filing of the owners' committee");
    let frame = Frame::new(query, format!("{} · {title}", view.name));
    let frame = &frame.running(&view.name, title, Some(&view.election.certificate));
    let about = match view.to_file {
        Some("committee") => frame.say("业主委员会备案", "the committee"),
        Some(_) => frame.say("变更备案", "changes since it was filed"),
        None => frame.say("无待备案事项", "nothing is to be filed"),
    };
    let page = Page {
        frame,
        dossier,
        about,
        state: rows::state(frame.language(), view.state),
        from: heading.moment(view.term_from),
        until: heading.moment(view.term_until),
        opened: heading.moment(view.election.opened_at),
        closed: heading.moment(view.election.closed_at),
        as_of: heading.moment(view.as_of),
        has_particulars: particulars.is_some(),
        members: rows::members(frame, dossier, (particulars, |own| own.seat)),
        alternates: rows::members(frame, dossier, (particulars, |own| own.alternate)),
        changes: rows::changes(frame, dossier),
        papers: rows::papers(frame, dossier),
        deadlines: rows::deadlines(frame, dossier),
        filed: rows::filed(frame, dossier),
        steps: rows::steps(frame, dossier),
    };
    answer(StatusCode::OK, frame, &page)
}
