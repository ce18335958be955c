//! The life of the community, gone through again: every deed accepted once more, every notice asked for.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::days::Days;
use super::follows::Follows;
use super::meetings::{counted, defined};
use super::pending::Pending;
use super::reading::Header;
use super::unexplained;
use crate::domain::annals::{Annals, Event, Moment, Said};
use crate::domain::ballots::Fingerprint;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingId, MeetingState};
use crate::domain::register::{OwnerId, Registers};
use crate::evidence::acts::{ActStatement, event, noticed, outcomes};
use crate::evidence::bundle::BundleKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::jws::Unverified;
use crate::evidence::register::RegisterDocument;
use crate::evidence::rules::procedure::procedure;
use crate::evidence::rules::stated::RulesDocument;
use crate::evidence::statements::Statement as _;
use crate::evidence::witnesses::WitnessPolicy;
use crate::verify::record::enrolments::{Enrolments, KeyEntry, Shown, Standing, sound};
use crate::verify::record::steps::action;
use crate::verify::report::{Code, DueReport, Ledger, Sentence, told};

/// Everything that later entries are held against.
#[derive(Debug)]
pub(super) struct Replay {
    kind: BundleKind,
    annals: Annals,
    /// How days are counted; none where the calendar could not be read.
    days: Option<Days>,
    /// Whose cosignatures count, as the latest definition that could be read says.
    witnesses: Option<WitnessPolicy>,
    registers: Registers,
    enrolments: Enrolments,
    follows: Follows,
    meetings: BTreeMap<Uuid, MeetingState>,
    /// The statements of deeds so far.
    acts: BTreeSet<Digest>,
    /// The statements of keys that are enrolled and not revoked.
    living: BTreeSet<Fingerprint>,
}

impl Replay {
    pub(super) fn new(kind: BundleKind, ledger: &mut Ledger) -> Self {
        let codes = [
            Code::EnrolmentsSound,
            Code::EnrolmentsConfirmed,
            Code::ActsSigned,
            Code::ActsPossible,
            Code::ConsequencesFollow,
            Code::NoticesAllowed,
        ];
        for code in codes {
            match kind {
                BundleKind::Audit => ledger.checked(code),
                BundleKind::Public => {
                    let sentence = told!(
                        "Could not check: the annals are public, without enrolments and what owners signed.",
                        "无法核实：本文件为公开年鉴，不含密钥登记与业主所签内容。"
                    );
                    ledger.open(code, sentence);
                }
            }
        }
        for code in [Code::ActsRecorded, Code::MeetingsStaged, Code::CertificatesSound, Code::NoticeSigned] {
            ledger.checked(code);
        }
        Self {
            kind,
            annals: Annals::default(),
            days: None,
            witnesses: None,
            registers: Registers::default(),
            enrolments: Enrolments::default(),
            follows: Follows::default(),
            meetings: BTreeMap::new(),
            acts: BTreeSet::new(),
            living: BTreeSet::new(),
        }
    }

    pub(super) fn set_days(&mut self, days: Days) {
        self.days = Some(days);
    }

    pub(super) const fn witnesses(&self) -> Option<&WitnessPolicy> {
        self.witnesses.as_ref()
    }

    /// Judges an entry with its documents and the rules that it states, and goes on behind it.
    pub(super) fn judge(
        &mut self,
        header: &Header,
        (own, rules): (&Pending, Option<&RulesDocument>),
        ledger: &mut Ledger,
    ) {
        let audit = self.kind == BundleKind::Audit;
        if audit {
            let living = |key: &Fingerprint| self.living.contains(key);
            let offices = (self.annals.offices(), &living as &dyn Fn(&Fingerprint) -> bool);
            if !self.follows.next((own.at, &own.fact), offices, ledger) {
                unexplained::tell(&self.annals, own, ledger);
            }
        }
        self.keys(header, own, ledger);
        ledger.settle(Code::MeetingsStaged, self.stage(own));
        if let Fact::ActRecorded { statement, .. } = &own.fact {
            let recorded = self.recorded(header, own, *statement);
            ledger.settle(Code::ActsRecorded, recorded);
            if audit {
                self.deed(own, ledger);
            }
            return;
        }
        let Some(event) = self.event(header, (own, rules), ledger) else { return };
        if !audit {
            return;
        }
        let Some(calendar) = self.days.as_ref().map(Days::calendar) else { return };
        let moment = Moment { index: own.index, at: own.at };
        let place = (calendar, &self.registers);
        if let Event::Noticed(meeting) = &event {
            let index = own.index;
            let allowed = self.annals.allows_notice(meeting, moment, place).map_err(|reason| {
                told!(
                    "The notice of entry {index} was not possible: {reason}.",
                    "记录 {index} 的通知在当时不被允许：{reason}。"
                )
            });
            ledger.settle(Code::NoticesAllowed, allowed);
        }
        let follows = self.annals.hear(&event, moment, place);
        // Only these are followed at once; what else somebody hears changes what they say later.
        if matches!(
            event,
            Event::Counted { .. }
                | Event::Announced { .. }
                | Event::Cancelled { .. }
                | Event::Annulled { .. }
        ) {
            self.follows.expect((own.index, own.at), follows);
        }
    }

