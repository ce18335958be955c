//! Deeds in a call for candidates, as they are signed, and what they are hashed to.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::ballots::Fingerprint;
use crate::domain::candidacies::{Call, CandidacyDeed, Draw, RefusalGround};
use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MatterId, MeetingId};
use crate::domain::register::OwnerId;
use crate::evidence::digest::{Digest, canonical};
use crate::evidence::lots::LotValue;
use crate::evidence::text;

/// What is done in a call for candidates. What owners sign is for audit; everybody else signs in public and names
/// nobody.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum CandidacyAct {
    /// The convening body calls for candidates.
    Call {
        /// The draft of the meeting that elects.
        meeting: Uuid,
        /// Its matter.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "m1"))]
        matter: MatterId,
        /// The seats to fill, 1 to 200.
        #[cfg_attr(feature = "server", schema(example = 5))]
        seats: u32,
        /// The first instant at which nobody is named any more: 3 full days ahead at least.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
        until: Instant,
    },
    /// Somebody names a candidate: an owner, the residents' committee or the office.
    Nominate {
        /// What the candidate is called here and on the ballot.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "c1"))]
        candidate: CandidateId,
        /// The SHA-256 of the canonical JSON of `candidate`, `owner` and `salt`; whoever is named is told the salt.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        nominee: Digest,
        /// The latest version of the register.
        #[cfg_attr(feature = "server", schema(example = 1))]
        register: u32,
    },
    /// An owner stands without having been named.
    Stand {
        /// What the candidate is called here and on the ballot.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "c1"))]
        candidate: CandidateId,
        /// The SHA-256 of what the candidate says of themselves; null while there is nothing.
        #[cfg_attr(feature = "server", schema(required, value_type = Option<String>))]
        statement: Option<Digest>,
        /// The latest version of the register.
        #[cfg_attr(feature = "server", schema(example = 1))]
        register: u32,
    },
    /// Whoever was named accepts.
    Accept {
        /// Which candidacy.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "c1"))]
        candidate: CandidateId,
        /// The owner who was named and signs.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "O-17"))]
        owner: OwnerId,
        /// The salt of the nomination.
        salt: String,
        /// The latest version of the register.
        #[cfg_attr(feature = "server", schema(example = 1))]
        register: u32,
    },
    /// Whoever was named declines.
    Decline {
        /// Which candidacy.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "c1"))]
        candidate: CandidateId,
        /// The owner who was named and signs.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "O-17"))]
        owner: OwnerId,
        /// The salt of the nomination.
        salt: String,
    },
    /// A candidate says why to vote for them.
    State {
        /// Which candidacy.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "c1"))]
        candidate: CandidateId,
        /// The SHA-256 of the text.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        statement: Digest,
    },
    /// The convening body decides that a candidate may stand.
    Admit {
        /// Which candidacy.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "c1"))]
        candidate: CandidateId,
        /// The SHA-256 of the reasons; needed where it was decided otherwise before.
        #[cfg_attr(feature = "server", schema(required, value_type = Option<String>))]
        reasons: Option<Digest>,
    },
    /// The convening body decides that a candidate may not.
    Refuse {
        /// Which candidacy.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "c1"))]
        candidate: CandidateId,
        /// On which grounds, one at least: `not_an_owner`, `not_eligible`, `tied_to_manager`, `scrutineer`, `other`.
        #[serde(with = "text::list")]
        #[cfg_attr(feature = "server", schema(value_type = Vec<String>, example = json!(["tied_to_manager"])))]
        grounds: Vec<RefusalGround>,
        /// The SHA-256 of the reasons.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reasons: Digest,
    },
    /// A candidate withdraws.
    Withdraw {
        /// Which candidacy.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "c1"))]
        candidate: CandidateId,
    },
    /// An officer commits to a value of the lot that orders the ballot.
    Commit {
        /// The SHA-256 of the 32 bytes of the value.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        commitment: Digest,
    },
    /// The convening body closes the list and posts it.
    Post {
        /// The latest version of the register.
        #[cfg_attr(feature = "server", schema(example = 1))]
        register: u32,
    },
    /// An officer reveals the value that they committed to.
    Reveal {
        /// The 32 bytes of the value in base64url.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String))]
        value: LotValue,
    },
    /// The order of the ballot, with everything it follows from.
    Order {
        /// The matter that elects.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "m1"))]
        matter: MatterId,
        /// What was revealed, in the order of the commitments; null where nothing was.
        #[cfg_attr(feature = "server", schema(value_type = Vec<Option<String>>))]
        values: Vec<Option<text::Text<LotValue>>>,
        /// Those who may stand, in order: ascending by the SHA-256 of the canonical JSON of `candidate`, `lot` and
        /// `matter`, where `lot` is the SHA-256 of the canonical JSON of `values`.
        #[serde(with = "text::list")]
        #[cfg_attr(feature = "server", schema(value_type = Vec<String>, example = json!(["c2", "c1"])))]
        candidates: Vec<CandidateId>,
    },
    /// The convening body gives the call up.
    Abandon {
        /// The SHA-256 of the reasons.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reasons: Digest,
    },
}

