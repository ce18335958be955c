//! The definition of a meeting: every text, option, rule and switch an owner decides on.
//!
//! Its hash stands in the notice, in the opening and in every ballot.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use super::competence::StatedCompetence;
use super::delegate_rule::DelegateRuleForm;
use super::digest::{CanonicalError, Digest, canonical};
use super::document::{self, DocumentError};
use super::electorate::{ElectorateForm, ElectorateFormError};
use super::holidays::{HolidayYearForm, HolidaysError};
use super::lots::LotForm;
use super::non_voter::NonVoterRuleForm;
use super::rules::in_force::{OnlineChannelForm, OverlayReference};
use super::switches::SwitchesForm;
use super::text;
use super::witnesses::{Inbox, WitnessPolicy};
use crate::domain::communities::CommunityId;
use crate::domain::deadlines::Calendar;
use crate::domain::instants::{Instant, InstantError, Zone};
use crate::domain::meetings::{
    Candidate, CandidateId, Election, KeyCooling, KeyCoolingError, Matter, MatterError, MatterId, MeetingId,
    RevealPeriod, RevealPeriodError, Schedule, ScheduleError, proposer,
};
use crate::domain::rules::switches::TieBreak;
use crate::domain::rules::{MatterKind, Pack, PackId, Switches};

/// Why a definition cannot be read or does not make a meeting.
#[derive(Debug, Error)]
pub enum DefinitionError {
    /// Not the canonical JSON of a definition.
    #[error("the definition {0}")]
    Document(#[from] DocumentError),
    /// A version this software does not know.
    #[error("the definition has a version that is not known here")]
    UnknownVersion,
    /// A matter that cannot stand.
    #[error("matter {matter}: {error}")]
    Matter {
        /// Which one.
        matter: MatterId,
        /// Why.
        error: MatterError,
    },
    /// An electorate that cannot stand.
    #[error("matter {matter}: {error}")]
    Electorate {
        /// Whose.
        matter: MatterId,
        /// Why.
        error: ElectorateFormError,
    },
    /// A time zone that there is not.
    #[error("time_zone {0}")]
    Zone(#[from] InstantError),
    /// Holidays that make no table.
    #[error("holidays: {0}")]
    Holidays(#[from] HolidaysError),
    /// A period for revealing that cannot stand.
    #[error("lot: {0}")]
    RevealPeriod(#[from] RevealPeriodError),
    /// A cooling period that cannot stand.
    #[error(transparent)]
    KeyCooling(#[from] KeyCoolingError),
    /// A lot that breaks no ties, or ties to be broken by a lot of which nothing is said.
    #[error("lot must be there where tie_break is lot, and null elsewhere")]
    LotWithoutTies,
    /// A schedule that cannot stand.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// No canonical JSON.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

/// How ballots are kept.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BallotMode {
    /// 记名: signed ballots; totals are hidden until the close, but whoever runs the machine
    /// could read a ballot.
    Named,
}

/// What kind of meeting it is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MeetingKind {
    /// The first one, at which the assembly comes into being.
    Inaugural,
    /// As the rules of procedure foresee.
    Regular,
    /// Called for a reason, for example on a petition.
    Extraordinary,
}

/// The rule pack a meeting is held under, by its exact bytes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PackReference {
    /// Its identifier, for example `cn_civil_code_2021`.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub id: PackId,
    /// Its version.
    pub version: String,
    /// The SHA-256 of its file.
    #[cfg_attr(feature = "server", schema(value_type = String))]
    pub sha256: Digest,
}

/// A matter as put to the owners.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MatterForm {
    /// Its identity within the meeting: 1 to 32 lower-case letters, digits and hyphens.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "m1"))]
    pub matter: MatterId,
    /// Its kind, as the rule pack names it.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "fund_use"))]
    pub kind: MatterKind,
    /// Its title.
    pub title: String,
    /// Its full text.
    pub text: String,
    /// Who proposed it, in words: a body or a number of owners, not a person. One line of 1 to 200 characters, left
    /// out where nobody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", schema(example = "业主委员会", min_length = 1, max_length = 200))]
    pub proposed_by: Option<String>,
    /// Which units decide.
    pub electorate: ElectorateForm,
    /// Seats to fill; null unless it is an election.
    #[serde(default)]
    pub seats: Option<u32>,
    /// Who stands, in ballot order; empty unless it is an election.
    #[serde(default)]
    pub candidates: Vec<StandingForm>,
    /// Why it is the assembly's to decide; there exactly if its kind leaves that open to doubt.
    #[serde(default)]
    pub competence: Option<StatedCompetence>,
}

/// Somebody who stands for election, as posted.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StandingForm {
    /// The identity on the ballot.
    #[serde(with = "text")]
    #[cfg_attr(feature = "server", schema(value_type = String, example = "c1"))]
    pub candidate: CandidateId,
    /// The name on the ballot.
    pub name: String,
}

/// A definition.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Version of this form.
    pub v: u8,
    /// The origin of the record.
    pub origin: String,
    /// The community.
    pub community: Uuid,
    /// The meeting.
    pub meeting: Uuid,
    /// Its title.
    pub title: String,
    /// What kind of meeting.
    pub kind: MeetingKind,
    /// Who calls it, in words: the body, not a person.
    pub called_by: String,
    /// The time zone days are counted in.
    pub time_zone: String,
    /// When voting opens.
    #[serde(with = "text")]
    pub opens_at: Instant,
    /// When voting closes, unless it is extended.
    #[serde(with = "text")]
    pub closes_at: Instant,
    /// Days for objections to the preliminary result.
    pub objection_days: u16,
    /// How ballots are kept.
    pub mode: BallotMode,
    /// The rule pack.
    pub rule_pack: PackReference,
    /// Which witnesses must cosign the record; null where the community names none.
    pub witnesses: Option<WitnessPolicy>,
    /// Where ballots can be sent besides the service.
    pub inboxes: Vec<Inbox>,
    /// The overlays on the rule pack, in the order they are laid on.
    pub overlays: Vec<OverlayReference>,
    /// Through which system votes on the internet are cast.
    pub online_channel: OnlineChannelForm,
    /// The holidays over which its deadlines give way, of each year that somebody named them for; null under a
    /// pack that counts days as they fall.
    pub holidays: Option<Vec<HolidayYearForm>>,
    /// Until when values of the lot are revealed; null unless `tie_break` is `lot`.
    pub lot: Option<LotForm>,
    /// The rule by which silence means something; null where it means nothing.
    pub non_voter_rule: Option<NonVoterRuleForm>,
    /// The rule under which delegates act; null where none may.
    pub delegate_rule: Option<DelegateRuleForm>,
    /// How long a key waits that was enrolled at the opening or later, in hours, 24 to 168.
    pub key_cooling_hours: u16,
    /// Every switch, with its value.
    pub switches: SwitchesForm,
    /// The agenda.
    pub matters: Vec<MatterForm>,
}

