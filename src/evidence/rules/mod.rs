//! Rule packs as published: TOML in, domain values out, hashed by their bytes.
//!
//! The format is described in `docs/rules.md`. A pack that is malformed, incomplete or
//! contradictory is refused, with every place and reason.

mod forms;
pub mod overlays;
mod reader;

use std::fmt;
use std::sync::LazyLock;

use thiserror::Error;

use self::forms::PackForm;
use super::digest::Digest;
use crate::domain::rules::Pack;

/// Largest pack that is read, in bytes.
pub const PACK_BYTES_MAX: usize = 256 * 1024;

/// The packs this version knows.
const BUILT_IN: [&str; 14] = [
    include_str!("../../domain/rules/packs/cn_civil_code_2021.toml"),
    include_str!("../../domain/rules/packs/cn_pre_2021.toml"),
    include_str!("../../domain/rules/packs/de_weg.toml"),
    include_str!("../../domain/rules/packs/es_lph.toml"),
    include_str!("../../domain/rules/packs/fr_1965.toml"),
    include_str!("../../domain/rules/packs/hk_bmo.toml"),
    include_str!("../../domain/rules/packs/it_condominio.toml"),
    include_str!("../../domain/rules/packs/jp_2026.toml"),
    include_str!("../../domain/rules/packs/nl_vve_1992.toml"),
    include_str!("../../domain/rules/packs/nsw_strata.toml"),
    include_str!("../../domain/rules/packs/on_condo.toml"),
    include_str!("../../domain/rules/packs/sg_bmsma.toml"),
    include_str!("../../domain/rules/packs/tw_condominium.toml"),
    include_str!("../../domain/rules/packs/us_ca_hoa.toml"),
];

/// One thing that is wrong with a pack.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PackMistake {
    /// Where, as a path such as `matter[2].class`; empty for the whole.
    pub place: String,
    /// What is wrong there.
    pub reason: String,
}

impl fmt::Display for PackMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() { "pack" } else { &self.place };
        write!(f, "{place}: {}", self.reason)
    }
}

/// A pack that cannot be used, and every reason why.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct PackRefused(pub Vec<PackMistake>);

/// A pack that no one published under this name.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum NoPack {
    /// There is no such pack.
    #[error("there is no preset {name}; there are {}", .known.join(", "))]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// A pack of this build cannot be read.
    #[error(transparent)]
    Refused(#[from] PackRefused),
}

/// A pack with the digest by which the record names it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublishedPack {
    /// The rules.
    pub pack: Pack,
    /// SHA-256 of the TOML file's bytes.
    pub digest: Digest,
}

/// Reads a pack.
pub fn parse_pack(toml: &str) -> Result<PublishedPack, PackRefused> {
    if toml.len() > PACK_BYTES_MAX {
        return Err(refused("", format!("is larger than {PACK_BYTES_MAX} bytes")));
    }
    let form: PackForm = toml::from_str(toml).map_err(|error| refused("", error.to_string()))?;
    Ok(PublishedPack { pack: form.into_pack()?, digest: Digest::of(toml.as_bytes()) })
}

/// Every pack this version knows.
pub fn packs() -> Result<Vec<PublishedPack>, PackRefused> {
    // The texts are part of the program, so reading them once is enough.
    static READ: LazyLock<Result<Vec<PublishedPack>, PackRefused>> =
        LazyLock::new(|| BUILT_IN.into_iter().map(parse_pack).collect());
    READ.clone()
}

/// The pack of this name.
pub fn pack(name: &str) -> Result<PublishedPack, NoPack> {
    let packs = packs()?;
    let known = packs.iter().map(|published| published.pack.id().to_string()).collect();
    let found = packs.into_iter().find(|published| published.pack.id().as_str() == name);
    found.ok_or_else(|| NoPack::Unknown { name: name.to_owned(), known })
}

fn mistake(place: &str, reason: impl fmt::Display) -> PackMistake {
    PackMistake { place: place.to_owned(), reason: reason.to_string() }
}

