//! The list of members elected (当选名单), to be completed by hand and filed.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::frame::{Frame, PrintQuery, answer};
use crate::actions::headings::Heading;
use crate::actions::packages::filing::{Elected, Members};
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "members.html")]
struct Page<'a> {
    frame: &'a Frame,
    heading: &'a Heading,
    elections: &'a [Elected],
}

/// The page.
pub fn page(members: &Members, query: PrintQuery) -> Result<HttpResponse, Problem> {
    let heading = &members.heading;
    let title = query.lang.unwrap_or_default().say("业主委员会委员名单", "Members of the owners' committee");
    let frame = Frame::new(query, format!("{} · {title}", heading.community));
    let about = format!("{} · {title}", heading.title);
    let frame = frame.running(&heading.community, &about, Some(&heading.definition));
    answer(StatusCode::OK, &frame, &Page { frame: &frame, heading, elections: &members.elections })
}
