//! The trial: everything that ballots and certificate are held against, once the documents were read.

use super::acting::{self, Acting};
use super::agenda::{self, Agenda};
use super::ballots::{self, Count, Poll, Shown};
use super::certificate;
use super::completeness;
use super::contents::Contents;
use super::derivation;
use super::effective::{Effective, Papers};
use super::enrolments::{self, Enrolments};
use super::forwardings;
use super::life::{self, Life};
use super::lots::{self, Lots};
use super::mandates::{self, Mandates};
use super::notice::{self, Noticed};
use super::notices;
use super::paper;
use super::representation::{self, Spoken};
use super::result;
use super::roll;
use super::rules;
use super::services;
use super::turns::Turns;
use super::verdicts;
use crate::domain::ballots::Address;
use crate::domain::communities::CommunityId;
use crate::domain::meetings::MeetingId;
use crate::domain::roll::{Roll, RollAnnex};
use crate::domain::services::Reached;
use crate::evidence::bundle::{BundleKind, DocumentKind};
use crate::evidence::certificate::Certificate;
use crate::evidence::digest::Digest;
use crate::verify::record::documents::hashed;
use crate::verify::report::{AssistanceShare, Code, Ledger, MatterReport, told};

/// What follows from entries and documents, and the ballots as far as they were shown.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    pub(super) life: Life,
    case: Option<Case>,
    turns: Turns,
    count: Count,
}

/// What only a noticed meeting has.
#[derive(Clone, Debug)]
struct Case {
    /// What ballots must be cast on.
    address: Address,
    /// The definition that was noticed.
    definition: Digest,
    agenda: Option<Agenda>,
    enrolments: Enrolments,
    /// The final roll.
    roll: Option<(Digest, Roll)>,
    /// The lot, where one breaks ties.
    lots: Option<Lots>,
    /// Who was reached before the opening.
    reached: Reached,
    /// What was said about who acts for co-owners.
    spoken: Spoken,
    /// Who was helped, and who acts for electors that passed to others.
    acting: Acting,
    hall: Option<Hall>,
}

/// What judging ballots needs besides.
#[derive(Clone, Debug)]
struct Hall {
    annex: RollAnnex,
    entitled: Vec<Vec<bool>>,
    mandates: Mandates,
    /// What papers come to.
    papers: paper::Followed,
}

impl Trial {
    /// Checks entries and documents, each check building on the last.
    pub(super) fn open(contents: &Contents, ledger: &mut Ledger) -> Self {
        completeness::check(contents, ledger);
        let noticed = Noticed::of(contents);
        let agenda = noticed.and_then(|noticed| agenda::read(contents, noticed.definition, ledger));
        let life = life::replay(contents, agenda.as_ref().map(|agenda| agenda.schedule), ledger);
        result::check(contents, agenda.as_ref(), &life, ledger);
        let case = noticed.map(|noticed| Case::open(contents, &noticed, agenda, &life, ledger));
        Self { life, case, turns: Turns::default(), count: Count::default() }
    }

    /// Takes a ballot that is listed under some hash.
    pub(super) fn take_ballot(
        &mut self,
        contents: &Contents,
        (claimed, text): (Digest, String),
        ledger: &mut Ledger,
    ) {
        let digest = hashed(claimed, &text, ledger);
        if contents.header.kind == BundleKind::Public {
            completeness::hidden(digest, DocumentKind::Ballot, ledger);
        }
        let place = self.turns.take(&contents.ballots, digest, ledger);
        let recorded = place.and_then(|place| contents.ballots.get(place).copied());
        let poll = self.case.as_ref().and_then(|case| case.poll(&self.life));
        if let (Some(recorded), Some(poll)) = (recorded, poll) {
            let route = life::route(contents, &recorded);
            self.count.take(&poll, Shown { recorded, route, text }, ledger);
        }
    }

    /// Judges the last ballots and notes those that were not shown.
    pub(super) fn close_ballots(&mut self, contents: &Contents, ledger: &mut Ledger) {
        if let Some(poll) = self.case.as_ref().and_then(|case| case.poll(&self.life)) {
            self.count.judge(&poll, ledger);
            let papers = self.case.as_ref().and_then(|case| case.hall.as_ref()).map(|hall| &hall.papers);
            let votes = papers.map_or(&[][..], |papers| &papers.votes);
            let not_authentic = papers.map_or(0, |papers| papers.not_authentic);
            let papers = Papers { votes, mandates: poll.mandates, not_authentic };
            self.count.close(&poll, &papers, ledger);
        }
        if contents.header.kind == BundleKind::Audit {
            self.turns.close(&contents.ballots, ledger);
        }
    }

    /// Who helped owners to vote, as far as it was shown.
    pub(super) fn assistances(&self) -> Vec<AssistanceShare> {
        self.case.as_ref().map_or_else(Vec::new, |case| case.acting.shares(self.count.used()))
    }

    /// What is decided, if the definition could be read.
    pub(super) fn agenda(&self) -> Option<&Agenda> {
        self.case.as_ref()?.agenda.as_ref()
    }

    /// The ballots that count, where they are shown.
    pub(super) fn effective(&self) -> Option<&Effective> {
        self.case.as_ref()?.hall.as_ref().map(|_| self.count.effective())
    }

    /// Reads the certificate; there is none of a meeting without notice.
    pub(super) fn certificate(&self, contents: &Contents, ledger: &mut Ledger) -> Option<Certificate> {
        let case = self.case.as_ref()?;
        let subject = certificate::Subject {
            contents,
            life: &self.life,
            definition: case.definition,
            roll: case.roll.as_ref().map(|(digest, _)| *digest),
        };
        let certificate = certificate::check(&subject, &case.enrolments, ledger);
        if let (Some(certificate), Some(lots)) = (&certificate, &case.lots) {
            lots.drawn(certificate, ledger);
        }
        certificate
    }

