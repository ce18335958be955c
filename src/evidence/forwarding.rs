//! Holding a forwarding against the ballot it came with and the inboxes a definition names.
//!
//! Service and verifier read a forwarding here, so that both ask the same of it.

use thiserror::Error;

use super::digest::Digest;
use super::jws::{StatementType, Unverified};
use super::statements::{Forwarding, Statement as _, StatementError};
use super::witnesses::Inbox;
use crate::domain::ballots::Address;

/// Why a forwarding says nothing about a ballot.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum ForwardingError {
    /// The key that it names is no inbox's of the definition.
    #[error("it is not signed by an inbox that the definition names")]
    UnknownInbox,
    /// The framing, the signature or the payload is wrong.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// It is for another record.
    #[error("it is for another record")]
    OtherOrigin,
    /// It is for another community.
    #[error("it is for another community")]
    OtherCommunity,
    /// It is for another meeting.
    #[error("it is for another meeting")]
    OtherMeeting,
    /// It is about another ballot.
    #[error("it is about another ballot")]
    OtherBallot,
}

impl Forwarding {
    /// Reads a forwarding of a ballot, signed by one of these inboxes; which one, goes with it.
    pub fn of<'a>(
        text: &str,
        inboxes: &'a [Inbox],
        (address, ballot): (&Address, Digest),
    ) -> Result<(Self, &'a Inbox), ForwardingError> {
        let jws = Unverified::parse(text, StatementType::Forwarding).map_err(StatementError::from)?;
        let inbox = inboxes.iter().find(|inbox| inbox.key.id() == *jws.key_id());
        let inbox = inbox.ok_or(ForwardingError::UnknownInbox)?;
        let forwarding = Self::read(jws.verify(&inbox.key).map_err(StatementError::from)?)?;
        if forwarding.origin != address.origin {
            Err(ForwardingError::OtherOrigin)
        } else if forwarding.community != address.community.uuid() {
            Err(ForwardingError::OtherCommunity)
        } else if forwarding.meeting != address.meeting.uuid() {
            Err(ForwardingError::OtherMeeting)
        } else if forwarding.ballot != ballot {
            Err(ForwardingError::OtherBallot)
        } else {
            Ok((forwarding, inbox))
        }
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;
    use uuid::Uuid;

    use super::super::jws::{JwsError, PublicKey};
    use super::super::statements::VERSION;
    use super::*;
    use crate::domain::ballots::Fingerprint;
    use crate::domain::communities::CommunityId;
    use crate::domain::meetings::MeetingId;

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn inbox(seed: u8) -> Inbox {
        Inbox {
            name: format!("Office {seed}"),
            url: "https://inbox.example".to_owned(),
            key: PublicKey::of(&key(seed)),
        }
    }

    fn address() -> Address {
        Address {
            origin: "vote.example.org/record/1".to_owned(),
            community: CommunityId::new(Uuid::from_u128(1)),
            meeting: MeetingId::new(Uuid::from_u128(2)),
            definition: Fingerprint([3; 32]),
            roll: Fingerprint([4; 32]),
        }
    }

    fn forwarding() -> Forwarding {
        Forwarding {
            v: VERSION,
            origin: address().origin,
            community: Uuid::from_u128(1),
            meeting: Uuid::from_u128(2),
            ballot: Digest::of(b"a ballot"),
            received_at: "2026-06-02T08:00:00Z".parse().unwrap(),
        }
    }

    fn read(forwarding: &Forwarding, seed: u8) -> Result<String, ForwardingError> {
        let text = forwarding.sign(&key(seed)).unwrap();
        let inboxes = [inbox(7), inbox(8)];
        let subject = (&address(), Digest::of(b"a ballot"));
        Forwarding::of(&text, &inboxes, subject).map(|(_, inbox)| inbox.name.clone())
    }

    #[test]
    fn a_forwarding_is_read_with_the_inbox_that_signed_it() {
        assert_eq!(read(&forwarding(), 8), Ok("Office 8".to_owned()));
        assert_eq!(read(&forwarding(), 9), Err(ForwardingError::UnknownInbox));
    }

    #[test]
    fn a_forwarding_of_something_else_is_refused_by_name() {
        let origin = Forwarding { origin: "elsewhere/record/1".to_owned(), ..forwarding() };
        assert_eq!(read(&origin, 7), Err(ForwardingError::OtherOrigin));
        let community = Forwarding { community: Uuid::from_u128(9), ..forwarding() };
        assert_eq!(read(&community, 7), Err(ForwardingError::OtherCommunity));
        let meeting = Forwarding { meeting: Uuid::from_u128(9), ..forwarding() };
        assert_eq!(read(&meeting, 7), Err(ForwardingError::OtherMeeting));
        let ballot = Forwarding { ballot: Digest::of(b"another"), ..forwarding() };
        assert_eq!(read(&ballot, 7), Err(ForwardingError::OtherBallot));
        let newer = Forwarding { v: 2, ..forwarding() };
        assert_eq!(read(&newer, 7), Err(StatementError::UnknownVersion.into()));
    }

    #[test]
    fn a_forged_signature_is_refused() {
        // The header names the inbox's key, the signature is somebody else's.
        let text = forwarding().sign(&key(7)).unwrap();
        let (signed, _) = text.rsplit_once('.').unwrap();
        let other = forwarding().sign(&key(9)).unwrap();
        let (_, signature) = other.rsplit_once('.').unwrap();
        let forged = format!("{signed}.{signature}");
        let inboxes = [inbox(7)];
        let read = Forwarding::of(&forged, &inboxes, (&address(), Digest::of(b"a ballot")));
        assert_eq!(read.unwrap_err(), StatementError::from(JwsError::BadSignature).into());
    }
}
