//! Who acts for co-owned electors, folded from what is stored in the order of the record: for whoever
//! casts, objects, decides, counts or asks.

use std::collections::{BTreeMap, HashMap};

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::convened::Convened;
use super::error::ActionError;
use super::known;
use super::papers::read_annex;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::domain::register::OwnerId;
use crate::domain::representation::{Act, Admission, Moment, Representation};
use crate::domain::roll::{ElectorGroup, ElectorId, ElectorKind};
use crate::evidence::digest::Digest;
use crate::evidence::text::Text;
use crate::store::identity::enrolments;
use crate::store::{ballots, representation, roll};

/// A ballot as far as it says who acts.
#[derive(Clone, Debug)]
pub struct Acted {
    /// Its entry.
    pub index: u64,
    /// Who cast it, or gave the mandate that it was cast under.
    pub owner: OwnerId,
}

/// Who acts for electors of which something was said, and what their ballots are.
pub type Standing = BTreeMap<ElectorId, Representation>;

/// Who acts for a co-owned elector, told to one of the co-owners.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "what can be done is told one by one")]
pub struct RepresentationView {
    /// `nobody`, `provisional`, `settled`, `disputed`, `confirmed` or `set_aside`.
    #[schema(example = "provisional")]
    pub state: String,
    /// The co-owner the caller is, as the register names them.
    pub owner: String,
    /// Every co-owner, as the register names them.
    pub co_owners: Vec<String>,
    /// The co-owner who acts, or alone may; null while any of them may and where it was set aside.
    pub representative: Option<String>,
    /// Whom the caller named; null if nobody.
    pub named: Option<String>,
    /// Whether the caller objects at present.
    pub objects: bool,
    /// Whether a ballot of the caller is taken, as far as it depends on this.
    pub may_vote: bool,
    /// Whether the caller can name a representative.
    pub may_name: bool,
    /// Whether the caller can object to who acts.
    pub may_object: bool,
    /// Whether the caller can take an objection back.
    pub may_withdraw: bool,
}

/// The owners who make an elector, as the electors of a meeting are stored; none of a single one, and
/// none of the developer.
pub fn owners_of(kind: &str, owners: &[u8]) -> Result<Option<Vec<OwnerId>>, ActionError> {
    // The list is canonical JSON: without a comma it has one owner at most.
    if kind != ElectorKind::Owner.as_str() || !owners.contains(&b',') {
        return Ok(None);
    }
    let owners: Vec<Text<OwnerId>> = serde_json::from_slice(owners).map_err(ActionError::damaged)?;
    Ok((owners.len() > 1).then(|| owners.into_iter().map(|owner| owner.0).collect()))
}

/// Folds what was said of an elector and its ballots, each in the order of the record.
pub fn fold(
    mut representation: Representation,
    acts: &[representation::Act],
    cast: &[Acted],
) -> Result<Representation, ActionError> {
    let mut cast = cast.iter().peekable();
    for row in acts {
        while let Some(ballot) = cast.next_if(|ballot| ballot.index < row.entry_index) {
            representation.cast(&ballot.owner, ballot.index);
        }
        // It was in time when it was recorded.
        let moment = Moment { at: row.at, closes_at: row.at.plus_seconds(1), close: None };
        representation.take(&act_of(row)?, &moment).map_err(ActionError::damaged)?;
    }
    for ballot in cast {
        representation.cast(&ballot.owner, ballot.index);
    }
    Ok(representation)
}

/// Whose acts the ballots of an elector are: by the keys that signed them, or the mandates they name.
pub async fn acted(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, MeetingId),
    rows: &[ballots::Ballot],
) -> Result<Vec<Acted>, ActionError> {
    let named: Vec<Digest> = rows.iter().filter_map(|row| row.mandate_digest).collect();
    let mandates = known::mandates_named(connection, (community, meeting), &named).await?;
    let mut keys: Vec<String> = rows.iter().map(|row| row.thumbprint.clone()).collect();
    keys.sort_unstable();
    keys.dedup();
    let enrolled = enrolments::find_by_thumbprints(connection, community, &keys).await?;
    let mut owners = HashMap::with_capacity(enrolled.len());
    for row in enrolled {
        let Some(owner) = row.owner_id else { continue };
        owners.insert(row.thumbprint, owner.parse::<OwnerId>().map_err(ActionError::damaged)?);
    }
    let gone = || ActionError::damaged("a ballot is of no owner's key or mandate");
    let acted = |row: &ballots::Ballot| {
        let owner = match row.mandate_digest {
            None => owners.get(&row.thumbprint),
            Some(named) => mandates.get(&named).map(|mandate| &mandate.principal),
        };
        Ok(Acted { index: row.entry_index, owner: owner.cloned().ok_or_else(gone)? })
    };
    rows.iter().map(acted).collect()
}

/// Who stands behind an elector of the roll as it is; none if it is not on it.
pub async fn group(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    elector: ElectorId,
) -> Result<Option<ElectorGroup>, ActionError> {
    let community = convened.row.community_id;
    let annex = read_annex(connection, community, convened.annex_digest()?).await?;
    let annex = annex.annex().map_err(ActionError::damaged)?;
    Ok(annex.get(&elector).cloned())
}

