//! What the demonstration cannot do for itself, because it only speaks HTTP.

use std::path::PathBuf;

use super::signer::Random;
use crate::domain::instants::Instant;

/// The machine around the service, as whoever started it hands it over.
pub trait World {
    /// Where the service listens, such as `http://127.0.0.1:8080`.
    fn address(&self) -> &str;

    /// Whether it delivers the web client.
    fn shows_client(&self) -> bool;

    /// The one-time code of the operator.
    fn invitation(&self) -> &str;

    /// 32 bytes nobody can predict.
    fn random(&self) -> Random;

    /// The text message that a telephone got last.
    fn texted(&self, number: &str) -> Option<String>;

    /// Sets the service's clock; what is due by then happens.
    async fn wait_until(&self, now: Instant);

    /// Keeps a file and says where it is.
    fn keep(&self, file: File, bytes: &[u8]) -> anyhow::Result<PathBuf>;
}

/// A file that the demonstration leaves behind.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum File {
    /// The register as it was imported.
    Register,
    /// The keys that everything verifies with.
    Keys,
    /// The bundle for everybody.
    PublicBundle,
    /// The bundle for scrutineers, supervisor and court.
    AuditBundle,
    /// The whole record for everybody.
    PublicAnnals,
    /// The whole record for scrutineers, supervisor and court.
    AuditAnnals,
    /// The whole record, falsified.
    FalseAnnals,
    /// The calendar as programs read it.
    Feed,
    /// A voter's receipt.
    Receipt,
    /// The signed refusal of a ballot that came too late.
    Refusal,
}

impl File {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Register => "register.csv",
            Self::Keys => "keys.json",
            Self::PublicBundle => "public-bundle.jsonl",
            Self::AuditBundle => "audit-bundle.jsonl",
            Self::PublicAnnals => "public-annals.jsonl",
            Self::AuditAnnals => "audit-annals.jsonl",
            Self::FalseAnnals => "false-annals.jsonl",
            Self::Feed => "calendar.ics",
            Self::Receipt => "receipt.txt",
            Self::Refusal => "refusal.jws",
        }
    }
}
