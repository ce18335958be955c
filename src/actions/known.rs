//! What is known of the keys and electors that ballots name, and how long it stays true.
//!
//! Whatever a ballot is decided on changes only together with the tree head: keys are enrolled and
//! revoked, mandates given and revoked, the roll is made final and ballots are accepted by turns that publish it. So what was
//! read with a head is true while that is the head, and longer where this process made every turn
//! since and knows that they held nothing but ballots, and which. It is read while earlier turns
//! are still being written; a turn then asks whether it is [`Recent::covers`]ed by the head it has
//! locked, and reads again under the lock what is not.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::acting::assistance_of;
use super::error::ActionError;
use super::mandated;
use super::represented::{self, Passed};
use crate::domain::assistance::Assistance;
use crate::domain::ballots::{Earlier, Entitlement, Fingerprint, KeyStanding, Voice};
use crate::domain::instants::Instant;
use crate::domain::mandates::Mandate;
use crate::domain::meetings::{MatterId, MeetingId};
use crate::domain::register::OwnerId;
use crate::domain::representation::Representation;
use crate::domain::roll::ElectorId;
use crate::evidence::digest::Digest;
use crate::evidence::jws::{JwsError, KeyId, PublicKey};
use crate::evidence::merkle::TreeHead;
use crate::evidence::text::Text;
use crate::store::acting::{self, ActingStatement};
use crate::store::{StoreError, ballots, claims, representation};

/// Ballots of late that are remembered; one more, and all are read from the database.
const REMEMBERED_MAX: usize = 512;

/// What stood of a ballot's claims when the tree had a certain head.
#[derive(Clone, Debug)]
pub struct Known {
    /// The head.
    pub at: TreeHead,
    /// The key that signed it, revoked or not.
    pub key: Option<KnownKey>,
    /// The elector it is cast for.
    pub elector: Option<KnownElector>,
    /// The mandate it names, as it stood then; none where it names none, or one that was not given.
    pub mandate: Option<Mandate>,
}

/// An enrolled key.
#[derive(Clone, Debug)]
pub struct KnownKey {
    /// Its 32 bytes as they are stored.
    public: Vec<u8>,
    /// The owner it signs for.
    owner: Option<OwnerId>,
    enrolled_at: Instant,
    is_revoked: bool,
}

/// An elector with its ballots.
#[derive(Clone, Debug)]
pub struct KnownElector {
    owners: Vec<OwnerId>,
    matters: Vec<MatterId>,
    earlier: Vec<Earlier>,
    places: Vec<Place>,
    /// Who acts for co-owners; none of a single owner.
    representation: Option<Representation>,
    /// The help recorded for it, by the key that will vote, in the order of the record.
    assistances: Vec<(KeyId, Assistance)>,
}

/// Where a ballot stands in the record.
#[derive(Clone, Debug)]
pub struct Place {
    /// The hash of its bytes.
    pub fingerprint: Fingerprint,
    /// Its entry.
    pub index: u64,
    /// The tree it was acknowledged in.
    pub size: u64,
    /// By which voice it was cast.
    pub voice: Voice,
    /// Whose act it is, where the elector has several owners.
    pub owner: Option<OwnerId>,
    /// The key that signed it, where that matters: none of a ballot from before any help was recorded.
    pub key: Option<KeyId>,
}

/// What a ballot claims of a meeting.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The key that signed it.
    pub key: KeyId,
    /// The elector it is cast for.
    pub elector: ElectorId,
    /// The mandate it is cast under; none where the owner casts it.
    pub mandate: Option<Digest>,
}

