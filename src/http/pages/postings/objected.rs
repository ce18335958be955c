//! Objections as a posting lists them: neither who raised them nor what they wrote.

use super::Language;
use crate::actions::headings::Heading;
use crate::actions::objections::{PostedObjection, PostedTurn};
use crate::domain::objections::ObjectionStage;
use crate::evidence::minutes::{ground_en, ground_zh, stage_zh};

/// An objection as it is printed.
pub(super) struct Objected {
    pub(super) entry: u64,
    pub(super) raised: String,
    pub(super) stage: &'static str,
    pub(super) matter: String,
    pub(super) ground: &'static str,
    pub(super) due: String,
    pub(super) turns: Vec<String>,
}

/// The objections at these stages.
pub(super) fn objected(
    language: Language,
    heading: &Heading,
    (all, stages): (&[PostedObjection], &[ObjectionStage]),
) -> Vec<Objected> {
    let own = all.iter().filter(|own| stages.contains(&own.stage));
    own.map(|own| Objected {
        entry: own.entry,
        raised: heading.moment(own.raised_at),
        stage: language.say(stage_zh(own.stage), stage_en(own.stage)),
        matter: own.matter.as_ref().map_or_else(String::new, |matter| format!(" ({matter})")),
        ground: language.say(ground_zh(own.ground), ground_en(own.ground)),
        due: own.answer_due_at.map_or_else(String::new, |due| heading.moment(due)),
        turns: own.history.iter().map(|turn| said(language, heading, turn)).collect(),
    })
    .collect()
}

fn said(language: Language, heading: &Heading, turn: &PostedTurn) -> String {
    let at = heading.moment(turn.at);
    let entry = turn.entry;
    let outcome = match turn.upheld {
        None => return language.say("撤回", "withdrawn").to_owned() + &format!(" · {at} · {entry}"),
        Some(true) => language.say("成立", "upheld"),
        Some(false) => language.say("不成立", "dismissed"),
    };
    let summary = turn.summary.as_deref().unwrap_or_default();
    let mut said = format!("{outcome}: {summary} · {at} · {entry}");
    if let Some(reason) = &turn.correction {
        said =
            format!("{}{reason} — {said}", language.say("更正先前答复：", "Instead of an earlier answer: "));
    }
    if let Some(amendment) = turn.amendment {
        said = format!(
            "{said} · {} {amendment}",
            language.say("名册更正见记录", "the roll was amended in entry")
        );
    }
    said
}

const fn stage_en(stage: ObjectionStage) -> &'static str {
    match stage {
        ObjectionStage::Roll => "to the roll",
        ObjectionStage::Candidates => "to candidates",
        ObjectionStage::Competence => "to the assembly's competence",
        ObjectionStage::Result => "to the result",
    }
}
