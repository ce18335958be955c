//! Facts appended to a record straight through the store, thousands in a transaction: what life
//! would write one by one in months.

use anyhow::Context as _;
use quorate::domain::instants::Instant;
use quorate::evidence::checkpoint::Checkpoint;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::{Entry, Fact};
use quorate::evidence::merkle::{Batch, RightEdge, leaf_hash};
use quorate::evidence::note::KeyName;
use quorate::store::{DatabaseTransaction, Store, record};
use uuid::Uuid;

use crate::site::Site;

/// Entries in a transaction.
const CHUNK: u64 = 10_000;

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
        let nodes = batch.stored().iter().map(|node| record::Node {
            community_id,
            level: u32::from(node.level),
            node_index: node.index,
            hash: node.hash,
        });
        let checkpoint =
            Checkpoint::new(self.origin.clone(), batch.head()).sign(&self.site.keys.checkpoints)?;
        let note = checkpoint.to_string().into_bytes();
        let (old, new) = (self.edge.head(), batch.head());
        let head = |size, root| record::Head { community_id, size, root, at: self.at };
        record::insert_entries(&transaction, rows).await?;
        record::insert_nodes(&transaction, nodes.collect()).await?;
        record::insert_checkpoint(&transaction, record::Checkpoint { community_id, size: new.size(), note })
            .await?;
        record::swap_head(&transaction, &head(old.size(), old.root()), &head(new.size(), new.root())).await?;
        Store::commit(transaction).await?;
        self.edge = batch.edge().clone();
        Ok(())
    }

    /// Fills the record with ballots of another meeting up to this size.
    pub async fn fill(&mut self, size: u64) -> anyhow::Result<()> {
        let meeting = Uuid::from_u128(1);
        while self.size() < size {
            let places = self.size()..(self.size() + CHUNK).min(size);
            let fact = |place: u64| Fact::BallotReceived {
                meeting,
                statement: Digest::of(&place.to_be_bytes()),
                received_at: self.at,
                forwarding: None,
            };
            let facts: Vec<Fact> = places.map(fact).collect();
            self.append(self.site.store.begin().await?, &facts).await?;
        }
        Ok(())
    }
}
