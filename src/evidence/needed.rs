//! What a matter that did not pass would have needed, as published and in words.

use serde::{Deserialize, Serialize};

use super::exact::quantity;
use super::inequalities::SubjectForm;
use crate::domain::rules::{Measure, Rule, ShareUnit, Subject};
use crate::domain::tally::{About, Lack, Totals, Verdict, lacks};

/// What is lacking on one measure.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NeededForm {
    /// What it is lacking in.
    pub subject: SubjectForm,
    /// The candidate, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<String>,
    /// `area`, `heads` or `units`.
    #[cfg_attr(feature = "server", schema(example = "heads"))]
    pub measure: String,
    /// How much more was needed, or less where at most so much may be, the base as it is; null where
    /// it cannot be said.
    #[cfg_attr(feature = "server", schema(example = "18"))]
    pub short: Option<String>,
    /// How much more was needed if it comes from outside the base, which grows with it; left out
    /// where the base does not grow so, and where not even everybody outside would be enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", schema(example = "24"))]
    pub joining: Option<String>,
    /// The totals that are not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The same in English.
    pub sentence: String,
    /// The same in Chinese.
    pub sentence_zh: String,
}

/// What stands in the way of a verdict, in the order of its inequalities.
pub(super) fn needed(
    verdict: &Verdict,
    totals: &Totals,
    (rule, unit): (&Rule, ShareUnit),
) -> Vec<NeededForm> {
    lacks(verdict, totals, rule.measures).iter().map(|lack| NeededForm::new(lack, totals, unit)).collect()
}

impl NeededForm {
    fn new(lack: &Lack<'_>, totals: &Totals, unit: ShareUnit) -> Self {
        let text = |value: Option<u128>| {
            value.map(|value| quantity(value, lack.measure, totals.scale, totals.denominator))
        };
        let (subject, candidate) = match lack.about {
            About::Matter(Subject::Participation) => (SubjectForm::Participation, None),
            About::Matter(Subject::Presence) => (SubjectForm::Presence, None),
            About::Matter(Subject::Approval) => (SubjectForm::Approval, None),
            About::Matter(Subject::Opposition) => (SubjectForm::Opposition, None),
            About::Candidate(name) => (SubjectForm::Candidate, Some(name.to_string())),
            About::Objections => (SubjectForm::Objections, None),
        };
        let words = Words { lack, unit, short: text(lack.short), joining: text(lack.joining) };
        let (sentence, sentence_zh) = (words.en(), words.zh());
        Self {
            subject,
            candidate,
            measure: lack.measure.as_str().to_owned(),
            short: words.short,
            joining: words.joining,
            missing: lack.missing.iter().map(ToString::to_string).collect(),
            sentence,
            sentence_zh,
        }
    }
}

/// What sentences are made of.
struct Words<'a> {
    lack: &'a Lack<'a>,
    unit: ShareUnit,
    short: Option<String>,
    joining: Option<String>,
}

impl Words<'_> {
    fn en(&self) -> String {
        let (measure, one, many) = match (self.lack.measure, self.unit) {
            (Measure::Heads, _) => ("heads", "head", "heads"),
            (Measure::Area, ShareUnit::SquareMetre) => ("area", "m²", "m²"),
            (Measure::Area, ShareUnit::Share) => ("share", "share", "shares"),
            (Measure::Units, _) => ("units", "unit", "units"),
        };
        let amount = |number: &str| format!("{number} {}", if number == "1" { one } else { many });
        let (who, direction) = match self.lack.about {
            About::Matter(Subject::Participation) => ("taking part".to_owned(), "more"),
            About::Matter(Subject::Presence) => ("present".to_owned(), "more"),
            About::Matter(Subject::Approval) => ("for the motion".to_owned(), "more"),
            About::Matter(Subject::Opposition) => ("against the motion".to_owned(), "less"),
            About::Candidate(name) => (format!("for {name}"), "more"),
            About::Objections => ("objecting in writing".to_owned(), "less"),
        };
        let Some(short) = &self.short else {
            let missing = self.lack.missing.join(", ");
            return match self.lack.missing.as_slice() {
                [] => format!("No number {who} by {measure} would have been enough."),
                ["candidates"] => format!("What was needed {who} cannot be said: no candidate is known."),
                _ => format!("What was needed {who} by {measure} cannot be said: not known are {missing}."),
            };
        };
        let joining = self.joining.as_ref().filter(|joining| *joining != short);
        let joining = joining.map_or_else(String::new, |joining| {
            format!(", or {} from those who are outside the base", amount(joining))
        });
        format!("It would have taken {} {direction} {who}{joining}.", amount(short))
    }

    fn zh(&self) -> String {
        let (measure, unit) = match (self.lack.measure, self.unit) {
            (Measure::Heads, _) => ("人数", "人"),
            (Measure::Area, ShareUnit::SquareMetre) => ("面积", "平方米"),
            (Measure::Area, ShareUnit::Share) => ("份额", "份"),
            (Measure::Units, _) => ("专有部分数", "个"),
        };
        let (who, direction) = match self.lack.about {
            About::Matter(Subject::Participation) => ("参与表决".to_owned(), "还须增加"),
            About::Matter(Subject::Presence) => ("出席".to_owned(), "还须增加"),
            About::Matter(Subject::Approval) => ("同意".to_owned(), "还须增加"),
            About::Matter(Subject::Opposition) => ("反对".to_owned(), "须减少"),
            About::Candidate(name) => (format!("候选人{name}得票"), "还须增加"),
            About::Objections => ("书面异议".to_owned(), "须减少"),
        };
        let Some(short) = &self.short else {
            let missing: Vec<&str> = self.lack.missing.iter().map(|name| total_zh(name)).collect();
            return match missing.as_slice() {
                [] => format!("{who}{measure}无论多少均不能满足。"),
                _ => format!("{who}{measure}所需数额无法确定：缺少{}的数据。", missing.join("、")),
            };
        };
        let joining = self.joining.as_ref().filter(|joining| *joining != short);
        let joining = joining
            .map_or_else(String::new, |joining| format!("；如来自未计入基数者，则须 {joining} {unit}"));
        format!("{who}{measure}{direction} {short} {unit}{joining}。")
    }
}

fn total_zh(name: &str) -> &str {
    match name {
        "all" => "全体",
        "present" => "出席",
        "participating" => "参与表决",
        "for" => "同意",
        "against" => "反对",
        "candidates" => "候选人",
        "objections" => "书面异议",
        other => other,
    }
}