impl Definition {
    /// Its bytes, whose SHA-256 is *the definition hash*.
    pub fn to_bytes(&self) -> Result<Vec<u8>, DefinitionError> {
        Ok(canonical(self)?)
    }

    /// Reads a definition from its canonical bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, DefinitionError> {
        let definition: Self = document::read(bytes)?;
        if definition.v == 1 { Ok(definition) } else { Err(DefinitionError::UnknownVersion) }
    }

    /// The meeting it defines.
    #[must_use]
    pub const fn meeting_id(&self) -> MeetingId {
        MeetingId::new(self.meeting)
    }

    /// The community it belongs to.
    #[must_use]
    pub const fn community_id(&self) -> CommunityId {
        CommunityId::new(self.community)
    }

    /// The voting period as noticed.
    pub fn schedule(&self) -> Result<Schedule, DefinitionError> {
        Ok(Schedule::new(self.opens_at, self.closes_at)?)
    }

    /// How its days are counted under a pack: where it takes place, over the holidays that it publishes.
    pub fn calendar(&self, pack: &Pack) -> Result<Calendar, DefinitionError> {
        let holidays = HolidayYearForm::to_table(self.holidays.as_deref().unwrap_or_default())?;
        Ok(Calendar::new(Zone::new(&self.time_zone)?, pack.parts().day_counting.as_ref(), holidays))
    }

    /// How long the count waits for values of the lot; none where no lot breaks ties.
    pub fn reveal_period(&self) -> Result<Option<RevealPeriod>, DefinitionError> {
        match (self.switches.tie_break, self.lot) {
            (TieBreak::Lot, Some(lot)) => Ok(Some(RevealPeriod::new(lot.reveal_hours)?)),
            (TieBreak::OtherMeasureThenRunoff | TieBreak::Runoff, None) => Ok(None),
            (TieBreak::Lot, None) | (TieBreak::OtherMeasureThenRunoff | TieBreak::Runoff, Some(_)) => {
                Err(DefinitionError::LotWithoutTies)
            }
        }
    }

    /// How long a key waits that was enrolled during the vote.
    pub fn key_cooling(&self) -> Result<KeyCooling, DefinitionError> {
        Ok(KeyCooling::new(self.key_cooling_hours)?)
    }

    /// The agenda as the domain decides on it.
    pub fn to_matters(&self) -> Result<Vec<Matter>, DefinitionError> {
        let switches = self.switches.clone().into();
        self.matters.iter().map(|matter| matter.to_matter(&switches)).collect()
    }
}

impl MatterForm {
    /// The convener's reason why it is the assembly's to decide, where one is stated.
    #[must_use]
    pub fn stated_reason(&self) -> Option<&str> {
        self.competence.as_ref().map(|stated| stated.reason.as_str())
    }

    /// The matter as the domain decides on it, under the switches of its meeting.
    pub fn to_matter(&self, switches: &Switches) -> Result<Matter, DefinitionError> {
        let refused = |error| DefinitionError::Matter { matter: self.matter.clone(), error };
        let electorate = self
            .electorate
            .to_electorate(switches)
            .map_err(|error| DefinitionError::Electorate { matter: self.matter.clone(), error })?;
        let election = match (self.seats, self.candidates.as_slice()) {
            (None, []) => None,
            (seats, candidates) => {
                let candidates = candidates.iter().map(|c| Candidate::new(c.candidate.clone(), &c.name));
                let candidates = candidates.collect::<Result<_, _>>().map_err(refused)?;
                Some(Election::new(seats.unwrap_or(0), candidates).map_err(refused)?)
            }
        };
        self.proposed_by.as_deref().map_or(Ok(()), proposer).map_err(refused)?;
        let (id, kind) = (self.matter.clone(), self.kind.clone());
        Matter::new(id, kind, &self.title, &self.text, electorate, election).map_err(refused)
    }
}
