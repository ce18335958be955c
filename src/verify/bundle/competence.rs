//! Whether every matter of the agenda is the assembly's to decide, and what was said against it.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::agenda::Agenda;
use super::contents::Contents;
use crate::domain::meetings::MatterId;
use crate::domain::rules::{CompetenceError, MatterKind, Pack, RefusedKind};
use crate::evidence::competence::{CompetenceForm, CompetenceWord};
use crate::evidence::definition::MatterForm;
use crate::evidence::entries::{Fact, ObjectionStage};
use crate::verify::report::{Code, CompetenceWarning, Ledger, ObjectionOutcome, Sentence, told};

/// Checks that no kind is refused, and that doubtful ones and no others have the convener's reason.
pub(super) fn check(matters: &[MatterForm], pack: &Pack, ledger: &mut Ledger) {
    ledger.checked(Code::Competence);
    for form in matters {
        // A kind that the pack does not know is noted where the definition is checked.
        let Ok(competence) = pack.competence(&form.kind) else { continue };
        let stands = competence.stands(form.stated_reason());
        ledger.settle(Code::Competence, stands.map_err(|error| sentence(&form.matter, &form.kind, error)));
    }
}

/// The matters that are doubtful, or to which somebody objected, in the order of the agenda.
pub(super) fn warnings(contents: &Contents, agenda: &Agenda) -> Vec<CompetenceWarning> {
    let mut objections = objections(contents);
    let mut warnings = Vec::new();
    for form in &agenda.definition.matters {
        let competence = CompetenceForm::new(agenda.pack(), form);
        let objections = objections.remove(&form.matter).unwrap_or_default();
        let reason = form.stated_reason().map(str::to_owned);
        let doubtful = competence.competence == CompetenceWord::Doubtful;
        if doubtful || reason.is_some() || !objections.is_empty() {
            let (title, kind) = (form.title.clone(), form.kind.clone());
            warnings.push(CompetenceWarning { title, kind, competence, reason, objections });
        }
    }
    warnings
}

/// What became of the objections to the competence for each matter, in the order of the record.
fn objections(contents: &Contents) -> BTreeMap<MatterId, Vec<ObjectionOutcome>> {
    let mut raised: Vec<(Uuid, &MatterId)> = Vec::new();
    let mut answers: BTreeMap<Uuid, ObjectionOutcome> = BTreeMap::new();
    for step in contents.meeting_steps() {
        if let Fact::ObjectionRaised { objection, stage: ObjectionStage::Competence, matter, .. } = &step.fact
        {
            raised.extend(matter.as_ref().map(|matter| (*objection, matter)));
        }
        if let Fact::ObjectionWithdrawn { objection, .. } = step.fact {
            answers.insert(objection, ObjectionOutcome::Withdrawn);
        }
        if let Fact::ObjectionAnswered { objection, upheld, .. } = step.fact {
            let outcome = if upheld { ObjectionOutcome::Upheld } else { ObjectionOutcome::Dismissed };
            answers.insert(objection, outcome);
        }
    }
    let mut outcomes: BTreeMap<MatterId, Vec<ObjectionOutcome>> = BTreeMap::new();
    for (objection, matter) in raised {
        let outcome = answers.get(&objection).copied().unwrap_or(ObjectionOutcome::Open);
        outcomes.entry(matter.clone()).or_default().push(outcome);
    }
    outcomes
}

fn sentence(id: &MatterId, kind: &MatterKind, error: CompetenceError) -> Sentence {
    match error {
        CompetenceError::Refused(refused) => {
            let RefusedKind { reason, instead, source, .. } = *refused;
            let article = source.article();
            let (reason_zh, instead_zh) = (reason.zh, instead.zh);
            let (reason, instead) = (reason.en, instead.en);
            told!(
                "Matter {id} is of the kind {kind}, which is not the assembly's to decide by vote ({article}). \
                 {reason} Instead: {instead}",
                "议题 {id} 的类别 {kind} 不得由业主大会表决（{article}）。{reason_zh}法律提供的途径：{instead_zh}"
            )
        }
        CompetenceError::ReasonMissing(warning) => {
            let (warning, warning_zh) = (warning.en, warning.zh);
            told!(
                "Matter {id} states no reason why it is the assembly's to decide, which is doubtful. {warning}",
                "议题 {id} 是否由业主共同决定存疑，而会议定义未载理由。{warning_zh}"
            )
        }
        CompetenceError::ReasonNeedless(source) => {
            let article = source.article();
            told!(
                "Matter {id} states a reason for its competence, though {article} lists it.",
                "议题 {id} 已由 {article} 列明，会议定义却另载理由。"
            )
        }
        CompetenceError::ReasonLength => told!(
            "Matter {id} states a reason for its competence that is empty or too long.",
            "议题 {id} 所载理由为空或过长。"
        ),
    }
}
