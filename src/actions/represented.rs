//! Who acts for co-owned electors, folded from what is stored in the order of the record: for whoever
//! casts, objects, decides, counts or asks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::acting::owners_in;
use super::convened::Convened;
use super::error::ActionError;
use super::known;
use super::papers::read_annex;
use crate::domain::ballots::Voice;
use crate::domain::instants::Instant;
use crate::domain::meetings::{MeetingAction, MeetingId};
use crate::domain::register::OwnerId;
use crate::domain::representation::{Act, Admission, Moment, Representation};
use crate::domain::roll::{ElectorGroup, ElectorId, ElectorKind};
use crate::evidence::digest::Digest;
use crate::evidence::text::Text;
use crate::store::acting::{self, ActingStatement};
use crate::store::identity::enrolments;
use crate::store::{ballots, representation, roll};

/// A ballot as far as it says who acts.
#[derive(Clone, Debug)]
pub struct Acted {
    /// Its entry.
    pub index: u64,
    /// Who cast it, or gave the mandate that it was cast under.
    pub owner: OwnerId,
    /// By which voice.
    pub voice: Voice,
}

/// That an elector passed to others.
#[derive(Clone, Debug)]
pub struct Passed {
    /// The entry.
    pub index: u64,
    /// Everybody who acted until then.
    pub before: BTreeSet<OwnerId>,
    /// Everybody who acts from then on.
    pub after: BTreeSet<OwnerId>,
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

/// Who acts for an elector before anybody did, as its row and its successions say; none of a single owner, or the
/// developer, to whom nobody succeeded.
pub fn fresh(
    (kind, owners): (&str, &[u8]),
    passed: &[Passed],
) -> Result<Option<Representation>, ActionError> {
    match passed.first() {
        Some(first) if kind == ElectorKind::Developer.as_str() => {
            Ok(Some(Representation::whole(&ElectorGroup::Developer(first.before.clone()))))
        }
        Some(first) => Ok(Some(Representation::whole(&ElectorGroup::Owners(first.before.clone())))),
        None => Ok(owners_of(kind, owners)?.and_then(Representation::between)),
    }
}

/// The successions among what two people signed of one elector, in the order of the record.
pub fn passed_of<'a>(
    rows: impl IntoIterator<Item = &'a ActingStatement>,
) -> Result<Vec<Passed>, ActionError> {
    let mut passed = Vec::new();
    for row in rows {
        if let (Some(index), Some(before), Some(after)) =
            (row.entry_index, &row.owners_before, &row.owners_after)
        {
            passed.push(Passed { index, before: owners_in(before)?, after: owners_in(after)? });
        }
    }
    Ok(passed)
}

/// Folds what was said of an elector, its successions and its ballots, each in the order of the record.
pub fn fold(
    mut representation: Representation,
    (acts, passed): (&[representation::Act], &[Passed]),
    cast: &[Acted],
) -> Result<Representation, ActionError> {
    let (mut acts, mut passed) = (acts.iter().peekable(), passed.iter().peekable());
    let mut say = |representation: &mut Representation, until: u64| -> Result<(), ActionError> {
        loop {
            let next_said = acts.peek().map_or(until, |row| row.entry_index);
            if let Some(own) = passed.next_if(|own| own.index < until && own.index < next_said) {
                representation.succeed(own.after.clone(), own.index);
                continue;
            }
            let Some(row) = acts.next_if(|row| row.entry_index < until) else { return Ok(()) };
            // It was in time when it was recorded.
            let moment = Moment { at: row.at, closes_at: row.at.plus_seconds(1), close: None };
            representation.take(&act_of(row)?, &moment).map_err(ActionError::damaged)?;
        }
    };
    for ballot in cast {
        say(&mut representation, ballot.index)?;
        match ballot.voice {
            Voice::Own => representation.cast(&ballot.owner, ballot.index),
            Voice::Holder(_) => representation.cast_held(&ballot.owner, ballot.index),
        }
    }
    say(&mut representation, u64::MAX)?;
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
        let voice = known::voice_of(row.mandate_digest);
        Ok(Acted { index: row.entry_index, owner: owner.cloned().ok_or_else(gone)?, voice })
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
    let statements = acting::of_electors(connection, (community, meeting), &[name]).await?;
    let passed = passed_of(&statements)?;
    fold(fresh, (&acts, &passed), &acted(connection, (community, MeetingId::new(meeting)), &rows).await?)
}

/// Who acts for one elector of an open meeting or a later one; none of a single owner to whom nobody succeeded.
pub async fn of(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, Uuid),
    elector: ElectorId,
) -> Result<Option<Representation>, ActionError> {
    let names = [elector.to_string()];
    let rows = roll::find_many(connection, community, meeting, &names).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let passed = passed_of(&acting::of_electors(connection, (community, meeting), &names).await?)?;
    let Some(fresh) = fresh((&row.kind, &row.owners), &passed)? else { return Ok(None) };
    Ok(Some(of_elector(connection, (community, meeting), (elector, fresh)).await?))
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
    let mut passed: BTreeMap<String, Vec<ActingStatement>> = BTreeMap::new();
    for row in acting::recorded(connection, (community, meeting)).await? {
        if row.owners_after.is_some() {
            by_elector.entry(row.elector.clone()).or_default();
            passed.entry(row.elector.clone()).or_default().push(row);
        }
    }
    let names: Vec<String> = by_elector.keys().cloned().collect();
    let mut standing = Standing::new();
    // Of an elector that an amendment parted before the opening there is no row.
    for row in roll::find_many(connection, community, meeting, &names).await? {
        let passed = passed_of(passed.get(&row.elector).into_iter().flatten())?;
        let Some(fresh) = fresh((&row.kind, &row.owners), &passed)? else { continue };
        let cast = ballots::all_of(connection, community, meeting, &row.elector).await?;
        let cast = acted(connection, (community, MeetingId::new(meeting)), &cast).await?;
        let acts = by_elector.get(&row.elector).map_or(&[][..], Vec::as_slice);
        let elector = row.elector.parse().map_err(ActionError::damaged)?;
        standing.insert(elector, fold(fresh, (acts, &passed), &cast)?);
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
    let place = (convened.row.community_id, convened.id().uuid());
    let elector: ElectorId = row.elector.parse().map_err(ActionError::damaged)?;
    let statements = acting::of_electors(connection, place, std::slice::from_ref(&row.elector)).await?;
    let passed = passed_of(&statements)?;
    let Some(fresh) = fresh((&row.kind, &row.owners), &passed)? else { return Ok(None) };
    let own = of_elector(connection, place, (elector, fresh)).await?;
    let Some(owner) = owners.iter().find(|owner| own.owners().contains(owner)) else { return Ok(None) };
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
