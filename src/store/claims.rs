//! What ballots claim, and what stands of it: the key that signed each, its elector and the elector's
//! last ballot, read together with the tree head that it is true of.
//!
//! One statement, so one snapshot. Every table is asked for one row at a time by the whole of a
//! unique key: such a plan is right for an empty table and for a large one, so it does not matter
//! when the database made it.

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::instants::Instant;
use crate::evidence::digest::Digest;
use crate::store::error::StoreError;
use crate::store::values::{Natural, Ordinal};

/// Claims looked up in one statement.
const CLAIMS_MAX: usize = 1_024;

/// What a ballot claims.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Thumbprint of the key that signed it.
    pub thumbprint: String,
    /// The elector it is cast for.
    pub elector: String,
}

/// What stood of one ballot's claims when the tree had a certain head.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Size of the tree.
    pub size: u64,
    /// Its root.
    pub root: Digest,
    /// The key, revoked or not.
    pub key: Option<Key>,
    /// The elector, if it is on the roll.
    pub elector: Option<Elector>,
    /// The elector's last ballot.
    pub latest: Option<Latest>,
}

/// An enrolled key.
#[derive(Clone, Debug)]
pub struct Key {
    /// The Ed25519 public key, 32 bytes.
    pub public_key: Vec<u8>,
    /// The owner it signs for; absent for an officer who owns nothing.
    pub owner_id: Option<String>,
    /// When it was enrolled.
    pub enrolled_at: Instant,
    /// Whether it was revoked.
    pub is_revoked: bool,
}

/// Who may act for an elector, and on what.
#[derive(Clone, Debug)]
pub struct Elector {
    /// `owner` or `developer`.
    pub kind: String,
    /// Canonical JSON array of the owners who are this elector.
    pub owners: Vec<u8>,
    /// Canonical JSON array of the matters it may decide.
    pub matters: Vec<u8>,
}

/// The last ballot of an elector, by whatever voice.
#[derive(Clone, Copy, Debug)]
pub struct Latest {
    /// 1 for the elector's first ballot.
    pub sequence: u32,
    /// The digest of the signed statement.
    pub statement_digest: Digest,
    /// Its entry in the record.
    pub entry_index: u64,
    /// Size of the tree it was committed with.
    pub tree_size: u64,
    /// The mandate it was cast under; absent for the elector's own voice.
    pub mandate_digest: Option<Digest>,
}

/// One question as it travels: its place among all, the key, the elector.
#[derive(Serialize)]
struct Question<'a>(usize, &'a str, &'a str);

/// What stands of the claims of some ballots of one meeting, in their order. A community that does
/// not exist has nothing to say.
///
/// More than fit in one statement are of several snapshots; each says of which. Of a claim that meets
/// a damaged row the answer is [`StoreError::Corrupt`], and only of that one.
pub async fn look_up(
    connection: &impl ConnectionTrait,
    community_id: Uuid,
    meeting_id: Uuid,
    claims: &[Claim],
) -> Result<Vec<Result<Standing, StoreError>>, StoreError> {
    let mut standings = Vec::with_capacity(claims.len());
    for claims in claims.chunks(CLAIMS_MAX) {
        let questions = claims.iter().enumerate();
        let questions = questions.map(|(at, claim)| Question(at, &claim.thumbprint, &claim.elector));
        let questions: Vec<_> = questions.collect();
        let questions = serde_json::to_string(&questions);
        let questions = questions.map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let values = [Value::from(community_id), Value::from(meeting_id), Value::from(questions)];
        let backend = connection.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, text(backend), values);
        let mut rows = Vec::with_capacity(claims.len());
        for row in connection.query_all_raw(statement).await? {
            rows.push((row.try_get_by_index::<Natural>(0)?.0, standing(&row)));
        }
        rows.sort_unstable_by_key(|(at, _)| *at);
        standings.extend(rows.into_iter().map(|(_, standing)| standing));
    }
    Ok(standings)
}

fn text(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Postgres { POSTGRES } else { SQLITE }
}

