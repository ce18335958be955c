//! What a turn's ballots claim, as it stands under the lock.

use std::collections::HashMap;

use tracing::error;

use super::casts::IncomingBallot;
use crate::actions::error::ActionError;
use crate::actions::known::{self, Claimed, Known, KnownElector, KnownKey};
use crate::actions::turn::Turn;
use crate::domain::ballots::{Fingerprint, KeyStanding, Voice};
use crate::domain::mandates::Mandate;
use crate::domain::meetings::MeetingId;
use crate::domain::roll::ElectorId;
use crate::evidence::jws::KeyId;

/// The electors, keys and mandates that a turn's ballots name, as they stand under the lock.
pub(super) struct Standing {
    pub(super) electors: HashMap<ElectorId, KnownElector>,
    pub(super) keys: HashMap<KeyId, KnownKey>,
    /// The mandates that ballots name.
    pub(super) mandates: HashMap<Fingerprint, Mandate>,
    /// Ballots of which nothing can be said, by their place in the turn, because what they claim is damaged.
    pub(super) damaged: HashMap<usize, ActionError>,
}

impl Standing {
    /// What is known of each ballot already, if it is still true; the rest is read again.
    pub(super) async fn load(
        turn: &mut Turn,
        meeting: MeetingId,
        ballots: &[&IncomingBallot],
    ) -> Result<Self, ActionError> {
        let locked = turn.locked();
        let mut standing = Self {
            electors: HashMap::new(),
            keys: HashMap::new(),
            mandates: HashMap::new(),
            damaged: HashMap::new(),
        };
        let mut stale = Vec::new();
        for (at, ballot) in ballots.iter().enumerate() {
            if turn.recent().covers(ballot.known.at, locked) {
                standing.add(turn, meeting, ballot, &ballot.known);
            } else {
                stale.push((at, *ballot));
            }
        }
        if stale.is_empty() {
            return Ok(standing);
        }
        let claims: Vec<Claimed> = stale.iter().map(|(_, ballot)| ballot.claim()).collect();
        let known = known::read(turn.transaction(), turn.community_id(), meeting, &claims).await?;
        for ((at, ballot), known) in stale.into_iter().zip(known) {
            match known {
                Ok(known) => standing.add(turn, meeting, ballot, &known),
                Err(error) => {
                    error!(%error, elector = %ballot.ballot.elector, "what a ballot claims cannot be read");
                    standing.damaged.insert(at, error);
                }
            }
        }
        Ok(standing)
    }

    fn add(&mut self, turn: &mut Turn, meeting: MeetingId, ballot: &IncomingBallot, known: &Known) {
        let elector = ballot.ballot.elector;
        if let Some(found) = turn.recent().bring_forward(meeting, elector, known) {
            self.electors.insert(elector, found);
        }
        if let Some(key) = &known.key {
            self.keys.insert(ballot.key.clone(), key.clone());
        }
        if let Some(mandate) = &known.mandate {
            self.mandates.insert(mandate.fingerprint, mandate.clone());
        }
    }

    /// The mandate that a ballot of this voice names, if it was given.
    pub(super) fn of_voice(&self, voice: Voice) -> Option<&Mandate> {
        match voice {
            Voice::Own => None,
            Voice::Holder(mandate) => self.mandates.get(&mandate),
        }
    }

    pub(super) fn of_key(&self, key: &KeyId) -> KeyStanding<'_> {
        self.keys.get(key).map_or(KeyStanding::NotEnrolled, KnownKey::standing)
    }
}
