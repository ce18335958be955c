//! How what is known of claims is read: a few statements for all of them together.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Claimed, Known, KnownElector, KnownKey, Place, voice_of};
use crate::actions::acting::assistance_of;
use crate::actions::error::ActionError;
use crate::actions::mandated;
use crate::actions::represented::{self, Passed};
use crate::domain::assistance::Assistance;
use crate::domain::mandates::Mandate;
use crate::domain::meetings::MeetingId;
use crate::domain::representation::Representation;
use crate::domain::roll::ElectorId;
use crate::evidence::digest::Digest;
use crate::evidence::jws::{JwsError, KeyId};
use crate::evidence::merkle::TreeHead;
use crate::store::acting::{self, ActingStatement};
use crate::store::{StoreError, ballots, claims, representation};

/// Reads what stands of some claims, in their order. A row that is damaged concerns only whoever
/// claims it.
pub async fn read(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: MeetingId,
    asked: &[Claimed],
) -> Result<Vec<Result<Known, ActionError>>, ActionError> {
    let row = |claim: &Claimed| claims::Claim {
        thumbprint: claim.key.to_string(),
        elector: claim.elector.to_string(),
    };
    let rows: Vec<_> = asked.iter().map(row).collect();
    let standings = claims::look_up(connection, community, meeting.uuid(), &rows).await?;
    let place = (community, meeting);
    let said = said_of(connection, place, rows.iter().zip(&standings)).await?;
    let named: Vec<Digest> = asked.iter().filter_map(|claim| claim.mandate).collect();
    let mandates = mandates_named(connection, place, &named).await?;
    let mut known = Vec::with_capacity(asked.len());
    for (standing, claim) in standings.into_iter().zip(asked) {
        let one = match standing {
            Ok(standing) => {
                // Mandates are read after the head; this is how they stood with it.
                let mandate = claim.mandate.and_then(|digest| mandates.get(&digest)?.before(standing.size));
                let known = known_of(connection, place, (claim.elector, &said), standing).await;
                known.map(|known| Known { mandate, ..known })
            }
            Err(error) => Err(error.into()),
        };
        match one {
            Err(error) if !is_damage(&error) => return Err(error),
            one => known.push(one),
        }
    }
    Ok(known)
}

/// The mandates that ballots name, by hash; nothing is asked where none names one.
pub(in crate::actions) async fn mandates_named(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, MeetingId),
    named: &[Digest],
) -> Result<HashMap<Digest, Mandate>, ActionError> {
    if named.is_empty() {
        Ok(HashMap::new())
    } else {
        mandated::known(connection, community, meeting, named).await
    }
}

/// Whether a row is to blame, and not the database.
const fn is_damage(error: &ActionError) -> bool {
    matches!(error, ActionError::Damaged(_) | ActionError::Store(StoreError::Corrupt(_)))
}

/// What was said about who acts, and what two people signed, by elector.
#[derive(Default)]
struct SaidOf {
    acts: HashMap<String, Vec<representation::Act>>,
    signed: HashMap<String, Vec<ActingStatement>>,
}

/// What of it stood of one elector in the tree of some size.
struct Stood<'a> {
    acts: &'a [representation::Act],
    passed: Vec<Passed>,
    assistances: Vec<(KeyId, Assistance)>,
}

impl SaidOf {
    fn stood(&self, elector: &str, size: u64) -> Result<Stood<'_>, ActionError> {
        let acts = self.acts.get(elector).map_or(&[][..], Vec::as_slice);
        let before = acts.partition_point(|act| act.entry_index < size);
        let acts = acts.get(..before).unwrap_or_default();
        let signed = || {
            let all = self.signed.get(elector).into_iter().flatten();
            all.filter(|row| row.entry_index.is_some_and(|index| index < size))
        };
        let assistances = signed().filter_map(assistance_of).map(|(key, own)| Ok((key.parse()?, own)));
        let assistances = assistances.collect::<Result<_, JwsError>>().map_err(ActionError::damaged)?;
        Ok(Stood { acts, passed: represented::passed_of(signed())?, assistances })
    }
}

