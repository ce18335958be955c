//! Paper ballots (纸质表决票): one elector a sheet.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::frame::{Frame, PrintQuery, answer};
use super::qr;
use crate::actions::error::ActionError;
use crate::actions::paper::{IssuedSheets, PaperSheet};
use crate::domain::rules::switches::{BlankItem, CandidateBallot, NonVoter};
use crate::evidence::definition::MatterForm;
use crate::http::problem::Problem;

/// The style of ballots, which are written larger than other pages.
const STYLE: &str = include_str!("paper_ballots.css");

/// Longest text of a matter that is printed in full, in characters; a longer one stands in the notice.
const TEXT_MAX: usize = 400;

#[derive(Template)]
#[template(path = "paper_ballots.html")]
struct Page<'a> {
    frame: &'a Frame,
    sheets: &'a IssuedSheets,
    blank: &'static str,
    silence: String,
    ballots: Vec<Ballot<'a>>,
}

/// One paper as it is printed.
struct Ballot<'a> {
    serial: String,
    qr: String,
    units: Vec<String>,
    area: String,
    matters: Vec<Question<'a>>,
}

/// One matter as it is printed.
struct Question<'a> {
    number: usize,
    matter: &'a MatterForm,
    /// The text, where it is short.
    text: Option<&'a str>,
    /// Whether candidates have three boxes each.
    three_boxes: bool,
}

/// The page with these papers.
pub fn page(sheets: &IssuedSheets, query: PrintQuery) -> Result<HttpResponse, Problem> {
    let definition = &sheets.definition;
    let title = query.lang.unwrap_or_default().say("表决票", "Paper ballots");
    let frame = Frame::new(query, format!("{} · {title}", definition.title)).styled(STYLE);
    let frame = frame.running(&sheets.community, &definition.title, Some(&sheets.digest));
    let ballots = sheets.sheets.iter().map(|sheet| ballot(sheets, sheet)).collect::<Result<_, _>>()?;
    let (blank, silence) = (blank(&frame, definition.switches.blank_item), silence(&frame, sheets));
    answer(StatusCode::OK, &frame, &Page { frame: &frame, sheets, blank, silence, ballots })
}

fn ballot<'a>(sheets: &IssuedSheets, sheet: &'a PaperSheet) -> Result<Ballot<'a>, ActionError> {
    let serial = sheet.serial.to_string();
    // It names a paper and what is decided. Nobody can vote with it.
    let code = format!("quorate-paper:1:{serial}:{}", sheets.digest);
    let units = &sheet.elector.units;
    let scale = units.iter().map(|unit| unit.area.scale()).max().unwrap_or_default();
    let area: crate::domain::quantities::ShareTotal = units.iter().map(|unit| unit.area.share()).sum();
    let three = sheets.definition.switches.candidate_ballot == CandidateBallot::ForAgainstAbstain;
    let matters = sheet.matters.iter().map(|(number, matter)| Question {
        number: *number,
        matter,
        text: Some(matter.text.as_str()).filter(|text| text.chars().count() <= TEXT_MAX),
        three_boxes: three,
    });
    Ok(Ballot {
        qr: qr::image(&code)?,
        units: units.iter().map(|unit| format!("{}（{} m²）", unit.label, unit.area)).collect(),
        area: area.to_decimal(scale),
        matters: matters.collect(),
        serial,
    })
}

const fn blank(frame: &Frame, rule: BlankItem) -> &'static str {
    match rule {
        BlankItem::Abstain => frame.say(
            "某一项不填的，该项按弃权计；其他各项不受影响。",
            "An item left empty is an abstention on that item; the others stand.",
        ),
        BlankItem::Spoiled => frame.say(
            "某一项不填的，该项为废票；其他各项不受影响。",
            "An item left empty is spoiled on that item; the others stand.",
        ),
    }
}

fn silence(frame: &Frame, sheets: &IssuedSheets) -> String {
    let (zh, en) = match sheets.definition.switches.non_voter {
        NonVoter::NotCounted => (
            "不交回本票、也不以其他方式投票的，视为未参与表决。",
            "Whoever neither returns this paper nor votes in another way does not take part.",
        ),
        NonVoter::ParticipatesAsAbstain => (
            "已送达而不交回本票、也不以其他方式投票的，计为参与并弃权。",
            "Whoever was served and neither returns this paper nor votes in another way takes part and abstains.",
        ),
        NonVoter::FollowsMajority => (
            "已送达而不交回本票、也不以其他方式投票的，其票计入已表决的多数。",
            "Whoever was served and neither returns this paper nor votes in another way is counted with the majority of those \
             who voted.",
        ),
        NonVoter::DeemedFor => (
            "已送达而不交回本票、也不以其他方式投票的，计为同意。",
            "Whoever was served and neither returns this paper nor votes in another way is counted in favour.",
        ),
    };
    let rule = sheets.definition.non_voter_rule.as_ref();
    let said = rule.map_or_else(String::new, |rule| format!(" {}（{}）", rule.text, rule.result));
    format!("{}{said}", frame.say(zh, en))
}
