//! What a vote will take, before it opens: how many must come, how many must agree, who alone can
//! prevent it.
//!
//! Only weights are needed for it, no ballot. Silence is nothing here, whatever a switch or a law may
//! make of it: whether anybody will have been served is not known yet. Second votes, second calls and
//! objections are not looked at.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use thiserror::Error;

use super::choices::Choice;
use super::column::Filling;
use super::count::{CountError, count_column};
use super::electorate::Electorate;
use super::held::{Held, all_hold};
use super::leak::Leak;
use super::matter::MatterCountError;
use super::terms::Terms;
use super::totals::{Totals, Weighed};
use super::verdict::quorum;
use crate::domain::quantities::{Heads, ShareTotal};
use crate::domain::rules::{Combine, Decides, Measure, Requirement, Subject};

/// Most electors that are named among those who alone can prevent a decision.
pub const BLOCKERS_MAX: usize = 20;

/// Why nothing can be said before the vote.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum SimulationError {
    /// The terms do not fit together.
    #[error(transparent)]
    Count(#[from] CountError),
    /// The roll and the matter do not fit together.
    #[error(transparent)]
    Matter(#[from] MatterCountError),
    /// An area is missing, and with it every sum.
    #[error("an area is missing; what is needed cannot be told before it is known")]
    AreaMissing,
    /// Nobody decides this matter.
    #[error("nobody is in the electorate")]
    Nobody,
}

/// What a vote will take.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Simulation {
    /// If everybody takes part and agrees; every weight of the electorate is in it.
    pub all: Totals,
    /// Who must come. What is needed stands in each comparison; what there is, is everybody.
    pub quorum: Vec<Held>,
    /// What must agree, with or, in an election, with one candidate, where as few take part as the
    /// quorum allows on every measure. None without a quorum, or with one that is held on any of several
    /// measures: then there is no smallest turnout.
    pub approval_at_smallest: Option<Vec<Held>>,
    /// The same where everybody takes part.
    pub approval_at_full: Vec<Held>,
    /// Who alone can prevent the decision, the largest first; at most [`BLOCKERS_MAX`].
    pub blockers: Vec<Blocker>,
    /// How many more can.
    pub further_blockers: usize,
    /// How many of the largest electors can prevent it together, measure by measure.
    pub coalitions: Vec<Coalition>,
    /// How far the published totals would give single choices away.
    pub leak: Leak,
}

/// An elector without whom nothing is decided.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Blocker {
    /// Its place in the electorate; on the roll, for a matter of a meeting.
    pub place: usize,
    /// What it weighs, after a cut.
    pub weight: Weighed,
    /// How it can.
    pub by: BlockedBy,
}

/// How one elector prevents a decision that all others want.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BlockedBy {
    /// By silence: without it too few come, whoever else does.
    Silence,
    /// By a ballot against: too few agree, whoever else does.
    Opposition,
    /// By either.
    Either,
}

/// The smallest number of the largest electors who together keep a requirement from being met.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Coalition {
    /// The requirement.
    pub requirement: Requirement,
    /// The measure they are the largest on.
    pub measure: Measure,
    /// How many they are.
    pub electors: usize,
    /// What they weigh together on it, in its smallest units.
    pub weight: u128,
}

/// Says what a vote by this electorate on these terms will take.
pub fn simulate(terms: &Terms<'_>, electorate: &Electorate) -> Result<Simulation, SimulationError> {
    let weights = weights(terms, electorate)?;
    let all = weights.iter().fold(Weighed::ZERO, |sum, weight| sum + *weight);
    if all.area.is_none() {
        return Err(SimulationError::AreaMissing);
    }
    let poll = Poll { terms, blank: Totals { scale: electorate.scale(), ..blank(terms) }, all };
    let full = poll.outcome(Weighed::ZERO, Weighed::ZERO);
    let approval_at_full = poll.approval(&full).collect();
    let quorum = quorum(terms, &full).0;
    let approval_at_smallest = smallest(&quorum, all).map(|smallest| {
        let absent = all.without(smallest);
        poll.approval(&poll.outcome(absent, Weighed::ZERO)).collect()
    });
    let (blockers, further_blockers) = poll.blockers(&weights);
    let entitled: Vec<_> = weights.iter().copied().filter(|own| *own != Weighed::ZERO).collect();
    let leak = Leak::estimate(&entitled, full.grid(Measure::Area).step);
    let coalitions = poll.coalitions(&weights);
    Ok(Simulation {
        all: full,
        quorum,
        approval_at_smallest,
        approval_at_full,
        blockers,
        further_blockers,
        coalitions,
        leak,
    })
}

/// Totals in which nobody is yet.
fn blank(terms: &Terms<'_>) -> Totals {
    Totals { denominator: terms.rule.denominator(), ..Totals::NOBODY }
}

/// What each elector weighs after cuts; an elector counts as a whole.
fn weights(terms: &Terms<'_>, electorate: &Electorate) -> Result<Vec<Weighed>, SimulationError> {
    if electorate.electors() == 0 {
        return Err(SimulationError::Nobody);
    }
    let agreed = Choice::For;
    let column = Filling::of((0..electorate.parts()).map(|_| Some(&agreed)));
    let everybody = count_column(terms, electorate, &column, &[])?.totals;
    if everybody.participating.area.is_none() {
        return Err(SimulationError::AreaMissing);
    }
    Ok(super::count::weights(terms, electorate, &column)?)
}

