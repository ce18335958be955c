//! What stands in an export.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::actions::error::ActionError;
use crate::actions::own_units::OwnBallot;
use crate::domain::instants::Instant;
use crate::domain::register::Owner;
use crate::evidence::digest::Digest;
use crate::evidence::text;
use crate::store::identity::enrolments::Enrolment;

/// Everything that is stored about an account and the owners it acts for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Export {
    /// The version of this document: 1.
    pub v: u8,
    /// When it was made.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub exported_at: Instant,
    /// The account.
    pub account: Uuid,
    /// When the account was made.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// Its sessions, without their tokens, of which only hashes are stored.
    pub sessions: Vec<ExportedSession>,
    /// The roles it held or holds.
    pub roles: Vec<ExportedRole>,
    /// Its keys, revoked ones included, with what it signed to enrol them; that holds its consent too.
    pub keys: Vec<ExportedKey>,
    /// What stands under the owners it acts for, by community.
    pub communities: Vec<ExportedCommunity>,
}

/// A session.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedSession {
    /// The session.
    pub session: Uuid,
    /// When it began.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub issued_at: Instant,
    /// When it expires if it is not used.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Instant,
    /// When it was ended; null if it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Instant>,
}

/// A role in a community.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedRole {
    /// The community.
    pub community: Uuid,
    /// The role.
    #[schema(example = "secretary")]
    pub role: String,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub granted_at: Instant,
    /// Until when; null while open-ended.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub until: Option<Instant>,
    /// When it was taken back; null if it was not.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Instant>,
}

/// A key.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedKey {
    /// The community it is enrolled in; null for an operator's key.
    #[schema(required)]
    pub community: Option<Uuid>,
    /// The owner it signs for; null for an officer's or operator's key.
    #[schema(required, example = "o-1001")]
    pub owner: Option<String>,
    /// Its thumbprint (RFC 7638).
    pub thumbprint: String,
    /// How its holder was identified; null for an operator's key.
    #[schema(required)]
    pub method: Option<String>,
    /// The signed statement of enrolment; null for an operator's key.
    #[schema(required)]
    pub statement: Option<String>,
    /// Since when.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub enrolled_at: Instant,
    /// When it was revoked; null while it is good.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub revoked_at: Option<Instant>,
}

/// What a community holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedCommunity {
    /// The community.
    pub community: Uuid,
    /// Its name.
    pub name: String,
    /// The owners the account acts for, with what stands in the register and what was sent to them.
    pub owners: Vec<ExportedOwner>,
    /// The ballots that the account's keys signed, as far as they are kept.
    pub ballots: Vec<OwnBallot>,
    /// The objections that the account raised, as far as they are kept.
    pub objections: Vec<ExportedObjection>,
}

/// An owner the account acts for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedOwner {
    /// The owner's identifier.
    #[schema(example = "o-1001")]
    pub owner: String,
    /// Who the owner is, as in the latest register; null for somebody who is no owner any more.
    #[schema(required)]
    pub person: Option<ExportedPerson>,
    /// The owner's units in the latest register.
    pub units: Vec<ExportedUnit>,
    /// Messages to the owner, without their texts, which are erased once they are sent.
    pub messages: Vec<ExportedMessage>,
}

/// Who an owner is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedPerson {
    /// What the owner is in law.
    #[schema(example = "natural")]
    pub kind: String,
    /// The name.
    pub name: String,
    /// The telephone number.
    #[schema(required)]
    pub phone: Option<String>,
    /// The mail address.
    #[schema(required)]
    pub email: Option<String>,
    /// The number of the identity document, in full.
    #[schema(required)]
    pub id_number: Option<String>,
    /// In what capacity somebody acts for the owner.
    #[schema(required, example = "guardian")]
    pub acting_role: Option<String>,
    /// Who acts for the owner.
    #[schema(required)]
    pub acting_name: Option<String>,
    /// That person's telephone number.
    #[schema(required)]
    pub acting_phone: Option<String>,
}

/// A unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedUnit {
    /// The unit.
    #[schema(example = "3-1-0502")]
    pub unit: String,
    /// How many own it, this owner included.
    #[schema(example = 2)]
    pub owners: usize,
}

/// A message that was sent, waits, or was given up.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedMessage {
    /// What it is about.
    pub kind: String,
    /// `phone` or `email`.
    pub channel: String,
    /// When it was queued.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When it was sent.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub sent_at: Option<Instant>,
    /// When it was given up.
    #[serde(with = "text::option")]
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub given_up_at: Option<Instant>,
}

/// An objection.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExportedObjection {
    /// The meeting.
    pub meeting: Uuid,
    /// The objection.
    pub objection: Uuid,
    /// `roll`, `candidates`, `competence` or `result`.
    pub stage: String,
    /// Its text.
    pub text: String,
    /// Digest of its salted text, which stands in the record.
    #[schema(value_type = String)]
    pub digest: Digest,
    /// When it was raised.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub raised_at: Instant,
    /// The answer to it.
    #[schema(required)]
    pub answer: Option<String>,
}

impl TryFrom<Enrolment> for ExportedKey {
    type Error = ActionError;

    fn try_from(row: Enrolment) -> Result<Self, ActionError> {
        Ok(Self {
            community: Some(row.community_id),
            owner: row.owner_id,
            thumbprint: row.thumbprint,
            method: Some(row.method),
            statement: Some(String::from_utf8(row.statement).map_err(ActionError::damaged)?),
            enrolled_at: row.enrolled_at,
            revoked_at: row.revoked_at,
        })
    }
}

impl From<&Owner> for ExportedPerson {
    fn from(owner: &Owner) -> Self {
        let acting = owner.acting.as_ref();
        Self {
            kind: owner.kind.to_string(),
            name: owner.person.name().to_owned(),
            phone: owner.person.phone().map(str::to_owned),
            email: owner.person.email().map(str::to_owned),
            id_number: owner.person.id_number().map(str::to_owned),
            acting_role: acting.map(|acting| acting.role.to_string()),
            acting_name: acting.map(|acting| acting.person.name().to_owned()),
            acting_phone: acting.and_then(|acting| acting.person.phone().map(str::to_owned)),
        }
    }
}
