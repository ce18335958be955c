//! The keys that whoever checks knows a service by.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use quorate::evidence::key_chain::KeyChain;
use quorate::evidence::trust::ServiceKeysDocument;

/// Largest file of keys that is read, in bytes.
pub(crate) const KEYS_BYTES_MAX: usize = 64 * 1024;

/// Reads the file given with `--trust`; the error is what to tell the user.
pub(crate) fn read(path: &Path) -> Result<ServiceKeysDocument, String> {
    let told = |reason: &dyn std::fmt::Display| format!("--trust {}: {reason}", path.display());
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|reason| told(&reason))?;
    file.take(KEYS_BYTES_MAX as u64).read_to_end(&mut bytes).map_err(|reason| told(&reason))?;
    parse(&bytes).map_err(|reason| told(&reason))
}

/// The list of keys in some bytes, if it agrees with itself.
pub(crate) fn parse(bytes: &[u8]) -> Result<ServiceKeysDocument, String> {
    let keys: ServiceKeysDocument = serde_json::from_slice(bytes).map_err(|reason| reason.to_string())?;
    keys.check().map_err(|reason| reason.to_string())?;
    Ok(keys)
}

/// The pinned keys, led on by others that are offered where these go further; the error is what to tell the
/// user.
pub(crate) fn lead_on(pinned: &ServiceKeysDocument, offered: Option<&KeyChain>) -> Result<KeyChain, String> {
    let chain = pinned.check().map_err(|reason| format!("--trust: {reason}"))?;
    for revoked in &pinned.revoked {
        let longest = offered.filter(|offered| offered.covers(&chain)).unwrap_or(&chain);
        if longest.signs_until(&revoked.x, u64::MAX).is_some_and(|until| until > revoked.from) {
            let (key, from) = (revoked.x.id(), revoked.from);
            return Err(format!(
                "--trust: the key {key} is not believed from entry {from} on, and is in force after that; give \
                 keys that were replaced before"
            ));
        }
    }
    Ok(match offered {
        // What is before the place from which the pinned keys are believed stays unknown.
        Some(offered) if offered.covers(&chain) && chain.since() == offered.since() => offered.clone(),
        Some(_) | None => chain,
    })
}
