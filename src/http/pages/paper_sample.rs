//! The sample of papers (抽样核对表): the sheet to work with, and the report.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::frame::{Frame, PrintQuery, answer};
use crate::actions::headings::Heading;
use crate::actions::paper::SampleView;
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "paper_sample.html")]
struct Page<'a> {
    frame: &'a Frame,
    heading: &'a Heading,
    sample: &'a SampleView,
    reported: bool,
    differing: usize,
    rows: Vec<Row<'a>>,
}

/// One paper as it is printed.
struct Row<'a> {
    serial: &'a str,
    scan: String,
    found: Option<String>,
}

/// The page with a sample.
pub fn page(heading: &Heading, sample: &SampleView, query: PrintQuery) -> Result<HttpResponse, Problem> {
    let title = query.lang.unwrap_or_default().say("纸质表决票抽样核对", "Sample of the paper ballots");
    let frame = Frame::new(query, format!("{} · {title}", heading.title));
    let about = format!("{} · {title}", heading.title);
    let frame = frame.running(&heading.community, &about, Some(&heading.definition));
    let rows = sample.papers.iter().map(|own| {
        let report = sample.report.iter().flatten().find(|seen| seen.serial.to_string() == own.serial);
        let found = report.map(|seen| {
            if seen.differs.is_empty() {
                frame.say("一致", "agrees").to_owned()
            } else {
                format!("{}：{}", frame.say("不一致", "differs"), seen.differs.join(", "))
            }
        });
        Row { serial: &own.serial, scan: own.scan.map_or_else(String::new, |scan| scan.to_string()), found }
    });
    let rows = rows.collect();
    let differing = sample.report.iter().flatten().filter(|seen| !seen.differs.is_empty()).count();
    let reported = sample.report.is_some();
    answer(StatusCode::OK, &frame, &Page { frame: &frame, heading, sample, reported, differing, rows })
}
