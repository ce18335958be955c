//! What other documents of the record say that the life of a community turns on.

use crate::domain::annals::{Call, NoticedElection, NoticedMatter, NoticedMeeting, Outcome};
use crate::domain::meetings::MatterId;
use crate::evidence::certificate::Certificate;
use crate::evidence::definition::{Definition, MatterForm, MeetingKind};

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
            Outcome::Elected { elected: names(&own.elected), alternates: names(&own.alternates) }
        }
        Some(_) => Outcome::Rejected,
        None if own.passed == Some(true) => Outcome::Carried,
        None => Outcome::Rejected,
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
