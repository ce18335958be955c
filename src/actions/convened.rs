//! A meeting of which notice was given, with everything its definition fixes.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::error::{ActionError, Thing};
use crate::domain::ballots::{Address, Polling};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::{KeyCooling, Matter, MeetingAction, MeetingId, MeetingState, Schedule};
use crate::domain::rules::Switches;
use crate::evidence::definition::Definition;
use crate::evidence::digest::Digest;
use crate::evidence::rules::in_force::in_force;
use crate::evidence::rules::overlays::Composition;
use crate::store::meetings::{self, Change, Meeting};
use crate::store::{certificates, documents};

/// A noticed meeting as it stands.
#[derive(Clone, Debug)]
pub struct Convened {
    /// Its row.
    pub row: Meeting,
    /// Where it stands.
    pub state: MeetingState,
    /// Every text, option, rule and switch.
    pub definition: Definition,
    /// The agenda.
    pub matters: Vec<Matter>,
    /// The switches.
    pub switches: Switches,
    /// The voting period, extensions included.
    pub schedule: Schedule,
    /// How long a key waits that was enrolled during the vote.
    pub key_cooling: KeyCooling,
    /// What a ballot must be cast on.
    pub address: Address,
}

/// What changes together with a meeting's state.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moved {
    /// The roll that stands now.
    pub roll: Option<Digest>,
    /// The list of who may act for each elector that stands now.
    pub annex: Option<Digest>,
    /// The new schedule.
    pub schedule: Option<Schedule>,
    /// The closing entry.
    pub close_index: Option<u64>,
}

impl Convened {
    /// Loads a meeting; one of which no notice was given is not found.
    pub async fn load(
        connection: &impl ConnectionTrait,
        community: Uuid,
        meeting: MeetingId,
    ) -> Result<Self, ActionError> {
        let row = meetings::find(connection, community, meeting.uuid()).await?;
        let row = row.ok_or(ActionError::NotFound(Thing::Meeting))?;
        let (Some(definition), Some(roll)) = (row.definition_digest, row.roll_digest) else {
            return Err(ActionError::NotFound(Thing::Meeting));
        };
        let document = documents::get(connection, community, definition).await?;
        let document = document.ok_or_else(|| ActionError::damaged("the definition of a meeting is gone"))?;
        let definition_form = Definition::parse(&document.bytes).map_err(ActionError::damaged)?;
        let state = state_of(&row)?;
        let address = Address {
            origin: definition_form.origin.clone(),
            community: CommunityId::new(community),
            meeting,
            definition: definition.fingerprint(),
            roll: roll.fingerprint(),
        };
        Ok(Self {
            state,
            matters: definition_form.to_matters().map_err(ActionError::damaged)?,
            switches: definition_form.switches.clone().into(),
            schedule: Schedule::new(row.opens_at, row.closes_at)?,
            key_cooling: definition_form.key_cooling().map_err(ActionError::damaged)?,
            definition: definition_form,
            address,
            row,
        })
    }

    /// Loads a meeting for what an officer does to it. One of which no notice was given refuses
    /// that by its state; it is no secret to officers.
    pub async fn load_for(
        connection: &impl ConnectionTrait,
        community: Uuid,
        meeting: MeetingId,
        action: MeetingAction,
    ) -> Result<Self, ActionError> {
        let row = meetings::find(connection, community, meeting.uuid()).await?;
        if let Some(row) = row.filter(|row| row.definition_digest.is_none()) {
            state_of(&row)?.after(action)?;
        }
        Self::load(connection, community, meeting).await
    }

    /// Loads a meeting again. Its definition is read again only if its hash is another one.
    pub async fn reload(self, connection: &impl ConnectionTrait) -> Result<Self, ActionError> {
        let (community, meeting) = (self.row.community_id, self.id());
        let row = meetings::find(connection, community, meeting.uuid()).await?;
        let row = row.ok_or(ActionError::NotFound(Thing::Meeting))?;
        match row.roll_digest {
            Some(roll) if row.definition_digest == Some(self.definition_digest()) => Ok(Self {
                state: state_of(&row)?,
                schedule: Schedule::new(row.opens_at, row.closes_at)?,
                address: Address { roll: roll.fingerprint(), ..self.address },
                row,
                ..self
            }),
            Some(_) | None => Self::load(connection, community, meeting).await,
        }
    }

    /// The meeting.
    #[must_use]
    pub const fn id(&self) -> MeetingId {
        self.address.meeting
    }

    /// The rules the meeting is held under.
    pub fn rules(&self) -> Result<Composition, ActionError> {
        in_force(&self.definition.rule_pack, &self.definition.overlays).map_err(ActionError::damaged)
    }

    /// The hash of the definition.
    #[must_use]
    pub fn definition_digest(&self) -> Digest {
        self.address.definition.into()
    }

    /// The hash of the roll that stands now.
    #[must_use]
    pub fn roll_digest(&self) -> Digest {
        self.address.roll.into()
    }

    /// The hash of the list of who may act for each elector.
    pub fn annex_digest(&self) -> Result<Digest, ActionError> {
        self.row.annex_digest.ok_or_else(|| ActionError::damaged("a noticed meeting has no annex"))
    }

    /// What the meeting knows when a ballot comes in.
    #[must_use]
    pub fn polling(&self) -> Polling<'_> {
        Polling {
            state: self.state,
            schedule: self.schedule,
            address: &self.address,
            online_channel: self.definition.online_channel.value,
            matters: &self.matters,
            key_cooling: self.key_cooling,
            revote: self.switches.revote,
            candidate_ballot: self.switches.candidate_ballot,
        }
    }

    /// From when on the result can no longer be objected to; none before the count.
    pub async fn objections_end(
        &self,
        connection: &impl ConnectionTrait,
    ) -> Result<Option<Instant>, ActionError> {
        let row = certificates::find(connection, self.row.community_id, self.id().uuid()).await?;
        let Some(row) = row else { return Ok(None) };
        let rules = self.rules()?.rules;
        let calendar = self.definition.calendar(rules.pack()).map_err(ActionError::damaged)?;
        Ok(Some(calendar.forward(row.counted_at, self.definition.objection_days).ends_at))
    }

    /// Refuses an action that the state does not allow.
    pub fn allows(&self, action: MeetingAction) -> Result<MeetingState, ActionError> {
        Ok(self.state.after(action)?)
    }

    /// Saves the state after an action, and what changes with it.
    pub async fn advance(
        &mut self,
        connection: &impl ConnectionTrait,
        action: MeetingAction,
        moved: Moved,
    ) -> Result<(), ActionError> {
        let next = self.allows(action)?;
        let change = Change {
            from: self.state.as_str(),
            to: next.as_str(),
            definition_digest: None,
            roll_digest: moved.roll,
            annex_digest: moved.annex,
            opens_at: moved.schedule.map(Schedule::opens_at),
            closes_at: moved.schedule.map(Schedule::closes_at),
            notice_index: None,
            close_index: moved.close_index,
        };
        let key = (self.row.community_id, self.row.meeting_id);
        if !meetings::set_state(connection, key, change).await? {
            return Err(ActionError::Stale);
        }
        *self = Self::load(connection, self.row.community_id, self.id()).await?;
        Ok(())
    }
}

fn state_of(row: &Meeting) -> Result<MeetingState, ActionError> {
    row.state.parse().map_err(ActionError::damaged)
}
