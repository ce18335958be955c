//! The holidays of a definition, held against its rule pack and against those this verifier knows.

use std::collections::BTreeSet;

use super::agenda::Agenda;
use crate::domain::deadlines::{HolidayTable, HolidayYear};
use crate::domain::instants::Instant;
use crate::domain::rules::Pack;
use crate::evidence::holidays::{HolidayYearForm, built_in};
use crate::verify::report::{Code, Ledger, told};

/// Checks that there are holidays exactly where the pack lets deadlines give way over rest days. Which days a
/// government named is known here for the years of the built-in table only.
pub(super) fn check(agenda: &Agenda, pack: &Pack, ledger: &mut Ledger) {
    ledger.checked(Code::Holidays);
    let id = pack.id();
    match (&pack.parts().day_counting, &agenda.definition.holidays) {
        (None, None) => {}
        (Some(_), Some(years)) => {
            // What makes no table is told of the definition.
            if let Ok(table) = HolidayYearForm::to_table(years) {
                compare(agenda, &table, ledger);
            }
        }
        (Some(_), None) => {
            let sentence = told!(
                "Under {id} deadlines give way over rest days, but the definition names no holidays.",
                "依规则包 {id}，期限遇休息日顺延，而会议定义未列休假日。"
            );
            ledger.finding(Code::Holidays, sentence);
        }
        (None, Some(_)) => {
            let sentence = told!(
                "Under {id} days are counted as they fall, but the definition names holidays.",
                "依规则包 {id}，期限不顺延，而会议定义列有休假日。"
            );
            ledger.finding(Code::Holidays, sentence);
        }
    }
}

fn compare(agenda: &Agenda, table: &HolidayTable, ledger: &mut Ledger) {
    let own = built_in().unwrap_or_default();
    let contradicted = table.contradicts(&own);
    let unknown: BTreeSet<i16> =
        table.years().map(HolidayYear::year).filter(|year| !own.covers(*year)).collect();
    let year = |instant: Instant| instant.day_in(&agenda.zone).year();
    let meant = own.within(year(agenda.schedule.opens_at()), year(agenda.schedule.closes_at()));
    let left_out: BTreeSet<i16> =
        meant.years().map(HolidayYear::year).filter(|year| !table.covers(*year)).collect();
    if !contradicted.is_empty() {
        let years = listed(&contradicted);
        let sentence = told!(
            "Could not check the holidays of {years}: the definition names others than this verifier knows.",
            "无法核实 {years} 年的休假日：会议定义所列与本验证程序所知不同。"
        );
        ledger.open(Code::Holidays, sentence);
    }
    if !unknown.is_empty() {
        let years = listed(&unknown);
        let sentence = told!(
            "Could not check the holidays of {years}: this verifier knows none.",
            "无法核实 {years} 年的休假日：本验证程序不知其休假安排。"
        );
        ledger.open(Code::Holidays, sentence);
    }
    if !left_out.is_empty() {
        let years = listed(&left_out);
        let sentence = told!(
            "Could not check the holidays of {years}: the definition names none, and this verifier knows some.",
            "无法核实 {years} 年的休假日：会议定义未列，而本验证程序知有休假安排。"
        );
        ledger.open(Code::Holidays, sentence);
    }
}

/// Years as a sentence lists them.
pub(super) fn listed(years: &BTreeSet<i16>) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
