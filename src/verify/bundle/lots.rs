//! The lot: who committed before the opening, what was revealed after the close, and the seed.

use super::agenda::Agenda;
use super::contents::{Contents, Step};
use super::enrolments::Enrolments;
use super::life::Life;
use crate::domain::instants::Instant;
use crate::evidence::bundle::BundleKind;
use crate::evidence::certificate::Certificate;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::lots::{LotSubject, Pledge, PledgeError, Pledges};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// The lot of a meeting whose ties are broken by one.
#[derive(Clone, Debug)]
pub(super) struct Lots {
    pledges: Pledges,
    /// Until when the count waits; none before the close.
    until: Option<Instant>,
    /// What the draw follows from; none before the close.
    seed: Option<Digest>,
}

/// Takes every commitment and every value again, in the order of the record.
pub(super) fn replay(
    (contents, life): (&Contents, &Life),
    agenda: &Agenda,
    enrolments: &Enrolments,
    ledger: &mut Ledger,
) -> Option<Lots> {
    let Some(period) = agenda.definition.reveal_period().ok().flatten() else {
        unasked(contents, ledger);
        return None;
    };
    let closed_at = life.close.as_ref().map(|step| step.at);
    let mut lots =
        Lots { pledges: Pledges::default(), until: closed_at.map(|at| period.ends(at)), seed: None };
    let mut made = Vec::new();
    for step in contents.meeting_steps() {
        let taken = lots.take(contents, step);
        made.extend(taken.as_ref().ok().copied().flatten().map(|pledge| (step, pledge)));
        match taken {
            Ok(Some(_)) => ledger.checked(Code::LotPledged),
            Ok(None) => {}
            Err(sentence) => ledger.finding(Code::LotPledged, sentence),
        }
    }
    made.retain(|(_, pledge)| pledge.value.is_none());
    pledgers(contents, &made, enrolments, ledger);
    let close = life.close.as_ref().and_then(|step| contents.closes.get(&step.index));
    lots.seed = close.and_then(|root| lots.pledges.seed(contents.header.meeting, *root).ok());
    Some(lots)
}

impl Lots {
    /// What the draw follows from.
    pub(super) const fn seed(&self) -> Option<Digest> {
        self.seed
    }

    /// Takes a step that is about the lot; a statement that is missing is noted where documents are.
    fn take(&mut self, contents: &Contents, step: &Step) -> Result<Option<Pledge>, Sentence> {
        let (index, header) = (step.index, &contents.header);
        let (community, meeting) = (header.community, header.meeting);
        let of = LotSubject { origin: &header.keys.origin, community, meeting };
        let refused = |reason: PledgeError| {
            told!(
                "The statement of entry {index} does not stand: {reason}.",
                "记录 {index} 的声明无效：{reason}。"
            )
        };
        match &step.fact {
            Fact::LotCommitted { role, statement, .. } => {
                let Some(text) = contents.text(statement) else { return Ok(None) };
                let pledge = self.pledges.commit(of, text).map_err(refused)?;
                if pledge.role != *role {
                    let own = pledge.role;
                    return Err(told!(
                        "Entry {index} says that the {role} committed to the lot; it was the {own}.",
                        "记录 {index} 称抽签承诺由 {role} 作出，实为 {own}。"
                    ));
                }
                Ok(Some(pledge))
            }
            Fact::LotRevealed { statement, .. } => {
                let (at, late) = (step.at, self.until.filter(|until| *until <= step.at));
                if let Some(until) = late {
                    return Err(told!(
                        "Entry {index} reveals a value of the lot at {at}; that was possible before {until}.",
                        "记录 {index} 于 {at} 披露抽签随机数，逾期（须早于 {until}）。"
                    ));
                }
                let Some(text) = contents.text(statement) else { return Ok(None) };
                Ok(Some(self.pledges.reveal(of, text).map_err(refused)?))
            }
            Fact::RegisterImported { .. }
            | Fact::RulesSet { .. }
            | Fact::UnitServed { .. }
            | Fact::ServiceAttempted { .. }
            | Fact::NoticeVersioned { .. }
            | Fact::KeyEnrolled { .. }
            | Fact::KeyRevoked { .. }
            | Fact::AuditMaterialErased { .. }
            | Fact::ActRecorded { .. }
            | Fact::RoleGranted { .. }
            | Fact::RoleEnded { .. }
            | Fact::ServiceKeyReplaced { .. }
            | Fact::MeetingNoticed { .. }
            | Fact::RollAmended { .. }
            | Fact::ObjectionRaised { .. }
            | Fact::ObjectionWithdrawn { .. }
            | Fact::ObjectionAnswered { .. }
            | Fact::MeetingOpened { .. }
            | Fact::BallotReceived { .. }
            | Fact::RepresentativeNominated { .. }
            | Fact::RepresentationDisputed { .. }
            | Fact::RepresentationDisputeWithdrawn { .. }
            | Fact::RepresentationDecided { .. }
            | Fact::MandateGiven { .. }
            | Fact::MandateRevoked { .. }
            | Fact::HolderExcluded { .. }
            | Fact::DelegateAppointed { .. }
            | Fact::OpinionRecorded { .. }
            | Fact::PapersIssued { .. }
            | Fact::PaperReturned { .. }
            | Fact::PaperWithdrawn { .. }
            | Fact::PaperEntered { .. }
            | Fact::PapersCounted { .. }
            | Fact::PapersSampled { .. }
            | Fact::AssistanceRecorded { .. }
            | Fact::SuccessionRecorded { .. }
            | Fact::MeetingExtended { .. }
            | Fact::MeetingClosed { .. }
            | Fact::MeetingCounted { .. }
            | Fact::CertificateSigned { .. }
            | Fact::ResultAnnounced { .. }
            | Fact::MeetingCancelled { .. }
            | Fact::MeetingAnnulled { .. } => Ok(None),
        }
    }

