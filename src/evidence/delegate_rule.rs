//! The rule of procedure that lets delegates act: what a definition says of it, and when it may stand.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::definition::{Definition, MeetingKind};
use super::non_voter::RULE_TEXT_MAX;
use super::text;
use crate::domain::instants::{Instant, Zone};

/// The rule adopted earlier under which delegates act.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DelegateRuleForm {
    /// The day on which it was adopted, before the day of the notice.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, format = Date, example = "2025-06-01"))]
    pub adopted_on: Date,
    /// What it says of delegates, word for word: 1 to 2 000 characters. It is public.
    #[cfg_attr(
        feature = "server",
        schema(example = "每幢推选一名业主代表，受业主书面委托，收集并代为提交业主的表决意见，任期三年。")
    )]
    pub text: String,
}

/// Why delegates cannot act in a meeting.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum DelegateRuleProblem {
    /// The rule was adopted on the day of the notice or later.
    #[error("delegate_rule was adopted on {0}, which is not before the day of the notice, {1}")]
    AdoptedTooLate(Date, Date),
    /// The text of the rule is empty or too long.
    #[error("the text of delegate_rule must have 1 to {RULE_TEXT_MAX} characters")]
    Text,
    /// At the first meeting no rule can have been adopted.
    #[error("delegate_rule is not possible at the inaugural meeting: no rules of procedure exist yet")]
    Inaugural,
}

/// Everything that stands against the rule on delegates of a meeting noticed at this time.
#[must_use]
pub fn problems(definition: &Definition, noticed_at: Instant) -> Vec<DelegateRuleProblem> {
    let Some(rule) = &definition.delegate_rule else { return Vec::new() };
    let mut problems = Vec::new();
    match definition.kind {
        MeetingKind::Inaugural => problems.push(DelegateRuleProblem::Inaugural),
        MeetingKind::Regular | MeetingKind::Extraordinary => {}
    }
    // A zone that is not known is told with the times.
    let noticed_on = Zone::new(&definition.time_zone).ok().map(|zone| noticed_at.day_in(&zone));
    if let Some(noticed_on) = noticed_on.filter(|day| rule.adopted_on >= *day) {
        problems.push(DelegateRuleProblem::AdoptedTooLate(rule.adopted_on, noticed_on));
    }
    if rule.text.trim().is_empty() || rule.text.chars().count() > RULE_TEXT_MAX {
        problems.push(DelegateRuleProblem::Text);
    }
    problems
}

/// The zone by whose days the terms of delegates run; none where no rule lets delegates act.
#[must_use]
pub fn zone(definition: &Definition) -> Option<Zone> {
    definition.delegate_rule.as_ref().and_then(|_| Zone::new(&definition.time_zone).ok())
}
