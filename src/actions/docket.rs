//! Objections as the record tells them: raised, withdrawn, answered, corrected; read again for whoever raises,
//! answers, announces, posts or asks.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::error::ActionError;
use crate::domain::instants::Instant;
use crate::domain::meetings::MatterId;
use crate::domain::objections::{ObjectionDeed, ObjectionGround, ObjectionStage, ObjectionStanding};
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::store::record;

/// The entries that are about objections.
const KINDS: [&str; 3] = ["objection_raised", "objection_withdrawn", "objection_answered"];

/// An objection and everything that became of it.
#[derive(Clone, Debug)]
pub struct Docketed {
    /// The meeting.
    pub meeting: Uuid,
    /// The objection.
    pub objection: Uuid,
    /// Its entry.
    pub index: u64,
    /// When it was raised.
    pub at: Instant,
    /// To what.
    pub stage: ObjectionStage,
    /// On what ground.
    pub ground: ObjectionGround,
    /// The matter, where it names one.
    pub matter: Option<MatterId>,
    /// The hash of the paper it was written on, if it was.
    pub paper: Option<Digest>,
    /// The digest of its salted text.
    pub text: Digest,
    /// How it stands.
    pub standing: ObjectionStanding,
    /// What became of it, in the order of the record.
    pub turns: Vec<Turned>,
}

/// One thing that became of an objection.
#[derive(Clone, Debug)]
pub struct Turned {
    /// Its entry.
    pub index: u64,
    /// When.
    pub at: Instant,
    /// What was done.
    pub deed: ObjectionDeed,
    /// The hash of the paper on which it was withdrawn, if it was so.
    pub paper: Option<Digest>,
    /// The answer, of everything but a withdrawal.
    pub answer: Option<Answered>,
}

/// An answer as the record tells it.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The digest of its salted text.
    pub text: Digest,
    /// Whether the objection was right.
    pub upheld: bool,
    /// What everybody is told.
    pub summary: String,
    /// Why it takes the place of the answer before.
    pub correction: Option<String>,
    /// The entry by which the roll was amended.
    pub amendment: Option<u64>,
}

impl Docketed {
    /// The answer that stands.
    #[must_use]
    pub fn answered(&self) -> Option<&Answered> {
        self.turns.iter().rev().find_map(|turned| turned.answer.as_ref())
    }
}

/// The objections to a meeting in the order of the record.
pub async fn of_meeting(
    connection: &impl ConnectionTrait,
    (community, meeting): (Uuid, Uuid),
) -> Result<Vec<Docketed>, ActionError> {
    let rows = record::entries_of_meeting_by_kind(connection, community, meeting, &KINDS, 0).await?;
    read(&rows)
}

/// The objections to all meetings of a community in the order of the record.
pub async fn of_community(
    connection: &impl ConnectionTrait,
    community: Uuid,
) -> Result<Vec<Docketed>, ActionError> {
    let size = record::head(connection, community).await?.map_or(0, |head| head.size);
    read(&record::entries_of_kinds(connection, community, &KINDS, 0..size).await?)
}

fn read(rows: &[record::Entry]) -> Result<Vec<Docketed>, ActionError> {
    let mut docket: BTreeMap<Uuid, Docketed> = BTreeMap::new();
    for row in rows {
        let entry = Entry::parse(&row.bytes).map_err(ActionError::damaged)?;
        take(&mut docket, row.entry_index, &entry)?;
    }
    let mut docketed: Vec<_> = docket.into_values().collect();
    docketed.sort_by_key(|own| own.index);
    Ok(docketed)
}

fn take(docket: &mut BTreeMap<Uuid, Docketed>, index: u64, entry: &Entry) -> Result<(), ActionError> {
    let at = entry.at();
    if let Fact::ObjectionRaised { meeting, objection, stage, ground, matter, paper, text } = entry.fact() {
        let (standing, turns) = (ObjectionStanding::Open, Vec::new());
        let own = Docketed {
            meeting: *meeting,
            objection: *objection,
            index,
            at,
            stage: *stage,
            ground: *ground,
            matter: matter.clone(),
            paper: *paper,
            text: *text,
            standing,
            turns,
        };
        docket.insert(*objection, own);
    } else if let Fact::ObjectionWithdrawn { objection, paper, .. } = entry.fact() {
        let turned = Turned { index, at, deed: ObjectionDeed::Withdraw, paper: *paper, answer: None };
        turn(docket, *objection, turned)?;
    } else if let Fact::ObjectionAnswered {
        objection, answer, upheld, summary, correction, amendment, ..
    } = entry.fact()
    {
        let deed = correction.as_ref().map_or(ObjectionDeed::Answer, |_| ObjectionDeed::Correct);
        let (summary, correction) = (summary.clone(), correction.clone());
        let answer = Answered { text: *answer, upheld: *upheld, summary, correction, amendment: *amendment };
        turn(docket, *objection, Turned { index, at, deed, paper: None, answer: Some(answer) })?;
    }
    Ok(())
}

fn turn(docket: &mut BTreeMap<Uuid, Docketed>, objection: Uuid, turned: Turned) -> Result<(), ActionError> {
    let own = docket.get_mut(&objection);
    let own = own.ok_or_else(|| ActionError::damaged("an objection was answered and never raised"))?;
    own.standing = own.standing.after(turned.deed).map_err(ActionError::damaged)?;
    own.turns.push(turned);
    Ok(())
}
