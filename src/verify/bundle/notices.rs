//! The versions of the notice: each follows from the definition, says what the rules ask, and names the one before.

use super::agenda::Agenda;
use super::contents::Contents;
use super::notice::Noticed;
use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Fact, REASON_MAX};
use crate::evidence::notices::{NoticeDocument, VERSIONS_MAX, missing};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// A version of the notice at its place in the record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Version {
    pub(super) index: u64,
    pub(super) at: Instant,
    pub(super) digest: Digest,
}

/// Every version, the first first, whether or not it stands.
pub(super) fn follow(
    contents: &Contents,
    noticed: &Noticed<'_>,
    agenda: Option<&Agenda>,
    ledger: &mut Ledger,
) -> Vec<Version> {
    let step = noticed.step;
    let mut versions = Vec::new();
    let first = Version { index: step.index, at: step.at, digest: noticed.notice };
    let later = contents.meeting_steps().filter_map(|step| {
        let Fact::NoticeVersioned { version, notice, reason, .. } = &step.fact else { return None };
        let own = Version { index: step.index, at: step.at, digest: *notice };
        Some((own, *version, reason.as_str()))
    });
    for (own, number, reason) in std::iter::once((first, 1, "-")).chain(later) {
        let expected = u32::try_from(versions.len() + 1).unwrap_or(u32::MAX);
        let previous = versions.last().map(|before: &Version| before.digest);
        let judged = numbered(own, (number, expected), reason)
            .and_then(|()| composed(contents, noticed, agenda, (own, number, previous)));
        ledger.settle(Code::NoticeComposed, judged);
        versions.push(own);
    }
    versions
}

fn numbered(own: Version, (number, expected): (u32, u32), reason: &str) -> Result<(), Sentence> {
    let length = reason.trim().chars().count();
    if number == expected && number <= VERSIONS_MAX && (1..=REASON_MAX).contains(&length) {
        return Ok(());
    }
    let index = own.index;
    Err(told!(
        "Entry {index} is no correction of the notice: version {expected} was to come, with a reason.",
        "记录 {index} 不是有效的通知更正：应为第 {expected} 版，并载明理由。"
    ))
}

fn composed(
    contents: &Contents,
    noticed: &Noticed<'_>,
    agenda: Option<&Agenda>,
    (own, number, previous): (Version, u32, Option<Digest>),
) -> Result<(), Sentence> {
    let index = own.index;
    // What is missing is noted where documents are.
    let Some(text) = contents.text(&own.digest) else { return Ok(()) };
    let notice = NoticeDocument::parse(text.as_bytes()).map_err(|reason| {
        told!("The notice of entry {index} cannot stand: {reason}.", "记录 {index} 的通知无效：{reason}。")
    })?;
    if notice.version != number || notice.previous != previous {
        return Err(told!(
            "The notice of entry {index} is not the version that comes behind the one before.",
            "记录 {index} 的通知与前一版本不相衔接。"
        ));
    }
    let of = agenda.and_then(|agenda| Some((agenda, agenda.rules.as_ref()?)));
    let Some((agenda, rules)) = of else { return Ok(()) };
    if !notice.follows_from((&agenda.definition, noticed.definition), rules) {
        return Err(told!(
            "The notice of entry {index} says something else than the definition and the rules.",
            "记录 {index} 的通知与会议定义或规则不符。"
        ));
    }
    let Some(asked) = &rules.rules.pack().parts().notice_content else { return Ok(()) };
    let lacks: Vec<_> = missing(&notice, asked).iter().map(|field| field.as_str()).collect();
    if lacks.is_empty() {
        return Ok(());
    }
    let (lacks, article) = (lacks.join(", "), asked.source.article());
    Err(told!(
        "The notice of entry {index} lacks what it must say: {lacks} ({article}).",
        "记录 {index} 的通知缺少应载内容：{lacks}（{article}）。"
    ))
}