/// Who acts for one elector of several owners, given that nobody did.
pub async fn of_elector(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, Uuid),
    (elector, fresh): (ElectorId, Representation),
) -> Result<Representation, ActionError> {
    let name = elector.to_string();
    let acts =
        representation::of_electors(connection, community, meeting, std::slice::from_ref(&name)).await?;
    let rows = ballots::all_of(connection, community, meeting, &name).await?;
    let acted = acted(connection, (community, MeetingId::new(meeting)), &rows).await?;
    fold(fresh, &acts, &acted)
}

/// Who acts for every elector of which something was said in an open meeting or a later one.
pub async fn of_meeting(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: Uuid,
) -> Result<Standing, ActionError> {
    let mut by_elector: BTreeMap<String, Vec<representation::Act>> = BTreeMap::new();
    for act in representation::list(connection, community, meeting).await? {
        by_elector.entry(act.elector.clone()).or_default().push(act);
    }
    let names: Vec<String> = by_elector.keys().cloned().collect();
    let mut standing = Standing::new();
    // Of an elector that an amendment parted before the opening there is no row.
    for row in roll::find_many(connection, community, meeting, &names).await? {
        let Some(owners) = owners_of(&row.kind, &row.owners)? else { continue };
        let Some(fresh) = Representation::between(owners) else { continue };
        let cast = ballots::all_of(connection, community, meeting, &row.elector).await?;
        let cast = acted(connection, (community, MeetingId::new(meeting)), &cast).await?;
        let acts = by_elector.get(&row.elector).map_or(&[][..], Vec::as_slice);
        let elector = row.elector.parse().map_err(ActionError::damaged)?;
        standing.insert(elector, fold(fresh, acts, &cast)?);
    }
    Ok(standing)
}

/// Who acts for an elector, told to one of these owners; none where it has one owner, or is the developer.
pub async fn view(
    connection: &impl ConnectionTrait,
    convened: &Convened,
    (row, owners): (&roll::Elector, &[OwnerId]),
    now: Instant,
) -> Result<Option<RepresentationView>, ActionError> {
    let all = owners_of(&row.kind, &row.owners)?;
    let Some(fresh) = all.and_then(Representation::between) else { return Ok(None) };
    let Some(owner) = owners.iter().find(|owner| fresh.owners().contains(owner)) else { return Ok(None) };
    let place = (convened.row.community_id, convened.id().uuid());
    let elector: ElectorId = row.elector.parse().map_err(ActionError::damaged)?;
    let own = of_elector(connection, place, (elector, fresh)).await?;
    let moment =
        Moment { at: now, closes_at: convened.schedule.closes_at(), close: convened.row.close_index };
    let can =
        |action, act: &Act| convened.state.after(action).is_ok() && own.clone().take(act, &moment).is_ok();
    let representative = own.representative().cloned();
    let by = owner.clone();
    let objection = representative.clone().map(|representative| Act::Object { by, representative });
    Ok(Some(RepresentationView {
        state: own.state().to_string(),
        owner: owner.to_string(),
        co_owners: own.owners().iter().map(ToString::to_string).collect(),
        representative: representative.map(|owner| owner.to_string()),
        named: own.nominee_of(owner).map(ToString::to_string),
        objects: own.objects(owner),
        may_vote: own.admits(owner) == Admission::Admitted,
        may_name: convened.state.after(MeetingAction::NameRepresentative).is_ok()
            && now < convened.schedule.closes_at(),
        may_object: objection.is_some_and(|act| can(MeetingAction::ObjectToRepresentative, &act)),
        may_withdraw: can(MeetingAction::WithdrawFromDispute, &Act::Withdraw { by: owner.clone() }),
    }))
}

/// How many electors cast ballots that were set aside, and their area in thousandths.
pub async fn set_aside(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: Uuid,
) -> Result<ballots::Voted, ActionError> {
    let standing = of_meeting(connection, community, meeting).await?;
    let idle = standing.iter().filter(|(_, own)| !own.counts());
    let idle: Vec<String> = idle.map(|(elector, _)| elector.to_string()).collect();
    let cast = ballots::latest_of(connection, community, meeting, &idle).await?;
    let rows = roll::find_many(connection, community, meeting, &idle).await?;
    let voted = rows.iter().filter(|row| cast.contains_key(&row.elector));
    Ok(voted.fold(ballots::Voted::default(), |sum, row| ballots::Voted {
        heads: sum.heads + 1,
        area_thousandths: sum.area_thousandths + row.area_thousandths,
    }))
}

/// What a row says.
fn act_of(row: &representation::Act) -> Result<Act, ActionError> {
    let gone = || ActionError::damaged(format!("the statement at entry {}", row.entry_index));
    let owner = |text: &Option<String>| -> Result<OwnerId, ActionError> {
        text.as_deref().ok_or_else(gone)?.parse().map_err(ActionError::damaged)
    };
    Ok(match row.kind.as_str() {
        "nominated" => {
            Act::Nominate { by: owner(&row.owner_id)?, representative: owner(&row.representative)? }
        }
        "objected" => Act::Object { by: owner(&row.owner_id)?, representative: owner(&row.representative)? },
        "withdrawn" => Act::Withdraw { by: owner(&row.owner_id)? },
        "decided" => {
            let outcome = row.outcome.as_deref().ok_or_else(gone)?;
            Act::Decide(outcome.parse().map_err(ActionError::damaged)?)
        }
        _ => return Err(gone()),
    })
}
