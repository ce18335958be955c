//! What was decided on each matter, as it is printed: the words and numbers are the verdict's.

use crate::actions::postings::{PostedMatter, PostedShare};
use crate::evidence::inequalities::InequalityForm;
use crate::evidence::percentages::Percentage;
use crate::evidence::verdict::{CandidateForm, OtherwiseForm, VerdictForm};
use crate::http::pages::frame::Frame;

/// One matter.
pub(super) struct Decided<'a> {
    pub(super) number: usize,
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) outcome: &'a str,
    pub(super) paragraph: &'a str,
    pub(super) area_name: String,
    pub(super) all_area: &'a str,
    pub(super) all_heads: u64,
    pub(super) shares: Vec<Share<'a>>,
    pub(super) candidates: Vec<Standing<'a>>,
    pub(super) inequalities: Vec<Held<'a>>,
    pub(super) needed: Vec<&'a str>,
    pub(super) settled: String,
    pub(super) otherwise: Vec<String>,
    pub(super) risks: Vec<&'a str>,
}

/// One of the totals.
pub(super) struct Share<'a> {
    pub(super) name: &'a str,
    pub(super) area: &'a str,
    pub(super) area_of_all: String,
    pub(super) area_of_part: String,
    pub(super) heads: u64,
    pub(super) heads_of_all: String,
    pub(super) heads_of_part: String,
}

/// One candidate.
pub(super) struct Standing<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) area: &'a str,
    pub(super) heads: u64,
    pub(super) outcome: &'a str,
}

/// One inequality.
pub(super) struct Held<'a> {
    pub(super) sentence: &'a str,
    pub(super) left: &'a str,
    pub(super) relation: &'a str,
    pub(super) right: &'a str,
    pub(super) holds: &'a str,
    pub(super) article: String,
}

/// The matters in the order of the agenda.
pub(super) fn decided<'a>(frame: &'a Frame, matters: &'a [PostedMatter]) -> Vec<Decided<'a>> {
    (1..).zip(matters).map(|(number, own)| matter(frame, number, own)).collect()
}

fn matter<'a>(frame: &'a Frame, number: usize, own: &'a PostedMatter) -> Decided<'a> {
    let verdict = &own.verdict;
    let paragraph = frame.say(
        verdict.paragraph_zh.as_deref().unwrap_or_default(),
        verdict.paragraph.as_deref().unwrap_or_default(),
    );
    let settled: Vec<_> =
        verdict.switches.iter().map(|own| format!("{} = {}", own.switch, own.value)).collect();
    Decided {
        number,
        id: &own.matter,
        title: &own.title,
        outcome: outcome(frame, verdict),
        paragraph,
        area_name: match verdict.share_unit.as_str() {
            "m2" => frame.say("面积（m²）", "Area (m²)").to_owned(),
            unit => format!("{} ({unit})", frame.say("份额", "Share")),
        },
        all_area: verdict.totals.all.area.as_deref().unwrap_or("?"),
        all_heads: verdict.totals.all.heads,
        shares: own.shares.iter().map(|own| share(frame, own)).collect(),
        candidates: verdict.candidates.iter().flatten().map(|form| standing(frame, own, form)).collect(),
        inequalities: verdict.inequalities.iter().map(|own| held(frame, own)).collect(),
        needed: verdict.needed.iter().map(|own| frame.say(&own.sentence_zh, &own.sentence)).collect(),
        settled: settled.join("; "),
        otherwise: verdict.otherwise.iter().map(|own| otherwise(frame, own)).collect(),
        risks: verdict.risks.iter().map(|own| frame.say(&own.risk_zh, &own.risk)).collect(),
    }
}

fn share<'a>(frame: &'a Frame, own: &'a PostedShare) -> Share<'a> {
    let name = match own.of.as_str() {
        "participating" => frame.say("参与表决", "Taking part"),
        "for" => frame.say("同意", "For"),
        "against" => frame.say("反对", "Against"),
        "abstain" => frame.say("弃权", "Abstaining"),
        "invalid" => frame.say("无效", "Spoiled"),
        _ => frame.say("未表决", "Silent"),
    };
    Share {
        name,
        area: own.weight.area.as_deref().unwrap_or("?"),
        area_of_all: percent(own.area_of_all.as_ref()),
        area_of_part: percent(own.area_of_participating.as_ref()),
        heads: own.weight.heads,
        heads_of_all: percent(own.heads_of_all.as_ref()),
        heads_of_part: percent(own.heads_of_participating.as_ref()),
    }
}

fn percent(own: Option<&Percentage>) -> String {
    own.map_or_else(String::new, |own| format!("{}% ({})", own.cut, own.exact))
}

fn standing<'a>(frame: &'a Frame, own: &'a PostedMatter, form: &'a CandidateForm) -> Standing<'a> {
    let among = |list: &Option<Vec<String>>| list.iter().flatten().any(|name| *name == form.candidate);
    let outcome = if among(&own.verdict.elected) {
        frame.say("当选", "elected")
    } else if among(&own.verdict.alternates) {
        frame.say("候补", "alternate")
    } else if among(&own.verdict.runoff) {
        frame.say("票数相同", "tied")
    } else {
        ""
    };
    let name = own.candidates.iter().find(|standing| standing.candidate.as_str() == form.candidate);
    Standing {
        id: &form.candidate,
        name: name.map_or("", |standing| &standing.name),
        area: form.area.as_deref().unwrap_or("?"),
        heads: form.heads,
        outcome,
    }
}

fn held<'a>(frame: &'a Frame, own: &'a InequalityForm) -> Held<'a> {
    let reading = if own.verified { "" } else { frame.say("（未核对原文）", " (not verified)") };
    Held {
        sentence: frame.say(&own.sentence_zh, &own.sentence),
        left: own.left.as_deref().unwrap_or("?"),
        relation: &own.relation,
        right: own.right.as_deref().unwrap_or("?"),
        holds: match own.holds {
            Some(true) => frame.say("成立", "yes"),
            Some(false) => frame.say("不成立", "no"),
            None => frame.say("无法确定", "not known"),
        },
        article: format!("{}{reading}", own.article),
    }
}

fn otherwise(frame: &Frame, own: &OtherwiseForm) -> String {
    let elected = own.elected.iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    let elected = if elected.is_empty() { elected } else { format!(" ({elected})") };
    let passed = passed(frame, own.passed);
    format!("{} {} = {}: {passed}{elected}", frame.say("若", "With"), own.switch, own.value)
}

fn outcome<'a>(frame: &Frame, verdict: &VerdictForm) -> &'a str {
    match (verdict.passed, verdict.candidates.is_some()) {
        (Some(true), true) => frame.language().say("当选人数足够", "Enough are elected"),
        (Some(false), true) => frame.language().say("当选人数不足", "Not enough are elected"),
        (own, _) => passed(frame, own),
    }
}

const fn passed<'a>(frame: &Frame, passed: Option<bool>) -> &'a str {
    match passed {
        Some(true) => frame.language().say("通过", "Passed"),
        Some(false) => frame.language().say("未通过", "Not passed"),
        None => frame.language().say("无法确定", "Undetermined"),
    }
}
