//! The announcement of the result.

use super::agenda::Agenda;
use super::contents::Contents;
use super::holidays::listed;
use super::life::Life;
use super::objections;
use crate::evidence::entries::Fact;
use crate::verify::report::{Code, Ledger, told};

/// Checks every objection, and that the announcement came in time and counts right.
pub(super) fn check(contents: &Contents, agenda: Option<&Agenda>, life: &Life, ledger: &mut Ledger) {
    objections::check(contents, agenda, life, ledger);
    let (Some(announced), Some(counted), Some(agenda)) = (&life.announced, &life.counted, agenda) else {
        return;
    };
    ledger.checked(Code::ObjectionPeriod);
    let period = agenda.calendar.forward(counted.at, agenda.definition.objection_days);
    let (end, at) = (period.ends_at, announced.at);
    if !period.uncovered.is_empty() {
        let years = listed(&period.uncovered);
        let sentence = told!(
            "Could not check the objection period by the holidays of {years}, which the definition does not \
             name: it was counted by weekly rest days alone.",
            "会议定义未列 {years} 年的休假日，异议期仅按每周休息日计算，无法进一步核实。"
        );
        ledger.open(Code::ObjectionPeriod, sentence);
    }
    if at < end {
        let sentence = told!(
            "The result was announced at {at}, before objections could be raised until {end}.",
            "结果于 {at} 公布，而异议期至 {end} 才届满。"
        );
        ledger.finding(Code::ObjectionPeriod, sentence);
    }
    let certificates = (&announced.fact, &counted.fact);
    if let (Fact::ResultAnnounced { certificate, .. }, Fact::MeetingCounted { certificate: own, .. }) =
        certificates
        && certificate != own
    {
        let sentence = told!(
            "The result was announced under the certificate {certificate}; {own} was counted.",
            "公布的结果引用证书 {certificate}，而计票证书为 {own}。"
        );
        ledger.finding(Code::ObjectionPeriod, sentence);
    }
}
