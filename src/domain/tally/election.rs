//! Who is elected: the threshold first, then the ranking.

use std::cmp::Ordering;

use super::choices::CandidateName;
use super::held::{Held, all_hold};
use super::lots::{LeftToLot, Lot};
use super::terms::Terms;
use super::totals::{CandidateTotals, Weighed};
use crate::domain::rules::switches::{TieBreak, TooFewElected};

/// What the totals mean for one candidate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CandidateVerdict {
    /// The candidate.
    pub name: CandidateName,
    /// The votes.
    pub votes: Weighed,
    /// What they are held against; empty where most votes are enough.
    pub approval: Vec<Held>,
    /// Whether they reach all of it; who has no vote at all reaches nothing.
    pub reached: Option<bool>,
}

/// Who is elected. The lists are empty while missing data leaves open who reached the threshold,
/// and where too few took part.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ElectionVerdict {
    /// Every candidate, by votes, those with equal votes by name.
    pub candidates: Vec<CandidateVerdict>,
    /// Who has a seat, in vote order.
    pub elected: Vec<CandidateName>,
    /// Who reached the threshold and found no seat, in vote order.
    pub alternates: Vec<CandidateName>,
    /// Who reached the threshold, ties for the last seats and must stand again.
    pub runoff: Vec<CandidateName>,
    /// What the lot decides, where a lot breaks ties and there are some.
    pub lot: Option<LeftToLot>,
    /// Whether enough are elected; unknown where missing data leaves it open.
    pub enough: Option<bool>,
}

/// Ranks candidates that were held against the threshold and fills the seats; `lot` is the draw, where
/// one was made.
pub(super) fn elect(
    terms: &Terms<'_>,
    quorate: Option<bool>,
    judged: Vec<(&CandidateTotals, Vec<Held>)>,
    lot: Option<&Lot>,
) -> ElectionVerdict {
    let of = |(own, approval): (&CandidateTotals, Vec<Held>)| {
        let anybody = own.votes.on(terms.rank_measure()).map(|votes| votes > 0);
        let each = approval.iter().map(|held| held.holds);
        let reached = all_hold(each.chain(approval.is_empty().then_some(anybody)));
        CandidateVerdict { name: own.name.clone(), votes: own.votes, approval, reached }
    };
    let mut candidates: Vec<CandidateVerdict> = judged.into_iter().map(of).collect();
    candidates.sort_by(|one, two| ranked(terms, one, two).then_with(|| one.name.cmp(&two.name)));
    let nobody = |enough| ElectionVerdict {
        candidates: candidates.clone(),
        elected: Vec::new(),
        alternates: Vec::new(),
        runoff: Vec::new(),
        lot: None,
        enough,
    };
    let possible = candidates.iter().filter(|own| own.reached != Some(false)).count();
    let too_few = !candidates.is_empty() && !enough(terms, possible);
    let open = candidates.is_empty() || candidates.iter().any(|own| own.reached.is_none());
    match quorate {
        Some(false) => nobody(Some(false)),
        None => nobody(too_few.then_some(false)),
        Some(true) if open => nobody(too_few.then_some(false)),
        Some(true) => match terms.switches.tie_break {
            TieBreak::OtherMeasureThenRunoff | TieBreak::Runoff => seat(terms, candidates),
            TieBreak::Lot => seat_by_lot(terms, candidates, lot),
        },
    }
}

