//! What each candidate of an election came to, in words.

use super::exact::quantity;
use crate::domain::rules::{Measure, Measures, ShareUnit};
use crate::domain::tally::{CandidateVerdict, Totals};

/// What votes are told from.
pub(super) struct Votes<'a> {
    /// What the ballots add up to.
    pub(super) totals: &'a Totals,
    /// What votes are weighed by.
    pub(super) measures: Measures,
    /// What a share measures.
    pub(super) unit: ShareUnit,
}

impl Votes<'_> {
    /// For example "c1 by area 88.12 m², by heads 1 (not enough)".
    pub(super) fn en(&self, own: &CandidateVerdict) -> String {
        let each =
            self.on_each(own, "not known").into_iter().map(|(measure, votes)| match (measure, self.unit) {
                (Measure::Heads, _) => format!("by heads {votes}"),
                (Measure::Area, ShareUnit::SquareMetre) => format!("by area {votes} m²"),
                (Measure::Area, ShareUnit::Share) => format!("by share {votes}"),
                (Measure::Units, _) => format!("by units {votes}"),
            });
        let reached = match own.reached {
            Some(true) => "enough",
            Some(false) => "not enough",
            None => "open",
        };
        format!("{} {} ({reached})", own.name, each.collect::<Vec<_>>().join(", "))
    }

    /// The same in Chinese.
    pub(super) fn zh(&self, own: &CandidateVerdict) -> String {
        let each = self.on_each(own, "未知").into_iter().map(|(measure, votes)| match (measure, self.unit) {
            (Measure::Heads, _) => format!("{votes}人"),
            (Measure::Area, ShareUnit::SquareMetre) => format!("{votes}平方米"),
            (Measure::Area, ShareUnit::Share) => format!("{votes}份"),
            (Measure::Units, _) => format!("{votes}个专有部分"),
        });
        let reached = match own.reached {
            Some(true) => "达到要求",
            Some(false) => "未达到要求",
            None => "尚不能确定",
        };
        format!("{} {}（{reached}）", own.name, each.collect::<Vec<_>>().join("、"))
    }

    fn on_each(&self, own: &CandidateVerdict, unknown: &str) -> Vec<(Measure, String)> {
        let (scale, denominator) = (self.totals.scale, self.totals.denominator);
        let text = |measure| {
            let votes = own.votes.on(measure).map(|votes| quantity(votes, measure, scale, denominator));
            votes.unwrap_or_else(|| unknown.to_owned())
        };
        self.measures.iter().map(|measure| (measure, text(measure))).collect()
    }
}