/// As many as the quorum asks for, measure by measure; none where that is no single number.
fn smallest(quorum: &[Held], all: Weighed) -> Option<Weighed> {
    let plain =
        |held: &Held| held.requirement.combine == Combine::Each && held.requirement.subject.is_attendance();
    if quorum.is_empty() || !quorum.iter().all(plain) {
        return None;
    }
    let needed = |measure: Measure| {
        let each = quorum.iter().filter_map(|held| held.on(measure)?.needed);
        each.max().or_else(|| all.on(measure))
    };
    Some(Weighed {
        area: needed(Measure::Area).map(ShareTotal::from_thousandths),
        heads: Heads::new(needed(Measure::Heads).and_then(|heads| u64::try_from(heads).ok())?),
        units: needed(Measure::Units)?,
    })
}

/// A vote in which everybody agrees but those who are absent or against.
struct Poll<'a> {
    terms: &'a Terms<'a>,
    blank: Totals,
    all: Weighed,
}

impl Poll<'_> {
    fn outcome(&self, absent: Weighed, against: Weighed) -> Totals {
        let participating = self.all.without(absent);
        Totals {
            all: self.all,
            participating,
            in_favour: participating.without(against),
            against,
            silent: absent,
            present: participating,
            ..self.blank
        }
    }

    /// What must agree; in an election, those who agree are the votes of one candidate.
    fn approval<'t>(&'t self, totals: &'t Totals) -> impl Iterator<Item = Held> + 't {
        self.terms.rule.approval.iter().map(|asked| match self.terms.rule.decides {
            Decides::Motion => Held::of(asked, totals),
            Decides::Election => Held::with(asked, totals, totals.in_favour),
        })
    }

    /// Who alone can prevent the decision, the largest first. Who weighs the same can do the same.
    fn blockers(&self, weights: &[Weighed]) -> (Vec<Blocker>, usize) {
        let mut known: BTreeMap<(u128, u64, u128), Option<BlockedBy>> = BTreeMap::new();
        let mut blockers = Vec::new();
        for (place, weight) in weights.iter().enumerate() {
            let own = (size(weight), weight.heads.count(), weight.units);
            let by = *known.entry(own).or_insert_with(|| self.blocked_by(*weight));
            blockers.extend(by.map(|by| Blocker { place, weight: *weight, by }));
        }
        blockers.sort_by_key(|own| Reverse((size(&own.weight), own.weight.heads.count())));
        let further = blockers.len().saturating_sub(BLOCKERS_MAX);
        blockers.truncate(BLOCKERS_MAX);
        (blockers, further)
    }

    fn blocked_by(&self, weight: Weighed) -> Option<BlockedBy> {
        let silent = quorum(self.terms, &self.outcome(weight, Weighed::ZERO)).1 == Some(false);
        let outcome = self.outcome(Weighed::ZERO, weight);
        let nobody = outcome.in_favour.is_nothing(self.terms.rule.measures);
        let approved = all_hold(self.approval(&outcome).map(|held| held.holds));
        match (silent, nobody || approved == Some(false)) {
            (true, true) => Some(BlockedBy::Either),
            (true, false) => Some(BlockedBy::Silence),
            (false, true) => Some(BlockedBy::Opposition),
            (false, false) => None,
        }
    }

    /// For each requirement held on each of its measures: how many of the largest keep it from being met.
    fn coalitions(&self, weights: &[Weighed]) -> Vec<Coalition> {
        let rule = self.terms.rule;
        let asked = rule.quorum.iter().chain(&rule.approval);
        let mut coalitions = Vec::new();
        for measure in Measure::ALL {
            let mut sizes: Vec<u128> = weights.iter().filter_map(|weight| weight.on(measure)).collect();
            sizes.sort_unstable_by_key(|size| Reverse(*size));
            let asked = asked.clone().filter(|own| own.combine == Combine::Each);
            for requirement in asked.filter(|own| own.measures.contains(measure)) {
                let found = self.coalition(requirement, measure, &sizes);
                coalitions.extend(found.map(|(electors, weight)| Coalition {
                    requirement: requirement.clone(),
                    measure,
                    electors,
                    weight,
                }));
            }
        }
        coalitions
    }

    fn coalition(&self, asked: &Requirement, measure: Measure, sizes: &[u128]) -> Option<(usize, u128)> {
        let all = self.all.on(measure)?;
        let grid = self.outcome(Weighed::ZERO, Weighed::ZERO).grid(measure);
        let mut together = 0;
        for (place, size) in sizes.iter().enumerate() {
            together += size;
            let have = match (asked.subject, self.terms.rule.decides) {
                (Subject::Opposition, Decides::Motion) => together,
                _ => all.saturating_sub(together),
            };
            if asked.threshold.compare(Some(have), Some(all), grid).holds == Some(false) {
                return Some((place + 1, together));
            }
        }
        None
    }
}

fn size(weight: &Weighed) -> u128 {
    weight.area.unwrap_or_default().thousandths()
}
