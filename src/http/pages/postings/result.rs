//! The result as a page: preliminary (表决结果公示) and as announced (表决结果公告).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::matters::{Decided, decided};
use super::objected::{Objected, objected};
use super::{framed, how, times};
use crate::actions::headings::Heading;
use crate::actions::objections::PostedObjection;
use crate::actions::postings::{PostingKind, PostingView, ResultPosting};
use crate::domain::objections::ObjectionStage;
use crate::domain::rules::Switches;
use crate::http::pages::frame::{Frame, PrintQuery, answer};
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "result_posting.html")]
struct Page<'a> {
    frame: &'a Frame,
    heading: &'a Heading,
    posting: &'a PostingView,
    document: &'a str,
    how: &'a str,
    since: String,
    until: Option<String>,
    is_final: bool,
    result: &'a ResultPosting,
    matters: Vec<Decided<'a>>,
    switches: Vec<(&'static str, &'static str)>,
    objections: Vec<Objected>,
}

/// The page with the result of a meeting.
pub fn page(
    (heading, result): (&Heading, &ResultPosting),
    objections: &[PostedObjection],
    query: PrintQuery,
) -> Result<HttpResponse, Problem> {
    let posting = &result.posting;
    let frame = &framed(query, heading, posting);
    let (since, until) = times(heading, posting);
    let stages = [ObjectionStage::Competence, ObjectionStage::Result];
    let page = Page {
        frame,
        heading,
        posting,
        document: frame.say("计票证书", "Certificate"),
        how: how(frame, posting.posting),
        since,
        until,
        is_final: posting.posting == PostingKind::FinalResult,
        result,
        matters: decided(frame, &result.matters),
        switches: Switches::from(result.switches.clone()).entries(),
        objections: objected(frame.language(), heading, (objections, &stages)),
    };
    answer(StatusCode::OK, frame, &page)
}
