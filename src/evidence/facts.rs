//! What can be asked of any fact: its kind, its meeting, the service of notice that it tells of.

use uuid::Uuid;

use super::entries::Fact;
use crate::domain::services::Served;

impl Fact {
    /// The identifier of its kind, as written in the entry.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::RegisterImported { .. } => "register_imported",
            Self::RulesSet { .. } => "rules_set",
            Self::KeyEnrolled { .. } => "key_enrolled",
            Self::KeyRevoked { .. } => "key_revoked",
            Self::RoleGranted { .. } => "role_granted",
            Self::RoleEnded { .. } => "role_ended",
            Self::ServiceKeyReplaced { .. } => "service_key_replaced",
            Self::MeetingNoticed { .. } => "meeting_noticed",
            Self::RollAmended { .. } => "roll_amended",
            Self::ObjectionRaised { .. } => "objection_raised",
            Self::ObjectionWithdrawn { .. } => "objection_withdrawn",
            Self::ObjectionAnswered { .. } => "objection_answered",
            Self::LotCommitted { .. } => "lot_committed",
            Self::UnitServed { .. } => "unit_served",
            Self::ServiceAttempted { .. } => "service_attempted",
            Self::NoticeVersioned { .. } => "notice_versioned",
            Self::MeetingOpened { .. } => "meeting_opened",
            Self::BallotReceived { .. } => "ballot_received",
            Self::RepresentativeNominated { .. } => "representative_nominated",
            Self::RepresentationDisputed { .. } => "representation_disputed",
            Self::RepresentationDisputeWithdrawn { .. } => "representation_dispute_withdrawn",
            Self::RepresentationDecided { .. } => "representation_decided",
            Self::MandateGiven { .. } => "mandate_given",
            Self::MandateRevoked { .. } => "mandate_revoked",
            Self::HolderExcluded { .. } => "holder_excluded",
            Self::DelegateAppointed { .. } => "delegate_appointed",
            Self::OpinionRecorded { .. } => "opinion_recorded",
            Self::PapersIssued { .. } => "papers_issued",
            Self::PaperReturned { .. } => "paper_returned",
            Self::PaperWithdrawn { .. } => "paper_withdrawn",
            Self::PaperEntered { .. } => "paper_entered",
            Self::PapersCounted { .. } => "papers_counted",
            Self::PapersSampled { .. } => "papers_sampled",
            Self::AssistanceRecorded { .. } => "assistance_recorded",
            Self::SuccessionRecorded { .. } => "succession_recorded",
            Self::MeetingExtended { .. } => "meeting_extended",
            Self::MeetingClosed { .. } => "meeting_closed",
            Self::LotRevealed { .. } => "lot_revealed",
            Self::MeetingCounted { .. } => "meeting_counted",
            Self::CertificateSigned { .. } => "certificate_signed",
            Self::ResultAnnounced { .. } => "result_announced",
            Self::MeetingCancelled { .. } => "meeting_cancelled",
            Self::MeetingAnnulled { .. } => "meeting_annulled",
            Self::AuditMaterialErased { .. } => "audit_material_erased",
            Self::ActRecorded { .. } => "act_recorded",
        }
    }

    /// The service of notice that it tells of, if it is one.
    #[must_use]
    pub fn service(&self) -> Option<Served> {
        let Self::UnitServed { unit, channel, served_at, by, version, evidence, .. } = self else {
            return None;
        };
        let (channel, served_at, by, version) = (*channel, *served_at, *by, *version);
        let evidence = evidence.map(|digest| digest.fingerprint());
        Some(Served { unit: unit.clone(), channel, served_at, by, version, evidence })
    }

    /// The failed service that it tells of, if it is one.
    #[must_use]
    pub fn attempt(&self) -> Option<Served> {
        let Self::ServiceAttempted { unit, channel, attempted_at, by, version, evidence, .. } = self else {
            return None;
        };
        let (channel, served_at, by, version) = (*channel, *attempted_at, *by, *version);
        let evidence = evidence.map(|digest| digest.fingerprint());
        Some(Served { unit: unit.clone(), channel, served_at, by, version, evidence })
    }

    /// The meeting it belongs to; register, rules, keys and roles belong to none.
    #[must_use]
    pub const fn meeting(&self) -> Option<Uuid> {
        match self {
            Self::RegisterImported { .. }
            | Self::RulesSet { .. }
            | Self::KeyEnrolled { .. }
            | Self::KeyRevoked { .. }
            | Self::RoleGranted { .. }
            | Self::RoleEnded { .. }
            | Self::AuditMaterialErased { .. }
            | Self::ActRecorded { .. }
            | Self::ServiceKeyReplaced { .. } => None,
            Self::MeetingNoticed { meeting, .. }
            | Self::RollAmended { meeting, .. }
            | Self::ObjectionRaised { meeting, .. }
            | Self::ObjectionWithdrawn { meeting, .. }
            | Self::ObjectionAnswered { meeting, .. }
            | Self::LotCommitted { meeting, .. }
            | Self::UnitServed { meeting, .. }
            | Self::ServiceAttempted { meeting, .. }
            | Self::NoticeVersioned { meeting, .. }
            | Self::MeetingOpened { meeting, .. }
            | Self::BallotReceived { meeting, .. }
            | Self::RepresentativeNominated { meeting, .. }
            | Self::RepresentationDisputed { meeting, .. }
            | Self::RepresentationDisputeWithdrawn { meeting, .. }
            | Self::RepresentationDecided { meeting, .. }
            | Self::MandateGiven { meeting, .. }
            | Self::MandateRevoked { meeting, .. }
            | Self::HolderExcluded { meeting, .. }
            | Self::DelegateAppointed { meeting, .. }
            | Self::OpinionRecorded { meeting, .. }
            | Self::PapersIssued { meeting, .. }
            | Self::PaperReturned { meeting, .. }
            | Self::PaperWithdrawn { meeting, .. }
            | Self::PaperEntered { meeting, .. }
            | Self::PapersCounted { meeting, .. }
            | Self::PapersSampled { meeting, .. }
            | Self::AssistanceRecorded { meeting, .. }
            | Self::SuccessionRecorded { meeting, .. }
            | Self::MeetingExtended { meeting, .. }
            | Self::MeetingClosed { meeting, .. }
            | Self::LotRevealed { meeting, .. }
            | Self::MeetingCounted { meeting, .. }
            | Self::CertificateSigned { meeting, .. }
            | Self::ResultAnnounced { meeting, .. }
            | Self::MeetingCancelled { meeting, .. }
            | Self::MeetingAnnulled { meeting, .. } => Some(*meeting),
        }
    }
}
