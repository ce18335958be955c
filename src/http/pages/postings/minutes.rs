//! The draft of the minutes as a page (会议纪要).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::matters::{Decided, decided};
use crate::actions::headings::Heading;
use crate::actions::postings::MinutesView;
use crate::evidence::minutes::MinutesLine;
use crate::http::pages::frame::{Frame, PrintQuery, answer};
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "minutes.html")]
struct Page<'a> {
    frame: &'a Frame,
    heading: &'a Heading,
    opens: String,
    closes: String,
    view: &'a MinutesView,
    lines: Vec<Line<'a>>,
    matters: Vec<Decided<'a>>,
}

/// One step as it is printed.
struct Line<'a> {
    at: String,
    said: &'a str,
    entry: u64,
}

/// The page with the minutes of a meeting, as far as it went.
pub fn page(view: &MinutesView, query: PrintQuery) -> Result<HttpResponse, Problem> {
    let heading = &view.heading;
    let title = query.lang.unwrap_or_default().say("会议纪要（草稿）", "Minutes (draft)");
    let about = format!("{} · {title}", heading.title);
    let frame = Frame::new(query, title).running(&heading.community, &about, Some(&heading.definition));
    let frame = &frame;
    let line = |own: &'_ MinutesLine| heading.moment(own.at);
    let lines = view.minutes.lines.iter();
    let lines = lines
        .map(|own| Line { at: line(own), said: frame.say(&own.zh, &own.en), entry: own.entry })
        .collect();
    let page = Page {
        frame,
        heading,
        opens: heading.moment(heading.schedule.opens_at()),
        closes: heading.moment(heading.schedule.closes_at()),
        view,
        lines,
        matters: view.result.as_ref().map_or_else(Vec::new, |result| decided(frame, &result.matters)),
    };
    answer(StatusCode::OK, frame, &page)
}
