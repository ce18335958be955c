//! The replacements of the service's keys: in the record as in the list of keys.

use super::contents::Contents;
use crate::verify::record::replacements::Replacements;
use crate::verify::report::Ledger;

/// Holds the recorded replacements against those that the list of keys was followed by.
pub(super) fn check(contents: &Contents, ledger: &mut Ledger) {
    let listed = &contents.header.keys.replaced;
    let mut replacements = Replacements::default();
    contents.standing_facts().for_each(|fact| replacements.hear(listed, fact, ledger));
    replacements.close(listed, ledger);
}
