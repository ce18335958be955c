//! Which layer may name which, and which crates stay in one layer.

use crate::assert_none;
use crate::sources::{Source, below};

/// A layer and the layers it may name besides itself.
const ARROWS: [(&str, &[&str]); 13] = [
    ("domain", &[]),
    ("evidence", &["domain"]),
    ("verify", &["evidence", "domain"]),
    ("store", &["evidence", "domain"]),
    ("actions", &["store", "evidence", "domain"]),
    // What comes in by request or by the clock asks actions and never the store.
    ("http", &["actions", "evidence", "domain"]),
    ("jobs", &["actions", "evidence", "domain"]),
    // Speaks HTTP only, like any client; checks its bundles at the end.
    ("demo", &["verify", "evidence", "domain"]),
    // Runs apart from the service it forwards to; knows statements and no meeting.
    ("inbox", &["evidence", "domain"]),
    // Runs apart from the services it watches; knows trees and no meeting.
    ("witness", &["evidence", "domain"]),
    // Wires everything together, and checks nothing: the server does not know its checker.
    ("boot", &["demo", "http", "inbox", "jobs", "witness", "actions", "store", "evidence", "domain"]),
    ("bin", &["verify", "evidence", "domain"]),
    // main.rs and lib.rs.
    (
        "",
        &[
            "boot", "demo", "http", "inbox", "jobs", "witness", "actions", "store", "verify", "evidence",
            "domain",
        ],
    ),
];

/// A crate and the layers that may name it.
const CRATES: [(&str, &[&str]); 15] = [
    ("actix_web", &["http", "inbox", "witness", "boot"]),
    // The files of the web client: held by the program, compressed for browsers.
    ("rust_embed", &["boot"]),
    ("flate2", &["http"]),
    ("jsonwebtoken", &["http"]),
    // Pages to print, and the codes on them.
    ("askama", &["http"]),
    ("qrcode", &["http"]),
    // Mail goes out by the settings.
    ("lettre", &["boot"]),
    // Actions hand a connection from function to function and hold a transaction.
    ("sea_orm", &["store", "actions"]),
    ("sqlx", &["store"]),
    ("calamine", &["http"]),
    ("reqwest", &["demo"]),
    // The auditor's command line reads a record and shows how far it is; `verify` is handed a `Fetch`.
    // An inbox forwards to the service. Addresses of witnesses are the operator's: read, and called,
    // where the settings are.
    ("ureq", &["bin", "boot", "inbox"]),
    ("indicatif", &["bin", "demo"]),
    ("clap", &["boot", "demo", "bin", ""]),
    ("anyhow", &["boot", "demo", ""]),
];

#[test]
fn every_layer_names_only_the_layers_below_it() {
    let mut findings = Vec::new();
    for source in below("src") {
        let (own, allowed) = arrow(&source);
        for named in source.named() {
            let layer = named.parts.first().map_or("", String::as_str);
            let is_layer = ARROWS.iter().any(|(name, _)| *name == layer) && !layer.is_empty();
            if is_layer && layer != own && !allowed.contains(&layer) {
                let (path, line) = (&source.path, named.line);
                findings.push(format!("{path}:{line}: {own} may not name {layer}"));
            }
        }
    }
    assert_none(&findings);
}

#[test]
fn every_folder_is_a_layer_with_its_arrows() {
    for source in below("src") {
        arrow(&source);
    }
}

#[test]
fn frameworks_stay_in_their_layer() {
    let mut findings = Vec::new();
    for source in below("src") {
        let (own, _) = arrow(&source);
        for (name, layers) in CRATES.iter().filter(|(_, layers)| !layers.contains(&own)) {
            for (number, line) in source.before_tests() {
                let code = line.split("//").next().unwrap_or_default();
                if code.contains(&format!("{name}::")) {
                    let path = &source.path;
                    findings.push(format!("{path}:{number}: {name} belongs in {}", layers.join(", ")));
                }
            }
        }
    }
    assert_none(&findings);
}

/// The layer of a file and what it may name.
fn arrow(source: &Source) -> (&'static str, &'static [&'static str]) {
    let layer = source.path.strip_prefix("src/").and_then(|path| path.split_once('/'));
    let layer = layer.map_or("", |(layer, _)| layer);
    let found = ARROWS.into_iter().find(|(name, _)| *name == layer);
    found.unwrap_or_else(|| panic!("{}: {layer} is not a layer; add it to ARROWS", source.path))
}
