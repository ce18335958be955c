//! The rules the meeting was held under: composed again from the definition, and kept.

use super::agenda::Agenda;
use super::contents::Contents;
use super::life::Life;
use super::notice::Noticed;
use crate::domain::rules::OnlineChannel;
use crate::evidence::definition::Definition;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::rules::in_force::{NotInForce, in_force};
use crate::evidence::rules::overlays::Composition;
use crate::evidence::rules::stated::RulesDocument;
use crate::verify::report::{Code, Ledger, Sentence, told};

/// The pack of the definition with its overlays, from the verifier's own files and the texts it holds.
pub(super) fn compose(definition: &Definition, ledger: &mut Ledger) -> Option<Composition> {
    let reason = match in_force(&definition.rule_pack, &definition.overlays) {
        Ok(rules) => {
            ledger.checked(Code::RulePack);
            ledger.checked(Code::RulesInForce);
            return Some(rules);
        }
        Err(reason) => reason,
    };
    match reason {
        NotInForce::NoPack(reason) => {
            let sentence = told!(
                "Could not check by a pack of our own, so no verdict was derived: {reason}.",
                "本验证程序没有该规则包，无法推导结论：{reason}。"
            );
            ledger.finding(Code::RulePack, sentence);
        }
        NotInForce::OtherPack { id, version, named, published } => {
            let sentence = told!(
                "The definition names {id} {version} with the hash {named}; the published pack has the hash \
                 {published}. No verdict was derived.",
                "会议定义引用的规则包 {id} {version} 哈希为 {named}，而公布的规则包哈希为 {published}。未推导结论。"
            );
            ledger.finding(Code::RulePack, sentence);
        }
        NotInForce::UnknownOverlay { .. }
        | NotInForce::OtherText(_)
        | NotInForce::TooMany(_)
        | NotInForce::Refused(_) => {
            ledger.checked(Code::RulePack);
            let sentence = told!(
                "The rules of the definition cannot stand, so no verdict was derived: {reason}.",
                "会议定义所列的规则无效，未推导结论：{reason}。"
            );
            ledger.finding(Code::RulesInForce, sentence);
        }
    }
    None
}

/// Checks that the overlays are those the community stated, and that the definition and the meeting keep to them.
pub(super) fn check(
    contents: &Contents,
    noticed: &Noticed<'_>,
    agenda: &Agenda,
    life: &Life,
    ledger: &mut Ledger,
) {
    versions(contents, ledger);
    ledger.settle(Code::RulesInForce, as_stated(contents, noticed, &agenda.definition));
    if let Some(rules) = &agenda.rules {
        ledger.checked(Code::RulesKept);
        for reason in rules.contradictions(&agenda.definition) {
            let sentence =
                told!("The definition breaks the rules: {reason}.", "会议定义违反所适用的规则：{reason}。");
            ledger.finding(Code::RulesKept, sentence);
        }
        ledger.settle(Code::VotingPeriod, lasted(rules, agenda, life));
    }
    channel(contents, &agenda.definition, ledger);
}

/// Statements of rules are numbered from 1 without a gap, so that none between two shown ones is left out.
fn versions(contents: &Contents, ledger: &mut Ledger) {
    let stated = contents.standing_facts().filter_map(|(index, _, fact)| {
        let Fact::RulesSet { version, .. } = fact else { return None };
        Some((index, *version))
    });
    for (expected, (index, version)) in (1_u32..).zip(stated) {
        if version != expected {
            let sentence = told!(
                "Entry {index} states version {version} of the rules where version {expected} was due.",
                "记录 {index} 载明规则第 {version} 版，而应为第 {expected} 版。"
            );
            ledger.finding(Code::RulesInForce, sentence);
        }
    }
}

/// Overlays and recognition are those of the last statement before the notice.
fn as_stated(contents: &Contents, noticed: &Noticed<'_>, definition: &Definition) -> Result<(), Sentence> {
    let before = contents.standing_facts().filter(|(index, _, _)| *index < noticed.step.index);
    let stated = before.filter_map(|(index, _, fact)| {
        let Fact::RulesSet { version, document } = fact else { return None };
        Some((index, *version, *document))
    });
    let recognition = &definition.online_channel.recognition;
    let Some((index, version, document)) = stated.last() else {
        if definition.overlays.is_empty() && recognition.is_none() {
            return Ok(());
        }
        return Err(told!(
            "The definition names rules, but the community stated none before the notice.",
            "会议定义引用了规则，而小区在通知之前并未载明任何规则。"
        ));
    };
    // That a document is not shown is told where documents are.
    let Some(text) = contents.text(&document) else { return Ok(()) };
    let rules = read(text, document)?;
    if (rules.community, rules.rules_version) != (contents.header.community, version) {
        return Err(told!(
            "The rules of entry {index} are of another community or version.",
            "记录 {index} 的规则属于其他小区或版本。"
        ));
    }
    let recognised = recognition.is_none() || *recognition == rules.recognition;
    if rules.overlays == definition.overlays && recognised {
        return Ok(());
    }
    Err(told!(
        "The definition names other rules than those stated in entry {index}, which were in force at the notice.",
        "会议定义引用的规则与通知时有效的规则（记录 {index}）不同。"
    ))
}

fn read(text: &str, document: Digest) -> Result<RulesDocument, Sentence> {
    RulesDocument::parse(text.as_bytes()).map_err(|reason| {
        told!("The rules {document} cannot be read: {reason}.", "规则 {document} 无法读取：{reason}。")
    })
}

/// Voting lasts as long as the rules allow, both as noticed and as extended.
fn lasted(rules: &Composition, agenda: &Agenda, life: &Life) -> Result<(), Sentence> {
    let Some(period) = &rules.rules.pack().parts().voting_period else { return Ok(()) };
    let (days_min, days_max) = (i64::from(period.days_min), i64::from(period.days_max));
    let article = period.source.article();
    let extended = life.before(u64::MAX).and_then(|standing| standing.schedule);
    for schedule in [Some(agenda.schedule), extended].into_iter().flatten() {
        schedule
            .lasts(days_min, days_max)
            .map_err(|reason| told!("{reason} ({article}).", "投票期不符：{reason}（{article}）。"))?;
    }
    Ok(())
}

/// Where the law keeps votes on the internet to the city's own system, this service took none.
fn channel(contents: &Contents, definition: &Definition, ledger: &mut Ledger) {
    ledger.checked(Code::OnlineChannel);
    match definition.online_channel.value {
        OnlineChannel::Any | OnlineChannel::Recognised => {}
        OnlineChannel::CityOnly => {
            for recorded in &contents.ballots {
                let index = recorded.index;
                let sentence = told!(
                    "Entry {index} is a ballot cast on the internet through this service, which the rules of \
                     this meeting keep to the city's own system.",
                    "记录 {index} 为经本服务在线投出的选票，而本次会议的规则只允许使用市级统一系统在线投票。"
                );
                ledger.finding(Code::OnlineChannel, sentence);
            }
        }
    }
}