/// What two people signed of these electors, and what was said about who acts for those that have several owners:
/// one statement for all of them each, and none of the latter where there are none.
async fn said_of(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, MeetingId),
    claims: impl Iterator<Item = (&claims::Claim, &Result<claims::Standing, StoreError>)>,
) -> Result<SaidOf, ActionError> {
    let (mut electors, mut asked) = (Vec::new(), Vec::new());
    for (claim, standing) in claims {
        let Some(row) = standing.as_ref().ok().and_then(|standing| standing.elector.as_ref()) else {
            continue;
        };
        asked.push(claim.elector.clone());
        // A damaged row concerns whoever claims it, and is met again there.
        if represented::owners_of(&row.kind, &row.owners).is_ok_and(|owners| owners.is_some()) {
            electors.push(claim.elector.clone());
        }
    }
    let mut said = SaidOf::default();
    for row in acting::of_electors(connection, (community, meeting.uuid()), &asked).await? {
        // Those that passed to others may have had several owners before.
        if row.owners_after.is_some() && !electors.contains(&row.elector) {
            electors.push(row.elector.clone());
        }
        said.signed.entry(row.elector.clone()).or_default().push(row);
    }
    if !electors.is_empty() {
        for act in representation::of_electors(connection, community, meeting.uuid(), &electors).await? {
            said.acts.entry(act.elector.clone()).or_default().push(act);
        }
    }
    Ok(said)
}

/// Who acts for an elector of several owners in the tree of this size, with its ballots.
async fn shared_of(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, MeetingId),
    (elector, stood): (ElectorId, &Stood<'_>),
    (fresh, standing): (Representation, &claims::Standing),
) -> Result<(Vec<Place>, Option<Representation>), ActionError> {
    let name = elector.to_string();
    let mut rows = Vec::new();
    if standing.latest.is_some() {
        rows = ballots::all_of(connection, community, meeting.uuid(), &name).await?;
        rows.retain(|row| row.tree_size <= standing.size);
    }
    let acted = represented::acted(connection, (community, meeting), &rows).await?;
    let representation = represented::fold(fresh, (stood.acts, &stood.passed), &acted)?;
    let places = rows.iter().zip(acted);
    let places = places.map(|(row, acted)| Ok(Place { owner: Some(acted.owner), ..place_of(row)? }));
    Ok((places.collect::<Result<_, ActionError>>()?, Some(representation)))
}

/// What is known of one claim, with all earlier ballots of the elector.
async fn known_of(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, MeetingId),
    (elector, said): (ElectorId, &SaidOf),
    standing: claims::Standing,
) -> Result<Known, ActionError> {
    let at = TreeHead::new(standing.size, standing.root).map_err(ActionError::damaged)?;
    let row = standing.elector.as_ref();
    let stood = said.stood(&elector.to_string(), standing.size)?;
    let fresh = row.map(|row| represented::fresh((&row.kind, &row.owners), &stood.passed)).transpose()?;
    if let (Some(fresh), Some(row)) = (fresh.flatten(), row) {
        let place = (community, meeting);
        let shared = shared_of(connection, place, (elector, &stood), (fresh, &standing)).await?;
        let elector = Some(KnownElector::of(row, shared, stood.assistances)?);
        return Ok(Known { at, key: standing.key.map(KnownKey::of).transpose()?, elector, mandate: None });
    }
    let places = match standing.latest {
        None => Vec::new(),
        Some(only) if only.sequence == 1 && stood.assistances.is_empty() => {
            let fingerprint = only.statement_digest.fingerprint();
            let voice = voice_of(only.mandate_digest);
            let (index, size) = (only.entry_index, only.tree_size);
            vec![Place { fingerprint, index, size, voice, owner: None, key: None }]
        }
        Some(_) => places_of(connection, community, meeting, elector, standing.size).await?,
    };
    Ok(Known {
        at,
        key: standing.key.map(KnownKey::of).transpose()?,
        elector: row.map(|row| KnownElector::of(row, (places, None), stood.assistances)).transpose()?,
        mandate: None,
    })
}

/// The ballots of an elector in the tree of this size: rows are only added, and say in which tree.
async fn places_of(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: MeetingId,
    elector: ElectorId,
    size: u64,
) -> Result<Vec<Place>, ActionError> {
    let rows = ballots::all_of(connection, community, meeting.uuid(), &elector.to_string()).await?;
    let rows = rows.into_iter().filter(|row| row.tree_size <= size);
    rows.map(|row| place_of(&row)).collect()
}

fn place_of(row: &ballots::Ballot) -> Result<Place, ActionError> {
    let (fingerprint, voice) = (row.statement_digest.fingerprint(), voice_of(row.mandate_digest));
    let key = Some(row.thumbprint.parse().map_err(ActionError::damaged)?);
    Ok(Place { fingerprint, index: row.entry_index, size: row.tree_size, voice, owner: None, key })
}
