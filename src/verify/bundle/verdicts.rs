//! The verdicts: derived again from certified totals, and the totals from the ballots.

use std::collections::BTreeSet;

use super::agenda::Agenda;
use super::ballots::Effective;
use crate::domain::meetings::{Election, Matter};
use crate::domain::roll::Roll;
use crate::domain::rules::{Pack, Rule};
use crate::domain::tally::{Counted, Terms, Totals, VerdictError, Weighed, count_matter, terms_of};
use crate::evidence::certificate::{Certificate, MatterVerdict};
use crate::evidence::decision::Decision;
use crate::evidence::verdict::VerdictForm;
use crate::verify::report::{Code, Ledger, MatterReport, Sentence, told};

/// What verdicts are derived from.
pub(super) struct Bench<'a> {
    pub(super) agenda: &'a Agenda,
    pub(super) roll: &'a Roll,
    /// The ballots that count; none in a public bundle.
    pub(super) effective: Option<&'a Effective>,
}

/// Derives every verdict of the certificate again; hands out those that could be derived.
pub(super) fn check(bench: &Bench<'_>, certificate: &Certificate, ledger: &mut Ledger) -> Vec<MatterReport> {
    ledger.settle(Code::AgendaComplete, whole_agenda(bench.agenda, certificate));
    ballots_counted(bench, certificate, ledger);
    let Some(pack) = &bench.agenda.pack else {
        let sentence = told!(
            "Could not check the verdicts: the rule pack is not one of this verifier's.",
            "无法核实结论：本验证程序没有该规则包。"
        );
        ledger.open(Code::VerdictsFollow, sentence);
        return Vec::new();
    };
    let mut reports = Vec::new();
    for own in &certificate.matters {
        let mut agenda = bench.agenda.matters.iter().enumerate();
        let Some((place, matter)) = agenda.find(|(_, matter)| *matter.id() == own.matter) else {
            continue;
        };
        // A kind that the pack does not know is noted where the definition is checked.
        let Ok(rule) = pack.rule(matter.kind()) else { continue };
        let docket = Docket { bench, pack, matter, place, rule: &rule, own };
        match docket.verdict() {
            Ok(verdict) => {
                ledger.checked(Code::VerdictsFollow);
                let title = matter.title().to_owned();
                reports.push(MatterReport { matter: own.matter.clone(), title, verdict });
            }
            Err(sentence) => ledger.finding(Code::VerdictsFollow, sentence),
        }
        ledger.settle(Code::ElectoratesWeighed, docket.weighed());
        if let Some(effective) = bench.effective {
            ledger.settle(Code::TotalsFollow, docket.recounted(effective));
        }
    }
    reports
}

fn whole_agenda(agenda: &Agenda, certificate: &Certificate) -> Result<(), Sentence> {
    let certified = certificate.matters.iter().map(|own| &own.matter);
    if certified.eq(agenda.matters.iter().map(Matter::id)) {
        return Ok(());
    }
    Err(told!(
        "The certificate does not decide exactly the matters of the agenda in their order.",
        "证书所列议题与议程不完全一致。"
    ))
}

fn ballots_counted(bench: &Bench<'_>, certificate: &Certificate, ledger: &mut Ledger) {
    let (counted, received) = (certificate.ballots_counted, certificate.ballots_received);
    if counted > received || counted > bench.roll.electors().len() as u64 {
        let sentence = told!(
            "{counted} ballots are certified to count, more than were received or than there are electors.",
            "证书称有 {counted} 张有效选票，多于收到的选票或表决权人数。"
        );
        ledger.finding(Code::BallotsNumber, sentence);
    }
    if let Some(effective) = bench.effective {
        ledger.checked(Code::TotalsFollow);
        let found = effective.len();
        if found != counted {
            let sentence = told!(
                "{counted} ballots are certified to count; {found} do.",
                "证书称有 {counted} 张有效选票，实为 {found} 张。"
            );
            ledger.finding(Code::TotalsFollow, sentence);
        }
    }
    let most = certificate.matters.iter().map(|own| own.verdict.totals.participating.heads).max();
    if let Some(most) = most.filter(|most| *most > counted) {
        let sentence = told!(
            "{most} electors take part in a matter, but only {counted} ballots count.",
            "某议题有 {most} 人参与表决，而有效选票仅 {counted} 张。"
        );
        ledger.finding(Code::BallotsNumber, sentence);
    }
}

