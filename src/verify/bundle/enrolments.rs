//! Keys: who enrolled which, when, and until when.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rayon::prelude::*;

use super::confirmations;
use super::contents::{Contents, Header};
use super::offices::Offices;
use crate::domain::ballots::KeyStanding;
use crate::domain::identity::{EnrolmentMethod, Role};
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::evidence::bundle::BundleKind;
use crate::evidence::consent::is_identifier;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::jws::{KeyId, PublicKey};
use crate::evidence::statements::Enrolment;
use crate::verify::report::{Code, Ledger, Sentence, told};

/// Every key whose enrolment was shown and is sound.
#[derive(Clone, Debug, Default)]
pub(super) struct Enrolments {
    keys: BTreeMap<KeyId, Enrolled>,
    offices: Offices,
}

/// One enrolment at its place in the record.
#[derive(Clone, Debug)]
pub(super) struct Enrolled {
    pub(super) index: u64,
    pub(super) at: Instant,
    pub(super) revoked: Option<u64>,
    pub(super) method: EnrolmentMethod,
    /// Whom it speaks for; none for an officer.
    pub(super) owner: Option<OwnerId>,
    pub(super) key: PublicKey,
    /// The statement that enrolled it.
    pub(super) statement: Digest,
}

/// What is known of a key at some place in the record.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing<'a> {
    NotEnrolled,
    Revoked,
    Enrolled(&'a Enrolled),
}

impl Enrolled {
    /// What a ballot may be signed with it.
    pub(super) fn key_standing(&self) -> KeyStanding<'_> {
        let of = |owner| KeyStanding::Of { owner, enrolled_at: self.at };
        self.owner.as_ref().map_or(KeyStanding::NotEnrolled, of)
    }
}

impl Enrolments {
    /// What is known of a key just before an entry.
    pub(super) fn standing(&self, key: &KeyId, before: u64) -> Standing<'_> {
        match self.keys.get(key).filter(|own| own.index < before) {
            None => Standing::NotEnrolled,
            Some(own) if own.revoked.is_some_and(|revoked| revoked < before) => Standing::Revoked,
            Some(own) => Standing::Enrolled(own),
        }
    }

    /// The officer's key of this id, and as which of some roles it may sign the statement of an entry.
    pub(super) fn officer(
        &self,
        key: &KeyId,
        roles: &[Role],
        (index, at): (u64, Instant),
    ) -> Option<(&Enrolled, Role)> {
        let Standing::Enrolled(own) = self.standing(key, index) else { return None };
        let held = roles.iter().find(|role| self.offices.holds(&own.statement, **role, (index, at)));
        held.filter(|_| own.owner.is_none()).map(|role| (own, *role))
    }

    /// Whether anybody holds a role just before an entry, at the time of that entry.
    pub(super) fn is_held(&self, role: Role, place: (u64, Instant)) -> bool {
        self.offices.is_held(role, place)
    }

    /// What is the same for all keys of one officer and for no other's, as far as their grants tell.
    pub(super) fn person(&self, enrolment: &Digest) -> Digest {
        self.offices.person(enrolment)
    }

    /// Whether a key that was enrolled for an owner is good just before an entry.
    pub(super) fn has_key_of(&self, owner: &OwnerId, before: u64) -> bool {
        let good = |own: &Enrolled| own.index < before && own.revoked.is_none_or(|revoked| before < revoked);
        self.keys.values().any(|own| own.owner.as_ref() == Some(owner) && good(own))
    }

    /// A key is enrolled once, so that it is always clear for whom it speaks.
    fn add(&mut self, enrolled: Enrolled) -> Result<(), Sentence> {
        let index = enrolled.index;
        match self.keys.entry(enrolled.key.id()) {
            Entry::Vacant(place) => {
                place.insert(enrolled);
                Ok(())
            }
            Entry::Occupied(_) => {
                Err(told!("The key of entry {index} was enrolled before.", "记录 {index} 的密钥此前已登记。"))
            }
        }
    }
}

/// An entry about a key.
pub(super) struct KeyEntry {
    pub(super) index: u64,
    pub(super) at: Instant,
    pub(super) method: EnrolmentMethod,
    pub(super) confirmed_by: Vec<Role>,
    pub(super) confirmations: Vec<Digest>,
    revoked: Option<u64>,
}

