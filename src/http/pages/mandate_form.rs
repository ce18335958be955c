//! Forms for mandates (委托书), one sheet or more for each elector, to be filled in by hand.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::frame::{Frame, Language, PrintQuery, answer};
use super::qr;
use crate::actions::headings::Heading;
use crate::actions::mandate_forms::{Form, Forms};
use crate::domain::meetings::Matter;
use crate::domain::rules::{Discretion, Holders, Measure, ProxyForm};
use crate::http::problem::Problem;

#[derive(Template)]
#[template(path = "mandate_form.html")]
struct Page<'a> {
    frame: &'a Frame,
    heading: &'a Heading,
    closes: String,
    qr: qr::Shared,
    limits: Vec<String>,
    discretion: bool,
    sheets: Vec<Sheet<'a>>,
}

/// One form as it is printed.
struct Sheet<'a> {
    form: &'a Form,
    matters: Vec<(usize, &'a Matter)>,
}

/// The page with these forms.
pub fn page(forms: &Forms, query: PrintQuery) -> Result<HttpResponse, Problem> {
    let heading = &forms.heading;
    let language = query.lang.unwrap_or_default();
    let title = language.say("委托书", "Mandate");
    let frame = Frame::new(query, format!("{} · {title}", heading.title));
    let about = format!("{} · {title}", heading.title);
    let frame = frame.running(&heading.community, &about, Some(&heading.definition));
    let sheet = |form| Sheet { form, matters: matters(form, &forms.matters) };
    let page = Page {
        frame: &frame,
        heading,
        closes: heading.moment(heading.schedule.closes_at()),
        qr: qr::shared(&forms.code)?,
        limits: limits(language, forms),
        discretion: forms.discretion != Discretion::InstructedOnly,
        sheets: forms.in_order.iter().map(sheet).collect(),
    };
    answer(StatusCode::OK, &frame, &page)
}

fn matters<'a>(form: &Form, agenda: &'a [Matter]) -> Vec<(usize, &'a Matter)> {
    form.decides.iter().filter_map(|place| Some((place + 1, agenda.get(*place)?))).collect()
}

/// What the law says of mandates, a sentence each.
fn limits(language: Language, forms: &Forms) -> Vec<String> {
    let mut limits = Vec::new();
    let holders = match forms.holders {
        Holders::Owners => Some(("受托人须是本小区业主。", "The holder is an owner of this community.")),
        Holders::Anyone => Some(("受托人不限于业主。", "The holder need not be an owner.")),
        Holders::Unknown => None,
    };
    limits.extend(holders.map(|(zh, en)| language.say(zh, en).to_owned()));
    let Some(proxies) = &forms.proxies else { return limits };
    let form = match proxies.form {
        ProxyForm::ByDocuments => {
            Some(("形式依本小区文件规定。", "The association's own documents say in what form."))
        }
        ProxyForm::Prescribed => Some(("须用法律规定的格式。", "The law prescribes the form.")),
        ProxyForm::Text => Some(("须有文字（短信亦可）。", "It is given in text; a message will do.")),
        ProxyForm::Written => Some(("须为书面形式。", "It is given in writing.")),
        ProxyForm::Unknown => None,
    };
    limits.extend(form.map(|(zh, en)| language.say(zh, en).to_owned()));
    if let Some(most) = forms.principals_max {
        limits.push(match language {
            Language::Chinese => format!("一名受托人最多接受 {most} 名委托人的委托。"),
            Language::English => format!("One holder has at most {most} principals."),
        });
    }
    if let Some((share, measure)) = &proxies.share_max {
        let (zh, en) = match measure {
            Measure::Area => ("面积", "area"),
            Measure::Heads => ("人数", "heads"),
            Measure::Units => ("专有部分", "units"),
        };
        limits.push(match language {
            Language::Chinese => format!("一名受托人代表的{zh}最多为全体的 {share}。"),
            Language::English => format!("One holder stands for at most {share} of all by {en}."),
        });
    }
    if let Some(hours) = proxies.hours_before {
        limits.push(match language {
            Language::Chinese => format!("须在投票开始前 {hours} 小时交到召集人处。"),
            Language::English => format!("It is handed in {hours} hours before the opening."),
        });
    }
    limits
}
