//! What is said before a vote is what the count says after it.

use proptest::collection::vec;
use proptest::prelude::*;
use quorate::domain::quantities::{Heads, Scale, Share};
use quorate::domain::rules::{Measure, Rule, Switches};
use quorate::domain::tally::{
    BlockedBy, Choice, Electorate, Held, Simulation, Terms, Verdict, count, judge, simulate,
};

use crate::world::rule;

/// Electors by heads and thousandths of area.
type Weights = Vec<(u64, u64)>;

fn electorate(weights: &[(u64, u64)]) -> Electorate {
    let mut electorate = Electorate::new(Scale::MAX);
    for (heads, area) in weights {
        electorate.push_elector(Heads::new(*heads), Some(Share::from_thousandths(*area).unwrap()));
    }
    electorate
}

fn simulated(rule: &Rule, weights: &[(u64, u64)]) -> Simulation {
    let terms = Terms { rule, switches: &Switches::default(), seats: None };
    simulate(&terms, &electorate(weights)).unwrap()
}

/// The verdict of the real count.
fn verdict(rule: &Rule, weights: &[(u64, u64)], choices: &[Option<Choice>]) -> Verdict {
    let terms = Terms { rule, switches: &Switches::default(), seats: None };
    let counted = count(&terms, &electorate(weights), choices, &[]).unwrap();
    judge(&terms, &counted.totals, &[]).unwrap()
}

/// Everybody agrees but the elector at this place.
fn all_but(weights: &[(u64, u64)], place: usize, choice: Option<Choice>) -> Vec<Option<Choice>> {
    let mut choices = vec![Some(Choice::For); weights.len()];
    choices[place] = choice;
    choices
}

fn motions() -> impl Strategy<Value = Rule> {
    let of = |preset: &'static str, kind: &'static str| Just((preset, kind));
    let all = prop_oneof![
        of("cn_civil_code_2021", "ordinary"),
        of("cn_civil_code_2021", "special"),
        of("cn_pre_2021", "special"),
        of("tw_condominium", "ordinary"),
        of("tw_condominium", "rebuild"),
    ];
    all.prop_map(|(preset, kind)| rule(preset, kind))
}

/// Mostly equals, and sometimes one that is as large as all others.
fn weights() -> impl Strategy<Value = Weights> {
    let elector = (Just(1_u64), prop_oneof![4 => 1..500_u64, 1 => 500..20_000_u64]);
    vec(elector, 1..12)
}

proptest! {
    #[test]
    fn who_is_named_can_prevent_a_decision_alone_and_nobody_else_can(rule in motions(), weights in weights()) {
        let simulation = simulated(&rule, &weights);
        prop_assert_eq!(simulation.further_blockers, 0, "fewer electors than are named");
        for place in 0..weights.len() {
            let named = simulation.blockers.iter().find(|own| own.place == place).map(|own| own.by);
            let silent = verdict(&rule, &weights, &all_but(&weights, place, None));
            let against = verdict(&rule, &weights, &all_but(&weights, place, Some(Choice::Against)));
            let by = match (silent.quorate == Some(false), against.passed == Some(false)) {
                (true, true) => Some(BlockedBy::Either),
                (true, false) => Some(BlockedBy::Silence),
                (false, true) => Some(BlockedBy::Opposition),
                (false, false) => None,
            };
            prop_assert_eq!(named, by);
            if by.is_none() {
                prop_assert_eq!(silent.passed, Some(true));
            }
        }
    }

    #[test]
    fn what_is_needed_is_enough_and_one_less_is_not(
        special in any::<bool>(),
        area in 10..1_000_000_u64,
        heads in 2..2_000_u64,
    ) {
        let rule = rule("cn_civil_code_2021", if special { "special" } else { "ordinary" });
        let simulation = simulated(&rule, &[(heads, area)]);
        let needed = |held: &Held, measure| {
            u64::try_from(held.on(measure).unwrap().needed.unwrap()).unwrap()
        };
        let on_both = |held: &Held| (needed(held, Measure::Heads), needed(held, Measure::Area));
        let come = on_both(&simulation.quorum[0]);
        let few = on_both(&simulation.approval_at_smallest.as_ref().unwrap()[0]);
        let many = on_both(&simulation.approval_at_full[0]);
        // So many agree, so many of those who come do not, and the others are silent.
        let decided = |come: (u64, u64), agree: (u64, u64)| {
            let against = (come.0 - agree.0, come.1 - agree.1);
            let silent = (heads - come.0, area - come.1);
            let choices = [Some(Choice::For), Some(Choice::Against), None];
            let verdict = verdict(&rule, &[agree, against, silent], &choices);
            (verdict.quorate, verdict.passed)
        };
        prop_assert_eq!(decided(come, few), (Some(true), Some(true)));
        prop_assert_eq!(decided((come.0 - 1, come.1), (few.0 - 1, few.1)).0, Some(false));
        prop_assert_eq!(decided((come.0, come.1 - 1), (few.0, few.1 - 1)).0, Some(false));
        prop_assert_eq!(decided(come, (few.0 - 1, few.1)).1, Some(false));
        prop_assert_eq!(decided(come, (few.0, few.1 - 1)).1, Some(false));
        prop_assert_eq!(decided((heads, area), many).1, Some(true));
        prop_assert_eq!(decided((heads, area), (many.0 - 1, many.1)).1, Some(false));
        prop_assert_eq!(decided((heads, area), (many.0, many.1 - 1)).1, Some(false));
    }

    #[test]
    fn a_coalition_of_the_largest_prevents_and_one_fewer_does_not_on_that_measure(weights in weights()) {
        let rule = rule("cn_civil_code_2021", "ordinary");
        let mut largest = weights.clone();
        largest.sort_unstable_by_key(|(_, area)| std::cmp::Reverse(*area));
        let simulation = simulated(&rule, &largest);
        let by_area = simulation.coalitions.iter().filter(|own| own.measure == Measure::Area);
        for coalition in by_area {
            let held = |electors: usize| {
                let attends = coalition.requirement.subject.is_attendance();
                let other = (!attends).then_some(Choice::Against);
                let choices = (0..largest.len()).map(|place| if place < electors { other.clone() } else { Some(Choice::For) });
                let verdict = verdict(&rule, &largest, &choices.collect::<Vec<_>>());
                let held = if attends { &verdict.quorum[0] } else { &verdict.approval[0] };
                held.area.unwrap().holds.unwrap()
            };
            prop_assert!(!held(coalition.electors));
            prop_assert!(coalition.electors == 1 || held(coalition.electors - 1));
        }
    }
}

#[test]
fn nobody_and_an_area_that_is_missing_are_said() {
    let rule = rule("cn_civil_code_2021", "ordinary");
    let terms = Terms { rule: &rule, switches: &Switches::default(), seats: None };
    let nobody = simulate(&terms, &Electorate::new(Scale::MAX)).unwrap_err();
    assert_eq!(nobody.to_string(), "nobody is in the electorate");
    let mut unknown = Electorate::new(Scale::MAX);
    unknown.push_elector(Heads::ONE, None);
    let missing = simulate(&terms, &unknown).unwrap_err();
    assert_eq!(missing.to_string(), "an area is missing; what is needed cannot be told before it is known");
}
