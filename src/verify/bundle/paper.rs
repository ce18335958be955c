//! Paper ballots, followed statement by statement: who signed, where each paper was, what two persons read on it,
//! whether all are accounted for, and whether the sample follows from the record.

use std::collections::BTreeSet;

use super::acting::Acting;
use super::agenda::Agenda;
use super::contents::{Contents, Step};
use super::enrolments::Enrolments;
use super::life::Life;
use super::mandates::Mandates;
use crate::domain::ballots::PaperVote;
use crate::domain::identity::Role;
use crate::domain::meetings::{Matter, Schedule};
use crate::domain::paper::{
    Entered, HandCount, PaperSignature, Papers, Period, Person, Reading, Reconciliation, Return, Scrutiny,
    Serial, draw, row,
};
use crate::domain::register::OwnerId;
use crate::domain::roll::{ElectorId, Roll, RollAnnex};
use crate::evidence::bundle::BundleKind;
use crate::evidence::digest::Digest;
use crate::evidence::paper::{PaperAct, PaperKind, PaperList, PaperPlace, sample_seed};
use crate::verify::report::{Code, Ledger, Sentence, told};

/// What papers come to.
#[derive(Clone, Debug, Default)]
pub(super) struct Followed {
    pub(super) votes: Vec<PaperVote>,
    pub(super) not_authentic: u64,
}

/// What papers are held against.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) contents: &'a Contents,
    pub(super) life: &'a Life,
    pub(super) enrolments: &'a Enrolments,
    pub(super) agenda: &'a Agenda,
    /// The hash of the definition, and the final roll with its hash.
    pub(super) of: (Digest, &'a (Digest, Roll)),
    pub(super) annex: &'a RollAnnex,
    pub(super) mandates: &'a Mandates,
    /// Who acts for electors that passed to others.
    pub(super) acting: &'a Acting,
}

/// Says what a public bundle leaves to the audit bundle.
pub(super) fn public(contents: &Contents, ledger: &mut Ledger) {
    if contents.header.kind != BundleKind::Public || !has_papers(contents) {
        return;
    }
    for code in [Code::PapersSigned, Code::PapersFollowed, Code::PapersReconciled, Code::PapersSampled] {
        let sentence = told!(
            "Could not check what officers signed about paper ballots: the bundle is public.",
            "无法核实工作人员关于纸质表决票的声明：本文件为公开文件。"
        );
        ledger.open(code, sentence);
    }
}

/// Follows every statement in the order of the record.
pub(super) fn follow(desk: Desk<'_>, ledger: &mut Ledger) -> Followed {
    if !has_papers(desk.contents) {
        return Followed::default();
    }
    ledger.checked(Code::PapersSigned);
    ledger.checked(Code::PapersFollowed);
    let mut papers = Papers::default();
    for step in desk.contents.meeting_steps() {
        let Some((kind, by, statement)) = PaperKind::of(&step.fact) else { continue };
        let Some(text) = desk.contents.text(&statement) else { continue };
        let (act, person) = match desk.signed(step, (kind, by), text) {
            Ok(signed) => signed,
            Err(sentence) => {
                ledger.finding(Code::PapersSigned, sentence);
                continue;
            }
        };
        match desk.take(&mut papers, step, (&act, by, &person)) {
            Ok(which) => {
                let fact = act.fact(desk.contents.header.meeting, (by, statement), which);
                if fact != step.fact {
                    let sentence = refused(step, "it says other things than its entry");
                    ledger.finding(Code::PapersSigned, sentence);
                }
            }
            Err(Wrong { code, reason }) => ledger.finding(code, refused(step, &reason)),
        }
    }
    desk.close(&papers, ledger);
    let form = desk.agenda.switches.candidate_ballot;
    let votes = papers.votes(|elector| desk.matters(elector), form).unwrap_or_default();
    Followed { votes, not_authentic: papers.not_authentic() }
}

fn has_papers(contents: &Contents) -> bool {
    contents.meeting_steps().any(|step| PaperKind::of(&step.fact).is_some())
}

/// What is wrong with a statement that was rightly signed.
struct Wrong {
    code: Code,
    reason: String,
}

impl Wrong {
    fn followed(reason: impl std::fmt::Display) -> Self {
        Self { code: Code::PapersFollowed, reason: reason.to_string() }
    }
}

