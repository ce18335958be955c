//! Properties of every count.

use proptest::prelude::*;
use quorate::domain::rules::MatterKind;
use quorate::domain::rules::switches::{BallotForm, SpoiledCountsAsParticipating, Switches};
use quorate::domain::tally::{Choice, Counted, Terms, Verdict};
use quorate::evidence::decision::Decision;
use quorate::evidence::rules::pack;
use quorate::evidence::verdict::VerdictForm;

use crate::world::{Elector, election, motion, motion_rule, outcome, rule, seats};

const PER_UNIT: BallotForm = BallotForm::PerUnit;

fn switches() -> Switches {
    Switches { ballot_form: PER_UNIT, ..Switches::default() }
}

/// Turns the ballots of one elector, wherever they stand, into votes for the motion.
fn agrees(world: &[Elector], place: usize) -> Vec<Elector> {
    let mut world = world.to_vec();
    let place = place % world.len();
    for unit in &mut world[place].units {
        unit.1 = Some(Choice::For);
    }
    world
}

proptest! {
    #[test]
    fn order_and_identity_do_not_matter(world in election(), planned in 1..4_u32, turn in 0..25_usize) {
        let rule = rule("cn_civil_code_2021", "election");
        let mut other = world.clone();
        other.reverse();
        let turn = turn % other.len();
        other.rotate_left(turn);
        for elector in &mut other {
            elector.units.reverse();
        }
        let seats = Some(seats(planned, None));
        prop_assert_eq!(outcome(&rule, &switches(), seats, &world), outcome(&rule, &switches(), seats, &other));
    }

    #[test]
    fn participating_and_silent_are_all(world in motion(), rule in motion_rule(), spoiled: bool) {
        let spoiled = if spoiled { SpoiledCountsAsParticipating::Yes } else { SpoiledCountsAsParticipating::No };
        let switches = Switches { spoiled_counts_as_participating: spoiled, ..switches() };
        let totals = outcome(&rule, &switches, None, &world).0.totals;
        prop_assert_eq!(totals.participating + totals.silent, totals.all);
        let parts = totals.in_favour + totals.against + totals.abstain;
        prop_assert_eq!(parts + totals.invalid_participating(spoiled), totals.participating);
        let heads: u64 = world.iter().map(|elector| elector.heads).sum();
        prop_assert_eq!(totals.all.heads.count(), heads);
    }

    /// It holds for a silent elector too, because the fraction of those participating that must
    /// agree is at most one: a vote more adds as much to what there is as to what is needed.
    #[test]
    fn one_more_for_never_turns_passed_into_failed(
        world in motion(),
        rule in motion_rule(),
        place in 0..25_usize,
    ) {
        let before = outcome(&rule, &switches(), None, &world).1.passed;
        let after = outcome(&rule, &switches(), None, &agrees(&world, place)).1.passed;
        prop_assert!(before != Some(true) || after != Some(false), "{before:?} became {after:?}");
    }

    #[test]
    fn scaling_every_area_changes_nothing(
        world in motion(),
        rule in motion_rule(),
        factor in 1..1_000_u64,
    ) {
        let mut scaled = world.clone();
        for unit in scaled.iter_mut().flat_map(|elector| &mut elector.units) {
            unit.0 = unit.0.map(|area| area * factor);
        }
        let (_, one) = outcome(&rule, &switches(), None, &world);
        let (_, two) = outcome(&rule, &switches(), None, &scaled);
        prop_assert_eq!(one.passed, two.passed);
        let holds = |verdict: &Verdict| -> Vec<_> {
            verdict.inequalities().iter().map(|one| one.comparison.holds).collect()
        };
        prop_assert_eq!(holds(&one), holds(&two));
    }

    #[test]
    fn a_missing_area_leaves_open_but_never_contradicts(world in motion(), rule in motion_rule()) {
        let unknown = outcome(&rule, &switches(), None, &world).1.passed;
        for area in [0, 1, 5_000, 1_000_000] {
            let mut known = world.clone();
            for unit in known.iter_mut().flat_map(|elector| &mut elector.units) {
                unit.0 = unit.0.or(Some(area));
            }
            let known = outcome(&rule, &switches(), None, &known).1.passed;
            prop_assert!(known.is_some() && (unknown.is_none() || unknown == known));
        }
    }

    #[test]
    fn the_verdict_follows_again_from_its_published_form(world in election(), planned in 1..4_u32) {
        let pack = pack("cn_civil_code_2021").unwrap().pack;
        let kind = MatterKind::new("committee_election").unwrap();
        let rule = pack.rule(&kind).unwrap();
        let seats = Some(seats(planned, None));
        let (counted, _) = outcome(&rule, &switches(), seats, &world);
        let switches = switches();
        let terms = Terms { rule: &rule, switches: &switches, seats };
        let decided = |counted: &Counted| Decision { pack: &pack, kind: &kind, terms, counted }.verdict().unwrap();
        let form = decided(&counted);
        let json = serde_json::to_string(&form).unwrap();
        let read: VerdictForm = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &form);
        let (totals, candidates) = read.totals().unwrap();
        prop_assert_eq!(decided(&Counted { totals, candidates }), form);
    }
}