/// The ballots that this process has added to a record since it held nothing else.
#[derive(Clone, Debug)]
pub struct Recent {
    since: u64,
    held: usize,
    ballots: HashMap<(MeetingId, ElectorId), Vec<Place>>,
}

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
pub(super) async fn mandates_named(
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

/// By which voice a ballot was cast that names this mandate, or none.
pub(super) const fn voice_of(mandate: Option<Digest>) -> Voice {
    match mandate {
        None => Voice::Own,
        Some(digest) => Voice::Holder(digest.fingerprint()),
    }
}

impl KnownKey {
    fn of(row: claims::Key) -> Result<Self, ActionError> {
        let owner = row.owner_id.map(|owner| owner.parse()).transpose();
        Ok(Self {
            public: row.public_key,
            owner: owner.map_err(|_| ActionError::damaged("an enrolment's owner"))?,
            enrolled_at: row.enrolled_at,
            is_revoked: row.is_revoked,
        })
    }

    /// The key. To find its point on the curve takes as long as a few database rows, so it is asked
    /// for where the signature is checked, on a thread of the request and not of all that wait.
    pub fn public(&self) -> Result<PublicKey, ActionError> {
        PublicKey::from_bytes(&self.public).map_err(ActionError::damaged)
    }

    /// The owner it signs for.
    #[must_use]
    pub const fn owner(&self) -> Option<&OwnerId> {
        self.owner.as_ref()
    }

    /// What the key may do.
    #[must_use]
    pub const fn standing(&self) -> KeyStanding<'_> {
        match (&self.owner, self.is_revoked) {
            (_, true) => KeyStanding::Revoked,
            (Some(owner), false) => KeyStanding::Of { owner, enrolled_at: self.enrolled_at },
            (None, false) => KeyStanding::NotEnrolled,
        }
    }
}

impl KnownElector {
    fn of(
        row: &claims::Elector,
        (places, representation): (Vec<Place>, Option<Representation>),
        assistances: Vec<(KeyId, Assistance)>,
    ) -> Result<Self, ActionError> {
        Ok(Self {
            owners: texts(&row.owners)?,
            matters: texts(&row.matters)?,
            earlier: places.iter().map(Place::earlier).collect(),
            places,
            representation,
            assistances,
        })
    }

    /// What the roll and the record say of the elector, and of the mandate that a ballot names.
    #[must_use]
    pub fn entitlement<'a>(&'a self, mandate: Option<&'a Mandate>) -> Entitlement<'a> {
        let (owners, matters, earlier) = (&self.owners, &self.matters, &self.earlier);
        Entitlement { owners, matters, earlier, mandate, representation: self.representation.as_ref() }
    }

    /// Where a ballot of these bytes stands, if there is one.
    #[must_use]
    pub fn place(&self, fingerprint: Fingerprint) -> Option<Place> {
        self.places.iter().find(|place| place.fingerprint == fingerprint).cloned()
    }

    /// The help that the next ballot of a key uses up.
    #[must_use]
    pub fn assistance(&self, key: &KeyId) -> Option<Assistance> {
        let own: Vec<Assistance> =
            self.assistances.iter().filter(|(of, _)| of == key).map(|(_, own)| *own).collect();
        let last = self.places.iter().rfind(|place| place.key.as_ref() == Some(key));
        Assistance::unused(&own, last.map(|place| place.index))
    }

    /// How many ballots were accepted from the elector.
    #[must_use]
    pub const fn cast(&self) -> usize {
        self.earlier.len()
    }

    /// Who acts for co-owners; none of a single owner.
    #[must_use]
    pub const fn representation(&self) -> Option<&Representation> {
        self.representation.as_ref()
    }

    /// Adds a ballot.
    pub fn add(&mut self, place: Place) {
        if let (Some(own), Some(owner)) = (&mut self.representation, &place.owner) {
            match place.voice {
                Voice::Own => own.cast(owner, place.index),
                Voice::Holder(_) => own.cast_held(owner, place.index),
            }
        }
        self.earlier.push(place.earlier());
        self.places.push(place);
    }
}

impl Place {
    const fn earlier(&self) -> Earlier {
        Earlier { fingerprint: self.fingerprint, voice: self.voice, index: self.index }
    }
}

impl Recent {
    /// Nothing, since the tree had this size.
    #[must_use]
    pub fn since(size: u64) -> Self {
        Self { since: size, held: 0, ballots: HashMap::new() }
    }

    /// Whether what was read at a head is, with these ballots, all that is true at the locked one.
    ///
    /// A tree that is larger than the locked one is not part of this history, nor is another root at
    /// the same size.
    #[must_use]
    pub fn covers(&self, at: TreeHead, locked: TreeHead) -> bool {
        self.since <= at.size() && (at == locked || at.size() < locked.size())
    }

