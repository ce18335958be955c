//! How long the count of a meeting takes: from the roll and the ballots that were read to totals and
//! verdicts on every matter, on one core.
//!
//! Beside it stands the machine's own ceiling: the bare sum of the same areas, once for each matter. What
//! it takes to put ballots in their places, done while they are read and their signatures
//! checked, is measured apart.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

#[path = "support/agenda.rs"]
#[expect(dead_code, reason = "what was cast on that agenda is not what is counted here")]
mod agenda;
#[path = "support/figures.rs"]
mod figures;
#[path = "support/runs.rs"]
mod runs;

use std::hint::black_box;
use std::time::Duration;

use quorate::domain::ballots::{Answer, Choice};
use quorate::domain::meetings::{CandidateId, Matter, MatterId};
use quorate::domain::quantities::{Heads, Scale, Share, ShareTotal};
use quorate::domain::register::{AreaSource, Floor, PlaceName, UnitKind, UnitLabel};
use quorate::domain::roll::{Elector, ElectorId, ElectorKind, Roll, RollUnit};
use quorate::domain::rules::{MatterKind, Pack, Rule, Switches};
use quorate::domain::services::Reached;
use quorate::domain::tally::{Choice as Said, Electorate, Poll, Terms, count, judge, terms_of};
use quorate::evidence::definition::MatterForm;
use quorate::evidence::digest::Digest;
use quorate::evidence::electorate::FloorsForm;
use quorate::evidence::rules;

use figures::{milliseconds, per_second};
use runs::{median_of, times};

/// Runs of which the median is shown.
const RUNS: usize = 5;

/// Ballots that are made before they are taken, so that only taking is measured.
const PAGE: usize = 1_000;

/// Seats of each election among ten candidates.
const SEATS: usize = 7;

/// Electors whose areas are as large as any: the most rows of a sheet.
const MOST: usize = 10_000_000;

fn main() {
    println!("Counting a meeting (milliseconds, one core; nine of ten electors voted)");
    println!(
        "{:>9}  {:<38}{:>12}{:>12}{:>12}{:>8}{:>16}",
        "electors", "matters", "taking", "count", "bare sum", "times", "choices/s"
    );
    for electors in [100_000, 1_000_000] {
        let roll = roll(electors);
        let areas: Vec<u64> = roll.electors().iter().flat_map(|elector| &elector.units).map(area).collect();
        for agenda in [
            Agenda::of("1 motion", 1, 0),
            Agenda::of("1 election", 0, 1),
            Agenda::of("10 motions", 10, 0),
            Agenda::of("8 motions, 2 elections", 8, 2),
            Agenda::of("10 motions of different electorates", 10, 0).apart(),
        ] {
            report(&roll, &areas, &agenda);
        }
    }
    largest();
}

/// Matters to vote on.
struct Agenda {
    name: &'static str,
    matters: Vec<Matter>,
}

impl Agenda {
    fn of(name: &'static str, motions: usize, elections: usize) -> Self {
        let [motion, _, election]: [MatterForm; 3] = agenda::matters().try_into().expect("three matters");
        let forms = (0..motions).map(|_| &motion).chain((0..elections).map(|_| &election));
        Self { name, matters: forms.enumerate().map(|(place, form)| matter(form, place, None)).collect() }
    }

    /// The same motions, each with an electorate that is weighed for it alone.
    fn apart(self) -> Self {
        let [motion, ..]: [MatterForm; 3] = agenda::matters().try_into().expect("three matters");
        let floors = (0..).map(|lowest| FloorsForm { lowest: -lowest, highest: 99 });
        let matters = (0..self.matters.len()).zip(floors);
        let matters = matters.map(|(place, floors)| matter(&motion, place, Some(floors))).collect();
        Self { name: self.name, matters }
    }
}

fn matter(form: &MatterForm, place: usize, floors: Option<FloorsForm>) -> Matter {
    let mut form = form.clone();
    form.matter = format!("m{}", place + 1).parse().expect("a matter's identity");
    form.electorate.floors = floors;
    form.to_matter(&Switches::default()).expect("a matter")
}

fn report(roll: &Roll, areas: &[u64], agenda: &Agenda) {
    let pack = rules::pack("cn_civil_code_2021").expect("a rule pack").pack;
    let (poll, taking) = polled(roll, &agenda.matters);
    let counting = median_of(RUNS, || {
        black_box(verdicts(&poll, &pack));
    });
    let summing = median_of(RUNS, || {
        for _ in &agenda.matters {
            black_box(black_box(areas).iter().copied().map(u128::from).sum::<u128>());
        }
    });
    let electors = roll.electors().len();
    println!(
        "{:>9}  {:<38}{:>12}{:>12}{:>12}{:>8}{:>16}",
        electors,
        agenda.name,
        milliseconds(taking),
        milliseconds(counting),
        milliseconds(summing),
        times(counting, summing),
        per_second(electors * agenda.matters.len(), counting),
    );
}