    /// Notes what is still to come, and how days were counted between the first and the last entry.
    pub(super) fn close(&mut self, span: Option<(Instant, Instant)>, ledger: &mut Ledger) {
        if let (Some(days), Some(span)) = (&self.days, span) {
            days.check(span, ledger);
        }
        let living = |key: &Fingerprint| self.living.contains(key);
        self.follows.close(self.annals.offices(), &living, ledger);
    }

    /// What was due by some time, or still is; nothing where not every deed was shown.
    pub(super) fn dues(&self, until: Option<Instant>) -> Vec<DueReport> {
        let (BundleKind::Audit, Some(days), Some(now)) = (self.kind, &self.days, until) else {
            return Vec::new();
        };
        let dues = self.annals.dues((days.calendar(), &self.registers));
        dues.iter().map(|due| DueReport::of(due, now)).collect()
    }

    fn keys(&mut self, header: &Header, own: &Pending, ledger: &mut Ledger) {
        self.enrolments.offices.hear(own.index, &own.fact, ledger);
        if let Fact::KeyRevoked { statement } = &own.fact {
            self.living.remove(&statement.fingerprint());
            self.enrolments.revoke(statement, own.index);
        }
        let Fact::KeyEnrolled { method, confirmed_by, statement, confirmations } = &own.fact else { return };
        self.living.insert(statement.fingerprint());
        let Some(text) = own.texts.get(statement) else {
            if self.kind == BundleKind::Audit {
                let index = own.index;
                let sentence = told!(
                    "The enrolment of entry {index} is not behind it.",
                    "记录 {index} 的密钥登记不在其后。"
                );
                ledger.finding(Code::EnrolmentsSound, sentence);
            }
            return;
        };
        let texts = |digest: &Digest| own.texts.get(digest).map(String::as_str);
        let shown = Shown { origin: &header.keys.origin, community: header.community, texts: &texts };
        let entry = KeyEntry {
            index: own.index,
            at: own.at,
            method: *method,
            confirmed_by: confirmed_by.clone(),
            confirmations: confirmations.clone(),
            revoked: None,
        };
        match sound(&shown, &entry, text) {
            Ok(enrolment) => self.enrolments.take(&shown, &entry, (*statement, enrolment), ledger),
            Err(sentence) => ledger.finding(Code::EnrolmentsSound, sentence),
        }
    }

    /// Every meeting goes through its stages in their order; ballots its own bundle judges.
    fn stage(&mut self, own: &Pending) -> Result<(), Sentence> {
        let (Some(meeting), Some(action)) = (own.fact.meeting(), action(&own.fact)) else { return Ok(()) };
        let state = self.meetings.entry(meeting).or_insert(MeetingState::Draft);
        let index = own.index;
        *state = state.after(action).map_err(|reason| {
            told!("Entry {index} was not possible: {reason}.", "记录 {index} 在当时不被允许：{reason}。")
        })?;
        Ok(())
    }

    /// An act says what its entry says, and was not recorded before.
    fn recorded(&mut self, header: &Header, own: &Pending, statement: Digest) -> Result<(), Sentence> {
        let (index, Fact::ActRecorded { by, .. }) = (own.index, &own.fact) else { return Ok(()) };
        if !self.acts.insert(statement) {
            return Err(told!("Entry {index} records an act again.", "记录 {index} 重复载入同一行为。"));
        }
        if !own.texts.contains_key(&statement) {
            return Ok(());
        }
        let act = own.act();
        let same = act.is_some_and(|act| {
            act.origin == header.keys.origin
                && act.community == header.community
                && act.fact(*by, statement) == own.fact
                && act.deed().signers().contains(by)
        });
        if same {
            return Ok(());
        }
        Err(told!(
            "The act of entry {index} is of another record, noun or process, or cannot be signed in that role.",
            "记录 {index} 的行为属于其他记录、类别或程序，或不得以该身份签署。"
        ))
    }