/// Who is named, as whoever names them publishes it: nobody can tell without the salt.
#[must_use]
pub fn nominee(candidate: &CandidateId, owner: &OwnerId, salt: &str) -> Digest {
    #[derive(Serialize)]
    struct Named<'a> {
        candidate: &'a str,
        owner: &'a str,
        salt: &'a str,
    }
    hashed(&Named { candidate: candidate.as_str(), owner: owner.as_str(), salt })
}

/// What an officer commits to with a value.
#[must_use]
pub fn commitment(value: &LotValue) -> Digest {
    Digest::of(value.as_bytes())
}

/// The ticket of each candidate in one matter, given what was revealed: ascending, they are the order of the ballot.
#[must_use]
pub fn tickets(
    matter: &MatterId,
    values: &[Option<text::Text<LotValue>>],
    candidates: &[CandidateId],
) -> Vec<(CandidateId, Digest)> {
    #[derive(Serialize)]
    struct Ticket<'a> {
        candidate: &'a str,
        lot: Digest,
        matter: &'a str,
    }
    let lot = hashed(&values);
    let ticket = |own: &CandidateId| {
        let digest = hashed(&Ticket { candidate: own.as_str(), lot, matter: matter.as_str() });
        (own.clone(), digest)
    };
    candidates.iter().map(ticket).collect()
}

/// Texts and digests always have canonical JSON.
fn hashed(value: &impl Serialize) -> Digest {
    Digest::of(&canonical(value).unwrap_or_default())
}

