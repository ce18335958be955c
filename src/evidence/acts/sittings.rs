//! Deeds about sittings of the owners' committee, as they are signed.

use serde::{Deserialize, Serialize};

use crate::domain::ballots::Answer;
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;
use crate::domain::rules::MatterKind;
use crate::domain::sittings::{Agenda, Item, SittingDeed};
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// An item of the agenda of a sitting.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SittingItem {
    /// Its identifier on this agenda, 1 to 32 of a-z, 0-9 and hyphens.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "gate"))]
    pub item: MatterId,
    /// What it is about, 1 to 200 characters; public, and names no person.
    #[cfg_attr(feature = "server", schema(example = "修理东门道闸"))]
    pub title: String,
    /// Its kind. One that the rule pack lists as the assembly's is refused.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "upkeep"))]
    pub kind: MatterKind,
}

/// What a member says to a text.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SittingAnswer {
    /// 同意.
    For,
    /// 反对.
    Against,
    /// 弃权.
    Abstain,
}

/// What is done to a sitting of the owners' committee.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum SittingAct {
    /// A member asks for it.
    Petition {
        /// The SHA-256 of what it is wanted for.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reason: Digest,
    },
    /// The chair calls it, or a member who asked for it once enough did; the agenda is posted.
    Call {
        /// When it begins.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
        begins_at: Instant,
        /// The first instant at which it is over, at most three days later.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
        ends_at: Instant,
        /// Where, or by which channel, 1 to 200 characters; public.
        #[cfg_attr(feature = "server", schema(example = "小区会议室"))]
        place: String,
        /// The SHA-256 of the agenda with every text.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        document: Digest,
        /// What is to be decided, 1 to 50 items.
        items: Vec<SittingItem>,
    },
    /// The residents' committee was told.
    Tell {
        /// The SHA-256 of the letter, or of what proves it.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        letter: Digest,
    },
    /// It is moved to a later time; the residents' committee is told again.
    Postpone {
        /// When it begins.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
        begins_at: Instant,
        /// The first instant at which it is over.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, format = DateTime))]
        ends_at: Instant,
        /// The SHA-256 of why.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reason: Digest,
    },
    /// It is called off.
    Cancel {
        /// The SHA-256 of why.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reason: Digest,
    },
    /// The signer attends, for the signer's own seat.
    Attend {},
    /// The residents' committee or the supervising office attends.
    Visit {},
    /// The text of a decision is put.
    Put {
        /// The item.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "gate"))]
        item: MatterId,
        /// The SHA-256 of the text.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        text: Digest,
    },
    /// The signer says something to it, for the signer's own seat.
    Sign {
        /// The item.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "gate"))]
        item: MatterId,
        /// The SHA-256 of the text.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        text: Digest,
        /// What.
        answer: SittingAnswer,
    },
    /// It is over.
    Close {
        /// The SHA-256 of its minutes.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        minutes: Digest,
    },
    /// It is over, and too few came to decide anything.
    Disperse {},
    /// What it decided was posted in the estate.
    Post {
        /// The SHA-256 of what shows it.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        evidence: Digest,
    },
}

impl From<SittingAnswer> for Answer {
    fn from(answer: SittingAnswer) -> Self {
        match answer {
            SittingAnswer::For => Self::For,
            SittingAnswer::Against => Self::Against,
            SittingAnswer::Abstain => Self::Abstain,
        }
    }
}

impl From<Answer> for SittingAnswer {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::For => Self::For,
            Answer::Against => Self::Against,
            Answer::Abstain => Self::Abstain,
        }
    }
}

impl From<&SittingItem> for Item {
    fn from(own: &SittingItem) -> Self {
        Self { id: own.item.clone(), title: own.title.clone(), kind: own.kind.clone() }
    }
}

impl From<&SittingAct> for SittingDeed {
    fn from(act: &SittingAct) -> Self {
        match act {
            SittingAct::Petition { reason } => Self::Petition { reason: reason.fingerprint() },
            SittingAct::Call { begins_at, ends_at, place, document, items } => Self::Call(Agenda {
                begins_at: *begins_at,
                ends_at: *ends_at,
                place: place.clone(),
                document: document.fingerprint(),
                items: items.iter().map(Item::from).collect(),
            }),
            SittingAct::Tell { letter } => Self::Tell { letter: letter.fingerprint() },
            SittingAct::Postpone { begins_at, ends_at, reason } => {
                Self::Postpone { begins_at: *begins_at, ends_at: *ends_at, reason: reason.fingerprint() }
            }
            SittingAct::Cancel { reason } => Self::Cancel { reason: reason.fingerprint() },
            SittingAct::Attend {} => Self::Attend,
            SittingAct::Visit {} => Self::Visit,
            SittingAct::Put { item, text } => Self::Put { item: item.clone(), text: text.fingerprint() },
            SittingAct::Sign { item, text, answer } => {
                Self::Sign { item: item.clone(), text: text.fingerprint(), answer: (*answer).into() }
            }
            SittingAct::Close { minutes } => Self::Close { minutes: minutes.fingerprint() },
            SittingAct::Disperse {} => Self::Disperse,
            SittingAct::Post { evidence } => Self::Post { evidence: evidence.fingerprint() },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(value: Value) -> Result<SittingDeed, String> {
        let act: SittingAct = serde_json::from_value(value).map_err(|error| error.to_string())?;
        Ok((&act).into())
    }

    #[test]
    fn a_member_attends_for_nobody_but_the_signer() {
        assert_eq!(read(json!({ "did": "attend" })), Ok(SittingDeed::Attend));
        assert!(read(json!({ "did": "attend", "for": "00000000-0000-0000-0000-000000000001" })).is_err());
    }

    #[test]
    fn an_agenda_is_read_item_by_item() {
        let digest = Digest::of(b"agenda");
        let call = json!({
            "did": "call", "begins_at": "2026-06-22T02:00:00Z", "ends_at": "2026-06-22T12:00:00Z",
            "place": "小区会议室", "document": digest,
            "items": [{ "item": "gate", "title": "修理东门道闸", "kind": "upkeep" }],
        });
        let Ok(SittingDeed::Call(agenda)) = read(call.clone()) else { panic!("{call}") };
        assert_eq!((agenda.items.len(), agenda.document), (1, digest.fingerprint()));
        let mut wrong = call;
        wrong["items"][0]["kind"] = json!("Fund Use");
        assert!(read(wrong).unwrap_err().contains("is not an identifier"));
    }
}
