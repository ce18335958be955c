//! Deeds about the formation of the first assembly, as they are signed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::groups::GroupForm;
use crate::domain::formations::{DraftText, FormationDeed};
use crate::domain::groups::GroupKind;
use crate::domain::instants::Instant;
use crate::domain::meetings::{CandidateId, MeetingId};
use crate::evidence::digest::Digest;
use crate::evidence::text::{self, Text};

/// What is done in a formation.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "did", rename_all = "snake_case", deny_unknown_fields)]
pub enum FormationAct {
    /// Somebody applies for an assembly.
    Apply {
        /// The latest version of the register, on which everything is counted.
        register: u32,
        /// When the first unit was handed over; left out where that does not matter.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "text::option")]
        #[cfg_attr(feature = "server", schema(value_type = Option<String>, format = DateTime))]
        first_delivered_at: Option<Instant>,
    },
    /// An owner joins the application.
    Join {},
    /// The group is formed, or another one in its place.
    FormGroup {
        /// `preparatory_group` or `interim_committee`, as the law of the place asks.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "preparatory_group"))]
        kind: GroupKind,
        /// Who sits in it.
        #[cfg_attr(feature = "server", schema(value_type = super::groups::GroupMembersForm))]
        group: GroupForm,
        /// The SHA-256 of the list with names.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        list: Digest,
    },
    /// The group posts a version of the register.
    PostRegister {
        /// The version, which must be the latest.
        register: u32,
    },
    /// The group posts a draft, or the next version of it.
    PostDraft {
        /// `covenant`, `rules_of_procedure` or `voting_rules`.
        #[serde(with = "text")]
        #[cfg_attr(feature = "server", schema(value_type = String, example = "covenant"))]
        text: DraftText,
        /// Which version: the first is 1.
        version: u32,
        /// The SHA-256 of the text.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        document: Digest,
    },
    /// The group posts who stands for the committee.
    PostCandidates {
        /// How many seats there are.
        seats: u32,
        /// Who stands, in the order of the ballot.
        #[cfg_attr(feature = "server", schema(value_type = Vec<String>))]
        candidates: Vec<Text<CandidateId>>,
    },
    /// The group names the draft of the inaugural meeting.
    NameMeeting {
        /// The meeting.
        meeting: Uuid,
    },
    /// The supervising office gives the formation up.
    Abandon {
        /// The SHA-256 of its reasons.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        reasons: Digest,
    },
}

impl From<&FormationAct> for FormationDeed {
    fn from(act: &FormationAct) -> Self {
        match act {
            FormationAct::Apply { register, first_delivered_at } => {
                Self::Apply { register: *register, first_delivered_at: *first_delivered_at }
            }
            FormationAct::Join {} => Self::Join,
            FormationAct::FormGroup { kind, group, list } => {
                Self::FormGroup { kind: *kind, group: group.0.clone(), list: list.fingerprint() }
            }
            FormationAct::PostRegister { register } => Self::PostRegister { register: *register },
            FormationAct::PostDraft { text, version, document } => {
                Self::PostDraft { text: *text, version: *version, document: document.fingerprint() }
            }
            FormationAct::PostCandidates { seats, candidates } => {
                let candidates = candidates.iter().map(|own| own.0.clone()).collect();
                Self::PostCandidates { seats: *seats, candidates }
            }
            FormationAct::NameMeeting { meeting } => Self::NameMeeting { meeting: MeetingId::new(*meeting) },
            FormationAct::Abandon { reasons } => Self::Abandon { reasons: reasons.fingerprint() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<FormationDeed, serde_json::Error> {
        serde_json::from_str::<FormationAct>(text).map(|act| {
            assert_eq!(
                serde_json::from_str::<FormationAct>(&serde_json::to_string(&act).unwrap()).unwrap(),
                act
            );
            (&act).into()
        })
    }

    #[test]
    fn every_deed_is_read_as_it_is_written() {
        let digest = Digest::of(b"text");
        let list = digest.fingerprint();
        let meeting = Uuid::from_u128(9);
        let first_delivered_at = Some("2024-05-01T00:00:00Z".parse().unwrap());
        for (text, deed) in [
            (
                r#"{"did":"apply","register":1}"#.to_owned(),
                FormationDeed::Apply { register: 1, first_delivered_at: None },
            ),
            (
                r#"{"did":"apply","register":1,"first_delivered_at":"2024-05-01T00:00:00Z"}"#.to_owned(),
                FormationDeed::Apply { register: 1, first_delivered_at },
            ),
            (r#"{"did":"join"}"#.to_owned(), FormationDeed::Join),
            (
                r#"{"did":"post_register","register":2}"#.to_owned(),
                FormationDeed::PostRegister { register: 2 },
            ),
            (
                format!(r#"{{"did":"post_draft","text":"voting_rules","version":1,"document":"{digest}"}}"#),
                FormationDeed::PostDraft { text: DraftText::VotingRules, version: 1, document: list },
            ),
            (
                r#"{"did":"post_candidates","seats":1,"candidates":["c1"]}"#.to_owned(),
                FormationDeed::PostCandidates { seats: 1, candidates: vec!["c1".parse().unwrap()] },
            ),
            (
                format!(r#"{{"did":"name_meeting","meeting":"{meeting}"}}"#),
                FormationDeed::NameMeeting { meeting: MeetingId::new(meeting) },
            ),
            (
                format!(r#"{{"did":"abandon","reasons":"{digest}"}}"#),
                FormationDeed::Abandon { reasons: list },
            ),
        ] {
            assert_eq!(read(&text).unwrap(), deed, "{text}");
            assert!(read(&text.replace("\"did\"", "\"by\":1,\"did\"")).is_err(), "{text}");
        }
    }
}
