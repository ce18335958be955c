//! The file that names the witnesses of this deployment.
//!
//! ```toml
//! [[witness]]
//! key = "witness.example/w1+…"      # a C2SP verifier key of type 0x04
//! url = "https://witness.example/w1" # its submission prefix
//! ```

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use serde::Deserialize;

use super::submitting::HttpLine;
use crate::actions::witnessing::{KnownWitness, Witnesses};
use crate::evidence::note::VerifierKey;
use crate::evidence::text::Text;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    witness: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    key: Text<VerifierKey>,
    url: String,
}

/// The witnesses in a file, none without one. What is wrong with it is told with its place.
pub(super) fn read(file: Option<&Path>) -> anyhow::Result<Witnesses> {
    let known = match file {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("cannot read the witnesses in {}", path.display()))?;
            parse(&text)
                .with_context(|| format!("{} does not name witnesses as it should", path.display()))?
        }
        None => Vec::new(),
    };
    Witnesses::new(known, Arc::new(HttpLine::new())).with_context(|| match file {
        Some(path) => format!("{} does not name witnesses as it should", path.display()),
        None => "no witnesses".to_owned(),
    })
}

fn parse(text: &str) -> anyhow::Result<Vec<KnownWitness>> {
    let file: File = toml::from_str(text)?;
    ensure!(!file.witness.is_empty(), "it names no [[witness]]: add one, or start without the file");
    let entries = (1..).zip(file.witness);
    let read = |(number, entry): (usize, Entry)| {
        KnownWitness::new(entry.key.0, entry.url).with_context(|| format!("[[witness]] number {number}"))
    };
    entries.map(read).collect()
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::*;
    use crate::evidence::note::{KeyName, SignatureType};

    fn entry(kind: SignatureType, name: &str, url: &str) -> String {
        let key = VerifierKey::of(KeyName::new(name).unwrap(), kind, &SigningKey::from_bytes(&[7; 32]));
        format!("[[witness]]\nkey = \"{key}\"\nurl = \"{url}\"\n")
    }

    fn refusal(text: &str) -> String {
        format!("{:#}", parse(text).unwrap_err())
    }

    #[test]
    fn a_file_names_keys_and_addresses() {
        let text = entry(SignatureType::Cosignature, "witness.example/w1", "https://witness.example/w1");
        let known = parse(&text).unwrap();
        assert_eq!(known[0].key().name().as_str(), "witness.example/w1");
        assert_eq!(known[0].url(), "https://witness.example/w1");
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told_with_its_place() {
        let good = entry(SignatureType::Cosignature, "w1", "https://w1.example");
        let slash = entry(SignatureType::Cosignature, "w2", "https://w2.example/");
        let told = refusal(&format!("{good}{slash}"));
        assert!(told.contains("number 2") && told.contains("https://w2.example/"), "{told}");
        let told = refusal(&entry(SignatureType::Ed25519, "w1", "https://w1.example"));
        assert!(told.contains("number 1") && told.contains("0x04"), "{told}");
        let told = refusal(&good.replace("w1+", "w2+"));
        assert!(told.contains("line 2") && told.contains("identifier"), "{told}");
        assert!(refusal(&format!("{good}name = \"w\"\n")).contains("unknown field"));
        assert!(refusal("").contains("[[witness]]"));
        assert!(refusal("witness = 1").contains("line 1"));
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let refused = read(Some(Path::new("nowhere/witnesses.toml"))).err().map(|error| format!("{error:#}"));
        assert!(refused.unwrap().contains("nowhere/witnesses.toml"));
        assert!(read(None).unwrap().known().is_empty());
    }
}
