//! From totals to a verdict.

use thiserror::Error;

use super::choices::CandidateName;
use super::election::{ElectionVerdict, elect};
use super::follow_ups::{ConsequenceVerdict, Next, ObjectionVerdict, consequences, next, objection};
use super::held::{Held, all_hold, combined, not};
use super::lots::{Lot, LotError};
use super::silence::{Attribution, attributions};
use super::terms::{Terms, TermsError};
use super::totals::{CandidateTotals, Totals, TotalsError};
use crate::domain::rules::{Call, Comparison, Decides, Measure, Requirement, Subject, Threshold};

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
    /// The draw is not of these candidates.
    #[error(transparent)]
    Lot(#[from] LotError),
}

/// What an inequality is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum About<'a> {
    /// Who comes, or what is said of the motion.
    Matter(Subject),
    /// Whether enough want this candidate.
    Candidate(&'a CandidateName),
    /// Whether enough objected in writing.
    Objections,
}

/// One inequality of a verdict, on one measure.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Inequality<'a> {
    /// What it is about.
    pub about: About<'a>,
    /// The measure.
    pub measure: Measure,
    /// The threshold with its article.
    pub threshold: &'a Threshold,
    /// Both sides, in the smallest units of the measure, and whether it holds.
    pub comparison: &'a Comparison,
}

impl<'a> Inequality<'a> {
    /// The inequalities of a requirement, one for each measure.
    pub fn of(about: About<'a>, held: &'a Held) -> impl Iterator<Item = Self> {
        let threshold = &held.requirement.threshold;
        held.comparisons().map(move |(measure, comparison)| Self { about, measure, threshold, comparison })
    }

    /// The inequalities of a requirement on the totals.
    pub fn of_matter(held: &'a Held) -> impl Iterator<Item = Self> {
        Self::of(About::Matter(held.requirement.subject), held)
    }
}

/// What totals mean on given terms.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verdict {
    /// Whether the motion passes, or enough are elected. False as soon as a known inequality
    /// fails; unknown only where missing data leaves it open.
    pub passed: Option<bool>,
    /// The call it was decided at.
    pub call: Call,
    /// Whether enough came.
    pub quorate: Option<bool>,
    /// Who must come; empty where no quorum is asked for.
    pub quorum: Vec<Held>,
    /// What the votes must come to; empty for an election, where each candidate has its own.
    pub approval: Vec<Held>,
    /// Who is elected; `None` for a motion.
    pub election: Option<ElectionVerdict>,
    /// What the silent were taken to say.
    pub attribution: Option<Attribution>,
    /// The vote or call that may follow where the motion did not pass.
    pub next: Option<Next>,
    /// Objections under which the motion falls.
    pub objection: Option<ObjectionVerdict>,
    /// What else follows.
    pub consequences: Vec<ConsequenceVerdict>,
    /// What `passed` would be if percentages were rounded as a local rule says.
    pub rounded: Option<Option<bool>>,
}

impl Verdict {
    /// Whether enough come, by the first requirement that asks for it.
    #[must_use]
    pub fn participation(&self) -> Option<&Held> {
        self.quorum.first()
    }

    /// Whether enough agree, by the first requirement that asks for it.
    #[must_use]
    pub fn approval(&self) -> Option<&Held> {
        self.approval.first()
    }

    /// Every inequality that decides, in the order in which a reader would check them.
    #[must_use]
    pub fn inequalities(&self) -> Vec<Inequality<'_>> {
        let matter = self.quorum.iter().chain(&self.approval).flat_map(Inequality::of_matter);
        let candidates = self.election.iter().flat_map(|election| &election.candidates);
        let candidates = candidates.flat_map(|own| {
            own.approval.iter().flat_map(|held| Inequality::of(About::Candidate(&own.name), held))
        });
        let objections = self.objection.iter().filter_map(|objection| objection.held.as_ref());
        let objections = objections.flat_map(|held| Inequality::of(About::Objections, held));
        matter.chain(candidates).chain(objections).collect()
    }
}

/// Derives the verdict from totals alone: no ballot is needed, so anyone who holds the certified
/// totals can do it again. Where nobody takes part nothing passes, quorum or not, and no motion
/// that nobody is for. Where a lot breaks ties, what it decides stays open.
pub fn judge(
    terms: &Terms<'_>,
    totals: &Totals,
    candidates: &[CandidateTotals],
) -> Result<Verdict, VerdictError> {
    judge_with(terms, totals, candidates, None)
}