fn refused(place: &str, reason: String) -> PackRefused {
    PackRefused(vec![mistake(place, reason)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::{Decides, MatterKind, MatterRule};

    const CIVIL_CODE: &str = BUILT_IN[0];

    fn mistakes(toml: &str) -> Vec<String> {
        parse_pack(toml).unwrap_err().0.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_pack_of_this_version_is_read() {
        let files = BUILT_IN.map(|text| parse_pack(text).unwrap().pack.id().to_string());
        let ids: Vec<_> = packs().unwrap().iter().map(|found| found.pack.id().to_string()).collect();
        assert_eq!(ids, files);
        assert!(ids.is_sorted(), "{ids:?}");
    }

    #[test]
    fn every_pack_answers_to_the_generic_kinds() {
        for published in packs().unwrap() {
            for kind in ["ordinary", "special"] {
                assert!(published.pack.rule(&MatterKind::new(kind).unwrap()).is_ok());
            }
            let election = published.pack.rule(&MatterKind::new("election").unwrap());
            let elects = |matter: &MatterRule| matter.decides == Decides::Election;
            assert_eq!(election.is_ok(), published.pack.parts().matters.iter().any(elects));
        }
    }

    #[test]
    fn an_unknown_pack_or_kind_is_refused_with_those_that_exist() {
        let error = pack("cn_1949").unwrap_err().to_string();
        let start = "there is no preset cn_1949; there are cn_civil_code_2021, cn_pre_2021, de_weg, ";
        assert!(error.starts_with(start), "{error}");
        let pack = pack("cn_pre_2021").unwrap().pack;
        let error = pack.rule(&MatterKind::new("war").unwrap()).unwrap_err().to_string();
        assert!(error.ends_with("lift_retrofit, ordinary, special, election"), "{error}");
    }

    #[test]
    fn one_changed_byte_changes_the_digest() {
        let changed = CIVIL_CODE.replacen("# Civil", "# civil", 1);
        let digest = |toml| parse_pack(toml).unwrap().digest;
        assert_ne!(digest(CIVIL_CODE), digest(&changed));
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let toml = CIVIL_CODE
            .replacen("\"cn_civil_code_2021\"", "\"CN\"", 1)
            .replacen(">= 2/3 of all", ">= 2/3 of most", 1)
            .replacen("\"fund_use\"", "\"fund use\"", 1)
            .replacen("[\"area\", \"heads\"]", "[\"area\", \"area\"]", 1);
        let places: Vec<_> = parse_pack(&toml).unwrap_err().0.into_iter().map(|one| one.place).collect();
        assert_eq!(places, ["id", "measures", "participation.threshold", "matter[6].kind"]);
    }

    #[test]
    fn an_incomplete_or_unknown_field_is_refused_with_its_line() {
        let missing = mistakes(&CIVIL_CODE.replacen("share_unit = \"m2\"", "", 1));
        assert!(missing[0].contains("missing field `share_unit`"), "{missing:?}");
        let unknown = mistakes(&CIVIL_CODE.replacen("share_unit", "shareunit", 1));
        assert!(unknown[0].contains("line 6") && unknown[0].contains("shareunit"), "{unknown:?}");
        assert!(mistakes("id = ")[0].contains("line 1"));
    }

    #[test]
    fn a_contradiction_is_refused() {
        let twice = CIVIL_CODE.replacen("kind = \"covenant\"", "kind = \"fund_use\"", 1);
        assert_eq!(mistakes(&twice), ["pack: has two rules for fund_use"]);
        let generic = CIVIL_CODE.replacen("kind = \"covenant\"", "kind = \"special\"", 1);
        assert!(mistakes(&generic)[0].contains("gives a rule of its own to special"));
        let easier = CIVIL_CODE.replacen(">= 3/4 of participating", ">= 1/4 of participating", 1);
        assert_eq!(mistakes(&easier).len(), 4);
        let never = CIVIL_CODE.replacen("> 1/2 of participating", "> 1/1 of participating", 1);
        assert!(mistakes(&never)[0].contains("can never hold"));
    }
}
