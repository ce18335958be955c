//! The notice of a meeting (会议通知), as it is posted, put into letters and handed over at the door.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::frame::{Frame, Language, PrintQuery, answer};
use crate::actions::headings::Heading;
use crate::actions::notices::NoticeView;
use crate::evidence::notices::{NoticeDocument, NoticeMatter, Words};
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "notice.html")]
struct Page<'a> {
    frame: &'a Frame,
    heading: &'a Heading,
    view: &'a NoticeView,
    notice: &'a NoticeDocument,
    sha256: String,
    reason: Option<&'a str>,
    opens: String,
    closes: String,
    objected_until: String,
    matters: Vec<Matter<'a>>,
}

/// A matter as it is printed.
struct Matter<'a> {
    form: &'a NoticeMatter,
    rules: Vec<Requirement<'a>>,
}

/// One thing that a matter must reach.
struct Requirement<'a> {
    words: &'a str,
    article: &'a str,
    verified: bool,
}

/// The page with one version of a notice.
pub fn page(heading: &Heading, view: &NoticeView, query: PrintQuery) -> Result<HttpResponse, Problem> {
    let notice = &view.notice;
    let language = query.lang.unwrap_or_default();
    let title = language.say("业主大会会议通知", "Notice of a meeting of the owners' assembly");
    let frame = Frame::new(query, format!("{} · {title}", notice.title));
    let about = format!("{} · {title}", notice.title);
    let frame = frame.running(&heading.community, &about, Some(&view.sha256));
    let of_version = view.versions.iter().find(|own| own.version == view.version);
    let page = Page {
        frame: &frame,
        heading,
        view,
        notice,
        sha256: view.sha256.to_string(),
        reason: of_version.and_then(|own| own.reason.as_deref()),
        opens: heading.moment(notice.opens_at),
        closes: heading.moment(notice.closes_at),
        objected_until: heading.moment(notice.objecting.until),
        matters: notice.matters.iter().map(|form| matter(language, form)).collect(),
    };
    answer(StatusCode::OK, &frame, &page)
}

fn matter(language: Language, form: &NoticeMatter) -> Matter<'_> {
    let rules = form.rule.iter().map(|own| Requirement {
        words: language.say(&own.words.zh, &own.words.en),
        article: &own.article,
        verified: own.verified,
    });
    Matter { form, rules: rules.collect() }
}

impl Page<'_> {
    fn words<'a>(&self, words: &'a Words) -> &'a str {
        self.frame.say(&words.zh, &words.en)
    }
}
