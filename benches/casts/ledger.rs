//! Facts appended to a record straight through the store, thousands in a transaction: what life
//! would write one by one in months.

use std::ops::Range;

use anyhow::Context as _;
use quorate::boot::RingKey;
use quorate::domain::instants::Instant;
use quorate::evidence::checkpoint::Checkpoint;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::{Entry, Fact};
use quorate::evidence::merkle::{Batch, RightEdge, leaf_hash};
use quorate::evidence::note::KeyName;
use quorate::store::{ConnectionTrait as _, DatabaseTransaction, Store, record};
use sea_orm::{DbBackend, Statement, Value};
use uuid::Uuid;

use crate::site::Site;

/// Leaves read at once.
const CHUNK: u64 = 10_000;

/// Entries made in one transaction.
const FILLED: u64 = 100_000;

/// The meeting of the ballots that fill a record.
const OTHER_MEETING: Uuid = Uuid::from_u128(1);

// The eighth value holds 64 bytes for each entry: the hash of its ballot and its leaf hash.
const MADE_BY_POSTGRES: &str = "INSERT INTO record_entries
        (community_id, entry_index, at, kind, meeting_id, bytes, leaf)
    SELECT $1::uuid, $2::bigint + place, $4::bigint, 'ballot_received', $5::uuid,
        convert_to($6::text || encode(substr($8::bytea, (place * 64 + 1)::integer, 32), 'hex') || $7::text, 'UTF8'),
        substr($8::bytea, (place * 64 + 33)::integer, 32)
    FROM generate_series(0, $3::bigint - 1) AS made (place)";

const MADE_BY_SQLITE: &str = "INSERT INTO record_entries
        (community_id, entry_index, at, kind, meeting_id, bytes, leaf)
    WITH RECURSIVE made (place) AS (
        SELECT 0 UNION ALL SELECT place + 1 FROM made WHERE place + 1 < $3)
    SELECT $1, $2 + place, $4, 'ballot_received', $5,
        CAST($6 || lower(hex(substr($8, place * 64 + 1, 32))) || $7 AS BLOB),
        substr($8, place * 64 + 33, 32)
    FROM made";

/// The entry of a ballot, on both sides of the hash that it holds.
struct Template {
    before: String,
    after: String,
}

/// A record that is written to while nobody else does.
pub struct Ledger<'a> {
    site: &'a Site,
    community_id: Uuid,
    origin: KeyName,
    edge: RightEdge,
    at: Instant,
}

impl<'a> Ledger<'a> {
    /// The record of a community, as it stands.
    pub async fn open(site: &'a Site, community_id: Uuid, origin: &str) -> anyhow::Result<Self> {
        let head = record::head(site.store.read(), community_id).await?.context("no tree head")?;
        let mut edge = RightEdge::empty();
        for from in (0..head.size).step_by(10_000) {
            for leaf in record::leaves(site.store.read(), community_id, from..from + CHUNK).await? {
                edge.append(leaf)?;
            }
        }
        anyhow::ensure!(edge.root() == head.root, "the leaves give another root than the head");
        Ok(Self { site, community_id, origin: KeyName::new(origin)?, edge, at: head.at })
    }

    /// How many entries there are.
    pub const fn size(&self) -> u64 {
        self.edge.size()
    }

    /// Appends facts together with whatever else is in the transaction.
    pub async fn append(&mut self, transaction: DatabaseTransaction, facts: &[Fact]) -> anyhow::Result<()> {
        let community_id = self.community_id;
        let mut rows = Vec::with_capacity(facts.len());
        for (fact, entry_index) in facts.iter().zip(self.size()..) {
            let bytes = Entry::new(self.at, fact.clone()).to_bytes()?;
            let leaf = leaf_hash(&bytes);
            let (kind, meeting_id) = (fact.kind().to_owned(), fact.meeting());
            rows.push(record::Entry {
                community_id,
                entry_index,
                at: self.at,
                kind,
                meeting_id,
                bytes,
                leaf,
            });
        }
        let leaves: Vec<Digest> = rows.iter().map(|row| row.leaf).collect();
        let batch = Batch::append(&self.edge, &leaves)?;
        record::insert_entries(&transaction, rows).await?;
        self.advance(transaction, batch).await
    }

