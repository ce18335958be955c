//! What a vote will take, in words, in English and Chinese.

use super::exact::quantity;
use crate::domain::rules::{Measure, Relation, ShareUnit};
use crate::domain::tally::{Blocker, Held, Likelihood, Patterns, Simulation, Totals};

/// A simulation as it is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'a> {
    /// What a vote will take.
    pub(super) simulation: &'a Simulation,
    /// What a share measures.
    pub(super) unit: ShareUnit,
    /// The developer, if it can prevent the decision alone.
    pub(super) developer: Option<&'a Blocker>,
}

impl Told<'_> {
    /// One paragraph in English.
    pub(super) fn paragraph_en(&self) -> String {
        let own = self.simulation;
        let mut sentences = Vec::new();
        if own.quorum.is_empty() {
            sentences.push("No quorum is asked for.".to_owned());
        } else {
            sentences.push(format!("Must take part: {}.", self.amounts(&own.quorum, Measured::EN)));
        }
        if let Some(smallest) = own.approval_at_smallest.as_deref().filter(|held| !held.is_empty()) {
            let amounts = self.amounts(smallest, Measured::EN);
            sentences.push(format!("If just so many take part, must agree: {amounts}."));
        }
        if own.approval_at_full.is_empty() {
            sentences.push("Most votes are enough.".to_owned());
        } else {
            let amounts = self.amounts(&own.approval_at_full, Measured::EN);
            sentences.push(format!("If everybody takes part, must agree: {amounts}."));
        }
        sentences.push(match (own.blockers.len() + own.further_blockers, self.developer) {
            (0, _) => "No elector alone can prevent the decision.".to_owned(),
            (1, Some(_)) => "The developer alone can prevent the decision.".to_owned(),
            (1, None) => "One elector alone can prevent the decision.".to_owned(),
            (all, Some(_)) => {
                format!("Each of {all} electors alone can prevent the decision, the developer among them.")
            }
            (all, None) => format!("Each of {all} electors alone can prevent the decision."),
        });
        sentences.push(self.leak_en());
        sentences.join(" ")
    }

    /// The same in Chinese.
    pub(super) fn paragraph_zh(&self) -> String {
        let own = self.simulation;
        let mut sentences = Vec::new();
        if own.quorum.is_empty() {
            sentences.push("对参与表决的数量没有要求。".to_owned());
        } else {
            sentences.push(format!("须参与表决：{}。", self.amounts(&own.quorum, Measured::ZH)));
        }
        if let Some(smallest) = own.approval_at_smallest.as_deref().filter(|held| !held.is_empty()) {
            let amounts = self.amounts(smallest, Measured::ZH);
            sentences.push(format!("若恰有上述数量参与，须同意：{amounts}。"));
        }
        if own.approval_at_full.is_empty() {
            sentences.push("得票最多者即可当选。".to_owned());
        } else {
            let amounts = self.amounts(&own.approval_at_full, Measured::ZH);
            sentences.push(format!("若全体参与，须同意：{amounts}。"));
        }
        sentences.push(match (own.blockers.len() + own.further_blockers, self.developer) {
            (0, _) => "没有任何一名表决权人可以单独阻止决定。".to_owned(),
            (1, Some(_)) => "建设单位一方即可单独阻止决定。".to_owned(),
            (1, None) => "有一名表决权人可以单独阻止决定。".to_owned(),
            (all, Some(_)) => format!("有 {all} 名表决权人各自可以单独阻止决定，建设单位在其中。"),
            (all, None) => format!("有 {all} 名表决权人各自可以单独阻止决定。"),
        });
        sentences.push(self.leak_zh());
        sentences.concat()
    }

    fn leak_en(&self) -> String {
        let leak = &self.simulation.leak;
        let electors = leak.electors;
        let ways =
            |Patterns { all, unique }| format!("{unique} of {all} ways to vote have totals of their own");
        match (leak.likelihood, leak.patterns) {
            (Likelihood::Certain, Some(patterns)) => format!(
                "Warning: the published totals would give single choices away; with {electors} electors {}.",
                ways(patterns)
            ),
            (Likelihood::Possible, Some(patterns)) => format!(
                "Warning: the published totals may give single choices away; with {electors} electors {}.",
                ways(patterns)
            ),
            (Likelihood::Possible | Likelihood::Certain, None) => format!(
                "Warning: with {electors} electors the published totals may give single choices away."
            ),
            (Likelihood::Unlikely, _) => {
                "The published totals are unlikely to give single choices away, unless all say the same."
                    .to_owned()
            }
        }
    }

    fn leak_zh(&self) -> String {
        let leak = &self.simulation.leak;
        let electors = leak.electors;
        let ways = |Patterns { all, unique }| format!("{all} 种投票组合中有 {unique} 种的合计独一无二");
        match (leak.likelihood, leak.patterns) {
            (Likelihood::Certain, Some(patterns)) => {
                format!("注意：公布合计将暴露个人的选择；表决权人仅 {electors} 名，{}。", ways(patterns))
            }
            (Likelihood::Possible, Some(patterns)) => {
                format!("注意：公布合计可能暴露个人的选择；表决权人仅 {electors} 名，{}。", ways(patterns))
            }
            (Likelihood::Possible | Likelihood::Certain, None) => {
                format!("注意：表决权人仅 {electors} 名，公布合计可能暴露个人的选择。")
            }
            (Likelihood::Unlikely, _) => "除非全体意见一致，公布合计不太可能暴露个人的选择。".to_owned(),
        }
    }

    /// What is needed, measure by measure, each with its base, its threshold and its article.
    fn amounts(&self, held: &[Held], language: Measured) -> String {
        let totals: &Totals = &self.simulation.all;
        let each = held.iter().flat_map(|held| {
            held.comparisons().map(move |(measure, on)| {
                let text = |value: Option<u128>| {
                    let known = value.map(|value| quantity(value, measure, totals.scale, totals.denominator));
                    known.unwrap_or_else(|| "—".to_owned())
                };
                let threshold = &held.requirement.threshold;
                let (needed, of) = (text(on.needed), text(on.of));
                let (relation, name) =
                    (language.relation(threshold.relation()), language.name(measure, self.unit));
                format!("{relation}{needed} / {of} {name} ({threshold}, {})", threshold.source().article())
            })
        });
        each.collect::<Vec<_>>().join(language.comma)
    }
}

/// The words of a language for amounts.
#[derive(Clone, Copy, Debug)]
struct Measured {
    at_least: &'static str,
    at_most: &'static str,
    square_metres: &'static str,
    shares: &'static str,
    heads: &'static str,
    units: &'static str,
    comma: &'static str,
}

impl Measured {
    const EN: Self = Self {
        at_least: "at least ",
        at_most: "at most ",
        square_metres: "m²",
        shares: "shares",
        heads: "heads",
        units: "units",
        comma: "; ",
    };
    const ZH: Self = Self {
        at_least: "不少于 ",
        at_most: "不超过 ",
        square_metres: "平方米",
        shares: "份",
        heads: "人",
        units: "个专有部分",
        comma: "；",
    };

    const fn relation(self, relation: Relation) -> &'static str {
        if relation.asks_for_more() { self.at_least } else { self.at_most }
    }

    const fn name(self, measure: Measure, unit: ShareUnit) -> &'static str {
        match (measure, unit) {
            (Measure::Area, ShareUnit::SquareMetre) => self.square_metres,
            (Measure::Area, ShareUnit::Share) => self.shares,
            (Measure::Heads, _) => self.heads,
            (Measure::Units, _) => self.units,
        }
    }
}
