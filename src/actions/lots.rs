//! The lot that may break ties: commitments before the opening, values after the close, the seed.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::committer::publish;
use super::convened::{Convened, Moved};
use super::error::{ActionError, Thing};
use super::officers::officer_key;
use super::papers::keep;
use super::receipts;
use super::standing::Standing;
use super::turn::Turn;
use super::{Service, clockwork};
use crate::domain::communities::CommunityId;
use crate::domain::identity::Role;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId, RevealPeriod};
use crate::evidence::bundle::DocumentKind;
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::lots::{LotSubject, Pledge, PledgeError, Pledges};
use crate::evidence::receipt::Receipt;
use crate::evidence::text;
use crate::store::identity::enrolments;
use crate::store::{documents, record};

/// Entries loaded at a time.
const PAGE: u64 = 1_000;

/// The lot of a meeting as it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LotView {
    /// Hours after the close in which values are revealed.
    #[schema(example = 24)]
    pub reveal_hours: u16,
    /// When that ends; null before the close.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>)]
    pub reveal_until: Option<Instant>,
    /// What officers committed to, in the order of the record.
    pub commitments: Vec<PledgeView>,
    /// What ties are drawn from; null until every value is revealed or the time for it has passed.
    #[schema(value_type = Option<String>)]
    pub seed: Option<Digest>,
}

/// One commitment.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PledgeView {
    /// As what it was made.
    #[serde(with = "text")]
    #[schema(value_type = String, example = "scrutineer")]
    pub role: Role,
    /// The thumbprint of the key (RFC 7638).
    pub key: String,
    /// What it was made to.
    #[schema(value_type = String)]
    pub commitment: Digest,
    /// The value in base64url; null until it is revealed.
    pub value: Option<String>,
}

/// What the count knows of the lot.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Draw {
    /// No lot breaks ties.
    None,
    /// Not every value is revealed, and there is time for it.
    Awaited {
        /// How many are not revealed.
        values: usize,
        /// Until when there is time.
        until: Instant,
    },
    /// It follows from this seed.
    From(Digest),
}

/// Takes an officer's signed commitment before the opening and answers with its receipt. The same bytes
/// again get the same receipt.
pub async fn commit(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    standing: &Standing,
    signed: String,
) -> Result<Receipt, ActionError> {
    let index = publish(service, community, async |turn| {
        let (connection, action) = (turn.transaction(), MeetingAction::CommitLot);
        let mut convened = Convened::load_for(connection, turn.community_id(), meeting, action).await?;
        clockwork::open_if_due(turn, &mut convened).await?;
        let mut lot = Recorded::load(turn.transaction(), &convened).await?;
        if let Some(index) = lot.places.get(&Digest::of(signed.as_bytes())) {
            return Ok(*index);
        }
        convened.allows(action)?;
        let earlier = lot.pledges.all().to_vec();
        let Pledge { role, key, .. } = lot.pledges.commit(subject(&convened), &signed)?;
        if !standing.is_any_of(&[role]) {
            return Err(ActionError::Forbidden);
        }
        officer_key(turn, standing.account, &key.id(), &[role]).await?;
        once_each(turn, standing, &earlier).await?;
        let statement = keep(turn, DocumentKind::LotCommitment, signed.clone().into_bytes()).await?;
        let index = turn.publish(Fact::LotCommitted { meeting: meeting.uuid(), role, statement })?;
        convened.advance(turn.transaction(), action, Moved::default()).await?;
        Ok(index)
    })
    .await?;
    receipts::receipt(service.store().read(), community.uuid(), index, index + 1).await
}

/// Takes a signed value after the close and answers with its receipt. It is authenticated by the key of
/// its commitment alone: who lost the office meanwhile can keep what was promised.
pub async fn reveal(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
    signed: String,
) -> Result<Receipt, ActionError> {
    const ACTION: MeetingAction = MeetingAction::RevealLot;

    // Anybody may send something; what cannot be taken holds up nobody who waits for a turn.
    let convened = Convened::load_for(service.store().read(), community.uuid(), meeting, ACTION).await?;
    let index = match revealed(service.store().read(), &convened, &signed).await? {
        Some(index) => index,
        None => publish(service, community, async |turn| record_value(turn, meeting, &signed).await).await?,
    };
    receipts::receipt(service.store().read(), community.uuid(), index, index + 1).await
}

