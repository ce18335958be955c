//! How long a count takes: from the roll and the ballots to totals and verdict, on one core.
//!
//! Beside it stands the machine's own ceiling: the bare sum of the same areas.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

#[path = "support/agenda.rs"]
mod agenda;
#[path = "support/figures.rs"]
mod figures;
#[path = "support/runs.rs"]
mod runs;

use std::collections::BTreeMap;
use std::hint::black_box;

use quorate::domain::ballots::Choice;
use quorate::domain::meetings::Matter;
use quorate::domain::register::{AreaSource, Floor, PlaceName, UnitKind, UnitLabel};
use quorate::domain::roll::{Elector, ElectorId, ElectorKind, Roll, RollUnit};
use quorate::domain::rules::Switches;
use quorate::domain::services::Reached;
use quorate::domain::tally::{count_matter, electorate_of, judge, terms_of};
use quorate::evidence::ballots::{BallotStatement, MatterChoice};
use quorate::evidence::digest::Digest;
use quorate::evidence::rules;
use uuid::Uuid;

use figures::{milliseconds, per_second};
use runs::{median_of, times};

/// Runs of which the median is shown.
const RUNS: usize = 5;

fn main() {
    println!("Counting one matter (milliseconds, one core; nine of ten electors voted)");
    println!(
        "{:>9}  {:<22}{:>12}{:>14}{:>8}{:>14}",
        "electors", "matter", "count", "bare sum", "times", "electors/s"
    );
    for electors in [100_000, 1_000_000] {
        let roll = roll(electors);
        let ballots = ballots(&roll);
        for form in agenda::matters() {
            let matter = form.to_matter(&Switches::default()).expect("a matter");
            report(&roll, &ballots, &matter);
        }
    }
}

fn report(roll: &Roll, ballots: &BTreeMap<ElectorId, Vec<MatterChoice>>, matter: &Matter) {
    let pack = rules::pack("cn_civil_code_2021").expect("a rule pack").pack;
    let rule = pack.rule(matter.kind()).expect("a rule");
    let switches = Switches::default();
    let terms = terms_of(matter, &rule, &switches);
    let choices = choices_on(ballots, matter);
    let counting = median_of(RUNS, || {
        let counted =
            count_matter(roll, matter, &terms, &Reached::default(), |id| choices.get(&id)).expect("a count");
        black_box(judge(&terms, &counted.totals, &counted.candidates).expect("a verdict"));
    });
    let electorate = electorate_of(roll, matter).expect("an electorate");
    let areas: Vec<u64> = roll.electors().iter().flat_map(|elector| &elector.units).map(area).collect();
    let summing = median_of(RUNS, || {
        black_box(black_box(&areas).iter().copied().map(u128::from).sum::<u128>());
    });
    println!(
        "{:>9}  {:<22}{:>12}{:>14}{:>8}{:>14}",
        electorate.electors(),
        matter.kind().to_string(),
        milliseconds(counting),
        milliseconds(summing),
        times(counting, summing),
        per_second(electorate.electors(), counting),
    );
}

fn area(unit: &RollUnit) -> u64 {
    unit.area.share().thousandths()
}

/// A roll of so many electors, each with a home and every second one with a parking space.
fn roll(electors: usize) -> Roll {
    let place = PlaceName::new("1").expect("a place");
    let unit = |number: usize, kind: UnitKind, area: &str| RollUnit {
        label: UnitLabel::new(&format!("{kind}-{number}")).expect("a label"),
        building: place.clone(),
        entrance: None,
        floor: Floor::new(5).expect("a floor"),
        kind,
        area: area.parse().expect("an area"),
        area_source: AreaSource::Register,
    };
    let elector = |number: usize| {
        let mut units =
            vec![unit(number, UnitKind::Dwelling, &format!("{}.{:02}", 60 + number % 90, number % 100))];
        if number.is_multiple_of(2) {
            units.push(unit(number, UnitKind::Parking, "12.50"));
        }
        let id = ElectorId::from_digest(Digest::of(&number.to_be_bytes()).as_bytes());
        Elector { id, kind: ElectorKind::Owner, units }
    };
    Roll::new((0..electors).map(elector)).expect("a roll")
}

/// What nine of ten electors said.
fn ballots(roll: &Roll) -> BTreeMap<ElectorId, Vec<MatterChoice>> {
    let voted = roll.electors().iter().enumerate().filter(|(place, _)| place % 10 != 9);
    voted.map(|(place, elector)| (elector.id, agenda::choices(place))).collect()
}

/// The choices on one matter, as they are read from ballots.
fn choices_on(
    ballots: &BTreeMap<ElectorId, Vec<MatterChoice>>,
    matter: &Matter,
) -> BTreeMap<ElectorId, Choice> {
    let choice = |(elector, choices): (&ElectorId, &Vec<MatterChoice>)| {
        let statement = BallotStatement {
            v: 1,
            origin: String::new(),
            community: Uuid::nil(),
            meeting: Uuid::nil(),
            definition: Digest::of(b""),
            roll: Digest::of(b""),
            elector: *elector,
            choices: choices.clone(),
            supersedes: None,
            nonce: String::new(),
        };
        let ballot = statement.to_ballot();
        Some((*elector, ballot.choice_on(matter.id())?.clone()))
    };
    ballots.iter().filter_map(choice).collect()
}
