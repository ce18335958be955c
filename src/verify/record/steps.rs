//! What entries do to the meeting they are of.

use crate::domain::meetings::MeetingAction;
use crate::evidence::entries::{Fact, ObjectionStage};

/// What a fact does to the meeting; what becomes of an objection changes nothing.
pub(in crate::verify) const fn action(fact: &Fact) -> Option<MeetingAction> {
    use MeetingAction as A;
    Some(match fact {
        Fact::MeetingNoticed { .. } => A::GiveNotice,
        Fact::RollAmended { .. } => A::AmendRoll,
        Fact::ObjectionRaised { stage: ObjectionStage::Roll | ObjectionStage::Candidates, .. } => {
            A::ObjectToRoll
        }
        Fact::ObjectionRaised { stage: ObjectionStage::Competence, .. } => A::ObjectToCompetence,
        Fact::ObjectionRaised { stage: ObjectionStage::Result, .. } => A::ObjectToResult,
        Fact::LotCommitted { .. } => A::CommitLot,
        Fact::UnitServed { .. } | Fact::ServiceAttempted { .. } => A::RecordService,
        Fact::NoticeVersioned { .. } => A::CorrectNotice,
        Fact::MeetingOpened { .. } => A::Open,
        Fact::RepresentativeNominated { .. } => A::NameRepresentative,
        Fact::RepresentationDisputed { .. } => A::ObjectToRepresentative,
        Fact::RepresentationDisputeWithdrawn { .. } => A::WithdrawFromDispute,
        Fact::RepresentationDecided { .. } => A::DecideRepresentation,
        Fact::MandateGiven { .. }
        | Fact::MandateRevoked { .. }
        | Fact::HolderExcluded { .. }
        | Fact::DelegateAppointed { .. }
        | Fact::OpinionRecorded { .. } => A::KeepMandates,
        Fact::PapersIssued { .. } => A::IssuePapers,
        Fact::PaperReturned { .. } | Fact::PaperWithdrawn { .. } => A::LogPaper,
        Fact::PaperEntered { .. } => A::EnterPaper,
        Fact::PapersCounted { .. } => A::CountPapers,
        Fact::PapersSampled { .. } => A::SamplePapers,
        Fact::AssistanceRecorded { .. } => A::RecordAssistance,
        Fact::SuccessionRecorded { .. } => A::RecordSuccession,
        Fact::MeetingExtended { .. } => A::Extend,
        Fact::MeetingClosed { .. } => A::Close,
        Fact::LotRevealed { .. } => A::RevealLot,
        Fact::MeetingCounted { .. } => A::Count,
        Fact::CertificateSigned { .. } => A::Countersign,
        Fact::ResultAnnounced { .. } => A::Announce,
        Fact::MeetingCancelled { .. } => A::Cancel,
        Fact::MeetingAnnulled { .. } => A::Annul,
        // Ballots are judged one by one.
        Fact::BallotReceived { .. }
        | Fact::ObjectionWithdrawn { .. }
        | Fact::ObjectionAnswered { .. }
        | Fact::RegisterImported { .. }
        | Fact::RulesSet { .. }
        | Fact::KeyEnrolled { .. }
        | Fact::KeyRevoked { .. }
        | Fact::AuditMaterialErased { .. }
        | Fact::ActRecorded { .. }
        | Fact::RoleGranted { .. }
        | Fact::RoleEnded { .. }
        | Fact::ServiceKeyReplaced { .. } => return None,
    })
}
