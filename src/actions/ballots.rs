//! Casting a ballot, and handing in one that a second inbox took.

use super::committer::{self, Admission, IncomingBallot};
use super::convened::Convened;
use super::error::{ActionError, Thing};
use super::known::Claimed;
use super::{Service, service_keys};
use crate::domain::ballots::{Refusal, check_forwarding_time};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::evidence::ballots::BallotStatement;
use crate::evidence::digest::Digest;
use crate::evidence::forwarding::ForwardingError;
use crate::evidence::jws::{JwsError, Unverified};
use crate::evidence::receipt::Receipt;
use crate::evidence::statements::{BallotRefusal, Forwarding, Statement as _, StatementError, VERSION};
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
    let subject = Subject::of(community, meeting, &text, admission.now(service));
    let received_at = subject.received_at;
    take(service, admission, &subject, Taken { text, received_at, forwarding: None }).await
}

/// Takes a ballot that a second inbox of the meeting's definition took, with the inbox's signed word
/// on when it did: that is the ballot's time. It is taken until the count.
///
/// A ballot that is in the record, by whichever way it came, gets the same receipt again.
pub async fn forward(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    (text, forwarding): (String, String),
) -> Result<Receipt, ActionError> {
    let admission = committer::admit(service, community).await?;
    let subject = Subject::of(community, meeting, &text, admission.now(service));
    let convened = Convened::load(service.store().read(), community.uuid(), meeting).await?;
    let about = (&convened.address, subject.digest);
    let read = match Forwarding::of(&forwarding, &convened.definition.inboxes, about) {
        Ok((read, _)) => read,
        Err(ForwardingError::UnknownInbox) => {
            return Err(refuse(service, &subject, Refusal::UnknownInbox).await?);
        }
        Err(ForwardingError::Statement(error)) => return Err(error.into()),
        Err(
            error @ (ForwardingError::OtherOrigin
            | ForwardingError::OtherCommunity
            | ForwardingError::OtherMeeting
            | ForwardingError::OtherBallot),
        ) => return Err(ActionError::OtherForwarding(error)),
    };
    if let Err(refusal) = check_forwarding_time(read.received_at, subject.received_at) {
        return Err(refuse(service, &subject, refusal).await?);
    }
    let taken = Taken { text, received_at: read.received_at, forwarding: Some(forwarding) };
    take(service, admission, &subject, taken).await
}

/// Checks a ballot's signature and sends it to the committer.
async fn take(
    service: &Service,
    admission: Admission,
    subject: &Subject,
    taken: Taken,
) -> Result<Receipt, ActionError> {
    let Taken { text, received_at, forwarding } = taken;
    let Subject { community, meeting, digest, .. } = *subject;
    let jws = Unverified::parse(&text, BallotStatement::TYPE).map_err(StatementError::from)?;
    let statement = BallotStatement::read(jws.payload())?;
    let key = jws.key_id().clone();
    let ballot = statement.to_ballot();
    let claim = Claimed { key: key.clone(), elector: ballot.elector, mandate: ballot.mandate() };
    let known = committer::look_up(service, &admission, (community, meeting), claim).await?;
    let Some(enrolled) = &known.key else {
        return Err(refuse(service, subject, Refusal::KeyNotEnrolled).await?);
    };
    match jws.verify(&enrolled.public()?) {
        Ok(_) => {}
        // Signed, so that an inbox that forwards it knows that no other answer will come.
        Err(JwsError::BadSignature) => return Err(refuse(service, subject, Refusal::BadSignature).await?),
        Err(error) => return Err(StatementError::from(error).into()),
    }
    let incoming = IncomingBallot {
        community,
        meeting,
        ballot,
        text,
        digest,
        key,
        came_at: subject.received_at,
        received_at,
        known,
        forwarding,
    };
    match committer::cast(service, admission, incoming).await {
        Err(ActionError::Refused(refusal)) => Err(refuse(service, subject, refusal).await?),
        answer => answer,
    }
}

/// A ballot's bytes, its time, and by which way it came.
struct Taken {
    text: String,
    received_at: Instant,
    forwarding: Option<String>,
}

/// What a refusal is about.
struct Subject {
    community: CommunityId,
    meeting: MeetingId,
    digest: Digest,
    /// When the bytes came here, which is the time of a ballot that was not forwarded.
    received_at: Instant,
}

impl Subject {
    fn of(community: CommunityId, meeting: MeetingId, text: &str, received_at: Instant) -> Self {
        Self { community, meeting, digest: Digest::of(text.as_bytes()), received_at }
    }
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
    let key = service_keys::statements_of(service, subject.community.uuid()).await?;
    let statement = statement.sign(&key).map_err(ActionError::damaged)?;
    Ok(ActionError::BallotRefused { refusal, statement })
}
