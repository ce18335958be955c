//! The verdicts: derived again from certified totals, and the totals from the ballots.

use std::collections::BTreeSet;

use super::agenda::Agenda;
use super::effective::Effective;
use crate::domain::meetings::{Election, Matter};
use crate::domain::roll::Roll;
use crate::domain::rules::switches::{BlankItem, SpoiledCountsAsParticipating};
use crate::domain::rules::{Pack, Rule, Switches};
use crate::domain::services::Reached;
use crate::domain::tally::{Counted, MatterCountError, Terms, Totals, Weighed, count_matter, terms_of};
use crate::evidence::certificate::{Certificate, ChannelsForm, CoOwnedForm, MatterVerdict};
use crate::evidence::decision::Decision;
use crate::evidence::digest::Digest;
use crate::evidence::lots::draw;
use crate::evidence::verdict::VerdictForm;
use crate::verify::report::{Code, Ledger, MatterReport, Sentence, told};

/// What verdicts are derived from.
pub(super) struct Bench<'a> {
    pub(super) agenda: &'a Agenda,
    pub(super) roll: &'a Roll,
    /// What the lot is drawn from, where one breaks ties and the meeting is closed.
    pub(super) seed: Option<Digest>,
    /// Whose silence may mean something.
    pub(super) reached: &'a Reached,
    /// The votes that count; none in a public bundle.
    pub(super) effective: Option<&'a Effective>,
    /// How many votes on paper are certified to count.
    pub(super) papers: u64,
}

impl Bench<'_> {
    /// Whether papers count that this bundle does not show.
    const fn hides_papers(&self) -> bool {
        self.effective.is_none() && self.papers > 0
    }
}

