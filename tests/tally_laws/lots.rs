//! Laws of the draw: whom it may put where, and on what it does not depend.

use std::collections::BTreeMap;

use proptest::prelude::*;
use quorate::domain::quantities::{Heads, Scale, Share};
use quorate::domain::rules::Switches;
use quorate::domain::rules::switches::{BallotForm, TieBreak};
use quorate::domain::tally::{
    CandidateName, Electorate, Stance, Terms, Verdict, VerdictError, count, judge, judge_drawn,
};
use quorate::evidence::digest::Digest;
use quorate::evidence::lots::draw;

use crate::world::{Elector, candidates, election, names, outcome, rule, seats};

const BY_LOT: TieBreak = TieBreak::Lot;

fn switches() -> Switches {
    Switches { ballot_form: BallotForm::PerUnit, tie_break: BY_LOT, ..Switches::default() }
}

/// Counts and judges by the draw of a seed; `listed` is the order of the ballot paper.
fn drawn(world: &[Elector], planned: u32, seed: Digest, listed: &[usize]) -> Verdict {
    let (rule, switches) = (rule("cn_civil_code_2021", "election"), switches());
    let terms = Terms { rule: &rule, switches: &switches, seats: Some(seats(planned, None)) };
    let (counted, _) = outcome(&rule, &switches, terms.seats, world);
    let candidates: Vec<_> = listed.iter().map(|place| counted.candidates[*place].clone()).collect();
    let lot = draw(seed, "m1", candidates.iter().map(|own| &own.name)).unwrap();
    judge_drawn(&terms, &counted.totals, &candidates, &lot).unwrap()
}

fn seed(number: u32) -> Digest {
    Digest::of(&number.to_be_bytes())
}

/// Three electors, two heads for each of three candidates.
fn circle() -> Vec<Elector> {
    let wants = |places: [usize; 2]| names(&places.map(|place| (place, Stance::For)));
    let one = |area, choice| Elector { heads: 1, units: vec![(Some(area), Some(choice))] };
    vec![one(50, wants([0, 1])), one(40, wants([0, 2])), one(30, wants([1, 2]))]
}

proptest! {
    #[test]
    fn the_order_of_the_ballot_paper_does_not_matter(world in election(), planned in 1..3_u32, number: u32) {
        let one = drawn(&world, planned, seed(number), &[0, 1, 2]);
        prop_assert_eq!(&one, &drawn(&world, planned, seed(number), &[2, 0, 1]));
        prop_assert_eq!(&one, &drawn(&world, planned, seed(number), &[0, 1, 2]));
    }

    #[test]
    fn the_size_of_areas_does_not_matter(world in election(), planned in 1..3_u32, number: u32, factor in 1..500_u64) {
        let mut scaled = world.clone();
        for unit in scaled.iter_mut().flat_map(|elector| &mut elector.units) {
            unit.0 = unit.0.map(|area| area * factor);
        }
        let [one, two] = [&world, &scaled].map(|world| drawn(world, planned, seed(number), &[0, 1, 2]));
        let (one, two) = (one.election.unwrap(), two.election.unwrap());
        prop_assert_eq!((one.elected, one.alternates, one.lot), (two.elected, two.alternates, two.lot));
    }

    #[test]
    fn a_draw_moves_nobody_past_somebody_with_other_votes(world in election(), planned in 1..3_u32, number: u32) {
        let verdict = drawn(&world, planned, seed(number), &[0, 1, 2]);
        let passed = verdict.passed;
        let own = verdict.election.unwrap();
        let heads: BTreeMap<_, _> =
            own.candidates.iter().map(|own| (own.name.clone(), own.votes.heads)).collect();
        let order: Vec<_> = own.elected.iter().chain(&own.alternates).collect();
        prop_assert!(order.is_sorted_by(|one, two| heads[*one] >= heads[*two]), "{order:?}");
        prop_assert!(own.runoff.is_empty());
        prop_assert!(own.elected.len() <= planned as usize);
        prop_assert!(own.alternates.is_empty() || own.elected.len() == planned as usize);
        // Without the draw it is known already whether enough are elected, and who may be drawn.
        let rule = rule("cn_civil_code_2021", "election");
        let (_, before) = outcome(&rule, &switches(), Some(seats(planned, None)), &world);
        prop_assert_eq!(before.passed, passed);
        let before = before.election.unwrap();
        let sorted = |lot: Option<quorate::domain::tally::LeftToLot>| {
            let mut names = lot.map_or_else(Vec::new, |lot| lot.candidates);
            names.sort();
            names
        };
        prop_assert!(before.elected.iter().all(|name| own.elected.contains(name)));
        prop_assert_eq!(sorted(before.lot), sorted(own.lot));
    }
}

