//! Verdicts in words, in English and Chinese.
//!
//! Percentages are rounded for the eye only; what decides is the inequality beside them.

use crate::domain::quantities::{Scale, ShareTotal};
use crate::domain::rules::{Base, Measure, Relation, ShareUnit};
use crate::domain::tally::{Inequality, Subject};

/// A quantity in heads, or in thousandths as an exact decimal.
pub(super) fn quantity(value: u128, measure: Measure, scale: Scale) -> String {
    match measure {
        Measure::Area => ShareTotal::from_thousandths(value).to_decimal(scale),
        Measure::Heads => value.to_string(),
    }
}

/// For example "Participation by heads: 616 of 950 (64.84 %), at least 2/3 of all needed (634):
/// 3 × 616 = 1848 >= 2 × 950 = 1900 does not hold (art …)."
pub(super) fn inequality_en(held: &Inequality<'_>, scale: Scale, unit: ShareUnit) -> String {
    let subject = match held.subject {
        Subject::Participation => "Participation".to_owned(),
        Subject::Approval => "Approval".to_owned(),
        Subject::Candidate(name) => format!("Votes for {name}"),
    };
    let measure = held.measure.as_str();
    let unit = match (held.measure, unit) {
        (Measure::Heads, _) => "",
        (Measure::Area, ShareUnit::SquareMetre) => " m²",
        (Measure::Area, ShareUnit::Share) => " shares",
    };
    let relation = match held.threshold.relation() {
        Relation::AtLeast => "at least",
        Relation::MoreThan => "more than",
    };
    let base = match held.threshold.base() {
        Base::All => "of all",
        Base::Participating => "of those participating",
    };
    let asked = format!("{relation} {} {base} needed", held.threshold.fraction());
    let article = held.threshold.source().article();
    let Some(known) = Known::of(held, scale) else {
        return format!("{subject} by {measure}: not known, because areas are missing; {asked} ({article}).");
    };
    let Known { have, of, percent, needed, proof, holds } = known;
    let holds = if holds { "holds" } else { "does not hold" };
    format!(
        "{subject} by {measure}: {have} of {of}{unit} ({percent} %), {asked} ({needed}): {proof} {holds} \
         ({article})."
    )
}

/// The same in Chinese.
pub(super) fn inequality_zh(held: &Inequality<'_>, scale: Scale, unit: ShareUnit) -> String {
    let (measure, unit) = match (held.measure, unit) {
        (Measure::Heads, _) => ("人数", "人"),
        (Measure::Area, ShareUnit::SquareMetre) => ("面积", "平方米"),
        (Measure::Area, ShareUnit::Share) => ("份额", "份"),
    };
    let subject = match held.subject {
        Subject::Participation => format!("参与表决{measure}"),
        Subject::Approval => format!("同意{measure}"),
        Subject::Candidate(name) => format!("候选人{name}得票{measure}"),
    };
    let relation = match held.threshold.relation() {
        Relation::AtLeast => "不少于",
        Relation::MoreThan => "超过",
    };
    let base = match held.threshold.base() {
        Base::All => "全体",
        Base::Participating => "参与表决",
    };
    let asked = format!("应{relation}{base}的 {}", held.threshold.fraction());
    let article = held.threshold.source().article();
    let Some(known) = Known::of(held, scale) else {
        return format!("{subject}：因缺少面积数据无法确定，{asked}（{article}）。");
    };
    let Known { have, of, percent, needed, proof, holds } = known;
    let holds = if holds { "成立" } else { "不成立" };
    format!(
        "{subject}：{have}/{of} {unit}（{percent}%），{asked}（{needed} {unit}）：{proof} {holds}（{article}）。"
    )
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
    fn of(held: &Inequality<'_>, scale: Scale) -> Option<Self> {
        let on = held.comparison;
        let text = |value: Option<u128>| value.map(|value| quantity(value, held.measure, scale));
        let (have, of) = (text(on.have)?, text(on.of)?);
        let fraction = held.threshold.fraction();
        let proof = format!(
            "{} × {have} = {} {} {} × {of} = {}",
            fraction.denominator(),
            text(on.left)?,
            held.threshold.relation().as_str(),
            fraction.numerator(),
            text(on.right)?,
        );
        let percent = percent(on.have?, on.of?);
        Some(Self { have, of, percent, needed: text(on.needed)?, proof, holds: on.holds? })
    }
}

/// A percentage with two decimals, rounded to the nearest, half up; for the eye only.
fn percent(have: u128, of: u128) -> String {
    let hundredths = if of == 0 { 0 } else { (have * 20_000 + of) / (2 * of) };
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