/// The lot as it stands.
pub async fn state(
    service: &Service,
    community: CommunityId,
    meeting: MeetingId,
) -> Result<LotView, ActionError> {
    let connection = service.store().read();
    let convened = Convened::load(connection, community.uuid(), meeting).await?;
    let lot = Recorded::load(connection, &convened).await?;
    let seed = match lot.draw(&convened, service.surroundings().now())? {
        Draw::From(seed) => Some(seed),
        Draw::None | Draw::Awaited { .. } => None,
    };
    let view = |pledge: &Pledge| PledgeView {
        role: pledge.role,
        key: pledge.key.id().to_string(),
        commitment: pledge.commitment,
        value: pledge.value.map(|value| value.to_string()),
    };
    Ok(LotView {
        reveal_hours: convened.definition.lot.map_or(0, |lot| lot.reveal_hours),
        reveal_until: lot.until(),
        commitments: lot.pledges.all().iter().map(view).collect(),
        seed,
    })
}

/// What ties of a closed meeting are drawn from, at the time of the turn.
pub async fn drawn(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    at: Instant,
) -> Result<Draw, ActionError> {
    if convened.definition.lot.is_none() {
        return Ok(Draw::None);
    }
    Recorded::load(connection, convened).await?.draw(convened, at)
}

/// What the record says of a lot.
struct Recorded {
    period: RevealPeriod,
    pledges: Pledges,
    /// The entry of each statement.
    places: BTreeMap<Digest, u64>,
    /// When the close was written down, and the root of the tree it left.
    closed: Option<(Instant, Digest)>,
}

impl Recorded {
    async fn load(connection: &impl ConnectionTrait, convened: &Convened) -> Result<Self, ActionError> {
        let period = convened.definition.reveal_period().map_err(ActionError::damaged)?;
        let period = period.ok_or(ActionError::NotFound(Thing::Lot))?;
        let closed = closed(connection, convened).await?;
        let mut lot = Self { period, pledges: Pledges::default(), places: BTreeMap::new(), closed };
        let row = &convened.row;
        let parts = [(row.notice_index, "meeting_opened"), (row.close_index, "meeting_counted")];
        for (from, end) in parts.into_iter().filter_map(|(from, end)| Some((from?, end))) {
            lot.read(connection, convened, (from, end)).await?;
        }
        Ok(lot)
    }

    /// Takes what stands from an entry to the next of a kind.
    async fn read(
        &mut self,
        connection: &impl ConnectionTrait,
        convened: &Convened,
        (mut from, end): (u64, &str),
    ) -> Result<(), ActionError> {
        let (community, meeting) = (convened.row.community_id, convened.row.meeting_id);
        loop {
            let page = record::entries_of_meeting(connection, community, meeting, from, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            from = last.entry_index + 1;
            for row in page {
                if row.kind == end {
                    return Ok(());
                }
                let entry = Entry::parse(&row.bytes).map_err(ActionError::damaged)?;
                self.take(connection, convened, (row.entry_index, entry.fact())).await?;
            }
        }
    }

    async fn take(
        &mut self,
        connection: &impl ConnectionTrait,
        convened: &Convened,
        (index, fact): (u64, &Fact),
    ) -> Result<(), ActionError> {
        let of = subject(convened);
        if let Fact::LotCommitted { statement, .. } = fact {
            let signed = signed(connection, convened, *statement).await?;
            self.pledges.commit(of, &signed).map_err(ActionError::damaged)?;
            self.places.insert(*statement, index);
        }
        if let Fact::LotRevealed { statement, .. } = fact {
            let signed = signed(connection, convened, *statement).await?;
            self.pledges.reveal(of, &signed).map_err(ActionError::damaged)?;
            self.places.insert(*statement, index);
        }
        Ok(())
    }

    /// Until when values are taken; none before the close.
    fn until(&self) -> Option<Instant> {
        self.closed.map(|(at, _)| self.period.ends(at))
    }

    fn draw(&self, convened: &Convened, now: Instant) -> Result<Draw, ActionError> {
        let (Some((_, root)), Some(until)) = (self.closed, self.until()) else { return Ok(Draw::None) };
        let values = self.pledges.withheld().count();
        if values > 0 && now < until {
            return Ok(Draw::Awaited { values, until });
        }
        let seed = self.pledges.seed(convened.id().uuid(), root).map_err(ActionError::damaged)?;
        Ok(Draw::From(seed))
    }
}

fn subject(convened: &Convened) -> LotSubject<'_> {
    let address = &convened.address;
    let (community, meeting) = (address.community.uuid(), address.meeting.uuid());
    LotSubject { origin: &address.origin, community, meeting }
}