    /// Fills the record with ballots of another meeting up to this size.
    ///
    /// The entries are made by the database, from one line and the two hashes that differ: ten million
    /// lines written one by one take longer than everything that is measured over them.
    pub async fn fill(&mut self, size: u64) -> anyhow::Result<()> {
        let template = Template::new(self.at)?;
        while self.size() < size {
            let places = self.size()..(self.size() + FILLED).min(size);
            self.fill_with(&template, places).await?;
        }
        Ok(())
    }

    async fn fill_with(&mut self, template: &Template, places: Range<u64>) -> anyhow::Result<()> {
        let (from, count) = (places.start, places.end - places.start);
        let mut leaves = Vec::with_capacity(usize::try_from(count)?);
        let mut hashes = Vec::with_capacity(leaves.capacity() * 64);
        for place in places {
            let statement = Digest::of(&place.to_be_bytes());
            let leaf = leaf_hash(template.entry(statement).as_bytes());
            hashes.extend_from_slice(statement.as_bytes());
            hashes.extend_from_slice(leaf.as_bytes());
            leaves.push(leaf);
        }
        let batch = Batch::append(&self.edge, &leaves)?;
        let transaction = self.site.store.begin().await?;
        let backend = transaction.get_database_backend();
        let made = if backend == DbBackend::Postgres {
            // The community is there: to ask for it once for each of ten million rows is half of the work.
            transaction.execute_unprepared("SET LOCAL session_replication_role = replica").await?;
            MADE_BY_POSTGRES
        } else {
            MADE_BY_SQLITE
        };
        let values: [Value; 8] = [
            self.community_id.into(),
            i64::try_from(from)?.into(),
            i64::try_from(count)?.into(),
            self.at.into(),
            OTHER_MEETING.into(),
            template.before.clone().into(),
            template.after.clone().into(),
            hashes.into(),
        ];
        let made = Statement::from_sql_and_values(backend, made, values);
        let added = transaction.execute_raw(made).await?.rows_affected();
        anyhow::ensure!(added == count, "{added} entries were made instead of {count}");
        let last = record::entries(&transaction, self.community_id, from + count - 1..from + count).await?;
        let last = last.first().context("no entry was made")?;
        anyhow::ensure!(Some(&last.leaf) == leaves.last(), "the database keeps another hash");
        anyhow::ensure!(leaf_hash(&last.bytes) == last.leaf, "the database makes other entries");
        self.advance(transaction, batch).await
    }

    /// Adds nodes and checkpoint of new leaves, moves the head and commits.
    async fn advance(&mut self, transaction: DatabaseTransaction, batch: Batch) -> anyhow::Result<()> {
        let community_id = self.community_id;
        let nodes = batch.stored().iter().map(|node| record::Node {
            community_id,
            level: u32::from(node.level),
            node_index: node.index,
            hash: node.hash,
        });
        let ring = &self.site.keys.rings.checkpoints;
        let key = ring.at(self.at).and_then(RingKey::secret).context("no key of checkpoints")?;
        let checkpoint = Checkpoint::new(self.origin.clone(), batch.head()).sign(key)?;
        let note = checkpoint.to_string().into_bytes();
        let (old, new) = (self.edge.head(), batch.head());
        let head = |size, root| record::Head { community_id, size, root, at: self.at };
        let checkpoint = record::Checkpoint { community_id, size: new.size(), note };
        record::insert_nodes(&transaction, nodes.collect()).await?;
        let (old, new) = (head(old.size(), old.root()), head(new.size(), new.root()));
        record::advance(&transaction, checkpoint, &old, &new).await?;
        Store::commit(transaction).await?;
        self.edge = batch.edge().clone();
        Ok(())
    }
}

impl Template {
    fn new(at: Instant) -> anyhow::Result<Self> {
        let statement = Digest::of(b"somebody's ballot");
        let fact =
            Fact::BallotReceived { meeting: OTHER_MEETING, statement, received_at: at, forwarding: None };
        let entry = String::from_utf8(Entry::new(at, fact).to_bytes()?)?;
        let hash = statement.to_string();
        let (before, after) = entry.split_once(&hash).context("an entry without its statement's hash")?;
        Ok(Self { before: before.to_owned(), after: after.to_owned() })
    }

    fn entry(&self, statement: Digest) -> String {
        format!("{}{statement}{}", self.before, self.after)
    }
}
