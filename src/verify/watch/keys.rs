//! The service's keys, followed through the record.

use super::findings::{Finding, FindingCode};
use crate::evidence::jws::{PublicKey, Unverified};
use crate::evidence::key_chain::KeyChain;
use crate::evidence::replacements::KeyReplacement;
use crate::evidence::statements::Statement as _;
use crate::evidence::trust::{Jwk, Replaced, ServiceKeysDocument, TrustError};
use crate::verify::report::{Sentence, told};

/// Follows the replacements that were read; those that are listed already must be the same.
pub(super) fn follow(
    keys: &mut ServiceKeysDocument,
    chain: &KeyChain,
    read: &[Replaced],
) -> Result<KeyChain, Finding> {
    let mut chain = chain.clone();
    for own in read {
        let index = own.entry;
        if index < chain.since() {
            continue;
        }
        if keys.replaced.iter().any(|listed| listed == own) {
            continue;
        }
        let added = add(&mut chain, own);
        added.map_err(|reason| {
            not_believed(told!(
                "The keys cannot be followed past entry {index}: {reason}.",
                "密钥无法沿记录 {index} 继续追溯：{reason}。"
            ))
        })?;
        keys.replaced.push(own.clone());
        keys.checkpoint_key = chain.checkpoints().clone();
        keys.statements_key = Jwk::of(chain.statements());
    }
    Ok(chain)
}

fn add(chain: &mut KeyChain, own: &Replaced) -> Result<(), TrustError> {
    let entry = own.entry;
    let read = Unverified::parse(&own.statement, KeyReplacement::TYPE)
        .map_err(Into::into)
        .and_then(|jws| KeyReplacement::read(jws.payload()));
    chain.replace(own, &read.map_err(|reason| TrustError::Statement { entry, reason })?)
}

/// The finding of every revoked key that was in force when it was no longer believed.
pub(super) fn revoked(keys: &ServiceKeysDocument, chain: &KeyChain, size: u64) -> Vec<Finding> {
    let revoked = keys.revoked.iter();
    let signs_on =
        revoked.filter(|own| chain.signs_until(&own.x, size).is_some_and(|until| until > own.from));
    let told = signs_on.map(|own| {
        let (key, from): (&PublicKey, u64) = (&own.x, own.from);
        let key = key.id();
        not_believed(told!(
            "The key {key} is not believed from entry {from} on, and was in force after that.",
            "密钥 {key} 自记录 {from} 起不予采信，而其后仍在使用。"
        ))
    });
    told.collect()
}

fn not_believed(told: Sentence) -> Finding {
    Finding::new(FindingCode::KeyNotBelieved, told)
}
