//! What proves a fork to somebody else: two signed tree heads and the hashes between them.

use serde::Serialize;

use super::relation::Fork;
use crate::evidence::checkpoint::SignedCheckpoint;
use crate::evidence::digest::Digest;
use crate::evidence::note::VerifierKey;
use crate::evidence::text;

/// Two signed trees of one record of which the larger does not continue the smaller.
///
/// `proof` is a consistency proof (RFC 9162 section 2.1.4) that the larger tree begins with a tree
/// of the smaller one's size whose root is `beginning`. That is not the smaller one's root; as
/// there is no second tree with the same root, both cannot belong to one record.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Evidence {
    /// What this is, for whoever opens the file.
    pub about: &'static str,
    /// The same in Chinese.
    pub about_zh: &'static str,
    /// The key that signed both.
    #[serde(serialize_with = "text::serialize")]
    pub key: VerifierKey,
    /// The smaller signed tree, a C2SP signed note.
    pub smaller: String,
    /// The larger signed tree, or another of the same size.
    pub larger: String,
    /// The root over the first entries of the larger tree, as many as the smaller has.
    pub beginning: Digest,
    /// The consistency proof from there; empty if both have one size, or if the service withheld the hashes
    /// for it: then the entries that it served prove the fork.
    pub proof: Vec<Digest>,
}

impl Evidence {
    pub(in crate::verify) fn new(
        key: &VerifierKey,
        smaller: &SignedCheckpoint,
        larger: &SignedCheckpoint,
        fork: Fork,
    ) -> Self {
        Self {
            about: "Two tree heads of one record, both signed with its key, that contradict each other.",
            about_zh: "同一记录的两个树头，均由其密钥签名，却相互矛盾。",
            key: key.clone(),
            smaller: smaller.to_string(),
            larger: larger.to_string(),
            beginning: fork.beginning,
            proof: fork.proof,
        }
    }
}
