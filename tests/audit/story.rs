//! A record that is being written: what anybody, honest or not, can do to it, verb by verb.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use quorate::domain::ballots::{Ballot, Choice};
use quorate::domain::identity::{EnrolmentMethod, Role};
use quorate::domain::instants::Instant;
use quorate::domain::register::{Holdings, OwnerId};
use quorate::domain::representation::DecisionOutcome;
use quorate::domain::roll::{ElectorId, Roll, RollRules, RollStatus};
use quorate::domain::rules::switches::TieBreak;
use quorate::domain::rules::{Pack, Switches};
use quorate::domain::services::{Channel, Deliveries, Reached, Served, ServiceTerms};
use quorate::domain::tally::{Counted, Lot, Terms, count_matter, terms_of};
use quorate::evidence::acknowledgements::{NoticeAcknowledgement, ServiceDetails};
use quorate::evidence::amendments::ChangeForm;
use quorate::evidence::ballots::{
    BallotStatement, CandidateAnswer, CandidateChoice, MatterAnswer, MatterChoice,
};
use quorate::evidence::bundle::DocumentKind;
use quorate::evidence::certificate::{
    Certificate, CertificateSignature, ChannelsForm, CloseForm, CoOwnedForm, MatterVerdict,
    SignedCertificate, SignerForm,
};
use quorate::evidence::consent::CONSENT;
use quorate::evidence::decision::Decision;
use quorate::evidence::definition::Definition;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::{Entry, Fact};
use quorate::evidence::jws::{PublicKey, StatementType, sign_detached};
use quorate::evidence::lots::{LotCommitment, LotReveal, LotSubject, LotValue, draw};
use quorate::evidence::merkle::{leaf_hash, root_of};
use quorate::evidence::notices::{NoticeDocument, Particulars, compose};
use quorate::evidence::register::RegisterDocument;
use quorate::evidence::replacements::{KeyReplacement, ServiceKey};
use quorate::evidence::representation::{
    RepresentationDecision, RepresentationObjection, RepresentationWithdrawal, RepresentativeNomination,
};
use quorate::evidence::roll::{RollAnnexDocument, RollDocument, RollHeading, derive};
use quorate::evidence::rules::in_force::{OverlayReference, in_force};
use quorate::evidence::rules::overlays::{compose as compose_rules, parse_overlay};
use quorate::evidence::rules::pack;
use quorate::evidence::rules::stated::RulesDocument;
use quorate::evidence::statements::{
    Enrolment, EnrolmentConfirmation, Forwarding, Notice, RollAmendment, RollConfirmation, Statement as _,
};
use quorate::evidence::trust::{Replaced, ServiceKeysDocument};
use uuid::Uuid;

use crate::estate::{COMMUNITY, MEETING, ORIGIN, SALT, community, holdings, key, service_keys};

/// A tree head and who cosigned it when, in seconds since the epoch.
#[derive(Clone)]
pub(crate) struct Cosigned {
    pub(crate) size: usize,
    pub(crate) cosigners: Vec<(&'static str, u64)>,
}

/// What somebody committed to, and whether they reveal it.
#[derive(Clone)]
pub(crate) struct Pledged {
    pub(crate) signer: &'static str,
    pub(crate) value: LotValue,
    pub(crate) kept: bool,
}

/// A community's record so far, and everything that stands beside it.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) keys: ServiceKeysDocument,
    /// The name of the key that signs notices and certificates.
    pub(crate) service: &'static str,
    /// The names of the keys that sign tree heads, each from a size on.
    pub(crate) loggers: Vec<(usize, &'static str)>,
    pub(crate) now: Instant,
    pub(crate) entries: Vec<Entry>,
    pub(crate) documents: Vec<(DocumentKind, String)>,
    pub(crate) definition: Definition,
    /// The register as amendments left it.
    pub(crate) holdings: Holdings,
    /// What is about to be certified.
    pub(crate) draft: Option<Certificate>,
    pub(crate) certificate: Option<SignedCertificate>,
    pub(crate) open_objections: u64,
    /// What the lot is drawn from, in the order of the commitments.
    pub(crate) pledged: Vec<Pledged>,
    /// Tree heads that witnesses cosigned, in the order of their sizes.
    pub(crate) cosigned: Vec<Cosigned>,
    /// Ballots received, and the latest of each elector.
    pub(crate) received: u64,
    /// Who was served, once notice was given.
    pub(crate) deliveries: Option<Deliveries>,
    /// How co-owners are represented, as it is certified.
    pub(crate) co_owned: CoOwnedForm,
    /// What the notice says besides the definition.
    pub(crate) particulars: Particulars,
    /// The versions of the notice so far.
    pub(crate) notices: Vec<Digest>,
    /// What is done to the notice before it is hashed.
    pub(crate) forge: fn(&mut NoticeDocument),
    opened: bool,
    latest: BTreeMap<ElectorId, (Digest, Ballot)>,
    /// The latest of each elector that a holder cast.
    held: BTreeMap<ElectorId, (Digest, Ballot)>,
    /// How many votes that count were cast with help.
    pub(crate) assisted: u64,
    nonces: u64,
}

impl Story {
    pub(crate) fn new(definition: Definition, now: &str) -> Self {
        Self {
            keys: service_keys(ORIGIN, "checkpoints", "statements"),
            service: "statements",
            loggers: vec![(0, "checkpoints")],
            now: at(now),
            entries: Vec::new(),
            documents: Vec::new(),
            definition,
            holdings: holdings(),
            draft: None,
            certificate: None,
            open_objections: 0,
            pledged: Vec::new(),
            cosigned: Vec::new(),
            received: 0,
            deliveries: None,
            co_owned: CoOwnedForm::default(),
            particulars: Particulars::default(),
            notices: Vec::new(),
            forge: |_| {},
            opened: false,
            latest: BTreeMap::new(),
            held: BTreeMap::new(),
            assisted: 0,
            nonces: 0,
        }
    }

