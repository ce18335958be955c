//! One law of the parsers under libFuzzer: `QUORATE_FUZZ` names which.

#![no_main]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a law fails by panicking")]

#[path = "../../audit/parsers.rs"]
mod parsers;

use std::env;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

use crate::parsers::{LAWS, Law};

static CHOSEN: LazyLock<Law> = LazyLock::new(|| {
    let name = env::var("QUORATE_FUZZ").unwrap_or_default();
    let law = LAWS.into_iter().find(|(known, _)| *known == name);
    law.unwrap_or_else(|| panic!("QUORATE_FUZZ must be one of {:?}", LAWS.map(|(name, _)| name)))
});

fuzz_target!(|bytes: &[u8]| {
    (CHOSEN.1)(bytes);
});
