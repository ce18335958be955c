//! A verdict as published: in the tally certificate, by the API, on the command line.
//!
//! The whole form can be derived again from the totals in it; see [`VerdictForm::totals`].

use serde::{Deserialize, Serialize};

use super::sentences;
use super::totals::{TotalsForm, TotalsFormError, WeightForm};
use crate::domain::quantities::{Scale, ShareTotal};
use crate::domain::rules::{Comparison, MatterKind, Pack};
use crate::domain::tally::{
    CandidateName, CandidateTotals, CandidateVerdict, Inequality, Requirement, Subject, Totals, Verdict,
};

/// A verdict with everything it follows from.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VerdictForm {
    /// The rule pack.
    #[cfg_attr(feature = "server", schema(example = "cn_civil_code_2021"))]
    pub preset: String,
    /// The kind of matter.
    #[cfg_attr(feature = "server", schema(example = "fund_use"))]
    pub matter: String,
    /// What areas are measured in: `m2`, `share`.
    #[cfg_attr(feature = "server", schema(example = "m2"))]
    pub share_unit: String,
    /// Whether the motion passes, or enough are elected; false as soon as a known inequality
    /// fails, null only where missing data leaves it open.
    pub passed: Option<bool>,
    /// What the ballots add up to.
    pub totals: TotalsForm,
    /// Whether enough take part; null where no quorum is asked for.
    pub participation: Option<RequirementForm>,
    /// Whether enough agree; null for an election.
    pub approval: Option<RequirementForm>,
    /// Every inequality, in the order of checking.
    pub inequalities: Vec<InequalityForm>,
    /// Elections: every candidate, by votes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidates: Option<Vec<CandidateForm>>,
    /// Elections: who has a seat, in vote order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elected: Option<Vec<String>>,
    /// Elections: who reached the threshold and found no seat, in vote order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternates: Option<Vec<String>>,
    /// Elections: who ties for the last seats and must stand again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runoff: Option<Vec<String>>,
    /// What the same ballots would mean under another value of a disputed switch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<OtherwiseForm>,
}

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
}

/// A threshold held against areas.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AreaComparisonForm {
    /// What there is.
    pub have: Option<String>,
    /// The base.
    pub of: Option<String>,
    /// The smallest area at the input's scale that satisfies.
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
    /// `area` or `heads`.
    #[cfg_attr(feature = "server", schema(example = "area"))]
    pub measure: String,
    /// What there is times the denominator, an exact decimal.
    #[cfg_attr(feature = "server", schema(example = "10525.59"))]
    pub left: Option<String>,
    /// `>=` or `>`.
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

/// What the totals mean for one candidate.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CandidateForm {
    /// The candidate.
    pub candidate: String,
    /// The votes by area.
    pub area: Option<String>,
    /// The votes by heads.
    pub heads: u64,
    /// Whether they reach the threshold.
    pub reached: Option<bool>,
    /// The threshold held against them.
    pub approval: RequirementForm,
}

/// The outcome under another value of one switch.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OtherwiseForm {
    /// The switch.
    #[cfg_attr(feature = "server", schema(example = "spoiled_counts_as_participating"))]
    pub switch: String,
    /// Its other value.
    #[cfg_attr(feature = "server", schema(example = "no"))]
    pub value: String,
    /// What `passed` would be.
    pub passed: Option<bool>,
    /// Elections: who would have a seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elected: Option<Vec<String>>,
}

impl VerdictForm {
    /// The published form of a verdict on a matter of this kind.
    #[must_use]
    pub fn new(pack: &Pack, kind: &MatterKind, totals: &Totals, verdict: &Verdict) -> Self {
        let scale = totals.scale;
        let unit = pack.parts().share_unit;
        let requirement = |held: &Requirement| RequirementForm::new(held, scale);
        let inequality = |held: &Inequality<'_>| InequalityForm {
            sentence: sentences::inequality_en(held, scale, unit),
            sentence_zh: sentences::inequality_zh(held, scale, unit),
            ..InequalityForm::new(held, scale)
        };
        let election = verdict.election.as_ref();
        let names = |list: &[CandidateName]| list.iter().map(ToString::to_string).collect();
        let candidate = |own: &CandidateVerdict| CandidateForm {
            candidate: own.name.to_string(),
            area: own.votes.area.map(|area| area.to_decimal(scale)),
            heads: own.votes.heads.count(),
            reached: own.approval.holds,
            approval: requirement(&own.approval),
        };
        Self {
            preset: pack.id().to_string(),
            matter: kind.to_string(),
            share_unit: unit.as_str().to_owned(),
            passed: verdict.passed,
            totals: TotalsForm::from(totals),
            participation: verdict.participation.as_ref().map(requirement),
            approval: verdict.approval.as_ref().map(requirement),
            inequalities: verdict.inequalities().iter().map(inequality).collect(),
            candidates: election.map(|held| held.candidates.iter().map(candidate).collect()),
            elected: election.map(|held| names(&held.elected)),
            alternates: election.map(|held| names(&held.alternates)),
            runoff: election.map(|held| names(&held.runoff)),
            otherwise: Vec::new(),
        }
    }

    /// The totals and candidates it names, from which the verdict can be derived again.
    pub fn totals(&self) -> Result<(Totals, Vec<CandidateTotals>), TotalsFormError> {
        let totals = self.totals.read()?;
        let candidates = self.candidates.iter().flatten().enumerate().map(|(place, form)| {
            let name = CandidateName::new(&form.candidate).map_err(|_| TotalsFormError::Name(place))?;
            let weight = WeightForm { area: form.area.clone(), heads: form.heads };
            Ok(CandidateTotals { name, votes: weight.read(&format!("candidates[{place}]"))? })
        });
        Ok((totals, candidates.collect::<Result<_, _>>()?))
    }
}

impl OtherwiseForm {
    /// The outcome that a verdict under another value of a switch has.
    #[must_use]
    pub fn new(switch: &str, value: &str, verdict: &Verdict) -> Self {
        let names = |list: &[CandidateName]| list.iter().map(ToString::to_string).collect();
        Self {
            switch: switch.to_owned(),
            value: value.to_owned(),
            passed: verdict.passed,
            elected: verdict.election.as_ref().map(|election| names(&election.elected)),
        }
    }
}

impl RequirementForm {
    fn new(held: &Requirement, scale: Scale) -> Self {
        let decimal = |thousandths| ShareTotal::from_thousandths(thousandths).to_decimal(scale);
        let area = |on: Comparison| AreaComparisonForm {
            have: on.have.map(decimal),
            of: on.of.map(decimal),
            needed: on.needed.map(decimal),
            holds: on.holds,
        };
        let count =
            |heads: Option<u128>| heads.and_then(|heads| u64::try_from(heads).ok()).unwrap_or(u64::MAX);
        let heads = |on: Comparison| HeadsComparisonForm {
            have: count(on.have),
            of: count(on.of),
            needed: count(on.needed),
            holds: on.holds,
        };
        Self { holds: held.holds, area: held.area.map(area), heads: held.heads.map(heads) }
    }
}

impl InequalityForm {
    fn new(held: &Inequality<'_>, scale: Scale) -> Self {
        let side = |side: Option<u128>| side.map(|side| sentences::quantity(side, held.measure, scale));
        let (subject, candidate) = match held.subject {
            Subject::Participation => (SubjectForm::Participation, None),
            Subject::Approval => (SubjectForm::Approval, None),
            Subject::Candidate(name) => (SubjectForm::Candidate, Some(name.to_string())),
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
            sentence: String::new(),
            sentence_zh: String::new(),
        }
    }
}