    /// Derives the verdicts of the certificate again.
    pub(super) fn verdicts(&self, certificate: &Certificate, ledger: &mut Ledger) -> Vec<MatterReport> {
        let case = self.case.as_ref();
        let roll = case.and_then(|case| Some((case.roll.as_ref()?, &case.reached)));
        let (Some(agenda), Some(((_, roll), reached))) = (self.agenda(), roll) else {
            let sentence = told!(
                "Could not check the verdicts: definition or roll do not stand.",
                "无法核实结论：会议定义或名册无效。"
            );
            ledger.open(Code::VerdictsFollow, sentence);
            return Vec::new();
        };
        let (effective, papers) = (self.effective(), certificate.channels.paper);
        let seed = self.case.as_ref().and_then(|case| case.lots.as_ref()).and_then(Lots::seed);
        verdicts::check(
            &verdicts::Bench { agenda, roll, seed, reached, effective, papers },
            certificate,
            ledger,
        )
    }
}

impl Case {
    fn open(
        contents: &Contents,
        noticed: &Noticed<'_>,
        agenda: Option<Agenda>,
        life: &Life,
        ledger: &mut Ledger,
    ) -> Self {
        notice::check(contents, noticed, agenda.as_ref(), life, ledger);
        if let Some(agenda) = &agenda {
            rules::check(contents, noticed, agenda, life, ledger);
        }
        let enrolments = enrolments::read(contents, ledger);
        let of = (contents, life);
        let mut spoken = representation::read(contents, life, &enrolments, ledger);
        let mandated = mandates::read(contents, life, &enrolments, ledger);
        let lots = agenda.as_ref().and_then(|agenda| lots::replay(of, agenda, &enrolments, ledger));
        let rolls = roll::follow(contents, noticed, agenda.as_ref(), life, ledger);
        let versions = notices::follow(contents, noticed, agenda.as_ref(), ledger);
        let bench = services::Bench {
            contents,
            agenda: agenda.as_ref(),
            life,
            enrolments: &enrolments,
            versions: &versions,
        };
        let reached = services::follow(&bench, &rolls, ledger);
        let annex = derivation::check(contents, &rolls, &enrolments, ledger);
        let roll = rolls.last.map(|last| (last.digest, last.roll));
        let standing = (roll.as_ref().map(|(_, roll)| roll), annex.as_ref());
        let acting = acting::read(contents, &enrolments, standing, ledger);
        spoken.succeed(&acting);
        let header = &contents.header;
        let address = Address {
            origin: header.keys.origin.clone(),
            community: CommunityId::new(header.community),
            meeting: MeetingId::new(header.meeting),
            definition: noticed.definition.fingerprint(),
            roll: roll.as_ref().map_or(noticed.roll, |(digest, _)| *digest).fingerprint(),
        };
        forwardings::check(contents, agenda.as_ref(), &address, ledger);
        let kind = header.kind;
        paper::public(contents, ledger);
        let said = (life, &mandated, &acting);
        let hall = Hall::open(kind, (agenda.as_ref(), roll.as_ref(), annex), said, ledger);
        let hall = hall.map(|mut hall| {
            if let (Some(agenda), Some(roll)) = (agenda.as_ref(), roll.as_ref()) {
                let Hall { annex, mandates, .. } = &hall;
                let of = (noticed.definition, roll);
                let desk = paper::Desk {
                    contents,
                    life,
                    enrolments: &enrolments,
                    agenda,
                    of,
                    annex,
                    mandates,
                    acting: &acting,
                };
                hall.papers = paper::follow(desk, ledger);
            }
            hall
        });
        Self {
            address,
            definition: noticed.definition,
            agenda,
            enrolments,
            roll,
            lots,
            reached,
            spoken,
            acting,
            hall,
        }
    }

    fn poll<'a>(&'a self, life: &'a Life) -> Option<Poll<'a>> {
        let (hall, agenda, (_, roll)) = (self.hall.as_ref()?, self.agenda.as_ref()?, self.roll.as_ref()?);
        let Hall { annex, entitled, mandates, .. } = hall;
        let (address, enrolments, spoken) = (&self.address, &self.enrolments, &self.spoken);
        let acting = &self.acting;
        Some(Poll { address, agenda, life, roll, entitled, annex, mandates, enrolments, spoken, acting })
    }
}

impl Hall {
    /// Where ballots can be judged; where they cannot, says why.
    fn open(
        kind: BundleKind,
        (agenda, roll, annex): (Option<&Agenda>, Option<&(Digest, Roll)>, Option<RollAnnex>),
        (life, words, acting): (&Life, &mandates::Words, &Acting),
        ledger: &mut Ledger,
    ) -> Option<Self> {
        life.opening.as_ref()?;
        if kind == BundleKind::Public {
            public_ballots(ledger);
            return None;
        }
        ledger.checked(Code::BallotsOrdered);
        let (Some(agenda), Some((_, roll)), Some(annex)) = (agenda, roll, annex) else {
            let sentence = told!(
                "Could not check the ballots: definition, roll or annex do not stand.",
                "无法核实选票：会议定义、名册或其附件无效。"
            );
            ledger.open(Code::BallotsAccepted, sentence.clone());
            ledger.open(Code::TotalsFollow, sentence);
            return None;
        };
        ledger.checked(Code::BallotsSigned);
        ledger.checked(Code::BallotsAccepted);
        ledger.checked(Code::RepresentationFollowed);
        let mandates = Mandates::follow(words, (agenda, roll, &annex), (life, acting), ledger);
        let papers = paper::Followed::default();
        Some(Self { entitled: ballots::entitled(agenda, roll), annex, mandates, papers })
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
