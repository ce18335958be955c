//! Mandates in the story: given, read from paper, revoked, and holders who are excluded.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use quorate::evidence::ballots::{MatterAnswer, MatterChoice};
use quorate::evidence::bundle::DocumentKind;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Fact;
use quorate::evidence::mandates::{HolderExclusion, MandateRevocation, MandateStatement};
use quorate::evidence::statements::Statement as _;

use crate::estate::{COMMUNITY, MEETING, ORIGIN, elector, key};
use crate::story::Story;

/// What a holder is told on a motion.
pub(crate) fn told(matter: &str, answer: MatterAnswer) -> MatterChoice {
    MatterChoice { matter: matter.parse().unwrap(), answer, candidates: Vec::new() }
}

/// Randomness that no two statements share.
pub(crate) fn nonce(story: &Story, salt: &str) -> String {
    let source = format!("{salt} {} {}", story.entries.len(), story.documents.len());
    URL_SAFE_NO_PAD.encode(&Digest::of(source.as_bytes()).as_bytes()[..16])
}

/// The mandate that the only owner of an elector gives with their own key.
pub(crate) fn mandate(story: &Story, principal: &str, holder: &str) -> MandateStatement {
    MandateStatement {
        v: 1,
        origin: ORIGIN.to_owned(),
        community: COMMUNITY,
        meeting: MEETING,
        elector: elector(&[principal]),
        principal: principal.parse().unwrap(),
        holder: holder.parse().unwrap(),
        instructions: vec![told("m1", MatterAnswer::For)],
        paper: None,
        nonce: nonce(story, "mandate"),
    }
}

/// The same on paper.
pub(crate) fn paper(story: &Story, principal: &str, holder: &str) -> MandateStatement {
    MandateStatement { paper: Some(Digest::of(b"scan")), ..mandate(story, principal, holder) }
}

/// Records a mandate that was signed with one key.
pub(crate) fn give(story: &mut Story, signer: &str, own: &MandateStatement) -> Digest {
    let statement = story.file(DocumentKind::Mandate, own.sign(&key(signer)).unwrap().as_bytes());
    let (meeting, elector) = (MEETING, own.elector);
    story.publish(Fact::MandateGiven { meeting, elector, statement, confirmation: None });
    statement
}

/// Records a mandate on paper that two read, each what they read.
pub(crate) fn read(story: &mut Story, by: [&str; 2], own: &MandateStatement, again: &MandateStatement) {
    let statement = story.file(DocumentKind::Mandate, own.sign(&key(by[0])).unwrap().as_bytes());
    let again = MandateStatement { nonce: nonce(story, "again"), ..again.clone() };
    let confirmation = story.file(DocumentKind::Mandate, again.sign(&key(by[1])).unwrap().as_bytes());
    let (meeting, elector, confirmation) = (MEETING, own.elector, Some(confirmation));
    story.publish(Fact::MandateGiven { meeting, elector, statement, confirmation });
}

/// The revocation of a mandate.
pub(crate) fn revocation(story: &Story, mandate: Digest) -> MandateRevocation {
    MandateRevocation {
        v: 1,
        origin: ORIGIN.to_owned(),
        community: COMMUNITY,
        meeting: MEETING,
        mandate,
        paper: None,
        nonce: nonce(story, "revocation"),
    }
}

/// Records a revocation that was signed with one key.
pub(crate) fn revoke(story: &mut Story, signer: &str, mandate: Digest) {
    let own = revocation(story, mandate);
    let statement = story.file(DocumentKind::Mandate, own.sign(&key(signer)).unwrap().as_bytes());
    story.publish(Fact::MandateRevoked { meeting: MEETING, mandate, statement, confirmation: None });
}

/// Records the exclusion of a holder.
pub(crate) fn exclude(story: &mut Story, signer: &str, holder: &str) {
    let own = HolderExclusion {
        v: 1,
        origin: ORIGIN.to_owned(),
        community: COMMUNITY,
        meeting: MEETING,
        holder: holder.parse().unwrap(),
        reason: "Of the manager's staff.".to_owned(),
        nonce: nonce(story, "exclusion"),
    };
    let statement = story.file(DocumentKind::Mandate, own.sign(&key(signer)).unwrap().as_bytes());
    story.publish(Fact::HolderExcluded { meeting: MEETING, statement });
}

/// The mandate that was given last.
pub(crate) fn latest(story: &Story) -> Digest {
    let given = story.entries.iter().rev().find_map(|entry| {
        let Fact::MandateGiven { statement, .. } = entry.fact() else { return None };
        Some(*statement)
    });
    given.unwrap()
}

/// Before the opening: one mandate is given and revoked, one is on paper, one holder is excluded.
pub(crate) fn before_opening(story: &mut Story) {
    let own = mandate(story, "cat", "owner:bob");
    let given = give(story, "cat", &own);
    revoke(story, "cat", given);
    let own = paper(story, "dan", "outside:p-1");
    read(story, ["secretary", "scrutineer"], &own, &own.clone());
    exclude(story, "convener", "outside:p-2");
}

/// During the vote another one is given.
pub(crate) fn during_vote(story: &mut Story) {
    let own = mandate(story, "cat", "owner:ann");
    give(story, "cat", &own);
}
