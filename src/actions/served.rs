//! Services of notice as they stand: read again for whoever records, counts or asks.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;

use super::convened::Convened;
use super::error::ActionError;
use super::papers::read_roll;
use crate::domain::identity::Role;
use crate::domain::roll::Roll;
use crate::domain::services::{Channel, Deliveries, Outcome, Reached, Served, ServiceTerms};
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::store::record;
use crate::store::services::{self, ServiceRow};

/// The entries of a meeting among which services stand.
const KINDS: [&str; 4] = ["meeting_noticed", "roll_amended", "notice_versioned", "meeting_opened"];

/// A service, or an attempt at one, at its place in the record.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its entry.
    pub index: u64,
    /// Whether somebody was reached.
    pub outcome: Outcome,
    /// What was served.
    pub served: Served,
    /// The hash of what it left behind.
    pub evidence: Option<Digest>,
}

/// Everything that was served so far.
#[derive(Clone, Debug)]
pub struct Book {
    /// Who is reached, and what else can be recorded.
    pub deliveries: Deliveries,
    /// Services and attempts in the order of the record.
    pub services: Vec<Recorded>,
    /// The roll that stands.
    pub roll: Roll,
}

/// Reads the services of a meeting: few entries, and one indexed read of the table that repeats the others.
pub async fn book(connection: &impl ConnectionTrait, convened: &Convened) -> Result<Book, ActionError> {
    let (community, meeting) = (convened.row.community_id, convened.row.meeting_id);
    let notice = convened.row.notice_index;
    let notice = notice.ok_or_else(|| ActionError::damaged("a noticed meeting has no notice"))?;
    let rows = record::entries_of_meeting_by_kind(connection, community, meeting, &KINDS, notice).await?;
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        entries.push((row.entry_index, Entry::parse(&row.bytes).map_err(ActionError::damaged)?));
    }
    let rolls = rolls(connection, community, &entries).await?;
    let mut entries = entries.into_iter();
    let first = entries.next().map(|(_, entry)| entry);
    let noticed = first.as_ref().map(|entry| (entry.at(), entry.fact()));
    let Some((noticed_at, Fact::MeetingNoticed { roll, .. })) = noticed else {
        return Err(ActionError::damaged("a meeting does not begin with its notice"));
    };
    let roll = standing(&rolls, *roll)?;
    let terms = ServiceTerms::of(convened.rules()?.rules.pack());
    let deliveries = Deliveries::new(noticed_at, &roll, terms);
    let mut book = Book { deliveries, services: Vec::new(), roll };
    let mut entries = entries.peekable();
    let mut opened = false;
    for row in services::of_meeting(connection, community, meeting).await? {
        while let Some((_, entry)) = entries.next_if(|(index, _)| *index < row.entry_index) {
            opened |= book.follow(&rolls, &entry)?;
        }
        book.enter(Recorded::read(&row)?, opened);
    }
    for (_, entry) in entries {
        book.follow(&rolls, &entry)?;
    }
    Ok(book)
}

/// Who was reached before the opening.
pub async fn reached(connection: &impl ConnectionTrait, convened: &Convened) -> Result<Reached, ActionError> {
    Ok(book(connection, convened).await?.deliveries.reached().clone())
}

impl Book {
    /// Takes up an entry among the services; whether it opens the meeting.
    fn follow(&mut self, rolls: &BTreeMap<Digest, Roll>, entry: &Entry) -> Result<bool, ActionError> {
        if let Fact::RollAmended { roll, .. } = entry.fact() {
            self.roll = standing(rolls, *roll)?;
            self.deliveries.amend(&self.roll);
        } else if let Fact::NoticeVersioned { .. } = entry.fact() {
            self.deliveries.correct(entry.at());
        }
        Ok(matches!(entry.fact(), Fact::MeetingOpened { .. }))
    }

    fn enter(&mut self, own: Recorded, opened: bool) {
        match own.outcome {
            Outcome::Attempted => self.deliveries.attempt(&own.served),
            Outcome::Served => {
                if !opened {
                    self.deliveries.take(&own.served);
                }
                self.deliveries.count(&own.served);
            }
        }
        self.services.push(own);
    }
}

impl Recorded {
    fn read(row: &ServiceRow) -> Result<Self, ActionError> {
        let channel: Channel = row.channel.parse().map_err(ActionError::damaged)?;
        let by: Role = row.by_role.parse().map_err(ActionError::damaged)?;
        Ok(Self {
            index: row.entry_index,
            outcome: row.kind.parse().map_err(ActionError::damaged)?,
            served: Served {
                unit: row.unit.parse().map_err(ActionError::damaged)?,
                channel,
                served_at: row.served_at,
                by,
                version: row.version,
                evidence: row.evidence.map(|digest| digest.fingerprint()),
            },
            evidence: row.evidence,
        })
    }
}

async fn rolls(
    connection: &impl ConnectionTrait,
    community: uuid::Uuid,
    entries: &[(u64, Entry)],
) -> Result<BTreeMap<Digest, Roll>, ActionError> {
    let mut rolls = BTreeMap::new();
    for (_, entry) in entries {
        let (Fact::MeetingNoticed { roll, .. } | Fact::RollAmended { roll, .. }) = entry.fact() else {
            continue;
        };
        let document = read_roll(connection, community, *roll).await?;
        rolls.insert(*roll, document.roll().map_err(ActionError::damaged)?);
    }
    Ok(rolls)
}

fn standing(rolls: &BTreeMap<Digest, Roll>, digest: Digest) -> Result<Roll, ActionError> {
    rolls.get(&digest).cloned().ok_or_else(|| ActionError::damaged("a roll of a meeting is gone"))
}