/// Derives every verdict of the certificate again; hands out those that could be derived.
pub(super) fn check(bench: &Bench<'_>, certificate: &Certificate, ledger: &mut Ledger) -> Vec<MatterReport> {
    ledger.settle(Code::AgendaComplete, whole_agenda(bench.agenda, certificate));
    ballots_counted(bench, certificate, ledger);
    let Some(pack) = bench.agenda.pack().map(|pack| pack.in_estate(bench.roll.estate())) else {
        let sentence = told!(
            "Could not check the verdicts: the rules of the definition do not stand here.",
            "无法核实结论：会议定义的规则在此无法成立。"
        );
        ledger.open(Code::VerdictsFollow, sentence);
        return Vec::new();
    };
    if bench.hides_papers() {
        let sentence = told!(
            "Could not check what blank and spoiled papers would have come to under other rules: the bundle shows \
             none.",
            "无法核实空白、无效纸质表决票在其他规则下的结果：本文件不含纸质表决票。"
        );
        ledger.open(Code::VerdictsFollow, sentence);
    }
    let mut reports = Vec::new();
    for own in &certificate.matters {
        let mut agenda = bench.agenda.matters.iter().enumerate();
        let Some((place, matter)) = agenda.find(|(_, matter)| *matter.id() == own.matter) else {
            continue;
        };
        // A kind that the pack does not know is noted where the definition is checked.
        let Ok(rule) = pack.rule(matter.kind()) else { continue };
        let docket = Docket { bench, pack: &pack, matter, place, rule: &rule, own };
        match docket.verdict() {
            Ok(verdict) => {
                ledger.checked(Code::VerdictsFollow);
                let title = matter.title().to_owned();
                reports.push(MatterReport { matter: own.matter.clone(), title, verdict });
            }
            Err(sentence) => ledger.finding(Code::VerdictsFollow, sentence),
        }
        ledger.settle(Code::ElectoratesWeighed, docket.weighed());
        ledger.settle(Code::SilenceServed, docket.served());
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
    let (counted, channels) = (certificate.ballots_counted, certificate.channels);
    ledger.settle(Code::BallotsNumber, numbers(bench, certificate));
    if let Some(effective) = bench.effective {
        ledger.checked(Code::TotalsFollow);
        let found = effective.len();
        if found != counted {
            let sentence = told!(
                "{counted} votes are certified to count; {found} do.",
                "证书称有 {counted} 份有效表决，实为 {found} 份。"
            );
            ledger.finding(Code::TotalsFollow, sentence);
        }
        if effective.channels != channels {
            let (own, certified) = (said(effective.channels), said(channels));
            let sentence = told!(
                "The votes that count came {own}; the certificate says {certified}.",
                "计入的表决来自 {own}，证书所载为 {certified}。"
            );
            ledger.finding(Code::TotalsFollow, sentence);
        }
    }
    if let Some(found) = bench.effective.map(|own| own.co_owned).filter(|own| *own != certificate.co_owned) {
        let CoOwnedForm { provisional, confirmed, set_aside } = found;
        let sentence = told!(
            "Of co-owned electors {provisional} are represented provisionally, {confirmed} by decision, and the \
             ballots of {set_aside} were set aside; the certificate says otherwise.",
            "共有的表决权人中，暂由一人代表者 {provisional} 个，经决定者 {confirmed} 个，选票被排除者 {set_aside} 个，证书所载与此不符。"
        );
        ledger.finding(Code::RepresentationFollowed, sentence);
    }
    let most = certificate.matters.iter().map(voters).max();
    if let Some(most) = most.filter(|most| *most > counted) {
        let sentence = told!(
            "{most} electors take part in a matter, but only {counted} votes count.",
            "某议题有 {most} 人参与表决，而有效表决仅 {counted} 份。"
        );
        ledger.finding(Code::BallotsNumber, sentence);
    }
}

/// What is certified of votes and channels can be true of one meeting.
fn numbers(bench: &Bench<'_>, certificate: &Certificate) -> Result<(), Sentence> {
    let (counted, received) = (certificate.ballots_counted, certificate.ballots_received);
    let ChannelsForm { online, paper, proxy, delegate, assisted, .. } = certificate.channels;
    if online > received || counted > bench.roll.electors().len() as u64 {
        return Err(told!(
            "{counted} votes are certified to count, {online} of them online; more than there are electors, or \
             than ballots were received.",
            "证书称有 {counted} 份有效表决，其中网上 {online} 份，多于表决权人数或收到的选票。"
        ));
    }
    let of_all = proxy.checked_add(delegate).is_some_and(|held| held <= counted);
    if online.checked_add(paper) == Some(counted) && of_all && assisted <= online {
        return Ok(());
    }
    let channels = said(certificate.channels);
    Err(told!(
        "{counted} votes are certified to count, but their channels add up to something else: {channels}.",
        "证书称有 {counted} 份有效表决，但各渠道合计与此不符：{channels}。"
    ))
}

/// The numbers of channels, in the order of the certificate.
fn said(own: ChannelsForm) -> String {
    let ChannelsForm { online, paper, proxy, delegate, assisted, conflicts, not_authentic } = own;
    format!(
        "online {online}, paper {paper}, proxy {proxy}, delegate {delegate}, assisted {assisted}, conflicts \
         {conflicts}, not_authentic {not_authentic}"
    )
}

/// Heads that take part by a ballot of their own, and not because they were silent.
fn voters(own: &MatterVerdict) -> u64 {
    let attributed = own.verdict.attributed.as_ref().map_or(0, |attributed| attributed.weight.heads);
    own.verdict.totals.participating.heads.saturating_sub(attributed)
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

    /// What the votes add up to under some switches.
    fn counted(&self, effective: &Effective, switches: &Switches) -> Result<Counted, MatterCountError> {
        let cast = |elector| effective.choice(elector, self.place);
        let Bench { roll, reached, .. } = *self.bench;
        count_matter(roll, self.matter, &Terms { switches, ..self.terms() }, reached, cast)
    }

    /// What votes that add up to this come to under other switches: only papers can be blank or spoiled.
    fn recounted_with(&self, counted: &Counted, switches: &Switches) -> Option<Counted> {
        let Some(effective) = self.bench.effective.filter(|own| own.channels.paper > 0) else {
            return Some(counted.clone());
        };
        let other = self.counted(effective, switches).ok()?;
        let own = self.counted(effective, &self.bench.agenda.switches).ok()?;
        Some(if other == own { counted.clone() } else { other })
    }

    /// What totals mean, with the draw where a lot breaks ties.
    fn decided(&self, counted: &Counted) -> Result<VerdictForm, Sentence> {
        let (pack, kind, terms) = (self.pack, self.matter.kind(), self.terms());
        let names = counted.candidates.iter().map(|own| &own.name);
        let lot = self.bench.seed.map(|seed| draw(seed, self.matter.id().as_str(), names)).transpose();
        let lot = lot.map_err(|reason| self.refused(reason))?;
        let decision = Decision { pack, kind, terms, counted, lot: lot.as_ref() };
        let verdict = decision.verdict_by(|switches| self.recounted_with(counted, switches));
        verdict.map_err(|reason| self.refused(reason))
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
        if totals.invalid != Weighed::ZERO && self.bench.papers == 0 {
            return Err(self.refused("spoiled ballots are certified, which no signed ballot can be"));
        }
        let form = self.decided(&Counted { totals, candidates })?;
        // What blank and spoiled papers would have come to otherwise follows from the papers only.
        if form == *certified || self.bench.hides_papers() && known_of(&form) == known_of(certified) {
            return Ok(certified.clone());
        }
        let id = self.matter.id();
        Err(told!(
            "Matter {id}: another verdict follows from the certified totals than the one certified.",
            "议题 {id}：由证书所载合计推导出的结论与证书不符。"
        ))
    }

    /// The count before anybody voted.
    fn nobody(&self) -> Result<Totals, MatterCountError> {
        let Bench { roll, reached, .. } = *self.bench;
        Ok(count_matter(roll, self.matter, &self.terms(), reached, |_| None)?.totals)
    }

    /// The silent who are counted can all have been served.
    fn served(&self) -> Result<(), Sentence> {
        let nobody = self.nobody().map_err(|reason| self.refused(reason))?;
        let (totals, _) = self.own.verdict.totals().map_err(|reason| self.refused(reason))?;
        if totals.informed_among(&nobody) {
            return Ok(());
        }
        let (id, own, other) =
            (self.matter.id(), weight(&totals, totals.informed), weight(&nobody, nobody.informed));
        Err(told!(
            "Matter {id}: {own} are certified as served and silent; the record shows {other} as served.",
            "议题 {id}：证书称已送达而未表态者为 {own}，记录显示已送达者为 {other}。"
        ))
    }

    /// The denominators are the roll's, at the roll's scale.
    fn weighed(&self) -> Result<(), Sentence> {
        let all = self.nobody().map_err(|reason| self.refused(reason))?;
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
        let counted = self.counted(effective, &self.bench.agenda.switches);
        let counted = counted.map_err(|reason| self.refused(reason))?;
        if self.decided(&counted)? == self.own.verdict {
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

/// A verdict without what only the papers themselves tell.
fn known_of(form: &VerdictForm) -> VerdictForm {
    let of_papers =
        |switch: &str| [BlankItem::SWITCH, SpoiledCountsAsParticipating::SWITCH].contains(&switch);
    let mut known = form.clone();
    known.switches.retain(|own| !of_papers(&own.switch));
    known.otherwise.retain(|own| !of_papers(&own.switch));
    known
}

fn weight(totals: &Totals, weighed: Weighed) -> String {
    let area = weighed.area.map_or_else(|| "?".to_owned(), |area| area.to_decimal(totals.scale));
    format!("{area} / {}", weighed.heads)
}