/// Reads every enrolment that is named and shown, each with its revocation.
pub(super) fn read(contents: &Contents, ledger: &mut Ledger) -> Enrolments {
    let entries = entries(contents, ledger);
    let offices = Offices::read(contents, ledger);
    if contents.header.kind == BundleKind::Public {
        let sentence = told!(
            "Could not check who enrolled the keys: the bundle is public.",
            "无法核实密钥由谁登记：本文件为公开文件。"
        );
        ledger.open(Code::EnrolmentsSound, sentence);
        return Enrolments { keys: BTreeMap::new(), offices };
    }
    ledger.checked(Code::EnrolmentsSound);
    ledger.checked(Code::EnrolmentsConfirmed);
    let mut shown: Vec<_> =
        entries.iter().filter_map(|(own, entry)| Some((entry, *own, contents.text(own)?))).collect();
    shown.sort_by_key(|(entry, ..)| entry.index);
    let read =
        shown.par_iter().map(|(entry, own, text)| (*entry, *own, sound(&contents.header, entry, text)));
    let mut enrolments = Enrolments { keys: BTreeMap::new(), offices };
    for (entry, statement, outcome) in read.collect::<Vec<_>>() {
        let KeyEntry { index, at, revoked, .. } = *entry;
        let Ok(enrolment) = outcome.map_err(|sentence| ledger.finding(Code::EnrolmentsSound, sentence))
        else {
            continue;
        };
        let confirmed = confirmations::check(contents, &enrolments, entry, &enrolment);
        ledger.settle(Code::EnrolmentsConfirmed, confirmed);
        let Enrolment { method, owner, key, .. } = enrolment;
        let added = enrolments.add(Enrolled { index, at, revoked, method, owner, key, statement });
        ledger.settle(Code::EnrolmentsSound, added);
    }
    enrolments
}

/// The entries about keys, by the statement each names; what contradicts itself is a finding.
fn entries(contents: &Contents, ledger: &mut Ledger) -> BTreeMap<Digest, KeyEntry> {
    let mut entries: BTreeMap<Digest, KeyEntry> = BTreeMap::new();
    for (index, at, fact) in contents.standing_facts() {
        let mut fits = true;
        if let Fact::KeyEnrolled { method, confirmed_by, statement, confirmations } = fact {
            let (method, confirmed_by) = (*method, confirmed_by.clone());
            let confirmations = confirmations.clone();
            let entry = KeyEntry { index, at, method, confirmed_by, confirmations, revoked: None };
            fits = entries.insert(*statement, entry).is_none();
        }
        if let Fact::KeyRevoked { statement } = fact {
            let enrolled = entries.get_mut(statement).filter(|entry| entry.revoked.is_none());
            fits = enrolled.map(|entry| entry.revoked = Some(index)).is_some();
        }
        if !fits {
            let sentence = told!(
                "Entry {index} enrols what was enrolled already, or revokes what was not.",
                "记录 {index} 重复登记，或撤销了未登记的密钥。"
            );
            ledger.finding(Code::KeysComplete, sentence);
        }
    }
    entries
}

fn sound(header: &Header, entry: &KeyEntry, text: &str) -> Result<Enrolment, Sentence> {
    let index = entry.index;
    let enrolment = Enrolment::self_signed(text).map_err(|reason| {
        told!(
            "The enrolment of entry {index} does not stand: {reason}.",
            "记录 {index} 的密钥登记无效：{reason}。"
        )
    })?;
    let of_owner = enrolment.method.is_of_owner();
    let consent = enrolment.consent.as_deref();
    let same = enrolment.origin == header.keys.origin
        && enrolment.community == Some(header.community)
        && enrolment.method == entry.method
        && enrolment.owner.is_some() == of_owner
        && consent.is_some_and(is_identifier) == of_owner
        && enrolment.role.is_some() == (enrolment.method == EnrolmentMethod::OfficerInvitation)
        && (enrolment.role.is_some() || enrolment.until.is_none());
    if same {
        return Ok(enrolment);
    }
    Err(told!(
        "The enrolment of entry {index} is of another record, or was made in another way than the entry \
         says.",
        "记录 {index} 的密钥登记属于其他记录，或其方式与记录不符。"
    ))
}