/// Fills the seats with those who reached the threshold. A tie across the last seat stays open.
fn seat(terms: &Terms<'_>, candidates: Vec<CandidateVerdict>) -> ElectionVerdict {
    let reached: Vec<&CandidateVerdict> = candidates.iter().filter(|own| own.reached == Some(true)).collect();
    let planned = terms.seats.and_then(|seats| usize::try_from(seats.planned.get()).ok());
    let seats = planned.unwrap_or(reached.len()).min(reached.len());
    let last_in = seats.checked_sub(1).and_then(|place| reached.get(place));
    let tied = match (last_in, reached.get(seats)) {
        (Some(last), Some(next)) if ranked(terms, last, next).is_eq() => Some(*last),
        _ => None,
    };
    let before = |own: &&CandidateVerdict| tied.is_none_or(|tied| ranked(terms, own, tied).is_lt());
    let within = |own: &&CandidateVerdict| tied.is_some_and(|tied| ranked(terms, own, tied).is_eq());
    let names = |own: &&CandidateVerdict| own.name.clone();
    let elected: Vec<_> = reached.iter().take(seats).filter(|own| before(own)).map(names).collect();
    let runoff: Vec<_> = reached.iter().filter(|own| within(own)).map(names).collect();
    let alternates = reached.iter().skip(elected.len() + runoff.len()).map(names).collect();
    let enough = Some(enough(terms, elected.len()));
    ElectionVerdict { candidates, elected, alternates, runoff, lot: None, enough }
}

/// Fills the seats with those who reached the threshold; where the order of equal votes decides
/// something, by the draw. Without a draw those who tie across the last seat have none yet.
fn seat_by_lot(terms: &Terms<'_>, candidates: Vec<CandidateVerdict>, lot: Option<&Lot>) -> ElectionVerdict {
    let reached: Vec<&CandidateVerdict> = candidates.iter().filter(|own| own.reached == Some(true)).collect();
    let planned = terms.seats.and_then(|seats| usize::try_from(seats.planned.get()).ok());
    let seats = planned.unwrap_or(reached.len()).min(reached.len());
    let (mut elected, mut alternates, mut left) = (Vec::new(), Vec::new(), Vec::new());
    let mut place = 0;
    for tied in reached.chunk_by(|one, two| ranked(terms, one, two).is_eq()) {
        let (before, behind) = (place, place + tied.len());
        let mut names: Vec<_> = tied.iter().map(|own| own.name.clone()).collect();
        // Among those who all have a seat, and for one alone, there is nothing to decide.
        let decides = tied.len() > 1 && behind > seats;
        if let Some(lot) = lot.filter(|_| decides) {
            names.sort_by_key(|name| lot.place(name));
        }
        if decides {
            left.extend(names.iter().cloned());
        }
        if !decides || before >= seats || lot.is_some() {
            let split = seats.saturating_sub(before).min(names.len());
            alternates.extend(names.split_off(split));
            elected.extend(names);
        }
        place = behind;
    }
    let seed = lot.map(Lot::seed);
    let lot = (!left.is_empty()).then_some(LeftToLot { seed, candidates: left });
    // Whoever is drawn, each seat for which there is a candidate is filled.
    let enough = Some(enough(terms, seats));
    ElectionVerdict { candidates, elected, alternates, runoff: Vec::new(), lot, enough }
}

/// Whether so many elected members are enough; without seats one is. Where missing seats are filled afterwards, whoever
/// is elected sits, and so it is where single seats of a committee are filled that has its minimum already.
fn enough(terms: &Terms<'_>, elected: usize) -> bool {
    let Some(seats) = terms.seats else { return elected > 0 };
    let (elected, planned) = (elected as u64, u64::from(seats.planned.get()));
    match terms.switches.too_few_elected {
        TooFewElected::NewElection => elected >= planned,
        TooFewElected::FillMissingSeats => elected > 0,
        TooFewElected::StandsIfMinimum if terms.fills_single_seats() => elected > 0,
        TooFewElected::StandsIfMinimum => {
            let minimum = terms.minimum().map_or(planned, |minimum| u64::from(minimum.get()));
            elected >= minimum && 2 * elected > planned
        }
    }
}

/// The order of two candidates, most votes first; equal where only a run-off or the lot can decide.
fn ranked(terms: &Terms<'_>, one: &CandidateVerdict, two: &CandidateVerdict) -> Ordering {
    let by = |measure| two.votes.on(measure).cmp(&one.votes.on(measure));
    let first = terms.rank_measure();
    let others = terms.rule.measures.iter().filter(|measure| *measure != first);
    match terms.switches.tie_break {
        TieBreak::OtherMeasureThenRunoff => others.fold(by(first), |order, other| order.then(by(other))),
        TieBreak::Runoff | TieBreak::Lot => by(first),
    }
}