    /// Holds the certificate against the draw: its seed, and that it waited for what was to be revealed.
    pub(super) fn drawn(&self, certificate: &Certificate, ledger: &mut Ledger) {
        ledger.checked(Code::LotDrawn);
        let mut drawn = false;
        for own in &certificate.matters {
            let Some(lot) = &own.verdict.lot else { continue };
            drawn = true;
            if lot.seed.is_none() || lot.seed != self.seed {
                let id = &own.matter;
                let sentence = told!(
                    "Matter {id}: the lot was drawn from another seed than the close and the revealed values \
                     give.",
                    "议题 {id}：抽签所用种子并非由截止时的树根与已披露的随机数得出。"
                );
                ledger.finding(Code::LotDrawn, sentence);
            }
        }
        let withheld = self.pledges.withheld().count();
        let early = self.until.filter(|until| certificate.counted_at < *until);
        if let (true, true, Some(until)) = (drawn, withheld > 0, early) {
            let at = certificate.counted_at;
            let sentence = told!(
                "It was counted at {at} with {withheld} values of the lot not revealed, which had time until \
                 {until}.",
                "计票于 {at} 进行，当时尚有 {withheld} 个抽签随机数未披露，而披露期限为 {until}。"
            );
            ledger.finding(Code::LotDrawn, sentence);
        }
        self.kept(drawn, ledger);
    }

    /// Tells who withheld what they had committed to, where that moved the draw.
    fn kept(&self, drawn: bool, ledger: &mut Ledger) {
        let withheld: Vec<_> = self.pledges.withheld().collect();
        if withheld.is_empty() && !self.pledges.all().is_empty() {
            ledger.checked(Code::LotKept);
            return;
        }
        if !drawn {
            return;
        }
        if self.pledges.all().is_empty() {
            let sentence = told!(
                "Could not check that nobody chose the draw: no officer committed to a value, and it follows \
                 from the close alone, which whoever runs the machine wrote.",
                "无法核实抽签未被操控：无人作出承诺，抽签结果仅由截止时的树根得出，而该树根由系统运行者写成。"
            );
            ledger.open(Code::LotKept, sentence);
        }
        for pledge in withheld {
            let (role, key) = (pledge.role, pledge.key.id());
            let sentence = told!(
                "Could not check that nobody chose the draw: the {role} with the key {key} committed to a \
                 value and did not reveal it.",
                "无法核实抽签未被操控：{role}（密钥 {key}）作出承诺而未披露其随机数。"
            );
            ledger.open(Code::LotKept, sentence);
        }
    }
}

/// Commitments to a lot that breaks no ties.
fn unasked(contents: &Contents, ledger: &mut Ledger) {
    for step in contents.meeting_steps() {
        if matches!(step.fact, Fact::LotCommitted { .. } | Fact::LotRevealed { .. }) {
            let index = step.index;
            let sentence = told!(
                "Entry {index} is about a lot, and no lot breaks ties in this meeting.",
                "记录 {index} 涉及抽签，而本次会议并不以抽签解决同票。"
            );
            ledger.finding(Code::LotPledged, sentence);
        }
    }
}

/// Commitments were made with officers' keys; who an officer is only an audit bundle shows.
fn pledgers(contents: &Contents, made: &[(&Step, Pledge)], enrolments: &Enrolments, ledger: &mut Ledger) {
    if made.is_empty() {
        return;
    }
    if contents.header.kind == BundleKind::Public {
        let sentence = told!(
            "Could not check that officers committed to the lot: the bundle is public.",
            "无法核实抽签承诺由工作人员作出：本文件为公开文件。"
        );
        ledger.open(Code::LotPledgersEnrolled, sentence);
        return;
    }
    ledger.checked(Code::LotPledgersEnrolled);
    for (step, pledge) in made {
        let (index, at) = (step.index, step.at);
        if enrolments.officer(&pledge.key.id(), &[pledge.role], (index, at)).is_none() {
            let sentence = told!(
                "The commitment of entry {index} was not made with an officer's enrolled key in a role in force.",
                "记录 {index} 的抽签承诺并非由已登记且在任的工作人员密钥作出。"
            );
            ledger.finding(Code::LotPledgersEnrolled, sentence);
        }
    }
}