/// One matter of the certificate with everything it is decided by.
struct Docket<'a> {
    bench: &'a Bench<'a>,
    pack: &'a Pack,
    matter: &'a Matter,
    /// Its place on the agenda.
    place: usize,
    rule: &'a Rule,
    own: &'a MatterVerdict,
}

impl Docket<'_> {
    fn terms(&self) -> Terms<'_> {
        terms_of(self.matter, self.rule, &self.bench.agenda.switches)
    }

    fn decided(&self, counted: &Counted) -> Result<VerdictForm, VerdictError> {
        Decision { pack: self.pack, kind: self.matter.kind(), terms: self.terms(), counted }.verdict()
    }

    fn refused(&self, reason: impl std::fmt::Display) -> Sentence {
        let id = self.matter.id();
        told!("Matter {id}: {reason}.", "议题 {id}：{reason}。")
    }

    /// The verdict that follows from the certified totals, which must be the certified one.
    fn verdict(&self) -> Result<VerdictForm, Sentence> {
        let certified = &self.own.verdict;
        let (totals, candidates) = certified.totals().map_err(|reason| self.refused(reason))?;
        let standing = self.matter.election().map_or(&[][..], Election::candidates);
        let standing: BTreeSet<&str> = standing.iter().map(|candidate| candidate.id().as_str()).collect();
        let named: BTreeSet<&str> = candidates.iter().map(|own| own.name.as_str()).collect();
        if standing != named {
            return Err(self.refused("other candidates are certified than those who stand"));
        }
        if totals.invalid != Weighed::ZERO {
            return Err(self.refused("spoiled ballots are certified, which no signed ballot can be"));
        }
        let form = self.decided(&Counted { totals, candidates }).map_err(|reason| self.refused(reason))?;
        if form == *certified {
            return Ok(form);
        }
        let id = self.matter.id();
        Err(told!(
            "Matter {id}: another verdict follows from the certified totals than the one certified.",
            "议题 {id}：由证书所载合计推导出的结论与证书不符。"
        ))
    }

    /// The denominators are the roll's, at the roll's scale.
    fn weighed(&self) -> Result<(), Sentence> {
        let nobody = count_matter(self.bench.roll, self.matter, &self.terms(), |_| None);
        let all = nobody.map_err(|reason| self.refused(reason))?.totals;
        let certified = self.own.verdict.totals.read(&[]).map_err(|reason| self.refused(reason))?;
        if (all.all, all.scale) == (certified.all, certified.scale) {
            return Ok(());
        }
        let (id, own, other) = (self.matter.id(), weight(&all, all.all), weight(&certified, certified.all));
        Err(told!(
            "Matter {id}: the electorate is {own} on the roll and {other} in the certificate.",
            "议题 {id}：名册上的分母为 {own}，证书所载为 {other}。"
        ))
    }

    /// The totals and the verdict follow from the ballots that count.
    fn recounted(&self, effective: &Effective) -> Result<(), Sentence> {
        let cast = |elector| effective.choice(elector, self.place);
        let counted = count_matter(self.bench.roll, self.matter, &self.terms(), cast);
        let counted = counted.map_err(|reason| self.refused(reason))?;
        if self.decided(&counted).map_err(|reason| self.refused(reason))? == self.own.verdict {
            return Ok(());
        }
        let totals = &counted.totals;
        let (id, own) = (self.matter.id(), weight(totals, totals.in_favour));
        Err(told!(
            "Matter {id}: other totals follow from the ballots than those certified; {own} are in favour.",
            "议题 {id}：由选票得出的合计与证书不符；同意者为 {own}。"
        ))
    }
}

fn weight(totals: &Totals, weighed: Weighed) -> String {
    let area = weighed.area.map_or_else(|| "?".to_owned(), |area| area.to_decimal(totals.scale));
    format!("{area} / {}", weighed.heads)
}
