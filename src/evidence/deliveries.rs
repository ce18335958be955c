//! What a carrier said of a notice on its way: the trace that a service by mail or message leaves behind.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::domain::messages::ReportState;
use crate::domain::register::UnitLabel;
use crate::domain::services::Channel;
use crate::evidence::digest::{CanonicalError, Digest, canonical};
use crate::evidence::document::{self, DocumentError};
use crate::evidence::text::{self, Text};

/// A report of delivery. It names units and no person; the message's identifier keeps its hash from being guessed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveryReport {
    /// Version of this form.
    pub v: u32,
    /// The origin of the record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// The hash of its definition.
    pub definition: Digest,
    /// The version of the notice.
    pub version: u32,
    /// The units of whoever got the message, in order.
    pub units: Vec<Text<UnitLabel>>,
    /// `email` or `message`.
    #[serde(with = "text")]
    pub channel: Channel,
    /// The message.
    pub message: Uuid,
    /// What the carrier says became of it.
    #[serde(with = "text")]
    pub state: ReportState,
    /// By what the carrier knows it: a number in its queue.
    pub reference: String,
    /// When the service heard of it.
    #[serde(with = "text")]
    pub reported_at: Instant,
    /// When it happened, as the carrier says; null where it does not.
    #[serde(with = "text::option")]
    pub stated_at: Option<Instant>,
}

impl DeliveryReport {
    /// The version of the form written here.
    pub const VERSION: u32 = 1;

    /// The canonical JSON (RFC 8785), whose SHA-256 is the evidence of the service.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical(self)
    }

    /// The report these bytes are, exactly as it would be written.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DocumentError> {
        let read: Self = document::read(bytes)?;
        if read.v == Self::VERSION { Ok(read) } else { Err(DocumentError::UnknownVersion(read.v)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_from_its_own_bytes_and_from_no_others() {
        let at = "2026-05-04T08:10:00Z".parse().unwrap();
        let report = DeliveryReport {
            v: DeliveryReport::VERSION,
            origin: "vote.example.org/1".to_owned(),
            community: Uuid::nil(),
            meeting: Uuid::nil(),
            definition: Digest::of(b"definition"),
            version: 1,
            units: vec![Text("3-1-0502".parse().unwrap())],
            channel: Channel::Email,
            message: Uuid::nil(),
            state: ReportState::Accepted,
            reference: "2.0.0 Ok: queued as 4F2A".to_owned(),
            reported_at: at,
            stated_at: None,
        };
        let bytes = report.to_bytes().unwrap();
        assert_eq!(DeliveryReport::from_bytes(&bytes).unwrap(), report);
        let text = String::from_utf8(bytes).unwrap();
        for (from, to) in
            [("\"v\":1", "\"v\":2"), ("{\"ch", "{ \"ch"), ("accepted", "read"), ("\"3-1-0502\"", "7")]
        {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text);
            assert!(DeliveryReport::from_bytes(changed.as_bytes()).is_err(), "{changed}");
        }
    }
}
