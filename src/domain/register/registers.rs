//! Versions of a register.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Holdings;

/// Some versions of a community's register, by number. A copy shares them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Registers(BTreeMap<u32, Arc<Holdings>>);

impl Registers {
    /// Adds a version.
    pub fn insert(&mut self, version: u32, holdings: Holdings) {
        self.0.insert(version, Arc::new(holdings));
    }

    /// A version, if it is among them.
    #[must_use]
    pub fn get(&self, version: u32) -> Option<&Holdings> {
        self.0.get(&version).map(Arc::as_ref)
    }
}
