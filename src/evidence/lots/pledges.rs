//! Commitments and what was revealed of them, taken in the order of the record.

use serde::Serialize;
use thiserror::Error;
use uuid::Uuid;

use super::statements::{LotCommitment, LotReveal};
use super::values::{LotSubject, LotValue};
use crate::domain::identity::Role;
use crate::domain::meetings::lot_commitments_max;
use crate::evidence::digest::{CanonicalError, Digest, canonical};
use crate::evidence::jws::{PublicKey, Unverified};
use crate::evidence::statements::{Statement as _, StatementError};
use crate::evidence::text;

/// Why a commitment or a reveal cannot be taken.
#[derive(Debug, Error)]
pub enum PledgeError {
    /// It cannot be read, or its signature is wrong.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// It is of another record, community or meeting.
    #[error("it is of another record, community or meeting")]
    OtherMeeting,
    /// Officers of this role commit to nothing.
    #[error("{0} may not commit to the lot")]
    RoleMayNot(Role),
    /// There are as many commitments of this role as there may be.
    #[error("{0} has committed to the lot already, as often as the role may")]
    RoleHasCommitted(Role),
    /// The key has committed already.
    #[error("this key has committed to the lot already")]
    KeyHasCommitted,
    /// The key has not committed to anything.
    #[error("this key has not committed to anything")]
    NothingCommitted,
    /// What the key committed to was revealed already.
    #[error("what this key committed to was revealed already")]
    Revealed,
    /// The value is not the one that was committed to.
    #[error("the value is not the one that was committed to")]
    DoesNotFit,
    /// No canonical JSON.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// A commitment, and the value once it is revealed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Pledge {
    /// As what it was made.
    pub role: Role,
    /// Who made it.
    pub key: PublicKey,
    /// What it was made to.
    pub commitment: Digest,
    /// What was revealed.
    pub value: Option<LotValue>,
}

/// The commitments of one meeting, in the order of the record.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Pledges(Vec<Pledge>);

impl Pledges {
    /// Takes a signed commitment.
    pub fn commit(&mut self, of: LotSubject<'_>, signed: &str) -> Result<Pledge, PledgeError> {
        let jws = Unverified::parse(signed, LotCommitment::TYPE).map_err(StatementError::from)?;
        let own = LotCommitment::read(jws.payload())?;
        jws.verify(&own.key).map_err(StatementError::from)?;
        if (own.origin.as_str(), own.community, own.meeting) != (of.origin, of.community, of.meeting) {
            return Err(PledgeError::OtherMeeting);
        }
        let (role, key, commitment) = (own.role, own.key, own.commitment);
        let most = lot_commitments_max(role);
        if most == 0 {
            return Err(PledgeError::RoleMayNot(role));
        }
        if self.0.iter().any(|pledge| pledge.key == key) {
            return Err(PledgeError::KeyHasCommitted);
        }
        if self.0.iter().filter(|pledge| pledge.role == role).count() >= most {
            return Err(PledgeError::RoleHasCommitted(role));
        }
        let pledge = Pledge { role, key, commitment, value: None };
        self.0.push(pledge);
        Ok(pledge)
    }

    /// Takes what somebody reveals, signed with the key of the commitment. That key may be revoked
    /// meanwhile: that it fits is all that is needed of a value.
    pub fn reveal(&mut self, of: LotSubject<'_>, signed: &str) -> Result<Pledge, PledgeError> {
        let jws = Unverified::parse(signed, LotReveal::TYPE).map_err(StatementError::from)?;
        let made = self.0.iter_mut().find(|pledge| pledge.key.id() == *jws.key_id());
        let pledge = made.ok_or(PledgeError::NothingCommitted)?;
        let own = LotReveal::verified(signed, &pledge.key)?;
        if (own.origin.as_str(), own.community, own.meeting) != (of.origin, of.community, of.meeting) {
            return Err(PledgeError::OtherMeeting);
        }
        if own.value.commitment(of, &pledge.key)? != pledge.commitment {
            return Err(PledgeError::DoesNotFit);
        }
        if pledge.value.replace(own.value).is_some() {
            return Err(PledgeError::Revealed);
        }
        Ok(*pledge)
    }

    /// Every commitment, in the order of the record.
    #[must_use]
    pub fn all(&self) -> &[Pledge] {
        &self.0
    }

    /// Those that were not kept so far.
    pub fn withheld(&self) -> impl Iterator<Item = &Pledge> {
        self.0.iter().filter(|pledge| pledge.value.is_none())
    }

    /// The seed: the SHA-256 of the canonical JSON of the meeting, the root of the tree that the close
    /// left, and the values in the order of their commitments, null where one was not revealed.
    pub fn seed(&self, meeting: Uuid, close: Digest) -> Result<Digest, CanonicalError> {
        #[derive(Serialize)]
        struct Source {
            close: Digest,
            meeting: Uuid,
            values: Vec<Option<text::Text<LotValue>>>,
        }
        let values = self.0.iter().map(|pledge| pledge.value.map(text::Text)).collect();
        Ok(Digest::of(&canonical(&Source { close, meeting, values })?))
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::*;

    const SUBJECT: LotSubject<'static> = LotSubject {
        origin: "record.example/7",
        community: Uuid::from_u128(7),
        meeting: Uuid::from_u128(11),
    };

