//! Verdicts in words, in English and Chinese.
//!
//! Percentages are rounded for the eye only; what decides is the inequality beside them.

use super::exact::quantity;
use crate::domain::rules::{Base, Mark, Measure, Relation, ShareUnit, Subject, Threshold};
use crate::domain::tally::{About, Inequality, Totals};

/// For example "Participation by heads: 616 of 950 (64.84 %), at least 2/3 of all needed (634):
/// 3 × 616 = 1848 >= 2 × 950 = 1900 does not hold (art …)."
pub(super) fn inequality_en(held: &Inequality<'_>, totals: &Totals, unit: ShareUnit) -> String {
    let subject = match held.about {
        About::Matter(Subject::Participation) => "Participation".to_owned(),
        About::Matter(Subject::Presence) => "Presence".to_owned(),
        About::Matter(Subject::Approval) => "Approval".to_owned(),
        About::Matter(Subject::Opposition) => "Opposition".to_owned(),
        About::Candidate(name) => format!("Votes for {name}"),
        About::Objections => "Written objections".to_owned(),
    };
    let measure = held.measure.as_str();
    let unit = match (held.measure, unit) {
        (Measure::Heads, _) => "",
        (Measure::Area, ShareUnit::SquareMetre) => " m²",
        (Measure::Area, ShareUnit::Share) => " shares",
        (Measure::Units, _) => " units",
    };
    let asked = match held.threshold.relation() {
        Relation::AtLeast | Relation::MoreThan => "needed",
        Relation::AtMost | Relation::LessThan => "allowed",
    };
    let asked = format!("{} {asked}", threshold_en(held.threshold));
    let article = held.threshold.source().article();
    let Some(known) = Known::of(held, totals) else {
        return format!("{subject} by {measure}: not known, because areas are missing; {asked} ({article}).");
    };
    let Known { have, of, percent, needed, proof, holds } = known;
    let holds = if holds { "holds" } else { "does not hold" };
    match held.threshold.base() {
        Some(_) => format!(
            "{subject} by {measure}: {have} of {of}{unit} ({percent} %), {asked} ({needed}): {proof} {holds} \
             ({article})."
        ),
        None => format!("{subject} by {measure}: {have}{unit}, {asked}: {proof} {holds} ({article})."),
    }
}

/// The same in Chinese.
pub(super) fn inequality_zh(held: &Inequality<'_>, totals: &Totals, unit: ShareUnit) -> String {
    let (measure, unit) = match (held.measure, unit) {
        (Measure::Heads, _) => ("人数", "人"),
        (Measure::Area, ShareUnit::SquareMetre) => ("面积", "平方米"),
        (Measure::Area, ShareUnit::Share) => ("份额", "份"),
        (Measure::Units, _) => ("专有部分数", "个"),
    };
    let subject = match held.about {
        About::Matter(Subject::Participation) => format!("参与表决{measure}"),
        About::Matter(Subject::Presence) => format!("出席{measure}"),
        About::Matter(Subject::Approval) => format!("同意{measure}"),
        About::Matter(Subject::Opposition) => format!("反对{measure}"),
        About::Candidate(name) => format!("候选人{name}得票{measure}"),
        About::Objections => format!("书面异议{measure}"),
    };
    let asked = format!("应{}", threshold_zh(held.threshold, unit));
    let article = held.threshold.source().article();
    let Some(known) = Known::of(held, totals) else {
        return format!("{subject}：因缺少面积数据无法确定，{asked}（{article}）。");
    };
    let Known { have, of, percent, needed, proof, holds } = known;
    let holds = if holds { "成立" } else { "不成立" };
    match held.threshold.base() {
        Some(_) => format!(
            "{subject}：{have}/{of} {unit}（{percent}%），{asked}（{needed} {unit}）：{proof} {holds}（{article}）。"
        ),
        None => format!("{subject}：{have} {unit}，{asked}：{proof} {holds}（{article}）。"),
    }
}

/// For example "at least 2/3 of all".
pub(super) fn threshold_en(threshold: &Threshold) -> String {
    let relation = match threshold.relation() {
        Relation::AtLeast => "at least",
        Relation::MoreThan => "more than",
        Relation::AtMost => "at most",
        Relation::LessThan => "less than",
    };
    match threshold.mark() {
        Mark::Part(fraction, Base::All) => format!("{relation} {fraction} of all"),
        Mark::Part(fraction, Base::Present) => format!("{relation} {fraction} of those present"),
        Mark::Part(fraction, Base::Participating) => format!("{relation} {fraction} of those participating"),
        Mark::Part(fraction, Base::Cast) => format!("{relation} {fraction} of those for and against"),
        Mark::Number(number) => format!("{relation} {number}"),
    }
}

