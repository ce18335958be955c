//! Objections and the announcement of the result.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::agenda::Agenda;
use super::contents::Contents;
use super::life::Life;
use crate::domain::meetings::MatterId;
use crate::evidence::entries::{Fact, ObjectionStage};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// Checks that answers answer something, and that the announcement came in time and counts right.
pub(super) fn check(contents: &Contents, agenda: Option<&Agenda>, life: &Life, ledger: &mut Ledger) {
    objections(contents, agenda, ledger);
    let (Some(announced), Some(counted), Some(agenda)) = (&life.announced, &life.counted, agenda) else {
        return;
    };
    ledger.checked(Code::ObjectionPeriod);
    let end = agenda.zone.end_of_days_after(counted.at, agenda.definition.objection_days);
    let at = announced.at;
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

/// An objection that was raised.
struct Raised {
    stage: ObjectionStage,
    answered: bool,
}

fn objections(contents: &Contents, agenda: Option<&Agenda>, ledger: &mut Ledger) {
    ledger.checked(Code::Objections);
    let mut raised: BTreeMap<Uuid, Raised> = BTreeMap::new();
    for step in contents.meeting_steps() {
        if let Err(sentence) = take(&mut raised, step.index, &step.fact) {
            ledger.finding(Code::Objections, sentence);
        }
        ledger.settle(Code::Objections, named(step.index, &step.fact, agenda));
    }
}

/// An objection to competence names a matter of the agenda, and no other objection names one.
fn named(index: u64, fact: &Fact, agenda: Option<&Agenda>) -> Result<(), Sentence> {
    let Fact::ObjectionRaised { stage, matter, .. } = fact else { return Ok(()) };
    let on_agenda =
        |own: &MatterId| agenda.is_none_or(|agenda| agenda.matters.iter().any(|matter| matter.id() == own));
    let fits = match stage {
        ObjectionStage::Competence => matter.as_ref().is_some_and(on_agenda),
        ObjectionStage::Roll | ObjectionStage::Result => matter.is_none(),
    };
    if fits {
        return Ok(());
    }
    Err(told!(
        "The objection of entry {index} names no matter of the agenda, or one though it is not to competence.",
        "记录 {index} 的异议所指议题不在议程上，或该异议本不应指明议题。"
    ))
}

fn take(raised: &mut BTreeMap<Uuid, Raised>, index: u64, fact: &Fact) -> Result<(), Sentence> {
    if let Fact::ObjectionRaised { objection, stage, .. } = fact
        && raised.insert(*objection, Raised { stage: *stage, answered: false }).is_some()
    {
        return Err(told!("Entry {index} raises an objection again.", "记录 {index} 重复提出同一异议。"));
    }
    if let Fact::ObjectionAnswered { objection, .. } = fact {
        let open = raised.get_mut(objection).filter(|own| !own.answered);
        if open.map(|own| own.answered = true).is_none() {
            return Err(told!(
                "Entry {index} answers an objection that is not open.",
                "记录 {index} 所答复的异议并不存在或已答复。"
            ));
        }
    }
    if let Fact::ResultAnnounced { open_objections, .. } = fact {
        let open = raised.values().filter(|own| own.stage == ObjectionStage::Result && !own.answered).count();
        if u64::try_from(open) != Ok(*open_objections) {
            return Err(told!(
                "The announcement counts {open_objections} open objections; there are {open}.",
                "公布时称有 {open_objections} 项未答复异议，实为 {open} 项。"
            ));
        }
    }
    Ok(())
}
