//! Deeds about petitions of owners, as they are signed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::meetings::MeetingId;
use crate::domain::petitions::{PetitionAim, PetitionDeed, Request, SubstituteBody};
use crate::domain::rules::MatterKind;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// What is done to a petition. What owners sign is for audit; the committee and the authority sign in public.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum PetitionAct {
    /// An owner opens it, and supports it by that.
    Open {
        /// `extraordinary_meeting`, `matter` or `recall`.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "extraordinary_meeting"))]
        aim: PetitionAim,
        /// The kinds of matters that the meeting is to decide, 1 to 20; of a recall `committee_recall` alone.
        #[serde(with = "text::list")]
        #[cfg_attr(feature = "server", schema(value_type = Vec<String>, example = json!(["manager_dismiss"])))]
        matters: Vec<MatterKind>,
        /// The grants of the members whose recall is asked for; empty unless it is a recall.
        recalled: Vec<Uuid>,
        /// The SHA-256 of the text that owners sign.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        text: Digest,
        /// The latest version of the register, on which support is counted.
        #[cfg_attr(feature = "server", schema(example = 1))]
        register: u32,
    },
    /// An owner supports this text.
    Support {
        /// The SHA-256 of the text.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        text: Digest,
        /// The latest version of the register, in which the owner must still stand.
        #[cfg_attr(feature = "server", schema(example = 1))]
        register: u32,
    },
    /// An owner takes their support back.
    Withdraw {},
    /// A co-owner objects to the support of another for what they own together.
    Object {},
    /// A co-owner takes that objection back.
    Retract {},
    /// A supporter hands it in.
    Submit {
        /// The latest version of the register: what was sold until then counts no more.
        #[cfg_attr(feature = "server", schema(example = 1))]
        register: u32,
    },
    /// Whoever opened it gives it up.
    Abandon {},
    /// The committee agrees to convene.
    Agree {},
    /// The committee declines.
    Decline {
        /// The SHA-256 of its reasons.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reasons: Digest,
    },
    /// Whoever convenes names the draft of the meeting.
    Prepare {
        /// The draft.
        meeting: Uuid,
    },
    /// The authority orders the committee to convene.
    Order {
        /// The last day on which voting may open.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, format = Date, example = "2026-06-30"))]
        until: Date,
        /// The SHA-256 of the order.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        text: Digest,
    },
    /// The authority names who convenes instead.
    Substitute {
        /// `street_office` or `residents_committee`.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "residents_committee"))]
        body: SubstituteBody,
        /// The grant of the convener it acts by.
        grant: Uuid,
        /// The SHA-256 of the decision.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        text: Digest,
    },
}

impl From<&PetitionAct> for PetitionDeed {
    fn from(act: &PetitionAct) -> Self {
        match act {
            PetitionAct::Open { aim, matters, recalled, text, register } => Self::Open(Request {
                aim: *aim,
                matters: matters.clone(),
                recalled: recalled.clone(),
                text: text.fingerprint(),
                register: *register,
            }),
            PetitionAct::Support { text, register } => {
                Self::Support { text: text.fingerprint(), register: *register }
            }
            PetitionAct::Withdraw {} => Self::Withdraw,
            PetitionAct::Object {} => Self::Object,
            PetitionAct::Retract {} => Self::Retract,
            PetitionAct::Submit { register } => Self::Submit { register: *register },
            PetitionAct::Abandon {} => Self::Abandon,
            PetitionAct::Agree {} => Self::Agree,
            PetitionAct::Decline { reasons } => Self::Decline { reasons: reasons.fingerprint() },
            PetitionAct::Prepare { meeting } => Self::Prepare { meeting: MeetingId::new(*meeting) },
            PetitionAct::Order { until, text } => Self::Order { until: *until, text: text.fingerprint() },
            PetitionAct::Substitute { body, grant, text } => {
                Self::Substitute { body: *body, grant: *grant, text: text.fingerprint() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZERO: &str = "0000000000000000000000000000000000000000000000000000000000000000";

    #[test]
    fn a_petition_is_read_as_it_was_written() {
        let digest = ZERO;
        for text in [
            format!(
                r#"{{"did":"open","aim":"matter","matters":["covenant"],"recalled":[],"text":"{digest}","register":2}}"#
            ),
            format!(r#"{{"did":"support","text":"{digest}","register":2}}"#),
            r#"{"did":"withdraw"}"#.to_owned(),
            r#"{"did":"submit","register":2}"#.to_owned(),
            format!(r#"{{"did":"order","until":"2026-06-30","text":"{digest}"}}"#),
        ] {
            let act: PetitionAct = serde_json::from_str(&text).unwrap();
            assert_eq!(serde_json::to_string(&act).unwrap(), text);
        }
    }

    #[test]
    fn a_day_that_does_not_exist_and_what_is_not_known_are_refused() {
        for text in [
            format!(r#"{{"did":"order","until":"2026-02-30","text":"{ZERO}"}}"#),
            r#"{"did":"withdraw","support":1}"#.to_owned(),
            r#"{"did":"reopen"}"#.to_owned(),
            format!(
                r#"{{"did":"open","aim":"war","matters":["covenant"],"recalled":[],"text":"{ZERO}","register":2}}"#
            ),
        ] {
            assert!(serde_json::from_str::<PetitionAct>(&text).is_err(), "{text}");
        }
    }
}
