//! What facts and documents of the record say that the life of a community turns on.

use uuid::Uuid;

use crate::domain::annals::{
    Call, Event, NoticedElection, NoticedMatter, NoticedMeeting, ObjectionTurn, Outcome,
};
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::objections::ObjectionOutcome;
use crate::evidence::certificate::Certificate;
use crate::evidence::definition::{Definition, MatterForm, MeetingKind};
use crate::evidence::entries::Fact;

/// What a fact means for the life of a community, if it means something and names no document for it.
#[must_use]
pub fn event(fact: &Fact) -> Option<Event> {
    Some(match fact {
        Fact::RegisterImported { version, .. } => Event::RegisterImported { version: *version },
        Fact::RoleGranted { grant, role, until, enrolment } => {
            let key = enrolment.fingerprint();
            Event::Granted { grant: *grant, role: *role, until: *until, key }
        }
        Fact::RoleEnded { grant, .. } => Event::GrantEnded { grant: *grant },
        Fact::MeetingOpened { meeting, .. } => Event::Opened { meeting: MeetingId::new(*meeting) },
        Fact::MeetingClosed { meeting, .. } => Event::Closed { meeting: MeetingId::new(*meeting) },
        Fact::ResultAnnounced { meeting, .. } => Event::Announced { meeting: MeetingId::new(*meeting) },
        Fact::MeetingCancelled { meeting, .. } => Event::Cancelled { meeting: MeetingId::new(*meeting) },
        Fact::MeetingAnnulled { meeting, .. } => Event::Annulled { meeting: MeetingId::new(*meeting) },
        Fact::ObjectionRaised { meeting, objection, stage, .. } => {
            objected((*meeting, *objection), ObjectionTurn::Raised(*stage))
        }
        Fact::ObjectionWithdrawn { meeting, objection, .. } => {
            objected((*meeting, *objection), ObjectionTurn::Withdrawn)
        }
        Fact::ObjectionAnswered { meeting, objection, upheld, .. } => {
            let outcome = if *upheld { ObjectionOutcome::Upheld } else { ObjectionOutcome::Dismissed };
            objected((*meeting, *objection), ObjectionTurn::Answered(outcome))
        }
        Fact::MeetingNoticed { .. }
        | Fact::MeetingCounted { .. }
        | Fact::RulesSet { .. }
        | Fact::KeyEnrolled { .. }
        | Fact::KeyRevoked { .. }
        | Fact::ServiceKeyReplaced { .. }
        | Fact::ActRecorded { .. }
        | Fact::AuditMaterialErased { .. }
        | Fact::RollAmended { .. }
        | Fact::LotCommitted { .. }
        | Fact::LotRevealed { .. }
        | Fact::UnitServed { .. }
        | Fact::ServiceAttempted { .. }
        | Fact::NoticeVersioned { .. }
        | Fact::BallotReceived { .. }
        | Fact::RepresentativeNominated { .. }
        | Fact::RepresentationDisputed { .. }
        | Fact::RepresentationDisputeWithdrawn { .. }
        | Fact::RepresentationDecided { .. }
        | Fact::MandateGiven { .. }
        | Fact::MandateRevoked { .. }
        | Fact::HolderExcluded { .. }
        | Fact::DelegateAppointed { .. }
        | Fact::OpinionRecorded { .. }
        | Fact::PapersIssued { .. }
        | Fact::PaperReturned { .. }
        | Fact::PaperWithdrawn { .. }
        | Fact::PaperEntered { .. }
        | Fact::PapersCounted { .. }
        | Fact::PapersSampled { .. }
        | Fact::AssistanceRecorded { .. }
        | Fact::SuccessionRecorded { .. }
        | Fact::MeetingExtended { .. }
        | Fact::CertificateSigned { .. } => return None,
    })
}

/// The meeting that a definition defines.
#[must_use]
pub fn noticed(definition: &Definition) -> NoticedMeeting {
    let call = match definition.kind {
        MeetingKind::Inaugural => Call::Inaugural,
        MeetingKind::Regular => Call::Regular,
        MeetingKind::Extraordinary => Call::Extraordinary,
    };
    NoticedMeeting {
        meeting: definition.meeting_id(),
        call,
        opens_at: definition.opens_at,
        closes_at: definition.closes_at,
        matters: definition.matters.iter().map(matter).collect(),
    }
}

/// What a certificate says was decided, in the order of the agenda.
#[must_use]
pub fn outcomes(certificate: &Certificate) -> Vec<(MatterId, Outcome)> {
    let names = |names: &Option<Vec<String>>| {
        let names = names.iter().flatten().filter_map(|name| name.parse().ok());
        names.collect::<Vec<_>>()
    };
    let outcome = |own: &crate::evidence::verdict::VerdictForm| match &own.elected {
        Some(_) if own.passed == Some(true) => {
            // Who ties for the last seat comes before any alternate: until they stood again the seat is vacant.
            let has_runoff = own.runoff.as_ref().is_some_and(|names| !names.is_empty());
            let alternates = if has_runoff { Vec::new() } else { names(&own.alternates) };
            Outcome::Elected { elected: names(&own.elected), alternates }
        }
        None if own.passed == Some(true) => Outcome::Carried,
        Some(_) | None => Outcome::Rejected,
    };
    certificate.matters.iter().map(|own| (own.matter.clone(), outcome(&own.verdict))).collect()
}

fn matter(form: &MatterForm) -> NoticedMatter {
    let election = form.seats.map(|seats| NoticedElection {
        seats,
        candidates: form.candidates.iter().map(|own| own.candidate.clone()).collect(),
    });
    NoticedMatter { matter: form.matter.clone(), kind: form.kind.clone(), election }
}

fn objected((meeting, objection): (Uuid, Uuid), turn: ObjectionTurn) -> Event {
    Event::Objected { meeting: MeetingId::new(meeting), objection, turn }
}