/// The same with the draw that breaks ties where `tie_break` is the lot; elsewhere it changes nothing.
pub fn judge_drawn(
    terms: &Terms<'_>,
    totals: &Totals,
    candidates: &[CandidateTotals],
    lot: &Lot,
) -> Result<Verdict, VerdictError> {
    lot.covers(candidates.iter().map(|own| &own.name))?;
    judge_with(terms, totals, candidates, Some(lot))
}

fn judge_with(
    terms: &Terms<'_>,
    totals: &Totals,
    candidates: &[CandidateTotals],
    lot: Option<&Lot>,
) -> Result<Verdict, VerdictError> {
    terms.check()?;
    totals.check(candidates, terms.switches.spoiled_counts_as_participating, terms.votes_each())?;
    if terms.rule.decides == Decides::Motion && !candidates.is_empty() {
        return Err(VerdictError::CandidatesInMotion);
    }
    let real = all_hold([Some(anybody(terms, totals)), quorum(terms, totals).1]);
    let ways = attributions(terms, totals, real);
    let votes = (totals, candidates);
    let mut verdicts = ways.into_iter().map(|way| decide(terms, votes, way, lot));
    // What stays open is decided where every way comes to the same.
    let Some(mut verdict) = verdicts.next() else { return Ok(decide(terms, votes, None, lot)) };
    for other in verdicts {
        let (elected, others) = (verdict.election.as_ref(), other.election.as_ref());
        let same_seats = elected.map(|own| &own.elected) == others.map(|own| &own.elected);
        if other.passed != verdict.passed || !same_seats {
            verdict.passed = None;
        }
    }
    Ok(verdict)
}

fn held_each(requirements: &[Requirement], totals: &Totals) -> Vec<Held> {
    requirements.iter().map(|requirement| Held::of(requirement, totals)).collect()
}

/// The quorum and whether it is reached; where nobody comes it never is.
pub(super) fn quorum(terms: &Terms<'_>, totals: &Totals) -> (Vec<Held>, Option<bool>) {
    let quorum = held_each(&terms.rule.quorum, totals);
    let came = [totals.present, totals.participating].iter().any(|own| !own.is_nothing(terms.rule.measures));
    let quorate = all_hold(std::iter::once(Some(came)).chain(quorum.iter().map(|held| held.holds)));
    (quorum, quorate)
}

/// Whether anybody takes part: who only comes and says nothing decides nothing.
fn anybody(terms: &Terms<'_>, totals: &Totals) -> bool {
    !totals.participating.is_nothing(terms.rule.measures)
}

/// Whether those in favour weigh anything on each measure that a requirement weighs, or on one where that is
/// enough: a part of nothing is no majority.
fn favoured(requirement: &Requirement, totals: &Totals) -> Option<bool> {
    let each = requirement.measures.iter().map(|measure| Some(totals.in_favour.on(measure) != Some(0)));
    combined(requirement.combine, each)
}

fn decide(
    terms: &Terms<'_>,
    (real, candidates): (&Totals, &[CandidateTotals]),
    attribution: Option<Attribution>,
    lot: Option<&Lot>,
) -> Verdict {
    let shown = attribution.map_or(*real, |attribution| attribution.added(real));
    let (totals, rule) = (&shown, terms.rule);
    let (quorum, quorate) = quorum(terms, totals);
    let voted = all_hold([Some(anybody(terms, totals)), quorate]);
    let (approval, election, decided) = match rule.decides {
        Decides::Motion => {
            let approval = held_each(&rule.approval, totals);
            let favoured = rule.approval.iter().map(|requirement| favoured(requirement, totals));
            let holds = all_hold(favoured.chain(approval.iter().map(|held| held.holds)));
            (approval, None, all_hold([voted, holds]))
        }
        Decides::Election => {
            let judged = candidates.iter().map(|own| {
                let held = rule.approval.iter().map(|asked| Held::with(asked, totals, own.votes));
                (own, held.collect())
            });
            let election = elect(terms, voted, judged.collect(), lot);
            let enough = election.enough;
            (Vec::new(), Some(election), enough)
        }
    };
    let objection = objection(rule, totals, decided);
    let falls = objection.as_ref().map_or(Some(false), |objection| objection.falls);
    let passed = all_hold([decided, not(falls)]);
    let rounded = rule.rounding.as_ref().filter(|_| rule.decides == Decides::Motion).map(|rounding| {
        let each = quorum.iter().chain(&approval).map(|held| held.rounded(rounding));
        all_hold(each.chain([Some(!totals.in_favour.is_nothing(rule.measures)), not(falls)]))
    });
    Verdict {
        passed,
        call: rule.call,
        quorate,
        next: next(rule, totals, quorate, passed),
        objection,
        consequences: consequences(rule, totals),
        rounded,
        quorum,
        approval,
        election,
        attribution,
    }
}
