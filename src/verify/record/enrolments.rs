//! Keys: who enrolled which, when, and until when.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use uuid::Uuid;

use super::confirmations;
use super::offices::Offices;
use crate::domain::ballots::KeyStanding;
use crate::domain::identity::{EnrolmentMethod, Role};
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::evidence::consent::is_identifier;
use crate::evidence::digest::Digest;
use crate::evidence::jws::{KeyId, PublicKey};
use crate::evidence::statements::Enrolment;
use crate::verify::report::{Code, Ledger, Sentence, told};

/// Every key whose enrolment was shown and is sound.
#[derive(Clone, Debug, Default)]
pub(in crate::verify) struct Enrolments {
    keys: BTreeMap<KeyId, Enrolled>,
    pub(in crate::verify) offices: Offices,
}

/// One enrolment at its place in the record.
#[derive(Clone, Debug)]
pub(in crate::verify) struct Enrolled {
    pub(in crate::verify) index: u64,
    pub(in crate::verify) at: Instant,
    pub(in crate::verify) revoked: Option<u64>,
    pub(in crate::verify) method: EnrolmentMethod,
    /// Whom it speaks for; none for an officer.
    pub(in crate::verify) owner: Option<OwnerId>,
    pub(in crate::verify) key: PublicKey,
    /// The statement that enrolled it.
    pub(in crate::verify) statement: Digest,
}

/// What is known of a key at some place in the record.
#[derive(Clone, Copy, Debug)]
pub(in crate::verify) enum Standing<'a> {
    NotEnrolled,
    Revoked,
    Enrolled(&'a Enrolled),
}

impl Enrolled {
    /// What a ballot may be signed with it.
    pub(in crate::verify) fn key_standing(&self) -> KeyStanding<'_> {
        let of = |owner| KeyStanding::Of { owner, enrolled_at: self.at };
        self.owner.as_ref().map_or(KeyStanding::NotEnrolled, of)
    }
}

impl Enrolments {
    /// No keys yet, beside these offices.
    pub(in crate::verify) const fn beside(offices: Offices) -> Self {
        Self { keys: BTreeMap::new(), offices }
    }

    /// What is known of a key just before an entry.
    pub(in crate::verify) fn standing(&self, key: &KeyId, before: u64) -> Standing<'_> {
        match self.keys.get(key).filter(|own| own.index < before) {
            None => Standing::NotEnrolled,
            Some(own) if own.revoked.is_some_and(|revoked| revoked < before) => Standing::Revoked,
            Some(own) => Standing::Enrolled(own),
        }
    }

    /// The officer's key of this id, and as which of some roles it may sign the statement of an entry.
    pub(in crate::verify) fn officer(
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
    pub(in crate::verify) fn is_held(&self, role: Role, place: (u64, Instant)) -> bool {
        self.offices.is_held(role, place)
    }

    /// What is the same for all keys of one officer and for no other's, as far as their grants tell.
    pub(in crate::verify) fn person(&self, enrolment: &Digest) -> Digest {
        self.offices.person(enrolment)
    }

    /// Whether a key that was enrolled for an owner is good just before an entry.
    pub(in crate::verify) fn has_key_of(&self, owner: &OwnerId, before: u64) -> bool {
        let good = |own: &Enrolled| own.index < before && own.revoked.is_none_or(|revoked| before < revoked);
        self.keys.values().any(|own| own.owner.as_ref() == Some(owner) && good(own))
    }

    /// Takes an enrolment that is sound, held against those who confirmed it.
    pub(in crate::verify) fn take(
        &mut self,
        shown: &Shown<'_>,
        entry: &KeyEntry,
        (statement, enrolment): (Digest, Enrolment),
        ledger: &mut Ledger,
    ) {
        let confirmed = confirmations::check(shown, self, entry, &enrolment);
        ledger.settle(Code::EnrolmentsConfirmed, confirmed);
        let KeyEntry { index, at, revoked, .. } = *entry;
        let Enrolment { method, owner, key, .. } = enrolment;
        let added = self.add(Enrolled { index, at, revoked, method, owner, key, statement });
        ledger.settle(Code::EnrolmentsSound, added);
    }

    /// Revokes the key that a statement enrolled.
    pub(in crate::verify) fn revoke(&mut self, statement: &Digest, index: u64) {
        let own = self.keys.values_mut().find(|own| own.statement == *statement);
        if let Some(own) = own.filter(|own| own.revoked.is_none()) {
            own.revoked = Some(index);
        }
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
pub(in crate::verify) struct KeyEntry {
    pub(in crate::verify) index: u64,
    pub(in crate::verify) at: Instant,
    pub(in crate::verify) method: EnrolmentMethod,
    pub(in crate::verify) confirmed_by: Vec<Role>,
    pub(in crate::verify) confirmations: Vec<Digest>,
    pub(in crate::verify) revoked: Option<u64>,
}

/// Where an enrolment stands, and what was signed beside it.
pub(in crate::verify) struct Shown<'a> {
    pub(in crate::verify) origin: &'a str,
    pub(in crate::verify) community: Uuid,
    /// The texts of documents, by hash.
    pub(in crate::verify) texts: &'a (dyn Fn(&Digest) -> Option<&'a str> + Sync),
}

/// Reads an enrolment, which its own key signed, and holds it against its entry.
pub(in crate::verify) fn sound(
    shown: &Shown<'_>,
    entry: &KeyEntry,
    text: &str,
) -> Result<Enrolment, Sentence> {
    let index = entry.index;
    let enrolment = Enrolment::self_signed(text).map_err(|reason| {
        told!(
            "The enrolment of entry {index} does not stand: {reason}.",
            "记录 {index} 的密钥登记无效：{reason}。"
        )
    })?;
    let of_owner = enrolment.method.is_of_owner();
    let consent = enrolment.consent.as_deref();
    let same = enrolment.origin == shown.origin
        && enrolment.community == Some(shown.community)
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
