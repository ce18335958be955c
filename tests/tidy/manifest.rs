//! The manifests: a reason beside every dependency.

use std::fs;
use std::path::Path;

use crate::assert_none;

const MANIFESTS: [&str; 2] = ["Cargo.toml", "migrations/Cargo.toml"];

#[test]
fn every_dependency_has_its_reason_beside_it() {
    let mut findings = Vec::new();
    for manifest in MANIFESTS {
        let mut in_dependencies = false;
        for (number, line) in (1..).zip(read(manifest).lines()) {
            if line.starts_with('[') {
                in_dependencies = line.ends_with("dependencies]");
            }
            let reason = line.rsplit_once('#').map_or("", |(_, reason)| reason.trim());
            if in_dependencies && line.contains('=') && reason.len() < 4 {
                findings.push(format!("{manifest}:{number}: say in a comment what it is for"));
            }
        }
    }
    assert_none(&findings);
}

fn read(manifest: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(manifest)).unwrap()
}
