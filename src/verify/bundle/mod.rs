//! Checks a bundle: one meeting's record, held against itself, the rules and the law.
//!
//! [`BundleReader`] takes the lines; [`BundleReader::verify`] hands out the [`Report`]. What cannot
//! be read is refused; everything else that is wrong is a finding, and the checks go on.

mod agenda;
mod ballots;
mod certificate;
mod completeness;
mod contents;
mod derivation;
mod enrolments;
mod keys;
mod life;
mod log;
mod notice;
mod reader;
mod result;
mod roll;
mod verdicts;

pub use reader::{BundleReader, Unreadable};

use self::agenda::Agenda;
use self::ballots::{Effective, Poll};
use self::contents::Contents;
use self::enrolments::Enrolments;
use self::life::Life;
use self::notice::Noticed;
use self::roll::Rolls;
use crate::domain::roll::RollAnnex;
use crate::evidence::bundle::BundleKind;
use crate::evidence::certificate::Certificate;
use crate::evidence::entries::Fact;
use crate::evidence::trust::ServiceKeysDocument;
use crate::verify::report::{Code, Ledger, MatterReport, Reach, Report, told};

impl BundleReader {
    /// Checks everything that was read; `trust` are the keys the reader knows, if any.
    pub fn verify(self, trust: Option<&ServiceKeysDocument>) -> Result<Report, Unreadable> {
        let (contents, mut ledger) = self.finish()?;
        let pinning = keys::check(&contents.header, trust, &mut ledger);
        log::check(&contents, &mut ledger);
        completeness::check(&contents, &mut ledger);
        let noticed = Noticed::of(&contents);
        let agenda = noticed.and_then(|noticed| agenda::read(&contents, noticed.definition, &mut ledger));
        let agenda = agenda.as_ref();
        let life = life::replay(&contents, agenda.map(|agenda| agenda.schedule), &mut ledger);
        let mut matters = Vec::new();
        let mut ballots_by_enrolment = Vec::new();
        if let Some(noticed) = noticed {
            let trial = Trial::open(&contents, noticed, agenda, &life, &mut ledger);
            let effective = trial.ballots(&mut ledger);
            let certificate = trial.certificate(&mut ledger);
            ballots_number(&life, certificate.as_ref(), &mut ledger);
            if let Some(certificate) = certificate {
                matters = trial.verdicts(&certificate, effective.as_ref(), &mut ledger);
            }
            let opening = life.opening.map_or(u64::MAX, |step| step.index);
            ballots_by_enrolment = effective.map_or_else(Vec::new, |effective| effective.shares(opening));
        }
        result::check(&contents, agenda, &life, &mut ledger);
        Ok(Report {
            bundle: contents.header.kind,
            community: contents.header.community,
            meeting: contents.header.meeting,
            title: agenda.map(|agenda| agenda.definition.title.clone()),
            state: life.state,
            reach: Reach { entries: contents.head.size(), until: contents.until },
            pinning,
            keys: contents.header.keys.clone(),
            matters,
            ballots_by_enrolment,
            claims: ledger.into_claims(),
        })
    }
}

/// The checks that need a noticed meeting, in the order in which each builds on the last.
struct Trial<'a> {
    contents: &'a Contents,
    noticed: Noticed<'a>,
    agenda: Option<&'a Agenda>,
    life: &'a Life<'a>,
    enrolments: Enrolments,
    rolls: Rolls<'a>,
    annex: Option<RollAnnex>,
}

impl<'a> Trial<'a> {
    fn open(
        contents: &'a Contents,
        noticed: Noticed<'a>,
        agenda: Option<&'a Agenda>,
        life: &'a Life<'a>,
        ledger: &mut Ledger,
    ) -> Self {
        notice::check(contents, &noticed, agenda, life, ledger);
        let enrolments = enrolments::read(contents, ledger);
        let rolls = roll::follow(contents, &noticed, agenda, life, ledger);
        let annex = derivation::check(contents, &rolls, &enrolments, ledger);
        Self { contents, noticed, agenda, life, enrolments, rolls, annex }
    }

    /// The ballots that count, where they are shown.
    fn ballots(&self, ledger: &mut Ledger) -> Option<Effective> {
        self.life.opening?;
        if self.contents.header.kind == BundleKind::Public {
            public_ballots(ledger);
            return None;
        }
        let (Some(agenda), Some(last), Some(annex)) = (self.agenda, &self.rolls.last, &self.annex) else {
            let sentence = told!(
                "Could not check the ballots: definition, roll or annex do not stand.",
                "无法核实选票：会议定义、名册或其附件无效。"
            );
            ledger.open(Code::BallotsAccepted, sentence.clone());
            ledger.open(Code::TotalsFollow, sentence);
            return None;
        };
        let poll = Poll {
            contents: self.contents,
            agenda,
            roll: &last.roll,
            roll_digest: last.digest,
            annex,
            enrolments: &self.enrolments,
        };
        Some(ballots::check(&poll, self.life, ledger))
    }

    fn certificate(&self, ledger: &mut Ledger) -> Option<Certificate> {
        let subject = certificate::Subject {
            contents: self.contents,
            life: self.life,
            definition: self.noticed.definition,
            roll: self.rolls.last.as_ref().map(|last| last.digest),
        };
        certificate::check(&subject, &self.enrolments, ledger)
    }

    fn verdicts(
        &self,
        certificate: &Certificate,
        effective: Option<&Effective>,
        ledger: &mut Ledger,
    ) -> Vec<MatterReport> {
        let (Some(agenda), Some(last)) = (self.agenda, &self.rolls.last) else {
            let sentence = told!(
                "Could not check the verdicts: definition or roll do not stand.",
                "无法核实结论：会议定义或名册无效。"
            );
            ledger.open(Code::VerdictsFollow, sentence);
            return Vec::new();
        };
        verdicts::check(&verdicts::Bench { agenda, roll: &last.roll, effective }, certificate, ledger)
    }
}

/// Says what a public bundle leaves to the audit bundle.
fn public_ballots(ledger: &mut Ledger) {
    let sentence = told!(
        "Could not check who signed the ballots: the bundle is public.",
        "无法核实选票由谁签署：本文件为公开文件。"
    );
    ledger.open(Code::BallotsSigned, sentence);
    let sentence = told!(
        "Could not check that the ballots were cast by those entitled: the bundle is public.",
        "无法核实选票由有权者投出：本文件为公开文件。"
    );
    ledger.open(Code::BallotsAccepted, sentence);
    let sentence = told!(
        "Could not check that the totals follow from the ballots: the bundle is public.",
        "无法核实合计由选票得出：本文件为公开文件。"
    );
    ledger.open(Code::TotalsFollow, sentence);
}

/// The number of recorded ballots is the one that close and certificate say.
fn ballots_number(life: &Life<'_>, certificate: Option<&Certificate>, ledger: &mut Ledger) {
    let Some(Fact::MeetingClosed { ballots, .. }) = life.close.map(|step| &step.fact) else { return };
    ledger.checked(Code::BallotsNumber);
    let recorded = life.ballots.len() as u64;
    let certified = certificate.map_or(*ballots, |certificate| certificate.ballots_received);
    if recorded != *ballots || recorded != certified {
        let sentence = told!(
            "{recorded} ballots are recorded, {ballots} at the close, {certified} are certified.",
            "记录有 {recorded} 张选票，截止时为 {ballots} 张，证书载 {certified} 张。"
        );
        ledger.finding(Code::BallotsNumber, sentence);
    }
}
