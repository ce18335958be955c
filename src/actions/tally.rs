//! Counting, certifying, and making a result final.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::Service;
use super::acts;
use super::admitted::shared;
use super::clockwork;
use super::committer::publish;
use super::convened::{Convened, Moved};
use super::docket;
use super::effective::{self, Effective};
use super::error::{ActionError, Thing};
use super::lots::{self, Draw};
use super::messages::broadcasts;
use super::officers::officer_key;
use super::paper;
use super::papers::read_roll;
use super::served;
use super::service_keys;
use super::turn::Turn;
use crate::domain::annals::Event;
use crate::domain::ballots::FORWARDING_GRACE_SECONDS;
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{Matter, MeetingAction, MeetingId, MeetingState};
use crate::domain::messages::MessageKind;
use crate::domain::objections::{ObjectionStage, ObjectionStanding};
use crate::domain::rules::Switches;
use crate::domain::tally::{Counted, Lot, Poll, Terms, judge, terms_of};
use crate::evidence::acts::outcomes;
use crate::evidence::certificate::{
    Certificate, CertificateSignature, CloseForm, MatterVerdict, SignedCertificate, SignerForm,
};
use crate::evidence::decision::Decision;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::evidence::jws::{DetachedSignature, PublicKey, StatementType, sign_detached};
use crate::evidence::lots::draw;
use crate::evidence::rendered;
use crate::evidence::statements::StatementError;
use crate::store::identity::enrolments;
use crate::store::trail;
use crate::store::{ballots, certificates, record};

/// As what the service signs a certificate: under no role of a person.
const SERVICE: &str = "service";

/// Counts a closed meeting and certifies the result with the service's signature; where the
/// definition names inboxes, [`FORWARDING_GRACE_SECONDS`] after the close at the earliest. Where the lot
/// decides between equal votes it waits for what officers committed to.
pub async fn count(service: &Service, community: CommunityId, meeting: MeetingId) -> Result<(), ActionError> {
    // The closing entry is the last of its turn: what is certified is the tree it leaves.
    // That the clock has closed the meeting is nobody's act.
    trail::aside(publish(service, community, async |turn| {
        let (connection, action) = (turn.transaction(), MeetingAction::Count);
        let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
        clockwork::open_if_due(turn, &mut convened).await?;
        clockwork::close_if_due(turn, &mut convened).await
    }))
    .await?;
    publish(service, community, async |turn| {
        let mut convened = Convened::load(turn.transaction(), turn.community_id(), meeting).await?;
        convened.allows(MeetingAction::Count)?;
        await_forwarded(turn, &convened).await?;
        paper::check_reconciled(turn.transaction(), &convened).await?;
        let certificate = certify(turn.transaction(), &convened, turn.at()).await?;
        let payload = certificate.to_bytes().map_err(ActionError::damaged)?;
        let payload_digest = Digest::of(&payload);
        let row = certificates::Certificate {
            community_id: turn.community_id(),
            meeting_id: meeting.uuid(),
            payload: payload.clone(),
            payload_digest,
            counted_at: turn.at(),
        };
        certificates::insert(turn.transaction(), row).await?;
        let own = turn.statements_key()?;
        let signed = sign_detached(&own, StatementType::Certificate, &payload);
        let fact = Fact::MeetingCounted { meeting: meeting.uuid(), certificate: payload_digest };
        let event = Event::Counted { meeting, outcomes: outcomes(&certificate) };
        let entry_index = acts::publish_event(turn, fact, &event).await?;
        let row = certificates::CertificateSignature {
            community_id: turn.community_id(),
            meeting_id: meeting.uuid(),
            position: 0,
            role: SERVICE.to_owned(),
            protected: signed.protected,
            signature: signed.signature,
            thumbprint: PublicKey::of(&own).id().to_string(),
            entry_index,
        };
        certificates::insert_signature(turn.transaction(), row).await?;
        let place = (turn.community_id(), meeting.uuid());
        broadcasts::begin(turn.transaction(), place, MessageKind::PreliminaryResult, turn.at()).await?;
        convened.advance(turn.transaction(), MeetingAction::Count, Moved::default()).await
    })
    .await
}

