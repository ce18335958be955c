//! Who stands for election, as a page (候选人公示).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::objected::{Objected, objected};
use super::{framed, how, times};
use crate::actions::headings::Heading;
use crate::actions::objections::PostedObjection;
use crate::actions::postings::{CandidatesPosting, PostingView};
use crate::domain::objections::ObjectionStage;
use crate::http::pages::frame::{Frame, PrintQuery, answer};
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "candidates_posting.html")]
struct Page<'a> {
    frame: &'a Frame,
    heading: &'a Heading,
    posting: &'a PostingView,
    document: &'a str,
    how: &'a str,
    since: String,
    until: Option<String>,
    candidates: &'a CandidatesPosting,
    objections: Vec<Objected>,
}

/// The page with the candidates of a meeting.
pub fn page(
    (heading, candidates): (&Heading, &CandidatesPosting),
    objections: &[PostedObjection],
    query: PrintQuery,
) -> Result<HttpResponse, Problem> {
    let posting = &candidates.posting;
    let frame = &framed(query, heading, posting);
    let (since, until) = times(heading, posting);
    let page = Page {
        frame,
        heading,
        posting,
        document: frame.say("会议定义", "Definition"),
        how: how(frame, posting.posting),
        since,
        until,
        candidates,
        objections: objected(frame.language(), heading, (objections, &[ObjectionStage::Candidates])),
    };
    answer(StatusCode::OK, frame, &page)
}