impl<'a> Desk<'a> {
    /// A statement, by an officer's key in the role that the entry names.
    fn signed(
        &self,
        step: &Step,
        (kind, by): (PaperKind, Role),
        text: &str,
    ) -> Result<(PaperAct, Person), Sentence> {
        let header = &self.contents.header;
        let key = kind.key_of(text).map_err(|reason| refused(step, &reason.to_string()))?;
        let officer = self.enrolments.officer(&key, &[by], (step.index, step.at));
        let officer = officer.filter(|_| kind.roles().contains(&by));
        let not_so = || refused(step, &format!("its key was not that of a {by} who may sign it"));
        let (own, _) = officer.ok_or_else(not_so)?;
        let (origin, community, meeting) = (&header.keys.origin, header.community, header.meeting);
        let act = kind.read(text, PaperPlace { origin, community, meeting }, &own.key);
        let act = act.map_err(|reason| refused(step, &reason.to_string()))?;
        Ok((act, Person(self.enrolments.person(&own.statement).to_string())))
    }

    /// Takes what was said; of a reading, which it is.
    fn take(
        &self,
        papers: &mut Papers,
        step: &Step,
        (act, by, person): (&PaperAct, Role, &Person),
    ) -> Result<u8, Wrong> {
        match act {
            PaperAct::Issue { definition, roll, list, papers: count } => {
                let named = *definition == self.of.0 && *roll == self.of.1.0;
                if !named {
                    return Err(Wrong::followed("it is of another definition or roll"));
                }
                self.issue(papers, step, (*list, *count))?;
                Ok(0)
            }
            PaperAct::Return { serial, received_at, .. } => {
                let returned = Return { index: step.index, received_at: *received_at };
                papers.receive(*serial, returned, &self.period(step)).map_err(Wrong::followed)?;
                Ok(0)
            }
            PaperAct::Withdraw { serial, why } => {
                papers.withdraw(*serial, *why).map_err(Wrong::followed)?;
                Ok(0)
            }
            PaperAct::Enter { serial, reading } => self.enter(papers, (*serial, reading), person),
            PaperAct::Count { numbers, sample, reason } => {
                let (by, role) = (person.clone(), by);
                let count =
                    HandCount { by, role, numbers: *numbers, sample: *sample, reason: reason.clone() };
                let held = self.enrolments.is_held(Role::Scrutineer, (step.index, step.at));
                let scrutiny = if held { Scrutiny::InOffice } else { Scrutiny::Vacant };
                let wrong = |reason| Wrong { code: Code::PapersReconciled, reason };
                papers.count(&count, (scrutiny, step.index)).map_err(|reason| wrong(reason.to_string()))?;
                Ok(0)
            }
            PaperAct::Report(looked_at) => {
                let looked_at: Vec<Serial> = looked_at.iter().map(|own| own.serial).collect();
                let wrong = |reason| Wrong { code: Code::PapersSampled, reason };
                let sample = self.sample(papers).ok_or_else(|| wrong("there is no sample".to_owned()))?;
                let reported = papers.report(&looked_at, &sample, step.index);
                reported.map_err(|reason| wrong(reason.to_string()))?;
                Ok(0)
            }
        }
    }

    fn issue(&self, papers: &mut Papers, step: &Step, (list, count): (Digest, u64)) -> Result<(), Wrong> {
        // That it is missing is noted where documents are.
        let Some(text) = self.contents.text(&list) else { return Ok(()) };
        let list = PaperList::from_bytes(text.as_bytes()).map_err(Wrong::followed)?;
        let header = &self.contents.header;
        if (list.community, list.meeting) != (header.community, header.meeting) {
            return Err(Wrong::followed("its list is of another community or meeting"));
        }
        if list.papers.len() as u64 != count {
            return Err(Wrong::followed("its list has another number of papers"));
        }
        let pairs = list.pairs();
        if pairs.iter().any(|(_, elector)| self.roll().position(*elector).is_none()) {
            return Err(Wrong::followed("its list names an elector that is not on the roll"));
        }
        papers.issue(&pairs, step.at).map_err(Wrong::followed)
    }