/// The verdicts on every matter; how many are counted.
fn verdicts(poll: &Poll<'_>, pack: &Pack) -> usize {
    let switches = Switches::default();
    let polls = poll.matters().expect("electorates");
    for own in &polls {
        let rule = pack.rule(own.matter().kind()).expect("a rule");
        let terms = terms_of(own.matter(), &rule, &switches);
        let counted = own.count(&terms, &Reached::default()).expect("a count");
        black_box(judge(&terms, &counted.totals, &counted.candidates).expect("a verdict"));
    }
    polls.len()
}

/// The ballots of nine of ten electors, in their places, and how long that took.
fn polled<'a>(roll: &'a Roll, matters: &'a [Matter]) -> (Poll<'a>, Duration) {
    let mut poll = Poll::new(roll, matters);
    let mut taking = Duration::ZERO;
    for (page, electors) in roll.electors().chunks(PAGE).enumerate() {
        let voters = electors.iter().enumerate().map(|(place, elector)| (page * PAGE + place, elector.id));
        let voters = voters.filter(|(place, _)| place % 10 != 9);
        let ballots: Vec<_> = voters.map(|(place, id)| (id, choices(matters, place))).collect();
        taking += median_of(1, || {
            for (elector, choices) in &ballots {
                assert!(poll.take(*elector, choices), "every elector is on the roll");
            }
        });
    }
    (poll, taking)
}

/// What the elector at this place says on every matter.
fn choices(matters: &[Matter], place: usize) -> Vec<(MatterId, Choice)> {
    let choice = |(number, matter): (usize, &Matter)| {
        let drawn = (place * 31 + number).wrapping_mul(2_654_435_761) >> 7;
        let choice = match matter.election() {
            None => Choice::Answer(match drawn % 10 {
                0 | 1 => Answer::Against,
                2 => Answer::Abstain,
                _ => Answer::For,
            }),
            Some(election) => {
                let wanted = election.candidates().iter().enumerate();
                let wanted = wanted.filter(|(bit, _)| drawn >> bit & 1 == 1).map(|(_, own)| own.id().clone());
                named(wanted.take(SEATS).collect())
            }
        };
        (matter.id().clone(), choice)
    };
    matters.iter().enumerate().map(choice).collect()
}

fn named(candidates: Vec<CandidateId>) -> Choice {
    if candidates.is_empty() {
        return Choice::Answer(Answer::Abstain);
    }
    Choice::Candidates(candidates.into_iter().map(|id| (id, Answer::For)).collect())
}

/// Ten million electors whose areas are as large as any add up exactly, and how long that takes.
fn largest() {
    let rule = rule("fund_use");
    let switches = Switches::default();
    let terms = Terms { rule: &rule, switches: &switches, seats: None };
    let area = Share::from_thousandths(1_000_000_000_000).expect("the largest area");
    let mut electorate = Electorate::new(Scale::MAX);
    let mut ballots = Vec::with_capacity(MOST);
    for place in 0..MOST {
        electorate.push_elector(Heads::ONE, Some(area));
        ballots.push((!place.is_multiple_of(4)).then_some(Said::For));
    }
    let counting = median_of(1, || {
        let totals = count(&terms, &electorate, &ballots, &[]).expect("a count").totals;
        let (all, part) = (10_u128.pow(19), 10_u128.pow(19) / 4 * 3);
        assert_eq!(totals.all.area.map(ShareTotal::thousandths), Some(all));
        assert_eq!(totals.in_favour.area.map(ShareTotal::thousandths), Some(part));
        assert_eq!((totals.all.heads.count(), totals.in_favour.heads.count()), (10_000_000, 7_500_000));
        assert_eq!(judge(&terms, &totals, &[]).expect("a verdict").passed, Some(true));
    });
    println!(
        "{MOST} electors of the largest area, one motion from a list of choices: {} ms",
        milliseconds(counting)
    );
}

fn rule(kind: &str) -> Rule {
    let pack = rules::pack("cn_civil_code_2021").expect("a rule pack").pack;
    pack.rule(&MatterKind::new(kind).expect("a kind")).expect("a rule")
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
    let elector = |(number, id): (usize, ElectorId)| {
        let mut units =
            vec![unit(number, UnitKind::Dwelling, &format!("{}.{:02}", 60 + number % 90, number % 100))];
        if number.is_multiple_of(2) {
            units.push(unit(number, UnitKind::Parking, "12.50"));
        }
        Elector { id, kind: ElectorKind::Owner, units }
    };
    // A roll is read from its document, which lists electors by pseudonym.
    let mut ids: Vec<ElectorId> = (0..electors)
        .map(|number| ElectorId::from_digest(Digest::of(&number.to_be_bytes()).as_bytes()))
        .collect();
    ids.sort_unstable();
    Roll::new(ids.into_iter().enumerate().map(elector)).expect("a roll")
}