    /// What is true of an elector now, given what was read at a head that is covered.
    #[must_use]
    pub fn bring_forward(
        &self,
        meeting: MeetingId,
        elector: ElectorId,
        known: &Known,
    ) -> Option<KnownElector> {
        let mut found = known.elector.clone()?;
        let later = self.ballots.get(&(meeting, elector)).into_iter().flatten();
        for place in later.filter(|place| place.size > known.at.size()) {
            found.add(place.clone());
        }
        Some(found)
    }

    /// Adds a ballot of a turn after which the tree has its size.
    pub fn add(&mut self, meeting: MeetingId, elector: ElectorId, place: Place) {
        if self.held >= REMEMBERED_MAX {
            *self = Self::since(place.size);
        }
        // Whoever reads at this size reads it from the database.
        if place.size > self.since {
            self.ballots.entry((meeting, elector)).or_default().push(place);
            self.held += 1;
        }
    }
}

/// A stored list of identifiers, each as its text.
fn texts<T: std::str::FromStr<Err: std::fmt::Display>>(bytes: &[u8]) -> Result<Vec<T>, ActionError> {
    let list: Vec<Text<T>> = serde_json::from_slice(bytes).map_err(ActionError::damaged)?;
    Ok(list.into_iter().map(|text| text.0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::merkle::leaf_hash;

    fn head(size: u64) -> TreeHead {
        TreeHead::new(size, leaf_hash(&size.to_be_bytes())).unwrap()
    }

    fn meeting() -> MeetingId {
        MeetingId::new(Uuid::from_u128(1))
    }

    fn elector(number: u64) -> ElectorId {
        ElectorId::from_digest(leaf_hash(&number.to_be_bytes()).as_bytes())
    }

    fn place(number: u8, size: u64) -> Place {
        let fingerprint = Fingerprint([number; 32]);
        Place { fingerprint, index: size - 1, size, voice: Voice::Own, owner: None, key: None }
    }

    fn known(at: u64, places: Vec<Place>) -> Known {
        let row = claims::Elector {
            kind: "owner".to_owned(),
            owners: br#"["o-1"]"#.to_vec(),
            matters: br#"["m1"]"#.to_vec(),
        };
        let elector = Some(KnownElector::of(&row, (places, None), Vec::new()).unwrap());
        Known { at: head(at), key: None, elector, mandate: None }
    }

    #[test]
    fn what_was_read_holds_from_the_last_foreign_entry_to_the_locked_head() {
        let recent = Recent::since(10);
        let at = |size| recent.covers(head(size), head(20));
        assert_eq!([at(9), at(10), at(19), at(20), at(21)], [false, true, true, true, false]);
        let other = TreeHead::new(20, leaf_hash(b"another history")).unwrap();
        assert!(!recent.covers(other, head(20)));
    }

    #[test]
    fn what_was_read_before_an_opening_of_the_same_turn_does_not_hold() {
        assert!(!Recent::since(21).covers(head(20), head(20)));
    }

    #[test]
    fn an_elector_has_the_ballots_read_and_those_added_since_and_none_twice() {
        let mut recent = Recent::since(10);
        for place in [place(2, 12), place(3, 14)] {
            recent.add(meeting(), elector(1), place);
        }
        let earlier = |known: Known| {
            let found = recent.bring_forward(meeting(), elector(1), &known).unwrap();
            let earlier = found.entitlement(None).earlier;
            earlier.iter().map(|own| own.fingerprint.0[0]).collect::<Vec<u8>>()
        };
        assert_eq!(earlier(known(11, vec![place(1, 5)])), [1, 2, 3]);
        assert_eq!(earlier(known(12, vec![place(1, 5), place(2, 12)])), [1, 2, 3]);
        assert_eq!(earlier(known(14, vec![place(1, 5), place(2, 12), place(3, 14)])), [1, 2, 3]);
        let other = recent.bring_forward(meeting(), elector(2), &known(11, Vec::new())).unwrap();
        assert_eq!(other.cast(), 0);
    }

    #[test]
    fn when_too_many_are_remembered_what_was_read_before_does_not_hold() {
        let mut recent = Recent::since(1);
        for number in 0..REMEMBERED_MAX as u64 {
            recent.add(meeting(), elector(number), place(1, number + 2));
        }
        assert!(recent.covers(head(1), head(600)));
        recent.add(meeting(), elector(9_999), place(1, 600));
        assert!(!recent.covers(head(599), head(600)));
        assert!(recent.covers(head(600), head(600)));
    }
}
