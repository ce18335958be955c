//! What is known of the keys and electors that ballots name, and how long it stays true.
//!
//! Whatever a ballot is decided on changes only together with the tree head: keys are enrolled and
//! revoked, mandates given and revoked, the roll is made final and ballots are accepted by turns
//! that publish it. So what was read with a head is true while that is the head, and longer where
//! this process made every turn since and knows that they held nothing but ballots, and which. It
//! is read while earlier turns are still being written; a turn then asks whether it is
//! [`Recent::covers`]ed by the head it has locked, and reads again under the lock what is not.

mod reading;
mod recent;

pub(super) use reading::mandates_named;
pub use reading::read;
pub use recent::Recent;

use super::error::ActionError;
use crate::domain::assistance::Assistance;
use crate::domain::ballots::{Earlier, Entitlement, Fingerprint, KeyStanding, Voice};
use crate::domain::instants::Instant;
use crate::domain::mandates::Mandate;
use crate::domain::meetings::MatterId;
use crate::domain::register::OwnerId;
use crate::domain::representation::Representation;
use crate::domain::roll::ElectorId;
use crate::evidence::digest::Digest;
use crate::evidence::jws::{KeyId, PublicKey};
use crate::evidence::merkle::TreeHead;
use crate::evidence::text::Text;
use crate::store::claims;

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

/// A stored list of identifiers, each as its text.
fn texts<T: std::str::FromStr<Err: std::fmt::Display>>(bytes: &[u8]) -> Result<Vec<T>, ActionError> {
    let list: Vec<Text<T>> = serde_json::from_slice(bytes).map_err(ActionError::damaged)?;
    Ok(list.into_iter().map(|text| text.0).collect())
}
