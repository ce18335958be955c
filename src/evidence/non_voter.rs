//! The rule by which silence means something: what a definition says of it, and when it may stand.
//!
//! All values of `non_voter` but the first need a rule that was adopted earlier, its effect stated
//! to every voter, service proven for each unit, and a meeting that is not the inaugural one. The rule
//! stands in the definition; service is entries, see [`crate::domain::services`].

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::definition::{Definition, MeetingKind};
use super::text;
use crate::domain::instants::{Instant, Zone};
use crate::domain::rules::Switches;
use crate::domain::rules::switches::{NonVoter, OnlyIfRealVotesReachQuorum};

/// Longest text of a rule, in characters.
pub const RULE_TEXT_MAX: usize = 2_000;

/// Longest reference to the decision that adopted a rule, in characters.
pub const RULE_RESULT_MAX: usize = 200;

/// The rule adopted earlier that gives silence its meaning.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NonVoterRuleForm {
    /// The day on which it was adopted, before the day of the notice.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, format = Date, example = "2025-06-01"))]
    pub adopted_on: Date,
    /// What it says of silence, word for word: 1 to 2 000 characters. It is public.
    #[cfg_attr(
        feature = "server",
        schema(example = "已送达而未在期限内表决的，其表决票计入已表决的多数票。")
    )]
    pub text: String,
    /// The decision that adopted it, for example the hash of an announcement: 1 to 200 characters.
    #[cfg_attr(feature = "server", schema(example = "2025 年业主大会第 1 号公告"))]
    pub result: String,
}

/// Why silence cannot mean in a meeting what its switch says.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum NonVoterProblem {
    /// No rule is named.
    #[error(
        "non_voter = {0} needs non_voter_rule: the rule adopted earlier, what it says, and by which decision"
    )]
    RuleMissing(NonVoter),
    /// A rule is named, and silence means nothing.
    #[error("non_voter_rule has no effect with non_voter = not_counted: leave it out")]
    RuleWithoutEffect,
    /// The rule was adopted on the day of the notice or later.
    #[error("non_voter_rule was adopted on {0}, which is not before the day of the notice, {1}")]
    AdoptedTooLate(Date, Date),
    /// The text of the rule is empty or too long.
    #[error("the text of non_voter_rule must have 1 to {RULE_TEXT_MAX} characters")]
    Text,
    /// The decision is not named, or at too great a length.
    #[error("the result of non_voter_rule must have 1 to {RULE_RESULT_MAX} characters")]
    Result,
    /// At the first meeting no rule can have been adopted.
    #[error("non_voter = {0} is not possible at the inaugural meeting: no rules of procedure exist yet")]
    Inaugural(NonVoter),
}

/// What silence means in a meeting, in a sentence for every voter.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SilenceForm {
    /// The value of the switch `non_voter`.
    #[cfg_attr(feature = "server", schema(example = "follows_majority"))]
    pub non_voter: String,
    /// What it means.
    pub sentence: String,
    /// The same in Chinese.
    pub sentence_zh: String,
}

/// Everything that stands against what silence is to mean in a meeting noticed at this time. What it
/// cannot mean in a single matter is told with the terms of the matter.
#[must_use]
pub fn problems(definition: &Definition, noticed_at: Instant) -> Vec<NonVoterProblem> {
    let value = definition.switches.non_voter;
    let rule = definition.non_voter_rule.as_ref();
    if value == NonVoter::NotCounted {
        return rule.map(|_| NonVoterProblem::RuleWithoutEffect).into_iter().collect();
    }
    let mut problems = Vec::new();
    match definition.kind {
        MeetingKind::Inaugural => problems.push(NonVoterProblem::Inaugural(value)),
        MeetingKind::Regular | MeetingKind::Extraordinary => {}
    }
    match rule {
        None => problems.push(NonVoterProblem::RuleMissing(value)),
        Some(rule) => problems.extend(rule.problems(&definition.time_zone, noticed_at)),
    }
    problems
}

impl NonVoterRuleForm {
    fn problems(&self, time_zone: &str, noticed_at: Instant) -> Vec<NonVoterProblem> {
        let mut problems = Vec::new();
        // A zone that is not known is told with the times.
        let noticed_on = Zone::new(time_zone).ok().map(|zone| noticed_at.day_in(&zone));
        if let Some(noticed_on) = noticed_on.filter(|day| self.adopted_on >= *day) {
            problems.push(NonVoterProblem::AdoptedTooLate(self.adopted_on, noticed_on));
        }
        if !fits(&self.text, RULE_TEXT_MAX) {
            problems.push(NonVoterProblem::Text);
        }
        if !fits(&self.result, RULE_RESULT_MAX) {
            problems.push(NonVoterProblem::Result);
        }
        problems
    }
}

impl SilenceForm {
    /// What silence means under these switches.
    #[must_use]
    pub fn new(switches: &Switches) -> Self {
        let (en, zh) = meaning(switches.non_voter);
        let (more_en, more_zh) = match (switches.non_voter, switches.only_if_real_votes_reach_quorum) {
            (NonVoter::NotCounted, _) => ("", ""),
            (_, OnlyIfRealVotesReachQuorum::Yes) => (
                " Only if the votes cast reach the quorum by themselves.",
                "仅在实际投票已达到法定参与比例时适用。",
            ),
            (_, OnlyIfRealVotesReachQuorum::No) => {
                (" This also helps to reach the quorum.", "并计入法定参与比例。")
            }
        };
        Self {
            non_voter: switches.non_voter.as_str().to_owned(),
            sentence: format!("{en}{more_en}"),
            sentence_zh: format!("{zh}{more_zh}"),
        }
    }
}

const fn meaning(value: NonVoter) -> (&'static str, &'static str) {
    match value {
        NonVoter::NotCounted => (
            "Who says nothing does not take part and is counted neither for nor against.",
            "未表态者不参与表决，既不计入同意，也不计入反对。",
        ),
        NonVoter::ParticipatesAsAbstain => (
            "Who was served before the opening and says nothing until the close is counted as taking part and \
             abstaining.",
            "投票开启前已送达而至截止未表态者，计为参与表决并弃权。",
        ),
        NonVoter::FollowsMajority => (
            "Who was served before the opening and says nothing until the close is counted with the majority of the \
             votes cast, if heads and area show the same one.",
            "投票开启前已送达而至截止未表态者，其票数计入已表决的多数意见；人数与面积的多数意见不一致的，不计入。",
        ),
        NonVoter::DeemedFor => (
            "Who was served before the opening and says nothing until the close is counted as agreeing.",
            "投票开启前已送达而至截止未表态者，视为同意。",
        ),
    }
}

fn fits(text: &str, chars_max: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= chars_max
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meaning_of_silence_is_said_in_two_languages_and_differs() {
        let mut seen = std::collections::BTreeSet::new();
        for non_voter in NonVoter::ALL.iter().copied() {
            for quorum in OnlyIfRealVotesReachQuorum::ALL.iter().copied() {
                let switches =
                    Switches { non_voter, only_if_real_votes_reach_quorum: quorum, ..Switches::default() };
                let said = SilenceForm::new(&switches);
                assert!(said.sentence.ends_with('.') && said.sentence_zh.ends_with('。'), "{said:?}");
                seen.insert((said.sentence, said.sentence_zh));
            }
        }
        assert_eq!(seen.len(), 7, "silence that means nothing does not depend on the quorum");
    }
}
