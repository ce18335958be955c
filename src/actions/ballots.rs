//! Casting a ballot.

use super::Service;
use super::committer::{self, IncomingBallot};
use super::error::{ActionError, Thing};
use super::known::Claimed;
use crate::domain::ballots::Refusal;
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::evidence::ballots::BallotStatement;
use crate::evidence::digest::Digest;
use crate::evidence::jws::Unverified;
use crate::evidence::receipt::Receipt;
use crate::evidence::statements::{BallotRefusal, Statement as _, StatementError, VERSION};
use crate::store::communities;

/// Takes a signed ballot and answers, once it is on disk, with its receipt.
///
/// The ballot's time is taken when it is let in. The same bytes again get the same receipt.
pub async fn cast(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    text: String,
) -> Result<Receipt, ActionError> {
    let admission = committer::admit(service, community).await?;
    let received_at = admission.now(service);
    let digest = Digest::of(text.as_bytes());
    let jws = Unverified::parse(&text, BallotStatement::TYPE).map_err(StatementError::from)?;
    let statement = BallotStatement::read(jws.payload())?;
    let key = jws.key_id().clone();
    let subject = Subject { community, meeting, digest, received_at };
    let ballot = statement.to_ballot();
    let claim = Claimed { key: key.clone(), elector: ballot.elector };
    let known = committer::look_up(service, &admission, (community, meeting), claim).await?;
    let Some(enrolled) = &known.key else {
        return Err(refuse(service, &subject, Refusal::KeyNotEnrolled).await?);
    };
    jws.verify(&enrolled.public).map_err(StatementError::from)?;
    let incoming = IncomingBallot { community, meeting, ballot, text, digest, key, received_at, known };
    match committer::cast(service, admission, incoming).await {
        Err(ActionError::Refused(refusal)) => Err(refuse(service, &subject, refusal).await?),
        answer => answer,
    }
}

/// What a refusal is about.
struct Subject {
    community: CommunityId,
    meeting: MeetingId,
    digest: Digest,
    received_at: Instant,
}

/// Signs a refusal, so that whoever was refused can show it.
async fn refuse(service: &Service, subject: &Subject, refusal: Refusal) -> Result<ActionError, ActionError> {
    let community = communities::find(service.store().read(), subject.community.uuid()).await?;
    let community = community.ok_or(ActionError::NotFound(Thing::Community))?;
    let statement = BallotRefusal {
        v: VERSION,
        origin: community.origin,
        community: subject.community.uuid(),
        meeting: subject.meeting.uuid(),
        ballot: subject.digest,
        code: refusal.code().to_owned(),
        received_at: subject.received_at,
    };
    let statement = statement.sign(&service.keys().statements).map_err(ActionError::damaged)?;
    Ok(ActionError::BallotRefused { refusal, statement })
}
