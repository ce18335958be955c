//! Which documents a bundle shows: those that its entries name.

use std::collections::BTreeSet;

use crate::actions::error::ActionError;
use crate::domain::identity::Role;
use crate::domain::meetings::MeetingId;
use crate::evidence::bundle::DocumentKind;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::store::record;

/// The documents that entries name, each once, in the order of their first appearance.
#[derive(Default)]
pub(super) struct Named {
    pub(super) documents: Vec<(DocumentKind, Digest)>,
    pub(super) rolls: Vec<Digest>,
    /// The versions of the register that successions follow from.
    pub(super) registers: BTreeSet<u32>,
    /// The latest version of the register so far.
    latest: Option<u32>,
    seen: BTreeSet<Digest>,
    /// Whether the count is among the entries.
    pub(super) counted: bool,
}

impl Named {
    /// Notes the entries from before the notice.
    pub(super) fn note_all(&mut self, rows: &[record::Entry]) -> Result<(), ActionError> {
        for row in rows {
            let entry = Entry::parse(&row.bytes).map_err(ActionError::damaged)?;
            if let Fact::KeyEnrolled { statement, confirmations, .. } = entry.fact() {
                self.add_enrolment(*statement, confirmations);
            }
            if let Fact::RegisterImported { version, .. } = entry.fact() {
                self.latest = Some(*version);
            }
            if let Fact::RulesSet { document, .. } = entry.fact() {
                self.add(DocumentKind::Rules, *document);
            }
        }
        Ok(())
    }

    /// Notes an entry of the range; those of other meetings name nothing here.
    pub(super) fn note(&mut self, meeting: MeetingId, entry: &str) -> Result<(), ActionError> {
        let entry = Entry::parse(entry.as_bytes()).map_err(ActionError::damaged)?;
        if entry.fact().meeting().is_some_and(|other| other != meeting.uuid()) {
            return Ok(());
        }
        match entry.fact() {
            Fact::KeyEnrolled { statement, confirmations, .. } => {
                self.add_enrolment(*statement, confirmations);
            }
            Fact::RulesSet { document, .. } => self.add(DocumentKind::Rules, *document),
            Fact::MeetingNoticed { definition, roll, annex, statement, notice, .. } => {
                self.add(DocumentKind::Definition, *definition);
                self.add_roll(*roll);
                self.add(DocumentKind::Annex, *annex);
                self.add(DocumentKind::Notice, *statement);
                self.add(DocumentKind::NoticeText, *notice);
            }
            Fact::NoticeVersioned { notice, .. } => self.add(DocumentKind::NoticeText, *notice),
            Fact::UnitServed { by, evidence, details, .. } => {
                if let Some(acknowledged) = evidence.filter(|_| *by == Role::Owner) {
                    self.add(DocumentKind::Acknowledgement, acknowledged);
                }
                if let Some(details) = details {
                    self.add(DocumentKind::ServiceDetails, *details);
                }
            }
            Fact::ServiceAttempted { details: Some(details), .. } => {
                self.add(DocumentKind::ServiceDetails, *details);
            }
            Fact::RollAmended { statement, confirmation, roll, annex, .. } => {
                self.add(DocumentKind::RollAmendment, *statement);
                self.add(DocumentKind::RollConfirmation, *confirmation);
                self.add_roll(*roll);
                self.add(DocumentKind::Annex, *annex);
            }
            Fact::ObjectionRaised { text, .. } => self.add(DocumentKind::Objection, *text),
            Fact::ObjectionAnswered { answer, .. } => self.add(DocumentKind::Objection, *answer),
            Fact::LotCommitted { statement, .. } => self.add(DocumentKind::LotCommitment, *statement),
            Fact::LotRevealed { statement, .. } => self.add(DocumentKind::LotReveal, *statement),
            Fact::RepresentativeNominated { statement, .. }
            | Fact::RepresentationDisputed { statement, .. }
            | Fact::RepresentationDisputeWithdrawn { statement, .. }
            | Fact::RepresentationDecided { statement, .. } => {
                self.add(DocumentKind::Representation, *statement);
            }
            Fact::MandateGiven { statement, confirmation, .. }
            | Fact::MandateRevoked { statement, confirmation, .. }
            | Fact::DelegateAppointed { statement, confirmation, .. } => {
                self.add(DocumentKind::Mandate, *statement);
                if let Some(confirmation) = confirmation {
                    self.add(DocumentKind::Mandate, *confirmation);
                }
            }
            Fact::HolderExcluded { statement, .. } | Fact::OpinionRecorded { statement, .. } => {
                self.add(DocumentKind::Mandate, *statement);
            }
            Fact::PapersIssued { list, statement, .. } => {
                self.add(DocumentKind::PaperList, *list);
                self.add(DocumentKind::Paper, *statement);
            }
            Fact::PaperReturned { statement, .. }
            | Fact::PaperWithdrawn { statement, .. }
            | Fact::PaperEntered { statement, .. }
            | Fact::PapersCounted { statement, .. }
            | Fact::PapersSampled { statement, .. } => self.add(DocumentKind::Paper, *statement),
            Fact::AssistanceRecorded { statement, confirmation, .. } => {
                self.add(DocumentKind::Assistance, *statement);
                self.add(DocumentKind::Assistance, *confirmation);
            }
            Fact::SuccessionRecorded { statement, confirmation, .. } => {
                self.add(DocumentKind::Succession, *statement);
                self.add(DocumentKind::Succession, *confirmation);
                self.registers.extend(self.latest);
            }
            Fact::MeetingOpened { roll, .. } => self.add_roll(*roll),
            Fact::BallotReceived { forwarding: Some(forwarding), .. } => {
                self.add(DocumentKind::Forwarding, *forwarding);
            }
            Fact::MeetingCounted { .. } => self.counted = true,
            Fact::RegisterImported { version, .. } => self.latest = Some(*version),
            Fact::KeyRevoked { .. }
            | Fact::AuditMaterialErased { .. }
            | Fact::ActRecorded { .. }
            | Fact::RoleGranted { .. }
            | Fact::RoleEnded { .. }
            | Fact::ServiceKeyReplaced { .. }
            | Fact::ObjectionWithdrawn { .. }
            | Fact::ServiceAttempted { details: None, .. }
            | Fact::BallotReceived { forwarding: None, .. }
            | Fact::MeetingExtended { .. }
            | Fact::MeetingClosed { .. }
            | Fact::CertificateSigned { .. }
            | Fact::ResultAnnounced { .. }
            | Fact::MeetingCancelled { .. }
            | Fact::MeetingAnnulled { .. } => {}
        }
        Ok(())
    }

    fn add_roll(&mut self, digest: Digest) {
        self.rolls.push(digest);
        self.add(DocumentKind::Roll, digest);
    }

    fn add_enrolment(&mut self, statement: Digest, confirmations: &[Digest]) {
        self.add(DocumentKind::Enrolment, statement);
        for confirmation in confirmations {
            self.add(DocumentKind::EnrolmentConfirmation, *confirmation);
        }
    }

    fn add(&mut self, kind: DocumentKind, digest: Digest) {
        if self.seen.insert(digest) {
            self.documents.push((kind, digest));
        }
    }
}
