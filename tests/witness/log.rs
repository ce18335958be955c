//! A log with its entries in memory: it signs, proves, and forks if asked to.

use ed25519_dalek::SigningKey;
use quorate::evidence::add_checkpoint::AddCheckpoint;
use quorate::evidence::checkpoint::{Checkpoint, SignedCheckpoint};
use quorate::evidence::digest::Digest;
use quorate::evidence::merkle::{ConsistencyProof, TreeHead, leaf_hash, node_hash};
use quorate::evidence::note::{KeyName, SignatureType, VerifierKey};

/// The service whose records the witnesses under test follow.
pub const HOST: &str = "vote.example";

/// A log and the key it signs with.
#[derive(Clone)]
pub struct Log {
    pub origin: KeyName,
    pub key: SigningKey,
    leaves: Vec<Digest>,
}

impl Log {
    /// The record of one of the service's communities.
    pub fn record(community: u32) -> Self {
        let origin = format!("{HOST}/record/{}", uuid::Uuid::from_u128(community.into()));
        Self::of(&origin, 1)
    }

    /// A log of this origin and key.
    pub fn of(origin: &str, seed: u8) -> Self {
        let key = SigningKey::from_bytes(&[seed; 32]);
        Self { origin: KeyName::new(origin).unwrap(), key, leaves: Vec::new() }
    }

    pub fn verifier_key(&self) -> VerifierKey {
        VerifierKey::of(self.origin.clone(), SignatureType::Ed25519, &self.key)
    }

    /// Appends so many entries that say `word`.
    pub fn grow(&mut self, word: &str, count: usize) -> &mut Self {
        let first = self.leaves.len();
        self.leaves.extend((first..first + count).map(|at| leaf_hash(format!("{word} {at}").as_bytes())));
        self
    }

    pub fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    pub fn checkpoint(&self) -> SignedCheckpoint {
        let root = if self.leaves.is_empty() { Digest::of(b"") } else { root(&self.leaves) };
        let head = TreeHead::new(self.size(), root).unwrap();
        Checkpoint::new(self.origin.clone(), head).sign(&self.key).unwrap()
    }

    /// The proof from an older size of its own (RFC 6962 section 2.1.2).
    pub fn proof(&self, old: u64) -> Vec<Digest> {
        let old = usize::try_from(old).unwrap();
        if old == 0 || old >= self.leaves.len() { Vec::new() } else { subproof(old, &self.leaves, true) }
    }

    /// The request that an honest log makes of a witness that knows this size.
    pub fn request(&self, old: u64) -> AddCheckpoint {
        self.request_with(old, self.proof(old))
    }

    /// A request with any proof.
    pub fn request_with(&self, old: u64, proof: Vec<Digest>) -> AddCheckpoint {
        AddCheckpoint::new(old, ConsistencyProof::new(proof).unwrap(), self.checkpoint()).unwrap()
    }
}

/// `MTH(D[n])`
fn root(leaves: &[Digest]) -> Digest {
    if let [leaf] = leaves {
        return *leaf;
    }
    let (left, right) = leaves.split_at(largest_power_below(leaves.len()));
    node_hash(root(left), root(right))
}

/// `SUBPROOF(m, D[n], b)`
fn subproof(old: usize, leaves: &[Digest], is_whole: bool) -> Vec<Digest> {
    if old == leaves.len() {
        return if is_whole { Vec::new() } else { vec![root(leaves)] };
    }
    let middle = largest_power_below(leaves.len());
    let (left, right) = leaves.split_at(middle);
    if old <= middle {
        let mut proof = subproof(old, left, is_whole);
        proof.push(root(right));
        return proof;
    }
    let mut proof = subproof(old - middle, right, false);
    proof.push(root(left));
    proof
}

fn largest_power_below(size: usize) -> usize {
    size.next_power_of_two() / 2
}