impl From<&CandidacyAct> for CandidacyDeed {
    fn from(act: &CandidacyAct) -> Self {
        let print = |digest: &Digest| digest.fingerprint();
        match act.clone() {
            CandidacyAct::Call { meeting, matter, seats, until } => {
                Self::Call(Call { meeting: MeetingId::new(meeting), matter, seats, until })
            }
            CandidacyAct::Nominate { candidate, nominee, register } => {
                Self::Nominate { candidate, nominee: nominee.fingerprint(), register }
            }
            CandidacyAct::Stand { candidate, statement, register } => {
                Self::Stand { candidate, statement: statement.as_ref().map(print), register }
            }
            CandidacyAct::Accept { candidate, owner, salt, register } => {
                let nominee = nominee(&candidate, &owner, &salt).fingerprint();
                Self::Accept { candidate, owner, nominee, register }
            }
            CandidacyAct::Decline { candidate, owner, salt } => {
                let nominee = nominee(&candidate, &owner, &salt).fingerprint();
                Self::Decline { candidate, owner, nominee }
            }
            CandidacyAct::State { candidate, statement } => {
                Self::State { candidate, statement: statement.fingerprint() }
            }
            CandidacyAct::Admit { candidate, reasons } => {
                Self::Admit { candidate, reasons: reasons.as_ref().map(print) }
            }
            CandidacyAct::Refuse { candidate, grounds, reasons } => {
                Self::Refuse { candidate, grounds, reasons: reasons.fingerprint() }
            }
            CandidacyAct::Withdraw { candidate } => Self::Withdraw { candidate },
            CandidacyAct::Commit { commitment } => Self::Commit { commitment: commitment.fingerprint() },
            CandidacyAct::Post { register } => Self::Post { register },
            CandidacyAct::Reveal { value } => {
                let commitment = commitment(&value).fingerprint();
                Self::Reveal { value: Fingerprint(*value.as_bytes()), commitment }
            }
            CandidacyAct::Order { matter, values, candidates } => {
                let drawn = tickets(&matter, &values, &candidates);
                let tickets = drawn.into_iter().map(|(own, digest)| (own, digest.fingerprint())).collect();
                let value =
                    |own: &Option<text::Text<LotValue>>| own.map(|own| Fingerprint(*own.0.as_bytes()));
                Self::Order(Draw { matter, values: values.iter().map(value).collect(), tickets })
            }
            CandidacyAct::Abandon { reasons } => Self::Abandon { reasons: reasons.fingerprint() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(byte: u8) -> LotValue {
        LotValue::from_bytes([byte; 32])
    }

    fn candidates(names: &[&str]) -> Vec<CandidateId> {
        names.iter().map(|name| name.parse().unwrap()).collect()
    }

    #[test]
    fn a_nomination_hides_who_is_named_and_is_opened_by_its_salt_alone() {
        let (candidate, owner) = ("c1".parse().unwrap(), "O-17".parse().unwrap());
        let named = nominee(&candidate, &owner, "salt");
        assert_eq!(named, Digest::of(br#"{"candidate":"c1","owner":"O-17","salt":"salt"}"#));
        assert_ne!(named, nominee(&candidate, &owner, "other"));
        assert_ne!(named, nominee(&candidate, &"O-18".parse().unwrap(), "salt"));
        let text = r#"{"did":"accept","candidate":"c1","owner":"O-17","salt":"salt","register":1}"#;
        let act: CandidacyAct = serde_json::from_str(text).unwrap();
        let expected = CandidacyDeed::Accept { candidate, owner, nominee: named.fingerprint(), register: 1 };
        assert_eq!(CandidacyDeed::from(&act), expected);
    }

    #[test]
    fn an_order_is_as_the_page_says_and_stays_when_one_withdraws() {
        let (matter, values) = ("m1".parse().unwrap(), [Some(text::Text(value(1))), None]);
        let mut drawn = tickets(&matter, &values, &candidates(&["c1", "c2", "c3"]));
        drawn.sort_by_key(|(_, ticket)| *ticket);
        let lot = Digest::of(format!(r#"["{}",null]"#, value(1)).as_bytes());
        let first = format!(r#"{{"candidate":"{}","lot":"{lot}","matter":"m1"}}"#, drawn[0].0);
        assert_eq!(drawn[0].1, Digest::of(first.as_bytes()));
        let without = tickets(&matter, &values, &[drawn[2].0.clone(), drawn[0].0.clone()]);
        assert_eq!(without, [drawn[2].clone(), drawn[0].clone()]);
        let other = tickets(&matter, &[Some(text::Text(value(2))), None], &candidates(&["c1"]));
        assert!(!drawn.contains(&other[0]));
    }

    #[test]
    fn a_value_fits_what_was_committed_to_with_it() {
        let text = format!(r#"{{"did":"reveal","value":"{}"}}"#, value(3));
        let act: CandidacyAct = serde_json::from_str(&text).unwrap();
        let expected = CandidacyDeed::Reveal {
            value: Fingerprint([3; 32]),
            commitment: Digest::of(&[3; 32]).fingerprint(),
        };
        assert_eq!(CandidacyDeed::from(&act), expected);
    }
}
