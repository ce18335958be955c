//! One turn: a locked tree head, a transaction, and the facts to be published in it.

use ed25519_dalek::SigningKey;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use crate::actions::Service;
use crate::actions::committer::Claim;
use crate::actions::convened::Convened;
use crate::actions::error::{ActionError, Thing};
use crate::actions::known::Recent;
use crate::actions::service_keys::{self, KeysInForce};
use crate::actions::surroundings::Step;
use crate::actions::suspensions::Suspension;
use crate::actions::{marks, receipts, trail, witnessing};
use crate::domain::communities::CommunityId;
use crate::domain::instants::Instant;
use crate::domain::meetings::MeetingId;
use crate::evidence::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::evidence::digest::Digest;
use crate::evidence::entries::{Entry, Fact};
use crate::evidence::merkle::{Batch, RightEdge, TreeHead, leaf_hash, restore_edge, tiles_for_edge};
use crate::evidence::note::KeyName;
use crate::evidence::receipt::Receipt;
use crate::evidence::replacements::ServiceKey;
use crate::store;
use crate::store::communities::Community;
use crate::store::{communities, record};

/// The right to append to one community's record.
pub struct Turn {
    service: Service,
    transaction: DatabaseTransaction,
    community: Community,
    head: record::Head,
    edge: RightEdge,
    convened: Option<Convened>,
    recent: Option<Recent>,
    keys: KeysInForce,
    at: Instant,
    entries: Vec<(Fact, Vec<u8>)>,
}

/// What this process last saw of a community's record and meetings; all of it is in the database too.
///
/// A turn takes it and leaves it again once it is committed, so that after a turn that failed the
/// next one begins with the database alone.
#[derive(Default)]
pub struct Memory {
    /// The right edge of the tree.
    edge: Option<RightEdge>,
    /// The community, which never changes.
    community: Option<Community>,
    /// The meeting that ballots were last cast in.
    convened: Option<Convened>,
    /// What was added since, if that was ballots and nothing else.
    recent: Option<Recent>,
    /// The service's keys in force in that tree.
    keys: Option<KeysInForce>,
}

/// What a turn appended, signed but not yet committed.
pub struct Finished {
    /// The transaction to commit.
    pub(in crate::actions) transaction: DatabaseTransaction,
    /// What the record holds once it is committed, and only then.
    pub(in crate::actions) claim: Claim,
    /// What was appended, if anything was.
    pub(in crate::actions) appended: Option<Appended>,
    /// What is true once it is committed.
    pub(in crate::actions) memory: Memory,
}

/// New leaves of the tree and the checkpoint over them.
pub struct Appended {
    /// The leaves with their proofs.
    pub batch: Batch,
    /// The signed tree head.
    pub checkpoint: SignedCheckpoint,
}

impl Turn {
    /// Begins a transaction and locks the tree head of a community.
    ///
    /// The first turn of a process waits until the witnesses were asked what they saw. What is
    /// remembered is trusted only if its edge is that of the very tree that was locked.
    pub(in crate::actions) async fn begin(
        service: &Service,
        community: CommunityId,
        memory: Memory,
    ) -> Result<Self, ActionError> {
        witnessing::ask_first(service).await?;
        service.suspensions().check(community)?;
        let transaction = service.store().begin().await?;
        service.surroundings().reach(Step::Begun)?;
        let id = community.uuid();
        let head = record::lock_head(&transaction, id).await?;
        service.surroundings().reach(Step::HeadLocked)?;
        let head = head.ok_or(ActionError::NotFound(Thing::Community))?;
        let community = match memory.community {
            Some(community) => Some(community),
            None => communities::find(&transaction, id).await?,
        };
        let community = community.ok_or(ActionError::NotFound(Thing::Community))?;
        let tree = tree_head(&head)?;
        let own = CommunityId::new(id);
        marks::check(service, &transaction, own, &community.origin, tree).await?;
        let (edge, recent, keys) = match memory.edge.filter(|edge| edge.head() == tree) {
            Some(edge) => (edge, memory.recent, memory.keys),
            None => (trusted_edge(service, &transaction, own, tree).await?, None, None),
        };
        let keys = match keys {
            Some(keys) => keys,
            None => KeysInForce::load(&transaction, id).await?,
        };
        service.surroundings().reach(Step::EdgeLoaded)?;
        // A clock that was set back does not set the record back.
        let at = service.surroundings().now().max(head.at);
        // Who was let in a moment ago may have been in office until just now.
        trail::still_allowed(&transaction, at).await?;
        let (service, convened) = (service.clone(), memory.convened);
        let entries = Vec::new();
        Ok(Self { service, transaction, community, head, edge, convened, recent, keys, at, entries })
    }

