//! Services of notice as the record tells them: read again for whoever records, counts or asks.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;

use super::convened::Convened;
use super::error::ActionError;
use super::papers::read_roll;
use crate::domain::identity::Role;
use crate::domain::roll::Roll;
use crate::domain::services::{Deliveries, Reached, Served};
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::store::record;

/// The entries of a meeting that say who was served.
const KINDS: [&str; 4] = ["meeting_noticed", "roll_amended", "unit_served", "meeting_opened"];

/// A service at its place in the record.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its entry.
    pub index: u64,
    /// What was served.
    pub served: Served,
    /// As what whoever recorded it acted.
    pub by: Role,
    /// The hash of what it left behind.
    pub evidence: Option<Digest>,
}

/// Everything that was served so far.
#[derive(Clone, Debug)]
pub struct Book {
    /// Who is reached, and what else can be recorded.
    pub deliveries: Deliveries,
    /// The services in the order of the record.
    pub services: Vec<Recorded>,
    /// The roll that stands.
    pub roll: Roll,
}

/// Reads the services of a meeting.
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
    let mut book = Book { deliveries: Deliveries::new(noticed_at, &roll), services: Vec::new(), roll };
    let mut opening = u64::MAX;
    for (index, entry) in entries {
        let fact = entry.fact();
        if let Fact::RollAmended { roll, .. } = fact {
            book.roll = standing(&rolls, *roll)?;
            book.deliveries.amend(&book.roll);
        } else if let Fact::MeetingOpened { .. } = fact {
            opening = index;
        } else if let (Fact::UnitServed { by, evidence, .. }, Some(served)) = (fact, fact.service()) {
            if index < opening {
                book.deliveries.take(&served);
            }
            book.services.push(Recorded { index, served, by: *by, evidence: *evidence });
        }
    }
    Ok(book)
}

/// Who was reached before the opening.
pub async fn reached(connection: &impl ConnectionTrait, convened: &Convened) -> Result<Reached, ActionError> {
    Ok(book(connection, convened).await?.deliveries.reached().clone())
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
