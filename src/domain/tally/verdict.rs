//! From totals to a verdict.

use thiserror::Error;

use super::choices::CandidateName;
use super::election::{ElectionVerdict, elect};
use super::terms::{Terms, TermsError};
use super::totals::{CandidateTotals, Totals, TotalsError, Weighed};
use crate::domain::quantities::Scale;
use crate::domain::rules::{Base, Comparison, Decides, Measure, Measures, Threshold};

/// Totals that cannot be judged on these terms.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum VerdictError {
    /// The terms do not fit together.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// The totals cannot come from any ballots.
    #[error(transparent)]
    Totals(#[from] TotalsError),
    /// Candidates are given for a matter that elects nobody.
    #[error("candidates are given, but the matter is not an election")]
    CandidatesInMotion,
}

/// A threshold applied to every measure of its pack.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Requirement {
    /// The threshold.
    pub threshold: Threshold,
    /// By area, if the pack uses it.
    pub area: Option<Comparison>,
    /// By heads, if the pack uses them.
    pub heads: Option<Comparison>,
    /// Whether it holds on every measure used: false as soon as one is known to fail, otherwise
    /// unknown as soon as one is.
    pub holds: Option<bool>,
}

impl Requirement {
    /// Holds `have` against the base the threshold names.
    pub(super) fn of(threshold: &Threshold, measures: Measures, totals: &Totals, have: Weighed) -> Self {
        let base = match threshold.base() {
            Base::All => totals.all,
            Base::Participating => totals.participating,
        };
        let compare = |measure| {
            let step = step(measure, totals.scale);
            measures.contains(measure).then(|| threshold.compare(have.on(measure), base.on(measure), step))
        };
        let (area, heads) = (compare(Measure::Area), compare(Measure::Heads));
        let holds = all_hold([area, heads].into_iter().flatten().map(|comparison| comparison.holds));
        Self { threshold: threshold.clone(), area, heads, holds }
    }

    /// The comparison on one measure, if the pack uses it.
    #[must_use]
    pub const fn on(&self, measure: Measure) -> Option<&Comparison> {
        match measure {
            Measure::Area => self.area.as_ref(),
            Measure::Heads => self.heads.as_ref(),
        }
    }
}

/// What an inequality is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Subject<'a> {
    /// Whether enough take part.
    Participation,
    /// Whether enough agree to the motion.
    Approval,
    /// Whether enough want this candidate.
    Candidate(&'a CandidateName),
}

/// One inequality of a verdict, on one measure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Inequality<'a> {
    /// What it is about.
    pub subject: Subject<'a>,
    /// The measure.
    pub measure: Measure,
    /// The threshold with its article.
    pub threshold: &'a Threshold,
    /// Both sides, in heads or thousandths, and whether it holds.
    pub comparison: &'a Comparison,
}

/// What totals mean on given terms.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verdict {
    /// Whether the motion passes, or enough are elected. False as soon as a known inequality
    /// fails; unknown only where missing data leaves it open.
    pub passed: Option<bool>,
    /// Whether enough take part; `None` where the pack asks for no quorum.
    pub participation: Option<Requirement>,
    /// Whether enough agree; `None` for an election, where each candidate has its own.
    pub approval: Option<Requirement>,
    /// Who is elected; `None` for a motion.
    pub election: Option<ElectionVerdict>,
}

impl Verdict {
    /// Every inequality, in the order in which a reader would check them.
    #[must_use]
    pub fn inequalities(&self) -> Vec<Inequality<'_>> {
        let participation = self.participation.iter().map(|held| (Subject::Participation, held));
        let approval = self.approval.iter().map(|held| (Subject::Approval, held));
        let candidates = self.election.iter().flat_map(|election| &election.candidates);
        let candidates = candidates.map(|own| (Subject::Candidate(&own.name), &own.approval));
        let requirements = participation.chain(approval).chain(candidates);
        let on_measures = requirements.flat_map(|(subject, requirement)| {
            Measure::ALL.into_iter().filter_map(move |measure| {
                let comparison = requirement.on(measure)?;
                Some(Inequality { subject, measure, threshold: &requirement.threshold, comparison })
            })
        });
        on_measures.collect()
    }
}

/// Derives the verdict from totals alone: no ballot is needed, so anyone who holds the certified
/// totals can do it again. Where nobody takes part nothing passes, quorum or not.
pub fn judge(
    terms: &Terms<'_>,
    totals: &Totals,
    candidates: &[CandidateTotals],
) -> Result<Verdict, VerdictError> {
    terms.check()?;
    totals.check(candidates, terms.switches.spoiled_counts_as_participating)?;
    let rule = terms.rule;
    let require = |threshold: &Threshold, have| Requirement::of(threshold, rule.measures, totals, have);
    let participation = rule.participation.as_ref().map(|asked| require(asked, totals.participating));
    let anybody = Measure::ALL.into_iter().any(|measure| totals.participating.on(measure) != Some(0));
    let enough = participation.as_ref().map_or(Some(true), |requirement| requirement.holds);
    let quorate = all_hold([Some(anybody), enough].into_iter());
    match rule.decides {
        Decides::Motion if !candidates.is_empty() => Err(VerdictError::CandidatesInMotion),
        Decides::Motion => {
            let approval = require(&rule.approval, totals.in_favour);
            let passed = all_hold([quorate, approval.holds].into_iter());
            Ok(Verdict { passed, participation, approval: Some(approval), election: None })
        }
        Decides::Election => {
            let judged = candidates.iter().map(|own| (own, require(&rule.approval, own.votes)));
            let election = elect(terms, quorate, judged.collect());
            Ok(Verdict { passed: election.enough, participation, approval: None, election: Some(election) })
        }
    }
}

/// Three-valued "and": false as soon as one is false, unknown as soon as one is unknown.
fn all_hold(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            Some(true) => {}
            None => all = None,
        }
    }
    all
}

const fn step(measure: Measure, scale: Scale) -> u128 {
    match measure {
        Measure::Area => scale.step(),
        Measure::Heads => 1,
    }
}