    /// Takes a deed again, if it was signed by somebody who may.
    fn deed(&mut self, own: &Pending, ledger: &mut Ledger) {
        let index = own.index;
        let (act, key, owner) = match self.signed(own) {
            Ok(signed) => signed,
            Err(sentence) => return ledger.finding(Code::ActsSigned, sentence),
        };
        let Fact::ActRecorded { by, .. } = &own.fact else { return };
        let Some(calendar) = self.days.as_ref().map(Days::calendar) else { return };
        let deed = act.deed();
        if let Some(version) = deed.register() {
            // A register that was shown behind an earlier act is kept.
            for text in own.texts.values() {
                let Ok(document) = RegisterDocument::from_bytes(text.as_bytes()) else { continue };
                let same =
                    (document.register_version(), document.community().uuid()) == (version, act.community);
                if !same {
                    let sentence = told!(
                        "The register behind entry {index} is of another community or version.",
                        "记录 {index} 之后的业主名册属于其他小区或版本。"
                    );
                    ledger.finding(Code::RegistersOrdered, sentence);
                }
                if let (true, Ok(holdings)) = (same, document.holdings()) {
                    self.registers.insert(version, holdings);
                }
            }
        }
        let moment = Moment { index, at: own.at };
        let by = self.annals.offices().actor(key, (*by, owner), moment);
        let said = Said { process: act.process(), by: &by, moment, deed: &deed };
        match self.annals.take(&said, (calendar, &self.registers)) {
            Ok(follows) => self.follows.expect((index, own.at), follows),
            Err(reason) => {
                let sentence = told!(
                    "The deed of entry {index} was not possible: {reason}.",
                    "记录 {index} 的行为在当时不被允许：{reason}。"
                );
                ledger.finding(Code::ActsPossible, sentence);
            }
        }
    }

    /// The act of an entry, the enrolment of the key that signed it, and the owner whose key that is.
    fn signed(&self, own: &Pending) -> Result<(ActStatement, Fingerprint, Option<OwnerId>), Sentence> {
        let index = own.index;
        let unsound = || {
            told!(
                "The act of entry {index} is not signed with a key that was good then, in the role it names.",
                "记录 {index} 的行为并非由当时有效的密钥以所称身份签署。"
            )
        };
        let Fact::ActRecorded { by, statement, .. } = &own.fact else { return Err(unsound()) };
        let text = own.texts.get(statement).ok_or_else(unsound)?;
        let jws = Unverified::parse(text, ActStatement::TYPE).map_err(|_| unsound())?;
        let Standing::Enrolled(key) = self.enrolments.standing(jws.key_id(), index) else {
            return Err(unsound());
        };
        let in_role = match by {
            Role::Owner => key.owner.is_some(),
            Role::Secretary
            | Role::Convener
            | Role::Member
            | Role::Chair
            | Role::Scrutineer
            | Role::Supervisor
            | Role::ResidentsCommittee
            | Role::Trustee
            | Role::Operator => self.enrolments.officer(jws.key_id(), &[*by], (index, own.at)).is_some(),
        };
        let payload = jws.verify(&key.key).map_err(|_| unsound())?;
        let act = ActStatement::read(payload).map_err(|_| unsound())?;
        if in_role { Ok((act, key.statement.fingerprint(), key.owner.clone())) } else { Err(unsound()) }
    }

    /// What an entry means for the life of the community, if anything.
    fn event(
        &mut self,
        header: &Header,
        (own, rules): (&Pending, Option<&RulesDocument>),
        ledger: &mut Ledger,
    ) -> Option<Event> {
        if let Some(rules) = rules {
            return Some(Event::RulesStated { procedure: Box::new(procedure(Some(rules))) });
        }
        if let Some(event) = event(&own.fact) {
            return Some(event);
        }
        if let Fact::MeetingNoticed { .. } = &own.fact {
            let definition = match defined(header, own) {
                Ok(definition) => definition,
                Err(sentence) => {
                    ledger.finding(Code::NoticeSigned, sentence);
                    return None;
                }
            };
            if let Some(days) = &mut self.days {
                ledger.settle(Code::AnnalsCalendar, days.hear(own.index, &definition));
            }
            let meeting = noticed(&definition);
            self.witnesses = definition.witnesses;
            return Some(Event::Noticed(Box::new(meeting)));
        }
        let Fact::MeetingCounted { meeting, certificate } = &own.fact else { return None };
        match counted(header, own, (*meeting, *certificate)) {
            Ok(certificate) => {
                let outcomes = outcomes(&certificate);
                Some(Event::Counted { meeting: MeetingId::new(*meeting), outcomes })
            }
            Err(sentence) => {
                ledger.finding(Code::CertificatesSound, sentence);
                None
            }
        }
    }
}