/// The same in Chinese; a number is one of these units.
pub(super) fn threshold_zh(threshold: &Threshold, unit: &str) -> String {
    let relation = match threshold.relation() {
        Relation::AtLeast => "不少于",
        Relation::MoreThan => "超过",
        Relation::AtMost => "不超过",
        Relation::LessThan => "少于",
    };
    match threshold.mark() {
        Mark::Part(fraction, Base::All) => format!("{relation}全体的 {fraction}"),
        Mark::Part(fraction, Base::Present) => format!("{relation}出席的 {fraction}"),
        Mark::Part(fraction, Base::Participating) => format!("{relation}参与表决的 {fraction}"),
        Mark::Part(fraction, Base::Cast) => format!("{relation}同意与反对合计的 {fraction}"),
        Mark::Number(number) => format!("{relation} {number} {unit}"),
    }
}

/// For example "by heads 616 of 950 (64.84 %), where at least 634 were needed".
pub(super) fn clause_en(held: &Inequality<'_>, totals: &Totals, unit: ShareUnit) -> String {
    let subject = match held.about {
        About::Matter(Subject::Opposition) => "against ",
        About::Matter(Subject::Approval) => "for ",
        About::Matter(Subject::Participation | Subject::Presence)
        | About::Candidate(_)
        | About::Objections => "",
    };
    let (measure, unit) = match (held.measure, unit) {
        (Measure::Heads, _) => ("heads", ""),
        (Measure::Area, ShareUnit::SquareMetre) => ("area", " m²"),
        (Measure::Area, ShareUnit::Share) => ("share", ""),
        (Measure::Units, _) => ("units", ""),
    };
    let Some(Known { have, of, percent, needed, .. }) = Known::of(held, totals) else {
        return format!("{subject}by {measure} not known, because areas are missing");
    };
    let of = match held.threshold.base() {
        Some(_) => format!(" of {of}{unit} ({percent} %)"),
        None => String::new(),
    };
    let asked = match held.threshold.relation() {
        Relation::AtLeast | Relation::MoreThan => format!("at least {needed}{unit} needed"),
        Relation::AtMost | Relation::LessThan => format!("at most {needed}{unit} allowed"),
    };
    format!("{subject}by {measure} {have}{of}, {asked}")
}

/// The same in Chinese.
pub(super) fn clause_zh(held: &Inequality<'_>, totals: &Totals, unit: ShareUnit) -> String {
    let subject = match held.about {
        About::Matter(Subject::Opposition) => "反对",
        About::Matter(Subject::Approval) => "同意",
        About::Matter(Subject::Participation | Subject::Presence)
        | About::Candidate(_)
        | About::Objections => "",
    };
    let (measure, unit) = match (held.measure, unit) {
        (Measure::Heads, _) => ("人数", "人"),
        (Measure::Area, ShareUnit::SquareMetre) => ("面积", "平方米"),
        (Measure::Area, ShareUnit::Share) => ("份额", "份"),
        (Measure::Units, _) => ("专有部分数", "个"),
    };
    let Some(Known { have, of, percent, needed, .. }) = Known::of(held, totals) else {
        return format!("{subject}{measure}因缺少面积数据不能确定");
    };
    let of = match held.threshold.base() {
        Some(_) => format!("，占 {of} {unit}的 {percent}%"),
        None => String::new(),
    };
    let asked = match held.threshold.relation() {
        Relation::AtLeast | Relation::MoreThan => "至少须",
        Relation::AtMost | Relation::LessThan => "至多可",
    };
    format!("{subject}{measure} {have} {unit}{of}，{asked} {needed} {unit}")
}

/// The texts of an inequality whose quantities are all known.
struct Known {
    have: String,
    of: String,
    percent: String,
    needed: String,
    proof: String,
    holds: bool,
}

impl Known {
    fn of(held: &Inequality<'_>, totals: &Totals) -> Option<Self> {
        let on = held.comparison;
        let shown = |value: u128| quantity(value, held.measure, totals.scale, totals.denominator);
        let text = |value: Option<u128>| value.map(shown);
        let (have, of) = (text(on.have)?, text(on.of)?);
        let (numerator, denominator) = held.threshold.ratio();
        let relation = held.threshold.relation().as_str();
        let (left, right) = (text(on.left)?, text(on.right)?);
        let proof = match held.threshold.base() {
            Some(_) => {
                format!("{denominator} × {have} = {left} {relation} {numerator} × {of} = {right}")
            }
            None => format!("{left} {relation} {right}"),
        };
        let percent = percent(on.have?, on.of?);
        // Where even nothing is too much there is no value that would satisfy.
        let needed = on.needed.map_or_else(|| "-".to_owned(), shown);
        Some(Self { have, of, percent, needed, proof, holds: on.holds? })
    }
}

/// A percentage with two decimals, rounded to the nearest, half up; for the eye only.
fn percent(have: u128, of: u128) -> String {
    let doubled = have.saturating_mul(20_000).saturating_add(of);
    let hundredths = if of == 0 { 0 } else { doubled / of.saturating_mul(2) };
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_rounded_to_the_nearest_hundredth() {
        assert_eq!(percent(25, 36), "69.44");
        assert_eq!(percent(233_940, 350_853), "66.68");
        assert_eq!(percent(1, 1), "100.00");
        assert_eq!(percent(0, 0), "0.00");
    }
}
