//! What is posted, as a list: of one meeting, or of a community.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::{address, name};
use crate::actions::postings::PostingView;
use crate::domain::communities::CommunityId;
use crate::domain::instants::{Instant, Zone};
use crate::http::BASE;
use crate::http::pages::frame::{Frame, Language, PrintQuery, answer};
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "posting_list.html")]
struct Page<'a> {
    frame: &'a Frame,
    subtitle: &'a str,
    postings: Vec<Row<'a>>,
}

/// One posting as it is printed.
struct Row<'a> {
    title: &'a str,
    name: &'static str,
    address: String,
    since: String,
    until: String,
    entry: u64,
    digest: String,
}

/// The page with what is posted in a community, or of one of its meetings.
pub fn page(
    (community, name, zone): (CommunityId, &str, &Zone),
    postings: &[PostingView],
    query: PrintQuery,
) -> Result<HttpResponse, Problem> {
    let title = query.lang.unwrap_or_default().say("公示公告", "Postings");
    let frame = &Frame::new(query, title).running(name, title, None);
    let row = |own| row(frame.language(), (community, zone), own);
    let page = Page { frame, subtitle: name, postings: postings.iter().map(row).collect() };
    answer(StatusCode::OK, frame, &page)
}

fn row<'a>(language: Language, (community, zone): (CommunityId, &Zone), own: &'a PostingView) -> Row<'a> {
    let moment = |at: Instant| at.civil_in(zone).strftime("%Y-%m-%d %H:%M").to_string();
    let (meeting, lang) = (own.meeting, language.say("zh", "en"));
    let last = address(own.posting);
    Row {
        title: &own.title,
        name: name(language, own.posting),
        address: format!(
            "{BASE}/communities/{community}/meetings/{meeting}/postings/{last}/page?lang={lang}"
        ),
        since: moment(own.since),
        until: own.objections_until.map_or_else(|| "—".to_owned(), moment),
        entry: own.entry,
        digest: own.digest.to_string(),
    }
}
