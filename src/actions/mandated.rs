//! The mandates of a meeting, folded from what is stored in the order of the record, and how they are told.

use std::collections::{BTreeMap, HashMap};

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::acting::owners_in;
use super::convened::Convened;
use super::error::ActionError;
use super::papers::{read_annex, read_roll};
use crate::domain::instants::Instant;
use crate::domain::mandates::{Book, Holder, Mandate, MandateRefusal, Moment, Seat, Terms};
use crate::domain::meetings::{Matter, MeetingId};
use crate::domain::roll::{ElectorGroup, ElectorId, Roll, RollAnnex};
use crate::evidence::ballots::MatterChoice;
use crate::evidence::delegate_rule;
use crate::evidence::delegates::AppointmentForm;
use crate::evidence::digest::Digest;
use crate::evidence::mandates::{pairs, proxy};
use crate::evidence::text;
use crate::store::acting::{self, ActingStatement};
use crate::store::mandates::{self, Act};

/// The mandates of a meeting on the roll as it stands.
#[derive(Clone, Debug)]
pub struct Mandated {
    /// Which are in force, and which ended.
    pub book: Book,
    /// Everything that was said.
    pub acts: Vec<Act>,
    /// When electors passed to others, by entry.
    passed: BTreeMap<u64, Instant>,
    roll: Roll,
    /// Who acts for each elector now.
    annex: RollAnnex,
    matters: Vec<Matter>,
}

/// A mandate as its principal, its holder and officers see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MandateView {
    /// The SHA-256 of the signed mandate, which ballots under it name.
    #[schema(value_type = String)]
    pub mandate: Digest,
    /// The elector, as the roll names it.
    pub elector: String,
    /// Its units.
    pub units: Vec<String>,
    /// Who gave it, as the register names them.
    pub principal: String,
    /// Who votes: `owner:` or `outside:` with an identifier.
    #[schema(example = "owner:O-17")]
    pub holder: String,
    /// What the holder has to say; on other matters they have discretion.
    #[schema(value_type = Vec<Object>)]
    pub instructions: Vec<MatterChoice>,
    /// The SHA-256 of the scan, if it is on paper.
    #[schema(value_type = Option<String>)]
    pub paper: Option<Digest>,
    /// What a delegate recorded as the principal's opinion, the last one last; ballots are as the last one is.
    pub opinions: Vec<OpinionView>,
    /// When it was recorded.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub given_at: Instant,
    /// When it ended, by its revocation or because its holder was excluded; null while it is in force.
    #[serde(with = "text::option")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Instant>,
}

/// An opinion of a principal as their delegate recorded it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpinionView {
    /// What the principal wants, as it was recorded.
    #[schema(value_type = Vec<Object>)]
    pub choices: Vec<MatterChoice>,
    /// The SHA-256 of the sheet, form or recording.
    #[schema(value_type = Option<String>)]
    pub evidence: Option<Digest>,
    /// When it was recorded.
    #[serde(with = "text")]
    #[schema(value_type = String, format = DateTime)]
    pub recorded_at: Instant,
}

impl Mandated {
    /// The mandates of a meeting.
    pub async fn load(connection: &impl ConnectionTrait, convened: &Convened) -> Result<Self, ActionError> {
        let (community, meeting) = (convened.row.community_id, convened.id().uuid());
        let roll = read_roll(connection, community, convened.roll_digest()).await?;
        let roll = roll.roll().map_err(ActionError::damaged)?;
        let annex = read_annex(connection, community, convened.annex_digest()?).await?;
        let annex = annex.annex().map_err(ActionError::damaged)?;
        let rules = convened.rules()?.rules;
        let terms = Terms::of(&rules, convened.switches.candidate_ballot, &convened.matters, &roll);
        let terms = Terms { delegates: delegate_rule::zone(&convened.definition), ..terms };
        let book = Book::new(terms, &annex);
        let acts = mandates::list(connection, community, meeting).await?;
        let matters = convened.matters.clone();
        let mut own = Self { book, acts: Vec::new(), passed: BTreeMap::new(), roll, annex, matters };
        let recorded = acting::recorded(connection, (community, meeting)).await?;
        let mut passed = recorded.iter().filter(|row| row.owners_after.is_some()).peekable();
        for act in &acts {
            while let Some(row) = passed.next_if(|row| row.entry_index < Some(act.entry_index)) {
                own.pass(row)?;
            }
            own.replay(act, convened)?;
        }
        for row in passed {
            own.pass(row)?;
        }
        Ok(Self { acts, ..own })
    }

    /// Lets others act for an elector, as a succession says.
    fn pass(&mut self, row: &ActingStatement) -> Result<(), ActionError> {
        let (Some(index), Some(at), Some(after)) = (row.entry_index, row.at, &row.owners_after) else {
            return Ok(());
        };
        let elector: ElectorId = row.elector.parse().map_err(ActionError::damaged)?;
        let owners = owners_in(after)?;
        self.book.pass(elector, &owners, index);
        self.annex.insert(elector, ElectorGroup::Owners(owners));
        self.passed.insert(index, at);
        Ok(())
    }

    /// What the roll says of an elector.
    #[must_use]
    pub fn seat(&self, elector: ElectorId) -> Option<Seat> {
        Seat::of((&self.roll, &self.annex), &self.matters, elector)
    }