/// Adds an officer's signature to the certificate.
pub async fn countersign(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    (account, role): (Uuid, Role),
    signature: DetachedSignature,
) -> Result<(), ActionError> {
    publish(service, community, async |turn| {
        let (connection, action) = (turn.transaction(), MeetingAction::Countersign);
        let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
        convened.allows(action)?;
        let certificate = certificates::find(turn.transaction(), turn.community_id(), meeting.uuid()).await?;
        let certificate = certificate.ok_or(ActionError::NotFound(Thing::Certificate))?;
        let typ = StatementType::Certificate;
        let key = signature.key_id(typ).map_err(StatementError::from)?;
        let (key, _) = officer_key(turn, account, &key, &[role]).await?;
        signature.verify(typ, &certificate.payload, &key).map_err(StatementError::from)?;
        let signed = CertificateSignature::new(signature.clone(), SignerForm { role: Some(role), key });
        let fact = Fact::CertificateSigned {
            meeting: meeting.uuid(),
            certificate: certificate.payload_digest,
            role,
            signature: signed.digest().map_err(ActionError::damaged)?,
        };
        let entry_index = turn.publish(fact)?;
        let (transaction, id) = (turn.transaction(), turn.community_id());
        let earlier = certificates::signatures(transaction, id, meeting.uuid()).await?;
        if earlier.iter().any(|row| row.thumbprint == key.id().as_str()) {
            return Err(ActionError::AlreadyThere);
        }
        let row = certificates::CertificateSignature {
            community_id: id,
            meeting_id: meeting.uuid(),
            position: u32::try_from(earlier.len()).map_err(ActionError::damaged)?,
            role: role.as_str().to_owned(),
            protected: signature.protected.clone(),
            signature: signature.signature.clone(),
            thumbprint: key.id().to_string(),
            entry_index,
        };
        certificates::insert_signature(transaction, row).await?;
        convened.advance(turn.transaction(), MeetingAction::Countersign, Moved::default()).await
    })
    .await
}

