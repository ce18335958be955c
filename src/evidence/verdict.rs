//! A verdict as published: in the tally certificate, by the API, on the command line.
//!
//! The whole form can be derived again from the totals in it; see [`VerdictForm::totals`].

use serde::{Deserialize, Serialize};

use super::explained::{RiskForm, SwitchForm};
use super::follow_ups::{ConditionForm, ConsequenceForm, NextForm};
use super::inequalities::{InequalityForm, RequirementForm};
use super::needed::{NeededForm, needed};
use super::totals::{TotalsForm, TotalsFormError, WeightForm};
use crate::domain::rules::{Call, MatterKind, Pack, Rule};
use crate::domain::tally::{
    Attribution, CandidateName, CandidateTotals, CandidateVerdict, Held, TakenAs, Totals, Verdict,
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
    /// `second` for the vote of a meeting that was convened again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", schema(example = "second"))]
    pub call: Option<String>,
    /// What areas are measured in: `m2`, `share`.
    #[cfg_attr(feature = "server", schema(example = "m2"))]
    pub share_unit: String,
    /// Whether the motion passes, or enough are elected; false as soon as a known inequality
    /// fails, null only where missing data leaves it open.
    pub passed: Option<bool>,
    /// What the ballots add up to, with the silent where they are counted as if they had voted.
    pub totals: TotalsForm,
    /// The silent among them who are counted as if they had voted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed: Option<AttributedForm>,
    /// Whether enough take part; null where no quorum is asked for.
    pub participation: Option<RequirementForm>,
    /// Whether enough agree; null for an election.
    pub approval: Option<RequirementForm>,
    /// Every inequality, in the order of checking.
    pub inequalities: Vec<InequalityForm>,
    /// What a matter that did not pass would have needed, on each inequality that stands in the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needed: Vec<NeededForm>,
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
    /// Objections and silence that the result depends on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<ConditionForm>,
    /// The vote or call that may follow where the motion did not pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NextForm>,
    /// What else follows, apart from whether the motion is valid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consequences: Vec<ConsequenceForm>,
    /// The outcome if percentages were rounded as a local rule says; it decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounded: Option<RoundedForm>,
    /// What the same ballots would mean under another value of a disputed switch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<OtherwiseForm>,
    /// The switches without whose value the outcome would be another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub switches: Vec<SwitchForm>,
    /// Settings by which the result may be contested.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<RiskForm>,
    /// The verdict in one paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<String>,
    /// The same in Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph_zh: Option<String>,
}

/// The silent who are counted as if they had voted.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AttributedForm {
    /// What they are taken to say: `for`, `against`, `abstain`.
    #[cfg_attr(feature = "server", schema(example = "abstain"))]
    pub taken_as: String,
    /// How much they weigh.
    pub weight: WeightForm,
}

/// The outcome under a local rule for rounding percentages.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundedForm {
    /// Decimals of the percentage.
    pub percent_decimals: u8,
    /// What `passed` would be.
    pub passed: Option<bool>,
    /// The article that asks for rounding.
    pub article: String,
    /// Whether that article was read in its text.
    pub verified: bool,
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
    /// The votes by units, where the pack uses them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<String>,
    /// Whether they reach the threshold.
    pub reached: Option<bool>,
    /// The first threshold held against them; without measures where most votes are enough.
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
    /// Elections: who would be an alternate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternates: Option<Vec<String>>,
    /// Elections: who would tie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runoff: Option<Vec<String>>,
}

impl VerdictForm {
    /// The bare form of a verdict on a matter of this kind, decided by this rule; it is explained by
    /// [`Decision`](super::decision::Decision).
    pub(super) fn new(
        pack: &Pack,
        (kind, rule): (&MatterKind, &Rule),
        real: &Totals,
        verdict: &Verdict,
    ) -> Self {
        let unit = pack.parts().share_unit;
        let totals = &verdict.attribution.map_or(*real, |attribution| attribution.added(real));
        let requirement = |held: &Held| RequirementForm::new(held, totals);
        let election = verdict.election.as_ref();
        let names = |list: &[CandidateName]| list.iter().map(ToString::to_string).collect();
        let candidate = |own: &CandidateVerdict| CandidateForm::new(own, totals, rule);
        let inequalities = verdict.inequalities();
        Self {
            preset: pack.id().to_string(),
            matter: kind.to_string(),
            call: match verdict.call {
                Call::First => None,
                Call::Second => Some(Call::Second.as_str().to_owned()),
            },
            share_unit: unit.as_str().to_owned(),
            passed: verdict.passed,
            totals: TotalsForm::new(totals, rule),
            attributed: verdict.attribution.map(|own| AttributedForm::new(&own, totals, rule)),
            participation: verdict.participation().map(requirement),
            approval: verdict.approval().map(requirement),
            inequalities: inequalities.iter().map(|own| InequalityForm::new(own, totals, unit)).collect(),
            needed: needed(verdict, totals, (rule, unit)),
            candidates: election.map(|held| held.candidates.iter().map(candidate).collect()),
            elected: election.map(|held| names(&held.elected)),
            alternates: election.map(|held| names(&held.alternates)),
            runoff: election.map(|held| names(&held.runoff)),
            conditions: conditions(rule, verdict),
            next: verdict.next.as_ref().map(|next| NextForm::new(pack, totals, next)),
            consequences: verdict
                .consequences
                .iter()
                .map(|own| ConsequenceForm::new(pack, totals, own))
                .collect(),
            rounded: RoundedForm::new(rule, verdict),
            otherwise: Vec::new(),
            switches: Vec::new(),
            risks: Vec::new(),
            paragraph: None,
            paragraph_zh: None,
        }
    }

