//! What goes by while a bundle is written: which documents its entries name, and where.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use crate::actions::error::ActionError;
use crate::evidence::bundle::{DocumentKind, Line};
use crate::evidence::certificate::SignedCertificate;
use crate::evidence::digest::Digest;
use crate::evidence::trust::ServiceKeysDocument;

/// What there is of every owner stays in the bundle; any other document is a file of its own.
const IN_BUNDLE: [DocumentKind; 5] = [
    DocumentKind::Ballot,
    DocumentKind::Enrolment,
    DocumentKind::EnrolmentConfirmation,
    DocumentKind::ServiceDetails,
    DocumentKind::Acknowledgement,
];

/// Notes of one bundle.
#[derive(Default)]
pub(super) struct Seen {
    /// The first entry that names a hash.
    named: BTreeMap<Digest, u64>,
    /// The documents that are files of their own, in the order of the bundle.
    pub(super) documents: Vec<(DocumentKind, Digest)>,
    /// The entries of the meeting, line by line.
    pub(super) entries: Vec<u8>,
    /// The keys of the service.
    pub(super) keys: Option<ServiceKeysDocument>,
    /// The certificate.
    pub(super) certificate: Option<SignedCertificate>,
    /// How many entries the record had.
    pub(super) size: u64,
}

impl Seen {
    /// Notes a line of the bundle of this meeting.
    pub(super) fn note(&mut self, meeting: Uuid, bytes: &[u8]) -> Result<(), ActionError> {
        let line = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        match Line::parse(line).map_err(ActionError::damaged)? {
            Line::Header { keys, to, .. } => {
                self.keys = Some(*keys);
                self.size = to;
            }
            Line::Earlier { index, entry, .. } | Line::Entry { index, entry } => {
                self.note_entry(meeting, (index, &entry))?;
            }
            Line::Document { kind, sha256, .. } => {
                if !IN_BUNDLE.contains(&kind) {
                    self.documents.push((kind, sha256));
                }
            }
            Line::Certificate { jws } => self.certificate = Some(jws),
            Line::Calendar { .. }
            | Line::Peaks { .. }
            | Line::Cosigned { .. }
            | Line::Checkpoint { .. }
            | Line::End { .. } => {}
        }
        Ok(())
    }

    /// The entry that names a hash first.
    pub(super) fn entry(&self, digest: Digest) -> Option<u64> {
        self.named.get(&digest).copied()
    }

    /// The hashes that entries of a kind name in one of their fields.
    pub(super) fn note_entry(
        &mut self,
        meeting: Uuid,
        (index, entry): (u64, &str),
    ) -> Result<(), ActionError> {
        let read: Value = serde_json::from_str(entry).map_err(ActionError::damaged)?;
        let fact = read.get("fact");
        let of = fact.and_then(|fact| fact.get("meeting")).and_then(Value::as_str);
        if of.is_some_and(|of| of != meeting.to_string()) {
            return Ok(());
        }
        if of.is_some() {
            let line = format!("{{\"index\":{index},\"entry\":{entry}}}\n");
            self.entries.extend_from_slice(line.as_bytes());
        }
        if let Some(fact) = fact {
            self.note_hashes(index, fact);
        }
        Ok(())
    }

    fn note_hashes(&mut self, index: u64, value: &Value) {
        match value {
            Value::String(text) => {
                if let Ok(digest) = text.parse() {
                    self.named.entry(digest).or_insert(index);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.note_hashes(index, item)),
            Value::Object(fields) => fields.values().for_each(|field| self.note_hashes(index, field)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}