    /// Whether a key of the service has begun that is not in force here.
    pub(in crate::actions) fn has_keys_to_replace(&self) -> Result<bool, ActionError> {
        let rings = self.service.keys().rings().get();
        let due = |key| Ok::<_, ActionError>(self.keys.due(key, &rings, self.at)?.is_some());
        Ok(due(ServiceKey::Checkpoints)? || due(ServiceKey::Statements)?)
    }

    /// Puts the keys in force that have begun and are not yet. The replacement of the key of statements is the last
    /// thing that the old one signs.
    pub(in crate::actions) async fn replace_keys(&mut self) -> Result<(), ActionError> {
        let rings = self.service.keys().rings().get();
        for key in ServiceKey::ALL {
            let Some((old, new)) = self.keys.due(key, &rings, self.at)? else { continue };
            let signer = self.keys.statements(&rings)?;
            let origin = &self.community.origin;
            let statement = service_keys::replacement(origin, key, (old, new), &signer, self.at)?;
            let index = self.publish(Fact::ServiceKeyReplaced { key, statement })?;
            let row = service_keys::row(self.community_id(), key, index + 1, new.public());
            store::service_keys::insert(&self.transaction, row).await?;
            self.keys.replace(key, *new.public());
        }
        Ok(())
    }

    /// The key in force to sign statements with.
    pub(in crate::actions) fn statements_key(&self) -> Result<SigningKey, ActionError> {
        self.keys.statements(&self.service.keys().rings().get())
    }

    /// Says how far this turn has come.
    pub(in crate::actions) fn reach(&self, step: Step) -> Result<(), ActionError> {
        Ok(self.service.surroundings().reach(step)?)
    }