    fn key(number: u8) -> SigningKey {
        SigningKey::from_bytes(&[number; 32])
    }

    fn value(number: u8) -> LotValue {
        LotValue::from_bytes([number; 32])
    }

    fn committed(number: u8, role: Role) -> String {
        let (own, public) = (key(number), PublicKey::of(&key(number)));
        let LotSubject { origin, community, meeting } = SUBJECT;
        let commitment = value(number).commitment(SUBJECT, &public).unwrap();
        let origin = origin.to_owned();
        LotCommitment { v: 1, origin, community, meeting, role, key: public, commitment }.sign(&own).unwrap()
    }

    fn revealed(number: u8, value: LotValue) -> String {
        let LotSubject { origin, community, meeting } = SUBJECT;
        LotReveal { v: 1, origin: origin.to_owned(), community, meeting, value }.sign(&key(number)).unwrap()
    }

    #[test]
    fn a_value_fits_its_own_commitment_once_and_no_other() {
        let mut pledges = Pledges::default();
        pledges.commit(SUBJECT, &committed(1, Role::Scrutineer)).unwrap();
        pledges.commit(SUBJECT, &committed(2, Role::Supervisor)).unwrap();
        let wrong = pledges.reveal(SUBJECT, &revealed(1, value(2)));
        assert!(matches!(wrong, Err(PledgeError::DoesNotFit)));
        assert_eq!(pledges.withheld().count(), 2);
        pledges.reveal(SUBJECT, &revealed(1, value(1))).unwrap();
        assert!(matches!(pledges.reveal(SUBJECT, &revealed(1, value(1))), Err(PledgeError::Revealed)));
        let stranger = pledges.reveal(SUBJECT, &revealed(3, value(3)));
        assert!(matches!(stranger, Err(PledgeError::NothingCommitted)));
        let other = LotSubject { meeting: Uuid::from_u128(12), ..SUBJECT };
        let elsewhere = pledges.reveal(other, &revealed(2, value(2)));
        assert!(matches!(elsewhere, Err(PledgeError::OtherMeeting)));
        assert_eq!(pledges.withheld().map(|pledge| pledge.role).collect::<Vec<_>>(), [Role::Supervisor]);
    }

    #[test]
    fn a_key_commits_once_and_a_role_as_often_as_it_may() {
        let mut pledges = Pledges::default();
        pledges.commit(SUBJECT, &committed(1, Role::Convener)).unwrap();
        let again = pledges.commit(SUBJECT, &committed(1, Role::Scrutineer));
        assert!(matches!(again, Err(PledgeError::KeyHasCommitted)));
        let second = pledges.commit(SUBJECT, &committed(2, Role::Convener));
        assert!(matches!(second, Err(PledgeError::RoleHasCommitted(Role::Convener))));
        let owner = pledges.commit(SUBJECT, &committed(3, Role::Owner));
        assert!(matches!(owner, Err(PledgeError::RoleMayNot(Role::Owner))));
        for scrutineer in [4, 5] {
            pledges.commit(SUBJECT, &committed(scrutineer, Role::Scrutineer)).unwrap();
        }
        assert!(pledges.commit(SUBJECT, &committed(6, Role::Scrutineer)).is_err());
        assert_eq!(pledges.all().len(), 3);
    }

    #[test]
    fn a_commitment_under_the_signature_of_another_is_refused() {
        let LotSubject { origin, community, meeting } = SUBJECT;
        let public = PublicKey::of(&key(1));
        let (origin, commitment) = (origin.to_owned(), value(1).commitment(SUBJECT, &public).unwrap());
        let role = Role::Scrutineer;
        let own = LotCommitment { v: 1, origin, community, meeting, role, key: public, commitment };
        let refused = Pledges::default().commit(SUBJECT, &own.sign(&key(2)).unwrap());
        assert!(matches!(refused, Err(PledgeError::Statement(_))));
    }

    #[test]
    fn the_seed_follows_from_the_close_and_each_value_revealed_or_not() {
        let mut pledges = Pledges::default();
        let meeting = SUBJECT.meeting;
        let mut seeds = vec![pledges.seed(meeting, Digest::of(b"close")).unwrap()];
        seeds.push(pledges.seed(meeting, Digest::of(b"another close")).unwrap());
        for (number, role) in [(1, Role::Scrutineer), (2, Role::Supervisor)] {
            pledges.commit(SUBJECT, &committed(number, role)).unwrap();
            seeds.push(pledges.seed(meeting, Digest::of(b"close")).unwrap());
        }
        for number in [2, 1] {
            pledges.reveal(SUBJECT, &revealed(number, value(number))).unwrap();
            seeds.push(pledges.seed(meeting, Digest::of(b"close")).unwrap());
        }
        let distinct: std::collections::BTreeSet<_> = seeds.iter().collect();
        assert_eq!(distinct.len(), seeds.len());
    }
}