    /// The units of an elector.
    #[must_use]
    pub fn units(&self, elector: ElectorId) -> Vec<String> {
        let own = self.roll.position(elector).and_then(|place| self.roll.electors().get(place));
        own.map_or_else(Vec::new, |own| own.units.iter().map(|unit| unit.label.to_string()).collect())
    }

    /// Every mandate that fits the roll as it stands, told.
    pub fn views(&self) -> Result<Vec<MandateView>, ActionError> {
        let when = |index: u64| {
            let said = self.acts.iter().find(|act| act.entry_index == index).map(|act| act.at);
            said.or_else(|| self.passed.get(&index).copied())
        };
        let told = |mandate: &Mandate| {
            let act = self.acts.iter().find(|act| act.entry_index == mandate.given);
            let act = act.ok_or_else(|| ActionError::damaged("the entry of a mandate"))?;
            Ok(MandateView {
                mandate: mandate.fingerprint.into(),
                elector: mandate.elector.to_string(),
                units: self.units(mandate.elector),
                principal: mandate.principal.to_string(),
                holder: mandate.holder.to_string(),
                instructions: instructions(act)?,
                paper: act.paper,
                opinions: self.opinions(mandate)?,
                given_at: act.at,
                ended_at: mandate.revoked.and_then(when),
            })
        };
        self.book.mandates().into_iter().map(told).collect()
    }

    fn opinions(&self, mandate: &Mandate) -> Result<Vec<OpinionView>, ActionError> {
        let told = |(index, _): &(u64, _)| {
            let act = self.acts.iter().find(|act| act.entry_index == *index);
            let act = act.ok_or_else(|| ActionError::damaged("the entry of an opinion"))?;
            Ok(OpinionView { choices: instructions(act)?, evidence: act.paper, recorded_at: act.at })
        };
        mandate.opinions.iter().map(told).collect()
    }

    /// Takes what was said before. What was said before the opening may not fit the roll as it stands now, and is
    /// void then; it was possible when it was recorded, so everything else is a damaged row.
    fn replay(&mut self, act: &Act, convened: &Convened) -> Result<(), ActionError> {
        let opens_at = convened.schedule.opens_at();
        // It was in time when it was recorded.
        let moment = Moment { at: act.at, opens_at, closes_at: act.at.plus_seconds(1) };
        let taken = self.take(act, &moment)?;
        match taken {
            Err(_) if act.at < opens_at => Ok(()),
            taken => taken.map_err(ActionError::damaged),
        }
    }

    fn take(&mut self, act: &Act, moment: &Moment) -> Result<Result<(), MandateRefusal>, ActionError> {
        let gone =
            || ActionError::damaged(format!("what was said of a mandate at entry {}", act.entry_index));
        let text = |text: &Option<String>| text.clone().ok_or_else(gone);
        let holder = || text(&act.holder)?.parse::<Holder>().map_err(ActionError::damaged);
        Ok(match act.kind.as_str() {
            "given" => {
                let elector: ElectorId = text(&act.elector)?.parse().map_err(ActionError::damaged)?;
                let principal = text(&act.principal)?.parse().map_err(ActionError::damaged)?;
                let of = (elector, principal, holder()?);
                let mandate = proxy(of, &instructions(act)?, (act.statement_digest, act.entry_index));
                let seat = self.seat(elector);
                self.book.give(mandate, seat.as_ref(), moment)
            }
            "revoked" => {
                let mandate = act.mandate.ok_or_else(gone)?.fingerprint();
                let by = act.principal.as_deref().map(str::parse).transpose();
                let by = by.map_err(ActionError::damaged)?;
                self.book.revoke(&mandate, (by.as_ref(), act.entry_index), moment)
            }
            "excluded" => self.book.exclude(&holder()?, act.entry_index),
            "appointed" => {
                let form = act.appointment.as_deref().ok_or_else(gone)?;
                let form: AppointmentForm = serde_json::from_slice(form).map_err(ActionError::damaged)?;
                self.book.appoint(form.into(), moment)
            }
            "opinion" => {
                let mandate = act.mandate.ok_or_else(gone)?.fingerprint();
                let elector = self.book.get(&mandate).map(|own| own.elector);
                let seat = elector.and_then(|elector| self.seat(elector));
                let (holder, choices) = (holder()?, pairs(&instructions(act)?));
                let by = holder.owner().ok_or_else(gone)?;
                self.book.opine(&mandate, (by, &choices, act.entry_index), seat.as_ref(), moment)
            }
            _ => return Err(gone()),
        })
    }
}

/// The mandates of these hashes in a meeting, as they stand.
pub async fn known(
    connection: &impl ConnectionTrait,
    community: Uuid,
    meeting: MeetingId,
    named: &[Digest],
) -> Result<HashMap<Digest, Mandate>, ActionError> {
    if named.is_empty() {
        return Ok(HashMap::new());
    }
    let convened = Convened::load(connection, community, meeting).await?;
    let mandated = Mandated::load(connection, &convened).await?;
    let found =
        named.iter().filter_map(|digest| Some((*digest, mandated.book.get(&digest.fingerprint())?.clone())));
    Ok(found.collect())
}

/// The instructions of a stored mandate.
fn instructions(act: &Act) -> Result<Vec<MatterChoice>, ActionError> {
    let bytes = act.instructions.as_deref().unwrap_or(b"[]");
    serde_json::from_slice(bytes).map_err(ActionError::damaged)
}

/// The meeting and community of a noticed meeting, as tables name them.
pub const fn place(convened: &Convened) -> (Uuid, Uuid) {
    (convened.row.community_id, convened.id().uuid())
}
