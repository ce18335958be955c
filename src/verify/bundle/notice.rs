//! The notice: signed by the service, early enough.

use super::agenda::Agenda;
use super::contents::{Contents, Step};
use super::life::Life;
use crate::evidence::delegate_rule;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::non_voter;
use crate::verify::record::notices;
use crate::verify::report::{Code, Ledger, told};

/// What the entry of the notice names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noticed<'a> {
    pub(super) step: &'a Step,
    pub(super) definition: Digest,
    pub(super) roll: Digest,
    pub(super) annex: Digest,
    pub(super) statement: Digest,
    pub(super) notice: Digest,
}

impl<'a> Noticed<'a> {
    /// The first notice of this meeting.
    pub(super) fn of(contents: &'a Contents) -> Option<Self> {
        contents.meeting_steps().find_map(|step| {
            let Fact::MeetingNoticed { definition, roll, annex, statement, notice, .. } = step.fact else {
                return None;
            };
            Some(Self { step, definition, roll, annex, statement, notice })
        })
    }
}

/// Checks the signed notice, the period it leaves, and that the opening is on the same definition.
pub(super) fn check(
    contents: &Contents,
    noticed: &Noticed<'_>,
    agenda: Option<&Agenda>,
    life: &Life,
    ledger: &mut Ledger,
) {
    if let Some(text) = contents.text(&noticed.statement) {
        let header = &contents.header;
        let key = header.chain.statements_at(noticed.step.index);
        let of = (header.keys.origin.as_str(), header.community);
        let signed = notices::signed(text, key, of, (&noticed.step.fact, noticed.step.at));
        ledger.settle(Code::NoticeSigned, signed);
    }
    if let Some((agenda, rules)) = agenda.and_then(|own| own.rules.as_ref().map(|rules| (own, rules))) {
        let notice = rules.notice(agenda.definition.kind);
        let needed = i64::from(notice.full_days);
        let period = agenda.schedule.notice_suffices(noticed.step.at, &agenda.zone, needed);
        let article = notice.source.article();
        let told = |reason| told!("{reason} ({article}).", "通知期不足：{reason}（{article}）。");
        ledger.settle(Code::NoticePeriod, period.map_err(told));
    }
    if let Some(agenda) = agenda {
        for reason in non_voter::problems(&agenda.definition, noticed.step.at) {
            let sentence = told!(
                "The definition gives silence a meaning that it cannot have: {reason}.",
                "会议定义对未表态所作的规定不成立：{reason}。"
            );
            ledger.finding(Code::Definition, sentence);
        }
        for reason in delegate_rule::problems(&agenda.definition, noticed.step.at) {
            let sentence = told!(
                "The definition lets delegates act under a rule that cannot stand: {reason}.",
                "会议定义所依据的业主代表规则不成立：{reason}。"
            );
            ledger.finding(Code::Definition, sentence);
        }
    }
    if let Some(Fact::MeetingOpened { definition, .. }) = life.opening.as_ref().map(|step| &step.fact) {
        ledger.checked(Code::DefinitionChain);
        let noticed = noticed.definition;
        if *definition != noticed {
            let sentence = told!(
                "Voting was opened on the definition {definition}; {noticed} was noticed.",
                "投票所依据的会议定义为 {definition}，而通知的是 {noticed}。"
            );
            ledger.finding(Code::DefinitionChain, sentence);
        }
    }
}