    /// The transaction everything is loaded from and saved in.
    #[must_use]
    pub const fn transaction(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// The service.
    #[must_use]
    pub const fn service(&self) -> &Service {
        &self.service
    }

    /// The community.
    #[must_use]
    pub const fn community(&self) -> &Community {
        &self.community
    }

    /// The community's identifier.
    #[must_use]
    pub const fn community_id(&self) -> Uuid {
        self.community.community_id
    }

    /// When this turn is: never before an earlier entry.
    #[must_use]
    pub const fn at(&self) -> Instant {
        self.at
    }

    /// Puts the turn no earlier than this: a clock that was set back since a ballot came does not
    /// have it recorded before it was received. Only this process's own time may be given here: a time
    /// that somebody else signed would move the record, and with it every later close.
    pub(in crate::actions) fn not_before(&mut self, instant: Instant) {
        self.at = self.at.max(instant);
    }

    /// A meeting for ballots, to be given back by [`Self::remember`].
    ///
    /// A meeting changes only together with the tree head, so it is read again only where the record
    /// has got something else than ballots since.
    pub(in crate::actions) async fn convened(&mut self, meeting: MeetingId) -> Result<Convened, ActionError> {
        match self.convened.take().filter(|convened| convened.id() == meeting) {
            Some(convened) if self.recent.is_some() => Ok(convened),
            Some(convened) => convened.reload(&self.transaction).await,
            None => Convened::load(&self.transaction, self.community_id(), meeting).await,
        }
    }

    /// The head that was locked.
    pub(in crate::actions) fn locked(&self) -> TreeHead {
        self.edge.head()
    }

    /// The ballots added of late; nothing where the record has got something else since.
    pub(in crate::actions) fn recent(&mut self) -> &mut Recent {
        self.recent.get_or_insert_with(|| Recent::since(self.head.size))
    }

    /// Remembers a meeting as it stands now.
    pub(in crate::actions) fn remember(&mut self, convened: Convened) {
        self.convened = Some(convened);
    }

    /// The index the next published fact will have.
    #[must_use]
    pub fn next_index(&self) -> u64 {
        self.head.size + self.entries.len() as u64
    }

    /// Publishes a fact and says where in the record it will stand.
    pub fn publish(&mut self, fact: Fact) -> Result<u64, ActionError> {
        let index = self.next_index();
        let entry = Entry::new(self.at, fact);
        let bytes = entry.to_bytes().map_err(ActionError::damaged)?;
        self.entries.push((entry.fact().clone(), bytes));
        Ok(index)
    }

    /// The bytes of an entry published in this turn.
    pub(in crate::actions) fn entry(&self, index: u64) -> Option<&[u8]> {
        let position = usize::try_from(index.checked_sub(self.head.size)?).ok()?;
        self.entries.get(position).map(|(_, bytes)| bytes.as_slice())
    }

    /// Appends what was published: entries, nodes, checkpoint and head, in the transaction.
    pub(in crate::actions) async fn finish(self) -> Result<Finished, ActionError> {
        if self.entries.is_empty() {
            let edge = self.edge.clone();
            return Ok(self.finished(None, Vec::new(), edge));
        }
        // It may have been suspended since the turn began.
        self.service.suspensions().check(CommunityId::new(self.community_id()))?;
        let leaves: Vec<_> = self.entries.iter().map(|(_, bytes)| leaf_hash(bytes)).collect();
        let batch = Batch::append(&self.edge, &leaves).map_err(ActionError::damaged)?;
        let origin = KeyName::new(&self.community.origin).map_err(ActionError::damaged)?;
        let checkpoint = self.signed(Checkpoint::new(origin, batch.head()))?;
        self.reach(Step::Signed)?;
        self.save(&batch, &leaves, &checkpoint).await?;
        let edge = batch.edge().clone();
        Ok(self.finished(Some(Appended { batch, checkpoint }), leaves, edge))
    }

    /// Signs with the key in force and, for those who know no other yet, with those it replaced.
    fn signed(&self, checkpoint: Checkpoint) -> Result<SignedCheckpoint, ActionError> {
        let keys = self.keys.checkpoints(&self.service.keys().rings().get())?;
        let (present, former) =
            keys.split_first().ok_or_else(|| ActionError::damaged("a record has no key in force"))?;
        let mut signed = checkpoint.sign(present).map_err(ActionError::damaged)?;
        for key in former {
            signed.sign_also(key).map_err(ActionError::damaged)?;
        }
        Ok(signed)
    }

    fn finished(self, appended: Option<Appended>, leaves: Vec<Digest>, edge: RightEdge) -> Finished {
        let community = CommunityId::new(self.community.community_id);
        let claim = Claim { community, from: self.head.size, leaves, at: self.at };
        let memory = Memory {
            edge: Some(edge),
            community: Some(self.community),
            convened: self.convened,
            recent: self.recent,
            keys: Some(self.keys),
        };
        Finished { transaction: self.transaction, claim, appended, memory }
    }

    async fn save(
        &self,
        batch: &Batch,
        leaves: &[Digest],
        checkpoint: &SignedCheckpoint,
    ) -> Result<(), ActionError> {
        let community_id = self.community_id();
        let rows = self.entries.iter().zip(leaves).zip(self.head.size..);
        let rows = rows.map(|(((fact, bytes), leaf), entry_index)| record::Entry {
            community_id,
            entry_index,
            at: self.at,
            kind: fact.kind().to_owned(),
            meeting_id: fact.meeting(),
            bytes: bytes.clone(),
            leaf: *leaf,
        });
        record::insert_entries(&self.transaction, rows.collect()).await?;
        self.reach(Step::EntriesInserted)?;
        let nodes = batch.stored().iter().map(|node| record::Node {
            community_id,
            level: u32::from(node.level),
            node_index: node.index,
            hash: node.hash,
        });
        record::insert_nodes(&self.transaction, nodes.collect()).await?;
        self.reach(Step::NodesInserted)?;
        let head = batch.head();
        let note = checkpoint.to_string().into_bytes();
        let row = record::Checkpoint { community_id, size: head.size(), note };
        let new = record::Head { community_id, size: head.size(), root: head.root(), at: self.at };
        record::advance(&self.transaction, row, &self.head, &new).await?;
        self.reach(Step::HeadSwapped)
    }
}

impl Memory {
    /// What stays true when a turn may publish anything.
    pub(in crate::actions) fn without_recent(self) -> Self {
        Self { recent: None, ..self }
    }
}

impl Appended {
    /// The receipt of an entry of this turn.
    pub(in crate::actions) fn receipt(&self, index: u64, entry: Vec<u8>) -> Result<Receipt, ActionError> {
        let outside = || ActionError::damaged(format!("entry {index} is not of this turn"));
        let proof = self.batch.proof(index).ok_or_else(outside)?;
        let receipt = Receipt::new(index, proof, self.checkpoint.clone());
        receipt.enclosing(entry).map_err(ActionError::damaged)
    }
}

fn tree_head(head: &record::Head) -> Result<TreeHead, ActionError> {
    TreeHead::new(head.size, head.root).map_err(ActionError::damaged)
}

/// The stored right edge; a community whose edge does not give the locked root is suspended.
async fn trusted_edge(
    service: &Service,
    transaction: &DatabaseTransaction,
    community: CommunityId,
    head: TreeHead,
) -> Result<RightEdge, ActionError> {
    match stored_edge(transaction, community.uuid(), head).await {
        Err(ActionError::Damaged(what)) => {
            let what = format!("the hashes at the right edge of the tree do not fit: {what}");
            service.suspensions().suspend(community, Suspension::Damaged { what });
            Err(ActionError::RecordSuspended)
        }
        edge => edge,
    }
}

/// Restores the right edge from stored hashes; a stored hash that is wrong is found here, before
/// anything is signed over it.
async fn stored_edge(
    transaction: &DatabaseTransaction,
    community: Uuid,
    head: TreeHead,
) -> Result<RightEdge, ActionError> {
    let needed = tiles_for_edge(head.size()).map_err(ActionError::damaged)?;
    let tiles = receipts::tiles(transaction, community, needed).await?;
    restore_edge(head, &tiles).map_err(ActionError::damaged)
}