#[test]
fn everybody_who_ties_wins_about_as_often_as_the_others() {
    let mut wins: BTreeMap<String, u32> = BTreeMap::new();
    for number in 0..300 {
        let election = drawn(&circle(), 2, seed(number), &[0, 1, 2]).election.unwrap();
        let lot = election.lot.unwrap();
        assert_eq!((lot.seed, lot.candidates.len()), (Some(seed(number).fingerprint()), 3));
        assert_eq!([election.elected.clone(), election.alternates.clone()].concat(), lot.candidates);
        *wins.entry(election.elected[0].to_string()).or_default() += 1;
    }
    assert_eq!(wins.len(), 3);
    assert!(wins.values().all(|times| (70..=130).contains(times)), "{wins:?}");
}

#[test]
fn a_draw_without_one_of_the_candidates_decides_nothing() {
    let (rule, switches) = (rule("cn_civil_code_2021", "election"), switches());
    let terms = Terms { rule: &rule, switches: &switches, seats: Some(seats(1, None)) };
    let (counted, _) = outcome(&rule, &switches, terms.seats, &circle());
    let lot = draw(seed(1), "m1", &candidates()[..2]).unwrap();
    let refused = judge_drawn(&terms, &counted.totals, &counted.candidates, &lot);
    assert!(matches!(refused, Err(VerdictError::Lot(_))));
}

#[test]
fn alternates_with_equal_votes_are_drawn_and_those_who_all_have_seats_are_not() {
    let rule = rule("cn_civil_code_2021", "election");
    let switches = Switches { tie_break: BY_LOT, ..Switches::default() };
    let terms = Terms { rule: &rule, switches: &switches, seats: Some(seats(3, None)) };
    let standing = ["a", "b", "c", "d", "e"].map(|name| CandidateName::new(name).unwrap());
    // Eleven ballots name three of five each; here is whom they leave out: seven votes for a, b and c, six
    // for d and e.
    let without = [[0, 1], [2, 3], [2, 3], [2, 4], [2, 4], [0, 3], [0, 3], [1, 3], [0, 4], [1, 4], [1, 4]];
    let mut electorate = Electorate::new(Scale::WHOLE);
    let choices = without.map(|left_out| {
        electorate.push_elector(Heads::ONE, Some(Share::from_thousandths(1_000).unwrap()));
        let named = (0..5).filter(|place| !left_out.contains(place));
        Some(names(&named.map(|place| (place, Stance::For)).collect::<Vec<_>>()))
    });
    let counted = count(&terms, &electorate, &choices, &standing).unwrap();
    let votes: Vec<_> = counted.candidates.iter().map(|own| own.votes.heads.count()).collect();
    assert_eq!(votes, [7, 7, 7, 6, 6]);
    let mut firsts = std::collections::BTreeSet::new();
    for number in 0..20 {
        let lot = draw(seed(number), "m1", &standing).unwrap();
        let verdict = judge_drawn(&terms, &counted.totals, &counted.candidates, &lot).unwrap();
        let own = verdict.election.unwrap();
        assert_eq!(own.elected, standing[..3]);
        assert_eq!(own.lot.unwrap().candidates, own.alternates);
        firsts.insert(own.alternates[0].clone());
    }
    assert_eq!(firsts.len(), 2, "each of them comes first some time");
    let open = judge(&terms, &counted.totals, &counted.candidates).unwrap().election.unwrap();
    assert_eq!((&open.elected[..], &open.alternates[..]), (&standing[..3], &standing[3..]));
}
