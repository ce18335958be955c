//! What is signed about delegates: that somebody was elected, and the opinion of a principal that they recorded.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ballots::MatterChoice;
use super::digest::Digest;
use super::jws::StatementType;
use super::statements::{Statement, StatementError, check_nonce, check_version};
use super::text;
use crate::domain::mandates::Appointment;
use crate::domain::register::{OwnerId, PlaceName};

/// What an officer reads in the minutes of the election of a delegate, for one meeting.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DelegateAppointment {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The owner who was elected, as the register names them.
    #[serde(with = "text")]
    pub delegate: OwnerId,
    /// The building.
    #[serde(with = "text")]
    pub building: PlaceName,
    /// One entrance of it; null for all of them.
    #[serde(with = "text::option")]
    pub entrance: Option<PlaceName>,
    /// The first day of the term.
    #[serde(with = "text")]
    pub from: Date,
    /// The last day of the term.
    #[serde(with = "text")]
    pub until: Date,
    /// The hash of the minutes of the election.
    pub minutes: Digest,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

/// An appointment as tables and lists hold it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AppointmentForm {
    /// The owner who was elected, as the register names them.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub delegate: OwnerId,
    /// The building.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub building: PlaceName,
    /// One entrance of it; null for all of them.
    #[serde(with = "text::option")]
    #[cfg_attr(feature = "server", schema(value_type = Option<String>))]
    pub entrance: Option<PlaceName>,
    /// The first day of the term.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, format = Date))]
    pub from: Date,
    /// The last day of the term.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, format = Date))]
    pub until: Date,
}

/// What a delegate recorded as the opinion of a principal.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OpinionStatement {
    /// Version of this form.
    pub v: u8,
    /// The record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The hash of the signed mandate.
    pub mandate: Digest,
    /// What the principal wants, on every matter that the elector decides.
    pub choices: Vec<MatterChoice>,
    /// The hash of what was recorded: a sheet, a form, a recording.
    pub evidence: Digest,
    /// At least 128 random bits, base64url.
    pub nonce: String,
}

impl Statement for DelegateAppointment {
    const TYPE: StatementType = StatementType::DelegateAppointment;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)
    }
}

impl Statement for OpinionStatement {
    const TYPE: StatementType = StatementType::Opinion;

    fn check(&self) -> Result<(), StatementError> {
        check_version(self.v)?;
        check_nonce(&self.nonce)?;
        self.choices.iter().try_for_each(MatterChoice::check)
    }
}

impl From<AppointmentForm> for Appointment {
    fn from(form: AppointmentForm) -> Self {
        let AppointmentForm { delegate, building, entrance, from, until } = form;
        Self { delegate, building, entrance, from, until }
    }
}

impl From<&Appointment> for AppointmentForm {
    fn from(own: &Appointment) -> Self {
        let Appointment { delegate, building, entrance, from, until } = own.clone();
        Self { delegate, building, entrance, from, until }
    }
}

impl DelegateAppointment {
    /// It as the domain knows it.
    #[must_use]
    pub fn appointment(self) -> Appointment {
        let Self { delegate, building, entrance, from, until, .. } = self;
        Appointment { delegate, building, entrance, from, until }
    }
}
