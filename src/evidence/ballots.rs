//! The ballot as it is signed.
//!
//! It names everything the elector was shown, by hash, so that no other text, rule or roll can
//! be put under the signature later; and the ballot it replaces, so that an older one cannot be
//! put last.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::digest::Digest;
use super::jws::StatementType;
use super::statements::{Statement, StatementError, check_nonce, check_version};
use super::text;
use crate::domain::ballots::{Address, Answer, Ballot, Choice, Fingerprint, Voice};
use crate::domain::communities::CommunityId;
use crate::domain::meetings::{CandidateId, MatterId, MeetingId};
use crate::domain::roll::ElectorId;

/// A ballot's payload.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BallotStatement {
    /// Version of this form.
    pub v: u8,
    /// The origin of the record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The hash of the definition: texts, options, rule pack, switches.
    pub definition: Digest,
    /// The hash of the final roll.
    pub roll: Digest,
    /// The elector, as the roll names it.
    #[serde(with = "text")]
    pub elector: ElectorId,
    /// The hash of the signed mandate that a holder casts it under; null for the owner's own voice.
    pub mandate: Option<Digest>,
    /// One choice for each matter that the elector may decide.
    pub choices: Vec<MatterChoice>,
    /// The hash of the ballot of the same voice that this one replaces, or null.
    pub supersedes: Option<Digest>,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// The choice on one matter.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MatterChoice {
    /// The matter.
    #[serde(with = "text")]
    pub matter: MatterId,
    /// `for`, `against`, `abstain`, or `candidates` where candidates are answered one by one.
    pub answer: MatterAnswer,
    /// The candidates answered; empty unless `answer` is `candidates`.
    pub candidates: Vec<CandidateChoice>,
}

/// The answer to a matter as a whole.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MatterAnswer {
    /// 同意.
    For,
    /// 反对.
    Against,
    /// 弃权.
    Abstain,
    /// The candidates are answered one by one.
    Candidates,
}

/// The answer to one candidate.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CandidateChoice {
    /// The candidate.
    #[serde(with = "text")]
    pub candidate: CandidateId,
    /// The answer.
    pub answer: CandidateAnswer,
}

/// An answer to a candidate.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CandidateAnswer {
    /// 同意.
    For,
    /// 反对.
    Against,
    /// 弃权.
    Abstain,
}

impl Statement for BallotStatement {
    const TYPE: StatementType = StatementType::Ballot;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)?;
        self.choices.iter().try_for_each(MatterChoice::check)
    }
}

impl BallotStatement {
    /// The ballot as the domain decides on it.
    #[must_use]
    pub fn to_ballot(&self) -> Ballot {
        Ballot {
            address: Address {
                origin: self.origin.clone(),
                community: CommunityId::new(self.community),
                meeting: MeetingId::new(self.meeting),
                definition: self.definition.fingerprint(),
                roll: self.roll.fingerprint(),
            },
            elector: self.elector,
            voice: self.mandate.map_or(Voice::Own, |digest| Voice::Holder(digest.fingerprint())),
            choices: self.choices.iter().map(MatterChoice::to_pair).collect(),
            supersedes: self.supersedes.map(|digest| digest.fingerprint()),
        }
    }
}

impl MatterChoice {
    /// The choice as the domain knows it.
    #[must_use]
    pub fn to_pair(&self) -> (MatterId, Choice) {
        let choice = match self.answer {
            MatterAnswer::For => Choice::Answer(Answer::For),
            MatterAnswer::Against => Choice::Answer(Answer::Against),
            MatterAnswer::Abstain => Choice::Answer(Answer::Abstain),
            MatterAnswer::Candidates => Choice::Candidates(
                self.candidates.iter().map(|c| (c.candidate.clone(), c.answer.into())).collect(),
            ),
        };
        (self.matter.clone(), choice)
    }
}

impl MatterChoice {
    /// Refuses an answer together with candidates.
    pub(super) fn check(&self) -> Result<(), StatementError> {
        if self.answer == MatterAnswer::Candidates || self.candidates.is_empty() {
            return Ok(());
        }
        Err(StatementError::Shape(format!("matter {} has an answer and candidates", self.matter)))
    }
}

impl From<CandidateAnswer> for Answer {
    fn from(answer: CandidateAnswer) -> Self {
        match answer {
            CandidateAnswer::For => Self::For,
            CandidateAnswer::Against => Self::Against,
            CandidateAnswer::Abstain => Self::Abstain,
        }
    }
}

impl Ballot {
    /// The hash of the signed mandate it is cast under; none of the owner's own voice.
    #[must_use]
    pub fn mandate(&self) -> Option<Digest> {
        match self.voice {
            Voice::Own => None,
            Voice::Holder(mandate) => Some(mandate.into()),
        }
    }
}

impl Digest {
    /// The digest as the domain compares it.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        Fingerprint(*self.as_bytes())
    }
}

impl From<Fingerprint> for Digest {
    fn from(fingerprint: Fingerprint) -> Self {
        Self::from_bytes(fingerprint.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload(choices: &str, nonce: &str) -> String {
        let hash = "0".repeat(64);
        let id = "00000000-0000-0000-0000-000000000007";
        let elector = "0".repeat(32);
        format!(
            r#"{{"v":1,"origin":"o","community":"{id}","meeting":"{id}","definition":"{hash}","roll":"{hash}","elector":"{elector}","mandate":null,"choices":{choices},"supersedes":null,"nonce":"{nonce}"}}"#
        )
    }

    const NONCE: &str = "AAAAAAAAAAAAAAAAAAAAAA";

    #[test]
    fn a_ballot_is_read_as_it_was_meant() {
        let choices = r#"[{"matter":"m1","answer":"for","candidates":[]},{"matter":"m2","answer":"candidates","candidates":[{"candidate":"c1","answer":"for"}]}]"#;
        let ballot = BallotStatement::read(payload(choices, NONCE).as_bytes()).unwrap().to_ballot();
        assert_eq!(ballot.choices[0].1, Choice::Answer(Answer::For));
        let named = vec![("c1".parse().unwrap(), Answer::For)];
        assert_eq!(ballot.choices[1].1, Choice::Candidates(named));
    }

    #[test]
    fn short_nonces_unknown_fields_and_mixed_choices_are_refused() {
        let read = |text: String| BallotStatement::read(text.as_bytes());
        assert_eq!(read(payload("[]", "AAAA")), Err(StatementError::Nonce));
        let unknown = payload("[]", NONCE).replace("\"v\":1", "\"v\":1,\"weight\":2");
        assert!(matches!(read(unknown), Err(StatementError::Shape(_))));
        let twice = payload("[]", NONCE).replace("\"v\":1", "\"v\":1,\"v\":1");
        assert!(matches!(read(twice), Err(StatementError::Shape(_))));
        let mixed = r#"[{"matter":"m1","answer":"for","candidates":[{"candidate":"c1","answer":"for"}]}]"#;
        assert!(matches!(read(payload(mixed, NONCE)), Err(StatementError::Shape(_))));
        let newer = payload("[]", NONCE).replace("\"v\":1", "\"v\":2");
        assert_eq!(read(newer), Err(StatementError::UnknownVersion));
    }
}