    /// Writes a fact down and lets a minute pass.
    pub(crate) fn publish(&mut self, fact: Fact) {
        self.entries.push(Entry::new(self.now, fact));
        self.now = self.now.plus_seconds(60);
    }

    /// Has witnesses cosign the tree as it is, a second after its last entry.
    pub(crate) fn witness(&mut self, cosigners: &[&'static str]) {
        let last = self.entries.last().unwrap().at();
        self.witness_at(cosigners, last.plus_seconds(1));
    }

    /// Has witnesses cosign the tree as it is at some time.
    pub(crate) fn witness_at(&mut self, cosigners: &[&'static str], at: Instant) {
        let seconds = u64::try_from(at.microseconds() / 1_000_000).unwrap();
        let cosigners = cosigners.iter().map(|name| (*name, seconds)).collect();
        self.cosigned.push(Cosigned { size: self.entries.len(), cosigners });
    }

    /// Puts a document beside the record.
    pub(crate) fn file(&mut self, kind: DocumentKind, text: &[u8]) -> Digest {
        self.documents.push((kind, String::from_utf8(text.to_vec()).unwrap()));
        Digest::of(text)
    }

    pub(crate) fn nonce(&mut self) -> String {
        self.nonces += 1;
        URL_SAFE_NO_PAD.encode(&Digest::of(&self.nonces.to_be_bytes()).as_bytes()[..16])
    }

    pub(crate) fn import(&mut self, version: u32) {
        let holdings = self.holdings.clone();
        self.import_of(version, &holdings);
    }

    /// Imports a register from which the roll of the meeting does not follow.
    pub(crate) fn import_of(&mut self, version: u32, holdings: &Holdings) {
        let document = RegisterDocument::new(community(), version, SALT, holdings);
        let document = self.file(DocumentKind::Register, &document.to_bytes().unwrap());
        self.publish(Fact::RegisterImported { version, document });
    }

    /// Enrols the key of this name for an owner with a letter, or for an officer, whose name begins with the role.
    pub(crate) fn enrol(&mut self, name: &str, owner: Option<&str>) -> Digest {
        let method = match owner {
            Some(_) => EnrolmentMethod::LetterAndContact,
            None => EnrolmentMethod::OfficerInvitation,
        };
        let statement = self.enrolment(name, owner, method);
        let (confirmed_by, confirmations) = (vouching(name, method), Vec::new());
        self.publish(Fact::KeyEnrolled { method, confirmed_by, statement, confirmations });
        if owner.is_none() {
            self.grant(name, statement, None);
        }
        statement
    }

    /// Grants the role that an officer's name tells to an enrolled key, until some time.
    pub(crate) fn grant(&mut self, name: &str, enrolment: Digest, until: Option<Instant>) {
        let grant = office(name);
        self.publish(Fact::RoleGranted { grant, role: role_of(name), until, enrolment });
    }

    /// States another end of the term of the officer of this name.
    pub(crate) fn restate(&mut self, name: &str, until: Option<Instant>) {
        let own = |entry: &Entry| {
            let Fact::RoleGranted { grant, enrolment, .. } = entry.fact() else { return None };
            (*grant == office(name)).then_some(*enrolment)
        };
        let enrolment = self.entries.iter().find_map(own).unwrap();
        self.grant(name, enrolment, until);
    }

    /// Ends the role of the officer of this name.
    pub(crate) fn end(&mut self, name: &str) {
        self.publish(Fact::RoleEnded { grant: office(name), reason: "moved away".to_owned() });
    }

    /// Enrols the key of this name for an owner, confirmed by those who have to.
    pub(crate) fn enrol_by(
        &mut self,
        method: EnrolmentMethod,
        (name, owner): (&str, &str),
        signers: &[(&str, Role)],
    ) -> Digest {
        let activation = self.nonces;
        let statement = self.enrolment(name, Some(owner), method);
        let mut confirmations: Vec<_> = signers
            .iter()
            .map(|signer| self.confirmation(method, (name, owner), *signer, activation))
            .collect();
        confirmations.sort_unstable();
        let confirmed_by = Role::listed(signers.iter().map(|(_, role)| *role));
        self.publish(Fact::KeyEnrolled { method, confirmed_by, statement, confirmations });
        statement
    }

    /// Files a confirmation of the enrolment of a key with this activation.
    pub(crate) fn confirmation(
        &mut self,
        method: EnrolmentMethod,
        (name, owner): (&str, &str),
        (signer, role): (&str, Role),
        activation: u64,
    ) -> Digest {
        let confirmation = EnrolmentConfirmation {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            activation: Uuid::from_u128(u128::from(activation)),
            method,
            owner: OwnerId::new(owner).unwrap(),
            key: PublicKey::of(&key(name)).id(),
            role,
            nonce: self.nonce(),
        };
        let text = confirmation.sign(&key(signer)).unwrap();
        self.file(DocumentKind::EnrolmentConfirmation, text.as_bytes())
    }

    /// Files an enrolment without writing it down.
    pub(crate) fn enrolment(&mut self, name: &str, owner: Option<&str>, method: EnrolmentMethod) -> Digest {
        let enrolment = Enrolment {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: Some(COMMUNITY),
            activation: Uuid::from_u128(u128::from(self.nonces)),
            method,
            confirmed_by: vouching(name, method),
            role: if owner.is_some() { None } else { Some(role_of(name)) },
            until: None,
            consent: owner.map(|_| CONSENT.to_owned()),
            owner: owner.map(|owner| OwnerId::new(owner).unwrap()),
            key: PublicKey::of(&key(name)),
            nonce: self.nonce(),
        };
        let text = enrolment.sign(&key(name)).unwrap();
        self.file(DocumentKind::Enrolment, text.as_bytes())
    }

    /// Replaces one of the service's keys as it should be, by the key of this name.
    pub(crate) fn rotate(&mut self, which: ServiceKey, new: &'static str) {
        let old = match which {
            ServiceKey::Checkpoints => self.loggers.last().unwrap().1,
            ServiceKey::Statements => self.service,
        };
        self.replace(which, (old, new), self.service);
    }

    /// Writes down that a key was replaced, whoever signs it, and signs with the new one from now on.
    pub(crate) fn replace(&mut self, which: ServiceKey, (old, new): (&str, &'static str), signer: &str) {
        let said = KeyReplacement {
            v: 1,
            origin: ORIGIN.to_owned(),
            key: which,
            old: PublicKey::of(&key(old)),
            new: PublicKey::of(&key(new)),
            from: self.now,
        };
        let statement = said.sign(&key(signer)).unwrap();
        let (entry, at) = (self.entries.len(), self.now);
        let listed = Replaced { entry: entry as u64, at, statement: statement.clone() };
        self.publish(Fact::ServiceKeyReplaced { key: which, statement });
        let mut replaced = std::mem::take(&mut self.keys.replaced);
        replaced.push(listed);
        match which {
            ServiceKey::Checkpoints => self.loggers.push((entry + 1, new)),
            ServiceKey::Statements => self.service = new,
        }
        let keys = service_keys(ORIGIN, self.loggers.last().unwrap().1, self.service);
        self.keys = ServiceKeysDocument { replaced, ..keys };
    }

    /// The name of the key that signs a tree head of this size.
    pub(crate) fn logger(&self, size: usize) -> &'static str {
        self.loggers.iter().rev().find(|(begins, _)| *begins <= size).unwrap().1
    }

    pub(crate) fn define(&mut self) -> Digest {
        let bytes = self.definition.to_bytes().unwrap();
        self.file(DocumentKind::Definition, &bytes)
    }

    /// The roll that follows from the holdings as they are.
    pub(crate) fn roll(&self) -> Roll {
        derive(&self.holdings, self.rules(), &SALT).unwrap().0
    }

    fn rules(&self) -> RollRules {
        RollRules { overlapping_owners: self.definition.switches.overlapping_owners }
    }

    pub(crate) fn post_roll(&mut self, status: RollStatus) -> (Digest, Digest) {
        let (roll, annex) = derive(&self.holdings, self.rules(), &SALT).unwrap();
        let heading = RollHeading {
            community: community(),
            meeting: MEETING,
            register_version: 1,
            status,
            rules: self.rules(),
        };
        let roll = RollDocument::new(&heading, &roll).to_bytes().unwrap();
        let annex = RollAnnexDocument::new(community(), MEETING, SALT, &annex).to_bytes().unwrap();
        (self.file(DocumentKind::Roll, &roll), self.file(DocumentKind::Annex, &annex))
    }

    pub(crate) fn notice(&mut self) {
        let definition = self.define();
        let (roll, annex) = self.post_roll(RollStatus::Provisional);
        let notice = Notice {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            definition,
            roll,
            noticed_at: self.now,
        };
        let text = notice.sign(&key(self.service)).unwrap();
        let statement = self.file(DocumentKind::Notice, text.as_bytes());
        let of_keys = ["key_enrolled", "key_revoked", "role_granted", "role_ended", "service_key_replaced"];
        let is_key = |entry: &&Entry| of_keys.contains(&entry.fact().kind());
        let keys_before = self.entries.iter().filter(is_key).count() as u64;
        let terms = ServiceTerms { posting_attempts: 1, ..ServiceTerms::default() };
        self.deliveries = Some(Deliveries::new(self.now, &self.roll(), terms));
        let notice = self.compose();
        self.publish(Fact::MeetingNoticed {
            meeting: MEETING,
            definition,
            roll,
            annex,
            statement,
            notice,
            keys_before,
        });
    }

    /// Files the next version of the notice.
    pub(crate) fn compose(&mut self) -> Digest {
        let own = in_force(&self.definition.rule_pack, &self.definition.overlays);
        // Where somebody named rules that there are not, the notice is of some that there are.
        let rules = own.unwrap_or_else(|_| {
            let found = pack("cn_civil_code_2021").unwrap();
            compose_rules(&found, &[]).unwrap()
        });
        let definition = Digest::of(&self.definition.to_bytes().unwrap());
        let version = u32::try_from(self.notices.len()).unwrap() + 1;
        let place = (version, self.notices.last().copied());
        let mut notice = compose((&self.definition, definition), &rules, place, self.particulars.clone());
        (self.forge)(&mut notice);
        let digest = self.file(DocumentKind::NoticeText, &notice.to_bytes().unwrap());
        self.notices.push(digest);
        digest
    }

    /// Corrects the notice now.
    pub(crate) fn correct(&mut self, reason: &str) {
        self.correct_as(u32::try_from(self.notices.len()).unwrap() + 1, reason);
    }

    /// The same under some number.
    pub(crate) fn correct_as(&mut self, version: u32, reason: &str) {
        let notice = self.compose();
        self.deliveries.as_mut().unwrap().correct(self.now);
        let reason = reason.to_owned();
        self.publish(Fact::NoticeVersioned { meeting: MEETING, version, notice, reason });
    }

    /// Files what whoever has the key of this name signs under a version of the notice.
    pub(crate) fn acknowledgement(&mut self, signer: &str, notice: Digest) -> Digest {
        let said = NoticeAcknowledgement {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            notice,
            nonce: self.nonce(),
        };
        let text = said.sign(&key(signer)).unwrap();
        self.file(DocumentKind::Acknowledgement, text.as_bytes())
    }

    /// An owner acknowledges the latest notice for a unit.
    pub(crate) fn acknowledge(&mut self, signer: &str, unit: &str) {
        let latest = *self.notices.last().unwrap();
        let evidence = self.acknowledgement(signer, latest);
        let served = Served { evidence: Some(evidence.fingerprint()), ..self.service(unit, Channel::InApp) };
        self.write_service(served, Role::Owner);
    }

    /// Somebody tries to serve a unit and does not.
    pub(crate) fn attempt(&mut self, unit: &str, channel: Channel) {
        let Served { unit, served_at, version, .. } = self.service(unit, channel);
        let (meeting, by, details) = (MEETING, Role::Secretary, self.details(MEETING));
        let (attempted_at, evidence, details) = (served_at, None, Some(details));
        self.publish(Fact::ServiceAttempted {
            meeting,
            unit,
            channel,
            attempted_at,
            by,
            version,
            evidence,
            details,
        });
    }

    /// Files who served.
    pub(crate) fn details(&mut self, meeting: Uuid) -> Digest {
        let details = ServiceDetails { v: 1, meeting, salt: SALT, served_by: "the postman".to_owned() };
        self.file(DocumentKind::ServiceDetails, &details.to_bytes().unwrap())
    }

    /// A service of the notice that stands, now.
    pub(crate) fn service(&self, unit: &str, channel: Channel) -> Served {
        let version = u32::try_from(self.notices.len()).unwrap();
        Served { version, ..service(unit, channel, self.now) }
    }

    /// Changes the roll as an officer, or as whoever has the key of this name; the scrutineer confirms it.
    pub(crate) fn amend(&mut self, signer: &str, change: &ChangeForm, reason: &str) {
        self.amend_as(signer, ("scrutineer", Role::Scrutineer), change, reason);
    }

    /// The same, confirmed by whoever has the key of this name, in some role.
    pub(crate) fn amend_as(
        &mut self,
        signer: &str,
        (confirms, confirmed_by): (&str, Role),
        change: &ChangeForm,
        reason: &str,
    ) {
        let before = self.post_roll(RollStatus::Provisional).0;
        let amendment = RollAmendment {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            before,
            change: change.clone(),
            reason: "re-surveyed".to_owned(),
            nonce: self.nonce(),
        };
        let text = amendment.sign(&key(signer)).unwrap();
        let statement = self.file(DocumentKind::RollAmendment, text.as_bytes());
        let confirmation = self.roll_confirmation(confirms, confirmed_by, statement);
        self.holdings = self.holdings.amend(&change.to_amendment().unwrap()).unwrap();
        let (roll, annex) = self.post_roll(RollStatus::Provisional);
        let after = self.roll();
        self.deliveries.as_mut().unwrap().amend(&after);
        self.publish(Fact::RollAmended {
            meeting: MEETING,
            statement,
            by: Role::Secretary,
            confirmation,
            confirmed_by,
            reason: reason.to_owned(),
            before,
            roll,
            annex,
        });
    }

    /// Files a signed confirmation of an amendment.
    pub(crate) fn roll_confirmation(&mut self, signer: &str, role: Role, amendment: Digest) -> Digest {
        let confirmation = RollConfirmation {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            amendment,
            role,
            nonce: self.nonce(),
        };
        let text = confirmation.sign(&key(signer)).unwrap();
        self.file(DocumentKind::RollConfirmation, text.as_bytes())
    }

    /// Serves a unit now.
    pub(crate) fn serve(&mut self, unit: &str, channel: Channel) {
        let served = self.service(unit, channel);
        if !self.opened {
            self.deliveries.as_mut().unwrap().take(&served);
        }
        self.write_service(served, Role::Secretary);
    }

    /// Writes down that a unit was served, whether it can be or not.
    pub(crate) fn write_service(&mut self, served: Served, by: Role) {
        self.write_detailed(served, by, None);
    }

    /// The same, with who served.
    pub(crate) fn write_detailed(&mut self, served: Served, by: Role, details: Option<Digest>) {
        let Served { unit, channel, served_at, version, evidence, .. } = served;
        let (meeting, evidence) = (MEETING, evidence.map(Digest::from));
        self.publish(Fact::UnitServed { meeting, unit, channel, served_at, by, version, evidence, details });
    }

    /// Takes a unit for served without a word in the record.
    pub(crate) fn pretend(&mut self, unit: &str) {
        let served = self.service(unit, Channel::Door);
        self.deliveries.as_mut().unwrap().take(&served);
    }

    pub(crate) fn open(&mut self) {
        self.opened = true;
        let definition = self.define();
        let (roll, annex) = self.post_roll(RollStatus::Final);
        self.publish(Fact::MeetingOpened { meeting: MEETING, definition, roll, annex });
    }

    /// Casts a ballot now that replaces the elector's latest.
    pub(crate) fn cast(&mut self, signer: &str, elector: ElectorId, choices: &[(&str, &str)]) {
        let supersedes = self.latest.get(&elector).map(|(digest, _)| *digest);
        self.cast_over(signer, elector, choices, supersedes);
    }

    /// Casts a ballot now that says to replace some ballot. A choice is `for`, `against`,
    /// `abstain`, or the candidates wanted.
    pub(crate) fn cast_over(
        &mut self,
        signer: &str,
        elector: ElectorId,
        choices: &[(&str, &str)],
        supersedes: Option<Digest>,
    ) {
        let ballot = self.fill(signer, elector, choices, supersedes);
        self.receive(ballot, self.now, None);
    }

    /// Casts a holder's ballot now, which names a mandate and replaces the last that one did.
    pub(crate) fn cast_under(
        &mut self,
        signer: &str,
        (elector, mandate): (ElectorId, Digest),
        choices: &[(&str, &str)],
        supersedes: Option<Digest>,
    ) -> Digest {
        let statement =
            BallotStatement { mandate: Some(mandate), ..self.statement(elector, choices, supersedes) };
        let text = statement.sign(&key(signer)).unwrap();
        let digest = self.file(DocumentKind::Ballot, text.as_bytes());
        self.held.insert(elector, (digest, statement.to_ballot()));
        self.receive(digest, self.now, None);
        digest
    }

    /// Casts a ballot by way of an inbox that took it at some time, and hands it in now.
    pub(crate) fn forward(
        &mut self,
        inbox: &str,
        signer: &str,
        (elector, choices): (ElectorId, &[(&str, &str)]),
        taken_at: Instant,
    ) {
        let supersedes = self.latest.get(&elector).map(|(digest, _)| *digest);
        let ballot = self.fill(signer, elector, choices, supersedes);
        let forwarding = self.forwarding(inbox, ballot, taken_at);
        self.receive(ballot, taken_at, Some(forwarding));
    }

    /// Files what an inbox signs about a ballot.
    pub(crate) fn forwarding(&mut self, inbox: &str, ballot: Digest, received_at: Instant) -> Digest {
        let (origin, community, meeting) = (ORIGIN.to_owned(), COMMUNITY, MEETING);
        let forwarding = Forwarding { v: 1, origin, community, meeting, ballot, received_at };
        let text = forwarding.sign(&key(inbox)).unwrap();
        self.file(DocumentKind::Forwarding, text.as_bytes())
    }

    /// Writes down that a ballot was received.
    pub(crate) fn receive(&mut self, statement: Digest, received_at: Instant, forwarding: Option<Digest>) {
        self.received += 1;
        self.publish(Fact::BallotReceived { meeting: MEETING, statement, received_at, forwarding });
    }

    /// Files a signed ballot, which becomes its elector's latest.
    pub(crate) fn fill(
        &mut self,
        signer: &str,
        elector: ElectorId,
        choices: &[(&str, &str)],
        supersedes: Option<Digest>,
    ) -> Digest {
        let statement = self.statement(elector, choices, supersedes);
        let text = statement.sign(&key(signer)).unwrap();
        let digest = self.file(DocumentKind::Ballot, text.as_bytes());
        self.latest.insert(elector, (digest, statement.to_ballot()));
        digest
    }

    fn statement(
        &mut self,
        elector: ElectorId,
        choices: &[(&str, &str)],
        supersedes: Option<Digest>,
    ) -> BallotStatement {
        let roll = self.post_roll(RollStatus::Final).0;
        BallotStatement {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            definition: Digest::of(&self.definition.to_bytes().unwrap()),
            roll,
            elector,
            mandate: None,
            choices: choices.iter().map(|(matter, answer)| choice(matter, answer)).collect(),
            supersedes,
            nonce: self.nonce(),
        }
    }

    /// Names who is to act for an elector.
    pub(crate) fn nominate(&mut self, signer: &str, elector: ElectorId, representative: &str) {
        let nomination = RepresentativeNomination {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            elector,
            representative: OwnerId::new(representative).unwrap(),
            nonce: self.nonce(),
        };
        let text = nomination.sign(&key(signer)).unwrap();
        let statement = self.file(DocumentKind::Representation, text.as_bytes());
        self.publish(Fact::RepresentativeNominated { meeting: MEETING, elector, statement });
    }

    /// Objects to who acts for an elector.
    pub(crate) fn object(&mut self, signer: &str, elector: ElectorId, representative: &str) {
        let objection = RepresentationObjection {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            elector,
            representative: OwnerId::new(representative).unwrap(),
            reason: Some("We agreed on another.".to_owned()),
            nonce: self.nonce(),
        };
        let text = objection.sign(&key(signer)).unwrap();
        let statement = self.file(DocumentKind::Representation, text.as_bytes());
        self.publish(Fact::RepresentationDisputed { meeting: MEETING, elector, statement });
    }

    /// Takes an objection back.
    pub(crate) fn withdraw(&mut self, signer: &str, elector: ElectorId) {
        let (origin, community, meeting) = (ORIGIN.to_owned(), COMMUNITY, MEETING);
        let nonce = self.nonce();
        let withdrawal = RepresentationWithdrawal { v: 1, origin, community, meeting, elector, nonce };
        let text = withdrawal.sign(&key(signer)).unwrap();
        let statement = self.file(DocumentKind::Representation, text.as_bytes());
        self.publish(Fact::RepresentationDisputeWithdrawn { meeting, elector, statement });
    }

    /// Decides between co-owners; the entry says this reason.
    pub(crate) fn decide(
        &mut self,
        signer: &str,
        elector: ElectorId,
        outcome: DecisionOutcome,
        reason: &str,
    ) {
        let decision = RepresentationDecision {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            elector,
            outcome,
            reason: "As the land register has it.".to_owned(),
            nonce: self.nonce(),
        };
        let text = decision.sign(&key(signer)).unwrap();
        let statement = self.file(DocumentKind::Representation, text.as_bytes());
        let (meeting, reason) = (MEETING, reason.to_owned());
        self.publish(Fact::RepresentationDecided { meeting, elector, outcome, reason, statement });
    }

    /// Commits to a value of the lot in some role.
    pub(crate) fn commit(&mut self, signer: &'static str, role: Role) {
        let value = LotValue::from_bytes(*Digest::of(format!("{signer}'s lot").as_bytes()).as_bytes());
        let (origin, community, meeting) = (ORIGIN, COMMUNITY, MEETING);
        let own = PublicKey::of(&key(signer));
        let commitment = value.commitment(LotSubject { origin, community, meeting }, &own).unwrap();
        let origin = origin.to_owned();
        let statement = LotCommitment { v: 1, origin, community, meeting, role, key: own, commitment };
        let text = statement.sign(&key(signer)).unwrap();
        let statement = self.file(DocumentKind::LotCommitment, text.as_bytes());
        self.pledged.push(Pledged { signer, value, kept: true });
        self.publish(Fact::LotCommitted { meeting, role, statement });
    }

    /// Reveals what is kept of all that was committed to, the last first.
    pub(crate) fn reveal(&mut self) {
        for Pledged { signer, value, .. } in self.pledged.clone().into_iter().rev().filter(|own| own.kept) {
            let (origin, community, meeting) = (ORIGIN.to_owned(), COMMUNITY, MEETING);
            let text = LotReveal { v: 1, origin, community, meeting, value }.sign(&key(signer)).unwrap();
            let statement = self.file(DocumentKind::LotReveal, text.as_bytes());
            self.publish(Fact::LotRevealed { meeting, statement });
        }
    }

    /// What the lot is drawn from, written down as the page says.
    pub(crate) fn seed(&self) -> Digest {
        let value = |own: &Pledged| own.kept.then(|| own.value.to_string());
        let values: Vec<_> = self.pledged.iter().map(value).collect();
        let root = self.close_tree().root;
        let source = serde_json::json!({ "close": root, "meeting": MEETING, "values": values });
        Digest::of(&serde_json::to_vec(&source).unwrap())
    }

    pub(crate) fn close(&mut self) {
        self.publish(Fact::MeetingClosed { meeting: MEETING, ballots: self.received });
    }

    /// Counts into the draft of a certificate.
    pub(crate) fn count(&mut self) {
        let roll = self.post_roll(RollStatus::Final).0;
        self.draft = Some(Certificate {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            definition: Digest::of(&self.definition.to_bytes().unwrap()),
            roll,
            close: self.close_tree(),
            ballots_received: self.received,
            ballots_counted: self.channels().counted(),
            channels: self.channels(),
            co_owned: self.co_owned,
            counted_at: self.now,
            matters: self.verdicts(),
        });
    }

    /// How the votes came, each of a holder by a proxy.
    fn channels(&self) -> ChannelsForm {
        let conflicts = self.held.keys().filter(|elector| self.latest.contains_key(elector)).count() as u64;
        let proxy = self.held.len() as u64 - conflicts;
        let online = self.latest.len() as u64 + proxy;
        ChannelsForm { online, proxy, conflicts, assisted: self.assisted, ..ChannelsForm::default() }
    }

    /// The tree that the close left.
    fn close_tree(&self) -> CloseForm {
        let is_close = |own: &Entry| matches!(own.fact(), Fact::MeetingClosed { .. });
        let close = self.entries.iter().rposition(is_close).unwrap();
        let leaves = self.entries[..=close].iter().map(|entry| leaf_hash(&entry.to_bytes().unwrap()));
        let leaves: Vec<_> = leaves.collect();
        CloseForm { index: close as u64, root: root_of(&leaves) }
    }

    /// The draw, where a lot breaks ties.
    fn drawn(&self, (matter, terms): (&str, &Terms<'_>), counted: &Counted) -> Option<Lot> {
        let names = counted.candidates.iter().map(|own| &own.name);
        (terms.switches.tie_break == TieBreak::Lot).then(|| draw(self.seed(), matter, names).unwrap())
    }

    fn verdicts(&self) -> Vec<MatterVerdict> {
        let (roll, switches) = (self.roll(), Switches::from(self.definition.switches.clone()));
        let pack = self.pack();
        let reached = self.deliveries.as_ref().map_or_else(Reached::default, |own| own.reached().clone());
        let verdict = |matter: &quorate::domain::meetings::Matter| {
            let rule = pack.rule(matter.kind()).unwrap();
            let terms = terms_of(matter, &rule, &switches);
            let cast = |elector| self.choice(elector, matter.id());
            let counted = count_matter(&roll, matter, &terms, &reached, cast).unwrap();
            let lot = self.drawn((matter.id().as_str(), &terms), &counted);
            let (kind, lot, counted) = (matter.kind(), lot.as_ref(), &counted);
            let verdict = Decision { pack: &pack, kind, terms, counted, lot }.verdict().unwrap();
            MatterVerdict { matter: matter.id().clone(), verdict }
        };
        self.definition.to_matters().unwrap().iter().map(verdict).collect()
    }

    /// The rules as the definition makes them or, where they cannot stand, the pack alone.
    fn pack(&self) -> Pack {
        let definition = &self.definition;
        let composed = in_force(&definition.rule_pack, &definition.overlays);
        let alone = || pack(definition.rule_pack.id.as_str()).unwrap().pack;
        composed.map_or_else(|_| alone(), |composed| composed.rules.pack().in_estate(self.roll().estate()))
    }

    /// States rules of the community's own, and names them in the definition.
    pub(crate) fn state_rules(&mut self, version: u32, settles: &str) {
        let text = own_rules(settles);
        let reference = OverlayReference::new(&parse_overlay(&text).unwrap(), Some(&text));
        self.definition.overlays = vec![reference];
        self.publish_rules(version);
    }

    /// States the rules that the definition names.
    pub(crate) fn publish_rules(&mut self, version: u32) {
        let rules = RulesDocument {
            v: 1,
            community: COMMUNITY,
            rules_version: version,
            overlays: self.definition.overlays.clone(),
            recognition: self.definition.online_channel.recognition.clone(),
        };
        let document = self.file(DocumentKind::Rules, &rules.to_bytes().unwrap());
        self.publish(Fact::RulesSet { version, document });
    }

    fn choice(&self, elector: ElectorId, matter: &quorate::domain::meetings::MatterId) -> Option<&Choice> {
        let (_, ballot) = self.latest.get(&elector).or_else(|| self.held.get(&elector))?;
        ballot.choices.iter().find(|(id, _)| id == matter).map(|(_, choice)| choice)
    }

    /// Judges what the draft now says of a matter again, as a forger would.
    pub(crate) fn judge_again(&mut self, place: usize) {
        let matter = self.definition.to_matters().unwrap().remove(place);
        let pack = self.pack();
        let switches = Switches::from(self.definition.switches.clone());
        let rule = pack.rule(matter.kind()).unwrap();
        let own = &self.draft.as_ref().unwrap().matters[place].verdict;
        let (totals, candidates) = own.totals().unwrap();
        let (terms, counted) = (terms_of(&matter, &rule, &switches), Counted { totals, candidates });
        let lot = self.drawn((matter.id().as_str(), &terms), &counted);
        let (kind, lot, counted) = (matter.kind(), lot.as_ref(), &counted);
        let decision = Decision { pack: &pack, kind, terms, counted, lot };
        self.draft.as_mut().unwrap().matters[place].verdict = decision.verdict().unwrap();
    }

    /// Signs the draft and publishes the count.
    pub(crate) fn certify(&mut self) {
        let payload = self.draft.as_ref().unwrap().to_bytes().unwrap();
        let signature = signature(self.service, None, &payload);
        self.certificate = Some(SignedCertificate::new(&payload, vec![signature]));
        self.publish(Fact::MeetingCounted { meeting: MEETING, certificate: Digest::of(&payload) });
    }

    pub(crate) fn countersign(&mut self, signer: &str, role: Role) {
        let payload = self.certificate.as_ref().unwrap().payload_bytes().unwrap();
        let own = signature(signer, Some(role), &payload);
        let (certificate, digest) = (Digest::of(&payload), own.digest().unwrap());
        self.certificate.as_mut().unwrap().signatures.push(own);
        self.publish(Fact::CertificateSigned { meeting: MEETING, certificate, role, signature: digest });
    }

    pub(crate) fn announce(&mut self) {
        let payload = self.certificate.as_ref().unwrap().payload_bytes().unwrap();
        let (certificate, open_objections) = (Digest::of(&payload), self.open_objections);
        self.publish(Fact::ResultAnnounced { meeting: MEETING, certificate, open_objections });
    }
}

/// Rules of procedure that settle something.
pub(crate) fn own_rules(settles: &str) -> String {
    let head = "id = \"own_rules\"\nversion = \"1\"\ntitle = { zh = \"议事规则\", en = \"Rules of procedure\" }\n\
        issued_by = \"community\"\nbase = [\"cn_civil_code_2021\", \"cn_pre_2021\"]\n";
    format!("{head}{settles}\narticle = \"art 9\"\nverified = true\n")
}

/// The office of the officer of this name.
pub(crate) fn office(name: &str) -> Uuid {
    let digest = Digest::of(name.as_bytes());
    Uuid::from_slice(&digest.as_bytes()[..16]).unwrap()
}

/// A service that left something behind.
pub(crate) fn service(unit: &str, channel: Channel, served_at: Instant) -> Served {
    let evidence = Some(Digest::of(unit.as_bytes()).fingerprint());
    let (unit, by) = (unit.parse().unwrap(), Role::Secretary);
    Served { unit, channel, served_at, by, version: 1, evidence }
}

pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(crate) fn signature(signer: &str, role: Option<Role>, payload: &[u8]) -> CertificateSignature {
    let key = key(signer);
    let detached = sign_detached(&key, StatementType::Certificate, payload);
    CertificateSignature::new(detached, SignerForm { role, key: PublicKey::of(&key) })
}

fn choice(matter: &str, answer: &str) -> MatterChoice {
    let wanted = |id: &str| CandidateChoice { candidate: id.parse().unwrap(), answer: CandidateAnswer::For };
    let (answer, candidates) = match answer {
        "for" => (MatterAnswer::For, Vec::new()),
        "against" => (MatterAnswer::Against, Vec::new()),
        "abstain" => (MatterAnswer::Abstain, Vec::new()),
        names => (MatterAnswer::Candidates, names.split(' ').map(wanted).collect()),
    };
    MatterChoice { matter: matter.parse().unwrap(), answer, candidates }
}

/// The role that the name of an officer begins with.
fn role_of(name: &str) -> Role {
    name.split('-').next().unwrap().parse().unwrap()
}

/// As what somebody hands out the code that a key of this name is enrolled with.
fn vouching(name: &str, method: EnrolmentMethod) -> Vec<Role> {
    match method {
        EnrolmentMethod::LetterAndContact | EnrolmentMethod::LetterAndProvider => vec![Role::Secretary],
        EnrolmentMethod::Desk | EnrolmentMethod::Recovery | EnrolmentMethod::Device => Vec::new(),
        EnrolmentMethod::OfficerInvitation if role_of(name) == Role::Supervisor => vec![Role::Operator],
        EnrolmentMethod::OfficerInvitation => vec![Role::Supervisor],
        EnrolmentMethod::OperatorInvitation => vec![Role::Operator],
    }
}
