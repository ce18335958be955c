//! The calendar of annals, which no signature covers: what is otherwise than known is told.

use quorate::evidence::bundle::{BundleKind, Line};
use quorate::evidence::holidays::HolidayYearForm;
use quorate::verify::report::{Code, Outcome};

use super::life::{Life, recalled};
use super::{life, lines, lines_of, verify};

/// What is said of the calendar once the lines were changed.
fn said(life: &Life, act: impl Fn(&mut Vec<HolidayYearForm>)) -> Vec<(Outcome, String)> {
    let mut shown = lines_of(life, BundleKind::Audit);
    let Line::Calendar { holidays, .. } = &mut shown[1] else { panic!("no calendar") };
    act(holidays);
    let report = verify(&life.story, &shown).unwrap();
    let own = report.claims.into_iter().filter(|claim| claim.code == Code::AnnalsCalendar);
    own.map(|claim| (claim.outcome, claim.sentence)).collect()
}

#[test]
fn a_calendar_as_it_is_known_holds() {
    let said = said(&recalled(), |_| {});
    assert!(matches!(said.as_slice(), [(Outcome::Checked, _)]), "{said:?}");
}

#[test]
fn a_year_that_is_left_out_is_told() {
    let said = said(&recalled(), |holidays| holidays.retain(|own| own.year != 2026));
    let [(Outcome::CouldNotCheck, sentence)] = said.as_slice() else { panic!("{said:?}") };
    assert!(sentence.contains("2026"), "{sentence}");
}

#[test]
fn a_year_with_other_holidays_is_a_finding_and_told_of_the_meetings_too() {
    let said = said(&recalled(), |holidays| {
        let year = holidays.iter_mut().find(|own| own.year == 2026).unwrap();
        year.rest.pop();
    });
    let outcomes: Vec<_> = said.iter().map(|(outcome, _)| *outcome).collect();
    assert_eq!(outcomes, [Outcome::Finding, Outcome::CouldNotCheck], "{said:?}");
}

#[test]
fn a_year_that_nobody_knows_is_told() {
    let said = said(&recalled(), |holidays| {
        let mut year = holidays.last().unwrap().clone();
        (year.year, year.rest, year.work) = (2100, Vec::new(), Vec::new());
        holidays.push(year);
    });
    let [(Outcome::CouldNotCheck, sentence)] = said.as_slice() else { panic!("{said:?}") };
    assert!(sentence.contains("2100"), "{sentence}");
}

#[test]
fn a_time_zone_that_no_meeting_confirms_is_told() {
    let story = life::petitioned().story;
    let report = verify(&story, &lines(&story, BundleKind::Audit)).unwrap();
    let own = report.claims.iter().find(|claim| claim.code == Code::AnnalsCalendar).unwrap();
    assert_eq!(own.outcome, Outcome::CouldNotCheck);
    assert!(own.sentence.contains("Asia/Shanghai"), "{}", own.sentence);
}