/// Whether a value can be taken; the entry of one that was taken before.
async fn revealed(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    signed: &str,
) -> Result<Option<u64>, ActionError> {
    let mut lot = Recorded::load(connection, convened).await?;
    if let Some(index) = lot.places.get(&Digest::of(signed.as_bytes())) {
        return Ok(Some(*index));
    }
    convened.allows(MeetingAction::RevealLot)?;
    lot.pledges.reveal(subject(convened), signed)?;
    Ok(None)
}

/// Writes down a value that is still possible and in time; its entry.
async fn record_value(turn: &mut Turn, meeting: MeetingId, signed: &str) -> Result<u64, ActionError> {
    let mut convened = Convened::load(turn.transaction(), turn.community_id(), meeting).await?;
    if let Some(index) = revealed(turn.transaction(), &convened, signed).await? {
        return Ok(index);
    }
    let closed = closed(turn.transaction(), &convened).await?;
    let period = convened.definition.reveal_period().map_err(ActionError::damaged)?;
    let until = closed.zip(period).map(|((at, _), period)| period.ends(at));
    if let Some(until) = until.filter(|until| *until <= turn.at()) {
        return Err(ActionError::TooLate(until));
    }
    let statement = keep(turn, DocumentKind::LotReveal, signed.as_bytes().to_vec()).await?;
    let index = turn.publish(Fact::LotRevealed { meeting: meeting.uuid(), statement })?;
    convened.advance(turn.transaction(), MeetingAction::RevealLot, Moved::default()).await?;
    Ok(index)
}

/// A statement as it was signed.
async fn signed(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    statement: Digest,
) -> Result<String, ActionError> {
    let document = documents::get(connection, convened.row.community_id, statement).await?;
    let document = document.ok_or_else(|| ActionError::damaged("a statement of the lot is gone"))?;
    String::from_utf8(document.bytes).map_err(ActionError::damaged)
}

/// Somebody with several keys, or several offices, commits once.
async fn once_each(turn: &Turn, standing: &Standing, earlier: &[Pledge]) -> Result<(), ActionError> {
    let keys: Vec<String> = earlier.iter().map(|pledge| pledge.key.id().to_string()).collect();
    let rows = enrolments::find_by_thumbprints(turn.transaction(), turn.community_id(), &keys).await?;
    if rows.iter().any(|row| row.account_id == standing.account) {
        return Err(PledgeError::KeyHasCommitted.into());
    }
    Ok(())
}

/// When the close was written down, and the root of the tree it left.
async fn closed(
    connection: &impl ConnectionTrait,
    convened: &Convened,
) -> Result<Option<(Instant, Digest)>, ActionError> {
    let Some(index) = convened.row.close_index else { return Ok(None) };
    let (community, gone) = (convened.row.community_id, || ActionError::damaged("the close was not signed"));
    let entry = record::entries(connection, community, index..index + 1).await?.pop().ok_or_else(gone)?;
    let entry = Entry::parse(&entry.bytes).map_err(ActionError::damaged)?;
    let signed = record::checkpoint_at_least(connection, community, index + 1).await?;
    let signed = signed.filter(|checkpoint| checkpoint.size == index + 1).ok_or_else(gone)?;
    let signed = SignedCheckpoint::parse(&signed.note).map_err(ActionError::damaged)?;
    Ok(Some((entry.at(), signed.unverified().head().root())))
}
