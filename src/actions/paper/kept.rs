//! Papers as they are kept: rows, and the statements of those who read and counted them.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::domain::paper::{
    Entered, HandCount, Numbers, Paper, Papers, Person, Reconciliation, Return, Serial,
};
use crate::evidence::digest::Digest;
use crate::evidence::jws::Unverified;
use crate::evidence::paper::{PaperCount, PaperEntry};
use crate::evidence::statements::Statement;
use crate::store::documents;
use crate::store::paper::{self, Act};

/// Community and meeting.
pub type Place = (Uuid, Uuid);

/// Where the papers of a meeting are kept.
pub fn place(convened: &Convened) -> Place {
    (convened.row.community_id, convened.id().uuid())
}

/// One paper with everything that was read on it, and how far the reconciliation is.
pub async fn one(
    connection: &impl ConnectionTrait,
    of: Place,
    serial: Serial,
) -> Result<(paper::Paper, Papers), ActionError> {
    let row = paper::find(connection, of, serial.number()).await?;
    let row = row.ok_or(ActionError::NotFound(Thing::Paper))?;
    let mut kept = paper_of(&row)?;
    for act in paper::readings(connection, of, serial.number()).await? {
        kept.readings.push(entered(connection, &act).await?);
    }
    let papers = Papers::kept([(serial, kept)], reconciliation(connection, of).await?, None);
    Ok((row, papers))
}

/// Every paper of a meeting with everything that was read.
pub async fn all(
    connection: &impl ConnectionTrait,
    of: Place,
) -> Result<(Vec<paper::Paper>, Papers), ActionError> {
    let rows = paper::list(connection, of).await?;
    let mut kept = BTreeMap::new();
    for row in &rows {
        kept.insert(serial(row.serial)?, paper_of(row)?);
    }
    for act in paper::of_kind(connection, of, "entered").await? {
        let serial = serial(act.serial.unwrap_or_default())?;
        let gone = || ActionError::damaged("a reading is of a paper that was not issued");
        kept.get_mut(&serial).ok_or_else(gone)?.readings.push(entered(connection, &act).await?);
    }
    let sampled = paper::of_kind(connection, of, "sampled").await?;
    let sampled = sampled.first().map(|act| act.entry_index);
    Ok((rows, Papers::kept(kept, reconciliation(connection, of).await?, sampled)))
}

/// What a kept statement says; its signature was checked when it was taken.
pub async fn payload<S: Statement>(
    connection: &impl ConnectionTrait,
    community: Uuid,
    statement: Digest,
) -> Result<S, ActionError> {
    let document = documents::get(connection, community, statement).await?;
    let document = document.ok_or(ActionError::NotFound(Thing::Document))?;
    let text = String::from_utf8(document.bytes).map_err(ActionError::damaged)?;
    let jws = Unverified::parse(&text, S::TYPE).map_err(ActionError::damaged)?;
    S::read(jws.payload()).map_err(ActionError::damaged)
}

/// A number that is kept as a serial.
pub fn serial(number: u32) -> Result<Serial, ActionError> {
    Serial::new(number).map_err(ActionError::damaged)
}

/// Somebody with an account.
pub fn person(account: Uuid) -> Person {
    Person(account.to_string())
}

fn paper_of(row: &paper::Paper) -> Result<Paper, ActionError> {
    let returned = row.returned_index.zip(row.received_at);
    Ok(Paper {
        elector: row.elector.parse().map_err(ActionError::damaged)?,
        issued_at: row.issued_at,
        state: row.state.parse().map_err(ActionError::damaged)?,
        returned: returned.map(|(index, received_at)| Return { index, received_at }),
        readings: Vec::new(),
    })
}

async fn entered(connection: &impl ConnectionTrait, act: &Act) -> Result<Entered, ActionError> {
    let own: PaperEntry = payload(connection, act.community_id, act.statement_digest).await?;
    let reading = own.reading().map_err(ActionError::damaged)?;
    Ok(Entered { by: person(act.account_id), reading })
}

async fn reconciliation(connection: &impl ConnectionTrait, of: Place) -> Result<Reconciliation, ActionError> {
    let mut counts = Vec::new();
    for act in paper::of_kind(connection, of, "counted").await? {
        let own: PaperCount = payload(connection, act.community_id, act.statement_digest).await?;
        let PaperCount { issued, returned, outstanding, spoiled, void, sample, reason, .. } = own;
        let numbers = Numbers { issued, returned, outstanding, spoiled, void };
        let (by, role) = (person(act.account_id), act.role.parse().map_err(ActionError::damaged)?);
        counts.push((HandCount { by, role, numbers, sample, reason }, act.entry_index));
    }
    Ok(Reconciliation::after(&counts))
}
