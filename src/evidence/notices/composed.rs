//! A notice composed from a definition, and what is missing in it.

use super::wording;
use super::{HowToObject, HowToVote, NoticeDocument, NoticeMatter, Particulars, RuleWords, Words};
use crate::domain::rules::{NoticeContent, NoticeField, Pack, Switches};
use crate::evidence::definition::{Definition, MatterForm};
use crate::evidence::digest::Digest;
use crate::evidence::rules::overlays::Composition;

/// The notice of a definition, whose hash stands beside it, under these rules; at its place among the
/// versions: its number and the hash of the one before.
#[must_use]
pub fn compose(
    (definition, digest): (&Definition, Digest),
    rules: &Composition,
    (version, previous): (u32, Option<Digest>),
    particulars: Particulars,
) -> NoticeDocument {
    let switches: Switches = definition.switches.clone().into();
    let pack = rules.rules.pack();
    NoticeDocument {
        v: 1,
        origin: definition.origin.clone(),
        community: definition.community,
        meeting: definition.meeting,
        version,
        previous,
        definition: digest,
        title: definition.title.clone(),
        kind: definition.kind,
        called_by: definition.called_by.clone(),
        time_zone: definition.time_zone.clone(),
        opens_at: definition.opens_at,
        closes_at: definition.closes_at,
        channel: wording::channel(definition.online_channel.value),
        matters: definition.matters.iter().map(|form| matter(form, pack)).collect(),
        silence: wording::silence(&switches),
        blank: wording::blank(switches.blank_item),
        spoiled: wording::spoiled(switches.spoiled_counts_as_participating),
        voting: voting(definition, pack, &particulars),
        objecting: HowToObject {
            roll: wording::objecting_to_roll(),
            competence: wording::objecting_to_competence(),
            result: wording::objecting_to_result(definition.objection_days),
            until: definition.opens_at,
            result_days: definition.objection_days,
        },
        particulars,
    }
}

/// Which of these fields a notice lacks.
#[must_use]
pub fn missing(notice: &NoticeDocument, asked: &NoticeContent) -> Vec<NoticeField> {
    asked.fields.iter().copied().filter(|field| !says(notice, *field)).collect()
}

fn says(notice: &NoticeDocument, field: NoticeField) -> bool {
    let particulars = &notice.particulars;
    match field {
        NoticeField::Meeting => !notice.title.trim().is_empty(),
        NoticeField::CalledBy => !notice.called_by.trim().is_empty(),
        NoticeField::Times => notice.opens_at < notice.closes_at,
        NoticeField::PlaceOrChannel => particulars.place.is_some() || notice.voting.online.is_some(),
        NoticeField::Place => particulars.place.is_some(),
        NoticeField::Matters => {
            !notice.matters.is_empty() && notice.matters.iter().all(|own| !own.text.trim().is_empty())
        }
        NoticeField::Attachments => !particulars.attachments.is_empty(),
        NoticeField::Thresholds => notice.matters.iter().all(|own| !own.rule.is_empty()),
        NoticeField::Online => notice.voting.online.is_some(),
        NoticeField::Paper => notice.voting.paper.is_some(),
        NoticeField::Proxy => notice.voting.proxy.is_some(),
        NoticeField::Silence => !notice.silence.zh.is_empty() && !notice.silence.en.is_empty(),
        NoticeField::Objections => !notice.objecting.roll.zh.is_empty(),
        NoticeField::Contact => particulars.contact.is_some(),
    }
}

fn voting(definition: &Definition, pack: &Pack, particulars: &Particulars) -> HowToVote {
    let own = |words: Option<Words>, more: &Option<String>| match (words, more) {
        (Some(words), Some(more)) => {
            Some(Words { zh: format!("{}{more}", words.zh), en: format!("{} {more}", words.en) })
        }
        (None, Some(more)) => Some(Words { zh: more.clone(), en: more.clone() }),
        (words, None) => words,
    };
    let proxy = pack.parts().proxies.as_ref().map(wording::proxy);
    HowToVote {
        online: own(wording::online(definition.online_channel.value), &particulars.online),
        paper: own(Some(wording::paper()), &particulars.paper),
        proxy: own(proxy, &particulars.proxy),
    }
}

fn matter(form: &MatterForm, pack: &Pack) -> NoticeMatter {
    NoticeMatter {
        matter: form.matter.clone(),
        kind: form.kind.clone(),
        title: form.title.clone(),
        text: form.text.clone(),
        proposed_by: form.proposed_by.clone(),
        seats: form.seats,
        candidates: form.candidates.clone(),
        rule: rule(form, pack),
    }
}

/// What it takes to pass; nothing where the pack does not know the kind, which is refused elsewhere.
fn rule(form: &MatterForm, pack: &Pack) -> Vec<RuleWords> {
    let Ok(rule) = pack.rule(&form.kind) else { return Vec::new() };
    let unit = pack.parts().share_unit;
    let mut words: Vec<RuleWords> =
        rule.quorum.iter().chain(&rule.approval).map(|own| wording::requirement(own, unit)).collect();
    words.extend(wording::elected(&rule, form.seats));
    words.extend(rule.silence.as_ref().map(wording::agreeing_silence));
    words.extend(rule.objection.as_ref().map(|own| wording::falling(own, unit)));
    words
}
