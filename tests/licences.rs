//! Every crate that is built, and every package of the web client: under a licence that is allowed here, none that is
//! banned, one of each that must not be there twice.
//!
//! Read from `cargo metadata` of the platform the tests run on and from the lock file of the client, so nothing is
//! fetched. What only tests need is held to the same rules.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
#![expect(clippy::disallowed_methods, reason = "tests read the files of the repository")]

use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// Licences whose terms are met by shipping their texts with the binaries.
///
/// The list is as short as the tree allows; a licence that asks for sources is not on it. CDLA is
/// that of the certificate authorities in `webpki-roots`, which are data.
const ALLOWED: [&str; 9] = [
    "0BSD",
    "Apache-2.0",
    "BSD-3-Clause",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

/// Licences besides of packages that build or test the web client and are no part of it.
const ALLOWED_TOOLS: [&str; 2] = ["MPL-2.0", "Python-2.0"];

/// Crates that must not be in the tree, with the reason.
const BANNED: [(&str, &str); 5] = [
    ("rsa", "its decryption is not constant-time (RUSTSEC-2023-0071) and nothing here needs RSA"),
    ("openssl", "TLS and hashes come from Rust crates, so that a build needs no system library"),
    ("openssl-sys", "TLS and hashes come from Rust crates, so that a build needs no system library"),
    ("native-tls", "TLS comes from rustls"),
    ("actix-governor", "it is under the GPL"),
];

/// Crates that may come in through others and are not named by our manifests, with the reason.
const NOT_DIRECT: [(&str, &str); 2] = [
    ("chrono", "instants and civil days come from jiff"),
    ("time", "instants and civil days come from jiff"),
];

/// Crates of which every normal build has one version: signatures mean the same everywhere.
const ONCE: [&str; 3] = ["ed25519-dalek", "curve25519-dalek", "jiff"];

#[test]
fn every_crate_is_under_an_allowed_licence() {
    let mut findings = Vec::new();
    for package in packages() {
        let licence = package["license"].as_str().unwrap_or("no licence");
        if !satisfiable(licence) {
            findings.push(format!("{} {}: {licence}", package["name"], package["version"]));
        }
    }
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn every_package_of_the_web_client_is_under_an_allowed_licence() {
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/web/package-lock.json");
    let lock: Value = serde_json::from_str(&std::fs::read_to_string(lock).unwrap()).unwrap();
    let packages = lock["packages"].as_object().unwrap().iter().filter(|(path, _)| !path.is_empty());
    let mut findings = Vec::new();
    let mut delivered = 0;
    for (path, package) in packages {
        let is_tool = package["dev"] == true;
        delivered += usize::from(!is_tool);
        let licence = package["license"].as_str().unwrap_or("no licence");
        if !(satisfiable(licence) || is_tool && ALLOWED_TOOLS.contains(&licence)) {
            findings.push(format!("{path} {}: {licence}", package["version"]));
        }
    }
    assert!(delivered > 0);
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn no_banned_crate_is_in_the_tree() {
    for (name, reason) in BANNED {
        assert!(packages().iter().all(|package| package["name"] != name), "{name} is in the tree: {reason}");
    }
}

#[test]
fn no_manifest_of_ours_names_a_crate_that_has_a_replacement_here() {
    for package in packages().iter().filter(|package| package["source"].is_null()) {
        for dependency in package["dependencies"].as_array().unwrap() {
            let banned = NOT_DIRECT.iter().find(|(name, _)| dependency["name"] == *name);
            assert!(
                banned.is_none(),
                "{} depends on {}: {}",
                package["name"],
                banned.unwrap().0,
                banned.unwrap().1
            );
        }
    }
}

#[test]
fn what_signs_and_counts_time_is_there_once() {
    let tree = cargo(&["tree", "--workspace", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    for name in ONCE {
        let named = |line: &&str| line.split(' ').next() == Some(name);
        let mut versions: Vec<&str> =
            tree.lines().filter(named).filter_map(|line| line.split(' ').nth(1)).collect();
        versions.sort_unstable();
        versions.dedup();
        assert_eq!(versions.len(), 1, "{name} is built in versions {versions:?}");
    }
}

/// Whether a licence expression (SPDX) can be met by the allowed licences alone.
fn satisfiable(expression: &str) -> bool {
    // Old manifests write a slash for `OR`.
    let expression = expression.replace('/', " OR ");
    let either =
        |text: &str| text.split(" OR ").any(|licence| allowed(licence.trim_matches(['(', ')', ' '])));
    // No crate here nests deeper than `(A OR B) AND C`.
    if expression.contains('(') || !expression.contains(" OR ") {
        expression.split(" AND ").all(either)
    } else {
        expression.split(" OR ").any(|choice| choice.split(" AND ").all(|licence| allowed(licence.trim())))
    }
}

fn allowed(licence: &str) -> bool {
    ALLOWED.contains(&licence)
}

#[test]
fn a_licence_expression_is_read_as_it_is_meant() {
    for good in
        ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0", "ISC AND MIT"]
    {
        assert!(satisfiable(good), "{good}");
    }
    for bad in
        ["GPL-3.0", "LGPL-2.1 OR AGPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND GPL-2.0", "no licence"]
    {
        assert!(!satisfiable(bad), "{bad}");
    }
}

fn packages() -> &'static Vec<Value> {
    static METADATA: OnceLock<Value> = OnceLock::new();
    let metadata = METADATA.get_or_init(|| {
        let compiler = Command::new("rustc").arg("-vV").output().unwrap();
        let told = String::from_utf8(compiler.stdout).unwrap();
        let host = told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let platform = ["metadata", "--format-version", "1", "--all-features", "--filter-platform", host];
        serde_json::from_str(&cargo(&platform)).unwrap()
    });
    metadata["packages"].as_array().unwrap()
}

/// What cargo prints; it takes the lock file as it is and asks no registry.
fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
