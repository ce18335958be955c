//! Electorates with ballots, drawn at random or written down.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use quorate::domain::quantities::{Heads, Scale, Share};
use quorate::domain::rules::{MatterKind, Rule, Switches};
use quorate::domain::tally::{
    CandidateName, Choice, Counted, Electorate, Names, Naming, Seats, Stance, Terms, Verdict, count, judge,
};
use quorate::evidence::rules::{PublishedPack, packs};

/// How many candidates a drawn ballot may name.
pub(crate) const CANDIDATES: usize = 3;

/// One unit: its area in thousandths, and its ballot.
pub(crate) type Unit = (Option<u64>, Option<Choice>);

/// One elector: heads and units.
#[derive(Clone, Debug)]
pub(crate) struct Elector {
    pub(crate) heads: u64,
    pub(crate) units: Vec<Unit>,
}

pub(crate) fn rule(preset: &str, kind: &str) -> Rule {
    static PACKS: LazyLock<Vec<PublishedPack>> = LazyLock::new(|| packs().unwrap());
    let published = PACKS.iter().find(|published| published.pack.id().as_str() == preset).unwrap();
    published.pack.rule(&MatterKind::new(kind).unwrap()).unwrap()
}

pub(crate) fn seats(planned: u32, minimum: Option<u32>) -> Seats {
    let some = |number: u32| number.try_into().unwrap();
    Seats { planned: some(planned), minimum: minimum.map(some) }
}

pub(crate) fn names(namings: &[(usize, Stance)]) -> Choice {
    let naming = |(candidate, stance): &(usize, Stance)| Naming { candidate: *candidate, stance: *stance };
    Choice::Names(Names::new(namings.iter().map(naming).collect()).unwrap())
}

pub(crate) fn candidates() -> Vec<CandidateName> {
    ["Li", "Wang", "Zhao"].map(|name| CandidateName::new(name).unwrap()).to_vec()
}

/// Counts and judges.
pub(crate) fn outcome(
    rule: &Rule,
    switches: &Switches,
    seats: Option<Seats>,
    world: &[Elector],
) -> (Counted, Verdict) {
    let terms = Terms { rule, switches, seats };
    let mut electorate = Electorate::new(Scale::MAX);
    let mut ballots = Vec::new();
    for elector in world {
        let area = |unit: &Unit| unit.0.map(|area| Share::from_thousandths(area).unwrap());
        let areas: Vec<_> = elector.units.iter().map(area).collect();
        electorate.push_units(Heads::new(elector.heads), &areas).unwrap();
        ballots.extend(elector.units.iter().map(|unit| unit.1.clone()));
    }
    let election = rule.decides == quorate::domain::rules::Decides::Election;
    let candidates = if election { candidates() } else { Vec::new() };
    let counted = count(&terms, &electorate, &ballots, &candidates).unwrap();
    let verdict = judge(&terms, &counted.totals, &counted.candidates).unwrap();
    (counted, verdict)
}

fn plain_choice() -> impl Strategy<Value = Choice> {
    prop_oneof![
        4 => Just(Choice::For),
        2 => Just(Choice::Against),
        1 => Just(Choice::Abstain),
        1 => Just(Choice::Present),
        1 => Just(Choice::Blank),
        1 => Just(Choice::Spoiled),
    ]
}

fn named_choice() -> impl Strategy<Value = Choice> {
    let stance = prop_oneof![3 => Just(Stance::For), 1 => Just(Stance::Against), 1 => Just(Stance::Abstain)];
    vec(option::of(stance), CANDIDATES).prop_filter_map("names nobody", |stances| {
        let named = stances.into_iter().enumerate();
        let named: Vec<_> = named.filter_map(|(place, stance)| Some((place, stance?))).collect();
        (!named.is_empty()).then(|| names(&named))
    })
}

fn world_of(choice: impl Strategy<Value = Choice> + Clone) -> impl Strategy<Value = Vec<Elector>> {
    let area = prop_oneof![20 => (0..5_000_u64).prop_map(Some), 1 => Just(None)];
    let unit = (area, option::weighted(0.8, choice));
    let units = prop_oneof![3 => vec(unit.clone(), 1), 1 => vec(unit, 1..4)];
    let elector = (0..3_u64, units).prop_map(|(heads, units)| Elector { heads, units });
    vec(elector, 1..25)
}

/// Electors with ballots on a motion.
pub(crate) fn motion() -> impl Strategy<Value = Vec<Elector>> {
    world_of(plain_choice().boxed())
}

/// Electors with ballots that mostly name candidates.
pub(crate) fn election() -> impl Strategy<Value = Vec<Elector>> {
    world_of(prop_oneof![5 => named_choice(), 1 => plain_choice()].boxed())
}

/// A motion's rule from any pack.
pub(crate) fn motion_rule() -> impl Strategy<Value = Rule> {
    let kind = prop_oneof![Just("ordinary"), Just("special")];
    let preset = prop_oneof![Just("cn_civil_code_2021"), Just("cn_pre_2021")];
    (preset, kind).prop_map(|(preset, kind)| rule(preset, kind))
}
