//! Help with votes, and successions, in a story.

use quorate::domain::assistance::AssistancePlace;
use quorate::domain::identity::Role;
use quorate::domain::register::OwnerId;
use quorate::domain::roll::ElectorId;
use quorate::domain::successions::SuccessionKind;
use quorate::evidence::acting::{
    ActingConfirmation, AssistanceStatement, Confirmable, Signed, SuccessionStatement,
};
use quorate::evidence::bundle::DocumentKind;
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::statements::Statement as _;
use quorate::evidence::text::Text;

use crate::estate::{COMMUNITY, MEETING, ORIGIN, key};
use crate::story::Story;

impl Story {
    /// Says as the secretary that an owner is helped to vote for an elector with the key of this name.
    pub(crate) fn assist(
        &mut self,
        (signer, witness): (&str, (&str, Role)),
        (key_name, owner): (&str, &str),
        elector: ElectorId,
    ) {
        let own = AssistanceStatement {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            elector,
            owner: OwnerId::new(owner).unwrap(),
            key: PublicKey::of(&key(key_name)).id(),
            place: AssistancePlace::Desk,
            nonce: self.nonce(),
        };
        self.of_two(DocumentKind::Assistance, &own, signer, witness);
    }

    /// Says as the secretary that others act for an elector.
    pub(crate) fn succeed(
        &mut self,
        (signer, witness): (&str, (&str, Role)),
        (elector, by): (ElectorId, SuccessionKind),
        (before, after): (&[&str], &[&str]),
    ) {
        let owners = |names: &[&str]| names.iter().map(|name| Text(OwnerId::new(name).unwrap())).collect();
        let own = SuccessionStatement {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            elector,
            by,
            before: owners(before),
            after: owners(after),
            evidence: Digest::of(b"a deed"),
            reason: "The title passed.".to_owned(),
            nonce: self.nonce(),
        };
        self.of_two(DocumentKind::Succession, &own, signer, witness);
    }

    /// Writes down what somebody signed and somebody else confirmed.
    fn of_two<S: Confirmable>(
        &mut self,
        kind: DocumentKind,
        own: &S,
        signer: &str,
        (witness, role): (&str, Role),
    ) {
        let statement = self.file(kind, own.sign(&key(signer)).unwrap().as_bytes());
        let confirmation = ActingConfirmation {
            v: 1,
            origin: ORIGIN.to_owned(),
            community: COMMUNITY,
            meeting: MEETING,
            statement,
            role,
            nonce: self.nonce(),
        };
        let confirmation = self.file(kind, confirmation.sign(&key(witness)).unwrap().as_bytes());
        let first = Signed { statement, role: Role::Secretary };
        self.publish(own.fact(first, Signed { statement: confirmation, role }));
    }
}