/// Makes a counted result final, once the objection period has ended; objections that are still
/// open are named in the record and hold nothing up.
pub async fn announce(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<(), ActionError> {
    publish(service, community, async |turn| {
        let (connection, action) = (turn.transaction(), MeetingAction::Announce);
        let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
        convened.allows(action)?;
        let certificate = certificates::find(turn.transaction(), turn.community_id(), meeting.uuid()).await?;
        let certificate = certificate.ok_or(ActionError::NotFound(Thing::Certificate))?;
        let from = convened.objections_end(turn.transaction()).await?;
        if let Some(from) = from.filter(|from| turn.at() < *from) {
            return Err(ActionError::TooEarly(from));
        }
        let raised = docket::of_meeting(turn.transaction(), (turn.community_id(), meeting.uuid())).await?;
        let open = raised.iter().filter(|own| own.stage == ObjectionStage::Result);
        let open = open.filter(|own| own.standing == ObjectionStanding::Open);
        let fact = Fact::ResultAnnounced {
            meeting: meeting.uuid(),
            certificate: certificate.payload_digest,
            open_objections: open.count() as u64,
        };
        acts::publish_event(turn, fact, &Event::Announced { meeting }).await?;
        let place = (turn.community_id(), meeting.uuid());
        broadcasts::begin(turn.transaction(), place, MessageKind::FinalResult, turn.at()).await?;
        convened.advance(turn.transaction(), MeetingAction::Announce, Moved::default()).await
    })
    .await
}

/// The certificate with every signature under it; nobody sees one before it is counted.
pub async fn certificate(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<SignedCertificate, ActionError> {
    signed_certificate(service.store().read(), (community.uuid(), u64::MAX), meeting).await
}

/// What is certified, to be read; the signatures are those of [`certificate`].
pub async fn certified(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<Certificate, ActionError> {
    let row = certificates::find(service.store().read(), community.uuid(), meeting.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Certificate))?;
    Certificate::from_bytes(&row.payload).map_err(ActionError::damaged)
}

/// The result as it is posted, in Chinese and English.
pub async fn result(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<String, ActionError> {
    let own = certified(service, community, meeting).await?;
    let signed = certificate(service, community, meeting).await?;
    let convened = Convened::load(service.store().read(), community.uuid(), meeting).await?;
    rendered::result(&convened.definition, &own, &signed).map_err(ActionError::damaged)
}

/// The certificate on a given connection, with the signatures that stand in the tree of this size.
pub(super) async fn signed_certificate(
    connection: &impl ConnectionTrait,
    (community, size): (Uuid, u64),
    meeting: MeetingId,
) -> Result<SignedCertificate, ActionError> {
    let row = certificates::find(connection, community, meeting.uuid()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Certificate))?;
    let mut signatures = Vec::new();
    let rows = certificates::signatures(connection, community, meeting.uuid()).await?;
    for row in rows.into_iter().filter(|row| row.entry_index < size) {
        let detached = DetachedSignature { protected: row.protected, signature: row.signature };
        if row.role == SERVICE {
            let key = service_keys::statements_named(connection, community, &row.thumbprint).await?;
            signatures.push(CertificateSignature::new(detached, SignerForm { role: None, key }));
            continue;
        }
        let names = [row.thumbprint];
        let keys = enrolments::find_by_thumbprints(connection, community, &names).await?;
        let key = keys.first().ok_or_else(|| ActionError::damaged("a countersigner's key is gone"))?;
        let key = PublicKey::from_bytes(&key.public_key).map_err(ActionError::damaged)?;
        let signer = SignerForm { role: Some(row.role.parse().map_err(ActionError::damaged)?), key };
        signatures.push(CertificateSignature::new(detached, signer));
    }
    Ok(SignedCertificate::new(&row.payload, signatures))
}

/// Whether a meeting's result may be read.
#[must_use]
pub const fn is_counted(state: MeetingState) -> bool {
    match state {
        MeetingState::Counted | MeetingState::Announced | MeetingState::Annulled => true,
        MeetingState::Draft
        | MeetingState::Noticed
        | MeetingState::Open
        | MeetingState::Closed
        | MeetingState::Cancelled => false,
    }
}

/// Leaves the inboxes time to hand in what they took shortly before the close, and brings the
/// turnout up to date with it.
async fn await_forwarded(turn: &Turn, convened: &Convened) -> Result<(), ActionError> {
    if convened.definition.inboxes.is_empty() {
        return Ok(());
    }
    let from = convened.schedule.closes_at().plus_seconds(FORWARDING_GRACE_SECONDS);
    if turn.at() < from {
        return Err(ActionError::TooEarly(from));
    }
    clockwork::publish_turnout(turn, convened.id().uuid()).await
}

/// What the count comes to, by everything the record has of a meeting that is closed; the same whenever it is run.
pub(super) async fn certify(
    transaction: &impl ConnectionTrait,
    convened: &Convened,
    at: Instant,
) -> Result<Certificate, ActionError> {
    let (community, meeting) = (convened.row.community_id, convened.id().uuid());
    let roll = read_roll(transaction, community, convened.roll_digest()).await?;
    let roll = roll.roll().map_err(ActionError::damaged)?;
    let pack = convened.rules()?.rules.pack().in_estate(roll.estate());
    let mut poll = Poll::new(&roll, &convened.matters);
    let shared = shared(transaction, convened, &roll).await?;
    let Effective { co_owned, channels } =
        effective::take(transaction, convened, (&mut poll, &shared)).await?;
    let found = lots::drawn(transaction, convened, at).await?;
    let reached = served::reached(transaction, convened).await?;
    let mut matters = Vec::with_capacity(convened.matters.len());
    for own in poll.matters().map_err(ActionError::damaged)? {
        let matter = own.matter();
        let rule = pack.rule(matter.kind()).map_err(ActionError::damaged)?;
        let terms = terms_of(matter, &rule, &convened.switches);
        let counted = own.count(&terms, &reached).map_err(ActionError::damaged)?;
        let lot = drawn_for(&terms, &counted, (matter, found))?;
        let (kind, lot, counted) = (matter.kind(), lot.as_ref(), &counted);
        let decision = Decision { pack: &pack, kind, terms, counted, lot };
        let other = |switches: &Switches| own.count(&Terms { switches, ..terms }, &reached).ok();
        let verdict = match channels.paper {
            0 => decision.verdict(),
            // Only papers are blank or spoiled.
            _ => decision.verdict_by(other),
        };
        let verdict = verdict.map_err(ActionError::damaged)?;
        matters.push(MatterVerdict { matter: matter.id().clone(), verdict });
    }
    let index =
        convened.row.close_index.ok_or_else(|| ActionError::damaged("a closed meeting has no close"))?;
    let close = record::checkpoint_at_least(transaction, community, index + 1).await?;
    let close = close.filter(|checkpoint| checkpoint.size == index + 1);
    let close = close.ok_or_else(|| ActionError::damaged("the close was not signed"))?;
    let close =
        crate::evidence::checkpoint::SignedCheckpoint::parse(&close.note).map_err(ActionError::damaged)?;
    Ok(Certificate {
        v: Certificate::VERSION,
        origin: convened.address.origin.clone(),
        community,
        meeting,
        definition: convened.definition_digest(),
        roll: convened.roll_digest(),
        close: CloseForm { index, root: close.unverified().head().root() },
        ballots_received: ballots::count(transaction, community, meeting).await?,
        ballots_counted: channels.counted(),
        channels,
        co_owned,
        counted_at: at,
        matters,
    })
}

/// The draw that breaks the ties of a matter, where it decides something; nothing else waits for it.
fn drawn_for(
    terms: &Terms<'_>,
    Counted { totals, candidates }: &Counted,
    (matter, lot): (&Matter, Draw),
) -> Result<Option<Lot>, ActionError> {
    let verdict = judge(terms, totals, candidates).map_err(ActionError::damaged)?;
    if verdict.election.is_none_or(|election| election.lot.is_none()) {
        return Ok(None);
    }
    match lot {
        Draw::None => Err(ActionError::damaged("a lot breaks ties, but there is none")),
        Draw::Awaited { values, until } => Err(ActionError::LotAwaited { values, until }),
        Draw::From(seed) => {
            let lot = draw(seed, matter.id().as_str(), candidates.iter().map(|own| &own.name));
            Ok(Some(lot.map_err(ActionError::damaged)?))
        }
    }
}
