//! What the API answers, as far as the demonstration reads it.

use serde::Deserialize;
use uuid::Uuid;

use crate::domain::identity::{EnrolmentMethod, Role};
use crate::domain::instants::Instant;
use crate::domain::register::OwnerId;
use crate::domain::roll::ElectorId;
use crate::evidence::deadlines::DeadlineForm;
use crate::evidence::digest::Digest;
use crate::evidence::text;

/// What the holder of a one-time code has to sign.
#[derive(Debug, Deserialize)]
pub struct Preview {
    /// The activation.
    pub activation: Uuid,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Option<Uuid>,
    /// How identity is checked.
    #[serde(with = "text")]
    pub method: EnrolmentMethod,
    /// As what somebody vouches for it.
    #[serde(with = "text::list")]
    pub confirmed_by: Vec<Role>,
    /// The role an officer will hold.
    #[serde(with = "text::option")]
    pub role: Option<Role>,
    /// When that role ends.
    #[serde(with = "text::option")]
    pub until: Option<Instant>,
    /// The text with which an owner agrees to electronic form.
    pub consent: Option<String>,
    /// The owner the key will act for.
    #[serde(with = "text::option")]
    pub owner: Option<OwnerId>,
}

/// A second code is on its way.
#[derive(Debug, Deserialize)]
pub struct Sent {
    /// From when on it is void.
    #[serde(with = "text")]
    pub expires_at: Instant,
}

/// Somebody is signed in.
#[derive(Debug, Deserialize)]
pub struct SignedIn {
    /// What to show with each call.
    pub access_token: String,
    /// What renews it, once.
    pub refresh_token: String,
}

/// What a device signs to sign in again.
#[derive(Debug, Deserialize)]
pub struct Challenge {
    /// The name of the service.
    pub origin: String,
    /// What no other sign-in has.
    pub challenge: String,
}

/// What goes into an authenticator application.
#[derive(Debug, Deserialize)]
pub struct NewFactor {
    /// The secret in base 32.
    pub secret: String,
}

/// A community.
#[derive(Debug, Deserialize)]
pub struct Community {
    /// Its identity.
    pub community: Uuid,
}

/// A one-time code for an officer.
#[derive(Debug, Deserialize)]
pub struct Code {
    /// The code.
    pub code: String,
}

/// One-time codes for owners.
#[derive(Debug, Deserialize)]
pub struct Codes {
    /// One an owner.
    pub codes: Vec<OwnerCode>,
}

/// A one-time code for an owner.
#[derive(Debug, Deserialize)]
pub struct OwnerCode {
    /// The owner.
    pub owner: String,
    /// The code.
    pub code: String,
}

/// What an import did.
#[derive(Debug, Deserialize)]
pub struct Imported {
    /// The version of the register.
    pub version: u32,
}

/// A meeting as it stands.
#[derive(Debug, Deserialize)]
pub struct Meeting {
    /// Its identity.
    #[serde(rename = "meeting")]
    pub id: Uuid,
    /// Where it stands.
    pub state: String,
    /// The hash of the definition, once noticed.
    pub definition: Option<Digest>,
    /// The hash of the roll that stands now, once noticed.
    pub roll: Option<Digest>,
}

/// An amendment of the roll that waits for a second officer.
#[derive(Debug, Deserialize)]
pub struct Proposed {
    /// The hash of the signed statement.
    pub amendment: Digest,
}

/// The roll that stands after an amendment.
#[derive(Debug, Deserialize)]
pub struct NewRoll {
    /// Its hash.
    pub roll: Digest,
}

/// An elector that somebody may vote for.
#[derive(Debug, Deserialize)]
pub struct Elector {
    /// The pseudonym.
    #[serde(with = "text")]
    pub elector: ElectorId,
    /// The ballot that a new one must name.
    pub latest_ballot: Option<Digest>,
}

/// How many took part.
#[derive(Debug, Deserialize)]
pub struct Turnout {
    /// Whether the figures are exact.
    pub is_final: bool,
    /// Electors that voted.
    pub heads: u64,
    /// Their area.
    pub area: String,
    /// All electors.
    pub heads_total: u64,
    /// Their area.
    pub area_total: String,
}

/// The deadlines of a meeting.
#[derive(Debug, Deserialize)]
pub struct Deadlines {
    /// Each of them.
    pub deadlines: Vec<DeadlineForm>,
}

/// An objection.
#[derive(Debug, Deserialize)]
pub struct Objection {
    /// Its identity.
    pub objection: Uuid,
}

/// An office, as the list of officers has it.
#[derive(Debug, Deserialize)]
pub struct Office {
    /// The grant.
    pub grant: Uuid,
    /// The role.
    #[serde(with = "text")]
    pub role: Role,
}

/// Where a process stands.
#[derive(Debug, Deserialize)]
pub struct Standing {
    /// The word for it.
    pub state: String,
}

/// What is due in a community.
#[derive(Debug, Deserialize)]
pub struct Dates {
    /// Each of them.
    pub dates: Vec<DueDate>,
}

/// Something that is due.
#[derive(Debug, Deserialize)]
pub struct DueDate {
    /// What.
    pub what: String,
    /// Its last day.
    pub last_day: String,
    /// Whether it was done.
    pub standing: String,
    /// Where the law says so.
    pub article: Option<String>,
}

/// A link under which programs read the calendar.
#[derive(Debug, Deserialize)]
pub struct Link {
    /// Its address.
    pub address: String,
}