    fn enter(
        &self,
        papers: &mut Papers,
        (serial, reading): (Serial, &Reading),
        person: &Person,
    ) -> Result<u8, Wrong> {
        let paper = papers.get(serial);
        let elector = paper.map(|own| own.elector);
        let returned = paper.and_then(|own| own.returned).map(|own| own.index);
        if let Some(elector) = elector {
            let form = self.agenda.switches.candidate_ballot;
            let owners = self.owners(elector, returned.unwrap_or(u64::MAX));
            let matters = self.matters(elector);
            reading.check(&owners, &matters, form).map_err(Wrong::followed)?;
            if let Some(PaperSignature::Holder(mandate)) = reading.content().map(|own| &own.signature) {
                let before = returned.unwrap_or_default();
                let given = self.mandates.get(&(*mandate).into(), before);
                let Some(given) = given.filter(|own| own.elector == elector) else {
                    let reason = "it names a mandate that its elector had not given when the paper came back";
                    return Err(Wrong::followed(reason));
                };
                let choices = reading.choices(&matters, form).map_err(Wrong::followed)?;
                given.admits_choices(&choices).map_err(Wrong::followed)?;
            }
        }
        let entered = Entered { by: person.clone(), reading: reading.clone() };
        let which = papers.enter(serial, entered).map_err(Wrong::followed)?;
        Ok(u8::try_from(which).unwrap_or_default())
    }

    /// The papers that follow from the root behind the hand count.
    fn sample(&self, papers: &Papers) -> Option<Vec<Serial>> {
        let Reconciliation::Done { index, sample } = *papers.reconciliation() else { return None };
        let root = self.contents.paper_roots.get(&index)?;
        let seed = sample_seed(self.contents.header.meeting, *root).ok()?;
        Some(draw(&row(papers, self.roll()), sample, seed.as_bytes()))
    }

    /// Nothing is counted before every paper is accounted for; a difference is told.
    fn close(&self, papers: &Papers, ledger: &mut Ledger) {
        if let Reconciliation::Done { sample, .. } = *papers.reconciliation() {
            ledger.checked(Code::PapersReconciled);
            if sample > 0 && papers.sampled().is_some() {
                ledger.checked(Code::PapersSampled);
            } else if sample > 0 {
                let sentence = told!(
                    "Could not check the papers against their scans: {sample} were to be looked at, and nobody \
                     reported.",
                    "无法核实纸质表决票与扫描件是否一致：应抽查 {sample} 张，尚无人报告。"
                );
                ledger.open(Code::PapersSampled, sentence);
            }
        }
        if self.life.counted.is_none() {
            return;
        }
        if let Err(reason) = papers.ready() {
            let sentence = told!(
                "The meeting was counted while paper ballots were out of order: {reason}.",
                "计票时纸质表决票尚未清点完毕：{reason}。"
            );
            ledger.finding(Code::PapersReconciled, sentence);
        }
    }

    fn roll(&self) -> &'a Roll {
        &self.of.1.1
    }

    /// Who acted for an elector when a paper came back.
    fn owners(&self, elector: ElectorId, returned: u64) -> BTreeSet<OwnerId> {
        let frozen = self.annex.get(&elector);
        frozen.map(|group| self.acting.owners(elector, group.owners(), returned)).unwrap_or_default()
    }

    /// The matters that an elector decides.
    fn matters(&self, elector: ElectorId) -> Vec<&'a Matter> {
        let roll = self.roll();
        let own = roll.position(elector).and_then(|place| roll.electors().get(place));
        let units = own.map_or(&[][..], |own| &own.units);
        let decides = |matter: &&Matter| units.iter().any(|unit| matter.electorate().contains(unit));
        self.agenda.matters.iter().filter(decides).collect()
    }

    fn period(&self, step: &Step) -> Period {
        let planned = self.life.before(step.index).and_then(|standing| standing.schedule);
        let planned = planned.unwrap_or(self.agenda.schedule);
        let (opens_at, closes_at) = (Schedule::opens_at(planned), Schedule::closes_at(planned));
        Period { at: step.at, opens_at, closes_at }
    }
}

fn refused(step: &Step, reason: &str) -> Sentence {
    let index = step.index;
    told!(
        "What entry {index} records about paper ballots does not stand: {reason}.",
        "记录 {index} 关于纸质表决票的内容不成立：{reason}。"
    )
}
