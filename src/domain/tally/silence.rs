//! What the silent are taken to say: nothing, unless a switch or a law says otherwise.

use std::cmp::Ordering;

use super::held::all_hold;
use super::terms::Terms;
use super::totals::{Totals, Weighed};
use crate::domain::rules::switches::{NonVoter, OnlyIfRealVotesReachQuorum};

/// What the silent are taken to say.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TakenAs {
    /// They agree.
    For,
    /// They disagree.
    Against,
    /// They take part and say neither.
    Abstain,
}

impl TakenAs {
    /// Every way, in the order of totals.
    pub const ALL: [Self; 3] = [Self::For, Self::Against, Self::Abstain];

    /// The word results write.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Abstain => "abstain",
        }
    }
}

/// Silent electors who were served and are counted as if they had said something.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Attribution {
    /// What they are taken to say.
    pub taken_as: TakenAs,
    /// How much they weigh.
    pub weight: Weighed,
}

impl Attribution {
    /// The totals with it.
    #[must_use]
    pub fn added(&self, real: &Totals) -> Totals {
        let mut totals = *real;
        totals.participating = totals.participating + self.weight;
        let sum = self.sum(&mut totals);
        *sum = *sum + self.weight;
        totals.silent = totals.silent.without(self.weight);
        totals.informed = totals.informed.without(self.weight);
        totals
    }

    /// The totals of the real ballots, from those with it.
    #[must_use]
    pub fn removed(&self, shown: &Totals) -> Totals {
        let mut totals = *shown;
        totals.participating = totals.participating.without(self.weight);
        let sum = self.sum(&mut totals);
        *sum = sum.without(self.weight);
        totals.silent = totals.silent + self.weight;
        totals.informed = totals.informed + self.weight;
        totals
    }

    fn sum<'a>(&self, totals: &'a mut Totals) -> &'a mut Weighed {
        match self.taken_as {
            TakenAs::For => &mut totals.in_favour,
            TakenAs::Against => &mut totals.against,
            TakenAs::Abstain => &mut totals.abstain,
        }
    }
}

/// What the silent may be taken to say: one way, or two where missing data leaves open which.
pub(super) fn attributions(
    terms: &Terms<'_>,
    real: &Totals,
    quorate: Option<bool>,
) -> Vec<Option<Attribution>> {
    let weight = real.informed;
    if weight == Weighed::ZERO {
        return vec![None];
    }
    let as_said = |taken_as| Some(Attribution { taken_as, weight });
    if terms.rule.silence.is_some() {
        return vec![as_said(TakenAs::For)];
    }
    let ways = match terms.switches.non_voter {
        NonVoter::NotCounted => vec![None],
        NonVoter::ParticipatesAsAbstain => vec![as_said(TakenAs::Abstain)],
        NonVoter::DeemedFor => vec![as_said(TakenAs::For)],
        NonVoter::FollowsMajority => {
            majorities(terms, real).into_iter().map(|way| way.and_then(as_said)).collect()
        }
    };
    match (terms.switches.only_if_real_votes_reach_quorum, quorate) {
        (OnlyIfRealVotesReachQuorum::No, _) | (OnlyIfRealVotesReachQuorum::Yes, Some(true)) => ways,
        (OnlyIfRealVotesReachQuorum::Yes, Some(false)) => vec![None],
        (OnlyIfRealVotesReachQuorum::Yes, None) => {
            let open = ways.iter().all(Option::is_some);
            if open { std::iter::once(None).chain(ways).collect() } else { ways }
        }
    }
}

/// The majority that every measure shows; none where they differ or one shows a tie.
fn majorities(terms: &Terms<'_>, real: &Totals) -> Vec<Option<TakenAs>> {
    let on_each = terms.rule.measures.iter().map(|measure| {
        let (one, two) = (real.in_favour.on(measure), real.against.on(measure));
        one.zip(two).map(|(one, two)| one.cmp(&two))
    });
    let on_each: Vec<Option<Ordering>> = on_each.collect();
    let shows = |wanted| all_hold(on_each.iter().map(|own| own.map(|own| own == wanted)));
    match (shows(Ordering::Greater), shows(Ordering::Less)) {
        (Some(true), _) => vec![Some(TakenAs::For)],
        (_, Some(true)) => vec![Some(TakenAs::Against)],
        (Some(false), Some(false)) => vec![None],
        (None, Some(false)) => vec![None, Some(TakenAs::For)],
        (Some(false), None) => vec![None, Some(TakenAs::Against)],
        (None, None) => vec![None, Some(TakenAs::For), Some(TakenAs::Against)],
    }
}