    /// The totals of the real ballots and the candidates it names, from which the verdict can be
    /// derived again.
    pub fn totals(&self) -> Result<(Totals, Vec<CandidateTotals>), TotalsFormError> {
        let candidates: Vec<(&str, WeightForm)> =
            self.candidates.iter().flatten().map(|form| (form.candidate.as_str(), form.weight())).collect();
        let mut others: Vec<&WeightForm> = candidates.iter().map(|(_, weight)| weight).collect();
        others.extend(self.attributed.as_ref().map(|form| &form.weight));
        let shown = self.totals.read(&others)?;
        let real = match &self.attributed {
            Some(form) => form.read(shown.denominator)?.removed(&shown),
            None => shown,
        };
        let candidates = candidates.into_iter().enumerate().map(|(place, (name, weight))| {
            let name = CandidateName::new(name).map_err(|_| TotalsFormError::Name(place))?;
            let votes = weight.read(&format!("candidates[{place}]"), shown.denominator)?;
            Ok(CandidateTotals { name, votes })
        });
        Ok((real, candidates.collect::<Result<_, _>>()?))
    }
}

fn conditions(rule: &Rule, verdict: &Verdict) -> Vec<ConditionForm> {
    let objection = verdict.objection.as_ref().map(ConditionForm::objection);
    let silence = rule
        .silence
        .as_ref()
        .map(|silence| ConditionForm::silence(silence.days, &silence.source, verdict.attribution.is_some()));
    silence.into_iter().chain(objection).collect()
}

impl AttributedForm {
    fn new(own: &Attribution, totals: &Totals, rule: &Rule) -> Self {
        let weight = WeightForm::new(own.weight, totals, rule);
        Self { taken_as: own.taken_as.as_str().to_owned(), weight }
    }

    fn read(&self, denominator: u64) -> Result<Attribution, TotalsFormError> {
        let found = TakenAs::ALL.into_iter().find(|way| way.as_str() == self.taken_as);
        let taken_as = found.ok_or(TotalsFormError::TakenAs)?;
        Ok(Attribution { taken_as, weight: self.weight.read("attributed", denominator)? })
    }
}

impl RoundedForm {
    fn new(rule: &Rule, verdict: &Verdict) -> Option<Self> {
        let (rounding, passed) = rule.rounding.as_ref().zip(verdict.rounded)?;
        Some(Self {
            percent_decimals: rounding.percent_decimals,
            passed,
            article: rounding.source.article().to_owned(),
            verified: rounding.source.is_verified(),
        })
    }
}

impl CandidateForm {
    fn new(own: &CandidateVerdict, totals: &Totals, rule: &Rule) -> Self {
        let WeightForm { area, heads, units } = WeightForm::new(own.votes, totals, rule);
        let approval = own.approval.first().map(|held| RequirementForm::new(held, totals));
        Self {
            candidate: own.name.to_string(),
            area,
            heads,
            units,
            reached: own.reached,
            approval: approval.unwrap_or(RequirementForm {
                holds: own.reached,
                area: None,
                heads: None,
                units: None,
            }),
        }
    }

    fn weight(&self) -> WeightForm {
        WeightForm { area: self.area.clone(), heads: self.heads, units: self.units.clone() }
    }
}

impl OtherwiseForm {
    /// The outcome that a verdict under another value of a switch has.
    pub(super) fn new(switch: &str, value: &str, verdict: &Verdict) -> Self {
        let names = |list: &[CandidateName]| list.iter().map(ToString::to_string).collect();
        let election = verdict.election.as_ref();
        Self {
            switch: switch.to_owned(),
            value: value.to_owned(),
            passed: verdict.passed,
            elected: election.map(|own| names(&own.elected)),
            alternates: election.map(|own| names(&own.alternates)),
            runoff: election.map(|own| names(&own.runoff)),
        }
    }
}