const SQLITE: &str = "SELECT asked.value ->> 0, head.size, head.root,
        key.public_key, key.owner_id, key.revoked_at,
        elector.owners, elector.matters,
        latest.sequence, latest.statement_digest, latest.entry_index, latest.tree_size,
        key.enrolled_at, elector.kind, latest.mandate_digest
    FROM record_heads AS head
    CROSS JOIN json_each($3) AS asked
    LEFT JOIN enrolments AS key
        ON key.community_id = $1 AND key.thumbprint = asked.value ->> 1
    LEFT JOIN electors AS elector
        ON elector.community_id = $1 AND elector.meeting_id = $2 AND elector.elector = asked.value ->> 2
    LEFT JOIN ballots AS latest
        ON latest.community_id = $1 AND latest.meeting_id = $2 AND latest.elector = asked.value ->> 2
        AND latest.sequence = (SELECT max(one.sequence) FROM ballots AS one
            WHERE one.community_id = $1 AND one.meeting_id = $2 AND one.elector = asked.value ->> 2)
    WHERE head.community_id = $1";

// A limit keeps the planner from turning a look-up into a join with the whole table.
const POSTGRES: &str = "SELECT (asked.value ->> 0)::bigint, head.size, head.root,
        key.public_key, key.owner_id, key.revoked_at,
        elector.owners, elector.matters,
        latest.sequence, latest.statement_digest, latest.entry_index, latest.tree_size,
        key.enrolled_at, elector.kind, latest.mandate_digest
    FROM record_heads AS head
    CROSS JOIN json_array_elements($3::json) AS asked (value)
    LEFT JOIN LATERAL (SELECT * FROM enrolments AS one
        WHERE one.community_id = $1 AND one.thumbprint = asked.value ->> 1 LIMIT 1) AS key ON true
    LEFT JOIN LATERAL (SELECT * FROM electors AS one
        WHERE one.community_id = $1 AND one.meeting_id = $2 AND one.elector = asked.value ->> 2
        LIMIT 1) AS elector ON true
    LEFT JOIN LATERAL (SELECT * FROM ballots AS one
        WHERE one.community_id = $1 AND one.meeting_id = $2 AND one.elector = asked.value ->> 2
        ORDER BY one.sequence DESC LIMIT 1) AS latest ON true
    WHERE head.community_id = $1";

fn standing(row: &QueryResult) -> Result<Standing, StoreError> {
    let public_key: Option<Vec<u8>> = row.try_get_by_index(3)?;
    let owner_id: Option<String> = row.try_get_by_index(4)?;
    let revoked_at: Option<i64> = row.try_get_by_index(5)?;
    let owners: Option<Vec<u8>> = row.try_get_by_index(6)?;
    let matters: Option<Vec<u8>> = row.try_get_by_index(7)?;
    let kind: Option<String> = row.try_get_by_index(13)?;
    let sequence: Option<Ordinal> = row.try_get_by_index(8)?;
    let enrolled_at: Option<Instant> = row.try_get_by_index(12)?;
    let is_revoked = revoked_at.is_some();
    let key = |(public_key, enrolled_at)| Key { public_key, owner_id, enrolled_at, is_revoked };
    Ok(Standing {
        size: row.try_get_by_index::<Natural>(1)?.0,
        root: row.try_get_by_index(2)?,
        key: public_key.zip(enrolled_at).map(key),
        elector: kind.zip(owners).zip(matters).map(|((kind, owners), matters)| Elector {
            kind,
            owners,
            matters,
        }),
        latest: sequence.map(|sequence| latest(row, sequence)).transpose()?,
    })
}

fn latest(row: &QueryResult, sequence: Ordinal) -> Result<Latest, StoreError> {
    Ok(Latest {
        sequence: sequence.0,
        statement_digest: row.try_get_by_index(9)?,
        entry_index: row.try_get_by_index::<Natural>(10)?.0,
        tree_size: row.try_get_by_index::<Natural>(11)?.0,
        mandate_digest: row.try_get_by_index(14)?,
    })
}
