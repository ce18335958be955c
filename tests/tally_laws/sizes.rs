//! Nobody, nothing, and as much as there can be: each has a result. Ten million electors of the largest
//! area are counted by `make bench`.

use quorate::domain::quantities::{Heads, SHARE_MAX_UNITS, Scale, Share, ShareTotal};
use quorate::domain::rules::Switches;
use quorate::domain::tally::{Choice, Electorate, Terms, Totals, Verdict, count, judge};

use crate::world::rule;

fn decided(electorate: &Electorate, choices: &[Option<Choice>]) -> (Totals, Verdict) {
    let rule = rule("cn_civil_code_2021", "special");
    let terms = Terms { rule: &rule, switches: &Switches::default(), seats: None };
    let totals = count(&terms, electorate, choices, &[]).unwrap().totals;
    let verdict = judge(&terms, &totals, &[]).unwrap();
    (totals, verdict)
}

#[test]
fn an_electorate_of_nobody_decides_nothing() {
    let (totals, verdict) = decided(&Electorate::new(Scale::MAX), &[]);
    assert_eq!(totals, Totals { scale: Scale::MAX, ..Totals::NOBODY });
    assert_eq!((verdict.quorate, verdict.passed), (Some(false), Some(false)));
}

#[test]
fn weights_of_zero_are_counted_and_are_not_unknown() {
    let mut electorate = Electorate::new(Scale::MAX);
    for _ in 0..3 {
        electorate.push_elector(Heads::ONE, Some(Share::ZERO));
    }
    let (totals, verdict) = decided(&electorate, &[Some(Choice::For), Some(Choice::For), Some(Choice::For)]);
    assert_eq!(totals.all.area.map(ShareTotal::thousandths), Some(0));
    assert_eq!((totals.in_favour.heads.count(), verdict.quorate), (3, Some(true)));
    assert_eq!(verdict.passed, Some(false), "three quarters of nothing are no majority");
}

#[test]
fn a_million_electors_of_the_largest_area_add_up_exactly() {
    const ELECTORS: u64 = 1_000_000;
    let area = Share::from_thousandths(SHARE_MAX_UNITS * 1_000).unwrap();
    let mut electorate = Electorate::new(Scale::MAX);
    let mut choices = Vec::new();
    for place in 0..ELECTORS {
        electorate.push_elector(Heads::ONE, Some(area));
        choices.push((place % 4 != 3).then_some(Choice::For));
    }
    let (totals, verdict) = decided(&electorate, &choices);
    let all = u128::from(ELECTORS) * u128::from(area.thousandths());
    assert_eq!(totals.all.area.map(ShareTotal::thousandths), Some(all));
    assert_eq!(totals.in_favour.area.map(ShareTotal::thousandths), Some(all / 4 * 3));
    assert_eq!(totals.in_favour.heads.count(), ELECTORS / 4 * 3);
    assert_eq!((verdict.quorate, verdict.passed), (Some(true), Some(true)));
}
