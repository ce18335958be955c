//! How the file says that days are counted between meetings, held against definitions and what is known here.
//!
//! No signature covers it: whoever hands out the file could move a deadline by a holiday or by a time zone. Whatever
//! is not what this verifier and the record's own definitions say is told.

use std::collections::BTreeSet;

use crate::domain::deadlines::{Calendar, HolidayTable, HolidayYear};
use crate::domain::instants::{Instant, Zone};
use crate::evidence::acts::calendar;
use crate::evidence::definition::Definition;
use crate::evidence::holidays::{HolidayYearForm, built_in};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// The calendar of the file.
#[derive(Clone, Debug)]
pub(super) struct Days {
    calendar: Calendar,
    zone: Zone,
    holidays: HolidayTable,
    /// Whether a definition of the record names the time zone.
    is_named: bool,
    /// Years of which a definition of the record has other days.
    otherwise: BTreeSet<i16>,
}

impl Days {
    /// Reads the calendar of the file.
    pub(super) fn read(zone: &str, holidays: &[HolidayYearForm]) -> Result<Self, Sentence> {
        let refused = || told!("The calendar cannot be read.", "日历无法读取。");
        let holidays = HolidayYearForm::to_table(holidays).map_err(|_| refused())?;
        let zone = Zone::new(zone).map_err(|_| refused())?;
        let calendar = calendar(zone.clone(), holidays.clone()).map_err(|_| refused())?;
        Ok(Self { calendar, zone, holidays, is_named: false, otherwise: BTreeSet::new() })
    }

    /// How days are counted.
    pub(super) const fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Holds the calendar against a definition, which the record has the hash of.
    pub(super) fn hear(&mut self, index: u64, definition: &Definition) -> Result<(), Sentence> {
        let years = definition.holidays.iter().flatten().cloned().collect::<Vec<_>>();
        // What makes no table is told of the bundle of the meeting.
        if let Ok(table) = HolidayYearForm::to_table(&years) {
            self.otherwise.extend(self.holidays.contradicts(&table));
        }
        let (named, own) = (&definition.time_zone, self.zone.name());
        self.is_named = true;
        if named == own {
            return Ok(());
        }
        Err(told!(
            "The meeting of entry {index} counts days in {named}, these annals count them in {own}.",
            "记录 {index} 的会议按 {named} 计算日期，而本年鉴按 {own} 计算。"
        ))
    }

    /// Tells what is otherwise than known here, between the first and the last entry.
    pub(super) fn check(&self, (first, last): (Instant, Instant), ledger: &mut Ledger) {
        let known = built_in().unwrap_or_default();
        let contradicted = self.holidays.contradicts(&known);
        if !contradicted.is_empty() {
            let years = listed(&contradicted);
            let sentence = told!(
                "The holidays of {years} are not those that this verifier knows.",
                "{years} 年的休假日与本验证程序所知不符。"
            );
            ledger.finding(Code::AnnalsCalendar, sentence);
        }
        if !self.otherwise.is_empty() {
            let years = listed(&self.otherwise);
            let sentence = told!(
                "Could not check the holidays of {years}: a meeting of this record was called over others.",
                "无法核实 {years} 年的休假日：本记录中有会议按其他休假日召集。"
            );
            ledger.open(Code::AnnalsCalendar, sentence);
        }
        let years = self.holidays.years().map(HolidayYear::year);
        let unknown: BTreeSet<i16> = years.filter(|year| !known.covers(*year)).collect();
        if !unknown.is_empty() {
            let years = listed(&unknown);
            let sentence = told!(
                "Could not check the holidays of {years}: this verifier knows none of them.",
                "无法核实 {years} 年的休假日：本验证程序不含相应数据。"
            );
            ledger.open(Code::AnnalsCalendar, sentence);
        }
        self.left_out((first, last), &known, ledger);
        if !self.is_named {
            let own = self.zone.name();
            let sentence = told!(
                "Could not check that days are counted in {own}: no meeting of this record names a time zone.",
                "无法核实日期按 {own} 计算：本记录中没有会议载明时区。"
            );
            ledger.open(Code::AnnalsCalendar, sentence);
        }
    }

    /// A year that is left out has no holidays, so that periods end earlier in it.
    fn left_out(&self, (first, last): (Instant, Instant), known: &HolidayTable, ledger: &mut Ledger) {
        let year = |instant: Instant| instant.day_in(&self.zone).year();
        let meant = known.within(year(first), year(last));
        let missing = meant.years().map(HolidayYear::year).filter(|year| !self.holidays.covers(*year));
        let missing: BTreeSet<i16> = missing.collect();
        if missing.is_empty() {
            return;
        }
        let years = listed(&missing);
        let sentence = told!(
            "Could not check periods over the holidays of {years}: the annals name none, and this verifier knows some.",
            "无法核实经过 {years} 年休假日的期间：本年鉴未列，而本验证程序知有休假安排。"
        );
        ledger.open(Code::AnnalsCalendar, sentence);
    }
}

/// Years as a sentence lists them.
fn listed(years: &BTreeSet<i16>) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
