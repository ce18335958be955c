//! The result as a page: preliminary (表决结果公示) and as announced (表决结果公告).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::matters::{Decided, decided};
use super::objected::{Objected, objected};
use super::{framed, how, times};
use crate::actions::headings::Heading;
use crate::actions::objections::PostedObjection;
use crate::actions::postings::{PostedUnitVote, PostingKind, PostingView, ResultPosting};
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
    annulled: Option<String>,
    result: &'a ResultPosting,
    channels: Vec<(&'static str, String)>,
    matters: Vec<Decided<'a>>,
    by_unit: Option<UnitTable<'a>>,
    switches: Vec<(&'static str, &'static str)>,
    objections: Vec<Objected>,
}

/// What is published unit by unit, as it is printed.
struct UnitTable<'a> {
    title: &'a str,
    heads: Vec<&'a str>,
    rows: Vec<UnitRow<'a>>,
}

/// One unit.
struct UnitRow<'a> {
    unit: &'a str,
    area: &'a str,
    cells: Vec<String>,
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
        annulled: result.annulled.as_ref().map(|end| {
            let entry = frame.say("公开记录条目", "entry");
            format!("{}（{}，{entry} {}）", end.reason, heading.moment(end.at), end.entry)
        }),
        result,
        channels: channels(frame, result),
        matters: decided(frame, &result.matters),
        by_unit: result.by_unit.as_deref().map(|votes| table(frame, result, votes)),
        switches: Switches::from(result.switches.clone()).entries(),
        objections: objected(frame.language(), heading, (objections, &stages)),
    };
    answer(StatusCode::OK, frame, &page)
}

/// How the votes came, and the papers.
fn channels(frame: &Frame, result: &ResultPosting) -> Vec<(&'static str, String)> {
    let say = |zh, en| frame.language().say(zh, en);
    let (own, papers) = (&result.channels, &result.papers);
    let ways = [
        (say("线上", "online"), own.online),
        (say("纸质", "on paper"), own.paper),
        (say("其中代理人", "of these by proxies"), own.proxy),
        (say("其中代表", "by delegates"), own.delegate),
        (say("其中现场协助", "assisted"), own.assisted),
        (say("一人多途径", "by more than one way, of which one counts"), own.conflicts),
        (say("未认证纸票（不计）", "papers not authentic, which do not count"), own.not_authentic),
    ];
    let counted = [
        (say("发出", "issued"), papers.issued),
        (say("收回", "returned"), papers.returned),
        (say("未收回", "outstanding"), papers.outstanding),
        (say("损坏", "spoiled"), papers.spoiled),
        (say("作废", "void"), papers.void),
    ];
    let line = |numbers: &[(&str, u64)]| {
        numbers.iter().map(|(name, number)| format!("{name} {number}")).collect::<Vec<_>>().join(" · ")
    };
    vec![
        (say("表决途径（人）", "How they came"), line(&ways)),
        (say("纸质选票（张）", "Paper ballots"), line(&counted)),
    ]
}

/// What is published unit by unit.
fn table<'a>(frame: &'a Frame, result: &'a ResultPosting, votes: &'a [PostedUnitVote]) -> UnitTable<'a> {
    let shows = votes.iter().any(|vote| !vote.choices.is_empty());
    let matters = result.matters.iter().filter(|_| shows);
    let mut heads = vec![frame.say("参与表决", "Took part")];
    heads.extend(matters.clone().map(|matter| matter.matter.as_str()));
    let row = |vote: &'a PostedUnitVote| {
        let mut cells =
            vec![if vote.took_part { frame.say("是", "yes") } else { frame.say("否", "no") }.to_owned()];
        cells.extend(matters.clone().map(|matter| cell(frame, vote, &matter.matter)));
        UnitRow { unit: &vote.unit, area: &vote.area, cells }
    };
    let rows = votes.iter().map(row).collect();
    UnitTable { title: frame.say("按专有部分公布", "Unit by unit"), heads, rows }
}

/// What a unit chose on a matter; nothing where it decides it not, or took no part.
fn cell(frame: &Frame, vote: &PostedUnitVote, matter: &str) -> String {
    let Some(choice) = vote.choices.iter().find(|own| own.matter == matter) else { return String::new() };
    let candidates = choice.candidates.iter();
    let named: Vec<_> = candidates.map(|(name, answer)| format!("{name} {}", word(frame, answer))).collect();
    if named.is_empty() { word(frame, &choice.answer).to_owned() } else { named.join(", ") }
}

fn word<'a>(frame: &'a Frame, answer: &'a str) -> &'a str {
    match answer {
        "for" => frame.say("同意", "for"),
        "against" => frame.say("反对", "against"),
        "abstain" => frame.say("弃权", "abstain"),
        "blank" => frame.say("空白", "blank"),
        "spoiled" => frame.say("无效", "spoiled"),
        other => other,
    }
}
