//! Thresholds held against totals, as published: both sides of every inequality, and in words.

use serde::{Deserialize, Serialize};

use super::exact::quantity;
use super::sentences;
use crate::domain::rules::{Comparison, Measure, ShareUnit, Subject};
use crate::domain::tally::{About, Held, Inequality, Totals};

/// A threshold on every measure of its pack.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RequirementForm {
    /// Whether it holds on every measure.
    pub holds: Option<bool>,
    /// By area; null where the pack does not use it.
    pub area: Option<AreaComparisonForm>,
    /// By heads; null where the pack does not use them.
    pub heads: Option<HeadsComparisonForm>,
    /// By units, where the pack uses them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<AreaComparisonForm>,
}

/// A threshold held against areas, or units.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AreaComparisonForm {
    /// What there is.
    pub have: Option<String>,
    /// The base.
    pub of: Option<String>,
    /// The smallest quantity at the input's scale that satisfies; the largest where at most so much
    /// may be.
    pub needed: Option<String>,
    /// Whether it holds.
    pub holds: Option<bool>,
}

/// A threshold held against heads.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HeadsComparisonForm {
    /// What there is.
    pub have: u64,
    /// The base.
    pub of: u64,
    /// The fewest heads that satisfy.
    pub needed: u64,
    /// Whether it holds.
    pub holds: Option<bool>,
}

/// What an inequality is about.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SubjectForm {
    /// Whether enough take part.
    Participation,
    /// Whether enough agree to the motion.
    Approval,
    /// Whether enough want a candidate.
    Candidate,
    /// Whether enough attend or are represented.
    Presence,
    /// Whether few enough disagree.
    Opposition,
    /// Whether enough object in writing for the motion to fall.
    Objections,
}

/// One inequality with both sides.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InequalityForm {
    /// What it is about.
    pub subject: SubjectForm,
    /// The candidate, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<String>,
    /// `area`, `heads` or `units`.
    #[cfg_attr(feature = "server", schema(example = "area"))]
    pub measure: String,
    /// What there is times the denominator, an exact decimal.
    #[cfg_attr(feature = "server", schema(example = "10525.59"))]
    pub left: Option<String>,
    /// `>=`, `>`, `<=` or `<`.
    #[cfg_attr(feature = "server", schema(example = ">="))]
    pub relation: String,
    /// The base times the numerator, an exact decimal.
    #[cfg_attr(feature = "server", schema(example = "7017.06"))]
    pub right: Option<String>,
    /// The article that asks for it.
    pub article: String,
    /// Whether that article was read in its text.
    pub verified: bool,
    /// Whether it holds.
    pub holds: Option<bool>,
    /// The inequality in English.
    pub sentence: String,
    /// The inequality in Chinese.
    pub sentence_zh: String,
}

impl RequirementForm {
    pub(super) fn new(held: &Held, totals: &Totals) -> Self {
        let exact = |measure, on: Comparison| {
            let text = |value: Option<u128>| {
                value.map(|value| quantity(value, measure, totals.scale, totals.denominator))
            };
            let (have, of, needed) = (text(on.have), text(on.of), text(on.needed));
            AreaComparisonForm { have, of, needed, holds: on.holds }
        };
        let count =
            |heads: Option<u128>| heads.and_then(|heads| u64::try_from(heads).ok()).unwrap_or(u64::MAX);
        let heads = |on: Comparison| HeadsComparisonForm {
            have: count(on.have),
            of: count(on.of),
            needed: count(on.needed),
            holds: on.holds,
        };
        Self {
            holds: held.holds,
            area: held.area.map(|on| exact(Measure::Area, on)),
            heads: held.heads.map(heads),
            units: held.units.map(|on| exact(Measure::Units, on)),
        }
    }
}

impl InequalityForm {
    pub(super) fn new(held: &Inequality<'_>, totals: &Totals, unit: ShareUnit) -> Self {
        let side = |side: Option<u128>| {
            side.map(|side| quantity(side, held.measure, totals.scale, totals.denominator))
        };
        let (subject, candidate) = match held.about {
            About::Matter(Subject::Participation) => (SubjectForm::Participation, None),
            About::Matter(Subject::Presence) => (SubjectForm::Presence, None),
            About::Matter(Subject::Approval) => (SubjectForm::Approval, None),
            About::Matter(Subject::Opposition) => (SubjectForm::Opposition, None),
            About::Candidate(name) => (SubjectForm::Candidate, Some(name.to_string())),
            About::Objections => (SubjectForm::Objections, None),
        };
        Self {
            subject,
            candidate,
            measure: held.measure.as_str().to_owned(),
            left: side(held.comparison.left),
            relation: held.threshold.relation().as_str().to_owned(),
            right: side(held.comparison.right),
            article: held.threshold.source().article().to_owned(),
            verified: held.threshold.source().is_verified(),
            holds: held.comparison.holds,
            sentence: sentences::inequality_en(held, totals, unit),
            sentence_zh: sentences::inequality_zh(held, totals, unit),
        }
    }
}
